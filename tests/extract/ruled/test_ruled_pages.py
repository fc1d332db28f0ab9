"""Ruled tables on pages made glyph by glyph: what an engine leaves out, or paints beyond; rule by rule."""

from __future__ import annotations

from pipeline.stations.page import Cell, Page, Shape
from tests.extract.made_pages import (
    COLUMNS,
    FIRST,
    SECOND,
    across,
    lay_out,
    page,
    row,
    text_of,
    texts_of,
    walls,
    words,
)


def _filled_boxes(*texts: tuple[str, float]) -> dict[float, str]:
    """The texts of two boxes side by side, 40 to 100 and 100 to 200, by their left edge."""
    rules = [Shape("stroke", 40, y, 200, y, 0.5) for y in (80.0, 130.0)]
    rules += [Shape("stroke", x, 80, x, 130, 0.5) for x in (40.0, 100.0, 200.0)]
    parts = [words(text, x, 100) for text, x in texts]
    (layout,) = lay_out([page(1, *parts, shapes=tuple(rules))])
    cells: tuple[Cell, ...] = layout.tables[0].cells
    return {cell.bbox.x0: text_of(cell.lines).strip() for cell in cells}


def test_ends_line_a_word_that_goes_on_with_its_line_runs_out_of_its_box() -> None:
    assert _filled_boxes(("Қазақ Республикасының", 42)) == {40: "Қазақ Республикасының", 100: ""}


def test_a_word_alone_stands_where_most_of_it_stands() -> None:
    assert _filled_boxes(("Республикасының", 92)) == {40: "", 100: "Республикасының"}


def test_with_missing_walls_they_go_on_where_they_end_before_the_last_rows() -> None:
    shapes = [*across(80), *across(110), *across(140), *walls(80, 110)]
    texts = [row(FIRST, 100), row(SECOND, 130), row(("3.", "Есеп беру", "есеп", "маусым"), 160)]
    (layout,) = lay_out([page(1, *texts, shapes=tuple(shapes))])
    assert texts_of(layout) == [list(FIRST), list(SECOND), ["3.", "Есеп беру", "есеп", "маусым"]]
    assert not layout.lines


def test_with_missing_walls_a_page_has_those_of_the_page_before() -> None:
    first = page(1, row(FIRST, 100), shapes=(*across(80), *across(110), *walls(80, 110)))
    second = page(2, row(SECOND, 100), row(FIRST, 130), shapes=(*across(110), *across(140)))
    third = page(3, words("қорытындысы", 73, 100), row(FIRST, 130), shapes=(*across(110), *across(140)))
    layouts = lay_out([first, second, third])
    assert texts_of(layouts[1]) == [list(SECOND), list(FIRST)]
    assert texts_of(layouts[2]) == [["", "қорытындысы", "", ""], list(FIRST)]


def test_with_missing_walls_no_heading_and_no_paragraph_is_cut() -> None:
    heading = words("1. Нормативтік құқықтық базаны жетілдіру", 120, 130)
    after = words("Ескертпе: аббревиатуралардың толық жазылуы", 43, 175)
    shapes = [*across(80), *across(110), *across(140), *across(160), *walls(80, 110)]
    texts = [row(FIRST, 100), heading, row(SECOND, 155), after]
    (layout,) = lay_out([page(1, *texts, shapes=tuple(shapes))])
    assert texts_of(layout)[0] == list(FIRST)
    assert texts_of(layout)[-1] == list(SECOND)
    assert "1. Нормативтік құқықтық базаны жетілдіру" in (
        *texts_of(layout)[1],
        *map(text_of, [[line] for line in layout.lines]),
    )
    assert text_of(layout.lines[-1:]) == "Ескертпе: аббревиатуралардың толық жазылуы"


