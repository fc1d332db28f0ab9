"""Both readers see what is painted, where it is painted, and see the same."""

from __future__ import annotations

import unicodedata
from itertools import groupby, islice
from pathlib import Path

import numpy as np
import pytest

from pipeline.extract.pdf import reader
from pipeline.extract.pdf.visible import clear_page
from pipeline.extract.ruled.rules import find_rules
from pipeline.stations.glyph_columns import Floats
from pipeline.stations.page import Glyph, Page
from tests.places import DECREE, TESTS

FILES = TESTS / "fixtures" / "readers"
ADILET = sorted((TESTS / "fixtures" / "adilet").glob("*.pdf"))
EDITIONS = sorted((TESTS / "fixtures" / "editions").glob("*.pdf"))
SIMPLE = ("plain", "links", "shapes", "spacing", "visibility", "form", "signs", "many-pages", "open-lock")
PLACED = ("turned", "turned-back", "upside-down", "cropped", "offset-media", "user-unit")
ODD = ("form-in-itself", "inline-image")
READABLE = [FILES / f"{name}.pdf" for name in (*SIMPLE, *PLACED, *ODD)]

# Enough of each file for the suite: the slow reader is slow.
SOME_PAGES = 2

both_readers = pytest.mark.parametrize("library", reader.READERS)


def page_of(name: str, library: reader.ReaderName) -> Page:
    return next(iter(reader.read_pages(FILES / f"{name}.pdf", reader=library)))


def lines_of(page: Page) -> dict[float, list[Glyph]]:
    """The glyphs of each baseline, in the order in which they were painted."""
    lines: dict[float, list[Glyph]] = {}
    for glyph in page.glyphs:
        lines.setdefault(glyph.baseline, []).append(glyph)
    return lines


def text_of(glyphs: list[Glyph] | tuple[Glyph, ...]) -> str:
    return "".join(glyph.text for glyph in glyphs)


GENUINE = sorted((TESTS / "fixtures" / "genuine").glob("*.pdf"))
# The largest difference of a character's ends and baseline between both readers, in points: PDFium cuts
# advances to thousandths of an em, and drops what moves the pen after the last string of an array.
NEAR_PT = 0.5
DRIFT_EM = 0.001


def ink_of(page: Page) -> list[tuple[str, Glyph]]:
    """The visible characters, each once, from top to bottom and from left to right."""
    clear = clear_page(page)
    glyphs = [glyph for glyph in (*clear.glyphs, *clear.aside) if not glyph.text.isspace()]
    return sorted(
        [(unicodedata.normalize("NFKC", glyph.text), glyph) for glyph in glyphs],
        key=lambda each: (each[0], round(each[1].baseline), each[1].x0),
    )


def places_of(ink: list[tuple[str, Glyph]]) -> Floats:
    """Each character's ends and baseline, in points."""
    return np.array([(each.x0, each.x1, each.baseline) for _, each in ink]).reshape(-1, 3)


# pdfminer forgets the spacing behind a string, and stays on the line where a string is put on the next one
COMPARABLE = [path for path in READABLE if path.stem != "spacing"]
PRINTED = [DECREE, *ADILET, *EDITIONS, *GENUINE]


def first_pages(path: Path, library: reader.ReaderName) -> list[Page]:
    """The first pages of a file, as this reader alone reads them."""
    pages = reader.read_content(path.read_bytes(), name=path.name, reader=library, verify=False)
    return list(islice(pages, SOME_PAGES))


@pytest.mark.parametrize("path", [*COMPARABLE, *PRINTED], ids=lambda path: path.stem)
def test_both_readers_see_the_same(path: Path) -> None:
    for fast, slow in zip(*(first_pages(path, library) for library in reader.READERS), strict=True):
        assert (fast.width, fast.height) == (slow.width, slow.height)
        ours, theirs = ink_of(fast), ink_of(slow)
        assert [text for text, _ in ours] == [text for text, _ in theirs]
        near = NEAR_PT + DRIFT_EM * fast.width / 5
        assert np.abs(places_of(ours) - places_of(theirs)).max(initial=0) <= near
        sizes = [(one.size, other.size) for (_, one), (_, other) in zip(ours, theirs, strict=True)]
        assert max((abs(one - other) for one, other in sizes), default=0) <= 0.02
        assert [(each.angle, each.color) for _, each in ours] == [
            (each.angle, each.color) for _, each in theirs
        ]
        if path in PRINTED:
            assert fast.links == slow.links
            rules = [find_rules(clear_page(page).shapes) for page in (fast, slow)]
            assert [len(each) for each in rules[0]] == [len(each) for each in rules[1]]


