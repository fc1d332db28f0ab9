"""Recurrence rules of RFC 5545 from a frequency and the dates printed with it, and back into Kazakh.

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

from pipeline.normalise.deadline_phrases import MONTH, YEAR, Recurrence
from pipeline.normalise.deadline_points import MONTHS_IN_YEAR, Stretch
from pipeline.reference.calendar import load_calendar

_LEAP_YEAR = 2000
_FEBRUARY, _DECEMBER, _LAST_DAY = 2, 12, 31
_EVERY_MONTHS = {3: "quarter", 6: "half_year"}


def rule_for(
    recurrence: Recurrence, dates: Sequence[Stretch], ends: Sequence[int], *, following: bool
) -> tuple[str, bool]:
    """The RRULE, and whether it says all that is printed.

    Args:
        recurrence: how often.
        dates: the dates without a year that are printed with it.
        ends: the units whose end is printed with it (`жыл соңына дейін`).
        following: whether the month after the period is meant (`есепті тоқсаннан кейінгі айдың 10-күніне`).
    """
    base = f"FREQ={recurrence.frequency}"
    if recurrence.interval > 1:
        base += f";INTERVAL={recurrence.interval}"
    if not dates and not ends:
        return base, not following
    if ends:
        return _at_end(base, recurrence, ends, alone=not dates)
    days = {(date.first.part, date.first.day) for date in dates}
    yearly = _yearly(recurrence, len(days))
    if any(date.first != date.last or date.precision in ("quarter", "half_year") for date in dates):
        window = _window(dates[0]) if len(dates) == 1 and yearly else None
        return (f"{yearly};{window}", True) if window else (base, False)
    if any(
        date.precision == "day" and not _exists(*day)
        for date, day in zip(dates, map(_day, dates), strict=True)
    ):
        return base, False
    if {date.precision for date in dates} == {"month"} and yearly:
        return f"{yearly};BYMONTH={_listed({month for month, _ in days})}", True
    if {date.precision for date in dates} != {"day"}:
        return base, False
    if any(month == 0 for month, _ in days):
        return _of_each_month(base, recurrence, days, following=following)
    return (f"{yearly};{_of_the_year(days)}", True) if yearly else (base, False)


def _day(date: Stretch) -> tuple[int, int]:
    return date.first.part, date.first.day


def _exists(month: int, day: int) -> bool:
    longest = calendar.monthrange(_LEAP_YEAR, month)[1] if month else _LAST_DAY
    return 1 <= day <= longest


def _yearly(recurrence: Recurrence, dates: int) -> str:
    """The rule by years, if the printed dates are as many as the times in a year; empty otherwise."""
    if recurrence.frequency == "YEARLY":
        return "FREQ=YEARLY" + (f";INTERVAL={recurrence.interval}" if recurrence.interval > 1 else "")
    fits = recurrence.frequency == "MONTHLY" and recurrence.interval > 1
    return "FREQ=YEARLY" if fits and recurrence.interval * dates == MONTHS_IN_YEAR else ""


def _at_end(base: str, recurrence: Recurrence, ends: Sequence[int], *, alone: bool) -> tuple[str, bool]:
    if alone and list(ends) == [YEAR] and recurrence.frequency == "YEARLY":
        return f"{base};BYMONTH={_DECEMBER};BYMONTHDAY={_LAST_DAY}", True
    if alone and list(ends) == [MONTH] and recurrence.frequency == "MONTHLY":
        return f"{base};BYMONTHDAY=-1", True
    return base, False


def _window(date: Stretch) -> str | None:
    """One time within a few months."""
    first, last = date.first.months[0], date.last.months[1]
    if "day" in (date.first.precision, date.last.precision) or not 1 <= first < last <= MONTHS_IN_YEAR:
        return None
    return f"BYMONTH={_listed(range(first, last + 1))};BYSETPOS=-1"


def _of_each_month(
    base: str, recurrence: Recurrence, days: set[tuple[int, int]], *, following: bool
) -> tuple[str, bool]:
    if {month for month, _ in days} != {0}:
        return base, False
    numbers = _listed({day for _, day in days})
    months = recurrence.interval * (MONTHS_IN_YEAR if recurrence.frequency == "YEARLY" else 1)
    if following and recurrence.frequency in ("MONTHLY", "YEARLY") and 1 < months <= MONTHS_IN_YEAR:
        return (
            f"FREQ=YEARLY;BYMONTH={_listed(range(1, MONTHS_IN_YEAR + 1, months))};BYMONTHDAY={numbers}",
            True,
        )
    return (
        f"{base};BYMONTHDAY={numbers}" if recurrence.frequency == "MONTHLY" else base,
        recurrence.frequency == "MONTHLY",
    )


def _of_the_year(days: set[tuple[int, int]]) -> str:
    months, numbers = {month for month, _ in days}, {day for _, day in days}
    if days == set(product(months, numbers)):
        return f"BYMONTH={_listed(months)};BYMONTHDAY={_listed(numbers)}"
    ordinal = sorted(days)
    return "BYYEARDAY=" + ",".join(str(_day_of_year(month, day)) for month, day in ordinal)


def _day_of_year(month: int, day: int) -> int:
    """From the year's beginning up to February, from its end after it: the same in leap years."""
    date = datetime.date(_LEAP_YEAR, month, day)
    if month <= _FEBRUARY:
        return date.timetuple().tm_yday
    return (date - datetime.date(_LEAP_YEAR + 1, 1, 1)).days


def _listed(numbers: Iterable[int]) -> str:
    return ",".join(str(number) for number in sorted(numbers))


def rule_in_kazakh(rule: str) -> str:
    """The words of a rule that `rule_for` made; reading them gives the rule again."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    words = load_calendar()
    interval = int(parts.get("INTERVAL", 1))
    unit = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}[parts["FREQ"]]
    if unit == "month" and interval in _EVERY_MONTHS:
        unit, interval = _EVERY_MONTHS[interval], 1
    count = "" if interval == 1 else f"{interval} "
    phrase = f"{count}{words.units[unit]} {words.render['each']}"
    months = [int(month) for month in parts.get("BYMONTH", "").split(",") if month]
    days = [int(day) for day in parts.get("BYMONTHDAY", "").split(",") if day]
    if days == [-1]:
        month = words.case_forms[words.units["month"], "genitive"]
        return f"{phrase}, {month} {words.render['end']} {words.render['until']}"
    if "BYYEARDAY" in parts:
        return f"{phrase} " + ", ".join(_dated(int(day)) for day in parts["BYYEARDAY"].split(","))
    if "BYSETPOS" in parts:
        return f"{phrase} {words.months[months[0]]} – {words.months[months[-1]]}"
    if months and days:
        return f"{phrase} " + ", ".join(
            f"{day} {words.months[month]}" for month, day in product(months, days)
        )
    if months:
        return f"{phrase} " + ", ".join(words.months[month] for month in months)
    if days:
        return f"{phrase} {', '.join(map(str, days))}-{words.render['day_of_month']}"
    return phrase


def _dated(day_of_year: int) -> str:
    start = datetime.date(_LEAP_YEAR, 1, 1) if day_of_year > 0 else datetime.date(_LEAP_YEAR + 1, 1, 2)
    date = start + datetime.timedelta(days=day_of_year - 1)
    return f"{date.day} {load_calendar().months[date.month]}"
