"""Text that stands beyond the ends of its table's rules, but is a box's all the same.

The rules of a row at a page break may end before its text does, and a line that is too long runs over the
table's side. A paragraph below the table is none of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from pipeline.extract.ruled.boxes import OUTSIDE, Boxes, Grid
from pipeline.stations.evidence import rule
from pipeline.stations.glyph_columns import GlyphColumns, Ints
from pipeline.stations.page import ClearPage, Glyph

SAME_LINE_PT: Final = 0.1
"""Baselines closer than this are one."""
_BELOW_EM: Final = 1.4
"""Text of a box that a page break leaves open may reach so far beyond the ends of its rules."""
_BESIDE_EM: Final = 0.5
"""Text outside a table's side continues the box there where it begins this near to the edge."""
_BREAK_SHARE: Final = 0.55
"""Rules that end above this share of the page's height end with their table, not at a page break."""
_SAME_WORD_EM: Final = 0.15
_Numbered = list[tuple[int, Glyph]]
"""Glyphs with their numbers."""
Moved = Mapping[int, int]
"""The new box of each glyph that gets another one, by their numbers."""
_NOT_MOVED: Final[Moved] = {}
_NO_GLYPHS: Final[frozenset[int]] = frozenset()


@rule(without=lambda *_: _NOT_MOVED)
def spill_below(places: Ints, boxes: Boxes, columns: GlyphColumns, page: ClearPage) -> Moved:
    """Text that follows on below a box open at the page break, into that box.

    Args:
        places: the number of each glyph's box, or `OUTSIDE`.
        boxes: the boxes of the page.
        columns: its glyphs, but for furniture.
        page: the page.
    """
    open_below = [
        (first, grid)
        for first, grid in zip(boxes.first, boxes.grids, strict=True)
        if grid.ys[-1] >= _BREAK_SHARE * page.height and any(box.is_open_bottom for box in grid.boxes)
    ]
    if not open_below:
        return _NOT_MOVED
    highest = min(grid.ys[-1] for _, grid in open_below)
    below = _numbered(np.flatnonzero((places == OUTSIDE) & (columns.baseline > highest)), columns)
    paragraphs = _across_columns(below, [grid for _, grid in open_below])
    floors: dict[int, float] = {}
    moved: dict[int, int] = {}
    for at, glyph in sorted(below, key=lambda each: each[1].baseline):
        for first, grid in () if at in paragraphs else open_below:
            bottom = grid.ys[-1]
            own = grid.box_at((glyph.x0 + glyph.x1) / 2, bottom - 1)
            floor = floors.get(first + own, bottom)
            is_near = bottom < glyph.baseline and glyph.bottom <= floor + _BELOW_EM * glyph.size
            if own >= 0 and grid.boxes[own].is_open_bottom and is_near:
                floors[first + own] = max(floor, glyph.bottom)
                moved[at] = first + own
                break
    return moved


def _numbered(numbers: Ints, columns: GlyphColumns) -> _Numbered:
    return list(zip(numbers.tolist(), columns.take(numbers), strict=True))


@rule(without=lambda *_: _NO_GLYPHS)
def _across_columns(below: _Numbered, grids: Sequence[Grid]) -> frozenset[int]:
    """The glyphs of lines below a grid of which a word stands across the edge of two columns: paragraphs."""
    rows: dict[float, _Numbered] = {}
    for at, glyph in below:
        if not glyph.text.isspace():
            rows.setdefault(round(glyph.baseline, 1), []).append((at, glyph))
    found: set[int] = set()
    for row in rows.values():
        row.sort(key=lambda each: each[1].x0)
        is_across = any(
            left.x0 < x - 1 and right.x1 > x + 1 and right.x0 - left.x1 < _SAME_WORD_EM * left.size
            for (_, left), (_, right) in pairwise(row)
            for grid in grids
            for x in grid.xs[1:-1]
        )
        if is_across:
            found.update(at for at, _ in row)
    return frozenset(found)


@rule(without=lambda *_: _NOT_MOVED)
def spill_beside(places: Ints, boxes: Boxes, columns: GlyphColumns, page: ClearPage) -> Moved:
    """Text that runs over a table's left or right edge, into the box at that edge.

    Args:
        places: the number of each glyph's box, or `OUTSIDE`.
        boxes: the boxes of the page.
        columns: its glyphs, but for furniture.
        page: the page.
    """
    outside = np.flatnonzero((places == OUTSIDE) & (columns.middle_y <= page.height))
    x, y = columns.middle_x[outside], columns.middle_y[outside]
    moved: dict[int, int] = {}
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
            if own < 0 or gap > _BESIDE_EM * lead.size:
                continue
            baselines = columns.baseline[places == first + own]
            if (np.abs(baselines - lead.baseline) < SAME_LINE_PT).any():
                moved.update((at, first + own) for at, _ in some)
    return moved
