"""Puts glyphs into the boxes of a page's grids, and gives the tables' parts on the page.

A long word may overflow its narrow column into the next: it belongs to the box of the line that it goes on
with, else to the box in which most of it stands. Boxes at a table's open side that hold nothing are the white
beside a narrower table, not cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from pipeline.extract.lines.baselines import lines_by_place
from pipeline.extract.ruled.boxes import OUTSIDE, Boxes, Grid
from pipeline.extract.ruled.spill import TableSettings, with_overflow, with_overhang
from pipeline.stations.glyph_columns import Bools, GlyphColumns, Ints
from pipeline.stations.page import Cell, ClearPage, Line, Table

_DEFAULT = TableSettings()


def fill_grids(
    grids: Sequence[Grid], page: ClearPage, columns: GlyphColumns, settings: TableSettings = _DEFAULT
) -> tuple[list[Table], list[Line]]:
    """The tables that the grids become with their glyphs, and the lines outside every grid.

    Args:
        grids: the page's grids.
        page: the page.
        columns: its glyphs, but for furniture.
        settings: thresholds.
    """
    boxes = Boxes(grids)
    by_place: dict[int, list[Line]] = {}
    for placed in lines_by_place(columns, _places(boxes, page, columns, settings), page.page_number):
        by_place.setdefault(placed.place, []).append(placed.line)
    tables = [
        _table(grid, [by_place.get(first + at, ()) for at in range(len(grid.boxes))], page.page_number)
        for grid, first in zip(grids, boxes.first, strict=True)
    ]
    return tables, by_place.get(OUTSIDE, [])


def _table(grid: Grid, lines: Sequence[Sequence[Line]], page_number: int) -> Table:
    """The table of a grid, with the lines of each of its boxes."""
    # a table without outer frame has boxes with text open at its sides
    is_open_left = any(box.is_open_left for box, inside in zip(grid.boxes, lines, strict=True) if inside)
    is_open_right = any(box.is_open_right for box, inside in zip(grid.boxes, lines, strict=True) if inside)
    cells = []
    for box, inside in zip(grid.boxes, lines, strict=True):
        is_beside = (box.is_open_left and not is_open_left) or (box.is_open_right and not is_open_right)
        if inside or not is_beside:
            cell = Cell(
                bbox=box.bbox,
                row0=box.row0,
                row1=box.row1,
                is_open_top=box.is_open_top,
                is_open_bottom=box.is_open_bottom,
                lines=tuple(inside),
            )
            cells.append(cell)
    return Table(
        page_number=page_number,
        bbox=grid.bbox,
        row_edges=grid.ys,
        cells=tuple(sorted(cells, key=_order)),
    )


def _order(cell: Cell) -> tuple[int, float]:
    return cell.row0, cell.bbox.x0


def _places(boxes: Boxes, page: ClearPage, columns: GlyphColumns, settings: TableSettings) -> Ints:
    """The number of each glyph's box, or `OUTSIDE`."""
    places = boxes.at(columns.middle_x, columns.middle_y)
    if boxes.grids and len(columns):
        _put_words(places, boxes, columns, settings)
        with_overhang(places, boxes, columns, page, settings)
        with_overflow(places, boxes, columns, settings)
    return places


def _goes_on(columns: GlyphColumns, here: Ints, settings: TableSettings) -> Bools:
    """Does the glyph before each of these, by number, go on in it: are both of one word?"""
    gap = (columns.x0[here] - columns.x1[here - 1]) / columns.size[here]
    is_one: Bools = (
        (np.abs(columns.baseline[here] - columns.baseline[here - 1]) < settings.same_line_pt)
        & (gap >= -settings.kerning_em)
        & (gap <= settings.overhang_gap_em)
        & ~columns.is_space[here]
        & ~columns.is_space[here - 1]
    )
    for at in np.flatnonzero(is_one).tolist():
        # a capital after a small letter begins the next cell's words
        number = int(here[at])
        if columns.texts[number].isupper() and columns.texts[number - 1].islower():
            is_one[at] = False
    return is_one


def _put_words(places: Ints, boxes: Boxes, columns: GlyphColumns, settings: TableSettings) -> None:
    """Puts each word that stands in several boxes into the one in which most of it stands."""
    # neighbours mostly stand in one box
    changes = np.flatnonzero(places[1:] != places[:-1]) + 1
    if not len(changes):
        return
    is_one = _goes_on(columns, changes, settings)
    if not is_one.any():
        return
    bounds = [0, *changes[~is_one].tolist(), len(places)]
    torn = np.unique(np.searchsorted(bounds, changes[is_one], side="right"))
    for at in torn.tolist():
        _put_run(bounds[at - 1], bounds[at], places, boxes, columns, settings)


def _put_run(
    start: int, stop: int, places: Ints, boxes: Boxes, columns: GlyphColumns, settings: TableSettings
) -> None:
    """Puts the words of a run of glyphs each into the box in which most of it stands."""
    inner = np.arange(start + 1, stop)
    edges = [start, *inner[~_goes_on(columns, inner, settings)].tolist(), stop]
    before = places[start:stop].tolist()
    for begin, end in pairwise(edges):
        word = before[begin - start : end - start]
        known = [place for place in word if place != OUTSIDE]
        best = max(known, key=known.count) if known else OUTSIDE
        is_torn = begin > start and len(set(known)) > 1
        if is_torn and _ends_line(start, begin, before, columns, settings):
            best = before[begin - start]
        for at, place in enumerate(word, start=begin):
            # a glyph of another table, or of none, stays where it stands
            if OUTSIDE not in {place, best} and boxes.grid_of[place] == boxes.grid_of[best]:
                places[at] = best


def _ends_line(
    start: int, begin: int, places: Sequence[int], columns: GlyphColumns, settings: TableSettings
) -> bool:
    """Does the word that begins here go on with its box's line, so that it runs out of the box?

    Args:
        start: the number of the run's first glyph.
        begin: that of the word's.
        places: of the run's glyphs.
        columns: the page's glyphs.
        settings: thresholds.
    """
    before = begin - 1
    while before > start and columns.texts[before].isspace():
        before -= 1
    is_in_line = (
        places[before - start] == places[begin - start]
        and abs(columns.baseline[begin] - columns.baseline[before]) < settings.same_line_pt
    )
    gap = columns.x0[begin] - columns.x1[before]
    return bool(is_in_line and 0 <= gap <= settings.word_gap_em * columns.size[begin])
