"""Runs of ink in a line: what stands together, and where wide white parts it.

Without rules, columns are told by the white between them. Justified lines fall into more runs than columns,
so that no single line decides: columns are what many lines agree on.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from operator import sub
from typing import NamedTuple

from pipeline.stations.glyph_columns import edges_of
from pipeline.stations.page import Line

RUN_GAP_EM = 0.55
"""A gap wider than this, in ems, parts two runs; a word space is a quarter to a third of an em."""
WORD_GAP_EM = 0.12
"""A gap wider than this, in ems, parts two words of a line whose letters are not spaced."""


class Span(NamedTuple):
    """An interval of x in points: white, or a run of ink with its letters."""

    x0: float
    x1: float
    text: str = ""

    @property
    def middle(self) -> float:
        """Where its middle is."""
        return (self.x0 + self.x1) / 2

    @property
    def width(self) -> float:
        """How long it is."""
        return self.x1 - self.x0


class Ink(NamedTuple):
    """The glyphs of a line that are no spaces, from left to right: their texts, and where each begins.

    `reach` is how far the ink reaches up to the end of each, since glyphs may overlap; all in points.
    """

    texts: Sequence[str]
    x0: Sequence[float]
    reach: Sequence[float]
    size: float

    def runs(self, gap_em: float = RUN_GAP_EM) -> list[Span]:
        """The runs that wider gaps part, from left to right."""
        limit = gap_em * self.size
        gaps = map(sub, self.x0[1:], self.reach)
        bounds = [0, *(at for at, gap in enumerate(gaps, 1) if gap > limit), len(self.x0)]
        return [
            Span(self.x0[i], self.reach[j - 1], "".join(self.texts[i:j])) for i, j in pairwise(bounds) if j
        ]


def line_ink(line: Line) -> Ink:
    """The line's ink."""
    ink = [each for each in zip(*edges_of(line.glyphs), strict=True) if not each[0].isspace()]
    texts, x0, x1 = zip(*ink, strict=True) if ink else ((), (), ())
    return Ink(texts, x0, list(accumulate(x1, max)), line.size)


def split_runs(line: Line, gap_em: float = RUN_GAP_EM) -> list[Span]:
    """The line's runs from left to right."""
    return line_ink(line).runs(gap_em)


def covered(spans: Sequence[Span]) -> list[Span]:
    """The union of the intervals, from left to right."""
    result: list[Span] = []
    for x0, x1, _ in sorted(spans):
        if result and x0 <= result[-1].x1:
            result[-1] = Span(result[-1].x0, max(result[-1].x1, x1))
        else:
            result.append(Span(x0, x1))
    return result


def widest_white(gap: Span, spans: Sequence[Span]) -> Span | None:
    """The widest part of the gap that none of the intervals touch, or None."""
    inside = [Span(max(x0, gap.x0), min(x1, gap.x1)) for x0, x1, _ in spans if x1 > gap.x0 and x0 < gap.x1]
    ends = [Span(gap.x0, gap.x0), *covered(inside), Span(gap.x1, gap.x1)]
    white = max((Span(left.x1, right.x0) for left, right in pairwise(ends)), key=lambda span: span.width)
    return white if white.width > 0 else None
