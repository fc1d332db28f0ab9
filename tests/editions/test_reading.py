"""What is told of a file that holds no plan, no measure, or rows that found no place for the most part."""

from __future__ import annotations

import pytest

from pipeline.compose.printed_document import NoPlan
from pipeline.extract.pdf.reader import read_content
from pipeline.registry.loading import reading_in
from tests.assemble.drawn import read_words
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


CODES = [("IE-D4D4", "AG AE4A", "OD484G"), ("BDA84G", "F4EOAO", "G54D"), ("AIH", "DGG", "FG")]
RUSSIAN = [
    ("№", "Мероприятие", "Срок исполнения"),
    ("1", "Принятие мер по развитию и о ходе работ", "до 1 июля"),
    ("2", "Утверждение правил, на год и не более", "в мае"),
]
ENGLISH = [
    ("No.", "Measure of the plan", "Date"),
    ("1", "A report to the Government on the progress of this work", "May"),
    ("2", "The law on which it is based", "by July"),
]


def refusal(rows) -> str:
    with pytest.raises(NoPlan) as caught:
        read_words(read_content(table(*rows), name="file.pdf"))
    return str(caught.value)


OTHER_HEADS = "its table has other heads (page 1) than measure, form of completion"
LATIN_CODES = [
    "0 of its 31 letters are Cyrillic, 31 Latin.",
    "If its pages look right, a program that made this copy spoilt",
]
ELSE = [("жыл", "сома", "ескерту"), ("бір", "екі", "үш"), ("төрт", "бес", "алты")]
ENGLISH_TOLD = "It is in English, and plans are read in Kazakh or Russian: 100% English by its words; 0 of"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        pytest.param(ELSE, [OTHER_HEADS, "33 of its 33 letters are"], id="a table of something else"),
        pytest.param(CODES, LATIN_CODES, id="a font whose Unicode map is spoilt"),
        pytest.param(RUSSIAN, [OTHER_HEADS, "(100% Russian by its words;"], id="Russian, which is read"),
        pytest.param(ENGLISH, [ENGLISH_TOLD], id="English"),
    ],
)
def test_a_file_without_a_plan_is_told_why(rows: list[tuple[str, ...]], told: list[str]) -> None:
    message = refusal(rows)
    heads = ", ".join(f"«{head}»" for head in rows[0])
    for part in (*told, f"Heads found: page 1: {heads}."):
        assert part in message


def test_a_plan_whose_heads_are_worded_in_another_way_is_told_where_to_add_them() -> None:
    rows = [
        ("№", "Міндет", "Кім және қалай", "Қашан"),
        ("1", "Жұмыс тобын құру", "ҰЭМ", "2013 жылғы мамыр"),
        ("2", "Ұсыныстар енгізу туралы", "Қаржымині", "2014 жылғы 1 шілде"),
    ]
    message = refusal(rows)
    assert "100% Kazakh by its words" in message
    assert "Heads found: page 1: «№», «Міндет», «Кім және қалай», «Қашан»." in message
    assert "add them to columns.yml (--registry)" in message
    with reading_in("ru"):
        assert "Most of its words are Kazakh: read it with --language kk." in refusal(rows)
        assert "add them to ru/columns.yml (--registry)" in refusal(rows)
