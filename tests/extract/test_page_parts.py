"""What stands where on a page: page numbers in wide margins, words that run out of their box."""

from __future__ import annotations

from pipeline.extract.layout import lay_out
from pipeline.page import Cell, Glyph, Page, Shape

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


def test_a_page_number_in_a_wide_margin_is_furniture() -> None:
    layouts = lay_out([page(n, words("мәтін", 40, 200), words(f"{n} / 3", 290, 380)) for n in (1, 2, 3)])
    assert [text_of(layout.furniture) for layout in layouts] == ["1 / 3", "2 / 3", "3 / 3"]
    assert [text_of(layout.lines) for layout in layouts] == ["мәтін"] * 3


def test_numbers_far_from_the_edge_that_count_no_pages_are_text() -> None:
    layouts = lay_out([page(n, words("мәтін", 40, 200), words(f"{n + 4} / 9", 290, 380)) for n in (1, 2, 3)])
    assert not any(layout.furniture for layout in layouts)


def _filled_boxes(*texts: tuple[str, float]) -> dict[float, str]:
    """The texts of two boxes side by side, 40 to 100 and 100 to 200, by their left edge."""
    rules = [Shape("stroke", 40, y, 200, y, 0.5) for y in (80.0, 130.0)]
    rules += [Shape("stroke", x, 80, x, 130, 0.5) for x in (40.0, 100.0, 200.0)]
    parts = [words(text, x, 100) for text, x in texts]
    (layout,) = lay_out([page(1, *parts, shapes=tuple(rules))])
    cells: tuple[Cell, ...] = layout.tables[0].cells
    return {cell.bbox.x0: text_of(cell.lines).strip() for cell in cells}


def test_a_word_that_goes_on_with_its_line_runs_out_of_its_box() -> None:
    assert _filled_boxes(("Қазақ Республикасының", 42)) == {40: "Қазақ Республикасының", 100: ""}


def test_a_word_alone_stands_where_most_of_it_stands() -> None:
    assert _filled_boxes(("Республикасының", 92)) == {40: "", 100: "Республикасының"}
