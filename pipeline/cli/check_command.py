"""`decree check`: is this dataset what the contract says?"""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli import FAILED, GOOD
from pipeline.cli.options import debug_option
from pipeline.cli.screen import counted, say

_MOST_SHOWN = 100


@click.command()
@click.argument(
    "folder",
    metavar="[DIR]",
    default=Path("data/processed"),
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option(
    "--source",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read this PDF file again, by two libraries, and see whether its characters are accounted for.",
)
@debug_option
def check(folder: Path, source: Path | None) -> int:
    """Verify a dataset: keys, codes, references, glyph accounts.

    DIR is a dataset's folder; data/processed if none is named. Each problem is one line: table, column, row.

    Exit status: 0 the dataset is sound, 1 it is not, 2 wrong usage.
    """
    from pipeline.check import check_dataset  # noqa: PLC0415 - heavy; `decree check --help` needs none of it
    from pipeline.publish.dataset import read_dataset  # noqa: PLC0415

    problems = check_dataset(folder)
    dataset = None if problems else read_dataset(folder)
    if dataset is not None and source is not None:
        from pipeline.check_source import check_source  # noqa: PLC0415

        problems = check_source(dataset, source)
    if dataset is not None and not problems:
        counts = [
            counted(len(dataset.documents), "edition"),
            counted(len(dataset.measures), "measure"),
            counted(len(dataset.findings), "finding"),
        ]
        say(f"{folder} is sound: {', '.join(counts)}")
        return GOOD
    for problem in problems[:_MOST_SHOWN]:
        say(str(problem))
    if len(problems) > _MOST_SHOWN:
        say(f"... and {len(problems) - _MOST_SHOWN} more")
    say(f"{folder} is not sound: {counted(len(problems), 'problem')}", err=True)
    return FAILED
