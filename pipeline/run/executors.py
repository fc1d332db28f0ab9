"""Where the work on each file is done: in guarded processes here, in this very process, or on a cluster.

A PDF library can crash or hang on a hostile file. So a run hands each file to an executor, and an executor
answers for every task: with the function's result, or with the way in which the task died. It never lets one
task's end become the run's.

A worker is a fresh Python, not a fork of the program that called us: that one may have threads, or a main
module that must not be run twice (as `multiprocessing` would). The kernel's alarm ends it when a task takes
too long, in whatever library it hangs; a bound on its address space makes what needs too much memory fail;
and it watches its standard input, whose other end the caller holds, so that nothing is left running when the
caller is killed.
"""

from __future__ import annotations

import atexit
import os
import pickle
import resource
import signal
import socket
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection, wait
from typing import Any, Literal, Protocol

from pipeline.extract.pdf.limits import begin_worker, stop_timer

# what a worker keeps of each task (interned words, caches) is given back by a new one
_TASKS_A_WORKER = 200
# tasks that wait on a cluster for each thread that works, so that none is ever idle
_AHEAD = 3
_ATTEMPTS = 3
_CONNECT_SECONDS = 20
_CODE = "import sys; sys.path[:] = {path!r}; from pipeline.run.executors import live; live()"

_local = threading.local()  # of a Dask worker's thread: its process, and what for

