"""Small ruled plans drawn page by page, to say exactly what a page break does to their rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.compose.printed_document import PrintedEdition, read_act_and_plan
from pipeline.extract.pdf.reader import read_content
from pipeline.repair.texts import read_texts
from pipeline.stations.page import Page
from tests.extract.made_pages import lay_out
from tests.factory.canvas import Sheet, load_font, pdf_bytes

FONT = load_font("FactorySerif")
SIZE, PITCH, LEFT, TOP = 8.0, 10.0, 40.0, 560.0
WIDTHS = (40.0, 160.0, 100.0, 100.0, 100.0, 100.0)
HEADS = (
    "Р/с №",
    "Іс-шаралар атауы",
    "Аяқталу нысаны",
    "Жауапты орындаушылар",
    "Орындалу мерзімі",
    "Шығыстар",
)

# a cell's text, its lines parted by "|"; a row of one text is one cell over all columns
Row = Sequence[str] | str


def read_words(pages: Iterable[Page]) -> PrintedEdition:
    """The act and the plan on these pages."""
    return read_act_and_plan(read_texts(lay_out(pages)))


def read_plan(
    *pages: Sequence[Row],
    heads: Sequence[str] = HEADS,
    repeated: bool = False,
    is_ruled: Sequence[bool] = (),
) -> PrintedEdition:
    """The reading of a plan with these rows on each page; the first page has the heads, or all have.

    `is_ruled` says of each page whether its rules are drawn; all are where it is empty.
    """
    content = plan_pdf(*pages, heads=heads, repeated=repeated, is_ruled=is_ruled)
    return read_words(read_content(content, name="plan.pdf"))


def plan_pdf(
    *pages: Sequence[Row],
    heads: Sequence[str] = HEADS,
    repeated: bool = False,
    is_ruled: Sequence[bool] = (),
    ends_open: bool = False,
) -> bytes:
    """The file of such a plan; if it ends open, its last row has no lower rule."""
    sheets = []
    for number, rows in enumerate(pages):
        with_heads = [heads, *rows] if number == 0 or repeated else list(rows)
        sheets.append(_sheet(with_heads, is_ruled=not is_ruled or is_ruled[number]))
    if ends_open:
        del sheets[-1].operators[-1]
    return pdf_bytes(sheets, media=(0, 0, 700, 600), fonts=(FONT,))


def texts(reading: PrintedEdition, role: str = "measure") -> dict[str, str]:
    """The text of one column by key; "" where the cell is empty or not there."""
    cells = {entry.key: getattr(entry, role) for entry in reading.plan.entries}
    return {key: cell.printed.text if cell else "" for key, cell in cells.items()}


def codes(reading: PrintedEdition) -> list[str]:
    """The codes of what the reading reports."""
    return [placed.remark.code for placed in (*reading.plan.remarks, *reading.remarks)]


def _sheet(rows: Sequence[Row], *, is_ruled: bool) -> Sheet:
    sheet, y = Sheet(), TOP
    width = sum(WIDTHS)

    def rule(x0: float, y0: float, x1: float, y1: float) -> None:
        if is_ruled:
            sheet.line(x0, y0, x1, y1, 0.5)

    rule(LEFT, y, LEFT + width, y)
    for row in rows:
        cells = [row] if isinstance(row, str) else list(row)
        widths = (width,) if isinstance(row, str) else WIDTHS
        height = PITCH * max(len(cell.split("|")) for cell in cells) + 4
        x = LEFT
        for cell, cell_width in zip(cells, widths, strict=True):
            for at, line in enumerate(cell.split("|")):
                if line:
                    sheet.words(FONT, SIZE, x + 3, y - 10 - PITCH * at, line)
            rule(x, y, x, y - height)
            x += cell_width
        rule(x, y, x, y - height)
        y -= height
        rule(LEFT, y, LEFT + width, y)
    return sheet
