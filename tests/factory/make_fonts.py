"""`python -m tests.factory.make_fonts`: the painter's small fonts, cut from system fonts (needs fontTools).

The subsets carry other names, as their licence (SIL OFL 1.1) asks; see fonts/README.md. Beside each font lies
its metrics, so that painting needs no font library.
"""

from __future__ import annotations

import json
from pathlib import Path

SOURCES = {
    "FactorySerif": "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf",
    "FactorySans": "/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf",
}
ALPHABET = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "".join(map(chr, range(0x410, 0x450)))
    + "ЁёӘәҒғҚқҢңӨөҰұҮүҺһІі«»–—№„“”’…\u00a0\u00ad\u2009\ufb01\ufb02²³°ə"
)
FOLDER = Path(__file__).parent / "fonts"


def main() -> None:
    """Write each font and its metrics."""
    from fontTools import subset  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    for name, path in SOURCES.items():
        font = TTFont(path)
        options = subset.Options(
            hinting=False, layout_features=[], name_IDs=[0, 1, 2, 4, 6, 13], notdef_outline=True
        )
        cutter = subset.Subsetter(options)
        cutter.populate(text=ALPHABET)
        cutter.subset(font)
        for record in font["name"].names:
            if record.nameID in {1, 4, 6}:
                record.string = name
        font.save(FOLDER / f"{name}.ttf")
        glyphs = {
            chr(code): [font.getGlyphID(glyph), font["hmtx"][glyph][0]]
            for code, glyph in font.getBestCmap().items()
        }
        head = {
            "name": name,
            "units": font["head"].unitsPerEm,
            "ascent": font["hhea"].ascent,
            "descent": font["hhea"].descent,
            "glyphs": glyphs,
        }
        (FOLDER / f"{name}.json").write_text(json.dumps(head, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
