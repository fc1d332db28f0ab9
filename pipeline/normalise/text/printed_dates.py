"""Dates of acts as notes and heads print them: three orders of day, month and year, one of them ambiguous.

Notes of today write `27.10.2014`, older ones `2009.06.18`, some publishers `2015.29.12`, heads `2013 жылғы 31
қаңтардағы`. With the year first and no number above twelve (`2010.04.02`), or with a year of two digits
(`05.06.07`), nobody can tell the order, unless another date of the same text shows it: such a date is
reported with its readings and has no value.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.registry.act_words import act_words
from pipeline.registry.calendar import load_calendar
from pipeline.registry.finding_kinds import Remark

_CENTURY = 100
_FIRST_YEAR = 1950  # two digits mean a year of 1950 to 2049


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDate:
    """A date in a text.

    Attributes:
        start: code point offset of its first character.
        end: offset after its last character, the word for "year" included.
        value: the day, null where the words do not tell one.
        starts_something: whether the words "from" follow, so that it is when something begins.
        remark: why there is no value.
    """

    start: int
    end: int
    value: dt.date | None
    starts_something: bool
    remark: Remark | None = None


# 27.10.2014 | 2009.06.18. | 05.06.07 | 17.06.2015 жылғы
_NUMERIC = r"""
    (?<![\d.])
    (?P<first>\d{4}|\d{1,2}) \. (?P<second>\d{1,2}) \. (?P<third>\d{4}|\d{1,2}) (?!\d)
"""
# 2013 жылғы 31 қаңтардағы | 2015 ж. 29 желтоқсан | 2016 жылғы 1 қаңтардан
_DAY_AND_MONTH = r"(?P<day>\d{1,2}) (?:\s|\s?-\s?)? (?P<month>[^\W\d_]{3,20})"


@cache
def _pattern() -> re.Pattern[str]:
    words = act_words()
    numeric = rf"{_NUMERIC} \.? (?:\s?(?:{'|'.join(words.attributive_year_words)}))?"
    in_words = rf"(?<!\d) (?P<year>\d{{4}}) \s? (?:{'|'.join(words.year_words)}) \s? {_DAY_AND_MONTH}"
    units = "|".join(words.from_units)
    since = rf"(?P<from>\s(?:(?:{units})[^\W\d_]{{0,6}}\s)?{words.from_word})?"
    return re.compile(f"(?:{numeric}|{in_words}){since}", re.VERBOSE | re.IGNORECASE)


def find_dates(text: str) -> Iterator[PrintedDate]:
    """The full dates of a text in order, with their values."""
    matches = list(_pattern().finditer(text))
    orders = {_order(match) for match in matches if match["first"]} - {None}
    month_second = orders.pop() if len(orders) == 1 else None
    for match in matches:
        remark = None
        if match["year"]:
            word = load_calendar().words.get(match["month"].lower())
            if word is None or word.kind != "month":
                continue
            value = _day(int(match["year"]), word.value, int(match["day"]))
        else:
            value, remark = _numeric_day(match["first"], match["second"], match["third"], month_second)
        if value is None and remark is None:
            remark = Remark(
                code="impossible_date", message=f"No such day in the calendar: {match[0].strip()}."
            )
        yield PrintedDate(
            start=match.start(),
            end=match.start("from") if match["from"] else match.end(),
            value=value,
            starts_something=bool(match["from"]),
            remark=remark,
        )


def _order(match: re.Match[str]) -> bool | None:
    """Whether a date with its year first has its month second; None where it can be either."""
    if len(match["first"]) != len("2009"):
        return None
    month_second, day_second = _year_first(match["first"], match["second"], match["third"])
    return None if bool(month_second) == bool(day_second) else month_second is not None


def _year_first(first: str, second: str, third: str) -> tuple[dt.date | None, dt.date | None]:
    """The day with the month second, and with the day second."""
    year, a, b = int(first), int(second), int(third)
    return _day(year, a, b), _day(year, b, a)


def _numeric_day(
    first: str, second: str, third: str, month_second: bool | None
) -> tuple[dt.date | None, Remark | None]:
    if len(first) == len("2009"):
        days = _year_first(first, second, third)
        if None in days or days[0] == days[1]:
            return days[0] or days[1], None
        if month_second is not None:
            return days[0] if month_second else days[1], None
        return None, _ambiguous(f"{first}.{second}.{third}", "month or day second", days)
    if len(third) == len("2014"):
        return _day(int(third), int(second), int(first)), None
    readings = {
        day
        for year, day_of_month in ((third, first), (first, third))
        if (day := _day(_full_year(int(year)), int(second), int(day_of_month)))
    }
    if len(readings) > 1:
        return None, _ambiguous(f"{first}.{second}.{third}", "day first or year first", readings)
    return next(iter(readings), None), None


def _ambiguous(printed: str, how: str, readings: Iterable[dt.date | None]) -> Remark:
    return Remark(
        code="ambiguous_date",
        message=f"The date {printed} could be {how}.",
        candidates=tuple(sorted(day.isoformat() for day in readings if day)),
    )


def _full_year(two_digits: int) -> int:
    return _FIRST_YEAR + (two_digits - _FIRST_YEAR) % _CENTURY


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
