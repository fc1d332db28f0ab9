"""One font of a file: what its codes say, and how far each of them moves the pen.

A code's Unicode value and advance are the same on every page, and finding them costs more than all the rest
of a glyph: they are looked up once.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined

from pipeline.extract.pdf.limits import NO_UNICODE, TooMuch

_DELETE = "\x7f"

# ABCDEF+TimesNewRoman -> TimesNewRoman
_SUBSET_TAG = re.compile(r"^/?[A-Z]{6}\+")


class Codes(NamedTuple):
    """What a string of codes paints.

    Attributes:
        texts: each code's characters.
        widths: its advance as a share of the font's size.
        spaces: the numbers of those that word spacing follows.
    """

    texts: tuple[str, ...]
    widths: tuple[float, ...]
    spaces: tuple[int, ...]


_SPACE_CODE = 32
# Longer strings hardly ever come twice; and no file needs more of them at once.
_REMEMBERED_BYTES = 24
_REMEMBERED_STRINGS = 4096
# No engine writes longer ones; each byte may be a glyph.
_LONGEST_STRING = 1 << 16


class _Known(dict[int, tuple[str, float]]):
    """Each code's characters and its advance; each is looked up once."""

    def __init__(self, font: PDFFont) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, code: int) -> tuple[str, float]:
        try:
            text = self._font.to_unichr(code)
        except PDFUnicodeNotDefined:
            text = ""
        found = self[code] = (_readable(text), self._font.char_width(code))
        return found


class Face:
    """The codes of a font.

    Attributes:
        name: the font's name without its subset's tag.
        descent: how far it reaches below the baseline, a share of its size, 0 or less.
        is_vertical: whether it is written from top to bottom.
        is_multibyte: whether its codes may be longer than a byte, so that word spacing does not apply.
        strings: what short strings paint, as far as it was asked for.
    """

    __slots__ = ("_font", "_known", "descent", "is_multibyte", "is_vertical", "name", "strings")

    def __init__(self, font: PDFFont) -> None:
        self._font = font
        self._known = _Known(font)
        self.strings: dict[bytes, Codes] = {}
        # Small files leave out the descriptor that has the name; then the font itself has it.
        named = font.fontname if font.fontname != "unknown" else getattr(font, "basefont", font.fontname)
        name = named.decode("latin-1") if isinstance(named, bytes) else str(named)
        self.name = _SUBSET_TAG.sub("", name)
        self.descent = float(font.get_descent())
        self.is_vertical = font.is_vertical()
        self.is_multibyte = font.is_multibyte()

    def read(self, string: bytes) -> Codes:
        """What a string of codes paints.

        Raises:
            TooMuch: it is far too long.
        """
        if len(string) > _LONGEST_STRING:
            raise TooMuch(f"a string of more than {_LONGEST_STRING} bytes")
        codes = tuple(self._font.decode(string))
        known = [self._known[code] for code in codes]
        painted = Codes(
            tuple([text for text, _ in known]),
            tuple([width for _, width in known]),
            tuple([at for at, code in enumerate(codes) if code == _SPACE_CODE]),
        )
        if len(string) <= _REMEMBERED_BYTES:
            if len(self.strings) >= _REMEMBERED_STRINGS:
                self.strings.clear()
            self.strings[string] = painted
        return painted

    def shifts(self, string: bytes) -> list[tuple[float | None, float]]:
        """Where a vertical font's glyphs stand from the pen, in thousandths.

        Returns:
            For each code: from the left (None for half of its size) and from below.
        """
        shifts = (self._font.char_disp(code) for code in self._font.decode(string))
        return [shift if isinstance(shift, tuple) else (None, 0.0) for shift in shifts]


def _readable(text: str) -> str:
    """What a font's map says without control codes, or U+FFFD where nothing else is left.

    Qt's engines map the glyph of a space to a tab: what moves a typewriter's carriage is a space here.
    """
    if text and text >= " " and text.isprintable():
        return text
    # half of a surrogate pair is no character: it cannot even be written to a file
    signs = (sign for sign in text if not "\ud800" <= sign <= "\udfff")
    kept = "".join(sign for sign in signs if sign >= " " and sign != _DELETE)
    return kept or (" " if text and text.isspace() else NO_UNICODE)
