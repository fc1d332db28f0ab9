"""What is done with PDF files: `decree run` reads them, `decree source` says where they come from."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click

from pipeline.cli import FAILED, GOOD
from pipeline.cli.options import (
    DEFAULT_CORRECTIONS,
    DEFAULT_IN,
    DEFAULT_REGISTRY,
    Place,
    choice_option,
    debug_option,
    folder_option,
    language_option,
    own_registry,
)
from pipeline.cli.screen import progress, run_text, say, terminal_width

_THERE = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=Place(exists=True, path_type=Path))
@folder_option(
    "--out", "out_dir", "data/processed", "The dataset's folder.", kind=Place(file_okay=False, path_type=Path)
)
@click.option("--force", is_flag=True, help="Read every file, also those that have not changed.")
@click.option("--prune", is_flag=True, help="Drop editions whose files are not named here.")
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=0),
    help="Files read at once; as many as there are cores, and memory for, if not given. 0 reads in this very "
    "process, unguarded.",
)
@click.option(
    "--timeout",
    metavar="SECONDS",
    default=120.0,
    show_default=True,
    type=click.FloatRange(min=0, min_open=True),
    help="Time for one file.",
)
@click.option(
    "--memory",
    metavar="MIB",
    default=1024,
    show_default=True,
    type=click.IntRange(min=512),
    help="Memory (address space) for one file; all together never get more than the machine has.",
)
@click.option(
    "--limit",
    "limits",
    metavar="NAME=VALUE",
    multiple=True,
    help="Change a limit, such as max_pages=100; --limit help names them all. Can be repeated.",
)
@choice_option("--reader", "reader", ("pdfium", "pdfplumber"), "The PDF library; both give the same dataset.")
@language_option
@click.option(
    "--corrections",
    "corrections_dir",
    metavar="DIR",
    type=_THERE,
    help="The folder of reviewed corrections, YAML files; data/corrections, if it is there.",
)
@click.option(
    "--registry",
    "registry_dir",
    metavar="DIR",
    type=_THERE,
    help="Your own bodies, names and head words, over those of the package; ./registry, if it is there.",
)
@click.option(
    "--no-verify",
    "verify",
    flag_value=False,
    default=True,
    help="Do not compare each page's characters with an independent reading (for files known to be sound).",
)
@click.option("--scheduler", metavar="ADDRESS", help="Read on the workers of this Dask scheduler.")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def run(
    paths: tuple[Path | str, ...],
    out_dir: Path | str,
    *,
    force: bool,
    prune: bool,
    jobs: int | None,
    timeout: float,
    memory: int,
    limits: tuple[str, ...],
    reader: str,
    language: str | None,
    corrections_dir: Path | None,
    registry_dir: Path | None,
    verify: bool,
    scheduler: str | None,
    debug: bool,
) -> int:
    """Read PDF decrees and write the dataset.

    PATH is a PDF file or a folder of them; data/raw if none is named. PATH and DIR may be URLs
    (s3://…, zip://*.pdf::decrees.zip) where fsspec is installed.

    Only files that are new or changed are read, and those whose corrections or sidecar changed; all of them
    when the pipeline's version or the registry is new. The dataset is replaced at once when all files are
    read: a file that fails is reported and leaves the others as they are.

    The dataset keeps the editions that it holds, also those whose files are not named or cannot be read any
    more; --prune drops those that are not named. Of several files with one edition that one is taken with
    which others agree, then the one with fewer errors and warnings, then the more complete one; what stands
    in the dataset is never replaced by less. The run says what was chosen, why, and where the files differ.

    Exit status: 0 good, 1 a file failed or a correction was not applied (the rest is written), 2 wrong usage.
    """
    from pipeline.run.build_dataset import run as run_pipeline  # noqa: PLC0415 - `--help` needs none of it
    from pipeline.run.settings import RunSettings, limits_of  # noqa: PLC0415

    try:
        bounds = limits_of(limits)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if not paths:
        if not DEFAULT_IN.is_dir():
            raise click.UsageError(f"There is no {DEFAULT_IN} here: name a PDF file or a folder of them.")
        paths = (DEFAULT_IN,)
    if corrections_dir is None and DEFAULT_CORRECTIONS.is_dir():
        corrections_dir = DEFAULT_CORRECTIONS
    if registry_dir is None and DEFAULT_REGISTRY.is_dir():
        registry_dir = DEFAULT_REGISTRY
    settings = RunSettings(
        prune=prune,
        jobs=jobs,
        timeout_s=timeout,
        memory_mib=memory,
        limits=bounds,
        reader="pdfplumber" if reader == "pdfplumber" else "pdfium",
        verify=verify,
        scheduler=scheduler,
        corrections=corrections_dir,
        registry=registry_dir,
        language=language,
        is_loud=debug,
    )
    with progress() as on_progress:
        report = run_pipeline(paths, out_dir, on_progress=on_progress, force=force, settings=settings)
    if not report.files:
        raise click.UsageError(f"There is no PDF file in {', '.join(map(str, paths))}.")
    say(run_text(report, width=terminal_width()))
    for file in report.files:
        if file.failure is not None:
            say(f"{file.path!s}: {file.failure}", err=True)
            if debug and file.traceback:
                say(file.traceback, err=True)
    return FAILED if report.has_failed else GOOD


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
    from pipeline.run.raw_files import LocalFile  # noqa: PLC0415 - `--help` needs none of it
    from pipeline.run.sidecars import draft, sidecar_name  # noqa: PLC0415

    registry = own_registry()
    failed = False
    for file in files:
        place = file.with_name(sidecar_name(file.name))
        if place.exists():
            say(f"{place} is there already; nothing was written.", err=True)
            failed = True
            continue
        try:
            sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
            title = _title(file, registry)
            text = draft(file_name=LocalFile(file).name, sha256=sha256, source_title=title)
            with place.open("x", encoding="utf-8", newline="\n") as opened:
                opened.write(text)
        except OSError as error:
            say(f"{file!s}: {error.strerror}", err=True)
            failed = True
            continue
        lacking = "" if title else ", without a title: no plan of measures was read from the file"
        say(f"{place!s}: fill in what is known, then run `decree run`{lacking}")
    return FAILED if failed else GOOD


def _title(file: Path, registry: dict[str, bytes]) -> str | None:
    """The act's printed title, None where the file gives no edition."""
    from pipeline.extract.pdf.reader import NotReadable  # noqa: PLC0415
    from pipeline.run.build_dataset import read_edition  # noqa: PLC0415
    from pipeline.run.read_file import ReadingFailed  # noqa: PLC0415

    try:
        return read_edition(file, registry=registry).documents[0].title_text or None
    except (NotReadable, ReadingFailed, ValueError):
        return None
