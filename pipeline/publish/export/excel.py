"""The dataset as an Excel workbook: a sheet a table, and what the columns mean.

A spreadsheet guesses: `4.10` becomes 4.1, `1.2.1` a date, `=…` a formula. Here every cell is written with
its type, text always as text, so there is nothing to guess. The same dataset gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import textwrap
from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING, TypeAlias

from pipeline.publish.plain_text import Cell, cell_of, looks_like_formula
from pipeline.records import TABLES, Dataset, PublishedTable, columns_of
from pipeline.registry.meanings import meaning_of

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    _Formats: TypeAlias = Mapping[str, Format]


class TooLargeForExcel(Exception):  # noqa: N818 (the name says what the table is)
    """A table has more rows than a sheet can hold; the message says which."""


# of a column, in characters; longer text is wrapped
_LEAST_WIDTH, _MOST_WIDTH = 8, 44
# of a column whose text would be higher than a row can be
_WIDEST = 140
# letters in a line for each character of a column's width, which is a digit's in Excel's font: other
# programs have other fonts, and Kazakh letters are wider than digits
_LETTERS_A_CHARACTER = 0.84
# in points; Excel's rows are 409.5 at most
_LINE_HEIGHT, _MOST_HEIGHT = 16.5, 409.0
MOST_ROWS = 1_048_576  # Excel's limit, with the head
MOST_CHARACTERS = 32_767  # Excel's limit of a cell
_MOST_KEY_COLUMNS = 2  # that stay in sight to the left
_FIRST_DAY = dt.date(1900, 3, 1)  # Excel believes in 29 February 1900: earlier days stay text
_HEAD, _INK, _LINE = "#1F4E79", "#FFFFFF", "#D9D9D9"
_FILTER_ROOM = 3
_WIDER = 8
_A3 = 8


def workbook_content(dataset: Dataset) -> tuple[bytes, tuple[str, ...]]:
    """The workbook, and the places of texts that are too long for a cell of Excel and end in `…` there.

    Raises:
        ImportError: XlsxWriter is not installed.
        TooLargeForExcel: a table has more rows than a sheet.
    """
    import xlsxwriter  # noqa: PLC0415 - an optional dependency

    buffer = io.BytesIO()
    shortened: list[str] = []
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        latest = max((row.edition_date for row in dataset.documents), default=dt.date(2000, 1, 1))
        # the day that the content is of: a time of writing would make each copy another file
        book.set_properties({
            "title": "Plans of measures", "created": dt.datetime(latest.year, latest.month, latest.day),
        })  # fmt: skip
        formats = _formats(book)
        _write_contents(book, dataset, formats)
        for table in TABLES:
            shortened += _write_table(book, table, getattr(dataset, table.name), formats)
        _write_columns(book, formats)
    return buffer.getvalue(), tuple(shortened)


def _formats(book: Workbook) -> _Formats:
    cell = {"valign": "top", "text_wrap": True, "bottom": 1, "bottom_color": _LINE}
    plain = {"valign": "top", "bottom": 1, "bottom_color": _LINE}
    head = {"bold": True, "font_color": _INK, "bg_color": _HEAD, "valign": "vcenter"}
    return {
        "head": book.add_format(head),
        "text": book.add_format(cell),
        # stays text also when a person edits the cell
        "guarded": book.add_format({**cell, "quote_prefix": True}),
        "date": book.add_format({**plain, "num_format": "yyyy-mm-dd", "align": "left"}),
        "number": book.add_format(plain),
        "link": book.add_format({**plain, "font_color": _HEAD, "underline": 1}),
    }


def _write_contents(book: Workbook, dataset: Dataset, formats: _Formats) -> None:
    sheet = book.add_worksheet("contents")
    rows: list[list[Cell]] = [
        [table.name, len(getattr(dataset, table.name)), table.meaning, meaning_of(table.name).kk,
         meaning_of(table.name).ru]
        for table in TABLES
    ]  # fmt: skip
    _fill(sheet, ("sheet", "rows", "english", "қазақша", "по-русски"), rows, formats)
    for number, table in enumerate(TABLES, start=1):
        sheet.write_url(number, 0, f"internal:'{table.name}'!A1", formats["link"], table.name)


def _write_columns(book: Workbook, formats: _Formats) -> None:
    sheet = book.add_worksheet("columns")
    rows: list[list[Cell]] = []
    for table in TABLES:
        for column in columns_of(table.record_type):
            translated = meaning_of(f"{table.name}.{column.name}")
            codes = column.codes
            rows.append([
                table.name, column.name, column.meaning, translated.kk, translated.ru, column.unit,
                "; ".join(codes.codes) if codes else None,
            ])  # fmt: skip
    heads = ("table", "column", "english", "қазақша", "по-русски", "unit", "codes")
    _fill(sheet, heads, rows, formats)


def _write_table(
    book: Workbook, table: PublishedTable, records: Sequence[object], formats: _Formats
) -> list[str]:
    if len(records) >= MOST_ROWS:
        raise TooLargeForExcel(
            f"The table {table.name} has {len(records)} rows, and a sheet holds {MOST_ROWS - 1}: "
            "export CSV or JSON Lines, or the dataset of fewer editions."
        )
    columns = columns_of(table.record_type)
    rows = [[cell_of(column, getattr(record, column.name)) for column in columns] for record in records]
    sheet = book.add_worksheet(table.name)
    # evidence, wide and seldom read, and columns in which nothing stands are folded: the [+] above opens them
    folded = {
        index
        for index, column in enumerate(columns)
        if column.name == "cells" or column.name.endswith(("_lines", "_uri"))
        or (rows and all(row[index] in (None, "") for row in rows))
    }  # fmt: skip
    shortened = _fill(sheet, [column.name for column in columns], rows, formats, folded)
    keys = len(table.key) if len(table.key) <= _MOST_KEY_COLUMNS else 0
    sheet.freeze_panes(1, keys)
    return [f"{table.name} row {row + 1}, {columns[index].name}" for row, index in shortened]


def _fill(
    sheet: Worksheet, heads: Sequence[str], rows: Sequence[Sequence[Cell]], formats: _Formats,
    folded: Set[int] = frozenset(),
) -> list[tuple[int, int]]:  # fmt: skip
    """Heads, rows, widths and filters; gives the row and column (from 0) of each text that was shortened.

    Rows are given their height: LibreOffice shows one line of a wrapped text where none is given.
    """
    shortened = []
    sheet.write_row(0, 0, heads, formats["head"])
    for number, row in enumerate(rows, start=1):
        for index, value in enumerate(row):
            if isinstance(value, str) and len(value) > MOST_CHARACTERS:
                value = value[: MOST_CHARACTERS - 1] + "…"  # noqa: PLW2901
                shortened.append((number - 1, index))
            _write(sheet, number, index, value, formats)
    widths = [
        _column_width(head, [row[index] for row in rows], may_be_wide=index not in folded)
        for index, head in enumerate(heads)
    ]
    shown = [index for index in range(len(heads)) if index not in folded]
    for number, row in enumerate(rows, start=1):
        lines = max(_lines(row[index], widths[index]) for index in shown)
        sheet.set_row(number, min(lines * _LINE_HEIGHT, _MOST_HEIGHT))
    for index, width in enumerate(widths):
        fold = {"level": 1, "hidden": True} if index in folded else {"collapsed": index - 1 in folded}
        sheet.set_column(index, index, width, None, fold)
    if len(heads) - 1 in folded:  # the [+] stands behind the last column
        sheet.set_column(len(heads), len(heads), None, None, {"collapsed": True})
    _set_print(sheet)
    sheet.autofilter(0, 0, len(rows), len(heads) - 1)
    sheet.freeze_panes(1, 0)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS}"})
    return shortened


def _set_print(sheet: Worksheet) -> None:
    """All columns on the width of a page, as many pages high as need be, the heads on each."""
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&R&P / &N")


def _column_width(head: str, values: Sequence[Cell], *, may_be_wide: bool) -> int:
    """A column's width in characters: enough for most texts in one line, and for the longest in one row."""
    longest = max(map(_width, values), default=0)
    width = min(max(longest + 1, len(head) + _FILTER_ROOM, _LEAST_WIDTH), _MOST_WIDTH)
    most_lines = int(_MOST_HEIGHT // _LINE_HEIGHT)
    while may_be_wide and width < _WIDEST and any(_lines(value, width) > most_lines for value in values):
        width += _WIDER
    return min(width, _WIDEST)


def _lines(value: Cell, width: int) -> int:
    """The lines that a value takes in a column of this width."""
    if not isinstance(value, str):
        return 1
    room = max(int(width * _LETTERS_A_CHARACTER), 1)
    return sum(
        len(textwrap.wrap(line, room)) if len(line) > room else 1 for line in value.splitlines() or [""]
    )


def _write(sheet: Worksheet, row: int, column: int, value: Cell, formats: _Formats) -> None:
    if value is None:
        sheet.write_blank(row, column, None, formats["text"])
    elif isinstance(value, bool | int | float):
        sheet.write(row, column, value, formats["number"])
    elif isinstance(value, dt.date) and value >= _FIRST_DAY:
        sheet.write_datetime(row, column, value, formats["date"])
    else:
        text = str(value)
        sheet.write_string(row, column, text, formats["guarded" if looks_like_formula(text) else "text"])


def _width(value: Cell) -> int:
    return max(map(len, str(value).splitlines()), default=0) if value is not None else 0
