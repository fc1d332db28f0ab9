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

from pipeline.assemble.rows.plan_columns import (
    Column,
    Columns,
    assign,
    fits,
    may_be_head,
    moved,
    read_heads,
)
from pipeline.assemble.rows.row_parts import (
    CellKey,
    ColumnCell,
    RowPart,
    Stream,
    TablePart,
    TextPart,
    text_blocks,
)
from pipeline.stations.item_numbers import is_number_row
from pipeline.stations.page import BBox, Cell, Layout, Table
from pipeline.stations.printed import JoinLines

_MIN_ROW_PT = 4.0
_MAX_HEAD_BANDS = 3
_LEAST_CELLS = 3
"""A head has so many cells at least."""
_FULL_WIDTH = 0.75

Band = list[Cell]
"""The cells that cover one elementary row, from left to right."""
Body = tuple[Band, Columns]
"""An elementary row of the plan, and its table's columns there."""


def read_stream(layouts: Sequence[Layout], join: JoinLines) -> Stream:
    """The parts of a document, page by page; text between tables may be a heading and keeps its place."""
    reader = _StreamReader(join)
    for layout in layouts:
        reader.read(layout)
    return Stream(
        parts=tuple(reader.parts),
        columns=reader.first_columns,
        heads=tuple(reader.heads),
        blank_pages=frozenset(each.page.page_number for each in layouts if not any(astuple(each.counts))),
    )


@dataclass(slots=True)
class _StreamReader:
    """Goes through the pages; `columns` are the plan's where it stands, `was_plan` whether they go on here.

    `split_head` is the last row above a page break, where a head may go on from it.
    """

    join: JoinLines
    columns: Columns = ()
    first_columns: Columns = ()
    was_plan: bool = False
    split_head: Band = field(default_factory=list)
    parts: list[RowPart | TextPart | TablePart] = field(default_factory=list)
    heads: list[Cell] = field(default_factory=list)

    def read(self, layout: Layout) -> None:
        """Reads a page."""
        elements: list[Table | TextPart] = [*layout.tables, *text_blocks(layout.lines, layout.tables)]
        elements.sort(key=lambda element: (element.bbox.top, element.bbox.x0))
        for at, element in enumerate(elements):
            if at or isinstance(element, TextPart):
                self.was_plan, self.split_head = False, []
            if isinstance(element, TextPart):
                self.parts.append(element)
            else:
                self._table(element)

    def _table(self, table: Table) -> None:
        walk = _TableWalk(table, self.columns, self.join, continues=self.was_plan, split_head=self.split_head)
        if walk.took_split_head and not self.was_plan:
            self.parts.pop()  # what stood above the page break was the upper part of the plan's head
            self.heads.extend(self.split_head)
        self.columns = walk.columns
        if walk.took_split_head or not self.first_columns:
            self.first_columns = walk.columns
        if walk.is_plan:
            self.heads.extend(_each_once(walk.heads))
            above = _each_once(walk.above)
            if any(cell.lines for cell in above):
                # some engines draw two tables that touch as one
                self.parts.append(TablePart(table=replace(table, cells=above)))
            self.parts.extend(_rows(table, walk.bodies))
        else:
            self.parts.append(TablePart(table=table))
        self.was_plan = walk.is_plan
        self.split_head = walk.bands[-1] if walk.bands and not walk.bodies else []


