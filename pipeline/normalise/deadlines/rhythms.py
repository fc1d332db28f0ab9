"""Takes out of a deadline how often (`жыл сайын`), how long (`бір ай мерзімде`) and which month of a period.

The trouble: the same quarter is printed as `тоқсан сайын`, `әр тоқсан`, `тоқсанына бір рет`, `тоқсан
қорытындысы бойынша`; `10 күн ішінде` is a span while `10-күніне дейін` is a day of the month; and the day of
a report is printed by the period that it is on (`есепті айдан кейінгі айдың`), by the next one (`келесі
айдың`) or by a month of it (`тоқсанның соңғы айының`). What is taken leaves a mark of kind `break`, so that a
month printed after `жыл сайын` is not read into the year printed before it; the mark of a rhythm says so in
its case (`2015 жылғы әр тоқсан` is a whole phrase).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import regex

from pipeline.normalise.deadlines.time_words import UNIT_LETTERS, TimeToken, break_for, kinds_of
from pipeline.normalise.text.letters import folded
from pipeline.registry.calendar import Unit, load_calendar

_FREQUENCIES: dict[int, str] = {Unit.DAY: "DAILY", Unit.WEEK: "WEEKLY", Unit.YEAR: "YEARLY"}
_MONTHS: dict[int, int] = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF_YEAR: 6, Unit.YEAR: 12}
_ISO_LETTERS = "DWMMMY"
T = TypeVar("T")

_RECURRENCE = regex.compile(
    rf"""
    (?P<adverb>d)
  | (?P<weekly>E(?=W)|(?<=W)e)      # the weekday itself is left: it says which days
  | (?P<every>E)? (?P<reported>g)? (?P<count>N)? (?P<unit>{UNIT_LETTERS})
    (?: (?P<each>e) (?P<often>[NOA]t)? | (?P<often>[NOA]t) | (?P<results>ry?) )?
    """,
    regex.VERBOSE,
)
_SPAN = regex.compile(
    rf"""
    [Kc]* (?: (?P<count>N) (?: \( (?P<again>.) \( )? )?
    [Kc]* (?P<unit>{UNIT_LETTERS}) (?P<limit>L)? (?P<within>w)*
    """,
    regex.VERBOSE,
)
_NTH_MONTH = r"(?P<nth>[NOR][s-]?|F|Z)2"
_PERIOD = regex.compile(
    rf"""
    (?P<next>n) (?P<unit>[2345]|H-?5) (?:{_NTH_MONTH})?
  | (?P<reported>g) (?:(?P<unit>{UNIT_LETTERS})|p)? a (?: {_NTH_MONTH} | (?P<following>[25]) )
  | (?<![ANORsE-]) (?P<every>E)? (?P<unit>[2345]|H-?5) {_NTH_MONTH}
    """,
    regex.VERBOSE,
)


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
class Period:
    """Which part of a period is meant.

    Attributes:
        month: the month, from 1 for the period's first; 0 where dates with their own months follow.
        follows: whether it is counted in the period after the one that is reported on.
        recurrence: how often, where the words themselves say it.
    """

    month: int
    follows: bool
    recurrence: Recurrence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken(Generic[T]):
    """What was taken out of the tokens, in printed order: the values, the breaks left for them, the rest."""

    values: list[T]
    breaks: list[TimeToken]
    rest: list[TimeToken]


def _take(
    tokens: list[TimeToken],
    pattern: regex.Pattern[str],
    read: Callable[[list[TimeToken], regex.Match[str]], tuple[T, int] | None],
    *,
    is_rhythm: bool = False,
    most: int | None = None,
) -> Taken[T]:
    """Takes out what a pattern of kinds finds and a reader gives a value and an end."""
    kinds = kinds_of(tokens)
    found: Taken[T] = Taken(values=[], breaks=[], rest=[])
    at = 0
    while at < len(tokens):
        match = pattern.match(kinds, at) if most is None or len(found.values) < most else None
        reading = read(tokens, match) if match else None
        if reading is None:
            found.rest.append(tokens[at])
            at += 1
            continue
        value, after = reading
        whole = -1
        if is_rhythm and isinstance(value, Recurrence):
            # a part may follow: `әр айдың соңғы күні`, `әр жылдың бірінші жартысы`
            whole = next((unit for unit in (Unit.MONTH, Unit.YEAR) if recurrence_of(unit) == value), -1)
        found.values.append(value)
        found.breaks.append(break_for(tokens[at:after], "rhythm" if is_rhythm else "nominative", whole))
        found.rest.append(found.breaks[-1])
        at = after
    return found


def take_recurrences(tokens: list[TimeToken]) -> Taken[Recurrence]:
    """Takes the recurrences out of the tokens."""
    return _take(tokens, _RECURRENCE, _recurrence, is_rhythm=True)


def take_spans(tokens: list[TimeToken]) -> Taken[Span]:
    """Takes the spans out of the tokens."""
    return _take(tokens, _SPAN, _span)


def take_period(tokens: list[TimeToken]) -> Taken[Period]:
    """Takes out the words for a month of a period, the first ones."""
    return _take(tokens, _PERIOD, _period, is_rhythm=True, most=1)


def recurrence_of(unit: int, count: int = 1) -> Recurrence:
    """Every so many units."""
    return Recurrence(frequency=_FREQUENCIES.get(unit, "MONTHLY"), interval=_size(unit) * count)


def _size(unit: int) -> int:
    """How many units that iCalendar and ISO 8601 know make one: they have no quarters and half-years."""
    return _MONTHS[unit] if unit in (Unit.QUARTER, Unit.HALF_YEAR) else 1


def _unit(match: regex.Match[str]) -> int:
    """The unit of a match, -1 where it has none."""
    printed = match["unit"]
    return -1 if not printed else Unit.HALF_YEAR if printed[0] == "H" else int(printed)


def _follows_number(match: regex.Match[str]) -> bool:
    """Whether a number stands before a match: `1-тоқсан`, `2016 жыл`."""
    return match.string[max(0, match.start() - 1) : match.start()] in tuple("ANORs-")


def _recurrence(tokens: list[TimeToken], match: regex.Match[str]) -> tuple[Recurrence, int] | None:
    if match["adverb"]:
        return recurrence_of(tokens[match.start()].value), match.end()
    if match["weekly"]:
        return recurrence_of(Unit.WEEK), match.end()
    count = tokens[match.start("count")].value if match["count"] else 1
    unit, last = _unit(match), tokens[match.end("unit") - 1]
    if match["results"]:
        # `әр тоқсанның қорытындысы бойынша` comes every quarter; what `and` adds is one more time
        is_named = bool(match["count"]) or _follows_number(match) or match.string[: match.start()][-1:] == "&"
        return None if is_named else (recurrence_of(unit), match.end())
    if count == 0 or match["reported"]:
        return None
    if match["often"] and (match["each"] or last.case in ("dative", "locative")):
        return _how_often(unit, count, tokens[match.start("often")].value, match.end())
    if match["each"]:
        return recurrence_of(unit, count), match.end("each")
    return (recurrence_of(unit), match.end("unit")) if match["every"] and count == 1 else None


def _how_often(unit: int, count: int, times: int, end: int) -> tuple[Recurrence, int] | None:
    """So many times in `count` units; three times in a month has no even interval, and no rule."""
    if times == 1:
        return recurrence_of(unit, count), end
    months = _MONTHS.get(unit, 0) * count
    if times == 0 or months == 0 or months % times:
        return None
    return Recurrence(frequency="MONTHLY", interval=months // times), end


def _span(tokens: list[TimeToken], match: regex.Match[str]) -> tuple[Span, int] | None:
    """`10 (он) жұмыс күні ішінде`, `күнтізбелік он күн ішінде`, `екі айдан кешіктірмей`."""
    unit, first, last = _unit(match), tokens[match.start("unit")], tokens[match.end("unit") - 1]
    numeral = tokens[match.start("count")] if match["count"] else None
    if numeral is None:
        # the unit is counted, not named: `1-тоқсан ішінде` and `2016 жылғы тоқсан` name one
        if _follows_number(match) or not (first.kind == "half" or first.case == "adjective"):
            return None
    elif (
        numeral.value == 0
        or (numeral.text.isdigit() and unit in (Unit.QUARTER, Unit.HALF_YEAR))
        or (match["again"] and tokens[match.start("again")].value != numeral.value)
    ):
        return None
    if unit == Unit.MONTH and _is_of_year(tokens, match):
        return None
    if match["limit"]:
        calendar = load_calendar()
        plain = calendar.case_forms.get((calendar.units[Unit(last.value).name.lower()], "ablative"))
        if numeral is None or folded(last.text) != plain:
            return None
    elif not match["within"]:
        return None
    count = (numeral.value if numeral else 1) * (
        _MONTHS[unit] if unit in (Unit.QUARTER, Unit.HALF_YEAR) else 1
    )
    return Span(offset=f"P{count}{_ISO_LETTERS[unit]}", working="K" in match[0]), match.end()


def _is_of_year(tokens: list[TimeToken], match: regex.Match[str]) -> bool:
    """Whether a year stands before a place that it goes for: the six months of `2016 жылғы 6 ай ішінде`."""
    year = regex.search(r"[ANOs-]5(?=[FZ]?$)", match.string[: match.start()])
    return year is not None and tokens[year.end() - 1].case in ("genitive", "attributive")


def _period(tokens: list[TimeToken], match: regex.Match[str]) -> tuple[Period, int] | None:
    """`келесі айдың`, `есепті тоқсаннан кейінгі айдың`, `әр жартыжылдықтың бірінші айында`."""
    unit, end = _unit(match), match.end()
    nth = _nth_month(tokens, match, _MONTHS.get(unit, 1))
    if match["next"]:
        if unit == Unit.MONTH or not nth:
            month, end = int(unit == Unit.MONTH), match.end("unit")
            is_read = unit in (Unit.MONTH, Unit.YEAR)
            return (Period(month=month, follows=True, recurrence=None), end) if is_read else None
        return Period(month=nth, follows=True, recurrence=None), end
    if match["reported"]:
        recurrence = recurrence_of(unit) if unit >= 0 else None
        if match["following"]:
            nth = int(match["following"] == str(Unit.MONTH))
        elif not nth:
            return None
        return Period(month=nth, follows=True, recurrence=recurrence), end
    if not nth or unit == Unit.MONTH or tokens[match.end("unit") - 1].case != "genitive":
        return None
    return Period(month=nth, follows=False, recurrence=recurrence_of(unit) if match["every"] else None), end


def _nth_month(tokens: list[TimeToken], match: regex.Match[str], width: int) -> int:
    """Which month of a period an ordinal names, 0 for none."""
    if not match["nth"]:
        return 0
    ordinal = tokens[match.start("nth")]
    nth = {"first": 1, "last": width}.get(ordinal.kind, ordinal.value)
    is_ordinal = ordinal.kind != "number" or ordinal.case == "ordinal" or len(match["nth"]) > 1
    return nth if is_ordinal and 1 <= nth <= max(width, 2) else 0
