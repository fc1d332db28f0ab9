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

from pipeline.normalise.deadlines.month_of_period import Period
from pipeline.normalise.deadlines.points import MONTHS_IN_YEAR, Stretch
from pipeline.normalise.deadlines.recurrences import MONTH, YEAR, Recurrence

_LEAP_YEAR = 2000
_FEBRUARY, _DECEMBER, _LAST_DAY = 2, 12, 31
_LEAP_DAY = (2, 29)


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
    base = f"FREQ={recurrence.frequency}"
    if recurrence.interval > 1:
        base += f";INTERVAL={recurrence.interval}"
    if period is not None and period.recurrence not in (None, recurrence):
        return None
    if period is not None and period.month:
        return None if ends else _of_period(recurrence, dates, period)
    if not dates and not ends:
        return None if period is not None else base
    if ends:
        return None if dates else _at_end(base, recurrence, ends) or None
    return _with_dates(base, recurrence, dates) or None


def _of_period(recurrence: Recurrence, dates: Sequence[Stretch], period: Period) -> str | None:
    """The rule for a month of each period, or for days of it."""
    width = recurrence.interval * (MONTHS_IN_YEAR if recurrence.frequency == "YEARLY" else 1)
    if recurrence.frequency not in ("MONTHLY", "YEARLY") or MONTHS_IN_YEAR % width or period.month > width:
        return None
    months = range(period.month, MONTHS_IN_YEAR + 1, width)
    named = f";BYMONTH={_listed(months)}" if width > 1 else ""
    frequency = "YEARLY" if named else "MONTHLY"
    if len(dates) == 1 and dates[0].part is not None and not dates[0].first.part:
        return f"FREQ=MONTHLY{named};{dates[0].part.rule}" if dates[0].part.rule else None
    if any(date.part is not None or date.first != date.last for date in dates):
        return None
    days = {_day(date) for date in dates}
    if any(month or not _exists(month, day) for month, day in days):
        return None
    listed = f";BYMONTHDAY={_listed({day for _, day in days})}" if days else ""
    return f"FREQ={frequency}{named}{listed}" if named or listed else None


def _with_dates(base: str, recurrence: Recurrence, dates: Sequence[Stretch]) -> str:
    """The rule with its dates; empty where no one rule says all of them."""
    if any(date.part is not None for date in dates):
        return _with_parts(base, recurrence, dates)
    days = {_day(date) for date in dates}
    yearly = _yearly(recurrence, len(days))
    precisions = {date.precision for date in dates}
    if len(dates) == 1 and precisions <= {"quarter", "half_year", "interval"}:
        window = _window(dates[0])
        return f"{yearly};{window}" if yearly and window else ""
    if precisions == {"month"} and yearly:
        return f"{yearly};BYMONTH={_listed({month for month, _ in days})}"
    if precisions != {"day"} or not all(_exists(*day) for day in days):
        return ""
    if any(month == 0 for month, _ in days):
        return _of_each_month(base, recurrence, days)
    named = _of_the_year(days)
    return f"{yearly};{named}" if yearly and named else ""


def _with_parts(base: str, recurrence: Recurrence, dates: Sequence[Stretch]) -> str:
    """The rule for a part of a month, or for days of the week."""
    parts = [date.part for date in dates if date.part is not None]
    if len(parts) < len(dates) or any(date.first != date.last for date in dates):
        return ""
    months = {date.first.part for date in dates}
    weekdays = [part.rule.removeprefix("BYDAY=") for part in parts if part.kind == "weekday" and not part.nth]
    if recurrence.frequency == "WEEKLY":
        return f"{base};BYDAY={','.join(weekdays)}" if len(weekdays) == len(dates) and months == {0} else ""
    if len(parts) > 1 or weekdays or not parts[0].rule:
        return ""
    if months == {0}:
        return f"{base};{parts[0].rule}" if base == "FREQ=MONTHLY" else ""
    yearly = _yearly(recurrence, 1)
    return f"{yearly};BYMONTH={_listed(months)};{parts[0].rule}" if yearly else ""


def _day(date: Stretch) -> tuple[int, int]:
    return date.first.part, date.first.day


def _exists(month: int, day: int) -> bool:
    """Whether a month, or each month where it is 0, has the day; there is no month after December."""
    if not 0 <= month <= MONTHS_IN_YEAR:
        return False
    longest = calendar.monthrange(_LEAP_YEAR, month)[1] if month else _LAST_DAY
    return 1 <= day <= longest


def _yearly(recurrence: Recurrence, dates: int) -> str:
    """The rule by years, if the printed dates are as many as the times in a year; empty otherwise."""
    if recurrence.frequency == "YEARLY":
        return "FREQ=YEARLY" + (f";INTERVAL={recurrence.interval}" if recurrence.interval > 1 else "")
    fits = recurrence.frequency == "MONTHLY" and recurrence.interval > 1
    return "FREQ=YEARLY" if fits and recurrence.interval * dates == MONTHS_IN_YEAR else ""


def _at_end(base: str, recurrence: Recurrence, ends: Sequence[int]) -> str:
    if list(ends) == [YEAR] and recurrence.frequency == "YEARLY":
        return f"{base};BYMONTH={_DECEMBER};BYMONTHDAY={_LAST_DAY}"
    if list(ends) == [MONTH] and recurrence.frequency == "MONTHLY":
        return f"{base};BYMONTHDAY=-1"
    return ""


def _window(date: Stretch) -> str | None:
    """One time within a few months."""
    first, last = date.first.months[0], date.last.months[1]
    if "day" in (date.first.precision, date.last.precision) or not 1 <= first < last <= MONTHS_IN_YEAR:
        return None
    return f"BYMONTH={_listed(range(first, last + 1))};BYSETPOS=-1"


def _of_each_month(base: str, recurrence: Recurrence, days: set[tuple[int, int]]) -> str:
    if {month for month, _ in days} != {0}:
        return ""
    numbers = _listed({day for _, day in days})
    return f"{base};BYMONTHDAY={numbers}" if recurrence.frequency == "MONTHLY" else ""


def _of_the_year(days: set[tuple[int, int]]) -> str:
    """Days of named months; empty for 29 February among others, which days of the year cannot say."""
    months, numbers = {month for month, _ in days}, {day for _, day in days}
    if days == set(product(months, numbers)):
        return f"BYMONTH={_listed(months)};BYMONTHDAY={_listed(numbers)}"
    if _LEAP_DAY in days:
        return ""
    return "BYYEARDAY=" + ",".join(str(_day_of_year(month, day)) for month, day in sorted(days))


def _day_of_year(month: int, day: int) -> int:
    """From the year's beginning up to February, from its end after it: the same in leap years."""
    date = datetime.date(_LEAP_YEAR, month, day)
    if month <= _FEBRUARY:
        return date.timetuple().tm_yday
    return (date - datetime.date(_LEAP_YEAR + 1, 1, 1)).days


def _listed(numbers: Iterable[int]) -> str:
    return ",".join(str(number) for number in sorted(numbers))
