"""Unbroken runs of words of time in running text: `жыл сайын 15 қаңтарға қарай`, `2013 - 2020 жылдарға`.

Words of time stand in the middle of sentences whose other words are no time. Which words these are the
registry's calendar says, every case form of them; a number counts, and one with an ending (`5-күніне`) if
the ending does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.reference.calendar import Lexeme, load_calendar

# 27.10.2014 | 15 | 5-күніне | сайын
_WORD = re.compile(
    r"\d{1,2}\.\d{1,2}\.\d{4}|(?P<number>\d{1,4})(?!\d)(?:\s?-\s?(?P<tail>[^\W\d_]{1,14}))?|[^\W\d_]+(?:-[^\W\d_]+)*"
)


# a short form ends in a dot that ends no run: 2013 ж. 1 наурыз
_LONGEST_SHORT = 2


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
    words, suffixes = load_calendar().words, load_calendar().suffixes
    for match in _WORD.finditer(text):
        printed, tail = match.group(0, "tail")
        ending = (tail or printed).lower()
        lexeme = words.get(ending)
        # most words end here; what the pattern finds with a digit in front is a number, or a full date
        if lexeme is None and (ending not in suffixes if tail else not printed[0].isdigit()):
            if run:
                yield run
                run = []
            continue
        start, end = match.span()
        between = text[run[-1].end : start].strip() if run else ""
        is_short = bool(run) and run[-1].lexeme is not None and len(run[-1].text) <= _LONGEST_SHORT
        if run and between not in joints and not (between == "." and is_short):
            yield run
            run = []
        number = match["number"]
        run.append(TimeWord(printed, start, end, lexeme, int(number) if number else None))
    if run:
        yield run
