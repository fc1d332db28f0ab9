"""Reads a dataset back and says what is wrong with it: which table, which row, which column.

A dataset is copied, edited in a spreadsheet, mixed from two runs. Whoever receives one can hold it against
the contract here, without the PDF files and without trust in whoever wrote it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.publish.datapackage import EDITION_SCHEMA, datapackage_json, described_files, facts_of
from pipeline.publish.dataset import (
    PACKAGE_FILE,
    DatasetError,
    dataset_of,
    has_own_readme,
    readable_tables,
    schema_problems,
)
from pipeline.publish.documents import documents_of, edition_schema_json
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
    for table in TABLES:
        if table.name in tables:
            faults = schema_problems(table, tables[table.name].schema)
            problems += faults
            if faults:
                del tables[table.name]
    dataset = dataset_of(tables)
    unread = {table.name for table in TABLES} - tables.keys()
    problems += dataset_problems(dataset, unread=unread)
    if not problems:
        problems += contradictions(dataset)
    is_sound = not problems
    package = _json_of(folder, PACKAGE_FILE)
    reported = {f"{name}.parquet" for name in unread}
    problems += [each for each in _listed_file_problems(package, folder) if each.table not in reported]
    if is_sound:
        problems += _content_problems(in_order(dataset), package, folder)
    return problems


def contradictions(dataset: Dataset) -> list[Problem]:
    """What the rows of a dataset, each right by itself, say against one another."""
    finders = (_glyph_problems, _date_problems, _mention_problems, _page_problems, _body_problems)
    return [
        Problem(table=table, row=row, column=column, message=message)
        for find in finders
        for table, row, column, message in find(dataset)
    ]


_Found = Iterator[tuple[str, str, str, str]]
"""Table, row, column, message."""


def _glyph_problems(dataset: Dataset) -> _Found:
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
            yield "documents", document.edition_id, "glyphs_total", message


def _date_problems(dataset: Dataset) -> _Found:
    for document in dataset.documents:
        if document.edition_date < document.date:
            message = f"{document.edition_date} is before the act's date {document.date}"
            yield "documents", document.edition_id, "edition_date", message
    for measure in dataset.measures:
        row = f"{measure.edition_id} {measure.measure_key}"
        for column, start, end in (
            ("stage_end", measure.stage_start, measure.stage_end),
            ("deadline_end", measure.deadline_start, measure.deadline_end),
        ):
            if start is not None and end is not None and end < start:
                yield "measures", row, column, f"{end} is before its start {start}"


def _mention_problems(dataset: Dataset) -> _Found:
    """Mentions stand where they say."""
    rows = {
        (row.edition_id, table.name, row_key(table, row)): row
        for table in TABLES
        if table.key[:1] == ("edition_id",) and table.name != "mentions"
        for row in getattr(dataset, table.name)
    }
    for mention in dataset.mentions:
        row = rows.get((mention.edition_id, mention.table, mention.key))
        text = getattr(row, mention.column, None)
        name = f"{mention.edition_id} {mention.table} {mention.key} {mention.column} {mention.start}"
        if not isinstance(text, str):
            message = f"there is no text {mention.table} {mention.key} {mention.column}"
            yield "mentions", name, "key", message
        elif text[mention.start : mention.end] != mention.text:
            message = f"{mention.text!r} does not stand there, but {text[mention.start : mention.end]!r}"
            yield "mentions", name, "text", message


def _page_problems(dataset: Dataset) -> _Found:
    """Pages exist."""
    page_counts = {document.edition_id: document.page_count for document in dataset.documents}
    for table in (table for table in TABLES if table.name in ("paragraphs", "measures")):
        for number, row in enumerate(getattr(dataset, table.name), start=1):
            page_count = page_counts[row.edition_id]
            if any(not 1 <= page <= page_count for page in row.pages):
                message = f"{list(row.pages)} are not all pages of a file of {page_count}"
                yield table.name, row_name(table, row, number), "pages", message


def _body_problems(dataset: Dataset) -> _Found:
    """A body that was not recognised has a finding on its very words in its measure."""
    reported = {
        (finding.edition_id, finding.measure_key, finding.printed_text)
        for finding in dataset.findings
        if finding.column == "executors_text"
    }
    for row in dataset.responsibilities:
        words = (row.edition_id, row.measure_key, row.mention_text)
        if row.agency_id is None and words not in reported:
            message = f"{row.mention_text!r} has no body, and no finding says so"
            name = f"{row.edition_id} {row.measure_key} {row.position}"
            yield "responsibilities", name, "agency_id", message


def _listed_file_problems(package: Any, folder: Path) -> Iterator[Problem]:  # noqa: ANN401 - any JSON
    """The files that the data package names are there, with the content that it was written for."""
    if isinstance(package, Problem):
        yield package
        return
    resources = package.get("resources") if isinstance(package, dict) else None
    for resource in resources if isinstance(resources, list) else ():
        if not isinstance(resource, dict):
            continue
        path = str(resource.get("path", ""))
        sha256 = str(resource.get("sha256") or resource.get("hash", "")).removeprefix("sha256:")
        if ".." in Path(path).parts or Path(path).is_absolute() or not (folder / path).is_file():
            yield Problem(table=path, message=f"is named in {PACKAGE_FILE} but not there")
        elif facts_of((folder / path).read_bytes()).sha256 != sha256:
            yield Problem(table=path, message=f"has another sha256 than {PACKAGE_FILE} says")


def _content_problems(dataset: Dataset, package: Any, folder: Path) -> Iterator[Problem]:  # noqa: ANN401
    """The files next to the tables say the same as the tables, whose rows are in their published order."""
    expected = {EDITION_SCHEMA: edition_schema_json()}
    expected |= {f"json/{edition_id}.json": "".join(pieces) for edition_id, pieces in documents_of(dataset)}
    for path, text in expected.items():
        yield from _differences(path, _json_of(folder, path), text, "says other than the tables")
    described = described_files(dataset)
    if not isinstance(package, Problem) and all((folder / path).is_file() for path in described):
        facts = {path: facts_of((folder / path).read_bytes()) for path in described}
        text = datapackage_json(dataset, facts)
        yield from _differences(PACKAGE_FILE, package, text, "does not describe these tables")
    readme = folder / README_FILE
    if not readme.exists():
        yield Problem(table=README_FILE, message="is missing")
    elif not has_own_readme(folder) and readme.read_text(encoding="utf-8") != readme_text(dataset):
        yield Problem(table=README_FILE, message="says other than the tables")
    for file in sorted((folder / "json").glob("*")):
        if f"json/{file.name}" not in expected:
            yield Problem(table=f"json/{file.name}", message="is of no edition of the dataset")


def _json_of(folder: Path, path: str) -> Any:  # noqa: ANN401 - whatever the file holds, or the problem with it
    file = folder / path
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Problem(table=file.name, message="is missing")
    except (OSError, ValueError, RecursionError) as error:
        return Problem(table=file.name, message=f"is not readable JSON: {error}")


def _differences(path: str, content: Any, text: str, message: str) -> Iterator[Problem]:  # noqa: ANN401
    """The first key under which a file's content differs from what it should say."""
    expected = json.loads(text)
    if isinstance(content, Problem):
        yield content
    elif content != expected:
        keys = [*expected, *content] if isinstance(content, dict) else []
        column = next((key for key in keys if content.get(key) != expected.get(key)), None)
        yield Problem(table=path, column=column, message=message)


__all__ = ["DatasetError", "Problem", "check_dataset"]
