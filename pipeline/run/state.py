"""What a run knows of files that were read before: one small file in the dataset's folder.

It says which contents need not be read again, and what came of those that gave no edition of their own (a
second file of an edition, a file without a plan). It holds for one version of the pipeline and for the
dataset that it was written with; where it is absent, damaged or of another dataset, every file is read again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, get_args

from pipeline.registry.loading import reading_version

PACKAGE_FILE = "datapackage.json"
STATE_FILE = "run-state.json"
_FORMAT = 1

What = Literal["edition", "second", "unreadable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFile:
    """What came of one content.

    Attributes:
        sha256: of the content.
        name: the file's name, of several with the same bytes the first.
        what: it gave an `edition` of the dataset, it is the `second` of one, or it is `unreadable`.
        edition_id: the edition that it holds.
        corrections_sha256: of the corrections that it was read with.
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
    code: str = ""
    message: str = ""
    printed_text: str | None = None
    against: str | None = None
    is_against_gone: bool = False


def state_of(files: Iterable[KnownFile], package: bytes) -> bytes:
    """The content of the state file of a dataset.

    Args:
        files: what is known.
        package: the content of the dataset's `datapackage.json`, which has the hash of every table.
    """
    rows = [asdict(file) for file in sorted(files, key=lambda file: file.sha256)]
    content = {
        "format": _FORMAT,
        "pipeline_version": reading_version(),
        "datapackage_sha256": hashlib.sha256(package).hexdigest(),
        "files_sha256": _digest(rows),
        "files": rows,
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def read_state(folder: Path, package: bytes) -> dict[str, KnownFile]:
    """What is known of files, by content; nothing where the state file cannot be believed.

    Args:
        folder: the dataset's folder.
        package: the content of its `datapackage.json`.
    """
    try:
        content = json.loads((folder / STATE_FILE).read_text(encoding="utf-8"))
        wanted = (_FORMAT, reading_version(), hashlib.sha256(package).hexdigest(), _digest(content["files"]))
        names = ("format", "pipeline_version", "datapackage_sha256", "files_sha256")
        if tuple(content[name] for name in names) != wanted:
            return {}
        files = [KnownFile(**row) for row in content["files"]]
        if not all(file.what in get_args(What) for file in files):
            return {}
        return {file.sha256: file for file in files}
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return {}


def seems_unchanged(out_dir: Path | str, contents: Iterable[str]) -> bool:
    """Whether these contents are all known: a guess, made without any library.

    It tells whether the processes that read files should be started before the truth is known.
    """
    folder = Path(out_dir)
    try:
        return set(contents) <= read_state(folder, (folder / PACKAGE_FILE).read_bytes()).keys()
    except OSError:
        return False


def _digest(rows: Sequence[Mapping[str, object]]) -> str:
    return hashlib.sha256(json.dumps(rows, ensure_ascii=True, sort_keys=True).encode()).hexdigest()
