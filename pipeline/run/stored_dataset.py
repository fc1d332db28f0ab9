"""What the folder holds before a run: enough to know what is new, read in a moment.

A run with nothing new must end within a second, so only two tables are read whole, and of two more the
column that says which edition a row is of. Which files are known, and what came of each, stands in a small
file of its own, `run-state.json`: it holds for one version of the pipeline and for the dataset that it was
written with; where it is absent, damaged or of another dataset, every file is read again.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from pipeline.corrections.corrections_folder import CorrectionFolder
from pipeline.records import TABLES
from pipeline.records.act_tables import DocumentRecord
from pipeline.records.evidence_tables import FindingRecord
from pipeline.registry.loading import reading_version
from pipeline.run.assembling import registry_rows
from pipeline.run.read_file import content_of
from pipeline.run.sidecars import COLUMNS, Provenance

if TYPE_CHECKING:
    import pyarrow as pa

PACKAGE_FILE = "datapackage.json"
STATE_FILE = "run-state.json"
_FORMAT = 1
_TABLES = {table.name: table for table in TABLES}

What = Literal["edition", "second", "unreadable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFile:
    """What came of one content.

    Attributes:
        sha256: of the content; with `/` and its language behind for its second edition.
        name: the file's name, of several with the same bytes the first.
        what: it gave an `edition` of the dataset, it is the `second` of one, or it is `unreadable`.
        edition_id: the edition that it holds.
        corrections_sha256: of the corrections that it was read with.
        language: the language that the run was told to read it in; None where its words decided.
        code: of the finding on it, where it gave no edition.
        message: of that finding.
        printed_text: of that finding.
        against: of a second, the content of the file that was preferred.
        is_against_gone: whether that file was not there any more.
    """

    sha256: str
    name: str
    what: What
    edition_id: str | None = None
    corrections_sha256: str | None = None
    language: str | None = None
    code: str = ""
    message: str = ""
    printed_text: str | None = None
    against: str | None = None
    is_against_gone: bool = False


def state_of(files: Iterable[KnownFile], package: bytes) -> bytes:
    """The content of the state file of the dataset whose `datapackage.json` is given."""
    rows = [asdict(file) for file in sorted(files, key=lambda file: file.sha256)]
    content = {**_seal(rows, package), "files": rows}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _seal(rows: Sequence[Mapping[str, object]], package: bytes) -> dict[str, object]:
    """What tells a whole state of this dataset and this version from any other."""
    content = json.dumps(rows, ensure_ascii=True, sort_keys=True).encode()
    return {
        "format": _FORMAT,
        "pipeline_version": reading_version(),
        "datapackage_sha256": hashlib.sha256(package).hexdigest(),
        "files_sha256": hashlib.sha256(content).hexdigest(),
    }


def _read_state(folder: Path, package: bytes) -> dict[str, KnownFile]:
    """What is known of files, by content; nothing where the state file cannot be believed."""
    try:
        content = json.loads((folder / STATE_FILE).read_text(encoding="utf-8"))
        rows = content["files"]
        if {**_seal(rows, package), "files": rows} != content:
            return {}
        files = [KnownFile(**row) for row in rows]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return {}
    return {file.sha256: file for file in files if file.what in get_args(What)}


@dataclass(frozen=True)
class Stored:
    """What is known of the dataset in a folder; empty where there is none.

    Attributes:
        documents: its editions.
        findings: all its findings.
        measures: rows of `measures` by edition; `amendments` likewise.
        known: what is known of files that need not be read again, by content.
        corrections: the run's folder of corrections; an edition read with others is not known.
        language: the language that the run was told to read in; likewise.
        is_of_this_registry: whether its table of bodies has those of this run's registry, as they are there.
        package: the content of its `datapackage.json`, which has the hash of every table.
    """

    documents: tuple[DocumentRecord, ...] = ()
    findings: tuple[FindingRecord, ...] = ()
    measures: Counter[str] = field(default_factory=Counter)
    amendments: Counter[str] = field(default_factory=Counter)
    known: Mapping[str, KnownFile] = field(default_factory=dict)
    corrections: CorrectionFolder = field(default_factory=CorrectionFolder)
    language: str | None = None
    is_of_this_registry: bool = True
    package: bytes = b""

    @cached_property
    def by_edition(self) -> Mapping[str, DocumentRecord]:
        """Its editions by their ids."""
        return {each.edition_id: each for each in self.documents}

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """What its editions are known by: the content of the file, of its second edition with `/LANGUAGE`."""
        found = {each.edition_id: each.sha256 for each in self.known.values() if each.what == "edition"}
        keys = {each.edition_id: found.get(each.edition_id, "") for each in self.documents}
        return {
            each.edition_id: key if content_of(key) == each.source_sha256 else each.source_sha256
            for each, key in zip(self.documents, keys.values(), strict=True)
        }

    @cached_property
    def by_sha256(self) -> Mapping[str, DocumentRecord]:
        """The editions whose files need not be read again, by their content."""
        version = reading_version()
        return {
            self.keys[each.edition_id]: each
            for each in self.documents
            if each.pipeline_version == version
            and self.keys[each.edition_id] in self.known_so
            and each.edition_id not in self.outdated
            and self.is_of_this_registry
        }

    @cached_property
    def known_so(self) -> Mapping[str, KnownFile]:
        """The files that were read in the language that the run asks for, by their content."""
        return {sha256: each for sha256, each in self.known.items() if each.language == self.language}

    @cached_property
    def memories(self) -> Mapping[str, KnownFile]:
        """What is known of files that gave no edition of their own, by their content."""
        return {
            each.sha256: each
            for each in self.known_so.values()
            if each.what != "edition"
            and self._holds(each.edition_id, each.corrections_sha256)
            and self.is_of_this_registry
        }

    @cached_property
    def outdated(self) -> frozenset[str]:
        """The editions that were read with other corrections than there are now."""
        return frozenset(
            each.edition_id
            for each in self.documents
            if not self._holds(each.edition_id, each.corrections_sha256)
        )

    def asked_language(self, key: str) -> str | None:
        """The language that an earlier run was told to read an edition in."""
        return self.known[key].language if key in self.known else None

    def _holds(self, edition_id: str | None, corrections_sha256: str | None) -> bool:
        """Whether an edition's corrections are as they were when it was read."""
        if corrections_sha256 is None:
            return edition_id not in self.corrections.digests
        # a correction of a note's date changes the edition's id: only the digest is sure
        return corrections_sha256 in self.corrections.digests.values()


