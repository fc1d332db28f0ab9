"""The lines of a page's parts: in its tables and outside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.stations.page import Cell, Layout, Line, Table


def text_lines(layout: Layout) -> list[Line]:
    """The lines outside tables, then those in them; no furniture."""
    return [*layout.lines, *(line for table in layout.tables for cell in table.cells for line in cell.lines)]


def with_text_lines(layout: Layout, new: Callable[[Line], Line | None]) -> Layout:
    """The layout with each of these lines made anew, in this order; without those that come to nothing."""
    lines = _made(layout.lines, new)
    return replace(layout, lines=lines, tables=tuple([_table(table, new) for table in layout.tables]))


def _table(table: Table, new: Callable[[Line], Line | None]) -> Table:
    return replace(table, cells=tuple([_cell(cell, new) for cell in table.cells]))


def _cell(cell: Cell, new: Callable[[Line], Line | None]) -> Cell:
    return replace(cell, lines=_made(cell.lines, new)) if cell.lines else cell


def _made(lines: tuple[Line, ...], new: Callable[[Line], Line | None]) -> tuple[Line, ...]:
    return tuple([made for line in lines for made in [new(line)] if made])
