"""Runs of ink in a line: what stands together, and where wide white parts it.

Without rules, columns are told by the white between them. A line is grouped over the page's whole width;
its runs are the parts that a gap wider than a word space parts. Justified lines fall into more runs than
columns, so that no single line decides: columns are what many lines agree on.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from operator import sub
from typing import NamedTuple

from pipeline.stations.glyph_runs import edges_of
from pipeline.stations.page import Line

RUN_GAP_EM = 0.55
"""A gap wider than this, in ems, parts two runs; a word space is a quarter to a third of an em."""

WORD_GAP_EM = 0.12
"""A gap wider than this, in ems, parts two words of a line whose letters are not spaced."""


class Span(NamedTuple):
    """An interval of x in points."""

    x0: float
    x1: float

    @property
    def middle(self) -> float:
        """Where its middle is."""
        return (self.x0 + self.x1) / 2

    @property
    def width(self) -> float:
        """How long it is."""
        return self.x1 - self.x0


class Run(NamedTuple):
    """Ink of one line from `x0` to `x1` in points, its letters without spaces."""

    x0: float
    x1: float
    text: str

    @property
    def middle(self) -> float:
        """Where its middle is."""
        return (self.x0 + self.x1) / 2


class Ink(NamedTuple):
    """The glyphs of a line that are no spaces, from left to right.

    Attributes:
        texts: their characters.
        x0: where each begins, in points.
        reach: how far the ink reaches up to the end of each; glyphs may overlap.
        size: the line's.
    """

    texts: Sequence[str]
    x0: Sequence[float]
    reach: Sequence[float]
    size: float


def line_ink(line: Line) -> Ink:
    """The line's ink."""
    texts, x0, x1 = edges_of(line.glyphs)
    ink = [at for at, text in enumerate(texts) if not text.isspace()]
    if len(ink) < len(texts):
        texts, x0, x1 = [texts[at] for at in ink], [x0[at] for at in ink], [x1[at] for at in ink]
    return Ink(texts, x0, list(accumulate(x1, max)), line.size)


def split_ink(ink: Ink, gap_em: float = RUN_GAP_EM) -> list[Run]:
    """The runs of a line's ink from left to right."""
    texts, x0, reach, size = ink
    limit = gap_em * size
    cuts = [at for at, gap in enumerate(map(sub, x0[1:], reach), start=1) if gap > limit]
    bounds = [0, *cuts, len(reach)] if reach else []
    return [Run(x0[i], reach[j - 1], "".join(texts[i:j])) for i, j in pairwise(bounds)]


def split_runs(line: Line, gap_em: float = RUN_GAP_EM) -> list[Run]:
    """The line's runs from left to right."""
    return split_ink(line_ink(line), gap_em)


def covered(spans: Sequence[tuple[float, float]]) -> list[Span]:
    """The union of the intervals, from left to right."""
    result: list[Span] = []
    for x0, x1 in sorted(spans):
        if result and x0 <= result[-1].x1:
            result[-1] = Span(result[-1].x0, max(result[-1].x1, x1))
        else:
            result.append(Span(x0, x1))
    return result


def widest_white(gap: Span, spans: Sequence[Span]) -> Span | None:
    """The widest part of the gap that none of the intervals touch, or None."""
    inside = [(max(x0, gap.x0), min(x1, gap.x1)) for x0, x1 in spans if x1 > gap.x0 and x0 < gap.x1]
    ends = [Span(gap.x0, gap.x0), *covered(inside), Span(gap.x1, gap.x1)]
    white = max((Span(left.x1, right.x0) for left, right in pairwise(ends)), key=lambda span: span.width)
    return white if white.width > 0 else None
