"""What the review page's script works on: one edition as plain JSON values.

Only what the page shows goes in, so that the file stays light. Everything is text from a PDF and stays text:
the script puts it on the page as text and never as markup.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date
from typing import Any

from pipeline.publish.review.embedded_picture import PagePicture
from pipeline.records import (
    CODE_LISTS,
    AgencyRecord,
    CostAmountRecord,
    Dataset,
    DocumentRecord,
    FindingRecord,
    MeasureRecord,
    RepairRecord,
    ResponsibilityRecord,
    columns_of,
)
from pipeline.registry.meanings import code_meaning
from pipeline.registry.review_words import LANGUAGES, finding_words, review_words

VALUE_COLUMNS = ("measure_text", "completion_form_text", "executors_text", "deadline_text", "cost_text")
_CODE_LISTS = (
    "completion_form", "cost_type", "cost_period", "funding_source", "deadline_precision", "action",
    "target_type", "act_type",
)  # fmt: skip
_DEADLINE = (
    "edtf", "start", "end", "precision", "rrule", "event_text", "offset", "derived_end", "derived_from",
)  # fmt: skip

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEntry:
    """An entry that the edition's files of corrections hold already.

    Attributes:
        kind: words, body, key, row, merge, or accepted.
        fields: the entry's fields by their names in the file; empty ones may be left out.
    """

    kind: str
    fields: Mapping[str, str | int]


def review_content(
    edition: Dataset, pictures: Iterable[PagePicture], corrections: Sequence[KnownEntry], language: str
) -> Json:
    """The edition, the words of the page and the codes' meanings, ready for JSON.

    Args:
        edition: a dataset of one edition, with the registry of bodies.
        pictures: the pages' pictures, of which only the sizes go in.
        corrections: what the edition's files of corrections hold.
        language: the language that the page opens in.
    """
    document = edition.documents[0]
    bodies = _by_key(edition.responsibilities)
    repairs: dict[tuple[str, str], list[RepairRecord]] = defaultdict(list)
    for repair in edition.repairs:
        repairs[repair.table, repair.key].append(repair)
    order = {"error": 0, "warning": 1, "info": 2}
    findings = sorted(edition.findings, key=lambda row: order[row.severity])
    return {
        "language": language,
        "languages": list(LANGUAGES),
        "words": {name: review_words(name) for name in LANGUAGES},
        "codes": _codes(),
        "document": _plain(document),
        "pages": [[picture.page_number, picture.width_pt, picture.height_pt] for picture in pictures],
        "measures": [
            _measure(row, bodies[row.measure_key], repairs["measures", row.measure_key])
            for row in edition.measures
        ],
        "findings": [_finding(row) for row in findings],
        "kinds": {code: _kind(code) for code in sorted({row.code for row in findings})},
        "titles": [_repairs(repairs["documents", document.edition_id])],
        "paragraphs": [
            {
                "number": row.paragraph_key,
                "text": row.text,
                "pages": list(row.pages),
                "repairs": _repairs(repairs["paragraphs", row.paragraph_key]),
            }
            for row in edition.paragraphs
        ],
        "amendments": [
            {**_plain(row), "repairs": _repairs(repairs["amendments", str(row.position)])}
            for row in edition.amendments
        ],
        "duties": [_plain(row) for row in edition.reporting_duties],
        "agencies": {row.agency_id: _agency(row) for row in edition.agencies},
        "corrections": [{"kind": entry.kind, **entry.fields} for entry in corrections],
    }


def _by_key(rows: Iterable[ResponsibilityRecord]) -> dict[str, list[ResponsibilityRecord]]:
    result: dict[str, list[ResponsibilityRecord]] = defaultdict(list)
    for row in rows:
        result[row.measure_key].append(row)
    return result


def _measure(
    row: MeasureRecord, bodies: Sequence[ResponsibilityRecord], repairs: Sequence[RepairRecord]
) -> Json:
    return {
        "key": row.measure_key,
        "parent": row.parent_key,
        "stage": [row.stage_number, row.stage_title_text, _day(row.stage_start), _day(row.stage_end)],
        "section": [row.section_number, row.section_title_text],
        "removed": row.status == "removed",
        "pages": list(row.pages),
        "values": {column: getattr(row, column) for column in VALUE_COLUMNS},
        "cells": [[c.column, c.page, c.x0, c.top, c.x1, c.bottom] for c in row.cells],
        "merged": list(row.inherited_columns),
        "corrected": list(row.corrected_columns),
        "repairs": _repairs(repairs),
        "deadline": {name: _day(getattr(row, f"deadline_{name}")) for name in _DEADLINE},
        "forms": list(row.completion_form_types),
        "recipients": list(row.recipient_agency_ids),
        "cost": row.cost_type,
        "sources": list(row.funding_sources),
        "amounts": [_amount(amount) for amount in row.cost_amounts],
        "bodies": [
            [b.mention_text, b.agency_id, b.is_by_consent, b.is_coordinator, b.is_corrected] for b in bodies
        ],
        "others": [[other.head, other.text] for other in row.other_columns],
    }


def _amount(row: CostAmountRecord) -> Json:
    years = f"{row.first_year}–{row.last_year}" if row.first_year else row.year
    return {
        "years": years,
        "source": row.source,
        "programme": row.programme,
        "amount": format(row.amount, "f"),
        "currency": row.currency,
        "per": row.per,
        "is_total": row.is_total,
    }


def _finding(row: FindingRecord) -> Json:
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
    }


def _kind(code: str) -> dict[str, dict[str, str]]:
    """The words of a kind of finding in the page's languages."""
    words = finding_words(code)
    return {
        "title": {"en": words.en, "kk": words.kk},
        "meaning": {"en": words.meaning, "kk": words.meaning_kk},
        "action": {"en": words.action, "kk": words.action_kk or words.action},
    }


def _agency(row: AgencyRecord) -> Json:
    life = "–".join((row.valid_from or "", row.valid_to or "")) if row.valid_from or row.valid_to else ""
    return {
        "kk": row.name_kk,
        "en": row.name_en or row.name_kk,
        "short": list(row.abbreviations),
        "life": life,
    }


def _repairs(rows: Sequence[RepairRecord]) -> list[list[str]]:
    return [[row.column, row.rule, row.before, row.after] for row in rows]


def _codes() -> dict[str, dict[str, dict[str, str]]]:
    known = {code_list.name: code_list.codes for code_list in CODE_LISTS}
    result: dict[str, dict[str, dict[str, str]]] = {}
    for name in _CODE_LISTS:
        meanings = {code: code_meaning(name, code) for code in known[name]}
        result[name] = {code: {"en": told.en, "kk": told.kk} for code, told in meanings.items()}
    return result


def _plain(row: object) -> Json:
    """A record of plain columns as JSON values."""
    record_type: type = type(row)
    values = {column.name: getattr(row, column.name) for column in columns_of(record_type)}
    return {
        name: [_record(each) for each in value] if isinstance(value, tuple) else _day(value)
        for name, value in values.items()
        if name != "edition_id" or record_type is DocumentRecord
    }


def _record(value: object) -> object:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value


def _day(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
