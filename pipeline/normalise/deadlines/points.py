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

from pipeline.normalise.deadlines.rhythms import MONTHS_IN_YEAR

FIRST_YEAR, LAST_YEAR = 1990, 2100
LAST = -1
"""Which part of a month: the last of them."""
WIDTHS = {"quarter": 3, "half_year": 6}
"""Months of a part of a year."""
WEEKDAYS = ("", "MO", "TU", "WE", "TH", "FR", "SA", "SU")
RUNS = {
    "ten_days": {1: (1, 10), 2: (11, 20), 3: (21, 31), LAST: (21, 31)},
    "half": {1: (1, 15), 2: (16, 31), LAST: (16, 31)},
    "last_day": {LAST: (31, 31)},
}
"""First and last day of each part of a month of 31 days."""
_CODES = {"quarter": 32, "half_year": 39}
# characters of an ISO date; of a quarter or a half-year up to its months
_SIZES = {"year": 4, "day": 10}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class MonthPart:
    """A part of a month: `last_day`, `ten_days`, `half` or `weekday`.

    `nth` is which of them, from 1; -1 for the last, 0 for every one of a weekday. `weekday` is from 1 for
    Monday, 0 for other kinds.
    """

    kind: str
    nth: int
    weekday: int = 0

    def days(self, year: int, month: int) -> tuple[int, int] | None:
        """First and last day in a month; None where the month has no such part, or several."""
        if self.kind == "weekday":
            weeks = calendar.monthcalendar(year, month)
            named = [week[self.weekday - 1] for week in weeks if week[self.weekday - 1]]
            day = {**dict(enumerate(named, start=1)), LAST: named[-1]}.get(self.nth)
            return (day, day) if day else None
        run = RUNS[self.kind].get(self.nth)
        length = calendar.monthrange(year, month)[1]
        return (min(run[0], length), min(run[1], length)) if run else None

    @property
    def rule(self) -> str:
        """The part in a rule of RFC 5545 by months; empty where there is none."""
        if self.kind == "last_day":
            return "BYMONTHDAY=-1"
        if self.kind == "weekday":
            return f"BYDAY={self.nth or ''}{WEEKDAYS[self.weekday]}"
        run = RUNS[self.kind].get(self.nth)
        # one time within the run
        return f"BYMONTHDAY={','.join(map(str, range(run[0], run[1] + 1)))};BYSETPOS=-1" if run else ""


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
    def size(self) -> int:
        """How many characters of an ISO date say it."""
        return _SIZES.get(self.precision, 7)

    @property
    def first_day(self) -> datetime.date:
        """The first day (only of a point without trouble)."""
        return datetime.date(self.year, self.months[0], self.day or 1)

    @property
    def last_day(self) -> datetime.date:
        """The last day (only of a point without trouble)."""
        month = self.months[1]
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """From one point to another, or one point alone. Its days and its EDTF are those of one without trouble.

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

    @property
    def is_dated(self) -> bool:
        """Whether its years are printed."""
        return bool(self.first.year and self.last.year)

    @property
    def days(self) -> tuple[datetime.date, datetime.date]:
        """The first and the last day."""
        return self.first.first_day, self.last.last_day

    def trouble(self) -> str | None:
        """Why no such time can be, as the code of a remark."""
        found = self.first.trouble() or self.last.trouble()
        return "deadline_ends_before_start" if found is None and self.days[0] > self.days[1] else found

    @property
    def edtf(self) -> str:
        """The EDTF of the stretch alone."""
        first, last = self._edges(self.first.size, self.last.size)
        if self.bound:
            return f"../{last}" if self.bound == "until" else f"{first}/.."
        if self.first != self.last:
            return f"{first}/{last}"
        code = _CODES.get(self.first.precision)
        return f"{self.first.year}-{code + self.first.part}" if code else first

    @property
    def member(self) -> str:
        """The EDTF of the stretch as a member of a set, whose two ends are written alike."""
        size = max(self.first.size, self.last.size)
        first, last = self._edges(size, size)
        return first if first == last else f"{first}..{last}"

    def _edges(self, first_size: int, last_size: int) -> tuple[str, str]:
        first, last = self.days
        return first.isoformat()[:first_size], last.isoformat()[:last_size]
