"""What reviewed corrections have to do with a comparison: nothing, but that they are told as corrections.

A correction changes what is published of an edition, not the act. So a difference counts as a change of the
act only if it is there in the words as read and in the words as published: one that is there in only one of
the two is a correction's doing. Values that were read from corrected words (bodies, days, amounts) are not
told as moves from or to printed ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.corrections import CORRECTION_RULE, MERGE_RULE
from pipeline.editions.changes import Change, CorrectedText
from pipeline.editions.details import TEXTS
from pipeline.editions.word_differences import bare
from pipeline.records import Dataset, MeasureRecord

Thing = tuple[str, str | None, str | None]
"""Part, key in the old edition, key in the new one."""

_OF_COLUMN: dict[str, dict[str, Any]] = {
    "executors_text": {"bodies": ()},
    "deadline_text": {"deadline": None},
    "cost_text": {"cost_types": None, "funding_sources": None, "costs": ()},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """An edition with its words as read.

    Attributes:
        edition: the edition; everything but corrected words is as published.
        texts: the words that are corrected.
        keys: the key as read of each measure that a correction gave another key.
    """

    edition: Dataset
    texts: tuple[CorrectedText, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)


def as_printed(edition: Dataset) -> Printed:
    """The edition with its words before their corrections, and without the rows that a correction put in.

    Rows that a correction joined are as corrected.
    """
    changes = {
        # an edition has one row in `documents`, whatever its key there is called
        (repair.table, "" if repair.table == "documents" else repair.key, repair.column): (
            repair.before,
            repair.after,
        )
        for repair in edition.repairs
        if repair.rule == CORRECTION_RULE
    }
    # a row that a correction put in has no place on any page
    put_in = [row for row in edition.measures if not row.cells]
    if not changes and not put_in:
        return Printed(edition=edition)
    edition_id = edition.documents[0].edition_id
    texts = [
        CorrectedText(
            edition_id=edition_id,
            key=row.measure_key,
            column=column,
            printed="",
            corrected=getattr(row, column),
        )
        for row in put_in
        for column in _texts_of(row.corrected_columns)
        if getattr(row, column)
    ]

    def restored(row: Any, table: str, key: str, columns: Iterable[str]) -> Any:  # noqa: ANN401 - any record
        before = {}
        for column in columns:
            change = changes.get((table, key, column)) or _of_merged_cell(changes, table, column, row)
            if change is not None and (getattr(row, column) or "") == change[1]:
                before[column] = change[0] or (None if table == "measures" else "")
                texts.append(
                    CorrectedText(
                        edition_id=edition_id,
                        key=_heading_key(row, column) or key,
                        column=column,
                        printed=change[0],
                        corrected=change[1],
                    )
                )
        return replace(row, **before) if before else row

    columns = ("title_text", "plan_title_text")
    return Printed(
        edition=replace(
            edition,
            documents=tuple(restored(row, "documents", "", columns) for row in edition.documents),
            paragraphs=tuple(
                restored(row, "paragraphs", row.paragraph_key, ("text",)) for row in edition.paragraphs
            ),
            measures=tuple(
                restored(row, "measures", row.measure_key, _texts_of(row.corrected_columns))
                for row in edition.measures
                if row.cells
            ),
            amendments=tuple(
                restored(row, "amendments", str(row.position), ("note_text",)) for row in edition.amendments
            ),
        ),
        texts=tuple(texts),
        keys={
            key: before
            for (table, key, column), (before, _) in changes.items()
            if (table, column) == ("measures", "measure_key")
        },
    )


def renumbered_by_act(changes: Iterable[Change], old: Printed, new: Printed) -> list[Change]:
    """The changes without renumberings that corrected keys make: the keys as read were the same."""
    found = []
    for change in changes:
        keys = (
            old.keys.get(change.old_key or "", change.old_key),
            new.keys.get(change.new_key or "", change.new_key),
        )
        if change.part != "measure" or change.kind != "renumbered" or keys[0] != keys[1]:
            found.append(change)
        elif change.columns:
            found.append(replace(change, kind="changed"))
    return found


def corrected_keys(changes: Iterable[Change], old: Printed, new: Printed) -> list[CorrectedText]:
    """The corrections of keys of measures that are renumbered, if only by a correction."""
    renumbered = [change for change in changes if change.part == "measure" and change.kind == "renumbered"]
    return [
        CorrectedText(
            edition_id=side.edition.documents[0].edition_id,
            key=key,
            column="measure_key",
            printed=side.keys[key],
            corrected=key,
        )
        for change in renumbered
        for side, key in ((old, change.old_key), (new, change.new_key))
        if key is not None and key in side.keys
    ]


def joined_by_correction(
    changes: Iterable[Change], old: Dataset, new: Dataset
) -> tuple[list[Change], list[CorrectedText]]:
    """The changes without those that rows joined in one edition make, and these joins as corrections.

    A joined row that says what two rows of the other edition say is no change of the act: neither of its
    words nor by the row that stands alone there.
    """
    left, joins = list(changes), []
    measures = [{row.measure_key: row for row in edition.measures} for edition in (old, new)]
    for side, edition in enumerate((old, new)):
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
                second = measures[1 - side][(alone.old_key, alone.new_key)[1 - side] or ""]
                if _says_both(whole, first, second):
                    left = [each for each in left if each not in (change, alone)]
                    joins.append(
                        CorrectedText(
                            edition_id=edition.documents[0].edition_id,
                            key=keys[side],
                            column="measure_text",
                            printed=parts[keys[side]],
                            corrected=whole.measure_text or "",
                        )
                    )
                    break
    return left, joins


# the other row of a joined one seems to have come, or gone
_ALONE = ("added", "removed")


def _says_both(whole: MeasureRecord, first: MeasureRecord, second: MeasureRecord) -> bool:
    for name in TEXTS:
        said, one, other = (bare(getattr(row, name)) for row in (whole, first, second))
        if said not in (one + other, other + one) and not said == one == other:
            return False
    return True


def _heading_key(row: Any, column: str) -> str | None:  # noqa: ANN401 - any record
    """The number of the section or stage whose title the column is."""
    number = {"section_title_text": "section_number", "stage_title_text": "stage_number"}.get(column)
    return None if number is None else str(getattr(row, number))


def _texts_of(columns: Iterable[str]) -> list[str]:
    return [column for column in columns if column.endswith("_text")]


def _of_merged_cell(
    changes: Mapping[tuple[str, str, str], tuple[str, str]],
    table: str,
    column: str,
    row: Any,  # noqa: ANN401 - any record
) -> tuple[str, str] | None:
    """The change of a text that stands in several rows and is told of at the first of them."""
    own = getattr(row, column)
    found = {change for (where, _, name), change in changes.items() if (where, name) == (table, column)}
    return next((change for change in found if change[1] == own), None)


def changes_of_act(
    as_read: Iterable[Change], as_published: Iterable[Change], texts: Iterable[CorrectedText]
) -> Iterator[Change]:
    """The changes that are there both in the words as read and in those as published.

    Args:
        as_read: the changes of the words as read.
        as_published: the changes of the words as published, things paired in the same way.
        texts: the corrected words of both editions.
    """
    published = {_thing(change): change for change in as_published}
    corrected = {(text.key, text.column) for text in texts}
    for change in as_read:
        twin = published.get(_thing(change))
        if twin is None:
            continue
        names = {column.column for column in twin.columns}
        columns = tuple(column for column in change.columns if column.column in names)
        if change.columns and not columns and change.kind == "changed":
            continue
        kept: dict[str, Any] = {"columns": columns}
        for column, details in _OF_COLUMN.items():
            keys = {(change.old_key, column), (change.new_key, column)}
            if keys & corrected or column not in {each.column for each in columns}:
                kept |= details
        yield replace(change, **kept) if change.part == "measure" else replace(change, columns=columns)


def corrections_that_matter(
    as_read: Iterable[Change], as_published: Iterable[Change], texts: Iterable[CorrectedText]
) -> tuple[CorrectedText, ...]:
    """The corrections of words that differ between the editions, as read or as published."""
    columns = {
        (key, column.column)
        for change in (*as_read, *as_published)
        for key in _keys(change)
        for column in change.columns
    }
    return tuple(dict.fromkeys(text for text in texts if (text.key, text.column) in columns))


def _thing(change: Change) -> tuple[object, ...]:
    thing: Thing = (change.part, change.old_key, change.new_key)
    return (*thing, change.kind, change.acts) if change.part == "note" else thing


def _keys(change: Change) -> set[str | None]:
    keys = {change.old_key, change.new_key}
    return keys | {""} if change.part == "document" else keys
