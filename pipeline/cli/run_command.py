"""`decree run`: PDF files to the dataset."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli import FAILED, GOOD
from pipeline.cli.screen import progress, run_text

DEFAULT_IN = Path("data/raw")
DEFAULT_OUT = Path("data/processed")


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--out",
    "out_dir",
    metavar="DIR",
    default=DEFAULT_OUT,
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The dataset's folder.",
)
@click.option("--force", is_flag=True, help="Read every file, also those that have not changed.")
@click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error.")
def run(paths: tuple[Path, ...], out_dir: Path, *, force: bool) -> int:
    """Read PDF decrees and write the dataset.

    PATH is a PDF file or a folder of them; data/raw if none is named. The dataset is replaced at once
    when all files are read: a file that fails is told of and leaves the others as they are.

    Exit status: 0 good, 1 a file failed (the others are written), 2 wrong usage.
    """
    if not paths:
        if not DEFAULT_IN.is_dir():
            raise click.UsageError(f"There is no {DEFAULT_IN} here: name a PDF file or a folder of them.")
        paths = (DEFAULT_IN,)

    from pipeline.run import run as run_pipeline  # noqa: PLC0415 - heavy; `decree run --help` needs none of it

    with progress() as on_progress:
        report = run_pipeline(paths, out_dir, on_progress=on_progress, force=force)
    if not report.files:
        raise click.UsageError(f"There is no PDF file in {', '.join(map(str, paths))}.")
    click.echo(run_text(report))
    for file in report.files:
        if file.failure is not None:
            click.echo(f"{file.path}: {file.failure}", err=True)
    return FAILED if report.has_failed else GOOD
