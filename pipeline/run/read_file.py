"""The reading of one file, guarded: in a process of its own, within bounds of time and memory.

Every command that opens a PDF comes through here; what a PDF library needs is imported only in that process.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import TYPE_CHECKING, ParamSpec, TypeAlias, TypeVar

from pipeline.corrections.corrections_folder import Corrections
from pipeline.extract.pdf.limits import PAGE_SECONDS, Limits
from pipeline.extract.pdf.reader import DEFAULT_READER, LimitExceeded, NotReadable, ReaderName, read_content
from pipeline.registry.loading import use_registry
from pipeline.run.executors import Cluster, Death, Executor, GuardedProcesses, InProcess
from pipeline.run.settings import RunSettings

if TYPE_CHECKING:
    from pipeline.records import Dataset

P = ParamSpec("P")
T = TypeVar("T")

_MODULES = ("pipeline.run.read_file:warm",)
# the pictures of a plan of a thousand pages take minutes; a page that hangs is ended long before
_DOOR_SECONDS = 600.0
# New things before the youngest, such searches before the older, and those before all are searched for
# garbage: a file's glyphs, lines and cells live until it is read, and Python's own bounds cost a tenth.
_RARE_COLLECTIONS = (100_000, 20, 50)


class ReadingFailed(Exception):  # noqa: N818 (the name says what happened)
    """The reading of a file did not come to its end; the text names the file, why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTask:
    """A file to be read: its bytes, so that it is the same wherever and whenever it is read.

    So are the corrections, by edition: whose they are is known only when the file is read; the files of a
    user's registry; and the language, where one was named.
    """

    name: str
    sha256: str
    content: bytes
    reader: ReaderName = DEFAULT_READER
    limits: Limits = field(default_factory=Limits)
    verify: bool = True
    corrections: Corrections = field(default_factory=dict)
    registry: Mapping[str, bytes] = field(default_factory=dict)
    language: str | None = None


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


Reading: TypeAlias = "tuple[Dataset, ...] | Failure"


def content_of(key: str) -> str:
    """The file's hash of the key that an edition is known by: `3f2a…` of `3f2a…`, and of `3f2a…/ru`."""
    return key.partition("/")[0]


def read_task(task: ReadTask) -> Reading:
    """The records of each edition in a file, without the registry; or why there is none."""
    from pipeline.compose.edition import SourceFile, compose_editions  # noqa: PLC0415 - half a second
    from pipeline.compose.printed_document import NoPlan  # noqa: PLC0415
    from pipeline.publish.validation import dataset_problems  # noqa: PLC0415
    from pipeline.run.assembling import registry_rows  # noqa: PLC0415

    use_registry(task.registry)
    source = SourceFile(name=task.name, sha256=task.sha256)
    pages = read_content(
        task.content, name=task.name, reader=task.reader, limits=task.limits, verify=task.verify
    )
    try:
        editions = compose_editions(pages, source, corrections=task.corrections, language=task.language)
    except NoPlan as problem:
        return Failure(message=str(problem), is_verdict=True)
    except NotReadable as problem:
        return failure_of(problem)
    # found here it is this file's failure; found when the dataset is written it would be everybody's
    for each in editions:
        problems = dataset_problems(replace(each, agencies=registry_rows()))
        if problems:
            what = f"The records read from it break their declarations: {problems[0]} (please report it)."
            return Failure(message=what, is_verdict=False)
    return editions


def warm() -> None:
    """Imports what every reading needs, before the time of the first one begins."""
    from pipeline.compose import edition  # noqa: F401, PLC0415
    from pipeline.extract.pdf import pdfium_reader  # noqa: F401, PLC0415

    gc.set_threshold(*_RARE_COLLECTIONS)


def executor_for(settings: RunSettings, n_files: int) -> Executor:
    """The executor that the settings ask for.

    Raises:
        NoCluster: there is no scheduler at the address.
    """
    jobs = settings.jobs_for(n_files)
    if settings.scheduler is not None:
        return Cluster(settings.scheduler, settings.guard_for(0), modules=_MODULES)
    if jobs == 0:
        return InProcess()
    return GuardedProcesses(jobs, settings.guard_for(jobs), modules=_MODULES, is_loud=settings.is_loud)


def guarded(name: str, function: Callable[P, T], /, *arguments: P.args, **named: P.kwargs) -> T:
    """What a function makes of the file of this name, in a process of its own within bounds.

    It is a function of a module; its arguments, its result and its errors can be pickled.

    Raises:
        ReadingFailed: it took too much time or memory, or crashed.
        Exception: what the function raised, where that is an error of this package.
    """
    ((_, outcome),) = _door().results(_own_errors_returned, [partial(function, *arguments, **named)])
    if isinstance(outcome, Death):
        message = failure_after(outcome, timeout_s=_DOOR_SECONDS).message
        raise ReadingFailed(f"{name}: {message}")
    if isinstance(outcome, Exception):
        raise outcome
    result: T = outcome
    return result


@cache
def _door() -> Executor:
    """The process that `guarded` calls in; it stays for the next call."""
    executor = executor_for(RunSettings(jobs=1, timeout_s=_DOOR_SECONDS), 1)
    atexit.register(executor.close)
    return executor


def _own_errors_returned(call: Callable[[], T]) -> T | Exception:
    try:
        return call()
    except Exception as error:
        if not type(error).__module__.startswith("pipeline."):
            raise
        return error


def failure_of(problem: NotReadable) -> Failure:
    """What a reader said of a file, without the file's name."""
    is_verdict = not isinstance(problem, LimitExceeded) and not isinstance(problem.__cause__, MemoryError)
    return Failure(message=f"{problem.problem} {problem.advice}", is_verdict=is_verdict)


def failure_after(death: Death, *, timeout_s: float) -> Failure:
    """What became of a file whose reading did not come to its end."""
    went, what = f": {death.what}" if death.what else "", " ".join(death.what.split())
    signal = f" ({death.what})" if death.what else ""
    messages = {
        "SIGALRM": f"It was not read within {timeout_s:g} seconds. `decree run --timeout` gives it more.",
        "SIGPROF": f"One page of it, or the list of its pages, takes more than {PAGE_SECONDS:g} seconds of "
        "the processor, which none of a decree does. `decree run --jobs 0` reads it without bounds.",
        "SIGKILL": "Its reading was killed, most likely for lack of memory. `decree run --jobs` reads fewer "
        "at once.",
        "MemoryError": "Reading it needs more memory than one file may take. `decree run --memory` gives it "
        "more.",
        "lost": f"The machines that read it went away{went}. Run again.",
        "crashed": f"The PDF library failed on it{signal}: it is damaged, or needs more memory than `decree "
        "run --memory` gives. Download it again from its publisher.",
        "raised": f"Unexpected {what} (please report it with the output of --debug).",
    }
    message = messages.get(death.what.partition(":")[0], messages[death.cause])
    return Failure(message=message, is_verdict=False, traceback=death.traceback)
