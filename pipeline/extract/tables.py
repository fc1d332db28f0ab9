"""Puts glyphs into the boxes of a grid, and gives the table's part on one page.

A long word may overflow its narrow column into the next: the overhang belongs to the box in which the word
began. Boxes at a table's open side that hold nothing are the white beside a narrower table, not cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from pipeline.extract.grid import Grid
from pipeline.extract.lines import group_lines
from pipeline.page import Cell, ClearPage, Glyph, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSettings:
    """Thresholds for putting glyphs into boxes.

    Attributes:
        overhang_gap_em: a glyph beyond its neighbour's box continues the neighbour's word where the gap
            between them is at most this, in ems.
        overhang_lines: text of a box that the page's cut leaves open may reach this far beyond the ends of
            its rules, in ems.
        cut_share: rules that end above this share of the page's height end with their table, not at a cut.
    """

    overhang_gap_em: float = 0.09
    overhang_lines: float = 1.4
    cut_share: float = 0.7


_DEFAULT = TableSettings()


def fill_grids(
    grids: Sequence[Grid], page: ClearPage, settings: TableSettings = _DEFAULT
) -> tuple[list[Table], list[Glyph]]:
    """The tables that the grids become with their glyphs, and the glyphs outside every grid."""
    members: list[list[list[Glyph]]] = [[[] for _ in grid.boxes] for grid in grids]
    outside: list[Glyph] = []
    previous: Glyph | None = None
    place: tuple[int, int] | None = None
    for glyph in page.glyphs:
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
    outside = _without_overhang(grids, outside, members, page.height, settings)
    tables = []
    for grid, some in zip(grids, members, strict=True):
        cells = []
        # a table without outer frame has boxes with text open at its sides
        frameless = (
            any(box.is_open_left for box, inside in zip(grid.boxes, some, strict=True) if inside),
            any(box.is_open_right for box, inside in zip(grid.boxes, some, strict=True) if inside),
        )
        for box, inside in zip(grid.boxes, some, strict=True):
            lines = tuple(group_lines(inside, page.page_number))
            if not lines and ((box.is_open_left and not frameless[0]) or (box.is_open_right and not frameless[1])):
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
                page_number=page.page_number,
                bbox=grid.bbox,
                row_edges=grid.ys,
                cells=tuple(sorted(cells, key=_order)),
            )
        )
    return tables, outside


def _without_overhang(
    grids: Sequence[Grid],
    outside: list[Glyph],
    members: list[list[list[Glyph]]],
    page_height: float,
    settings: TableSettings,
) -> list[Glyph]:
    """Puts text that follows on below a box open at the page's cut into that box; gives the rest."""
    open_below = [
        (index, grid)
        for index, grid in enumerate(grids)
        if grid.ys[-1] >= settings.cut_share * page_height and any(box.is_open_bottom for box in grid.boxes)
    ]
    if not open_below:
        return outside
    floors: dict[tuple[int, int], float] = {}
    taken: set[int] = set()
    for glyph in sorted(outside, key=attrgetter("baseline")):
        for index, grid in open_below:
            bottom = grid.ys[-1]
            if glyph.baseline <= bottom:
                continue
            box = grid.box_at((glyph.x0 + glyph.x1) / 2, bottom - 1)
            floor = floors.get((index, box), bottom)
            is_near = glyph.bottom <= floor + settings.overhang_lines * glyph.size
            if box >= 0 and grid.boxes[box].is_open_bottom and is_near:
                floors[index, box] = max(floor, glyph.bottom)
                members[index][box].append(glyph)
                taken.add(id(glyph))
                break
    return [glyph for glyph in outside if id(glyph) not in taken]


def _order(cell: Cell) -> tuple[int, float]:
    return cell.row0, cell.bbox.x0


def _place(grids: Sequence[Grid], x: float, y: float) -> tuple[int, int] | None:
    for index, grid in enumerate(grids):
        box = grid.box_at(x, y)
        if box >= 0:
            return index, box
    return None
