"""Tables without rules come out as if they were ruled; pages with ruled plans are left as they are."""

from __future__ import annotations

import pytest

from pipeline.assemble.rows.headings import plan_words
from pipeline.extract.pdf.reader import read_pages
from pipeline.extract.ruled.rules import PageRules
from pipeline.extract.unruled.plan_search import find_unruled
from pipeline.stations.page import Cell, Glyph, Layout, Page, Shape, Table
from tests.extract import made_pages
from tests.extract.made_pages import lay_out
from tests.places import TESTS

EDITIONS = TESTS / "fixtures" / "editions"
# left edges of the columns of hand-made pages, in points
COLUMNS = (40.0, 80.0, 260.0, 380.0, 500.0)
HEAD = ("№", "Іс-шаралар", "Аяқталу нысаны", "Жауапты орындаушылар", "Орындалу мерзімі")
PITCH = 12.0


def words(text: str, x: float, baseline: float) -> list[Glyph]:
    return [glyph for glyph in made_pages.words(text, x, baseline) if glyph.text != " "]


def squeezed(texts: tuple[str, ...]) -> list[str]:
    return [text.replace(" ", "") for text in texts]


def row(texts: tuple[str, ...], baseline: float) -> list[Glyph]:
    """A row of cells set at the top; `/` breaks a line."""
    return [
        glyph
        for x, text in zip(COLUMNS, texts, strict=True)
        for i, line in enumerate(text.split("/"))
        for glyph in words(line, x, baseline + i * PITCH)
    ]


def page(number: int, *parts: list[Glyph], shapes: tuple[Shape, ...] = ()) -> Page:
    glyphs = tuple(glyph for part in parts for glyph in part)
    return Page(page_number=number, width=620, height=600, glyphs=glyphs, shapes=shapes)


def text_of(cell: Cell) -> str:
    return "/".join("".join(glyph.text for glyph in line.glyphs) for line in cell.lines)


def grid_of(table: Table) -> list[list[str]]:
    """The texts of the cells that begin in each row."""
    rows: list[list[str]] = [[] for _ in table.row_edges[1:]]
    for cell in table.cells:
        rows[cell.row0].append(text_of(cell))
    return rows


def only_table(layout: Layout) -> Table:
    assert len(layout.tables) == 1
    return layout.tables[0]


def widths(table: Table) -> list[int]:
    """How many cells begin in each row."""
    return list(map(len, grid_of(table)))


def table_of(*parts: list[Glyph], shapes: tuple[Shape, ...] = ()) -> Table:
    """The only table of a page with these parts below its heads."""
    (layout,) = lay_out([page(1, row(HEAD, 120), *parts, shapes=shapes)])
    return only_table(layout)


FIRST = ("1.", "Жоба әзірлеу/және енгізу", "заң жобасы", "Қаржымині", "2013 жылғы ақпан")
SECOND = ("2.", "Ұсыныс енгізу", "ұсыныс", "ҰЭМ", "2014 жылғы наурыз")


def test_a_table_of_text_alone() -> None:
    title = words("Жоспарды бекіту туралы ұзын тақырып осы бетте тұр", 100, 60)
    (layout,) = lay_out([page(1, title, row(HEAD, 120), row(FIRST, 144), row(SECOND, 180))])
    assert grid_of(only_table(layout)) == [squeezed(HEAD), squeezed(FIRST), squeezed(SECOND)]
    assert [line.baseline for line in layout.lines] == [60]


def test_a_heading_over_all_columns_is_one_cell() -> None:
    heading = words("Бірінші кезең (2013 - 2014 жылдар) - алғашқы шаралар", 190, 144)
    table = table_of(heading, row(FIRST, 168), row(SECOND, 204))
    assert len(grid_of(table)[1]) == 1
    (cell,) = [cell for cell in table.cells if cell.row0 == 1]
    assert cell.bbox.width == pytest.approx(table.bbox.width)


def tight(texts: tuple[str, ...], columns: tuple[float, ...], baseline: float) -> list[Glyph]:
    """A row of cells at these left edges."""
    return [g for x, text in zip(columns, texts, strict=True) for g in words(text, x, baseline)]


def test_heads_nearer_to_each_other_than_words_are_parted_where_lines_begin() -> None:
    columns = (40.0, 62.0, 260.0, 380.0, 488.0)
    rows = [(f"{n}.", "Жоба әзірлеу", "есеп", "ҰЭМ", "2013 жылғы ақпан") for n in range(1, 6)]
    parts = [tight(texts, columns, 140 + 24 * at) for at, texts in enumerate((HEAD, *rows))]
    (layout,) = lay_out([page(1, *parts)])
    grid = grid_of(only_table(layout))
    assert grid[0] == squeezed(HEAD)
    assert all(row == squeezed(texts) for row, texts in zip(grid[1:], rows, strict=True))


