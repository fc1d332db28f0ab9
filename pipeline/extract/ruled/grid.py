"""Ruled tables: from rules to boxes, whatever is merged, open at a page break or without an outer frame.

A grid is the elementary partition of the plane by every coordinate at which a rule of one table stands.
Elementary boxes with no wall between them are one box: that gives merged cells, cells that no border closes
at the page break, and tables whose frame is missing, without knowing which it is.

Engines paint the rest of a split row's box beyond the page. Rules are cut at the page's edges, so that such a
box becomes a box open at that edge.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import Final, NamedTuple

import numpy as np

from pipeline.extract.ruled.rules import PageRules, Rule, table_parts
from pipeline.stations.evidence import rule
from pipeline.stations.glyph_columns import Floats, Ints
from pipeline.stations.page import BBox

_WALL_SHARE: Final = 0.6
"""A side of an elementary box is a wall where rules cover at least this share of it."""
_MIN_ROW_PT: Final = 4.0
"""Lower elementary rows are the space between doubled rules."""
_MIN_BOXES: Final = 4
"""Fewer boxes in one grid are a frame around text, or an underline, unless more speaks for a table."""
_FREE, _OUTSIDE = -1, -2
OUTSIDE: Final = -1
"""The number of no box."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box of the grid: elementary rows `row0` to `row1` (exclusive), columns likewise, in points."""

    bbox: BBox
    row0: int
    row1: int
    is_open_left: bool
    is_open_right: bool
    is_open_top: bool
    is_open_bottom: bool

    def is_open_at(self, *, is_top: bool) -> bool:
        """Whether no rule closes it at its top, or else at its bottom."""
        return self.is_open_top if is_top else self.is_open_bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One table's grid.

    `owner[row][column]` is the index in `boxes` of each elementary box's box, negative outside the table.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]
    owner: tuple[tuple[int, ...], ...]

    @property
    def bbox(self) -> BBox:
        """The grid's outer box in points."""
        return BBox(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def box_at(self, x: float, y: float) -> int:
        """The index of the box that holds the point, or `OUTSIDE`."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.owner[row][column]
        return OUTSIDE


class Boxes:
    """The boxes of the grids of a page, numbered one after the other: `first` says where each grid begins."""

    def __init__(self, grids: Sequence[Grid]) -> None:
        self.grids = grids
        self.grid_of = [index for index, grid in enumerate(grids) for _ in grid.boxes]
        self.first = [self.grid_of.index(index) for index in range(len(grids))]

    def at(self, x: Floats, y: Floats) -> Ints:
        """The number of the box in which each point stands, of the first grid that has one, or `OUTSIDE`."""
        found = np.full(len(x), OUTSIDE, dtype=np.int64)
        for grid, first in zip(reversed(self.grids), reversed(self.first), strict=True):
            column = np.searchsorted(grid.xs, x, side="right")
            row = np.searchsorted(grid.ys, y, side="right")
            # a row and a column all around the grid hold no box
            owner = np.full((len(grid.ys) + 1, len(grid.xs) + 1), OUTSIDE, dtype=np.int64)
            owner[1:-1, 1:-1] = grid.owner
            own = owner[row, column]
            is_inside = own >= 0
            found[is_inside] = own[is_inside] + first
        return found


def find_grids(
    rules: PageRules,
    *,
    width: float,
    height: float,
    min_boxes: int = _MIN_BOXES,
) -> list[Grid]:
    """The grids on a page, from top to bottom; so many boxes are a table.

    The width is how far to the right rules may reach, in points: mostly the page's.
    """
    within = [_cut(each, width) for each in rules.horizontal if 0 <= each.at <= height]
    down = [_cut(each, height) for each in rules.vertical]
    every = PageRules([each for each in within if each], [each for each in down if each])
    grids = [_grid(*part) for part in table_parts(every) if part.vertical]
    tables = [grid for grid in grids if grid and (len(grid.boxes) >= min_boxes or _is_small_table(grid))]
    return sorted(tables, key=lambda grid: (grid.bbox.top, grid.bbox.x0))


@rule(without=lambda *_: False)
def _is_small_table(grid: Grid) -> bool:
    """A few boxes, some of them side by side and all closed but at the page's top: no frame around text."""
    return len({box.row0 for box in grid.boxes}) < len(grid.boxes) and not any(
        box.is_open_left or box.is_open_right or box.is_open_bottom for box in grid.boxes
    )


def _cut(each: Rule, limit: float) -> Rule | None:
    start, end = max(each.start, 0.0), min(each.end, limit)
    return Rule(each.at, start, end) if end - start > 1 else None


class _Walls(NamedTuple):
    """Where walls stand: `across[row][i]` on the column edge i, `along[i][column]` on the row edge i."""

    across: list[list[bool]]
    along: list[list[bool]]


def _grid(rows: list[Rule], columns: list[Rule]) -> Grid | None:
    xs = _edges([each.at for each in columns], [x for each in rows for x in (each.start, each.end)])
    ys = _edges([each.at for each in rows], [y for each in columns for y in (each.start, each.end)])
    if len(xs) < 2 or len(ys) < 2:
        return None
    across = [list(walls) for walls in zip(*_walls(xs, ys, columns), strict=True)]
    walls = _Walls(across, _walls(ys, xs, rows))
    owner = [_inside(row, xs, ys, rows, columns) for row in range(len(ys) - 1)]
    boxes: list[Box] = []
    places = [(row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)]
    for row, column in places:
        if owner[row][column] == _FREE:
            members = _flood(row, column, owner, len(boxes), walls)
            kept = _rectangle(members, ys)
            leaked = sorted(set(members).difference(kept))
            for r, c in leaked:
                owner[r][c] = _FREE
            places.extend(leaked)
            boxes.append(_box(kept, xs, ys, walls))
    return Grid(xs=tuple(xs), ys=tuple(ys), boxes=tuple(boxes), owner=tuple(map(tuple, owner)))


def _edges(rules: list[float], ends: list[float]) -> list[float]:
    """The coordinates that part the grid: those of rules, and the outermost ends where no rule stands."""
    edges = sorted(set(rules)) or [min(ends), max(ends)]
    low, high = min(ends, default=edges[0]), max(ends, default=edges[-1])
    if low < edges[0] - _MIN_ROW_PT:
        edges.insert(0, low)
    if high > edges[-1] + _MIN_ROW_PT:
        edges.append(high)
    kept = [edges[0]]
    for edge in edges[1:]:
        if edge - kept[-1] > 0.5:
            kept.append(edge)
    return kept


def _inside(
    row: int, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Rule], columns: Sequence[Rule]
) -> list[int]:
    """The elementary boxes of a row: free, or outside where a narrower part of the table ends.

    Outside is what stands beyond the row's last vertical rule and its own horizontal ones, unless it belongs
    to a merged cell of a table without frame: then a horizontal rule above reaches over it, and one below it
    too, if the table has a vertical rule on that side anywhere. Where a page break leaves the table's top
    open, the rule below is enough.
    """
    top, bottom = ys[row], ys[row + 1]
    along = [each for each in rows if abs(each.at - top) < 1 or abs(each.at - bottom) < 1]
    if not along:
        return [_FREE] * (len(xs) - 1)
    beside = [each.at for each in columns if each.start < bottom - 1 and each.end > top + 1]
    start = min([*beside, *(each.start for each in along)])
    end = max([*beside, *(each.end for each in along)])
    is_open_top = all(each.at > ys[0] + 1 for each in rows)
    is_framed = [any(abs(each.at - edge) < 2 for each in columns) for edge in (xs[0], xs[-1])]
    result = []
    for x0, x1 in pairwise(xs):
        x = (x0 + x1) / 2
        over = [each.at for each in rows if each.start < x < each.end]
        has_above, has_below = any(at <= top + 1 for at in over), any(at >= bottom - 1 for at in over)
        may_lack_one = not is_framed[x > end] and (has_above or (is_open_top and has_below))
        is_free = start - 1 < x < end + 1 or may_lack_one or (has_above and has_below)
        result.append(_FREE if is_free else _OUTSIDE)
    return result


