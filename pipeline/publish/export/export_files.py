"""The dataset in the forms that people ask for: a workbook, CSV files, JSON Lines.

Parquet is for programs; a lawyer has Excel. An export holds the same rows and columns in the same order, and
is never read back. Excel takes a CSV file without a byte order mark for the system's old code page and shows
Kazakh letters as rubbish, and runs text that looks like a formula; both are met here. What a CSV file cannot
do is say that `4.10` is text: for Excel the workbook is the safe form.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, is_dataclass, replace
from pathlib import Path
from typing import Any, Literal

from pipeline.publish.json_text import compact_json
from pipeline.publish.plain_text import Cell, cell_of, guarded
from pipeline.records import TABLES, Dataset, PublishedColumn, PublishedTable, columns_of, in_order
from pipeline.registry.meanings import code_meaning
from pipeline.whole_files import write_whole

ExportForm = Literal["xlsx", "csv", "jsonl"]

_AGENCY = ("agency_id", "agency_ids")
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The files of an export, and the places of texts of which Excel has room for the beginning only."""

    files: tuple[Path, ...]
    cut_texts: tuple[str, ...] = ()


def export_dataset(dataset: Dataset, form: ExportForm, out: Path, *, labels: str = "id") -> Export:
    """Writes a dataset for other programs; files of these names are replaced, each when it is complete.

    Args:
        dataset: any number of editions.
        form: xlsx (one workbook), csv or jsonl (a file a table).
        out: the workbook's file, or the folder of the others; made if need be, with its parents.
        labels: `id` for codes and ids of bodies as they are; `kk`, `ru` or `en` for what they mean.

    Raises:
        ImportError: a workbook is asked for, and XlsxWriter is not installed.
        TooLargeForExcel: a table has more rows than a sheet of Excel.
        OSError: something could not be written.
    """
    dataset = in_order(dataset)
    if labels != "id":
        dataset = _in_words(dataset, labels)
    if form == "xlsx":
        from pipeline.publish.export.excel import workbook_content  # noqa: PLC0415 - needs an extra

        content, cut_texts = workbook_content(dataset)
        return Export(files=(_written(out, content),), cut_texts=cut_texts)
    content_of = _CONTENTS[form]
    return Export(
        files=tuple(
            _written(out / f"{table.name}.{form}", content_of(table, getattr(dataset, table.name)))
            for table in TABLES
        )
    )


def _csv_content(table: PublishedTable, rows: Sequence[Any]) -> bytes:
    """A table as CSV (RFC 4180, UTF-8 with a byte order mark); null and an empty list are an empty cell."""
    columns = columns_of(table.record_type)
    text = io.StringIO()
    text.write(_BYTE_ORDER_MARK)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    for row in rows:
        writer.writerow([_csv_cell(cell_of(column, getattr(row, column.name))) for column in columns])
    return text.getvalue().encode()


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return guarded(cell) if isinstance(cell, str) else str(cell)


def _json_lines_content(_: PublishedTable, rows: Sequence[Any]) -> bytes:
    """Rows as JSON Lines (UTF-8): an object a row, lists and structures as they are, dates ISO 8601."""
    text = "".join(f"{compact_json(row)}\n" for row in rows)
    # U+2028 is a line's end to some readers of lines; JSON may write it either way
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()


_CONTENTS: dict[str, Callable[[PublishedTable, Sequence[Any]], bytes]] = {
    "csv": _csv_content,
    "jsonl": _json_lines_content,
}


def _written(file: Path, content: bytes) -> Path:
    write_whole(file, content)
    return file


def _in_words(dataset: Dataset, language: str) -> Dataset:
    """The dataset with each code as its meaning, and each body as its name, in `kk`, `ru` or `en`.

    A body without a name in that language keeps its id; in the table `agencies` ids stay, for joins.
    """
    names = {row.agency_id: getattr(row, f"name_{language}") or row.agency_id for row in dataset.agencies}
    return Dataset(**{
        table.name: tuple(
            _row_in_words(row, language, names if table.name != "agencies" else {})
            for row in getattr(dataset, table.name)
        )
        for table in TABLES
    })  # fmt: skip


def _row_in_words(row: Any, language: str, names: Mapping[str, str]) -> Any:  # noqa: ANN401 - any record
    record_type: type = type(row)
    changes = {
        column.name: tuple(_word(column, each, language, names) for each in value)
        if column.is_list
        else _word(column, value, language, names)
        for column in columns_of(record_type)
        if (value := getattr(row, column.name)) is not None
        and (column.codes or column.struct or column.name.endswith(_AGENCY))
    }
    return replace(row, **changes)


def _word(column: PublishedColumn, value: Any, language: str, names: Mapping[str, str]) -> Any:  # noqa: ANN401
    if is_dataclass(value):
        return _row_in_words(value, language, names)
    if column.codes is not None:
        return getattr(code_meaning(column.codes.name, value), language)
    return names.get(value, value)
