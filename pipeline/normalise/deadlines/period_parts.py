"""Reads parts of a year, a quarter or a month that have no date: `жылдың соңғы тоқсаны`, `бірінші онкүндігі`.

The trouble: the same word is a part of what was named before it (`наурыздың бірінші жартысы`), of the year
(`жылдың бірінші жартысы`) or of each month (`айдың соңғы күні`), and `6 ай` of a year counts months that
`6-ай` names.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.normalise.deadlines.intervals import Item
from pipeline.normalise.deadlines.month_parts import MonthPart
from pipeline.normalise.deadlines.points import MONTHS_IN_YEAR, Point
from pipeline.normalise.deadlines.recurrences import DAY, HALF_YEAR, MONTH, QUARTER, WEEK, YEAR, unit_at
from pipeline.normalise.deadlines.time_items import Items

OWNING = ("genitive", "attributive")
_WIDTHS = {"quarter": 3, "half_year": 6}
# of each part of a year, its precision and the last of them
_PARTS_OF_YEAR = {
    DAY: ("day", MONTHS_IN_YEAR),
    MONTH: ("month", MONTHS_IN_YEAR),
    QUARTER: ("quarter", 4),
    HALF_YEAR: ("half_year", 2),
}
_NEW_YEARS_EVE = 31


class PartReader(Items):
    """Adds to the named times what has no date of its own."""

    def named_part(self, at: int) -> int:
        """`соңғы күні`, `алғашқы 9 айы`, `дүйсенбі`: a part without a number, or counted from an end."""
        token = self.tokens[at]
        nth = {"first": 1, "last": -1}.get(token.kind, 0)
        here = at + (nth != 0)
        if nth and self.kind(here) == "number" and unit_at(self.tokens, here + 1)[0] == MONTH:
            after = self._months_of_year(here, self.tokens[here].value, here + 1, is_last=nth < 0)
        else:
            after = self.part(at, nth, here, is_count=False)
        if after is not None:
            return after
        self.flush()
        self.leftover.append(token)
        return at + 1

    def part(self, at: int, nth: int, here: int, *, is_count: bool) -> int | None:
        """A part of the year, quarter or month before it, or of each month; None where it is none.

        Args:
            at: where its words begin.
            nth: which part, -1 for the last, 0 for a weekday without a number.
            here: the place of the word that says what kind of part it is.
            is_count: whether the number counts (`6 ай`) and does not name (`6-ай`).
        """
        unit, after = unit_at(self.tokens, here)
        is_cardinal = self.tokens[at].kind == "number" and self.tokens[at].case != "ordinal"
        if unit == MONTH and is_count and is_cardinal:
            return self._months_of_year(at, nth, here, is_last=False)
        part, end = self._month_part(nth, here)
        owner = self._owner()
        has_place = owner is not None or nth == 0 or self.whole in (MONTH, WEEK) or not self.pending
        if owner is not None and owner.point.precision != "month" and part is not None:
            has_place = part.kind == "last_day"  # `1-тоқсанның соңғы күні`
        if part is not None and has_place:
            return self._put_part(part, owner, at, end)
        if owner is not None and owner.point.precision in _WIDTHS and unit == MONTH and not is_count:
            width = _WIDTHS[owner.point.precision]
            month = nth if nth > 0 else width
            if month > width:
                return None
            self._tell_list(owner)
            owner.point = replace(owner.point, precision="month", part=(owner.point.part - 1) * width + month)
            owner.case, self.link = self.tokens[after - 1].case, ""
            return after
        if nth == -1 or self.tokens[at].kind == "first":
            return self._part_of_year(at, nth, here)
        return None

    def _part_of_year(self, at: int, nth: int, here: int) -> int | None:
        """`жылдың соңғы тоқсаны`, `жылдың алғашқы жартысында`."""
        of_year = self.whole == YEAR or (self.pending and self.pending[-1].case in OWNING)
        unit, after = unit_at(self.tokens, here)
        if self.kind(here) == "half" and unit < 0:
            unit, after = HALF_YEAR, here + 1
        if not of_year or unit not in _PARTS_OF_YEAR:
            return None
        precision, last = _PARTS_OF_YEAR[unit]
        day = (_NEW_YEARS_EVE if nth < 0 else 1) if precision == "day" else 0
        point = Point(precision=precision, part=last if nth < 0 else 1, day=day)
        self.put([(point, "")], self.tokens[after - 1].case, self.tokens[at])
        return after

    def _months_of_year(self, at: int, count: int, here: int, *, is_last: bool) -> int | None:
        """`2014 жылдың 6 айында`: January to June; `соңғы 3 айында`: October to December."""
        if not (self.pending and self.pending[-1].case in OWNING and 1 <= count <= MONTHS_IN_YEAR):
            return None
        first = MONTHS_IN_YEAR + 1 - count if is_last else 1
        points = [Point(precision="month", part=month) for month in (first, first + count - 1)]
        parts = [(points[0], ""), (points[1], "dash")] if count > 1 else [(points[0], "")]
        self.put(parts, self.tokens[here].case, self.tokens[at])
        return here + 1

    def _month_part(self, nth: int, here: int) -> tuple[MonthPart | None, int]:
        """The part of a month that a word names, and the place after it."""
        kind = self.kind(here)
        unit, after = unit_at(self.tokens, here)
        if kind == "weekday":
            day = unit_at(self.tokens, here + 1)
            end = day[1] if day[0] == DAY else here + 1
            return MonthPart(kind=kind, nth=nth, weekday=self.tokens[here].value), end
        if kind == "ten_days" and nth:
            return MonthPart(kind=kind, nth=nth), here + 1
        owner = self._owner()
        of_month = self.whole == MONTH or (owner is not None and owner.point.precision == "month")
        if kind == "half" and unit < 0 and nth and of_month:
            return MonthPart(kind=kind, nth=nth), here + 1
        if unit == DAY and nth == -1 and (of_month or owner is not None):
            return MonthPart(kind="last_day", nth=nth), after
        return None, here

    def _owner(self) -> Item | None:
        """The month, quarter or half-year right before, in the genitive, that a part is of."""
        last = self.items[-1] if self.items else None
        if last is None or self.link or self.pending or last.case != "genitive" or last.part is not None:
            return None
        return last if last.point.precision == "month" or last.point.precision in _WIDTHS else None

    def _tell_list(self, owner: Item) -> None:
        """`1 және 3-тоқсандардың соңғы айы`: whether the part is of each one or of the last no word says."""
        before = self.items[-2] if len(self.items) > 1 else None
        if owner.link and before is not None and _alike(before.point, owner.point):
            self.leftover.append(owner.token)

    def _put_part(self, part: MonthPart, owner: Item | None, at: int, after: int) -> int:
        case = self.tokens[after - 1].case
        if owner is None:
            before = len(self.items)
            self.put([(Point(precision="month"), "")], case, self.tokens[at])
            for item in self.items[before:]:
                item.part = part
        else:
            self._tell_list(owner)
            if owner.point.precision != "month":
                owner.point = replace(owner.point, precision="month", part=owner.point.months[1])
            owner.part, owner.case, self.link = part, case, ""
        return after


def _alike(one: Point, other: Point) -> bool:
    """Whether two times of a list are both months, or both quarters, of one year."""
    return (one.precision, one.year) == (other.precision, other.year)
