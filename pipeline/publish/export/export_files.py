"""The dataset in the forms that people ask for: a workbook, CSV files, JSON Lines.

Parquet is for programs; a lawyer has Excel. An export holds the same rows and columns in the same order, and
is never read back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.publish.export.text_files import csv_content, json_lines_content
from pipeline.records import TABLES, Dataset, in_order

ExportForm = Literal["xlsx", "csv", "jsonl"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What an export wrote.

    Attributes:
        files: the files, in the order of the tables.
        cut_texts: places of texts that Excel has no room for: only their beginning is in the workbook.
    """

    files: tuple[Path, ...]
    cut_texts: tuple[str, ...] = ()


def export_dataset(dataset: Dataset, form: ExportForm, out: Path) -> Export:
    """Writes a dataset for other programs; files of these names are replaced, each when it is complete.

    Args:
        dataset: any number of editions.
        form: xlsx (one workbook), csv or jsonl (a file a table).
        out: the workbook's file, or the folder of the others; made if need be, with its parents.

    Raises:
        ImportError: a workbook is asked for, and XlsxWriter is not installed.
        TooLargeForExcel: a table has more rows than a sheet of Excel.
        OSError: something could not be written.
    """
    dataset = in_order(dataset)
    if form == "xlsx":
        from pipeline.publish.export.excel import workbook_content  # noqa: PLC0415 - needs an extra

        content, cut = workbook_content(dataset)
        return Export(files=(_written(out, content),), cut_texts=cut)
    files = tuple(_written(out / name, content) for name, content in _contents(dataset, form))
    return Export(files=files)


def _contents(dataset: Dataset, form: ExportForm) -> Iterator[tuple[str, bytes]]:
    for table in TABLES:
        rows = getattr(dataset, table.name)
        content = csv_content(table, rows) if form == "csv" else json_lines_content(table, rows)
        yield f"{table.name}.{form}", content


def _written(file: Path, content: bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.part")
    try:
        part.write_bytes(content)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    return file
