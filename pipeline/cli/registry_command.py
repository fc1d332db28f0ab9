"""`decree registry`: what a dataset asks of the registry of bodies."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import click

from pipeline.cli import GOOD
from pipeline.cli.options import debug_option
from pipeline.cli.screen import counted, give, say


@click.group()
def registry() -> None:
    """Work on the registry of bodies."""


@registry.command()
@click.argument(
    "folder", metavar="[DIR]", default=Path("data/processed"), type=click.Path(exists=True, path_type=Path)
)
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A CSV file; else the screen.",
)
@debug_option
def suggest(folder: Path, out: Path | None) -> int:
    """Write the labels that resolve to no body, as rows to review into registry/agencies.csv.

    DIR is a dataset's folder; data/processed if none is named. A row has the registry's columns, and after
    them how often and where the label is printed and what its words say of it. Ids, other languages and
    dates are left open: nothing is invented.

    Exit status: 0 written, 1 no dataset, 2 wrong usage.
    """
    from pipeline.analysis.loaded_dataset import load  # noqa: PLC0415 - heavy; `--help` needs none of it
    from pipeline.analysis.suggestions import CONTEXT_COLUMNS, suggestions  # noqa: PLC0415
    from pipeline.registry.agencies import agency_columns  # noqa: PLC0415

    found = suggestions(load(folder).records)
    written = io.StringIO()
    rows = csv.DictWriter(written, (*agency_columns(), *CONTEXT_COLUMNS), lineterminator="\n")
    rows.writeheader()
    rows.writerows(each.row for each in found)
    if out is None:
        give(written.getvalue(), is_whole=True)
    else:
        out.write_text(written.getvalue(), encoding="utf-8", newline="")
    say(f"{counted(len(found), 'label')} without a body", err=True)
    return GOOD
