"""The plan's entries to rows of `measures` and `responsibilities`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.compose.corrected.corrected_edition import CorrectedBodies
from pipeline.compose.edition_evidence import Evidence, first_place, prefixed
from pipeline.compose.plan_costs import read_cost
from pipeline.compose.row_days import DatedAct, RowDays, derive_end
from pipeline.normalise.bodies.body_cell import Responsibility, parse_bodies
from pipeline.normalise.deadlines.deadline_cell import Deadline, parse_deadline
from pipeline.normalise.forms.form_cell import parse_completion_form
from pipeline.normalise.mentions.source_defects import source_defects
from pipeline.records.plan_tables import (
    CellRecord,
    CostAmountRecord,
    MeasureRecord,
    OtherColumnRecord,
    ResponsibilityRecord,
)
from pipeline.registry.agencies import agencies_by_id, holder_on
from pipeline.registry.finding_kinds import Remark
from pipeline.stations.plan import COLUMN_ROLES, Entry

_LEVELS = ("priority", "direction", "goal", "task")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureContext:
    """What the rows of one edition are read with: their days, and the head of the costs with the unit.

    `acts` are those that the edition names with their days, `legend` is what it says that its abbreviations
    mean.
    """

    days: RowDays
    cost_head: str
    acts: tuple[DatedAct, ...]
    legend: Mapping[str, str]
    corrected: CorrectedBodies


def measure_rows(
    entry: Entry, position: int, context: MeasureContext, evidence: Evidence
) -> tuple[MeasureRecord, list[ResponsibilityRecord]]:
    """One entry's row of `measures` and its `responsibilities`; what is doubtful goes to `evidence`."""
    cells = entry.cells
    columns = _text_columns(entry)
    inherited = tuple(column for column, cell in cells.items() if cell.is_shared and column != "item_number")
    for column, cell in cells.items():
        if column != "item_number":
            evidence.repair(cell.printed, "measures", entry.key, column)
    day = context.days.of(entry)

    def find(
        remarks: Sequence[Remark], column: str, words: str | None = None, *, in_each_row: bool = False
    ) -> None:
        # a merged cell is printed once: what is doubtful in it is said at the first row
        if in_each_row or column not in inherited or entry.parent_key is None:
            place, printed = first_place(cells.get(column)), words or columns[column]
            evidence.find(remarks, place=place, measure_key=entry.key, column=column, printed=printed)

    text, form_text = columns["deadline_text"], columns["completion_form_text"]
    deadline = parse_deadline(text) if text else None
    cost = read_cost(entry.cost, entry.cost_parts, entry.funding, context.cost_head)
    form = parse_completion_form(form_text, as_of=day) if form_text else None
    for column, value in (("deadline_text", deadline), ("cost_text", cost), ("completion_form_text", form)):
        if value:
            find(value.findings, column)
    if columns["measure_text"]:
        find(source_defects(columns["measure_text"], as_of=day), "measure_text")
    bodies = context.corrected.of(entry.key, _bodies(columns["executors_text"], day, context))
    for body, _ in bodies:
        # each row without the body's id has the finding that says why
        find(body.findings, "executors_text", body.mention_text, in_each_row=body.agency_id is None)
    if deadline:
        find(_stage_remarks(entry, deadline), "deadline_text")
    derived = derive_end(deadline.event_text, deadline.offset, context.acts) if deadline else None
    amounts = cost.amounts if cost else ()
    record = evidence.record(
        MeasureRecord,
        measure_key=entry.key,
        parent_key=entry.parent_key,
        position=position,
        item_number=entry.item_number,
        subitem_number=entry.subitem_number,
        status="removed" if entry.is_removed else "in_force",
        completion_form_types=form.types if form else (),
        recipient_agency_ids=form.recipient_agency_ids if form else (),
        recipient_texts=form.recipient_texts if form else (),
        cost_type=cost.cost_type if cost else None,
        funding_sources=cost.funding_sources if cost else (),
        cost_amounts=tuple(evidence.record(CostAmountRecord, each) for each in amounts),
        cost_years=cost.years if cost else (),
        cost_items=cost.items if cost else (),
        budget_programmes=cost.programmes if cost else (),
        inherited_columns=inherited,
        pages=entry.pages,
        cells=tuple(
            CellRecord(column=column, **evidence.box_of(box))
            for column, cell in cells.items()
            for box in cell.boxes
        ),
        other_columns=tuple(
            OtherColumnRecord(head=other.head, text=other.cell.printed.text)
            for other in entry.others
            if other.cell.printed.text
        ),
        deadline_derived_end=derived[0] if derived else None,
        deadline_derived_from=derived[1] if derived else None,
        **columns,
        **prefixed(
            "deadline", deadline, "edtf", "start", "end", "precision", "rrule", "event_text", "offset"
        ),
        **_heading_columns(entry),
    )
    responsibilities = [
        evidence.record(
            ResponsibilityRecord,
            body,
            measure_key=entry.key,
            position=number,
            is_inherited="executors_text" in inherited,
            current_agency_id=_holder(body.agency_id, context.days.edition) if body.agency_id else None,
            is_corrected=is_corrected,
        )
        for number, (body, is_corrected) in enumerate(bodies, start=1)
    ]
    return record, responsibilities


