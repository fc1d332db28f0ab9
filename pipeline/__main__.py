"""`decree`, also `python -m pipeline`: Ctrl-C is quiet from the first import on."""

from __future__ import annotations

import signal


def main() -> None:
    """Runs the command line and ends the process."""
    # an interrupted import would show its traceback; while nothing is begun, simply ending is right
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from pipeline.cli import main as command_line  # noqa: PLC0415 - the import that this is about

    signal.signal(signal.SIGINT, signal.default_int_handler)
    command_line()


if __name__ == "__main__":
    main()
