"""Legends of abbreviations, entry by entry."""

import pytest

from pipeline.normalise.bodies.legends import parse_legend


def pairs(*texts):
    return [(entry.label, entry.expansion) for entry in parse_legend(texts)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ескертпе: аббревиатуралардың толық жазылуы: ИДМ – Индустрия және даму министрлігі; ҚМ – Қаржы "
            "министрлігі.",
            [("ИДМ", "Индустрия және даму министрлігі"), ("ҚМ", "Қаржы министрлігі")],
        ),
        ("ҚМ - Қаржы министрлігі;", [("ҚМ", "Қаржы министрлігі")]),
        (
            "Ескертпе: ТЖБ – төтенше жағдайлар басқармасы, ББ – білім басқармасы",
            [("ТЖБ", "төтенше жағдайлар басқармасы"), ("ББ", "білім басқармасы")],
        ),
        (
            "Қысқартулар: Қаржымині – Қаржы министрлігі, салық органдары",
            [("Қаржымині", "Қаржы министрлігі, салық органдары")],
        ),
        ("«ҚТЖ» ҰК» АҚ – ұлттық компания", [("«ҚТЖ» ҰК» АҚ", "ұлттық компания")]),
        ("Аббревиатуралар:", []),
    ],
)
def test_entries(text, expected):
    assert pairs(text) == expected


def test_what_is_no_entry_is_told():
    _, remarks = parse_legend(["Аббревиатуралар: ҚМ – Қаржы министрлігі; қалғандары белгілі"])
    assert [remark.code for remark in remarks] == ["legend_not_understood"]