def test_a_gap_inside_a_justified_line_is_no_gutter() -> None:
    """The measure's last word stands at its column's right edge, near the next column."""
    wide = [*words("Жоба", 80, 144), *words("жай-", 232, 144), *words("заң жобасы", 260, 144)]
    others = (*words("1.", 40, 144), *words("ҰЭМ", 380, 144), *words("2013 жыл", 500, 144))
    rows = [row((f"{n}.", "Ұсыныс енгізу", "ұсыныс", "ҰЭМ", "2014 жыл"), 144 + 24 * n) for n in range(1, 6)]
    table = table_of([*wide, *others], *rows)
    assert grid_of(table)[1][1:3] == ["Жобажай-", "заңжобасы"]


@pytest.mark.parametrize("has_head_rule", [False, True])
def test_a_frame_around_rows_parts_no_columns(has_head_rule: bool) -> None:
    """Horizontal rules in a frame make cells as wide as the table: the words tell the columns."""
    heights = [106, 130, 154, 178, 202]
    rules = [Shape("stroke", 36, y, 600, y, 0.5) for y in heights] if has_head_rule else []
    frame = [Shape("stroke", x, 106, x, 202, 0.5) for x in (36, 600)]
    rows = [(f"{n}.", "Жоба әзірлеу", "есеп", "ҰЭМ", "2013 жыл") for n in range(1, 4)]
    parts = [row(texts, 122 + 24 * at) for at, texts in enumerate((HEAD, *rows))]
    (layout,) = lay_out([page(1, *parts, shapes=(*rules, *frame))])
    assert [len(cells) for cells in grid_of(only_table(layout))] == [5, 5, 5, 5]


def test_a_struck_out_item_keeps_its_number_beside_one_cell() -> None:
    struck = [
        *words("2.", 40, 180),
        *words("алып тасталды - ҚР Үкіметінің 2014.10.27 № 1139 қаулысымен", 80, 180),
    ]
    table = table_of(row(FIRST, 144), struck, row(("3.", *SECOND[1:]), 204))
    assert widths(table) == [5, 5, 2, 5]


def test_an_empty_cell_beneath_a_filled_one_is_merged_with_it() -> None:
    below = ("2.", "Ұсыныс енгізу", "", "ҰЭМ", "2014 жылғы наурыз")
    table = table_of(row(FIRST, 144), row(below, 180))
    (cell,) = [cell for cell in table.cells if text_of(cell) == "заңжобасы"]
    assert (cell.row0, cell.row1) == (1, 3)


def test_cells_beside_a_lead_in_are_empty_and_not_merged() -> None:
    lead_in = ("2.", "Мыналар:", "", "", "")
    table = table_of(row(FIRST, 144), row(lead_in, 180), row(SECOND, 204))
    (cell,) = [cell for cell in table.cells if text_of(cell) == "заңжобасы"]
    assert (cell.row0, cell.row1) == (1, 2)


def test_a_row_goes_on_over_the_page() -> None:
    rest = ("", "екінші бетте", "", "", "")
    first, second = lay_out(
        [page(1, row(HEAD, 120), row(SECOND, 144), row(("3.", *FIRST[1:]), 560)), page(2, row(rest, 60),
              row(("4.", *SECOND[1:]), 84))]
    )  # fmt: skip
    above = [cell for cell in only_table(first).cells if cell.row1 == len(only_table(first).row_edges) - 1]
    below = [cell for cell in only_table(second).cells if cell.row0 == 0]
    assert all(cell.is_open_bottom for cell in above)
    assert all(cell.is_open_top for cell in below)
    assert [text_of(cell) for cell in below] == ["", "екіншібетте", "", "", ""]


def test_a_head_on_each_page_is_no_running_head() -> None:
    pages = [
        page(n, row(HEAD, 40), row((f"{n}.", *FIRST[1:]), 64), row((f"{n + 3}.", *SECOND[1:]), 100))
        for n in (1, 2, 3)
    ]
    for layout in lay_out(pages):
        assert len(grid_of(only_table(layout))) == 3
        assert not layout.furniture


def test_the_row_that_numbers_the_columns_may_stand_at_other_edges() -> None:
    """Heads in the middle of their columns, the numbers at their edges: they hold no column together."""
    head = [
        glyph
        for x, text in zip((50.0, 140.0, 285.0, 385.0, 505.0), HEAD, strict=True)
        for glyph in words(text, x, 120)
    ]
    (layout,) = lay_out([page(1, head, row(tuple("12345"), 136), row(FIRST, 152), row(SECOND, 188))])
    assert grid_of(only_table(layout))[-2:] == [squeezed(FIRST), squeezed(SECOND)]


