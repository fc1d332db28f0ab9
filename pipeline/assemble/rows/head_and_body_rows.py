"""A table's elementary rows to rows of the plan.

A row is where the measure's cell stands, however many rules its neighbours have; a cell over several rows is
the same cell in each. Heads are known by their words and may be several rows high; the row that numbers the
columns is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.assemble.rows.merged_remnants import boxes_by_column, undrawn_cells
from pipeline.assemble.rows.part_types import ColumnCell, RowPart
from pipeline.assemble.rows.plan_columns import Column, Columns, may_be_head, read_heads
from pipeline.stations.item_numbers import is_number_row
from pipeline.stations.page import Cell, Table
from pipeline.stations.printed import JoinLines, Printed

_MIN_ROW_PT = 4.0
_MAX_HEAD_BANDS = 3
_FULL_WIDTH = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRows:
    """What a table's part on one page holds.

    Attributes:
        rows: its rows, if it is the plan's.
        columns: the columns after it.
        is_plan: whether it is the plan's at all.
        heads: the cells of its heads, and of the rows that number the columns.
        above: the cells of rows above its first head, which are another table's: some engines draw two
            tables that touch as one.
        took_cut_head: whether the upper part of its head is the last row of the page before.
        cut_head: its last row, where that may be the upper part of a head that the page cuts.
    """

    rows: list[RowPart]
    columns: Columns | None
    is_plan: bool
    cut_head: tuple[Cell, ...]
    heads: tuple[Cell, ...] = ()
    above: tuple[Cell, ...] = ()
    took_cut_head: bool = False


def table_rows(
    table: Table,
    columns: Columns | None,
    join: JoinLines,
    *,
    continues: bool,
    cut_head: Sequence[Cell] = (),
) -> TableRows:
    """The rows of a table's part.

    Args:
        table: the part.
        columns: the plan's columns so far.
        join: joins lines to text.
        continues: whether the page before ended with the plan's table.
        cut_head: the last row of the page before, if a head may go on from it.
    """
    bands = _bands(table)
    found: Columns | None = None
    bodies: list[tuple[list[Cell], Columns]] = []
    of_heads: list[Cell] = []
    above: list[Cell] = []
    index = 0
    is_plan = continues and columns is not None and _continues(bands, columns)
    whole = _whole_head(cut_head, bands, join)
    if whole:
        columns = found = whole
        is_plan, index = True, 1
        of_heads.extend(bands[0])
    while index < len(bands):
        n_heads, heads = _head_block(bands, index, join)
        if heads:
            columns = found = heads
            is_plan = True
            of_heads.extend(cell for head in bands[index : index + n_heads] for cell in head)
            index += n_heads
            continue
        band = bands[index]
        index += 1
        if columns is None or not is_plan:
            above.extend(band)
            continue
        if index == 1:
            repeated, band = _without_repeated_head(band, columns, join)
            of_heads.extend(repeated)
        if is_number_row([join(cell.lines).text for cell in band]):
            of_heads.extend(band)
            continue
        columns = columns.moved(band)
        neighbours = [bodies[-1][0]] if bodies else bands[index : index + 1]
        if any(_adds_nothing(band, neighbour) for neighbour in neighbours):
            continue
        bodies.append((band, columns))
    if not is_plan and columns is not None and found is None and bands and _same_grid(bands, columns):
        # a table of the plan's own grid further down a page: a new stage's, with no head of its own
        return table_rows(table, columns, join, continues=True)
    return TableRows(
        rows=_rows(table, bodies) if is_plan else [],
        columns=columns,
        is_plan=is_plan,
        cut_head=() if bodies or not bands else tuple(bands[-1]),
        heads=tuple({id(cell): cell for cell in of_heads}.values()) if is_plan else (),
        above=tuple({id(cell): cell for cell in above}.values()) if is_plan else (),
        took_cut_head=whole is not None,
    )


def _whole_head(above: Sequence[Cell], bands: list[list[Cell]], join: JoinLines) -> Columns | None:
    """The columns of a head that the page's cut parts: its lower part is the first row here."""
    if not above or not bands or len(bands[0]) != len(above):
        return None
    first = bands[0]
    if is_number_row([join(cell.lines).text for cell in first]):
        return None
    texts = {id(cell): join([*upper.lines, *cell.lines]) for upper, cell in zip(above, first, strict=True)}
    return read_heads([first], texts)


def _bands(table: Table) -> list[list[Cell]]:
    """The cells that cover each elementary row, from left to right; flat rows are left out.

    So is a last row that is too low for any text: all that the page shows of the row that follows overleaf.
    """
    edges = table.row_edges
    bands: list[list[Cell]] = [[] for _ in edges[1:]]
    for cell in table.cells:
        for row in range(cell.row0, cell.row1):
            bands[row].append(cell)
    tall = [
        band
        for band, top, bottom in zip(bands, edges, edges[1:], strict=False)
        if band and bottom - top >= _MIN_ROW_PT
    ]
    if len(tall) > 1 and tall[-1] is bands[-1] and _is_edge(tall[-1], edges[-1] - edges[-2], table):
        tall.pop()
    for band in tall:
        band.sort(key=lambda cell: cell.bbox.x0)
    return tall


def _is_edge(band: Sequence[Cell], height: float, table: Table) -> bool:
    """Is the last row lower than the table's text, and all that begins in it empty?"""
    own = [cell for cell in band if cell.row0 == len(table.row_edges) - 2]
    smallest = min((line.size for cell in table.cells for line in cell.lines), default=0.0)
    return bool(own) and height < smallest and not any(cell.lines for cell in own)


