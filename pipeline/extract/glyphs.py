"""Painted strings to glyphs: each one's box, its direction, and whether anyone sees it.

The box is pdfplumber's: from the pen's position to the pen plus the glyph's own advance, and as high as the
font's size, set down by the font's descent. Letter- and word-spacing move the pen and are in no box.

Browsers paint every glyph as a string of its own: what does not change from one string to the next is
reckoned once, in a `TextStyle`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from pipeline.extract.faces import Face
from pipeline.extract.space import DECIMALS, FARTHEST_PT, Matrix, angle_of, is_sane
from pipeline.page import BBox, Glyph

# Text render modes: 3 paints nothing, 7 only adds to the clip path.
INVISIBLE_MODES = frozenset({3, 7})
_GRID = 10.0**DECIMALS

Pen = tuple[float, float]


@dataclass(slots=True, kw_only=True)
class TextStyle:
    """How strings are painted until something but their place changes.

    Attributes:
        face: the font.
        font_size: in text space.
        stretch: the horizontal scaling, 1 for none.
        rise: of the baseline, in text space.
        char_space: added after each character, in text space.
        word_space: added after each space, in text space.
        color: the fill as 0xRRGGBB.
        clip: what is not painted over: the page and the clip paths' boxes.
        is_shown: False for strings that are not painted at all.
    """

    face: Face
    font_size: float
    stretch: float
    rise: float
    char_space: float
    word_space: float
    color: int
    clip: BBox
    is_shown: bool

    def paint(self, matrix: Matrix, parts: Sequence[object], pen: Pen, glyphs: list[Glyph]) -> Pen:
        """Append a string's glyphs.

        Args:
            matrix: from text space to the page.
            parts: strings of codes, and numbers that move the pen back by thousandths of the font's size.
            pen: where it starts, in text space.
            glyphs: takes the glyphs; one whose place is no number on a page is left out.

        Returns:
            Where the pen stands afterwards.
        """
        if self.face.is_vertical:
            return self._paint_down(matrix, parts, pen, glyphs)
        size = self.font_size
        if matrix[1] == 0 == matrix[2] and matrix[0] * size * self.stretch > 0 and matrix[3] * size < 0:
            return self._paint_level(matrix, parts, pen, glyphs)
        return self._paint_any(matrix, parts, pen, glyphs)

    def _paint_level(self, matrix: Matrix, parts: Sequence[object], pen: Pen, glyphs: list[Glyph]) -> Pen:
        """Text from left to right, upright: nearly all of it, so what can be is reckoned in place."""
        a, _, _, d, e, f = matrix
        x, y = pen
        size, stretch, color, face = self.font_size, self.stretch, self.color, self.face
        name, strings, read = face.name, face.strings, face.read
        low = face.descent * size + self.rise + y
        top, bottom = d * (low + size) + f, d * low + f
        clip = self.clip
        is_shown = self.is_shown and clip.top * 2 <= top + bottom <= clip.bottom * 2
        left_bound, right_bound = clip.x0 * 2, clip.x1 * 2
        if not (-FARTHEST_PT <= top <= bottom <= FARTHEST_PT and -FARTHEST_PT <= a * x + e <= FARTHEST_PT):
            return pen
        # The grid as in `_on_grid`, here and below.
        top, bottom = (top * _GRID + 0.5) // 1 / _GRID, (bottom * _GRID + 0.5) // 1 / _GRID
        baseline = ((d * (y + self.rise) + f) * _GRID + 0.5) // 1 / _GRID
        height = (-size * d * _GRID + 0.5) // 1 / _GRID
        advance, back = size * stretch, size * stretch * 0.001
        char_space, word_space = self.char_space * stretch, self.word_space * stretch
        append, new = glyphs.append, tuple.__new__
        for part in parts:
            if isinstance(part, bytes):
                for text, width, is_space in strings.get(part) or read(part):
                    left = a * x + e
                    x += width * advance
                    right = a * x + e
                    append(
                        new(
                            Glyph,
                            (
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
                            ),
                        )
                    )
                    x += char_space
                    if is_space:
                        x += word_space
            elif isinstance(part, int | float):
                x -= part * back
        return x, y

    def _paint_any(self, matrix: Matrix, parts: Sequence[object], pen: Pen, glyphs: list[Glyph]) -> Pen:
        """Text that is turned, slanted or mirrored."""
        x, y = pen
        size, stretch = self.font_size, self.stretch
        low = self.face.descent * size + self.rise + y
        for part in parts:
            if isinstance(part, bytes):
                for text, width, is_space in self.face.read(part):
                    right = x + width * size * stretch
                    self._append(matrix, glyphs, text, (x, low, right, low + size), y)
                    x = right + (self.char_space + (self.word_space if is_space else 0.0)) * stretch
            elif isinstance(part, int | float):
                x -= part * size * stretch * 0.001
        return x, y

    def _paint_down(self, matrix: Matrix, parts: Sequence[object], pen: Pen, glyphs: list[Glyph]) -> Pen:
        """Text of a vertical font, as pdfminer boxes it."""
        x, y = pen
        size, face = self.font_size, self.face
        for part in parts:
            if isinstance(part, bytes):
                shifts = face.shifts(part)
                for (text, height, is_space), (aside, down) in zip(face.read(part), shifts, strict=True):
                    left = x - (size * 0.5 if aside is None else aside * size * 0.001)
                    high = y + (1000 - down) * size * 0.001 + self.rise
                    self._append(matrix, glyphs, text, (left, high + height * size, left + size, high), y)
                    y += height * size + self.char_space + (self.word_space if is_space else 0.0)
            elif isinstance(part, int | float):
                y -= part * size * 0.001
        return x, y

    def _append(
        self, matrix: Matrix, glyphs: list[Glyph], text: str, box: tuple[float, float, float, float], y: float
    ) -> None:
        a, b, c, d, e, f = matrix
        x0, y0, x1, y1 = box
        xs = (a * x0 + c * y0, a * x1 + c * y0, a * x0 + c * y1, a * x1 + c * y1)
        ys = (b * x0 + d * y0, b * x1 + d * y0, b * x0 + d * y1, b * x1 + d * y1)
        left, right, top, bottom = min(xs) + e, max(xs) + e, min(ys) + f, max(ys) + f
        height = abs(self.font_size * (a * d - b * c)) / (hypot(a, b) or 1.0)
        if not is_sane(left, top, right, bottom, height):
            return
        clip, across, down = self.clip, (left + right) / 2, (top + bottom) / 2
        angle = angle_of(matrix, -1.0 if self.font_size * self.stretch < 0 else 1.0)
        up = y + self.rise
        # The baseline of text that runs up or down the page is an upright line.
        baseline = a * x0 + c * up + e if angle in {90, 270} else b * x0 + d * up + f
        glyphs.append(
            Glyph(
                text,
                _on_grid(left),
                _on_grid(top),
                _on_grid(right),
                _on_grid(bottom),
                _on_grid(baseline),
                # The height across the baseline, which a slant (synthetic italics) does not change.
                _on_grid(height),
                self.face.name,
                angle,
                self.is_shown and clip.x0 <= across <= clip.x1 and clip.top <= down <= clip.bottom,
                self.color,
            )
        )


def _on_grid(length: float) -> float:
    return (length * _GRID + 0.5) // 1 / _GRID
