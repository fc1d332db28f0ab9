"""Recurrence rules of RFC 5545 from a frequency and the dates that are printed with it.

The trouble: `жыл сайын 15 қаңтар, 20 шілде` is two dates that no list of months and days gives (it would give
four), and `жыл сайын 1-тоқсан` is one time in any of three months, not three times. The first is written by
days of the year, from its end after February so that leap years do not shift them; the second takes the last
of its set (BYSETPOS=-1).
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Sequence
from itertools import product

from pipeline.normalise.deadlines.points import Stretch
from pipeline.normalise.deadlines.rhythms import MONTHS_IN_YEAR, Period, Recurrence
from pipeline.registry.calendar import Unit

_LEAP_YEAR = 2000
_FEBRUARY, _LAST_DAY = 2, 31
_LEAP_DAY = (2, 29)
_AT_END = {("YEARLY", Unit.YEAR): "BYMONTH=12;BYMONTHDAY=31", ("MONTHLY", Unit.MONTH): "BYMONTHDAY=-1"}


def rule_for(
    recurrence: Recurrence, dates: Sequence[Stretch], ends: Sequence[int], period: Period | None
) -> str | None:
    """The RRULE; None where no one rule says all that is printed.

    Args:
        recurrence: how often.
        dates: the dates without a year that are printed with it.
        ends: the units whose end is printed with it (`жыл соңына дейін`).
        period: which month of its period is meant (`есепті тоқсаннан кейінгі айдың 10-күніне`).
    """
    if period is not None and period.recurrence not in (None, recurrence):
        return None
    if period is not None and period.month:
        return None if ends else _of_period(recurrence.months, dates, period.month)
    if ends:
        end = _AT_END.get((recurrence.frequency, Unit(ends[0])))
        return _rule(recurrence, end) if end and len(ends) == 1 and not dates else None
    if not dates:
        return None if period is not None else _rule(recurrence)
    if any(date.part is not None for date in dates):
        return _with_parts(recurrence, dates)
    return _with_dates(recurrence, dates)


def _rule(recurrence: Recurrence, *parts: str) -> str:
    interval = (f"INTERVAL={recurrence.interval}",) if recurrence.interval > 1 else ()
    return ";".join((f"FREQ={recurrence.frequency}", *interval, *parts))


def _of_period(width: int, dates: Sequence[Stretch], month: int) -> str | None:
    """The rule for a month of each period of so many months, or for days of it."""
    if not width or MONTHS_IN_YEAR % width or month > width:
        return None
    named = (_listed("MONTH", range(month, MONTHS_IN_YEAR + 1, width)),) if width > 1 else ()
    monthly = Recurrence(frequency="MONTHLY", interval=1)
    if len(dates) == 1 and dates[0].part is not None and not dates[0].first.part:
        return _rule(monthly, *named, dates[0].part.rule) if dates[0].part.rule else None
    days = {_day(date) for date in dates}
    if any(date.part is not None or date.first != date.last for date in dates):
        return None
    if any(in_month or not _exists(in_month, day) for in_month, day in days) or not (named or days):
        return None
    listed = (_listed("MONTHDAY", {day for _, day in days}),) if days else ()
    return _rule(Recurrence(frequency="YEARLY", interval=1) if named else monthly, *named, *listed)


def _with_dates(recurrence: Recurrence, dates: Sequence[Stretch]) -> str | None:
    """The rule for quarters, months or days; None where no one rule says all of them."""
    days = {_day(date) for date in dates}
    yearly = _yearly(recurrence, len(days))
    precisions = {date.precision for date in dates}
    named = None
    if len(dates) == 1 and precisions <= {"quarter", "half_year", "interval"}:
        named = _window(dates[0])
    elif precisions == {"month"}:
        named = _listed("MONTH", {month for month, _ in days})
    elif precisions == {"day"} and all(_exists(*day) for day in days):
        if any(month == 0 for month, _ in days):
            of_each = {month for month, _ in days} == {0} and recurrence.frequency == "MONTHLY"
            return _rule(recurrence, _listed("MONTHDAY", {day for _, day in days})) if of_each else None
        named = _of_the_year(days)
    return _rule(yearly, named) if yearly and named else None


def _with_parts(recurrence: Recurrence, dates: Sequence[Stretch]) -> str | None:
    """The rule for a part of a month, or for days of the week."""
    parts = [date.part for date in dates if date.part is not None]
    if len(parts) < len(dates) or any(date.first != date.last for date in dates):
        return None
    months = {date.first.part for date in dates}
    weekdays = [part.rule.removeprefix("BYDAY=") for part in parts if part.kind == "weekday" and not part.nth]
    if recurrence.frequency == "WEEKLY":
        is_said = len(weekdays) == len(dates) and months == {0}
        return _rule(recurrence, f"BYDAY={','.join(weekdays)}") if is_said else None
    if len(parts) > 1 or weekdays or not parts[0].rule:
        return None
    if months == {0}:
        return _rule(recurrence, parts[0].rule) if recurrence.months == 1 else None
    yearly = _yearly(recurrence, 1)
    return _rule(yearly, _listed("MONTH", months), parts[0].rule) if yearly else None


def _day(date: Stretch) -> tuple[int, int]:
    return date.first.part, date.first.day


def _exists(month: int, day: int) -> bool:
    """Whether a month, or each month where it is 0, has the day; there is no month after December."""
    if not 0 <= month <= MONTHS_IN_YEAR:
        return False
    longest = calendar.monthrange(_LEAP_YEAR, month)[1] if month else _LAST_DAY
    return 1 <= day <= longest


def _yearly(recurrence: Recurrence, dates: int) -> Recurrence | None:
    """The rhythm by years, if the printed dates are as many as the times in a year."""
    if recurrence.frequency == "YEARLY":
        return recurrence
    fits = recurrence.months > 1 and recurrence.interval * dates == MONTHS_IN_YEAR
    return Recurrence(frequency="YEARLY", interval=1) if fits else None


def _window(date: Stretch) -> str | None:
    """One time within a few months."""
    first, last = date.first.months[0], date.last.months[1]
    if "day" in (date.first.precision, date.last.precision) or not 1 <= first < last <= MONTHS_IN_YEAR:
        return None
    return f"{_listed('MONTH', range(first, last + 1))};BYSETPOS=-1"


def _of_the_year(days: set[tuple[int, int]]) -> str | None:
    """Days of named months; None for 29 February among others, which days of the year cannot say."""
    months, numbers = {month for month, _ in days}, {day for _, day in days}
    if days == set(product(months, numbers)):
        return f"{_listed('MONTH', months)};{_listed('MONTHDAY', numbers)}"
    if _LEAP_DAY in days:
        return None
    return "BYYEARDAY=" + ",".join(str(_day_of_year(month, day)) for month, day in sorted(days))


def _day_of_year(month: int, day: int) -> int:
    """From the year's beginning up to February, from its end after it: the same in leap years."""
    date = datetime.date(_LEAP_YEAR, month, day)
    if month <= _FEBRUARY:
        return date.timetuple().tm_yday
    return (date - datetime.date(_LEAP_YEAR + 1, 1, 1)).days


def _listed(of: str, numbers: Iterable[int]) -> str:
    return f"BY{of}={','.join(map(str, sorted(numbers)))}"
