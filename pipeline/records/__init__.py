"""The published tables: every column declared once, everything else derived from the declaration."""

from pipeline.records.act_tables import (
    AmendmentRecord,
    DocumentRecord,
    FootnoteRecord,
    FurnitureRecord,
    ParagraphRecord,
    ReportingDutyRecord,
)
from pipeline.records.codes import CODE_LISTS, CodeList
from pipeline.records.declaration import About, Column, Kind, about, columns_of, values_by, values_of
from pipeline.records.evidence_tables import (
    AbbreviationRecord,
    AgencyRecord,
    FindingRecord,
    MentionRecord,
    RepairRecord,
)
from pipeline.records.plan_tables import (
    CellRecord,
    CostAmountRecord,
    FootnoteMarkRecord,
    MeasureRecord,
    OtherColumnRecord,
    ResponsibilityRecord,
    TotalRecord,
)
from pipeline.records.row_order import in_order, row_key, row_name, row_names, sorted_rows
from pipeline.records.tables import TABLES, Dataset, Reference, Table

__all__ = [
    "CODE_LISTS",
    "TABLES",
    "AbbreviationRecord",
    "About",
    "AgencyRecord",
    "AmendmentRecord",
    "CellRecord",
    "CodeList",
    "Column",
    "CostAmountRecord",
    "Dataset",
    "DocumentRecord",
    "FindingRecord",
    "FootnoteMarkRecord",
    "FootnoteRecord",
    "FurnitureRecord",
    "Kind",
    "MeasureRecord",
    "MentionRecord",
    "OtherColumnRecord",
    "ParagraphRecord",
    "Reference",
    "RepairRecord",
    "ReportingDutyRecord",
    "ResponsibilityRecord",
    "Table",
    "TotalRecord",
    "about",
    "columns_of",
    "in_order",
    "row_key",
    "row_name",
    "row_names",
    "sorted_rows",
    "values_by",
    "values_of",
]
