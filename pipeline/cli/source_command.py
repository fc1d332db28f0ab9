"""`decree source`: a draft of the sidecar that says where a PDF comes from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import click

from pipeline.cli import FAILED, GOOD
from pipeline.cli.options import debug_option, own_registry
from pipeline.cli.screen import say


@click.command()
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)  # fmt: skip
@debug_option
def source(files: tuple[Path, ...]) -> int:
    """Write a draft of NAME.source.yml next to NAME.pdf.

    It names the file and its SHA-256, and the act's title if the file holds a plan of measures. Fill in who
    published it, where and when it was taken from there, and what may be done with it: `decree run` repeats
    that in the table `documents`. A sidecar that is there already is left as it is.

    Exit status: 0 written, 1 a file has a sidecar already or cannot be read (the others are done), 2 wrong
    usage.
    """
    registry = own_registry()
    failed = False
    for file in files:
        try:
            place, has_title = _write_draft(file, registry)
        except FileExistsError as error:
            say(f"{error.filename} is there already; nothing was written.", err=True)
            failed = True
            continue
        except OSError as error:
            say(f"{file!s}: {error.strerror}", err=True)
            failed = True
            continue
        title = "" if has_title else ", without a title: no plan of measures was read from the file"
        say(f"{place!s}: fill in what is known, then run `decree run`{title}")
    return FAILED if failed else GOOD


def _write_draft(file: Path, registry: Mapping[str, bytes]) -> tuple[Path, bool]:
    """Writes the sidecar; gives its place, and whether the act's title stands in it."""
    from pipeline.run.raw_files import LocalFile  # noqa: PLC0415 - `--help` needs none of it
    from pipeline.run.sidecars import draft, sidecar_name  # noqa: PLC0415

    place = file.with_name(sidecar_name(file.name))
    if place.exists():
        raise FileExistsError(0, "", str(place))
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    title = _title(file, registry)
    text = draft(file_name=LocalFile(file).name, sha256=sha256, source_title=title)
    with place.open("x", encoding="utf-8", newline="\n") as opened:
        opened.write(text)
    return place, title is not None


def _title(file: Path, registry: Mapping[str, bytes]) -> str | None:
    """The act's printed title, None where the file gives no edition."""
    from pipeline.extract.pdf.reader import NotReadable  # noqa: PLC0415
    from pipeline.run.build_dataset import read_edition  # noqa: PLC0415
    from pipeline.run.read_file import ReadingFailed  # noqa: PLC0415

    try:
        return read_edition(file, registry=registry).documents[0].title_text or None
    except (NotReadable, ReadingFailed, ValueError):
        return None
