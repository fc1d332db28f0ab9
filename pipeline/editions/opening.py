"""Where an edition to be compared comes from: a PDF file, or a dataset and an id."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.records import Dataset


class NoSuchEditionError(LookupError):
    """The words name neither a file nor an edition of the dataset; the message says what there is."""


def read_pdf(path: Path) -> Dataset:
    """The records of the edition in one PDF file, without the registry.

    Raises:
        NotReadable: the file cannot be read.
        NoPlan: it holds no plan of measures.
    """
    from pipeline.compose.edition import SourceFile, compose_edition  # noqa: PLC0415 - half a second
    from pipeline.extract.reader import NotReadable, read_content  # noqa: PLC0415

    try:
        content = path.read_bytes()
    except OSError as error:
        raise NotReadable(
            path.name, f"The file cannot be opened: {error.strerror}.", "Check its path."
        ) from error
    source = SourceFile(name=path.name, sha256=hashlib.sha256(content).hexdigest())
    return compose_edition(read_content(content, name=path.name), source)


def find_edition(dataset: Dataset, name: str) -> Dataset:
    """One edition of a dataset, as a dataset of its own.

    Args:
        dataset: any number of editions.
        name: the edition's id, or the end of it that tells it from the others (`2014-12-30`).

    Raises:
        NoSuchEditionError: no edition has that name, or several.
    """
    from pipeline.publish.documents import editions_of  # noqa: PLC0415

    editions = dict(editions_of(dataset))
    if name in editions:
        return editions[name]
    found = [edition_id for edition_id in editions if edition_id.endswith(f"@{name.removeprefix('@')}")]
    if len(found) == 1:
        return editions[found[0]]
    there = ", ".join(found or editions) or "none"
    problem = "stands for several editions" if found else "is no edition of the dataset"
    raise NoSuchEditionError(f"{name} {problem}; there are {there}.")
