"""`decree run` over made-up files, as a program: `python -m tests.run.program ARGUMENTS`."""

from __future__ import annotations

import os

from pipeline.cli import main
from pipeline.run import read_file
from tests.run.fakes import read_made_up


def begin() -> None:
    """Puts the made-up readings in place of the real ones, then is the command line."""
    import pipeline.run.build_dataset  # noqa: PLC0415

    pipeline.run.build_dataset.read_task = read_made_up
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
