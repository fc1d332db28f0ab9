"""Pages in parts: their tables, the lines outside them, and what is set apart as furniture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.extract.frame.footnotes import marks_on, set_footnotes_apart
from pipeline.extract.frame.furniture import find_furniture, margin_kind
from pipeline.extract.frame.margins import Margins, edge_lines
from pipeline.extract.pdf.visible import clear_page
from pipeline.extract.ruled.boxes import Grid
from pipeline.extract.ruled.cells import fill_grids
from pipeline.extract.ruled.page_grids import read_grids
from pipeline.extract.unruled.unruled_plans import find_unruled
from pipeline.stations.glyph_columns import columns_of
from pipeline.stations.layout_lines import numbered
from pipeline.stations.page import ClearPage, Counts, Furniture, Layout, Page


def lay_out(pages: Iterable[Page]) -> tuple[Layout, ...]:
    """Every page of a document in parts, each of its cells and lines with a number."""
    clear = [clear_page(page) for page in pages]
    found = read_grids(clear)
    edges = [
        edge_lines(page, columns_of(page.glyphs), own.grids) for page, own in zip(clear, found, strict=True)
    ]
    margins = Margins()
    for lines in edges:
        margins.add(lines)
    filled = [
        _filled(page, own.grids, margins.apart(lines))
        for page, own, lines in zip(clear, found, edges, strict=True)
    ]
    rules = [own.rules for own in found]
    marks = [marks_on(layout) for layout in filled]
    layouts = set_footnotes_apart(find_furniture(filled, rules), marks)
    return numbered(find_unruled(layouts, rules))


def _filled(page: ClearPage, grids: Sequence[Grid], apart: frozenset[int]) -> Layout:
    """The page with its glyphs in the grids' boxes, but for those that are the page's own, by number."""
    columns = columns_of(page.glyphs)
    tables, outside, furniture = fill_grids(grids, page, columns, apart)
    return Layout(
        page=replace(page, glyphs=(), shapes=()),
        counts=Counts(
            upright=len(columns) - int(columns.is_space.sum()),
            aside=len(page.aside),
            shapes=len(page.shapes),
        ),
        tables=tuple(tables),
        lines=tuple(outside),
        furniture=tuple([Furniture(margin_kind(line, page), line) for line in furniture]),
    )
