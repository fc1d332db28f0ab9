"""The reading of one file, as it is done in a worker process; its libraries are imported only there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline.corrections import Corrections
from pipeline.extract.pdf.limits import Limits
from pipeline.extract.pdf.reader import LimitExceeded, NotReadable, ReaderName, read_content
from pipeline.registry.loading import use_registry
from pipeline.run.executors.interface import Death
from pipeline.run.rare_collections import rare_collections
from pipeline.run.sidecars import Provenance

if TYPE_CHECKING:
    from pipeline.records import Dataset


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTask:
    """A file to be read: its bytes, so that it is the same wherever and whenever it is read.

    So are the corrections, by edition: whose they are is known only when the file is read; and the files of a
    user's registry.
    """

    name: str
    sha256: str
    content: bytes
    reader: ReaderName
    limits: Limits
    verify: bool = True
    corrections: Corrections = field(default_factory=dict)
    registry: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a file gave no edition.

    Attributes:
        message: plain sentences for a person.
        is_verdict: whether reading the same bytes with the same version can only end the same way; else
            (no time, no memory, a limit, a crash) each run tries again.
        traceback: where a fault of the program came from; empty if there was none.
    """

    message: str
    is_verdict: bool
    traceback: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFile:
    """A file that the run was given.

    Attributes:
        name: its name.
        sha256: its content's hash; None where it cannot be used.
        failure: why it cannot be opened, or its sidecar not be used; None where both can.
        provenance: what its sidecar says of it.
    """

    name: str
    sha256: str | None = None
    failure: Failure | None = None
    provenance: Provenance = field(default_factory=Provenance)


def read_task(task: ReadTask) -> Dataset | Failure:
    """The records of the edition in a file, without the registry, or why there are none."""
    from pipeline.compose.edition import SourceFile, compose_edition  # noqa: PLC0415 - half a second
    from pipeline.compose.printed_document import NoPlan  # noqa: PLC0415
    from pipeline.publish.validation import dataset_problems  # noqa: PLC0415
    from pipeline.run.agencies_table import registry_rows  # noqa: PLC0415

    use_registry(task.registry)
    source = SourceFile(name=task.name, sha256=task.sha256)
    pages = read_content(
        task.content, name=task.name, reader=task.reader, limits=task.limits, verify=task.verify
    )
    try:
        with rare_collections():
            edition = compose_edition(pages, source, corrections=task.corrections)
    except NoPlan as problem:
        return Failure(message=str(problem), is_verdict=True)
    except NotReadable as problem:
        return failure_of(problem)
    # found here it is this file's failure; found when the dataset is written it would be everybody's
    problems = dataset_problems(replace(edition, agencies=registry_rows()))
    if problems:
        what = f"The records read from it break their declarations: {problems[0]} (please report it)."
        return Failure(message=what, is_verdict=False)
    return edition


def failure_of(problem: NotReadable) -> Failure:
    """What a reader said of a file, without the file's name."""
    is_verdict = not isinstance(problem, LimitExceeded) and not isinstance(problem.__cause__, MemoryError)
    return Failure(message=f"{problem.problem} {problem.advice}", is_verdict=is_verdict)


def failure_after(death: Death, *, timeout_s: float) -> Failure:
    """What became of a file whose reading did not come to its end."""
    if death.cause == "timed_out":
        message = f"It was not read within {timeout_s:g} seconds. Give it more with --timeout."
    elif death.cause == "lost":
        message = f"The machines that read it went away{': ' if death.what else ''}{death.what}. Run again."
    elif death.cause == "raised" and death.what.startswith("MemoryError"):
        message = "Reading it needs more memory than one file may take. Give it more with --memory."
    elif death.cause == "raised":
        message = f"Unexpected {_one_line(death.what)} (please report it with the output of --debug)."
    elif death.what == "SIGKILL":
        message = "Its reading was killed, most likely for lack of memory. Read fewer at once with --jobs."
    else:
        signal = f" ({death.what})" if death.what else ""
        message = f"Reading it crashed the PDF library{signal}. Download it again from its publisher."
    return Failure(message=message, is_verdict=False, traceback=death.traceback)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def warm() -> None:
    """Imports and makes ready what every reading needs, so that workers forked later share it."""
    from pipeline.compose import edition  # noqa: F401, PLC0415
    from pipeline.extract.pdf import reader_pdfium  # noqa: F401, PLC0415
