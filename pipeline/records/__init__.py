"""The published tables: every column declared once, everything else derived from the declaration."""

from pipeline.records.act_tables import (
    AmendmentRecord,
    DocumentRecord,
    FootnoteRecord,
    FurnitureRecord,
    ParagraphRecord,
    ReportingDutyRecord,
)
from pipeline.records.codes import CODE_LISTS
from pipeline.records.declaration import Kind, PublishedColumn, columns_of
from pipeline.records.evidence_tables import (
    AbbreviationRecord,
    AgencyRecord,
    AlignmentRecord,
    FindingRecord,
    MentionRecord,
    RepairRecord,
)
from pipeline.records.plan_tables import (
    MEASURE_TEXTS,
    CellRecord,
    CostAmountRecord,
    FootnoteMarkRecord,
    MeasureRecord,
    OtherColumnRecord,
    ResponsibilityRecord,
    TotalRecord,
)
from pipeline.records.tables import TABLES, Dataset, PublishedTable, Reference, in_order, row_key, row_name

__all__ = [
    "CODE_LISTS", "MEASURE_TEXTS", "TABLES", "AbbreviationRecord", "AgencyRecord", "AlignmentRecord",
    "AmendmentRecord", "CellRecord", "CostAmountRecord", "Dataset", "DocumentRecord", "FindingRecord",
    "FootnoteMarkRecord", "FootnoteRecord", "FurnitureRecord", "Kind", "MeasureRecord", "MentionRecord",
    "OtherColumnRecord", "ParagraphRecord", "PublishedColumn", "PublishedTable", "Reference", "RepairRecord",
    "ReportingDutyRecord", "ResponsibilityRecord", "TotalRecord", "columns_of", "in_order", "row_key",
    "row_name",
]  # fmt: skip
