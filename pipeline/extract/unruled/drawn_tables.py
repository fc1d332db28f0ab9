"""Tables from rows and columns that no rules show: the missing rules are put in.

With a rule in each gutter and between rows, left out where a cell is merged or a page cuts it, the table is
like any ruled one, so that boxes, merged cells and open ends come out in the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from pipeline.extract.ruled.cells import fill_grids
from pipeline.extract.ruled.grid import find_grids
from pipeline.extract.ruled.grid_parts import GridSettings
from pipeline.extract.ruled.rules import Rule
from pipeline.extract.unruled.gutters import Piece, Stripes
from pipeline.extract.unruled.ink_runs import split_runs
from pipeline.extract.unruled.row_starts import Row
from pipeline.extract.unruled.unruled_heads import NARROWEST_HEAD_GAP_EM
from pipeline.stations.glyph_columns import columns_of
from pipeline.stations.page import ClearPage, Line, Table

_GRID = GridSettings(min_boxes=1)
_MARGIN_PT = 3.0
_NO_TEXT = float("-inf")
"""The height of the text over a column's edge where there is none."""
_EDGE_SHARE = 0.25
"""A column's edge stands this share of the white from the text on its right, which begins at its edge."""


def build_table(
    page: ClearPage,
    head: Sequence[Line],
    rows: Sequence[Row],
    opened: Sequence[frozenset[int]],
    stripes: Stripes,
) -> Table | None:
    """The table of these rows on one page.

    Args:
        page: the page.
        head: the lines of the head above the rows, if it stands on this page.
        rows: the rows from top to bottom.
        opened: for each row the columns that nothing closes below it.
        stripes: the columns.
    """
    lines = list({id(line): line for line in (*head, *(p.line for row in rows for p in row.pieces))}.values())
    edges = _column_edges(rows, stripes)
    edges[0] = min(edges[0], *(line.bbox.x0 for line in lines)) - _MARGIN_PT
    edges[-1] = max(edges[-1], *(line.bbox.x1 for line in lines)) + _MARGIN_PT
    heights = _row_edges(head, rows)
    levels = _head_levels(head, edges)
    horizontal = [*_horizontal(head, rows, opened, edges, heights), *_below_common_heads(levels, edges)]
    vertical = _vertical(levels, rows, edges, heights)
    grids = find_grids(horizontal, vertical, width=page.reach, height=page.height, settings=_GRID)
    glyphs = tuple(glyph for line in lines for glyph in line.glyphs)
    tables, _ = fill_grids(grids[:1], page, columns_of(glyphs))
    if not tables:
        return None
    return replace(tables[0], is_ruled=False, doubtful_rows=_doubtful_rows(rows, opened, 1 if head else 0))


def _doubtful_rows(rows: Sequence[Row], opened: Sequence[frozenset[int]], first: int) -> frozenset[int]:
    """The numbers of the rows that nothing printed parts, and of those whose shared cells only places tell.

    Args:
        rows: the rows from top to bottom.
        opened: for each row the columns that nothing closes below it.
        first: the number of the first of them in the table.
    """
    doubtful = {first + at for at, row in enumerate(rows) if row.is_doubtful}
    for at, (row, columns) in enumerate(zip(rows[:-1], opened, strict=False)):
        if row.open_below is None and columns and not rows[at + 1].goes_on:
            doubtful |= {first + at, first + at + 1}
    return frozenset(doubtful)


def _column_edges(rows: Sequence[Row], stripes: Stripes) -> list[float]:
    """Where the columns part on this page, from the table's left edge to its right one."""
    edges = [stripes.x0]
    pieces = [piece for row in rows for piece in row.pieces if row.wide_from < 0]
    for index, gutter in enumerate(stripes.gutters):
        low = max((p.x1 for p in pieces if p.last == index), default=gutter.x0)
        high = min((p.x0 for p in pieces if p.first == index + 1), default=gutter.x1)
        low, high = max(low, gutter.x0), min(high, gutter.x1)
        if low >= high:
            low, high = gutter
        edges.append(high - _EDGE_SHARE * (high - low))
    edges.append(stripes.x1)
    return edges


