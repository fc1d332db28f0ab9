"""One measure as plain text, with everything that the dataset knows of it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from pipeline.publish.plain_text import printable, words_of
from pipeline.records import (
    CellRecord,
    Dataset,
    MeasureRecord,
    PublishedColumn,
    columns_of,
)
from pipeline.registry.review_words import finding_words

_INDENT = 24
_NOTHING = "-"


def measure_sheet(edition: Dataset, key: str, *, width: int = 100) -> str:
    """Every column of a measure, its bodies, findings, repairs, mentions, amendments and places.

    Args:
        edition: a dataset of one edition, with the registry of bodies.
        key: the measure's key.
        width: columns of the screen.

    Raises:
        KeyError: the edition has no such measure.
    """
    found = [row for row in edition.measures if row.measure_key == key]
    if not found:
        raise KeyError(key)
    measure = found[0]
    lines = [f"Measure {key} of {measure.edition_id}", ""]
    for column in columns_of(MeasureRecord):
        if column.name not in {"edition_id", "measure_key", "cells"}:
            lines += _wrapped(column.name, _value(column, getattr(measure, column.name)), width)
    for head, rows in (
        ("Bodies", _bodies(edition, key)),
        ("Findings", _findings(edition, key)),
        ("Repairs", _repairs(edition, key)),
        ("Mentions", _mentions(edition, key)),
        ("Amendments", _amendments(edition, key)),
        ("Places", map(_place, measure.cells)),
    ):
        listed = list(rows)
        lines += ["", head if listed else f"{head}: none"]
        for name, text in listed:
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


_Rows = Iterator[tuple[str, str]]


def _bodies(edition: Dataset, key: str) -> _Rows:
    names = {row.agency_id: row for row in edition.agencies}
    for row in edition.responsibilities:
        if row.measure_key != key:
            continue
        body = names.get(row.agency_id or "")
        known = f"{row.agency_id}: {body.name_kk}" if body else row.agency_id or "not in the registry"
        if body and body.name_en:
            known = f"{known} / {body.name_en}"
        said = ("by consent" if row.is_by_consent else "", "coordinates" if row.is_coordinator else "")
        later = row.current_agency_id
        now = f"now {later}" if later and later != row.agency_id else ""
        yield row.mention_text, _with_remarks(known, [*said, now])


def _with_remarks(text: str, remarks: Sequence[str]) -> str:
    said = ", ".join(filter(None, remarks))
    return f"{text} ({said})" if said else text


def _findings(edition: Dataset, key: str) -> _Rows:
    for row in edition.findings:
        if row.measure_key == key:
            where = _with_remarks(row.column or "", [f"page {row.page}" if row.page else ""])
            action = finding_words(row.code).action
            yield (
                row.severity,
                f"{row.code}, {where}: {row.message}" + (f" To do: {action}" if action else ""),
            )


def _repairs(edition: Dataset, key: str) -> _Rows:
    for row in edition.repairs:
        if (row.table, row.key) == ("measures", key):
            yield row.column, f"{row.rule}: “{row.before}” -> “{row.after}”"


def _mentions(edition: Dataset, key: str) -> _Rows:
    for row in edition.mentions:
        if (row.table, row.key) == ("measures", key):
            yield row.label, f"“{row.text}” = {row.value or _NOTHING} ({row.column} {row.start}-{row.end})"


def _amendments(edition: Dataset, key: str) -> _Rows:
    for row in edition.amendments:
        if key in row.amended_measures or (row.target_type == "measure" and row.target_key == key):
            yield row.action, f"{row.amending_date} No. {row.amending_number}: {row.note_text}"


def _place(cell: CellRecord) -> tuple[str, str]:
    return cell.column, f"page {cell.page}: x {cell.x0}-{cell.x1}, y {cell.top}-{cell.bottom} pt"
