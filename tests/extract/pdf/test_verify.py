"""Each page's characters as an independent reading sees them: what differs, and what is no difference."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from pipeline.extract.pdf import reader
from pipeline.extract.pdf.limits import Limits
from pipeline.extract.pdf.pdfium_reader import PdfiumDocument
from pipeline.extract.pdf.structure import Structure
from pipeline.extract.pdf.verify import counted_in, verified
from pipeline.stations.page import Difference, Glyph, Page
from tests.extract.pdf.pages_of_text import pdf
from tests.factory.canvas import Sheet, load_font, pdf_bytes
from tests.places import TESTS

FONT = load_font("FactorySerif")
BOLD = load_font("FactorySans")
PAPER = (0, 0, 400, 300)
FIXTURES = TESTS / "fixtures"
SOUND = sorted([*FIXTURES.glob("editions/*.pdf"), *FIXTURES.glob("adilet/*.pdf")])


def drawn(*operators: str, words: Iterable[tuple[float, float, str]] = (), **page: object) -> bytes:
    """A page with words at (x, y) and then some operators of its own."""
    sheet = Sheet()
    for x, y, text in words:
        sheet.words(FONT, 10, x, y, text)
    sheet.add(*operators)
    return pdf_bytes([sheet], media=PAPER, fonts=(FONT,), **page)  # type: ignore[arg-type]


def differences(content: bytes) -> list[Difference | None]:
    return [page.difference for page in reader.read_content(content, name="file.pdf")]


CMAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 1 def
1 begincodespacerange <0000> <ffff> endcodespacerange 1 begincidrange <0000> <ffff> 0 endcidrange
endcmap end end"""


def with_own_cmap(content: bytes, *, which: int = 0) -> bytes:
    """The same page; the codes of one of its fonts go by a CMap in the file, as Prince writes it."""
    pdf = pikepdf.open(BytesIO(content))
    fonts = pdf.pages[0].Resources.Font
    stream = pdf.make_stream(CMAP, Type=pikepdf.Name.CMap, CMapName=pikepdf.Name.Own)
    stream.CIDSystemInfo = pikepdf.Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0)
    fonts[sorted(fonts.keys())[which]].Encoding = stream
    file = BytesIO()
    pdf.save(file)
    return file.getvalue()


def two_fonts() -> bytes:
    sheet = Sheet()
    sheet.words(FONT, 10, 50, 200, "жоба")
    sheet.words(BOLD, 10, 50, 100, "тек")
    return pdf_bytes([sheet], media=PAPER, fonts=(FONT, BOLD))


@pytest.mark.parametrize(
    ("content", "unread", "font"),
    [
        pytest.param(
            pdf(b"BT /F1 12 Tf 50 200 Td (kept) Tj { (lost) Tj ET"), "lost", "Helvetica", id="a brace"
        ),
        pytest.param(
            pdf(b"BT /F1 12 Tf 50 200 Td (ke\\pt) Tj ET"),
            "p",
            "Helvetica",
            id="a backslash",
        ),
        pytest.param(
            with_own_cmap(two_fonts(), which=1), "жоба", FONT.name, id="a font of two with a CMap of its own"
        ),
    ],
)
def test_what_pdfminer_loses(content: bytes, unread: str, font: str) -> None:
    (page,) = reader.read_content(content, name="file.pdf", reader="pdfplumber")
    assert page.difference is not None
    assert unread in page.difference.unread
    assert page.difference.fonts == (font,)
    # PDFium reads it, and that pdfminer cannot count it is no fault of the file's
    (page,) = reader.read_content(content, name="file.pdf")
    assert page.difference is None
    assert unread in "".join(glyph.text for glyph in page.glyphs)


def test_a_file_whose_fonts_cannot_be_read_is_no_scan() -> None:
    content = with_own_cmap(drawn(words=[(50, 200, "жоба")]))
    with pytest.raises(
        reader.NoUnicode, match="None of the 4 characters that another library sees could be read"
    ):
        list(reader.read_content(content, name="file.pdf", reader="pdfplumber"))
    (page,) = reader.read_content(content, name="file.pdf")
    assert "".join(glyph.text for glyph in page.glyphs) == "жоба"


def glyphs_of(content: bytes, change: Callable[[list[Glyph]], list[Glyph]]) -> Page:
    """The page as a reader reads it that makes a mistake."""
    structure = Structure(content, Limits())
    document = PdfiumDocument(content, structure, Limits())

    def mistaken(page_number: int) -> Page:
        page = document.page(page_number)
        return replace(page, glyphs=tuple(change(list(page.glyphs))))

    try:
        return verified(mistaken, counted_in(structure))(1)
    finally:
        document.close()


def _without(number: int) -> Callable[[list[Glyph]], list[Glyph]]:
    return lambda glyphs: glyphs[:number] + glyphs[number + 1 :]


def _other(number: int, **changes: object) -> Callable[[list[Glyph]], list[Glyph]]:
    return lambda glyphs: [
        glyph._replace(**changes) if at == number else glyph  # type: ignore[arg-type]
        for at, glyph in enumerate(glyphs)
    ]


