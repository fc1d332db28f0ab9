"""Which file holds which edition: read now, read by an earlier run, or only remembered as a second."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.records import Dataset
from pipeline.run.read_file import Failure, NamedFile
from pipeline.run.sidecars import Provenance
from pipeline.run.stored_dataset import Stored

Outcomes = Mapping[str, "Dataset | Failure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A file that holds an edition.

    Attributes:
        edition_id: the edition.
        name: the file's name, of several with the same bytes the first.
        sha256: of its content.
        origin: its records were `read` by this run, are `stored`, or it is only `remembered` as the second.
        is_named: whether the run was given the file.
        is_gone: whether a file of that name was given, but it holds something else now or cannot be read.
        provenance: what the file's sidecar says; None where the file was not given, and what is stored holds.
    """

    edition_id: str
    name: str
    sha256: str
    origin: Literal["read", "stored", "remembered"]
    is_named: bool = True
    is_gone: bool = False
    provenance: Provenance | None = None


def claim_of(
    sha256: str, name: str, outcomes: Outcomes, stored: Stored, *, force: bool
) -> Claim | Failure | None:
    """What one content holds, read now or known from before; None where it must be read first."""
    outcome = outcomes.get(sha256)
    if isinstance(outcome, Failure):
        return outcome
    if outcome is not None:
        return Claim(
            edition_id=outcome.documents[0].edition_id,
            name=name,
            sha256=sha256,
            origin="read",
        )
    return None if force else _known(sha256, name, stored)


def _known(sha256: str, name: str, stored: Stored) -> Claim | Failure | None:
    document = stored.by_sha256.get(sha256)
    if document is not None:
        return Claim(edition_id=document.edition_id, name=name, sha256=sha256, origin="stored")
    memory = stored.memories.get(sha256)
    if memory is None:
        return None
    if memory.what == "unreadable":
        return Failure(message=memory.message, is_verdict=True)
    if memory.edition_id is None:
        return None
    return Claim(edition_id=memory.edition_id, name=name, sha256=sha256, origin="remembered")


def claims_unnamed(
    claims: Mapping[str, Claim], files: Sequence[NamedFile], stored: Stored, *, prune: bool
) -> list[Claim]:
    """Claims on the editions of the dataset whose content is not there now: their records are.

    Args:
        claims: those of the contents that are there.
        files: the run's files.
        stored: the dataset.
        prune: whether to drop what a first run over these files would not find; an edition whose file cannot
            be read now stays.
    """
    named = {file.name for file in files}
    readable = {file.name for file in files if file.sha256 in claims}
    return [
        Claim(
            edition_id=each.edition_id,
            name=each.source_file,
            sha256=each.source_sha256,
            origin="stored",
            is_named=False,
            is_gone=each.source_file in named,
        )
        for each in stored.documents
        if each.source_sha256 not in claims
        and not (prune and (each.source_file not in named or each.source_file in readable))
    ]
