"""Scores what the road reads from an edition against what the edition's description says, area by area."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from pipeline.records.plan_tables import MeasureRecord
from pipeline.records.tables import Dataset

ROLES = ("measure", "completion_form", "executors", "deadline", "cost")
STRUCTURE = [
    "parent_key",
    "stage_number",
    "stage_title_text",
    "stage_start",
    "stage_end",
    "section_number",
    "section_title_text",
    "item_number",
    "subitem_number",
    "status",
]
DOCUMENT = [
    "edition_id",
    "document_id",
    "title_text",
    "act_type",
    "issuing_body_text",
    "number",
    "date",
    "edition_date",
    "basis_text",
    "signatory_position",
    "signatory_name",
    "plan_title_text",
]
VALUES = [
    "funding_text",
    "completion_form_types",
    "recipient_agency_ids",
    "deadline_edtf",
    "deadline_rrule",
    "deadline_event_text",
    "deadline_offset",
    "deadline_derived_end",
    "deadline_derived_from",
    "cost_type",
    "funding_sources",
]
BODY = ["mention_text", "agency_id", "is_by_consent", "is_coordinator"]
AMOUNT = ["year", "source", "amount"]
ROWS_BESIDE = ["amendments", "reporting_duties", "abbreviations", "totals"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that is not as expected: where it stands, what was read, what was expected."""

    area: str
    key: str
    read: object
    expected: object


@dataclass(slots=True)
class Score:
    """Right and all values by area, and each difference."""

    right: dict[str, int]
    all: dict[str, int]
    differences: list[Difference]

    def of(self, area: str) -> float:
        return self.right[area] / self.all[area] if self.all[area] else 1.0


def _plain(value: object) -> object:
    """A record's value as JSON has it."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value


def _columns(row: object, names: dict) -> dict:
    """A row's columns as JSON has them; of sums the amounts alone."""
    found = {name: _plain(getattr(row, name)) for name in names}
    if "cost_amounts" in names:
        found["cost_amounts"] = [_plain(each.amount) for each in found["cost_amounts"]]
    return found


def _compare_values(
    dataset: Dataset, measure: MeasureRecord | None, wanted: dict, compare: Callable[..., None]
) -> None:
    """The values that a description types for its measures; nothing where it types none."""
    if "responsibilities" not in wanted:
        return
    key = wanted["measure_key"]
    for name in VALUES:
        if name in wanted:
            value = getattr(measure, name, "missing")
            value = list(value) if isinstance(value, tuple) else _plain(value)
            compare("values", f"{key} {name}", value, wanted[name])
    amounts = measure.cost_amounts if measure else ()
    found = [{name: _plain(getattr(each, name)) for name in AMOUNT} for each in amounts]
    compare("values", f"{key} cost_amounts", found, wanted["cost_amounts"])
    bodies = [row for row in dataset.responsibilities if row.measure_key == key]
    found = [{name: getattr(row, name) for name in BODY} for row in bodies]
    compare("values", f"{key} responsibilities", found, wanted["responsibilities"])


def expectation(path: Path) -> dict:
    return json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


def score(dataset: Dataset, expected: dict) -> Score:
    """Compares a dataset of one edition with its expectation."""
    result = Score(defaultdict(int), defaultdict(int), [])

    def compare(area: str, key: str, value: object, wanted: object) -> None:
        result.all[area] += 1
        if value == wanted:
            result.right[area] += 1
        else:
            result.differences.append(Difference(area, key, value, wanted))

    measures = {measure.measure_key: measure for measure in dataset.measures}
    compare(
        "structure",
        "order",
        [measure.measure_key for measure in dataset.measures],
        [measure["measure_key"] for measure in expected["measures"]],
    )
    for wanted in expected["measures"]:
        key = wanted["measure_key"]
        measure = measures.get(key)
        for name in STRUCTURE:
            value = getattr(measure, name, "missing")
            compare(
                "structure",
                f"{key} {name}",
                value.isoformat() if hasattr(value, "isoformat") else value,
                wanted[name],
            )
        inherited = sorted(measure.inherited_columns) if measure else None
        compare("inheritance", f"{key} inherited_columns", inherited, sorted(wanted["inherited_columns"]))
        for role in ROLES:
            compare(
                "texts",
                f"{key} {role}",
                getattr(measure, f"{role}_text", "missing"),
                wanted[f"{role}_text"] or None,
            )
        others = [{"head": o.head, "text": o.text} for o in measure.other_columns] if measure else None
        compare(
            "texts",
            f"{key} other_columns",
            others,
            [o for o in wanted.get("other_columns") or [] if o["text"]],
        )
        _compare_values(dataset, measure, wanted, compare)
    if "language" in expected:
        compare("document", "language", dataset.documents[0].language, expected["language"])
        for name in ROWS_BESIDE:
            found = [_columns(row, expected[name][0]) for row in getattr(dataset, name) if expected[name]]
            compare("beside", name, found, expected[name])
    compare(
        "paragraphs",
        "paragraphs",
        [(p.paragraph_number, p.text) for p in dataset.paragraphs if p.part == "act"],
        [(p["paragraph_number"], p["text"]) for p in expected["paragraphs"]],
    )
    document = dataset.documents[0]
    for name in DOCUMENT:
        if name in expected["document"]:
            value = getattr(document, name)
            compare("document", name, str(value) if value is not None else None, expected["document"][name])
    wanted_notes = {note["text"] for note in expected["notes"]}
    compare("notes", "notes", {amendment.note_text for amendment in dataset.amendments}, wanted_notes)
    compare("glyphs", "account", document.glyphs_placed + document.glyphs_furniture, document.glyphs_total)
    return result
