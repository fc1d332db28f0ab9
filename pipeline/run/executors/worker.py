"""A worker process: it does one task after the other, and ends by itself.

The kernel's alarm ends it when a task takes too long, in whatever library it hangs; a bound on its address
space makes what needs too much memory fail; and it watches its standard input, whose other end the caller
holds, so that nothing is left running when the caller is killed.
"""

from __future__ import annotations

import importlib
import os
import pickle
import resource
import signal
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection

from pipeline.extract.pdf.limits import begin_worker, stop_timer
from pipeline.run.executors.interface import Guard, called


def work(connection: Connection, modules: Sequence[str], guard: Guard) -> None:
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
        signal.setitimer(signal.ITIMER_REAL, guard.seconds)
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
            imported = importlib.import_module(module)
            if function:
                getattr(imported, function)()


def _end_with_the_caller() -> None:
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


def main() -> None:
    """The worker's whole life, as its arguments say: a connection, modules, seconds, bytes of memory."""
    descriptor, modules, seconds, memory = sys.argv[1:5]
    guard = Guard(seconds=float(seconds), memory_bytes=int(memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(ValueError, OSError):  # a lower bound is in force already
        resource.setrlimit(resource.RLIMIT_AS, (guard.memory_bytes, guard.memory_bytes))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    begin_worker()
    threading.Thread(target=_end_with_the_caller, daemon=True).start()
    status = 1
    try:
        work(Connection(int(descriptor)), [name for name in modules.split(",") if name], guard)
        status = 0
    finally:
        os._exit(status)
