"""A table's elementary rows to rows of the plan, and the document's parts in reading order.

A row is where the measure's cell stands, however many rules its neighbours have; a cell over several rows is
the same cell in each. Heads are known by their words and may be several rows high; the row that numbers the
columns is left out. Some engines draw a merged cell that a page break divides only as high as its text: below
it stand empty boxes over several columns, or no walls at all.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, field, replace

from pipeline.assemble.rows.plan_columns import Column, Columns, may_be_head, read_heads
from pipeline.assemble.rows.row_parts import ColumnCell, RowPart, Stream, TablePart, TextPart, text_blocks
from pipeline.stations.item_numbers import is_number_row
from pipeline.stations.page import BBox, Cell, Layout, Table
from pipeline.stations.printed import JoinLines

_MIN_ROW_PT = 4.0
_MAX_HEAD_BANDS = 3
_FULL_WIDTH = 0.75

Band = list[Cell]
"""The cells that cover one elementary row, from left to right."""


class CellNumbers:
    """Numbers the parts of cells in the document."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, float], int] = {}
        self._next = 0

    def new(self) -> int:
        """A number that no part has yet."""
        self._next += 1
        return self._next

    def of(self, cell: Cell, x0: float = -1) -> int:
        """The number of a cell, or of its part that begins at `x0`, the same in all its rows."""
        key = cell.number, round(x0, 1)
        if key not in self._known:
            self._known[key] = self.new()
        return self._known[key]


def read_stream(layouts: Sequence[Layout], join: JoinLines) -> Stream:
    """The parts of a document, page by page; text between tables may be a heading and keeps its place."""
    return _StreamReader(join).read(layouts)


@dataclass(slots=True)
class _StreamReader:
    join: JoinLines
    columns: Columns | None = None
    first_columns: Columns | None = None
    was_plan: bool = False
    split_head: tuple[Cell, ...] = ()  # the last row above a page break, where a head may go on from it
    parts: list[RowPart | TextPart | TablePart] = field(default_factory=list)
    heads: list[Cell] = field(default_factory=list)
    numbers: CellNumbers = field(default_factory=CellNumbers)

    def read(self, layouts: Sequence[Layout]) -> Stream:
        for layout in layouts:
            for at, element in enumerate(_in_order(layout)):
                if at or isinstance(element, TextPart):
                    self.was_plan, self.split_head = False, ()
                if isinstance(element, TextPart):
                    self.parts.append(element)
                else:
                    self._table(element)
        return Stream(
            parts=tuple(self.parts),
            columns=self.first_columns,
            heads=tuple(self.heads),
            blank_pages=frozenset(each.page.page_number for each in layouts if not any(astuple(each.counts))),
        )

    def _table(self, table: Table) -> None:
        walk = _TableWalk(table, self.columns, self.join)
        walk.read(continues=self.was_plan, split_head=self.split_head)
        if walk.took_split_head and not self.was_plan:
            self.parts.pop()  # what stood above the page break was the upper part of the plan's head
            self.heads.extend(self.split_head)
        self.columns = walk.columns
        if walk.took_split_head or self.first_columns is None:
            self.first_columns = walk.columns
        if walk.is_plan:
            self.heads.extend(_each_once(walk.heads))
            above = _each_once(walk.above)
            if any(cell.lines for cell in above):
                # some engines draw two tables that touch as one
                self.parts.append(TablePart(page_number=table.page_number, table=replace(table, cells=above)))
            self.parts.extend(_rows(table, walk.bodies, self.numbers))
        else:
            self.parts.append(TablePart(page_number=table.page_number, table=table))
        self.was_plan = walk.is_plan
        self.split_head = () if walk.bodies or not walk.bands else tuple(walk.bands[-1])


def _in_order(layout: Layout) -> list[Table | TextPart]:
    elements: list[Table | TextPart] = [*layout.tables, *text_blocks(layout.lines, layout.tables)]
    return sorted(elements, key=lambda element: (element.bbox.top, element.bbox.x0))


