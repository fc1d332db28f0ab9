"""When a duty recurs: the words of time inside a paragraph's sentence, and the rule that they state.

`жыл сайын 15 қаңтарға және 15 шілдеге қарай` stands in the middle of a sentence whose other words are no
time; days that differ (`15 қаңтарға және 1 шілдеге`) are two rules, since one of RFC 5545 would pair each
day with each month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.normalise.deadlines import parse_deadline
from pipeline.reference.calendar import Lexeme, load_calendar

# what makes words of time a recurrence
_RECURRING = frozenset({"each", "every", "times", "results", "daily"})
# words of time that mean nothing at the edge of a run
_EDGES = frozenset({"and", "by"})
_LONGEST = 300  # characters of one recurrence

# 15 | 5-күніне | сайын
_WORD = re.compile(r"\d{1,4}(?:\s?-\s?[^\W\d_]{1,12})?|[^\W\d_]+(?:-[^\W\d_]+)*")
_DAY_AND_MONTH = re.compile(r"(?P<day>\d{1,2})\s+(?P<month>[^\W\d_]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """Words that say when something recurs.

    Attributes:
        start: code point offset of their first character.
        end: offset after the last.
        rules: RFC 5545 recurrence rules, one a row; empty where the words were not understood.
    """

    start: int
    end: int
    rules: tuple[str, ...]


def find_recurrences(text: str) -> Iterator[Recurrence]:
    """The words of recurrence in a text, in order."""
    for run in _runs(text):
        if any(word and word.kind in _RECURRING for _, word in run):
            start, end = run[0][0].start(), run[-1][0].end()
            words = text[start:end]
            yield Recurrence(start=start, end=end, rules=_rules(words) if len(words) <= _LONGEST else ())


def _runs(text: str) -> Iterator[list[tuple[re.Match[str], Lexeme | None]]]:
    """Unbroken runs of words of time, joining words at their edges cut off; a number has no lexeme."""
    vocabulary = load_calendar().words
    run: list[tuple[re.Match[str], Lexeme | None]] = []
    for match in _WORD.finditer(text):
        word = vocabulary.get(match[0].lower())
        joined = not run or text[run[-1][0].end() : match.start()].strip() in {"", ","}
        if not joined:
            yield from _trimmed(run)
            run = []
        if word is not None or match[0][0].isdigit():
            run.append((match, word))
        else:
            yield from _trimmed(run)
            run = []
    yield from _trimmed(run)


def _trimmed(
    run: list[tuple[re.Match[str], Lexeme | None]],
) -> Iterator[list[tuple[re.Match[str], Lexeme | None]]]:
    while run and run[0][1] and run[0][1].kind in _EDGES:
        run = run[1:]
    while run and run[-1][1] and run[-1][1].kind in {"and"}:
        run = run[:-1]
    if run:
        yield run


def _rules(words: str) -> tuple[str, ...]:
    months = load_calendar().words
    days = [
        (int(match["day"]), word.value)
        for match in _DAY_AND_MONTH.finditer(words)
        if (word := months.get(match["month"].lower())) and word.kind == "month"
    ]
    if len({day for day, _ in days}) > 1:
        return tuple(f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}" for day, month in days)
    rule = parse_deadline(words).rrule
    return (rule,) if rule else ()
