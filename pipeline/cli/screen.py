"""What a run shows: a progress bar on a terminal, nothing in a pipe, and a short table at the end."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.report import FileReport, OnProgress, RunReport

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.progress import Progress

_HEADS = ("file", "edition", "measures", "amendments", "errors", "warnings", "infos", "")
_FIRST_NUMBER, _LAST_NUMBER = 2, 6
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


def run_text(report: RunReport) -> str:
    """The table of a run, and where its result lies."""
    lines = aligned([_HEADS, *(_cells(file) for file in report.files)])
    notes = [*_registry(report), *_kept(report), *_outdated(report), *_dropped(report)]
    if notes:
        lines += ["", *notes]
    has_read = any(file.failure is None for file in report.files)
    if not has_read:
        lines += ["", "No file gave an edition: nothing was written."]
    if has_read:
        lines += [
            "",
            f"The dataset is in {report.out_dir}: a Parquet file a table, one JSON an edition in json/.",
        ]
    if report.is_as_before:
        lines.append("It was made anew, and is the same as before, byte for byte.")
    errors = sum(file.errors for file in report.files)
    warnings = sum(file.warnings for file in report.files)
    # where no file gave an edition the dataset is as it was, and says nothing of this run
    if (errors or warnings) and has_read:
        found = f"{counted(errors, 'error')} and {counted(warnings, 'warning')}"
        place = f"{report.out_dir}/findings.parquet"
        lines.append(f"Look at {place}: {found}, each with its page and place.")
    return "\n".join(lines)


def counted(number: int, what: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def printable(text: str) -> str:
    """Text that cannot steer a terminal: the name of a file may hold anything."""
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in text)


def _registry(report: RunReport) -> list[str]:
    changes = report.registry_changes
    more = [f"and {len(changes) - _MOST_NAMED} more"] if len(changes) > _MOST_NAMED else []
    told = [printable(line) for line in changes[:_MOST_NAMED]] + more
    return ["Your registry changed what is read:", *(f"  {line}" for line in told)] if changes else []


def _kept(report: RunReport) -> list[str]:
    if not report.kept:
        return []
    what = f"{counted(len(report.kept), 'edition')} of earlier runs kept"
    return [f"{what} (--prune lets go of those whose files are not named): {_some(report.kept)}"]


def _outdated(report: RunReport) -> list[str]:
    if not report.outdated:
        return []
    what = f"Corrections changed after the reading of {_some(report.outdated)}"
    return [f"{what}; they take effect when the file is named again."]


def _dropped(report: RunReport) -> list[str]:
    return [f"Let go of {_some(report.dropped)}"] if report.dropped else []


def _some(editions: Sequence[str]) -> str:
    more = f" and {len(editions) - _MOST_NAMED} more" if len(editions) > _MOST_NAMED else ""
    return ", ".join(editions[:_MOST_NAMED]) + more


def _cells(file: FileReport) -> tuple[str, ...]:
    numbers = (file.measures, file.amendments, file.errors, file.warnings, file.infos)
    return (printable(file.name), file.edition_id or "-", *map(str, numbers), _state(file))


def _state(file: FileReport) -> str:
    if file.failure is not None:
        return "failed"
    second = f"see {printable(file.second_to)}" if file.second_to else ""
    return " ".join(part for part in ("unchanged" if file.skipped else "", second) if part)


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows as lines of text with aligned columns, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if _FIRST_NUMBER <= index <= _LAST_NUMBER else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
