"""The plan's rows: measures, and who answers for each.

The printed text stands beside every reading of it, so that nobody needs to trust a parser.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pipeline.records.codes import (
    BODY_KIND,
    BODY_LEVEL,
    COMPLETION_FORM,
    COST_PERIOD,
    COST_TYPE,
    CURRENCY,
    DEADLINE_PRECISION,
    FUNDING_SOURCE,
    STATUS,
)
from pipeline.records.declaration import about


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
    amount: Decimal = field(metadata=about("The amount in thousands of its currency", unit="thousand"))
    currency: str = field(default="KZT", metadata=about("The currency: ISO 4217", codes=CURRENCY))
    first_year: int | None = field(
        default=None, metadata=about("The first year of a span that the amount is for, where printed")
    )
    last_year: int | None = field(
        default=None, metadata=about("The last year of a span that the amount is for, where printed")
    )
    per: str | None = field(
        default=None, metadata=about("How often the amount is due, where printed", codes=COST_PERIOD)
    )
    programme: str | None = field(
        default=None, metadata=about("The code or name of the budget programme, where printed", example="012")
    )
    is_total: bool = field(
        default=False,
        metadata=about("Whether its parts are printed as amounts of their own; a sum takes these or it"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherColumnRecord:
    """The cell of a printed column that the contract has no place for."""

    head: str = field(metadata=about("The column's head as printed"))
    text: str = field(metadata=about("The cell's text"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FootnoteMarkRecord:
    """A mark in one cell of a measure that leads to a footnote."""

    column: str = field(metadata=about("The column whose cell bears the mark"))
    mark: str = field(metadata=about("The mark in plain digits, as the footnote's", example="1"))


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
    recipient_texts: tuple[str, ...] = field(
        default=(), metadata=about("Receivers that the registry does not know, as printed")
    )
    executors_text: str | None = field(
        metadata=about("Who answers for it as printed; parsed in responsibilities")
    )
    deadline_text: str | None = field(metadata=about("The deadline as printed"))
    deadline_edtf: str | None = field(
        metadata=about("The deadline as ISO 8601-2 (EDTF)", example="2014/2016")
    )
    deadline_start: date | None = field(metadata=about("First day of the deadline, inclusive"))
    deadline_end: date | None = field(
        metadata=about(
            "Last day of the deadline, inclusive: until a year is before it begins, until a month is to its"
            " last day"
        )
    )
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
        metadata=about("The printed amounts; nothing is summed or invented", unit="thousand")
    )
    cost_years: tuple[int, ...] = field(
        default=(), metadata=about("The years that a cost without amounts names")
    )
    cost_items: tuple[str, ...] = field(
        default=(), metadata=about("The items of the plan that the cost refers to, as printed", example="4")
    )
    budget_programmes: tuple[str, ...] = field(
        default=(), metadata=about("The budget programmes that the cost names, by code or name as printed")
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
    footnote_marks: tuple[FootnoteMarkRecord, ...] = field(
        default=(), metadata=about("The marks of footnotes that were taken out of its cells' texts")
    )
    priority_number: str | None = field(
        default=None, metadata=about("The number of the priority that the measure stands under")
    )
    priority_title_text: str | None = field(
        default=None, metadata=about("The title of the priority that the measure stands under")
    )
    direction_number: str | None = field(
        default=None, metadata=about("The number of the direction that the measure stands under")
    )
    direction_title_text: str | None = field(
        default=None, metadata=about("The title of the direction that the measure stands under")
    )
    goal_number: str | None = field(
        default=None, metadata=about("The number of the goal that the measure stands under")
    )
    goal_title_text: str | None = field(
        default=None, metadata=about("The title of the goal that the measure stands under")
    )
    task_number: str | None = field(
        default=None, metadata=about("The number of the task that the measure stands under")
    )
    task_title_text: str | None = field(
        default=None, metadata=about("The title of the task that the measure stands under")
    )
    funding_text: str | None = field(
        default=None, metadata=about("The sources of funds as printed, where they have a column of their own")
    )
    funding_lines: tuple[str, ...] = field(
        default=(), metadata=about("The printed lines of the sources of funds, as read")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalRecord:
    """One row of totals among the measures; it is no measure."""

    edition_id: str = field(metadata=about("The edition"))
    position: int = field(metadata=about("Order in the plan, from 1"))
    section_number: str | None = field(metadata=about("The section that the row stands in"))
    label_text: str = field(metadata=about("The words of the row, as printed"))
    cost_text: str | None = field(metadata=about("The sums as printed"))
    funding_text: str | None = field(metadata=about("The sources of funds as printed"))
    cost_amounts: tuple[CostAmountRecord, ...] = field(
        metadata=about("The printed sums; nothing is summed or invented", unit="thousand KZT")
    )
    page: int = field(metadata=about("The page where the row begins, from 1"))


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
    body_kind: str | None = field(
        default=None,
        metadata=about("What the body is, by the registry or by its own words", codes=BODY_KIND),
    )
    parent_agency_id: str | None = field(
        default=None,
        metadata=about("The registered body that it is a part of: of a committee its ministry"),
    )
    place_text: str | None = field(
        default=None,
        metadata=about("The place that its words name, without the word for the place's level"),
    )
    level: str | None = field(
        default=None, metadata=about("The level of government that the body works at", codes=BODY_LEVEL)
    )
    subject_text: str | None = field(
        default=None, metadata=about("The printed words for what the body is about", example="білім")
    )
    is_corrected: bool = field(
        default=False, metadata=about("Whether a reviewed correction says which body it is")
    )
