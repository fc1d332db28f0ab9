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
        path: the file as it was named to the run.
        edition_id: the edition that it held, None where it gave none.
        measures: rows of `measures` read from it.
        amendments: rows of `amendments` read from it.
        errors: findings of severity error; `warnings` and `infos` likewise.
        failure: why the file gave no edition, one plain sentence; None where it gave one.
        skipped: whether the file was not read because nothing had changed since the last run.
    """

    path: Path
    edition_id: str | None
    measures: int = 0
    amendments: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    failure: str | None = None
    skipped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """What became of a run: a report a file, in the order of their naming, and where the result lies."""

    files: tuple[FileReport, ...]
    out_dir: Path

    @property
    def has_failed(self) -> bool:
        """Whether any file failed."""
        return any(file.failure is not None for file in self.files)
