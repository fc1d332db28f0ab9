"""Text that stands beyond the ends of its table's rules, but is a box's all the same.

The rules of a row that a page cuts may end before its text does, and a line that is too long runs over the
table's side. A page's number below an open box, and a paragraph below the table, are neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

import regex as re

from pipeline.extract.boxes import Grid
from pipeline.page import ClearPage, Glyph

_NUMBER = re.compile(r"\d+")
_LONGEST_PAGE_NUMBER = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSettings:
    """Thresholds for putting glyphs into boxes.

    Attributes:
        overhang_gap_em, kerning_em: a glyph beyond its neighbour's box continues the neighbour's word where
            the gap between them is at most the first, in ems, or they overlap by at most the second.
        word_gap_em: a word goes on with the line before it across a gap of at most this, in ems.
        overhang_lines: text of a box that the page's cut leaves open may reach this far beyond the ends of
            its rules, in ems.
        overflow_gap_em: text outside a table's side continues the box there where it begins this near to
            the edge, in ems.
        cut_share: rules that end above this share of the page's height end with their table, not at a cut.
    """

    overhang_gap_em: float = 0.09
    kerning_em: float = 0.35
    word_gap_em: float = 0.7
    overhang_lines: float = 1.4
    cut_share: float = 0.55
    overflow_gap_em: float = 0.5


def without_overhang(
    grids: Sequence[Grid],
    outside: list[Glyph],
    members: list[list[list[Glyph]]],
    page: ClearPage,
    apart: frozenset[int],
    settings: TableSettings,
) -> list[Glyph]:
    """Puts text that follows on below a box open at the page's cut into that box; gives the rest."""
    open_below = [
        (index, grid)
        for index, grid in enumerate(grids)
        if grid.ys[-1] >= settings.cut_share * page.height and any(box.is_open_bottom for box in grid.boxes)
    ]
    if not open_below:
        return outside
    floors: dict[tuple[int, int], float] = {}
    taken: set[int] = set()
    not_cells = (
        apart | _page_number_glyphs(outside, page) | _across_columns(outside, [g for _, g in open_below])
    )
    for glyph in sorted(outside, key=attrgetter("baseline")):
        if id(glyph) in not_cells:
            continue
        for index, grid in open_below:
            bottom = grid.ys[-1]
            if glyph.baseline <= bottom:
                continue
            box = grid.box_at((glyph.x0 + glyph.x1) / 2, bottom - 1)
            floor = floors.get((index, box), bottom)
            is_near = glyph.bottom <= floor + settings.overhang_lines * glyph.size
            if box >= 0 and grid.boxes[box].is_open_bottom and is_near:
                floors[index, box] = max(floor, glyph.bottom)
                members[index][box].append(glyph)
                taken.add(id(glyph))
                break
    return [glyph for glyph in outside if id(glyph) not in taken]


def _across_columns(outside: list[Glyph], grids: Sequence[Grid]) -> frozenset[int]:
    """The glyphs of lines below a grid of which a word stands across the edge of two columns: paragraphs."""
    rows: dict[float, list[Glyph]] = {}
    lowest = min(grid.ys[-1] for grid in grids)
    for glyph in outside:
        if glyph.baseline > lowest and not glyph.text.isspace():
            rows.setdefault(round(glyph.baseline, 1), []).append(glyph)
    found: set[int] = set()
    for row in rows.values():
        row.sort(key=attrgetter("x0"))
        is_across = any(
            left.x0 < x - 1 and right.x1 > x + 1 and right.x0 - left.x1 < 0.15 * left.size
            for left, right in pairwise(row)
            for grid in grids
            for x in grid.xs[1:-1]
        )
        if is_across:
            found.update(id(glyph) for glyph in row)
    return frozenset(found)


def _page_number_glyphs(outside: list[Glyph], page: ClearPage) -> frozenset[int]:
    """The glyphs of the page's lowest line outside tables, where it says the page's number."""
    lowest = max((glyph.baseline for glyph in outside if not glyph.text.isspace()), default=0.0)
    last = [glyph for glyph in outside if abs(glyph.baseline - lowest) < 1 and not glyph.text.isspace()]
    text = "".join(glyph.text for glyph in sorted(last, key=attrgetter("x0")))
    is_number = str(page.page_number) in _NUMBER.findall(text) and len(text) <= _LONGEST_PAGE_NUMBER
    return frozenset(id(glyph) for glyph in last) if is_number else frozenset()


def without_overflow(
    grids: Sequence[Grid],
    outside: list[Glyph],
    members: list[list[list[Glyph]]],
    settings: TableSettings,
) -> list[Glyph]:
    """Puts text that runs over a table's left or right edge into the box at that edge; gives the rest."""
    taken: set[int] = set()
    for index, grid in enumerate(grids):
        left, top, right, bottom = grid.bbox
        beside: dict[tuple[bool, float], list[Glyph]] = {}
        for glyph in outside:
            x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
            if top < y < bottom and not left <= x <= right:
                beside.setdefault((x > right, round(glyph.baseline, 1)), []).append(glyph)
        for (is_right, _), some in beside.items():
            edge = right if is_right else left
            gap = min(abs((glyph.x0 if is_right else glyph.x1) - edge) for glyph in some)
            box = grid.box_at(edge - 1 if is_right else edge + 1, (some[0].top + some[0].bottom) / 2)
            is_same_line = box >= 0 and any(
                abs(other.baseline - some[0].baseline) < 0.1 for other in members[index][box]
            )
            if is_same_line and gap <= settings.overflow_gap_em * some[0].size:
                members[index][box].extend(some)
                taken.update(id(glyph) for glyph in some)
    return [glyph for glyph in outside if id(glyph) not in taken]
