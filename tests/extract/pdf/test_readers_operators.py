"""The fast parser finds what pdfminer's own finds, or says that the stream is not plain."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import LIT, PSEOF, PSKeyword, keyword_name

from pipeline.extract.pdf.content_tokens import NotPlain
from pipeline.extract.pdf.operators import Memory, operations


def by_pdfminer(content: bytes) -> list[tuple[str, list[object]]]:
    """Operators and operands by the slow parser."""
    parser = PDFContentParser([PDFStream({}, content)])
    found: list[tuple[str, list[object]]] = []
    operands: list[object] = []
    while True:
        try:
            _, thing = parser.nextobject()
        except PSEOF:
            return found
        if isinstance(thing, PSKeyword):
            name = keyword_name(thing).replace("*", "_a").replace('"', "_w").replace("'", "_q")
            found.append((f"do_{name}", operands))
            operands = []
        else:
            operands.append({} if isinstance(thing, dict) else thing)


def by_expression(content: bytes) -> list[tuple[str, list[object]]]:
    return [(method, operands) for method, operands, _ in operations(content, Memory(), are_joined=False)]


PLAIN = {
    "matrix": b"1 0 0 1 42 -700.5 Tm ",
    "name": b"/F1+0 10 Tf\n",
    "text": b"(a\\(b\\)c\\\\ (inner) \\101\\r) Tj ",
    "line that goes on": b"(a\\\nb) Tj ",
    "hex over lines": b"<00\n41 > Tj [<0041\n0042>-3(a)] TJ [<00\n41>] TJ ",
    "array": b"[(a) -12.5 <0041> .5 (b)] TJ ",
    "nothing between": b"q[(a)]TJ(b)Tj<41>Tj/G gs/X Do Q ",
    "dashes": b"[3 2] 0 d [] 0 d ",
    "colours": b"/Cs1 cs 0.1 .2 +.3 scn 0 g /P scn ",
    "marks": b"/Span << /ActualText (x) /MCID 3 /A << /B [ /C ] >> >> BDC EMC /P /MC0 BDC EMC ",
    "path": b"n 41.755 608.24 .49 147.76 re f* h W* n B* b* ",
    "quotes": b"(a) ' 1 2 (b) \" ",
    "empty": b"   ",
}


@pytest.mark.parametrize("content", PLAIN.values(), ids=PLAIN)
def test_plain(content: bytes) -> None:
    assert by_expression(content) == by_pdfminer(content)


@pytest.mark.parametrize(
    "content",
    [
        b"BI /W 1 /H 1 ID x EI Q",
        b"q % a comment\nQ",
        b"1 2 re",
        b"1 2 3 4 5 re",
        b"1 2",
        b"(open Tj",
        b"[(a) Tj",
        b"<abc> Tj",
        b"(\\8) Tj",
        b"(\\7) Tj",
        b"--1 0 Td",
        b"1.2.3 0 Td",
        b"/Name#20x gs",
        b"1 0 0 unknown",
        b"1e5 0 Td",
        b"{ } q",
    ],
)
def test_not_plain(content: bytes) -> None:
    with pytest.raises(NotPlain):
        operations(content, Memory())


TOKENS = st.one_of(
    st.sampled_from(
        [b"q", b"Q", b"re", b"Tj", b"TJ", b"Td", b"scn", b"(", b")", b"[", b"]", b"<<", b">>", b"\\"]
    ),
    st.integers(-999, 999).map(lambda number: b"%d" % number),
    st.decimals(-99, 99, places=3).map(lambda number: str(number).encode()),
    st.binary(max_size=6).map(lambda text: b"(" + text + b")"),
    st.binary(max_size=6).map(lambda text: b"<" + text.hex().encode() + b">"),
    st.binary(max_size=4),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(TOKENS, max_size=30), st.sampled_from([b" ", b"\n", b""]))
def test_never_another_reading_and_never_another_error(tokens: list[bytes], between: bytes) -> None:
    content = between.join(tokens)
    try:
        found = by_expression(content)
    except NotPlain:
        return
    assert found == by_pdfminer(content)


@pytest.mark.parametrize(
    "piece", [b"1 ", b"(", b"[", b"<<", b"((", b"<< [", b"[(", b"/", b"\\", b"1 2 3 4 5 6 7 ("]
)
def test_hostile_streams_take_linear_time(piece: bytes) -> None:
    # A quadratic search of a megabyte would not end within the test's life.
    with pytest.raises(NotPlain):
        operations(piece * (1_000_000 // len(piece)), Memory())


def test_names_are_pdfminers() -> None:
    assert operations(b"/F1 gs", Memory())[0][1] == [LIT("F1")]
