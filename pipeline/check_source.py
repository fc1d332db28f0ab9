"""Holds a dataset against the PDF file that it says it was read from.

Whoever made the dataset, the file is read again here, each page by two libraries: the characters that both
see are those that the dataset must account for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.compose.checks.page_checks import what_differs
from pipeline.extract.pdf.limits import Limits
from pipeline.extract.pdf.reader import read_content
from pipeline.extract.pdf.visible import clear_page
from pipeline.publish.validation import Problem
from pipeline.records import Dataset, DocumentRecord
from pipeline.run.raw_files import LocalFile
from pipeline.run.read_file import guarded
from pipeline.stations.glyph_columns import columns_of

_DIFFER = "characters_differ"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPage:
    """What two libraries see on a page: its visible characters but spaces, and where the two differ."""

    page_number: int
    n_visible: int
    difference: str


def check_source(dataset: Dataset, path: Path) -> list[Problem]:
    """What the dataset does not account for of the characters of the PDF file that an edition was read from.

    Raises:
        NotReadable: the file cannot be read.
        ReadingFailed: its reading took too much time or memory, or crashed.
    """
    source = LocalFile(path)
    content = source.content(Limits().max_file_bytes)
    sha256 = hashlib.sha256(content).hexdigest()
    documents = [document for document in dataset.documents if document.source_sha256 == sha256]
    if not documents:
        message = f"no edition was read from {source.name} (its SHA-256 is {sha256})"
        return [Problem(table="documents", column="source_sha256", message=message)]
    pages = guarded(source.name, see_pages, content, name=source.name)
    return [problem for document in documents for problem in _problems(dataset, document, pages)]


def see_pages(content: bytes, *, name: str) -> list[SeenPage]:
    """What two libraries see on the pages of a PDF."""
    seen = []
    for page in read_content(content, name=name):
        clear = clear_page(page)
        n_visible = int((~columns_of(clear.glyphs).is_space).sum()) + len(clear.aside)
        difference = what_differs(page.difference) if page.difference is not None else ""
        seen.append(SeenPage(page_number=page.page_number, n_visible=n_visible, difference=difference))
    return seen


def _problems(dataset: Dataset, document: DocumentRecord, pages: Sequence[SeenPage]) -> Iterator[Problem]:
    edition_id = document.edition_id
    reported = {row.page for row in dataset.findings if row.code == _DIFFER and row.edition_id == edition_id}
    counts = {"page_count": len(pages)}
    if not reported:  # else the dataset itself says that it lacks some
        counts["glyphs_total"] = sum(page.n_visible for page in pages)
    for column, count in counts.items():
        stated = getattr(document, column)
        if stated != count:
            message = f"{stated}, and the file has {count}"
            yield Problem(table="documents", row=edition_id, column=column, message=message)
    for page in pages:
        if page.difference and page.page_number not in reported:
            message = f"no finding {_DIFFER} says of page {page.page_number}: {page.difference}"
            yield Problem(table="findings", row=edition_id, column="page", message=message)
