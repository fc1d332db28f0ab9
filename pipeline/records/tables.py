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
class Table:
    """One published table.

    Attributes:
        name: the Parquet file's and the JSON array's name.
        record_type: the type of a row; its columns are `columns_of(record_type)`.
        meaning: what a row is, in English; other languages are in `registry/column_meanings.csv`.
        key: the columns that identify a row; empty where rows have no key of their own.
        order: the columns that rows are sorted by before they are written.
        references: what the rows refer to.
    """

    name: str
    record_type: type
    meaning: str
    key: tuple[str, ...]
    order: tuple[str, ...]
    references: tuple[Reference, ...] = ()


def _to(table: str, columns: str, targets: str) -> Reference:
    return Reference(table=table, columns=tuple(columns.split()), targets=tuple(targets.split()))


_TO_EDITION = _to("documents", "edition_id", "edition_id")

DOCUMENTS = Table(
    name="documents",
    record_type=DocumentRecord,
    meaning="One row an edition: the act as amended up to a day",
    key=("edition_id",),
    order=("edition_id",),
)
PARAGRAPHS = Table(
    name="paragraphs",
    record_type=ParagraphRecord,
    meaning="One row a numbered paragraph of the act itself; then one a text beside the plan",
    key=("edition_id", "paragraph_key"),
    order=("edition_id", "position"),
    references=(_TO_EDITION,),
)
MEASURES = Table(
    name="measures",
    record_type=MeasureRecord,
    meaning="One row a measure: every numbered item and every numbered sub-item of the plan",
    key=("edition_id", "measure_key"),
    order=("edition_id", "position"),
    references=(
        _TO_EDITION,
        _to("measures", "edition_id parent_key", "edition_id measure_key"),
        _to("agencies", "recipient_agency_ids", "agency_id"),
    ),
)
RESPONSIBILITIES = Table(
    name="responsibilities",
    record_type=ResponsibilityRecord,
    meaning="One row a measure and a responsible body",
    key=("edition_id", "measure_key", "position"),
    order=("edition_id", "measure_key", "position"),
    references=(
        _TO_EDITION,
        _to("measures", "edition_id measure_key", "edition_id measure_key"),
        _to("agencies", "agency_id", "agency_id"),
        _to("agencies", "current_agency_id", "agency_id"),
        _to("agencies", "parent_agency_id", "agency_id"),
    ),
)
TOTALS = Table(
    name="totals",
    record_type=TotalRecord,
    meaning="One row a row of totals among the measures",
    key=("edition_id", "position"),
    order=("edition_id", "position"),
    references=(_TO_EDITION,),
)
ABBREVIATIONS = Table(
    name="abbreviations",
    record_type=AbbreviationRecord,
    meaning="One row an abbreviation that the edition itself explains",
    key=("edition_id", "position"),
    order=("edition_id", "position"),
    references=(_TO_EDITION, _to("agencies", "agency_id", "agency_id")),
)
AMENDMENTS = Table(
    name="amendments",
    record_type=AmendmentRecord,
    meaning="One row an amending act and target, from the notes of amendment",
    key=("edition_id", "position"),
    order=("edition_id", "position"),
    references=(_TO_EDITION,),
)
REPORTING_DUTIES = Table(
    name="reporting_duties",
    record_type=ReportingDutyRecord,
    meaning="One row a duty to report that the act's own paragraphs lay down",
    key=("edition_id", "paragraph_number", "position"),
    order=("edition_id", "paragraph_number", "position"),
    references=(_TO_EDITION, _to("paragraphs", "edition_id paragraph_number", "edition_id paragraph_key")),
)
FOOTNOTES = Table(
    name="footnotes",
    record_type=FootnoteRecord,
    meaning="One row a footnote",
    key=("edition_id", "position"),
    order=("edition_id", "position"),
    references=(_TO_EDITION, _to("measures", "edition_id measure_keys", "edition_id measure_key")),
)
AGENCIES = Table(
    name="agencies",
    record_type=AgencyRecord,
    meaning="The registry of bodies that the ids come from",
    key=("agency_id",),
    order=("agency_id",),
    references=(_to("agencies", "successor_ids", "agency_id"),),
)
MENTIONS = Table(
    name="mentions",
    record_type=MentionRecord,
    meaning="One row a named thing found inside a text",
    key=("edition_id", "table", "key", "column", "start", "end", "label", "value"),
    order=("edition_id", "table", "key", "column", "start", "end", "label"),
    references=(_TO_EDITION,),
)
REPAIRS = Table(
    name="repairs",
    record_type=RepairRecord,
    meaning="One row a change that the pipeline made to the printed characters",
    key=(),
    order=("edition_id", "table", "key", "column"),
    references=(_TO_EDITION,),
)
FINDINGS = Table(
    name="findings",
    record_type=FindingRecord,
    meaning="Everything that a person should look at",
    key=(),
    order=("source_file", "edition_id", "page", "top", "x0", "measure_key", "code", "column", "message"),
    references=(_TO_EDITION,),
)

TABLES = (
    DOCUMENTS, PARAGRAPHS, MEASURES, RESPONSIBILITIES, TOTALS, ABBREVIATIONS, AMENDMENTS, REPORTING_DUTIES,
    AGENCIES, MENTIONS, REPAIRS, FINDINGS, FOOTNOTES,
)  # fmt: skip


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
