"""Page numbers in wide margins, and in boxes that a page break leaves open."""

from __future__ import annotations

import pytest

from pipeline.stations.page import Layout, Line
from tests.extract.made_pages import (
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


def line_text(line) -> str:
    return text_of([line])


def furniture(layout: Layout) -> list[Line]:
    return [each.line for each in layout.furniture]


def test_a_page_number_in_a_wide_margin_is_furniture() -> None:
    layouts = lay_out([page(n, words("мәтін", 40, 200), words(f"{n} / 3", 290, 380)) for n in (1, 2, 3)])
    assert [text_of(furniture(layout)) for layout in layouts] == ["1 / 3", "2 / 3", "3 / 3"]
    assert [text_of(layout.lines) for layout in layouts] == ["мәтін"] * 3


def test_numbers_far_from_the_edge_that_count_no_pages_are_text() -> None:
    layouts = lay_out([page(n, words("мәтін", 40, 200), words(f"{n + 4} / 9", 290, 380)) for n in (1, 2, 3)])
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
    (layout,) = lay_out([page(1, *texts, shapes=tuple(shapes))])
    assert [line_text(line).replace(" ", "") for line in furniture(layout)] == [
        foot.replace(" ", "")
    ] * is_furniture
    ending = "ұсыныс жобасы" if is_furniture else f"ұсыныс жобасы {foot}"
    assert texts_of(layout)[-1][2] == ending
