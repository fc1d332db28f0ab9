"""Two editions of an act held against each other: everything that changed, nothing that layout made.

Lines, cells, pages, repairs and places are not compared, nor readings: only printed words, numbers and order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from pipeline.editions.changes import (
    ChangeKind,
    ColumnChange,
    CorrectedText,
    EditionChange,
    EditionDiff,
    ExplainingAct,
    Part,
    in_plan_order,
)
from pipeline.editions.corrected import without_corrections
from pipeline.editions.explaining_acts import explaining, new_acts
from pipeline.editions.matching import EditionOutline, Groups, KeyPairs, outline_of, pair_up
from pipeline.editions.measure_changes import measure_change
from pipeline.editions.word_differences import bare, column_changes
from pipeline.records import AmendmentRecord, Dataset, MeasureRecord, ResponsibilityRecord
from pipeline.records.editions_in import act_of

T = TypeVar("T")

_OF_DOCUMENT = (
    "title_text", "issuing_body_text", "basis_text", "plan_title_text", "signatory_position",
    "signatory_name",
)  # fmt: skip
_OF_STAGE = ("stage_title_text", "stage_start", "stage_end")
_OF_SECTION = ("section_title_text",)


_OF_LANGUAGES = " `decree align` compares languages."


class NotComparableError(ValueError):
    """The editions are not of one and the same act; the message names them."""


def compare_editions(old: Dataset, new: Dataset) -> EditionDiff:
    """What changed from one edition of an act to another; each change with the acts that explain it.

    Raises:
        NotComparableError: they are editions of different acts or in different languages.
    """
    one, other = old.documents[0], new.documents[0]
    if act_of(one) != act_of(other):
        raise NotComparableError(
            f"{one.edition_id} ({one.language}) and {other.edition_id} ({other.language}) are not editions "
            "of one act." + _OF_LANGUAGES * (one.document_id == other.document_id)
        )
    pairs = pair_up(outline_of(old), outline_of(new))
    found, corrections = without_corrections(
        old, new, lambda before, after, corrected: _changes(before, after, pairs, corrected)
    )
    acts = new_acts(*((old, new) if one.edition_date <= other.edition_date else (new, old)))
    return EditionDiff(
        old_edition_id=one.edition_id,
        new_edition_id=other.edition_id,
        changes=in_plan_order(replace(change, acts=explaining(change, acts)) for change in found),
        corrections=corrections,
    )


def _changes(
    old: Dataset, new: Dataset, pairs: KeyPairs, corrected: Sequence[CorrectedText]
) -> list[EditionChange]:
    """Every difference of the editions' words; notes that were corrected are known by their words as read."""
    before, after = outline_of(old), outline_of(new)
    return [
        *_document_changes(old, new),
        *_paragraph_changes(before, after, pairs),
        *_group_changes("stage", _OF_STAGE, (before.stages, after.stages), pairs.stages),
        *_section_changes(before, after, pairs),
        *_measure_changes(old, new, before, after, pairs),
        *_note_changes(old, new, pairs, corrected),
    ]


def _document_changes(old: Dataset, new: Dataset) -> Iterator[EditionChange]:
    one, other = old.documents[0], new.documents[0]
    for name in _OF_DOCUMENT:
        columns = column_changes([(name, getattr(one, name), getattr(other, name))])
        yield from _keyed_changes("document", (name, name), columns)


def _paragraph_changes(
    before: EditionOutline, after: EditionOutline, pairs: KeyPairs
) -> Iterator[EditionChange]:
    for old, new in _joined(before.paragraphs, after.paragraphs, pairs.paragraphs):
        columns = column_changes([("text", old.text if old else None, new.text if new else None)])
        keys = (old.paragraph_number if old else None, new.paragraph_number if new else None)
        yield from _keyed_changes("paragraph", keys, columns)


def _group_changes(
    part: Part, names: Sequence[str], groups: tuple[Groups, Groups], pairs: Mapping[str, str]
) -> Iterator[EditionChange]:
    """The changes of stages or sections, by what their first measures say of them."""
    before, after = ({key: key for key in each} for each in groups)
    for old, new in _joined(before, after, pairs):
        first = None if old is None else groups[0][old][0]
        second = None if new is None else groups[1][new][0]
        texts = ((name, _text(first, name), _text(second, name)) for name in names)
        # measures outside any stage or section are none that could come or go
        if old or new:
            yield from _keyed_changes(part, (old, new), column_changes(texts))


def _section_changes(
    before: EditionOutline, after: EditionOutline, pairs: KeyPairs
) -> Iterator[EditionChange]:
    changes = _group_changes("section", _OF_SECTION, (before.sections, after.sections), pairs.sections)
    found = {(change.old_key, change.new_key): change for change in changes}
    stages = (_stage_numbers(before.sections), _stage_numbers(after.sections))
    for old, new in pairs.sections.items():
        is_there = old in before.sections and new in after.sections and (old or new)
        if is_there and _is_other_stage(stages[0][old], stages[1][new], pairs):
            unchanged = EditionChange(part="section", kind="changed", old_key=old, new_key=new)
            change = found.get((old, new), unchanged)
            found[old, new] = replace(change, kind="moved") if change.kind == "changed" else change
    for change in found.values():
        yield replace(
            change,
            old_stage=None if change.old_key is None else stages[0][change.old_key],
            new_stage=None if change.new_key is None else stages[1][change.new_key],
        )


