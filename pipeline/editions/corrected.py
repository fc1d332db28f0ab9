"""What reviewed corrections have to do with a comparison: nothing, but that they are listed as corrections.

A correction changes what is published of an edition, not the act. So a difference counts as a change of the
act only if it is there in the words as read and in the words as published: one that is there in only one of
the two is a correction's doing. Values that were read from corrected words (bodies, days, amounts) are not
given as moves from or to printed ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.corrections.entries import CORRECTION_RULE, MERGE_RULE
from pipeline.editions.changes import CorrectedText, EditionChange
from pipeline.editions.word_differences import bare
from pipeline.records import MEASURE_TEXTS, TABLES, Dataset, MeasureRecord, PublishedTable, row_key

Compare = Callable[[Dataset, Dataset, Sequence[CorrectedText]], list[EditionChange]]

# what is read from a column's words, as it stands in a change where nothing of it changed
_READ_FROM: dict[str, dict[str, Any]] = {
    "executors_text": {"bodies": ()},
    "deadline_text": {"deadline": None},
    "cost_text": {"cost_types": None, "funding_sources": None, "costs": ()},
}
# the texts that corrections change; rows of measures name their own
_CORRECTABLE: dict[str, Sequence[str] | None] = {
    "documents": ("title_text", "plan_title_text"), "paragraphs": ("text",), "amendments": ("note_text",),
    "measures": None,
}  # fmt: skip
_HEADINGS = {"section_title_text": "section_number", "stage_title_text": "stage_number"}
# of a measure that was joined in one edition: the other row seems to have come, or gone
_ALONE = ("added", "removed")


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionAsRead:
    """An edition with its corrected words as read, and `keys` as read of measures that got another key."""

    edition: Dataset
    texts: tuple[CorrectedText, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)


def without_corrections(
    old: Dataset, new: Dataset, compare: Compare
) -> tuple[list[EditionChange], tuple[CorrectedText, ...]]:
    """The changes of the act between two editions, and the corrections that made other differences."""
    sides = (_as_read(old), _as_read(new))
    texts = (*sides[0].texts, *sides[1].texts)
    found = compare(old, new, ())
    corrections: list[CorrectedText] = []
    if texts:
        as_read = compare(sides[0].edition, sides[1].edition, texts)
        corrections += _that_matter((*as_read, *found), texts)
        found = list(_in_both(as_read, found, texts))
    found, joins = _without_joined_rows(found, (old, new))
    kept: list[EditionChange] = []
    for change in found:
        if change.part == "measure" and change.kind == "renumbered":
            keys = (change.old_key or "", change.new_key or "")
            for side, key in zip(sides, keys, strict=True):
                if key in side.keys:
                    corrections.append(_text(side.edition, key, "measure_key", side.keys[key], key))
            if sides[0].keys.get(keys[0], keys[0]) == sides[1].keys.get(keys[1], keys[1]):
                # only a correction made another number of it
                kept += [replace(change, kind="changed")] if change.columns else []
                continue
        kept.append(change)
    return kept, (*corrections, *joins)


def _as_read(edition: Dataset) -> EditionAsRead:
    """The edition with its words before their corrections, and without the rows that a correction put in.

    Rows that a correction joined are as corrected.
    """
    before_and_after = {
        # an edition has one row in `documents`, whatever its key there is called
        (each.table, "" if each.table == "documents" else each.key, each.column): (each.before, each.after)
        for each in edition.repairs
        if each.rule == CORRECTION_RULE
    }
    # a row that a correction put in has no place on any page
    put_in = [row for row in edition.measures if not row.cells]
    if not before_and_after and not put_in:
        return EditionAsRead(edition=edition)
    texts = [
        _text(edition, row.measure_key, column, "", getattr(row, column))
        for row in put_in
        for column in _texts_among(row.corrected_columns)
        if getattr(row, column)
    ]

    def restored(row: Any, table: PublishedTable) -> Any:  # noqa: ANN401 - any record
        key = "" if table.name == "documents" else row_key(table, row)
        as_read = {}
        for column in _CORRECTABLE[table.name] or _texts_among(row.corrected_columns):
            own = getattr(row, column) or ""
            change = before_and_after.get((table.name, key, column)) or next(
                # a text that stands in several rows is corrected at the first of them
                (each for (where, _, name), each in before_and_after.items()
                 if (where, name, each[1]) == (table.name, column, own)),
                None,
            )  # fmt: skip
            if change is not None and own == change[1]:
                as_read[column] = change[0] or (None if table.name == "measures" else "")
                number = _HEADINGS.get(column)
                texts.append(_text(edition, str(getattr(row, number)) if number else key, column, *change))
        return replace(row, **as_read)

    rows = {
        table.name: tuple(restored(row, table) for row in getattr(edition, table.name) if row not in put_in)
        for table in TABLES
        if table.name in _CORRECTABLE
    }
    keys = {
        key: before
        for (table, key, column), (before, _) in before_and_after.items()
        if (table, column) == ("measures", "measure_key")
    }
    return EditionAsRead(edition=replace(edition, **rows), texts=tuple(texts), keys=keys)


def _text(edition: Dataset, key: str, column: str, printed: str, corrected: str) -> CorrectedText:
    return CorrectedText(
        edition_id=edition.documents[0].edition_id,
        key=key,
        column=column,
        printed=printed,
        corrected=corrected,
    )


def _texts_among(columns: Iterable[str]) -> list[str]:
    return [column for column in columns if column.endswith("_text")]


def _in_both(
    as_read: Iterable[EditionChange], as_published: Iterable[EditionChange], texts: Iterable[CorrectedText]
) -> Iterator[EditionChange]:
    """The changes that are there both in the words as read and in those as published."""
    published = {_name(change): change for change in as_published}
    corrected = {(text.key, text.column) for text in texts}
    for change in as_read:
        twin = published.get(_name(change))
        columns = [each for each in change.columns if twin and each.column in twin.column_names]
        if twin is None or (change.columns and not columns and change.kind == "changed"):
            continue
        names = {each.column for each in columns}
        kept: dict[str, Any] = {"columns": tuple(columns)}
        for column, nothing in _READ_FROM.items():
            is_corrected = {(change.old_key, column), (change.new_key, column)} & corrected
            if is_corrected or column not in names:
                kept |= nothing
        yield replace(change, **kept)


def _name(change: EditionChange) -> tuple[object, ...]:
    name = (change.part, change.old_key, change.new_key)
    return (*name, change.kind, change.acts) if change.part == "note" else name


def _that_matter(changes: Iterable[EditionChange], texts: Iterable[CorrectedText]) -> Iterable[CorrectedText]:
    """The corrections of words that differ between the editions, as read or as published."""
    columns = {
        (key, column)
        for change in changes
        for key in (change.old_key, change.new_key, "" if change.part == "document" else None)
        for column in change.column_names
    }
    return dict.fromkeys(text for text in texts if (text.key, text.column) in columns)


def _without_joined_rows(
    changes: list[EditionChange], editions: tuple[Dataset, Dataset]
) -> tuple[list[EditionChange], list[CorrectedText]]:
    """The changes without those that rows joined in one edition make, and these joins as corrections.

    A joined row that says what two rows of the other edition say is no change of the act: neither of its
    words nor by the row that stands alone there.
    """
    left, joins = list(changes), []
    measures = [{row.measure_key: row for row in edition.measures} for edition in editions]
    for side, edition in enumerate(editions):
        parts = {
            repair.key: repair.before
            for repair in edition.repairs
            if (repair.rule, repair.table, repair.column) == (MERGE_RULE, "measures", "measure_text")
        }
        for change in [each for each in left if each.part == "measure" and each.kind == "changed"]:
            keys = (change.old_key or "", change.new_key or "")
            if keys[side] not in parts:
                continue
            whole, first = measures[side][keys[side]], measures[1 - side][keys[1 - side]]
            for alone in [each for each in left if each.part == "measure" and each.kind == _ALONE[side]]:
                if _says_both(whole, first, measures[1 - side][alone.key]):
                    left = [each for each in left if each not in (change, alone)]
                    text = whole.measure_text or ""
                    joins.append(_text(edition, keys[side], "measure_text", parts[keys[side]], text))
                    break
    return left, joins


def _says_both(whole: MeasureRecord, first: MeasureRecord, second: MeasureRecord) -> bool:
    for name in MEASURE_TEXTS:
        said, one, other = (bare(getattr(row, name)) for row in (whole, first, second))
        if said not in (one + other, other + one) and not said == one == other:
            return False
    return True
