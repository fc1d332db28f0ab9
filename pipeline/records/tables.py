"""The published tables: what a row of each is, its key, its order, what it refers to.

Numbers in keys are text (`6-1`, `4.10`), and sorted as text 4.10 comes before 4.2: here digits count as
numbers, and what is inside an item (`6.1`) comes before the item after it (`6-1`).
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from math import inf
from typing import Any, get_args, get_type_hints

from pipeline.records.act_tables import (
    AmendmentRecord,
    DocumentRecord,
    FootnoteRecord,
    ParagraphRecord,
    ReportingDutyRecord,
)
from pipeline.records.evidence_tables import (
    AbbreviationRecord,
    AgencyRecord,
    AlignmentRecord,
    FindingRecord,
    MentionRecord,
    RepairRecord,
)
from pipeline.records.plan_tables import MeasureRecord, ResponsibilityRecord, TotalRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Columns whose values are the key of another table's row. A list column refers by each of its elements.

    A row of which one of the columns is null refers to nothing.
    """

    columns: tuple[str, ...]
    table: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedTable:
    """One published table: its name in files, the type of its rows, what a row is in English.

    Rows are known by the columns of `key` (none where they have no key) and sorted by those of `order`.
    """

    name: str
    record_type: type
    meaning: str
    key: tuple[str, ...]
    order: tuple[str, ...]
    references: tuple[Reference, ...]


def _table(
    meaning: str, *, key: str, order: str | None = None, references: Mapping[str, str] | None = None
) -> Any:  # noqa: ANN401 - the field itself
    """A field of a dataset with what `PublishedTable` says of its table, words joined by a space.

    `references` are other tables by the columns that refer to them; that of an edition needs no mention.
    """
    about = {"meaning": meaning, "key": key, "order": key if order is None else order}
    return field(default=(), metadata={**about, "references": references or {}})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """All tables of a dataset, of one edition or of many: one field a table, of the table's name."""

    documents: tuple[DocumentRecord, ...] = _table(
        "One row an edition: the act as amended up to a day", key="edition_id"
    )
    paragraphs: tuple[ParagraphRecord, ...] = _table(
        "One row a numbered paragraph of the act itself; then one a text next to the plan",
        key="edition_id paragraph_key",
        order="edition_id position",
    )
    measures: tuple[MeasureRecord, ...] = _table(
        "One row a measure: every numbered item and every numbered sub-item of the plan",
        key="edition_id measure_key",
        order="edition_id position",
        references={"edition_id parent_key": "measures", "recipient_agency_ids": "agencies"},
    )
    responsibilities: tuple[ResponsibilityRecord, ...] = _table(
        "One row a measure and a responsible body",
        key="edition_id measure_key position",
        references={
            "edition_id measure_key": "measures",
            "agency_id": "agencies",
            "current_agency_id": "agencies",
            "parent_agency_id": "agencies",
        },
    )
    totals: tuple[TotalRecord, ...] = _table(
        "One row a row of totals among the measures", key="edition_id position"
    )
    abbreviations: tuple[AbbreviationRecord, ...] = _table(
        "One row an abbreviation that the edition itself explains",
        key="edition_id position",
        references={"agency_id": "agencies"},
    )
    amendments: tuple[AmendmentRecord, ...] = _table(
        "One row an amending act and target, from the notes of amendment", key="edition_id position"
    )
    reporting_duties: tuple[ReportingDutyRecord, ...] = _table(
        "One row a duty to report that the act's own paragraphs lay down",
        key="edition_id paragraph_number position",
        references={"edition_id paragraph_number": "paragraphs"},
    )
    agencies: tuple[AgencyRecord, ...] = _table(
        "The registry of bodies that the ids come from",
        key="agency_id",
        references={"successor_ids": "agencies"},
    )
    mentions: tuple[MentionRecord, ...] = _table(
        "One row a named thing found inside a text",
        key="edition_id table key column start end label value",
        order="edition_id table key column start end label",
    )
    repairs: tuple[RepairRecord, ...] = _table(
        "One row a change that the pipeline made to the printed characters",
        key="",
        order="edition_id table key column",
    )
    findings: tuple[FindingRecord, ...] = _table(
        "Everything that a person should look at",
        key="",
        order="source_file edition_id page top x0 measure_key code column message",
    )
    footnotes: tuple[FootnoteRecord, ...] = _table(
        "One row a footnote", key="edition_id position", references={"edition_id measure_keys": "measures"}
    )
    alignments: tuple[AlignmentRecord, ...] = _table(
        "One row a measure that stands in two editions of one day in different languages",
        key="edition_id other_edition_id position",
        references={
            "other_edition_id": "documents",
            "edition_id measure_key": "measures",
            "other_edition_id other_measure_key": "measures",
        },
    )


