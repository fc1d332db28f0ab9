"""Ruled tables: from rules to boxes, whatever is merged, open at a page's cut or without an outer frame.

A grid is the elementary partition of the plane by every coordinate at which a rule of one table stands.
Elementary boxes with no wall between them are one box: that gives merged cells, cells that no border closes
at the page's cut, and tables whose frame is missing, without knowing which it is.

Engines paint the rest of a split row's box beyond the page. Rules are cut at the page's edges, so that such a
box becomes a box open at that edge.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter

from pipeline.extract.ruled.boxes import Box, Grid
from pipeline.extract.ruled.grid_parts import GridSettings, connected, parts_joined
from pipeline.extract.ruled.rules import Rule
from pipeline.stations.page import BBox

_DEFAULT = GridSettings()
_FREE, _OUTSIDE = -1, -2


def find_grids(
    horizontal: list[Rule],
    vertical: list[Rule],
    *,
    width: float,
    height: float,
    known: Sequence[float] | None = None,
    settings: GridSettings = _DEFAULT,
) -> list[Grid]:
    """The grids on a page, from top to bottom.

    Args:
        horizontal: the horizontal rules on the page.
        vertical: the vertical ones.
        width: how far to the right they may reach, in points: that of the page, mostly.
        height: of the page.
        known: the sides and walls of the table on the page before, whose rest may be a single row.
        settings: thresholds.
    """
    rows = [r for r in (_cut(rule, width) for rule in horizontal if 0 <= rule.at <= height) if r]
    columns = [c for c in (_cut(rule, height) for rule in vertical) if c]
    grids = []
    for some_rows, some_columns in parts_joined(connected(rows, columns, settings), settings):
        if some_columns:
            grid = _grid(some_rows, some_columns, settings)
            if grid and (
                len(grid.boxes) >= settings.min_boxes
                or _is_small_table(grid)
                or _is_rest(grid, known, settings)
            ):
                grids.append(grid)
    return sorted(grids, key=lambda grid: (grid.bbox.top, grid.bbox.x0))


def _is_small_table(grid: Grid) -> bool:
    """Are these few boxes, some of them side by side and all closed but at the page's top, and no frame?"""
    return len({box.row0 for box in grid.boxes}) < len(grid.boxes) and not any(
        box.is_open_left or box.is_open_right or box.is_open_bottom for box in grid.boxes
    )


def _is_rest(grid: Grid, known: Sequence[float] | None, settings: GridSettings) -> bool:
    """Are these few boxes side by side as wide as the table before, and do their walls stand where its do?"""
    if not known or len(grid.xs) < 3:
        return False
    sides = zip((grid.xs[0], grid.xs[-1]), (known[0], known[-1]), strict=True)
    return all(abs(own - other) <= settings.touch_pt for own, other in sides) and all(
        any(abs(x - wall) <= settings.touch_pt for wall in known[1:-1]) for x in grid.xs[1:-1]
    )


def _cut(rule: Rule, limit: float) -> Rule | None:
    start, end = max(rule.start, 0.0), min(rule.end, limit)
    return Rule(rule.at, start, end) if end - start > 1 else None


def _inside(row: int, xs: list[float], ys: list[float], rows: list[Rule], columns: list[Rule]) -> list[int]:
    """The elementary boxes of a row: free, or outside where a narrower part of the table ends.

    Outside is what stands beyond the row's last vertical rule and its own horizontal ones, unless it belongs
    to a merged cell of a table without frame: then a horizontal rule above reaches over it, and one below it
    too, if the table has a vertical rule on that side anywhere. Where the page's cut leaves the table's top
    open, the rule below is enough.
    """
    top, bottom = ys[row], ys[row + 1]
    along = [rule for rule in rows if abs(rule.at - top) < 1 or abs(rule.at - bottom) < 1]
    if not along:
        return [_FREE] * (len(xs) - 1)
    beside = [rule.at for rule in columns if rule.start < bottom - 1 and rule.end > top + 1]
    start = min([*beside, *(rule.start for rule in along)])
    end = max([*beside, *(rule.end for rule in along)])
    is_open_top = all(rule.at > ys[0] + 1 for rule in rows)
    is_framed = [any(abs(rule.at - edge) < 2 for rule in columns) for edge in (xs[0], xs[-1])]
    result = []
    for x0, x1 in itertools.pairwise(xs):
        x = (x0 + x1) / 2
        if start - 1 < x < end + 1:
            result.append(_FREE)
            continue
        has_above = any(rule.at <= top + 1 and rule.start < x < rule.end for rule in rows)
        has_below = any(rule.at >= bottom - 1 and rule.start < x < rule.end for rule in rows)
        may_lack_one = not is_framed[x > end] and (has_above or (is_open_top and has_below))
        result.append(_FREE if may_lack_one or (has_above and has_below) else _OUTSIDE)
    return result


