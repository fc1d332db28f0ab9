"""Takes out of a deadline which month of its period is meant: `есепті тоқсаннан кейінгі айдың 10-күніне`.

The trouble: the day of a report is printed by the period that it is on (`есепті айдан кейінгі айдың`), by the
next one (`келесі айдың`) or by a month of it (`тоқсанның соңғы айының`); the first says how often the report
comes even where no other word does.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.normalise.deadlines.recurrences import (
    HALF_YEAR,
    MONTH,
    QUARTER,
    YEAR,
    Recurrence,
    recurrence_of,
    unit_at,
)
from pipeline.normalise.deadlines.time_tokens import Token

_WIDTHS = {QUARTER: 3, HALF_YEAR: 6, YEAR: 12}
_NUMERALS = ("number", "roman")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Which part of a period is meant.

    Attributes:
        month: the month, from 1 for the period's first; 0 where dates with their own months follow.
        follows: whether it is counted in the period after the one that is reported on.
        recurrence: how often, where the words themselves say it.
        start, end: offsets of the words.
    """

    month: int
    follows: bool
    recurrence: Recurrence | None
    start: int
    end: int


def take_period(tokens: list[Token]) -> tuple[list[Token], Period | None]:
    """The tokens with a `break` in place of the words for a period, and what they say."""
    for at in range(len(tokens)):
        reading = _next(tokens, at) or _reported(tokens, at) or _month_of(tokens, at)
        if reading is None:
            continue
        month, follows, recurrence, after = reading
        start, end = tokens[at].start, tokens[after - 1].end
        taken = Token(kind="break", text="", start=start, end=end, case="rhythm")
        period = Period(month=month, follows=follows, recurrence=recurrence, start=start, end=end)
        return [*tokens[:at], taken, *tokens[after:]], period
    return tokens, None


_Reading = tuple[int, bool, Recurrence | None, int]


def _kind(tokens: list[Token], at: int) -> str:
    return tokens[at].kind if 0 <= at < len(tokens) else ""


def _next(tokens: list[Token], at: int) -> _Reading | None:
    """`келесі айдың`, `келесі жылдың`, `келесі тоқсанның бірінші айының`."""
    if tokens[at].kind != "next":
        return None
    unit, after = unit_at(tokens, at + 1)
    if unit == MONTH:
        return 1, True, None, after
    if unit in _WIDTHS:
        nth, end = _nth_month(tokens, after, _WIDTHS[unit])
        if nth:
            return nth, True, None, end
        return (0, True, None, after) if unit == YEAR else None
    return None


def _reported(tokens: list[Token], at: int) -> _Reading | None:
    """`есепті тоқсаннан кейінгі айдың`, `есепті жылдан кейінгі жылдың`, `есептіден кейінгі екінші айдың`."""
    if tokens[at].kind != "reporting":
        return None
    unit, after = unit_at(tokens, at + 1)
    if unit < 0 and _kind(tokens, at + 1) == "period":
        after = at + 2
    elif unit < 0:
        after = at + 1
    if _kind(tokens, after) != "after":
        return None
    recurrence = recurrence_of(unit) if unit >= 0 else None
    nth, end = _nth_month(tokens, after + 1, _WIDTHS.get(unit, 1))
    if nth:
        return nth, True, recurrence, end
    following, end = unit_at(tokens, after + 1)
    if following == MONTH:
        return 1, True, recurrence, end
    return (0, True, recurrence, end) if following == YEAR else None


def _month_of(tokens: list[Token], at: int) -> _Reading | None:
    """`тоқсанның соңғы айының`, `әр жартыжылдықтың бірінші айында`."""
    every = tokens[at].kind == "every"
    if _kind(tokens, at - 1) in (*_NUMERALS, "suffix", "dash", "every"):
        return None
    unit, after = unit_at(tokens, at + every)
    if unit not in _WIDTHS or tokens[after - 1].case != "genitive":
        return None
    nth, end = _nth_month(tokens, after, _WIDTHS[unit])
    return (nth, False, recurrence_of(unit) if every else None, end) if nth else None


def _nth_month(tokens: list[Token], at: int, width: int) -> tuple[int, int]:
    """Which month an ordinal before the word for month names, 0 for none, and the place after it."""
    nth, here = 0, at + 1
    if _kind(tokens, at) == "last":
        nth = width
    elif _kind(tokens, at) == "first":
        nth = 1
    elif _kind(tokens, at) in _NUMERALS:
        nth = tokens[at].value
        is_ordinal = tokens[at].case == "ordinal" or tokens[at].kind == "roman"
        if _kind(tokens, here) in ("suffix", "dash"):
            is_ordinal, here = True, here + 1
        nth = nth if is_ordinal else 0
    unit, after = unit_at(tokens, here)
    return (nth, after) if unit == MONTH and 1 <= nth <= max(width, 2) else (0, at)
