"""`decree align`: two readings of one plan, in two languages, held against each other."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.diff_command import DIFFERENT, SAME, Trouble, opened_edition, reading_problems
from pipeline.cli.options import debug_option, folder_option
from pipeline.cli.screen import counted, give, say, terminal_width

if TYPE_CHECKING:
    from pipeline.records import Dataset

_PIPE_WIDTH = 120
_MOST_NAMES = 2


@click.command()
@click.argument("names", metavar="[EDITION [OTHER]]", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "md"]), default="table", show_default=True,
    help="How the differences are written to standard output.",
)  # fmt: skip
@folder_option("--data", "folder", "data/processed", "The dataset that edition ids are looked up in.")
@debug_option
def align(names: tuple[str, ...], form: str, folder: Path) -> int:
    """Tell what an act's Kazakh and Russian editions of one day do not share.

    EDITION is an edition of the dataset, which is held against that of its day in the other language; or name
    two PDF files, or ids of editions (2014-12-30 2014-12-30.ru). All such pairs of the dataset are compared
    if none is named. Measures are joined by their keys, order and values; a deadline, body,
    cost, form, mark, number or amendment that the two do not share is listed with both printed texts and
    their pages. What one edition withheld with a finding of its own is not compared.

    Exit status: 0 no difference, 1 differences, 2 wrong usage, or a file that cannot be read.
    """
    from pipeline.editions import align as aligned  # noqa: PLC0415 - heavy
    from pipeline.publish import causes as writing  # noqa: PLC0415
    from pipeline.publish.json_text import compact_json  # noqa: PLC0415
    from pipeline.registry.finding_kinds import OF_TWO_LANGUAGES  # noqa: PLC0415

    if len(names) > _MOST_NAMES:
        raise click.UsageError(
            "Name an edition, two editions or files, or none for all pairs of the dataset."
        )
    try:
        dataset = aligned(_dataset(names, folder))
    except reading_problems() as problem:
        raise Trouble(" ".join(str(problem).split())) from problem
    if not dataset.alignments:
        raise Trouble(f"{' and '.join(names) or folder}: there is no act of one day in two languages.")
    findings = [each for each in dataset.findings if each.code in OF_TWO_LANGUAGES]
    if form == "json":
        give(compact_json({"alignments": dataset.alignments, "findings": findings}))
    elif form == "md":
        give(writing.as_markdown(writing.causes_of(findings)))
    else:
        say("\n".join(_told(dataset)))
        if findings:
            say("\n" + writing.as_table(writing.causes_of(findings), width=terminal_width() or _PIPE_WIDTH))
    return DIFFERENT if findings else SAME


def _dataset(names: tuple[str, ...], folder: Path) -> Dataset:
    from pipeline.publish.dataset import read_dataset  # noqa: PLC0415
    from pipeline.records.editions_in import find_edition  # noqa: PLC0415
    from pipeline.run.assembling import merge  # noqa: PLC0415

    if len(names) < _MOST_NAMES:
        dataset = read_dataset(folder)
        if not names:
            return dataset
        own = find_edition(dataset, names[0]).documents[0]
        day = (own.document_id, own.edition_date)
        same_day = (each for each in dataset.documents if (each.document_id, each.edition_date) == day)
        return replace(dataset, documents=tuple(same_day))
    editions = [opened_edition(name, folder) for name in names]
    return merge(replace(each, alignments=()) for each in editions)


def _told(dataset: Dataset) -> list[str]:
    """A line a pair of editions: how its measures were joined."""
    lines = []
    for (one, other), several in groupby(
        dataset.alignments, lambda row: (row.edition_id, row.other_edition_id)
    ):
        rows = list(several)
        joined = Counter(row.joined_by for row in rows[1:])
        withheld = sum(bool(row.not_compared) for row in rows)
        lines.append(
            f"{one} and {other}: {counted(joined['key'], 'measure')} joined by key, {joined['values']} by "
            f"values, {joined['none']} in one only; in {counted(withheld, 'row')} something was withheld."
        )
    return lines
