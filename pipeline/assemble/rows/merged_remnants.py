"""What an engine leaves of merged cells that a page cuts.

Some draw a merged cell only as high as its text: below it stand empty boxes over several columns, or no walls
at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.assemble.rows.part_types import ColumnCell, RowPart
from pipeline.assemble.rows.plan_columns import Column, Columns
from pipeline.stations.page import BBox, Cell


def boxes_by_column(
    cell: Cell,
    columns: tuple[Column, ...],
    assigned: Iterable[tuple[Column, ...]],
    clones: dict[tuple[int, float], Cell],
    *,
    is_wide: bool,
) -> list[tuple[Cell, ColumnCell]]:
    """An empty box over several columns as one for each: what is left of merged cells drawn too low.

    The empty one may reach around other boxes of the row: their columns are theirs alone.

    Args:
        cell: the box.
        columns: its columns.
        assigned: the columns of all the row's boxes.
        clones: keeps the boxes one and the same in every row that they reach into.
        is_wide: whether the row is one cell.
    """
    if is_wide or cell.lines or len(columns) < 2:
        return [(cell, ColumnCell(columns=columns, cell=cell))]
    result = []
    taken = {some[0].x0 for some in assigned if len(some) == 1}
    for column in columns:
        if column.x0 in taken:
            continue
        box = cell.bbox._replace(x0=column.x0, x1=column.x1)
        clone = clones.setdefault((id(cell), round(column.x0, 1)), replace(cell, bbox=box))
        result.append((clone, ColumnCell(columns=(column,), cell=clone)))
    return result


def undrawn_cells(
    first: Cell, columns: Columns, cells: Iterable[ColumnCell], above: RowPart | None
) -> list[ColumnCell]:
    """For each column where the row has no box at all, a cell of no height: what is left of a merged cell.

    Some engines draw a merged cell that a cut parts only as high as its text, and nothing where its text is
    yet to come. Rows one below another without a box have one such cell, since nothing parts them.

    Args:
        first: the row's first cell.
        columns: the table's columns.
        cells: the row's cells.
        above: the row above on the page.
    """
    covered = {name for some in cells for name in some.names}
    result = []
    for column in columns.columns:
        if column.role in ("number", "measure") or column.name in covered:
            continue
        cells_above = above.cells if above and not above.is_wide else ()
        known = (some.cell for some in cells_above if column.name in some.names and some.cell.is_undrawn)
        cell = next(known, None) or Cell(
            bbox=BBox(column.x0, first.bbox.top, column.x1, first.bbox.top),
            row0=first.row0,
            row1=first.row0,
            is_open_top=True,
            is_open_bottom=True,
            lines=(),
        )
        result.append(ColumnCell(columns=(column,), cell=cell))
    return result
