"""`decree review`: one HTML file an edition, to check what was read against the pages."""

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
    raw_option,
)
from pipeline.cli.screen import say

if TYPE_CHECKING:
    from pipeline.publish.review.review_content import KnownEntry, PagePicture
    from pipeline.records import Dataset


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
            page = _page(known, edition_id, raw, corrections_dir, language)
        except Exception as error:
            if not type(error).__module__.startswith("pipeline."):
                raise
            say(f"{edition_id}: {error}", err=True)
            failed = True
            continue
        path = out_dir / f"{edition_id}.html"
        _write(path, page)
        say(f"{path} ({len(page.encode()) / 1e6:.1f} MB)")
    return FAILED if failed else GOOD


def _page(
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


def _write(path: Path, text: str) -> None:
    """Writes the file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f".{path.name}.staging")
    try:
        staged.write_text(text, encoding="utf-8", newline="\n")
        staged.replace(path)
    finally:
        staged.unlink(missing_ok=True)
