"""The rules and the grids of all pages of a document.

How far down text reaches, all pages tell together: what is painted below it under a clip no reader sees. The
columns of a table are told by the page before where an engine stops drawing its walls.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.extract.ruled.grid import Grid, find_grids
from pipeline.extract.ruled.missing_rules import (
    Edges,
    table_edges,
    with_missing_floors,
    with_missing_sides,
    with_missing_walls,
)
from pipeline.extract.ruled.rules import PageRules, find_rules, without_ghosts
from pipeline.stations.glyph_columns import columns_of
from pipeline.stations.page import ClearPage


class PageGrids(NamedTuple):
    """All rules of a page, those that no reader sees among them, and its grids from top to bottom."""

    rules: PageRules
    grids: list[Grid]


def read_grids(pages: Sequence[ClearPage]) -> list[PageGrids]:
    """The rules and the grids of each page."""
    every = [columns_of(page.glyphs) for page in pages]
    floor = max((float(columns.bottom.max(initial=0.0)) for columns in every), default=0.0)
    result: list[PageGrids] = []
    before: Edges | None = None
    for page, columns in zip(pages, every, strict=True):
        painted, drawn = find_rules(page.shapes)
        horizontal = with_missing_floors(painted, columns) if drawn else painted
        own = table_edges(horizontal, drawn)
        vertical = with_missing_walls(drawn, horizontal, columns, own if drawn else before)
        vertical = with_missing_sides(vertical, horizontal, columns, before)
        seen = [each for each in without_ghosts(horizontal, floor, page.height) if each.at <= page.height]
        grids = find_grids(PageRules(seen, vertical), width=page.reach, height=page.height)
        result.append(PageGrids(PageRules(horizontal, vertical), grids))
        before = own or before
    return result
