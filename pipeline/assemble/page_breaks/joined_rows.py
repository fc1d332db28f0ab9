"""Rows and cells over all the pages that they stand on."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.assemble.rows.part_types import RowPart, TextPart
from pipeline.stations.page import Cell, Line
from pipeline.stations.plan import PlacedRemark


@dataclass(eq=False, slots=True)
class CellGroup:
    """The parts of one cell, in page order, and how many rows it stands in."""

    cells: list[Cell]
    pages: list[int]
    n_rows: int = 0

    @property
    def lines(self) -> list[Line]:
        """The cell's lines from top to bottom over its pages."""
        return [line for cell in self.cells for line in cell.lines]


@dataclass(eq=False, slots=True)
class JoinedRow:
    """A row of the plan over all its pages."""

    parts: list[RowPart]
    is_wide: bool

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages that the row stands on; a part that holds nothing (a ghost row) does not count."""
        return tuple(
            dict.fromkeys(
                part.page_number
                for part in self.parts
                if len(self.parts) == 1 or any(some.cell.lines for some in part.cells)
            )
        )


@dataclass(frozen=True, slots=True)
class JoinedStream:
    """The stream with its rows joined; `group_of` gives each cell part's group by `id`."""

    parts: tuple[JoinedRow | TextPart, ...]
    group_of: dict[int, CellGroup]
    remarks: tuple[PlacedRemark, ...]


def row_groups(row: JoinedRow, role: str, group_of: dict[int, CellGroup]) -> list[CellGroup]:
    """The cells of a row in one column, over its parts, each once."""
    groups = {}
    for part in row.parts:
        for cell in part.of(role):
            group = group_of[id(cell)]
            groups[id(group)] = group
    return list(groups.values())
