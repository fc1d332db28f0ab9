"""How much of a file a reader is willing to take in.

A PDF is hostile until it is read: a kilobyte can ask for a million pages, or for a page of a million glyphs.
Each bound is far above any decree (the longest act at Adilet has some 900 pages, a dense page 6,000 glyphs),
so that meeting one means that the file is something else.
"""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

# The processor's time that one page may take where a worker process reads it; most take some hundredths.
PAGE_SECONDS = 4.0
# The text of a glyph whose font does not say what it is; a file may hold a small share of them.
NO_UNICODE = "\N{REPLACEMENT CHARACTER}"


class TooMuch(Exception):  # noqa: N818 (an exceeded limit, not a fault)
    """A bound was met while a page was read: its `limit` in `Limits`, None for one that nobody can raise."""

    def __init__(self, what: str, *, limit: str | None = None) -> None:
        super().__init__(what)
        self.limit = limit


class ContentMissing(Exception):  # noqa: N818 (what the page is)
    """A page says where its content stands, and there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Upper bounds for one file; beyond one of them the file is `NotReadable`.

    Attributes:
        max_file_bytes: size of the file on the disk.
        max_pages: pages in the file.
        max_glyphs_per_page: painted characters on one page, spaces too.
        max_shapes_per_page: lines and filled rectangles on one page.
        max_objects_per_page: painted things of every kind on one page, those in nested forms too.
        max_content_bytes: the content streams of one page or drawing, unpacked; one map of a font.
        max_form_depth: how deep drawings (form XObjects) may stand within one another.
        max_share_without_unicode: largest share of a file's visible glyphs that may have no Unicode value.
    """

    max_file_bytes: int = 200 * 1024 * 1024
    max_pages: int = 5_000
    max_glyphs_per_page: int = 200_000
    max_shapes_per_page: int = 100_000
    max_objects_per_page: int = 400_000
    max_content_bytes: int = 8 * 1024 * 1024
    max_form_depth: int = 12
    max_share_without_unicode: float = 0.02


T = TypeVar("T")

_is_worker = False


def begin_worker() -> None:
    """Says that this process may be ended when a page takes too long: another one waits for it."""
    global _is_worker  # noqa: PLW0603 - what a process is
    _is_worker = True
    signal.signal(signal.SIGPROF, signal.SIG_DFL)


def rewind_timer() -> None:
    """Gives the next page its time.

    The kernel's timer ends the process in whatever library it hangs, and stands still while a busy machine
    does other things. In a program that reads by itself it never runs.
    """
    if _is_worker:
        signal.setitimer(signal.ITIMER_PROF, PAGE_SECONDS)


def paced(pages: Iterable[T]) -> Iterator[T]:
    """The pages, each within its time; what is made of them has the whole task's."""
    try:
        for page in pages:
            rewind_timer()
            yield page
    finally:
        stop_timer()


def stop_timer() -> None:
    """Lets the time run on without an end."""
    if _is_worker:
        signal.setitimer(signal.ITIMER_PROF, 0)
