"""One font of a file: what its codes say, and how far each of them moves the pen.

A code's Unicode value and advance are the same on every page, and finding them costs more than all the rest
of a glyph: they are looked up once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined

NO_UNICODE = "\N{REPLACEMENT CHARACTER}"
_DELETE = "\x7f"

# ABCDEF+TimesNewRoman -> TimesNewRoman
_SUBSET_TAG = re.compile(r"^/?[A-Z]{6}\+")


class Face(dict[int, tuple[str, float]]):
    """The characters and the advance (a share of the font's size) of each code, found when first asked for.

    Attributes:
        name: the font's name without its subset's tag.
        descent: how far it reaches below the baseline, a share of its size, 0 or less.
        is_vertical: whether it is written from top to bottom.
        is_multibyte: whether its codes may be longer than a byte, so that word spacing does not apply.
    """

    def __init__(self, font: PDFFont) -> None:
        super().__init__()
        self._font = font
        name = font.fontname.decode("latin-1") if isinstance(font.fontname, bytes) else str(font.fontname)
        self.name = _SUBSET_TAG.sub("", name)
        self.descent = float(font.get_descent())
        self.is_vertical = font.is_vertical()
        self.is_multibyte = font.is_multibyte()

    def __missing__(self, code: int) -> tuple[str, float]:
        try:
            text = self._font.to_unichr(code)
        except PDFUnicodeNotDefined:
            text = ""
        entry = self[code] = (_readable(text), self._font.char_width(code))
        return entry

    def codes(self, string: bytes) -> Iterable[int]:
        """The codes of a painted string."""
        decoded: Iterable[int] = self._font.decode(string)
        return decoded

    def shift(self, code: int) -> tuple[float | None, float]:
        """Where a vertical glyph stands from the pen, in thousandths.

        Returns:
            From the left (None for half of its size) and from below.
        """
        given = self._font.char_disp(code)
        return given if isinstance(given, tuple) else (None, 0.0)


def _readable(text: str) -> str:
    """What a font's map says without control codes, or U+FFFD where nothing else is left.

    Qt's engines map the glyph of a space to a tab: what moves a typewriter's carriage is a space here.
    """
    if text and text >= " " and text.isprintable():
        return text
    kept = "".join(sign for sign in text if sign >= " " and sign != _DELETE)
    return kept or (" " if text and text.isspace() else NO_UNICODE)
