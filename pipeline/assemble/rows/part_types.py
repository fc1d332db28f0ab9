"""The parts of a document in reading order: rows of the plan, text between tables, other tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.assemble.rows.plan_columns import Column, Columns
from pipeline.stations.page import BBox, Cell, Line, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnCell:
    """A cell's part on one page and the columns that it stands in."""

    columns: tuple[Column, ...]
    cell: Cell

    @property
    def names(self) -> set[tuple[str | None, str]]:
        """The names of its columns."""
        return {column.name for column in self.columns}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPart:
    """One row of the plan, or its part on one page.

    `is_first` and `is_last` say that no other row of the plan stands above, or below, it on its page;
    `is_wide` that one cell fills the row: a heading, a note, a struck-out item; `is_doubtful` that nothing
    printed decides where it begins or ends.
    """

    page_number: int
    top: float
    bottom: float
    cells: tuple[ColumnCell, ...]
    is_first: bool
    is_last: bool
    is_wide: bool
    is_doubtful: bool = False

    def of(self, role: str) -> list[Cell]:
        """The row's cells in the column of this role."""
        return [some.cell for some in self.cells if role in [column.role for column in some.columns]]

    @property
    def bbox(self) -> BBox:
        """The box around its cells."""
        box = self.cells[0].cell.bbox
        for some in self.cells[1:]:
            box = box.union(some.cell.bbox)
        return box

    def lines(self, role: str) -> list[Line]:
        """The lines of these cells."""
        return [line for cell in self.of(role) for line in cell.lines]

    @property
    def is_open(self) -> bool:
        """Does no rule close the measure's cell below?"""
        return any(cell.is_open_bottom for cell in self.of("measure")[-1:])

    @property
    def height(self) -> int:
        """How many elementary rows the measure covers."""
        return max((cell.row1 - cell.row0 for cell in self.of("measure")), default=1)

    def shuts(self, role: str) -> bool:
        """Does a rule close the cell in this column below, where another cell of the row stays open?"""
        own = self.of(role)[-1:]
        return any(not cell.is_open_bottom for cell in own) and any(
            some.cell.is_open_bottom for some in self.cells
        )

    def is_exceeded_by(self, cell: Cell) -> bool:
        """Does a cell cover more elementary rows than the measure?"""
        return cell.row1 - cell.row0 > self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPart:
    """Lines outside tables that follow one another closely."""

    page_number: int
    lines: tuple[Line, ...]
    bbox: BBox


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePart:
    """A table that is not the plan's."""

    page_number: int
    table: Table


@dataclass(frozen=True, slots=True)
class Stream:
    """The document's parts in reading order, the columns of the plan's first head, all its heads' cells."""

    parts: tuple[RowPart | TextPart | TablePart, ...]
    columns: Columns | None
    heads: tuple[Cell, ...] = ()


def text_blocks(lines: Sequence[Line], tables: Sequence[Table] = ()) -> list[TextPart]:
    """Lines in groups that no wide gap and no table parts."""
    groups: list[list[Line]] = []
    for line in lines:
        previous = groups[-1][-1] if groups else None
        is_close = previous is not None and line.baseline - previous.baseline <= 1.75 * max(
            line.size, previous.size
        )
        between = previous is not None and any(
            previous.bbox.top <= table.bbox.top <= line.bbox.bottom for table in tables
        )
        if is_close and not between:
            groups[-1].append(line)
        else:
            groups.append([line])
    result = []
    for group in groups:
        box = group[0].bbox
        for line in group[1:]:
            box = box.union(line.bbox)
        result.append(TextPart(page_number=group[0].page_number, lines=tuple(group), bbox=box))
    return result
