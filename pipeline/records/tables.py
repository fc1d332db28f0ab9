"""The published tables: what a row of each is, its key, its order, what it refers to."""

from __future__ import annotations

from dataclasses import dataclass

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
    references: tuple[Reference, ...] = ()


def _table(
    name: str, record_type: type, meaning: str, *references: Reference, key: str, order: str | None = None
) -> PublishedTable:
    columns = tuple(key.split())
    return PublishedTable(
        name=name,
        record_type=record_type,
        meaning=meaning,
        key=columns,
        order=columns if order is None else tuple(order.split()),
        references=references,
    )


def _to(table: str, columns: str, targets: str | None = None) -> Reference:
    return Reference(table=table, columns=tuple(columns.split()), targets=tuple((targets or columns).split()))


_TO_EDITION = _to("documents", "edition_id")

TABLES = (
    _table(
        "documents", DocumentRecord, "One row an edition: the act as amended up to a day", key="edition_id"
    ),
    _table(
        "paragraphs",
        ParagraphRecord,
        "One row a numbered paragraph of the act itself; then one a text beside the plan",
        _TO_EDITION,
        key="edition_id paragraph_key",
        order="edition_id position",
    ),
    _table(
        "measures",
        MeasureRecord,
        "One row a measure: every numbered item and every numbered sub-item of the plan",
        _TO_EDITION,
        _to("measures", "edition_id parent_key", "edition_id measure_key"),
        _to("agencies", "recipient_agency_ids", "agency_id"),
        key="edition_id measure_key",
        order="edition_id position",
    ),
    _table(
        "responsibilities",
        ResponsibilityRecord,
        "One row a measure and a responsible body",
        _TO_EDITION,
        _to("measures", "edition_id measure_key"),
        _to("agencies", "agency_id"),
        _to("agencies", "current_agency_id", "agency_id"),
        _to("agencies", "parent_agency_id", "agency_id"),
        key="edition_id measure_key position",
    ),
    _table(
        "totals",
        TotalRecord,
        "One row a row of totals among the measures",
        _TO_EDITION,
        key="edition_id position",
    ),
    _table(
        "abbreviations",
        AbbreviationRecord,
        "One row an abbreviation that the edition itself explains",
        _TO_EDITION,
        _to("agencies", "agency_id"),
        key="edition_id position",
    ),
    _table(
        "amendments",
        AmendmentRecord,
        "One row an amending act and target, from the notes of amendment",
        _TO_EDITION,
        key="edition_id position",
    ),
    _table(
        "reporting_duties",
        ReportingDutyRecord,
        "One row a duty to report that the act's own paragraphs lay down",
        _TO_EDITION,
        _to("paragraphs", "edition_id paragraph_number", "edition_id paragraph_key"),
        key="edition_id paragraph_number position",
    ),
    _table(
        "agencies",
        AgencyRecord,
        "The registry of bodies that the ids come from",
        _to("agencies", "successor_ids", "agency_id"),
        key="agency_id",
    ),
    _table(
        "mentions",
        MentionRecord,
        "One row a named thing found inside a text",
        _TO_EDITION,
        key="edition_id table key column start end label value",
        order="edition_id table key column start end label",
    ),
    _table(
        "repairs",
        RepairRecord,
        "One row a change that the pipeline made to the printed characters",
        _TO_EDITION,
        key="",
        order="edition_id table key column",
    ),
    _table(
        "findings",
        FindingRecord,
        "Everything that a person should look at",
        _TO_EDITION,
        key="",
        order="source_file edition_id page top x0 measure_key code column message",
    ),
    _table(
        "footnotes",
        FootnoteRecord,
        "One row a footnote",
        _TO_EDITION,
        _to("measures", "edition_id measure_keys", "edition_id measure_key"),
        key="edition_id position",
    ),
    _table(
        "alignments",
        AlignmentRecord,
        "One row a measure that stands in two editions of one day in different languages",
        _TO_EDITION,
        _to("documents", "other_edition_id", "edition_id"),
        _to("measures", "edition_id measure_key"),
        _to("measures", "other_edition_id other_measure_key", "edition_id measure_key"),
        key="edition_id other_edition_id position",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """All tables of a dataset, of one edition or of many: one field a table, of the table's name."""

    documents: tuple[DocumentRecord, ...] = ()
    paragraphs: tuple[ParagraphRecord, ...] = ()
    measures: tuple[MeasureRecord, ...] = ()
    responsibilities: tuple[ResponsibilityRecord, ...] = ()
    totals: tuple[TotalRecord, ...] = ()
    abbreviations: tuple[AbbreviationRecord, ...] = ()
    amendments: tuple[AmendmentRecord, ...] = ()
    reporting_duties: tuple[ReportingDutyRecord, ...] = ()
    agencies: tuple[AgencyRecord, ...] = ()
    mentions: tuple[MentionRecord, ...] = ()
    repairs: tuple[RepairRecord, ...] = ()
    findings: tuple[FindingRecord, ...] = ()
    footnotes: tuple[FootnoteRecord, ...] = ()
    alignments: tuple[AlignmentRecord, ...] = ()
