"""How wide a line's letters are by themselves: whether a word had to be broken is told by the room for it.

A justified line ends at its column's edge, however little it holds: its box says nothing of that room, and
the advances of its glyphs do.
"""

from __future__ import annotations

from pipeline.stations.glyph_runs import edges_of
from pipeline.stations.page import Line

_SOFT_HYPHEN = "\u00ad"


def first_advance(line: Line) -> float | None:
    """The advance of the line's first glyph that is no space, in points; None where there is none."""
    edges = zip(*edges_of(line.glyphs), strict=True)
    return next((x1 - x0 for text, x0, x1 in edges if not text.isspace()), None)


def own_width(line: Line) -> float:
    """All advances up to the line's last glyph that is no space, in points; no soft hyphen's.

    Readers give lengths in hundredths of a point: the sum is without what floats add to it.
    """
    inked = list(zip(*edges_of(line.glyphs), strict=True))
    while inked and inked[-1][0].isspace():
        inked.pop()
    return round(sum([x1 - x0 for text, x0, x1 in inked if text != _SOFT_HYPHEN]), 2)
