"""One file to the records of its edition: the only place where all parts of an edition meet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from pipeline.compose.act import (
    ReadNote,
    act_reference,
    amendment_rows,
    duty_rows,
    edition_date,
    issuing_body_text,
    paragraph_rows,
    read_notes,
    split_preamble,
    touched_measures,
)
from pipeline.compose.bodies import CorrectedBodies
from pipeline.compose.corrections import (
    CorrectedWords,
    corrected_words,
    mark_corrected,
    settled_findings,
)
from pipeline.compose.days import RowDays
from pipeline.compose.events import dated_acts
from pipeline.compose.evidence import Evidence
from pipeline.compose.measures import MeasureContext, measure_rows
from pipeline.compose.reading import NoPlan, Reading, read_words
from pipeline.corrections import Corrections, EditionCorrections, digest_of
from pipeline.findings import Remark
from pipeline.normalise.act_references import ActReference
from pipeline.normalise.cost_units import parse_cost_unit
from pipeline.normalise.identity import Identity, identify
from pipeline.normalise.mentions import find_mentions
from pipeline.page import Page
from pipeline.records.act import DocumentRecord
from pipeline.records.evidence import MentionRecord
from pipeline.records.measures import MeasureRecord, ResponsibilityRecord
from pipeline.records.tables import Dataset
from pipeline.reference.agencies import agencies_by_id
from pipeline.reference.successions import holder_on
from pipeline.version import VERSION

_LANGUAGE = "kk"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """The file that an edition is read from."""

    name: str
    sha256: str


def compose_edition(
    pages: Iterable[Page], source: SourceFile, *, corrections: Corrections | None = None
) -> Dataset:
    """The records of the one edition that these pages hold, without the registry.

    Args:
        pages: the file's pages.
        source: the file.
        corrections: what `pipeline.corrections.read_correction_files` gave; None for none.

    Raises:
        NoPlan: there is no plan of measures, hardly any of its rows could be placed, or the act's day and
            number are not printed.
    """
    reading = read_words(pages)
    as_read = CorrectedWords(act=reading.act, plan=reading.plan)
    if not corrections:
        return _composed(reading, as_read, source)
    own = corrections.get(_identified(reading)[-1].edition_id, EditionCorrections())
    corrected = corrected_words(reading.act, reading.plan, own, page_count=len(reading.layouts))
    if not own.all_corrections:
        return _composed(reading, corrected, source, digest=digest_of(own))
    before = _composed(reading, as_read, source)
    after = _composed(reading, corrected, source, digest=digest_of(own))
    settled = settled_findings(before.findings, after.findings, corrected.renamed)
    return replace(after, findings=(*after.findings, *settled))


def _composed(
    as_read: Reading, words: CorrectedWords, source: SourceFile, *, digest: str | None = None
) -> Dataset:
    """The records of these words.

    Raises:
        NoPlan: the act's day and number are not printed.
    """
    reading = replace(as_read, act=words.act, plan=words.plan)
    notes, reference, day, identity = _identified(reading)
    evidence = Evidence(source_file=source.name, edition_id=identity.edition_id, unturned=reading.unturned)
    act_line = reading.act.act_line
    evidence.find(reference.findings, printed=act_line.text if act_line else None)
    document = _document(reading, reference, identity, source, day, digest)
    for printed, column in ((reading.act.title, "title_text"), (reading.act.plan_title, "plan_title_text")):
        evidence.repair(printed, "documents", "", column)
    days = RowDays(act=document.date, edition=day, touched=touched_measures(notes))
    measures, responsibilities = _measures(reading, days, identity.edition_id, evidence, words.bodies)
    for key, column, change in words.changes:
        evidence.change(change, key, column)
    amendments = amendment_rows(notes, identity.edition_id, evidence)
    paragraphs = paragraph_rows(reading.act, identity.edition_id, evidence)
    duties = duty_rows(reading.act, identity.edition_id, evidence)
    for placed in (*reading.plan.remarks, *reading.remarks, *words.remarks, *words.bodies.remarks()):
        evidence.find(
            [placed.remark],
            place=placed.place,
            measure_key=placed.measure_key,
            column=placed.column,
            printed=placed.printed if placed.printed is not None else reading.words_at(placed.place),
        )
    evidence.find(_missing_columns(reading))
    dataset = Dataset(
        documents=(document,),
        paragraphs=tuple(paragraphs),
        measures=tuple(mark_corrected(measures, words.columns)),
        responsibilities=tuple(responsibilities),
        amendments=tuple(amendments),
        reporting_duties=tuple(duties),
        repairs=tuple(evidence.repairs),
        findings=tuple(evidence.findings),
    )
    return replace(dataset, mentions=tuple(_mentions(dataset, reading, days)))


def _identified(reading: Reading) -> tuple[list[ReadNote], ActReference, dt.date, Identity]:
    """The notes, the act's reference, the edition's day and what both are identified by.

    Raises:
        NoPlan: the act's day and number are not printed.
    """
    notes = read_notes(reading.act, reading.plan)
    reference = act_reference(reading.act)
    day = edition_date(notes, reference.date) if reference.date else None
    identity = identify(reference, edition_date=day, language=_LANGUAGE)
    if identity is None or day is None:
        raise NoPlan(
            "It has a plan of measures, but the line that names the act was not found "
            "(its body, day, № and kind, in that order)."
        )
    return notes, reference, day, identity


def successor_on(agency_id: str, day: dt.date) -> str | None:
    """The body of the registry that holds a body's tasks on a day, as `holder_on` says."""
    by_id = agencies_by_id()
    return holder_on(agency_id, day, lambda each: (by_id[each].valid_to, by_id[each].successor_ids))