def _adds_nothing(band: list[Cell], neighbour: list[Cell]) -> bool:
    """Does a row hold but parts of its neighbour's merged cells, as a cut leaves them above or below it?"""
    known = {id(cell) for cell in neighbour}
    return len(band) < len(neighbour) and all(id(cell) in known for cell in band)


def _continues(bands: list[list[Cell]], columns: Columns) -> bool:
    widest = max(bands, key=len, default=[])
    return len(widest) == len(columns.columns) or (len(widest) > 1 and columns.fits(widest))


def _same_grid(bands: list[list[Cell]], columns: Columns) -> bool:
    widest = max(bands, key=len)
    return len(widest) >= 3 and len(widest) == len(columns.columns) and columns.fits(widest)


def _head_block(bands: list[list[Cell]], index: int, join: JoinLines) -> tuple[int, Columns | None]:
    """How many rows from `index` on are a head of the plan, and the columns that they declare."""
    first = bands[index]
    if len(first) < 3:
        return 0, None
    height = 1
    while height < _MAX_HEAD_BANDS and index + height < len(bands):
        if not _share_cell(bands[index + height - 1], bands[index + height]):
            break
        height += 1
    if not may_be_head(join(cell.lines).text for band in bands[index : index + height] for cell in band):
        return 0, None
    for n in range(height, 0, -1):
        block = bands[index : index + n]
        texts: dict[int, Printed] = {id(cell): join(cell.lines) for band in block for cell in band}
        heads = read_heads(block, texts)
        if heads:
            return n, heads
    return 0, None


def _without_repeated_head(
    band: list[Cell], columns: Columns, join: JoinLines
) -> tuple[list[Cell], list[Cell]]:
    """The head that stands above a row in the same boxes, where no rule parts the two, and the row.

    So a page begins that repeats the head above the rest of a row: each cell begins with its column's head.
    """
    if len(band) != len(columns.columns):
        return [], band
    found = [_head_lines(cell, column, join) for cell, column in zip(band, columns.columns, strict=True)]
    counts = [n for n in found if n is not None]
    if len(counts) < len(found):
        return [], band
    bottom = max(
        (cell.lines[n - 1].bbox.bottom for cell, n in zip(band, counts, strict=True) if n), default=0.0
    )
    heads = [replace(cell, lines=cell.lines[:n]) for cell, n in zip(band, counts, strict=True)]
    row = [
        replace(cell, lines=cell.lines[n:], bbox=cell.bbox._replace(top=max(bottom, cell.bbox.top)))
        for cell, n in zip(band, counts, strict=True)
    ]
    return heads, row


def _head_lines(cell: Cell, column: Column, join: JoinLines) -> int | None:
    """How many of a cell's first lines are its column's head; None where it begins otherwise."""
    if not column.head:
        return 0
    for n in range(1, len(cell.lines) + 1):
        text = join(cell.lines[:n]).text
        if text == column.head:
            return n
        if len(text) > len(column.head):
            break
    return None


def _rows(table: Table, bodies: list[tuple[list[Cell], Columns]]) -> list[RowPart]:
    groups: list[list[tuple[list[Cell], Columns]]] = []
    for body in bodies:
        if groups and _is_same_row(groups[-1][-1], body):
            groups[-1].append(body)
        else:
            groups.append([body])
    rows: list[RowPart] = []
    clones: dict[tuple[int, float], Cell] = {}
    for number, group in enumerate(groups):
        cells: dict[int, ColumnCell] = {}
        wide = _is_wide(group[0][0], group[0][1])
        for band, columns in group:
            assigned = columns.assign(band)
            for cell, some in zip(band, assigned, strict=True):
                for own, column_cell in boxes_by_column(cell, some, assigned, clones, is_wide=wide):
                    cells.setdefault(id(own), column_cell)
        if table.is_ruled and not wide:
            above = rows[-1] if rows else None
            for some_cell in undrawn_cells(group[0][0][0], group[-1][1], cells.values(), above):
                cells.setdefault(id(some_cell.cell), some_cell)
        rows.append(
            RowPart(
                page_number=table.page_number,
                top=min(cell.bbox.top for cell in group[0][0]),
                bottom=max(cell.bbox.bottom for cell in group[-1][0]),
                cells=tuple(cells.values()),
                is_first=number == 0,
                is_last=number == len(groups) - 1,
                is_wide=wide,
                is_doubtful=any(cell.row0 in table.doubtful_rows for band, _ in group for cell in band),
            )
        )
    return rows


def _is_same_row(before: tuple[list[Cell], Columns], after: tuple[list[Cell], Columns]) -> bool:
    return _share_cell(_measure_cells(before), _measure_cells(after))


def _share_cell(some: Sequence[Cell], others: Sequence[Cell]) -> bool:
    return not {id(cell) for cell in some}.isdisjoint(id(cell) for cell in others)


def _measure_cells(body: tuple[list[Cell], Columns]) -> list[Cell]:
    band, columns = body
    return [
        cell
        for cell, some in zip(band, columns.assign(band), strict=True)
        if any(column.role == "measure" for column in some)
    ]


def _is_wide(band: Sequence[Cell], columns: Columns) -> bool:
    width = columns.x1 - columns.x0
    return any(cell.bbox.width >= _FULL_WIDTH * width for cell in band)