def test_with_missing_floors_the_row_that_counts_the_columns_is_closed_below() -> None:
    """A repeated head above a merged cell that goes on, without a rule between the two."""
    shapes = [*across(80), *across(100, 2), *across(130, 2), *across(160), *walls(80, 160)]
    texts = [
        row(("1", "2", "3", "4"), 95),
        row(("2.", "Жоба", "", "ақпан"), 120),
        row(("3.", "Есеп"), 150),
    ]
    (layout,) = lay_out([page(1, *texts, shapes=tuple(shapes))])
    assert texts_of(layout)[0] == ["1", "2", "3", "4"]
    assert texts_of(layout)[1] == ["2.", "Жоба", "", "ақпан"]
    assert [cell.row1 - cell.row0 for cell in layout.tables[0].cells if not cell.lines] == [2, 1]


def test_with_missing_sides_the_outer_columns_of_a_page_on_which_no_rule_reaches_them() -> None:
    """A table without frame: on its second page all cells go through, and only the inner walls are drawn."""
    inner = COLUMNS[1:-1]
    rules = (*across(80), *across(110), *(Shape("stroke", x, 80, x, 110, 0.5) for x in inner))
    first = page(1, row(FIRST, 100), shapes=rules)
    inner_walls = tuple(Shape("stroke", x, 20, x, 90, 0.5) for x in inner)
    _, second = lay_out([first, page(2, row(SECOND, 50), shapes=inner_walls)])
    assert texts_of(second) == [list(SECOND)]
    _, narrow = lay_out([first, page(2, row(("", *SECOND[1:3]), 50), shapes=inner_walls)])
    assert not narrow.tables, "no text stands in the outer columns"


def test_without_ghosts_a_rule_in_the_margin_is_seen_once_text_reaches_further() -> None:
    def open_page(number: int, lowest: float, *rules: float) -> Page:
        heights = (40.0, 80.0, *rules)
        shapes = [shape for y in heights for shape in across(y)] + walls(40, 550)
        return page(number, row(FIRST, 60), words("сөз", 75, lowest), shapes=tuple(shapes))

    first, low = open_page(1, 300, 440.0), open_page(2, 450)
    assert 440 not in lay_out([first, first])[0].tables[0].row_edges
    assert 440 in lay_out([first, low])[0].tables[0].row_edges


def _frame(*edges: float) -> tuple[Shape, ...]:
    return (*across(80), *across(110), *(Shape("stroke", x, 80, x, 110, 0.5) for x in edges))


def test_is_small_table_a_few_boxes_side_by_side_but_no_frame_around_text() -> None:
    (table,) = lay_out([page(1, row(FIRST[:2], 100), shapes=_frame(40, 70, 400))])
    assert texts_of(table) == [list(FIRST[:2])]
    (frame,) = lay_out([page(1, words("Жоба", 73, 100), shapes=_frame(40, 400))])
    assert not frame.tables
    (open_side,) = lay_out([page(1, row(FIRST[:2], 100), shapes=_frame(70))])
    assert not open_side.tables


def test_is_same_frameless_a_row_that_one_cell_fills_parts_no_table() -> None:
    def parts(right: float) -> list[Shape]:
        inner = COLUMNS[1:-1]
        rows = [shape for y in (80, 110) for shape in across(y)]
        rows += [Shape("stroke", 40, y, right, y, 0.5) for y in (140, 170)]
        spans = ((80, 110), (140, 170))
        return [*rows, *(Shape("stroke", x, top, x, low, 0.5) for x in inner for top, low in spans)]

    texts = [row(FIRST, 100), words("Бөлім", 150, 130), row(SECOND, 160)]
    (one,) = lay_out([page(1, *texts, shapes=tuple(parts(400)))])
    assert texts_of(one) == [list(FIRST), ["Бөлім"], list(SECOND)]
    (two,) = lay_out([page(1, *texts, shapes=tuple(parts(460)))])
    assert [len(table.row_edges) for table in two.tables] == [2, 2]


def test_spill_beside_a_line_that_runs_over_its_tables_side() -> None:
    texts = [row(FIRST, 100), words("айы мен жылы", 402, 100)]
    (layout,) = lay_out([page(1, *texts, shapes=(*_frame(*COLUMNS),))])
    assert texts_of(layout)[0][:3] == list(FIRST[:3])
    assert not layout.lines
    (apart,) = lay_out([page(1, row(FIRST, 100), words("айы", 440, 100), shapes=(*_frame(*COLUMNS),))])
    assert text_of(apart.lines) == "айы"
