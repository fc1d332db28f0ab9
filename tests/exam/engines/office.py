"""Word and Excel files, made by python-docx and openpyxl, printed by LibreOffice."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.exam.description import Drawn, load_plan
from tests.exam.engines.programs import run, stamp_lines
from tests.exam.table import MARGIN, Box, boxes_of, page_size

_PROFILE = Path(tempfile.gettempdir(), "decree-exam-office").as_uri()
_PRINT = ["soffice", f"-env:UserInstallation={_PROFILE}", "--headless", "--convert-to", "pdf"]
_GREY = "DDDDDD"


def docx(drawn: Drawn) -> bytes:
    """A Word file."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.shared import Pt

    act = load_plan(drawn.plan)["act"]
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = drawn.font, Pt(drawn.size)
    style.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    width, height = page_size(drawn)
    section.orientation = WD_ORIENT.LANDSCAPE if drawn.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Pt(width), Pt(height)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Pt(MARGIN))
    for text, align in (
        (act["title"], ALIGN.CENTER),
        (act["line"], ALIGN.LEFT),
        *((line, ALIGN.RIGHT) for line in stamp_lines(act["line"])),
        (act["plan_title"], ALIGN.CENTER),
    ):
        paragraph = document.add_paragraph(text)
        paragraph.alignment = align
        paragraph.paragraph_format.space_after = Pt(4)
    rows = boxes_of(drawn)
    table = document.add_table(len(rows), len(drawn.widths))
    table.autofit = False
    for column, share in zip(table.columns, drawn.widths, strict=True):
        for cell in column.cells:
            cell.width = Pt(share * (width - 2 * MARGIN))
    align = {"left": ALIGN.LEFT, "justify": ALIGN.JUSTIFY, "center": ALIGN.CENTER}[drawn.align]
    for boxes in rows:
        for box in boxes:
            last = table.cell(box.row + box.n_rows - 1, box.column + box.n_columns - 1)
            cell = table.cell(box.row, box.column)
            for (row, column), sides in _sides(box).items():
                # each of the cells that are merged has its own lines
                _dress(table.cell(row, column), box, drawn, sides)
            cell = cell.merge(last) if cell is not last else cell
            cell.paragraphs[0].add_run(box.text).bold = box.is_head or box.is_heading
            cell.paragraphs[0].alignment = ALIGN.CENTER if box.is_head or box.is_heading else align
        if boxes and boxes[0].is_head and drawn.repeats_head:
            properties = table.rows[boxes[0].row]._tr.get_or_add_trPr()
            properties.append(_element("w:tblHeader", val="true"))
    target = BytesIO()
    document.save(target)
    return run(target.getvalue(), "in.docx", [*_PRINT, "in.docx"], "in.pdf")


def _sides(box: Box) -> dict[tuple[int, int], set[str]]:
    """The sides with lines of each cell of the grid that the box covers, by row and column."""
    last_row, last_column = box.row + box.n_rows - 1, box.column + box.n_columns - 1
    return {
        (row, column): {
            side
            for side, is_edge in (
                ("top", row == box.row),
                ("bottom", row == last_row),
                ("left", column == box.column),
                ("right", column == last_column),
            )
            if is_edge and getattr(box, side)
        }
        for row in range(box.row, last_row + 1)
        for column in range(box.column, last_column + 1)
    }


def _dress(cell: Any, box: Box, drawn: Drawn, sides: set[str]) -> None:
    properties = cell._tc.get_or_add_tcPr()
    borders = _element("w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        value = "nil" if side not in sides else "dotted" if drawn.border.dotted else "single"
        borders.append(_element(f"w:{side}", val=value, sz="4", color="000000"))
    properties.append(borders)
    if box.fill:
        properties.append(_element("w:shd", val="clear", fill=_GREY))
    valign = {"top": "top", "middle": "center", "bottom": "bottom"}[drawn.valign]
    properties.append(_element("w:vAlign", val=valign))


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def xlsx(drawn: Drawn) -> bytes:
    """An Excel sheet; rows are as high as their longest cell needs, with room to spare."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    act = load_plan(drawn.plan)["act"]
    book = Workbook()
    sheet = book.active
    n = len(drawn.widths)
    page_width, _ = page_size(drawn)
    usable = page_width - 2 * MARGIN
    sheet.page_setup.orientation = "landscape" if drawn.landscape else "portrait"
    sheet.page_setup.paperSize = 1 if drawn.letter else 9
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    for side in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, side, MARGIN / 72)
    for at, share in enumerate(drawn.widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = share * usable * 0.97 / 5.6
    top = 0
    for text, horizontal in (
        (act["title"], "center"),
        (act["line"], "left"),
        *((line, "right") for line in stamp_lines(act["line"])),
        (act["plan_title"], "center"),
    ):
        top += 1
        sheet.merge_cells(start_row=top, start_column=1, end_row=top, end_column=n)
        cell = sheet.cell(top, 1, text)
        cell.font = Font(name=drawn.font, size=drawn.size)
        cell.alignment = Alignment(horizontal=horizontal, vertical="top", wrap_text=True)
        sheet.row_dimensions[top].height = drawn.size * 1.35 * _lines(text, usable, drawn)
    rows = boxes_of(drawn)
    for boxes in rows:
        height = 1
        for box in boxes:
            _fill(sheet, top + 1, box, drawn)
            share = sum(drawn.widths[box.column : box.column + box.n_columns])
            height = max(height, _lines(box.text, share * usable, drawn) if box.n_rows == 1 else 1)
        if boxes:
            sheet.row_dimensions[top + 1 + boxes[0].row].height = drawn.size * 1.35 * height + 2
    if drawn.repeats_head:
        sheet.print_title_rows = f"{top + 1}:{top + sum(row[0].is_head for row in rows if row)}"
    target = BytesIO()
    book.save(target)
    return run(target.getvalue(), "in.xlsx", [*_PRINT, "in.xlsx"], "in.pdf")


def _fill(sheet: Any, first: int, box: Box, drawn: Drawn) -> None:
    """A cell's text, lines and grey, in the sheet's row `first` and below."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    row, column = first + box.row, box.column + 1
    last_row, last_column = row + box.n_rows - 1, column + box.n_columns - 1
    is_bold = box.is_head or box.is_heading
    cell = sheet.cell(row, column, box.text)
    cell.font = Font(name=drawn.font, size=drawn.size, bold=is_bold)
    cell.alignment = Alignment(
        horizontal="center" if is_bold else drawn.align,
        vertical={"top": "top", "middle": "center", "bottom": "bottom"}[drawn.valign],
        wrap_text=True,
    )
    line = Side(style="dotted" if drawn.border.dotted else "thin")
    for (r, c), sides in _sides(box).items():
        inner = sheet.cell(first + r, c + 1)
        inner.border = Border(**dict.fromkeys(sides, line))
        if box.fill:
            inner.fill = PatternFill("solid", start_color=_GREY)
    if (last_row, last_column) != (row, column):
        sheet.merge_cells(start_row=row, start_column=column, end_row=last_row, end_column=last_column)


def _lines(text: str, width: float, drawn: Drawn) -> int:
    """How many lines a text may need in a cell, counted wide."""
    letters = max(1, int((width - 4) / (0.62 * drawn.size)))
    lines, used = 1, 0
    for word in text.split(" "):
        if used and used + 1 + len(word) > letters:
            lines, used = lines + 1, 0
        used += len(word) + (1 if used else 0)
        lines += max(0, (used - 1) // letters)
        used = used if used <= letters else used % letters
    return lines
