"""Gathers the points of a deadline and joins them to stretches: `2016 жылғы қаңтар – маусым`.

The trouble: the year is printed once, before the times that it goes for or after them; a dash, a pair of case
endings and a pair of postpositions all make a range (`қаңтардан маусымға дейін`), a list may name its end
once (`1 наурыз, 1 шілдеге дейін`), and a beginning without an end is open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.normalise.deadlines.points import WIDTHS, MonthPart, Point, Stretch
from pipeline.normalise.deadlines.rhythms import MONTHS_IN_YEAR
from pipeline.normalise.deadlines.time_words import TimeToken, kinds_of

# a plan names a handful of times; a product of many years and months is a misreading
_MOST_ITEMS = 100
OWNING = ("genitive", "attributive")
"""The cases of a year or a month that something belongs to."""
_BOUNDS = {"dative": "until", "ablative": "from"}


@dataclass(slots=True, kw_only=True)
class Item:
    """One point: how it hangs on the one before (`dash`, `comma` or empty), its case, where it stands.

    What sets its bounds: `bound` is `from`, `until` or `not_later` as printed after it, `ends` the word for
    its end (`соңына`), `includes` whether words say that it is counted in (`қоса алғанда`). A `borrowed` year
    is that of the time before, whose year stands after it.
    """

    point: Point
    link: str
    case: str
    token: TimeToken
    bound: str = ""
    ends: TimeToken | None = None
    includes: bool = False
    part: MonthPart | None = None
    borrowed: bool = False

    @property
    def points(self) -> tuple[Point, Point]:
        """The first and the last point: the same, but for a part of a month of many days."""
        if self.part is None or not self.point.year or not 1 <= self.point.part <= MONTHS_IN_YEAR:
            return self.point, self.point
        days = self.part.days(self.point.year, self.point.part) or (0, 0)  # a day that cannot be
        first, last = (replace(self.point, precision="day", day=day) for day in days)
        return first, last

    def settle_bound(self) -> None:
        """Sets its bound by its case, where no word says it."""
        if self.bound == "not_later" or (not self.bound and self.includes and self.case == "accusative"):
            self.bound = "until"
        self.bound = self.bound or _BOUNDS.get(self.case, "")


class NamedTimes:
    """The times that were read so far, and what is known of the next one.

    Attributes:
        stretches: the times, settled: those with a year first, then those whose year is 0, in printed order.
        leftover: the tokens that were not understood.
        ends: the units, without a number, whose end is meant (`жыл соңына дейін`).
        of_each_month: whether the words say that a day is one of each month (`айдың 10-күні`).
    """

    def __init__(self, tokens: list[TimeToken]) -> None:
        """Begins before the first token."""
        self.tokens = tokens
        self.kinds = kinds_of(tokens)
        self.items: list[Item] = []
        self.leftover: list[TimeToken] = []
        # years that may go for what follows, or stand for themselves
        self.pending: list[Item] = []
        # the years that go for what follows, and whether they stand after what they go for: `наурыз 2016 ж.`
        self.years: list[int] = []
        self.is_after = False
        # how the next time hangs on the one before: `dash`, `comma` or empty
        self.link = ""
        # whether words were taken out before
        self.broken = False
        # the unit whose part follows (`айдың`, `жылдың`), -1 for none
        self.whole = -1
        self.ends: list[int] = []
        self.of_each_month = False
        self.stretches: list[Stretch] = []

    def leave(self, *tokens: TimeToken) -> None:
        """These words were not understood."""
        self.flush()
        self.leftover += tokens

    def flush(self, *, whole: bool = False) -> None:
        """The waiting years stand for themselves; after `2016 жылғы` what it belongs to is missing."""
        if self.pending and self.pending[-1].case == "attributive" and not whole:
            self.leftover.append(self.pending[-1].token)
        self._add(self.pending)
        self.pending = []

    def put(
        self, points: Sequence[tuple[Point, str]], case: str, token: TimeToken, *, dated: bool = False
    ) -> None:
        """Adds times, for each of the years that go for them unless they are dated by themselves."""
        if self.pending and not dated:
            self.link, self.years = self.pending[0].link, _years_of(self.pending)
            self.pending = []
        for year in [0] if dated else self.years or [0]:
            self._add(
                [
                    Item(
                        point=replace(point, year=year or point.year),
                        link=joint or self.link,
                        case=case,
                        token=token,
                        borrowed=year > 0 and self.is_after,
                    )
                    for point, joint in points
                ]
            )
            self.link = "comma"
        self.link, self.whole = "", -1

    def _add(self, items: list[Item]) -> None:
        """More times than a deadline names are left over."""
        if len(self.items) + len(items) > _MOST_ITEMS:
            self.leftover += [item.token for item in items]
        else:
            self.items += items

    def owner(self) -> Item | None:
        """The month, quarter or half-year right before, in the genitive, that a part is of."""
        last = self.items[-1] if self.items and not self.link and not self.pending else None
        if last is None or last.case != "genitive" or last.part is not None:
            return None
        return last if last.point.precision in ("month", *WIDTHS) else None

    def narrow(self, owner: Item, month: int, part: MonthPart | None, case: str) -> None:
        """Makes what was named before the month of it, or the part of a month, that is meant.

        Of `1 және 3-тоқсандардың соңғы айы` no word says whether the part is of each one or of the last.
        """
        before, point = self.items[-2].point if len(self.items) > 1 and owner.link else None, owner.point
        if before and (before.precision, before.year) == (point.precision, point.year):
            self.leftover.append(owner.token)
        owner.point = replace(point, precision="month", part=month)
        owner.part, owner.case = part, case
        self.link = ""

    def date_back(self, year: int, case: str) -> None:
        """The year printed after the month: `15 наурыз 2016 жыл`."""
        for item in reversed(self.items):
            if item.point.year and not item.borrowed:
                break
            item.point, item.borrowed = replace(item.point, year=year), False
        if case != "attributive":
            self.items[-1].case = case
        self.years, self.is_after = [year], True

    def settle(self) -> None:
        """No more times follow."""
        self.flush()
        self.stretches, unsettled = _stretches_of(self.items)
        self.leftover = sorted({*self.leftover, *unsettled}, key=lambda token: token.start)


def _stretches_of(items: list[Item]) -> tuple[list[Stretch], list[TimeToken]]:
    """Joins ranges and settles what is a beginning and what an end; gives the tokens left unsettled too."""
    leftover = [item.token for item in items if item.borrowed]
    excluded = _years_excluded(items, leftover)
    for item in items:
        item.settle_bound()
    leftover += [item.ends for item in items if item.ends is not None and item.bound != "until"]
    found: list[Stretch] = []
    is_range = False
    for before, item in zip([None, *items], items, strict=False):
        # `қаңтар – маусым`, `қаңтардан маусымға дейін`
        is_pair = before and not item.link and (before.bound, item.bound) == ("from", "until")
        is_range = before is not None and not is_range and bool(item.link == "dash" or is_pair)
        first, last = item.points
        if is_range:
            first = found.pop().first
            found.append(Stretch(first=first, last=last if last.year else replace(last, year=first.year)))
            continue
        if before is not None and not item.link:
            leftover.append(item.token)
        if before is not None and item.bound == "until" and (before.case, before.bound) == ("locative", ""):
            leftover.append(item.token)  # `I тоқсанда, II тоқсаннан кешіктірмей`: in the one, or by the other
        if item.token in excluded:
            first = last = replace(item.point, year=item.point.year - 1)
        if item.bound:
            first = last = last if item.bound == "until" else first
        part = None if item.point.year else item.part
        found.append(Stretch(first=first, last=last, bound=item.bound, part=part))
    # a rhythm's day says nothing of the times that are named with it
    dated = _with_one_end([stretch for stretch in found if stretch.first.year])
    undated = _with_one_end([stretch for stretch in found if not stretch.first.year])
    return [*dated, *undated], leftover


def _with_one_end(stretches: list[Stretch]) -> list[Stretch]:
    """`1 наурыз, 1 шілдеге дейін`: the last word goes for the list."""
    bounds = {stretch.bound for stretch in stretches}
    if "until" not in bounds or "from" in bounds:
        return stretches
    return [replace(each, bound="until") if each.first == each.last else each for each in stretches]


def _years_excluded(items: list[Item], leftover: list[TimeToken]) -> list[TimeToken]:
    """The years that a deadline ends before: `2014 жылға дейін` is over when 2014 begins.

    `2014 жылдан 2016 жылға дейін` names the years of a range and counts the last one in, as `2014-2016
    жылдар` does. What can be read in both ways goes to `leftover`.
    """
    excluded: list[TimeToken] = []
    for before, item, after in zip([None, *items], items, [*items[1:], None], strict=False):
        is_until = item.bound == "until" or (not item.bound and item.case == "dative")
        if item.point.precision != "year" or not is_until or item.ends is not None or item.includes:
            continue
        if before and not item.link and "from" in (before.bound, _BOUNDS.get(before.case)):
            continue
        if not item.bound and "dash" in (item.link, after.link if after else ""):
            continue  # `2014-2016 жылдарға` is for these years
        (excluded if item.bound and len(items) == 1 else leftover).append(item.token)
    return excluded


def _years_of(years: list[Item]) -> list[int]:
    """Every year of a list of years and ranges."""
    spread: list[int] = []
    for item in years:
        year = item.point.year
        if item.link == "dash" and spread and spread[-1] < year <= spread[-1] + _MOST_ITEMS:
            spread.extend(range(spread[-1] + 1, year + 1))
        else:
            spread.append(year)
    return spread
