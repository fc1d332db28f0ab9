"""The plan's rows: measures, and who answers for each.

The printed text is published next to every reading of it, so that nobody needs to trust a parser.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from pipeline.records import codes as lists
from pipeline.records.declaration import declared, record

MEASURE_TEXTS = ("measure_text", "completion_form_text", "executors_text", "deadline_text", "cost_text")
"""The printed columns of a measure that every plan has."""


@record
class CellRecord:
    """Where one cell of a measure stands on one page."""

    column: str = declared("The column that the cell belongs to")
    page: int = declared("The page, from 1")
    x0: float = declared("Left edge, from the page's left", unit="pt")
    top: float = declared("Upper edge, from the page's top", unit="pt")
    x1: float = declared("Right edge, from the page's left", unit="pt")
    bottom: float = declared("Lower edge, from the page's top", unit="pt")
    confidence: float | None = declared(
        "How sure the reading of the cell is, from 0 to 1; null where it was not reckoned", default=None
    )


@record
class CostAmountRecord:
    """One printed amount of a measure's cost."""

    year: int | None = declared("The year that the amount is for, where printed")
    source: str | None = declared("The source of funds, where printed", codes=lists.FUNDING_SOURCE)
    amount: Decimal = declared("The amount in thousands of its currency", unit="thousand")
    currency: str = declared("The currency: ISO 4217", codes=lists.CURRENCY, default="KZT")
    first_year: int | None = declared(
        "The first year of a span that the amount is for, where printed", default=None
    )
    last_year: int | None = declared(
        "The last year of a span that the amount is for, where printed", default=None
    )
    per: str | None = declared(
        "How often the amount is due, where printed", codes=lists.COST_PERIOD, default=None
    )
    programme: str | None = declared(
        "The code or name of the budget programme, where printed", example="012", default=None
    )
    is_total: bool = declared(
        "Whether its parts are printed as amounts of their own; a sum takes these or it", default=False
    )


@record
class OtherColumnRecord:
    """The cell of a printed column that the contract has no place for."""

    head: str = declared("The column's head as printed")
    text: str = declared("The cell's text")


@record
class FootnoteMarkRecord:
    """A mark in one cell of a measure that leads to a footnote."""

    column: str = declared("The column whose cell bears the mark")
    mark: str = declared("The mark in plain digits, as the footnote's", example="1")


