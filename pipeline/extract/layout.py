"""Pages in parts: their tables, the lines outside them, and what is set apart as furniture.

In this order: rules and grids; furniture, which all pages tell together; the cells, filled with what is left;
footnotes, whose marks stand in the cells' lines; tables without rules; and numbers for cells and lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.extract.frame.footnotes import set_footnotes_apart
from pipeline.extract.frame.furniture import PageFrame, find_frame
from pipeline.extract.pdf.visible import clear_page
from pipeline.extract.ruled.boxes import Grid
from pipeline.extract.ruled.cells import fill_grids
from pipeline.extract.ruled.page_grids import read_grids
from pipeline.extract.unruled.unruled_plans import find_unruled
from pipeline.stations.glyph_columns import columns_of
from pipeline.stations.layout_lines import numbered
from pipeline.stations.page import ClearPage, Counts, Layout, Page
from pipeline.stations.plan_words import PlanWords


def lay_out(pages: Iterable[Page], words: PlanWords) -> tuple[Layout, ...]:
    """Every page of a document in parts, each of its cells and lines with a number.

    Args:
        pages: the pages.
        words: those by which a plan is known that no rules show; the layout has none of its own.
    """
    clear = [clear_page(page) for page in pages]
    found = read_grids(clear)
    frames = find_frame(clear, found)
    filled = [_filled(page, own.grids, frame) for page, own, frame in zip(clear, found, frames, strict=True)]
    rules = [own.rules for own in found]
    return numbered(find_unruled(set_footnotes_apart(filled), rules, words))


def _filled(page: ClearPage, grids: Sequence[Grid], frame: PageFrame) -> Layout:
    """The page with its glyphs in the grids' boxes, but for its furniture."""
    columns = columns_of(page.glyphs)
    tables, outside = fill_grids(grids, page, columns.where(frame.is_text))
    return Layout(
        page=replace(page, glyphs=(), shapes=()),
        counts=Counts(
            upright=len(columns) - int(columns.is_space.sum()),
            aside=len(page.aside),
            shapes=len(page.shapes),
        ),
        tables=tuple(tables),
        lines=tuple(outside),
        furniture=tuple(frame.furniture),
    )