def _walls(at: Sequence[float], along: Sequence[float], rules: Sequence[Rule]) -> list[list[bool]]:
    """For each coordinate of `at` and each interval of `along` whether rules cover enough of it."""
    by_edge: list[list[Rule]] = [[] for _ in at]
    for each in rules:
        after = bisect_left(at, each.at)
        nearest = [i for i in (after - 1, after) if 0 <= i < len(at)]
        by_edge[min(nearest, key=lambda i: abs(at[i] - each.at))].append(each)
    intervals = list(pairwise(along))
    result = []
    for some in by_edge:
        walls = [
            sum(_shared(each, start, end) for each in some) >= _WALL_SHARE * (end - start)
            for start, end in intervals
        ]
        if len(intervals) > 1:
            # boxes that a break leaves open reach beyond the page by different lengths: the inner end counts
            walls[0] |= any(each.start < along[1] - _MIN_ROW_PT < each.end for each in some)
            walls[-1] |= any(each.start < along[-2] + _MIN_ROW_PT < each.end for each in some)
        result.append(walls)
    return result


def _shared(each: Rule, start: float, end: float) -> float:
    """How much of an interval a rule covers, in points."""
    return max(0.0, min(end, each.end) - max(start, each.start))


def _flood(row: int, column: int, owner: list[list[int]], index: int, walls: _Walls) -> list[tuple[int, int]]:
    """Marks every elementary box that no wall parts from the given one, and returns them."""
    stack, members = [(row, column)], []
    owner[row][column] = index
    n_rows, n_columns = len(owner), len(owner[0])
    while stack:
        r, c = stack.pop()
        members.append((r, c))
        for next_r, next_c, is_wall in (
            (r, c + 1, c + 1 >= n_columns or walls.across[r][c + 1]),
            (r, c - 1, c == 0 or walls.across[r][c]),
            (r + 1, c, r + 1 >= n_rows or walls.along[r + 1][c]),
            (r - 1, c, r == 0 or walls.along[r][c]),
        ):
            if not is_wall and owner[next_r][next_c] == _FREE:
                owner[next_r][next_c] = index
                stack.append((next_r, next_c))
    return members