def _stage_numbers(sections: Groups) -> dict[str, int | None]:
    return {key: rows[0].stage_number for key, rows in sections.items()}


def _is_other_stage(old: int | None, new: int | None, pairs: KeyPairs) -> bool:
    return old is not None and new is not None and pairs.stages.get(str(old)) != str(new)


def _measure_changes(
    old_edition: Dataset, new_edition: Dataset, before: EditionOutline, after: EditionOutline, pairs: KeyPairs
) -> Iterator[EditionChange]:
    bodies = (_bodies(old_edition), _bodies(new_edition))
    homes = (_stage_numbers(before.sections), _stage_numbers(after.sections))
    for old, new in _joined(before.measures, after.measures, pairs.measures):
        # whether it went to another stage while its section stayed
        is_moved = (
            old is not None
            and new is not None
            and _is_other_stage(old.stage_number, new.stage_number, pairs)
            and not _is_other_stage(
                homes[0][old.section_number or ""], homes[1][new.section_number or ""], pairs
            )
        )
        own = (
            bodies[0].get(old.measure_key, ()) if old else (),
            bodies[1].get(new.measure_key, ()) if new else (),
        )
        change = measure_change(old, new, own, is_moved=is_moved)
        if change is not None:
            yield change


def _bodies(edition: Dataset) -> dict[str, list[ResponsibilityRecord]]:
    found: dict[str, list[ResponsibilityRecord]] = {}
    for row in sorted(edition.responsibilities, key=lambda row: row.position):
        found.setdefault(row.measure_key, []).append(row)
    return found


def _note_changes(
    old: Dataset, new: Dataset, pairs: KeyPairs, corrected: Sequence[CorrectedText]
) -> Iterator[EditionChange]:
    """Notes that came or went, act by act: one that names an act more is no other note for those before."""
    left, right = list(old.amendments), list(new.amendments)
    # the same act at the same place may be named in other words, as for another kind of change
    both = [
        pair
        for names_action in (True, False)
        for pair in _same_notes(left, right, pairs, names_action=names_action)
    ]
    for one, other in both:
        texts = ((name, getattr(one, name), getattr(other, name)) for name in ("action", "effective_text"))
        columns = column_changes(texts)
        if columns:
            yield replace(_note_change(one, other, None), columns=columns)
    # what a correction made of a note's words names another act, and is the same note still
    words = {bare(text.printed) for text in corrected if text.column == "note_text"}
    for note in [note for note in right if bare(note.note_text) in words]:
        name = (note.target_type, bare(note.note_text))
        twin = next((each for each in left if (each.target_type, bare(each.note_text)) == name), None)
        if twin is not None:
            left.remove(twin)
            right.remove(note)
    # the words that stood around it: of a note that was extended only the extension is new
    before = {(_place_of(other), other.note_text): one.note_text for one, other in both}
    after = {(_place_of(one), one.note_text): other.note_text for one, other in both}
    yield from (_note_change(None, note, before.get((_place_of(note), note.note_text))) for note in right)
    yield from (_note_change(note, None, after.get((_place_of(note), note.note_text))) for note in left)


def _same_notes(
    left: list[AmendmentRecord],
    right: list[AmendmentRecord],
    pairs: KeyPairs,
    *,
    names_action: bool,
) -> Iterator[tuple[AmendmentRecord, AmendmentRecord]]:
    """The notes of both editions that name the same act at the same place, taken out of both lists."""
    by_name: dict[tuple[object, ...], list[AmendmentRecord]] = {}
    for note in left:
        by_name.setdefault(_note_name(note, pairs, names_action=names_action), []).append(note)
    for note in list(right):
        twins = by_name.get(_note_name(note, None, names_action=names_action))
        if twins:
            twin = twins.pop(0)
            left.remove(twin)
            right.remove(note)
            yield twin, note


def _note_name(note: AmendmentRecord, pairs: KeyPairs | None, *, names_action: bool) -> tuple[object, ...]:
    key = note.target_key
    if pairs is not None and key is not None:
        key = getattr(pairs, f"{note.target_type}s", {}).get(key, key)
    action = note.action if names_action else None
    return note.target_type, key, action, note.amending_date, note.amending_number


def _note_change(
    old: AmendmentRecord | None, new: AmendmentRecord | None, other_text: str | None
) -> EditionChange:
    """The change of a note; `other_text` is what the same note says in the edition that has not this act."""
    note = new or old
    assert note is not None  # noqa: S101 - one of them is there
    act = ExplainingAct(date=note.amending_date, number=note.amending_number, level=note.target_type)
    if other_text == note.note_text:
        other_text = None  # the words name several changes
    texts = (old.note_text if old else other_text, new.note_text if new else other_text)
    return EditionChange(
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


def _keyed_changes(
    part: Part, keys: tuple[str | None, str | None], columns: tuple[ColumnChange, ...]
) -> Iterator[EditionChange]:
    """The change of a numbered thing, if there is any."""
    old, new = keys
    kind: ChangeKind = (
        "added" if old is None else "removed" if new is None else "changed" if old == new else "renumbered"
    )
    if columns or old != new:
        yield EditionChange(part=part, kind=kind, old_key=old, new_key=new, columns=columns)


def _text(row: MeasureRecord | None, name: str) -> str | None:
    value = getattr(row, name, None)
    return None if value is None else str(value)
