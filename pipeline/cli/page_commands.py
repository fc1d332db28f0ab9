"""What is seen next to the pages: `decree show` a measure or a page, `decree review` an edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli import FAILED, GOOD
from pipeline.cli.options import (
    choice_option,
    data_option,
    debug_option,
    edition_meant,
    folder_option,
    language_option,
    one_file,
    raw_option,
)
from pipeline.cli.screen import say, terminal_width

if TYPE_CHECKING:
    from pipeline.publish.review.review_content import KnownEntry, PagePicture
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
        picture = _show_page(Path(what), page_number or 1, stage, png, why=why, language=language)
    else:
        picture = _show_measure(what, data_dir, raw, edition, png, why=why)
    if png and picture:
        from pipeline.whole_files import write_whole  # noqa: PLC0415

        write_whole(png, picture)
        say(f"\n{png}")
    return GOOD


def _show_page(
    path: Path, page_number: int, stage: str, png: Path | None, *, why: bool, language: str | None
) -> bytes | None:
    from pipeline.run.read_file import guarded  # noqa: PLC0415 - heavy

    path = one_file(path)
    if not path.is_file():
        raise click.UsageError(f"There is no file {path}.")
    is_drawn = png is not None
    text, picture = guarded(
        path.name, page_in_parts, path, page_number, stage, why=why, is_drawn=is_drawn, language=language
    )
    say(text)
    return picture


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
) -> bytes | None:
    from pipeline.publish.review.measure_sheet import measure_sheet  # noqa: PLC0415 - heavy

    edition = _edition(key, data_dir, edition_id)
    say(measure_sheet(edition, key, width=terminal_width() or _PIPE_WIDTH))
    if not png and not why:
        return None
    from pipeline.drawing.decisions import measure_decisions  # noqa: PLC0415
    from pipeline.drawing.marks import measure_picture  # noqa: PLC0415
    from pipeline.run.raw_files import find_original  # noqa: PLC0415
    from pipeline.run.read_file import guarded  # noqa: PLC0415

    document = edition.documents[0]
    name, content = document.source_file, find_original(document, raw)
    if why:
        say(f"\n{guarded(name, measure_decisions, content, name=name, key=key, language=document.language)}")
    if not png:
        return None
    measure = next(row for row in edition.measures if row.measure_key == key)
    findings = tuple(row for row in edition.findings if row.measure_key == key)
    return guarded(name, measure_picture, content, name=name, measure=measure, findings=findings)


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


@click.command()
@click.argument("editions", metavar="[EDITION]...", nargs=-1)
@data_option
@raw_option
@folder_option(
    "--corrections", "corrections_dir", "data/corrections", "The folder of the corrections made so far."
)
@folder_option("--out", "out_dir", "data/review", "Where the HTML files go.")
@choice_option("--lang", "language", ("en", "kk", "ru"), "The language that the page opens in.")
@debug_option
def review(
    editions: tuple[str, ...],
    *,
    data_dir: Path,
    raw: tuple[Path | str, ...],
    corrections_dir: Path,
    out_dir: Path,
    language: str,
) -> int:
    """Write a page to review an edition: pages next to values, findings first.

    EDITION is an edition's id, its date, or a part of the id that only it has; all editions of the dataset if
    none is named. Each becomes one HTML file that needs no server and no network, and can be mailed.
    Corrections made in it, and findings seen and accepted, are kept by the browser until they are downloaded
    as a file for data/corrections.

    Exit status: 0 good, 1 a page could not be written (the others are), 2 wrong usage.
    """
    from pipeline.publish.dataset import read_dataset  # noqa: PLC0415 - heavy; `--help` needs none of it
    from pipeline.records.editions_in import editions_of  # noqa: PLC0415

    known = dict(editions_of(read_dataset(data_dir)))
    named = [edition_meant(known, name) for name in editions]
    failed = False
    for edition_id in dict.fromkeys(named or known):
        try:
            page = _review_page(known, edition_id, raw, corrections_dir, language).encode()
        except Exception as error:
            if not type(error).__module__.startswith("pipeline."):
                raise
            say(f"{edition_id}: {error}", err=True)
            failed = True
            continue
        path = out_dir / f"{edition_id}.html"
        from pipeline.whole_files import write_whole  # noqa: PLC0415

        write_whole(path, page)
        say(f"{path} ({len(page) / 1e6:.1f} MB)")
    return FAILED if failed else GOOD


def _review_page(
    editions: Mapping[str, Dataset],
    edition_id: str,
    raw: Sequence[Path | str],
    corrections_dir: Path,
    language: str,
) -> str:
    from pipeline.publish.review.review_content import twin_of, with_findings_of_both  # noqa: PLC0415
    from pipeline.publish.review.review_page import review_page  # noqa: PLC0415

    edition, twin = editions[edition_id], twin_of(editions, edition_id)
    if twin is not None:
        edition = with_findings_of_both(edition, twin)
        twin = replace(twin, pictures=_pictures(twin.edition, raw))
    return review_page(
        edition,
        _pictures(edition, raw),
        corrections=_corrections(corrections_dir, edition_id),
        language=language,
        beside=twin,
    )


def _pictures(edition: Dataset, raw: Sequence[Path | str]) -> tuple[PagePicture, ...]:
    from pipeline.drawing.page_images import page_pictures  # noqa: PLC0415
    from pipeline.run.raw_files import find_original  # noqa: PLC0415
    from pipeline.run.read_file import guarded  # noqa: PLC0415

    document = edition.documents[0]
    name = document.source_file
    return guarded(name, page_pictures, find_original(document, raw), name=name)


def _corrections(folder: Path, edition_id: str) -> tuple[KnownEntry, ...]:
    from pipeline.corrections.corrections_folder import load_corrections  # noqa: PLC0415
    from pipeline.publish.review.review_content import KnownEntry  # noqa: PLC0415

    known = load_corrections(folder, edition_id)
    return tuple(
        KnownEntry(kind=entry.KIND, fields=_fields_of(entry))
        for entry in (*known.corrections, *known.accepted)
    )


def _fields_of(entry: Any) -> dict[str, str | int]:  # noqa: ANN401 - an entry of any kind
    """The fields of an entry as its file names them."""
    values = {field.name: getattr(entry, field.name) for field in fields(entry) if field.name != "file_name"}
    return {name: value for name, value in values.items() if value is not None}
