"""Joins the points of a deadline to stretches: `2016 жылғы қаңтар – маусым`, `қаңтардан маусымға дейін`.

The trouble: a dash, a pair of case endings and a pair of postpositions all make a range, a list may name its
end once (`1 наурыз, 1 шілдеге дейін`), and a beginning without an end is open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.normalise.deadlines.month_parts import MonthPart
from pipeline.normalise.deadlines.points import MONTHS_IN_YEAR, Point, Stretch
from pipeline.normalise.deadlines.time_tokens import Token

# a plan names a handful of times; a product of many years and months is a misreading
MOST_ITEMS = 100


_BOUNDS = {"dative": "until", "ablative": "from"}


@dataclass(slots=True, kw_only=True)
class Item:
    """One point: how it hangs on the one before, its case, what sets its bounds, where it stands.

    Attributes:
        bound: `from`, `until` or `not_later`, as printed after it.
        ends: the word for its end (`соңына`).
        includes: whether words say that it is counted in (`қоса алғанда`).
        part: the part of the month that is meant.
        borrowed: whether its year is that of the time before, whose year stands after it.
    """

    point: Point
    link: str
    case: str
    token: Token
    bound: str = ""
    ends: Token | None = None
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """What was read.

    Attributes:
        stretches: the named times in printed order; those without a year have the year 0.
        used: the tokens that went into the named times.
        leftover: the tokens that were not understood.
        ends: the units, without a number, whose end is meant (`жыл соңына дейін`).
    """

    stretches: tuple[Stretch, ...]
    used: tuple[Token, ...]
    leftover: tuple[Token, ...]
    ends: tuple[int, ...]


def stretches_of(items: list[Item]) -> tuple[tuple[Stretch, ...], list[Token]]:
    """Joins ranges and settles what is a beginning and what an end; gives the tokens left unsettled too."""
    leftover: list[Token] = [item.token for item in items if item.borrowed]
    excluded = _years_excluded(items, leftover)
    for item in items:
        if item.bound == "not_later" or (not item.bound and item.includes and item.case == "accusative"):
            item.bound = "until"
        if not item.bound and item.case in _BOUNDS:
            item.bound = _BOUNDS[item.case]
        if item.ends is not None and item.bound != "until":
            leftover.append(item.ends)
    found: list[Stretch] = []
    is_range = False
    for place, item in enumerate(items):
        before = items[place - 1] if place else None
        first, last = item.points
        if before is not None and not is_range and _goes_on(before, item):
            first = found.pop().first
            last = last if last.year else replace(last, year=first.year)
            found.append(Stretch(first=first, last=last))
            is_range = True
            continue
        is_range = False
        if before is not None and not item.link:
            leftover.append(item.token)
        if before is not None and item.bound == "until" and (before.case, before.bound) == ("locative", ""):
            leftover.append(item.token)  # `I тоқсанда, II тоқсаннан кешіктірмей`: in the one, or by the other
        if place in excluded:
            first = last = replace(item.point, year=item.point.year - 1)
        if item.bound:
            first = last = last if item.bound == "until" else first
        part = None if item.point.year else item.part
        found.append(Stretch(first=first, last=last, bound=item.bound, part=part))
    # a rhythm's day says nothing of the times that are named beside it
    for dated in (True, False):
        bounds = {stretch.bound for stretch in found if bool(stretch.first.year) is dated}
        if "until" in bounds and "from" not in bounds:
            # `1 наурыз, 1 шілдеге дейін`: the last word goes for the list
            found = [_until(stretch) if bool(stretch.first.year) is dated else stretch for stretch in found]
    return tuple(found), leftover


def _until(stretch: Stretch) -> Stretch:
    return replace(stretch, bound="until") if stretch.first == stretch.last else stretch


def _years_excluded(items: list[Item], leftover: list[Token]) -> set[int]:
    """The places of years that a deadline ends before: `2014 жылға дейін` is over when 2014 begins.

    `2014 жылдан 2016 жылға дейін` names the years of a range and counts the last one in, as `2014-2016
    жылдар` does. What can be read in both ways goes to `leftover`.
    """
    places = set()
    for place, item in enumerate(items):
        bounded = item.bound == "until" or (not item.bound and item.case == "dative")
        if item.point.precision != "year" or not bounded or item.ends is not None or item.includes:
            continue
        before = items[place - 1] if place else None
        if before is not None and not item.link and "from" in (before.bound, _BOUNDS.get(before.case)):
            continue
        is_range = "dash" in (item.link, items[place + 1].link if place + 1 < len(items) else "")
        if not item.bound and is_range:
            continue  # `2014-2016 жылдарға` is for these years
        if item.bound and len(items) == 1:
            places.add(place)
        else:
            leftover.append(item.token)
    return places


def _goes_on(before: Item, item: Item) -> bool:
    """Whether two points are the ends of one range: `қаңтар – маусым`, `қаңтардан маусымға дейін`."""
    return item.link == "dash" or (not item.link and before.bound == "from" and item.bound == "until")


def years_of(years: list[Item]) -> list[int]:
    """Every year of a list of years and ranges."""
    spread: list[int] = []
    for item in years:
        year = item.point.year
        if item.link == "dash" and spread and spread[-1] < year <= spread[-1] + MOST_ITEMS:
            spread.extend(range(spread[-1] + 1, year + 1))
        else:
            spread.append(year)
    return spread
