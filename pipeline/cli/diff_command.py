"""`decree diff`: what changed between two editions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import debug_option, folder_option, one_file, own_registry
from pipeline.cli.screen import give, printable

if TYPE_CHECKING:
    from pipeline.records import Dataset

SAME, DIFFERENT, TROUBLE = 0, 1, 2
# what stands for a colour until the text around it is safe for a terminal (characters that no text has)
_PENS = {"removed": ("\ufdd0", "\x1b[31m"), "added": ("\ufdd1", "\x1b[32m"), "": ("\ufdd2", "\x1b[0m")}


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "md", "html"]),
    default="table",
    show_default=True,
    help="How the differences are written to standard output.",
)
@folder_option("--data", "folder", "data/processed", "The dataset that edition ids are looked up in.")
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
    from pipeline.editions.compare import NotComparableError, compare_editions  # noqa: PLC0415 - heavy

    problems: tuple[type[Exception], ...] = (NotComparableError, *reading_problems())
    try:
        found = compare_editions(opened_edition(old, folder), opened_edition(new, folder))
    except problems as problem:
        raise Trouble(" ".join(str(problem).split())) from problem
    if form == "json":
        from pipeline.editions.comparison_texts import as_json  # noqa: PLC0415

        give(as_json(found))
    elif form == "md":
        from pipeline.editions.comparison_texts import as_markdown  # noqa: PLC0415

        give(as_markdown(found))
    elif form == "html":
        from pipeline.editions.comparison_texts import as_html  # noqa: PLC0415

        give(as_html(found))
    else:
        from pipeline.editions.comparison_texts import as_table  # noqa: PLC0415

        end = _PENS[""][0]
        text = as_table(found, lambda kind, text: f"{_PENS[kind][0]}{text}{end}" if kind in _PENS else text)
        text = printable(text, keep="".join(["\n", *(pen for pen, _ in _PENS.values())]))
        for pen, colour in _PENS.values():
            text = text.replace(pen, colour)
        click.echo(text)
    return DIFFERENT if found else SAME


class Trouble(click.ClickException):
    """Like diff itself: trouble is 2, for 1 says that there are differences."""

    exit_code = TROUBLE


def reading_problems() -> tuple[type[Exception], ...]:
    """What may be wrong with an edition's name, its file or the dataset."""
    from pipeline.extract.pdf.reader import NotReadable  # noqa: PLC0415
    from pipeline.publish.dataset import DatasetError  # noqa: PLC0415
    from pipeline.records.editions_in import NoSuchEditionError  # noqa: PLC0415
    from pipeline.run.build_dataset import NoEdition  # noqa: PLC0415
    from pipeline.run.read_file import ReadingFailed  # noqa: PLC0415

    return NoSuchEditionError, NotReadable, NoEdition, ReadingFailed, DatasetError, OSError


def opened_edition(name: str, folder: Path) -> Dataset:
    """The edition in a PDF file, or of a dataset by its name there."""
    from pipeline.publish.dataset import read_dataset  # noqa: PLC0415
    from pipeline.records.editions_in import find_edition  # noqa: PLC0415
    from pipeline.run.build_dataset import read_edition  # noqa: PLC0415

    if Path(name).exists() or name.lower().endswith(".pdf"):
        return read_edition(one_file(Path(name)), registry=own_registry())
    return find_edition(read_dataset(folder), name)
