"""Tasks on the workers of a Dask cluster, each guarded there as it would be here.

A machine of a cluster can go away in the middle of a task: the task goes to another one, and only a task
that outlives several machines is given up. A crash of the PDF library does not reach the Dask worker, since
it too calls the function in a process of its own.
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any

from pipeline.run.executors import Death, Executor, Function, Guard, GuardedProcesses

# tasks that wait on the cluster for each thread that works, so that none is ever idle
_AHEAD = 3
_ATTEMPTS = 3
_CONNECT_SECONDS = 20

_local = threading.local()


class NoCluster(Exception):  # noqa: N818 - what is the matter, in its name
    """There is no scheduler at the address, or Dask is not installed; the text says which."""


def guarded(function: Function, task: object, guard: Guard, modules: Sequence[str]) -> Any:  # noqa: ANN401 - the function's result
    """On a Dask worker: the function's result or its `Death`, from a process next to the worker."""
    bounds, processes = getattr(_local, "processes", (None, None))
    if processes is None or bounds != (guard, modules):
        if processes is not None:  # of an earlier run with other settings
            processes.close()
        processes = GuardedProcesses(1, guard, modules=modules)
        _local.processes = ((guard, modules), processes)
        atexit.register(processes.close)
    return next(iter(processes.results(function, [task])))[1]


class Cluster(Executor):
    """The workers of a Dask scheduler. They need this package, and memory for a reading per thread.

    Args:
        address: the scheduler's, such as `tcp://10.0.0.1:8786`.
        guard: bounds of each task.
        modules: what each worker imports first.

    Raises:
        NoCluster: nobody answers there, or Dask is not installed.
    """

    def __init__(self, address: str, guard: Guard, *, modules: Sequence[str] = ()) -> None:
        try:
            self._dask: Any = import_module("distributed")  # an optional extra, without types
        except ImportError as error:
            raise NoCluster(
                f"A scheduler needs Dask: pip install 'decree-pipeline[corpus]' ({error})."
            ) from error
        try:
            self._client = self._dask.Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise NoCluster(f"No Dask scheduler answers at {address}.") from error
        self._guard = guard
        self._modules = tuple(modules)

    def results(self, function: Function, tasks: Iterable[Any]) -> Iterator[tuple[int, Any]]:
        """As `Executor.results`."""
        waiting = enumerate(tasks)
        pending: dict[str, tuple[int, Any, int]] = {}  # number, task, attempts, by the future's key
        ended = self._dask.as_completed([], loop=self._client.loop)

        def submit(number: int, task: object, attempt: int) -> None:
            future = self._client.submit(guarded, function, task, self._guard, self._modules, pure=False)
            pending[future.key] = (number, task, attempt)
            ended.add(future)

        while True:
            while len(pending) < self._window() and (entry := next(waiting, None)) is not None:
                submit(*entry, 1)
            if not pending:
                return
            future = next(ended)
            number, task, attempt = pending.pop(future.key)
            error = future.exception() if future.status == "error" else None
            if future.status == "finished":
                yield number, future.result()
            elif not self._is_lost(error, future.status):
                yield number, Death(cause="raised", what=f"{type(error).__name__}: {error}")
            elif attempt < _ATTEMPTS and self._client.status == "running":
                submit(number, task, attempt + 1)
            else:
                yield number, Death(cause="lost", what="" if error is None else f"{attempt} times")
            future.release()

    def close(self) -> None:
        """Leaves the scheduler; the cluster goes on."""
        self._client.close()

    def _window(self) -> int:
        threads: int = sum(self._client.nthreads().values())
        return max(threads, 1) * _AHEAD

    def _is_lost(self, error: BaseException | None, status: str) -> bool:
        return status in {"cancelled", "lost"} or isinstance(error, self._dask.KilledWorker)
