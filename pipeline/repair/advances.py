"""How wide a line's letters are by themselves: whether a word had to be broken is told by the room for it.

A justified line ends at its column's edge, however little it holds: its box says nothing of that room, and
the advances of its glyphs do. They are noted with the line's words, while the glyphs are at hand.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.stations.page import Glyph, Line

_SOFT_HYPHEN = "\u00ad"


def first_advance_of(line: Line) -> float | None:
    """The advance of the line's first glyph that is no space, in points; None where there is none."""
    return first_advance(line.glyphs) if line.first_advance is None else line.first_advance


def own_width_of(line: Line) -> float:
    """All advances up to the line's last glyph that is no space, in points."""
    return own_width(line.glyphs) if line.own_width is None else line.own_width


def first_advance(glyphs: Sequence[Glyph]) -> float | None:
    """The advance of the first glyph that is no space, in points; None where there is none."""
    for glyph in glyphs:
        if not glyph.text.isspace():
            return glyph.x1 - glyph.x0
    return None


def own_width(glyphs: Sequence[Glyph]) -> float:
    """All advances up to the last glyph that is no space, in points; no soft hyphen's, it is not painted."""
    inked = list(glyphs)
    while inked and inked[-1].text.isspace():
        inked.pop()
    return on_grid(sum([glyph.x1 - glyph.x0 for glyph in inked if glyph.text != _SOFT_HYPHEN]))


def on_grid(width: float) -> float:
    """A sum of lengths without what floats add to it: readers give lengths in hundredths of a point."""
    return round(width, 2)
