"""Notes, references, forms, duties and mentions in Russian, judged as `test_judged` judges Kazakh ones.

The lists are in `judged/ru/`; each expectation was typed by reading the words before the parser saw them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date

import pytest

from pipeline.normalise.acts.act_references import find_act_references
from pipeline.normalise.duties.duty_sentences import parse_duties
from pipeline.normalise.forms.form_cell import parse_completion_form
from pipeline.normalise.mentions.mention_rules import find_mentions
from pipeline.normalise.mentions.spacy_kazakh import mention_pipeline
from pipeline.normalise.notes.amendment_notes import parse_note
from pipeline.normalise.text.account import Claim, unaccounted
from pipeline.registry.loading import reading_in
from tests.normalise.test_judged import _LABELLED, TOLD, _row, cases, judged
from tests.normalise.test_mutations import SEED, mutants

DAY = date(2014, 12, 30)


@pytest.fixture(autouse=True)
def _russian() -> Iterator[None]:
    with reading_in("ru"):
        yield


@pytest.mark.parametrize("case", cases("ru/notes"), ids=lambda case: case[0][:90])
def test_notes(case: list[str]) -> None:
    read = parse_note(case[0])
    rows = "; ".join(_row(each) for each in read if case[1] != TOLD or each.is_complete)
    judged([rows], case[1:], [remark for each in read for remark in each.findings])


@pytest.mark.parametrize("case", cases("ru/references"), ids=lambda case: case[0][:60])
def test_references(case: list[str]) -> None:
    found = "; ".join(
        "/".join(
            str(each or "-")
            for each in (
                act.act_type,
                act.issuing_body_text,
                act.body_code,
                act.date,
                act.number,
                act.title_text,
            )
        )
        for act in find_act_references(case[0])
    )
    assert (found or "-") == case[1]


@pytest.mark.parametrize("case", cases("ru/forms"), ids=lambda case: case[0][:60])
def test_forms(case: list[str]) -> None:
    read = parse_completion_form(case[0], as_of=DAY)
    types = [each for each in read.types if case[1] != TOLD or each != "other"]
    given = [" ".join(types), " ".join(read.recipient_agency_ids), "; ".join(read.recipient_texts)]
    judged(given, case[1:], read.findings)


@pytest.mark.parametrize("case", cases("ru/duties"), ids=lambda case: case[0][:60])
def test_duties(case: list[str]) -> None:
    found = parse_duties(case[0])
    fields = [(each.duty_bearer_text, each.recipient_text, each.rrule) for each in found]
    assert "; ".join(" / ".join(str(each or "-") for each in row) for row in fields) == case[1]


@pytest.mark.parametrize("case", cases("ru/mentions"), ids=lambda case: case[0][:60])
def test_mentions(case: list[str]) -> None:
    text = _LABELLED.sub(lambda match: match[2], case[0])
    found = [(each.label, each.text) for each in find_mentions(text, as_of=DAY)]
    assert found == _LABELLED.findall(case[0])


def test_the_pipeline_of_spacy_reads_russian_outside_of_the_context_too() -> None:
    nlp = mention_pipeline()
    with reading_in("kk"):
        doc = nlp("До 1 мая 2014 г. внести предложения в МНЭ. Провести семинар в Карагандинской области.")
    assert [(entity.text, entity.label_, entity.kb_id_) for entity in doc.ents] == [
        ("1 мая 2014 г.", "DATE", "2014-05-01"),
        ("МНЭ", "AGENCY", "ministry-of-national-economy"),
        ("Карагандинской области", "PLACE", "KZ-35"),
    ]
    assert len(list(doc.sents)) == 2


def _note(text: str) -> Sequence[Claim]:
    return [claim for row in parse_note(text) for claim in row.account]


def _form(text: str) -> Sequence[Claim]:
    return parse_completion_form(text, as_of=DAY).account


@pytest.mark.parametrize(("name", "account"), [("notes", _note), ("forms", _form)])
def test_mutants_are_read_or_told(name: str, account: Callable[[str], Sequence[Claim]]) -> None:
    chance = random.Random(SEED)  # noqa: S311
    for case in cases(f"ru/{name}"):
        for text in mutants(case[0], chance):
            assert not unaccounted(text, account(text)), text


STRANGER = "дыщмрз"


def test_a_stranger_in_a_note_is_told() -> None:
    chance = random.Random(SEED)  # noqa: S311
    for case in cases("ru/notes"):
        words = case[0].split(" ")
        words.insert(chance.randrange(1, len(words)), STRANGER)
        rows = parse_note(" ".join(words))
        said = [remark for row in rows for remark in row.findings]
        kept = [row for row in rows if STRANGER in f"{row.amending_body_text} {row.effective_text}"]
        assert said or kept, words
