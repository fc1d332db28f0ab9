"""What a run shows: a progress bar on a terminal, nothing in a pipe, and a short table at the end."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pipeline.report import FileReport, OnProgress, RunReport

_HEADS = ("file", "edition", "measures", "amendments", "errors", "warnings", "infos", "")
_FIRST_NUMBER, _LAST_NUMBER = 2, 6


@contextmanager
def progress() -> Iterator[OnProgress | None]:
    """A bar on standard error while the block runs; None where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - rich is slow to import, and a pipe needs none of it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def on_progress(done: int, total: int, path: Path) -> None:
            # file names may hold [brackets], which rich would take for markup
            bar.update(task, completed=done, total=total, description=path.name.replace("[", r"\["))

        yield on_progress


def run_text(report: RunReport) -> str:
    """The table of a run, and where its result lies."""
    lines = aligned([_HEADS, *(_cells(file) for file in report.files)])
    if any(file.failure is None for file in report.files):
        lines += [
            "",
            f"The dataset is in {report.out_dir}: a Parquet file a table, one JSON an edition in json/.",
        ]
    errors = sum(file.errors for file in report.files)
    warnings = sum(file.warnings for file in report.files)
    if errors or warnings:
        found = f"{counted(errors, 'error')} and {counted(warnings, 'warning')}"
        lines.append(f"Look at {report.out_dir / 'findings.parquet'}: {found}, each with its page and place.")
    return "\n".join(lines)


def counted(number: int, what: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _cells(file: FileReport) -> tuple[str, ...]:
    numbers = (file.measures, file.amendments, file.errors, file.warnings, file.infos)
    state = "failed" if file.failure is not None else "unchanged" if file.skipped else ""
    return (file.path.name, file.edition_id or "-", *map(str, numbers), state)


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
