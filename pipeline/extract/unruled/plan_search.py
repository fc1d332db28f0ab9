"""Plans without rules, or with rules one way only, over all pages of a document.

A head known by its words begins a table; pages after it without a head go on with its columns. Under each
head the columns are found, then the rows, the cells that several rows share, and the table of each page. A
document whose plan stands in ruled grids has no head outside them, and is left as it is.

Afterwards: layouts whose plan stands in tables as if it were ruled, and all other lines where they were.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.extract.ruled.rules import PageRules
from pipeline.extract.unruled.drawn_tables import build_table
from pipeline.extract.unruled.gutters import find_stripes
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
from pipeline.stations.page import Layout, Line, Table
from pipeline.stations.plan_words import PlanWords

_ROW_RULES = 3
"""So many horizontal rules may be those of a table's rows."""


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
            table = build_table(layouts[part.page].page, part.head_lines, part.rows, columns, stripes)
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
