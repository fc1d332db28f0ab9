"""Which executor reads a run's files."""

from __future__ import annotations

from pipeline.run.executors.here import InProcess
from pipeline.run.executors.interface import Executor, Guard
from pipeline.run.executors.processes import GuardedProcesses
from pipeline.run.settings import MEBIBYTE, RunSettings

_MODULES = ("pipeline.run.read_file:warm",)


def executor_for(settings: RunSettings, files: int) -> Executor:
    """The executor that the settings ask for, already at work on its imports.

    Raises:
        NoCluster: there is no scheduler at the address.
    """
    guard = Guard(seconds=settings.timeout_s, memory_bytes=settings.memory_mib * MEBIBYTE)
    if settings.scheduler is not None:
        from pipeline.run.executors.cluster import Cluster  # noqa: PLC0415 - Dask takes a second

        return Cluster(settings.scheduler, guard, modules=_MODULES)
    jobs = settings.jobs_for(files)
    if jobs == 0:
        return InProcess()
    processes = GuardedProcesses(jobs, guard, modules=_MODULES, is_loud=settings.is_loud)
    processes.start()
    return processes
