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
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, get_args

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.corrections.corrections_folder import CorrectionFolder
from pipeline.publish.arrow import rows_from_arrow
from pipeline.publish.dataset import PACKAGE_FILE, DatasetError, read_dataset, refuse_other_folder
from pipeline.publish.swap import restore_previous
from pipeline.records import TABLES, Dataset
from pipeline.records.act_tables import DocumentRecord
from pipeline.records.editions_in import editions_of
from pipeline.records.evidence_tables import FindingRecord
from pipeline.registry.loading import reading_version
from pipeline.run.assembling import registry_rows
from pipeline.run.read_file import content_of

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
        code: of the finding on it, where it gave no edition; `message` and `printed_text` likewise.
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
        measures: rows of `measures` by edition; `amendments` likewise.
        known: what is known of files, by content.
        corrections: the run's folder of corrections; an edition read with others is not known.
        language: the language that the run was told to read in; likewise.
        is_of_this_registry: whether its table of bodies has those of this run's registry, as they are there.
        package: the content of its `datapackage.json`, which has the hash of every table.
    """

    folder: Path = Path()
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
    def editions(self) -> Mapping[str, Dataset]:
        """The records of its editions by their ids, read when they are first asked for."""
        return dict(editions_of(read_dataset(self.folder)))

    @cached_property
    def by_edition(self) -> Mapping[str, DocumentRecord]:
        """Its editions by their ids."""
        return {each.edition_id: each for each in self.documents}

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """What its editions are known by: the content of the file, of its second edition with `/LANGUAGE`."""
        found = {
            (each.edition_id, content_of(key)): key
            for key, each in self.known.items()
            if each.what == "edition"
        }
        return {
            each.edition_id: found.get((each.edition_id, each.source_sha256), each.source_sha256)
            for each in self.documents
        }

    @cached_property
    def known_so(self) -> Mapping[str, KnownFile]:
        """The files that were read in the language that the run asks for, by their content."""
        return {sha256: each for sha256, each in self.known.items() if each.language == self.language}

    @cached_property
    def found(self) -> Mapping[str, DocumentRecord | KnownFile]:
        """What came of each content that need not be read again: its edition, or why it gave none."""
        if not self.is_of_this_registry:
            return {}
        others = {
            key: each for key, each in self.known_so.items() if each.what != "edition" and self.holds(each)
        }
        editions = {
            self.keys[each.edition_id]: each
            for each in self.documents
            if each.pipeline_version == reading_version() and self.holds(each)
        }
        return others | {key: each for key, each in editions.items() if key in self.known_so}

    def holds(self, each: DocumentRecord | KnownFile) -> bool:
        """Whether the corrections are still those that an edition was read with."""
        if each.corrections_sha256 is None:
            return each.edition_id not in self.corrections.digests
        # a correction of a note's date changes the edition's id: only the digest is sure
        return each.corrections_sha256 in self.corrections.digests.values()


def open_dataset(
    folder: Path,
    names: Collection[str],
    corrections: CorrectionFolder,
    *,
    language: str | None = None,
    may_replace: bool,
    before: Stored | None = None,
) -> Stored:
    """What is known of the dataset in a folder. To be called under `locked(folder)`.

    Args:
        folder: the dataset's folder; there may be none.
        names: the names of the run's files: where a dataset cannot be read but is all made of these, it is
            as good as none.
        corrections: the run's folder of corrections.
        language: the language that the run was told to read in.
        may_replace: whether a dataset that cannot be read is as good as none in any case.
        before: what was known of it a while ago: it is not read again if it is the same still.

    Raises:
        DatasetError: the folder holds something else, or a dataset that cannot be read.
    """
    restore_previous(folder)
    refuse_other_folder(folder)
    none = Stored(corrections=corrections, language=language)
    if not (folder / PACKAGE_FILE).exists():
        return none
    try:
        package = (folder / PACKAGE_FILE).read_bytes()
        if before is not None and before.package == package:
            return before
        documents = _rows(folder, "documents")
        ours, theirs = set(registry_rows()), set(_rows(folder, "agencies"))
        # bodies that only another registry has stay for editions that were read with it
        has_others = any(each.pipeline_version != reading_version() for each in documents)
        return Stored(
            folder=folder,
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
    except Exception as error:  # whatever a damaged file, or one of another version, can raise
        if may_replace or _sources(folder) <= set(names):
            return none
        raise DatasetError(
            f"The dataset in {folder} cannot be read, so its editions cannot be kept ({one_line(error)}). "
            "Name another folder, or drop what is there with --prune."
        ) from error


def one_line(error: Exception) -> str:
    """What an error says, on one line; its kind where it says nothing."""
    return " ".join(str(error).split()) or type(error).__name__


def _sources(folder: Path) -> set[str]:
    """The names of the files that a dataset says it is made of; one that no file has, if it does not say."""
    try:
        package = json.loads((folder / PACKAGE_FILE).read_text(encoding="utf-8"))
        return {str(source["path"]) for source in package.get("sources", [])}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {""}


def _rows(folder: Path, name: str) -> tuple[Any, ...]:
    return rows_from_arrow(_TABLES[name], _table(folder, name))


def _editions(folder: Path, name: str) -> Counter[str]:
    # Arrow can count too, but takes a tenth of a second to import what it counts with
    return Counter(_table(folder, name, columns=["edition_id"]).column("edition_id").to_pylist())


def _table(folder: Path, name: str, *, columns: list[str] | None = None) -> pa.Table:
    return pq.ParquetFile(folder / f"{name}.parquet").read(columns=columns, use_threads=False)
