"""Which amending act explains a change, as far as the notes of the later edition tell.

A note stands at a row, a paragraph, a section, a stage, the plan or the act, and names acts: day, number.
The nearest level that names an act of the right days explains a change; one at the whole plan (`Жоспарға
өзгерістер енгізілді`) explains what nothing nearer does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.editions.changes import ActReference, Change
from pipeline.records import AmendmentRecord, DocumentRecord

# which levels can explain a change of a part, the nearest first
LEVELS = {
    "measure": ("measure", "section", "stage", "plan", "appendix", "act"),
    "section": ("section", "stage", "plan", "appendix", "act"),
    "stage": ("stage", "plan", "appendix", "act"),
    "paragraph": ("paragraph", "act"),
    "document": ("act",),
}
PLAN_COLUMNS = frozenset({"plan_title_text"})
_TITLES = {
    "act": "title_text", "plan": "plan_title_text", "appendix": "plan_title_text",
    "section": "section_title_text", "stage": "stage_title_text",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class NewActs:
    """What the later edition's notes name beyond the older edition.

    Attributes:
        between: notes of acts issued after the older edition's date and not after the later one's.
        near: besides them, notes at a row, section, stage or paragraph of acts that the older edition does
            not name at all: an act may take effect long after its day.
    """

    between: tuple[AmendmentRecord, ...]
    near: tuple[AmendmentRecord, ...]

    @property
    def days(self) -> frozenset[dt.date]:
        """The days of the acts between the editions."""
        return frozenset(note.amending_date for note in self.between)


def new_acts(
    older: DocumentRecord,
    later: DocumentRecord,
    old_notes: Sequence[AmendmentRecord],
    new_notes: Sequence[AmendmentRecord],
) -> NewActs:
    """The notes that may explain what changed from the older edition to the later one."""
    known = {(note.amending_date, note.amending_number) for note in old_notes}
    between = tuple(n for n in new_notes if older.edition_date < n.amending_date <= later.edition_date)
    unnamed = tuple(
        note
        for note in new_notes
        if note.amending_date > older.date
        and (note.amending_date, note.amending_number) not in known
        and note.target_type in {"measure", "section", "stage", "paragraph"}
    )
    return NewActs(between=between, near=tuple(dict.fromkeys((*between, *unnamed))))


def explaining(change: Change, acts: NewActs) -> tuple[ActReference, ...]:
    """The acts that explain a change: those of the nearest level that names any."""
    if change.part == "note":
        return change.acts
    levels = LEVELS[change.part]
    if change.part == "document" and all(column.column in PLAN_COLUMNS for column in change.columns):
        levels = ("plan", "appendix", "act")
    for level in levels:
        notes = acts.near if level in {"measure", "section", "stage", "paragraph"} else acts.between
        found = [
            ActReference(date=note.amending_date, number=note.amending_number, level=level)
            for note in notes
            if note.target_type == level and is_about(note, change)
        ]
        if found:
            return tuple(sorted(dict.fromkeys(found), key=lambda act: (act.date, act.number)))
    return ()


def is_about(note: AmendmentRecord, change: Change) -> bool:
    """Whether a change lies within what a note is about; one of a title is about nothing else."""
    if note.action == "renamed" and not _is_title(note.target_type, change):
        return False
    return _SCOPES[note.target_type](note.target_key, change)


def _is_title(target_type: str, change: Change) -> bool:
    names = {column.column for column in change.columns}
    return change.part != "measure" and _TITLES.get(target_type, "") in names


def _is_of_plan(_: str | None, change: Change) -> bool:
    if change.part == "document":
        return all(column.column in PLAN_COLUMNS for column in change.columns)
    return change.part in {"measure", "section", "stage"}


def _is_measure(target: str | None, change: Change) -> bool:
    if change.part != "measure" or target is None:
        return False
    # a note at an item covers its sub-items; a key without its section (`6-1`) is that item in any section
    return any(known == target or known.startswith(f"{target}.") for known in _names(change))


def _names(change: Change) -> Iterator[str]:
    for key, section in ((change.old_key, change.old_section), (change.new_key, change.new_section)):
        if key:
            yield key
            if section:
                yield key.removeprefix(f"{section}.")


def _is_section(target: str | None, change: Change) -> bool:
    if change.part == "measure":
        return target is not None and target in (change.old_section, change.new_section)
    return change.part == "section" and target in (change.old_key, change.new_key)


def _is_stage(target: str | None, change: Change) -> bool:
    if change.part in {"measure", "section"}:
        return target is not None and target in (str(change.old_stage), str(change.new_stage))
    return change.part == "stage" and target in (change.old_key, change.new_key)


def _is_paragraph(target: str | None, change: Change) -> bool:
    return change.part == "paragraph" and target in (change.old_key, change.new_key)


_SCOPES: Mapping[str, Callable[[str | None, Change], bool]] = {
    "measure": _is_measure,
    "section": _is_section,
    "stage": _is_stage,
    "plan": _is_of_plan,
    "appendix": _is_of_plan,
    "paragraph": _is_paragraph,
    "act": lambda _, change: change.part != "note",
}
