"""Scores what the road reads from an edition against what the edition's description says, area by area."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from pipeline.compose.edition import SourceFile, compose_edition
from pipeline.extract.pdf.reader import read_pages
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


def read(path: Path) -> Dataset:
    return compose_edition(read_pages(path), SourceFile(name=path.name, sha256="0" * 64))


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