@record
class MeasureRecord:
    """One numbered item or sub-item of the plan."""

    edition_id: str = declared("The edition")
    measure_key: str = declared(
        "The measure in any edition: section, item and sub-item as printed", example="4.5.1"
    )
    parent_key: str | None = declared("Of a sub-item: its item")
    position: int = declared("Order in the plan, from 1")
    stage_number: int | None = declared("The stage's number")
    stage_title_text: str | None = declared("The stage's title: the words after the dash")
    stage_start: date | None = declared("First day of the stage")
    stage_end: date | None = declared("Last day of the stage")
    section_number: str | None = declared(
        "The section's number; null in a plan without sections", example="4"
    )
    section_title_text: str | None = declared("The section's title without its number and notes")
    item_number: str = declared("The item's number as printed, without . and )", example="6-1")
    subitem_number: str | None = declared("The sub-item's number as printed, without . and )")
    status: str = declared("Whether the edition says that the measure is struck out", codes=lists.STATUS)
    measure_text: str | None = declared(
        "What is to be done; null only where nothing or only a striking note is printed"
    )
    completion_form_text: str | None = declared("The form of completion as printed")
    completion_form_types: tuple[str, ...] = declared(
        "The kinds of result that the form names", codes=lists.COMPLETION_FORM
    )
    recipient_agency_ids: tuple[str, ...] = declared("The bodies that the result goes to")
    recipient_texts: tuple[str, ...] = declared(
        "Receivers that the registry does not know, as printed", default=()
    )
    executors_text: str | None = declared("Who answers for it as printed; parsed in responsibilities")
    deadline_text: str | None = declared("The deadline as printed")
    deadline_edtf: str | None = declared("The deadline as ISO 8601-2 (EDTF)", example="2014/2016")
    deadline_start: date | None = declared("First day of the deadline, inclusive")
    deadline_end: date | None = declared(
        "Last day of the deadline, inclusive: until a year is before it begins, until a month is to its"
        " last day"
    )
    deadline_precision: str | None = declared(
        "How exact the printed deadline is", codes=lists.DEADLINE_PRECISION
    )
    deadline_rrule: str | None = declared("Recurrence as an RFC 5545 rule", example="FREQ=YEARLY")
    deadline_event_text: str | None = declared("The event that the deadline waits for, as printed")
    deadline_offset: str | None = declared("Time after the event, ISO 8601 duration", example="P1M")
    deadline_derived_end: date | None = declared(
        "The last day that follows where the edition dates the event elsewhere"
    )
    deadline_derived_from: str | None = declared("The words that the derived day comes from")
    cost_text: str | None = declared("The cost as printed")
    cost_type: str | None = declared("The kind of cost", codes=lists.COST_TYPE)
    funding_sources: tuple[str, ...] = declared("The named sources of funds", codes=lists.FUNDING_SOURCE)
    cost_amounts: tuple[CostAmountRecord, ...] = declared(
        "The printed amounts; nothing is summed or invented", unit="thousand"
    )
    cost_years: tuple[int, ...] = declared("The years that a cost without amounts names", default=())
    cost_items: tuple[str, ...] = declared(
        "The items of the plan that the cost refers to, as printed", example="4", default=()
    )
    budget_programmes: tuple[str, ...] = declared(
        "The budget programmes that the cost names, by code or name as printed", default=()
    )
    inherited_columns: tuple[str, ...] = declared("Columns whose cell is printed once for several rows")
    pages: tuple[int, ...] = declared("The pages it stands on, from 1")
    cells: tuple[CellRecord, ...] = declared("Where each cell stands, one entry a page that it is on")
    measure_lines: tuple[str, ...] = declared("The printed lines of the measure, as read")
    completion_form_lines: tuple[str, ...] = declared("The printed lines of the form, as read")
    executors_lines: tuple[str, ...] = declared("The printed lines of the executors, as read")
    deadline_lines: tuple[str, ...] = declared("The printed lines of the deadline, as read")
    cost_lines: tuple[str, ...] = declared("The printed lines of the cost, as read")
    other_columns: tuple[OtherColumnRecord, ...] = declared(
        "Cells of printed columns that no other column holds", default=()
    )
    corrected_columns: tuple[str, ...] = declared(
        "Columns whose value a reviewed correction changed", default=()
    )
    footnote_marks: tuple[FootnoteMarkRecord, ...] = declared(
        "The marks of footnotes that were taken out of its cells' texts", default=()
    )
    priority_number: str | None = declared(
        "The number of the priority that the measure stands under", default=None
    )
    priority_title_text: str | None = declared(
        "The title of the priority that the measure stands under", default=None
    )
    direction_number: str | None = declared(
        "The number of the direction that the measure stands under", default=None
    )
    direction_title_text: str | None = declared(
        "The title of the direction that the measure stands under", default=None
    )
    goal_number: str | None = declared("The number of the goal that the measure stands under", default=None)
    goal_title_text: str | None = declared(
        "The title of the goal that the measure stands under", default=None
    )
    task_number: str | None = declared("The number of the task that the measure stands under", default=None)
    task_title_text: str | None = declared(
        "The title of the task that the measure stands under", default=None
    )
    funding_text: str | None = declared(
        "The sources of funds as printed, where they have a column of their own", default=None
    )
    funding_lines: tuple[str, ...] = declared(
        "The printed lines of the sources of funds, as read", default=()
    )
    confidence: float | None = declared(
        "How sure the reading of the row is, from 0 to 1; null where it was not reckoned", default=None
    )


def cells_of(measure: MeasureRecord, columns: Collection[str]) -> tuple[CellRecord, ...]:
    """Where a measure's columns stand: their cells, else its first one, mostly that of its number."""
    cells = tuple(cell for cell in measure.cells if cell.column in columns)
    return cells or measure.cells[:1]


@record
class TotalRecord:
    """One row of totals among the measures; it is no measure."""

    edition_id: str = declared("The edition")
    position: int = declared("Order in the plan, from 1")
    section_number: str | None = declared("The section that the row stands in")
    label_text: str = declared("The words of the row, as printed")
    cost_text: str | None = declared("The sums as printed")
    funding_text: str | None = declared("The sources of funds as printed")
    cost_amounts: tuple[CostAmountRecord, ...] = declared(
        "The printed sums; nothing is summed or invented", unit="thousand KZT"
    )
    page: int = declared("The page where the row begins, from 1")


@record
class ResponsibilityRecord:
    """One body that answers for one measure."""

    edition_id: str = declared("The edition")
    measure_key: str = declared("The measure")
    position: int = declared("Order in the measure, from 1")
    mention_text: str = declared("The words that name the body, as printed")
    agency_id: str | None = declared("The body in the registry; null only with a finding next to it")
    is_by_consent: bool = declared("Whether the body takes part by its own consent")
    is_coordinator: bool = declared("Whether the body is named as the one that coordinates")
    is_inherited: bool = declared("Whether the cell is printed once for several rows")
    current_agency_id: str | None = declared(
        "The body that holds its tasks at the edition's date", default=None
    )
    body_kind: str | None = declared(
        "What the body is, by the registry or by its own words", codes=lists.BODY_KIND, default=None
    )
    parent_agency_id: str | None = declared(
        "The registered body that it is a part of: of a committee its ministry", default=None
    )
    place_text: str | None = declared(
        "The place that its words name, without the word for the place's level", default=None
    )
    level: str | None = declared(
        "The level of government that the body works at", codes=lists.BODY_LEVEL, default=None
    )
    subject_text: str | None = declared(
        "The printed words for what the body is about", example="білім", default=None
    )
    is_corrected: bool = declared("Whether a reviewed correction says which body it is", default=False)