def provenance_of(document: DocumentRecord) -> Provenance:
    """What the sidecar said that an edition was published with."""
    return Provenance(**{name: getattr(document, name) for name in COLUMNS})


def read_stored(
    folder: Path, corrections: CorrectionFolder, language: str | None = None, before: Stored | None = None
) -> Stored:
    """What is known of the dataset in a folder. To be called under `locked(folder)`.

    Args:
        folder: the dataset's folder; there may be none.
        corrections: the run's folder of corrections.
        language: the language that the run was told to read in.
        before: what was known of it a while ago: it is not read again if it is the same still.

    Raises:
        OSError, ValueError, TypeError, KeyError: there is a dataset that cannot be read.
    """
    if not (folder / PACKAGE_FILE).exists():
        return Stored(corrections=corrections, language=language)
    package = (folder / PACKAGE_FILE).read_bytes()
    if before is not None and before.package == package:
        return before
    documents = _rows(folder, "documents")
    ours, theirs = set(registry_rows()), set(_rows(folder, "agencies"))
    # bodies that only another registry has stay for editions that were read with it
    has_others = any(each.pipeline_version != reading_version() for each in documents)
    return Stored(
        documents=documents,
        findings=_rows(folder, "findings"),
        measures=_editions(folder, "measures"),
        amendments=_editions(folder, "amendments"),
        known=_read_state(folder, package),
        corrections=corrections,
        language=language,
        is_of_this_registry=ours == theirs or (has_others and ours <= theirs),
        package=package,
    )


def _rows(folder: Path, name: str) -> tuple[Any, ...]:
    from pipeline.publish.arrow import rows_from_arrow  # noqa: PLC0415

    return rows_from_arrow(_TABLES[name], _table(folder, name))


def _editions(folder: Path, name: str) -> Counter[str]:
    # Arrow can count too, but takes a tenth of a second to import what it counts with
    return Counter(_table(folder, name, columns=["edition_id"]).column("edition_id").to_pylist())


def _table(folder: Path, name: str, *, columns: list[str] | None = None) -> pa.Table:
    import pyarrow.parquet as pq  # noqa: PLC0415 - a quarter of a second that a first run spends elsewhere

    return pq.ParquetFile(folder / f"{name}.parquet").read(columns=columns, use_threads=False)
