"""The lines and the cells of a page's parts, and their numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import count

from pipeline.stations.page import Cell, Layout, Line, Table


def text_lines(layout: Layout) -> list[Line]:
    """The lines outside tables, then those in them; no furniture."""
    return [*layout.lines, *(line for table in layout.tables for cell in table.cells for line in cell.lines)]


def all_lines(layout: Layout) -> Iterator[Line]:
    """The lines of the text, of footnotes and their marks, and of furniture."""
    yield from text_lines(layout)
    yield from (each.line for each in layout.furniture)
    yield from (mark.line for mark in layout.marks)
    for note in layout.footnotes:
        yield from (note.mark.line, *note.lines)


def with_lines(layout: Layout, new: Callable[[Line], Line]) -> Layout:
    """The layout with each of all its lines made anew, in the order of `all_lines`."""

    def of_cell(cell: Cell) -> Cell:
        return replace(cell, lines=tuple(map(new, cell.lines))) if cell.lines else cell

    lines = tuple(map(new, layout.lines))
    return replace(
        layout,
        lines=lines,
        tables=_with_cells(layout.tables, of_cell),
        furniture=tuple([each._replace(line=new(each.line)) for each in layout.furniture]),
        marks=tuple([each._replace(line=new(each.line)) for each in layout.marks]),
        footnotes=tuple(
            [
                replace(
                    note,
                    mark=note.mark._replace(line=new(note.mark.line)),
                    lines=tuple(map(new, note.lines)),
                )
                for note in layout.footnotes
            ]
        ),
    )


def numbered(layouts: Iterable[Layout]) -> tuple[Layout, ...]:
    """The pages of a document with each line and each cell numbered, both from 0."""
    lines, cells = count(), count()
    result = []
    for layout in layouts:
        own = with_lines(layout, lambda line: line._replace(number=next(lines)))
        tables = _with_cells(own.tables, lambda cell: replace(cell, number=next(cells)))
        result.append(replace(own, tables=tables))
    return tuple(result)


def _with_cells(tables: Iterable[Table], new: Callable[[Cell], Cell]) -> tuple[Table, ...]:
    return tuple([replace(table, cells=tuple(map(new, table.cells))) for table in tables])
