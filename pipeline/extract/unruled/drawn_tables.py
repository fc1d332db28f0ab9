"""Tables from rows and columns that no rules show: the missing rules are put in.

With a rule in each gutter and between rows, left out where a cell is merged or a page break parts it, the
table is like any ruled one, so that boxes, merged cells and open ends come out in the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from pipeline.extract.ruled.cells import fill_grids, place_lines
from pipeline.extract.ruled.grid import find_grids
from pipeline.extract.ruled.rules import PageRules, Rule
from pipeline.extract.unruled.gutters import Stripes
from pipeline.extract.unruled.ink_runs import Span, split_runs
from pipeline.extract.unruled.row_starts import Row
from pipeline.stations.evidence import Verdict
from pipeline.stations.glyph_columns import columns_of
from pipeline.stations.page import BBox, ClearPage, Line, Table, around

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
    of_rows = (piece.line for row in rows for piece in row.pieces)
    lines = list({line.number: line for line in (*head, *of_rows)}.values())
    edges = _column_edges(lines, rows, stripes)
    heights = _row_edges(head, rows)
    levels = _head_levels(head, edges)
    body = heights[1:] if head else heights
    horizontal = _rules_below(opened, edges, body[1:]) + _below_common_heads(levels, edges)
    if head or not rows[0].goes_on:
        horizontal.append(Rule(heights[0], edges[0], edges[-1]))
    if head:
        horizontal.append(Rule(body[0], edges[0], edges[-1]))
    vertical = [Rule(x, heights[0], heights[-1]) for x in (edges[0], edges[-1])]
    vertical += [
        Rule(x, max(heights[0], level), body[0]) for x, level in zip(edges[1:], levels, strict=False)
    ]
    for gutter, x in enumerate(edges[1:-1]):
        for row, (top, bottom) in zip(rows, pairwise(body), strict=True):
            if row.wide_from < 0 or gutter < row.wide_from:
                vertical.append(Rule(x, top, bottom))
    rules = PageRules(_joined(horizontal), _joined(vertical))
    grids = find_grids(rules, width=page.reach, height=page.height, min_boxes=1)
    glyphs = tuple(glyph for line in lines for glyph in line.glyphs)
    tables = fill_grids(grids[:1], place_lines(grids[:1], page, columns_of(glyphs)))
    if not tables:
        return None
    return replace(
        tables[0],
        is_ruled=False,
        doubtful_rows=_doubtful_rows(rows, opened, 1 if head else 0),
        gutters=_placed_gutters(head, stripes.verdicts),
    )


def _placed_gutters(
    head: Sequence[Line], verdicts: Sequence[tuple[Span, Verdict]]
) -> tuple[tuple[BBox, Verdict], ...]:
    """What was decided of the gaps of the head, where it stands on this page."""
    box = around(line.bbox for line in head) if head else None
    return tuple((box._replace(x0=gap.x0, x1=gap.x1), verdict) for gap, verdict in verdicts) if box else ()


def _doubtful_rows(
    rows: Sequence[Row], opened: Sequence[frozenset[int]], first: int
) -> tuple[tuple[int, str], ...]:
    """The rows that nothing printed parts, and those whose shared cells only places tell, with the clues.

    Args:
        rows: the rows from top to bottom.
        opened: for each row the columns that nothing closes below it.
        first: the number of the first of them in the table.
    """
    doubtful = {first + at: row.doubt for at, row in enumerate(rows) if row.doubt}
    for at, (row, columns) in enumerate(zip(rows[:-1], opened, strict=False)):
        if row.open_below is None and columns and not rows[at + 1].goes_on:
            for number in (first + at, first + at + 1):
                doubtful.setdefault(number, rows[at + 1].shares)
    return tuple(sorted(doubtful.items()))


def _column_edges(lines: Sequence[Line], rows: Sequence[Row], stripes: Stripes) -> list[float]:
    """Where the columns part on this page, from the table's left edge to its right one."""
    pieces = [piece for row in rows for piece in row.pieces if row.wide_from < 0]
    edges = []
    for index, gutter in enumerate(stripes.gutters):
        low = max((p.x1 for p in pieces if p.last == index), default=gutter.x0)
        high = min((p.x0 for p in pieces if p.first == index + 1), default=gutter.x1)
        low, high = max(low, gutter.x0), min(high, gutter.x1)
        if low >= high:
            low, high = gutter
        edges.append(high - _EDGE_SHARE * (high - low))
    left = min(stripes.x0, *(line.bbox.x0 for line in lines)) - _MARGIN_PT
    right = max(stripes.x1, *(line.bbox.x1 for line in lines)) + _MARGIN_PT
    return [left, *edges, right]


def _row_edges(head: Sequence[Line], rows: Sequence[Row]) -> list[float]:
    """The heights at which the rows part, from the first's top to the last's bottom, the head among them."""
    bands = [_band([(p.middle, p.line.bbox.top, p.line.bbox.bottom) for p in row.pieces]) for row in rows]
    if head:
        glyphs = [glyph for line in head for glyph in line.glyphs]
        bands.insert(0, _band([((g.top + g.bottom) / 2, g.top, g.bottom) for g in glyphs]))
    edges = [bands[0][2]]
    for above, below in pairwise(bands):
        white = (above[3] + below[2]) / 2
        edges.append(white if above[1] < white < below[0] else (above[1] + below[0]) / 2)
    return [*edges, bands[-1][3]]


def _band(extents: Sequence[tuple[float, float, float]]) -> tuple[float, float, float, float]:
    """The first and the last middle of some ink, its top and its bottom."""
    middles, tops, bottoms = zip(*extents, strict=True)
    return min(middles), max(middles), min(tops), max(bottoms)


def _rules_below(
    opened: Sequence[frozenset[int]], edges: Sequence[float], heights: Sequence[float]
) -> list[Rule]:
    """The rules below each row, but for the columns that are open there."""
    return [
        Rule(height, x0, x1)
        for height, columns in zip(heights, opened, strict=True)
        for column, (x0, x1) in enumerate(pairwise(edges))
        if column not in columns
    ]


def _head_levels(head: Sequence[Line], edges: Sequence[float]) -> list[float]:
    """For each inner edge the height below which it parts the head: below a text that stands over it."""
    if not head:
        return []
    words = [(line, word) for line in head for word in split_runs(line)]
    levels = [
        max((line.bbox.bottom for line, word in words if word.x0 < x < word.x1), default=_NO_TEXT)
        for x in edges[1:-1]
    ]
    # a text of several lines ends at one height over all its columns
    groups = [list(some) for _, some in groupby(levels, key=lambda level: level != _NO_TEXT)]
    return [max(group) for group in groups for _ in group]


def _below_common_heads(levels: Sequence[float], edges: Sequence[float]) -> list[Rule]:
    """A rule beneath each text that stands over several columns of the head."""
    return [Rule(height, edges[at], edges[at + 2]) for at, height in enumerate(levels) if height != _NO_TEXT]


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """The rules, those as one that meet on one coordinate."""
    result: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (rule.at, rule.start)):
        if result and result[-1].at == rule.at and rule.start <= result[-1].end:
            result[-1] = result[-1]._replace(end=max(rule.end, result[-1].end))
        else:
            result.append(rule)
    return result
