"""Takes out of a deadline how often (`жыл сайын`), how long (`бір ай мерзімде`) and which month of a period.

The trouble: the same quarter is printed as `тоқсан сайын`, `әр тоқсан`, `тоқсанына бір рет`, `тоқсан
қорытындысы бойынша`; `10 күн ішінде` is a span while `10-күніне дейін` is a day of the month; and the day of
a report is printed by the period that it is on (`есепті айдан кейінгі айдың`), by the next one (`келесі
айдың`) or by a month of it (`тоқсанның соңғы айының`). What is taken leaves a token with its meaning, so that
a month printed after `жыл сайын` is not read into the year printed before it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import regex

from pipeline.normalise.deadlines.time_words import UNIT_LETTERS, TimeToken, kinds_of, taken_out
from pipeline.normalise.text.letters import folded
from pipeline.registry.calendar import Unit, load_calendar

MONTHS_IN_YEAR = 12
# as iCalendar and ISO 8601 know them: they have no quarters and half-years
_EVERY: dict[int, tuple[str, int]] = {
    Unit.DAY: ("DAILY", 1), Unit.WEEK: ("WEEKLY", 1), Unit.MONTH: ("MONTHLY", 1),
    Unit.QUARTER: ("MONTHLY", 3), Unit.HALF_YEAR: ("MONTHLY", 6), Unit.YEAR: ("YEARLY", 1),
}  # fmt: skip
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

    @property
    def months(self) -> int:
        """Between two times; 0 where it is less than a month."""
        return self.interval * {"MONTHLY": 1, "YEARLY": MONTHS_IN_YEAR}.get(self.frequency, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """How long: an ISO 8601 duration, and whether it counts working days only."""

    offset: str
    working: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Which month of a period is meant, from 1; 0 where dates with their own months follow.

    `recurrence` is how often, where the words themselves say it.
    """

    month: int
    recurrence: Recurrence | None


_Reader = Callable[[list[TimeToken], regex.Match[str]], tuple[Recurrence | Span | Period, int] | None]


def take_recurrences(tokens: list[TimeToken]) -> list[TimeToken]:
    """The tokens with each recurrence as one."""
    return _taken(tokens, "rhythm", _RECURRENCE, _recurrence)


def take_spans(tokens: list[TimeToken]) -> list[TimeToken]:
    """The tokens with each span as one."""
    return _taken(tokens, "span", _SPAN, _span)


def take_period(tokens: list[TimeToken]) -> list[TimeToken]:
    """The tokens with the first words for a month of a period as one."""
    return _taken(tokens, "rhythm", _PERIOD, _period, only_first=True)


def _taken(
    tokens: list[TimeToken],
    kind: str,
    pattern: regex.Pattern[str],
    read: _Reader,
    *,
    only_first: bool = False,
) -> list[TimeToken]:
    """The tokens with what a pattern of kinds finds, and a reader gives a meaning and an end, as one each."""
    kinds = kinds_of(tokens)
    found: list[TimeToken] = []
    at = 0
    while at < len(tokens):
        match = pattern.match(kinds, at)
        meaning, end = (read(tokens, match) if match else None) or (None, at + 1)
        found.append(taken_out(tokens[at:end], kind, meaning) if meaning else tokens[at])
        at = end
        if meaning and only_first:
            break
    return [*found, *tokens[at:]]


def recurrence_of(unit: int, count: int = 1) -> Recurrence:
    """Every so many units."""
    frequency, size = _EVERY[unit]
    return Recurrence(frequency=frequency, interval=size * count)


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
    every, last = recurrence_of(_unit(match), count), tokens[match.end("unit") - 1]
    if match["results"]:
        # `әр тоқсанның қорытындысы бойынша` comes every quarter; what `and` adds is one more time
        is_named = match["count"] or _follows_number(match) or match.string[: match.start()][-1:] == "&"
        return None if is_named else (every, match.end())
    if count == 0 or match["reported"]:
        return None
    if match["often"] and (match["each"] or last.case in ("dative", "locative")):
        return _how_often(every, tokens[match.start("often")].value, match.end())
    if match["each"]:
        return every, match.end("each")
    return (every, match.end("unit")) if match["every"] and count == 1 else None


def _how_often(every: Recurrence, times: int, end: int) -> tuple[Recurrence, int] | None:
    """So many times in a period; three times in a month has no even interval, and no rule."""
    if times == 1:
        return every, end
    if times == 0 or every.months == 0 or every.months % times:
        return None
    return Recurrence(frequency="MONTHLY", interval=every.months // times), end


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
    every = recurrence_of(unit, numeral.value if numeral else 1)
    return Span(offset=f"P{every.interval}{every.frequency[0]}", working="K" in match[0]), match.end()


def _is_of_year(tokens: list[TimeToken], match: regex.Match[str]) -> bool:
    """Whether a year stands before a place that it goes for: the six months of `2016 жылғы 6 ай ішінде`."""
    year = regex.search(r"[ANOs-]5(?=[FZ]?$)", match.string[: match.start()])
    return year is not None and tokens[year.end() - 1].case in ("genitive", "attributive")


def _period(tokens: list[TimeToken], match: regex.Match[str]) -> tuple[Period, int] | None:
    """`келесі айдың`, `есепті тоқсаннан кейінгі айдың`, `әр жартыжылдықтың бірінші айында`."""
    unit, end, recurrence = _unit(match), match.end(), None
    month = _nth_month(tokens, match, unit)
    if match["next"] and (unit == Unit.MONTH or not month):
        if unit not in (Unit.MONTH, Unit.YEAR):
            return None
        month, end = int(unit == Unit.MONTH), match.end("unit")
    elif match["reported"]:
        recurrence = recurrence_of(unit) if unit >= 0 else None
        if match["following"]:
            month = int(match["following"] == str(Unit.MONTH))
        elif not month:
            return None
    elif not match["next"]:
        if not month or unit == Unit.MONTH or tokens[match.end("unit") - 1].case != "genitive":
            return None
        recurrence = recurrence_of(unit) if match["every"] else None
    return Period(month=month, recurrence=recurrence), end


def _nth_month(tokens: list[TimeToken], match: regex.Match[str], unit: int) -> int:
    """Which month of a period an ordinal names, 0 for none."""
    if not match["nth"]:
        return 0
    width = (recurrence_of(unit).months if unit >= 0 else 0) or 1
    ordinal = tokens[match.start("nth")]
    nth = {"first": 1, "last": width}.get(ordinal.kind, ordinal.value)
    is_ordinal = ordinal.kind != "number" or ordinal.case == "ordinal" or len(match["nth"]) > 1
    return nth if is_ordinal and 1 <= nth <= max(width, 2) else 0
