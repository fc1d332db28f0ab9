"""What a run shows: a progress bar on a terminal, nothing in a pipe, and a short table at the end."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pipeline.run.report import FileReport, OnProgress, RunReport

_HEADS = ("file", "edition", "measures", "amendments", "errors", "warnings", "infos", "")
_MOST_NAMED = 10
PIPE_WIDTH = 120
"""Columns of a table that goes into a pipe."""


@contextmanager
def progress() -> Iterator[OnProgress | None]:
    """A bar with rate and time left while the block runs; None where standard error is no terminal.

    It appears with the first file read: a run that reads nothing needs none.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - rich is slow to import, and a pipe needs none of it
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text  # noqa: PLC0415

    class Rate(ProgressColumn):
        """Files a second, once there are any."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f} files/s" if task.speed else "")

    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn(),
        console=Console(stderr=True), transient=True,
    )  # fmt: skip
    reading = bar.add_task("reading", total=None)

    def on_progress(done: int, total: int, path: Path) -> None:
        bar.start()
        # file names may hold [brackets], which rich would take for markup
        name = printable(path.name).replace("[", r"\[")
        bar.update(reading, completed=done, total=total, description=name)

    try:
        yield on_progress
    finally:
        bar.stop()


def run_text(report: RunReport, *, width: int | None = None) -> str:
    """The table of a run, what a person should know of it, and what to do next.

    `width` is the number of the terminal's columns, None for any number.
    """
    lines = _table(report, width)
    changes = report.registry_changes
    more = [f"and {len(changes) - _MOST_NAMED} more"] if len(changes) > _MOST_NAMED else []
    kept = f"{counted(len(report.kept), 'edition')} of earlier runs kept"
    outdated = "; they take effect when the file is named again."
    notes = [
        *_headed("Your registry changed what is read:", [*changes[:_MOST_NAMED], *more]),
        *(file.second_why for file in report.files if file.second_why),
        *_listed(f"{kept} (--prune drops those whose files are not named): ", report.kept),
        *_listed("Corrections changed after the reading of ", report.outdated, outdated),
        *_listed("Dropped: ", report.dropped),
        *_listed("Not read, since they are no .pdf files: ", report.ignored),
        *_headed("Corrections that were not applied:", report.unapplied),
        *_headed("Files of corrections without an edition here:", report.unused),
    ]
    if notes:
        lines += ["", *map(printable, notes)]
    lines.append("")
    if all(file.failure is not None for file in report.files):
        lines.append("No file gave an edition: nothing was written.")
    else:
        lines.append(
            f"The dataset is in {report.out_dir}: a Parquet file a table, one JSON an edition in json/."
        )
        if report.is_as_before:
            lines.append("It was made anew, and is the same as before, byte for byte.")
        lines += _next_steps(report)
    return "\n".join(part for line in lines for part in _wrapped(line, width))


def _table(report: RunReport, width: int | None) -> list[str]:
    """A line a file; on a narrow terminal its edition stands below it."""
    rows = [_HEADS, *(_cells(file) for file in report.files)]
    lines = aligned(rows, numbers=range(2, 7))
    if width is None or max(map(len, lines)) <= width:
        return lines
    short = aligned([(row[0], *row[2:]) for row in rows], numbers=range(1, 6))
    return [part for line, row in zip(short, rows, strict=True) for part in (line, f"  {row[1]}")]


def _cells(file: FileReport) -> tuple[str, ...]:
    numbers = (file.measures, file.amendments, file.errors, file.warnings, file.infos)
    second = f"see {printable(file.second_to)}" if file.second_to else ""
    state = " ".join(filter(None, ("unchanged" if file.skipped else "", second)))
    if file.failure is not None:
        state = "failed"
    return (printable(file.name), file.edition_id or "-", *map(str, numbers), state)


def aligned(rows: Sequence[Sequence[str]], *, numbers: Container[int]) -> list[str]:
    """The rows as lines of text with aligned columns, those of numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if index in numbers else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _next_steps(report: RunReport) -> list[str]:
    """How many findings wait for a person, and the commands that show them."""
    accepted = f" ({report.accepted} more accepted as printed)" if report.accepted else ""
    if not report.errors and not report.warnings:
        return [f"Nothing waits for a person{accepted}."]
    data = "" if str(report.out_dir) == "data/processed" else f" --data {report.out_dir}"
    found = f"{counted(report.errors, 'error')} and {counted(report.warnings, 'warning')}"
    return [
        f"To look at: {found}{accepted}.",
        f"  {called_as()} findings{data}   lists them by cause, with their places and what to do",
        f"  {called_as()} review{data}     shows them on the pages",
    ]


def _wrapped(line: str, width: int | None) -> list[str]:
    if width is None or len(line) <= width or " " not in line.strip():
        return [line]
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    return textwrap.wrap(
        line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _headed(head: str, messages: Sequence[str]) -> list[str]:
    return [head, *(f"  {message}" for message in messages)] if messages else []


def _listed(before: str, names: Sequence[str], after: str = "") -> list[str]:
    """One line with the names, where there are any."""
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return [f"{before}{', '.join(names[:_MOST_NAMED])}{more}{after}"] if names else []


def called_as() -> str:
    """How the user called the program, so that the next command can be typed in the same way."""
    called = sys.argv[0]
    is_by_path = Path(called).name == "decree" and shutil.which("decree") != called
    return printable(called) if is_by_path else "decree"


def terminal_width() -> int | None:
    """Columns of the terminal that standard output is; None where it is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def counted(number: int, what: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def printable(text: str, *, keep: str = "") -> str:
    """Text that cannot steer a terminal: the name of a file may hold anything."""
    return "".join(sign if sign.isprintable() or sign in keep else repr(sign)[1:-1] for sign in text)


def say(text: str, *, err: bool = False) -> None:
    """Writes lines for a person."""
    click.echo(printable(text, keep="\n"), err=err)


def give(text: str, *, is_whole: bool = False) -> None:
    """Writes data to standard output: as it is, but on a terminal no character of it steers that.

    `is_whole` says that it ends with its own line end.
    """
    click.echo(printable(text, keep="\n") if sys.stdout.isatty() else text, nl=not is_whole)
