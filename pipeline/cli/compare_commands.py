"""`decree diff`: what changed between two editions; `decree align`: what two languages do not share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from pipeline.cli.options import choice_option, debug_option, folder_option, one_file, own_registry
from pipeline.cli.screen import PIPE_WIDTH, counted, give, printable, say, terminal_width

if TYPE_CHECKING:
    from pipeline.records import Dataset

T = TypeVar("T")

SAME, DIFFERENT, TROUBLE = 0, 1, 2
_MOST_NAMES = 2
_HOW = "How the differences are written to standard output."
# what stands for a colour until the text around it is safe for a terminal (characters that no text has)
_PENS = {"removed": ("\ufdd0", "\x1b[31m"), "added": ("\ufdd1", "\x1b[32m"), "": ("\ufdd2", "\x1b[0m")}
_dataset_option = folder_option(
    "--data", "folder", "data/processed", "The dataset that edition ids are looked up in."
)


class Trouble(click.ClickException):
    """Like diff itself: trouble is 2, for 1 says that there are differences."""

    exit_code = TROUBLE


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@choice_option("--format", "form", ("table", "json", "md", "html"), _HOW)
@_dataset_option
@debug_option
def diff(old: str, new: str, form: str, folder: Path) -> int:
    """Tell what changed between two editions of an act.

    OLD and NEW are PDF files, or ids of editions in the dataset; of an id its date
    (2014-12-30), or any part that no other has, is enough. Reported are measures added, removed, struck out,
    renumbered and changed word by word;
    bodies, deadlines and costs; paragraphs, sections, stages and notes; and which act did it. Mere
    layout makes no difference.

    Exit status: 0 no difference, 1 differences, 2 wrong usage, or a file that cannot be read.
    """
    from pipeline.editions import compare_editions  # noqa: PLC0415 - heavy
    from pipeline.editions import comparison_texts as writing  # noqa: PLC0415

    found = _or_trouble(lambda: compare_editions(_opened(old, folder), _opened(new, folder)))
    if form != "table":
        forms = {"json": writing.as_json, "md": writing.as_markdown, "html": writing.as_html}
        give(forms[form](found))
    else:
        end = _PENS[""][0]
        text = writing.as_table(
            found, lambda kind, text: f"{_PENS[kind][0]}{text}{end}" if kind in _PENS else text
        )
        text = printable(text, keep="".join(["\n", *(pen for pen, _ in _PENS.values())]))
        for pen, colour in _PENS.values():
            text = text.replace(pen, colour)
        click.echo(text)
    return DIFFERENT if found else SAME


@click.command()
@click.argument("names", metavar="[EDITION [OTHER]]", nargs=-1)
@choice_option("--format", "form", ("table", "json", "md"), _HOW)
@_dataset_option
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
    dataset = _or_trouble(lambda: aligned(_dataset(names, folder)))
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
            say("\n" + writing.as_table(writing.causes_of(findings), width=terminal_width() or PIPE_WIDTH))
    return DIFFERENT if findings else SAME


def _or_trouble(work: Callable[[], T]) -> T:
    """What the work gives; an edition's name, its file or the dataset may be wrong."""
    from pipeline.editions.compare import NotComparableError  # noqa: PLC0415
    from pipeline.extract.pdf.reader import NotReadable  # noqa: PLC0415
    from pipeline.publish.dataset import DatasetError  # noqa: PLC0415
    from pipeline.records.editions_in import NoSuchEditionError  # noqa: PLC0415
    from pipeline.run.build_dataset import NoEdition  # noqa: PLC0415
    from pipeline.run.read_file import ReadingFailed  # noqa: PLC0415

    try:
        return work()
    except (
        NotComparableError, NoSuchEditionError, NotReadable, NoEdition, ReadingFailed, DatasetError, OSError,
    ) as problem:  # fmt: skip
        raise Trouble(" ".join(str(problem).split())) from problem


def _opened(name: str, folder: Path) -> Dataset:
    """The edition in a PDF file, or of a dataset by its name there."""
    from pipeline.publish.dataset import read_dataset  # noqa: PLC0415
    from pipeline.records.editions_in import find_edition  # noqa: PLC0415
    from pipeline.run.build_dataset import read_edition  # noqa: PLC0415

    if Path(name).exists() or name.lower().endswith(".pdf"):
        return read_edition(one_file(Path(name)), registry=own_registry())
    return find_edition(read_dataset(folder), name)


def _dataset(names: tuple[str, ...], folder: Path) -> Dataset:
    from pipeline.publish.dataset import read_dataset  # noqa: PLC0415
    from pipeline.records.editions_in import find_edition  # noqa: PLC0415
    from pipeline.run.assembling import merge  # noqa: PLC0415

    if len(names) == _MOST_NAMES:
        return merge(replace(_opened(name, folder), alignments=()) for name in names)
    dataset = read_dataset(folder)
    if not names:
        return dataset
    own = find_edition(dataset, names[0]).documents[0]
    day = (own.document_id, own.edition_date)
    same_day = (each for each in dataset.documents if (each.document_id, each.edition_date) == day)
    return replace(dataset, documents=tuple(same_day))


def _told(dataset: Dataset) -> list[str]:
    """A line a pair of editions: how its measures were joined."""
    lines = []
    pairs = groupby(dataset.alignments, lambda row: (row.edition_id, row.other_edition_id))
    for (one, other), several in pairs:
        rows = list(several)
        joined = Counter(row.joined_by for row in rows[1:])
        withheld = sum(bool(row.not_compared) for row in rows)
        lines.append(
            f"{one} and {other}: {counted(joined['key'], 'measure')} joined by key, {joined['values']} by "
            f"values, {joined['none']} in one only; in {counted(withheld, 'row')} something was withheld."
        )
    return lines
