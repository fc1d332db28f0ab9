"""How a run goes about its work.

Only corrections and a registry of one's own change what is published of a file that could be read.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from pipeline.extract.pdf.limits import Limits
from pipeline.extract.pdf.reader import DEFAULT_READER, ReaderName

MEBIBYTE = 1024**2


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSettings:
    """The settings of a run.

    Attributes:
        force: read every file, also those whose content is known.
        prune: let go of editions whose files are not among those named.
        jobs: files read at once; None for the number of cores, 0 to read in this process, unguarded.
        timeout_s: seconds that the reading of one file may take.
        memory_mib: address space in MiB that the reading of one file may take.
        limits: how much of a file is taken in.
        reader: which PDF library reads.
        verify: whether an independent reading says where it sees other characters.
        scheduler: the address of a Dask scheduler whose workers read; None to read on this machine.
        corrections: the folder of reviewed corrections; None for none.
        registry: the folder of a user's own facts over those of the registry; None for none.
        is_loud: whether what libraries print on standard error is shown.
    """

    force: bool = False
    prune: bool = False
    jobs: int | None = None
    timeout_s: float = 120.0
    memory_mib: int = 4096
    limits: Limits = field(default_factory=Limits)
    reader: ReaderName = DEFAULT_READER
    verify: bool = True
    scheduler: str | None = None
    corrections: Path | None = None
    registry: Path | None = None
    is_loud: bool = False

    def jobs_for(self, files: int) -> int:
        """Files to be read at once when there are so many."""
        wanted = self.jobs if self.jobs is not None else _cores()
        return min(wanted, max(files, 1))


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