def _grid(rows: list[Rule], columns: list[Rule], settings: GridSettings) -> Grid | None:
    xs = _edges([c.at for c in columns], [x for r in rows for x in (r.start, r.end)], settings)
    ys = _edges([r.at for r in rows], [y for c in columns for y in (c.start, c.end)], settings)
    if len(xs) < 2 or len(ys) < 2:
        return None
    n_rows, n_columns = len(ys) - 1, len(xs) - 1
    # wall_right[row][i]: is there a wall on xs[i] beside this row; wall_top[i][column] likewise on ys[i]
    across = _walls(xs, ys, columns, settings)
    along = _walls(ys, xs, rows, settings)
    wall_x = [[across[i][row] for i in range(len(xs))] for row in range(n_rows)]
    owner = [_inside(row, xs, ys, rows, columns) for row in range(n_rows)]
    boxes: list[Box] = []
    places = [(row, column) for row in range(n_rows) for column in range(n_columns)]
    for row, column in places:
        if owner[row][column] == _FREE:
            members = _flood(row, column, owner, len(boxes), wall_x, along)
            kept = _rectangle(members, ys)
            leaked = set(members).difference(kept)
            for r, c in leaked:
                owner[r][c] = _FREE
            places.extend(sorted(leaked))
            boxes.append(_box(kept, xs, ys, wall_x, along))
    return Grid(xs=tuple(xs), ys=tuple(ys), boxes=tuple(boxes), owner=tuple(tuple(line) for line in owner))


def _edges(rules: list[float], ends: list[float], settings: GridSettings) -> list[float]:
    """The coordinates that part the grid: those of rules, and the outermost ends where no rule stands."""
    edges = sorted(set(rules)) or [min(ends), max(ends)]
    low, high = min(ends, default=edges[0]), max(ends, default=edges[-1])
    if low < edges[0] - settings.min_row_pt:
        edges.insert(0, low)
    if high > edges[-1] + settings.min_row_pt:
        edges.append(high)
    kept = [edges[0]]
    for edge in edges[1:]:
        if edge - kept[-1] > 0.5:
            kept.append(edge)
    return kept


def _walls(
    at: list[float], along: list[float], rules: list[Rule], settings: GridSettings
) -> list[list[bool]]:
    """For each coordinate of `at` and each interval of `along`: do rules cover enough of it?"""
    by_edge: list[list[Rule]] = [[] for _ in at]
    for rule in rules:
        after = bisect_left(at, rule.at)
        nearest = [i for i in (after - 1, after) if 0 <= i < len(at)]
        by_edge[min(nearest, key=lambda i: abs(at[i] - rule.at))].append(rule)
    result = []
    intervals = list(itertools.pairwise(along))
    for some in by_edge:
        walls = []
        for start, end in intervals:
            covered = 0.0
            for rule in some:
                shared = (end if end < rule.end else rule.end) - (start if start > rule.start else rule.start)
                if shared > 0:
                    covered += shared
            walls.append(covered >= settings.wall_share * (end - start))
        if len(intervals) > 1:
            # boxes that a cut leaves open reach beyond the page by different lengths: the inner end counts
            walls[0] |= any(rule.start < along[1] - settings.min_row_pt < rule.end for rule in some)
            walls[-1] |= any(rule.start < along[-2] + settings.min_row_pt < rule.end for rule in some)
        result.append(walls)
    return result


def _flood(
    row: int,
    column: int,
    owner: list[list[int]],
    index: int,
    wall_x: list[list[bool]],
    wall_y: list[list[bool]],
) -> list[tuple[int, int]]:
    """Marks every elementary box that no wall parts from the given one, and returns them."""
    stack, members = [(row, column)], []
    owner[row][column] = index
    n_rows, n_columns = len(owner), len(owner[0])
    while stack:
        r, c = stack.pop()
        members.append((r, c))
        for next_r, next_c, is_wall in (
            (r, c + 1, c + 1 >= n_columns or wall_x[r][c + 1]),
            (r, c - 1, c == 0 or wall_x[r][c]),
            (r + 1, c, r + 1 >= n_rows or wall_y[r + 1][c]),
            (r - 1, c, r == 0 or wall_y[r][c]),
        ):
            if not is_wall and owner[next_r][next_c] == _FREE:
                owner[next_r][next_c] = index
                stack.append((next_r, next_c))
    return members


def _rectangle(members: list[tuple[int, int]], ys: list[float]) -> list[tuple[int, int]]:
    """The members that make one rectangle: a box leaks where an engine leaves out a wall at the page's cut.

    The box is as wide as it is over most of its height.
    """
    if len(members) == 1:
        return members
    rows: dict[int, set[int]] = {}
    for row, column in members:
        rows.setdefault(row, set()).add(column)
    heights: dict[tuple[int, ...], float] = {}
    for row, columns in rows.items():
        key = tuple(sorted(columns))
        heights[key] = heights.get(key, 0.0) + ys[row + 1] - ys[row]
    if len(heights) == 1:
        return members
    base = set(max(heights.items(), key=itemgetter(1))[0])
    return [(row, column) for row, column in members if column in base and base <= rows[row]]


def _box(
    members: list[tuple[int, int]],
    xs: list[float],
    ys: list[float],
    wall_x: list[list[bool]],
    wall_y: list[list[bool]],
) -> Box:
    # the members make a rectangle
    (row0, column0), (row1, column1) = min(members), max(members)
    beside, width = wall_x[row0 : row1 + 1], slice(column0, column1 + 1)
    return Box(
        bbox=BBox(xs[column0], ys[row0], xs[column1 + 1], ys[row1 + 1]),
        row0=row0,
        row1=row1 + 1,
        is_open_left=not any(walls[column0] for walls in beside),
        is_open_right=not any(walls[column1 + 1] for walls in beside),
        is_open_top=not any(wall_y[row0][width]),
        is_open_bottom=not any(wall_y[row1 + 1][width]),
    )
