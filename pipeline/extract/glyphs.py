"""Painted strings to glyphs: each one's box, its direction, and whether anyone sees it.

The box is pdfplumber's: from the pen's position to the pen plus the glyph's own advance, and as high as the
font's size, set down by the font's descent. Letter- and word-spacing move the pen and are in no box.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from pipeline.extract.faces import Face
from pipeline.extract.space import DECIMALS, Matrix, angle_of, is_sane
from pipeline.page import BBox, Glyph

# Text render modes: 3 paints nothing, 7 only adds to the clip path.
INVISIBLE_MODES = frozenset({3, 7})
SPACE_CODE = 32
_GRID = 10.0**DECIMALS


@dataclass(slots=True, kw_only=True)
class GlyphRun:
    """How one string is painted.

    Attributes:
        matrix: from text space to the page.
        font_size: in text space.
        stretch: the horizontal scaling, 1 for none.
        rise: of the baseline, in text space.
        char_space: added after each character, in text space.
        word_space: added after each space, in text space.
        clip: what is not painted over: the page and the clip paths' boxes.
        is_shown: False for strings that are not painted at all.
    """

    matrix: Matrix
    font_size: float
    stretch: float
    rise: float
    char_space: float
    word_space: float
    color: int
    clip: BBox
    is_shown: bool

    def paint(
        self, face: Face, parts: Sequence[object], pen: tuple[float, float], glyphs: list[Glyph]
    ) -> tuple[float, float]:
        """Append the string's glyphs.

        Args:
            face: its font.
            parts: strings of codes, and numbers that move the pen back by thousandths of the font's size.
            pen: where it starts, in text space.
            glyphs: takes the glyphs; one whose place is no number on a page is left out.

        Returns:
            Where the pen stands afterwards.
        """
        a, b, c, d, _, _ = self.matrix
        if face.is_vertical:
            return self._paint_down(face, parts, pen, glyphs)
        if b == 0 == c and a * self.font_size * self.stretch > 0 and d * self.font_size < 0:
            return self._paint_level(face, parts, pen, glyphs)
        return self._paint_any(face, parts, pen, glyphs)

    def _paint_level(
        self, face: Face, parts: Sequence[object], pen: tuple[float, float], glyphs: list[Glyph]
    ) -> tuple[float, float]:
        """Text from left to right, upright: nearly all of it. What a line shares is reckoned once."""
        a, _, _, d, e, f = self.matrix
        x, y = pen
        size, stretch, color, name = self.font_size, self.stretch, self.color, face.name
        low = face.descent * size + self.rise + y
        top, bottom = d * (low + size) + f, d * low + f
        clip, middle = self.clip, (top + bottom) / 2
        is_shown = self.is_shown and clip.top <= middle <= clip.bottom
        left_bound, right_bound = clip.x0 * 2, clip.x1 * 2
        top, bottom, baseline = _on_grid(top), _on_grid(bottom), _on_grid(d * (y + self.rise) + f)
        height = _on_grid(abs(size * d))
        if not is_sane(top, bottom, height, a, e):
            return pen
        advance, back = size * stretch, size * stretch * 0.001
        char_space, word_space = self.char_space * stretch, self.word_space * stretch
        append = glyphs.append
        for part in parts:
            if isinstance(part, bytes):
                for code in face.codes(part):
                    text, width = face[code]
                    left = a * x + e
                    x += width * advance
                    right = a * x + e
                    # The grid as in `_on_grid`, without the call.
                    append(
                        Glyph(
                            text,
                            (left * _GRID + 0.5) // 1 / _GRID,
                            top,
                            (right * _GRID + 0.5) // 1 / _GRID,
                            bottom,
                            baseline,
                            height,
                            name,
                            0,
                            is_shown and left_bound <= left + right <= right_bound,
                            color,
                        )
                    )
                    x += char_space
                    if code == SPACE_CODE:
                        x += word_space
            elif isinstance(part, int | float):
                x -= part * back
        return x, y

    def _paint_any(
        self, face: Face, parts: Sequence[object], pen: tuple[float, float], glyphs: list[Glyph]
    ) -> tuple[float, float]:
        """Text that is turned, slanted or mirrored."""
        x, y = pen
        size, stretch = self.font_size, self.stretch
        low = face.descent * size + self.rise + y
        for part in parts:
            if isinstance(part, bytes):
                for code in face.codes(part):
                    text, width = face[code]
                    right = x + width * size * stretch
                    self._append(glyphs, face, text, (x, low, right, low + size), y)
                    x = right + (self.char_space + (self.word_space if code == SPACE_CODE else 0.0)) * stretch
            elif isinstance(part, int | float):
                x -= part * size * stretch * 0.001
        return x, y

    def _paint_down(
        self, face: Face, parts: Sequence[object], pen: tuple[float, float], glyphs: list[Glyph]
    ) -> tuple[float, float]:
        """Text of a vertical font, as pdfminer boxes it."""
        x, y = pen
        size = self.font_size
        for part in parts:
            if isinstance(part, bytes):
                for code in face.codes(part):
                    text, height = face[code]
                    aside, down = face.shift(code)
                    left = x - (size * 0.5 if aside is None else aside * size * 0.001)
                    high = y + (1000 - down) * size * 0.001 + self.rise
                    self._append(glyphs, face, text, (left, high + height * size, left + size, high), y)
                    y += height * size + self.char_space + (self.word_space if code == SPACE_CODE else 0.0)
            elif isinstance(part, int | float):
                y -= part * size * 0.001
        return x, y

    def _append(
        self, glyphs: list[Glyph], face: Face, text: str, box: tuple[float, float, float, float], y: float
    ) -> None:
        a, b, c, d, e, f = self.matrix
        x0, y0, x1, y1 = box
        xs = (a * x0 + c * y0, a * x1 + c * y0, a * x0 + c * y1, a * x1 + c * y1)
        ys = (b * x0 + d * y0, b * x1 + d * y0, b * x0 + d * y1, b * x1 + d * y1)
        left, right, top, bottom = min(xs) + e, max(xs) + e, min(ys) + f, max(ys) + f
        height = abs(self.font_size * (a * d - b * c)) / (hypot(a, b) or 1.0)
        if not is_sane(left, top, right, bottom, height):
            return
        clip, across, down = self.clip, (left + right) / 2, (top + bottom) / 2
        glyphs.append(
            Glyph(
                text,
                _on_grid(left),
                _on_grid(top),
                _on_grid(right),
                _on_grid(bottom),
                _on_grid(b * x0 + d * (y + self.rise) + f),
                # The height across the baseline, which a slant (synthetic italics) does not change.
                _on_grid(height),
                face.name,
                angle_of(self.matrix, -1.0 if self.font_size * self.stretch < 0 else 1.0),
                self.is_shown and clip.x0 <= across <= clip.x1 and clip.top <= down <= clip.bottom,
                self.color,
            )
        )


def _on_grid(length: float) -> float:
    return (length * _GRID + 0.5) // 1 / _GRID
