"""One painted character: its box, its direction, and whether anyone sees it.

Both readers make their glyphs here, from the same numbers by the same formula, so that they agree to the
last digit. The box is pdfplumber's: from the pen's position to the pen plus the glyph's own advance, and as
high as the font's size, set down by the font's descent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import hypot

from pipeline.extract.space import DECIMALS, Matrix, angle_of, is_sane
from pipeline.page import BBox, Glyph

NO_UNICODE = "\N{REPLACEMENT CHARACTER}"
# Text render modes: 3 paints nothing, 7 only adds to the clip path.
INVISIBLE_MODES = frozenset({3, 7})

# ABCDEF+TimesNewRoman -> TimesNewRoman
_SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")


def font_label(name: object) -> str:
    """A font's name without its subset's tag."""
    text = name.decode("latin-1") if isinstance(name, bytes) else str(name)
    return _SUBSET_TAG.sub("", text)


def printed(text: str) -> str:
    """What a font's Unicode map says, or U+FFFD where it says nothing or nothing but control codes."""
    return text if text and not all(sign < " " for sign in text) else NO_UNICODE


@dataclass(slots=True, kw_only=True)
class GlyphFrame:
    """What the glyphs of one painted string share.

    Attributes:
        matrix: from text space to the page.
        font_size: in text space.
        stretch: the horizontal scaling, 1 for none.
        rise: of the baseline, in text space.
        descent: of the font, a share of its size, 0 or less.
        clip: what is not painted over: the page and the clip paths' boxes.
        is_shown: False for strings that are not painted at all.
    """

    matrix: Matrix
    font_size: float
    stretch: float
    rise: float
    descent: float
    font: str
    color: int
    clip: BBox
    is_shown: bool
    angle: int = field(init=False)
    size: float = field(init=False)

    def __post_init__(self) -> None:
        direction = -1.0 if self.font_size * self.stretch < 0 else 1.0
        self.angle = angle_of(self.matrix, direction)
        a, b, c, d, _, _ = self.matrix
        # The height of a line across its baseline, which a slant (synthetic italics) does not change.
        self.size = round(abs(self.font_size * (a * d - b * c)) / (hypot(a, b) or 1.0), DECIMALS)

    def glyph(self, text: str, x: float, y: float, width: float) -> Glyph | None:
        """The glyph at pen position (`x`, `y`) in text space.

        Args:
            text: its characters.
            x: the pen along the baseline.
            y: the pen across the baseline, without the rise.
            width: its advance as a share of the font's size.

        Returns:
            The glyph, or None where its place is no number.
        """
        low = self.descent * self.font_size + self.rise + y
        return self._boxed(text, x, low, x + width * self.font_size * self.stretch, low + self.font_size, y)

    def upright_glyph(self, text: str, x: float, y: float, height: float, shift: object) -> Glyph | None:
        """The glyph of a vertical font; `shift` is pdfminer's (from the left, from the bottom), in thousandths."""
        size = self.font_size
        aside, down = shift if isinstance(shift, tuple) else (None, 0.0)
        left = x - (size * 0.5 if aside is None else aside * size * 0.001)
        high = y + (1000 - down) * size * 0.001 + self.rise
        return self._boxed(text, left, high + height * size, left + size, high, y)

    def _boxed(self, text: str, x0: float, y0: float, x1: float, y1: float, y: float) -> Glyph | None:
        a, b, c, d, e, f = self.matrix
        if b == 0 == c:
            left, right, top, bottom = a * x0 + e, a * x1 + e, d * y1 + f, d * y0 + f
        else:
            xs = (a * x0 + c * y0, a * x1 + c * y0, a * x0 + c * y1, a * x1 + c * y1)
            ys = (b * x0 + d * y0, b * x1 + d * y0, b * x0 + d * y1, b * x1 + d * y1)
            left, right, top, bottom = min(xs) + e, max(xs) + e, min(ys) + f, max(ys) + f
        if left > right:
            left, right = right, left
        if top > bottom:
            top, bottom = bottom, top
        if not is_sane(left, top, right, bottom):
            return None
        clip = self.clip
        across, down = (left + right) / 2, (top + bottom) / 2
        return Glyph(
            text,
            round(left, DECIMALS),
            round(top, DECIMALS),
            round(right, DECIMALS),
            round(bottom, DECIMALS),
            round(b * x0 + d * (y + self.rise) + f, DECIMALS),
            self.size,
            self.font,
            self.angle,
            self.is_shown and clip.x0 <= across <= clip.x1 and clip.top <= down <= clip.bottom,
            self.color,
        )
