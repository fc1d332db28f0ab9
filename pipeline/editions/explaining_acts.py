"""Which amending act explains a change, as far as the notes of the later edition tell.

A note stands at a row, a paragraph, a section, a stage, the plan or the act, and names acts: day, number.
The nearest level that names an act of the right days explains a change; one at the whole plan (`Жоспарға
өзгерістер енгізілді`) explains what nothing nearer does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.editions.changes import EditionChange, ExplainingAct
from pipeline.records import AmendmentRecord, Dataset

# which levels can explain a change of a part, the nearest first
_LEVELS = {
    "measure": ("measure", "section", "stage", "plan", "appendix", "act"),
    "section": ("section", "stage", "plan", "appendix", "act"),
    "stage": ("stage", "plan", "appendix", "act"),
    "paragraph": ("paragraph", "act"),
    "document": ("act",),
    "plan's title": ("plan", "appendix", "act"),
}
_NEAR = frozenset({"measure", "section", "stage", "paragraph"})
_PLAN_COLUMNS = frozenset({"plan_title_text"})
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


def new_acts(older: Dataset, later: Dataset) -> NewActs:
    """The notes that may explain what changed from the older edition to the later one."""
    act, known_until = older.documents[0], older.documents[0].edition_date
    known = {(note.amending_date, note.amending_number) for note in older.amendments}
    between = tuple(
        note
        for note in later.amendments
        if known_until < note.amending_date <= later.documents[0].edition_date
    )
    unnamed = (
        note
        for note in later.amendments
        if note.amending_date > act.date
        and (note.amending_date, note.amending_number) not in known
        and note.target_type in _NEAR
    )
    return NewActs(between=between, near=tuple(dict.fromkeys((*between, *unnamed))))


def explaining(change: EditionChange, acts: NewActs) -> tuple[ExplainingAct, ...]:
    """The acts that explain a change: those of the nearest level that names any."""
    if change.part == "note":
        return change.acts
    is_plans_title = change.part == "document" and change.column_names <= _PLAN_COLUMNS
    for level in _LEVELS["plan's title" if is_plans_title else change.part]:
        found = {
            ExplainingAct(date=note.amending_date, number=note.amending_number, level=level)
            for note in (acts.near if level in _NEAR else acts.between)
            if note.target_type == level and is_about(note, change)
        }
        if found:
            return tuple(sorted(found, key=lambda act: (act.date, act.number)))
    return ()


def is_about(note: AmendmentRecord, change: EditionChange) -> bool:
    """Whether a change lies within what a note is about; one of a title is about nothing else."""
    title = _TITLES.get(note.target_type)
    if note.action == "renamed" and (change.part == "measure" or title not in change.column_names):
        return False
    return _SCOPES[note.target_type](note.target_key, change)


def _is_of_plan(_: str | None, change: EditionChange) -> bool:
    if change.part == "document":
        return change.column_names <= _PLAN_COLUMNS
    return change.part in {"measure", "section", "stage"}


def _is_measure(target: str | None, change: EditionChange) -> bool:
    if change.part != "measure" or target is None:
        return False
    # a note at an item covers its sub-items; a key without its section (`6-1`) is that item in any section
    sides = ((change.old_key, change.old_section), (change.new_key, change.new_section))
    names = [name for key, section in sides if key for name in (key, key.removeprefix(f"{section}."))]
    return any(name == target or name.startswith(f"{target}.") for name in names)


def _is_section(target: str | None, change: EditionChange) -> bool:
    if change.part == "measure":
        return target is not None and target in (change.old_section, change.new_section)
    return change.part == "section" and target in (change.old_key, change.new_key)


def _is_stage(target: str | None, change: EditionChange) -> bool:
    if change.part in {"measure", "section"}:
        return target is not None and target in (str(change.old_stage), str(change.new_stage))
    return change.part == "stage" and target in (change.old_key, change.new_key)


def _is_paragraph(target: str | None, change: EditionChange) -> bool:
    return change.part == "paragraph" and target in (change.old_key, change.new_key)


_SCOPES: Mapping[str, Callable[[str | None, EditionChange], bool]] = {
    "measure": _is_measure,
    "section": _is_section,
    "stage": _is_stage,
    "plan": _is_of_plan,
    "appendix": _is_of_plan,
    "paragraph": _is_paragraph,
    "act": lambda _, change: change.part != "note",
}
