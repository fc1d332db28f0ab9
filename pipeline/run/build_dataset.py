"""The road on one page: files -> what is new among them -> readings -> one settled dataset in its folder.

Each file is read by `read_file.read_task`, whose road is: PDF -> pages -> printed words -> records.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from pipeline.corrections.corrections_folder import Corrections
from pipeline.editions import align, reconcile
from pipeline.publish.dataset import write_dataset
from pipeline.publish.swap import locked
from pipeline.records import Dataset, in_order
from pipeline.run.assembling import merge
from pipeline.run.dataset_places import dataset_folder, require_writable
from pipeline.run.raw_files import LocalFile, find_sources, ignored_entries
from pipeline.run.read_file import Failure, ReadTask, guarded, read_task
from pipeline.run.readings import Readings
from pipeline.run.report import OnProgress, RunReport, report_of
from pipeline.run.run_findings import own_findings, with_statuses
from pipeline.run.settings import RunSettings
from pipeline.run.settling import Claim, Settlement, settle
from pipeline.run.stored_dataset import STATE_FILE, Stored, open_dataset, state_of


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
    folder holds already stay, also those whose files are not named. A file that cannot be read is reported in
    the findings; the others go on. Where nothing is new, or no file gives an edition, the dataset is not
    touched.

    Args:
        paths: files, folders, or URLs for fsspec.
        out_dir: the dataset's folder, or the URL of one.
        on_progress: told after each file that was read.
        force: read every file.
        settings: everything else.

    Raises:
        DatasetError: the folder cannot be replaced, or holds something else or a dataset that cannot be read.
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
    with (
        dataset_folder(out_dir) as folder,
        closing(Readings(sources, wanted, on_progress=on_progress, read=read_task)) as readings,
    ):
        stored: Stored | None = None
        while True:
            with locked(folder):
                stored = open_dataset(
                    folder,
                    [file.name for file in readings.files],
                    readings.corrections,
                    language=wanted.language,
                    may_replace=wanted.prune,
                    before=stored,
                )
                settled = _settled(readings, folder, out_dir, stored, wanted)
            if isinstance(settled, RunReport):
                return replace(settled, ignored=tuple(ignored_entries(paths)))
            require_writable(folder)
            # without the lock: another run may change the folder meanwhile, and what is needed with it
            readings.read(settled)


def _settled(
    readings: Readings, folder: Path, out_dir: Path | str, stored: Stored, settings: RunSettings
) -> RunReport | set[str]:
    """Brings the dataset to what is known of the files; or says which contents must be read before."""
    files = readings.editions(stored.known_so)
    settlement = settle(files, readings.outcomes, stored, force=settings.force, prune=settings.prune)
    if isinstance(settlement, set):
        return settlement
    findings, is_as_before = stored.findings, False
    # where no file named gives an edition, the dataset stays as it was
    if settlement.claims and settlement.winners and settlement.is_change:
        dataset = _assembled(settlement, stored)
        state = {STATE_FILE: partial(state_of, settlement.known.values())}
        is_as_before = write_dataset(dataset, folder, is_locked=True, beside=state)
        findings = dataset.findings
    report = report_of(files, settlement, readings.outcomes, stored, findings, out_dir)
    return replace(report, is_as_before=is_as_before, registry_changes=readings.registry_changes)


def _assembled(settlement: Settlement, stored: Stored) -> Dataset:
    """The dataset that was settled: the records of each edition from the file that it is taken from."""
    winners = [claim for _, claim in sorted(settlement.winners.items())]
    parts = [_records(claim, stored) for claim in winners]
    # the order in which files were named must not show
    findings = sorted(settlement.findings, key=lambda each: (each.source_file, each.code, each.message))
    # editions of earlier runs may name bodies that a registry had then
    others = next((part.agencies for part in parts if part.agencies), ())
    dataset = align(reconcile(merge([*parts, Dataset(findings=tuple(findings))], others=others)))
    statuses = with_statuses(dataset.findings, dataset.documents, stored.corrections)
    return in_order(replace(dataset, findings=statuses))


def _records(claim: Claim, stored: Stored) -> Dataset:
    """An edition's records as they were read from a file, under the file's present name."""
    part = claim.what if isinstance(claim.what, Dataset) else stored.editions[claim.edition_id]
    findings = (replace(row, source_file=claim.name) for row in own_findings(part.findings))
    return replace(part, documents=(claim.document,), findings=tuple(findings))


def read_edition(
    path: Path, *, corrections: Corrections | None = None, registry: Mapping[str, bytes] | None = None
) -> Dataset:
    """The records of the edition in one file, or of its first one, without the registry, as `run` reads it.

    `registry` are the files of a user's own registry, by name.

    Raises:
        NotReadable: the file cannot be opened.
        ReadingFailed: its reading took too much time or memory, or crashed.
        ValueError: it gives no edition; the text says why.
    """
    source, limits = LocalFile(path), RunSettings().limits
    content = source.content(limits.max_file_bytes)
    task = ReadTask(
        name=source.name,
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        corrections=corrections or {},
        registry=registry or {},
    )
    outcome = guarded(source.name, read_task, task)
    if isinstance(outcome, Failure):
        raise NoEdition(f"{source.name}: {outcome.message}")
    return outcome[0]


class NoEdition(ValueError):  # noqa: N818 (the name says what the file lacks)
    """A file gives no edition; the text says why."""
