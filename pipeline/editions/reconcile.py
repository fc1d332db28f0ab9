"""Ties each change between editions to the note that names its act, and reports what has no counterpart.

An edition's notes name the acts that changed it, often only at the whole plan. Held against the edition
before, each change is tied to its act, and the act's rows say which measures it touched. A change that no
note explains and a note that nothing changed for are findings: one of them was misread, or the source is
silent.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.editions.changes import EditionChange, EditionDiff
from pipeline.editions.compare import compare_editions
from pipeline.editions.explaining_acts import NewActs, is_about, new_acts
from pipeline.records import AmendmentRecord, Dataset, FindingRecord, MeasureRecord
from pipeline.records.editions_in import act_of, editions_by_act
from pipeline.records.plan_tables import cells_of
from pipeline.records.tables import natural_order
from pipeline.registry.finding_kinds import severity_of

UNTOLD, UNDONE = "change_without_note", "note_without_change"
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
    findings = [finding for finding in dataset.findings if finding.code not in (UNTOLD, UNDONE)]
    acts = Counter(map(act_of, dataset.documents))
    in_several = tuple(each for each in dataset.documents if acts[act_of(each)] > 1)
    for editions in editions_by_act(replace(dataset, documents=in_several)):
        touched: Touched = {}
        for older, later in pairwise(editions):
            diff = compare_editions(older, later)
            # what earlier acts touched, by the keys of the later edition
            keys = {change.old_key: change.key for change in diff.of("measure") if change.old_key}
            touched = {act: {keys.get(key, key) for key in known} for act, known in touched.items()}
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


def _with_measures(note: AmendmentRecord, touched: Touched) -> AmendmentRecord:
    keys = touched.get((note.amending_date, note.amending_number), set())
    if note.target_type in {"section", "measure"}:
        keys = {key for key in keys if key.startswith(f"{note.target_key}.")}
        keys |= {note.target_key} if note.target_type == "measure" and note.target_key else set()
    elif note.target_type not in {"plan", "appendix", "act"}:
        keys = set()
    return replace(note, amended_measures=tuple(sorted(keys, key=natural_order)))


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
        if any(
            is_about(note, change) and act in [(each.date, each.number) for each in change.acts]
            for change in diff.changes
        ):
            continue
        name = f"{note.target_type} {note.target_key}" if note.target_key else f"the {note.target_type}"
        message = (
            f"A note says that № {note.amending_number} of {note.amending_date} changed {name}, but nothing "
            f"of it differs from {diff.old_edition_id}."
        )
        measure = _measure(later, note.target_key) if note.target_type == "measure" else None
        finding = finding_at(later, UNDONE, message, measure, page=note.page)
        yield replace(finding, severity=severity)


def _measure(edition: Dataset, key: str | None) -> MeasureRecord | None:
    return next((row for row in edition.measures if row.measure_key == key), None)


def _name(change: EditionChange) -> str:
    if change.part == "document":
        return f"The document's {change.key}"
    is_renumbered = change.old_key and change.new_key and change.old_key != change.new_key
    return f"{change.part.capitalize()} {change.old_key if is_renumbered else change.key}"


def finding_at(
    edition: Dataset,
    code: str,
    message: str,
    measure: MeasureRecord | None,
    columns: Sequence[str] = (),
    *,
    printed: str | None = None,
    page: int | None = None,
) -> FindingRecord:
    """A finding at a measure's cell of one of the columns, else at its first; `page` is for no measure.

    Where it is about several columns it names none.
    """
    document = edition.documents[0]
    cell = next(iter(cells_of(measure, columns)), None) if measure is not None else None
    return FindingRecord(
        source_file=document.source_file,
        edition_id=document.edition_id,
        severity=severity_of(code),
        code=code,
        message=message,
        page=cell.page if cell else page,
        x0=cell.x0 if cell else None,
        top=cell.top if cell else None,
        x1=cell.x1 if cell else None,
        bottom=cell.bottom if cell else None,
        measure_key=measure.measure_key if measure else None,
        column=columns[0] if len(columns) == 1 else None,
        printed_text=printed,
    )
