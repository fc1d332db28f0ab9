"""How a run goes about its work.

Only corrections, a registry of one's own and a language that is named change what is published of a file
that could be read.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from pipeline.extract.pdf.limits import Limits
from pipeline.extract.pdf.reader import DEFAULT_READER, ReaderName
from pipeline.run.executors import Guard

MEBIBYTE = 1024**2
_BOUNDS_OF_CONTAINERS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSettings:
    """The settings of a run.

    Attributes:
        force: read every file, also those whose content is known.
        prune: drop editions whose files are not among those named.
        jobs: files read at once; None for as many as there are cores, and memory for; 0 to read in this
            process, unguarded.
        timeout_s: seconds that the reading of one file may take.
        memory_mib: address space in MiB that the reading of one file may take; all readings together never
            get more than the machine has.
        limits: how much of a file is taken in.
        reader: which PDF library reads.
        verify: whether an independent reading says where it sees other characters.
        scheduler: the address of a Dask scheduler whose workers read; None to read on this machine.
        corrections: the folder of reviewed corrections; None for none.
        registry: the folder of a user's own facts over those of the registry; None for none.
        language: the language that the files are read in; None to decide it by the words of each.
        is_loud: whether what libraries print on standard error is shown.
    """

    force: bool = False
    prune: bool = False
    jobs: int | None = None
    timeout_s: float = 120.0
    memory_mib: int = 1024
    limits: Limits = field(default_factory=Limits)
    reader: ReaderName = DEFAULT_READER
    verify: bool = True
    scheduler: str | None = None
    corrections: Path | None = None
    registry: Path | None = None
    language: str | None = None
    is_loud: bool = False

    def jobs_for(self, n_files: int) -> int:
        """Files to be read at once when there are so many."""
        if self.jobs is not None:
            return min(self.jobs, max(n_files, 1))
        has_room_for = machine_bytes() // (self.memory_mib * MEBIBYTE)
        return max(min(_cores(), n_files, has_room_for), 1)

    def guard_for(self, jobs: int) -> Guard:
        """The bounds of each of so many readings at once on this machine; 0 for those on others."""
        asked = self.memory_mib * MEBIBYTE
        return Guard(
            seconds=self.timeout_s, memory_bytes=min(asked, machine_bytes() // jobs) if jobs else asked
        )


def machine_bytes() -> int:
    """The memory of this machine, or of the container that the process runs in."""
    sizes = [os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")]
    for place in _BOUNDS_OF_CONTAINERS:
        with suppress(OSError, ValueError):  # no container, or one without a bound ("max")
            sizes.append(int(Path(place).read_text(encoding="ascii")))
    return min(sizes)


def limits_of(changes: Sequence[str]) -> Limits:
    """The limits with some changed: `("max_pages=100",)`.

    Raises:
        ValueError: there is no such limit, or the value is no positive number; the text says which.
    """
    limits = Limits()
    kinds = {each.name: type(getattr(limits, each.name)) for each in fields(Limits)}
    for change in changes:
        name, _, value = change.partition("=")
        if name not in kinds:
            raise ValueError(f"There is no limit {name!r}; there are: {', '.join(kinds)}.")
        try:
            number = kinds[name](value)
        except ValueError:
            number = 0
        if not 0 < number < float("inf"):
            raise ValueError(f"The limit {name} wants a positive number, not {value!r}.")
        limits = replace(limits, **{name: number})
    return limits


def _cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
