"""The text of each cell next to the cell, and of any lines over page breaks."""

from __future__ import annotations

from dataclasses import replace

from pipeline.repair.texts import read_texts
from pipeline.stations.page import BBox, Cell, ClearPage, Counts, Layout, Line, Table, numbered
from tests.repair.laying import lay_line

BOX = BBox(50, 90, 200, 130)


def page(number: int, *texts: str) -> Layout:
    """A page with a table of one cell, in which these lines stand."""
    lines = tuple(lay_line(text, baseline=100 + 12 * at, page_number=number) for at, text in enumerate(texts))
    cell = Cell(bbox=BOX, row0=0, row1=1, is_open_top=False, is_open_bottom=False, lines=lines)
    return Layout(
        page=ClearPage(page_number=number, width=300, height=200, turn=0, glyphs=(), aside=(), shapes=()),
        counts=Counts(upright=0, aside=0, shapes=0),
        tables=(Table(page_number=number, bbox=BOX, row_edges=(90, 130), cells=(cell,)),),
        lines=(),
        furniture=(),
    )


def cells_and_lines(layouts: tuple[Layout, ...]) -> tuple[list[Cell], list[Line]]:
    cells = [cell for layout in layouts for table in layout.tables for cell in table.cells]
    return cells, [line for cell in cells for line in cell.lines]


def test_each_cell_has_its_text_by_its_number() -> None:
    texts = read_texts(numbered([page(1, "іске асыру", "мерзімі"), page(2, "жоспар")]))
    cells, _ = cells_and_lines(texts.layouts)
    assert [texts.of(cell).text for cell in cells] == ["іске асыру мерзімі", "жоспар"]
    assert texts.of(replace(cells[0], lines=())).text == "іске асыру мерзімі"


def test_lines_are_joined_over_a_page_break() -> None:
    texts = read_texts(numbered([page(1, "іске асыру", "қаржылан-"), page(2, "дыру")]))
    _, lines = cells_and_lines(texts.layouts)
    joined = texts.join(lines)
    assert joined.text == "іске асыру қаржыландыру"
    assert joined.line_numbers == {line.number for line in lines} == {0, 1, 2}
    assert [place.page_number for place in joined.places] == [1, 2]
    assert replace(joined, text="").line_numbers == joined.line_numbers


def test_the_same_lines_have_one_text_and_a_line_cut_in_two_has_two() -> None:
    texts = read_texts(numbered([page(1, "іске асыру: жоспар")]))
    _, (line,) = cells_and_lines(texts.layouts)
    before, after = line._replace(text="іске асыру:"), line._replace(text="жоспар")
    assert texts.join([line]) is texts.join([line])
    assert [texts.join([part]).text for part in (before, after)] == ["іске асыру:", "жоспар"]
    assert texts.join([before]).line_numbers == texts.join([after]).line_numbers
