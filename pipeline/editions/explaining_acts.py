"""Which amending act explains a change, as far as the notes of the later edition tell.

A note stands at a row, a paragraph, a section, a stage, the plan or the act, and names acts: day, number.
The nearest level that names an act of the right days explains a change; one at the whole plan (`Жоспарға
өзгерістер енгізілді`) explains what nothing nearer does.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import accumulate

from pipeline.editions.changes import EditionChange, ExplainingAct
from pipeline.records import AmendmentRecord, Dataset

_NEAR = ("measure", "paragraph", "section", "stage")
_LEVELS = (*_NEAR, "plan", "appendix", "act")  # the nearest first
_PLAN_COLUMNS = frozenset({"plan_title_text"})
_TITLES = {
    "act": "title_text", "plan": "plan_title_text", "appendix": "plan_title_text",
    "section": "section_title_text", "stage": "stage_title_text",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class NewActs:
    """What the later edition's notes name beyond the older edition.

    `between` are notes of acts issued after the older edition's date and not after the later one's; `near`
    besides them notes at a row, section, stage or paragraph of acts that the older edition does not name at
    all: an act may take effect long after its day.
    """

    between: tuple[AmendmentRecord, ...]
    near: tuple[AmendmentRecord, ...]

    @property
    def days(self) -> frozenset[dt.date]:
        """The days of the acts between the editions."""
        return frozenset(note.amending_date for note in self.between)


def new_acts(older: Dataset, later: Dataset) -> NewActs:
    """The notes that may explain what changed from the older edition to the later one."""
    act, until = older.documents[0], later.documents[0].edition_date
    known = {(note.amending_date, note.amending_number) for note in older.amendments}
    notes = later.amendments
    between = [note for note in notes if act.edition_date < note.amending_date <= until]
    unnamed = (
        note
        for note in notes
        if note.amending_date > act.date
        and (note.amending_date, note.amending_number) not in known
        and note.target_type in _NEAR
    )
    return NewActs(between=tuple(between), near=tuple(dict.fromkeys((*between, *unnamed))))


def explaining(change: EditionChange, acts: NewActs) -> tuple[ExplainingAct, ...]:
    """The acts that explain a change: those of the nearest level that names any."""
    if change.part == "note":
        return change.acts
    for level in _LEVELS:
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
    level = note.target_type
    if note.action == "renamed" and _TITLES.get(level) not in change.column_names:
        return False
    if level == "act":
        return change.part != "note"
    if level in {"plan", "appendix"}:
        is_title = change.part == "document" and change.column_names <= _PLAN_COLUMNS
        return is_title or change.part in {"measure", "section", "stage"}
    return note.target_key is not None and note.target_key in _places(change, level)


def _places(change: EditionChange, level: str) -> set[str | None]:
    """The numbers of what a change lies in on a level, before and after."""
    if level == "section" and change.part == "measure":
        return {change.old_section, change.new_section}
    if level == "stage" and change.part in {"measure", "section"}:
        return {str(change.old_stage), str(change.new_stage)}
    if change.part != level:
        return set()
    # a note at an item covers its sub-items; a key without its section (`6-1`) is that item in any section
    sides = ((change.old_key, change.old_section), (change.new_key, change.new_section))
    names = [name for key, section in sides if key for name in (key, key.removeprefix(f"{section}."))]
    return {place for name in names for place in accumulate(name.split("."), "{}.{}".format)}
