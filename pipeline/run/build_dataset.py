"""The road on one page: files -> what is new among them -> readings -> one settled dataset in its folder.

Each file is read by `runs.reading.read_task`, whose road is: PDF -> pages -> printed words -> records.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.corrections import Corrections
from pipeline.run.raw_files import LocalFile, Source, find_sources, ignored_entries
from pipeline.run.read_file import Failure, ReadTask, read_task
from pipeline.run.readings import Readings
from pipeline.run.report import OnProgress, RunReport
from pipeline.run.settings import RunSettings
from pipeline.run.state import seems_unchanged

if TYPE_CHECKING:
    from pipeline.records import Dataset
    from pipeline.run.stored_dataset import Stored


def run(
    paths: Sequence[Path | str],
    out_dir: Path | str,
    *,
    on_progress: OnProgress | None = None,
    force: bool = False,
    settings: RunSettings | None = None,
) -> RunReport:
    """Reads files and folders of PDFs and writes the dataset of the editions that they hold.

    Only files are read whose content, version of the pipeline or corrections are new. Editions that the
    folder holds already stay, also those whose files are not named. A file that cannot be read is told of in
    the report and in the findings; the others go on. Where nothing is new, or no file gives an edition, the
    dataset is not touched.

    Args:
        paths: files, folders, or URLs for fsspec.
        out_dir: the dataset's folder, or the URL of one.
        on_progress: told after each file that was read.
        force: read every file.
        settings: everything else.

    Raises:
        DatasetError: the folder holds something else, or a dataset that cannot be read.
        RegistryError: the user's own registry cannot be used.
        NoStore, NoCluster: a URL, or a scheduler's address, leads nowhere.
        OSError: the dataset could not be written; the folder is as it was.
    """
    wanted = settings or RunSettings()
    if force:
        wanted = replace(wanted, force=True)
    sources = find_sources(paths)
    if not sources:
        return RunReport(files=(), out_dir=out_dir)
    with closing(Readings(sources, wanted, on_progress=on_progress, read=read_task)) as readings:
        return replace(_run(readings, out_dir, wanted), ignored=tuple(ignored_entries(paths)))


def _run(readings: Readings, out_dir: Path | str, settings: RunSettings) -> RunReport:
    readings.look()
    if settings.force or not seems_unchanged(out_dir, readings.contents()):
        readings.prepare()  # imports there while this process imports here
    from pipeline.publish.swap import locked  # noqa: PLC0415 - what it is about
    from pipeline.run.dataset_places import dataset_folder, open_dataset, require_writable  # noqa: PLC0415

    with dataset_folder(out_dir) as folder:
        known: Stored | None = None
        while True:
            with locked(folder):
                known = open_dataset(
                    folder, {file.name for file in readings.files}, may_replace=settings.prune, before=known
                )
                stored = replace(known, corrections=readings.corrections)
                settled = _settled(readings, folder, out_dir, stored, settings)
            if isinstance(settled, RunReport):
                return settled
            require_writable(folder)
            # without the lock: another run may change the folder meanwhile, and what is needed with it
            readings.read(settled)


def _settled(
    readings: Readings, folder: Path, out_dir: Path | str, stored: Stored, settings: RunSettings
) -> RunReport | set[str]:
    """Brings the dataset to what is known of the files; or says which contents must be read before."""
    from pipeline.publish.dataset import write_dataset  # noqa: PLC0415
    from pipeline.run.assembling import assemble  # noqa: PLC0415
    from pipeline.run.dataset_places import editions_in  # noqa: PLC0415
    from pipeline.run.reporting import report_of  # noqa: PLC0415
    from pipeline.run.settling import settle  # noqa: PLC0415
    from pipeline.run.state import STATE_FILE, state_of  # noqa: PLC0415

    files, outcomes, editions = readings.files, readings.outcomes, editions_in(folder)
    settlement = settle(files, outcomes, stored, editions, force=settings.force, prune=settings.prune)
    if settlement.needed:
        return settlement.needed
    findings, is_as_before = stored.findings, False
    # where no file named gives an edition, the dataset stays as it was
    if settlement.claims and settlement.winners and settlement.is_change:
        dataset = assemble(settlement, outcomes, editions, stored.corrections)
        beside = {STATE_FILE: partial(state_of, settlement.known.values())}
        is_as_before = write_dataset(dataset, folder, is_locked=True, beside=beside)
        findings = dataset.findings
    places = [source.place for source in readings.sources]
    report = report_of(
        places=places,
        files=files,
        settlement=settlement,
        outcomes=outcomes,
        stored=stored,
        findings=findings,
        out_dir=out_dir,
    )
    return replace(report, is_as_before=is_as_before, registry_changes=readings.registry_changes)


def find_files(paths: Iterable[Path | str]) -> list[Source]:
    """The files named, and the PDF files in the folders named, each once, in order."""
    return find_sources(paths)


def read_edition(path: Path, *, corrections: Corrections | None = None) -> Dataset:
    """The records of the edition in one file, without the registry, read in this process.

    Args:
        path: the file.
        corrections: what `pipeline.corrections.read_correction_files` gave; None for none.

    Raises:
        NotReadable: the file cannot be opened.
        ValueError: it gives no edition; the text says why.
    """
    settings = RunSettings()
    source = LocalFile(path)
    content = source.content(settings.limits.max_file_bytes)
    task = ReadTask(
        name=source.name,
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        reader=settings.reader,
        limits=settings.limits,
        corrections=corrections or {},
    )
    outcome = read_task(task)
    if isinstance(outcome, Failure):
        raise ValueError(f"{source.name}: {outcome.message}")
    return outcome


def merge(parts: Sequence[Dataset]) -> Dataset:
    """One dataset of several editions, with the registry."""
    from pipeline.run.assembling import merge as merged  # noqa: PLC0415

    return merged(parts)
