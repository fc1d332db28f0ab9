"""Pages in parts: their tables, the lines outside them, and what is set apart as furniture.

In this order: rules and grids; the frame, which all pages tell together: furniture, then, of the lines that
are left, footnotes and the marks that lead to them; the cells, filled with the rest; tables without rules;
and numbers for cells and lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.extract.frame.footnotes import set_footnotes_apart
from pipeline.extract.frame.furniture import PageFrame, find_frame
from pipeline.extract.pdf.visible import clear_page
from pipeline.extract.ruled.boxes import Grid
from pipeline.extract.ruled.cells import PageLines, fill_grids, place_lines
from pipeline.extract.ruled.page_grids import read_grids
from pipeline.extract.unruled.unruled_plans import find_unruled
from pipeline.stations.glyph_columns import columns_of
from pipeline.stations.layout_lines import numbered
from pipeline.stations.page import Counts, Layout, Page
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
    lines = [
        place_lines(own.grids, page, columns_of(page.glyphs).where(frame.is_text))
        for page, own, frame in zip(clear, found, frames, strict=True)
    ]
    filled = [
        _filled(page, own.grids, frame)
        for page, own, frame in zip(set_footnotes_apart(lines), found, frames, strict=True)
    ]
    return numbered(find_unruled(filled, [own.rules for own in found], words))


def _filled(lines: PageLines, grids: Sequence[Grid], frame: PageFrame) -> Layout:
    """The page with its lines in the grids' cells."""
    page = lines.page
    columns = columns_of(page.glyphs)
    return Layout(
        page=replace(page, glyphs=(), shapes=()),
        counts=Counts(
            upright=len(columns) - int(columns.is_space.sum()),
            aside=len(page.aside),
            shapes=len(page.shapes),
        ),
        tables=tuple(fill_grids(grids, lines)),
        lines=lines.outside,
        furniture=tuple(frame.furniture),
        marks=lines.marks,
        footnotes=lines.footnotes,
    )
