"""The document's parts in reading order: the plan's rows, other tables, and the text between them.

Text between tables is kept in its place, since it may be a stage's or a section's heading.

Afterwards: a stream of `RowPart`, `TextPart` and `TablePart`, each cell of a row with its columns.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.assemble.bands import table_rows
from pipeline.assemble.columns import Columns
from pipeline.assemble.parts import RowPart, Stream, TablePart, TextPart, text_blocks
from pipeline.page import JoinLines, Layout, Table


def read_stream(layouts: Sequence[Layout], join: JoinLines) -> Stream:
    """The parts of a document, page by page."""
    parts: list[RowPart | TextPart | TablePart] = []
    columns: Columns | None = None
    first: Columns | None = None
    was_plan = False
    for layout in layouts:
        is_first_element = True
        for element in _in_order(layout):
            if isinstance(element, Table):
                rows, columns, is_plan = table_rows(
                    element, columns, join, continues=is_first_element and was_plan
                )
                first = first or columns
                parts.extend(rows if is_plan else [TablePart(page_number=element.page_number, table=element)])
                was_plan = is_plan
            else:
                parts.append(element)
                was_plan = False
            is_first_element = False
    return Stream(tuple(parts), first)


def _in_order(layout: Layout) -> list[Table | TextPart]:
    texts = text_blocks(layout.lines, layout.tables)
    elements: list[Table | TextPart] = [*layout.tables, *texts]
    return sorted(elements, key=lambda element: (element.bbox.top, element.bbox.x0))
