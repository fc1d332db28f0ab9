"""What the review page's script works on: one edition as plain JSON values.

Only what the page shows goes in, so that the file stays light. Everything is text from a PDF and stays text:
the script puts it on the page as text and never as markup.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.publish.json_text import plain_values
from pipeline.records import (
    CODE_LISTS,
    MEASURE_TEXTS,
    AgencyRecord,
    AlignmentRecord,
    CostAmountRecord,
    Dataset,
    FindingRecord,
    MeasureRecord,
    ResponsibilityRecord,
)
from pipeline.records.plan_tables import cells_of
from pipeline.registry.finding_kinds import (
    LANGUAGES,
    OF_TWO_LANGUAGES,
    SEVERITIES,
    finding_words,
    review_words,
)
from pipeline.registry.meanings import code_meaning

_CODE_LISTS = (
    "completion_form", "cost_type", "cost_period", "funding_source", "deadline_precision", "action",
    "target_type", "act_type", "language",
)  # fmt: skip
_DEADLINE = (
    "edtf", "start", "end", "precision", "rrule", "event_text", "offset", "derived_end", "derived_from",
)  # fmt: skip

Json = dict[str, Any]  # of values that `compact_json` writes


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePicture:
    """One page, from 1, as an encoded picture (`image/webp`); its size is in the points of the boxes."""

    page_number: int
    width_pt: float
    height_pt: float
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEntry:
    """An entry of the files of corrections: its kind there, its fields by name (empty ones may miss)."""

    kind: str
    fields: Mapping[str, str | int]


Place = tuple[int, float | None, float | None, float | None, float | None]
"""A page and a box on it; of what has no box the page alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """The edition of the same day in another language, the rows that join both, the pictures of its pages."""

    edition: Dataset
    alignments: tuple[AlignmentRecord, ...]
    pictures: Sequence[PagePicture] = ()

    @property
    def keys(self) -> Mapping[str, str]:
        """Keys of the edition reviewed to those of the twin, whichever of them stands first."""
        is_first = self.alignments[0].other_edition_id == self.edition.documents[0].edition_id
        pairs = [(row.measure_key, row.other_measure_key) for row in self.alignments]
        return dict((one, other) if is_first else (other, one) for one, other in pairs if one and other)

    def pages(self, findings: Iterable[FindingRecord]) -> list[PagePicture]:
        """The pages on which it prints what the findings are about."""
        wanted = {place[0] for finding in findings for place in self.places(finding)}
        return [picture for picture in self.pictures if picture.page_number in wanted]

    def places(self, finding: FindingRecord) -> list[Place]:
        """Where it prints what a finding on both languages is about."""
        return list(self._places(finding)) if finding.code in OF_TWO_LANGUAGES else []

    def _places(self, finding: FindingRecord) -> Iterator[Place]:
        measures = {row.measure_key: row for row in self.edition.measures}
        measure = measures.get(self.keys.get(finding.measure_key or "", ""))
        if measure is not None:
            cells = cells_of(measure, (finding.column or "",))
            yield from ((cell.page, cell.x0, cell.top, cell.x1, cell.bottom) for cell in cells)
            return
        printed = (finding.printed_text or "").split(" | ")
        for note in self.edition.amendments:
            if finding.column == "note_text" and note.note_text in printed:
                yield note.page, None, None, None, None
                return


def twin_of(editions: Mapping[str, Dataset], edition_id: str) -> Twin | None:
    """The twin of an edition among the editions of a dataset, None where it has none."""
    for first, edition in editions.items():
        for row in edition.alignments:
            if edition_id in (first, row.other_edition_id):
                other = row.other_edition_id if first == edition_id else first
                rows = (each for each in edition.alignments if each.other_edition_id == row.other_edition_id)
                return Twin(edition=editions[other], alignments=tuple(rows))
    return None


def with_findings_of_both(edition: Dataset, twin: Twin) -> Dataset:
    """The edition with the findings on both languages that are the twin's, put at its own places."""
    back = Twin(edition=edition, alignments=twin.alignments)
    found = []
    for finding in twin.edition.findings:
        if finding.code in OF_TWO_LANGUAGES:
            page, x0, top, x1, bottom = next(iter(back.places(finding)), (None,) * 5)
            here = replace(finding, measure_key=back.keys.get(finding.measure_key or ""))
            found.append(replace(here, page=page, x0=x0, top=top, x1=x1, bottom=bottom))
    return replace(edition, findings=(*edition.findings, *found))


