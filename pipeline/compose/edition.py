"""The road of one file: pages -> layouts -> texts -> act and plan -> values -> records.

It is the only place where all parts of an edition meet.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from pipeline.assemble.rows.headings import plan_words
from pipeline.compose.act_records import (
    ReadNote,
    abbreviation_rows,
    act_remarks,
    amendment_rows,
    duty_rows,
    edition_date,
    issuing_body_text,
    meanings_of,
    notes_in_other_languages,
    paragraph_rows,
    read_act_line,
    read_notes,
    repeal_of,
    split_preamble,
    texts_beside,
    touched_measures,
)
from pipeline.compose.checks.confidence import Decided, confidence_remarks, find_doubts, with_confidence
from pipeline.compose.corrected.corrected_edition import (
    CorrectedWords,
    corrected_words,
    settled_findings,
)
from pipeline.compose.edition_evidence import WORD_RULES, Evidence, first_place, prefixed
from pipeline.compose.file_languages import (
    Spoken,
    beside_another,
    language_of,
    n_visible,
    texts_in_two_languages,
)
from pipeline.compose.footnote_marks import footnote_rows
from pipeline.compose.measure_records import MeasureContext, measure_rows
from pipeline.compose.plan_costs import total_rows
from pipeline.compose.printed_document import NoPlan, PrintedEdition, read_act_and_plan
from pipeline.compose.row_days import RowDays, dated_acts
from pipeline.corrections.corrections_folder import Corrections, digest_of
from pipeline.corrections.entries import EditionCorrections
from pipeline.extract.layout import lay_out
from pipeline.normalise.acts.act_line import ActLine, Identity, identify
from pipeline.normalise.bodies.legends import parse_legend
from pipeline.normalise.mentions.mention_rules import find_mentions
from pipeline.records.act_tables import DocumentRecord, FurnitureRecord
from pipeline.records.evidence_tables import MentionRecord
from pipeline.records.plan_tables import MeasureRecord, ResponsibilityRecord
from pipeline.records.tables import Dataset
from pipeline.registry.finding_kinds import Remark
from pipeline.registry.loading import language_in_use, reading_in, reading_version
from pipeline.repair.texts import read_texts
from pipeline.stations.page import Page
from pipeline.stations.plan import PlacedRemark


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """The file that an edition is read from."""

    name: str
    sha256: str


def compose_editions(
    pages: Iterable[Page],
    source: SourceFile,
    *,
    corrections: Corrections | None = None,
    language: str | None = None,
) -> tuple[Dataset, ...]:
    """The records of each edition that these pages hold: of one, or of one in each of two languages.

    The arguments and what is raised are those of `compose_edition`.
    """
    waiting = deque(pages)
    spoken = Spoken(language=language) if language else language_of(waiting)
    texts = texts_in_two_languages(waiting) if spoken.doubt else ()
    n_all = n_visible(waiting) if texts else 0
    with suppress(NoPlan):  # what one of the two holds may be no edition
        if texts:
            return tuple(
                _edition(text.of(waiting), Spoken(language=text.language), source, corrections, n_all=n_all)
                for text in texts
            )
    # a page goes when it is laid out: those of a long file are not held twice
    taken = (waiting.popleft() for _ in range(len(waiting)))
    return (_edition(taken, spoken, source, corrections),)


def compose_edition(
    pages: Iterable[Page],
    source: SourceFile,
    *,
    corrections: Corrections | None = None,
    language: str | None = None,
) -> Dataset:
    """The records of the edition that these pages hold, the first where they hold two, without the registry.

    Args:
        pages: the file's pages.
        source: the file.
        language: the language to read them in; None to decide it by their words.
        corrections: what `pipeline.corrections.read_correction_files` gave; None for none.

    Raises:
        NoPlan: there is no plan of measures, hardly any of its rows could be placed, or the act's day and
            number are not printed.
    """
    return compose_editions(pages, source, corrections=corrections, language=language)[0]


def _edition(
    pages: Iterable[Page],
    spoken: Spoken,
    source: SourceFile,
    corrections: Corrections | None,
    *,
    n_all: int | None = None,
) -> Dataset:
    """The records of the edition on these pages; `n_all` are the characters of a file with two texts."""
    with reading_in(spoken.language):
        reading = read_act_and_plan(read_texts(lay_out(pages, plan_words())))
        if spoken.doubt:
            reading = replace(reading, remarks=(*reading.remarks, PlacedRemark(remark=spoken.doubt)))
        if n_all is not None:
            reading = beside_another(reading, n_all)
        return _with_corrections(reading, source, corrections)


def _with_corrections(
    reading: PrintedEdition, source: SourceFile, corrections: Corrections | None
) -> Dataset:
    as_read = CorrectedWords(act=reading.act, plan=reading.plan)
    if not corrections:
        return _composed(reading, as_read, source)
    own = corrections.get(_identified(reading).identity.edition_id, EditionCorrections())
    corrected = corrected_words(reading.act, reading.plan, own, page_count=len(reading.layouts))
    if not own.corrections:
        return _composed(reading, corrected, source, digest=digest_of(own))
    before = _composed(reading, as_read, source)
    after = _composed(reading, corrected, source, digest=digest_of(own))
    settled = settled_findings(before.findings, after.findings, corrected.renamed)
    return replace(after, findings=(*after.findings, *settled))


def _composed(
    as_read: PrintedEdition, words: CorrectedWords, source: SourceFile, *, digest: str | None = None
) -> Dataset:
    """The records of these words; raises `NoPlan` where the act's day and number are not printed."""
    reading = replace(as_read, act=words.act, plan=words.plan)
    identified = _identified(reading)
    notes, day, identity = identified.notes, identified.day, identified.identity
    evidence = Evidence(source_file=source.name, edition_id=identity.edition_id, unturned=reading.unturned)
    act_line = reading.act.act_line
    told = [*act_remarks(reading.act, identified.line), *notes_in_other_languages(reading.beside)]
    for remark, place in told:
        evidence.find([remark], place=place, printed=act_line.text if act_line else None)
    document = _document(reading, identified, source, digest, evidence)
    _find_mended(reading, evidence)
    days = RowDays(act=document.date, edition=day, touched=touched_measures(notes))
    legend, legend_remarks = parse_legend(printed.text for printed in reading.plan.legend)
    named_in = [entry.measure.printed.text for entry in reading.plan.entries if entry.measure]
    named_in += [paragraph.printed.text for paragraph in reading.act.paragraphs]
    context = MeasureContext(
        days=days,
        cost_head=reading.plan.cost_head,
        acts=dated_acts(named_in),
        legend=meanings_of(legend),
        corrected=words.bodies,
    )
    measures: list[MeasureRecord] = []
    responsibilities: list[ResponsibilityRecord] = []
    for position, entry in enumerate(reading.plan.entries, start=1):
        measure, bodies = measure_rows(entry, position, context, evidence)
        measures.append(replace(measure, footnote_marks=reading.footnotes.marks_of(entry.key)))
        responsibilities += bodies
    for key, column, change in words.changes:
        evidence.change(change, "measures", key, column)
    abbreviations = abbreviation_rows(reading.plan, legend, day, evidence)
    evidence.find(legend_remarks, place=first_place(next(iter(reading.plan.legend), None)))
    totals = total_rows(reading.plan, measures, evidence)
    amendments = amendment_rows(notes, evidence)
    beside = texts_beside(notes, reading.plan, reading.beside)
    paragraphs = paragraph_rows(reading.act, beside, evidence)
    footnotes = footnote_rows(reading.footnotes, evidence)
    duties = duty_rows(reading.act, evidence)
    for placed in (*reading.plan.remarks, *reading.remarks, *words.remarks, *words.bodies.remarks()):
        evidence.find(
            [placed.remark],
            place=placed.place,
            measure_key=placed.measure_key,
            column=placed.column,
            printed=placed.printed if placed.printed is not None else reading.words_at(placed.place),
        )
    evidence.find(
        Remark(code="column_missing", message=f"The plan has no column for {role.replace('_', ' ')}.")
        for role in reading.plan.missing_roles
        if role != "number"
    )
    measures = _weighed(measures, reading, evidence)
    dataset = Dataset(
        documents=(document,),
        paragraphs=tuple(paragraphs),
        measures=tuple(
            replace(row, corrected_columns=tuple(sorted(words.columns.get(row.measure_key, ()))))
            for row in measures
        ),
        responsibilities=tuple(responsibilities),
        totals=tuple(totals),
        abbreviations=tuple(abbreviations),
        amendments=tuple(amendments),
        reporting_duties=tuple(duties),
        repairs=tuple(evidence.repairs),
        findings=tuple(evidence.findings),
        footnotes=tuple(footnotes),
    )
    return replace(dataset, mentions=tuple(_mentions(dataset, reading, days, evidence)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Identified:
    """The act's line, the notes of amendment, the edition's day, and what it is identified by."""

    line: ActLine
    notes: list[ReadNote]
    day: dt.date
    identity: Identity


def _identified(reading: PrintedEdition) -> _Identified:
    """What names the act and its edition; raises `NoPlan` where its day and number are not printed."""
    line = read_act_line(reading.act)
    reference = line.reference
    notes = read_notes(reading.act, reading.plan, line)
    day = edition_date(notes, reference.date) if reference.date else None
    identity = identify(reference, edition_date=day, language=language_in_use())
    if identity is None or day is None:
        own = f" ({reading.act.act_line.text})" if reading.act.act_line else ""
        why = " ".join(remark.message for remark in line.findings)
        raise NoPlan(
            f"It has a plan of measures, but the line that names the act{own} does not tell "
            f"its body, day, № and kind. {why}"
        )
    return _Identified(line=line, notes=notes, day=day, identity=identity)


def _document(
    reading: PrintedEdition,
    identified: _Identified,
    source: SourceFile,
    digest: str | None,
    evidence: Evidence,
) -> DocumentRecord:
    act, line, day = reading.act, identified.line, identified.day
    repeal = repeal_of(line, identified.notes)
    texts = {
        f"{name}_text": printed.text if printed else None
        for name in ("act_line", "plan_title", "preamble", "approval")
        for printed in [getattr(act, name)]
    }
    return evidence.record(
        DocumentRecord,
        identified.identity,
        title_text=act.title.text if act.title else "",
        act_type=line.reference.act_type or "",
        issuing_body_text=issuing_body_text(act, line.reference),
        number=line.reference.number or "",
        date=line.reference.date or day,
        edition_date=day,
        language=language_in_use(),
        basis_text=split_preamble(act)[0],
        signatory_name=act.signatory_name,
        signatory_position=act.signatory_position,
        status=repeal.status,
        **prefixed("repealing", repeal, "act_text", "date", "number"),
        **prefixed("registration", line.registration, "body_text", "date", "number"),
        page_count=len(reading.layouts),
        **prefixed("glyphs", reading.account, "total", "placed", "furniture"),
        source_file=source.name,
        source_sha256=source.sha256,
        pipeline_version=reading_version(),
        corrections_sha256=digest,
        plan_heads=reading.plan_heads,
        plan_headings=reading.plan_headings,
        furniture_kinds=tuple(
            FurnitureRecord(kind=kind, n_glyphs=count) for kind, count in reading.account.kinds
        ),
        **texts,
    )


def _weighed(
    measures: Sequence[MeasureRecord], reading: PrintedEdition, evidence: Evidence
) -> list[MeasureRecord]:
    """The measures with how sure they are; reports where that is little."""
    decided = Decided(
        plan=reading.plan,
        layouts=reading.layouts,
        verdicts=reading.verdicts,
        findings=tuple(evidence.findings),
        repairs=tuple(evidence.repairs),
    )
    doubts = find_doubts(decided)
    for each in confidence_remarks(decided, doubts):
        evidence.find([each.remark], place=each.place, measure_key=each.measure_key)
    return [with_confidence(row, doubts[row.measure_key]) for row in measures]


def _find_mended(reading: PrintedEdition, evidence: Evidence) -> None:
    """Reports what was mended in the act's titles, and letters and words in texts around the measures."""
    act = reading.act
    for printed, column in ((act.title, "title_text"), (act.plan_title, "plan_title_text")):
        evidence.repair(printed, "documents", evidence.edition_id, column)
    for printed, column in ((act.act_line, "act_line_text"), (act.preamble, "basis_text")):
        evidence.repair(printed, "documents", "", column, WORD_RULES)
    for entry in reading.plan.entries:
        for heading, column in ((entry.section, "section_title_text"), (entry.stage, "stage_title_text")):
            if heading:
                evidence.repair(heading.heading, "measures", entry.key, column, WORD_RULES)


def _mentions(
    dataset: Dataset, reading: PrintedEdition, days: RowDays, evidence: Evidence
) -> Iterator[MentionRecord]:
    """What titles, paragraphs and measures name, with exact places in their texts."""
    (document,) = dataset.documents
    entries = {entry.key: entry for entry in reading.plan.entries}
    own, day = document.edition_id, document.edition_date
    texts: list[tuple[str, str, str, str | None, dt.date]] = [
        ("documents", own, "title_text", document.title_text, document.date),
        ("documents", own, "plan_title_text", document.plan_title_text, document.date),
        *(("paragraphs", row.paragraph_key, "text", row.text, day) for row in dataset.paragraphs),
        *(
            ("measures", row.measure_key, "measure_text", row.measure_text, days.of(entries[row.measure_key]))
            for row in dataset.measures
        ),
    ]
    for table, key, column, text, day in texts:
        for mention in find_mentions(text or "", as_of=day):
            yield evidence.record(MentionRecord, mention, table=table, key=key, column=column)
