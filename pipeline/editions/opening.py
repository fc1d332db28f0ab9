"""Where an edition to be compared comes from: a PDF file, or a dataset and an id."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
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
    from pipeline.extract.pdf.reader import NotReadable, read_content  # noqa: PLC0415

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
        name: as `edition_named` takes it.

    Raises:
        NoSuchEditionError: no edition has that name, or several.
    """
    from pipeline.publish.documents import editions_of  # noqa: PLC0415

    editions = dict(editions_of(dataset))
    return editions[edition_named(editions, name)]


def edition_named(edition_ids: Iterable[str], name: str) -> str:
    """The edition that a person means.

    Args:
        edition_ids: the editions that there are.
        name: an id, a date (`2014-12-30`), or any part of an id that one edition only has (`2013-78`). Whole
            parts go before pieces of them: `78` is the act 78 and not 178.

    Raises:
        NoSuchEditionError: no edition has that name, or several; the message lists them.
    """
    ids = list(edition_ids)
    wanted = name.strip().lower()
    whole = re.compile(rf"(?<![^-@]){re.escape(wanted.strip('@-'))}(?![^-@])")
    for found in (
        [each for each in ids if each == name],
        [each for each in ids if each.endswith(f"@{wanted.removeprefix('@')}")],
        [each for each in ids if whole.search(each.lower())],
        [each for each in ids if wanted in each.lower()],
    ):
        if len(found) == 1 and wanted:
            return found[0]
        if found:
            break
    there = ", ".join(found or ids) or "none"
    problem = "stands for several editions" if found else "is no edition of the dataset"
    raise NoSuchEditionError(f"{name} {problem}; there are {there}.")
