"""Strings painted in one go stand where the slow reader puts them, one by one."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.ascii85 import ascii85decode
from pdfminer.cmapdb import CMapParser, FileUnicodeMap
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1

from pipeline.extract.pdf import ascii85
from pipeline.extract.pdf.fonts import plain_map
from pipeline.extract.pdf.limits import Limits, TooMuch
from pipeline.extract.pdf.operators import Memory, operations
from pipeline.extract.pdf.reader import read_content
from pipeline.extract.pdf.space import on_grid
from pipeline.extract.pdf.walks import Kind
from tests.places import TESTS

PLAIN = (TESTS / "fixtures" / "readers" / "plain.pdf").read_bytes()
FILES = sorted((TESTS / "fixtures").rglob("editions/*.pdf"))
HEAD = b"%PDF-1.7\n"


def pdf(content: bytes) -> bytes:
    """A page of one stream and two fonts; its cross references are left to the readers to repair."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font"
        b" << /F1 5 0 R /F2 6 0 R >> /ExtGState << /G << /ca 0.5 >> >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
    ]
    out, places = bytearray(HEAD), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    return bytes(out + b"trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start)


STRINGS = st.sampled_from([b"(ab)", b"<4142>", b"(a \\(b\\))", b"(\\101\\040)", b"()"])
NUMBERS = st.sampled_from([b"0", b"1", b"-1", b"7.25", b"-.5", b"12", b"100", b"33.333"])
SHOWN = st.one_of(
    STRINGS.map(lambda text: text + b" Tj"),
    st.lists(st.one_of(STRINGS, NUMBERS), max_size=4).map(lambda parts: b"[" + b" ".join(parts) + b"] TJ"),
)
MOVED = st.one_of(
    st.tuples(NUMBERS, NUMBERS).map(lambda place: b"%b %b Td" % place),
    st.tuples(NUMBERS, NUMBERS).map(lambda place: b"1 0 0 1 %b %b Tm" % place),
    st.tuples(NUMBERS, NUMBERS).map(lambda place: b"BT %b %b Td" % place),
    st.tuples(NUMBERS, NUMBERS).map(lambda place: b"ET BT 1 0 0 -1 %b %b Tm" % place),
    st.tuples(NUMBERS, NUMBERS).map(lambda place: b"ET Q q BT %b %b Td" % place),
    st.tuples(NUMBERS, NUMBERS).map(lambda place: b"0 1 -1 0 %b %b Tm" % place),
)
SET = st.sampled_from(
    [
        *(b"", b"", b"/F1 10 Tf", b"/F2 8 Tf", b"2 Tc", b"0 Tc", b"1 0 0 rg", b"3 Tr", b"120 Tz", b"/G gs"),
        *(
            b"2 0 0 2 5 5 cm",
            b"q",
            b"Q",
            b"T*",
            b"12 TL",
            b"ET",
            b"BT",
            b"0 0 40 40 re W n",
            b"/P BMC",
            b"EMC",
        ),
    ]
)
# One and the same manner over and over, as engines write, with another one in between now and then.
MANNERS = st.lists(
    st.tuples(
        st.tuples(SET, MOVED, SET), st.lists(st.tuples(SHOWN, NUMBERS, NUMBERS), min_size=1, max_size=5)
    ),
    min_size=1,
    max_size=4,
)


def stream_of(manners: list[tuple[tuple[bytes, bytes, bytes], list[tuple[bytes, bytes, bytes]]]]) -> bytes:
    lines = [b"BT /F1 12 Tf 100 600 Td"]
    for (before, moved, after), strings in manners:
        words = moved.split()
        for shown, x, y in strings:
            place = b" ".join([*words[:-3], x, y, words[-1]])
            lines.append(b" ".join([before, place, after, shown]))
    return b"\n".join(lines)


@settings(max_examples=250, deadline=None)
@given(MANNERS)
def test_walks_end_where_single_steps_end(
    manners: list[tuple[tuple[bytes, bytes, bytes], list[tuple[bytes, bytes, bytes]]]],
) -> None:
    content = pdf(stream_of(manners))
    limits = replace(Limits(), max_share_without_unicode=1.0)

    def pages(reader: str) -> object:
        found = []
        try:
            found += read_content(content, name="walk.pdf", reader=reader, limits=limits)  # type: ignore[arg-type]
        except Exception as error:
            return found, str(error)
        return found

    assert pages("pdfium") == pages("pdfplumber")


def test_what_differs_in_place_only_is_painted_in_one_go() -> None:
    line = b"BT 1 0 0 1 %d 7 Tm 0 Tc 0 g /F1 10 Tf (ab) Tj ET\n"
    found = operations(b"".join(line % place for place in range(50)), Memory())
    walks = [operands for _, operands, kind in found if kind is Kind.WALK]
    assert [len(walk) for walk in walks] == [49]
    assert walks[0][-1][1] == (49, 7)


def test_what_was_read_before_is_no_other_reading() -> None:
    line = b"BT 1 0 0 1 %d 7 Tm 0 Tc 0 g /F1 10 Tf (ab) Tj ET\n1 0 0 1 5 5 cm\nBT %d 0 Td (b) Tj ET\n"
    content = b"".join(line % (place, place) for place in range(5))
    memory = Memory()
    assert operations(content, memory) == operations(content, memory) == operations(content, Memory())


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.binary(max_size=40), st.text('!"#5stuz~<> \n', max_size=40).map(str.encode)), st.booleans()
)
def test_ascii85_is_pdfminers(letters: bytes, is_ended: bool) -> None:
    given_letters = letters + b"~>" if is_ended else letters

    def by(decode: object) -> object:
        try:
            return decode(given_letters)  # type: ignore[operator]
        except ValueError:
            return ValueError

    assert by(ascii85.decoded) == by(ascii85decode)


