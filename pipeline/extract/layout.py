"""Pages in parts: their tables, the lines outside them, and what is set apart as furniture.

In this order: rules and grids; the frame, which all pages tell together: furniture, then, of the lines that
are left, footnotes and the marks that lead to them; the cells, filled with the rest; tables without rules;
and numbers for cells and lines.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from pipeline.extract.frame.footnotes import set_footnotes_apart
from pipeline.extract.frame.furniture import find_frame
from pipeline.extract.pdf.visible import clear_page
from pipeline.extract.ruled.cells import fill_grids, place_lines
from pipeline.extract.ruled.page_grids import read_grids
from pipeline.extract.unruled.plan_search import find_unruled
from pipeline.stations.glyph_columns import columns_of
from pipeline.stations.page import Counts, Layout, Page, numbered
from pipeline.stations.plan import PlanWords


def lay_out(pages: Iterable[Page], words: PlanWords) -> tuple[Layout, ...]:
    """Every page of a document in parts, each of its cells and lines with a number.

    `words` are those by which a plan is known that no rules show; the layout has none of its own.
    """
    clear = deque(map(clear_page, pages))
    found = read_grids(clear)
    frames = find_frame(clear, found)
    # a page's glyphs go when its lines have them: those of a long file are not held twice
    counts, lines = [], []
    for own, frame in zip(found, frames, strict=True):
        page = clear.popleft()
        columns = columns_of(page.glyphs)
        upright = len(columns) - int(columns.is_space.sum())
        counts.append(Counts(upright=upright, aside=len(page.aside), shapes=len(page.shapes)))
        lines.append(place_lines(own.grids, page, columns.where(frame.is_text)))
    filled = [
        Layout(
            page=page.page,
            counts=number,
            tables=tuple(fill_grids(own.grids, page)),
            lines=page.outside,
            furniture=tuple(frame.furniture),
            marks=page.marks,
            footnotes=page.footnotes,
        )
        for page, number, own, frame in zip(set_footnotes_apart(lines), counts, found, frames, strict=True)
    ]
    return numbered(find_unruled(filled, [own.rules for own in found], words))
