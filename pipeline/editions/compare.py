"""Two editions of an act held against each other: everything that changed, nothing that layout made.

Lines, cells, pages, repairs and places are not compared, nor readings: only printed words, numbers and order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

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
from pipeline.editions.matching import KeyPairs, Outline, outline_of, pair_up, take_pairs
from pipeline.editions.measure_changes import measure_change
from pipeline.editions.word_differences import bare, column_changes
from pipeline.records import (
    AmendmentRecord,
    Dataset,
    DocumentRecord,
    MeasureRecord,
    ParagraphRecord,
    ResponsibilityRecord,
)
from pipeline.records.editions_in import act_of

_OF_DOCUMENT = (
    "title_text", "issuing_body_text", "basis_text", "plan_title_text", "signatory_position",
    "signatory_name",
)  # fmt: skip
_NUMBERED: dict[Part, Sequence[str]] = {
    "paragraph": ("text",),
    "stage": ("stage_title_text", "stage_start", "stage_end"),
    "section": ("section_title_text",),
}
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
    found, corrections = without_corrections(old, new, partial(_changes, pairs))
    acts = new_acts(*((old, new) if one.edition_date <= other.edition_date else (new, old)))
    return EditionDiff(
        old_edition_id=one.edition_id,
        new_edition_id=other.edition_id,
        changes=in_plan_order(replace(change, acts=explaining(change, acts)) for change in found),
        corrections=corrections,
    )


def _changes(
    pairs: KeyPairs, old: Dataset, new: Dataset, corrected: Sequence[CorrectedText]
) -> list[EditionChange]:
    """Every difference of the editions' words; notes that were corrected are known by their words as read."""
    before, after = outline_of(old), outline_of(new)
    return [
        *_document_changes(old.documents[0], new.documents[0]),
        *(change for part in _NUMBERED for change in _numbered_changes(part, before, after, pairs)),
        *_measure_changes((old, new), before, after, pairs),
        *_note_changes(old, new, pairs, corrected),
    ]


def _document_changes(old: DocumentRecord, new: DocumentRecord) -> Iterator[EditionChange]:
    for column in column_changes((name, getattr(old, name), getattr(new, name)) for name in _OF_DOCUMENT):
        name = column.column
        yield EditionChange(part="document", kind="changed", old_key=name, new_key=name, columns=(column,))


def _numbered_changes(
    part: Part, before: Outline, after: Outline, pairs: KeyPairs
) -> Iterator[EditionChange]:
    """The changes of paragraphs, stages or sections, by the rows that say what stands there."""
    for old, new in _joined(before[part], after[part], pairs[part]):
        one, other = _row(before, part, old), _row(after, part, new)
        columns = column_changes((name, _text(one, name), _text(other, name)) for name in _NUMBERED[part])
        stages = [getattr(each, "stage_number", None) if part == "section" else None for each in (one, other)]
        kind: ChangeKind = (
            "added" if old is None
            else "removed" if new is None
            else "renumbered" if old != new
            else "moved" if _is_other_stage(stages[0], stages[1], pairs)
            else "changed"
        )  # fmt: skip
        # measures outside any stage or section are none that could come or go
        if (old or new) and (columns or kind != "changed"):
            yield EditionChange(
                part=part, kind=kind, old_key=old, new_key=new, old_stage=stages[0], new_stage=stages[1],
                columns=columns,
            )  # fmt: skip


def _measure_changes(
    editions: Sequence[Dataset], before: Outline, after: Outline, pairs: KeyPairs
) -> Iterator[EditionChange]:
    bodies: list[dict[str | None, list[ResponsibilityRecord]]] = [defaultdict(list) for _ in editions]
    for of_side, edition in zip(bodies, editions, strict=True):
        for row in sorted(edition.responsibilities, key=lambda row: row.position):
            of_side[row.measure_key].append(row)
    for old_key, new_key in _joined(before["measure"], after["measure"], pairs["measure"]):
        old, new = _row(before, "measure", old_key), _row(after, "measure", new_key)
        is_moved = False
        if old and new:
            homes = (before["section"][old.section_number or ""], after["section"][new.section_number or ""])
            # whether it went to another stage while its section stayed
            is_moved = _is_other_stage(old.stage_number, new.stage_number, pairs) and not _is_other_stage(
                homes[0].row.stage_number, homes[1].row.stage_number, pairs
            )
        change = measure_change(old, new, (bodies[0][old_key], bodies[1][new_key]), is_moved=is_moved)
        if change is not None:
            yield change


