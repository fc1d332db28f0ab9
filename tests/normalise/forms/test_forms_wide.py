"""Hard forms of completion; each expectation was typed by reading the words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.normalise.forms.form_cell import parse_completion_form
from pipeline.normalise.text.account import unaccounted

_BODIES = {
    "ministry-of-national-economy": "mne",
    "government": "gov",
    "presidential-administration": "ap",
    "prime-minister-s-office": "pmo",
    "akims-of-regions": "akims",
}
_TOLD = {
    "form_not_understood": "words",
    "form_detail": "detail",
    "unknown_agency": "unknown",
    "form_without_code": "nocode",
}
LINES = (Path(__file__).parent / "forms_wide.txt").read_text(encoding="utf-8").splitlines()
CASES = [[field.strip() for field in line.split("|")] for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0][:60])
def test_wide(case: list[str]) -> None:
    day = case[0] if len(case) == 6 else "2014-12-30"
    printed, types, bodies, texts, remarks = case[-5:]
    form = parse_completion_form(printed, as_of=date.fromisoformat(day))
    assert list(form.types) == types.split()
    assert [_BODIES.get(body, body) for body in form.recipient_agency_ids] == bodies.split()
    assert "; ".join(form.recipient_texts) == texts
    assert {_TOLD.get(remark.code, remark.code) for remark in form.findings} == set(remarks.split())
    assert not unaccounted(printed, form.account)
