"""Python's own PDF libraries."""

from __future__ import annotations

import subprocess
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape

from tests.exam.description import Drawn, load_plan
from tests.exam.engines.programs import stamp_lines
from tests.exam.table import MARGIN, boxes_of, page_size


@cache
def font_file(family: str, style: str = "Regular") -> str:
    """The file of an installed font."""
    command = ["fc-match", "-f", "%{file}", f"{family}:style={style}"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def reportlab(drawn: Drawn) -> bytes:
    """ReportLab's platypus."""
    from reportlab.lib import colors
    from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    name = drawn.font.replace(" ", "")
    pdfmetrics.registerFont(TTFont(name, font_file(drawn.font)))
    align = {"left": TA_LEFT, "justify": TA_JUSTIFY, "center": TA_CENTER}[drawn.align]

    def paragraph(text: str, alignment: int, after: float = 0) -> Paragraph:
        style = ParagraphStyle(
            "x",
            fontName=name,
            fontSize=drawn.size,
            leading=1.2 * drawn.size,
            alignment=alignment,
            spaceAfter=after,
        )
        return Paragraph(escape(text), style)

    act = load_plan(drawn.plan)["act"]
    story = [paragraph(act["title"], TA_CENTER, 4), paragraph(act["line"], TA_LEFT, 4)]
    story += [paragraph(line, TA_RIGHT) for line in stamp_lines(act["line"])]
    story.append(paragraph(act["plan_title"], TA_CENTER, 6))
    rows, size = boxes_of(drawn), page_size(drawn)
    cells: list[list[object]] = [[""] * len(drawn.widths) for _ in rows]
    style: list[tuple[object, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), drawn.valign.upper()),
        *((f"{side}PADDING", (0, 0), (-1, -1), drawn.padding) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")),
    ]
    dashes = (1, 1) if drawn.border.dotted else None
    for boxes in rows:
        for box in boxes:
            first = (box.column, box.row)
            last = (box.column + box.n_columns - 1, box.row + box.n_rows - 1)
            is_centred = box.is_head or box.is_heading
            cells[box.row][box.column] = paragraph(box.text, TA_CENTER if is_centred else align)
            style.append(("SPAN", first, last))
            for side, command in (
                ("top", "ABOVE"),
                ("bottom", "BELOW"),
                ("left", "BEFORE"),
                ("right", "AFTER"),
            ):
                if getattr(box, side):
                    style.append((f"LINE{command}", first, last, 0.5, colors.black, None, dashes))
            if box.fill:
                style.append(("BACKGROUND", first, last, colors.lightgrey))
    n_heads = sum(row[0].is_head for row in rows if row)
    width = size[0] - 2 * MARGIN
    table = Table(
        cells,
        colWidths=[share * width for share in drawn.widths],
        repeatRows=n_heads if drawn.repeats_head else 0,
        style=style,
    )
    target = BytesIO()
    margins = {f"{side}Margin": MARGIN for side in ("left", "right", "top", "bottom")}
    SimpleDocTemplate(target, pagesize=size, **margins).build([*story, table])
    return target.getvalue()


def fpdf2(drawn: Drawn) -> bytes:
    """fpdf2, with cells placed by hand as its users do for lines of their own."""
    from fpdf import FPDF

    width, height = page_size(drawn)
    pdf = FPDF(unit="pt", format=(width, height))
    pdf.set_margin(MARGIN)
    pdf.set_auto_page_break(auto=False)
    pdf.add_font("exam", fname=font_file(drawn.font))
    pdf.set_font("exam", size=drawn.size)
    pdf.add_page()
    pitch, usable = 1.25 * drawn.size, width - 2 * MARGIN
    act = load_plan(drawn.plan)["act"]
    texts = [(act["title"], "C"), (act["line"], "L"), *((line, "R") for line in stamp_lines(act["line"]))]
    for text, align in (*texts, (act["plan_title"], "C")):
        pdf.multi_cell(0, pitch, text, align=align, new_x="LMARGIN", new_y="NEXT")
        pdf.ln(3)
    lefts = [MARGIN + usable * sum(drawn.widths[:at]) for at in range(len(drawn.widths) + 1)]
    rows = boxes_of(drawn)
    n_heads = sum(row[0].is_head for row in rows if row)
    align = {"left": "L", "justify": "J", "center": "C"}[drawn.align]
    if drawn.border.dotted:
        pdf.set_dash_pattern(dash=1, gap=1)

    def lines_of(box) -> list[str]:
        room = lefts[box.column + box.n_columns] - lefts[box.column] - 2 * drawn.padding
        return (
            pdf.multi_cell(room, pitch, box.text, align="L", dry_run=True, output="LINES") if box.text else []
        )

    def heights(some) -> list[float]:
        return [
            max((pitch * len(lines_of(box)) for box in row if box.n_rows == 1), default=pitch)
            + 2 * drawn.padding
            for row in some
        ]

    def paint(some, y: float) -> float:
        tall = heights(some)
        for at, row in enumerate(some):
            for box in row:
                x0, x1 = lefts[box.column], lefts[box.column + box.n_columns]
                high = sum(tall[at : at + box.n_rows])
                if box.fill:
                    pdf.set_fill_color(221)
                    pdf.rect(x0, y, x1 - x0, high, style="F")
                used = pitch * len(lines_of(box))
                free = high - 2 * drawn.padding - used
                down = {"top": 0.0, "middle": free / 2, "bottom": free}[drawn.valign]
                if box.text:
                    pdf.set_xy(x0 + drawn.padding, y + drawn.padding + max(0.0, down))
                    is_centred = box.is_head or box.is_heading
                    pdf.multi_cell(
                        x1 - x0 - 2 * drawn.padding, pitch, box.text, align="C" if is_centred else align
                    )
                for is_drawn, ends in (
                    (box.top, (x0, y, x1, y)),
                    (box.bottom, (x0, y + high, x1, y + high)),
                    (box.left, (x0, y, x0, y + high)),
                    (box.right, (x1, y, x1, y + high)),
                ):
                    if is_drawn:
                        pdf.line(*ends)
            y += tall[at]
        return y

    pdf.c_margin = 0
    y = paint(rows[:n_heads], pdf.get_y())
    for row in rows[n_heads:]:
        if y + heights([row])[0] > height - MARGIN:
            pdf.add_page()
            y = paint(rows[:n_heads], MARGIN) if drawn.repeats_head else MARGIN
        y = paint([row], y)
    return bytes(pdf.output())
