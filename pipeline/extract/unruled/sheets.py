"""The lines among which a table without rules may stand, and the heads among them.

Boxes that vertical rules alone make hold a whole page's column each: their lines are taken out of them. A
head that stands on top of each page was taken for a running head, and is put back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from pipeline.extract.lines.baselines import group_lines
from pipeline.extract.unruled.head_search import HEAD_GAPS_EM, Head, find_heads, is_head
from pipeline.extract.unruled.ink_runs import line_ink
from pipeline.stations.glyph_runs import texts_of
from pipeline.stations.item_numbers import parse_number
from pipeline.stations.page import Cell, Layout, Line, Table
from pipeline.stations.plan_words import PlanWords

_COLUMNS = 3
"""A row of the plan has so many cells at least."""
_COUNTED = 2
"""So many numbers in sequence, each on a line of its own, are those of rows."""
_HEAD_ROWS = 12
"""A ruled table's head is among so many of its first rows."""
_HEAD_LINES = 8
"""A head on top of a page, parted by furniture, is within so many lines."""


@dataclass(slots=True)
class Sheet:
    """A page's lines where a table may stand: outside grids, and in grids that nothing parts in rows."""

    lines: tuple[Line, ...]
    dissolved: tuple[Table, ...]
    restored: tuple[Line, ...]


def search_heads(layouts: Sequence[Layout], words: PlanWords) -> tuple[list[Sheet], list[list[Head]]]:
    """The pages' sheets and the heads on them, searched with other gaps until there is one."""
    sheets = [_sheet(layout, words) for layout in layouts]
    inks = [[line_ink(line) for line in sheet.lines] for sheet in sheets]
    for gap_em in HEAD_GAPS_EM:
        heads = [find_heads(sheet.lines, ink, gap_em, words) for sheet, ink in zip(sheets, inks, strict=True)]
        if any(heads):
            return sheets, heads
    return sheets, [[] for _ in sheets]


def _sheet(layout: Layout, words: PlanWords) -> Sheet:
    dissolved = tuple(table for table in layout.tables if _is_undivided(table))
    restored = _head_among_furniture(layout, words)
    lines = layout.lines
    if dissolved or restored:
        inside = [
            g for table in dissolved for cell in table.cells for line in cell.lines for g in line.glyphs
        ]
        outside = [g for line in (*lines, *restored) for g in line.glyphs]
        lines = tuple(group_lines([*inside, *outside], layout.page.page_number))
    ordered = enumerate(sorted(lines, key=attrgetter("baseline")))
    return Sheet(tuple(line._replace(number=number) for number, line in ordered), dissolved, restored)


def _head_among_furniture(layout: Layout, words: PlanWords) -> tuple[Line, ...]:
    """The lines of a head that was taken for a running head, since it stands on top of each page."""
    upper = [each.line for each in layout.furniture if each.line.baseline < layout.page.height / 2]
    lines = sorted([*upper, *layout.lines[:_HEAD_LINES]], key=attrgetter("baseline")) if upper else []
    inks = [line_ink(line) for line in lines]
    found = (find_heads(lines, inks, gap, words) for gap in HEAD_GAPS_EM)
    heads = next((some for some in found if some), [])
    begin = lines[heads[0].first].baseline if heads else float("inf")
    return tuple(line for line in upper if line.baseline >= begin)


def _is_undivided(table: Table) -> bool:
    """Whether this is a grid that lacks the rules between its rows, or those between its columns."""
    n_rows = len(table.row_edges) - 1
    if sum(cell.row0 == 0 and cell.row1 == n_rows for cell in table.cells) >= _COLUMNS:
        return True
    if any(_holds_row_numbers(cell) for cell in table.cells):
        return True
    return max(Counter(cell.row0 for cell in table.cells).values(), default=0) < _COLUMNS


def _holds_row_numbers(cell: Cell) -> bool:
    """Whether a cell holds the numbers of rows, one beneath the other."""
    found = [parse_number("".join(texts_of(line.glyphs))) for line in cell.lines]
    texts = [each.bracket or each.parts[0] for each in found if each and len(each.parts) < 2]
    numbers = [int(text) for text in texts if text.isdigit()]
    # numbers begin anew in each section, and beneath each lead-in
    n_steps = sum(b - a == 1 for a, b in pairwise(numbers))
    return len(numbers) >= _COUNTED and 2 * n_steps >= len(numbers) - 1


def holds_plan(table: Table, words: PlanWords) -> bool:
    """Whether a ruled table holds a plan's head with rows beneath it."""
    last = max((cell.row1 for cell in table.cells if cell.lines), default=0)
    for row in range(min(_HEAD_ROWS, last) if not _is_undivided(table) else 0):
        cells = [cell for cell in table.cells if cell.row0 == row and cell.lines]
        if len(cells) >= 3 and max(cell.row1 for cell in cells) < last:
            texts = ["".join(text for line in cell.lines for text in texts_of(line.glyphs)) for cell in cells]
            if is_head(["".join(text.split()) for text in texts], words):
                return True
    return False
