"""What stands where on a page: page numbers in wide margins, words that run out of their box."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline.extract.layout import lay_out
from pipeline.stations.page import Glyph, Layout, Line, Page, Shape

SIZE, ADVANCE = 10.0, 5.0


def words(text: str, x: float, baseline: float) -> list[Glyph]:
    """The text with its space glyphs."""
    return [
        Glyph(letter, x + i * ADVANCE, baseline - 9, x + (i + 1) * ADVANCE, baseline + 2, baseline, SIZE, "F")
        for i, letter in enumerate(text)
    ]


def page(number: int, *parts: list[Glyph], shapes: tuple[Shape, ...] = ()) -> Page:
    glyphs = tuple(glyph for part in parts for glyph in part)
    return Page(page_number=number, width=600, height=500, glyphs=glyphs, shapes=shapes)


def text_of(lines) -> str:
    return " ".join("".join(glyph.text for glyph in line.glyphs) for line in lines)


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


COLUMNS = (40.0, 70.0, 200.0, 300.0, 400.0)


def _across(height: float, *gaps: int) -> list[Shape]:
    """A horizontal rule over all columns but these, drawn column by column."""
    spans = [(i, x0, x1) for i, (x0, x1) in enumerate(pairwise(COLUMNS)) if i not in gaps]
    return [Shape("stroke", x0, height, x1, height, 0.5) for _, x0, x1 in spans]


def _walls(top: float, bottom: float) -> list[Shape]:
    return [Shape("stroke", x, top, x, bottom, 0.5) for x in COLUMNS]


def _row(texts: tuple[str, ...], baseline: float) -> list[Glyph]:
    return [g for x, text in zip(COLUMNS, texts, strict=False) for g in words(text, x + 3, baseline)]


def _texts(layout: Layout) -> list[list[str]]:
    """The cells' texts by the row in which they begin."""
    result: list[list[str]] = []
    for table in layout.tables:
        rows: list[list[str]] = [[] for _ in table.row_edges[1:]]
        for cell in table.cells:
            rows[cell.row0].append(text_of(cell.lines))
        result += rows
    return result


FIRST, SECOND = ("1.", "Жоба әзірлеу", "бұйрық", "ақпан"), ("2.", "Ұсыныс енгізу", "ұсыныс", "наурыз")


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
    shapes = [*_across(400), *_across(430), *_walls(400, 498)]
    texts = [_row(FIRST, 420), _row(SECOND, 450), words("жобасы", 203, 462), words(foot, 230, 462 + gap)]
    (layout,) = lay_out([page(1, *texts, shapes=tuple(shapes))])
    assert [line_text(line).replace(" ", "") for line in furniture(layout)] == [
        foot.replace(" ", "")
    ] * is_furniture
    ending = "ұсыныс жобасы" if is_furniture else f"ұсыныс жобасы {foot}"
    assert _texts(layout)[-1][2] == ending
