"""Plans without rules, or with rules one way only, over all pages of a document.

A head known by its words begins a table; pages after it without a head go on with its columns. Under each
head the columns are found, then the rows, the cells that several rows share, and the table of each page. A
document whose plan stands in ruled grids has no head outside them, and is left as it is.

A table is built by putting the missing rules in: one in each gutter and between rows, left out where a cell
is merged or a page break parts it. So boxes, merged cells and open ends come out as those of any ruled table.

Afterwards: layouts whose plan stands in tables as if it were ruled, and all other lines where they were.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from math import inf

from pipeline.extract.ruled.cells import fill_grids, place_lines
from pipeline.extract.ruled.grid import find_grids
from pipeline.extract.ruled.rules import PageRules, Rule
from pipeline.extract.unruled.gutters import Stripes, find_stripes
from pipeline.extract.unruled.head_search import Head, Sheet, holds_plan, search_heads
from pipeline.extract.unruled.ink_runs import WORD_GAP_EM, split_runs
from pipeline.extract.unruled.line_pieces import cut_line, style_of
from pipeline.extract.unruled.merged_cells import open_columns
from pipeline.extract.unruled.row_starts import (
    Row,
    aligned,
    are_ruled,
    find_rows,
    find_ruled_rows,
    row_rules,
)
from pipeline.stations.glyph_columns import columns_of
from pipeline.stations.page import ClearPage, Layout, Line, Table, around
from pipeline.stations.plan import PlanWords

_ROW_RULES = 3
"""So many horizontal rules may be those of a table's rows."""
_MARGIN_PT = 3.0
_EDGE_SHARE = 0.25
"""A column's edge stands this share of the white from the text on its right, which begins at its edge."""


@dataclass(slots=True)
class _Part:
    """A table's part on one page: its head there, if any, and the lines beneath."""

    page: int
    head_lines: tuple[Line, ...]
    lines: tuple[Line, ...]
    rows: list[Row] = field(default_factory=list)


def find_unruled(
    layouts: Sequence[Layout], rules: Sequence[PageRules], words: PlanWords
) -> tuple[Layout, ...]:
    """The same pages, with all their rules, and the plan's rows in tables where no grid holds them."""
    is_ruled = (any(holds_plan(table, words) for table in layout.tables) for layout in layouts)
    first = next((page for page, is_found in enumerate(is_ruled) if is_found), len(layouts))
    # beside a ruled plan stands no other, but above it where an engine draws no walls at first
    if first < len(layouts) and not any(len(own.horizontal) >= _ROW_RULES for own in rules[:first]):
        return tuple(layouts)
    sheets = search_heads(layouts[:first], words, is_ruled=first < len(layouts))
    found: dict[int, list[tuple[_Part, Table]]] = {}
    for head, parts in _tables(sheets):
        for part, table in _read(head, parts, layouts, rules, words):
            found.setdefault(part.page, []).append((part, table))
    return tuple(
        _with_tables(layout, sheets[page], found[page]) if page in found else layout
        for page, layout in enumerate(layouts)
    )


def _tables(sheets: Sequence[Sheet]) -> list[tuple[Head, list[_Part]]]:
    """The parts of each table: from its head on, over pages, until a head with other words."""
    tables: list[tuple[Head, list[_Part]]] = []
    for page, sheet in enumerate(sheets):
        starts = [*(head.first for head in sheet.heads), len(sheet.lines)]
        if tables and starts[0] > 0:
            tables[-1][1].append(_Part(page, (), sheet.lines[: starts[0]]))
        for index, head in enumerate(sheet.heads):
            body = head.last + 1
            part = _Part(page, sheet.lines[head.first : body], sheet.lines[body : starts[index + 1]])
            if tables and index == 0 and tables[-1][0].texts == head.texts:
                tables[-1][1].append(part)
            else:
                tables.append((head, [part]))
    return tables


def _read(
    head: Head,
    parts: Sequence[_Part],
    layouts: Sequence[Layout],
    rules: Sequence[PageRules],
    plan_words: PlanWords,
) -> Iterator[tuple[_Part, Table]]:
    """The tables of the parts that hold rows of the plan."""
    words = [word for line in parts[0].head_lines for word in split_runs(line, WORD_GAP_EM)]
    vertical = {round(rule.at, 1) for part in parts for rule in rules[part.page].vertical}
    body = [line for part in parts for line in part.lines]
    stripes = find_stripes(head, words, body, vertical, plan_words)
    pieces = [[piece for line in part.lines for piece in cut_line(line, stripes)] for part in parts]
    style = aligned(style_of(pieces, stripes, plan_words), pieces)
    between = [
        row_rules(rules[part.page].horizontal, some, stripes)
        for part, some in zip(parts, pieces, strict=True)
    ]
    is_ruled = are_ruled(pieces, between, style)
    for part, some, heights in zip(parts, pieces, between, strict=True):
        part.rows = find_ruled_rows(some, style, heights) if is_ruled else find_rows(some, style)
    kept = _of_the_plan(parts)
    if any(row.number and not row.is_count for part in kept for row in part.rows):
        opened = open_columns([part.rows for part in kept], style)
        for part, columns in zip(kept, opened, strict=True):
            table = _build_table(layouts[part.page].page, part.head_lines, part.rows, columns, stripes)
            if table is not None:
                yield part, table


def _of_the_plan(parts: Sequence[_Part]) -> list[_Part]:
    """The parts up to the table's end, each with the rows that belong to it."""
    kept: list[_Part] = []
    last: Row | None = None
    for part in parts:
        rows = [row for row in part.rows if not row.is_count]
        if last is not None and rows and rows[0].wide_from < 0 and last.wide_from < 0:
            rows[0].goes_on = rows[0].number is None
        is_empty = not any(row.number for row in rows) and not (rows and rows[0].goes_on)
        if is_empty and not part.head_lines:
            break
        kept.append(part)
        last = rows[-1] if rows else last
    for part in kept[-1:]:
        while part.rows and part.rows[-1].number is None and not part.rows[-1].goes_on:
            part.rows.pop()
    return [part for part in kept if part.rows or part.head_lines]


def _with_tables(layout: Layout, sheet: Sheet, found: Sequence[tuple[_Part, Table]]) -> Layout:
    """The layout with these tables in place of the lines that they hold."""
    held = {line.number for part, _ in found for line in part.head_lines}
    held.update(piece.line.number for part, _ in found for row in part.rows for piece in row.pieces)
    tables = [table for table in layout.tables if table not in sheet.dissolved]
    tables += [table for _, table in found]
    return replace(
        layout,
        tables=tuple(sorted(tables, key=lambda table: (table.bbox.top, table.bbox.x0))),
        lines=tuple(line for line in sheet.lines if line.number not in held),
        furniture=tuple(each for each in layout.furniture if each.line not in sheet.restored),
    )


def _build_table(
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
