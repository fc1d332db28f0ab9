"""Cells, notes and references as acts and plans of 1996-2025 print them, judged as a stranger would.

Each is right, or told. The lists are in `judged/`, the Russian ones in `judged/ru/`, a case in a line, each
expectation typed by reading the words before the parser saw them. `told` in place of a value: nothing may be
given, and a finding says so. A line that ends with `?` may give less than what is expected, with a finding
beside it. Nothing may be wrong in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from pipeline.normalise.acts.act_references import find_act_references
from pipeline.normalise.bodies.body_cell import parse_bodies
from pipeline.normalise.costs.cost_cell import parse_cost
from pipeline.normalise.deadlines.deadline_cell import parse_deadline
from pipeline.normalise.duties.duty_sentences import parse_duties
from pipeline.normalise.forms.form_cell import parse_completion_form
from pipeline.normalise.mentions.mention_rules import find_mentions
from pipeline.normalise.mentions.spacy_kazakh import mention_pipeline
from pipeline.normalise.notes.amendment_notes import parse_note
from pipeline.registry.finding_kinds import Remark
from pipeline.registry.loading import language_in_use, reading_in
from tests.normalise.bodies.test_agencies_kinds import _shown
from tests.normalise.costs.test_costs_wide import UNIT, shortly
from tests.normalise.tables import cases_of

FOLDER = Path(__file__).parent / "judged"
TOLD = "told"
DAY = date(2014, 12, 30)
_LABELLED = re.compile(r"\[([A-Z_]+) ([^\]]*)\]")
Given = tuple[list[str], Sequence[Remark]]


def cases(name: str) -> list[list[str]]:
    return cases_of((FOLDER / f"{name}.txt").read_text(encoding="utf-8"))


def _said(*values: object, joint: str = "/") -> str:
    return joint.join(str(value or "-") for value in values)


def _costs(text: str, expected: str) -> Given:
    read = parse_cost(text, unit=UNIT)
    amounts = " ".join(map(shortly, read.amounts))
    sources = [] if expected == TOLD else [read.cost_type or "", " ".join(read.funding_sources)]
    return [*sources, amounts], read.findings


def _deadlines(text: str, _: str) -> Given:
    read = parse_deadline(text)
    return [read.edtf or "", read.rrule or "", read.event_text or "", read.offset or ""], read.findings


def _notes(text: str, expected: str) -> Given:
    read = parse_note(text)
    # a row that lacks what the table demands is not in it
    rows = [
        _said(
            row.target_type, row.target_key, row.action, row.amending_body_text, row.amending_act_type,
            row.amending_date, row.amending_number, row.effective_rule, row.effective_date,
        )
        for row in read
        if row.is_complete or expected != TOLD
    ]  # fmt: skip
    return ["; ".join(rows)], [remark for row in read for remark in row.findings]


def _forms(text: str, expected: str) -> Given:
    read = parse_completion_form(text, as_of=DAY)
    is_told_in_russian = expected == TOLD and language_in_use() == "ru"
    types = [each for each in read.types if not is_told_in_russian or each != "other"]
    return [
        " ".join(types),
        " ".join(read.recipient_agency_ids),
        "; ".join(read.recipient_texts),
    ], read.findings


def _references(text: str, _: str) -> Given:
    rows = (
        _said(act.act_type, act.issuing_body_text, act.body_code, act.date, act.number, act.title_text)
        for act in find_act_references(text)
    )
    return ["; ".join(rows) or "-"], ()


def _duties(text: str, _: str) -> Given:
    rows = (
        _said(each.duty_bearer_text, each.recipient_text, each.rrule, joint=" / ")
        for each in parse_duties(text)
    )
    return ["; ".join(rows)], ()


READERS: dict[str, Callable[[str, str], Given]] = {
    "costs": _costs, "deadlines": _deadlines, "notes": _notes, "forms": _forms, "ru/notes": _notes,
    "ru/references": _references, "ru/forms": _forms, "ru/duties": _duties,
}  # fmt: skip
JUDGED = [(name, case) for name in READERS for case in cases(name)]


def judged(given: Sequence[str], case: Sequence[str], findings: Sequence[Remark]) -> None:
    """Each value is as expected or, where the line allows it, told."""
    expected = [field for field in case if field != "?"]
    expected += [""] * (len(given) - len(expected))
    if expected[0] == TOLD:
        assert findings and not any(given)
    else:
        assert list(given) == expected or (case[-1] == "?" and findings)


@pytest.mark.parametrize(("name", "case"), JUDGED, ids=[f"{name}: {case[0][:80]}" for name, case in JUDGED])
def test_cells(name: str, case: list[str]) -> None:
    with reading_in("ru" if name.startswith("ru/") else "kk"):
        given, findings = READERS[name](case[0], case[1])
    judged(given, case[1:], findings)


@pytest.mark.parametrize("case", cases("executors"), ids=lambda case: case[1][:60])
def test_executors(case: list[str]) -> None:
    found = parse_bodies(case[1], as_of=date.fromisoformat(case[0]))
    judged([", ".join(map(_shown, found))], case[2:], [remark for body in found for remark in body.findings])


MENTIONS = [
    (language, case[0])
    for language in ("kk", "ru")
    for case in cases(f"{'ru/' * (language == 'ru')}mentions")
]


@pytest.mark.parametrize(("language", "sentence"), MENTIONS)
def test_mentions(language: str, sentence: str) -> None:
    """Words in square brackets are what a label stands for: `[PLACE Қазақстанда]`."""
    text = _LABELLED.sub(lambda match: match[2], sentence)
    with reading_in(language):
        found = find_mentions(text, as_of=DAY)
    assert [(mention.label, text[mention.start : mention.end]) for mention in found] == _LABELLED.findall(
        sentence
    )


def test_the_pipeline_of_spacy_reads_russian_outside_of_the_context_too() -> None:
    with reading_in("ru"):
        nlp = mention_pipeline()
    doc = nlp("До 1 мая 2014 г. внести предложения в МНЭ. Провести семинар в Карагандинской области.")
    assert [(entity.text, entity.label_, entity.kb_id_) for entity in doc.ents] == [
        ("1 мая 2014 г.", "DATE", "2014-05-01"),
        ("МНЭ", "AGENCY", "ministry-of-national-economy"),
        ("Карагандинской области", "PLACE", "KZ-35"),
    ]
    assert len(list(doc.sents)) == 2
