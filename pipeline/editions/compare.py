"""Two editions of an act held against each other: everything that changed, nothing that layout made.

Lines, cells, pages, repairs and places are not compared, nor readings: only printed words, numbers and order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from pipeline.editions.changes import (
    ActReference,
    Change,
    ColumnChange,
    CorrectedText,
    EditionDiff,
    Kind,
    Part,
    in_order,
)
from pipeline.editions.corrected import (
    as_printed,
    changes_of_act,
    corrected_keys,
    corrections_that_matter,
    joined_by_correction,
    renumbered_by_act,
)
from pipeline.editions.details import Bodies, column_changes, measure_change
from pipeline.editions.edition_outline import Outline, Pairs, outline_of, pair_up
from pipeline.editions.explaining_acts import explaining, new_acts
from pipeline.editions.word_differences import bare
from pipeline.records import AmendmentRecord, Dataset, MeasureRecord, ResponsibilityRecord

T = TypeVar("T")

_OF_DOCUMENT = (
    "title_text", "issuing_body_text", "basis_text", "plan_title_text", "signatory_position",
    "signatory_name",
)  # fmt: skip
_OF_STAGE = ("stage_title_text", "stage_start", "stage_end")


class NotComparableError(ValueError):
    """The editions are not of one and the same act; the message names them."""


def compare_editions(old: Dataset, new: Dataset) -> EditionDiff:
    """What changed from one edition to another; each change with the acts that explain it.

    Args:
        old: the rows of one edition.
        new: the rows of another edition of the same act, earlier or later.

    Raises:
        NotComparableError: they are editions of different acts or in different languages.
    """
    one, other = old.documents[0], new.documents[0]
    if (one.document_id, one.language) != (other.document_id, other.language):
        raise NotComparableError(
            f"{one.edition_id} ({one.language}) and {other.edition_id} ({other.language}) are not editions "
            "of one act."
        )
    printed = (as_printed(old), as_printed(new))
    pairs = pair_up(outline_of(old), outline_of(new))
    found = _changes(old, new, pairs)
    corrections: tuple[CorrectedText, ...] = ()
    if printed[0].texts or printed[1].texts:
        as_published, texts = found, (*printed[0].texts, *printed[1].texts)
        as_read = _changes(printed[0].edition, printed[1].edition, pairs, corrected=texts)
        found = list(changes_of_act(as_read, as_published, texts))
        corrections = corrections_that_matter(as_read, as_published, texts)
    found, joins = joined_by_correction(found, old, new)
    corrections += (*corrected_keys(found, *printed), *joins)
    found = renumbered_by_act(found, *printed)
    is_forward = one.edition_date <= other.edition_date
    first, last = (old, new) if is_forward else (new, old)
    acts = new_acts(first.documents[0], last.documents[0], first.amendments, last.amendments)
    return EditionDiff(
        old_edition_id=one.edition_id,
        new_edition_id=other.edition_id,
        changes=in_order(replace(change, acts=explaining(change, acts)) for change in found),
        corrections=corrections,
    )


def _changes(
    old: Dataset, new: Dataset, pairs: Pairs, *, corrected: Sequence[CorrectedText] = ()
) -> list[Change]:
    """Every difference of the editions' words; notes that were corrected are known by their words as read."""
    before, after = outline_of(old), outline_of(new)
    return [
        *_document_changes(old, new),
        *_paragraph_changes(before, after, pairs),
        *_stage_changes(before, after, pairs),
        *_section_changes(before, after, pairs),
        *_measure_changes(before, after, pairs),
        *_note_changes(old, new, pairs, corrected),
    ]


def _document_changes(old: Dataset, new: Dataset) -> Iterator[Change]:
    one, other = old.documents[0], new.documents[0]
    for name in _OF_DOCUMENT:
        columns = column_changes([(name, getattr(one, name), getattr(other, name))])
        if columns:
            yield Change(part="document", kind="changed", old_key=name, new_key=name, columns=columns)


