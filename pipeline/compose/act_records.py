"""The act's own parts to rows: the edition, paragraphs, duties, amendments, the legend's abbreviations."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import regex as re

from pipeline.compose.edition_evidence import Evidence, first_place
from pipeline.normalise.acts.act_line import ActLine, disagreements, parse_act_line, status_of
from pipeline.normalise.acts.act_references import ActReference, parse_act_reference
from pipeline.normalise.bodies.body_cell import parse_bodies
from pipeline.normalise.bodies.legends import Abbreviation
from pipeline.normalise.duties.duty_sentences import parse_duties
from pipeline.normalise.notes.amendment_notes import Amendment, parse_note
from pipeline.normalise.notes.targets import NoteContext
from pipeline.records.act_tables import AmendmentRecord, ParagraphRecord, ReportingDutyRecord
from pipeline.records.evidence_tables import AbbreviationRecord
from pipeline.registry.act_words import act_words
from pipeline.registry.finding_kinds import Remark
from pipeline.registry.language_words import languages
from pipeline.registry.loading import language_in_use
from pipeline.registry.word_orders import word_order
from pipeline.stations.plan import ActText, BesideText, PlacedNote, Plan, TextPlace
from pipeline.stations.printed import Place, Printed

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORD = re.compile(r"\p{L}+")
_QUOTED = re.compile(r"«[^»]*»|\"[^\"]*\"|“[^”]*”")
_LEAST_FOREIGN = 3
"""Fewer words of another language may be a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadNote:
    """A note with what it says, and the measures that it stands at."""

    note: PlacedNote
    amendments: tuple[Amendment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeal:
    """What the edition says of the act's force: a code of `act_status`, and the words and act that say so."""

    status: str
    act_text: str | None = None
    date: dt.date | None = None
    number: str | None = None


def read_act_line(act: ActText) -> ActLine:
    """The act's body, kind, day and number, its force and registration.

    They stand in the act's own line. Where none was found, the stamp over the annex names the act, and a
    finding says so.
    """
    if act.act_line:
        return parse_act_line(act.act_line.text)
    line = parse_act_line(act.approval.text if act.approval else "")
    remark = Remark(
        code="act_line_missing",
        message="The line that names the act was not found; the stamp over its annex names it.",
    )
    return replace(line, status="unknown", findings=(remark, *line.reference.findings))


def act_remarks(act: ActText, line: ActLine) -> Iterator[tuple[Remark, Place | None]]:
    """What the act's title, line and stamp leave in doubt, each with its place."""
    own = first_place(act.act_line)
    for remark in line.findings:
        yield remark, own
    if act.title is None:
        yield Remark(code="title_missing", message="The act has no title, or it was not found."), own
    parts = {"act's title": act.title, "preamble": act.preamble, "plan's title": act.plan_title}
    for name, printed in parts.items():
        if printed and (foreign := _words_of_others(printed.text)):
            message = f"The {name} has words of another language: {', '.join(foreign)}."
            yield Remark(code="language_doubtful", message=message), first_place(printed)
    if act.act_line and act.approval:
        stamp = parse_act_reference(act.approval.text)
        for words in disagreements(line.reference, stamp):
            yield Remark(code="act_differs", message=f"Of the act, {words}."), first_place(act.approval)
    if act.title and act.plan_title:
        years, plan_years = (set(_YEAR.findall(printed.text)) for printed in (act.title, act.plan_title))
        if years and plan_years and years.isdisjoint(plan_years):
            message = (
                f"The title of the act speaks of {', '.join(sorted(years))}, "
                f"that of its plan of {', '.join(sorted(plan_years))}."
            )
            yield Remark(code="act_differs", message=message), first_place(act.plan_title)


def _words_of_others(text: str) -> list[str]:
    """The words that are surely of another language than the one being read, names in quotes apart."""
    own, others = language_in_use(), languages()
    words = _WORD.findall(_QUOTED.sub(" ", text))
    known = {word: {each.code for each in others if each.has(word.lower())} for word in words}
    found = [word for word in words if known[word] and own not in known[word]]
    return found if len(found) >= _LEAST_FOREIGN else []


def repeal_of(line: ActLine, notes: list[ReadNote]) -> Repeal:
    """The act's force by its own line, or by a note that repeals the act, or else a part of it."""
    of_act = [each for note in notes for each in note.amendments if each.target_type == "act"]
    whole = [each for each in of_act if each.action in {"repealed", "removed"}]
    parts = [each for each in of_act if each.akn_type == "repeal" and each not in whole]
    if not (whole or parts):
        said = [each for note in notes for each in note.amendments if each.target_type is None]
        is_unclear = line.status == "in_force" and any(each.action == "repealed" for each in said)
        return Repeal(status="unknown" if is_unclear else line.status, act_text=line.repeal_text)
    found = (*whole, *parts)[0]
    return Repeal(
        status=status_of(found.note_text) if whole else "partly_repealed",
        act_text=found.note_text,
        date=found.amending_date,
        number=found.amending_number,
    )


def split_preamble(act: ActText) -> tuple[str | None, str | None]:
    """The words of the preamble that the act rests on, and those that name the body that enacts it."""
    if act.preamble is None:
        return None, None
    match = word_order("preamble").fullmatch(act.preamble.text)
    if match is None:
        return act.preamble.text, None
    return match["basis"] or None, match["body"] or None


def issuing_body_text(act: ActText, reference: ActReference) -> str:
    """The body as printed: in the preamble, else in the signature where an office issues the act alone."""
    _, body = split_preamble(act)
    position, name = act.signatory_position or "", reference.issuing_body_name or ""
    is_own_office = position.split(" ")[-1:] == name.split(" ")[-1:]
    return body or (position if is_own_office else name) or position


def read_notes(act: ActText, plan: Plan, line: ActLine) -> list[ReadNote]:
    """Every note of the act and its plan, in order, with its amendments; first what its own line says."""
    sections = {entry.key: entry.section.number for entry in plan.entries if entry.section}
    own = []
    if act.act_line and line.repeal_text:
        printed = replace(act.act_line, text=line.repeal_text)
        own.append(PlacedNote(printed=printed, owner_type="act", owner_key=None))
    result = []
    for note in (*own, *act.notes, *plan.notes):
        context = NoteContext(
            target_type=note.owner_type,
            target_key=note.owner_key,
            section_number=sections.get(note.owner_key or ""),
        )
        result.append(ReadNote(note=note, amendments=tuple(parse_note(note.printed.text, context=context))))
    return result


def edition_date(notes: list[ReadNote], act_date: dt.date) -> dt.date:
    """The day of the latest amending act named, else the act's."""
    return max([act_date, *(day for _, day in _dated(notes))])


def touched_measures(notes: list[ReadNote]) -> dict[str, dt.date]:
    """The day of the last act that a note ties to a measure, by the measure's key."""
    days: dict[str, dt.date] = {}
    for amendment, day in _dated(notes):
        key = amendment.target_key
        if amendment.target_type == "measure" and key:
            days[key] = max(days.get(key, day), day)
    return days


def _dated(notes: list[ReadNote]) -> Iterator[tuple[Amendment, dt.date]]:
    """The amendments that are not still to come, with the day of their act."""
    for note in notes:
        for amendment in note.amendments:
            if amendment.amending_date and not amendment.is_pending:
                yield amendment, amendment.amending_date


def amendment_rows(notes: list[ReadNote], evidence: Evidence) -> list[AmendmentRecord]:
    """The rows of `amendments`; a note that lacks what a row needs is a finding."""
    rows: list[AmendmentRecord] = []
    for read in notes:
        printed = read.note.printed
        place = first_place(printed)
        for amendment in read.amendments:
            key = amendment.target_key if amendment.target_type == "measure" else None
            evidence.find(amendment.findings, place=place, measure_key=key, printed=printed.text)
            if amendment.is_complete:
                row = evidence.record(
                    AmendmentRecord,
                    amendment,
                    position=len(rows) + 1,
                    page=place.page_number if place else 1,
                    amended_measures=(key,) if key else (),
                )
                rows.append(row)
                evidence.repair(printed, "amendments", str(len(rows)), "note_text")
    return rows


def paragraph_rows(act: ActText, beside: Sequence[BesideText], evidence: Evidence) -> list[ParagraphRecord]:
    """The rows of `paragraphs`: those of the act, then the texts next to the plan."""
    texts: list[tuple[str | None, str, BesideText]] = []
    for paragraph in act.paragraphs:
        whole = replace(paragraph.printed, lines=paragraph.lines)
        own = BesideText(part="act", printed=whole, source=())
        texts.append((paragraph.number, paragraph.number, own))
    counts: Counter[str] = Counter()
    for each in beside:
        counts[each.part] += 1
        texts.append((None, f"{each.part}-{counts[each.part]}", each))
    rows = []
    for position, (number, key, text) in enumerate(texts, start=1):
        evidence.repair(text.printed, "paragraphs", key, "text")
        rows.append(
            evidence.record(
                ParagraphRecord,
                paragraph_number=number,
                text=text.printed.text,
                lines=text.printed.lines,
                pages=tuple(place.page_number for place in text.printed.places),
                paragraph_key=key,
                position=position,
                part=text.part,
                cells=text.cells,
            )
        )
    return rows


def texts_beside(notes: Sequence[ReadNote], plan: Plan, beside: Sequence[BesideText]) -> list[BesideText]:
    """The texts next to the plan, and the notes that no row of `amendments` holds, in reading order."""
    last = max(
        ((box.page_number, box.bbox.bottom) for entry in plan.entries for box in entry.boxes),
        default=(0, 0.0),
    )

    def spot(printed: Printed) -> tuple[int, float]:
        return printed.places[0].page_number, printed.places[0].bbox.top

    unread = []
    for read in notes:
        printed = read.note.printed
        if printed.places and not any(amendment.is_complete for amendment in read.amendments):
            part: TextPlace = "after_plan" if spot(printed) >= last else "before_plan"
            if read.note.owner_type in {"act", "paragraph"}:
                part = "act"
            unread.append(BesideText(part=part, printed=printed, source=()))
    return sorted([*beside, *unread], key=lambda text: spot(text.printed))


def notes_in_other_languages(beside: Sequence[BesideText]) -> Iterator[tuple[Remark, Place | None]]:
    """What is told of notes that are marked as another language marks them: nothing else reads these."""
    marks = re.compile(rf"(?:{'|'.join(act_words().foreign_note_marks)})\s*[.:!]", re.IGNORECASE)
    for text in beside:
        if marks.match(text.printed.text):
            message = "A note in another language than the plan's was not read."
            yield Remark(code="note_not_understood", message=message), first_place(text.printed)


def duty_rows(act: ActText, evidence: Evidence) -> list[ReportingDutyRecord]:
    """The rows of `reporting_duties`, numbered within their paragraph."""
    rows: list[ReportingDutyRecord] = []
    for paragraph in act.paragraphs:
        printed = paragraph.printed
        own: list[ReportingDutyRecord] = []
        for duty in parse_duties(printed.text):
            evidence.find(duty.findings, place=first_place(printed), printed=printed.text)
            if duty.duty_bearer_text and duty.recipient_text and duty.rrule:
                position = len(own) + 1
                own.append(
                    evidence.record(
                        ReportingDutyRecord, duty, paragraph_number=paragraph.number, position=position
                    )
                )
        rows += own
    return rows


def meanings_of(legend: Sequence[Abbreviation]) -> Mapping[str, str]:
    """What each label stands for; one with two meanings stands for none."""
    found: dict[str, set[str]] = {}
    for entry in legend:
        found.setdefault(entry.label, set()).add(entry.expansion)
    return {label: next(iter(several)) for label, several in found.items() if len(several) == 1}


def abbreviation_rows(
    plan: Plan, legend: Sequence[Abbreviation], day: dt.date, evidence: Evidence
) -> list[AbbreviationRecord]:
    """The rows of `abbreviations`."""
    rows: list[AbbreviationRecord] = []
    for entry in legend:
        printed = plan.legend[entry.index]
        named = {body.agency_id for body in parse_bodies(entry.expansion, as_of=day)}
        rows.append(
            evidence.record(
                AbbreviationRecord,
                entry,
                position=len(rows) + 1,
                expansion_text=entry.expansion,
                agency_id=next(iter(named)) if len(named) == 1 else None,
                **evidence.box_of(first_place(printed)),
            )
        )
        evidence.repair(printed, "abbreviations", str(len(rows)), "expansion_text")
    return rows
