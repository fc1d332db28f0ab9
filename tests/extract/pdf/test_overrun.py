"""Tables and words that run over the right edge of what a page shows."""

from __future__ import annotations

import pytest

from pipeline.extract.pdf import reader
from pipeline.stations.page import Overrun, Page
from tests.factory.canvas import Sheet, load_font, pdf_bytes

FONT = load_font("FactorySerif")
PAPER = (0, 0, 300, 200)
CLIP = "20 20 260 160 re W n"
EDGE = 280

pytestmark = pytest.mark.parametrize("library", ["pdfium", "pdfplumber"])


def page_of(
    library: reader.ReaderName,
    *,
    clip: str = CLIP,
    rows: int = 3,
    end: float = 330,
    texts: tuple[tuple[float, float, str], ...] = ((272, 150, "жоба"),),
    crop: tuple[float, float, float, float] | None = None,
) -> Page:
    """A page with a table's rules from 30 to `end`, one row every 30 points, and texts at (x, y)."""
    sheet = Sheet()
    sheet.add(f"q {clip}" if clip else "q")
    for row in range(rows):
        sheet.fill(30, 170 - 30 * row, end - 30, 0.5)
    sheet.words(FONT, 10, 40, 150, "бар")
    for x, y, text in texts:
        sheet.words(FONT, 10, x, y, text)
    sheet.add("Q")
    content = pdf_bytes([sheet], media=PAPER, fonts=(FONT,), crop=crop)
    (page,) = reader.read_content(content, name="file.pdf", reader=library)
    return page


def seen(page: Page) -> str:
    return "".join(glyph.text for glyph in page.glyphs if glyph.is_visible)


def over(page: Page) -> Overrun:
    assert page.overrun is not None
    return page.overrun


def test_a_word_cut_by_the_clip_is_read_whole(library: reader.ReaderName) -> None:
    page = page_of(library)
    assert seen(page) == "баржоба"
    found = over(page)
    assert (found.edge, found.n_glyphs) == (EDGE, 3)
    assert found.bbox is not None
    # `ж` is wholly, `о` half within
    assert 272 < found.bbox.x0 < found.bbox.x1 < 300
    assert {round(shape.x1) for shape in page.shapes} == {330}


def test_a_word_cut_by_the_paper_is_read_whole(library: reader.ReaderName) -> None:
    page = page_of(library, clip="", texts=((290, 150, "жоба"),))
    assert seen(page) == "баржоба"
    assert over(page).edge == 300


def test_a_word_is_cut_where_there_are_no_rules(library: reader.ReaderName) -> None:
    page = page_of(library, rows=0)
    assert seen(page) == "баржоба"
    assert over(page).n_glyphs == 3


def test_a_column_wholly_beyond_the_edge_is_read(library: reader.ReaderName) -> None:
    page = page_of(library, texts=((285, 150, "жоба"),), rows=1)
    assert seen(page) == "баржоба"
    assert over(page).n_glyphs == 4


def test_rules_alone_tell_of_a_column_that_is_not_in_the_file(library: reader.ReaderName) -> None:
    page = page_of(library, texts=())
    assert over(page) == (EDGE, 0, (EDGE, 29.5, 330, 89.5))
    assert {round(shape.x1) for shape in page.shapes} == {330}


def test_two_rules_are_no_table(library: reader.ReaderName) -> None:
    page = page_of(library, texts=(), rows=2)
    assert over(page) == (EDGE, 0, None)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"texts": (), "end": 282}, id="a frame's own thickness"),
        pytest.param({"texts": ((285, 150, "жоба"),), "rows": 0}, id="text that nothing ties to the page"),
        pytest.param(
            {"texts": ((272, -30, "жоба"),), "rows": 0}, id="below the page: that is another page's part"
        ),
        pytest.param({"clip": "20 20 150 160 re W n", "texts": ((165, 150, "жоба"),)}, id="a box's own clip"),
    ],
)
def test_what_does_not_run_over_stays_hidden(library: reader.ReaderName, given: dict) -> None:
    page = page_of(library, **given)
    assert page.overrun is None
    assert "жоба" not in seen(page)


def test_a_crop_box_hides_on_purpose(library: reader.ReaderName) -> None:
    page = page_of(library, clip="", texts=((272, 150, "жоба"),), crop=(0, 0, EDGE, 200))
    assert seen(page) == "барж"
    assert page.overrun is None


def test_a_page_on_which_all_is_seen_is_left_as_it_is(library: reader.ReaderName) -> None:
    page = page_of(library, end=270, texts=((200, 150, "жоба"),))
    assert page.overrun is None
    assert seen(page) == "баржоба"
