"""What the folder holds before a run: enough to know what is new, read in a moment.

A run with nothing new must end within a second, so only two tables are read whole, and of two more the
column that says which edition a row is of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.corrections import CorrectionFolder
from pipeline.records import TABLES
from pipeline.records.act_tables import DocumentRecord
from pipeline.records.evidence_tables import FindingRecord
from pipeline.registry.loading import reading_version
from pipeline.run.agencies_table import registry_rows
from pipeline.run.sidecars import COLUMNS, Provenance
from pipeline.run.state import PACKAGE_FILE, KnownFile, read_state

if TYPE_CHECKING:
    import pyarrow as pa

_TABLES = {table.name: table for table in TABLES}


@dataclass(frozen=True)
class Stored:
    """What is known of the dataset in a folder; empty where there is none.

    Attributes:
        documents: its editions.
        findings: all its findings.
        measures: rows of `measures` by edition; `amendments` likewise.
        known: what is known of files that need not be read again, by content.
        corrections: the run's folder of corrections; an edition read with others is not known.
        is_of_this_registry: whether its table of bodies has those of this run's registry, as they are there.
        package: the content of its `datapackage.json`, which has the hash of every table.
    """

    documents: tuple[DocumentRecord, ...] = ()
    findings: tuple[FindingRecord, ...] = ()
    measures: Counter[str] = field(default_factory=Counter)
    amendments: Counter[str] = field(default_factory=Counter)
    known: Mapping[str, KnownFile] = field(default_factory=dict)
    corrections: CorrectionFolder = field(default_factory=CorrectionFolder)
    is_of_this_registry: bool = True
    package: bytes = b""

    @cached_property
    def by_sha256(self) -> dict[str, DocumentRecord]:
        """The editions whose files need not be read again, by their content."""
        if not self.is_of_this_registry:
            return {}
        version = reading_version()
        return {
            each.source_sha256: each
            for each in self.documents
            if each.pipeline_version == version
            and each.source_sha256 in self.known
            and each.edition_id not in self.outdated
        }

    @cached_property
    def memories(self) -> dict[str, KnownFile]:
        """What is known of files that gave no edition of their own, by their content."""
        if not self.is_of_this_registry:
            return {}
        return {
            each.sha256: each
            for each in self.known.values()
            if each.what != "edition" and self._holds(each.edition_id, each.corrections_sha256)
        }

    @cached_property
    def outdated(self) -> frozenset[str]:
        """The editions that were read with other corrections than there are now."""
        return frozenset(
            each.edition_id
            for each in self.documents
            if not self._holds(each.edition_id, each.corrections_sha256)
        )

    def _holds(self, edition_id: str | None, corrections_sha256: str | None) -> bool:
        """Whether an edition's corrections are as they were when it was read."""
        if corrections_sha256 is None:
            return edition_id not in self.corrections.digests
        # a correction of a note's date changes the edition's id: only the digest is sure
        return corrections_sha256 in self.corrections.digests.values()


def provenance_of(document: DocumentRecord) -> Provenance:
    """What the sidecar said that an edition was published with."""
    return Provenance(**{name: getattr(document, name) for name in COLUMNS})


def read_stored(folder: Path, before: Stored | None = None) -> Stored:
    """What is known of the dataset in a folder. To be called under `locked(folder)`.

    Args:
        folder: the dataset's folder; there may be none.
        before: what was known of it a while ago: it is not read again if it is the same still.

    Raises:
        OSError, ValueError, TypeError, KeyError: there is a dataset that cannot be read.
    """
    if not (folder / PACKAGE_FILE).exists():
        return Stored()
    package = (folder / PACKAGE_FILE).read_bytes()
    if before is not None and before.package == package:
        return before
    return Stored(
        documents=_rows(folder, "documents"),
        findings=_rows(folder, "findings"),
        measures=_editions(folder, "measures"),
        amendments=_editions(folder, "amendments"),
        known=read_state(folder, package),
        is_of_this_registry=_is_of_this_registry(folder),
        package=package,
    )


def _rows(folder: Path, name: str) -> tuple[Any, ...]:
    from pipeline.publish.arrow import rows_from_arrow  # noqa: PLC0415

    return rows_from_arrow(_TABLES[name], _table(folder, name))


def _is_of_this_registry(folder: Path) -> bool:
    ours = set(registry_rows())
    stored = set(_rows(folder, "agencies"))
    # bodies that only another registry has stay for editions that were read with it
    has_others = any(each.pipeline_version != reading_version() for each in _rows(folder, "documents"))
    return ours == stored or (has_others and ours <= stored)


def _editions(folder: Path, name: str) -> Counter[str]:
    # Arrow can count too, but takes a tenth of a second to import what it counts with
    return Counter(_table(folder, name, columns=["edition_id"]).column("edition_id").to_pylist())


def _table(folder: Path, name: str, *, columns: list[str] | None = None) -> pa.Table:
    import pyarrow.parquet as pq  # noqa: PLC0415 - a quarter of a second that a first run spends elsewhere

    return pq.ParquetFile(folder / f"{name}.parquet").read(columns=columns, use_threads=False)
