"""Do the notes tell of every change, and does every note have its change?

An edition's notes name the acts that changed it, often only at the whole plan. Held against the edition
before, each change is tied to its act, and the act's rows tell which measures it touched. A change that no
note explains and a note that nothing changed for are findings: one of them was misread, or the source forgot
to tell.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from pipeline.editions.changes import Change, EditionDiff
from pipeline.editions.compare import compare_editions
from pipeline.editions.editions_by_act import editions_by_act
from pipeline.editions.explaining_acts import NewActs, is_about, new_acts
from pipeline.records import AmendmentRecord, Dataset, FindingRecord, MeasureRecord
from pipeline.records.row_order import natural_order

UNTOLD, UNDONE = "change_without_note", "note_without_change"
_OWN = frozenset({UNTOLD, UNDONE})

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
    for editions in editions_by_act(dataset, least=2):
        touched: Touched = {}
        for older, later in pairwise(editions):
            diff = compare_editions(older, later)
            acts = new_acts(older.documents[0], later.documents[0], older.amendments, later.amendments)
            touched = _carried(touched, diff)
            for change in diff.of("measure"):
                for act in change.acts:
                    touched.setdefault((act.date, act.number), set()).add(change.key)
            for note in later.amendments:
                amendments[note.edition_id, note.position] = _with_measures(note, touched)
            findings.extend(_untold(diff, later))
            findings.extend(_undone(diff, acts, later))
    return replace(
        dataset,
        amendments=tuple(amendments[note.edition_id, note.position] for note in dataset.amendments),
        findings=tuple(findings),
    )


def _carried(touched: Touched, diff: EditionDiff) -> Touched:
    """What earlier acts touched, by the keys of the later edition."""
    renamed = {change.old_key: change.key for change in diff.of("measure") if change.old_key}
    return {act: {renamed.get(key, key) for key in keys} for act, keys in touched.items()}


def _with_measures(note: AmendmentRecord, touched: Touched) -> AmendmentRecord:
    own = {note.target_key} if note.target_type == "measure" and note.target_key else set()
    keys = touched.get((note.amending_date, note.amending_number), set())
    match note.target_type:
        case "plan" | "appendix" | "act":
            own |= keys
        case "section":
            own |= {key for key in keys if key.startswith(f"{note.target_key}.")}
        case "measure":
            own |= {key for key in keys if key.startswith(f"{note.target_key}.")}
    measures = tuple(sorted((key for key in own if key), key=natural_order))
    return note if measures == note.amended_measures else replace(note, amended_measures=measures)


def _untold(diff: EditionDiff, later: Dataset) -> Iterator[FindingRecord]:
    measures = {measure.measure_key: measure for measure in later.measures}
    for change in diff.changes:
        if change.acts or change.part == "note":
            continue
        measure = measures.get(change.new_key or "") if change.part == "measure" else None
        columns = [column.column for column in change.columns]
        told = f" ({', '.join(columns)})" if columns and change.kind not in {"added", "removed"} else ""
        message = (
            f"{_name(change)} {_VERBS[change.kind]}{told} since {diff.old_edition_id}, and no note names an "
            "act of that time that did it."
        )
        yield _finding(later, UNTOLD, "warning", message, measure, columns)


def _undone(diff: EditionDiff, acts: NewActs, later: Dataset) -> Iterator[FindingRecord]:
    measures = {measure.measure_key: measure for measure in later.measures}
    # with acts of several days between, an edition in the middle is not there: a change may have been undone
    severity = "warning" if len(acts.days) == 1 else "info"
    for note in acts.between:
        by_act = [
            change
            for change in diff.changes
            if any(
                (act.date, act.number) == (note.amending_date, note.amending_number) for act in change.acts
            )
        ]
        if any(is_about(note, change) for change in by_act):
            continue
        name = f"{note.target_type} {note.target_key}" if note.target_key else f"the {note.target_type}"
        message = (
            f"A note says that № {note.amending_number} of {note.amending_date} changed {name}, but nothing "
            f"of it differs from {diff.old_edition_id}."
        )
        measure = measures.get(note.target_key or "") if note.target_type == "measure" else None
        finding = _finding(later, UNDONE, severity, message, measure, [])
        yield finding if finding.page else replace(finding, page=note.page)


def _finding(
    edition: Dataset,
    code: str,
    severity: str,
    message: str,
    measure: MeasureRecord | None,
    columns: list[str],
) -> FindingRecord:
    document = edition.documents[0]
    cells = measure.cells if measure else ()
    cell = next((cell for cell in cells if cell.column in columns), cells[0] if cells else None)
    return FindingRecord(
        source_file=document.source_file,
        edition_id=document.edition_id,
        severity=severity,
        code=code,
        message=message,
        page=cell.page if cell else None,
        x0=cell.x0 if cell else None,
        top=cell.top if cell else None,
        x1=cell.x1 if cell else None,
        bottom=cell.bottom if cell else None,
        measure_key=measure.measure_key if measure else None,
        column=columns[0] if measure and len(columns) == 1 else None,
    )


def _name(change: Change) -> str:
    if change.part == "document":
        return f"The document's {change.key}"
    moved = change.old_key and change.new_key and change.old_key != change.new_key
    return f"{change.part.capitalize()} {change.old_key if moved else change.key}"


_VERBS: Mapping[str, str] = {
    "added": "was added", "removed": "is gone", "struck_out": "was struck out", "restored": "was restored",
    "renumbered": "has another number", "moved": "stands elsewhere", "changed": "changed",
}  # fmt: skip
