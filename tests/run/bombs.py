"""Small PDF files that ask for much time or memory, each in its own way, by name."""

from __future__ import annotations

import zlib
from io import BytesIO

_TEXT = b"BT /F 12 Tf 100 700 Td (Hello) Tj ET "
_HEX = b"BT /F 12 Tf 100 700 Td <00480065> Tj ET "
_HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 8 0 R>>>>"


def bombs() -> dict[str, bytes]:
    """The files, and a sound one to compare with."""
    ranges = b"1 beginbfrange <0000> <FFFF> <0000> endbfrange\n" * 1000
    own = {6: b"6 0 R", 7: b"9 0 R", 9: b"7 0 R"}
    return {
        "sound": _pdf(_page()),
        "nested parentheses": _pdf(_page(b"BT " + b"(" * 2_000_000 + b")" * 2_000_000 + b" Tj ET")),
        "nested arrays": _pdf(_page(_TEXT + b"[" * 1_000_000 + b"]" * 1_000_000 + b" TJ")),
        "an object that is itself": _pdf(_page(more=b"/Rotate 6 0 R/UserUnit 7 0 R") | own),
        "contents that are themselves": _pdf(_page() | {4: b"4 0 R"}),
        "a length that is its own stream": _pdf(
            _page() | {4: b"<</Length 4 0 R>>\nstream\n" + _TEXT + b"\nendstream"}
        ),
        "a form in itself": _pdf(_page(_TEXT + b"/X Do") | {8: _stream(b"/X Do /X Do /X Do", _FORM)}),
        "a thousand ranges of codes": _pdf(_page(_HEX) | _mapped(ranges)),
        "a range of 32 bits": _pdf(
            _page(_HEX) | _mapped(b"1 beginbfrange <00000000> <FFFFFFFF> <0000> endbfrange\n")
        ),
        "a cross-reference stream of no width": _with_cross_references(b"[0 0 0]", b"/Index[0 2147483647]"),
        "many such streams": _with_cross_references(b"[0 0 0]", b"/Index[" + b"0 99999999 " * 1000 + b"]"),
        "two thousand million pages": _pdf(
            _page() | {2: b"<</Type/Pages/Kids[3 0 R]/Count 2147483647>>"}
        ),
        "one page a million times": _pdf(
            _page() | {2: b"<</Type/Pages/Kids[" + b"3 0 R " * 1_000_000 + b"]/Count 1000000>>"}
        ),
        "marks without end": _pdf(_page(b"/Span <</MCID 0>> BDC " * 200_000 + _TEXT)),
        "a stream of 200 MB": _pdf(_page(b" " * 200_000_000)),
    }  # fmt: skip


def _page(content: bytes = _TEXT, more: bytes = b"") -> dict[int, bytes]:
    """The objects of a file of one page."""
    resources = b"/Resources<</Font<</F 5 0 R>>/XObject<</X 8 0 R>>>>"
    return {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R" + resources + more + b">>",
        4: _stream(content),
        5: _HELVETICA,
    }


def _mapped(ranges: bytes) -> dict[int, bytes]:
    """A font whose Unicode map has these ranges."""
    head = b"begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    return {
        5: b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]"
        b"/ToUnicode 7 0 R>>",
        6: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/FontDescriptor 9 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        7: _stream(head + ranges + b"endcmap"),
        9: b"<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 0 1000 1000]/Ascent 800/Descent -200>>",
    }  # fmt: skip


def _stream(content: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(content, 1)
    return b"<</Filter/FlateDecode/Length %d%s>>\nstream\n%s\nendstream" % (len(packed), more, packed)


def _pdf(objects: dict[int, bytes]) -> bytes:
    out, places = _written(objects)
    at, size = out.tell(), max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        kind = b"00000 n" if number in places else b"65535 f"
        out.write(b"%010d %s \n" % (places.get(number, 0), kind))
    out.write(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, at))
    return out.getvalue()


def _with_cross_references(widths: bytes, more: bytes) -> bytes:
    out, _ = _written(_page())
    at = out.tell()
    told = b"/Type/XRef/Root 1 0 R/Size 2147483647/W" + widths + more
    out.write(b"10 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (_stream(b"x", told), at))
    return out.getvalue()


def _written(objects: dict[int, bytes]) -> tuple[BytesIO, dict[int, int]]:
    out, places = BytesIO(), {}
    out.write(b"%PDF-1.7\n")
    for number, body in objects.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    return out, places
