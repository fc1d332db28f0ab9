"""What a run shows: a progress bar on a terminal, nothing in a pipe, and a short table at the end."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.progress import Progress

    from pipeline.run.report import FileReport, OnProgress, RunReport

_HEADS = ("file", "edition", "measures", "amendments", "errors", "warnings", "infos", "")
_MOST_NAMED = 10


@contextmanager
def progress() -> Iterator[OnProgress | None]:
    """A bar with rate and time left while the block runs; None where standard error is no terminal.

    It appears with the first file read: a run that reads nothing needs none.
    """
    if not sys.stderr.isatty():
        yield None
        return
    bars: list[Progress] = []

    def on_progress(done: int, total: int, path: Path) -> None:
        if not bars:
            bars.append(_bar())
        # file names may hold [brackets], which rich would take for markup
        name = printable(path.name).replace("[", r"\[")
        bars[0].update(bars[0].task_ids[0], completed=done, total=total, description=name)

    try:
        yield on_progress
    finally:
        for bar in bars:
            bar.stop()


def _bar() -> Progress:
    from rich.console import Console  # noqa: PLC0415 - rich is slow to import, and a pipe needs none of it
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )

    class Bar(Progress):
        """Tells the rate in files a second, once there is one."""

        def get_renderables(self) -> Iterable[RenderableType]:
            for task in self.tasks:
                task.fields["rate"] = f"{task.speed:.1f} files/s" if task.speed else ""
            return super().get_renderables()

    bar = Bar(*columns, console=Console(stderr=True), transient=True)
    bar.add_task("reading", total=None, rate="")
    bar.start()
    return bar


def run_text(report: RunReport, *, width: int | None = None) -> str:
    """The table of a run, what a person should know of it, and what to do next.

    Args:
        report: what became of the run.
        width: columns of the terminal; None for any number.
    """
    lines = _table(report, width)
    changes = report.registry_changes
    more = [f"and {len(changes) - _MOST_NAMED} more"] if len(changes) > _MOST_NAMED else []
    n_kept = counted(len(report.kept), "edition")
    notes = [
        *_headed("Your registry changed what is read:", [*changes[:_MOST_NAMED], *more]),
        *(file.second_why for file in report.files if file.second_why),
        *_listed(
            f"{n_kept} of earlier runs kept (--prune drops those whose files are not named): ", report.kept
        ),
        *_listed(
            "Corrections changed after the reading of ",
            report.outdated,
            "; they take effect when the file is named again.",
        ),
        *_listed("Dropped: ", report.dropped),
        *_listed("Not read, since they are no .pdf files: ", report.ignored),
        *_headed("Corrections that were not applied:", report.unapplied),
        *_headed("Files of corrections without an edition here:", report.unused),
    ]
    if notes:
        lines += ["", *map(printable, notes)]
    if all(file.failure is not None for file in report.files):
        lines += ["", "No file gave an edition: nothing was written."]
    else:
        lines += [
            "",
            f"The dataset is in {report.out_dir}: a Parquet file a table, one JSON an edition in json/.",
            *(["It was made anew, and is the same as before, byte for byte."] if report.is_as_before else []),
            *_next_steps(report),
        ]
    return "\n".join(_wrapped(lines, width))


def _table(report: RunReport, width: int | None) -> list[str]:
    """A line a file; on a narrow terminal its edition stands below it."""
    rows = [_HEADS, *(_cells(file) for file in report.files)]
    lines = aligned(rows, numbers=range(2, 7))
    if width is None or max(map(len, lines)) <= width:
        return lines
    short = aligned([(row[0], *row[2:]) for row in rows], numbers=range(1, 6))
    return [part for line, row in zip(short, rows, strict=True) for part in (line, f"  {row[1]}")]


def _next_steps(report: RunReport) -> list[str]:
    """How many findings wait for a person, and the commands that show them."""
    errors, warnings = report.errors, report.warnings
    accepted = f" ({report.accepted} more accepted as printed)" if report.accepted else ""
    if not errors and not warnings:
        return [f"Nothing waits for a person{accepted}."]
    data = "" if str(report.out_dir) == "data/processed" else f" --data {report.out_dir}"
    return [
        f"To look at: {counted(errors, 'error')} and {counted(warnings, 'warning')}{accepted}.",
        f"  {called_as()} findings{data}   lists them by cause, with their places and what to do",
        f"  {called_as()} review{data}     shows them on the pages",
    ]


def _wrapped(lines: Iterable[str], width: int | None) -> Iterator[str]:
    for line in lines:
        indent = len(line) - len(line.lstrip()) + 2
        is_prose = width is not None and len(line) > width and " " in line.strip()
        yield from (
            textwrap.wrap(
                line,
                width or 0,
                subsequent_indent=" " * indent,
                break_long_words=False,
                break_on_hyphens=False,
            )
            if is_prose and width
            else [line]
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

    Args:
        text: the data.
        is_whole: whether it ends with its own line end.
    """
    click.echo(printable(text, keep="\n") if sys.stdout.isatty() else text, nl=not is_whole)


def _cells(file: FileReport) -> tuple[str, ...]:
    numbers = (file.measures, file.amendments, file.errors, file.warnings, file.infos)
    return (printable(file.name), file.edition_id or "-", *map(str, numbers), _state(file))


def _state(file: FileReport) -> str:
    if file.failure is not None:
        return "failed"
    second = f"see {printable(file.second_to)}" if file.second_to else ""
    return " ".join(part for part in ("unchanged" if file.skipped else "", second) if part)


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
