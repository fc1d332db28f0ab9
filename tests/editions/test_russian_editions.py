"""Russian editions against what a reader typed of them, and that truth against the Kazakh edition's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.records.codes import COMPLETION_FORM, COST_TYPE, FUNDING_SOURCE
from pipeline.registry.agencies import agencies_by_id
from tests.factory.catalogue import russian
from tests.factory.expected import expected
from tests.factory.russian.planted import PLANTED
from tests.factory.styles import STYLES
from tests.places import TESTS
from tests.read_files import read_file
from tests.scoring import AMOUNT, BODY, VALUES, expectation, score

FIXTURES = sorted((TESTS / "fixtures" / "russian").glob("*.pdf"))
GOLDEN = json.loads((TESTS / "golden" / "decree.json").read_text(encoding="utf-8"))
AREAS = {"structure", "inheritance", "texts", "paragraphs", "document", "notes", "glyphs", "values", "beside"}
IN_WORDS = {"deadline_event_text", "deadline_derived_from", "mention_text", "funding_text"}
"""Values that are words of the edition's language."""
PARTS = {
    "deadline": {"deadline_edtf"},
    "body": {"responsibilities"},
    "consent": {"responsibilities"},
    "cost": {"cost_type", "funding_sources"},
    "form": {"completion_form_types", "recipient_agency_ids"},
}


def described(name: str) -> dict:
    return expected(next(edition for edition in russian() if edition.name == name), STYLES[0])


@pytest.mark.parametrize("path", FIXTURES, ids=[path.stem for path in FIXTURES])
def test_russian_edition(path: Path) -> None:
    result = score(read_file(path), expectation(path))
    assert [str(each) for each in result.differences if each.area in AREAS] == []


def shared(measures: list[dict], bodies: dict[str, list[dict]]) -> dict[str, dict]:
    """The values of measures that are no words, by key."""
    names = [name for name in VALUES if name not in IN_WORDS]
    names += ["parent_key", "stage_number", "stage_start", "stage_end", "section_number", "status"]
    found = {}
    for measure in measures:
        values = {name: measure[name] for name in names}
        values["inherited_columns"] = sorted(measure["inherited_columns"])
        values["cost_amounts"] = [[each[name] for name in AMOUNT] for each in measure["cost_amounts"]]
        values["responsibilities"] = [
            tuple(row[name] for name in BODY if name not in IN_WORDS)
            for row in bodies[measure["measure_key"]]
        ]
        found[measure["measure_key"]] = values
    return found


def of(name: str) -> dict[str, dict]:
    measures = described(name)["measures"]
    return shared(measures, {measure["measure_key"]: measure["responsibilities"] for measure in measures})


def test_the_russian_decree_has_the_values_of_the_kazakh_one() -> None:
    kazakh = {each["measure_key"]: each["rows"] for each in GOLDEN["responsibilities"]}
    assert of("decree-ru") == shared(GOLDEN["measures"], kazakh)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("amendments", {"amending_body_text", "effective_text", "note_text"}),
        ("reporting_duties", {"duty_bearer_text", "recipient_text", "text"}),
    ],
)
def test_the_rows_beside_them_too(table: str, words: set[str]) -> None:
    typed = described("decree-ru")[table]
    assert [{name: row[name] for name in set(row) - words} for row in typed] == [
        {name: row[name] for name in set(typed[0]) - words} for row in GOLDEN[table]
    ]


def test_the_plan_without_stages_has_a_value_or_nothing_in_every_row() -> None:
    measures = {measure["measure_key"]: measure for measure in described("trade-ru")["measures"]}
    assert len(measures) == 17
    assert measures["2.6.1"]["responsibilities"] == measures["2.6"]["responsibilities"]
    assert measures["2.6"]["cost_type"] is None
    assert sum(float(each["amount"]) for m in measures.values() for each in m["cost_amounts"]) == 2_329_600
    assert [total["cost_amounts"] for total in described("trade-ru")["totals"]] == [["2314200"], ["2329600"]]


@pytest.mark.parametrize("name", ["decree-ru", "trade-ru", "decree-planted-ru"])
def test_what_is_typed_are_ids_and_codes_of_the_dataset(name: str) -> None:
    codes = {
        "completion_form_types": COMPLETION_FORM,
        "cost_type": COST_TYPE,
        "funding_sources": FUNDING_SOURCE,
    }
    for measure in described(name)["measures"]:
        bodies = {row["agency_id"] for row in measure["responsibilities"]}
        assert bodies | set(measure["recipient_agency_ids"]) <= agencies_by_id().keys()
        for column, listed in codes.items():
            value = measure[column]
            assert {*(value if isinstance(value, list) else [value])} <= {*listed.codes, None}


def test_twenty_differences_are_planted_and_nothing_else() -> None:
    plain, planted = of("decree-ru"), of("decree-planted-ru")
    renumbered = next(each for each in PLANTED if each.kind == "number")
    planted[renumbered.where] = planted.pop(renumbered.where[:-1] + renumbered.after)
    differing = {
        key: {name for name in values if values[name] != planted[key][name]} for key, values in plain.items()
    }
    measured = {each.where: each.kind for each in PLANTED if each.kind in PARTS}
    assert len(PLANTED) == 20
    assert {key for key, names in differing.items() if names} == set(measured)
    assert all(differing[key] <= PARTS[kind] for key, kind in measured.items())
    before, after = (described(name)["amendments"] for name in ("decree-ru", "decree-planted-ru"))
    changed = [
        (old["target_key"], {name for name in old if old[name] != new[name]})
        for old, new in zip(before, after, strict=True)
    ]
    assert [each for each in changed if each[1]] == [
        ("5", {"amending_number", "note_text"}),
        ("3", {"amending_date", "note_text"}),
    ]
