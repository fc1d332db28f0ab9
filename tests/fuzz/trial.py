"""One hostile file through the road, what came of it, and whether a second library reads the same text.

The oracle: a mutated file may be refused; where it is read, an independent reading of its characters must
agree, or the edition must say so. What differs without a finding is a fault as much as a crash is.
"""

from __future__ import annotations

import hashlib
import signal
import traceback
import unicodedata
from collections import Counter
from types import FrameType

from pipeline.extract.pdf.limits import NO_UNICODE, Limits
from pipeline.extract.pdf.reader import NotReadable, read_content
from pipeline.extract.pdf.visible import clear_page
from pipeline.run.read_file import Failure, ReadTask, failure_of, read_task
from pipeline.stations.glyph_columns import columns_of
from pipeline.stations.page import Page

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
GOOD = frozenset({"read", "told", "refused"})


class TooSlow(BaseException):
    """The file was not read in time; no `Exception`, so that no library swallows it."""


def task_of(content: bytes) -> ReadTask:
    """The task of reading a hostile file."""
    return ReadTask(
        name="hostile.pdf", sha256=hashlib.sha256(content).hexdigest(), content=content, limits=_LIMITS
    )


def tried(content: bytes) -> str:
    """What became of a file: "read", "told" (read, with an error finding), "refused", or the fault."""

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
    if isinstance(outcome, Failure):
        return outcome.message if _FAULT in outcome.message else "refused"
    return "told" if any(each.severity == "error" for one in outcome for each in one.findings) else "read"


def lost(content: bytes) -> str:
    """What another library reads in a file that was read without an error, and we do not; "" for nothing.

    The letters of each page are compared as a bag, with those that pdfplumber gives. What PDFium reads and
    pdfminer gives up on (operators torn in the middle of a page) is no fault.
    """
    pages = list(read_content(content, name="hostile.pdf", limits=_LIMITS, verify=False))
    try:
        others = list(
            read_content(content, name="hostile.pdf", limits=_LIMITS, verify=False, reader="pdfplumber")
        )
    except NotReadable:
        return ""
    told = [f"{len(pages)} pages of {len(others)}"] if len(pages) < len(others) else []
    for page, other in zip(pages, others, strict=False):
        rest = Counter(_letters(other)) - Counter(_letters(page))
        del rest[NO_UNICODE]
        if rest:
            told.append(f"page {page.page_number}: {rest.total()} letters, {''.join(rest.elements())[:40]!r}")
    return "; ".join(told)


def _letters(page: Page) -> str:
    """The visible letters of a page, each once and in its plainest form."""
    clear = clear_page(page)
    texts = (*columns_of(clear.glyphs).texts, *(glyph.text for glyph in clear.aside))
    plain = unicodedata.normalize("NFKD", "".join(texts)).replace("\u00ad", "-")
    return "".join(plain.split())
