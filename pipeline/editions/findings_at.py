"""Findings of a comparison of editions, at the places of their measures."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records import Dataset, FindingRecord, MeasureRecord
from pipeline.records.plan_tables import cells_of
from pipeline.registry.finding_kinds import severity_of


def finding_at(
    edition: Dataset,
    code: str,
    message: str,
    measure: MeasureRecord | None,
    columns: Sequence[str] = (),
    *,
    severity: str | None = None,
    printed: str | None = None,
    page: int | None = None,
) -> FindingRecord:
    """A finding at a measure's cell of one of the columns, else at its first.

    Args:
        edition: the edition that it is of.
        code: its kind, which gives its severity where none is named.
        message: what was found.
        measure: the measure, None for none.
        columns: what it is about; where they are several it names none.
        severity: another one than the kind's.
        printed: the words that it is about.
        page: the page, of what stands in no measure.
    """
    document = edition.documents[0]
    cell = next(iter(cells_of(measure, columns)), None) if measure is not None else None
    return FindingRecord(
        source_file=document.source_file,
        edition_id=document.edition_id,
        severity=severity or severity_of(code),
        code=code,
        message=message,
        page=cell.page if cell else page,
        x0=cell.x0 if cell else None,
        top=cell.top if cell else None,
        x1=cell.x1 if cell else None,
        bottom=cell.bottom if cell else None,
        measure_key=measure.measure_key if measure else None,
        column=columns[0] if len(columns) == 1 else None,
        printed_text=printed,
    )
