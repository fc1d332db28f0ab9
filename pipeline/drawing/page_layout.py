"""What the extract stage finds on one page, told and drawn: for whoever adds a new layout.

It needs no plan: any PDF's page shows its tables, their cells and the lines in them, the lines outside, and
footnotes, and what was taken for furniture. Boxes are numbered alike in the text and in the picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.drawing.marks import Mark, marked, png
from pipeline.drawing.page_images import PageRenderer
from pipeline.extract.layout import lay_out
from pipeline.extract.pdf.reader import read_pages
from pipeline.repair.spacing import space_line
from pipeline.stations.page import BBox, Cell, Layout, Line

DPI = 110
_TABLE, _CELL, _LINE = (10, 90, 136), (30, 130, 190), (200, 120, 0)
_OUTSIDE, _FURNITURE = (30, 130, 60), (130, 130, 130)


class NoSuchPage(ValueError):  # noqa: N818 (the name says what is not there)
    """The file has fewer pages; the message says how many."""


def read_layout(path: Path, page_number: int) -> tuple[Layout, int]:
    """One page in parts, and the number of pages of its file.

    Raises:
        NotReadable: the file cannot be read.
        NoSuchPage: it has no such page.
    """
    # what furniture is, is told by all pages together
    layouts = lay_out(read_pages(path))
    if not 1 <= page_number <= len(layouts):
        raise NoSuchPage(f"{path.name} has no page {page_number}: it has {len(layouts)}.")
    return layouts[page_number - 1], len(layouts)


def layout_text(layout: Layout) -> str:
    """The page's tables, cells and lines, with their boxes in points from the page's top left."""
    page, counts = layout.page, layout.counts
    rows = [
        f"{page.width:.1f} x {page.height:.1f} pt"
        + (f", text turned by {page.turn} degrees" if page.turn else "")
        + f"; {counts.upright} characters, {counts.aside} at an angle, {counts.shapes} shapes"
    ]
    for number, table in enumerate(layout.tables, start=1):
        count = len(table.row_edges) - 1
        rows += ["", f"Table {number}: {_box(table.bbox)}; {count} rows, {len(table.cells)} cells"]
        rows.append("  row edges  " + " ".join(f"{edge:.1f}" for edge in table.row_edges))
        for index, cell in enumerate(table.cells, start=1):
            span = (
                f"row {cell.row0 + 1}" if cell.row1 - cell.row0 == 1 else f"rows {cell.row0 + 1}-{cell.row1}"
            )
            rows.append(f"  {number}.{index}  {_box(cell.bbox)}  {span}{_open(cell)}")
            rows += [f"      {_text(line)}" for line in cell.lines]
    apart = [
        (kind.replace("_", " ").capitalize(), [each.line for each in layout.furniture if each.kind == kind])
        for kind in dict.fromkeys(each.kind for each in layout.furniture)
    ]
    notes = [line for note in layout.footnotes for line in (note.mark.line, *note.lines)]
    marks = [mark.line for mark in layout.marks]
    outside = [("Lines outside tables", layout.lines), ("Footnotes", notes), ("Footnote marks", marks)]
    for head, lines in (*outside, *apart):
        if lines:
            rows += ["", f"{head}: {len(lines)}"]
            rows += [f"  {_box(line.bbox)}  {line.size:.1f} pt  {_text(line)}" for line in lines]
    if not layout.tables:
        rows += ["", "No table was found on this page."]
    return "\n".join(rows)


def layout_picture(path: Path, layout: Layout) -> bytes:
    """A PNG of the page with what was found on it.

    Raises:
        NotDrawable: the page cannot be drawn.
    """
    marks: list[Mark] = []
    for number, table in enumerate(layout.tables, start=1):
        for index, cell in enumerate(table.cells, start=1):
            marks.append(Mark(bbox=cell.bbox, color=_CELL, tint=0.06, label=f"{number}.{index}"))
            marks += _line_marks(cell.lines, _LINE)
        marks.append(Mark(bbox=table.bbox, color=_TABLE, width_px=3))
    marks += _line_marks(layout.lines, _OUTSIDE)
    marks += _line_marks([each.line for each in layout.furniture], _FURNITURE)
    marks += _line_marks([line for note in layout.footnotes for line in note.lines], _OUTSIDE)
    with PageRenderer(path.read_bytes(), name=path.name) as renderer:
        image, scale = renderer.image(layout.page.page_number, dpi=DPI)
    in_file = [
        Mark(
            bbox=layout.page.unturned(mark.bbox),
            color=mark.color,
            width_px=mark.width_px,
            tint=mark.tint,
            label=mark.label,
        )
        for mark in marks
    ]
    return png(marked(image, scale, in_file))


def _line_marks(lines: Sequence[Line], color: tuple[int, int, int]) -> list[Mark]:
    return [Mark(bbox=line.bbox, color=color, width_px=1, tint=0.08) for line in lines]


def _box(box: BBox) -> str:
    return f"x {box.x0:.1f}-{box.x1:.1f} y {box.top:.1f}-{box.bottom:.1f}"


def _open(cell: Cell) -> str:
    sides = [
        side for side, is_open in (("top", cell.is_open_top), ("bottom", cell.is_open_bottom)) if is_open
    ]
    return f", open at the {' and '.join(sides)}" if sides else ""


def _text(line: Line) -> str:
    return space_line(line).text