def _row_edges(head: Sequence[Line], rows: Sequence[Row]) -> list[float]:
    """The heights at which the rows part, from the first's top to the last's bottom, the head among them."""
    bands: list[tuple[float, float, float, float]] = []
    if head:
        bands.append(_band([((g.top + g.bottom) / 2, g.top, g.bottom) for line in head for g in line.glyphs]))
    bands.extend(_band([_extent(piece) for piece in row.pieces]) for row in rows)
    edges = [bands[0][2]]
    for above, below in pairwise(bands):
        white = (above[3] + below[2]) / 2
        edges.append(white if above[1] < white < below[0] else (above[1] + below[0]) / 2)
    return [*edges, bands[-1][3]]


def _extent(piece: Piece) -> tuple[float, float, float]:
    return piece.middle, piece.line.bbox.top, piece.line.bbox.bottom


def _band(extents: Sequence[tuple[float, float, float]]) -> tuple[float, float, float, float]:
    """The first and the last middle of some ink, its top and its bottom."""
    middles = [middle for middle, _, _ in extents]
    return min(middles), max(middles), min(e[1] for e in extents), max(e[2] for e in extents)


def _horizontal(
    head: Sequence[Line],
    rows: Sequence[Row],
    opened: Sequence[frozenset[int]],
    edges: Sequence[float],
    heights: Sequence[float],
) -> list[Rule]:
    rules: list[Rule] = []
    offset = 1 if head else 0
    if head or not rows[0].goes_on:
        rules.append(Rule(heights[0], edges[0], edges[-1]))
    if head:
        rules.append(Rule(heights[1], edges[0], edges[-1]))
    for at, columns in enumerate(opened):
        height = heights[at + offset + 1]
        for column, (x0, x1) in enumerate(pairwise(edges)):
            if column in columns:
                continue
            if rules and rules[-1].at == height and rules[-1].end == x0:
                rules[-1] = Rule(height, rules[-1].start, x1)
            else:
                rules.append(Rule(height, x0, x1))
    return rules


def _head_levels(head: Sequence[Line], edges: Sequence[float]) -> list[float]:
    """For each inner edge the height below which it parts the head: below a text that stands over it.

    Minus infinity where no text does; an empty list where there is no head.
    """
    if not head:
        return []
    words = [(line, word) for line in head for word in split_runs(line, NARROWEST_HEAD_GAP_EM)]
    levels = [
        max((line.bbox.bottom for line, word in words if word.x0 < x < word.x1), default=_NO_TEXT)
        for x in edges[1:-1]
    ]
    # a text of several lines ends at one height over all its columns
    result: list[float] = []
    for is_over, some in groupby(levels, key=lambda level: level != _NO_TEXT):
        group = list(some)
        result.extend([max(group)] * len(group) if is_over else group)
    return result


def _below_common_heads(levels: Sequence[float], edges: Sequence[float]) -> list[Rule]:
    """A rule beneath each text that stands over several columns of the head."""
    rules: list[Rule] = []
    for at, height in enumerate(levels, start=1):
        if height == _NO_TEXT:
            continue
        if rules and rules[-1].end == edges[at]:
            rules[-1] = Rule(rules[-1].at, rules[-1].start, edges[at + 1])
        else:
            rules.append(Rule(height, edges[at - 1], edges[at + 1]))
    return rules


def _vertical(
    levels: Sequence[float], rows: Sequence[Row], edges: Sequence[float], heights: Sequence[float]
) -> list[Rule]:
    rules = [Rule(edges[0], heights[0], heights[-1]), Rule(edges[-1], heights[0], heights[-1])]
    offset = 1 if levels else 0
    for gutter, x in enumerate(edges[1:-1]):
        if levels:
            rules.append(Rule(x, max(heights[0], levels[gutter]), heights[1]))
        for at, row in enumerate(rows, start=offset):
            if row.wide_from < 0 or gutter < row.wide_from:
                if rules[-1].at == x and rules[-1].end == heights[at]:
                    rules[-1] = Rule(x, rules[-1].start, heights[at + 1])
                else:
                    rules.append(Rule(x, heights[at], heights[at + 1]))
    return rules
