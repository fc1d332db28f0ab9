"""The road on one page: PDF files -> pages -> printed words -> records -> dataset."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.compose.edition import SourceFile, compose_edition, registry_rows
from pipeline.compose.reading import NoPlan
from pipeline.extract.reader import NotReadable, read_content
from pipeline.publish.dataset import write_dataset
from pipeline.records.rows import in_order
from pipeline.records.tables import TABLES, Dataset
from pipeline.report import FileReport, OnProgress, RunReport


def run(
    paths: Sequence[Path], out_dir: Path, *, on_progress: OnProgress | None = None, force: bool = False
) -> RunReport:
    """Reads files and folders of PDFs and writes the dataset of the editions that they hold.

    A file that cannot be read is told of in its report; the others go on. Where no file gives an edition the
    dataset stays as it was.
    """
    files = find_files(paths)
    parts: list[Dataset] = []
    reports: list[FileReport] = []
    for done, path in enumerate(files, start=1):
        try:
            part = read_edition(path)
        except (NotReadable, NoPlan) as problem:
            reports.append(FileReport(path=path, edition_id=None, failure=str(problem)))
        else:
            parts.append(part)
            reports.append(_report(path, part))
        if on_progress:
            on_progress(done, len(files), path)
    if parts:
        write_dataset(merge(parts), out_dir)
    return RunReport(files=tuple(reports), out_dir=out_dir)


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The PDF files named, and those in the folders named, each once, in order."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(sorted(p for p in path.iterdir() if p.suffix.lower() == ".pdf")))
        else:
            found[path] = None
    return list(found)


def read_edition(path: Path) -> Dataset:
    """The records of the edition in one file, without the registry.

    Raises:
        NotReadable: the file cannot be read.
        NoPlan: it holds no plan of measures.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise NotReadable(path.name, f"The file cannot be opened: {error.strerror}.", "Check its path.") from error
    source = SourceFile(name=path.name, sha256=hashlib.sha256(content).hexdigest())
    return compose_edition(read_content(content, name=path.name), source)


def merge(parts: Sequence[Dataset]) -> Dataset:
    """One dataset of several editions, with the registry."""
    tables = {
        table.name: tuple(row for part in parts for row in getattr(part, table.name)) for table in TABLES
    }
    return in_order(Dataset(**{**tables, "agencies": registry_rows()}))


def _report(path: Path, part: Dataset) -> FileReport:
    severities = Counter(finding.severity for finding in part.findings)
    return FileReport(
        path=path,
        edition_id=part.documents[0].edition_id,
        measures=len(part.measures),
        amendments=len(part.amendments),
        errors=severities["error"],
        warnings=severities["warning"],
        infos=severities["info"],
    )
