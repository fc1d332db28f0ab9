"""What a file that holds no plan is told, and why."""

from __future__ import annotations

import pytest

from pipeline.compose.reading import NoPlan, read_words
from pipeline.extract.reader import read_content
from tests.factory.canvas import Sheet, load_font, pdf_bytes

FONT = load_font("FactorySerif")
LEFT, TOP, STEP = 40, 260, 60


def table(*rows: tuple[str, ...]) -> bytes:
    """A page with a ruled table of these texts."""
    sheet = Sheet()
    for x in range(len(rows[0]) + 1):
        sheet.fill(LEFT + STEP * x, TOP - 20 * len(rows), 0.5, 20 * len(rows))
    for y in range(len(rows) + 1):
        sheet.fill(LEFT, TOP - 20 * y, STEP * len(rows[0]), 0.5)
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            sheet.words(FONT, 8, LEFT + 3 + STEP * x, TOP - 14 - 20 * y, text)
    return pdf_bytes([sheet], media=(0, 0, 300, 300), fonts=(FONT,))


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        pytest.param(
            [("жыл", "сома", "ескерту"), ("бір", "екі", "үш"), ("төрт", "бес", "алты")],
            "its table has other heads (page 1) than measure, form of completion",
            id="a table of something else",
        ),
        pytest.param(
            [("IE-D4D4", "AG AE4A", "OD484G"), ("BDA84G", "F4EOAO", "G54D"), ("AIH", "DGG", "FG")],
            "0 of its 31 letters are Cyrillic. If its pages look right, a program that made this copy spoilt",
            id="a font whose Unicode map is spoilt",
        ),
    ],
)
def test_a_file_without_a_plan_is_told_why(rows: list[tuple[str, ...]], told: str) -> None:
    with pytest.raises(NoPlan) as caught:
        read_words(read_content(table(*rows), name="file.pdf"))
    assert told in str(caught.value)
