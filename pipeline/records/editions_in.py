"""A dataset of many editions taken apart: by edition, by act, by the name that a person gives one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pipeline.records.act_tables import DocumentRecord
from pipeline.records.tables import TABLES, Dataset


class NoSuchEditionError(LookupError):
    """The words name neither a file nor an edition of the dataset; the message says what there is."""


def editions_of(dataset: Dataset) -> list[tuple[str, Dataset]]:
    """Each edition's id and what the dataset says of it, with the whole registry of bodies."""
    # rows are dealt out once: picking each edition's rows from all would be quadratic in the editions
    dealt: dict[str, dict[str, list[Any]]] = {document.edition_id: {} for document in dataset.documents}
    for table in TABLES:
        if table.name == "agencies":
            continue
        for row in getattr(dataset, table.name):
            if row.edition_id in dealt:
                dealt[row.edition_id].setdefault(table.name, []).append(row)
    return [
        (
            edition_id,
            Dataset(agencies=dataset.agencies, **{name: tuple(rows) for name, rows in parts.items()}),
        )
        for edition_id, parts in dealt.items()
    ]


def editions_by_act(dataset: Dataset) -> list[list[Dataset]]:
    """The editions of each act in each language, each a dataset of its own, oldest first."""
    by_act: dict[tuple[str, str], list[Dataset]] = {}
    for _, edition in editions_of(dataset):
        by_act.setdefault(act_of(edition.documents[0]), []).append(edition)
    return [
        sorted(by_act[act], key=lambda edition: edition.documents[0].edition_date) for act in sorted(by_act)
    ]


def act_of(document: DocumentRecord) -> tuple[str, str]:
    """What the editions of one act in one language share."""
    return document.document_id, document.language


def find_edition(dataset: Dataset, name: str) -> Dataset:
    """One edition of a dataset, as a dataset of its own, by a name that `edition_named` takes."""
    editions = dict(editions_of(dataset))
    return editions[edition_named(editions, name)]


def edition_named(edition_ids: Iterable[str], name: str) -> str:
    """The edition that a person means by its id, its date, or a part of it that no other has (`2013-78`).

    Whole parts go before pieces of them: `78` is the act 78 and not 178.

    Raises:
        NoSuchEditionError: no edition has that name, or several; the message lists them.
    """
    ids = list(edition_ids)
    wanted = name.strip().lower()
    whole = re.compile(rf"(?<![^-@.]){re.escape(wanted.strip('@-.'))}(?![^-@.])")
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
