"""A line's pieces: what of it stands in which columns; and how the text of a table without rules is set.

A line is parted where it leaves a gutter white. In justified lines a word space may be as wide as a gutter,
and between narrow columns a gutter as narrow as a word space: the edges at which columns begin decide. White
that all columns leave parts the lines into blocks of rows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pipeline.extract.unruled.gutters import REACH_PT, SAME_EDGE_PT, Stripes, is_at
from pipeline.extract.unruled.ink_runs import WORD_GAP_EM, Span, line_ink
from pipeline.stations.item_numbers import parse_number, split_leading_number
from pipeline.stations.page import Line
from pipeline.stations.plan import PlanWords

# Measured on the fixtures without rules, the strangers' files and the exam's seeds 0 to 99.
_GAP_EM, _GAP_SHARE = 0.45, 0.9  # a line is parted at a gap of so many ems, or of this share of the gutter
_MIN_GAP_EM = 0.2
_PITCH_EM = 1.25  # the step between lines where a table has no cell of two lines
_NEAREST_EM, _WIDEST_EM = 0.95, 2.2  # lines of one cell are so far apart
_BLOCK_STEP = 1.18  # a step of more than this many usual steps is white between rows
_PLACE_STEP = 0.3  # baselines nearer than this, in steps, are one
_SAME_LINE_EM = 0.5  # pieces whose baselines differ by less stand next to one another
_LEFT_SHARE = 0.75  # a table is set left where this share of its lines begins at their column's edge
_ALIGNED_PT = 3.0  # a paragraph of a cell begins where its column's other lines do, this nearly

Alignment = Literal["top", "middle", "bottom"]


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A part of a line, from `x0` to `x1`, that stands in the columns `first` to `last` (inclusive)."""

    first: int
    last: int
    x0: float
    x1: float
    text: str
    line: Line

    @property
    def baseline(self) -> float:
        """The line's."""
        return self.line.baseline

    @property
    def middle(self) -> float:
        """The middle of the line's height in points."""
        return (self.line.bbox.top + self.line.bbox.bottom) / 2


def cut_line(line: Line, stripes: Stripes) -> list[Piece]:
    """The line's pieces from left to right."""
    ink = line_ink(line)
    if not ink.x0:
        return []
    gaps = [Span(end, x0) for end, x0 in zip(ink.reach, ink.x0[1:], strict=False) if x0 - end > 1]
    cuts = _cuts(line.size, gaps, stripes)
    # a line that begins where a column does, or with a number before such a place
    begins = [(ink.x0[0], stripes.edges), *((gap.x1, stripes.edges[:1]) for gap in gaps[:1])]
    if cuts or any(is_at(edge, x) for x, edges in begins for edge in edges):
        cuts = _at_edges(gaps, stripes, WORD_GAP_EM * line.size) | cuts
    order = sorted(cuts)
    bounds = [0, *(bisect_left(ink.x0, cuts[gutter].middle) for gutter in order), len(ink.x0)]
    pieces = []
    for (i, j), (before, high) in zip(
        pairwise(bounds), pairwise([-1, *order, len(stripes.gutters)]), strict=True
    ):
        if i < j:
            x0, x1 = ink.x0[i], ink.reach[j - 1]
            first = min(high, max(before + 1, stripes.column_at(x0)))
            last = min(high, max(first, sum(x1 >= gutter.x1 for gutter in stripes.gutters)))
            pieces.append(Piece(first, last, x0, x1, "".join(ink.texts[i:j]), line))
    return pieces


def _cuts(size: float, gaps: Sequence[Span], stripes: Stripes) -> dict[int, Span]:
    """For each gutter that the line leaves white the gap there."""
    cuts: dict[int, Span] = {}
    for index, (gutter, edge) in enumerate(zip(stripes.gutters, stripes.edges, strict=True)):
        limit = min(_GAP_EM * size, max(_GAP_SHARE * gutter.width, _MIN_GAP_EM * size))
        # a gap that ends before the lines of the next column begin is inside a justified line
        least = gutter.x0 - REACH_PT if edge is None else edge - SAME_EDGE_PT / 2
        near = [
            gap for gap in gaps if gap.x0 < gutter.x1 + REACH_PT and gap.x1 >= least and gap.width >= limit
        ]
        if near:
            middle = gutter.middle
            cuts[index] = max(near, key=lambda gap: (gap.x0 <= middle <= gap.x1, gap.width))
    return cuts


