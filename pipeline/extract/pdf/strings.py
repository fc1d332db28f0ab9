"""The strings painted on a page, noted one after the other until the page is done (`placing`).

Upright text from left to right, which nearly all of it is, is only noted here. Where the pen stands after a
string is reckoned only if something is painted there: engines put the pen anew for most strings.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from pipeline.extract.pdf.placing import N_PLACES, Noted, StyleNumbers, place_glyphs
from pipeline.stations.glyph_columns import GlyphColumns, Ints, columns_of
from pipeline.stations.page import Glyph

Pen = tuple[float, float] | int
"""Where the pen stands in its line, in text space; or the number of the string at whose end it rests."""


class PaintedText:
    """What was painted on a page so far, in this order.

    Attributes:
        noted: the upright strings.
    """

    __slots__ = ("_others", "_trailing", "noted")

    def __init__(self) -> None:
        self.noted = Noted()
        # what moves the pen after a string's last glyph
        self._trailing: dict[int, float] = {}
        # glyphs that are not upright, and before which of the upright ones they were painted
        self._others: list[tuple[int, Glyph]] = []

    def __len__(self) -> int:
        return len(self.noted.texts) + len(self._others)

    def add_style(self, numbers: StyleNumbers, face: tuple[str, int, int]) -> int:
        """Takes note of a style and gives it its number."""
        self.noted.styles.append(numbers)
        self.noted.faces.append(face)
        return len(self.noted.styles) - 1

    def add_glyph(self, glyph: Glyph) -> None:
        """Takes a glyph whose place is known."""
        self._others.append((len(self.noted.texts), glyph))

    def add_move(self, back: float) -> None:
        """Takes a number between codes, that moves the pen back by thousandths of the font's size."""
        noted, at = self.noted, len(self.noted.texts)
        if noted.moved_at and noted.moved_at[-1] == at:
            noted.moves[-1] += back
        else:
            noted.moved_at.append(at)
            noted.moves.append(back)

    def end_moved_string(self) -> None:
        """A string with such numbers was noted: what moves the pen after its last glyph moves no glyph."""
        noted = self.noted
        if noted.moved_at and noted.moved_at[-1] == len(noted.texts):
            noted.moved_at.pop()
            self._trailing[len(noted.stops) - 1] = noted.moves.pop()

    def pen_at(self, pen: Pen) -> tuple[float, float]:
        """Where the pen stands."""
        if not isinstance(pen, int):
            return pen
        noted = self.noted
        style, *_, x, y = noted.places[N_PLACES * pen : N_PLACES * (pen + 1)]
        numbers = noted.styles[int(style)]
        start, stop = noted.stops[pen - 1] if pen else 0, noted.stops[pen]
        first = bisect_left(noted.moved_at, start)
        moves = dict(zip(noted.moved_at[first:], noted.moves[first:], strict=True))
        spaces = frozenset(noted.spaces[bisect_left(noted.spaces, start) :])
        for at in range(start, stop):
            x -= moves.get(at, 0.0) * numbers.back
            x += noted.widths[at] * numbers.advance
            x += numbers.char_space
            if at in spaces:
                x += numbers.word_space
        return x - self._trailing.get(pen, 0.0) * numbers.back, y

    def columns(self, styles: Sequence[StyleNumbers] | None = None) -> GlyphColumns:
        """All glyphs; those whose place is no number on a page are left out.

        Args:
            styles: what to take for the styles of upright strings instead of what was noted.
        """
        if not self.noted.texts:
            return columns_of([glyph for _, glyph in self._others])
        noted = self.noted if styles is None else replace(self.noted, styles=list(styles))
        level, is_kept = place_glyphs(noted)
        if self._others:
            return columns_of(list(self._merged(level, np.cumsum(is_kept) - is_kept)))
        return level

    def _merged(self, level: GlyphColumns, before: Ints) -> Iterator[Glyph]:
        """The upright glyphs and the others as they were painted; `before` counts those that were kept."""
        done = 0
        counts = [*before.tolist(), len(level)]
        for at, glyph in self._others:
            yield from level[done : counts[at]]
            done = counts[at]
            yield glyph
        yield from level[done:]
