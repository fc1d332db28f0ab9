"""A page in parts: its tables, the lines outside them, and what is set apart as furniture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.extract.boxes import Grid
from pipeline.extract.footnotes import set_footnotes_apart
from pipeline.extract.furniture import find_furniture
from pipeline.extract.grid import find_grids
from pipeline.extract.lines import group_lines
from pipeline.extract.margins import margin_glyphs
from pipeline.extract.rules import find_rules, without_ghosts
from pipeline.extract.tables import fill_grids
from pipeline.extract.unruled import find_unruled
from pipeline.extract.visible import clear_page
from pipeline.page import ClearPage, Layout, Page


def lay_out(pages: Iterable[Page]) -> tuple[Layout, ...]:
    """Every page in parts. Furniture is told by what several pages share, so all pages are needed."""
    clears = [clear_page(page) for page in pages]
    floor = max((glyph.bottom for clear in clears for glyph in clear.glyphs), default=0.0)
    drafts = []
    for clear in clears:
        horizontal, vertical = find_rules(clear.shapes)
        horizontal = without_ghosts(horizontal, floor, clear.height)
        grids = find_grids(horizontal, vertical, width=clear.width, height=clear.height)
        drafts.append((clear, grids))
    apart = margin_glyphs(drafts)
    layouts = [_filled(clear, grids, some) for (clear, grids), some in zip(drafts, apart, strict=True)]
    return find_unruled(find_furniture(set_footnotes_apart(layouts)))


def _filled(clear: ClearPage, grids: Sequence[Grid], apart: frozenset[int]) -> Layout:
    """One page with its glyphs in the grids' boxes, but for those that are the page's own."""
    tables, outside = fill_grids(grids, clear, apart)
    return Layout(
        page=clear,
        tables=tuple(tables),
        lines=tuple(group_lines((g for g in outside if id(g) not in apart), clear.page_number)),
        furniture=tuple(group_lines((g for g in outside if id(g) in apart), clear.page_number)),
    )