def maps_of(path: Path) -> list[bytes]:
    document = PDFDocument(PDFParser(BytesIO(path.read_bytes())))
    found = []
    for references in document.xrefs:
        for number in references.get_objids():
            thing = document.getobj(number)
            given = resolve1(thing.get("ToUnicode")) if isinstance(thing, dict) else None
            if isinstance(given, PDFStream):
                found.append(given.get_data())
    return found


def by_pdfminer(content: bytes) -> dict[int, str]:
    found = FileUnicodeMap()
    CMapParser(found, BytesIO(content)).run()
    return found.cid2unichr


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_maps_of_all_engines_are_plain_and_as_pdfminer_reads_them(path: Path) -> None:
    for content in maps_of(path):
        assert plain_map(content) == by_pdfminer(content)


CODES = st.integers(0, 0x1FF).map(lambda code: b"<%04X>" % code)
TEXTS = st.sampled_from(
    [b"<0041>", b"<00A0>", b"<0020>", b"<00660069>", b"<D835DC00>", b"<FFFF>", b"<41>", b"<004>"]
)
SECTIONS = st.one_of(
    st.lists(st.tuples(CODES, TEXTS).map(b" ".join)).map(
        lambda pairs: b"%d beginbfchar\n%b\nendbfchar" % (len(pairs), b"\n".join(pairs))
    ),
    st.lists(
        st.tuples(
            CODES, CODES, st.one_of(TEXTS, st.lists(TEXTS).map(lambda each: b"[" + b" ".join(each) + b"]"))
        ).map(b" ".join)
    ).map(lambda ranges: b"%d beginbfrange\n%b\nendbfrange" % (len(ranges), b"\n".join(ranges))),
    st.sampled_from(
        [
            b"endcmap",
            b"/Registry (Adobe) def",
            b"begincmap",
            b"(beginbfchar)",
            b"% beginbfchar",
            b"%%Title: (Custom)",
            b"(two\n%lines)",
        ]
    ),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(SECTIONS, max_size=5))
def test_a_plain_map_is_read_as_pdfminer_reads_it(sections: list[bytes]) -> None:
    content = b"\n".join(sections)
    found = plain_map(content)
    assert found is None or found == by_pdfminer(content)


def test_a_range_of_all_codes_is_too_much() -> None:
    with pytest.raises(TooMuch):
        plain_map(b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange")


@settings(max_examples=1000, deadline=None)
@given(
    st.one_of(
        st.floats(-2000, 2000), st.integers(-(10**6), 10**6).map(lambda number: number / 1000), st.floats()
    )
)
def test_the_grid_is_that_of_rounding(length: float) -> None:
    assert repr(on_grid(length)) == repr(round(length, 2))