def test_a_rule_that_leaves_out_a_column_leaves_its_cell_open() -> None:
    rules = tuple(
        Shape("stroke", x0, y, x1, y, 0.5)
        for y, spans in ((128, ((36, 600),)), (164, ((36, 255), (375, 600))), (190, ((36, 600),)))
        for x0, x1 in spans
    )
    below = ("2.", "Мыналар:", "", "", "2014 жылғы наурыз")
    table = table_of(row(FIRST, 144), row(below, 180), shapes=rules)
    spans = {text_of(cell): cell.row1 - cell.row0 for cell in table.cells if cell.lines}
    assert spans["заңжобасы"] == 2
    assert spans["Қаржымині"] == 1


def test_vertical_rules_alone_do_not_hide_the_rows() -> None:
    rules = tuple(Shape("stroke", x, 108, x, 190, 0.5) for x in (36, 76, 256, 376, 496, 600))
    table = table_of(row(FIRST, 144), row(SECOND, 180), shapes=rules)
    assert widths(table) == [5, 5, 5]


def test_paragraphs_after_the_plan_stay_outside() -> None:
    after = words("Ескертпе: аббревиатуралардың толық жазылуы төменде берілген болатын", 40, 230)
    (layout,) = lay_out([page(1, row(HEAD, 120), row(FIRST, 144), row(SECOND, 180), after)])
    assert [line.baseline for line in layout.lines] == [230]


def test_headings_close_under_one_another_are_rows_of_their_own() -> None:
    stage = words("Бірінші кезең (2013 - 2014 жылдар) - басқарудың жүйесі".replace(" ", ""), 120, 144)
    section = words("1. Жергілікті өзін-өзі басқару мәселелері жөніндегі база".replace(" ", ""), 120, 156)
    table = table_of(stage, section, row(FIRST, 176), row(SECOND, 212))
    rows = grid_of(table)
    assert [len(cells) for cells in rows] == [5, 1, 1, 5, 5]
    assert rows[2][0].startswith("1.Жергілікті")


def test_rows_without_white_between_them() -> None:
    """As a word processor sets them: a merged cell's text runs on, tall neighbours are cells of their own."""
    lines = (
        ("1.", "Жоба/енгізу", "заң", "ҰЭМ", "ақпан"),
        ("2.", "Мыналар:", "Қазақстан Республикасы", "ІІМ", "маусым"),
        ("1)", "есеп/беру", "ұсыныстары", "Қаржымині,/ҰЭМ/(жинақтау)", "шілде"),
        ("2)", "талдау/жасау", "", "МСМ", "тамыз"),
        ("3.", "бақылау", "есеп", "БҒМ", "қазан"),
    )
    heights = (120, 132, 156, 168, 204, 228)
    (layout,) = lay_out([page(1, *(row(t, y) for t, y in zip((HEAD, *lines), heights, strict=True)))])
    spans = {text_of(cell): cell.row1 - cell.row0 for cell in only_table(layout).cells if cell.lines}
    assert spans["ҚазақстанРеспубликасы/ұсыныстары"] == 3
    assert spans["Қаржымині,/ҰЭМ/(жинақтау)"] == spans["МСМ"] == 1


def test_text_beneath_the_last_rule_is_no_part_of_the_last_row() -> None:
    rules = tuple(Shape("stroke", 36, y, 600, y, 0.5) for y in (108, 128, 164, 190))
    last = ("3.", *SECOND[1:])
    after = words("Нысаналы индикаторлар", 40, 230)  # its space stands in the gutter
    rows = [row(HEAD, 120), row(FIRST, 144), row(SECOND, 180), row(last, 204)]
    (layout,) = lay_out([page(1, *rows, after, shapes=rules)])
    assert [line.baseline for line in layout.lines] == [230]
    assert grid_of(only_table(layout))[-1][0] == "3."


YEAR_COLUMNS = (40.0, 80.0, 200.0, 290.0, 380.0, 460.0, 540.0)


@pytest.mark.parametrize("x", [382, 452])
def test_years_beneath_a_common_head_are_columns(x: float) -> None:
    """The common head over all of them, or shorter than the years are apart; amounts near to one another."""
    upper = [g for at, text in zip(YEAR_COLUMNS, HEAD[:4], strict=False) for g in words(text[:12], at, 120)]
    upper += words("Құны теңге" if x > 400 else "Болжамды шығыстар, млн теңге", x, 112)
    years = [g for at, text in zip(YEAR_COLUMNS[4:], ("2021", "2022", "2023"), strict=True)
             for g in words(text, at, 128)]  # fmt: skip
    rows = [
        tight((f"{n}.", "Жоба әзірлеу", "есеп", "ҰЭМ", "1 200", "1 350", "1 400"), YEAR_COLUMNS, 150 + 24 * n)
        for n in range(4)
    ]
    (layout,) = lay_out([page(1, upper, years, *rows)])
    assert grid_of(only_table(layout))[-1][4:] == ["1200", "1350", "1400"]


