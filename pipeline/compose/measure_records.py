"""The plan's entries to rows of `measures` and `responsibilities`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.compose.corrected.corrected_bodies import CorrectedBodies
from pipeline.compose.edition_evidence import Evidence, first_place, points
from pipeline.compose.event_dates import DatedAct, derive_end
from pipeline.compose.measure_costs import read_cost
from pipeline.compose.reading_days import RowDays
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
from pipeline.registry.finding_kinds import Remark
from pipeline.stations.plan import COLUMN_ROLES, CellText, Entry
from pipeline.stations.printed import Printed


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureContext:
    """What the rows of one edition are read with.

    Attributes:
        edition_id: the edition.
        days: the day as of which each row is read.
        cost_head: the head of the costs, with their unit.
        acts: the acts that the edition names with their days.
        legend: what the edition itself says that its abbreviations mean.
        successor: the body that holds a body's tasks on the edition's day, if one does.
        corrected: the corrections of bodies.
    """

    edition_id: str
    days: RowDays
    cost_head: str
    acts: tuple[DatedAct, ...]
    successor: Callable[[str], str | None]
    legend: Mapping[str, str]
    corrected: CorrectedBodies


def measure_rows(
    entry: Entry, position: int, context: MeasureContext, evidence: Evidence
) -> tuple[MeasureRecord, list[ResponsibilityRecord]]:
    """One entry's row of `measures` and its `responsibilities`; what is doubtful goes to `evidence`."""
    texts = {role: _text(entry, role) for role in COLUMN_ROLES}
    for role in COLUMN_ROLES:
        cell = _cell(entry, role)
        evidence.repair(cell.printed if cell else None, "measures", entry.key, f"{role}_text")
    day = context.days.of(entry)
    inherited = tuple(
        f"{role}_text" for role in COLUMN_ROLES for cell in [_cell(entry, role)] if cell and cell.is_shared
    )

    def find(
        remarks: tuple[Remark, ...] | list[Remark],
        role: str,
        words: str | None = None,
        *,
        in_each_row: bool = False,
    ) -> None:
        # a merged cell is printed once: what is doubtful in it is said at the first row
        is_repeated = f"{role}_text" in inherited and entry.parent_key is not None
        if remarks and (in_each_row or not is_repeated):
            evidence.find(
                remarks,
                place=first_place(_cell(entry, role)),
                measure_key=entry.key,
                column=f"{role}_text",
                printed=words or texts[role],
            )

    deadline = parse_deadline(texts["deadline"]) if texts["deadline"] else None
    cost = read_cost(entry.cost, entry.cost_parts, entry.funding, context.cost_head)
    form = parse_completion_form(texts["completion_form"], as_of=day) if texts["completion_form"] else None
    for role, value in (("deadline", deadline), ("cost", cost), ("completion_form", form)):
        if value:
            find(value.findings, role)
    if texts["measure"]:
        find(source_defects(texts["measure"], as_of=day), "measure")
    bodies = context.corrected.of(entry.key, _bodies(texts["executors"], day, context))
    for body, _ in bodies:
        # each row without the body's id has the finding that says why
        find(body.findings, "executors", body.mention_text, in_each_row=body.agency_id is None)
    if deadline:
        find(_stage_remarks(entry, deadline), "deadline")
    derived = derive_end(deadline.event_text, deadline.offset, context.acts) if deadline else None
    levels = {section.level: section for section in entry.levels}
    record = MeasureRecord(
        edition_id=context.edition_id,
        measure_key=entry.key,
        parent_key=entry.parent_key,
        position=position,
        stage_number=entry.stage.number if entry.stage else None,
        stage_title_text=entry.stage.title or None if entry.stage else None,
        stage_start=_first_day(entry.stage.first_year) if entry.stage else None,
        stage_end=_last_day(entry.stage.last_year) if entry.stage else None,
        section_number=entry.section.number if entry.section else None,
        section_title_text=entry.section.title if entry.section else None,
        priority_number=levels["priority"].number if "priority" in levels else None,
        priority_title_text=levels["priority"].title if "priority" in levels else None,
        direction_number=levels["direction"].number if "direction" in levels else None,
        direction_title_text=levels["direction"].title if "direction" in levels else None,
        goal_number=levels["goal"].number if "goal" in levels else None,
        goal_title_text=levels["goal"].title if "goal" in levels else None,
        task_number=levels["task"].number if "task" in levels else None,
        task_title_text=levels["task"].title if "task" in levels else None,
        item_number=entry.item_number,
        subitem_number=entry.subitem_number,
        status="removed" if entry.is_removed else "in_force",
        measure_text=texts["measure"],
        completion_form_text=texts["completion_form"],
        completion_form_types=form.types if form else (),
        recipient_agency_ids=form.recipient_agency_ids if form else (),
        recipient_texts=form.recipient_texts if form else (),
        executors_text=texts["executors"],
        deadline_text=texts["deadline"],
        deadline_edtf=deadline.edtf if deadline else None,
        deadline_start=deadline.start if deadline else None,
        deadline_end=deadline.end if deadline else None,
        deadline_precision=deadline.precision if deadline else None,
        deadline_rrule=deadline.rrule if deadline else None,
        deadline_event_text=deadline.event_text if deadline else None,
        deadline_offset=deadline.offset if deadline else None,
        deadline_derived_end=derived[0] if derived else None,
        deadline_derived_from=derived[1] if derived else None,
        cost_text=texts["cost"],
        funding_text=texts["funding"],
        cost_type=cost.cost_type if cost else None,
        funding_sources=cost.funding_sources if cost else (),
        cost_amounts=tuple(
            CostAmountRecord(
                year=amount.year,
                source=amount.source,
                amount=amount.amount,
                currency=amount.currency,
                first_year=amount.first_year,
                last_year=amount.last_year,
                per=amount.per,
                programme=amount.programme,
                is_total=amount.is_total,
            )
            for amount in (cost.amounts if cost else ())
        ),
        cost_years=cost.years if cost else (),
        cost_items=cost.items if cost else (),
        budget_programmes=cost.programmes if cost else (),
        inherited_columns=inherited,
        pages=entry.pages,
        cells=_cells(entry, evidence),
        measure_lines=_lines(entry.measure),
        completion_form_lines=_lines(entry.completion_form),
        executors_lines=_lines(entry.executors),
        deadline_lines=_lines(entry.deadline),
        cost_lines=_lines(entry.cost),
        funding_lines=_lines(entry.funding),
        other_columns=tuple(
            OtherColumnRecord(head=other.head, text=other.cell.printed.text)
            for other in entry.others
            if other.cell.printed.text
        ),
    )
    responsibilities = [
        ResponsibilityRecord(
            edition_id=context.edition_id,
            measure_key=entry.key,
            position=number,
            mention_text=body.mention_text,
            agency_id=body.agency_id,
            is_by_consent=body.is_by_consent,
            is_coordinator=body.is_coordinator,
            is_inherited="executors_text" in inherited,
            current_agency_id=context.successor(body.agency_id) if body.agency_id else None,
            body_kind=body.body_kind,
            parent_agency_id=body.parent_agency_id,
            place_text=body.place_text,
            level=body.level,
            subject_text=body.subject_text,
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


def _stage_remarks(entry: Entry, deadline: Deadline) -> list[Remark]:
    stage = entry.stage
    if stage is None or stage.first_year is None or stage.last_year is None:
        return []
    first, last = deadline.start or deadline.end, deadline.end
    remarks = []
    if first and first < dt.date(stage.first_year, 1, 1):
        message = f"The deadline ({first}) is before its stage begins in {stage.first_year}."
        remarks.append(Remark(code="deadline_before_stage", message=message))
    if last and last > dt.date(stage.last_year, 12, 31):
        message = f"The deadline ({last}) is after its stage ends in {stage.last_year}."
        remarks.append(Remark(code="deadline_after_stage", message=message))
    return remarks


def _cell(entry: Entry, role: str) -> CellText | None:
    cell: CellText | None = getattr(entry, role)
    return cell


def _text(entry: Entry, role: str) -> str | None:
    cell = _cell(entry, role)
    return (cell.printed.text or None) if cell else None


def _lines(cell: CellText | None) -> tuple[str, ...]:
    printed = cell.printed if cell else Printed(text="")
    return printed.lines


def _cells(entry: Entry, evidence: Evidence) -> tuple[CellRecord, ...]:
    named = [("item_number", entry.number), *((f"{role}_text", _cell(entry, role)) for role in COLUMN_ROLES)]
    result = []
    for column, cell in named:
        for place in cell.boxes if cell else ():
            box = evidence.unturned(place.page_number, place.bbox)
            result.append(
                CellRecord(
                    column=column,
                    page=place.page_number,
                    x0=points(box.x0),
                    top=points(box.top),
                    x1=points(box.x1),
                    bottom=points(box.bottom),
                )
            )
    return tuple(result)


def _first_day(year: int | None) -> dt.date | None:
    return dt.date(year, 1, 1) if year else None


def _last_day(year: int | None) -> dt.date | None:
    return dt.date(year, 12, 31) if year else None
