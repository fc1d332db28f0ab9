"""Legends of abbreviations: entry by entry, and what a document's own legend makes of a cell."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.normalise.bodies.body_cell import parse_bodies
from pipeline.normalise.bodies.legends import parse_legend

DAY = date(2024, 6, 1)


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
def test_entries(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(entry.label, entry.expansion) for entry in parse_legend([text])[0]] == expected


def test_what_is_no_entry_is_told() -> None:
    _, remarks = parse_legend(["Аббревиатуралар: ҚМ – Қаржы министрлігі; қалғандары белгілі"])
    assert [remark.code for remark in remarks] == ["legend_not_understood"]


@pytest.mark.parametrize(
    ("printed", "legend", "ids", "codes"),
    [
        # the legend settles letters that the registry knows not, or not surely
        ("ҚМ, ІІМ", {"ҚМ": "Қаржы министрлігі"}, ["ministry-of-finance", "ministry-of-internal-affairs"], []),
        ("АБВ-ға", {"АБВ": "Әділет министрлігі"}, ["ministry-of-justice"], []),
        ("ҰЭМ", {"ҰЭМ": "Ұлттық экономика министрлігі"}, ["ministry-of-national-economy"], []),
        # it wins over the registry, with a finding
        ("СИМ", {"СИМ": "Сыртқы істер министрлігі"}, ["ministry-of-foreign-affairs"],
         ["agency_legend_contradiction"]),
        # what it means is in no registry
        ("ҰЭМ", {"ҰЭМ": "Ұшан-теңіз министрлігі"}, [None], ["unknown_agency"]),
        # a longer name of the registry is no label
        ("ҰЭМ Статистика комитеті", {"Статистика": "Әділет министрлігі"}, ["committee-on-statistics"],
         ["agency_outside_life"]),
        ("ІІМ", {}, ["ministry-of-internal-affairs"], []),
        ("ІІМ", {"…": "Әділет министрлігі"}, ["ministry-of-internal-affairs"], []),
    ],
)  # fmt: skip
def test_legend(printed: str, legend: dict[str, str], ids: list[str | None], codes: list[str]) -> None:
    found = parse_bodies(printed, as_of=DAY, legend=legend)
    assert [one.agency_id for one in found] == ids
    assert [remark.code for one in found for remark in one.findings] == codes
