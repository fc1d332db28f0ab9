"""Numbers that count the lines along a page's left edge.

They stand in the margin: left of all text and tables on the pages of one size, and no rule reaches over them.
A column of a table is never a margin: its head or its rules stand over it. One page that shows a run of them
tells where they stand; on that edge every lone number is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from pipeline.extract.lines.baselines import PlacedLine, lines_by_place
from pipeline.extract.ruled.grid import OUTSIDE, Boxes
from pipeline.extract.ruled.page_grids import PageGrids
from pipeline.stations.glyph_columns import Bools, GlyphColumns, Ints, edges_of
from pipeline.stations.page import ClearPage

_FEWEST: Final = 2
"""Fewer numbers on one page are no count of its lines."""
_GAP_EM: Final = 0.7
"""Line numbers stand at least so far from the text."""
_SAME_PLACE_PT: Final = 4.0
"""Numbers of two pages stand in the same place if their right edges are at most so far apart."""


class _Lead(NamedTuple):
    """A number at a line's start that stands apart from what follows: its glyphs, right edge and baseline."""

    glyphs: Ints
    number: int
    end: float
    baseline: float


def line_numbers(
    pages: Sequence[ClearPage],
    every: Sequence[GlyphColumns],
    found: Sequence[PageGrids],
    is_text: Sequence[Bools],
) -> list[list[PlacedLine]]:
    """The line numbers of each page, by its glyphs, its grids, and what is known to be no furniture."""
    leads = list(map(_leads, pages, every, found, is_text))
    by_size: dict[tuple[float, float], list[int]] = defaultdict(list)
    for index, page in enumerate(pages):
        by_size[page.width, page.height].append(index)
    result: list[list[PlacedLine]] = [[] for _ in pages]
    for some in by_size.values():
        if not any(leads[index] for index in some):
            continue
        margin = min(_left_edge(every[i], found[i], is_text[i], leads[i]) for i in some)
        in_margin = {i: [lead for lead in leads[i] if lead.end < margin - _SAME_PLACE_PT] for i in some}
        ends = [end for i in some for end in _counting_ends(in_margin[i])]
        for i in some:
            counts = [x for x in in_margin[i] if any(abs(x.end - end) <= _SAME_PLACE_PT for end in ends)]
            for lead in counts:
                nowhere = np.zeros(len(every[i]), np.int64)
                result[i] += lines_by_place(every[i], nowhere, pages[i].page_number, lead.glyphs)
    return result


def _leads(page: ClearPage, columns: GlyphColumns, own: PageGrids, is_text: Bools) -> list[_Lead]:
    """The numbers that lines outside tables begin with."""
    if not any(text.isdecimal() for text in columns.texts):
        return []
    places = Boxes(own.grids).at(columns.middle_x, columns.middle_y)
    some = np.flatnonzero(is_text & (places == OUTSIDE))
    result = []
    for placed in lines_by_place(columns, places, page.page_number, some):
        count = _leading_number(placed)
        if count:
            texts, _, x1 = edges_of(placed.line.glyphs)
            number = int("".join(texts[:count]))
            result.append(_Lead(placed.numbers[:count], number, x1[count - 1], placed.line.baseline))
    return result


def _leading_number(placed: PlacedLine) -> int:
    """How many glyphs at the line's start are a number that stands apart from what follows, or 0."""
    texts, x0, x1 = edges_of(placed.line.glyphs)
    if not texts[0].isdecimal():
        return 0
    reach = _GAP_EM * placed.line.size
    count = 1
    while count < len(texts) and texts[count].isdecimal() and x0[count] - x1[count - 1] < reach:
        count += 1
    rest = next((at for at in range(count, len(texts)) if not texts[at].isspace()), None)
    return 0 if rest is not None and x0[rest] - x1[count - 1] < reach else count


def _left_edge(columns: GlyphColumns, own: PageGrids, is_text: Bools, leads: Sequence[_Lead]) -> float:
    """Where the text, the tables and the rules of a page begin, but for lone numbers, in points."""
    ink = is_text & ~columns.is_space
    for lead in leads:
        ink[lead.glyphs] = False
    starts = [grid.bbox.x0 for grid in own.grids]
    starts.extend(rule.start for rule in own.rules.horizontal)
    if ink.any():
        starts.append(float(columns.x0[ink].min()))
    return min(starts, default=0.0)


def _counting_ends(leads: Sequence[_Lead]) -> list[float]:
    """The right edges, in points, of runs of numbers in the margin that go up by one step."""
    columns: list[list[_Lead]] = []
    for lead in sorted(leads, key=lambda lead: lead.end):
        if columns and lead.end - columns[-1][-1].end <= 1:
            columns[-1].append(lead)
        else:
            columns.append([lead])
    ends = []
    for column in columns:
        numbers = [lead.number for lead in sorted(column, key=lambda lead: lead.baseline)]
        steps = {after - before for before, after in pairwise(numbers)}
        if len(column) >= _FEWEST and len(steps) == 1 and min(steps) > 0:
            ends.append(column[-1].end)
    return ends
