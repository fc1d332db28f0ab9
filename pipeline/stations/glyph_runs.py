"""Glyphs of a page that follow one another, such as those of a line, and what is asked of them.

A line needs few of its glyphs' fields, and hardly ever a glyph: what is asked for comes from the columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, overload

import numpy as np

from pipeline.stations.glyph_columns import GlyphColumns
from pipeline.stations.page import Glyph, Line


class GlyphRun(Sequence[Glyph]):
    """Glyphs of a page that follow one another, such as those of a line.

    Attributes:
        columns: the page's glyphs.
        start, stop: the numbers of the first and of the one after the last.
    """

    __slots__ = ("columns", "start", "stop")

    def __init__(self, columns: GlyphColumns, start: int, stop: int) -> None:
        self.columns, self.start, self.stop = columns, start, stop

    def __len__(self) -> int:
        return self.stop - self.start

    @overload
    def __getitem__(self, index: int) -> Glyph: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Glyph, ...]: ...
    def __getitem__(self, index: int | slice) -> Glyph | tuple[Glyph, ...]:
        if isinstance(index, slice):
            return self._glyphs()[index]
        return self.columns.take(np.array([range(self.start, self.stop)[index]]))[0]

    def __iter__(self) -> Iterator[Glyph]:
        return iter(self._glyphs())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._glyphs() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._glyphs())

    def __repr__(self) -> str:
        return repr(self._glyphs())

    @property
    def texts(self) -> Sequence[str]:
        """The glyphs' texts; no glyph is made for them."""
        return self.columns.texts[self.start : self.stop]

    def _glyphs(self) -> tuple[Glyph, ...]:
        # made anew each time: those of a long file would take much room
        return self.columns.take(np.arange(self.start, self.stop)).glyphs


def texts_of(glyphs: Sequence[Glyph]) -> Sequence[str]:
    """The texts of the glyphs, one for each."""
    return glyphs.texts if isinstance(glyphs, GlyphColumns | GlyphRun) else [glyph.text for glyph in glyphs]


class Edges(NamedTuple):
    """Of some glyphs the texts, and where each begins and ends, in points."""

    texts: Sequence[str]
    x0: Sequence[float]
    x1: Sequence[float]


def edges_of(glyphs: Sequence[Glyph]) -> Edges:
    """The texts and the edges of the glyphs; no glyph of a run is made for them."""
    if isinstance(glyphs, GlyphRun):
        columns, some = glyphs.columns, slice(glyphs.start, glyphs.stop)
        return Edges(columns.texts[some], columns.x0[some].tolist(), columns.x1[some].tolist())
    return Edges(
        [glyph.text for glyph in glyphs], [glyph.x0 for glyph in glyphs], [glyph.x1 for glyph in glyphs]
    )


def smallest_of(glyphs: Sequence[Glyph]) -> float:
    """The size of the smallest of the glyphs, in points."""
    if isinstance(glyphs, GlyphRun):
        return float(glyphs.columns.size[glyphs.start : glyphs.stop].min())
    return min(glyph.size for glyph in glyphs)


def ink_of(glyphs: Sequence[Glyph]) -> list[str]:
    """The texts of those glyphs that are no spaces."""
    texts = texts_of(glyphs)
    return [text for text in texts if not text.isspace()]


def count_ink(glyphs: Sequence[Glyph]) -> int:
    """How many of the glyphs are no spaces."""
    return [text.isspace() for text in texts_of(glyphs)].count(False)


MARK_SIZE: Final = 0.85
"""A raised or lowered mark is at most this share of its line's size."""
_MARK_RISE_EM: Final = 0.12
"""It stands at least so far above its line's baseline, in the line's ems."""


def is_raised(glyph: Glyph, line: Line) -> bool:
    """A small glyph above its line's baseline."""
    return glyph.size <= MARK_SIZE * line.size and line.baseline - glyph.baseline >= _MARK_RISE_EM * line.size
