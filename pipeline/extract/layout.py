"""A page in parts: its tables, the lines outside them, and what is set apart as furniture."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.extract.footnotes import set_footnotes_apart
from pipeline.extract.furniture import find_furniture
from pipeline.extract.grid import find_grids
from pipeline.extract.lines import group_lines
from pipeline.extract.rules import find_rules
from pipeline.extract.tables import fill_grids
from pipeline.extract.visible import clear_page
from pipeline.page import Layout, Page


def lay_out(pages: Iterable[Page]) -> tuple[Layout, ...]:
    """Every page in parts. Furniture is told by what several pages share, so all pages are needed."""
    return find_furniture(set_footnotes_apart([lay_out_page(page) for page in pages]))


def lay_out_page(page: Page) -> Layout:
    """One page in parts, with nothing but slanted text set apart as furniture."""
    clear = clear_page(page)
    horizontal, vertical = find_rules(clear.shapes)
    grids = find_grids(horizontal, vertical, width=clear.width, height=clear.height)
    tables, outside = fill_grids(grids, clear)
    return Layout(
        page=clear,
        tables=tuple(tables),
        lines=tuple(group_lines(outside, clear.page_number)),
        furniture=(),
    )
