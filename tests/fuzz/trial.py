"""One hostile file through the road, and what came of it."""

from __future__ import annotations

import hashlib
import signal
import traceback
from types import FrameType

from pipeline.extract.pdf.limits import Limits
from pipeline.extract.pdf.reader import NotReadable
from pipeline.run.read_file import Failure, ReadTask, failure_of, read_task

LONGEST_S = 10
# the fuzzer has no time for the files that meet the real bounds; `test_readers_errors` tries those
_LIMITS = Limits(
    max_pages=200,
    max_glyphs_per_page=50_000,
    max_shapes_per_page=20_000,
    max_objects_per_page=50_000,
    max_content_bytes=1024 * 1024,
)
_FAULT = "break their declarations"


class TooSlow(BaseException):
    """The file was not read in time; no `Exception`, so that no library swallows it."""


def task_of(content: bytes) -> ReadTask:
    """The task of reading a hostile file."""
    return ReadTask(
        name="hostile.pdf",
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        reader="pdfium",
        limits=_LIMITS,
    )


def tried(content: bytes) -> str:
    """What became of a file: "read", "refused", or the fault that it showed.

    It is refused with a sentence, or it is read: anything else is a fault.
    """

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow

    # the processor's time: a busy machine is no hang
    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, LONGEST_S)
    try:
        outcome = read_task(task_of(content))
    except NotReadable as problem:
        outcome = failure_of(problem)
    except TooSlow:
        return f"not done in {LONGEST_S} s\n{traceback.format_exc()}"
    except Exception:
        return traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    if not isinstance(outcome, Failure):
        return "read"
    return outcome.message if _FAULT in outcome.message else "refused"