def test_a_heading_that_begins_at_a_columns_edge_is_a_row_of_its_own() -> None:
    """Parted at a gutter by chance, close to the row below it."""
    heading = [*words("II. Жемшөп", 260, 180), *words("өндірісі", 332, 180)]
    table = table_of(row(FIRST, 144), heading, row(SECOND, 192))
    assert widths(table) == [5, 5, 1, 5]


def test_rules_that_are_missing_between_some_rows_part_none() -> None:
    """As of a dotted grid whose dots are not all seen: the numbers and the white tell the rows."""
    rules = tuple(Shape("stroke", 36, y, 600, y, 0.5) for y in (108, 128, 164, 236, 260))
    third, fourth = ("3.", *FIRST[1:]), ("4.", *SECOND[1:])
    rows = [row(texts, y) for texts, y in ((FIRST, 144), (SECOND, 180), (third, 210), (fourth, 250))]
    table = table_of(*rows, shapes=rules)
    assert [cells[0] for cells in grid_of(table)] == ["№", "1.", "2.", "3.", "4."]


@pytest.mark.parametrize("numbers", [("1.", "2.", "1.", "2.", "3."), ("1", "2", "1)", "2)", "3")])
def test_vertical_rules_beneath_a_ruled_head_do_not_hide_rows_that_are_numbered_anew(
    numbers: tuple[str, ...],
) -> None:
    down = tuple(Shape("stroke", x, 108, x, 292, 0.5) for x in (36, 76, 256, 376, 496, 600))
    across = tuple(Shape("stroke", 36, y, 600, y, 0.5) for y in (108, 128, 292))
    rows = [row((number, *FIRST[1:]), 144 + 30 * at) for at, number in enumerate(numbers)]
    table = table_of(*rows, shapes=(*down, *across))
    assert [cells[0] for cells in grid_of(table)] == ["№", *numbers]


def test_a_measure_that_does_not_stand_next_to_its_number_is_doubtful() -> None:
    low = [*row(("3.", "", "есеп", "ҰЭМ", "2015 жыл"), 216), *words("Жоба", 80, 222)]
    table = table_of(row(FIRST, 144), row(SECOND, 180), low)
    assert table.doubtful_rows == ((3, "white parts it (+1), measure stands elsewhere (-2)"),)


def test_a_head_without_rows_is_left_in_the_text() -> None:
    (layout,) = lay_out([page(1, row(HEAD, 120))])
    assert not layout.tables
    assert len(layout.lines) == 1


@pytest.mark.parametrize("name", ["rescue-painter-both", "water-libreoffice-cut", "youth-weasyprint-stamped"])
def test_ruled_plans_are_left_as_they_are(name: str) -> None:
    layouts = lay_out(read_pages(EDITIONS / f"{name}.pdf"))
    without_rules = [PageRules((), ())] * len(layouts)
    assert all(
        a is b for a, b in zip(layouts, find_unruled(layouts, without_rules, plan_words()), strict=True)
    )


def test_a_page_without_walls_before_the_ruled_pages_is_read_too() -> None:
    """So Firefox prints the page on which a table begins, where its heads stand on each page."""

    def rules(*heights: float, walls: bool) -> tuple[Shape, ...]:
        across = [Shape("stroke", 38, y, 600, y, 0.5) for y in heights]
        down = [Shape("stroke", x - 2, heights[0], x - 2, heights[-1], 0.5) for x in (*COLUMNS, 602.0)]
        return (*across, *down) if walls else tuple(across)

    third = ("3.", *SECOND[1:])
    first, second = lay_out(
        [
            page(1, row(HEAD, 120), row(FIRST, 144), row(SECOND, 184),
                 shapes=rules(106, 130, 170, 200, walls=False)),
            page(2, row(HEAD, 120), row(third, 144), row(("4.", *FIRST[1:]), 170),
                 shapes=rules(106, 130, 156, 200, walls=True)),
        ]
    )  # fmt: skip
    assert [len(cells) for cells in grid_of(only_table(first))] == [5, 5, 5]
    assert grid_of(only_table(first))[2] == squeezed(SECOND)
    assert [len(cells) for cells in grid_of(only_table(second))] == [5, 5, 5]
