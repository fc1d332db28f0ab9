"""Joins the points of a deadline to stretches: `2016 жылғы қаңтар – маусым`, `қаңтардан маусымға дейін`.

The trouble: a dash, a pair of case endings and a pair of postpositions all make a range, a list may name its
end once (`1 наурыз, 1 шілдеге дейін`), and a beginning without an end is open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.normalise.deadline_points import Point, Stretch
from pipeline.normalise.deadline_tokens import Token

# a plan names a handful of times; a product of many years and months is a misreading
MOST_ITEMS = 100


@dataclass(slots=True, kw_only=True)
class Item:
    """One point: how it hangs on the one before, its case, what sets its bounds, where it stands."""

    point: Point
    link: str
    case: str
    token: Token
    bound: str = ""
    ends: Token | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """What was read.

    Attributes:
        stretches: the named times in printed order; those without a year have the year 0.
        leftover: the tokens that were not understood.
        bare_years: whether a year was read without the word for it.
        ends: the units, without a number, whose end is meant (`жыл соңына дейін`).
    """

    stretches: tuple[Stretch, ...]
    leftover: tuple[Token, ...]
    bare_years: bool
    ends: tuple[int, ...]


def stretches_of(items: list[Item]) -> tuple[tuple[Stretch, ...], list[Token]]:
    """Joins ranges and settles what is a beginning and what an end; gives the tokens left unsettled too."""
    leftover: list[Token] = []
    for item in items:
        if not item.bound and item.case in ("dative", "ablative"):
            item.bound = "until" if item.case == "dative" else "from"
        if item.ends is not None and item.bound != "until":
            leftover.append(item.ends)
    found: list[Stretch] = []
    for place, item in enumerate(items):
        before = items[place - 1] if place else None
        if before is not None and found[-1].first == found[-1].last and _goes_on(before, item):
            first = found.pop().first
            last = item.point if item.point.year else replace(item.point, year=first.year)
            found.append(Stretch(first=first, last=last))
            continue
        if before is not None and not item.link:
            leftover.append(item.token)
        found.append(Stretch(first=item.point, last=item.point, bound=item.bound))
    if any(stretch.bound == "until" for stretch in found) and all(
        stretch.bound != "from" for stretch in found
    ):
        # `1 наурыз, 1 шілдеге дейін`: the last word goes for the list
        found = [
            replace(stretch, bound="until") if stretch.first == stretch.last else stretch for stretch in found
        ]
    return tuple(found), leftover


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
