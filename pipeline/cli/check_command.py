"""`decree check`: is this dataset what the contract says?"""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli import FAILED, GOOD
from pipeline.cli.screen import counted

_MOST_SHOWN = 100


@click.command()
@click.argument(
    "folder",
    metavar="[DIR]",
    default=Path("data/processed"),
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error.")
def check(folder: Path) -> int:
    """Verify a dataset: keys, codes, references, glyph accounts.

    DIR is a dataset's folder; data/processed if none is named. Each problem is one line: table, column, row.

    Exit status: 0 the dataset is sound, 1 it is not, 2 wrong usage.
    """
    from pipeline.check import check_dataset  # noqa: PLC0415 - heavy; `decree check --help` needs none of it
    from pipeline.publish.dataset import read_dataset  # noqa: PLC0415

    problems = check_dataset(folder)
    if not problems:
        dataset = read_dataset(folder)
        counts = [
            counted(len(dataset.documents), "edition"),
            counted(len(dataset.measures), "measure"),
            counted(len(dataset.findings), "finding"),
        ]
        click.echo(f"{folder} is sound: {', '.join(counts)}")
        return GOOD
    for problem in problems[:_MOST_SHOWN]:
        click.echo(str(problem))
    if len(problems) > _MOST_SHOWN:
        click.echo(f"... and {len(problems) - _MOST_SHOWN} more")
    click.echo(f"{folder} is not sound: {counted(len(problems), 'problem')}", err=True)
    return FAILED
