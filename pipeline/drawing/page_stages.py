"""What each station of the road finds on one page, listed and drawn: for whoever adds a new layout.

`shapes` is what is painted, with the rules that it makes; `grid` the boxes between the rules; `lines` the
tables, their cells and the lines in them, the lines outside, footnotes and furniture; `rows` the plan's rows
with the columns of their cells; `plan` the measures. The first three need no plan: any PDF's page shows them.
Boxes are numbered alike in the text and in the picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final

from pipeline.assemble.rows.headings import plan_words
from pipeline.assemble.rows.row_parts import RowPart
from pipeline.assemble.rows.table_rows import read_stream
from pipeline.compose.file_languages import language_of
from pipeline.compose.printed_document import PrintedEdition, read_act_and_plan
from pipeline.drawing.decisions import break_text, gutter_lines
from pipeline.drawing.marks import Mark, marked, png
from pipeline.drawing.page_images import PageRenderer
from pipeline.extract.layout import lay_out
from pipeline.extract.pdf.reader import read_pages
from pipeline.extract.pdf.visible import clear_page
from pipeline.extract.ruled.grid import Box
from pipeline.extract.ruled.page_grids import read_grids
from pipeline.registry.loading import reading_in
from pipeline.repair.texts import Texts, read_texts
from pipeline.stations.page import BBox, Cell, ClearPage, Line
from pipeline.stations.plan import COLUMN_ROLES

_DPI: Final = 110
Color = tuple[int, int, int]
_TABLE, _CELL, _LINE = (10, 90, 136), (30, 130, 190), (200, 120, 0)
_OUTSIDE, _FURNITURE = (30, 130, 60), (130, 130, 130)
_LONGEST_TEXT: Final = 60
Shown = Iterator[tuple[str, Sequence[Mark]]]
"""Lines of text, each with what is drawn for it."""


class NoSuchPage(ValueError):  # noqa: N818 (the name says what is not there)
    """The file has fewer pages; the message says how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStage:
    """What one station finds on a page: the number of pages of its file, the list, and the marks to draw."""

    page: ClearPage
    n_pages: int
    text: str
    marks: tuple[Mark, ...]


class _Road:
    """The stations of a file, each read when it is asked for."""

    def __init__(self, path: Path) -> None:
        self.pages = list(read_pages(path))

    @cached_property
    def clear(self) -> list[ClearPage]:
        return list(map(clear_page, self.pages))

    @cached_property
    def texts(self) -> Texts:
        return read_texts(lay_out(self.pages, plan_words()))

    @cached_property
    def printed(self) -> PrintedEdition:
        return read_act_and_plan(self.texts)


def page_stage(
    path: Path, page_number: int, stage: str, *, why: bool = False, language: str | None = None
) -> PageStage:
    """What a station finds on one page.

    Args:
        path: the file.
        page_number: from 1.
        stage: one of `STAGES`.
        why: whether to add what was decided at the page breaks above and below and between the heads of a
            table without rules, and the clues that spoke.
        language: the language to read in; None to decide it by the file's words.

    Raises:
        NotReadable: the file cannot be read.
        NoSuchPage: it has no such page.
        NoPlan: it has no plan, which `plan` and `why` need.
    """
    road = _Road(path)
    n_pages = len(road.pages)
    if not 1 <= page_number <= n_pages:
        raise NoSuchPage(f"{path.name} has no page {page_number}: it has {n_pages}.")
    with reading_in(language or language_of(road.pages).language):
        shown = list(STAGES[stage](road, page_number - 1))
        if why:
            shown.extend(_decided(road, page_number - 1))
    return PageStage(
        page=road.clear[page_number - 1],
        n_pages=n_pages,
        text="\n".join(text for text, _ in shown),
        marks=tuple(mark for _, marks in shown for mark in marks),
    )


def stage_picture(path: Path, stage: PageStage) -> bytes:
    """A PNG of the page with what was found on it.

    Raises:
        NotDrawable: the page cannot be drawn.
    """
    with PageRenderer(path.read_bytes(), name=path.name) as renderer:
        image, scale = renderer.image(stage.page.page_number, dpi=_DPI)
    in_file = [replace(mark, bbox=stage.page.unturned(mark.bbox)) for mark in stage.marks]
    return png(marked(image, scale, in_file))


