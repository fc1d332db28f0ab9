"""What all pages of a document tell together."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace

from pipeline.extract.pdf.reader import read_pages
from pipeline.extract.pdf.visible import clear_page
from pipeline.stations.glyph_columns import columns_of, ink_of
from pipeline.stations.page import Page, Shape, all_lines
from tests.assemble.drawn import read_words
from tests.extract.made_pages import lay_out, text_of, words
from tests.places import TESTS

EDITIONS = TESTS / "fixtures" / "editions"
NAMES = sorted(path.stem for path in EDITIONS.glob("*.pdf"))


def numbered(number: int) -> Page:
    """A table of two columns that the page's lower edge cuts, with its number in the first column."""
    shapes = [Shape("stroke", x, 40, x, 700, 0.5) for x in (40.0, 200.0, 400.0)]
    shapes += [Shape("stroke", 40, y, 400, y, 0.5) for y in (40.0, 80.0)]
    glyphs = (*words("мәтін", 60, 100), *words("сөз", 220, 100), *words(str(number), 60, 580))
    return Page(page_number=number, width=440, height=600, glyphs=glyphs, shapes=tuple(shapes))


def test_what_later_pages_tell_holds_for_the_first_page_too() -> None:
    """A number in a first column is the page's where other pages count on, also pages after it."""
    pages = [numbered(n) for n in (1, 2, 3)]
    layouts = lay_out(pages)
    assert [text_of([each.line for each in layout.furniture]) for layout in layouts] == ["1", "2", "3"]
    alone = lay_out(pages[:1])
    assert [text_of([each.line for each in layout.furniture]) for layout in alone] == [""]


def test_glyphs_of_many_pages_are_accounted_for() -> None:
    pages = list(read_pages(EDITIONS / f"{NAMES[0]}.pdf"))
    many = [replace(page, page_number=n) for n, page in enumerate(pages * 3, start=1)]
    account = read_words(many).account
    shown = sum(len(ink_of(clear_page(page).glyphs)) + len(clear_page(page).aside) for page in many)
    assert account.total == shown == account.placed + account.furniture


def test_lines_and_cells_are_numbered_over_all_pages() -> None:
    layouts = lay_out(read_pages(EDITIONS / f"{NAMES[0]}.pdf"))
    lines = [line.number for layout in layouts for line in all_lines(layout)]
    cells = [cell.number for layout in layouts for table in layout.tables for cell in table.cells]
    assert lines == list(range(len(lines))) and cells == list(range(len(cells)))


def test_the_glyphs_of_a_long_file_are_not_held_twice() -> None:
    """What is made of the pages on the way takes little more room than what the layouts keep."""
    pages = list(read_pages(EDITIONS / f"{NAMES[0]}.pdf")) * 5
    lay_out(pages)  # what is remembered for the next file counts for neither
    tracemalloc.start()
    try:
        layouts = lay_out(replace(page, glyphs=columns_of(tuple(page.glyphs))) for page in pages)
        kept, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(layouts) == len(pages) and most < 1.3 * kept
