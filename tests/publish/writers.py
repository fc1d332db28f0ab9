"""Processes that write datasets, to be killed, raced or starved of room by `test_swap.py`."""

from __future__ import annotations

import errno
import multiprocessing
import os
import resource
import signal
from itertools import count
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from pathlib import Path

from pipeline.publish.dataset import write_dataset
from tests.small_dataset import small_dataset

NO_ROOM = 7

# a fork server has the slow imports behind it and no threads: a writer starts in milliseconds
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["pyarrow.parquet", "tests.publish.writers"])


def write_for_ever(out: Path, who: str, ready: Event) -> None:
    ready.set()
    for number in count():
        write_dataset(small_dataset("kz-a@2013-01-01", "kz-a@2014-01-01", text=f"{who} {number}"), out)


def start_writer(out: Path, who: str) -> BaseProcess:
    """A process that writes one dataset after the other, once it has begun."""
    ready = PROCESSES.Event()
    process = PROCESSES.Process(target=write_for_ever, args=(out, who, ready), daemon=True)
    process.start()
    assert ready.wait(60)
    return process


def write_with_little_room(out: Path, room: int) -> None:
    """Writes where no file may grow past `room` bytes, and ends with NO_ROOM if that was too little."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    try:
        write_dataset(small_dataset(text="new"), out)
    except OSError as error:
        assert error.errno == errno.EFBIG
        os._exit(NO_ROOM)
    os._exit(0)
