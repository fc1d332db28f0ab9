"""The files of a run and what was read of them so far; memory holds the bytes of those being read only."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.corrections import look_into
from pipeline.extract.pdf.reader import NotReadable
from pipeline.registry.loading import read_own_registry, use_registry
from pipeline.run.agencies_table import require_sound_registry
from pipeline.run.executor_choice import executor_for
from pipeline.run.executors.interface import Death, Executor
from pipeline.run.raw_files import Source
from pipeline.run.read_file import Failure, NamedFile, ReadTask, failure_after, failure_of, read_task
from pipeline.run.report import OnProgress
from pipeline.run.settings import RunSettings
from pipeline.run.sidecars import Provenance, SidecarError, read_sidecar

if TYPE_CHECKING:
    from pipeline.records import Dataset

Read = Callable[[ReadTask], "Dataset | Failure"]


class Readings:
    """What is known of the files that a run was given.

    Attributes:
        sources: the files.
        files: what each of them is.
        outcomes: what was read, by content.
        corrections: the folder of corrections as it was when the run began.
        registry: the files of a user's registry, by name; and what they change, a line each.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        settings: RunSettings,
        *,
        on_progress: OnProgress | None = None,
        read: Read = read_task,
    ) -> None:
        self.sources = sources
        self.files = [NamedFile(name=source.name) for source in sources]
        self.outcomes: dict[str, Dataset | Failure] = {}
        self.corrections = look_into(settings.corrections)
        self.registry = read_own_registry(settings.registry) if settings.registry is not None else {}
        self.registry_changes = use_registry(self.registry)
        require_sound_registry()
        self._settings = settings
        self._on_progress = on_progress
        self._read = read
        self._executor: Executor | None = None
        self._done = self._total = 0

    def look(self) -> None:
        """Hashes every file."""
        for index in range(len(self.sources)):
            self._content(index)

    def contents(self) -> set[str]:
        """The hashes of all files that could be opened."""
        return {file.sha256 for file in self.files if file.sha256 is not None}

    def prepare(self) -> None:
        """Starts what reads, so that it can import while other things are done."""
        if self._executor is None:
            self._executor = executor_for(self._settings, len(self.contents()))

    def read(self, needed: set[str]) -> None:
        """Reads these contents; afterwards each has an outcome, or its file cannot be opened any more."""
        self.prepare()
        assert self._executor is not None  # noqa: S101 - it was just made
        self._done, self._total = -1, len(needed)
        self._tell(0)
        begun: list[tuple[str, int]] = []
        for number, result in self._executor.results(self._read, self._tasks(needed, begun)):
            sha256, index = begun[number]
            is_dead = isinstance(result, Death)
            self.outcomes[sha256] = (
                failure_after(result, timeout_s=self._settings.timeout_s) if is_dead else result
            )
            self._tell(index)

    def close(self) -> None:
        """Ends the processes that read."""
        if self._executor is not None:
            self._executor.close()

    def _tasks(self, needed: set[str], begun: list[tuple[str, int]]) -> Iterator[ReadTask]:
        known = set(self.outcomes)
        for index, file in enumerate(self.files):
            if file.sha256 is None or file.sha256 not in needed or file.sha256 in known:
                continue
            content = self._content(index)  # a file may have changed since it was hashed
            sha256 = self.files[index].sha256
            if content is None or sha256 is None or sha256 in known:
                self._tell(index)
                continue
            known.add(sha256)
            begun.append((sha256, index))
            yield ReadTask(
                name=file.name,
                sha256=sha256,
                content=content,
                reader=self._settings.reader,
                limits=self._settings.limits,
                verify=self._settings.verify,
                corrections=self.corrections.editions,
                registry=self.registry,
            )

    def _content(self, index: int) -> bytes | None:
        source = self.sources[index]
        try:
            content = source.content(self._settings.limits.max_file_bytes)
        except NotReadable as problem:
            self.files[index] = NamedFile(name=source.name, failure=failure_of(problem))
            return None
        sha256 = hashlib.sha256(content).hexdigest()
        try:
            sidecar = source.sidecar()
            provenance = (
                Provenance()
                if sidecar is None
                else read_sidecar(sidecar, file_name=source.name, sha256=sha256)
            )
        except SidecarError as problem:
            failure = Failure(message=str(problem), is_verdict=False)
            self.files[index] = NamedFile(name=source.name, failure=failure)
            return None
        self.files[index] = NamedFile(name=source.name, sha256=sha256, provenance=provenance)
        return content

    def _tell(self, index: int) -> None:
        self._done += 1
        if self._on_progress is not None:
            self._on_progress(min(self._done, self._total), self._total, Path(self.sources[index].name))
