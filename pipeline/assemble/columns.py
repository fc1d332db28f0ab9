"""The plan's columns, known by their head words.

Columns stand in any order, one more or one fewer; heads are repeated on each page, on none, or after a new
stage; the widths change between tables and pages. A row with as many cells as the head has columns is read by
order; any other by where its cells stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.page import Cell
from pipeline.printed import Printed
from pipeline.reference.heads import head_role

_MIN_HEADS = 3
_ANCHORS = frozenset({"executors", "deadline", "completion_form"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column's role (None: one that the contract does not know), head and edges in points."""

    role: str | None
    head: str
    x0: float
    x1: float

    @property
    def name(self) -> tuple[str | None, str]:
        """What stays the same where the edges move."""
        return self.role, self.head


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table from left to right."""

    columns: tuple[Column, ...]

    @property
    def x0(self) -> float:
        """The left edge of the first column in points."""
        return self.columns[0].x0

    @property
    def x1(self) -> float:
        """The right edge of the last column in points."""
        return self.columns[-1].x1

    def assign(self, cells: Sequence[Cell]) -> tuple[tuple[Column, ...], ...]:
        """For each of a row's cells, from left to right, the columns that it stands in."""
        if len(cells) == len(self.columns):
            return tuple((column,) for column in self.columns)
        result = []
        for cell in cells:
            some = tuple(
                column
                for column in self.columns
                if _shared(cell, column) > 0.5 * min(column.x1 - column.x0, cell.bbox.width)
            )
            result.append(some)
        return tuple(result)

    def moved(self, cells: Sequence[Cell]) -> Columns:
        """The same columns with the edges of a row that has a cell for each."""
        if len(cells) != len(self.columns):
            return self
        return Columns(
            tuple(
                replace(column, x0=cell.bbox.x0, x1=cell.bbox.x1)
                for column, cell in zip(self.columns, cells, strict=True)
            )
        )

    def fits(self, cells: Sequence[Cell], tolerance_pt: float = 6.0) -> bool:
        """Do these cells' edges stand where the columns' do?"""
        edges = [column.x0 for column in self.columns] + [self.x1]
        return bool(cells) and all(
            min(abs(edge - x) for edge in edges) <= tolerance_pt
            for cell in cells
            for x in (cell.bbox.x0, cell.bbox.x1)
        )


def _shared(cell: Cell, column: Column) -> float:
    return min(cell.bbox.x1, column.x1) - max(cell.bbox.x0, column.x0)


def may_be_head(texts: Iterable[str]) -> bool:
    """Have as many of these texts a head's words as the plan has heads at least?"""
    return sum(head_role(text) is not None for text in texts) >= _MIN_HEADS


def read_heads(bands: Sequence[Sequence[Cell]], texts: dict[int, Printed]) -> Columns | None:
    """The columns that a block of head rows declares, or None where it is no head of a plan.

    Args:
        bands: the cells of each elementary row of the block, from left to right.
        texts: the text of each cell by `id`.
    """
    leaf = bands[-1]
    roles = {id(cell): head_role(texts[id(cell)].text) for band in bands for cell in band}
    columns: list[Column] = []
    best: dict[str, int] = {}
    for cell in leaf:
        above = [
            other
            for band in bands[:-1]
            for other in band
            if other.bbox.x0 - 2 <= cell.bbox.x0 and cell.bbox.x1 <= other.bbox.x1 + 2
        ]
        named = [some for some in (cell, *reversed(above)) if roles[id(some)] is not None]
        role = roles[id(named[0])] if named else None
        head = texts[id(cell)].text or next(
            (texts[id(o)].text for o in reversed(above) if texts[id(o)].text), ""
        )
        name = role.role if role else None
        if role and name is not None:
            if name in best and best[name] <= role.rank:
                name = None
            else:
                columns = [replace(c, role=None) if c.role == name else c for c in columns]
                best[name] = role.rank
        columns.append(Column(role=name, head=head, x0=cell.bbox.x0, x1=cell.bbox.x1))
    found = {column.role for column in columns if column.role}
    if len(found) < _MIN_HEADS or "measure" not in found or not found & _ANCHORS:
        return None
    return Columns(tuple(columns))


def is_number_row(texts: Sequence[str]) -> bool:
    """Is this the row that numbers the columns: `1 2 3 4 5 6`?"""
    numbers = [text.strip(" .()") for text in texts if text]
    return len(numbers) >= _MIN_HEADS and numbers == [str(n) for n in range(1, len(numbers) + 1)]
