"""What is done with a whole dataset: `decree check`, `decree export`, `decree registry suggest`."""

from __future__ import annotations

import csv
import io
from importlib.util import find_spec
from pathlib import Path
from typing import get_args

import click

from pipeline.cli import FAILED, GOOD
from pipeline.cli.options import choice_option, debug_option, folder_option
from pipeline.cli.screen import counted, give, say

_MOST_SHOWN = 100
_NO_WRITER = (
    "A workbook needs the package XlsxWriter: pip install 'decree-pipeline[excel]'. "
    "--format csv and --format jsonl need nothing."
)
_PLACE = click.Path(path_type=Path)
_DEFAULT_OUTS = {"xlsx": Path("decree.xlsx"), "csv": Path("decree-csv"), "jsonl": Path("decree-jsonl")}


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
    from pipeline.check_source import check_source  # noqa: PLC0415
    from pipeline.publish.dataset import read_dataset  # noqa: PLC0415

    problems = check_dataset(folder)
    if not problems:
        dataset = read_dataset(folder)
        problems = check_source(dataset, source) if source is not None else []
    if not problems:
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


@click.command()
@choice_option(
    "--format",
    "form",
    _DEFAULT_OUTS,
    "xlsx: one workbook, a sheet a table. csv, jsonl: a folder, a file a table.",
)
@folder_option("--data", "folder", "data/processed", "The dataset: its folder, or a zip of it.", kind=_PLACE)
@click.option(
    "--out",
    metavar="PATH",
    type=_PLACE,
    help="Workbook, or folder of the others.  [default: decree.xlsx, decree-csv, decree-jsonl]",
)
@choice_option(
    "--labels",
    "labels",
    ("id", "kk", "ru", "en"),
    "Codes and ids of bodies as they are, or what they mean in a language.",
)
@debug_option
def export(form: str, folder: Path, out: Path | None, labels: str) -> int:
    """Write the dataset for Excel and other programs.

    In a workbook numbers of measures (4.10) stay text and dates are dates; Excel opening a CSV file by a
    double click makes 4.1 of 4.10. In CSV a text that a spreadsheet could run as a formula has ' before it.
    Lists are joined by "; ", printed lines by line ends; JSON Lines keeps lists as they are.

    Exit status: 0 written, 1 no dataset, not written, or a text too long for a cell, 2 wrong usage.
    """
    is_workbook = form == "xlsx"
    if out is None:
        out = _DEFAULT_OUTS[form]
    elif is_workbook:
        out = out / _DEFAULT_OUTS[form] if out.is_dir() else out
    elif out.is_file() or out.suffix.lower() == f".{form}":
        raise click.BadParameter(
            f"{out} is a file's name, and {form} is a folder of files.", param_hint="--out"
        )
    if is_workbook and find_spec("xlsxwriter") is None:
        raise click.ClickException(_NO_WRITER)
    from pipeline.analysis.loaded_dataset import load  # noqa: PLC0415 - heavy
    from pipeline.publish.export.export_files import ExportForm, export_dataset  # noqa: PLC0415

    forms: dict[str, ExportForm] = {each: each for each in get_args(ExportForm)}
    written = export_dataset(load(folder).records, forms[form], out, labels=labels)
    shown, parts = (
        (written.files[0], "a sheet a table") if is_workbook else (out, counted(len(written.files), "file"))
    )
    say(f"{shown}: {parts}")
    for place in written.cut_texts:
        say(f"too long for a cell of Excel, shortened there: {place}", err=True)
    return FAILED if written.cut_texts else GOOD


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
    from pipeline.analysis.suggestions import suggested_columns, suggestions  # noqa: PLC0415

    found = suggestions(load(folder).records)
    written = io.StringIO()
    rows = csv.DictWriter(written, suggested_columns(), lineterminator="\n")
    rows.writeheader()
    rows.writerows(each.row for each in found)
    if out is None:
        give(written.getvalue(), is_whole=True)
    else:
        out.write_text(written.getvalue(), encoding="utf-8", newline="")
    say(f"{counted(len(found), 'label')} without a body", err=True)
    return GOOD