def _paragraph_changes(before: Outline, after: Outline, pairs: Pairs) -> Iterator[Change]:
    for old, new in _joined(before.paragraphs, after.paragraphs, pairs.paragraphs):
        columns = column_changes([("text", old.text if old else None, new.text if new else None)])
        keys = (old.paragraph_number if old else None, new.paragraph_number if new else None)
        yield from _grouped("paragraph", keys, columns)


def _stage_changes(before: Outline, after: Outline, pairs: Pairs) -> Iterator[Change]:
    for old, new in _joined(before.stages, after.stages, pairs.stages):
        rows = (old.first if old else None, new.first if new else None)
        texts = ((name, _printed(rows[0], name), _printed(rows[1], name)) for name in _OF_STAGE)
        keys = (old.key if old else None, new.key if new else None)
        # rows outside any stage are no stage that could come or go
        if any(keys):
            yield from _grouped("stage", keys, column_changes(texts))


def _section_changes(before: Outline, after: Outline, pairs: Pairs) -> Iterator[Change]:
    for old, new in _joined(before.sections, after.sections, pairs.sections):
        rows = (old.first if old else None, new.first if new else None)
        name = "section_title_text"
        columns = column_changes([(name, _printed(rows[0], name), _printed(rows[1], name))])
        keys = (old.key if old else None, new.key if new else None)
        stages = (rows[0].stage_number if rows[0] else None, rows[1].stage_number if rows[1] else None)
        is_moved = bool(old and new) and _is_other_stage(stages, pairs)
        if not any(keys):
            continue
        found = list(_grouped("section", keys, columns))
        if not found and is_moved:
            found = [Change(part="section", kind="moved", old_key=keys[0], new_key=keys[1])]
        for change in found:
            kind = "moved" if is_moved and change.kind == "changed" else change.kind
            yield replace(change, kind=kind, old_stage=stages[0], new_stage=stages[1])


def _measure_changes(before: Outline, after: Outline, pairs: Pairs) -> Iterator[Change]:
    bodies = (_bodies(before.dataset), _bodies(after.dataset))
    for old, new in _joined(before.measures, after.measures, pairs.measures):
        is_moved = bool(old and new) and _is_moved_alone(old, new, before, after, pairs)
        own = (
            bodies[0].get(old.measure_key, ()) if old else (),
            bodies[1].get(new.measure_key, ()) if new else (),
        )
        change = measure_change(old, new, own, is_moved=is_moved)
        if change is not None:
            yield change


def _is_moved_alone(
    old: MeasureRecord | None, new: MeasureRecord | None, before: Outline, after: Outline, pairs: Pairs
) -> bool:
    """Whether a measure went to another stage while its section stayed."""
    assert old is not None and new is not None  # noqa: S101 - told to the type checker
    if not _is_other_stage((old.stage_number, new.stage_number), pairs):
        return False
    homes = (before.sections[old.section_number or ""].first, after.sections[new.section_number or ""].first)
    return not _is_other_stage((homes[0].stage_number, homes[1].stage_number), pairs)


def _is_other_stage(stages: tuple[int | None, int | None], pairs: Pairs) -> bool:
    old, new = stages
    if old is None or new is None:
        return False
    return pairs.stages.get(str(old)) != str(new)


