"""Drawn rules from painted shapes: long straight lines, whatever the engine made them of.

Borders come as strokes, as filled rectangles half a point thick (a cell's right and bottom edge each),
doubled, broken into a piece for each cell, with gaps at the corners, in any colour down to light grey.
Afterwards each rule is one interval on one coordinate.

Rules that touch are of one table. So are parts that an engine leaves apart: columns need not touch on a page
that one long row fills; rows that one cell fills have no vertical rule in a table without outer frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from pipeline.stations.evidence import rule
from pipeline.stations.page import Shape

_WHITE: Final = 0xFFFFFF
_MAX_THICKNESS_PT: Final = 3.2
"""A filled rectangle, or a stroke, thicker than this is a shade and no rule."""
_SNAP_PT: Final = 2.6
"""Rules whose coordinates follow one another at most so far apart are one: double borders, borders of
neighbouring cells with spacing between them."""
_BRIDGE_PT: Final = 3.2
"""Gaps in a rule up to this length are closed."""
_MIN_LENGTH_PT: Final = 5.0
"""Shorter rules are dirt, or parts of letters."""
_MIN_GHOST_PT, _GHOST_SHARE = 8.0, 0.4
"""A rule so far below the lowest text of all pages, and so far into the margin below it, is painted under a
clip."""
_TOUCH_PT: Final = 3.5
"""Rules that end this near to one another meet."""
_SIDE_BY_SIDE: Final = 0.6
"""Vertical rules that share this much of the shorter one's length are of one table."""
_FRAMELESS_GAP_PT: Final = 60.0
"""Parts of a table without frame stand at most so far apart."""


class Rule(NamedTuple):
    """A straight rule: at `at` on its own axis, from `start` to `end` along the other, in points."""

    at: float
    start: float
    end: float


class PageRules(NamedTuple):
    """The rules of one page: the horizontal ones from top to bottom, the vertical ones from left to right."""

    horizontal: list[Rule]
    vertical: list[Rule]


def find_rules(shapes: Iterable[Shape]) -> PageRules:
    """The horizontal and the vertical rules among the shapes, each joined from its pieces."""
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    for kind, x0, top, x1, bottom, thickness, color in shapes:
        width, height = x1 - x0, bottom - top
        is_thick = kind == "stroke" and thickness > _MAX_THICKNESS_PT
        if color == _WHITE or is_thick or min(width, height) > _MAX_THICKNESS_PT:
            continue
        if width >= height and width > 0:
            horizontal.append(Rule((top + bottom) / 2, x0, x1))
        elif height > 0:
            vertical.append(Rule((x0 + x1) / 2, top, bottom))
    return PageRules(list(_joined(horizontal)), list(_joined(vertical)))


@rule(without=lambda horizontal, *_: list(horizontal))
def without_ghosts(horizontal: Sequence[Rule], floor: float, height: float) -> list[Rule]:
    """The horizontal rules that a reader sees: those in the bottom margin close rows that go on after it.

    Engines paint the whole box of a row that a page breaks, under a clip; its bottom may be on the paper.
    `floor` is how far down text reaches on any page of the file, in points.
    """
    limit = floor + max(_MIN_GHOST_PT, _GHOST_SHARE * (height - floor))
    return [each for each in horizontal if each.at <= limit]


def _joined(pieces: Iterable[Rule]) -> Iterator[Rule]:
    """One rule for each run of pieces that follow one another on nearly the same coordinate."""
    group: list[Rule] = []
    for piece in sorted(pieces):
        if group and piece.at - group[-1].at > _SNAP_PT:
            yield from _bridged(group)
            group = []
        group.append(piece)
    yield from _bridged(group)


def _bridged(group: Sequence[Rule]) -> Iterator[Rule]:
    spans: list[list[float]] = []
    for start, end in sorted((piece.start, piece.end) for piece in group):
        if spans and start - spans[-1][1] <= _BRIDGE_PT:
            spans[-1][1] = max(spans[-1][1], end)
        else:
            spans.append([start, end])
    for start, end in spans:
        if end - start >= _MIN_LENGTH_PT:
            yield Rule(sum(piece.at for piece in group) / len(group), start, end)


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
