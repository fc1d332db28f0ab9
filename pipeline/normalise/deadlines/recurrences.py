"""Takes recurrences (`жыл сайын`, `жылына екі рет`) and spans (`бір ай мерзімде`) out of the tokens.

The trouble: the same quarter is printed as `тоқсан сайын`, `әр тоқсан`, `тоқсанына бір рет`, `тоқсан
қорытындысы бойынша`; and `10 күн ішінде` is a span while `10-күніне дейін` is a day of the month. What is
taken leaves a mark of kind `break`, so that a month printed after `жыл сайын` is not read into the year
printed before it; the mark of a rhythm says so in its case (`2015 жылғы әр тоқсан` is a whole phrase).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from pipeline.normalise.deadlines.time_tokens import Token
from pipeline.normalise.text.letters import folded
from pipeline.registry.calendar import UNITS, load_calendar

DAY, WEEK, MONTH, QUARTER, HALF_YEAR, YEAR = range(len(UNITS))
# a unit as a number of iCalendar's own
_FREQUENCIES = {DAY: ("DAILY", 1), WEEK: ("WEEKLY", 1), MONTH: ("MONTHLY", 1), QUARTER: ("MONTHLY", 3)} | {
    HALF_YEAR: ("MONTHLY", 6),
    YEAR: ("YEARLY", 1),
}
_LETTERS = {
    DAY: ("D", 1),
    WEEK: ("W", 1),
    MONTH: ("M", 1),
    QUARTER: ("M", 3),
    HALF_YEAR: ("M", 6),
    YEAR: ("Y", 1),
}
_MONTHS = {MONTH: 1, QUARTER: 3, HALF_YEAR: 6, YEAR: 12}
# a count of units beyond this is a year or a misprint
_LARGEST_COUNT = 999
_NUMERALS = ("number", "roman")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """How often: a frequency of RFC 5545 and its interval."""

    frequency: str
    interval: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """How long: an ISO 8601 duration, and whether it counts working days only."""

    offset: str
    working: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken(Generic[T]):
    """What was taken out of the tokens.

    Attributes:
        values: in printed order.
        places: the offsets that each stood at.
        rest: the other tokens, with a `break` in place of each.
    """

    values: list[T]
    places: list[tuple[int, int]]
    rest: list[Token]


def take_recurrences(tokens: list[Token]) -> Taken[Recurrence]:
    """Takes the recurrences out of the tokens."""
    taken = _taken(tokens, _recurrence_at)
    units = iter(
        MONTH if value == recurrence_of(MONTH) else YEAR if value == recurrence_of(YEAR) else -1
        for value in taken.values
    )
    # a part may follow: `әр айдың соңғы күні`, `әр жылдың бірінші жартысы`
    places = set(taken.places)
    rest = [
        replace(token, case="rhythm", value=next(units)) if (token.start, token.end) in places else token
        for token in taken.rest
    ]
    return replace(taken, rest=rest)


def take_spans(tokens: list[Token]) -> Taken[Span]:
    """Takes the spans out of the tokens."""
    return _taken(tokens, _span_at)


def unit_at(tokens: list[Token], at: int) -> tuple[int, int]:
    """The unit at a place (-1 if none) and the place after it; `жарты жыл`, `жарты-жылдық` are one."""
    if _kind(tokens, at) == "half":
        after = at + 2 if _kind(tokens, at + 1) == "dash" else at + 1
        if _kind(tokens, after) == "unit" and tokens[after].value == YEAR:
            return HALF_YEAR, after + 1
        return -1, at
    if _kind(tokens, at) == "unit":
        return tokens[at].value, at + 1
    return -1, at


def _taken(tokens: list[Token], read: Callable[[list[Token], int], tuple[T, int] | None]) -> Taken[T]:
    found: list[T] = []
    places: list[tuple[int, int]] = []
    rest: list[Token] = []
    at = 0
    while at < len(tokens):
        reading = read(tokens, at)
        if reading is None:
            rest.append(tokens[at])
            at += 1
            continue
        value, after = reading
        found.append(value)
        start, end = tokens[at].start, tokens[after - 1].end
        places.append((start, end))
        rest.append(Token(kind="break", text="", start=start, end=end))
        at = after
    return Taken(values=found, places=places, rest=rest)


def _kind(tokens: list[Token], at: int) -> str:
    return tokens[at].kind if 0 <= at < len(tokens) else ""


def _recurrence_at(tokens: list[Token], at: int) -> tuple[Recurrence, int] | None:
    if tokens[at].kind == "daily":
        return Recurrence(frequency="DAILY", interval=1), at + 1
    every = tokens[at].kind == "every"
    here = at + every
    # the weekday itself is left: it says which days
    if (every and _kind(tokens, here) == "weekday") or (
        tokens[at].kind == "each" and _kind(tokens, at - 1) == "weekday"
    ):
        return recurrence_of(WEEK), at + 1
    reported = tokens[at].kind == "reporting"
    here += reported
    count = 1
    is_counted = _kind(tokens, here) == "number" and tokens[here].case != "ordinal"
    if is_counted:
        count, here = tokens[here].value, here + 1
    unit, after = unit_at(tokens, here)
    if unit < 0 or not 1 <= count <= _LARGEST_COUNT:
        return None
    reading = None
    if _kind(tokens, after) == "each":
        reading = _how_often(tokens, after + 1, unit, count)
    elif _kind(tokens, after + 1) == "times" and tokens[after - 1].case in ("dative", "locative"):
        reading = _how_often(tokens, after, unit, count)
    elif every and count == 1:
        reading = recurrence_of(unit), after
    if _kind(tokens, after) == "results" and not is_counted and not _is_numbered(tokens, at):
        # `әр тоқсанның қорытындысы бойынша` comes every quarter
        return recurrence_of(unit), after + (2 if _kind(tokens, after + 1) == "by" else 1)
    return None if reported else reading


def _is_numbered(tokens: list[Token], at: int) -> bool:
    """Whether a number stands before a place: `1-тоқсан`, `2016 жыл`."""
    return _kind(tokens, at - 1) in (*_NUMERALS, "suffix", "dash")


def _how_often(tokens: list[Token], at: int, unit: int, count: int) -> tuple[Recurrence, int] | None:
    """Every `count` units, or so many times in one where `… рет` follows."""
    if _kind(tokens, at) != "number" or _kind(tokens, at + 1) != "times":
        return recurrence_of(unit, count), at
    times = tokens[at].value
    if times == 1:
        return recurrence_of(unit, count), at + 2
    months = _MONTHS.get(unit, 0) * count
    # three times in a month has no even interval: better no rule than a wrong one
    if times == 0 or months == 0 or months % times:
        return None
    return Recurrence(frequency="MONTHLY", interval=months // times), at + 2


def recurrence_of(unit: int, count: int = 1) -> Recurrence:
    """Every so many units."""
    frequency, interval = _FREQUENCIES[unit]
    return Recurrence(frequency=frequency, interval=interval * count)


def _span_at(tokens: list[Token], at: int) -> tuple[Span, int] | None:
    """`10 (он) жұмыс күні ішінде`, `күнтізбелік он күн ішінде`, `екі айдан кешіктірмей`."""
    here, working = _qualified(tokens, at, working=False)
    count, numeral = 1, tokens[here] if here < len(tokens) else None
    if numeral is not None and numeral.kind == "number" and numeral.case != "ordinal":
        count, here = numeral.value, here + 1
        if _kind(tokens, here) == "bracket" and _kind(tokens, here + 2) == "bracket":
            here += 3 if tokens[here + 1].value == count else 0
    else:
        numeral = None
    here, working = _qualified(tokens, here, working=working)
    unit, after = unit_at(tokens, here)
    if unit < 0 or not 1 <= count <= _LARGEST_COUNT or not _counts(tokens, at, here, numeral, unit):
        return None
    if _is_of_year(tokens, at) and unit == MONTH:
        return None
    end = _after_within(tokens, after)
    if end == after:
        last = tokens[after - 1]
        plain = load_calendar().case_forms.get((load_calendar().units[UNITS[last.value]], "ablative"))
        if _kind(tokens, after) != "not_later" or folded(last.text) != plain or numeral is None:
            return None
        end = _after_within(tokens, after + 1)
    letter, size = _LETTERS[unit]
    return Span(offset=f"P{count * size}{letter}", working=working), end


def _counts(tokens: list[Token], at: int, here: int, numeral: Token | None, unit: int) -> bool:
    """Whether the unit is counted, not named: `1-тоқсан ішінде` and `2016 жылғы тоқсан` name one."""
    if numeral is None:
        return not _is_numbered(tokens, at) and (
            tokens[here].kind == "half" or tokens[here].case == "adjective"
        )
    return not (numeral.text.isdigit() and unit in (QUARTER, HALF_YEAR))


def _is_of_year(tokens: list[Token], at: int) -> bool:
    """Whether a year stands before a place that it goes for: the six months of `2016 жылғы 6 ай ішінде`."""
    year = at - 1 if _kind(tokens, at - 1) not in ("first", "last") else at - 2
    if _kind(tokens, year) != "unit" or tokens[year].case not in ("genitive", "attributive"):
        return False
    return tokens[year].value == YEAR and _kind(tokens, year - 1) in ("number", "suffix", "dash")


def _qualified(tokens: list[Token], at: int, *, working: bool) -> tuple[int, bool]:
    while _kind(tokens, at) in ("working", "calendar"):
        working = working or tokens[at].kind == "working"
        at += 1
    return at, working


def _after_within(tokens: list[Token], at: int) -> int:
    while _kind(tokens, at) == "within":
        at += 1
    return at