def _document(
    reading: Reading,
    reference: ActReference,
    identity: Identity,
    source: SourceFile,
    day: dt.date,
    digest: str | None,
) -> DocumentRecord:
    act = reading.act
    return DocumentRecord(
        edition_id=identity.edition_id,
        document_id=identity.document_id,
        work_uri=identity.work_uri,
        expression_uri=identity.expression_uri,
        title_text=act.title.text if act.title else "",
        act_type=reference.act_type or "",
        issuing_body_text=issuing_body_text(act, reference),
        number=reference.number or "",
        date=reference.date or day,
        edition_date=day,
        language=_LANGUAGE,
        basis_text=split_preamble(act)[0],
        signatory_name=act.signatory_name,
        signatory_position=act.signatory_position,
        plan_title_text=act.plan_title.text if act.plan_title else None,
        page_count=len(reading.layouts),
        glyphs_total=reading.account.total,
        glyphs_placed=reading.account.placed,
        glyphs_furniture=reading.account.furniture,
        source_file=source.name,
        source_sha256=source.sha256,
        pipeline_version=VERSION,
        corrections_sha256=digest,
    )


def _measures(
    reading: Reading, days: RowDays, edition_id: str, evidence: Evidence, corrected: CorrectedBodies
) -> tuple[list[MeasureRecord], list[ResponsibilityRecord]]:
    texts = [entry.measure.printed.text for entry in reading.plan.entries if entry.measure]
    context = MeasureContext(
        edition_id=edition_id,
        days=days,
        cost_unit=parse_cost_unit(reading.plan.cost_head),
        acts=dated_acts([*texts, *(paragraph.printed.text for paragraph in reading.act.paragraphs)]),
        successor=partial(successor_on, day=days.edition),
        corrected=corrected,
    )
    measures: list[MeasureRecord] = []
    responsibilities: list[ResponsibilityRecord] = []
    for position, entry in enumerate(reading.plan.entries, start=1):
        measure, bodies = measure_rows(entry, position, context, evidence)
        measures.append(measure)
        responsibilities.extend(bodies)
    return measures, responsibilities


def _missing_columns(reading: Reading) -> list[Remark]:
    return [
        Remark(code="column_missing", message=f"The plan has no column for {role.replace('_', ' ')}.")
        for role in reading.plan.missing_roles
        if role != "number"
    ]


def _mentions(dataset: Dataset, reading: Reading, days: RowDays) -> Iterator[MentionRecord]:
    """What titles, paragraphs and measures name, with exact places in their texts."""
    document = dataset.documents[0]
    entries = {entry.key: entry for entry in reading.plan.entries}
    texts = [("documents", "", "title_text", document.title_text, document.date)]
    if document.plan_title_text:
        texts.append(("documents", "", "plan_title_text", document.plan_title_text, document.date))
    texts.extend(
        ("paragraphs", row.paragraph_number, "text", row.text, document.edition_date)
        for row in dataset.paragraphs
    )
    texts.extend(
        ("measures", row.measure_key, "measure_text", row.measure_text, days.of(entries[row.measure_key]))
        for row in dataset.measures
        if row.measure_text
    )
    for table, key, column, text, day in texts:
        for mention in find_mentions(text, as_of=day):
            yield MentionRecord(
                edition_id=document.edition_id,
                table=table,
                key=key,
                column=column,
                start=mention.start,
                end=mention.end,
                label=mention.label,
                text=mention.text,
                value=mention.value,
            )
