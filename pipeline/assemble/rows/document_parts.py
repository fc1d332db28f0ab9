"""The document's parts in reading order: the plan's rows, other tables, and the text between them.

Text between tables is kept in its place, since it may be a stage's or a section's heading.

Afterwards: a stream of `RowPart`, `TextPart` and `TablePart`, each cell of a row with its columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.assemble.rows.head_and_body_rows import table_rows
from pipeline.assemble.rows.part_types import RowPart, Stream, TablePart, TextPart, text_blocks
from pipeline.assemble.rows.plan_columns import Columns
from pipeline.stations.page import Cell, Layout, Table
from pipeline.stations.printed import JoinLines


def read_stream(layouts: Sequence[Layout], join: JoinLines) -> Stream:
    """The parts of a document, page by page."""
    parts: list[RowPart | TextPart | TablePart] = []
    columns: Columns | None = None
    first: Columns | None = None
    was_plan = False
    cut_head: tuple[Cell, ...] = ()
    heads: list[Cell] = []
    for layout in layouts:
        is_first_element = True
        for element in _in_order(layout):
            if isinstance(element, Table):
                found = table_rows(
                    element,
                    columns,
                    join,
                    continues=is_first_element and was_plan,
                    cut_head=cut_head if is_first_element else (),
                )
                if found.took_cut_head:
                    parts.pop()  # what stood above the cut was the upper part of the plan's head
                    heads.extend(cut_head)
                heads.extend(found.heads)
                columns = found.columns
                first = columns if found.took_cut_head else first or columns
                other = TablePart(page_number=element.page_number, table=element)
                if any(cell.lines for cell in found.above):
                    touching = replace(element, cells=found.above)
                    parts.append(TablePart(page_number=element.page_number, table=touching))
                parts.extend(found.rows if found.is_plan else [other])
                was_plan, cut_head = found.is_plan, found.cut_head
            else:
                parts.append(element)
                was_plan, cut_head = False, ()
            is_first_element = False
    return Stream(tuple(parts), first, tuple(heads))


def _in_order(layout: Layout) -> list[Table | TextPart]:
    texts = text_blocks(layout.lines, layout.tables)
    elements: list[Table | TextPart] = [*layout.tables, *texts]
    return sorted(elements, key=lambda element: (element.bbox.top, element.bbox.x0))
