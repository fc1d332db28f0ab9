"""The published tables: every column declared once, everything else derived from the declaration."""

from pipeline.records.act import AmendmentRecord, DocumentRecord, ParagraphRecord, ReportingDutyRecord
from pipeline.records.codes import CODE_LISTS, CodeList
from pipeline.records.columns import About, Column, Kind, about, columns_of, values_by, values_of
from pipeline.records.evidence import AgencyRecord, FindingRecord, MentionRecord, RepairRecord
from pipeline.records.measures import (
    CellRecord,
    CostAmountRecord,
    MeasureRecord,
    OtherColumnRecord,
    ResponsibilityRecord,
)
from pipeline.records.rows import in_order, row_key, row_name, row_names, sorted_rows
from pipeline.records.tables import TABLES, Dataset, Reference, Table

__all__ = [
    "CODE_LISTS",
    "TABLES",
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
