"""Which executor reads a run's files."""

from __future__ import annotations

from pipeline.executors.here import InProcess
from pipeline.executors.interface import Executor, Guard
from pipeline.executors.processes import GuardedProcesses
from pipeline.runs.settings import MEBIBYTE, RunSettings

_MODULES = ("pipeline.runs.reading:warm",)


def executor_for(settings: RunSettings, files: int) -> Executor:
    """The executor that the settings ask for, already at work on its imports.

    Raises:
        NoCluster: there is no scheduler at the address.
    """
    guard = Guard(seconds=settings.timeout_s, memory_bytes=settings.memory_mib * MEBIBYTE)
    if settings.scheduler is not None:
        from pipeline.executors.cluster import Cluster  # noqa: PLC0415 - Dask takes a second

        return Cluster(settings.scheduler, guard, modules=_MODULES)
    jobs = settings.jobs_for(files)
    if jobs == 0:
        return InProcess()
    processes = GuardedProcesses(jobs, guard, modules=_MODULES, is_loud=settings.is_loud)
    processes.start()
    return processes
