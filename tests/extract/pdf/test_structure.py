"""Sound files whose structure is unusual are read as every viewer reads them."""

from __future__ import annotations

import zlib
from io import BytesIO

import pikepdf
import pytest

from pipeline.extract.pdf import reader, structure
from pipeline.extract.pdf.limits import Limits
from tests.extract.pdf.pages_of_text import file_of

TEXT = b"BT /F1 12 Tf 50 200 Td (%s) Tj ET"

pytestmark = pytest.mark.parametrize("library", reader.READERS)


FONT = b"<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"


def file_with(
    *streams: bytes, kind: bytes = b"/Type /Page", kids: bytes = b"[3 0 R 4 0 R]", count: int = 2
) -> bytes:
    """Two pages with these two streams."""
    page = b"<< %s /Parent 2 0 R /MediaBox [0 0 400 300] /Resources << /Font %s >> /Contents %d 0 R >>"
    return file_of([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids %s /Count %d >>" % (kids, count),
        page % (kind, FONT, 5),
        page % (kind, FONT, 6),
        *streams,
    ])  # fmt: skip


def stream(data: bytes, *, length: int | None = None, packed: bool = True) -> bytes:
    head = b"/Filter /FlateDecode " if packed else b""
    return b"<< %s/Length %d >>\nstream\n%s\nendstream" % (
        head, len(data) if length is None else length, data,
    )  # fmt: skip


def texts_of(content: bytes, library: reader.ReaderName) -> list[str]:
    pages = list(reader.read_content(content, name="file.pdf", reader=library))
    assert [page.difference for page in pages] == [None] * len(pages)
    return ["".join(glyph.text for glyph in page.glyphs) for page in pages]


ONE, TWO = TEXT % b"one", TEXT % b"two"
LONG = TEXT % b"one" + b" %" + bytes(range(33, 127)) * 3


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        pytest.param(
            file_with(stream(zlib.compress(ONE)), stream(b"")), ["one", ""], id="an empty stream"
        ),
        pytest.param(
            file_with(stream(zlib.compress(ONE)[:-4]), stream(zlib.compress(TWO))), ["one", "two"],
            id="no checksum",
        ),
        pytest.param(
            file_with(stream(zlib.compress(LONG), length=30), stream(zlib.compress(TWO))), ["one", "two"],
            id="a short length",
        ),
        pytest.param(
            file_with(stream(zlib.compress(ONE), length=0), stream(zlib.compress(TWO))), ["one", "two"],
            id="no length",
        ),
        pytest.param(
            file_with(stream(ONE, length=9, packed=False), stream(TWO, packed=False)), ["one", "two"],
            id="a short length of a plain stream",
        ),
        pytest.param(
            file_with(stream(zlib.compress(ONE)), stream(zlib.compress(TWO)), kind=b""), ["one", "two"],
            id="no type",
        ),
        pytest.param(
            file_with(
                stream(zlib.compress(ONE)), stream(zlib.compress(TWO)), kids=b"[3 0 R 4 0 R 3 0 R]", count=3
            ),
            ["one", "two", "one"],
            id="a page twice",
        ),
    ],
)  # fmt: skip
def test_sound_files_are_read(content: bytes, texts: list[str], library: reader.ReaderName) -> None:
    assert texts_of(content, library) == texts


def test_a_page_is_unpacked_until_the_next_one(library: reader.ReaderName) -> None:
    content = file_with(stream(zlib.compress(ONE)), stream(zlib.compress(TWO)))
    file = structure.Structure(content, Limits())
    streams = [leaf.contents[0] for leaf in file.leaves]
    unpacked = []
    for page_number in (1, 2):
        file.check(page_number)
        unpacked.append([each.data for each in streams])
    assert unpacked == [[ONE, None], [None, TWO]]
    assert texts_of(content, library) == ["one", "two"]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(file_with(stream(zlib.compress(LONG)[:-30]), stream(b"")), id="an end that is missing"),
        pytest.param(file_with(stream(b"abc" + zlib.compress(ONE)[3:]), stream(b"")), id="damaged bytes"),
    ],
)
def test_damage_is_told(content: bytes, library: reader.ReaderName) -> None:
    with pytest.raises(reader.Damaged, match="Page 1 is damaged"):
        texts_of(content, library)


