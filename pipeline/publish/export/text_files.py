"""Tables as CSV and JSON Lines: a file a table.

Excel takes a CSV file without a byte order mark for the system's old code page and shows Kazakh letters as
rubbish, and runs text that looks like a formula; both are met here. What a CSV file cannot do is say that
`4.10` is text: for Excel the workbook is the safe form.
"""

from __future__ import annotations

import csv
import io
from typing import Any

from pipeline.publish.export.cell_values import Cell, cell_of, guarded
from pipeline.publish.row_json import rows_json
from pipeline.records import Table, columns_of

_BYTE_ORDER_MARK = "\ufeff"


def csv_content(table: Table, rows: tuple[Any, ...]) -> bytes:
    """A table as CSV (RFC 4180, UTF-8 with a byte order mark); null and an empty list are an empty cell."""
    columns = columns_of(table.record_type)
    text = io.StringIO()
    text.write(_BYTE_ORDER_MARK)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    for row in rows:
        writer.writerow([_printed(cell_of(column, getattr(row, column.name))) for column in columns])
    return text.getvalue().encode()


def json_lines_content(table: Table, rows: tuple[Any, ...]) -> bytes:
    """Rows as JSON Lines (UTF-8): an object a row, lists and structures as they are, dates ISO 8601."""
    text = "".join(f"{row}\n" for row in rows_json(table.record_type, rows))
    # U+2028 is a line's end to some readers of lines; JSON may write it either way
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()


def _printed(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return guarded(cell) if isinstance(cell, str) else str(cell)