def _shapes(road: _Road, index: int) -> Shown:
    page, rules = road.clear[index], read_grids(road.clear)[index].rules
    yield f"{len(page.glyphs)} glyphs, {len(page.aside)} at an angle, {len(page.shapes)} shapes", ()
    for shape in page.shapes:
        box = BBox(shape.x0, shape.top, shape.x1, shape.bottom)
        what = f"{shape.kind}, {shape.thickness:.1f} pt, #{shape.color:06x}"
        yield f"  {_box(box)}  {what}", [Mark(bbox=box, color=_CELL, width_px=1)]
    across = [BBox(rule.start, rule.at, rule.end, rule.at) for rule in rules.horizontal]
    down = [BBox(rule.at, rule.start, rule.at, rule.end) for rule in rules.vertical]
    for head, boxes in (("Horizontal rules", across), ("Vertical rules", down)):
        yield f"\n{head}: {len(boxes)}", ()
        for box in boxes:
            yield f"  {_box(box)}", [_outlined(box)]


def _grid(road: _Road, index: int) -> Shown:
    grids = read_grids(road.clear)[index].grids
    yield "No grid was found on this page." if not grids else f"Grids: {len(grids)}", ()
    for number, grid in enumerate(grids, start=1):
        size = f"{len(grid.ys) - 1} rows, {len(grid.xs) - 1} columns, {len(grid.boxes)} boxes"
        yield f"\nGrid {number}: {_box(grid.bbox)}; {size}", [_outlined(grid.bbox)]
        yield "  column edges  " + " ".join(f"{x:.1f}" for x in grid.xs), ()
        yield "  row edges  " + " ".join(f"{y:.1f}" for y in grid.ys), ()
        for at, box in enumerate(grid.boxes, start=1):
            yield _box_line(box, f"{number}.{at}")


def _lines(road: _Road, index: int) -> Shown:
    layout = road.texts.layouts[index]
    page, counts = layout.page, layout.counts
    turned = f", text turned by {page.turn} degrees" if page.turn else ""
    what = f"{counts.upright} characters, {counts.aside} at an angle, {counts.shapes} shapes"
    yield f"{page.width:.1f} x {page.height:.1f} pt{turned}; {what}", ()
    for number, table in enumerate(layout.tables, start=1):
        size = f"{len(table.row_edges) - 1} rows, {len(table.cells)} cells"
        yield f"\nTable {number}: {_box(table.bbox)}; {size}", [_outlined(table.bbox)]
        yield "  row edges  " + " ".join(f"{edge:.1f}" for edge in table.row_edges), ()
        for at, cell in enumerate(table.cells, start=1):
            yield _box_line(cell, f"{number}.{at}")
            for line in cell.lines:
                yield f"      {line.text}", [_line_mark(line, _LINE)]
    kinds = dict.fromkeys(each.kind for each in layout.furniture)
    notes = [line for note in layout.footnotes for line in (note.mark.line, *note.lines)]
    groups = [
        ("Lines outside tables", _OUTSIDE, [(line, "") for line in layout.lines]),
        ("Footnotes", _OUTSIDE, [(line, "") for line in notes]),
        ("Footnote marks", _OUTSIDE, [(mark.line, "") for mark in layout.marks]),
        *(
            (
                kind.replace("_", " ").capitalize(),
                _FURNITURE,
                [(each.line, each.reasons) for each in layout.furniture if each.kind == kind],
            )
            for kind in kinds
        ),
    ]
    for head, color, lines in groups:
        if lines:
            yield f"\n{head}: {len(lines)}", ()
        for line, reasons in lines:
            why = f"  ({reasons})" if reasons else ""
            text = f"  {_box(line.bbox)}  {line.size:.1f} pt  {line.text}{why}"
            yield text, [_line_mark(line, color)]
    if not layout.tables:
        yield "\nNo table was found on this page.", ()


