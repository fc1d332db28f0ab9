"""Readings that need no PDF, in place of `read_task`: what a file holds says what becomes of it."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from dataclasses import replace
from pathlib import Path

from pipeline.records import Dataset
from pipeline.run.read_file import Failure, Reading, ReadTask
from tests.small_dataset import small_dataset

AGENCY = "ministry-of-finance"


def put(folder: Path, **files: bytes) -> None:
    """Files with these contents, by their names without `.pdf`."""
    for name, content in files.items():
        (folder / f"{name}.pdf").write_bytes(content)


def bytes_of(folder: Path) -> dict[str, bytes]:
    """The content of every file in a folder, by its path there."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def edition(edition_id: str, *, text: str = "Мәтін.", errors: int = 0) -> bytes:
    """The content of a file that holds an edition."""
    return f"edition {edition_id} {errors} {text}".encode()


def two_editions(edition_id: str, *, text: str = "Мәтін.") -> bytes:
    """The content of a file that holds an edition in Kazakh and in Russian."""
    return f"two {edition_id} 0 {text}".encode()


def read_made_up(task: ReadTask) -> Reading:
    """What a file's first word asks for: an edition, a failure, or an end of the process that reads it."""
    what, _, rest = task.content.decode().partition(" ")
    match what:
        case "edition" | "two":
            edition_id, errors, text = rest.split(" ", 2)
            first = _records(task, edition_id, int(errors), text)
            second = _records(task, f"{edition_id}.ru", int(errors), text)
            russian = tuple(replace(row, language="ru") for row in second.documents)
            return (first,) if what == "edition" else (first, replace(second, documents=russian))
        case "none":
            return Failure(message="There is no table in it.", is_verdict=True)
        case "crash":
            ctypes.string_at(0)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "hang":
            while True:
                pass
        case "sleep":
            time.sleep(100)
        case "slow":
            time.sleep(float(rest))
            return Failure(message="It was slow.", is_verdict=True)
        case "greedy":
            return Failure(message=str(len(bytearray(1024**4))), is_verdict=True)
    raise RuntimeError(f"odd file {task.name}")


def _records(task: ReadTask, edition_id: str, errors: int, text: str) -> Dataset:
    made = small_dataset(edition_id, text=text)
    findings = [replace(row, source_file=task.name) for row in made.findings if row.edition_id]
    return replace(
        made,
        documents=tuple(
            replace(row, source_file=task.name, source_sha256=task.sha256) for row in made.documents
        ),
        measures=tuple(replace(row, recipient_agency_ids=(AGENCY,)) for row in made.measures),
        responsibilities=tuple(
            replace(
                row,
                agency_id=row.agency_id and AGENCY,
                current_agency_id=row.current_agency_id and AGENCY,
            )
            for row in made.responsibilities
        ),
        mentions=tuple(replace(row, value=AGENCY) for row in made.mentions),
        findings=(
            *findings,
            *(replace(findings[0], severity="error", page=number + 1) for number in range(errors)),
        ),
        agencies=(),
    )
