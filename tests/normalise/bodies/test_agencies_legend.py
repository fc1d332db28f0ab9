"""A document's own legend: asked before the registry, and a contradiction is reported."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.normalise.bodies.body_cell import parse_bodies

DAY = date(2024, 6, 1)


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
