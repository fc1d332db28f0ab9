"""What a note of amendment leaves to its place: the section that it follows, the row that it stands in."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.normalise.notes.note_clauses import Change
from pipeline.normalise.notes.targets import Target

_KEYED = frozenset({"paragraph", "section", "measure", "stage"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteContext:
    """Where a note stands, for what its own words leave out.

    Attributes:
        target_type: what the note follows or stands in: act, paragraph, plan, stage, section, measure,
        appendix.
        target_key: its key, for a measure the whole measure key.
        section_number: the section of the plan that it stands in, if any.
    """

    target_type: str
    target_key: str | None = None
    section_number: str | None = None


def placed_target(change: Change, context: NoteContext | None, *, has_mark: bool) -> Target:
    """The target with what the note's place tells of it."""
    target = change.target
    if target.target_type is None and not change.names_target:
        if context is not None:
            return Target(target_type=context.target_type, key=context.target_key)
        if change.action == "repealed" or not has_mark:
            # a note without its mark is what a struck-out row's cell holds
            return Target(target_type="act" if change.action == "repealed" else "measure")
    if target.is_unread:
        return target
    if target.needs_section and (context is None or not context.section_number):
        return replace(target, key=None, is_unread=True)
    if context is None:
        return target
    if target.key is None and target.target_type == context.target_type and target.target_type in _KEYED:
        return Target(target_type=target.target_type, key=context.target_key)
    if target.target_type == "measure" and target.key and context.section_number and not target.has_section:
        return Target(target_type="measure", key=f"{context.section_number}.{target.key}")
    return target