class _TableWalk:
    """Goes through a table's rows from top to bottom.

    `continues` says that the page before ended with the plan's table.

    Attributes:
        bands: its elementary rows.
        bodies: those of the plan.
        columns: the columns after it.
        is_plan: whether it is the plan's at all.
        heads: the cells of its heads, and of the rows that number the columns.
        above: the cells of rows above its first head, which are another table's.
        took_split_head: whether the upper part of its head is the last row of the page before.
    """

    def __init__(
        self, table: Table, columns: Columns, join: JoinLines, *, continues: bool, split_head: Band
    ) -> None:
        self._join = join
        self.bands = _bands(table)
        self.bodies: list[Body] = []
        self.columns = columns
        self.heads: list[Cell] = []
        self.above: list[Cell] = []
        widest = max(self.bands, key=len, default=[])
        is_whole = len(widest) == len(columns)
        is_fit = bool(columns) and len(widest) > 1 and fits(columns, widest)
        whole = self._whole_head(split_head)
        self.took_split_head = whole is not None
        self.is_plan = self.took_split_head or (continues and (is_whole or is_fit))
        if whole:
            self.columns = whole
            self.heads.extend(self.bands[0])
        self._read_from(1 if whole else 0)
        if not self.is_plan and is_whole and is_fit and len(widest) >= _LEAST_CELLS:
            # a table of the plan's own grid further down a page: a new stage's, with no head of its own
            self.is_plan, self.above = True, []
            self._read_from(0)

    def _read_from(self, at: int) -> None:
        while at < len(self.bands):
            n_heads, columns = self._head_block(at)
            if columns:
                self.columns, self.is_plan = columns, True
                self.heads.extend(cell for band in self.bands[at : at + n_heads] for cell in band)
            elif self.is_plan:
                self._body(at)
            else:
                self.above.extend(self.bands[at])
            at += max(n_heads, 1)

    def _body(self, at: int) -> None:
        band = self.bands[at]
        if at == 0:
            band = self._without_repeated_head(band)
        if is_number_row(self._texts(band)):
            self.heads.extend(band)
            return
        self.columns = moved(self.columns, band)
        neighbours = [self.bodies[-1][0]] if self.bodies else self.bands[at + 1 : at + 2]
        # a row of nothing but parts of its neighbour's merged cells, as page breaks leave them
        if not any(len(band) < len(some) and _numbers_of(band) <= _numbers_of(some) for some in neighbours):
            self.bodies.append((band, self.columns))

    def _texts(self, band: Sequence[Cell]) -> list[str]:
        return [self._join(cell.lines).text for cell in band]

    def _whole_head(self, above: Band) -> Columns | None:
        """The columns of a head that the page break divides: its lower part is the first row here."""
        if not above or not self.bands or len(self.bands[0]) != len(above):
            return None
        first = self.bands[0]
        texts = self._texts(first)
        if texts == self._texts(above) or is_number_row(texts):
            return None
        lines = {low.number: [*high.lines, *low.lines] for high, low in zip(above, first, strict=True)}
        return read_heads([first], {number: self._join(some).text for number, some in lines.items()})

    def _head_block(self, at: int) -> tuple[int, Columns | None]:
        """How many rows from `at` on are a head of the plan, and the columns that they declare."""
        if len(self.bands[at]) < _LEAST_CELLS:
            return 0, None
        block = [self.bands[at]]
        for band in self.bands[at + 1 : at + _MAX_HEAD_BANDS]:
            if _numbers_of(block[-1]).isdisjoint(_numbers_of(band)):
                break
            block.append(band)
        texts = {cell.number: self._join(cell.lines).text for band in block for cell in band}
        if may_be_head([texts[cell.number] for band in block for cell in band]):
            for height in range(len(block), 0, -1):
                columns = read_heads(block[:height], texts)
                if columns:
                    return height, columns
        return 0, None

    def _without_repeated_head(self, band: Band) -> Band:
        """The row without the head that stands above it in the same boxes, where no rule separates the two.

        A page that repeats the head above the rest of a row: each cell begins with its column's head.
        """
        if len(band) != len(self.columns):
            return band
        known = []
        for cell, column in zip(band, self.columns, strict=True):
            n_lines = self._n_head_lines(cell, column)
            if n_lines is None:
                return band
            known.append((cell, n_lines))
        bottom = max((cell.lines[n - 1].bbox.bottom for cell, n in known if n), default=0.0)
        self.heads.extend(replace(cell, lines=cell.lines[:n]) for cell, n in known)
        return [
            replace(cell, lines=cell.lines[n:], bbox=cell.bbox._replace(top=max(bottom, cell.bbox.top)))
            for cell, n in known
        ]

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
    for cell in sorted(table.cells, key=lambda cell: cell.bbox.x0):
        for row in range(cell.row0, cell.row1):
            bands[row].append(cell)
    heights = [bottom - top for top, bottom in itertools.pairwise(edges)]
    tall = [band for band, height in zip(bands, heights, strict=True) if band and height >= _MIN_ROW_PT]
    if len(tall) > 1 and tall[-1] is bands[-1]:
        own = [cell for cell in tall[-1] if cell.row0 == len(bands) - 1]
        smallest = min((line.size for cell in table.cells for line in cell.lines), default=0.0)
        if own and heights[-1] < smallest and not any(cell.lines for cell in own):
            tall.pop()
    return tall


