"""A PDF written by hand: full say over each glyph, rule, clip and page box, and no layout engine between."""
# coordinates and their kin come in a fixed order

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_FONTS = Path(__file__).parent / "fonts"


@dataclass(frozen=True, slots=True)
class Font:
    """An embedded font: glyph ids and advances by character, in units of `units` to the em."""

    name: str
    units: int
    ascent: int
    descent: int
    glyphs: dict[str, list[int]]
    file: bytes

    def advance(self, character: str, size: float) -> float:
        """The character's own width in points."""
        return self.glyphs[character][1] * size / self.units

    def width(self, text: str, size: float) -> float:
        """The text's width in points, without any spacing."""
        return sum(self.glyphs[c][1] for c in text) * size / self.units


@cache
def load_font(name: str) -> Font:
    """`FactorySerif` or `FactorySans`."""
    data = json.loads((_FONTS / f"{name}.json").read_text(encoding="utf-8"))
    return Font(**data, file=zlib.compress((_FONTS / f"{name}.ttf").read_bytes()))


@dataclass(slots=True)
class Sheet:
    """One page's content. Points, origin bottom left of the media box as in PDF."""

    operators: list[str] = field(default_factory=list)

    def add(self, *operators: str) -> None:
        """Append raw operators."""
        self.operators.extend(operators)

    def text(
        self, font: Font, size: float, x: float, y: float, glyphs: list[tuple[str, float]], *, state: str = ""
    ) -> None:
        """Glyphs with the extra room after each, painted as one TJ; `state`: operators for inside BT…ET."""
        parts, run = [], ""
        for character, after in glyphs:
            run += f"{font.glyphs[character][0]:04x}"
            if after:
                parts.append(f"<{run}>{-after * 1000 / size:.2f}")
                run = ""
        parts.append(f"<{run}>" if run else "")
        self.add(f"BT /{font.name} {size:g} Tf {state} 1 0 0 1 {x:.3f} {y:.3f} Tm [{''.join(parts)}]TJ ET")

    def words(self, font: Font, size: float, x: float, y: float, text: str, *, state: str = "") -> None:
        """A text with the font's own advances."""
        self.text(font, size, x, y, [(character, 0.0) for character in text], state=state)

    def fill(self, x0: float, y0: float, width: float, height: float, grey: float = 0) -> None:
        """A filled rectangle."""
        self.add(f"{grey:g} g {x0:.3f} {y0:.3f} {width:.3f} {height:.3f} re f 0 g")

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float, grey: float = 0) -> None:
        """A stroked line."""
        self.add(f"{grey:g} G {width:g} w {x0:.3f} {y0:.3f} m {x1:.3f} {y1:.3f} l S 0 G")


def pdf_bytes(
    sheets: list[Sheet],
    *,
    media: tuple[float, float, float, float],
    fonts: tuple[Font, ...],
    crop: tuple[float, float, float, float] | None = None,
    rotate: int = 0,
    title: str = "",
) -> bytes:
    """The finished file: object table, embedded fonts with ToUnicode, one content stream a page."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    names = ""
    for font in fonts:
        first = len(objects) + 1
        names += f"/{font.name} {first} 0 R "
        objects += _font_objects(font, first)
    resources = f"<< /Font << {names}>> /ExtGState << /Clear << /ca 0 /CA 0 >> >> >>"
    boxes = f"/MediaBox [{_numbers(media)}]" + (f" /CropBox [{_numbers(crop)}]" if crop else "")
    kids = []
    for sheet in sheets:
        content = len(objects) + 1
        objects.append(_stream("\n".join(sheet.operators).encode("ascii")))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R {boxes} /Rotate {rotate} /Resources {resources} "
            f"/Contents {content} 0 R >>".encode("ascii")
        )
        kids.append(f"{content + 1} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode("ascii")
    info = b"<< /Title " + _hex_text(title) + b" >>"
    objects.append(info)
    return _file(objects, info=len(objects))


def _numbers(box: tuple[float, float, float, float]) -> str:
    return " ".join(f"{n:g}" for n in box)


def _hex_text(text: str) -> bytes:
    return b"<FEFF" + text.encode("utf-16-be").hex().encode("ascii") + b">"


def _stream(data: bytes, extra: str = "", *, is_packed: bool = False) -> bytes:
    packed = data if is_packed else zlib.compress(data)
    head = f"<< /Length {len(packed)} /Filter /FlateDecode {extra}>>\nstream\n"
    return head.encode("ascii") + packed + b"\nendstream"


@cache
def _to_unicode(name: str) -> bytes:
    glyphs = load_font(name).glyphs
    seen: dict[int, str] = {}
    for character, (gid, _) in glyphs.items():
        text = {"\ufb01": "fi", "\ufb02": "fl"}.get(character, character)
        seen.setdefault(gid, text)
    pairs = [f"<{gid:04x}> <{text.encode('utf-16-be').hex()}>" for gid, text in sorted(seen.items())]
    blocks = [pairs[n : n + 100] for n in range(0, len(pairs), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /F def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{body}\nendcmap end end"
    ).encode("ascii")


def _font_objects(font: Font, first: int) -> list[bytes]:
    scale = 1000 / font.units
    widths = sorted({(gid, advance) for gid, advance in font.glyphs.values()})
    w = " ".join(f"{gid} [{advance * scale:.3f}]" for gid, advance in widths)
    return [
        f"<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+{font.name} /Encoding /Identity-H "
        f"/DescendantFonts [{first + 1} 0 R] /ToUnicode {first + 4} 0 R >>".encode("ascii"),
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+{font.name} /CIDToGIDMap /Identity "
        f"/DW 1000 "
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        f"/FontDescriptor {first + 2} 0 R /W [{w}] >>".encode("ascii"),
        f"<< /Type /FontDescriptor /FontName /AAAAAA+{font.name} /Flags 4 /FontBBox [-500 -300 1500 1000] "
        f"/ItalicAngle 0 /Ascent {font.ascent * scale:.0f} /Descent {font.descent * scale:.0f} "
        f"/CapHeight 660 "
        f"/StemV 80 /FontFile2 {first + 3} 0 R >>".encode("ascii"),
        _stream(font.file, is_packed=True),
        _stream(_to_unicode(font.name)),
    ]


def _file(objects: list[bytes], *, info: int) -> bytes:
    parts, offsets, at = [b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"], [], 15
    for number, body in enumerate(objects, start=1):
        part = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        offsets.append(at)
        parts.append(part)
        at += len(part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    parts.append(
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table, len(objects) + 1, info, at)
    )
    return b"".join(parts)
