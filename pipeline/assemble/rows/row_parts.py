"""The parts of a document in reading order: rows of the plan, text between tables, other tables.

A `RowPart` is what one page shows of a row; `PlanRow` and `PlanCell` are over all their pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.assemble.rows.plan_columns import Column, Columns
from pipeline.stations.evidence import Verdict
from pipeline.stations.page import BBox, Cell, Line, Table, around
from pipeline.stations.plan import BesideText
from pipeline.stations.printed import JoinLines, Place, Printed

_PARAGRAPH_EM = 1.75
"""The lines of one block are at most so far apart, baseline to baseline."""
CellKey = tuple[float, ...]
"""What tells a cell, or a part of it that stands for a cell, from all others of the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnCell:
    """A cell's part on one page and the columns that it stands in.

    An empty box over several columns is one part for each, with a `key` of its own.
    """

    key: CellKey
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
    `is_wide` that one cell fills the row: a heading, a note, a removed item; `doubt`, where nothing printed
    decides where it begins or ends, is what spoke for it, and "nothing" without any; "" elsewhere.
    """

    page_number: int
    cells: tuple[ColumnCell, ...]
    is_first: bool
    is_last: bool
    is_wide: bool
    doubt: str = ""

    def of(self, role: str) -> list[ColumnCell]:
        """The row's cells in the column of this role."""
        return [some for some in self.cells if any(column.role == role for column in some.columns)]

    @property
    def bbox(self) -> BBox:
        """The box around its cells."""
        return around(some.cell.bbox for some in self.cells)

    def lines(self, role: str) -> list[Line]:
        """The lines of these cells."""
        return [line for some in self.of(role) for line in some.cell.lines]

    @property
    def all_lines(self) -> list[Line]:
        """The lines of all its cells."""
        return [line for some in self.cells for line in some.cell.lines]

    @property
    def is_open(self) -> bool:
        """Whether no rule closes the measure's cell below."""
        return any(some.cell.is_open_bottom for some in self.of("measure")[-1:])

    @property
    def height(self) -> int:
        """How many elementary rows the measure covers."""
        return max((some.cell.row1 - some.cell.row0 for some in self.of("measure")), default=1)

    def closes_only(self, cell: Cell) -> bool:
        """Whether a rule closes this cell of the row below, where another stays open."""
        return not cell.is_open_bottom and any(some.cell.is_open_bottom for some in self.cells)

    def is_taller(self, cell: Cell) -> bool:
        """Whether a cell covers more elementary rows than the measure."""
        return cell.row1 - cell.row0 > self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPart:
    """Lines outside tables that follow one another closely."""

    lines: tuple[Line, ...]

    @property
    def page_number(self) -> int:
        """The page of its lines."""
        return self.lines[0].page_number

    @property
    def bbox(self) -> BBox:
        """The box around its lines."""
        return around(line.bbox for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePart:
    """A table that is not the plan's."""

    table: Table

    @property
    def page_number(self) -> int:
        """The table's page."""
        return self.table.page_number

    @property
    def bbox(self) -> BBox:
        """The table's box."""
        return self.table.bbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """The document's parts in reading order, the columns of the plan's first head, all its heads' cells.

    `blank_pages` show nothing at all: what goes on over a page break goes on over them.
    """

    parts: tuple[RowPart | TextPart | TablePart, ...]
    columns: Columns
    heads: tuple[Cell, ...] = ()
    blank_pages: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlanCell:
    """A cell over all its pages: its text, its boxes, one a page, and how many rows it stands in."""

    key: CellKey
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
    return list({cell.key: cell for cell in cells}.values())


def lines_of(cells: Iterable[PlanCell]) -> list[Line]:
    """The lines of these cells."""
    return [line for cell in cells for line in cell.lines]


def text_blocks(lines: Sequence[Line], tables: Sequence[Table] = ()) -> list[TextPart]:
    """Lines in groups that no wide gap and no table separates."""
    groups: list[list[Line]] = []
    for line in lines:
        if not groups or _begins_block(groups[-1][-1], line, tables):
            groups.append([])
        groups[-1].append(line)
    return [TextPart(lines=tuple(group)) for group in groups]


def _begins_block(before: Line, line: Line, tables: Sequence[Table]) -> bool:
    is_apart = line.baseline - before.baseline > _PARAGRAPH_EM * max(line.size, before.size)
    return is_apart or any(before.bbox.top <= table.bbox.top <= line.bbox.bottom for table in tables)


def row_texts(part: TablePart, join: JoinLines) -> Iterator[BesideText]:
    """The rows of a table that hold text; a cell over several rows stands in its first one."""
    for row in range(len(part.table.row_edges) - 1):
        every = [cell for cell in part.table.cells if cell.row0 == row]
        cells = [cell for cell in every if cell.lines]
        if not cells:
            continue
        printed = [join(cell.lines) for cell in cells]
        box = around(cell.bbox for cell in cells)
        one = Printed.of(printed, " ".join(each.text for each in printed))
        yield BesideText(
            part="annex",
            printed=replace(one, places=(Place(page_number=part.page_number, bbox=box),), parts=()),
            source=tuple(line for cell in cells for line in cell.lines),
            cells=tuple(join(cell.lines).text for cell in every),
        )
