"""Puts glyphs into the boxes of a grid, and gives the table's part on one page.

A long word may overflow its narrow column into the next: the overhang belongs to the box in which the word
began. Boxes at a table's open side that hold nothing are the white beside a narrower table, not cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.grid import Grid
from pipeline.extract.lines import group_lines
from pipeline.page import Cell, Glyph, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSettings:
    """Thresholds for putting glyphs into boxes.

    Attributes:
        overhang_gap_em: a glyph beyond its neighbour's box continues the neighbour's word where the gap
            between them is at most this, in ems.
        edge_pt: how far outside the grid a glyph's middle may stand and still be inside.
    """

    overhang_gap_em: float = 0.09
    edge_pt: float = 1.5


_DEFAULT = TableSettings()


def fill_grids(
    grids: Sequence[Grid], glyphs: Sequence[Glyph], page_number: int, settings: TableSettings = _DEFAULT
) -> tuple[list[Table], list[Glyph]]:
    """The tables that the grids become with their glyphs, and the glyphs outside every grid."""
    members: list[list[list[Glyph]]] = [[[] for _ in grid.boxes] for grid in grids]
    outside: list[Glyph] = []
    previous: Glyph | None = None
    place: tuple[int, int] | None = None
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        found = _place(grids, x, y)
        if found != place and found and place and previous and found[0] == place[0]:
            gap = glyph.x0 - previous.x1
            is_same_line = abs(glyph.baseline - previous.baseline) < 0.1
            if (
                is_same_line
                and abs(gap) <= settings.overhang_gap_em * glyph.size
                and not glyph.text.isspace()
            ):
                found = place
        if found is None:
            outside.append(glyph)
        else:
            members[found[0]][found[1]].append(glyph)
        previous = None if glyph.text.isspace() else glyph
        place = found
    tables = []
    for grid, some in zip(grids, members, strict=True):
        cells = []
        for box, inside in zip(grid.boxes, some, strict=True):
            lines = tuple(group_lines(inside, page_number))
            if not lines and (box.is_open_left or box.is_open_right):
                continue
            cells.append(
                Cell(
                    bbox=box.bbox,
                    row0=box.row0,
                    row1=box.row1,
                    is_open_top=box.is_open_top,
                    is_open_bottom=box.is_open_bottom,
                    lines=lines,
                )
            )
        tables.append(
            Table(
                page_number=page_number,
                bbox=grid.bbox,
                row_edges=grid.ys,
                cells=tuple(sorted(cells, key=_order)),
            )
        )
    return tables, outside


def _order(cell: Cell) -> tuple[int, float]:
    return cell.row0, cell.bbox.x0


def _place(grids: Sequence[Grid], x: float, y: float) -> tuple[int, int] | None:
    for index, grid in enumerate(grids):
        box = grid.box_at(x, y)
        if box >= 0:
            return index, box
    return None