def _row(outline: Outline, part: str, key: str | None) -> Any:  # noqa: ANN401 - of any part
    return None if key is None else outline[part][key].row


def _is_other_stage(old: int | None, new: int | None, pairs: KeyPairs) -> bool:
    return old is not None and new is not None and pairs["stage"].get(str(old)) != str(new)


def _note_changes(
    old: Dataset, new: Dataset, pairs: KeyPairs, corrected: Sequence[CorrectedText]
) -> Iterator[EditionChange]:
    """Notes that came or went, act by act: one that names an act more is no other note for those before."""

    def place_and_act(note: AmendmentRecord, side: int) -> tuple[object, ...]:
        key = note.target_key
        if side == 0 and key is not None:
            key = pairs.get(note.target_type, {}).get(key, key)
        return note.target_type, key, note.amending_date, note.amending_number

    # what a correction made of a note's words names another act, and is the same note still
    words = {bare(text.printed) for text in corrected if text.column == "note_text"}

    def corrected_words(note: AmendmentRecord, _: int) -> tuple[object, ...] | None:
        text = bare(note.note_text)
        return (note.target_type, text) if text in words else None

    left, right = list(old.amendments), list(new.amendments)
    # the same act at the same place may be named in other words, as for another kind of change
    both = list(
        take_pairs(left, right, lambda note, side: (*place_and_act(note, side), note.action), place_and_act)
    )
    for one, other in both:
        columns = column_changes(
            (name, getattr(one, name), getattr(other, name)) for name in ("action", "effective_text")
        )
        if columns:
            yield replace(_note_change("changed", other, columns), old_key=_place_of(one))
    list(take_pairs(left, right, corrected_words))
    # the words that stood around it: of a note that was extended only the extension is new, and nothing of it
    # where the words name several changes
    around = {(_place_of(other), other.note_text): one.note_text for one, other in both}
    for note in right:
        text = around.get((_place_of(note), note.note_text))
        columns = column_changes([("note_text", None if text == note.note_text else text, note.note_text)])
        yield replace(_note_change("added", note, columns), old_key=None)
    around = {(_place_of(one), one.note_text): other.note_text for one, other in both}
    for note in left:
        text = around.get((_place_of(note), note.note_text))
        columns = column_changes([("note_text", note.note_text, None if text == note.note_text else text)])
        yield replace(_note_change("removed", note, columns), new_key=None)


def _note_change(kind: ChangeKind, note: AmendmentRecord, columns: tuple[ColumnChange, ...]) -> EditionChange:
    place = _place_of(note)
    act = ExplainingAct(date=note.amending_date, number=note.amending_number, level=note.target_type)
    return EditionChange(part="note", kind=kind, old_key=place, new_key=place, columns=columns, acts=(act,))


def _place_of(note: AmendmentRecord) -> str:
    return f"{note.target_type} {note.target_key}" if note.target_key else note.target_type


def _joined(
    old: Mapping[str, object], new: Mapping[str, object], pairs: Mapping[str, str]
) -> Iterator[tuple[str | None, str | None]]:
    """Each key with its key in the other edition, None where it is not there."""
    # of two things that are paired one may be there only since a correction put it in
    yield from ((key, pairs[key] if pairs.get(key) in new else None) for key in old)
    kept = {pairs.get(key) for key in old}
    yield from ((None, key) for key in new if key not in kept)


def _text(row: MeasureRecord | ParagraphRecord | None, name: str) -> str | None:
    value = getattr(row, name, None)
    return None if value is None else str(value)
