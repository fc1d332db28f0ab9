"""Page numbers and running heads that stand inside a table's boxes.

Engines draw the boxes of a row that a page cuts down to the paper's edge and beyond, so that the number at
the page's foot seems to stand in a cell. Only boxes open at that edge are in question, and only their
outermost lines: those that say the page's number, or the same in the same place on other pages, are none of
the cell's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

import regex as re

from pipeline.extract.boxes import Grid
from pipeline.extract.furniture import PAGE_NUMBER
from pipeline.page import ClearPage, Glyph


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginSettings:
    """Thresholds for lines in the margin.

    Attributes:
        margin_share: the margin is this share of the page's height at its top and bottom.
        apart_em: such a line stands at least this far from the next one, baseline to baseline, in ems.
        same_place_pt: lines of two pages stand in the same place if at most this far apart.
        outermost: so many lines from the edge are looked at.
        min_repeats, min_share: a running head is on so many pages, and on this share of all.
    """

    margin_share: float = 0.12
    apart_em: float = 1.6
    same_place_pt: float = 2.0
    outermost: int = 3
    min_repeats: int = 3
    min_share: float = 0.4


_DEFAULT = MarginSettings()
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _EdgeLine:
    text: str
    distance: float
    is_apart: bool
    is_off_first_column: bool
    glyphs: tuple[Glyph, ...]


def margin_glyphs(
    pages: Sequence[tuple[ClearPage, Sequence[Grid]]], settings: MarginSettings = _DEFAULT
) -> list[frozenset[int]]:
    """For each page the glyphs, by `id`, that stand in an open box but are the page's and not the table's."""
    lines: list[list[tuple[bool, list[_EdgeLine]]]] = [
        [(is_top, _edge_lines(page, grids, is_top, settings)) for is_top in (True, False)]
        for page, grids in pages
    ]
    places: dict[tuple[str, bool], list[tuple[int, float]]] = defaultdict(list)
    for index, edges in enumerate(lines):
        for is_top, some in edges:
            for line in some:
                places[_DIGITS.sub("#", line.text), is_top].append((index, line.distance))
    result = []
    for (page, _), edges in zip(pages, lines, strict=True):
        found: set[int] = set()
        for is_top, some in edges:
            for line in some:
                same = places[_DIGITS.sub("#", line.text), is_top]
                n_same = len({p for p, other in same if abs(other - line.distance) <= settings.same_place_pt})
                is_repeated = n_same >= settings.min_repeats and n_same >= settings.min_share * len(pages)
                is_number = _says_number(line.text, page) and (
                    line.is_off_first_column
                    or sum(
                        _says_number(other.text, pages[p][0])
                        for p, both in enumerate(lines)
                        for top, others in both
                        for other in others
                        if top == is_top and abs(other.distance - line.distance) <= settings.same_place_pt
                    )
                    > 1
                )
                if not (line.is_apart and (is_repeated or is_number)):
                    break
                found.update(id(glyph) for glyph in line.glyphs)
        result.append(frozenset(found))
    return result


def _says_number(text: str, page: ClearPage) -> bool:
    """Is this the page's number? An item's ends with a full stop or a bracket."""
    is_number = PAGE_NUMBER.fullmatch(text) and text[-1] not in ".)"
    return bool(is_number) and str(page.page_number) in _DIGITS.findall(text)


def _edge_lines(
    page: ClearPage, grids: Sequence[Grid], is_top: bool, settings: MarginSettings
) -> list[_EdgeLine]:
    """The outermost lines inside boxes that are open at one edge of the page, from the edge inwards."""
    reach = settings.margin_share * page.height
    grid = next((g for g in (grids if is_top else reversed(grids)) if _reaches(g, page, is_top, reach)), None)
    if grid is None:
        return []
    rows: dict[float, list[Glyph]] = defaultdict(list)
    for glyph in page.glyphs:
        distance = glyph.top if is_top else page.height - glyph.bottom
        if distance > 2 * reach or glyph.text.isspace():
            continue
        box = grid.box_at((glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2)
        if box >= 0 and (grid.boxes[box].is_open_top if is_top else grid.boxes[box].is_open_bottom):
            rows[round(glyph.baseline, 1)].append(glyph)
    baselines = sorted(rows, reverse=not is_top)
    lines: list[_EdgeLine] = []
    for baseline, following in zip_longest(baselines, baselines[1:]):
        glyphs = sorted(rows[baseline], key=lambda glyph: glyph.x0)
        distance = glyphs[0].top if is_top else page.height - glyphs[0].bottom
        if distance > reach or len(lines) == settings.outermost:
            break
        room = abs(following - baseline) if following is not None else page.height
        lines.append(
            _EdgeLine(
                text="".join(glyph.text for glyph in glyphs),
                distance=distance,
                is_apart=room >= settings.apart_em * glyphs[0].size,
                is_off_first_column=glyphs[0].x0 > grid.xs[1],
                glyphs=tuple(glyphs),
            )
        )
    return lines


def _reaches(grid: Grid, page: ClearPage, is_top: bool, reach: float) -> bool:
    """Does the grid come near the page's edge, with a box open there?"""
    if is_top:
        return grid.ys[0] <= reach and any(box.is_open_top for box in grid.boxes)
    return grid.ys[-1] >= page.height - reach and any(box.is_open_bottom for box in grid.boxes)