def _box_line(box: Box | Cell, label: str) -> tuple[str, list[Mark]]:
    """A box of the grid, or a cell, in a line of text."""
    rows = f"row {box.row0 + 1}" if box.row1 - box.row0 == 1 else f"rows {box.row0 + 1}-{box.row1}"
    names = [side for side in ("left", "right", "top", "bottom") if getattr(box, f"is_open_{side}", False)]
    is_open = f", open at the {' and '.join(names)}" if names else ""
    return f"  {label}  {_box(box.bbox)}  {rows}{is_open}", [_tinted(box.bbox, label)]


def _plan_rows(road: _Road, index: int) -> Shown:
    stream = read_stream(road.texts.layouts, road.texts)
    rows = [part for part in stream.parts if isinstance(part, RowPart) and part.page_number == index + 1]
    yield "No row of a plan was found on this page." if not rows else f"Rows: {len(rows)}", ()
    for number, row in enumerate(rows, start=1):
        kind = ", one cell fills it" if row.is_wide else ""
        open_end = ", open at the bottom" if row.is_open else ""
        doubt = f"; nothing printed decides where it begins or ends: {row.doubt}" if row.doubt else ""
        text = f"\nRow {number}: {_box(row.bbox)}{kind}{open_end}{doubt}"
        yield text, [_outlined(row.bbox, str(number))]
        for some in row.cells:
            heads = ", ".join(column.role or column.head for column in some.columns)
            words = road.texts.join(some.cell.lines).text
            yield f"  {heads}: {_short(words)}", [_tinted(some.cell.bbox)]


def _plan(road: _Road, index: int) -> Shown:
    entries = [entry for entry in road.printed.plan.entries if index + 1 in entry.pages]
    yield "No measure stands on this page." if not entries else f"Measures: {len(entries)}", ()
    for entry in entries:
        above = " > ".join(
            heading.title for heading in (entry.stage, *entry.levels, entry.section) if heading is not None
        )
        yield f"\n{entry.key}" + (f"  ({above})" if above else ""), ()
        for role in ("number", *COLUMN_ROLES):
            cell = getattr(entry, role)
            if cell is not None:
                boxes = [place.bbox for place in cell.boxes if place.page_number == index + 1]
                shared = ", shared with other rows" if cell.is_shared else ""
                text = f"  {role}{shared}: {_short(cell.printed.text)}"
                label = entry.key if role == "number" else ""
                yield text, [_tinted(box, label) for box in boxes]


def _decided(road: _Road, index: int) -> Shown:
    pages = {index + 1: "above", index + 2: "below"}
    found = [each for each in road.printed.verdicts if each.place.page_number in pages]
    yield f"\nDecided at page breaks: {len(found)}", ()
    for each in found:
        page, box = each.place.page_number, each.place.bbox
        text = f"  {pages[page]}, page {page} {_box(box)}: {break_text(each)}"
        yield text, [Mark(bbox=box, color=_OUTSIDE, width_px=2)] if page == index + 1 else []
    gutters = [each for table in road.texts.layouts[index].tables for each in gutter_lines(table)]
    if gutters:
        yield f"\nDecided between heads: {len(gutters)}", ()
    for text, box in gutters:
        yield f"  {text}", [Mark(bbox=box, color=_OUTSIDE, width_px=2)]


STAGES: Final[dict[str, Callable[[_Road, int], Shown]]] = {
    "shapes": _shapes,
    "grid": _grid,
    "lines": _lines,
    "rows": _plan_rows,
    "plan": _plan,
}
"""The stations in the order of the road."""


def _outlined(box: BBox, label: str = "") -> Mark:
    return Mark(bbox=box, color=_TABLE, width_px=3, label=label)


def _tinted(box: BBox, label: str = "") -> Mark:
    return Mark(bbox=box, color=_CELL, tint=0.06, label=label)


def _line_mark(line: Line, color: Color) -> Mark:
    return Mark(bbox=line.bbox, color=color, width_px=1, tint=0.08)


def _box(box: BBox) -> str:
    return f"x {box.x0:.1f}-{box.x1:.1f} y {box.top:.1f}-{box.bottom:.1f}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT].rstrip()} …"
