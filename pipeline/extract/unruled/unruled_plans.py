"""Plans without rules, or with rules one way only, over all pages of a document.

A head known by its words begins a table; pages after it without a head go on with its columns. Running
heads are taken away before, so that they are no rows; but a head that repeats on each page was taken for
one of them, and is put back. A document whose plan stands in ruled grids has no head outside them, and is
left as it is.

Afterwards: layouts whose plan stands in tables as if it were ruled, and all other lines where they were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.extract.ruled.rules import PageRules
from pipeline.extract.unruled.drawn_tables import build_table
from pipeline.extract.unruled.gutters import cut_line, find_stripes
from pipeline.extract.unruled.ink_runs import WORD_GAP_EM, split_runs
from pipeline.extract.unruled.merges import leads_in, open_columns
from pipeline.extract.unruled.partial_rules import free_rules, holds_plan, part_rows, row_rules
from pipeline.extract.unruled.row_starts import Row, aligned, find_rows, find_ruled_rows
from pipeline.extract.unruled.sheets import Sheet, search_heads
from pipeline.extract.unruled.text_style import Manner, is_number, manner_of
from pipeline.extract.unruled.unruled_heads import Head
from pipeline.stations.page import Layout, Line, Table

_ROW_RULES = 3
"""So many rules outside grids may be those between rows."""
_SAME_PT = 3.0
"""Heads of two pages are one if their texts stand at most so far apart."""


@dataclass(slots=True)
class _Part:
    """A table's part on one page: its head there, if any, and the lines beneath."""

    page: int
    head: Head | None
    head_lines: tuple[Line, ...]
    lines: tuple[Line, ...]
    rows: list[Row] = field(default_factory=list)


def find_unruled(layouts: Sequence[Layout], rules: Sequence[PageRules]) -> tuple[Layout, ...]:
    """The same pages with the plan's rows in tables, where no grid holds them.

    Args:
        layouts: the pages.
        rules: all rules of each.
    """
    ruled = next((page for page, layout in enumerate(layouts) if any(map(holds_plan, layout.tables))), None)
    if ruled is not None:
        # some engines draw no walls on the page on which a table begins
        has_rows = any(len(free_rules(layouts[page], rules[page])[0]) >= _ROW_RULES for page in range(ruled))
        above = find_unruled(layouts[:ruled], rules[:ruled]) if has_rows else tuple(layouts[:ruled])
        return (*above, *layouts[ruled:])
    sheets, heads = search_heads(layouts)
    if not any(heads):
        return tuple(layouts)
    found: dict[int, list[tuple[_Part, Table]]] = {}
    for parts in _tables(sheets, heads):
        for part, table in _read(parts, layouts, rules):
            found.setdefault(part.page, []).append((part, table))
    return tuple(
        _with_tables(layout, sheets[page], found[page]) if page in found else layout
        for page, layout in enumerate(layouts)
    )


def _tables(sheets: Sequence[Sheet], heads: Sequence[Sequence[Head]]) -> list[list[_Part]]:
    """The parts of each table: from its head on, over pages, until a head with other words or places."""
    tables: list[list[_Part]] = []
    for page, (sheet, some) in enumerate(zip(sheets, heads, strict=True)):
        if tables and (not some or some[0].first > 0):
            end = some[0].first if some else len(sheet.lines)
            tables[-1].append(_Part(page, None, (), sheet.lines[:end]))
        for index, head in enumerate(some):
            end = some[index + 1].first if index + 1 < len(some) else len(sheet.lines)
            part = _Part(
                page, head, sheet.lines[head.first : head.last + 1], sheet.lines[head.last + 1 : end]
            )
            first = next((p for p in tables[-1] if p.head), None) if tables else None
            if first and first.head and index == 0 and _is_same(first.head, head):
                tables[-1].append(part)
            else:
                tables.append([part])
    return tables


def _is_same(head: Head, other: Head) -> bool:
    """Is it the same head again, in the same places?"""
    pairs = zip(head.gaps, other.gaps, strict=False)
    return head.texts == other.texts and all(
        abs(a.x0 - b.x0) < _SAME_PT and abs(a.x1 - b.x1) < _SAME_PT for a, b in pairs
    )


