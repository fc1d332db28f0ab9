"""The lines among which a table without rules may stand, and the heads among them.

Boxes that vertical rules alone make hold a whole page's column each: their lines are taken out of them. A
head that stands on top of each page was taken for a running head, and is put back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from pipeline.extract.lines.baselines import group_lines
from pipeline.extract.unruled.partial_rules import is_undivided
from pipeline.extract.unruled.unruled_heads import Head, heads_by_gap
from pipeline.stations.page import Layout, Line, Table

_HEAD_LINES = 8
"""A head on top of a page, parted by furniture, is within so many lines."""


@dataclass(slots=True)
class Sheet:
    """A page's lines where a table may stand: outside grids, and in grids that nothing parts in rows."""

    lines: tuple[Line, ...]
    dissolved: tuple[Table, ...]
    restored: tuple[Line, ...]


def search_heads(layouts: Sequence[Layout]) -> tuple[list[Sheet], list[list[Head]]]:
    """The pages' sheets and the heads on them, searched with ever wider gaps until there is one."""
    sheets = [_sheet(layout) for layout in layouts]
    # page by page, since the ink of a long file takes much room
    by_page = [heads_by_gap(sheet.lines) for sheet in sheets]
    by_gap: list[list[list[Head]]] = [list(heads) for heads in zip(*by_page, strict=True)]
    return sheets, next((heads for heads in by_gap if any(heads)), [[] for _ in sheets])


def _sheet(layout: Layout) -> Sheet:
    dissolved = tuple(table for table in layout.tables if is_undivided(table))
    restored = _head_among_furniture(layout)
    lines = layout.lines
    if dissolved or restored:
        inside = [
            g for table in dissolved for cell in table.cells for line in cell.lines for g in line.glyphs
        ]
        outside = [g for line in (*lines, *restored) for g in line.glyphs]
        lines = tuple(group_lines([*inside, *outside], layout.page.page_number))
    return Sheet(tuple(sorted(lines, key=attrgetter("baseline"))), dissolved, restored)


def _head_among_furniture(layout: Layout) -> tuple[Line, ...]:
    """The lines of a head that was taken for a running head, since it stands on top of each page.

    What stands beneath it, down to the page's middle, was taken with it.
    """
    upper = [each.line for each in layout.furniture if each.line.baseline < layout.page.height / 2]
    lines = sorted([*upper, *layout.lines[:_HEAD_LINES]], key=attrgetter("baseline")) if upper else []
    heads = next((some for some in heads_by_gap(lines) if some), []) if upper else []
    begin = lines[heads[0].first].baseline if heads else float("inf")
    return tuple(line for line in upper if line.baseline >= begin)
