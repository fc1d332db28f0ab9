"""The files of a run and what was read of them so far; memory holds the bytes of those being read only."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.corrections.corrections_folder import look_into
from pipeline.extract.pdf.reader import NotReadable
from pipeline.registry.loading import read_own_registry, use_registry
from pipeline.run.assembling import require_sound_registry
from pipeline.run.executors import Death, Executor
from pipeline.run.raw_files import Source, said_of
from pipeline.run.read_file import (
    Failure,
    Reading,
    ReadTask,
    content_of,
    executor_for,
    failure_after,
    failure_of,
)
from pipeline.run.report import OnProgress
from pipeline.run.settings import RunSettings
from pipeline.run.sidecars import Provenance, SidecarError

if TYPE_CHECKING:
    from pipeline.records import Dataset

Outcomes = Mapping[str, "Dataset | Failure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFile:
    """A file that the run was given.

    Attributes:
        source: where it lies.
        sha256: what it is known by: its content's hash, with `/` and a language behind for its second
            edition; "" where it cannot be used.
        failure: why it cannot be opened, or its sidecar not be used; None where both can.
        provenance: what its sidecar says of it.
    """

    source: Source
    sha256: str = ""
    failure: Failure | None = None
    provenance: Provenance = field(default_factory=Provenance)

    @property
    def name(self) -> str:
        """Its name without its folder."""
        return self.source.name


class Readings:
    """What is known of the files that a run was given.

    Attributes:
        files: what each of them is.
        outcomes: what was read, by content; a second edition of it by `HASH/LANGUAGE`.
        corrections: the folder of corrections as it was when the run began.
        registry_changes: what a user's registry changes, a line each.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        settings: RunSettings,
        *,
        read: Callable[[ReadTask], Reading],
        on_progress: OnProgress | None = None,
    ) -> None:
        self.outcomes: dict[str, Dataset | Failure] = {}
        self.corrections = look_into(settings.corrections)
        self._registry = read_own_registry(settings.registry) if settings.registry is not None else {}
        self.registry_changes = use_registry(self._registry)
        require_sound_registry()
        self._settings = settings
        self._on_progress = on_progress
        self._read = read
        self._executor: Executor | None = None
        self._done = self._total = 0
        self.files = [self._looked_at(source)[0] for source in sources]

    def editions(self, known: Iterable[str]) -> list[NamedFile]:
        """The files, one that holds two editions twice; `known` are the keys of what earlier runs found."""
        keys = {*self.outcomes, *(key for key in known if content_of(key) not in self.outcomes)}
        seconds: dict[str, list[str]] = {}
        for key in sorted(keys):
            if content_of(key) != key:
                seconds.setdefault(content_of(key), []).append(key)
        return [
            each
            for file in self.files
            for each in (file, *(replace(file, sha256=key) for key in seconds.get(file.sha256, ())))
        ]

    def read(self, needed: set[str]) -> None:
        """Reads these contents; afterwards each has an outcome, or its file cannot be opened any more."""
        needed = set(map(content_of, needed))
        if self._executor is None:
            self._executor = executor_for(self._settings, len(needed))
        self._done, self._total = -1, len(needed)
        self._tell(0)
        begun: list[tuple[str, int]] = []
        for number, result in self._executor.results(self._read, self._tasks(needed, begun)):
            sha256, index = begun[number]
            if isinstance(result, Death):
                self.outcomes[sha256] = failure_after(result, timeout_s=self._settings.timeout_s)
            elif isinstance(result, Failure):
                self.outcomes[sha256] = result
            else:
                self.outcomes[sha256], *others = result
                self.outcomes |= {f"{sha256}/{other.documents[0].language}": other for other in others}
            self._tell(index)

    def close(self) -> None:
        """Ends the processes that read."""
        if self._executor is not None:
            self._executor.close()

    def _tasks(self, needed: set[str], begun: list[tuple[str, int]]) -> Iterator[ReadTask]:
        known = set(self.outcomes)
        for index, before in enumerate(self.files):
            if before.sha256 not in needed or before.sha256 in known:
                continue
            self.files[index], content = self._looked_at(before.source)  # it may have changed since
            file = self.files[index]
            if not file.sha256 or file.sha256 in known:
                self._tell(index)
                continue
            known.add(file.sha256)
            begun.append((file.sha256, index))
            yield ReadTask(
                name=file.name,
                sha256=file.sha256,
                content=content,
                reader=self._settings.reader,
                limits=self._settings.limits,
                verify=self._settings.verify,
                corrections=self.corrections.editions,
                registry=self._registry,
                language=self._settings.language,
            )

    def _looked_at(self, source: Source) -> tuple[NamedFile, bytes]:
        """What a file is now, and its bytes."""
        try:
            content = source.content(self._settings.limits.max_file_bytes)
            sha256 = hashlib.sha256(content).hexdigest()
            provenance = said_of(source, sha256=sha256)
        except NotReadable as problem:
            return NamedFile(source=source, failure=failure_of(problem)), b""
        except SidecarError as problem:
            return NamedFile(source=source, failure=Failure(message=str(problem), is_verdict=False)), b""
        return NamedFile(source=source, sha256=sha256, provenance=provenance), content

    def _tell(self, index: int) -> None:
        self._done += 1
        if self._on_progress is not None:
            self._on_progress(min(self._done, self._total), self._total, Path(self.files[index].name))