def with_a_drawing(*, place: bytes | None = None, reference: bytes = b"6 0 R") -> bytes:
    """A page whose text stands in a drawing, in a font of its own, and an object that is not in the table."""
    content = file_of([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents 4 0 R"
        b" /Resources << /XObject << /X %s >> >> >>" % reference,
        stream(b"/X Do", packed=False),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 400 300] /Resources << /Font << /F1 5 0 R >> >>"
        b" /Length %d >>\nstream\n%s\nendstream" % (len(ONE), ONE),
    ])  # fmt: skip
    if place is None:
        return content
    entry = b"%010d 00000 n \n" % content.index(place)
    assert entry in content
    return content.replace(entry, b"0000000000 65535 f \n")


@pytest.mark.parametrize("place", [b"5 0 obj", b"6 0 obj"], ids=["a font", "a drawing"])
def test_what_the_table_calls_free_is_found(place: bytes, library: reader.ReaderName) -> None:
    assert texts_of(with_a_drawing(place=place), library) == ["one"]


def test_a_drawing_that_is_nowhere_is_told(library: reader.ReaderName) -> None:
    assert texts_of(with_a_drawing(), library) == ["one"]
    with pytest.raises(reader.Damaged, match="content of page 1 cannot be found"):
        texts_of(with_a_drawing(reference=b"9 0 R"), library)