def _tables() -> Iterator[PublishedTable]:
    types = get_type_hints(Dataset)
    about = {each.name: each.metadata for each in fields(Dataset)}
    for name, told in about.items():
        record_type: type = get_args(types[name])[0]
        references = dict(told["references"])
        if name != "documents" and "edition_id" in get_type_hints(record_type):
            references = {"edition_id": "documents", **references}
        yield PublishedTable(
            name=name,
            record_type=record_type,
            meaning=told["meaning"],
            key=tuple(told["key"].split()),
            order=tuple(told["order"].split()),
            references=tuple(
                Reference(
                    columns=tuple(columns.split()), table=table, targets=tuple(about[table]["key"].split())
                )
                for columns, table in references.items()
            ),
        )


TABLES = tuple(_tables())

_DIGITS = re.compile(r"([0-9]+)")
_MOST_DIGITS = 1000
_FIRST = "\x00"  # sorts before every other sign

# of three values each: 0 for null, 1 for a number, 2 for text; the number; the text
SortKey = tuple[int | float | str, ...]


@lru_cache(maxsize=2**14)
def natural_order(value: Hashable) -> SortKey:
    """A sort key by which null comes first, numbers by size, and text with its digits as numbers."""
    if value is None:
        return (0, 0, "")
    if isinstance(value, int | float):
        return (1, value, "")
    key: SortKey = ()
    for index, part in enumerate(_DIGITS.split(str(value))):
        if index % 2:
            # Python makes no number of thousands of digits
            key += (1, int(part), "") if len(part) <= _MOST_DIGITS else (1, inf, part)
        elif part:
            key += (2, 0, part.replace(".", _FIRST))
    return key


def measure_sort_key(key: object) -> SortKey:
    """The order of measure keys: `4.9`, `4.10`; `6`, `6.1`, `6-1`, `7`; a number printed again after it.

    Null (None, `pd.NA`, NaN) comes first. A key that the pipeline made longer, since its number stands twice
    in the plan (`2/1.1`, `1.1~2`), follows the first one; the plan's own order is the column `position`.

    Example:
        >>> sorted(["4.10", "4.9", "4.6-1", "4.6.1"], key=measure_sort_key)
        ['4.6.1', '4.6-1', '4.9', '4.10']
        >>> ds.measures.sort_values("measure_key", key=lambda keys: keys.map(pipeline.measure_sort_key))
    """
    if not isinstance(key, str):
        return natural_order(None)
    number, *again = re.split("(?=~)", key, maxsplit=1)
    stage, *number_in_stage = re.split("(?<=/)", number, maxsplit=1)
    if number_in_stage:
        number, again = number_in_stage[0], [f"/{stage}", *again]
    return natural_order(_FIRST.join([number, *again]))


def sorted_rows(table: PublishedTable, rows: tuple[Any, ...]) -> tuple[Any, ...]:
    """The rows in the table's published order; equal rows keep the order in which they came."""
    return tuple(sorted(rows, key=lambda row: [natural_order(getattr(row, name)) for name in table.order]))


def in_order(dataset: Dataset) -> Dataset:
    """The dataset with the rows of every table in their published order."""
    return Dataset(**{table.name: sorted_rows(table, getattr(dataset, table.name)) for table in TABLES})


def row_name(table: PublishedTable, row: object, number: int) -> str:
    """How a message names a row: its key, parts joined by a space; without a key its number, from 1."""
    return " ".join(str(getattr(row, name)) for name in table.key) or f"row {number}"


def row_key(table: PublishedTable, row: object) -> str:
    """How `mentions.key` and `repairs.key` name a row: its key after the edition, parts joined by a space.

    Of a table that has one row an edition nothing is left after the edition: there it is the edition's id.
    """
    parts = [str(getattr(row, name)) for name in table.key]
    return " ".join(parts[1:] or parts)
