"""Which rules belong to one table: those that touch, and the parts that an engine leaves apart.

Columns need not touch on a page that one long row fills; rows that one cell fills have no vertical rule in a
table without outer frame.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from pipeline.extract.ruled.rules import PageRules, Rule
from pipeline.stations.evidence import rule

_TOUCH_PT: Final = 3.5
"""Rules that end this near to one another meet."""
_SIDE_BY_SIDE: Final = 0.6
"""Vertical rules that share this much of the shorter one's length are of one table."""
_FRAMELESS_GAP_PT: Final = 60.0
"""Parts of a table without frame stand at most so far apart."""


def table_parts(rules: PageRules) -> list[PageRules]:
    """The rules of each table on a page, from top to bottom."""
    result: list[PageRules] = []
    for part in sorted(_connected(rules), key=_top):
        above = result[-1] if result else PageRules([], [])
        if _is_same_frameless(above, part):
            result[-1] = PageRules([*above.horizontal, *part.horizontal], [*above.vertical, *part.vertical])
        else:
            result.append(part)
    return result


def _connected(rules: PageRules) -> list[PageRules]:
    """The rules in groups that touch one another.

    Columns of one table need not touch: on a page that one long row fills no rule joins them, so that
    vertical rules which stand side by side for most of their length belong together too.
    """
    parent = list(range(len(rules.horizontal) + len(rules.vertical)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for one, other in _joints(rules):
        parent[root(other)] = root(one)
    groups: dict[int, PageRules] = {}
    for index, each in enumerate((*rules.horizontal, *rules.vertical)):
        group = groups.setdefault(root(index), PageRules([], []))
        (group.horizontal if index < len(rules.horizontal) else group.vertical).append(each)
    return list(groups.values())


def _joints(rules: PageRules) -> Iterator[tuple[int, int]]:
    """The pairs of rules of one table, by their numbers: first horizontal ones, then vertical ones."""
    columns = list(enumerate(rules.vertical, start=len(rules.horizontal)))
    for i, row in enumerate(rules.horizontal):
        for j, column in columns:
            if _reaches(row, column.at) and _reaches(column, row.at):
                yield i, j
    for (i, column), (j, other) in combinations(columns, 2):
        shared = min(column.end, other.end) - max(column.start, other.start)
        if shared > _SIDE_BY_SIDE * min(column.end - column.start, other.end - other.start):
            yield i, j


def _reaches(each: Rule, at: float) -> bool:
    return each.start - _TOUCH_PT <= at <= each.end + _TOUCH_PT


def _top(part: PageRules) -> float:
    """Where a part begins; between two page breaks it may have no rule but the columns'."""
    return min([each.at for each in part.horizontal] or [each.start for each in part.vertical], default=0.0)


@rule(without=lambda *_: False)
def _is_same_frameless(above: PageRules, below: PageRules) -> bool:
    """Two parts of a table without frame: as wide, near one another, with the same columns."""
    if not (_is_frameless(above) and _is_frameless(below) and _is_same_grid(below.vertical, above.vertical)):
        return False
    upper, lower = _extent(above), _extent(below)
    gap = min(each.at for each in below.horizontal) - max(each.at for each in above.horizontal)
    is_as_wide = all(abs(one - other) <= _TOUCH_PT for one, other in zip(upper, lower, strict=True))
    return is_as_wide and gap <= _FRAMELESS_GAP_PT


def _is_same_grid(some: Sequence[Rule], others: Sequence[Rule]) -> bool:
    """The vertical rules of two parts stand on the same coordinates, as far as both have any."""
    few, many = sorted((some, others), key=len)
    return all(any(abs(each.at - other.at) <= _TOUCH_PT for other in many) for each in few)


def _extent(part: PageRules) -> tuple[float, float]:
    """The left and the right end of its horizontal rules."""
    return min(each.start for each in part.horizontal), max(each.end for each in part.horizontal)


def _is_frameless(part: PageRules) -> bool:
    if not part.horizontal:
        return False
    start, end = _extent(part)
    return all(start + _TOUCH_PT < column.at < end - _TOUCH_PT for column in part.vertical)
