"""`decree show`: one measure with its place, or what is found on a page of any PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import GOOD
from pipeline.cli.options import (
    data_option,
    debug_option,
    edition_meant,
    language_option,
    one_file,
    raw_option,
)
from pipeline.cli.screen import say, terminal_width

if TYPE_CHECKING:
    from pipeline.records import Dataset

_PIPE_WIDTH = 100


@click.command()
@click.argument("what", metavar="KEY|FILE")
@data_option
@raw_option
@click.option(
    "--edition",
    metavar="EDITION",
    help="The edition's id, date, or a part of the id; the latest that has the measure if none is named.",
)
@click.option(
    "--page", "page_number", metavar="N", type=click.IntRange(min=1), help="The page of FILE, from 1."
)
@click.option(
    "--stage",
    type=click.Choice(["shapes", "grid", "lines", "rows", "plan"]),
    default="lines",
    show_default=True,
    help="The station of the road whose result is shown, with --page.",
)
@click.option(
    "--why",
    is_flag=True,
    help="Add what was decided of the measure's rows, or at the page's breaks, and the clues that spoke.",
)
@click.option(
    "--png", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Draw it to this file."
)
@language_option
@debug_option
def show(
    what: str,
    *,
    data_dir: Path,
    raw: tuple[Path | str, ...],
    edition: str | None,
    page_number: int | None,
    stage: str,
    why: bool,
    png: Path | None,
    language: str | None,
) -> int:
    """Print one measure with everything known of it, or what is found on a page.

    KEY is a measure's key (4.6): prints its columns, bodies, findings, repairs and places; with --why also
    what was decided of its rows: page breaks, merged cells, doubtful edges.
    FILE is any PDF: prints what is found on the page that --page names, at each station of the road: the
    shapes painted, the grid between the rules, the lines in cells and outside, the plan's rows, its measures.

    Exit status: 0 good, 1 it could not be read or drawn, 2 wrong usage.
    """
    if what.lower().endswith(".pdf") or page_number is not None:
        return _show_page(Path(what), page_number or 1, stage, png, why=why, language=language)
    return _show_measure(what, data_dir, raw, edition, png, why=why)


def _show_page(
    path: Path, page_number: int, stage: str, png: Path | None, *, why: bool, language: str | None
) -> int:
    from pipeline.run.read_file import guarded  # noqa: PLC0415 - heavy

    path = one_file(path)
    if not path.is_file():
        raise click.UsageError(f"There is no file {path}.")
    is_drawn = png is not None
    text, picture = guarded(
        path.name, page_in_parts, path, page_number, stage, why=why, is_drawn=is_drawn, language=language
    )
    say(text)
    if png and picture:
        _write(png, picture)
    return GOOD


def page_in_parts(
    path: Path, page_number: int, stage: str, *, why: bool, is_drawn: bool, language: str | None = None
) -> tuple[str, bytes | None]:
    """What a station finds on a page, in words and as a PNG; called in a process of its own."""
    from pipeline.drawing.page_stages import page_stage, stage_picture  # noqa: PLC0415 - heavy

    shown = page_stage(path, page_number, stage, why=why, language=language)
    text = f"{path.name}, page {page_number} of {shown.n_pages}: {shown.text}"
    return text, stage_picture(path, shown) if is_drawn else None


def _show_measure(
    key: str,
    data_dir: Path,
    raw: Sequence[Path | str],
    edition_id: str | None,
    png: Path | None,
    *,
    why: bool,
) -> int:
    from pipeline.publish.review.measure_sheet import measure_sheet  # noqa: PLC0415 - heavy

    edition = _edition(key, data_dir, edition_id)
    say(measure_sheet(edition, key, width=terminal_width() or _PIPE_WIDTH))
    if png or why:
        from pipeline.drawing.decisions import measure_decisions  # noqa: PLC0415
        from pipeline.drawing.marks import measure_picture  # noqa: PLC0415
        from pipeline.run.raw_files import find_original  # noqa: PLC0415
        from pipeline.run.read_file import guarded  # noqa: PLC0415

        document = edition.documents[0]
        name, content = document.source_file, find_original(document, raw)
    if why:
        say(f"\n{guarded(name, measure_decisions, content, name=name, key=key, language=document.language)}")
    if png:
        measure = next(row for row in edition.measures if row.measure_key == key)
        findings = tuple(row for row in edition.findings if row.measure_key == key)
        picture = guarded(name, measure_picture, content, name=name, measure=measure, findings=findings)
        _write(png, picture)
    return GOOD


def _edition(key: str, data_dir: Path, edition_id: str | None) -> Dataset:
    """The edition named, else the latest one that has the measure."""
    from pipeline.publish.dataset import read_dataset  # noqa: PLC0415
    from pipeline.records.codes import LANGUAGE  # noqa: PLC0415
    from pipeline.records.editions_in import editions_of  # noqa: PLC0415

    def latest(edition: Dataset) -> tuple[object, ...]:
        """The order of editions by their days, those of one day by the list of languages backwards."""
        document = edition.documents[0]
        return document.edition_date, -LANGUAGE.codes.index(document.language), document.edition_id

    editions = dict(editions_of(read_dataset(data_dir)))
    asked = [editions[edition_meant(editions, edition_id)]] if edition_id else list(editions.values())
    holding = [each for each in asked if any(row.measure_key == key for row in each.measures)]
    if not holding:
        keys = ", ".join(dict.fromkeys(row.measure_key for each in asked for row in each.measures))
        raise click.UsageError(f"There is no measure {key}. There are: {keys or 'none'}.")
    return max(holding, key=latest)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    say(f"\n{path}")
