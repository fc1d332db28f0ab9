"""A line's pieces: what of it stands in which columns.

A line is parted where it leaves a gutter white. In justified lines a word space may be as wide as a gutter,
and between narrow columns a gutter as narrow as a word space: the edges at which columns begin decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from pipeline.extract.unruled.gutters import REACH_PT, SAME_EDGE_PT, Stripes, is_at
from pipeline.extract.unruled.ink_runs import WORD_GAP_EM, Span
from pipeline.stations.page import Glyph, Line

# Measured on the fixtures without rules, the strangers' files and the exam's seeds 0 to 99.
_GAP_EM, _GAP_SHARE = 0.45, 0.9  # a line is parted at a gap of so many ems, or of this share of the gutter
_MIN_GAP_EM = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A part of a line that stands in the columns `first` to `last` (inclusive).

    `middle` is the mean height of its glyphs' middles in points.
    """

    first: int
    last: int
    x0: float
    x1: float
    baseline: float
    size: float
    middle: float
    text: str
    line: Line


def cut_line(line: Line, stripes: Stripes) -> list[Piece]:
    """The line's pieces from left to right."""
    ink = [glyph for glyph in line.glyphs if not glyph.text.isspace()]
    if not ink:
        return []
    # how far the ink reaches up to each glyph; glyphs may overlap
    ends = accumulate([glyph.x1 for glyph in ink], max)
    gaps = [Span(end, glyph.x0) for end, glyph in zip(ends, ink[1:], strict=False) if glyph.x0 - end > 1]
    cuts = _cuts(line.size, gaps, stripes)
    if cuts or _begins_in_cell(ink[0].x0, gaps, stripes):
        cuts = _at_edges(gaps, stripes, WORD_GAP_EM * line.size) | cuts
    order = sorted(cuts)
    bounds = [float("-inf"), *(cuts[gutter].middle for gutter in order), float("inf")]
    columns = pairwise([-1, *order, len(stripes.gutters)])
    pieces = []
    for (left, right), (before, high) in zip(pairwise(bounds), columns, strict=True):
        some = [glyph for glyph in ink if left <= (glyph.x0 + glyph.x1) / 2 < right]
        if some:
            pieces.append(_piece(some, before + 1, high, stripes, line))
    return pieces


def _cuts(size: float, gaps: Sequence[Span], stripes: Stripes) -> dict[int, Span]:
    """For each gutter that the line leaves white the gap there."""
    cuts: dict[int, Span] = {}
    for index, (gutter, edge) in enumerate(zip(stripes.gutters, stripes.edges, strict=True)):
        limit = min(_GAP_EM * size, max(_GAP_SHARE * gutter.width, _MIN_GAP_EM * size))
        near = [
            gap
            for gap in gaps
            if gap.x0 < gutter.x1 + REACH_PT
            and gap.x1 > gutter.x0 - REACH_PT
            and gap.width >= limit
            # a gap that ends before the lines of the next column begin is inside a justified line
            and (edge is None or gap.x1 >= edge - SAME_EDGE_PT / 2)
        ]
        if near:
            middle = gutter.middle
            cuts[index] = max(near, key=lambda gap: (gap.x0 <= middle <= gap.x1, gap.width))
    return cuts


def _begins_in_cell(x0: float, gaps: Sequence[Span], stripes: Stripes) -> bool:
    """Whether a line begins where a column does, or with a number before such a place."""
    return any(is_at(edge, x0) for edge in stripes.edges) or any(
        is_at(edge, gap.x1) for edge in stripes.edges[:1] for gap in gaps[:1]
    )


def _at_edges(gaps: Sequence[Span], stripes: Stripes, least: float) -> dict[int, Span]:
    """The gaps no wider than a word's behind which a word stands at its column's edge."""
    found: dict[int, Span] = {}
    for index, edge in enumerate(stripes.edges):
        for gap in gaps:
            if is_at(edge, gap.x1) and gap.width >= least:
                found.setdefault(index, gap)
    return found


def _piece(glyphs: Sequence[Glyph], low: int, high: int, stripes: Stripes, line: Line) -> Piece:
    """The piece of these glyphs, which stand somewhere in the columns `low` to `high`."""
    x0, x1 = glyphs[0].x0, max(glyph.x1 for glyph in glyphs)
    first = min(high, max(low, stripes.column_at(x0)))
    last = min(high, max(first, sum(x1 >= gutter.x1 for gutter in stripes.gutters)))
    return Piece(
        first=first,
        last=last,
        x0=x0,
        x1=x1,
        baseline=line.baseline,
        size=line.size,
        middle=sum(glyph.top + glyph.bottom for glyph in glyphs) / 2 / len(glyphs),
        text="".join([glyph.text for glyph in glyphs]),
        line=line,
    )