def test_a_font_that_is_nowhere_spoils_no_sound_page(
    library: reader.ReaderName, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the file cannot be opened without its table: it may have no trailer."""
    monkeypatch.setattr(structure, "without_table", lambda _: b"%PDF-1.7")
    page = with_a_drawing(reference=b"6 0 R >> /Font << /F9 9 0 R")
    assert texts_of(page, library) == ["one"]


@pytest.mark.parametrize(
    "before",
    [b"[ (a) ", rb"(a \) ", b"BI /W 1 /H 1 ID x "],
    ids=["an array", "a string", "an image"],
)
def test_text_in_a_bracket_without_end_is_told(before: bytes, library: reader.ReaderName) -> None:
    content = file_with(stream(before + ONE, packed=False), stream(TWO, packed=False))
    with pytest.raises(reader.Damaged, match="Page 1 is damaged"):
        texts_of(content, library)


@pytest.mark.parametrize(
    "content",
    [
        ONE + b" % [ ( Tj",
        TEXT % rb"o\)\(ne" + b" [",
        TEXT % b"[(n)] [",
        b"BI /W 8 /H 2 /BPC 1 /CS /G ID ([ EI " + ONE,
    ],
    ids=["a comment", "nothing after it", "in a string", "in an image"],
)
def test_a_bracket_that_holds_no_text_is_no_damage(content: bytes, library: reader.ReaderName) -> None:
    texts = texts_of(file_with(stream(content, packed=False), stream(TWO, packed=False)), library)
    assert len(texts[0]) >= len("one")


def test_a_tree_that_holds_itself_ends(library: reader.ReaderName) -> None:
    content = file_with(
        stream(zlib.compress(ONE)), stream(zlib.compress(TWO)), kids=b"[3 0 R 2 0 R 4 0 R]", count=2
    )
    try:
        assert texts_of(content, library) == ["one", "two"]
    except reader.Damaged as refused:
        assert "cannot be opened" in str(refused)  # PDFium counts other pages


def test_a_tree_of_many_branches_meets_a_limit(library: reader.ReaderName) -> None:
    """Each of thirty branches holds the next one twice: a thousand million ways, and no page."""
    branches = [
        b"<< /Type /Pages /Kids [%d 0 R %d 0 R] /Count 1 >>" % (number + 1, number + 1)
        for number in range(2, 32)
    ]
    last = b"<< /Type /Pages /Kids [] /Count 0 >>"
    content = file_of([b"<< /Type /Catalog /Pages 2 0 R >>", *branches, last])
    with pytest.raises(reader.NotReadable):
        list(reader.read_content(content, name="file.pdf", reader=library, limits=Limits(max_pages=100)))


def test_pikepdfs_empty_page(library: reader.ReaderName) -> None:
    pdf = pikepdf.open(BytesIO(file_with(stream(zlib.compress(ONE)), stream(zlib.compress(TWO)))))
    pdf.add_blank_page(page_size=(400, 300))
    file = BytesIO()
    pdf.save(file)
    assert texts_of(file.getvalue(), library) == ["one", "two", ""]


def moved_entry(content: bytes, number: int, entry: bytes) -> bytes:
    """The file with another line for an object in its cross reference table."""
    table = content.index(b"xref\n")
    at = content.index(b"\n", table + 5) + 1 + 20 * number
    old = content[at : at + 18]
    place = b"%010d" % (int(old[:10]) + 7)
    return content[:at] + (entry or place + old[10:]) + content[at + 18 :]


@pytest.mark.parametrize("number", [pytest.param(6, id="a content stream"), pytest.param(4, id="a page")])
@pytest.mark.parametrize(
    "entry", [pytest.param(b"", id="off by bytes"), pytest.param(b"0000000000 65535 f", id="free")]
)
def test_an_object_that_is_not_where_the_table_says_is_found(
    number: int, entry: bytes, library: reader.ReaderName
) -> None:
    content = file_with(stream(zlib.compress(ONE)), stream(zlib.compress(TWO)))
    assert texts_of(moved_entry(content, number, entry), library) == ["one", "two"]


def test_a_content_that_is_not_there_is_told(library: reader.ReaderName) -> None:
    content = file_with(stream(zlib.compress(ONE)), stream(zlib.compress(TWO)))
    with pytest.raises(reader.Damaged, match="The content of page 2 cannot be found"):
        texts_of(content.replace(b"6 0 obj", b"9 0 obj"), library)


def file_of_drawings(painted: bytes, *, are_circular: bool) -> bytes:
    """A page that paints a drawing, which paints the next one as `painted` says, and so on."""
    form = b"<< /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >> /Length %d >>\n"
    forms = [
        form % (5 if are_circular else number + 6, len(painted)) + b"stream\n%s\nendstream" % painted
        for number in range(9)
    ]
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents 4 0 R /Resources << /Font %s"
    return file_of([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page % FONT + b" /XObject << /X 5 0 R >> >> >>",
        stream(ONE + b" /X Do", packed=False),
        *forms,
        form % (5, 0) + b"stream\n\nendstream",
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(
            file_of_drawings(b"/X Do " * 10, are_circular=False), "more than 8388608 bytes of content",
            id="ten drawings in each of ten",
        ),
        pytest.param(
            file_of_drawings(b"/X Do " * 2, are_circular=True), "drawings that paint themselves again",
            id="a drawing twice in itself",
        ),
        pytest.param(
            file_with(stream(b"(" * 10**6, packed=False), stream(ONE, packed=False)),
            "brackets within brackets",
            id="brackets in brackets",
        ),
        pytest.param(
            file_of([
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents 4 0 R"
                b" /Resources << /Font << /F1 5 0 R >> >> >>",
                stream(ONE, packed=False),
                b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
                stream(b"begincmap 9 beginbfrange" + b" <0000> <FFFF> <0041>" * 1000, packed=False)[:-10]
                + b" endbfrange endcmap\nendstream",
            ]), "a font's map of more than 262144 codes",
            id="a map of all codes a thousand times",
        ),
        pytest.param(
            file_with(
                stream(zlib.compress(b"/Span <</MCID 0>> BDC " * 200_000 + ONE)), stream(ONE, packed=False)
            ),
            "marks within marks", id="marks without end",
        ),
        pytest.param(
            file_with(stream(TEXT % (b"a" * 10**6), packed=False), stream(ONE, packed=False)),
            "more than 200000 characters",
            id="a string of a million letters",
        ),
    ],
)  # fmt: skip
def test_a_bomb_meets_a_limit_before_it_is_read(
    content: bytes, sentence: str, library: reader.ReaderName
) -> None:
    with pytest.raises(reader.LimitExceeded, match=sentence):
        texts_of(content, library)
