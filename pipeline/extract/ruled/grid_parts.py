"""Which rules belong to one table: those that touch, and the parts that an engine leaves apart.

Columns need not touch on a page that one long row fills; rows that one cell fills have no vertical rule in a
table without outer frame; an engine may leave a gap in all columns at once.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.ruled.rules import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class GridSettings:
    """Thresholds for grids.

    Attributes:
        touch_pt: rules that end this near to one another meet.
        wall_share: a side of an elementary box is a wall where rules cover at least this share of it.
        min_row_pt: lower elementary rows are the space between doubled rules.
        side_by_side: vertical rules that share this much of the shorter one's length are of one table.
        frameless_gap_pt: parts of a table without frame stand at most this far apart.
        column_gap_pt, min_shared_columns: so many columns go on over a gap of at most this.
        min_boxes: fewer boxes in one grid are a frame around text, or an underline, not a table, unless they
            stand side by side and are closed.
    """

    touch_pt: float = 3.5
    wall_share: float = 0.6
    min_row_pt: float = 4.0
    min_boxes: int = 4
    side_by_side: float = 0.6
    frameless_gap_pt: float = 60.0
    column_gap_pt: float = 8.0
    min_shared_columns: int = 4


def connected(
    rows: list[Rule], columns: list[Rule], settings: GridSettings
) -> list[tuple[list[Rule], list[Rule]]]:
    """The rules in groups that touch one another, each (horizontal, vertical).

    Columns of one table need not touch: on a page that one long row fills no rule joins them, so that
    vertical rules which stand side by side for most of their length belong together too.
    """
    parent = list(range(len(rows) + len(columns)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    touch = settings.touch_pt
    for i, row in enumerate(rows):
        for j, column in enumerate(columns, start=len(rows)):
            if (
                row.start - touch <= column.at <= row.end + touch
                and column.start - touch <= row.at <= column.end + touch
            ):
                parent[root(j)] = root(i)
    for i, column in enumerate(columns, start=len(rows)):
        for j, other in enumerate(columns[: i - len(rows)], start=len(rows)):
            shared = min(column.end, other.end) - max(column.start, other.start)
            if shared > settings.side_by_side * min(column.end - column.start, other.end - other.start):
                parent[root(j)] = root(i)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, row in enumerate(rows):
        groups.setdefault(root(i), ([], []))[0].append(row)
    for j, column in enumerate(columns, start=len(rows)):
        groups.setdefault(root(j), ([], []))[1].append(column)
    return list(groups.values())


def parts_joined(
    groups: list[tuple[list[Rule], list[Rule]]], settings: GridSettings
) -> list[tuple[list[Rule], list[Rule]]]:
    """Joins the parts of one table that no rule connects.

    A table without outer frame has no vertical rule at all in rows that one cell fills; an engine may leave a
    gap in all columns at once.
    """
    result: list[tuple[list[Rule], list[Rule]]] = []
    for group in sorted(groups, key=_top):
        rows, columns = group
        above = result[-1] if result else ([], [])
        if _follows(above, group, settings) or (
            _is_frameless(rows, columns, settings)
            and _is_frameless(*above, settings)
            and _is_same_grid(columns, above[1], settings)
            and abs(min(r.start for r in rows) - min(r.start for r in above[0])) <= settings.touch_pt
            and abs(max(r.end for r in rows) - max(r.end for r in above[0])) <= settings.touch_pt
            and min(r.at for r in rows) - max(r.at for r in above[0]) <= settings.frameless_gap_pt
        ):
            result[-1] = ([*above[0], *rows], [*above[1], *columns])
        else:
            result.append(group)
    return result


def _top(group: tuple[list[Rule], list[Rule]]) -> float:
    """Where a part begins; between two cuts it may have no rule but the columns'."""
    return min([rule.at for rule in group[0]] or [rule.start for rule in group[1]], default=0.0)


def _follows(
    above: tuple[list[Rule], list[Rule]], below: tuple[list[Rule], list[Rule]], settings: GridSettings
) -> bool:
    """Do the columns of one part go on in the next, after a gap that an engine left in all of them?"""
    few = min(len(above[1]), len(below[1]))
    if few < settings.min_shared_columns or not _is_same_grid(above[1], below[1], settings):
        return False
    gap = min(rule.start for rule in below[1]) - max(rule.end for rule in above[1])
    return 0 <= gap <= settings.column_gap_pt


def _is_same_grid(some: list[Rule], others: list[Rule], settings: GridSettings) -> bool:
    """Do the vertical rules of two parts stand on the same coordinates, as far as both have any?"""
    few, many = sorted((some, others), key=len)
    return all(any(abs(rule.at - other.at) <= settings.touch_pt for other in many) for rule in few)


def _is_frameless(rows: list[Rule], columns: list[Rule], settings: GridSettings) -> bool:
    if not rows:
        return False
    start, end = min(rule.start for rule in rows), max(rule.end for rule in rows)
    return all(start + settings.touch_pt < column.at < end - settings.touch_pt for column in columns)
