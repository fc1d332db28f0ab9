"""Tasks in worker processes on this machine: a crash or a hang ends the task, not the run.

A worker is a fresh Python, not a fork of the program that called us: that one may have threads, or a main
module that must not be run twice (as `multiprocessing` would).
"""

from __future__ import annotations

import os
import pickle
import signal
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

from pipeline.run.executors.interface import Death, Executor, Function, Guard

# what a worker keeps of each task (interned words, caches) is given back by a new one
_TASKS_A_WORKER = 200
_CODE = "import sys; sys.path[:] = {path!r}; from pipeline.run.executors.worker import main; main()"


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
            return _death(worker)
        worker.n_tasks += 1
        if worker.n_tasks < _TASKS_A_WORKER:
            self._idle.append(worker)
        else:
            worker.end()
        return result

    def _started(self) -> _Worker:
        ours, theirs = socket.socketpair()
        arguments = [
            str(theirs.fileno()),
            ",".join(self._modules),
            str(self._guard.seconds),
            str(self._guard.memory_bytes),
        ]
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


def _death(worker: _Worker) -> Death:
    worker.process.wait()  # its connection ended: so does it, by the signal that says why
    status = worker.end()
    return Death(cause="crashed", what=signal.Signals(-status).name if status < 0 else "")