def _rectangle(members: list[tuple[int, int]], ys: Sequence[float]) -> list[tuple[int, int]]:
    """The members that make one rectangle: a box leaks where an engine leaves out a wall at the page break.

    The box is as wide as it is over most of its height.
    """
    rows: dict[int, set[int]] = {}
    for row, column in members:
        rows.setdefault(row, set()).add(column)
    heights: dict[frozenset[int], float] = {}
    for row, columns in sorted(rows.items()):
        heights[frozenset(columns)] = heights.get(frozenset(columns), 0.0) + ys[row + 1] - ys[row]
    base = max(heights.items(), key=itemgetter(1))[0]
    return [(row, column) for row, column in members if column in base and base <= rows[row]]


def _box(members: Sequence[tuple[int, int]], xs: Sequence[float], ys: Sequence[float], walls: _Walls) -> Box:
    # the members make a rectangle
    (row0, column0), (row1, column1) = min(members), max(members)
    beside, width = walls.across[row0 : row1 + 1], slice(column0, column1 + 1)
    return Box(
        bbox=BBox(xs[column0], ys[row0], xs[column1 + 1], ys[row1 + 1]),
        row0=row0,
        row1=row1 + 1,
        is_open_left=not any(row[column0] for row in beside),
        is_open_right=not any(row[column1 + 1] for row in beside),
        is_open_top=not any(walls.along[row0][width]),
        is_open_bottom=not any(walls.along[row1 + 1][width]),
    )
