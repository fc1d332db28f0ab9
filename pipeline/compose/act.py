"""The act's own parts to rows: the edition, its paragraphs, duties and amendments."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

import regex as re

from pipeline.compose.evidence import Evidence
from pipeline.normalise.act_references import ActReference, parse_act_reference
from pipeline.normalise.amendment_places import NoteContext
from pipeline.normalise.amendments import Amendment, parse_note
from pipeline.normalise.duties import parse_duties
from pipeline.plan import ActText, Paragraph, PlacedNote, Plan
from pipeline.records.act import AmendmentRecord, ParagraphRecord, ReportingDutyRecord
from pipeline.reference.outline import outline_words


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadNote:
    """A note with what it says, and the measures that it stands at."""

    note: PlacedNote
    amendments: tuple[Amendment, ...]


def act_reference(act: ActText) -> ActReference:
    """The act's body, kind, day and number, from its own line or else from the stamp of approval."""
    for printed in (act.act_line, act.approval):
        if printed:
            reference = parse_act_reference(printed.text)
            if reference.date and reference.number and reference.act_type and reference.body_code:
                return reference
    return parse_act_reference(act.act_line.text if act.act_line else "")


@cache
def _basis_end() -> re.Pattern[str]:
    words = outline_words()
    enacting = "|".join(word.replace(" ", r"\s*") for word in words.enacting)
    basis = "|".join(words.basis_end)
    # `… Жарлығына сәйкес | Қазақстан Республикасының Үкіметі | ҚАУЛЫ ЕТЕДІ:`
    return re.compile(
        rf"(?P<basis>.*\b(?:{basis})\b)?,?\s*(?P<body>.*?)\s*(?P<enacting>(?:{enacting})\s*:?)", re.IGNORECASE
    )


def split_preamble(act: ActText) -> tuple[str | None, str | None]:
    """The words of the preamble that the act rests on, and those that name the body that enacts it."""
    if act.preamble is None:
        return None, None
    match = _basis_end().fullmatch(act.preamble.text)
    if match is None:
        return act.preamble.text, None
    return match["basis"] or None, match["body"] or None


def issuing_body_text(act: ActText, reference: ActReference) -> str:
    """The body as printed: in the preamble, else in the signature where an office issues the act alone."""
    _, body = split_preamble(act)
    return body or act.signatory_position or reference.issuing_body_name or ""


def read_notes(act: ActText, plan: Plan) -> list[ReadNote]:
    """Every note of the act and its plan, in order, with its amendments."""
    sections = {entry.key: entry.section.number for entry in plan.entries if entry.section}
    result = []
    for note in (*act.notes, *plan.notes):
        context = NoteContext(
            target_type=note.owner_type,
            target_key=note.owner_key,
            section_number=sections.get(note.owner_key or ""),
        )
        result.append(ReadNote(note=note, amendments=tuple(parse_note(note.printed.text, context=context))))
    return result


def edition_date(notes: list[ReadNote], act_date: dt.date) -> dt.date:
    """The day of the latest amending act named, else the act's."""
    days = [a.amending_date for note in notes for a in note.amendments if a.amending_date]
    return max([act_date, *days])


def touched_measures(notes: list[ReadNote]) -> dict[str, dt.date]:
    """The day of the last act that a note ties to a measure, by the measure's key."""
    days: dict[str, dt.date] = {}
    for note in notes:
        for amendment in note.amendments:
            key = amendment.target_key
            if amendment.target_type == "measure" and key and amendment.amending_date:
                days[key] = max(days.get(key, amendment.amending_date), amendment.amending_date)
    return days


def amendment_rows(notes: list[ReadNote], edition_id: str, evidence: Evidence) -> list[AmendmentRecord]:
    """The rows of `amendments`; a note that lacks what a row needs is a finding."""
    rows: list[AmendmentRecord] = []
    for read in notes:
        printed = read.note.printed
        place = printed.places[0] if printed.places else None
        for amendment in read.amendments:
            key = amendment.target_key if amendment.target_type == "measure" else None
            evidence.find(amendment.findings, place=place, measure_key=key, printed=printed.text)
            if not amendment.is_complete:
                continue
            rows.append(
                AmendmentRecord(
                    edition_id=edition_id,
                    position=len(rows) + 1,
                    target_type=amendment.target_type or "",
                    target_key=amendment.target_key,
                    action=amendment.action or "",
                    akn_type=amendment.akn_type,
                    amending_body_text=amendment.amending_body_text or "",
                    amending_act_type=amendment.amending_act_type or "",
                    amending_date=amendment.amending_date or dt.date.min,
                    amending_number=amendment.amending_number or "",
                    effective_text=amendment.effective_text,
                    effective_rule=amendment.effective_rule,
                    effective_date=amendment.effective_date,
                    note_text=amendment.note_text,
                    page=place.page_number if place else 1,
                    amended_measures=(key,) if key else (),
                )
            )
            evidence.repair(printed, "amendments", str(len(rows)), "note_text")
    return rows


def paragraph_rows(act: ActText, edition_id: str, evidence: Evidence) -> list[ParagraphRecord]:
    """The rows of `paragraphs`."""
    rows = []
    for paragraph in act.paragraphs:
        evidence.repair(paragraph.printed, "paragraphs", paragraph.number, "text")
        rows.append(
            ParagraphRecord(
                edition_id=edition_id,
                paragraph_number=paragraph.number,
                text=paragraph.printed.text,
                lines=paragraph.lines,
                pages=tuple(place.page_number for place in paragraph.printed.places),
            )
        )
    return rows


def duty_rows(act: ActText, edition_id: str, evidence: Evidence) -> list[ReportingDutyRecord]:
    """The rows of `reporting_duties`."""
    return [row for paragraph in act.paragraphs for row in _duties(paragraph, edition_id, evidence)]


def _duties(paragraph: Paragraph, edition_id: str, evidence: Evidence) -> list[ReportingDutyRecord]:
    rows: list[ReportingDutyRecord] = []
    places = paragraph.printed.places
    for duty in parse_duties(paragraph.printed.text):
        evidence.find(duty.findings, place=places[0] if places else None, printed=paragraph.printed.text)
        if duty.duty_bearer_text and duty.recipient_text and duty.rrule:
            rows.append(
                ReportingDutyRecord(
                    edition_id=edition_id,
                    paragraph_number=paragraph.number,
                    position=len(rows) + 1,
                    duty_bearer_text=duty.duty_bearer_text,
                    recipient_text=duty.recipient_text,
                    rrule=duty.rrule,
                    text=duty.text,
                )
            )
    return rows
