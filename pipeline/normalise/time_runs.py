"""Unbroken runs of words of time in running text: `жыл сайын 15 қаңтарға қарай`, `2013 - 2020 жылдарға`.

Words of time stand in the middle of sentences whose other words are no time. Which words these are the
registry's calendar says, every case form of them; a number counts, and one with an ending (`5-күніне`) if
the ending does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.reference.calendar import Calendar, Lexeme, load_calendar

# 27.10.2014 | 15 | 5-күніне | сайын
_WORD = re.compile(
    r"\d{1,2}\.\d{1,2}\.\d{4}|(?P<number>\d{1,4})(?!\d)(?:\s?-\s?(?P<tail>[^\W\d_]{1,14}))?|[^\W\d_]+(?:-[^\W\d_]+)*"
)


class TimeWord(NamedTuple):
    """A word of time; a tuple, since a text of nothing else has thousands.

    Attributes:
        text: as printed.
        start: code point offset of its first character.
        end: offset after its last.
        lexeme: what it means; null for a number.
        number: the number before its hyphen, null for a word or a full date.
    """

    text: str
    start: int
    end: int
    lexeme: Lexeme | None
    number: int | None


def time_runs(text: str, *, joints: frozenset[str]) -> Iterator[list[TimeWord]]:
    """The runs of words of time in a text, in order.

    Args:
        text: any text.
        joints: the signs that may stand between two words of a run.
    """
    run: list[TimeWord] = []
    calendar = load_calendar()
    for match in _WORD.finditer(text):
        word = _time_word(match, calendar)
        if run and (word is None or text[run[-1].end : word.start].strip() not in joints):
            yield run
            run = []
        if word is not None:
            run.append(word)
    if run:
        yield run


def _time_word(match: re.Match[str], calendar: Calendar) -> TimeWord | None:
    number, tail = match.group("number", "tail")
    if number is not None and tail is None:
        return TimeWord(match[0], match.start(), match.end(), None, int(number))
    if number is None:
        lexeme = calendar.words.get(match[0].lower())
        if lexeme is None and not match[0][0].isdigit():
            return None
        return TimeWord(text=match[0], start=match.start(), end=match.end(), lexeme=lexeme, number=None)
    lexeme = calendar.words.get(tail.lower())
    if lexeme is None and tail.lower() not in calendar.suffixes:
        return None
    return TimeWord(text=match[0], start=match.start(), end=match.end(), lexeme=lexeme, number=int(number))