def _read(
    parts: list[_Part], layouts: Sequence[Layout], packed: Sequence[PageRules]
) -> list[tuple[_Part, Table]]:
    """The tables of the parts that hold rows of the plan."""
    head = parts[0].head
    if head is None:
        return []
    words = [word for line in parts[0].head_lines for word in split_runs(line, WORD_GAP_EM)]
    rules = {part.page: free_rules(layouts[part.page], packed[part.page]) for part in parts}
    vertical = {round(rule.at, 1) for _, some in rules.values() for rule in some}
    stripes = find_stripes(head, words, [line for part in parts for line in part.lines], sorted(vertical))
    pieces = [[piece for line in part.lines for piece in cut_line(line, stripes)] for part in parts]
    manner = aligned(manner_of(pieces, stripes), pieces)
    numbers = [[piece.middle for piece in some if is_number(piece, stripes)] for some in pieces]
    between = [
        row_rules(rules[part.page][0], some, stripes) for part, some in zip(parts, pieces, strict=True)
    ]
    is_ruled = part_rows(between, numbers)
    for part, some, heights in zip(parts, pieces, between, strict=True):
        part.rows = find_ruled_rows(some, manner, heights) if is_ruled else find_rows(some, manner)
    kept = _of_the_plan(parts, manner, layouts)
    if not any(row.number and not row.is_count for part in kept for row in part.rows):
        return []
    opened = open_columns([part.rows for part in kept], manner)
    result = []
    for part, columns in zip(kept, opened, strict=True):
        table = build_table(layouts[part.page].page, part.head_lines, part.rows, columns, stripes)
        if table is not None:
            is_lead_in = bool(part.rows) and leads_in(part.rows[-1].pieces, manner)
            result.append((part, _without_empty_ends(table) if is_lead_in else table))
    return result


def _without_empty_ends(table: Table) -> Table:
    """The table without the empty cells of its last row.

    Beside a lead-in nothing is printed; above a cut an empty cell would pass for a merged cell's upper part.
    """
    last = len(table.row_edges) - 1
    cells = tuple(c for c in table.cells if c.lines or c.row1 < last or c.row0 < last - 1 or c.is_open_bottom)
    return replace(table, cells=cells)


def _of_the_plan(parts: Sequence[_Part], manner: Manner, layouts: Sequence[Layout]) -> list[_Part]:
    """The parts up to the table's end, each with the rows that belong to it.

    A page whose lines hold no numbered row ends the table, but for the rest of a row that is cut above it.
    """
    kept: list[_Part] = []
    last: Row | None = None
    for part in parts:
        rows = [row for row in part.rows if not row.is_count]
        if last is not None and rows and rows[0].wide_from < 0 and last.wide_from < 0:
            # cells in the middle of a row may leave its number on the page below the cut
            begins_above = manner.alignment != "top" and last.number is None and not last.goes_on
            rows[0].goes_on = rows[0].number is None or begins_above
            top = min(piece.line.bbox.top for piece in rows[0].pieces)
            if any(table.bbox.bottom <= top for table in layouts[part.page].tables):
                rows[0].goes_on = False
        is_empty = not any(row.number for row in rows) and not (rows and rows[0].goes_on)
        if is_empty and part.head is None:
            break
        kept.append(part)
        last = rows[-1] if rows else last
    for part in kept[-1:]:
        while part.rows and part.rows[-1].number is None and not part.rows[-1].goes_on:
            part.rows.pop()
    return [part for part in kept if part.rows or part.head]


def _with_tables(layout: Layout, sheet: Sheet, found: Sequence[tuple[_Part, Table]]) -> Layout:
    """The layout with these tables in place of the lines that they hold."""
    held: set[int] = set()
    for part, _ in found:
        held.update(id(line) for line in part.head_lines)
        held.update(id(piece.line) for row in part.rows for piece in row.pieces)
    tables = [table for table in layout.tables if not any(table is some for some in sheet.dissolved)]
    furniture = tuple(f for f in layout.furniture if not any(f.line is some for some in sheet.restored))
    return replace(
        layout,
        tables=tuple(
            sorted([*tables, *(table for _, table in found)], key=lambda t: (t.bbox.top, t.bbox.x0))
        ),
        lines=tuple(line for line in sheet.lines if id(line) not in held),
        furniture=furniture,
    )
