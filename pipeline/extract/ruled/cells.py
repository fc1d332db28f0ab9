"""Puts glyphs into the boxes of a page's grids, and gives the tables' parts on the page.

A long word may run out of its narrow column into the next: it belongs to the box of the line that it goes on
with, else to the box in which most of it stands. A line that is too long runs over the table's side. Boxes
at a table's open side that hold nothing are the white next to a narrower table, not cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, pairwise
from typing import Final

import numpy as np

from pipeline.extract.lines.baselines import lines_by_place
from pipeline.extract.ruled.grid import OUTSIDE, Boxes, Grid
from pipeline.stations.evidence import rule
from pipeline.stations.glyph_columns import Bools, GlyphColumns, Ints
from pipeline.stations.page import Cell, ClearPage, Footnote, FootnoteMark, Glyph, Line, Table

_SAME_WORD_EM, _KERNING_EM = 0.09, 0.35
"""A glyph beyond its neighbour's box continues the neighbour's word where the gap between them is at most the
first, or they overlap by at most the second."""
_WORD_GAP_EM: Final = 0.7
"""A word goes on with the line before it across a gap of at most this."""
_SPILL_EM: Final = 0.5
"""Text outside a table's side continues the box there where it begins this near to the edge."""
_SAME_LINE_PT: Final = 0.1
"""Baselines closer than this are one."""
_NOT_MOVED: Final[Mapping[int, int]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLines:
    """The lines of a page: outside all grids, and in each box of its grids, by the box's number.

    Its `page` has no glyphs and shapes. `marks` were taken out of the lines, `footnotes` stand below them.
    """

    page: ClearPage
    outside: tuple[Line, ...]
    in_boxes: tuple[tuple[Line, ...], ...]
    marks: tuple[FootnoteMark, ...] = ()
    footnotes: tuple[Footnote, ...] = ()

    @property
    def every(self) -> list[Line]:
        """Those outside, then those in boxes."""
        return [*self.outside, *chain.from_iterable(self.in_boxes)]


def place_lines(grids: Sequence[Grid], page: ClearPage, columns: GlyphColumns) -> PageLines:
    """The lines of a page, each in one box of the grids or outside; its glyphs come without furniture."""
    boxes = Boxes(grids)
    places = boxes.at(columns.middle_x, columns.middle_y)
    if grids and len(columns):
        _put_words(places, boxes, columns)
        for at, place in _spill_beside(places, boxes, columns).items():
            places[at] = place
    by_place: dict[int, list[Line]] = {}
    for placed in lines_by_place(columns, places, page.page_number):
        by_place.setdefault(placed.place, []).append(placed.line)
    n_boxes = sum(len(grid.boxes) for grid in grids)
    in_boxes = tuple(tuple(by_place.get(at, ())) for at in range(n_boxes))
    return PageLines(
        page=replace(page, glyphs=(), shapes=()),
        outside=tuple(by_place.get(OUTSIDE, ())),
        in_boxes=in_boxes,
    )


def fill_grids(grids: Sequence[Grid], lines: PageLines) -> list[Table]:
    """The tables that the grids become with the lines in their boxes."""
    rest = iter(lines.in_boxes)
    return [_table(grid, list(islice(rest, len(grid.boxes))), lines.page.page_number) for grid in grids]


def _table(grid: Grid, lines: Sequence[tuple[Line, ...]], page_number: int) -> Table:
    """The table of a grid, with the lines of each of its boxes."""
    # a table without outer frame has boxes with text open at its sides
    is_open_left = any(box.is_open_left for box, inside in zip(grid.boxes, lines, strict=True) if inside)
    is_open_right = any(box.is_open_right for box, inside in zip(grid.boxes, lines, strict=True) if inside)
    cells = []
    for box, inside in zip(grid.boxes, lines, strict=True):
        is_white = (box.is_open_left and not is_open_left) or (box.is_open_right and not is_open_right)
        if inside or not is_white:
            cell = Cell(
                bbox=box.bbox,
                row0=box.row0,
                row1=box.row1,
                is_open_top=box.is_open_top,
                is_open_bottom=box.is_open_bottom,
                lines=inside,
            )
            cells.append(cell)
    cells.sort(key=lambda cell: (cell.row0, cell.bbox.x0))
    return Table(page_number=page_number, bbox=grid.bbox, row_edges=grid.ys, cells=tuple(cells))


def _goes_on(columns: GlyphColumns, here: Ints) -> Bools:
    """Whether the glyph before each of these, by number, goes on in it: both are of one word."""
    gap = (columns.x0[here] - columns.x1[here - 1]) / columns.size[here]
    return np.asarray(
        (np.abs(columns.baseline[here] - columns.baseline[here - 1]) < _SAME_LINE_PT)
        & (gap >= -_KERNING_EM)
        & (gap <= _SAME_WORD_EM)
        & ~columns.is_space[here]
        & ~columns.is_space[here - 1]
    )


def _put_words(places: Ints, boxes: Boxes, columns: GlyphColumns) -> None:
    """Puts each word that stands in several boxes into the one in which most of it stands."""
    # neighbours mostly stand in one box
    changes = np.flatnonzero(places[1:] != places[:-1]) + 1
    is_one = _goes_on(columns, changes)
    if not is_one.any():
        return
    bounds = [0, *changes[~is_one].tolist(), len(places)]
    torn = np.unique(np.searchsorted(bounds, changes[is_one], side="right"))
    for at in torn.tolist():
        _put_run(bounds[at - 1], bounds[at], places, boxes, columns)


def _put_run(start: int, stop: int, places: Ints, boxes: Boxes, columns: GlyphColumns) -> None:
    """Puts the words of a run of glyphs each into the box in which most of it stands."""
    inner = np.arange(start + 1, stop)
    edges = [start, *inner[~_goes_on(columns, inner)].tolist(), stop]
    before = places[start:stop].tolist()
    for begin, end in pairwise(edges):
        word = before[begin - start : end - start]
        known = [place for place in word if place != OUTSIDE]
        best = max(known, key=known.count) if known else OUTSIDE
        is_torn = begin > start and len(set(known)) > 1
        if is_torn and _ends_line(start, begin, before, columns):
            best = before[begin - start]
        for at, place in enumerate(word, start=begin):
            # a glyph of another table, or of none, stays where it stands
            if OUTSIDE not in {place, best} and boxes.grid_of[place] == boxes.grid_of[best]:
                places[at] = best


@rule(without=lambda *_: False)
def _ends_line(start: int, begin: int, places: Sequence[int], columns: GlyphColumns) -> bool:
    """The word that begins here, in a run from `start`, goes on with its box's line, out of the box."""
    before = begin - 1
    while before > start and columns.texts[before].isspace():
        before -= 1
    is_in_line = (
        places[before - start] == places[begin - start]
        and abs(columns.baseline[begin] - columns.baseline[before]) < _SAME_LINE_PT
    )
    gap = columns.x0[begin] - columns.x1[before]
    return bool(is_in_line and 0 <= gap <= _WORD_GAP_EM * columns.size[begin])


@rule(without=lambda *_: _NOT_MOVED)
def _spill_beside(places: Ints, boxes: Boxes, columns: GlyphColumns) -> Mapping[int, int]:
    """The new box of each glyph, by number, of text that runs over a table's left or right edge."""
    outside = np.flatnonzero(places == OUTSIDE)
    x, y = columns.middle_x[outside], columns.middle_y[outside]
    moved: dict[int, int] = {}
    for first, grid in zip(boxes.first, boxes.grids, strict=True):
        left, top, right, bottom = grid.bbox
        near = outside[(top < y) & (y < bottom) & ~((left <= x) & (x <= right))]
        beside: dict[tuple[bool, float], list[tuple[int, Glyph]]] = {}
        for at, glyph in zip(near.tolist(), columns.take(near), strict=True):
            is_right = (glyph.x0 + glyph.x1) / 2 > right
            beside.setdefault((is_right, round(glyph.baseline, 1)), []).append((at, glyph))
        for (is_right, _), some in beside.items():
            edge = right if is_right else left
            gap = min(abs((glyph.x0 if is_right else glyph.x1) - edge) for _, glyph in some)
            lead = some[0][1]
            own = grid.box_at(edge - 1 if is_right else edge + 1, (lead.top + lead.bottom) / 2)
            if own < 0 or gap > _SPILL_EM * lead.size:
                continue
            baselines = columns.baseline[places == first + own]
            if (np.abs(baselines - lead.baseline) < _SAME_LINE_PT).any():
                moved.update((at, first + own) for at, _ in some)
    return moved
