"""Furniture and footnotes by their rules, on pages made glyph by glyph: each rule with a case against it."""

from __future__ import annotations

from functools import partial

import pytest

from pipeline.stations.page import Glyph, Layout, Line, Shape
from tests.extract import made_pages
from tests.extract.made_pages import (
    FIRST,
    SECOND,
    SIZE,
    across,
    lay_out,
    row,
    text_of,
    texts_of,
    walls,
    words,
)

page = partial(made_pages.page, height=800)


def marked(text: str, mark: str, x: float, baseline: float, *, rise: float = 3.5) -> list[Glyph]:
    """The text with a small mark at its end, `rise` points above its baseline."""
    return [*words(text, x, baseline), *words(mark, x + SIZE / 2 * len(text), baseline - rise, size=6.5)]


def said(line: Line) -> str:
    return "".join(glyph.text for glyph in line.glyphs).strip()


def furniture(layouts: tuple[Layout, ...]) -> list[list[tuple[str, str]]]:
    return [[(each.kind, said(each.line)) for each in layout.furniture] for layout in layouts]


def body(number: int) -> list[Glyph]:
    """Two lines that say something else on each page; the first begins at the same height."""
    word = ("алма", "өрік", "жүзім")[number - 1]
    return [*words(f"{word} туралы жол", 60, 100), *words(f"{word} туралы екінші жол", 60, 300)]


def test_numbers_that_count_on_in_one_place_are_page_numbers() -> None:
    layouts = lay_out([page(n, body(n), words(str(n + 6), 300, 770)) for n in (1, 2, 3)])
    assert furniture(layouts) == [[("page_number", "7")], [("page_number", "8")], [("page_number", "9")]]


def test_a_lone_number_that_is_not_its_pages_own_is_text() -> None:
    layouts = lay_out([page(1, body(1)), page(2, body(2), words("5", 300, 770)), page(3, body(3))])
    assert furniture(layouts) == [[], [], []]
    assert [said(line) for line in layouts[1].lines][-1] == "5"


def test_the_same_text_in_the_margin_of_several_pages_is_a_running_head() -> None:
    layouts = lay_out([page(n, words("№ 78 қаулы", 60, 40), body(n)) for n in (1, 2, 3)])
    assert furniture(layouts) == [[("running_head", "№ 78 қаулы")]] * 3


def test_text_as_high_as_other_pages_text_is_no_running_head() -> None:
    """Two annexes begin with the same stamp, where the act's title stands on the first page."""
    stamps = [page(n, words("Үкіметтің қаулысына", 300, 40), body(n)) for n in (2, 3)]
    layouts = lay_out([page(1, words("Жоспарды бекіту туралы", 60, 40), body(1)), *stamps])
    assert furniture(layouts) == [[], [], []]


def test_other_numbers_in_one_place_are_no_running_head() -> None:
    layouts = lay_out([page(n, words(f"№ {n * n + 5} хат", 60, 40), body(n)) for n in (1, 2, 3)])
    assert furniture(layouts) == [[], [], []]


@pytest.mark.parametrize(("n_pages", "is_watermark"), [(1, False), (2, True)])
def test_a_watermark_stands_on_several_pages(n_pages: int, is_watermark: bool) -> None:
    mark = words("ЖОБА", 200, 450, size=60, color=0xE0E0E0)
    layouts = lay_out([page(n, body(n), mark) for n in range(1, n_pages + 1)])
    assert furniture(layouts) == [[("watermark", "ЖОБА")] if is_watermark else []] * n_pages


def test_a_page_number_in_a_wide_margin_is_furniture() -> None:
    parts = [(words("мәтін", 40, 200), words(f"{n} / 3", 290, 380)) for n in (1, 2, 3)]
    layouts = lay_out([page(n, *some, height=500) for n, some in enumerate(parts, 1)])
    assert furniture(layouts) == [[("page_number", f"{n} / 3")] for n in (1, 2, 3)]
    assert [text_of(layout.lines) for layout in layouts] == ["мәтін"] * 3


def test_numbers_far_from_the_edge_that_count_no_pages_are_text() -> None:
    parts = [(words("мәтін", 40, 200), words(f"{n + 4} / 9", 290, 380)) for n in (1, 2, 3)]
    layouts = lay_out([page(n, *some, height=500) for n, some in enumerate(parts, 1)])
    assert not any(layout.furniture for layout in layouts)


@pytest.mark.parametrize(
    ("foot", "gap", "is_furniture"),
    [
        pytest.param("1 / 2", 13.5, True, id="a page and how many there are"),
        pytest.param("1 / 2", 12.0, False, id="at the distance of a line"),
        pytest.param("2 / 1", 13.5, False, id="more than there are"),
        pytest.param("1", 13.5, False, id="a number alone"),
        pytest.param("1", 17.0, True, id="a number alone, further away"),
    ],
)
def test_a_page_number_in_a_box_that_the_pages_foot_leaves_open(
    foot: str, gap: float, is_furniture: bool
) -> None:
    shapes = [*across(400), *across(430), *walls(400, 498)]
    texts = [row(FIRST, 420), row(SECOND, 450), words("жобасы", 203, 462), words(foot, 230, 462 + gap)]
    (layout,) = lay_out([page(1, *texts, shapes=tuple(shapes), height=500)])
    assert furniture((layout,)) == [[("page_number", foot)] * is_furniture]
    ending = "ұсыныс жобасы" if is_furniture else f"ұсыныс жобасы {foot}"
    assert texts_of(layout)[-1][2] == ending