def _each_once(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    return tuple({cell.number: cell for cell in cells}.values())


def _numbers_of(cells: Iterable[Cell]) -> set[int]:
    return {cell.number for cell in cells}


def _rows(table: Table, bodies: Sequence[Body]) -> list[RowPart]:
    """The rows of the plan: elementary rows that share the measure's cell are one."""
    groups: list[list[Body]] = []
    measured: set[int] = set()
    for band, columns in bodies:
        pairs = zip(band, assign(columns, band), strict=True)
        own = {cell.number for cell, some in pairs if any(column.role == "measure" for column in some)}
        if own.isdisjoint(measured):
            groups.append([])
        groups[-1].append((band, columns))
        measured = own
    rows: list[RowPart] = []
    for at, group in enumerate(groups):
        band, columns = group[0]
        width = columns[-1].x1 - columns[0].x0
        is_wide = any(cell.bbox.width >= _FULL_WIDTH * width for cell in band)
        parts = [part for body in group for part in _column_cells(body, is_wide=is_wide)]
        if table.is_ruled and not is_wide:
            above = rows[-1].cells if rows and not rows[-1].is_wide else ()
            parts.extend(_undrawn(table.page_number, band[0], group[-1][1], parts, above))
        once: dict[CellKey, ColumnCell] = {}
        for part in parts:
            once.setdefault(part.key, part)
        numbers = {cell.row0 for some, _ in group for cell in some}
        doubts = (reasons or "nothing" for row, reasons in table.doubtful_rows if row in numbers)
        rows.append(
            RowPart(
                page_number=table.page_number,
                cells=tuple(once.values()),
                is_first=at == 0,
                is_last=at == len(groups) - 1,
                is_wide=is_wide,
                doubt=next(doubts, ""),
            )
        )
    return rows


def _column_cells(body: Body, *, is_wide: bool) -> Iterable[ColumnCell]:
    """The cells of an elementary row with their columns.

    An empty box over several columns, which is what is left of merged cells drawn too low, is one for each.
    It may reach around other boxes of the row: their columns are theirs alone.
    """
    band, columns = body
    assigned = assign(columns, band)
    taken = {some[0].x0 for some in assigned if len(some) == 1}
    for cell, some in zip(band, assigned, strict=True):
        if is_wide or cell.lines or len(some) < 2:
            yield ColumnCell(key=(cell.number,), columns=some, cell=cell)
            continue
        for column in some:
            if column.x0 not in taken:
                part = replace(cell, bbox=cell.bbox._replace(x0=column.x0, x1=column.x1))
                yield ColumnCell(key=(cell.number, round(column.x0, 1)), columns=(column,), cell=part)


def _undrawn(
    page_number: int,
    first: Cell,
    columns: Columns,
    parts: Sequence[ColumnCell],
    above: Sequence[ColumnCell],
) -> Iterable[ColumnCell]:
    """For each column where the row has no box at all, a placeholder: what is left of a merged cell.

    Rows one below another without a box have one such cell, since nothing separates them.
    """
    covered = {name for some in parts for name in some.names}
    for column in columns:
        if column.role in ("number", "measure") or column.name in covered:
            continue
        known = (some for some in above if column.name in some.names and some.cell.is_placeholder)
        upper = next(known, None)
        top = first.bbox.top
        cell = upper.cell if upper else Cell(
            bbox=BBox(column.x0, top, column.x1, top),
            row0=first.row0,
            row1=first.row0,
            is_open_top=True,
            is_open_bottom=True,
            lines=(),
        )  # fmt: skip
        yield ColumnCell(
            key=upper.key if upper else (page_number, top, column.x0), columns=(column,), cell=cell
        )
