"""Glyphs stand where they stand however their strings are cut, and columns are what their glyphs are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.pdf.reader import read_content
from pipeline.stations.page import Glyph
from tests.extract.pdf.pages_of_text import pdf

SPACINGS = st.sampled_from([b"0", b"0.3", b"-0.25", b"2"])
# a string, and a number that moves the pen before it (0 for none), but not so far back that a letter stands
# half on the one before: PDFium takes two equal ones there for one
PIECES = st.lists(
    st.tuples(st.sampled_from([b"a", b"bc", b"d e", b" ", b"fghij", b"kl  m"]), st.integers(-300, 200)),
    min_size=1,
    max_size=8,
)


# a page of spaces is none
SHOWN = b" BT /F2 9 Tf 0 Tc 0 Tw 100 Tz 10 10 Td (Z) Tj ET"


def glyphs_of(content: bytes) -> Sequence[Glyph]:
    (page,) = read_content(pdf(content + SHOWN), name="cut.pdf", verify=False)
    return page.glyphs[:-1]


def near(one: Sequence[Glyph], other: Sequence[Glyph]) -> bool:
    """The same glyphs but spaces, of which PDFium gives one for several."""
    one, other = ([glyph for glyph in glyphs if glyph.text != " "] for glyphs in (one, other))
    return len(one) == len(other) and all(
        (a.text, a.size, a.is_visible) == (b.text, b.size, b.is_visible)
        and (a.x0, a.x1, a.top, a.bottom) == pytest.approx((b.x0, b.x1, b.top, b.bottom), abs=0.03)
        for a, b in zip(one, other, strict=True)
    )


@settings(max_examples=60, deadline=None)
@given(PIECES, SPACINGS, SPACINGS, st.sampled_from([b"100", b"80"]))
def test_a_string_may_be_cut_anywhere(
    pieces: list[tuple[bytes, int]], char_space: bytes, word_space: bytes, stretch: bytes
) -> None:
    begin = b"BT /F1 12 Tf %b Tc %b Tw %b Tz 50 700 Td " % (char_space, word_space, stretch)
    whole = b"".join(b"%d (%b)" % (number, text) for text, number in pieces)
    cut = b" ".join(b"[%d (%b)] TJ" % (number, text) for text, number in pieces)
    late = b" ".join(b"[(%b) %d] TJ" % (text, number) for text, number in pieces)
    expected = glyphs_of(begin + b"[" + whole + b"] TJ ET")
    assert near(glyphs_of(begin + cut + b" ET"), expected)
    # the number behind a string moves what comes after it
    moved = b"[%b(.)] TJ" % b"".join(b"(%b) %d" % piece for piece in pieces)
    assert near(glyphs_of(begin + late + b" (.) Tj ET"), glyphs_of(begin + moved + b" ET"))


def test_the_pen_goes_on_behind_a_string_in_another_font_and_size() -> None:
    (_, second) = glyphs_of(b"BT /F1 10 Tf 1 Tc 50 700 Td (a) Tj /F2 20 Tf 0 Tc (b) Tj ET")
    assert second.x0 == pytest.approx(50 + 5.56 + 1)
    assert second.size == 20


def test_word_spacing_follows_spaces_only() -> None:
    first, space, last = glyphs_of(b"BT /F1 10 Tf 5 Tw 50 700 Td (a b) Tj ET")
    assert space.x0 == first.x1
    assert last.x0 == pytest.approx(space.x1 + 5)


@settings(max_examples=30, deadline=None)
@given(PIECES, st.integers(0, 8))
def test_turned_text_stands_among_the_upright_as_it_was_painted(
    pieces: list[tuple[bytes, int]], at: int
) -> None:
    lines = [b"1 0 0 1 50 %d Tm (%b) Tj" % (700 - 20 * row, text) for row, (text, _) in enumerate(pieces)]
    lines.insert(at, b"0 1 -1 0 30 400 Tm (up) Tj")
    texts = [text for text, _ in pieces]
    texts.insert(at, b"up")
    painted = glyphs_of(b"BT /F1 12 Tf " + b" ".join(lines) + b" ET")
    assert "".join(glyph.text for glyph in painted).replace(" ", "") == b"".join(texts).decode().replace(
        " ", ""
    )
    assert [glyph.angle for glyph in painted if glyph.text in "up" and glyph.x0 < 40] == [270, 270]


def test_glyphs_at_no_place_on_earth_are_left_out() -> None:
    content = b"BT /F1 12 Tf 50 700 Td (ab) Tj 1e30 0 Td (c) Tj ET"
    assert "".join(glyph.text for glyph in glyphs_of(content.replace(b"1e30", b"9" * 9))) == "ab"
