"""Runs of ink in a line: what stands together, and where wide white parts it.

Without rules, columns are told by the white between them. A line is grouped over the page's whole width;
its runs are the parts that a gap wider than a word space parts. Justified lines fall into more runs than
columns, so that no single line decides: columns are what many lines agree on.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from pipeline.page import Line

RUN_GAP_EM = 0.55
"""A gap wider than this, in ems, parts two runs; a word space is a quarter to a third of an em."""


class Run(NamedTuple):
    """Ink of one line from `x0` to `x1` in points, its letters without spaces."""

    x0: float
    x1: float
    text: str


class Span(NamedTuple):
    """An interval of x in points."""

    x0: float
    x1: float


def split_runs(line: Line, gap_em: float = RUN_GAP_EM) -> list[Run]:
    """The line's runs from left to right."""
    limit = gap_em * line.size
    ink = [glyph for glyph in line.glyphs if not glyph.text.isspace()]
    # how far the ink reaches up to each glyph; glyphs may overlap
    ends = list(accumulate([glyph.x1 for glyph in ink], max))
    cuts = [
        at
        for at, (glyph, end) in enumerate(zip(ink[1:], ends, strict=False), start=1)
        if glyph.x0 - end > limit
    ]
    bounds = [0, *cuts, len(ends)] if ends else []
    return [
        Run(ink[i].x0, ends[j - 1], "".join([glyph.text for glyph in ink[i:j]])) for i, j in pairwise(bounds)
    ]


def covered(spans: Sequence[tuple[float, float]]) -> list[Span]:
    """The union of the intervals, from left to right."""
    result: list[Span] = []
    for x0, x1 in sorted(spans):
        if result and x0 <= result[-1].x1:
            result[-1] = Span(result[-1].x0, max(result[-1].x1, x1))
        else:
            result.append(Span(x0, x1))
    return result


def widest_white(gap: Span, spans: Sequence[tuple[float, float]], allowance: int) -> Span | None:
    """The widest part of the gap that at most `allowance` of the intervals touch, or None."""
    events: list[tuple[float, int]] = []
    for x0, x1 in spans:
        if x1 > gap.x0 and x0 < gap.x1:
            events.append((max(x0, gap.x0), 1))
            events.append((min(x1, gap.x1), -1))
    best: Span | None = None
    depth, start = 0, gap.x0
    for x, step in [*sorted(events), (gap.x1, 1 << 30)]:
        if depth <= allowance < depth + step and (best is None or x - start > best.x1 - best.x0):
            best = Span(start, x)
        depth += step
        if step < 0 and depth <= allowance < depth - step:
            start = x
    return best if best and best.x1 > best.x0 else None
