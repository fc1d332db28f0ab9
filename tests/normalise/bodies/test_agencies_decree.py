"""Every cell of executors and of completion forms of the decree, against the golden expectations."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from pipeline.normalise.bodies.body_cell import parse_bodies
from pipeline.normalise.forms.form_cell import parse_completion_form
from tests.places import TESTS

GOLDEN = json.loads((TESTS / "golden" / "decree.json").read_text(encoding="utf-8"))
DAYS = {1: date(2013, 1, 31), 2: date(2014, 12, 30)}
BODIES = {entry["measure_key"]: entry["rows"] for entry in GOLDEN["responsibilities"]}
MEASURES = [pytest.param(measure, id=measure["measure_key"]) for measure in GOLDEN["measures"]]


@pytest.mark.parametrize("measure", MEASURES)
def test_executors(measure: dict[str, Any]) -> None:
    found = parse_bodies(measure["executors_text"] or "", as_of=DAYS[measure["stage_number"]])
    expected = BODIES.get(measure["measure_key"], [])
    assert [one.mention_text for one in found] == [row["mention_text"] for row in expected]
    assert [one.agency_id for one in found] == [row["agency_id"] for row in expected]
    assert [one.is_by_consent for one in found] == [row["is_by_consent"] for row in expected]
    assert [one.is_coordinator for one in found] == [row["is_coordinator"] for row in expected]
    assert not any(one.findings for one in found)


@pytest.mark.parametrize("measure", MEASURES)
def test_completion_form(measure: dict[str, Any]) -> None:
    form = parse_completion_form(measure["completion_form_text"] or "", as_of=DAYS[measure["stage_number"]])
    assert list(form.types) == measure["completion_form_types"]
    assert list(form.recipient_agency_ids) == measure["recipient_agency_ids"]
    assert form.findings == ()


def test_there_are_cells() -> None:
    assert len(MEASURES) == 43
    assert sum(len(rows) for rows in BODIES.values()) > 150
