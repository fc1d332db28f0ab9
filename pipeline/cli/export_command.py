"""`decree export`: the dataset for Excel and other programs."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import get_args

import click

from pipeline.cli import FAILED, GOOD
from pipeline.cli.options import debug_option, folder_option
from pipeline.cli.screen import counted, say

_NO_WRITER = (
    "A workbook needs the package XlsxWriter: pip install 'decree-pipeline[excel]'. "
    "--format csv and --format jsonl need nothing."
)
_PLACE = click.Path(path_type=Path)
_DEFAULT_OUTS = {"xlsx": Path("decree.xlsx"), "csv": Path("decree-csv"), "jsonl": Path("decree-jsonl")}


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_DEFAULT_OUTS)),
    default="xlsx",
    show_default=True,
    help="xlsx: one workbook, a sheet a table. csv, jsonl: a folder, a file a table.",
)
@folder_option("--data", "folder", "data/processed", "The dataset: its folder, or a zip of it.", kind=_PLACE)
@click.option(
    "--out",
    metavar="PATH",
    type=_PLACE,
    help="Workbook, or folder of the others.  [default: decree.xlsx, decree-csv, decree-jsonl]",
)
@click.option(
    "--labels", type=click.Choice(["id", "kk", "ru", "en"]), default="id", show_default=True,
    help="Codes and ids of bodies as they are, or what they mean in a language.",
)  # fmt: skip
@debug_option
def export(form: str, folder: Path, out: Path | None, labels: str) -> int:
    """Write the dataset for Excel and other programs.

    In a workbook numbers of measures (4.10) stay text and dates are dates; Excel opening a CSV file by a
    double click makes 4.1 of 4.10. In CSV a text that a spreadsheet could run as a formula has ' before it.
    Lists are joined by "; ", printed lines by line ends; JSON Lines keeps lists as they are.

    Exit status: 0 written, 1 no dataset, not written, or a text too long for a cell, 2 wrong usage.
    """
    out = _where(form, out)
    if form == "xlsx" and find_spec("xlsxwriter") is None:
        raise click.ClickException(_NO_WRITER)
    from pipeline.analysis.loaded_dataset import load  # noqa: PLC0415 - heavy; `decree export --help` needs none of it
    from pipeline.publish.export.export_files import ExportForm, export_dataset  # noqa: PLC0415

    forms: dict[str, ExportForm] = {each: each for each in get_args(ExportForm)}
    written = export_dataset(load(folder).records, forms[form], out, labels=labels)
    shown = out if form != "xlsx" else written.files[0]
    say(f"{shown}: {_told(form, len(written.files))}")
    for place in written.cut_texts:
        say(f"too long for a cell of Excel, shortened there: {place}", err=True)
    return FAILED if written.cut_texts else GOOD


def _told(form: str, files: int) -> str:
    return "a sheet a table" if form == "xlsx" else counted(files, "file")


def _where(form: str, out: Path | None) -> Path:
    if out is None:
        return _DEFAULT_OUTS[form]
    if form == "xlsx":
        return out / _DEFAULT_OUTS[form] if out.is_dir() else out
    if out.is_file() or out.suffix.lower() == f".{form}":
        raise click.BadParameter(
            f"{out} is a file's name, and {form} is a folder of files.", param_hint="--out"
        )
    return out