# ж at x = 50, о, б and а after it, and another а at the foot of the page
WORDS = ((50.0, 200.0, "жоба"), (50.0, 20.0, "а"))


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize(
    ("mistake", "unread", "unconfirmed"),
    [
        pytest.param(_without(1), "о", "", id="a letter lost"),
        pytest.param(_without(4), "а", "", id="a letter lost that stands elsewhere too"),
        pytest.param(_other(0, text="м"), "ж", "м", id="another letter"),
        pytest.param(_other(2, x0=150.0, x1=155.0, top=150, bottom=160), "б", "", id="a letter elsewhere"),
        pytest.param(_other(2, x0=150.0, x1=155.0), "", "", id="a letter elsewhere in its line"),
        pytest.param(_other(0, text="\ufffd"), "", "", id="a letter without Unicode"),
        pytest.param(lambda glyphs: [*glyphs, glyphs[0]], "", "", id="a letter painted twice"),
        pytest.param(
            lambda glyphs: [*glyphs, glyphs[0]._replace(x0=glyphs[0].x0 + 4, x1=glyphs[0].x1 + 4)],
            "", "", id="a letter too many",
        ),
    ],
)  # fmt: skip
def test_a_readers_mistakes(
    mistake: Callable[[list[Glyph]], list[Glyph]], unread: str, unconfirmed: str, rotate: int
) -> None:
    difference = glyphs_of(drawn(words=WORDS, rotate=rotate), mistake).difference
    if not unread and not unconfirmed:
        assert difference is None
        return
    assert difference is not None
    assert (difference.unread, difference.unconfirmed) == (unread, unconfirmed)
    assert difference.fonts == ("FactorySerif",)


def test_the_place_of_what_differs() -> None:
    difference = glyphs_of(drawn(words=WORDS), _without(4)).difference
    assert difference is not None
    # the pen stood 20 points above the foot of a page of 300
    assert difference.bbox == pytest.approx((50, 280, 50, 280), abs=0.1)


LINES = "BT /FactorySerif 10 Tf 50 100 Td <{}> Tj 0 -14 Td <{}> Tj ET"


def coded(text: str) -> str:
    return "".join(f"{FONT.glyphs[character][0]:04x}" for character in text)


UNSEEN = LINES.format(coded("ба"), coded("а"))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(drawn(words=[(50, 200, "жоба"), (50.3, 200, "жоба")]), id="painted twice"),
        pytest.param(drawn("3 Tr", UNSEEN, words=WORDS), id="invisible"),
        pytest.param(drawn("/Clear gs", UNSEEN, words=WORDS), id="transparent"),
        pytest.param(drawn("1 g", UNSEEN), id="white"),
        pytest.param(drawn("0 0 10 10 re W n", UNSEEN, words=WORDS), id="clipped"),
        pytest.param(drawn(LINES.format(coded("жо-"), coded("ба"))), id="a hyphen at a line's end"),
        pytest.param(drawn(words=[(390, 200, "жоба"), (-50, 20, "а"), (50, 100, "б")]), id="off the page"),
        pytest.param(drawn(words=WORDS, crop=(20, 10, 380, 290)), id="cropped"),
        pytest.param(drawn(words=WORDS, crop=(20, 10, 380, 290), rotate=90), id="cropped and turned"),
        pytest.param(pdf(b"BT /F1 12 Tf 50 200 Td (ai) Tj ET"), id="a simple font"),
        pytest.param(
            drawn("/Span << /ActualText <FEFF04D9> >> BDC", LINES.format(coded("а"), coded("б")), "EMC"),
            id="another text in the place of what is painted",
        ),
    ],
)
def test_no_difference(content: bytes) -> None:
    pages = list(reader.read_content(content, name="file.pdf"))
    assert [page.difference for page in pages] == [None]


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_sound_files(path: Path) -> None:
    assert not any(differences(path.read_bytes()))


@pytest.mark.parametrize(
    ("operators", "text"),
    [
        pytest.param(rb"(a\)b\(c) Tj (d(e)f) Tj", "a)b(cd(e)f", id="brackets"),
        pytest.param(b"(a\\053b\\\nc\\k\\163) Tj", "a+bcks", id="escapes"),
        pytest.param(b"<61 7> Tj", "ap", id="hexadecimal digits"),
        pytest.param(b"[(a) -20.5 (b) .5 (c)] TJ", "abc", id="an array"),
        pytest.param(b"[(a) B [(b) F] TJ 5 TJ ] (c) Tj", "abc", id="an operator in an array"),
        pytest.param(b"(a) ' 1 2 (b) \"", "ab", id="next lines"),
        pytest.param(b"/F#31 8 Tf (a) Tj", "a", id="a name in digits"),
        pytest.param(b"% (no) Tj\n(a) Tj", "a", id="a comment"),
        pytest.param(b"BI /W 1 /H 1 /BPC 8 /CS /G ID (x EI (a) Tj", "a", id="an inline image"),
        pytest.param(b"/Span << /ActualText (no) /E <6E6F> >> BDC (a) Tj EMC", "a", id="marked content"),
        pytest.param(b"Tj 5 Td (a) Tj /X Do", "a", id="operands that are missing"),
    ],
)
def test_what_pdfminers_operators_count(operators: bytes, text: str) -> None:
    structure = Structure(pdf(b"BT /F1 12 Tf 50 200 Td " + operators + b" ET"), Limits())
    assert "".join(character.text for character in counted_in(structure)(1)) == text


def test_both_spacings_are_set_and_the_next_line_begins_where_a_string_is_painted_with_them() -> None:
    content = b'BT /F1 10 Tf 14 TL 50 200 Td 5 1 (a b) " [-1000 (c)] TJ ET'
    structure = Structure(pdf(content), Limits())
    places = [(character.x, character.y) for character in counted_in(structure)(1)]
    assert places == [pytest.approx(place) for place in ((50, 614), (56.56, 614), (65.34, 614), (81.9, 614))]


def test_no_second_reading_if_none_is_wanted() -> None:
    content = pdf(b"BT /F1 12 Tf 50 200 Td (kept) Tj { (lost) Tj ET")
    (page,) = reader.read_content(content, name="file.pdf", reader="pdfplumber", verify=False)
    assert page.difference is None
