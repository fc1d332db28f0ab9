"""Dates of acts as notes and heads print them: three orders of day, month and year, one of them ambiguous.

Notes of today write `27.10.2014`, older ones `2009.06.18`, some publishers `2015.29.12`, heads `2013 жылғы 31
қаңтардағы` or `31 января 2013 года`. With the year first and no number above twelve (`2010.04.02`), or with
a year of two digits (`05.06.07`), nobody can tell the order, unless another date of the same text shows it:
such a date is reported with its readings and has no value.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.registry.calendar import load_calendar
from pipeline.registry.finding_kinds import Remark
from pipeline.registry.loading import by_language

_YEAR_DIGITS = 4
_CENTURY = 100
_FIRST_YEAR = 1950  # two digits mean a year of 1950 to 2049


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDate:
    """A date in a text, `[start, end)` with the word for "year" included, or a remark why it has no value.

    With words for "from" around it, which are within `[from_start, from_end)`, it is when something begins.
    """

    start: int
    end: int
    value: dt.date | None
    starts_something: bool
    from_start: int
    from_end: int
    remark: Remark | None = None


@by_language()
def _pattern() -> re.Pattern[str]:
    """27.10.2014 | 2009.06.18. | 05.06.07, 17.06.2015 жылғы | what the pack has for days in words."""
    printed = load_calendar().dates
    return re.compile(
        rf"""
        (?P<from_before>{printed.from_before})
        (?: (?<![\d.])
            (?P<first>\d{{4}}|\d{{1,2}}) \. (?P<second>\d{{1,2}}) \. (?P<third>\d{{4}}|\d{{1,2}}) (?!\d)
            \.? (?:\s?(?P<year_word>{printed.after_figures}))?
          | (?<!\d) {printed.in_words}
        )
        (?P<from_behind>{printed.from_behind})
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def find_dates(text: str, *, beside: str = "") -> Iterator[PrintedDate]:
    """The full dates of a text in order; dates `beside` it show in which order its own are printed."""
    matches = list(_pattern().finditer(text))
    shown = [*matches, *_pattern().finditer(beside)]
    orders = {order for match in shown for order in _proven_order(match)}
    for match in matches:
        remark = None
        if match["year"]:
            word = load_calendar().words.get(match["month"].lower())
            if word is None or word.kind != "month":
                continue
            days = {_day(match["year"], word.value, match["day"])}
        else:
            days = _readings(match)
            if len(match["first"]) == _YEAR_DIGITS and len(days) > 1 and len(orders) == 1:
                days = {_year_first(match)[orders == {"day second"}]}
        if len(days) > 1:
            how = "month or day second" if len(match["first"]) == _YEAR_DIGITS else "day first or year first"
            printed = ".".join(match.group("first", "second", "third"))
            remark = Remark(
                code="ambiguous_date",
                message=f"The date {printed} could be {how}.",
                candidates=tuple(sorted(day.isoformat() for day in days if day)),
            )
        elif days <= {None}:
            day = text[match.end("from_before") : match.end()].strip()
            message = f"No such day in the calendar: {day}."
            remark = Remark(code="impossible_date", message=message)
        yield PrintedDate(
            start=match.end("from_before"),
            end=match.start("from_behind"),
            value=None if remark else next(iter(days)),
            starts_something=bool(match["from_before"] or match["from_behind"]),
            from_start=match.start(),
            from_end=match.end(),
            remark=remark,
        )


def _year_first(match: re.Match[str]) -> tuple[dt.date | None, dt.date | None]:
    """The day with the month second, and with the day second."""
    year, one, other = match.group("first", "second", "third")
    return _day(year, one, other), _day(year, other, one)


def _readings(match: re.Match[str]) -> set[dt.date | None]:
    """The days that three numbers may be."""
    first, second, third = match.group("first", "second", "third")
    if len(first) == _YEAR_DIGITS:
        return set(_year_first(match)) - {None}
    if len(third) == _YEAR_DIGITS or match["year_word"]:  # 12.04.02 ж.
        return {_day(third, second, first)}
    return {_day(third, second, first), _day(first, second, third)} - {None}


def _proven_order(match: re.Match[str]) -> Iterator[str]:
    """What a date with its year first shows: `2009.06.18` has its month second."""
    is_year_first = len(match["first"] or "") == _YEAR_DIGITS
    month_second, day_second = _year_first(match) if is_year_first else (None, None)
    if (month_second is None) != (day_second is None):
        yield "month second" if month_second else "day second"


def _day(year: str, month: str | int, day: str) -> dt.date | None:
    full = int(year)
    if len(year) < _YEAR_DIGITS:
        full = _FIRST_YEAR + (full - _FIRST_YEAR) % _CENTURY
    try:
        return dt.date(full, int(month), int(day))
    except ValueError:
        return None
