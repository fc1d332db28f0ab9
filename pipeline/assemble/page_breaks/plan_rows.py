"""Rows and cells of the plan over all the pages that they stand on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.assemble.rows.plan_columns import Column
from pipeline.assemble.rows.row_parts import RowPart, TextPart
from pipeline.stations.evidence import Verdict
from pipeline.stations.page import Line
from pipeline.stations.printed import Place, Printed


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlanCell:
    """A cell over all its pages: its text, its boxes, one a page, and how many rows it stands in."""

    number: int
    printed: Printed
    lines: tuple[Line, ...]
    boxes: tuple[Place, ...]
    n_rows: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RowCell:
    """A cell in a row, and the columns that it stands in there."""

    columns: tuple[Column, ...]
    cell: PlanCell


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlanRow:
    """A row of the plan over all its pages: its parts, one a page, and its cells, by part."""

    parts: tuple[RowPart, ...]
    cells: tuple[RowCell, ...]
    is_wide: bool

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages that the row stands on; a part that holds nothing does not count."""
        some = [part for part in self.parts if len(self.parts) == 1 or part.all_lines]
        return tuple(dict.fromkeys(part.page_number for part in some))

    def of(self, role: str) -> list[PlanCell]:
        """The row's cells in the column of this role, each once."""
        return each_once(
            some.cell for some in self.cells if any(column.role == role for column in some.columns)
        )

    @property
    def worded(self) -> list[PlanCell]:
        """The cells that print something, each once."""
        return each_once(some.cell for some in self.cells if some.cell.lines)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BreakVerdict:
    """What was decided at a page break of a column (None: of the row), and where it stands below."""

    column: str | None
    place: Place
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlanStream:
    """The plan's rows and the text among them, in order, and what was decided at the page breaks."""

    parts: tuple[PlanRow | TextPart, ...]
    verdicts: tuple[BreakVerdict, ...]


def each_once(cells: Iterable[PlanCell]) -> list[PlanCell]:
    """The cells, each once, in order."""
    return list({cell.number: cell for cell in cells}.values())


def lines_of(cells: Iterable[PlanCell]) -> list[Line]:
    """The lines of these cells."""
    return [line for cell in cells for line in cell.lines]
