"""A named stretch of time, as vague as it is printed: its first and last day, and its EDTF.

The trouble: `2015 жылғы 1-жарты жылдық` is neither a day nor a month, and a day would be invented precision.
EDTF has codes for quarters and half-years (33 to 36, 40 and 41), but only where they stand alone: within an
interval or a set the grammar of EDTF allows no such code, so there a quarter is written by its months. A part
of a month without a number (`бірінші онкүндігі`, `соңғы күні`, `дүйсенбі`) is a day or a run of days of a
printed month, and in a rhythm a part of a rule: it is kept as it is named until it is known which.
"""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass

FIRST_YEAR, LAST_YEAR = 1990, 2100
MONTHS_IN_YEAR = 12
LAST = -1
"""Which part of a month: the last of them."""
WIDTHS = {"quarter": 3, "half_year": 6}
"""Months of a part of a year."""
WEEKDAYS = ("", "MO", "TU", "WE", "TH", "FR", "SA", "SU")
RUNS = {"ten_days": ((1, 10), (11, 20), (21, 31)), "half": ((1, 15), (16, 31))}
"""First and last day of each part of a month; the last goes to the end of the month."""
_CODES = {"quarter": 32, "half_year": 39}
_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class MonthPart:
    """A part of a month: `last_day`, `ten_days`, `half` or `weekday`.

    `nth` is which of them, from 1; -1 for the last, 0 for every one of a weekday. `weekday` is from 1 for
    Monday, 0 for other kinds.
    """

    kind: str
    nth: int
    weekday: int = 0

    @property
    def run(self) -> tuple[int, int] | None:
        """First and last day of ten days or of a half in a month of 31 days; None for other kinds."""
        runs = RUNS.get(self.kind, ())
        if self.nth == LAST and runs:
            return runs[-1]
        return runs[self.nth - 1] if 1 <= self.nth <= len(runs) else None

    def days(self, year: int, month: int) -> tuple[int, int] | None:
        """First and last day in a month; None where the month has no such part, or several."""
        weekday_of_first, length = calendar.monthrange(year, month)
        if self.kind == "last_day":
            return length, length
        if self.kind == "weekday":
            first = (self.weekday - 1 - weekday_of_first) % _WEEK + 1
            day = first + (self.nth - 1) * _WEEK
            if self.nth == LAST:
                day = first + (length - first) // _WEEK * _WEEK
            return (day, day) if self.nth and day <= length else None
        return (self.run[0], min(self.run[1], length)) if self.run else None

    @property
    def rule(self) -> str:
        """The part in a rule of RFC 5545 by months; empty where there is none."""
        if self.kind == "last_day":
            return "BYMONTHDAY=-1"
        if self.kind == "weekday":
            return f"BYDAY={self.nth or ''}{WEEKDAYS[self.weekday]}"
        if self.run is None:
            return ""
        # one time within the run
        return f"BYMONTHDAY={','.join(map(str, range(self.run[0], self.run[1] + 1)))};BYSETPOS=-1"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Point:
    """A year, or a part of one.

    Attributes:
        year: as printed, 0 where there is none.
        precision: day, month, quarter, half_year or year.
        part: the month from 1, the quarter from 1 or the half-year from 1; 0 for a year.
        day: of the month, 0 where there is none.
    """

    year: int = 0
    precision: str = "year"
    part: int = 0
    day: int = 0

    @property
    def months(self) -> tuple[int, int]:
        """The first and the last month."""
        if self.precision == "year":
            return 1, MONTHS_IN_YEAR
        width = WIDTHS.get(self.precision, 1)
        return (self.part - 1) * width + 1, self.part * width

    def trouble(self) -> str | None:
        """Why no such time can be, as the code of a remark; None where all is well."""
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            return "deadline_year_out_of_range"
        first, last = self.months
        if not 1 <= first <= last <= MONTHS_IN_YEAR:
            return "deadline_impossible_date"
        if self.precision == "day" and not 1 <= self.day <= calendar.monthrange(self.year, first)[1]:
            return "deadline_impossible_date"
        return None

    @property
    def first_day(self) -> datetime.date:
        """The first day (only of a point without trouble)."""
        return datetime.date(self.year, self.months[0], self.day or 1)

    @property
    def last_day(self) -> datetime.date:
        """The last day (only of a point without trouble)."""
        month = self.months[1]
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def edtf(self) -> str:
        """The EDTF of the point alone."""
        if self.precision in _CODES:
            return f"{self.year}-{_CODES[self.precision] + self.part}"
        return self.edge(last=False)

    def edge(self, *, last: bool) -> str:
        """The EDTF of the point as the first or the last end of an interval."""
        if self.precision == "year":
            return f"{self.year:04}"
        month = f"{self.year:04}-{self.months[last]:02}"
        return f"{month}-{self.day:02}" if self.precision == "day" else month


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """From one point to another, or one point alone.

    Attributes:
        first, last: the points, the same one where only one is printed.
        bound: `until` where only its end is set, `from` where only its beginning is, else empty.
        part: the part of the month that is meant, where the year is not printed.
    """

    first: Point
    last: Point
    bound: str = ""
    part: MonthPart | None = None

    @property
    def precision(self) -> str:
        """The precision of a single point, `interval` for two."""
        return self.first.precision if self.first == self.last else "interval"

    def trouble(self) -> str | None:
        """Why no such time can be, as the code of a remark."""
        found = self.first.trouble() or self.last.trouble()
        if found is None and self.first.first_day > self.last.last_day:
            return "deadline_ends_before_start"
        return found

    @property
    def edtf(self) -> str:
        """The EDTF of the stretch alone."""
        if self.bound == "until":
            return f"../{self.last.edge(last=True)}"
        if self.bound == "from":
            return f"{self.first.edge(last=False)}/.."
        if self.first == self.last:
            return self.first.edtf
        return f"{self.first.edge(last=False)}/{self.last.edge(last=True)}"

    @property
    def member(self) -> str:
        """The EDTF of the stretch as a member of a set, whose two ends are written alike."""
        first, last = self.first.edge(last=False), self.last.edge(last=True)
        if len(first) != len(last):
            size = max(len(first), len(last))
            first = first if len(first) == size else self.first.first_day.isoformat()[:size]
            last = last if len(last) == size else self.last.last_day.isoformat()[:size]
        return first if first == last else f"{first}..{last}"
