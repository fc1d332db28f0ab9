"""The README.md that lies in a dataset's folder: what it is, of which acts, and how it may be used.

A dataset is copied without the project that made it; whoever finds the folder reads this first.
"""

from __future__ import annotations

from collections import Counter

from pipeline.publish.plain_text import markdown
from pipeline.records import TABLES, Dataset, DocumentRecord
from pipeline.registry.meanings import about_dataset, latest_version

README_FILE = "README.md"
_MARK = "<!-- Written by `decree run`: what is changed here is lost with the next run. -->"


def readme_text(dataset: Dataset) -> str:
    """The text of the `README.md` of a dataset whose rows are in their published order."""
    about = about_dataset()
    version = latest_version({row.pipeline_version for row in dataset.documents})
    measures = Counter(row.edition_id for row in dataset.measures)
    lines = [
        f"# {about.title}",
        "",
        _MARK,
        "",
        about.description,
        "",
        "## Editions",
        "",
        *[line for row in dataset.documents for line in _edition_lines(row, measures[row.edition_id])],
        "" if dataset.documents else "None.\n",
        "## Files",
        "",
        "| file | rows | a row is |",
        "|---|---:|---|",
        *[
            f"| `{table.name}.parquet` | {len(getattr(dataset, table.name))} | {table.meaning} |"
            for table in TABLES
        ],
        "",
        "`json/` has each edition as one nested document, `schema/edition.schema.json` its JSON Schema;",
        "`datapackage.json` (Frictionless) explains every column in English, Kazakh and Russian, and has",
        "the SHA-256 of every file. Join tables on `edition_id` and `measure_key`. `findings` lists what a",
        "person should look at: start there.",
        "",
        "## Licence",
        "",
        f"Data: [{about.licence.title}]({about.licence.path}) ({about.licence.name}). {about.rights}",
        f"Software: {about.code_licence.title}.",
        "",
        "## Citation",
        "",
        f"> {about.citation(version)}",
    ]
    return "\n".join(lines) + "\n"


def is_generated(text: bytes) -> bool:
    """Whether a README.md was written by a run, and not by a person."""
    return _MARK.encode() in text


def _edition_lines(document: DocumentRecord, n_measures: int) -> list[str]:
    facts = {
        "File": document.source_file, "Title there": document.source_title, "Publisher": document.publisher,
        "Taken from": document.source_url, "Taken on": document.retrieved_on, "Rights": document.rights,
        "Note": document.note,
    }  # fmt: skip
    title = markdown(document.title_text) or "without a title"
    return [
        f"- {markdown(document.edition_id)}: {title} ({n_measures} measures)",
        *[f"  - {name}: {markdown(str(value))}" for name, value in facts.items() if value is not None],
    ]
