"""`decree run` over made-up files, as a program: `python -m tests.run.program ARGUMENTS`."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from pathlib import Path

from pipeline.cli import main
from pipeline.run import build_dataset, read_file
from pipeline.run.settings import RunSettings
from tests.run.fakes import read_made_up

# a fork server has the slow imports behind it and no threads: a run begins in milliseconds
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.run.program"])


def run_here(files: Sequence[Path], out: Path) -> None:
    """A run that reads all files anew, in this process."""
    build_dataset.read_task = read_made_up
    build_dataset.run(files, out, settings=RunSettings(jobs=0, force=True))


def begin() -> None:
    """Puts the made-up readings in place of the real ones, then is the command line."""
    build_dataset.read_task = read_made_up
    read_file._MODULES = ("tests.run.fakes",)
    if "DECREE_TEST_ROOM" in os.environ:
        import resource  # noqa: PLC0415
        import signal  # noqa: PLC0415

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        room = int(os.environ["DECREE_TEST_ROOM"])
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    main()


if __name__ == "__main__":
    begin()
