"""Ties each change between editions to the note that names its act, and reports what has no counterpart.

An edition's notes name the acts that changed it, often only at the whole plan. Held against the edition
before, each change is tied to its act, and the act's rows say which measures it touched. A change that no
note explains and a note that nothing changed for are findings: one of them was misread, or the source is
silent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from pipeline.editions.changes import EditionChange, EditionDiff
from pipeline.editions.compare import compare_editions
from pipeline.editions.explaining_acts import NewActs, is_about, new_acts
from pipeline.editions.findings_at import finding_at
from pipeline.records import AmendmentRecord, Dataset, FindingRecord, MeasureRecord
from pipeline.records.editions_in import act_of, editions_by_act
from pipeline.records.row_order import natural_order

UNTOLD, UNDONE = "change_without_note", "note_without_change"
_OWN = frozenset({UNTOLD, UNDONE})
_VERBS = {
    "added": "was added", "removed": "is gone", "struck_out": "was struck out", "restored": "was restored",
    "renumbered": "has another number", "moved": "stands elsewhere", "changed": "changed",
}  # fmt: skip

# keys of measures that an act is known to have touched, by the act's day and number
Touched = dict[tuple[dt.date, str], set[str]]


def reconcile(dataset: Dataset) -> Dataset:
    """The dataset with every change between consecutive editions tied to the acts that explain it.

    `amended_measures` of the amendments are filled, and findings `change_without_note` and
    `note_without_change` added. A dataset without two editions of one act comes back as it was. Doing
    it twice changes nothing.
    """
    # what an earlier merge filled in may come from an edition that is there no more
    amendments = {(note.edition_id, note.position): _with_measures(note, {}) for note in dataset.amendments}
    findings = [finding for finding in dataset.findings if finding.code not in _OWN]
    for editions in editions_by_act(_of_acts_with_several(dataset)):
        touched: Touched = {}
        for older, later in pairwise(editions):
            diff = compare_editions(older, later)
            touched = _carried(touched, diff)
            for change in diff.of("measure"):
                for act in change.acts:
                    touched.setdefault((act.date, act.number), set()).add(change.key)
            for note in later.amendments:
                amendments[note.edition_id, note.position] = _with_measures(note, touched)
            findings.extend(_changes_without_note(diff, later))
            findings.extend(_notes_without_change(diff, new_acts(older, later), later))
    return replace(
        dataset,
        amendments=tuple(amendments[note.edition_id, note.position] for note in dataset.amendments),
        findings=tuple(findings),
    )


def _of_acts_with_several(dataset: Dataset) -> Dataset:
    acts = list(map(act_of, dataset.documents))
    return replace(
        dataset, documents=tuple(each for each in dataset.documents if acts.count(act_of(each)) > 1)
    )


def _carried(touched: Touched, diff: EditionDiff) -> Touched:
    """What earlier acts touched, by the keys of the later edition."""
    renamed = {change.old_key: change.key for change in diff.of("measure") if change.old_key}
    return {act: {renamed.get(key, key) for key in keys} for act, keys in touched.items()}


def _with_measures(note: AmendmentRecord, touched: Touched) -> AmendmentRecord:
    keys = touched.get((note.amending_date, note.amending_number), set())
    if note.target_type in {"section", "measure"}:
        keys = {key for key in keys if key.startswith(f"{note.target_key}.")}
        keys |= {note.target_key or ""} if note.target_type == "measure" else set()
    elif note.target_type not in {"plan", "appendix", "act"}:
        keys = set()
    measures = tuple(sorted((key for key in keys if key), key=natural_order))
    return note if measures == note.amended_measures else replace(note, amended_measures=measures)


def _changes_without_note(diff: EditionDiff, later: Dataset) -> Iterator[FindingRecord]:
    for change in diff.changes:
        if change.acts or change.part == "note":
            continue
        columns = [column.column for column in change.columns]
        named = f" ({', '.join(columns)})" if columns and change.kind not in {"added", "removed"} else ""
        message = (
            f"{_name(change)} {_VERBS[change.kind]}{named} since {diff.old_edition_id}, and no note names an "
            "act of that time that did it."
        )
        measure = _measure(later, change.new_key) if change.part == "measure" else None
        yield finding_at(later, UNTOLD, message, measure, columns if measure else ())


def _notes_without_change(diff: EditionDiff, acts: NewActs, later: Dataset) -> Iterator[FindingRecord]:
    # with acts of several days between, an edition in the middle is not there: a change may have been undone
    severity = "warning" if len(acts.days) == 1 else "info"
    for note in acts.between:
        act = (note.amending_date, note.amending_number)
        if any(act in _names(change) and is_about(note, change) for change in diff.changes):
            continue
        name = f"{note.target_type} {note.target_key}" if note.target_key else f"the {note.target_type}"
        message = (
            f"A note says that № {note.amending_number} of {note.amending_date} changed {name}, but nothing "
            f"of it differs from {diff.old_edition_id}."
        )
        measure = _measure(later, note.target_key) if note.target_type == "measure" else None
        yield finding_at(later, UNDONE, message, measure, severity=severity, page=note.page)


def _names(change: EditionChange) -> set[tuple[dt.date, str]]:
    return {(act.date, act.number) for act in change.acts}


def _measure(edition: Dataset, key: str | None) -> MeasureRecord | None:
    return next((row for row in edition.measures if key is not None and row.measure_key == key), None)


def _name(change: EditionChange) -> str:
    if change.part == "document":
        return f"The document's {change.key}"
    is_renumbered = change.old_key and change.new_key and change.old_key != change.new_key
    return f"{change.part.capitalize()} {change.old_key if is_renumbered else change.key}"
