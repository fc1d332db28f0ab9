"""The plan's rows: measures, and who answers for each.

The printed text stands beside every reading of it, so that nobody needs to trust a parser.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pipeline.records.codes import COMPLETION_FORM, COST_TYPE, DEADLINE_PRECISION, FUNDING_SOURCE, STATUS
from pipeline.records.columns import about


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRecord:
    """Where one cell of a measure stands on one page."""

    column: str = field(metadata=about("The column that the cell belongs to"))
    page: int = field(metadata=about("The page, from 1"))
    x0: float = field(metadata=about("Left edge, from the page's left", unit="pt"))
    top: float = field(metadata=about("Upper edge, from the page's top", unit="pt"))
    x1: float = field(metadata=about("Right edge, from the page's left", unit="pt"))
    bottom: float = field(metadata=about("Lower edge, from the page's top", unit="pt"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CostAmountRecord:
    """One printed amount of a measure's cost."""

    year: int | None = field(metadata=about("The year that the amount is for, where printed"))
    source: str | None = field(metadata=about("The source of funds, where printed", codes=FUNDING_SOURCE))
    amount: Decimal = field(metadata=about("The amount", unit="thousand KZT"))


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherColumnRecord:
    """The cell of a printed column that the contract has no place for."""

    head: str = field(metadata=about("The column's head as printed"))
    text: str = field(metadata=about("The cell's text"))


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRecord:
    """One numbered item or sub-item of the plan."""

    edition_id: str = field(metadata=about("The edition"))
    measure_key: str = field(
        metadata=about("The measure in any edition: section, item and sub-item as printed", example="4.5.1")
    )
    parent_key: str | None = field(metadata=about("Of a sub-item: its item"))
    position: int = field(metadata=about("Order in the plan, from 1"))
    stage_number: int | None = field(metadata=about("The stage's number"))
    stage_title_text: str | None = field(metadata=about("The stage's title: the words after the dash"))
    stage_start: date | None = field(metadata=about("First day of the stage"))
    stage_end: date | None = field(metadata=about("Last day of the stage"))
    section_number: str | None = field(
        metadata=about("The section's number; null in a plan without sections", example="4")
    )
    section_title_text: str | None = field(metadata=about("The section's title without its number and notes"))
    item_number: str = field(metadata=about("The item's number as printed, without . and )", example="6-1"))
    subitem_number: str | None = field(metadata=about("The sub-item's number as printed, without . and )"))
    status: str = field(
        metadata=about("Whether the edition says that the measure is struck out", codes=STATUS)
    )
    measure_text: str | None = field(
        metadata=about("What is to be done; null only where nothing or only a striking note is printed")
    )
    completion_form_text: str | None = field(metadata=about("The form of completion as printed"))
    completion_form_types: tuple[str, ...] = field(
        metadata=about("The kinds of result that the form names", codes=COMPLETION_FORM)
    )
    recipient_agency_ids: tuple[str, ...] = field(metadata=about("The bodies that the result goes to"))
    executors_text: str | None = field(
        metadata=about("Who answers for it as printed; parsed in responsibilities")
    )
    deadline_text: str | None = field(metadata=about("The deadline as printed"))
    deadline_edtf: str | None = field(
        metadata=about("The deadline as ISO 8601-2 (EDTF)", example="2014/2016")
    )
    deadline_start: date | None = field(metadata=about("First day of the deadline, inclusive"))
    deadline_end: date | None = field(metadata=about("Last day of the deadline, inclusive"))
    deadline_precision: str | None = field(
        metadata=about("How exact the printed deadline is", codes=DEADLINE_PRECISION)
    )
    deadline_rrule: str | None = field(
        metadata=about("Recurrence as an RFC 5545 rule", example="FREQ=YEARLY")
    )
    deadline_event_text: str | None = field(
        metadata=about("The event that the deadline waits for, as printed")
    )
    deadline_offset: str | None = field(
        metadata=about("Time after the event, ISO 8601 duration", example="P1M")
    )
    deadline_derived_end: date | None = field(
        metadata=about("The last day that follows where the edition dates the event elsewhere")
    )
    deadline_derived_from: str | None = field(metadata=about("The words that the derived day comes from"))
    cost_text: str | None = field(metadata=about("The cost as printed"))
    cost_type: str | None = field(metadata=about("The kind of cost", codes=COST_TYPE))
    funding_sources: tuple[str, ...] = field(
        metadata=about("The named sources of funds", codes=FUNDING_SOURCE)
    )
    cost_amounts: tuple[CostAmountRecord, ...] = field(
        metadata=about("The printed amounts; nothing is summed or invented", unit="thousand KZT")
    )
    inherited_columns: tuple[str, ...] = field(
        metadata=about("Columns whose cell is printed once for several rows")
    )
    pages: tuple[int, ...] = field(metadata=about("The pages it stands on, from 1"))
    cells: tuple[CellRecord, ...] = field(
        metadata=about("Where each cell stands, one entry a page that it is on")
    )
    measure_lines: tuple[str, ...] = field(metadata=about("The printed lines of the measure, as read"))
    completion_form_lines: tuple[str, ...] = field(metadata=about("The printed lines of the form, as read"))
    executors_lines: tuple[str, ...] = field(metadata=about("The printed lines of the executors, as read"))
    deadline_lines: tuple[str, ...] = field(metadata=about("The printed lines of the deadline, as read"))
    cost_lines: tuple[str, ...] = field(metadata=about("The printed lines of the cost, as read"))
    other_columns: tuple[OtherColumnRecord, ...] = field(
        default=(), metadata=about("Cells of printed columns that no other column holds")
    )
    corrected_columns: tuple[str, ...] = field(
        default=(), metadata=about("Columns whose value a reviewed correction changed")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibilityRecord:
    """One body that answers for one measure."""

    edition_id: str = field(metadata=about("The edition"))
    measure_key: str = field(metadata=about("The measure"))
    position: int = field(metadata=about("Order in the measure, from 1"))
    mention_text: str = field(metadata=about("The words that name the body, as printed"))
    agency_id: str | None = field(
        metadata=about("The body in the registry; null only with a finding beside it")
    )
    is_by_consent: bool = field(metadata=about("Whether the body takes part by its own consent"))
    is_coordinator: bool = field(metadata=about("Whether the body is named as the one that coordinates"))
    is_inherited: bool = field(metadata=about("Whether the cell is printed once for several rows"))
    current_agency_id: str | None = field(
        default=None, metadata=about("The body that holds its tasks at the edition's date")
    )
    is_corrected: bool = field(
        default=False, metadata=about("Whether a reviewed correction says which body it is")
    )