@both_readers
@pytest.mark.parametrize(
    ("name", "size", "first"),
    [
        ("plain", (612, 792), ("H", 72, 92, 0)),
        ("offset-media", (612, 792), ("H", 172, 42, 0)),
        ("cropped", (350, 242), ("H", 22, 92, 0)),
        ("user-unit", (1224, 1584), ("H", 144, 184, 0)),
        ("turned", (792, 612), ("H", 697.52, 700, 90)),
        ("turned-back", (792, 612), ("H", 82.48, 92, 270)),
        ("upside-down", (612, 792), ("H", 531.34, 700, 180)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_origin_is_the_visible_pages_corner(
    library: reader.ReaderName, name: str, size: tuple[float, float], first: tuple[str, float, float, int]
) -> None:
    page = page_of(name, library)
    glyph = page.glyphs[0]
    assert (page.width, page.height) == size
    assert (glyph.text, glyph.baseline, glyph.angle) == (first[0], first[2], first[3])
    # the edge below turned text comes from the font's descent, of which both libraries think otherwise
    assert glyph.x0 == pytest.approx(first[1], abs=0.5)


@both_readers
def test_visibility(library: reader.ReaderName) -> None:
    page = page_of("visibility", library)
    runs = [
        (text_of(list(run)), seen, color)
        for (seen, color, _), run in groupby(
            page.glyphs, lambda glyph: (glyph.is_visible, glyph.color, glyph.baseline)
        )
    ]
    assert runs == [
        ("seen", True, 0),
        ("mode3", False, 0),
        ("clear", False, 0),
        ("clippe", True, 0),
        ("d", False, 0),
        ("below", False, 0),
        ("white", True, 0xFFFFFF),
        ("overhang", True, 0),
        ("mode7", False, 0),
    ]


@both_readers
def test_what_stands_outside_the_crop_box_is_not_seen(library: reader.ReaderName) -> None:
    page = page_of("cropped", library)
    seen = [glyph for glyph in page.glyphs if glyph.is_visible]
    assert text_of(seen) == "Hello, worldseenclippewhite"


# Helvetica's advances are 0.556 em for `a`, `b`, `o`, `p`, 0.5 for `s`, 0.278 for a space.
@pytest.mark.parametrize(
    ("baseline", "text", "places"),
    [
        pytest.param(92, "spacedon", {1: 80, 6: 122.69}, id="letter-spacing goes on into the next string"),
        pytest.param(112, "word space here", {4: 98, 5: 106.34}, id="word-spacing follows the space"),
        pytest.param(132, "Tokern", {1: 77.89, 2: 90.56}, id="kerning"),
        pytest.param(152, "stretched", {1: 81}, id="horizontal scaling"),
        pytest.param(167, "up", {0: 98.02}, id="rise"),
        pytest.param(206, "two", {0: 72}, id="next line"),
        pytest.param(220, "three", {0: 72}, id="next line and paint"),
        pytest.param(234, "four five", {0: 72, 1: 77.34, 5: 107.01}, id="next line, spacing and paint"),
        pytest.param(292, "bold", {0: 72}, id="painted twice is seen once"),
        pytest.param(352, "a hy-", {0: 72}, id="a hyphen at a line's end stays"),
        pytest.param(392, "actual", {0: 72}, id="ActualText is not what is painted"),
    ],
)
def test_pen(baseline: float, text: str, places: dict[int, float]) -> None:
    glyphs = lines_of(page_of("spacing", "pdfium"))[baseline]
    assert text_of(glyphs) == text
    assert {index: glyphs[index].x0 for index in places} == pytest.approx(places, abs=0.01)


@both_readers
def test_signs_stay_as_the_font_tells_them(library: reader.ReaderName) -> None:
    glyphs = page_of("signs", library).glyphs
    assert [glyph.text for glyph in glyphs] == ["\xad", "\xa0", "\u2009", "fi", " ", "\u0306", "ә"]
    # pdfminer does not know a font's name without its descriptor
    assert {glyph.font for glyph in glyphs} == {"Signs" if library == "pdfium" else "unknown"}


@both_readers
def test_spacing_is_in_no_box(library: reader.ReaderName) -> None:
    spaced, *_ = lines_of(page_of("spacing", library)).values()
    assert [round(glyph.x1 - glyph.x0, 2) for glyph in spaced[:3]] == pytest.approx(
        [6.0, 6.67, 6.67], abs=0.011
    )


@both_readers
def test_slanted_text_keeps_its_size(library: reader.ReaderName) -> None:
    slanted = lines_of(page_of("spacing", library))[312]
    assert text_of(slanted) == "a bslanted"
    assert {glyph.size for glyph in slanted} == {12}


@both_readers
def test_shapes(library: reader.ReaderName) -> None:
    shapes = [tuple(shape) for shape in page_of("shapes", library).shapes]
    grey, red, blue = 0xCCCCCC, 0xFF0000, 0x0000FF
    assert shapes == [
        ("stroke", 72, 92, 172, 92, 0.5, 0),
        ("stroke", 172, 52, 172, 92, 0.5, 0),
        ("stroke", 72, 52, 172, 52, 0.5, 0),
        ("stroke", 72, 52, 72, 92, 0.5, 0),
        ("stroke", 72, 192, 272, 192, 2, red),
        ("stroke", 72, 202, 72, 292, 2, red),
        ("fill", 300, 42, 300.49, 92, 0.49, grey),
        ("fill", 320, 72, 420, 92, 20, blue),
        ("fill", 300, 192, 400, 193, 1, 0),
        ("fill", 300, 242, 400, 242.5, 0.5, 0),
        ("fill", 300, 291.5, 400, 292, 0.5, 0),
        ("fill", 300, 242, 300.5, 292, 0.5, 0),
        ("fill", 399.5, 242, 400, 292, 0.5, 0),
        ("fill", 450, 142, 500, 192, 50, 0x808080),
        ("stroke", 450, 192, 500, 192, 2, 0),
        ("stroke", 500, 142, 500, 192, 2, 0),
        ("stroke", 450, 142, 500, 142, 2, 0),
        ("stroke", 450, 142, 450, 192, 2, 0),
        ("stroke", 200, 392, 300, 392, 2, 0),
        ("fill", 0, -100, 612, 0, 100, 0x808080),
    ]


@both_readers
def test_a_drawing_goes_on_from_the_state_around_it(library: reader.ReaderName) -> None:
    page = page_of("form", library)
    inner = page.glyphs[12:]
    assert (text_of(inner), inner[0].x0, inner[0].baseline, inner[0].size) == ("inner", 100, 652, 20)
    assert {glyph.color for glyph in inner} == {0xFF0000}
    assert page.shapes[0] == ("fill", 100, 672, 120, 692, 20, 0xFF0000)
    assert page.shapes[1].thickness == 1


@both_readers
def test_links_and_images(library: reader.ReaderName) -> None:
    (link,) = page_of("links", library).links
    assert link.bbox == (72, 80, 140, 102)
    assert link.uri == "https://adilet.zan.kz/kaz/docs/P1300000078"
    assert page_of("inline-image", library).image_boxes == ((72, 141, 92, 142),)


@both_readers
def test_pages_are_counted_from_one(library: reader.ReaderName) -> None:
    pages = list(reader.read_pages(FILES / "many-pages.pdf", reader=library))
    assert [page.page_number for page in pages] == list(range(1, 13))


def test_unknown_reader_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="mupdf"):
        list(reader.read_pages(FILES / "plain.pdf", reader="mupdf"))  # type: ignore[arg-type]