def _note_changes(
    old: Dataset, new: Dataset, pairs: Pairs, corrected: Sequence[CorrectedText]
) -> Iterator[Change]:
    """Notes that came or went, act by act: one that names an act more is no other note for those before."""
    left, right, both = list(old.amendments), list(new.amendments), []
    # the same act at the same place may be told of in other words, as of another kind of change
    for names_action in (True, False):
        by_name: dict[tuple[object, ...], list[AmendmentRecord]] = {}
        for note in left:
            by_name.setdefault(_note_name(note, pairs, names_action=names_action), []).append(note)
        for note in list(right):
            twins = by_name.get(_note_name(note, None, names_action=names_action))
            if twins:
                both.append((twins[0], note))
                left.remove(twins.pop(0))
                right.remove(note)
    for one, other in both:
        texts = ((name, getattr(one, name), getattr(other, name)) for name in ("action", "effective_text"))
        columns = column_changes(texts)
        if columns:
            yield replace(_note_change(one, other, None), columns=columns)
    # what a correction made of a note's words names another act, and is the same note still
    words = {bare(text.printed) for text in corrected if text.column == "note_text"}
    for note in [note for note in right if bare(note.note_text) in words]:
        twin = next((each for each in left if _is_reworded(each, note)), None)
        if twin is not None:
            left.remove(twin)
            right.remove(note)
    # the words that stood around it: of a note that was extended only the extension is new
    before = {(_place_of(other), other.note_text): one.note_text for one, other in both}
    after = {(_place_of(one), one.note_text): other.note_text for one, other in both}
    for note in right:
        yield _note_change(None, note, before.get((_place_of(note), note.note_text)))
    for note in left:
        yield _note_change(note, None, after.get((_place_of(note), note.note_text)))


def _is_reworded(one: AmendmentRecord, other: AmendmentRecord) -> bool:
    return (one.target_type, bare(one.note_text)) == (other.target_type, bare(other.note_text))


def _note_name(note: AmendmentRecord, pairs: Pairs | None, *, names_action: bool) -> tuple[object, ...]:
    key = note.target_key
    if pairs is not None and key is not None:
        of_type = {
            "measure": pairs.measures, "section": pairs.sections, "stage": pairs.stages,
            "paragraph": pairs.paragraphs,
        }  # fmt: skip
        key = of_type.get(note.target_type, {}).get(key, key)
    action = note.action if names_action else None
    return note.target_type, key, action, note.amending_date, note.amending_number


def _note_change(old: AmendmentRecord | None, new: AmendmentRecord | None, other_text: str | None) -> Change:
    """The change of a note; `other_text` is what the same note says in the edition that has not this act."""
    note = new or old
    assert note is not None  # noqa: S101 - one of them is there
    act = ActReference(date=note.amending_date, number=note.amending_number, level=note.target_type)
    if other_text == note.note_text:
        other_text = None  # the words tell of several changes
    texts = (old.note_text if old else other_text, new.note_text if new else other_text)
    return Change(
        part="note",
        kind="changed" if old and new else "added" if new else "removed",
        old_key=_place_of(old),
        new_key=_place_of(new),
        columns=() if old and new else column_changes([("note_text", *texts)]),
        acts=(act,),
    )


def _place_of(note: AmendmentRecord | None) -> str | None:
    if note is None:
        return None
    return f"{note.target_type} {note.target_key}" if note.target_key else note.target_type


def _bodies(edition: Dataset) -> dict[str, Bodies]:
    found: dict[str, list[ResponsibilityRecord]] = {}
    for row in sorted(edition.responsibilities, key=lambda row: row.position):
        found.setdefault(row.measure_key, []).append(row)
    return {key: tuple(rows) for key, rows in found.items()}


def _joined(
    old: Mapping[str, T], new: Mapping[str, T], pairs: Mapping[str, str]
) -> Iterator[tuple[T | None, T | None]]:
    """Each thing with what it is in the other edition, None where it is not there."""
    for key, thing in old.items():
        yield thing, new.get(pairs[key]) if key in pairs else None
    # of two things that are paired one may be there only since a correction put it in
    kept = {pairs[key] for key in old if key in pairs}
    for key, thing in new.items():
        if key not in kept:
            yield None, thing


def _grouped(
    part: Part, keys: tuple[str | None, str | None], columns: tuple[ColumnChange, ...]
) -> Iterator[Change]:
    """The change of a numbered thing, if there is any."""
    old, new = keys
    kind: Kind = (
        "added" if old is None else "removed" if new is None else "changed" if old == new else "renumbered"
    )
    if columns or old != new:
        yield Change(part=part, kind=kind, old_key=old, new_key=new, columns=columns)


def _printed(row: MeasureRecord | None, name: str) -> str | None:
    value = getattr(row, name, None)
    return None if value is None else str(value)
