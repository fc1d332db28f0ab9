"""Reads parts of a year, a quarter or a month that have no date: `жылдың соңғы тоқсаны`, `бірінші онкүндігі`.

The trouble: the same word is a part of what was named before it (`наурыздың бірінші жартысы`), of the year
(`жылдың бірінші жартысы`) or of each month (`айдың соңғы күні`), and `6 ай` of a year counts months that
`6-ай` names. And the year is printed once, before the times that it goes for or after them.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.normalise.deadlines.intervals import MOST_ITEMS, Item, years_of
from pipeline.normalise.deadlines.points import LAST, MONTHS_IN_YEAR, WIDTHS, MonthPart, Point
from pipeline.normalise.deadlines.time_words import TimeToken, kinds_of, unit_at
from pipeline.registry.calendar import Unit

OWNING = ("genitive", "attributive")
# of each part of a year, its precision and the last of them
_PARTS_OF_YEAR: dict[int, tuple[str, int]] = {
    Unit.DAY: ("day", MONTHS_IN_YEAR),
    Unit.MONTH: ("month", MONTHS_IN_YEAR),
    Unit.QUARTER: ("quarter", 4),
    Unit.HALF_YEAR: ("half_year", 2),
}
_NEW_YEARS_EVE = 31


class PartReader:
    """The named times so far, with the years that wait, and what has no date of its own.

    Attributes:
        tokens, kinds: the words and signs, without recurrences, spans and the event; a letter for each.
        items: the named times, in printed order.
        used, leftover: the tokens that went into them, and those that were not understood.
        pending: years that may go for what follows, or stand for themselves.
        years: the years that go for what follows.
        link: how the next time hangs on the one before: `dash`, `comma` or empty.
        broken: whether a recurrence, a span or an event stood before.
        is_after: whether the years stand after what they go for (`наурыз 2016 ж.`).
        whole: the unit whose part follows (`айдың`, `жылдың`), -1 for none.
        ends: the units, without a number, whose end is meant (`жыл соңына дейін`).
        of_each_month: whether a day was said to be of a month that is not named (`айдың 10-күні`).
    """

    def __init__(self, tokens: list[TimeToken]) -> None:
        """Begins before the first token."""
        self.tokens = tokens
        self.kinds = kinds_of(tokens)
        self.items: list[Item] = []
        self.leftover: list[TimeToken] = []
        self.used: list[TimeToken] = []
        self.pending: list[Item] = []
        self.years: list[int] = []
        self.link = ""
        self.broken = self.is_after = self.of_each_month = False
        self.whole = -1
        self.ends: list[int] = []

    def letter(self, at: int) -> str:
        """The kind of the token at a place, empty beyond the last."""
        return self.kinds[at : at + 1]

    def put(self, parts: list[tuple[Point, str]], case: str, token: TimeToken) -> None:
        """Adds parts of a year, for each of the years that go for them."""
        link = self.pending[0].link if self.pending else self.link
        if self.pending:
            self.years = years_of(self.pending)
            self.pending = []
        self.link = ""
        for place, year in enumerate(self.years or [0]):
            dated = [(replace(point, year=year), joint) for point, joint in parts]
            self.add(dated, link if place == 0 else "comma", case, token, borrowed=year > 0 and self.is_after)

    def add(
        self,
        parts: list[tuple[Point, str]],
        link: str,
        case: str,
        token: TimeToken,
        *,
        borrowed: bool = False,
    ) -> None:
        """Adds points as times; more than a deadline names are left over."""
        if len(self.items) + len(parts) > MOST_ITEMS:
            self.leftover.append(token)
            return
        self.items += [
            Item(point=point, link=joint or link, case=case, token=token, borrowed=borrowed)
            for point, joint in parts
        ]
        self.whole = -1

    def flush(self, *, whole: bool = False) -> None:
        """The waiting years stand for themselves; after `2016 жылғы` what it belongs to is missing."""
        if self.pending and self.pending[-1].case == "attributive" and not whole:
            self.leftover.append(self.pending[-1].token)
        room = max(0, MOST_ITEMS - len(self.items))
        self.items += self.pending[:room]
        self.leftover += [item.token for item in self.pending[room:]]
        self.pending = []

    def named_part(self, at: int) -> int:
        """`соңғы күні`, `алғашқы 9 айы`, `дүйсенбі`: a part without a number, or counted from an end."""
        nth = {"F": 1, "Z": LAST}.get(self.kinds[at], 0)
        here = at + (nth != 0)
        is_counted = nth and self.letter(here) in tuple("ANO")
        if is_counted and unit_at(self.tokens, here + 1)[0] == Unit.MONTH:
            after = self._months_of_year(here, self.tokens[here].value, here + 1, is_last=nth < 0)
        else:
            after = self.part(at, nth, here, is_count=False)
        if after is not None:
            return after
        self.flush()
        self.leftover.append(self.tokens[at])
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
        if unit == Unit.MONTH and is_count and self.kinds[at] == "N":
            return self._months_of_year(at, nth, here, is_last=False)
        owner = self._owner()
        part, end = self._month_part(nth, here, owner)
        if part is not None and self._has_place(part, owner):
            return self._put_part(part, owner, at, end)
        if owner is not None and owner.point.precision in WIDTHS and unit == Unit.MONTH and not is_count:
            return self._month_of(owner, nth, after)
        if nth == LAST or self.kinds[at] == "F":
            return self._part_of_year(at, nth, here)
        return None

    def _has_place(self, part: MonthPart, owner: Item | None) -> bool:
        """Whether something is there that a part of a month can be of."""
        if owner is not None:
            return owner.point.precision == "month" or part.kind == "last_day"  # `1-тоқсанның соңғы күні`
        return part.nth == 0 or self.whole in (Unit.MONTH, Unit.WEEK) or not self.pending

    def _month_of(self, owner: Item, nth: int, after: int) -> int | None:
        """A month of a quarter or of half a year: `1-тоқсанның соңғы айы`."""
        width = WIDTHS[owner.point.precision]
        month = nth if nth > 0 else width
        if month > width:
            return None
        self.tell_list(owner)
        owner.point = replace(owner.point, precision="month", part=(owner.point.part - 1) * width + month)
        owner.case, self.link = self.tokens[after - 1].case, ""
        return after

    def _part_of_year(self, at: int, nth: int, here: int) -> int | None:
        """`жылдың соңғы тоқсаны`, `жылдың алғашқы жартысында`."""
        of_year = self.whole == Unit.YEAR or (self.pending and self.pending[-1].case in OWNING)
        unit, after = unit_at(self.tokens, here)
        if self.letter(here) == "H" and unit < 0:
            unit, after = Unit.HALF_YEAR, here + 1
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

    def _month_part(self, nth: int, here: int, owner: Item | None) -> tuple[MonthPart | None, int]:
        """The part of a month that a word names, and the place after it."""
        letter = self.letter(here)
        unit, after = unit_at(self.tokens, here)
        if letter == "W":
            day = unit_at(self.tokens, here + 1)
            end = day[1] if day[0] == Unit.DAY else here + 1
            return MonthPart(kind="weekday", nth=nth, weekday=self.tokens[here].value), end
        if letter == "T" and nth:
            return MonthPart(kind="ten_days", nth=nth), here + 1
        of_month = self.whole == Unit.MONTH or (owner is not None and owner.point.precision == "month")
        if letter == "H" and unit < 0 and nth and of_month:
            return MonthPart(kind="half", nth=nth), here + 1
        if unit == Unit.DAY and nth == LAST and (of_month or owner is not None):
            return MonthPart(kind="last_day", nth=nth), after
        return None, here

    def _owner(self) -> Item | None:
        """The month, quarter or half-year right before, in the genitive, that a part is of."""
        last = self.items[-1] if self.items and not self.link and not self.pending else None
        if last is None or last.case != "genitive" or last.part is not None:
            return None
        return last if last.point.precision in ("month", *WIDTHS) else None

    def tell_list(self, owner: Item) -> None:
        """`1 және 3-тоқсандардың соңғы айы`: whether the part is of each one or of the last no word says."""
        before = self.items[-2].point if len(self.items) > 1 and owner.link else None
        alike = (owner.point.precision, owner.point.year)
        if before is not None and (before.precision, before.year) == alike:
            self.leftover.append(owner.token)

    def _put_part(self, part: MonthPart, owner: Item | None, at: int, after: int) -> int:
        case = self.tokens[after - 1].case
        if owner is None:
            before = len(self.items)
            self.put([(Point(precision="month"), "")], case, self.tokens[at])
            for item in self.items[before:]:
                item.part = part
        else:
            self.tell_list(owner)
            if owner.point.precision != "month":
                owner.point = replace(owner.point, precision="month", part=owner.point.months[1])
            owner.part, owner.case, self.link = part, case, ""
        return after
