"""The command line.

A user never sees a traceback (unless with --debug), a closed pipe or Ctrl-C ends quietly, and `--help`
answers at once: each command is a module of its own that is imported only when the command is called.

To add a command, write a click command of the same name in a module here and name both in `_COMMANDS`.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

import click

from pipeline.cli.screen import say

GOOD, FAILED, INTERRUPTED, BROKEN_PIPE = 0, 1, 130, 141
_STANDARD_ERROR = 2

# the command's name, its module, and its line in `decree --help` (so that help imports no command)
_COMMANDS = {
    "run": ("file_commands", "Read PDF decrees and write the dataset."),
    "check": ("dataset_commands", "Verify a dataset: keys, codes, references, glyph accounts."),
    "diff": ("compare_commands", "Tell what changed between two editions."),
    "align": ("compare_commands", "Tell what a plan's Kazakh and Russian editions do not share."),
    "findings": ("findings_command", "List what a person should look at, with what to do."),
    "review": ("page_commands", "Write a page to review an edition: pages next to values."),
    "show": ("page_commands", "Print and draw one measure, or what is found on a page."),
    "source": ("file_commands", "Write a draft of the file that says where a PDF comes from."),
    "export": ("dataset_commands", "Write the dataset as a workbook, CSV or JSON Lines."),
    "registry": ("dataset_commands", "Suggest bodies for the registry from a dataset."),
}


class _LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(import_module(f"pipeline.cli.{_COMMANDS[cmd_name][0]}"), cmd_name)
        if not isinstance(command, click.Command):
            raise TypeError(f"{cmd_name} is no command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, told) for name, (_, told) in _COMMANDS.items()])


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="decree-pipeline", prog_name="decree")
def cli() -> None:
    """Kazakh Government plans of measures, from PDF decrees to a dataset one can trust."""


def main(args: Sequence[str] | None = None) -> None:
    """Runs the command line and ends the process.

    Exit status: 0 good, 1 a file or the dataset failed, 2 wrong usage, 130 interrupted, 141 the reader of a
    pipe went away.
    """
    arguments = list(sys.argv[1:] if args is None else args)
    _hold_streams()
    status = GOOD
    try:
        status = _status(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        status = BROKEN_PIPE
    except OSError as error:  # standard output is a full disk; a command that met it has said so
        if status != FAILED:
            _tell(f"decree: {_plain(error)}")
        status = FAILED
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # Python flushes once more when it ends; let that go nowhere
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(status)


def _hold_streams() -> None:
    """Opens what was closed when the program began, lest a file of ours becomes standard output."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= _STANDARD_ERROR:
        pass
    os.close(descriptor)
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - for as long as we run
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal without Kazakh letters must not end a run
            stream.reconfigure(errors="backslashreplace")


def _status(arguments: list[str]) -> int:
    try:
        # not `cli.main`: that would turn a closed pipe into status 1, which means that a file failed
        with cli.make_context("decree", arguments) as context:
            status = cli.invoke(context)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as error:
        told = io.StringIO()
        error.show(told)
        say(told.getvalue().rstrip("\n"), err=True)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _tell("decree: interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as error:
        if "--debug" in arguments:
            raise
        _tell(f"decree: {_plain(error)}")
        return FAILED
    return status if isinstance(status, int) else GOOD


def _tell(message: str) -> None:
    with suppress(OSError):  # nobody hears it
        say(message, err=True)


def _plain(error: Exception) -> str:
    """One line for a person."""
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror}"
    text = " ".join(str(error).split())
    kind = type(error).__name__
    # our own errors are sentences; anything else is a fault of the program and says so
    if type(error).__module__.startswith("pipeline."):
        return text
    return f"unexpected {kind}: {text} (please report it with the output of --debug)"
