"""One measure as plain text, with everything that the dataset knows of it."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

from pipeline.publish.plain_text import printable, words_of
from pipeline.records import (
    AgencyRecord,
    Dataset,
    FindingRecord,
    MeasureRecord,
    PublishedColumn,
    ResponsibilityRecord,
    columns_of,
)
from pipeline.registry.finding_kinds import finding_words

_INDENT = 24
_NOTHING = "-"


def measure_sheet(edition: Dataset, key: str, *, width: int = 100) -> str:
    """A measure of one edition: its columns, bodies, findings, repairs, mentions, amendments and places.

    Raises:
        KeyError: the edition has no such measure.
    """
    measure = next((row for row in edition.measures if row.measure_key == key), None)
    if measure is None:
        raise KeyError(key)
    lines = [f"Measure {key} of {measure.edition_id}", ""]
    for column in columns_of(MeasureRecord):
        if column.name not in {"edition_id", "measure_key", "cells"}:
            lines += _wrapped(column.name, _value(column, getattr(measure, column.name)), width)
    for head, rows in _parts(edition, measure).items():
        lines += ["", head if rows else f"{head}: none"]
        for name, text in rows:
            lines += _wrapped(f"  {name}", text, width)
    return "\n".join(map(printable, lines))


def _wrapped(name: str, text: str, width: int) -> list[str]:
    # a long name has a line of its own
    above, start = ([name], " " * _INDENT) if len(name) >= _INDENT else ([], f"{name:<{_INDENT}}")
    text_lines = textwrap.wrap(
        text,
        width=max(width, _INDENT + 20),
        initial_indent=start,
        subsequent_indent=" " * _INDENT,
        break_on_hyphens=False,
    )
    return [*above, *(text_lines or [start.rstrip()])]


def _value(column: PublishedColumn, value: object) -> str:
    if value is None or value in ((), ""):
        return _NOTHING
    if isinstance(value, tuple):
        return (" | " if column.name.endswith("_lines") else ", ").join(map(words_of, value))
    return words_of(value)


def _parts(edition: Dataset, measure: MeasureRecord) -> dict[str, list[tuple[str, str]]]:
    """What other tables say of a measure, a name and a text each."""
    key = measure.measure_key
    place = ("measures", key)
    bodies = {row.agency_id: row for row in edition.agencies}
    return {
        "Bodies": [
            (row.mention_text, _body(row, bodies))
            for row in edition.responsibilities
            if row.measure_key == key
        ],
        "Findings": [(row.severity, _finding(row)) for row in edition.findings if row.measure_key == key],
        "Repairs": [
            (row.column, f"{row.rule}: “{row.before}” -> “{row.after}”")
            for row in edition.repairs
            if (row.table, row.key) == place
        ],
        "Mentions": [
            (row.label, f"“{row.text}” = {row.value or _NOTHING} ({row.column} {row.start}-{row.end})")
            for row in edition.mentions
            if (row.table, row.key) == place
        ],
        "Amendments": [
            (row.action, f"{row.amending_date} No. {row.amending_number}: {row.note_text}")
            for row in edition.amendments
            if key in row.amended_measures or (row.target_type, row.target_key) == ("measure", key)
        ],
        "Places": [
            (cell.column, f"page {cell.page}: x {cell.x0}-{cell.x1}, y {cell.top}-{cell.bottom} pt")
            for cell in measure.cells
        ],
    }


def _body(row: ResponsibilityRecord, bodies: Mapping[str, AgencyRecord]) -> str:
    body = bodies.get(row.agency_id or "")
    names = [body.name_kk, body.name_en] if body else []
    known = f"{row.agency_id}: {' / '.join(filter(None, names))}" if body else row.agency_id
    is_followed = row.current_agency_id and row.current_agency_id != row.agency_id
    remarks = {
        "by consent": row.is_by_consent,
        "coordinates": row.is_coordinator,
        f"now {row.current_agency_id}": is_followed,
    }
    return _with_remarks(known or "not in the registry", [each for each, is_so in remarks.items() if is_so])


def _finding(row: FindingRecord) -> str:
    where = _with_remarks(row.column or "", [f"page {row.page}"] if row.page else [])
    action = finding_words(row.code).action
    return f"{row.code}, {where}: {row.message}" + (f" To do: {action}" if action else "")


def _with_remarks(text: str, remarks: Sequence[str]) -> str:
    return f"{text} ({', '.join(remarks)})" if remarks else text