Function = Callable[[Any], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Death:
    """A task that gave no result.

    Attributes:
        cause: `crashed` (its process ended: a fault in a library, no memory, no time), `raised` (the function
            raised), `lost` (the machines that tried it went away, time and again).
        what: the error's text where it raised; the name of the signal where its process ended: SIGALRM after
            the task's time, SIGPROF after a page's; else empty.
        traceback: the error's traceback where it raised, else empty; for `--debug` only.
    """

    cause: Literal["crashed", "raised", "lost"]
    what: str = ""
    traceback: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Bounds of each task: seconds by the clock on the wall, bytes of its process's address space."""

    seconds: float = 120.0
    memory_bytes: int = 1024**3


class Executor(Protocol):
    """Runs a function over tasks."""

    def results(self, function: Function, tasks: Iterable[Any]) -> Iterator[tuple[int, Any]]:
        """Each task's number (from 0, in the order of `tasks`) and its result or `Death`, as they end.

        The function is one of a module, so that another process can import it; its arguments and results
        can be pickled. Tasks are taken only as fast as they can be worked on.
        """
        ...

    def close(self) -> None:
        """Ends processes and connections, if there are any."""
        return


def called(function: Function, task: object) -> Any:  # noqa: ANN401 - the function's result
    """The function's result, or a `Death` that holds what it raised."""
    try:
        return function(task)
    except Exception as error:
        what = f"{type(error).__name__}: {error}"
        return Death(cause="raised", what=what, traceback=traceback.format_exc())


class InProcess(Executor):
    """One task after the other in this very process, for a debugger or a profiler: nothing guards the run."""

    def results(self, function: Function, tasks: Iterable[Any]) -> Iterator[tuple[int, Any]]:
        """As `Executor.results`, in the order of the tasks."""
        for number, task in enumerate(tasks):
            yield number, called(function, task)


@dataclass(slots=True)
class _Worker:
    process: subprocess.Popen[bytes]
    connection: Connection
    n_tasks: int = 0

    def end(self) -> int:
        """Ends the process, if it has not ended; gives how it ended."""
        self.connection.close()
        self.process.kill()
        self.process.communicate()
        return self.process.returncode


class GuardedProcesses(Executor):
    """Worker processes that are started when they are needed.

    Args:
        jobs: how many tasks are worked on at once.
        guard: bounds of each task.
        modules: what a worker imports before its first task, `module`, or `module:function` to call it.
        is_loud: whether what libraries print on standard error is shown.
    """

    def __init__(
        self, jobs: int, guard: Guard, *, modules: Sequence[str] = (), is_loud: bool = False
    ) -> None:
        self._jobs = jobs
        self._guard = guard
        self._modules = modules
        self._is_loud = is_loud
        self._idle: list[_Worker] = []

    def results(self, function: Function, tasks: Iterable[Any]) -> Iterator[tuple[int, Any]]:
        """As `Executor.results`."""
        waiting = enumerate(tasks)
        busy: dict[Connection, tuple[int, _Worker]] = {}
        try:
            while True:
                while len(busy) < self._jobs and (entry := next(waiting, None)) is not None:
                    worker = self._handed(function, entry[1])
                    busy[worker.connection] = entry[0], worker
                if not busy:
                    return
                for connection in wait(list(busy)):
                    assert isinstance(connection, Connection)  # noqa: S101 - only connections went in
                    number, worker = busy.pop(connection)
                    yield number, self._answer(worker)
        finally:
            for _, worker in busy.values():
                worker.end()

    def close(self) -> None:
        """Ends every worker."""
        while self._idle:
            self._idle.pop().end()

    def _handed(self, function: Function, task: object) -> _Worker:
        """A worker that has the task; one that ended while it was idle is replaced."""
        content = pickle.dumps((function, task), protocol=pickle.HIGHEST_PROTOCOL)
        while self._idle:
            worker = self._idle.pop()
            try:
                worker.connection.send_bytes(content)
            except OSError:
                worker.end()
            else:
                return worker
        try:
            worker = self._started()
            worker.connection.send_bytes(content)
        except OSError as error:
            what = "No process to read files in can be started here (--jobs 0 does without)."
            raise ChildProcessError(what) from error
        return worker

    def _answer(self, worker: _Worker) -> Any:  # noqa: ANN401 - the function's result
        try:
            result = pickle.loads(worker.connection.recv_bytes())  # noqa: S301 - written by our own worker
        except (EOFError, OSError):
            worker.process.wait()  # its connection ended: so does it, by the signal that says why
            status = worker.end()
            return Death(cause="crashed", what=signal.Signals(-status).name if status < 0 else "")
        worker.n_tasks += 1
        if worker.n_tasks < _TASKS_A_WORKER:
            self._idle.append(worker)
        else:
            worker.end()
        return result

    def _started(self) -> _Worker:
        ours, theirs = socket.socketpair()
        bounds = (self._guard.seconds, self._guard.memory_bytes)
        arguments = map(str, (theirs.fileno(), *bounds, *self._modules))
        with theirs:
            process = subprocess.Popen(  # noqa: S603 - our own Python and our own code
                [sys.executable, "-c", _CODE.format(path=sys.path), *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=None if self._is_loud else subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
                start_new_session=True,  # Ctrl-C is for the caller, who closes us
            )
        return _Worker(process=process, connection=Connection(ours.detach()))


def live() -> None:
    """The whole life of a worker: its arguments are a connection, seconds, bytes of memory, modules."""
    descriptor, seconds, memory, *modules = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(ValueError, OSError):  # a lower bound is in force already
        resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    begin_worker()
    threading.Thread(target=_end_with_the_caller, daemon=True).start()
    status = 1
    try:
        _work(Connection(int(descriptor)), modules, float(seconds))
        status = 0
    finally:
        os._exit(status)


def _end_with_the_caller() -> None:
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


def _work(connection: Connection, modules: Sequence[str], seconds: float) -> None:
    """Answers the tasks that come through the connection, until it is closed."""
    is_ready = False
    while True:
        try:
            content = connection.recv_bytes()
        except EOFError:
            return
        if not is_ready:  # here, so that no caller waits with a large task until a worker has imported
            _make_ready(modules)
            is_ready = True
        function, task = pickle.loads(content)  # noqa: S301 - written by our own caller
        signal.setitimer(signal.ITIMER_REAL, seconds)
        result = called(function, task)
        stop_timer()
        signal.setitimer(signal.ITIMER_REAL, 0)
        answer = pickle.dumps(result, protocol=pickle.HIGHEST_PROTOCOL)
        del content, task, result  # nothing of this task shall take room during the next
        connection.send_bytes(answer)
        del answer


def _make_ready(modules: Sequence[str]) -> None:
    for name in modules:
        module, _, function = name.partition(":")
        with suppress(Exception):  # whatever is wrong is told by the task that needs it
            imported = import_module(module)
            if function:
                getattr(imported, function)()


class NoCluster(Exception):  # noqa: N818 - what is the matter, in its name
    """There is no scheduler at the address, or Dask is not installed; the text says which."""


def _on_worker(function: Function, task: object, guard: Guard, modules: Sequence[str]) -> Any:  # noqa: ANN401
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

    A machine can go away in the middle of a task: the task goes to another one, and only a task that outlives
    several machines is given up. A crash of the PDF library does not reach the Dask worker, since it too
    calls the function in a process of its own.

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
            future = self._client.submit(_on_worker, function, task, self._guard, self._modules, pure=False)
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
