"""Tasks in worker processes on this machine: a crash or a hang ends the task, not the run."""

from __future__ import annotations

import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

from pipeline.run.executors.host import FORK, FORKED, NEWS
from pipeline.run.executors.interface import Death, Executor, Function, Guard

# a worker that crashed in the middle of nothing is no task's fault; so often it may, for one task
_ATTEMPTS_TO_HAND_OVER = 3
# what a worker keeps of each task (interned words, caches) is given back by a new one
_TASKS_A_WORKER = 200
_SECONDS_FOR_NEWS = 5.0
_NO_PROCESS = "No process to read files in can be started here (--jobs 0 does without)."


@dataclass(slots=True)
class _Worker:
    connection: Connection
    process: int = 0  # its id, once the host has told it
    number: int = -1  # of the task that it works on
    done: int = 0


class GuardedProcesses(Executor):
    """Worker processes, forked from one host that has imported what they need.

    Args:
        jobs: how many tasks are worked on at once.
        guard: bounds of each task.
        modules: what the host imports first, `module` or `module:function` to call a function of it.
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
        self._host: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._unborn: deque[_Worker] = deque()  # whose ids the host will tell in this order
        self._news = b""
        self._ends: dict[int, int] = {}  # how processes ended whose connections we still hold

    def start(self) -> None:
        """Starts the host, that it may import while the caller does other things."""
        if self._host is None or self._host.poll() is not None:
            self._start_host()

    def results(self, function: Function, tasks: Iterable[Any]) -> Iterator[tuple[int, Any]]:
        """As `Executor.results`."""
        waiting = enumerate(tasks)
        busy: dict[Connection, _Worker] = {}
        is_open = True
        try:
            while True:
                while is_open and len(busy) < self._jobs:
                    entry = next(waiting, None)
                    if entry is None:
                        is_open = False
                        break
                    worker = self._handed(function, *entry)
                    busy[worker.connection] = worker
                if not busy:
                    return
                for connection in wait(list(busy)):
                    assert isinstance(connection, Connection)  # noqa: S101 - only connections went in
                    yield self._ended(busy.pop(connection))
        finally:
            for worker in busy.values():
                worker.connection.close()

    def close(self) -> None:
        """Ends the host, and with it every worker."""
        for worker in self._idle:
            worker.connection.close()
        self._idle.clear()
        self._leave_host()

    def _leave_host(self) -> None:
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._host is not None:
            if self._host.poll() is None:
                # it may still be importing: then it would hear of the end only seconds later
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._host.pid, signal.SIGKILL)
            self._host.wait()
            self._host = None
        self._unborn.clear()
        self._ends.clear()
        self._news = b""

    def _handed(self, function: Function, number: int, task: object) -> _Worker:
        content = pickle.dumps((function, task), protocol=pickle.HIGHEST_PROTOCOL)
        for attempt in range(_ATTEMPTS_TO_HAND_OVER):
            worker = self._idle.pop() if self._idle and attempt == 0 else self._forked()
            try:
                worker.connection.send_bytes(content)
            except OSError:
                worker.connection.close()
            else:
                worker.number = number
                return worker
        raise ChildProcessError(_NO_PROCESS)

    def _ended(self, worker: _Worker) -> tuple[int, Any]:
        try:
            result = pickle.loads(worker.connection.recv_bytes())  # noqa: S301 - written by our own worker
        except (EOFError, OSError):
            worker.connection.close()
            return worker.number, self._death_of(worker)
        self._hear(0)
        worker.done += 1
        if worker.done < _TASKS_A_WORKER:
            self._idle.append(worker)
        else:
            worker.connection.close()
        return worker.number, result

    def _death_of(self, worker: _Worker) -> Death:
        deadline = time.monotonic() + _SECONDS_FOR_NEWS
        while worker.process not in self._ends and time.monotonic() < deadline:
            if not self._hear(deadline - time.monotonic()):
                break
        status = os.waitstatus_to_exitcode(self._ends.pop(worker.process, 0))
        if status == -signal.SIGALRM:
            return Death(cause="timed_out")
        return Death(cause="crashed", what=signal.Signals(-status).name if status < 0 else "")

    def _hear(self, seconds: float) -> bool:
        """Takes in what the host tells within some time; False where it will tell nothing more."""
        if self._control is None or not wait([self._control], max(seconds, 0)):
            return self._control is not None
        try:
            told = self._control.recv(4096)
        except OSError:
            told = b""
        self._news += told
        whole = len(self._news) - len(self._news) % NEWS.size
        for process, end in NEWS.iter_unpack(self._news[:whole]):
            if end == FORKED:
                self._unborn.popleft().process = process
            else:
                self._ends[process] = end
        self._news = self._news[whole:]
        return bool(told)

    def _forked(self) -> _Worker:
        self.start()
        for _ in range(2):
            ours, theirs = socket.socketpair()
            with theirs:
                try:
                    assert self._control is not None  # noqa: S101 - the host was started
                    socket.send_fds(self._control, [FORK], [theirs.fileno()])
                except OSError:  # the host is gone: a new one
                    ours.close()
                    self._start_host()
                else:
                    worker = _Worker(connection=Connection(ours.detach()))
                    self._unborn.append(worker)
                    return worker
        raise ChildProcessError(_NO_PROCESS)

    def _start_host(self) -> None:
        self._leave_host()
        self._control, theirs = socket.socketpair()
        code = f"import sys; sys.path[:] = {sys.path!r}; from pipeline.run.executors.host import main; main()"
        arguments = [
            str(theirs.fileno()),
            ",".join(self._modules),
            str(self._guard.seconds),
            str(self._guard.memory_bytes),
        ]
        with theirs:
            self._host = subprocess.Popen(  # noqa: S603 - our own Python and our own code
                [sys.executable, "-c", code, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=None if self._is_loud else subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
                # Ctrl-C is for the caller, who closes us; and the workers are one process group
                start_new_session=True,
            )
