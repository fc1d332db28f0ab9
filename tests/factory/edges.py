"""A cell's shade and edges, drawn in all the ways in which engines draw a grid."""
# coordinates and their kin come in a fixed order

from __future__ import annotations

from tests.factory.canvas import Sheet
from tests.factory.flow import PlacedCell
from tests.factory.styles import Style


def paint_box(
    sheet: Sheet, cell: PlacedCell, style: Style, ys: tuple[float, float], *, has_top: bool, has_bottom: bool
) -> None:
    """One cell's box on one page; `ys` are its upper and lower edge from the page's bottom."""
    y0, y1 = ys
    if (style.shade_rows and cell.kind in {"stage", "section"}) or (
        style.shade_head and cell.kind in {"head", "numbers"}
    ):
        sheet.fill(cell.x0, y1, cell.x1 - cell.x0, y0 - y1, 0.92)
    rules, frame = style.rules, style.rules != "noframe"
    if rules == "adilet":  # the right and the bottom edge of each cell only, and the table's own frame
        _edge(sheet, style, cell.x1, y0, cell.x1, y1)
        _edge(sheet, style, cell.x0, y1, cell.x1, y1)
        if cell.is_left:
            _edge(sheet, style, cell.x0, y0, cell.x0, y1)
        if cell.is_first:
            _edge(sheet, style, cell.x0, y0, cell.x1, y0)
        return
    if rules != "vertical" and has_top and (frame or not cell.is_first):
        _edge(sheet, style, cell.x0, y0, cell.x1, y0)
    # a head that is repeated has rows below it
    is_end = cell.is_last and cell.kind not in {"head", "numbers"}
    if rules != "vertical" and has_bottom and (frame or not is_end):
        _edge(sheet, style, cell.x0, y1, cell.x1, y1)
    if rules != "horizontal" and (frame or not cell.is_left):
        _edge(sheet, style, cell.x0, y0, cell.x0, y1)
    if rules != "horizontal" and (frame or not cell.is_right):
        _edge(sheet, style, cell.x1, y0, cell.x1, y1)


def _edge(sheet: Sheet, style: Style, x0: float, y0: float, x1: float, y1: float) -> None:
    rules, pen = style.rules, style.rule_width
    digits = style.rule_color.lstrip("#")
    grey = int(digits[:2] if len(digits) == 6 else digits[0] * 2, 16) / 255
    is_flat = y0 == y1
    low_x, high_x, low_y, high_y = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    if rules == "corners":
        gap = 1.2
        low_x, high_x = (low_x + gap, high_x - gap) if is_flat else (low_x, high_x)
        low_y, high_y = (low_y, high_y) if is_flat else (low_y + gap, high_y - gap)
    if rules in {"fill", "adilet", "both"}:
        sheet.fill(
            low_x, low_y, (high_x - low_x) if is_flat else pen, pen if is_flat else (high_y - low_y), grey
        )
    if rules in {"solid", "both", "corners", "noframe", "horizontal", "vertical"}:
        sheet.line(low_x, low_y, high_x, high_y, pen, grey)
    if rules == "double":
        dx, dy = (0, 1.0) if is_flat else (1.0, 0)
        sheet.line(low_x - dx, low_y - dy, high_x - dx, high_y - dy, pen, grey)
        sheet.line(low_x + dx, low_y + dy, high_x + dx, high_y + dy, pen, grey)
    if rules == "pieces":
        length, at = (high_x - low_x) if is_flat else (high_y - low_y), 0.0
        while at < length:
            to = min(at + 17, length)
            if is_flat:
                sheet.line(low_x + at, low_y, low_x + to, low_y, pen, grey)
            else:
                sheet.line(low_x, low_y + at, low_x, low_y + to, pen, grey)
            at = to + (0.8 if to < length else 1)