def _each_once(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    return tuple({cell.number: cell for cell in cells}.values())


class _TableWalk:
    """Goes through a table's rows from top to bottom.

    Attributes:
        bands: its elementary rows.
        bodies: those of the plan, each with its columns.
        columns: the columns after it.
        is_plan: whether it is the plan's at all.
        heads: the cells of its heads, and of the rows that number the columns.
        above: the cells of rows above its first head, which are another table's.
        took_split_head: whether the upper part of its head is the last row of the page before.
    """

    def __init__(self, table: Table, columns: Columns | None, join: JoinLines) -> None:
        self._join = join
        self.bands = _bands(table)
        self.bodies: list[tuple[Band, Columns]] = []
        self.columns = columns
        self.is_plan = False
        self.heads: list[Cell] = []
        self.above: list[Cell] = []
        self.took_split_head = False

    def read(self, *, continues: bool, split_head: Sequence[Cell]) -> None:
        """Reads the table; `continues` says that the page before ended with the plan's table."""
        self.is_plan = continues and self._continues()
        at = 0
        whole = self._whole_head(split_head)
        if whole:
            self.columns, self.is_plan, self.took_split_head = whole, True, True
            self.heads.extend(self.bands[0])
            at = 1
        self._read_from(at)
        if not self.is_plan and self._has_same_grid():
            # a table of the plan's own grid further down a page: a new stage's, with no head of its own
            self.is_plan, self.above = True, []
            self._read_from(0)

    def _read_from(self, at: int) -> None:
        while at < len(self.bands):
            n_heads, columns = self._head_block(at)
            if columns:
                self.columns, self.is_plan = columns, True
                self.heads.extend(cell for band in self.bands[at : at + n_heads] for cell in band)
            elif self.columns is None or not self.is_plan:
                self.above.extend(self.bands[at])
            else:
                self._body(at, self.columns)
            at += max(n_heads, 1)

    def _body(self, at: int, columns: Columns) -> None:
        band = self.bands[at]
        if at == 0:
            repeated, band = self._without_repeated_head(band, columns)
            self.heads.extend(repeated)
        if is_number_row(self._texts(band)):
            self.heads.extend(band)
            return
        self.columns = columns.moved(band)
        neighbours = [self.bodies[-1][0]] if self.bodies else self.bands[at + 1 : at + 2]
        if not any(_adds_nothing(band, neighbour) for neighbour in neighbours):
            self.bodies.append((band, self.columns))

    def _texts(self, band: Sequence[Cell]) -> list[str]:
        return [self._join(cell.lines).text for cell in band]

    def _continues(self) -> bool:
        if self.columns is None:
            return False
        widest = max(self.bands, key=len, default=[])
        return len(widest) == len(self.columns.columns) or (len(widest) > 1 and self.columns.fits(widest))

    def _has_same_grid(self) -> bool:
        if self.columns is None or not self.bands:
            return False
        widest = max(self.bands, key=len)
        return len(widest) >= 3 and len(widest) == len(self.columns.columns) and self.columns.fits(widest)

    def _whole_head(self, above: Sequence[Cell]) -> Columns | None:
        """The columns of a head that the page break divides: its lower part is the first row here."""
        if not above or not self.bands or len(self.bands[0]) != len(above):
            return None
        first = self.bands[0]
        is_repeated = self._texts(first) == self._texts(above)
        if is_repeated or is_number_row(self._texts(first)):
            return None
        pairs = zip(above, first, strict=True)
        return read_heads(
            [first], {cell.number: self._join([*upper.lines, *cell.lines]).text for upper, cell in pairs}
        )

    def _head_block(self, at: int) -> tuple[int, Columns | None]:
        """How many rows from `at` on are a head of the plan, and the columns that they declare."""
        if len(self.bands[at]) < 3:
            return 0, None
        height = 1
        while height < _MAX_HEAD_BANDS and at + height < len(self.bands):
            if not _share_cell(self.bands[at + height - 1], self.bands[at + height]):
                break
            height += 1
        block = self.bands[at : at + height]
        texts = {cell.number: self._join(cell.lines).text for band in block for cell in band}
        if not may_be_head(texts[cell.number] for band in block for cell in band):
            return 0, None
        found = ((n, read_heads(block[:n], texts)) for n in range(height, 0, -1))
        return next(((n, heads) for n, heads in found if heads), (0, None))

    def _without_repeated_head(self, band: Band, columns: Columns) -> tuple[Band, Band]:
        """The head that stands above a row in the same boxes, where no rule separates the two, and the row.

        A page that repeats the head above the rest of a row: each cell begins with its column's head.
        """
        if len(band) != len(columns.columns):
            return [], band
        counted = []
        for cell, column in zip(band, columns.columns, strict=True):
            count = self._n_head_lines(cell, column)
            if count is None:
                return [], band
            counted.append((cell, count))
        bottom = max((cell.lines[n - 1].bbox.bottom for cell, n in counted if n), default=0.0)
        heads = [replace(cell, lines=cell.lines[:n]) for cell, n in counted]
        row = [
            replace(cell, lines=cell.lines[n:], bbox=cell.bbox._replace(top=max(bottom, cell.bbox.top)))
            for cell, n in counted
        ]
        return heads, row

    def _n_head_lines(self, cell: Cell, column: Column) -> int | None:
        """How many of a cell's first lines are its column's head; None where it begins otherwise."""
        if not column.head:
            return 0
        starts = (self._join(cell.lines[:n]).text for n in range(1, len(cell.lines) + 1))
        return next((n for n, text in enumerate(starts, 1) if text == column.head), None)


def _bands(table: Table) -> list[Band]:
    """The table's elementary rows without flat ones.

    So is a last row that is too low for any text: all that the page shows of the row that follows it.
    """
    edges = table.row_edges
    bands: list[Band] = [[] for _ in edges[1:]]
    for cell in table.cells:
        for row in range(cell.row0, cell.row1):
            bands[row].append(cell)
    heights = [bottom - top for top, bottom in itertools.pairwise(edges)]
    tall = [band for band, height in zip(bands, heights, strict=True) if band and height >= _MIN_ROW_PT]
    if len(tall) > 1 and tall[-1] is bands[-1] and _is_edge(tall[-1], heights[-1], table):
        tall.pop()
    for band in tall:
        band.sort(key=lambda cell: cell.bbox.x0)
    return tall


def _is_edge(band: Band, height: float, table: Table) -> bool:
    """Whether the last row is lower than the table's text, and all that begins in it is empty."""
    own = [cell for cell in band if cell.row0 == len(table.row_edges) - 2]
    smallest = min((line.size for cell in table.cells for line in cell.lines), default=0.0)
    return bool(own) and height < smallest and not any(cell.lines for cell in own)


def _numbers_of(cells: Iterable[Cell]) -> set[int]:
    return {cell.number for cell in cells}


def _share_cell(some: Iterable[Cell], others: Iterable[Cell]) -> bool:
    return not _numbers_of(some).isdisjoint(_numbers_of(others))


def _adds_nothing(band: Band, neighbour: Band) -> bool:
    """Whether a row holds but parts of its neighbour's merged cells, as page breaks leave them."""
    return len(band) < len(neighbour) and _numbers_of(band) <= _numbers_of(neighbour)


def _rows(table: Table, bodies: Sequence[tuple[Band, Columns]], numbers: CellNumbers) -> list[RowPart]:
    groups: list[list[tuple[Band, Columns]]] = []
    for body in bodies:
        if groups and _share_cell(_measure_cells(groups[-1][-1]), _measure_cells(body)):
            groups[-1].append(body)
        else:
            groups.append([body])
    rows: list[RowPart] = []
    for at, group in enumerate(groups):
        band, columns = group[0]
        is_wide = any(cell.bbox.width >= _FULL_WIDTH * (columns.x1 - columns.x0) for cell in band)
        parts: dict[int, ColumnCell] = {}
        for each in group:
            for part in _column_cells(each, numbers, is_wide=is_wide):
                parts.setdefault(part.number, part)
        if table.is_ruled and not is_wide:
            above = rows[-1].cells if rows and not rows[-1].is_wide else ()
            for part in _undrawn(band[0], group[-1][1], list(parts.values()), above, numbers):
                parts.setdefault(part.number, part)
        rows.append(
            RowPart(
                page_number=table.page_number,
                cells=tuple(parts.values()),
                is_first=at == 0,
                is_last=at == len(groups) - 1,
                is_wide=is_wide,
                doubt=_doubt(table, (cell for some, _ in group for cell in some)),
            )
        )
    return rows


def _doubt(table: Table, cells: Iterable[Cell]) -> str:
    """What spoke for the rows of these cells where nothing printed decides, "" where something does."""
    rows = {cell.row0 for cell in cells}
    return next((reasons or "nothing" for row, reasons in table.doubtful_rows if row in rows), "")


def _measure_cells(body: tuple[Band, Columns]) -> Band:
    band, columns = body
    pairs = zip(band, columns.assign(band), strict=True)
    return [cell for cell, some in pairs if any(column.role == "measure" for column in some)]


def _column_cells(body: tuple[Band, Columns], numbers: CellNumbers, *, is_wide: bool) -> Iterable[ColumnCell]:
    """The cells of an elementary row with their columns.

    An empty box over several columns, which is what is left of merged cells drawn too low, is one for each.
    It may reach around other boxes of the row: their columns are theirs alone.
    """
    band, columns = body
    assigned = columns.assign(band)
    taken = {some[0].x0 for some in assigned if len(some) == 1}
    for cell, some in zip(band, assigned, strict=True):
        if is_wide or cell.lines or len(some) < 2:
            yield ColumnCell(number=numbers.of(cell), columns=some, cell=cell)
            continue
        for column in some:
            if column.x0 not in taken:
                box = cell.bbox._replace(x0=column.x0, x1=column.x1)
                yield ColumnCell(
                    number=numbers.of(cell, column.x0), columns=(column,), cell=replace(cell, bbox=box)
                )


def _undrawn(
    first: Cell,
    columns: Columns,
    parts: Sequence[ColumnCell],
    above: Sequence[ColumnCell],
    numbers: CellNumbers,
) -> Iterable[ColumnCell]:
    """For each column where the row has no box at all, a placeholder: what is left of a merged cell.

    Rows one below another without a box have one such cell, since nothing separates them.
    """
    covered = {name for some in parts for name in some.names}
    for column in columns.columns:
        if column.role in ("number", "measure") or column.name in covered:
            continue
        known = (some for some in above if column.name in some.names and some.cell.is_placeholder)
        upper = next(known, None)
        cell = (
            upper.cell
            if upper
            else Cell(
                bbox=BBox(column.x0, first.bbox.top, column.x1, first.bbox.top),
                row0=first.row0,
                row1=first.row0,
                is_open_top=True,
                is_open_bottom=True,
                lines=(),
            )
        )
        yield ColumnCell(number=upper.number if upper else numbers.new(), columns=(column,), cell=cell)
