"""Unbroken runs of words of time in running text: `жыл сайын 15 қаңтарға қарай`, `2013 - 2020 жылдарға`.

Words of time stand in the middle of sentences whose other words are no time. Which words these are the
registry's calendar says, every case form of them; a number counts, and one with an ending (`5-күніне`) if
the ending does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline.normalise.text.numerals import numeral_letters, roman_value
from pipeline.registry.calendar import Lexeme, load_calendar

_YEAR_DIGITS = 1000


@cache
def _word() -> re.Pattern[str]:
    """27.10.2014 | 15 | 5-күніне | IV before тоқсан | сайын | қаңтар and наурыз of қаңтар-наурыз."""
    calendar = load_calendar()
    half = next(form for form, lexeme in calendar.words.items() if lexeme.kind == "half")
    numeral = rf"[{numeral_letters()}]{{1,4}}"
    # I, III тоқсан: a list has one word for what it numbers
    numbered = rf"(?:\s?[-–,]?\s?{numeral})?\s?-?\s?(?:{calendar.units['quarter']}|{half})"
    return re.compile(
        rf"""
        \d{{1,2}}\.\d{{1,2}}\.\d{{4}}
      | (?P<number>\d{{1,4}})(?!\d)(?:\s?-\s?(?P<tail>[^\W\d_]{{1,14}}))?
      | (?<!\w)(?P<roman>{numeral})(?={numbered})
      | (?:[^\W\d_]+(?:-[^\W\d_]+)*)
        """,
        re.VERBOSE,
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


def _pieces(text: str) -> Iterator[re.Match[str]]:
    """The words, a hyphened word of nothing but words of time in its parts."""
    words = load_calendar().words
    at = 0
    while match := _word().search(text, at):
        at = match.end()
        parts = match[0].lower().split("-")
        if len(parts) > 1 and match["number"] is None and all(part in words for part in parts):
            at = match.start() + len(parts[0])
            match = _word().match(text, match.start(), at)
            at += 1
        if match is not None:
            yield match


def time_runs(text: str, *, joints: frozenset[str]) -> Iterator[list[TimeWord]]:
    """The runs of words of time in a text, in order.

    Args:
        text: any text.
        joints: the signs that may stand between two words of a run.
    """
    run: list[TimeWord] = []
    words, suffixes = load_calendar().words, load_calendar().suffixes
    for match in _pieces(text):
        printed, tail = match.group(0, "tail")
        roman = roman_value(printed) if match["roman"] else None
        ending = (tail or printed).lower()
        lexeme = words.get(ending)
        # most words end here; what the pattern finds with a digit in front is a number, or a full date
        is_number = roman is not None or printed[0].isdigit()
        if lexeme is None and (ending not in suffixes if tail else not is_number):
            if run:
                yield run
                run = []
            continue
        start, end = match.span()
        between = text[run[-1].end : start].strip() if run else ""
        is_short = bool(run) and run[-1].lexeme is not None and len(run[-1].text) <= _LONGEST_SHORT
        number = int(match["number"]) if match["number"] else roman
        is_listed = bool(run) and between == "," and (run[-1].number or 0) >= _YEAR_DIGITS <= (number or 0)
        if run and between not in joints and not is_listed and not (between == "." and is_short):
            yield run
            run = []
        run.append(TimeWord(printed, start, end, None if roman else lexeme, number))
    if run:
        yield run
