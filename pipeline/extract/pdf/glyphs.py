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

from pipeline.extract.pdf.faces import Face
from pipeline.extract.pdf.placing import StyleNumbers
from pipeline.extract.pdf.space import DECIMALS, Matrix, angle_of, is_sane, multiply
from pipeline.extract.pdf.strings import PaintedText, Pen
from pipeline.extract.pdf.walks import GOES, Step
from pipeline.stations.page import BBox, Glyph

# Text render modes: 3 paints nothing, 7 only adds to the clip path.
INVISIBLE_MODES = frozenset({3, 7})
_GRID = 10.0**DECIMALS
_NUMBERS = (int, float)

_Place = tuple[float, float]


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
        number: among the page's styles.
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
    number: int = -1

    def enter(self, text: PaintedText) -> None:
        """Becomes one of a page's styles."""
        size, rise, stretch = self.font_size, self.rise, self.stretch
        numbers = StyleNumbers(
            size,
            self.face.descent * size + rise,
            rise,
            size * stretch,
            size * stretch * 0.001,
            self.char_space * stretch,
            self.word_space * stretch,
            float(self.is_shown),
            *self.clip,
        )
        self.number = text.add_style(numbers, (self.face.name, 0, self.color))

    def paint(
        self, lines: Matrix, ctm: Matrix, pen: Pen, steps: Sequence[Step], text: PaintedText
    ) -> tuple[Matrix, Pen]:
        """Paint strings one after the other.

        Args:
            lines: from the text's space to the drawing's, at the start of the line.
            ctm: from the drawing's space to the page.
            pen: where it stands.
            steps: the strings, each with the way to it.
            text: takes them; a glyph whose place is no number on a page is left out.

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
            return self._note(lines, ctm, pen, steps, text)
        paint = self._paint_down if self.face.is_vertical else self._paint_any
        place = text.pen_at(pen)
        for how, where, parts in steps:
            if how:
                lines, place = moved(lines, how, where), (0, 0)
            place = paint(multiply(lines, ctm), parts, place, text)
        return lines, place

    def _note(
        self, lines: Matrix, ctm: Matrix, pen: Pen, steps: Sequence[Step], text: PaintedText
    ) -> tuple[Matrix, Pen]:
        """Upright text."""
        a, b, c, d, e, f = lines
        p, q, r, s, t, u = ctm
        across, down = a * p + b * r, c * q + d * s
        strings, read = self.face.strings, self.face.read
        number, is_spaced = self.number, self.word_space != 0
        noted = text.noted
        texts, widths, places, stops = noted.texts, noted.widths, noted.places, noted.stops
        for how, place, parts in steps:
            if how:
                # As in `moved`.
                tx, ty = place
                e, f = (tx * a + ty * c + e, tx * b + ty * d + f) if how == GOES else place
                pen = (0.0, 0.0)
            if not parts:
                continue
            x, y = text.pen_at(pen) if isinstance(pen, int) else pen
            is_moved = False
            for part in parts:
                if isinstance(part, bytes):
                    codes = strings.get(part) or read(part)
                    if is_spaced and codes.spaces:
                        begin = len(texts)
                        noted.spaces += [begin + at for at in codes.spaces]
                    texts += codes.texts
                    widths += codes.widths
                elif isinstance(part, _NUMBERS):
                    text.add_move(part)
                    is_moved = True
            places += (number, across, down, e * p + f * r + t, e * q + f * s + u, x, y)
            pen = len(stops)
            stops.append(len(texts))
            if is_moved:
                text.end_moved_string()
        return (a, b, c, d, e, f), pen

    def _paint_any(self, matrix: Matrix, parts: Sequence[object], pen: _Place, text: PaintedText) -> _Place:
        """Text that is turned, slanted or mirrored."""
        x, y = pen
        size, stretch = self.font_size, self.stretch
        low = self.face.descent * size + self.rise + y
        for part in parts:
            if isinstance(part, bytes):
                codes = self.face.read(part)
                for at, (sign, width) in enumerate(zip(codes.texts, codes.widths, strict=True)):
                    right = x + width * size * stretch
                    self._append(matrix, text, sign, (x, low, right, low + size), y)
                    x = right + (self.char_space + (self.word_space if at in codes.spaces else 0.0)) * stretch
            elif isinstance(part, int | float):
                x -= part * size * stretch * 0.001
        return x, y

    def _paint_down(self, matrix: Matrix, parts: Sequence[object], pen: _Place, text: PaintedText) -> _Place:
        """Text of a vertical font, as pdfminer boxes it."""
        x, y = pen
        size, face = self.font_size, self.face
        for part in parts:
            if isinstance(part, bytes):
                codes, shifts = face.read(part), face.shifts(part)
                each = zip(codes.texts, codes.widths, shifts, strict=True)
                for at, (sign, height, (aside, down)) in enumerate(each):
                    left = x - (size * 0.5 if aside is None else aside * size * 0.001)
                    high = y + (1000 - down) * size * 0.001 + self.rise
                    self._append(matrix, text, sign, (left, high + height * size, left + size, high), y)
                    y += height * size + self.char_space + (self.word_space if at in codes.spaces else 0.0)
            elif isinstance(part, int | float):
                y -= part * size * 0.001
        return x, y

    def _append(
        self,
        matrix: Matrix,
        painted: PaintedText,
        text: str,
        box: tuple[float, float, float, float],
        y: float,
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
        painted.add_glyph(
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