def review_content(
    edition: Dataset,
    pictures: Iterable[PagePicture],
    corrections: Sequence[KnownEntry],
    language: str,
    beside: Twin | None = None,
) -> Json:
    """The edition, the sizes of its pages, the words of the page and the codes' meanings, ready for JSON."""
    document = edition.documents[0]
    bodies: dict[str, list[ResponsibilityRecord]] = defaultdict(list)
    for row in edition.responsibilities:
        bodies[row.measure_key].append(row)
    repairs: dict[tuple[str, str], list[list[str]]] = defaultdict(list)
    for repair in edition.repairs:
        repairs[repair.table, repair.key].append([repair.column, repair.rule, repair.before, repair.after])
    findings = sorted(edition.findings, key=lambda row: SEVERITIES.index(row.severity))
    return {
        "language": language,
        "languages": LANGUAGES,
        "words": {name: review_words(name) for name in LANGUAGES},
        "codes": _codes(),
        "document": document,
        "pages": _sizes(pictures),
        "measures": [
            _measure(row, bodies[row.measure_key], repairs["measures", row.measure_key])
            for row in edition.measures
        ],
        "findings": [
            # what is the twin's is accepted on the twin's page
            _finding(row, beside.places(row) if beside else [])
            | {"is_own": row.edition_id == document.edition_id}
            for row in findings
        ],
        "beside": beside
        and {"document": beside.edition.documents[0], "pages": _sizes(beside.pages(findings))},
        "kinds": {code: _kind(code) for code in sorted({row.code for row in findings})},
        "titles": [repairs["documents", document.edition_id]],
        "paragraphs": [
            {"number": key, "text": row.text, "pages": row.pages, "repairs": repairs["paragraphs", key]}
            for row in edition.paragraphs
            for key in (row.paragraph_key,)
        ],
        "amendments": [
            {**plain_values(row), "repairs": repairs["amendments", str(row.position)]}
            for row in edition.amendments
        ],
        "duties": edition.reporting_duties,
        "agencies": {row.agency_id: _agency(row) for row in edition.agencies},
        "corrections": [{"kind": entry.kind, **entry.fields} for entry in corrections],
    }


def _sizes(pictures: Iterable[PagePicture]) -> list[tuple[int, float, float]]:
    return [(picture.page_number, picture.width_pt, picture.height_pt) for picture in pictures]


def _measure(row: MeasureRecord, bodies: Sequence[ResponsibilityRecord], repairs: list[list[str]]) -> Json:
    return {
        "key": row.measure_key,
        "parent": row.parent_key,
        "stage": [row.stage_number, row.stage_title_text, row.stage_start, row.stage_end],
        "section": [row.section_number, row.section_title_text],
        "removed": row.status == "removed",
        "confidence": row.confidence,
        "pages": row.pages,
        "values": {column: getattr(row, column) for column in MEASURE_TEXTS},
        "cells": [[c.column, c.page, c.x0, c.top, c.x1, c.bottom] for c in row.cells],
        "merged": row.inherited_columns,
        "corrected": row.corrected_columns,
        "repairs": repairs,
        "deadline": {name: getattr(row, f"deadline_{name}") for name in _DEADLINE},
        "forms": row.completion_form_types,
        "recipients": row.recipient_agency_ids,
        "cost": row.cost_type,
        "sources": row.funding_sources,
        "amounts": [_amount(amount) for amount in row.cost_amounts],
        "bodies": [
            [b.mention_text, b.agency_id, b.is_by_consent, b.is_coordinator, b.is_corrected] for b in bodies
        ],
        "others": [[other.head, other.text] for other in row.other_columns],
    }


def _amount(row: CostAmountRecord) -> Json:
    return {
        "years": f"{row.first_year}–{row.last_year}" if row.first_year else row.year,
        "source": row.source,
        "programme": row.programme,
        "amount": format(row.amount, "f"),
        "currency": row.currency,
        "per": row.per,
        "is_total": row.is_total,
    }


def _finding(row: FindingRecord, beside: Sequence[Place]) -> Json:
    has_box = row.page is not None and None not in (row.x0, row.top, row.x1, row.bottom)
    return {
        "severity": row.severity,
        "code": row.code,
        "status": row.status,
        "message": row.message,
        "printed": row.printed_text,
        "page": row.page,
        "box": [row.x0, row.top, row.x1, row.bottom] if has_box else None,
        "key": row.measure_key,
        "column": row.column,
        "beside": beside,
    }


def _kind(code: str) -> dict[str, dict[str, str]]:
    """The words of a kind of finding in the page's languages."""
    words = {language: finding_words(code, language) for language in LANGUAGES}
    return {
        name: {language: getattr(each, name) for language, each in words.items()}
        for name in ("title", "meaning", "action")
    }


def _agency(row: AgencyRecord) -> Json:
    return {
        **{name: getattr(row, f"name_{name}") or row.name_kk for name in LANGUAGES},
        "short": row.abbreviations,
        "life": f"{row.valid_from or ''}–{row.valid_to or ''}" if row.valid_from or row.valid_to else "",
    }


def _codes() -> Json:
    return {
        codes.name: {
            code: {language: getattr(code_meaning(codes.name, code), language) for language in LANGUAGES}
            for code in codes.codes
        }
        for codes in CODE_LISTS
        if codes.name in _CODE_LISTS
    }
