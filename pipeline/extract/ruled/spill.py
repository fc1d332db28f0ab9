"""Text that stands beyond the ends of its table's rules, but is a box's all the same.

The rules of a row that a page cuts may end before its text does, and a line that is too long runs over the
table's side. A page's number below an open box, and a paragraph below the table, are neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from pipeline.extract.ruled.boxes import OUTSIDE, Boxes, Grid
from pipeline.stations.glyph_columns import GlyphColumns, Ints
from pipeline.stations.page import ClearPage, Glyph

_Numbered = list[tuple[int, Glyph]]
"""Glyphs with their numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSettings:
    """Thresholds for putting glyphs into boxes.

    Attributes:
        overhang_gap_em, kerning_em: a glyph beyond its neighbour's box continues the neighbour's word where
            the gap between them is at most the first, in ems, or they overlap by at most the second.
        word_gap_em: a word goes on with the line before it across a gap of at most this, in ems.
        overhang_lines: text of a box that the page's cut leaves open may reach this far beyond the ends of
            its rules, in ems.
        overflow_gap_em: text outside a table's side continues the box there where it begins this near to
            the edge, in ems.
        cut_share: rules that end above this share of the page's height end with their table, not at a cut.
        same_line_pt: baselines closer than this are one.
    """

    overhang_gap_em: float = 0.09
    kerning_em: float = 0.35
    word_gap_em: float = 0.7
    overhang_lines: float = 1.4
    overflow_gap_em: float = 0.5
    cut_share: float = 0.55
    same_line_pt: float = 0.1


def with_overhang(
    places: Ints,
    boxes: Boxes,
    columns: GlyphColumns,
    page: ClearPage,
    settings: TableSettings,
) -> None:
    """Puts text that follows on below a box open at the page's cut into that box.

    Args:
        places: the number of each glyph's box, or `OUTSIDE`; changed in place.
        boxes: the boxes of the page.
        columns: its glyphs.
        page: the page.
        settings: thresholds.
    """
    open_below = [
        (first, grid)
        for first, grid in zip(boxes.first, boxes.grids, strict=True)
        if grid.ys[-1] >= settings.cut_share * page.height and any(box.is_open_bottom for box in grid.boxes)
    ]
    if not open_below:
        return
    highest = min(grid.ys[-1] for _, grid in open_below)
    if not ((places == OUTSIDE) & (columns.baseline > highest)).any():
        return
    outside = _numbered(np.flatnonzero(places == OUTSIDE), columns)
    cut = [grid for _, grid in open_below]
    not_cells = _across_columns(outside, cut)
    floors: dict[int, float] = {}
    for at, glyph in sorted(outside, key=lambda each: each[1].baseline):
        if at in not_cells:
            continue
        for first, grid in open_below:
            bottom = grid.ys[-1]
            if glyph.baseline <= bottom:
                continue
            own = grid.box_at((glyph.x0 + glyph.x1) / 2, bottom - 1)
            floor = floors.get(first + own, bottom)
            is_near = glyph.bottom <= floor + settings.overhang_lines * glyph.size
            if own >= 0 and grid.boxes[own].is_open_bottom and is_near:
                floors[first + own] = max(floor, glyph.bottom)
                places[at] = first + own
                break


def _numbered(places: Ints, columns: GlyphColumns) -> _Numbered:
    return list(zip(places.tolist(), columns.take(places), strict=True))


def _across_columns(outside: _Numbered, grids: Sequence[Grid]) -> frozenset[int]:
    """The glyphs of lines below a grid of which a word stands across the edge of two columns: paragraphs."""
    rows: dict[float, _Numbered] = {}
    lowest = min(grid.ys[-1] for grid in grids)
    for at, glyph in outside:
        if glyph.baseline > lowest and not glyph.text.isspace():
            rows.setdefault(round(glyph.baseline, 1), []).append((at, glyph))
    found: set[int] = set()
    for row in rows.values():
        row.sort(key=lambda each: each[1].x0)
        is_across = any(
            left.x0 < x - 1 and right.x1 > x + 1 and right.x0 - left.x1 < 0.15 * left.size
            for (_, left), (_, right) in pairwise(row)
            for grid in grids
            for x in grid.xs[1:-1]
        )
        if is_across:
            found.update(at for at, _ in row)
    return frozenset(found)


def with_overflow(places: Ints, boxes: Boxes, columns: GlyphColumns, settings: TableSettings) -> None:
    """Puts text that runs over a table's left or right edge into the box at that edge.

    Args:
        places: the number of each glyph's box, or `OUTSIDE`; changed in place.
        boxes: the boxes of the page.
        columns: its glyphs.
        settings: thresholds.
    """
    outside = np.flatnonzero(places == OUTSIDE)
    if not len(outside):
        return
    x, y = columns.middle_x[outside], columns.middle_y[outside]
    for first, grid in zip(boxes.first, boxes.grids, strict=True):
        left, top, right, bottom = grid.bbox
        near = outside[(top < y) & (y < bottom) & ~((left <= x) & (x <= right))]
        beside: dict[tuple[bool, float], _Numbered] = {}
        for at, glyph in _numbered(near, columns):
            is_right = (glyph.x0 + glyph.x1) / 2 > right
            beside.setdefault((is_right, round(glyph.baseline, 1)), []).append((at, glyph))
        for (is_right, _), some in beside.items():
            edge = right if is_right else left
            gap = min(abs((glyph.x0 if is_right else glyph.x1) - edge) for _, glyph in some)
            lead = some[0][1]
            own = grid.box_at(edge - 1 if is_right else edge + 1, (lead.top + lead.bottom) / 2)
            if own < 0 or gap > settings.overflow_gap_em * lead.size:
                continue
            baselines = columns.baseline[places == first + own]
            if (np.abs(baselines - lead.baseline) < settings.same_line_pt).any():
                places[[at for at, _ in some]] = first + own
