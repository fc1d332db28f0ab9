"""The fonts of a file, each made once, without what takes pdfminer most of that time.

A font's map to Unicode has some hundred lines, which a parser of the whole PDF language takes byte by byte;
nearly all maps are plain lists of numbers. And the outlines of an embedded font are of no use where the file
has such a map.
"""

from __future__ import annotations

from collections.abc import Mapping

import regex as re
from pdfminer.cmapdb import FileUnicodeMap
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, resolve1

from pipeline.extract.pdf.limits import TooMuch
from pipeline.extract.pdf.streams import content_of

_HEX = rb"<[0-9A-Fa-f]++>"
# <0041> <0430>
_PAIRS = re.compile(rb"\s*+(?:" + _HEX + rb"\s*+" + _HEX + rb"\s*+)*+")
# <0041> <0043> <0430>   <0041> <0042> [<0430> <0066 0069>]
_RANGES = re.compile(
    rb"\s*+(?:" + _HEX + rb"\s*+" + _HEX + rb"\s*+(?:" + _HEX + rb"|\[\s*+(?:" + _HEX + rb"\s*+)*+\])\s*+)*+"
)
_RANGE = re.compile(rb"<(\w++)>\s*+<(\w++)>\s*+(?:<(\w++)>|\[([^\]]*+)\])")
_DIGITS = re.compile(rb"<(\w++)>")
_SECTION = re.compile(rb"\b(begin|end)bf(char|range)\b")
# What changes a map by other means, or how it is to be read.
_OTHER = re.compile(rb"cidrange|cidchar|usecmap|%")
# %%Version: 1
_REMARK = re.compile(rb"^%[^\r\n]*+", re.MULTILINE)
# (Adobe)
_NAMES = re.compile(rb"\([\w .+-]*+\)")
# What stands before a section, `begin`, its kind, what stands in it, `end`, and its kind again.
_PARTS = 6
_CODE_BYTES = 4
_LARGEST_RANGE = 0x10000


class Fonts(PDFResourceManager):
    """The fonts of one file."""

    def __init__(self, most_bytes: int) -> None:
        super().__init__()
        self._most_bytes = most_bytes

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """The font of a dictionary.

        Raises:
            TooMuch: its map to Unicode is too large.
        """
        given = resolve1(spec.get("ToUnicode"))
        if objid in self._cached_fonts or not isinstance(given, PDFStream) or "DescendantFonts" in spec:
            return super().get_font(objid, spec)
        known = plain_map(content_of(given, self._most_bytes))
        lighter = dict(spec)
        descriptor = resolve1(spec.get("FontDescriptor"))
        if isinstance(descriptor, dict):
            lighter["FontDescriptor"] = {
                key: value for key, value in descriptor.items() if key != "FontFile2"
            }
        if known is not None:
            lighter["ToUnicode"] = PDFStream({}, b"")
        font = super().get_font(objid, lighter)
        if known is not None:
            vars(font)["unicode_map"].cid2unichr = known
        return font


def plain_map(content: bytes) -> dict[int, str] | None:
    """The characters of a font's codes, as pdfminer reads them.

    Args:
        content: the font's `ToUnicode`.

    Returns:
        None if it is no plain list, and needs a parser.

    Raises:
        TooMuch: a range holds more codes than there can be.
    """
    body, _, rest = _REMARK.sub(b"", content).partition(b"endcmap")
    if _OTHER.search(body) or b"begincmap" in rest or body.count(b"begincmap") > 1:
        return None
    parts = _SECTION.split(body)
    if len(parts) % _PARTS != 1 or any(b"(" in _NAMES.sub(b"", between) for between in parts[::_PARTS]):
        return None
    found = FileUnicodeMap()
    for first in range(1, len(parts), _PARTS):
        begin, kind, inside, end, ended = parts[first : first + _PARTS - 1]
        if (begin, end) != (b"begin", b"end") or kind != ended:
            return None
        try:
            is_read = _add_pairs(found, inside) if kind == b"char" else _add_ranges(found, inside)
        except ValueError:
            # half a byte
            return None
        if not is_read:
            return None
    return found.cid2unichr


def _add_pairs(found: FileUnicodeMap, inside: bytes) -> bool:
    if not _PAIRS.fullmatch(inside):
        return False
    digits = [bytes.fromhex(number.decode()) for number in _DIGITS.findall(inside)]
    for code, text in zip(digits[::2], digits[1::2], strict=True):
        found.add_cid2unichr(int.from_bytes(code, "big"), text)
    return True


def _add_ranges(found: FileUnicodeMap, inside: bytes) -> bool:
    if not _RANGES.fullmatch(inside):
        return False
    for low, high, text, texts in _RANGE.findall(inside):
        if len(low) != len(high):
            # pdfminer, too, passes over it
            continue
        first, last = int(low, 16), int(high, 16)
        if last - first >= _LARGEST_RANGE:
            raise TooMuch(f"a range of more than {_LARGEST_RANGE} codes in a font's map")
        codes = range(first, last + 1)
        if text:
            base = bytes.fromhex(text.decode())
            start, end = base[:-_CODE_BYTES], base[-_CODE_BYTES:]
            number = int.from_bytes(end, "big")
            for code in codes:
                # of a sum too large for its bytes the lower ones stay
                sum_ = (number + code - first).to_bytes(_CODE_BYTES + 1, "big")
                found.add_cid2unichr(code, start + sum_[-len(end) :])
        else:
            each = [bytes.fromhex(number.decode()) for number in _DIGITS.findall(texts)]
            for code, base in zip(codes, each, strict=False):
                found.add_cid2unichr(code, base)
    return True
