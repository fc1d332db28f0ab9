"""Painted strings to glyphs: each one's box, its direction, and whether anyone sees it.

The box is pdfplumber's: from the pen's position to the pen plus the glyph's own advance, and as high as the
font's size, set down by the font's descent. Letter- and word-spacing move the pen and are in no box.

Browsers paint every glyph as a string of its own: what does not change from one string to the next is
reckoned once, in a `TextStyle`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, hypot

from pipeline.extract.faces import Face
from pipeline.extract.space import DECIMALS, FARTHEST_PT, Matrix, angle_of, is_sane, multiply
from pipeline.extract.walks import GOES, Step
from pipeline.page import BBox, Glyph

# Text render modes: 3 paints nothing, 7 only adds to the clip path.
INVISIBLE_MODES = frozenset({3, 7})
_GRID = 10.0**DECIMALS
_NUMBERS = (int, float)

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

    def paint(
        self, lines: Matrix, ctm: Matrix, pen: Pen, steps: Sequence[Step], glyphs: list[Glyph]
    ) -> tuple[Matrix, Pen]:
        """Append the glyphs of strings that are painted one after the other.

        Args:
            lines: from the text's space to the drawing's, at the start of the line.
            ctm: from the drawing's space to the page.
            pen: where it stands in the line, in text space.
            steps: the strings, each with the way to it.
            glyphs: takes the glyphs; one whose place is no number on a page is left out.

        Returns:
            `lines` at the start of the last line, and where the pen stands afterwards.
        """
        a, b, c, d, _, _ = lines
        p, q, r, s, _, _ = ctm
        size = self.font_size
        # Text from left to right, upright: nearly all of it.
        if (
            a * q + b * s == 0 == c * p + d * r
            and (a * p + b * r) * size * self.stretch > 0
            and (c * q + d * s) * size < 0
            and not self.face.is_vertical
        ):
            before = len(glyphs)
            try:
                return self._paint_level(lines, ctm, pen, steps, glyphs)
            except (OverflowError, ValueError):
                # A place that is no number; there each glyph is looked at by itself.
                del glyphs[before:]
        paint = self._paint_down if self.face.is_vertical else self._paint_any
        for how, place, parts in steps:
            if how:
                lines, pen = moved(lines, how, place), (0, 0)
            pen = paint(multiply(lines, ctm), parts, pen, glyphs)
        return lines, pen

    def _paint_level(
        self, lines: Matrix, ctm: Matrix, pen: Pen, steps: Sequence[Step], glyphs: list[Glyph]
    ) -> tuple[Matrix, Pen]:
        """Upright text, where what can be is reckoned in place, and once."""
        a, b, c, d, e, f = lines
        p, q, r, s, t, u = ctm
        x, y = pen
        across, down = a * p + b * r, c * q + d * s
        face, size, stretch, color = self.face, self.font_size, self.stretch, self.color
        name, strings, read = face.name, face.strings, face.read
        advance, back = size * stretch, size * stretch * 0.001
        char_space, word_space = self.char_space * stretch, self.word_space * stretch
        is_spaced = char_space != 0 or word_space != 0
        left_bound, right_bound = self.clip.x0 * 2, self.clip.x1 * 2
        append, new = glyphs.append, tuple.__new__
        known_line, known_y = None, y
        for how, place, parts in steps:
            if how:
                # As in `moved`.
                tx, ty = place
                e, f = (tx * a + ty * c + e, tx * b + ty * d + f) if how == GOES else place
                x = y = 0.0
            start, line = e * p + f * r + t, e * q + f * s + u
            if line != known_line or y != known_y:
                known_line, known_y = line, y
                is_sane_row, is_shown, top, bottom, baseline = self._row(down, line, y)
                height = floor(-size * down * _GRID + 0.5) / _GRID
                is_shown = is_shown and height > 0  # letters of no height leave no ink
            left = across * x + start
            if not (is_sane_row and -FARTHEST_PT <= left <= FARTHEST_PT):
                continue
            x0 = floor(left * _GRID + 0.5) / _GRID
            for part in parts:
                if isinstance(part, bytes):
                    for text, width, is_space in strings.get(part) or read(part):
                        x += width * advance
                        right = across * x + start
                        x1 = floor(right * _GRID + 0.5) / _GRID
                        seen = is_shown and left_bound <= left + right <= right_bound
                        made = (text, x0, top, x1, bottom, baseline, height, name, 0, seen, color)
                        append(new(Glyph, made))
                        left, x0 = right, x1
                        if is_spaced:
                            x += char_space
                            if is_space:
                                x += word_space
                            left = across * x + start
                            x0 = floor(left * _GRID + 0.5) / _GRID
                elif isinstance(part, _NUMBERS):
                    x -= part * back
                    left = across * x + start
                    x0 = floor(left * _GRID + 0.5) / _GRID
        return (a, b, c, d, e, f), (x, y)

    def _row(self, down: float, line: float, y: float) -> tuple[bool, bool, float, float, float]:
        """Of a line of upright text: whether its height is sane, whether it shows; top, bottom, baseline."""
        size, rise, clip = self.font_size, self.rise, self.clip
        low = self.face.descent * size + rise + y
        top, bottom = down * (low + size) + line, down * low + line
        if not -FARTHEST_PT <= top <= bottom <= FARTHEST_PT:
            return False, False, 0.0, 0.0, 0.0
        is_shown = self.is_shown and clip.top * 2 <= top + bottom <= clip.bottom * 2
        # As `_on_grid`.
        return (
            True,
            is_shown,
            floor(top * _GRID + 0.5) / _GRID,
            floor(bottom * _GRID + 0.5) / _GRID,
            floor((down * (y + rise) + line) * _GRID + 0.5) / _GRID,
        )

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
        angle = angle_of(matrix, -1.0 if self.font_size * self.stretch < 0 else 1.0)
        up = y + self.rise
        # The baseline of text that runs up or down the page is an upright line.
        baseline = a * x0 + c * up + e if angle in {90, 270} else b * x0 + d * up + f
        if not is_sane(left, top, right, bottom, baseline, height):
            return
        clip, across, down = self.clip, (left + right) / 2, (top + bottom) / 2
        is_inside = clip.x0 <= across <= clip.x1 and clip.top <= down <= clip.bottom
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
                self.is_shown and is_inside and _on_grid(height) > 0,
                self.color,
            )
        )


def moved(lines: Matrix, how: int, place: tuple[float, float]) -> Matrix:
    """The text's matrix at the start of another line."""
    a, b, c, d, e, f = lines
    x, y = place
    if how == GOES:
        x, y = x * a + y * c + e, x * b + y * d + f
    return (a, b, c, d, x, y)


def _on_grid(length: float) -> float:
    return floor(length * _GRID + 0.5) / _GRID
