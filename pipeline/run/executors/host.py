"""The process that worker processes are forked from.

A worker needs libraries whose import takes seconds, and a worker that crashed must be replaced at once. So
one host imports them all, and forks a worker in milliseconds whenever it is asked to. It is a fresh Python,
not a fork of the program that called us: that one may have threads, or a main module that must not be run
twice.

A worker ends itself: the kernel's alarm ends it when a task takes too long, in whatever library it hangs,
and the end of its connection tells it that nobody waits any more. So nothing is left running when the
program is killed.
"""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import resource
import signal
import socket
import struct
import sys
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection

from pipeline.run.executors.here import called
from pipeline.run.executors.interface import Guard

FORK = b"f"
# what the host tells of its workers: a worker's process id, and how it ended or FORKED
NEWS = struct.Struct("!qq")
FORKED = -1


def serve(descriptor: int, modules: Sequence[str], guard: Guard) -> None:
    """Forks a worker for each connection that comes through the socket, until the socket is closed.

    Args:
        descriptor: our end of a socket pair.
        modules: what to import before the first worker is forked; `module:function` is called too.
        guard: bounds of each task.
    """
    control = socket.socket(fileno=descriptor)
    for name in modules:
        module, _, function = name.partition(":")
        with suppress(Exception):  # whatever is wrong will be told by the task that needs it
            imported = importlib.import_module(module)
            if function:
                getattr(imported, function)()
    gc.collect()
    gc.freeze()  # what is here now is shared by all workers

    def tell_of_the_ended(*_: object) -> None:
        with suppress(ChildProcessError, OSError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                control.sendall(NEWS.pack(*ended))

    signal.signal(signal.SIGCHLD, tell_of_the_ended)
    with suppress(OSError):
        while True:
            message, descriptors, _, _ = socket.recv_fds(control, 1, 1)
            if message != FORK:
                break
            _fork(control, descriptors[0], guard)
    # the caller is gone: so are the workers, who are all of our process group
    os.killpg(0, signal.SIGKILL)


def _fork(control: socket.socket, descriptor: int, guard: Guard) -> None:
    # a worker that ends at once must not be told of before its birth
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    worker = os.fork()
    if worker:
        os.close(descriptor)
        control.sendall(NEWS.pack(worker, FORKED))
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
        return
    status = 1
    try:
        control.close()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with suppress(ValueError, OSError):  # a lower bound is in force already
            resource.setrlimit(resource.RLIMIT_AS, (guard.memory_bytes, guard.memory_bytes))
        _work(Connection(descriptor), guard)
        status = 0
    finally:
        os._exit(status)


def _work(connection: Connection, guard: Guard) -> None:
    while True:
        try:
            function, task = connection.recv()
        except EOFError:
            return
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, guard.seconds)
        result = called(function, task)
        signal.setitimer(signal.ITIMER_REAL, 0)
        del task
        content = pickle.dumps(result, protocol=pickle.HIGHEST_PROTOCOL)
        del result  # nothing of this task shall take room while the next is waited for and done
        connection.send_bytes(content)
        del content


def main() -> None:
    """The host's whole life: `serve` what the caller asks for in its arguments."""
    descriptor, modules, seconds, memory = sys.argv[1:5]
    serve(
        int(descriptor),
        [name for name in modules.split(",") if name],
        Guard(seconds=float(seconds), memory_bytes=int(memory)),
    )