def numbered(numbers: list[int], x: float) -> list[Glyph]:
    """A number before each line, right-aligned, and the line's words."""
    parts = [words(str(n), x - len(str(n)) * SIZE / 2, 100 + 20 * at) for at, n in enumerate(numbers)]
    parts += [words("жолдың сөздері", 60, 100 + 20 * at) for at in range(len(numbers))]
    return [glyph for part in parts for glyph in part]


def test_numbers_in_the_margin_that_count_the_lines_are_line_numbers() -> None:
    (layout,) = lay_out([page(1, numbered([5, 10, 15, 20], 40))])
    assert furniture((layout,)) == [[("line_number", str(n)) for n in (5, 10, 15, 20)]]


def test_a_column_under_a_head_is_no_margin() -> None:
    head = [*words("№", 30, 80), *words("Шара", 60, 80)]
    (layout,) = lay_out([page(1, head, numbered([1, 2, 3, 4, 5], 40))])
    assert furniture((layout,)) == [[]]


def test_a_column_that_rules_reach_over_is_no_margin() -> None:
    rules = tuple(Shape("stroke", 25, y, 500, y, 0.5) for y in (86.0, 106.0, 126.0))
    (layout,) = lay_out([page(1, numbered([1, 2, 3, 4, 5], 40), shapes=rules)])
    assert furniture((layout,)) == [[]]


def notes(*parts: list[Glyph]) -> tuple[list[str], list[tuple[str, str]], list[str]]:
    """Of one page the marks, the footnotes, and the lines that stay."""
    (layout,) = lay_out([page(1, *parts)])
    return (
        [mark.mark for mark in layout.marks],
        [(note.mark.mark, " ".join(said(line) for line in note.lines)) for note in layout.footnotes],
        [said(line) for line in layout.lines],
    )


def test_a_raised_and_small_mark_with_its_footnote() -> None:
    found = notes(
        marked("есеп", "1", 60, 100),
        words("мәтін", 60, 120),
        marked("", "1", 60, 700),
        words("нақтыланады", 70, 700),
    )
    assert found == (["1"], [("1", "нақтыланады")], ["есеп", "мәтін"])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(words("есеп1", 60, 100), id="as large as its line"),
        pytest.param(marked("есеп", "1", 60, 100, rise=0), id="small, but not raised"),
    ],
)
def test_what_is_not_both_raised_and_small_is_no_mark(text: list[Glyph]) -> None:
    marks, footnotes, lines = notes(text, words("мәтін", 60, 120), words("1 нақтыланады", 60, 700, size=8))
    assert (marks, footnotes) == ([], [])
    assert lines == ["есеп1", "мәтін", "1 нақтыланады"]


def test_a_mark_without_a_footnote_stays_in_the_text() -> None:
    assert notes(marked("алаңы 10", "5", 60, 100), words("мәтін", 60, 120)) == (
        [],
        [],
        ["алаңы 105", "мәтін"],
    )


def test_a_list_that_counts_on_where_no_mark_leads_to_it_is_a_list() -> None:
    items = [words(f"{n}) тармақ", 60, 600 + 15 * n) for n in (1, 2, 3)]
    marks, footnotes, lines = notes(marked("есеп", "1", 60, 100), words("мәтін", 60, 120), *items)
    assert (marks, footnotes) == ([], [])
    assert lines[-3:] == ["1) тармақ", "2) тармақ", "3) тармақ"]


def test_a_plain_list_of_all_marks_and_no_others_are_their_footnotes() -> None:
    items = [words(f"{n}) тармақ", 60, 600 + 15 * n) for n in (1, 2)]
    found = notes(marked("есеп", "1", 60, 100), marked("шот", "2)", 60, 120), *items)
    assert found == (["1", "2)"], [("1)", "тармақ"), ("2)", "тармақ")], ["есеп", "шот"])


def test_a_bracket_that_the_line_opened_is_not_the_marks() -> None:
    found = notes(
        [*marked("шот (сома", "1", 60, 100), *words(")", 110, 100)],
        words("мәтін", 60, 120),
        words("1) нақты", 60, 640),
    )
    assert found[2] == ["шот (сома)", "мәтін"]


def test_a_footnote_ends_where_a_new_text_begins() -> None:
    below = [words("сөйлем соңы.", 70, 714), words("Аббревиатуралар", 60, 728)]
    found = notes(words("есеп*", 60, 100), words("мәтін", 60, 120), words("* бірінші жолы", 60, 700), *below)
    assert found == (["*"], [("*", "бірінші жолы сөйлем соңы.")], ["есеп", "мәтін", "Аббревиатуралар"])


def test_the_power_of_a_unit_is_no_mark() -> None:
    found = notes(marked("ауданы 5 м", "2", 60, 100), words("2) тармақ", 60, 700))
    assert found == ([], [], ["ауданы 5 м2", "2) тармақ"])
