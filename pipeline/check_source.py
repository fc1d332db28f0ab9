"""Holds a dataset against the PDF file that it says it was read from.

Whoever made the dataset, the file is read again here, each page by two libraries: the characters that both
see are those that the dataset must account for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pipeline.compose.checks.page_checks import what_differs
from pipeline.extract.pdf.reader import read_pages
from pipeline.extract.pdf.visible import clear_page
from pipeline.publish.validation import Problem
from pipeline.records import Dataset, DocumentRecord
from pipeline.stations.glyph_columns import columns_of
from pipeline.stations.page import Page

_DIFFER = "characters_differ"


def check_source(dataset: Dataset, path: Path) -> list[Problem]:
    """What of a file's characters the dataset does not account for.

    Args:
        dataset: the dataset.
        path: the PDF file that one of its editions was read from.

    Raises:
        NotReadable: the file cannot be read.
    """
    pages = list(read_pages(path))
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    documents = [document for document in dataset.documents if document.source_sha256 == sha256]
    if not documents:
        message = f"no edition was read from {path.name} (its SHA-256 is {sha256})"
        return [Problem(table="documents", row=None, column="source_sha256", message=message)]
    return [problem for document in documents for problem in _problems(dataset, document, pages)]


def _problems(dataset: Dataset, document: DocumentRecord, pages: list[Page]) -> Iterator[Problem]:
    edition_id = document.edition_id
    n_visible = sum(map(_count_visible, pages))
    told = {row.page for row in dataset.findings if row.code == _DIFFER and row.edition_id == edition_id}
    counts = {"page_count": len(pages)}
    if not told:
        counts["glyphs_total"] = n_visible  # else the dataset itself says that it lacks some
    for column, count in counts.items():
        stated = getattr(document, column)
        if stated != count:
            message = f"{stated}, and the file has {count}"
            yield Problem(table="documents", row=edition_id, column=column, message=message)
    for page in pages:
        if page.difference is not None and page.page_number not in told:
            message = f"no finding {_DIFFER} says of page {page.page_number}: {what_differs(page.difference)}"
            yield Problem(table="findings", row=edition_id, column="page", message=message)


def _count_visible(page: Page) -> int:
    """The visible characters of a page but spaces, each once."""
    clear = clear_page(page)
    return int((~columns_of(clear.glyphs).is_space).sum()) + len(clear.aside)