def _bodies(text: str | None, day: dt.date, context: MeasureContext) -> list[Responsibility]:
    """The bodies as of the row's day; as of the edition's, where only that leaves nothing in doubt.

    An act may have reworded the row without a note that says so: then its bodies are those of a later day.
    """
    if not text:
        return []
    bodies = parse_bodies(text, as_of=day, legend=context.legend)
    if any(body.findings for body in bodies) and context.days.edition != day:
        later = parse_bodies(text, as_of=context.days.edition, legend=context.legend)
        if sum(len(body.findings) for body in later) < sum(len(body.findings) for body in bodies):
            return later
    return bodies


def _holder(agency_id: str, day: dt.date) -> str | None:
    """The body of the registry that holds a body's tasks on the edition's day, if one does."""
    by_id = agencies_by_id()
    return holder_on(agency_id, day, lambda each: (by_id[each].valid_to, by_id[each].successor_ids))


def _stage_remarks(entry: Entry, deadline: Deadline) -> list[Remark]:
    stage = entry.stage
    if stage is None or stage.first_year is None or stage.last_year is None:
        return []
    first, last = deadline.start or deadline.end, deadline.end
    remarks = []
    if first and first.year < stage.first_year:
        message = f"The deadline ({first}) is before its stage begins in {stage.first_year}."
        remarks.append(Remark(code="deadline_before_stage", message=message))
    if last and last.year > stage.last_year:
        message = f"The deadline ({last}) is after its stage ends in {stage.last_year}."
        remarks.append(Remark(code="deadline_after_stage", message=message))
    return remarks


def _text_columns(entry: Entry) -> dict[str, Any]:
    """What each cell says, and its printed lines."""
    columns: dict[str, Any] = {}
    for role in COLUMN_ROLES:
        cell = entry.cells.get(f"{role}_text")
        columns[f"{role}_text"] = (cell.printed.text or None) if cell else None
        columns[f"{role}_lines"] = cell.printed.lines if cell else ()
    return columns


def _heading_columns(entry: Entry) -> dict[str, Any]:
    """The columns of the stage, the section and the levels of headings that the measure stands under."""
    stage, section = entry.stage, entry.section
    headings = dict.fromkeys(_LEVELS) | {each.level: each for each in entry.levels} | {"section": section}
    columns: dict[str, Any] = {
        "stage_number": stage.number if stage else None,
        "stage_title_text": stage.title or None if stage else None,
        "stage_start": dt.date(stage.first_year, 1, 1) if stage and stage.first_year else None,
        "stage_end": dt.date(stage.last_year, 12, 31) if stage and stage.last_year else None,
    }
    for level, heading in headings.items():
        columns[f"{level}_number"] = heading.number if heading else None
        columns[f"{level}_title_text"] = heading.title if heading else None
    return columns
