"""What a run tells of itself: a line a file, so that a thousand files can be judged without reading a log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

OnProgress = Callable[[int, int, Path], None]
"""Called after each file: files done so far, files in all, the file just done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What became of one file.

    Attributes:
        path: the file's path, or its URL.
        edition_id: the edition that it held, None where it gave none.
        measures: rows of `measures` read from it.
        amendments: rows of `amendments` read from it.
        errors: open findings of severity error; `warnings` and `infos` likewise.
        failure: why the file gave no edition, in plain sentences; None where it gave one.
        traceback: where a fault of the program came from; empty if there was none.
        skipped: whether nothing is new in the file: neither its content nor its sidecar.
        second_to: the name of another file that holds the same edition and was preferred; None if none was.
        second_why: what comparing the two gave, and why the other was preferred; "" if none was.
    """

    path: Path | str
    edition_id: str | None
    measures: int = 0
    amendments: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    failure: str | None = None
    traceback: str = ""
    skipped: bool = False
    second_to: str | None = None
    second_why: str = ""

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return str(self.path).rpartition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """What became of a run.

    Attributes:
        files: a report a file, in the order of their naming.
        out_dir: the dataset's folder or URL.
        kept: editions of earlier runs that stay though their files were not named, or could not be read.
        outdated: those of them that were read with other corrections than there are now.
        dropped: editions that were dropped, on demand.
        registry_changes: what a user's own registry changed, a line each.
        is_as_before: whether the dataset was written anew and came out as it had been, byte for byte.
        ignored: names of what lies in the folders named and was not taken for a source.
        unapplied: what is wrong with each correction, or file of them, that was not applied.
        unused: the files of corrections for editions that are not in the dataset.
        errors: open findings of severity error in the dataset as it is now; `warnings` likewise.
        accepted: findings of the dataset that a person has accepted as printed.
    """

    files: tuple[FileReport, ...]
    out_dir: Path | str
    kept: tuple[str, ...] = ()
    outdated: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    registry_changes: tuple[str, ...] = ()
    is_as_before: bool = False
    ignored: tuple[str, ...] = ()
    unapplied: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    errors: int = 0
    warnings: int = 0
    accepted: int = 0

    @property
    def has_failed(self) -> bool:
        """Whether any file failed, or a correction was not applied."""
        return bool(self.unapplied) or any(file.failure is not None for file in self.files)

    @property
    def skipped(self) -> tuple[FileReport, ...]:
        """The files that were not read, since nothing is new in them."""
        return tuple(file for file in self.files if file.skipped)
