"""Tables from rows and columns that no rules show: the missing rules are put in.

With a rule in each gutter and between rows, left out where a cell is merged or a page break parts it, the
table is like any ruled one, so that boxes, merged cells and open ends come out in the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from math import inf

from pipeline.extract.ruled.cells import fill_grids, place_lines
from pipeline.extract.ruled.grid import find_grids
from pipeline.extract.ruled.rules import PageRules, Rule
from pipeline.extract.unruled.gutters import Stripes
from pipeline.extract.unruled.ink_runs import split_runs
from pipeline.extract.unruled.row_starts import Row
from pipeline.stations.glyph_columns import columns_of
from pipeline.stations.page import ClearPage, Line, Table, around

_MARGIN_PT = 3.0
_EDGE_SHARE = 0.25
"""A column's edge stands this share of the white from the text on its right, which begins at its edge."""


def build_table(
    page: ClearPage,
    head: Sequence[Line],
    rows: Sequence[Row],
    opened: Sequence[frozenset[int]],
    stripes: Stripes,
) -> Table | None:
    """The table of these rows on one page, beneath the lines of a head if it stands there.

    `opened` are for each row the columns that nothing closes below it.
    """
    of_rows = (piece.line for row in rows for piece in row.pieces)
    lines = list({line.number: line for line in (*head, *of_rows)}.values())
    xs = _column_edges(lines, rows, stripes)
    ys = _row_edges(head, rows)
    n_heads = 1 if head else 0
    body = ys[n_heads:]
    rules = PageRules(
        _joined([*_rules_below(opened, xs, body[1:]), *_head_rules(head, xs, ys, rows)]),
        _joined(_walls(head, rows, xs, ys)),
    )
    grids = find_grids(rules, width=page.reach, height=page.height, min_boxes=1)[:1]
    glyphs = tuple(glyph for line in lines for glyph in line.glyphs)
    tables = fill_grids(grids, place_lines(grids, page, columns_of(glyphs)))
    box = around(line.bbox for line in head or lines)
    gutters = tuple((box._replace(x0=gap.x0, x1=gap.x1), verdict) for gap, verdict in stripes.verdicts)
    doubtful = _doubtful_rows(rows, opened, n_heads)
    return (
        replace(tables[0], is_ruled=False, doubtful_rows=doubtful, gutters=gutters if head else ())
        if tables
        else None
    )


def _doubtful_rows(
    rows: Sequence[Row], opened: Sequence[frozenset[int]], first: int
) -> tuple[tuple[int, str], ...]:
    """The rows that nothing printed parts, and those whose shared cells only places tell, with the clues.

    They are numbered from `first` on.
    """
    doubtful = {first + at: row.doubt for at, row in enumerate(rows) if row.doubt}
    for at, ((row, below), columns) in enumerate(zip(pairwise(rows), opened, strict=False), first):
        if row.open_below is None and columns and not below.goes_on:
            for number in (at, at + 1):
                doubtful.setdefault(number, below.shares)
    return tuple(sorted(doubtful.items()))


def _column_edges(lines: Sequence[Line], rows: Sequence[Row], stripes: Stripes) -> list[float]:
    """Where the columns part on this page, from the table's left edge to its right one."""
    pieces = [piece for row in rows for piece in row.pieces if row.wide_from < 0]
    edges = []
    for index, (x0, x1, _) in enumerate(stripes.gutters):
        low = max((p.x1 for p in pieces if p.last == index), default=x0)
        high = min((p.x0 for p in pieces if p.first == index + 1), default=x1)
        low, high = max(low, x0), min(high, x1)
        if low >= high:
            low, high = x0, x1
        edges.append(high - _EDGE_SHARE * (high - low))
    left = min(stripes.x0, *(line.bbox.x0 for line in lines)) - _MARGIN_PT
    right = max(stripes.x1, *(line.bbox.x1 for line in lines)) + _MARGIN_PT
    return [left, *edges, right]


def _row_edges(head: Sequence[Line], rows: Sequence[Row]) -> list[float]:
    """The heights at which the rows part, from the first's top to the last's bottom, the head among them."""
    bands = [[piece.line.bbox for piece in row.pieces] for row in rows]
    if head:
        bands.insert(0, [line.bbox for line in head])
    extents = [
        (
            min(box.top for box in band),
            min(box.top + box.bottom for box in band) / 2,
            max(box.top + box.bottom for box in band) / 2,
            max(box.bottom for box in band),
        )
        for band in bands
    ]
    edges = [extents[0][0]]
    for (_, _, above, bottom), (top, below, _, _) in pairwise(extents):
        white = (bottom + top) / 2
        edges.append(white if above < white < below else (above + below) / 2)
    return [*edges, extents[-1][3]]


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


def _head_rules(
    head: Sequence[Line], xs: Sequence[float], ys: Sequence[float], rows: Sequence[Row]
) -> list[Rule]:
    """The rules above the rows and around the head, one beneath each text over several of its columns."""
    heights = ys[:2] if head else ys[:1] if not rows[0].goes_on else []
    levels = enumerate(_head_levels(head, xs))
    common = [Rule(level, xs[at], xs[at + 2]) for at, level in levels if level > -inf]
    return [*(Rule(height, xs[0], xs[-1]) for height in heights), *common]


def _walls(head: Sequence[Line], rows: Sequence[Row], xs: Sequence[float], ys: Sequence[float]) -> list[Rule]:
    """The vertical rules: around the table, in its head, and between the cells of each row."""
    walls = [Rule(x, ys[0], ys[-1]) for x in (xs[0], xs[-1])]
    for x, level in zip(xs[1:], _head_levels(head, xs), strict=False):
        walls.append(Rule(x, max(ys[0], level), ys[1]))
    for row, (top, bottom) in zip(rows, pairwise(ys[1:] if head else ys), strict=True):
        parted = len(xs) - 2 if row.wide_from < 0 else row.wide_from
        walls += [Rule(x, top, bottom) for x in xs[1 : 1 + parted]]
    return walls


def _head_levels(head: Sequence[Line], xs: Sequence[float]) -> list[float]:
    """For each inner edge the height below which it parts the head: below a text that stands over it."""
    words = [(line.bbox.bottom, word) for line in head for word in split_runs(line)]
    inner = xs[1:-1] if head else ()
    levels = [max((y for y, word in words if word.x0 < x < word.x1), default=-inf) for x in inner]
    # a text of several lines ends at one height over all its columns
    groups = [list(some) for _, some in groupby(levels, key=lambda level: level > -inf)]
    return [max(group) for group in groups for _ in group]


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """The rules, those as one that meet on one coordinate."""
    result: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (rule.at, rule.start)):
        if result and result[-1].at == rule.at and rule.start <= result[-1].end:
            result[-1] = result[-1]._replace(end=max(rule.end, result[-1].end))
        else:
            result.append(rule)
    return result
