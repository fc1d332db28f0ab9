"""The processor's time that one page may take, where a worker process reads it.

A worker that guards its tasks starts the kernel's timer before each (`ITIMER_PROF`, which ends the process in
whatever library it hangs, and does not run while a busy machine does other things). Here it is rewound at
each page, and stopped after the last one: what is made of the pages has the whole task's time.
"""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from typing import TypeVar

# The slowest page of the fixtures and of a hundred genuine files takes 0.4 s with the slower reader.
PAGE_SECONDS = 4.0

T = TypeVar("T")


def start() -> None:
    """Starts the timer of this process."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, PAGE_SECONDS)


def stop() -> None:
    """Stops it."""
    signal.setitimer(signal.ITIMER_PROF, 0)


def paced(pages: Iterable[T]) -> Iterator[T]:
    """The pages, each within its time where the timer runs."""
    is_timed = signal.getitimer(signal.ITIMER_PROF)[0] > 0
    for page in pages:
        if is_timed:
            signal.setitimer(signal.ITIMER_PROF, PAGE_SECONDS)
        yield page
    if is_timed:
        stop()
