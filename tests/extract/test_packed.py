"""Packed glyphs are the glyphs that were packed, and a long document reads like a short one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compose.printed_document import read_words
from pipeline.extract.drafts import DraftSettings
from pipeline.extract.layout import lay_out
from pipeline.extract.packed import Packer
from pipeline.extract.pdf.reader import read_pages
from pipeline.extract.pdf.visible import clear_page
from pipeline.repair.spacing import space_line, space_lines
from pipeline.stations.glyph_columns import columns_of
from pipeline.stations.glyph_runs import GlyphRun, count_ink, ink_of, smallest_of, texts_of
from pipeline.stations.page import Glyph, Line, Page, Shape
from tests.places import TESTS

EDITIONS = TESTS / "fixtures" / "editions"
NAMES = sorted(path.stem for path in EDITIONS.glob("*.pdf"))

lengths = st.floats(min_value=-1e5, max_value=1e5)
glyphs = st.builds(
    Glyph,
    st.text(min_size=1, max_size=3),
    *[lengths] * 6,
    st.sampled_from(["Times", "Arial"]),
    st.sampled_from([0, 90]),
    st.booleans(),
    st.sampled_from([0, 0xFF0000]),
)


def in_columns(some: list[Glyph], start: int, stop: int, *, is_packed: bool) -> GlyphRun:
    """A part of the glyphs as a run of columns, packed or not."""
    run = GlyphRun(columns_of(some), start, stop)
    packer = Packer()
    return packer.run(packer.pack(columns_of(some)), run) if is_packed else run


@given(st.lists(glyphs, max_size=9), st.integers(0, 9), st.integers(0, 9), st.booleans())
def test_glyphs_in_columns_are_the_same(some: list[Glyph], start: int, more: int, is_packed: bool) -> None:
    start = min(start, len(some))
    stop = min(start + more, len(some))
    run, part = in_columns(some, start, stop, is_packed=is_packed), some[start:stop]
    assert list(run) == part
    assert list(texts_of(run)) == [glyph.text for glyph in part]
    assert ink_of(run) == ink_of(part)
    assert count_ink(run) == count_ink(part)
    assert run == tuple(part)
    assert hash(run) == hash(tuple(part))
    if part:
        assert smallest_of(run) == smallest_of(part)


@given(st.lists(glyphs, min_size=1, max_size=9), st.integers(-9, 9), st.integers(-9, 9), st.booleans())
def test_glyphs_in_columns_are_a_sequence(some: list[Glyph], start: int, stop: int, is_packed: bool) -> None:
    run = in_columns(some, 0, len(some), is_packed=is_packed)
    assert len(run) == len(some)
    assert list(run[start:stop]) == some[start:stop]
    assert run[0] == some[0] and run[-1] == some[-1]


@given(st.lists(glyphs, max_size=9), st.data())
def test_some_of_the_glyphs_in_columns(some: list[Glyph], data: st.DataObject) -> None:
    columns = columns_of(some)
    wanted = [data.draw(st.booleans()) for _ in some]
    kept = [glyph for glyph, is_wanted in zip(some, wanted, strict=True) if is_wanted]
    assert list(columns.where(np.array(wanted, dtype=np.bool_))) == kept
    turned = np.arange(len(some))[::-1]
    assert list(columns.take(turned)) == some[::-1]
    assert columns.take(turned).is_space.tolist() == [glyph.text.isspace() for glyph in reversed(some)]


def test_pages_stay_the_same_however_many_are_unpacked() -> None:
    packer = Packer()
    pages = [[Glyph("а", x, 0, x + 5, 10, 8, 10, "F") for x in range(n)] for n in range(1, 12)]
    packed = [packer.pack(columns_of(some)) for some in pages]
    for _ in range(2):
        assert [list(some.columns) for some in packed] == pages


@pytest.mark.parametrize("name", NAMES)
def test_long_documents_are_laid_out_as_short_ones(name: str) -> None:
    pages = list(read_pages(EDITIONS / f"{name}.pdf"))
    long = lay_out(pages, space_lines, DraftSettings(unpacked_pages=0))
    assert long == lay_out(pages, space_lines)


@pytest.mark.parametrize("name", NAMES)
def test_lines_are_spaced_together_as_one_by_one(name: str) -> None:
    pages = list(read_pages(EDITIONS / f"{name}.pdf"))
    together = lay_out(pages, space_lines)
    assert together == lay_out(pages, lambda lines: list(map(space_line, lines)))


SIZE, ADVANCE = 10.0, 5.0


def words(text: str, x: float, baseline: float) -> list[Glyph]:
    return [
        Glyph(letter, x + i * ADVANCE, baseline - 9, x + (i + 1) * ADVANCE, baseline + 2, baseline, SIZE, "F")
        for i, letter in enumerate(text)
    ]


def open_page(number: int, lowest: float, *, rule: float | None = None) -> Page:
    """A table of two columns that the page's lower edge cuts, with text at its top and at `lowest`.

    `rule` is the height of one more rule.
    """
    shapes = [Shape("stroke", x, 40, x, 700, 0.5) for x in (40.0, 200.0, 400.0)]
    shapes += [Shape("stroke", 40, y, 400, y, 0.5) for y in (40.0, 80.0, *([rule] if rule else []))]
    parts = [
        words("бас", 60, 60),
        words("мәтін", 60, 100),
        words("сөз", 220, 100),
        words(str(number), 300, lowest),
    ]
    every = tuple(glyph for part in parts for glyph in part)
    return Page(page_number=number, width=440, height=600, glyphs=every, shapes=tuple(shapes))


def text_of(lines: tuple[Line, ...]) -> str:
    return " ".join("".join(texts_of(line.glyphs)) for line in lines)


@pytest.mark.parametrize("unpacked", [0, 99])
def test_what_later_pages_tell_holds_for_the_first_page_too(unpacked: int) -> None:
    """A number in a first column is the page's where other pages count on, also pages after it."""
    pages = [replace(open_page(n, 580), glyphs=_numbered(n)) for n in (1, 2, 3)]
    layouts = lay_out(pages, settings=DraftSettings(unpacked_pages=unpacked))
    assert [text_of([line for _, line in layout.furniture]) for layout in layouts] == ["1", "2", "3"]
    alone = lay_out(pages[:1], settings=DraftSettings(unpacked_pages=unpacked))
    assert [text_of([line for _, line in layout.furniture]) for layout in alone] == [""]


def _numbered(number: int) -> tuple[Glyph, ...]:
    parts = [words("мәтін", 60, 100), words("сөз", 220, 100), words(str(number), 60, 580)]
    return tuple(glyph for part in parts for glyph in part)


@pytest.mark.parametrize("unpacked", [0, 99])
def test_a_rule_in_the_first_pages_margin_is_seen_once_text_reaches_further(unpacked: int) -> None:
    first, low = open_page(1, 300, rule=500), open_page(2, 520)
    settings = DraftSettings(unpacked_pages=unpacked)
    alone, _ = (lay_out([page, page], settings=settings) for page in (first, low))
    both = lay_out([first, low], settings=settings)
    assert 500 not in alone[0].tables[0].row_edges
    assert 500 in both[0].tables[0].row_edges


def test_glyphs_of_packed_pages_are_accounted_for() -> None:
    pages = list(read_pages(EDITIONS / f"{NAMES[0]}.pdf"))
    many = [replace(page, page_number=n) for n, page in enumerate(pages * (40 // len(pages) + 1), start=1)]
    account = read_words(many).account
    shown = sum(count_ink(clear_page(page).glyphs) + len(clear_page(page).aside) for page in many)
    assert account.total == shown == account.placed + account.furniture