def _at_edges(gaps: Sequence[Span], stripes: Stripes, least: float) -> dict[int, Span]:
    """The gaps no wider than a word's behind which a word stands at its column's edge."""
    found: dict[int, Span] = {}
    for index, edge in enumerate(stripes.edges):
        for gap in gaps:
            if is_at(edge, gap.x1) and gap.width >= least:
                found.setdefault(index, gap)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a table's text is set.

    Attributes:
        stripes: its columns.
        words: those by which a plan is known.
        step: the usual step between the lines of a cell, in points.
        alignment: where cells stand in their row.
        doubt: why the page does not say so, "" where it does: the rows of a block are doubtful then.
        edges: where most lines of each column begin, in points.
        is_left: whether nearly all lines begin there.
    """

    stripes: Stripes
    words: PlanWords
    step: float
    alignment: Alignment
    doubt: str
    edges: dict[int, float]
    is_left: bool

    @property
    def number(self) -> int:
        """The number's column, or -1."""
        return self.stripes.index("number")

    @property
    def measure(self) -> int:
        """The measure's column."""
        return self.stripes.index("measure")

    @property
    def limit(self) -> float:
        """A wider step in points is white between rows."""
        return _BLOCK_STEP * self.step

    @property
    def reach(self) -> float:
        """Baselines that differ by at most so many points are one."""
        return _PLACE_STEP * self.step

    def is_aligned(self, piece: Piece) -> bool:
        """Whether the piece begins where most lines of its column do."""
        return abs(piece.x0 - self.edges.get(piece.first, piece.x0)) <= _ALIGNED_PT

    def is_number(self, piece: Piece) -> bool:
        """Whether the piece numbers a row: in the number's column, or at the head of the measure."""
        if self.number >= 0:
            # `6-` of a number on two lines
            is_there = piece.first == piece.last == self.number
            return is_there and parse_number(piece.text.rstrip("-–")) is not None
        return piece.first == self.measure and split_leading_number(piece.text, is_spaced=False)[0] != ""

    def blocks(self, pieces: Sequence[Piece]) -> list[list[Piece]]:
        """Pieces in groups that white over all columns parts."""
        groups: list[list[Piece]] = []
        for piece in pieces:
            if groups and piece.baseline - groups[-1][-1].baseline <= self.limit:
                groups[-1].append(piece)
            else:
                groups.append([piece])
        return groups


def style_of(pages: Sequence[Sequence[Piece]], stripes: Stripes, words: PlanWords) -> Style:
    """How the pieces of a table's pages are set; `row_starts.aligned` tells how cells stand in rows."""
    steps: list[float] = []
    lefts: dict[int, Counter[int]] = {}
    for pieces in pages:
        last: dict[int, float] = {}
        for piece in (each for each in pieces if each.first == each.last):
            lefts.setdefault(piece.first, Counter())[round(piece.x0)] += 1
            down = piece.baseline - last.get(piece.first, piece.baseline)
            if _NEAREST_EM * piece.line.size <= down <= _WIDEST_EM * piece.line.size:
                steps.append(down)
            last[piece.first] = piece.baseline
    sizes = sorted(piece.line.size for pieces in pages for piece in pieces)
    usual = _PITCH_EM * (sizes[len(sizes) // 2] if sizes else 0.0)
    most = {column: counts.most_common(1)[0] for column, counts in lefts.items()}
    n_left = sum(count for _, count in most.values())
    return Style(
        stripes=stripes,
        words=words,
        # lines of one column are never nearer than those of one cell
        step=min([*steps, 1.6 * usual]),
        alignment="top",
        doubt="",
        edges={column: float(x) for column, (x, _) in most.items()},
        is_left=n_left >= _LEFT_SHARE * sum(counts.total() for counts in lefts.values()),
    )


def printed_lines(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces by lines over all columns."""
    lines: list[list[Piece]] = []
    for piece in pieces:
        if lines and piece.baseline - lines[-1][0].baseline <= _SAME_LINE_EM * piece.line.size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return lines
