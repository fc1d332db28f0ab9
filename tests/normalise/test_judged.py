"""Cells and notes as acts and plans of 1996-2025 print them, judged as a stranger would: right, or told.

The lists are in `judged/`, a case in a line, each expectation typed by reading the words before the parser
saw them. `told` in place of a value: nothing may be given, and a finding says so. A line that ends with `?`
may give less than what is expected, with a finding beside it. Nothing may be wrong in silence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from pipeline.normalise.bodies.body_cell import parse_bodies
from pipeline.normalise.costs.cost_cell import parse_cost
from pipeline.normalise.deadlines.deadline_cell import parse_deadline
from pipeline.normalise.forms.form_cell import parse_completion_form
from pipeline.normalise.mentions.mention_rules import find_mentions
from pipeline.normalise.notes.amendment_notes import Amendment, parse_note
from pipeline.registry.finding_kinds import Remark
from tests.normalise.bodies.test_agencies_kinds import _shown
from tests.normalise.costs.test_costs_wide import UNIT, shortly

FOLDER = Path(__file__).parent / "judged"
TOLD = "told"


def cases(name: str) -> list[list[str]]:
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [[field.strip() for field in line.split("|")] for line in lines if not line.startswith("#")]


def judged(given: Sequence[str], case: Sequence[str], findings: Sequence[Remark]) -> None:
    """Each value is as expected or, where the line allows it, told."""
    expected = [field for field in case if field != "?"]
    expected += [""] * (len(given) - len(expected))
    if expected[0] == TOLD:
        assert findings and not any(given)
    elif case[-1] == "?":
        assert list(given) == expected or findings
    else:
        assert list(given) == expected


@pytest.mark.parametrize("case", cases("costs"), ids=lambda case: case[0][:60])
def test_costs(case: list[str]) -> None:
    read = parse_cost(case[0].replace("\\n", "\n"), unit=UNIT)
    amounts = " ".join(map(shortly, read.amounts))
    given = [amounts] if case[1] == TOLD else [read.cost_type or "", " ".join(read.funding_sources), amounts]
    judged(given, case[1:], read.findings)


@pytest.mark.parametrize("case", cases("deadlines"), ids=lambda case: case[0][:60])
def test_deadlines(case: list[str]) -> None:
    read = parse_deadline(case[0])
    given = [read.edtf or "", read.rrule or "", read.event_text or "", read.offset or ""]
    judged(given, case[1:], read.findings)


def _row(read: Amendment) -> str:
    fields = (
        *(read.target_type, read.target_key, read.action, read.amending_body_text, read.amending_act_type),
        *(read.amending_date, read.amending_number, read.effective_rule, read.effective_date),
    )
    return "/".join(str(field or "-") for field in fields)


@pytest.mark.parametrize("case", cases("notes"), ids=lambda case: case[0][:90])
def test_notes(case: list[str]) -> None:
    read = parse_note(case[0])
    # a row that lacks what the table demands is not in it
    rows = "; ".join(_row(each) for each in read if case[1] != TOLD or each.is_complete)
    judged([rows], case[1:], [remark for each in read for remark in each.findings])


@pytest.mark.parametrize("case", cases("forms"), ids=lambda case: case[0][:60])
def test_forms(case: list[str]) -> None:
    read = parse_completion_form(case[0], as_of=date(2014, 12, 30))
    given = [" ".join(read.types), " ".join(read.recipient_agency_ids), "; ".join(read.recipient_texts)]
    judged(given, case[1:], read.findings)


@pytest.mark.parametrize("case", cases("executors"), ids=lambda case: case[1][:60])
def test_executors(case: list[str]) -> None:
    found = parse_bodies(case[1], as_of=date.fromisoformat(case[0]))
    judged([", ".join(map(_shown, found))], case[2:], [remark for body in found for remark in body.findings])


_LABELLED = re.compile(r"\[([A-Z_]+) ([^\]]*)\]")


@pytest.mark.parametrize("case", cases("mentions"), ids=lambda case: case[0][:60])
def test_mentions(case: list[str]) -> None:
    """Words in square brackets are what a label stands for: `[PLACE Қазақстанда]`."""
    (sentence,) = case
    text = _LABELLED.sub(lambda match: match[2], sentence)
    found = find_mentions(text, as_of=date(2014, 12, 30))
    assert [(mention.label, text[mention.start : mention.end]) for mention in found] == _LABELLED.findall(
        sentence
    )
