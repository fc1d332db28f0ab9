"""Parts of a month that plans name without a number of a day: `бірінші онкүндігі`, `соңғы күні`, `дүйсенбі`.

The trouble: with a year and a month printed such a part is a day or a run of days, and in a rhythm it is a
part of a rule (`әр айдың соңғы күні`), so it is kept as it is named until it is known which.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass

_LAST = -1
_LONGEST = 31
_WEEK = 7
WEEKDAYS = ("", "MO", "TU", "WE", "TH", "FR", "SA", "SU")
# first and last day of each part; the last goes to the end of the month
RUNS = {"ten_days": ((1, 10), (11, 20), (21, _LONGEST)), "half": ((1, 15), (16, _LONGEST))}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class MonthPart:
    """A part of a month.

    Attributes:
        kind: last_day, ten_days, half or weekday.
        nth: which of them, from 1; -1 for the last, 0 for every one of a weekday.
        weekday: from 1 for Monday, 0 for other kinds.
    """

    kind: str
    nth: int
    weekday: int = 0

    @property
    def run(self) -> tuple[int, int] | None:
        """First and last day of ten days or of a half in a month of 31 days; None for other kinds."""
        runs = RUNS.get(self.kind, ())
        if self.nth == _LAST and runs:
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
            if self.nth == _LAST:
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
