"""Reads a dataset back and says what is wrong with it: which table, which row, which column.

A dataset is copied, edited in a spreadsheet, mixed from two runs. Whoever receives one can hold it against
the contract here, without the PDF files and without trust in whoever wrote it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.publish.arrow import rows_from_arrow
from pipeline.publish.datapackage import datapackage_json, described_files, facts_of
from pipeline.publish.dataset import (
    PACKAGE_FILE,
    DatasetError,
    has_own_readme,
    readable_tables,
    schema_problems,
)
from pipeline.publish.documents import documents_of
from pipeline.publish.edition_schema import edition_schema_json
from pipeline.publish.readme import README_FILE, readme_text
from pipeline.publish.validation import Problem, dataset_problems
from pipeline.records import TABLES, Dataset, in_order, row_key, row_name

_LOST_GLYPHS = "glyphs_unplaced"


def check_dataset(folder: Path) -> list[Problem]:
    """Everything that is wrong with the dataset in a folder; empty if it is sound.

    Raises:
        DatasetError: there is no dataset.
    """
    while True:
        before = folder.stat().st_ino if folder.is_dir() else None
        problems = _problems(folder)
        # a run may have put a new dataset in place between two of the files
        if not problems or before == (folder.stat().st_ino if folder.is_dir() else None):
            return problems


def _problems(folder: Path) -> list[Problem]:
    tables, problems = readable_tables(folder)
    if not tables and not (folder / PACKAGE_FILE).exists():
        raise DatasetError(f"there is no dataset in {folder}: {problems[0].table} {problems[0].message}")
    rows: dict[str, Any] = {}
    for table in (table for table in TABLES if table.name in tables):
        faults = schema_problems(table, tables[table.name].schema)
        problems += faults
        if not faults:
            rows[table.name] = rows_from_arrow(table, tables[table.name])
    dataset = Dataset(**rows)
    unread = {table.name for table in TABLES} - rows.keys()
    problems += dataset_problems(dataset, unread=unread)
    if not problems:
        problems.extend(_glyph_problems(dataset))
        problems.extend(_date_problems(dataset))
        problems.extend(_place_problems(dataset))
        problems.extend(_unread_problems(dataset))
    told = {f"{name}.parquet" for name in unread}
    more = _file_problems(dataset, folder, is_sound=not problems)
    return [*problems, *(problem for problem in more if problem.table not in told)]


def _glyph_problems(dataset: Dataset) -> Iterator[Problem]:
    """Every visible character is accounted for, or an error finding says that some are not."""
    excused = {
        finding.edition_id
        for finding in dataset.findings
        if finding.code == _LOST_GLYPHS and finding.severity == "error"
    }
    for document in dataset.documents:
        lost = document.glyphs_total - document.glyphs_placed - document.glyphs_furniture
        if lost and document.edition_id not in excused:
            message = f"{lost} glyphs are neither placed nor furniture, and no finding {_LOST_GLYPHS} says so"
            yield Problem(table="documents", row=document.edition_id, column="glyphs_total", message=message)


def _date_problems(dataset: Dataset) -> Iterator[Problem]:
    for document in dataset.documents:
        if document.edition_date < document.date:
            yield Problem(
                table="documents",
                row=document.edition_id,
                column="edition_date",
                message=f"{document.edition_date} is before the act's date {document.date}",
            )
    for measure in dataset.measures:
        row = f"{measure.edition_id} {measure.measure_key}"
        for what, start, end in (
            ("stage_end", measure.stage_start, measure.stage_end),
            ("deadline_end", measure.deadline_start, measure.deadline_end),
        ):
            if start is not None and end is not None and end < start:
                yield Problem(
                    table="measures", row=row, column=what, message=f"{end} is before its start {start}"
                )


def _place_problems(dataset: Dataset) -> Iterator[Problem]:
    """Mentions stand where they say; pages exist."""
    texts = _rows_by_key(dataset)
    for mention in dataset.mentions:
        row = texts.get((mention.edition_id, mention.table, mention.key))
        text = getattr(row, mention.column, None)
        name = f"{mention.edition_id} {mention.table} {mention.key} {mention.column} {mention.start}"
        if not isinstance(text, str):
            message = f"there is no text {mention.table} {mention.key} {mention.column}"
            yield Problem(table="mentions", row=name, column="key", message=message)
        elif text[mention.start : mention.end] != mention.text:
            message = f"{mention.text!r} does not stand there, but {text[mention.start : mention.end]!r}"
            yield Problem(table="mentions", row=name, column="text", message=message)
    pages = {document.edition_id: document.page_count for document in dataset.documents}
    for table in (table for table in TABLES if table.name in ("paragraphs", "measures")):
        for number, row in enumerate(getattr(dataset, table.name), start=1):
            if any(not 1 <= page <= pages[row.edition_id] for page in row.pages):
                name = row_name(table, row, number)
                message = f"{list(row.pages)} are not all pages of a file of {pages[row.edition_id]}"
                yield Problem(table=table.name, row=name, column="pages", message=message)


def _rows_by_key(dataset: Dataset) -> dict[tuple[str, str, str], Any]:
    return {
        (row.edition_id, table.name, row_key(table, row)): row
        for table in TABLES
        if table.key[:1] == ("edition_id",) and table.name != "mentions"
        for row in getattr(dataset, table.name)
    }


def _unread_problems(dataset: Dataset) -> Iterator[Problem]:
    """A body that was not recognised has a finding on its very words in its measure."""
    told = {
        (finding.edition_id, finding.measure_key, finding.printed_text)
        for finding in dataset.findings
        if finding.column == "executors_text"
    }
    for responsibility in dataset.responsibilities:
        key, words = responsibility.measure_key, responsibility.mention_text
        if responsibility.agency_id is None and (responsibility.edition_id, key, words) not in told:
            name = f"{responsibility.edition_id} {key} {responsibility.position}"
            message = f"{words!r} has no body, and no finding says so"
            yield Problem(table="responsibilities", row=name, column="agency_id", message=message)


def _file_problems(dataset: Dataset, folder: Path, *, is_sound: bool) -> Iterator[Problem]:
    """The files beside the tables say the same as the tables."""
    ordered = in_order(dataset) if is_sound else dataset
    yield from _package_problems(ordered, folder, is_sound=is_sound)
    if not is_sound:
        return
    expected: dict[str, str | bytes] = {"schema/edition.schema.json": edition_schema_json()}
    expected |= {f"json/{edition_id}.json": b"".join(pieces) for edition_id, pieces in documents_of(ordered)}
    for path, text in expected.items():
        content = _json_of(folder / path)
        if isinstance(content, Problem):
            yield content
        elif content != json.loads(text):
            yield Problem(
                table=path,
                row=None,
                column=_first_difference(content, json.loads(text)),
                message="says other than the tables",
            )
    readme = folder / README_FILE
    if not readme.exists():
        yield Problem(table=README_FILE, row=None, column=None, message="is missing")
    elif not has_own_readme(folder) and readme.read_text(encoding="utf-8") != readme_text(ordered):
        yield Problem(table=README_FILE, row=None, column=None, message="says other than the tables")
    for file in sorted((folder / "json").glob("*")):
        if f"json/{file.name}" not in expected:
            yield Problem(
                table=f"json/{file.name}", row=None, column=None, message="is of no edition of the dataset"
            )


def _package_problems(dataset: Dataset, folder: Path, *, is_sound: bool) -> Iterator[Problem]:
    package = _json_of(folder / PACKAGE_FILE)
    if isinstance(package, Problem):
        yield package
        return
    resources = package.get("resources") if isinstance(package, dict) else None
    listed = resources if isinstance(resources, list) else []
    for resource in (each for each in listed if isinstance(each, dict)):
        path = str(resource.get("path", ""))
        file = folder / path
        told = str(resource.get("sha256") or resource.get("hash", "")).removeprefix("sha256:")
        if ".." in Path(path).parts or Path(path).is_absolute() or not file.is_file():
            yield Problem(
                table=path, row=None, column=None, message=f"is named in {PACKAGE_FILE} but not there"
            )
        elif hashlib.sha256(file.read_bytes()).hexdigest() != told:
            yield Problem(
                table=path, row=None, column=None, message=f"has another sha256 than {PACKAGE_FILE} says"
            )
    try:
        facts = {path: facts_of([(folder / path).read_bytes()]) for path in described_files(dataset)}
        expected = json.loads(datapackage_json(dataset, facts)) if is_sound else package
    except FileNotFoundError:
        return  # a missing file is told of where its content is compared
    if package != expected:
        message = "does not describe these tables"
        yield Problem(
            table=PACKAGE_FILE, row=None, column=_first_difference(package, expected), message=message
        )


def _json_of(file: Path) -> Any:  # noqa: ANN401 - whatever the file holds, or the problem with it
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Problem(table=file.name, row=None, column=None, message="is missing")
    except (OSError, ValueError, RecursionError) as error:
        return Problem(table=file.name, row=None, column=None, message=f"is not readable JSON: {error}")


def _first_difference(content: object, expected: object) -> str | None:
    """The first key under which two JSON objects differ, None if they are not both objects."""
    if not isinstance(content, dict) or not isinstance(expected, dict):
        return None
    return next((key for key in [*expected, *content] if content.get(key) != expected.get(key)), None)


__all__ = ["DatasetError", "Problem", "check_dataset"]
