"""From a PDF file to its pages, behind one small interface; the PDF libraries are known nowhere else.

The road begins here, so here stands what makes a file useless: it is no PDF, it was cut short on its way,
it wants a password, it is a scan, its fonts do not say which letters they draw. Each gets one sentence that
a person can act upon, and no library's exception leaves this module.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, get_args

from pipeline.extract.pdf.limits import NO_UNICODE, ContentMissing, Limits, TooMuch, paced, rewind_timer
from pipeline.stations.glyph_columns import columns_of
from pipeline.stations.page import Page

if TYPE_CHECKING:
    from pipeline.extract.pdf.structure import Structure

ReaderName = Literal["pdfium", "pdfplumber"]
DEFAULT_READER: ReaderName = "pdfium"
READERS: tuple[str, ...] = get_args(ReaderName)

_HEAD_BYTES = 1024
_TAIL_BYTES = 2048
# startxref 116 %%EOF
_ENDING = re.compile(rb"startxref\s+\d+\s+%%EOF")


class NotReadable(Exception):  # noqa: N818 (the name says what the file is)
    """A file that cannot be read: its name, and in a sentence each what is wrong with it and what to do."""

    def __init__(self, file_name: str, problem: str, advice: str) -> None:
        super().__init__(file_name, problem, advice)
        self.file_name, self.problem, self.advice = file_name, problem, advice

    def __str__(self) -> str:
        return f"{self.file_name}: {self.problem} {self.advice}"


class NotAPdf(NotReadable):
    """The file is something else, or nothing."""


class CutShort(NotReadable):
    """The file's end is missing."""


class Encrypted(NotReadable):
    """The file opens with a password only."""


class Damaged(NotReadable):
    """The PDF library failed on the file or on one of its pages."""


class NoPages(NotReadable):
    """The file is a PDF without pages."""


class NoTextLayer(NotReadable):
    """The pages are pictures."""


class NoUnicode(NotReadable):
    """The fonts do not say which characters their glyphs are."""


class LimitExceeded(NotReadable):
    """The file is larger in some way than `Limits` allows."""


class OpenedDocument(Protocol):
    """A file that one PDF library has opened.

    Its errors may be of any kind; `PermissionError` says that the file wants a password, `TooMuch` that a
    limit is met, `ContentMissing` that a page's content is not where it should be.
    """

    page_count: int

    def page(self, page_number: int) -> Page:
        """What is painted on a page, counted from 1."""
        ...

    def close(self) -> None:
        """Closes the file."""
        ...


def read_pages(
    path: Path | str, *, reader: ReaderName = DEFAULT_READER, limits: Limits | None = None
) -> Iterator[Page]:
    """The pages of a PDF file, one after the other, as `read_content` gives them.

    Raises:
        NotReadable: the file cannot be read.
    """
    path = Path(path)
    bounds = limits or Limits()
    try:
        size = path.stat().st_size
        _check_size(size, path.name, bounds)
        content = path.read_bytes()
    except OSError as error:
        raise NotReadable(
            path.name, f"The file cannot be opened: {error.strerror}.", "Check its path."
        ) from error
    yield from read_content(content, name=path.name, reader=reader, limits=bounds)


def read_content(
    content: bytes,
    *,
    name: str,
    reader: ReaderName = DEFAULT_READER,
    limits: Limits | None = None,
    verify: bool = True,
) -> Iterator[Page]:
    """The pages of a PDF that is already in memory, one after the other.

    Args:
        content: the file's bytes.
        name: the file's name, for messages.
        reader: which PDF library reads it; both give the same pages.
        limits: how much to take in.
        verify: whether an independent reading says of each page where it differs (`Page.difference`).

    Raises:
        NotReadable: the file cannot be read. That it is a scan, or that its fonts have no Unicode map, is
            known only after the last page.
    """
    bounds = limits or Limits()
    _check_size(len(content), name, bounds)
    _check_ends(content, name)
    if reader not in READERS:
        raise ValueError(f"no reader is called {reader!r}")
    rewind_timer()
    with ExitStack() as files:
        page_count, read = _opened(content, name, reader, bounds, files, verify=verify)
        if page_count == 0:
            raise NoPages(name, "The PDF has no pages.", "Download it again.")
        yield from paced(_checked(page_count, read, name, bounds))


_DOWNLOAD = "Download it again from its publisher."
_REPAIR = "Download it again, or repair it: qpdf FILE.pdf REPAIRED.pdf."
_PRINT = "If a viewer shows text in it, print it anew to a PDF file from there."


def _check_size(size: int, name: str, limits: Limits) -> None:
    if size > limits.max_file_bytes:
        raise too_large(name, size, limits.max_file_bytes)


def too_large(name: str, size: int, most: int) -> LimitExceeded:
    """The refusal of a file with more bytes than the limit `max_file_bytes` allows."""
    advice = _advice("max_file_bytes", max(size, 2 * most))
    return LimitExceeded(name, f"The file has more than {most} bytes.", advice)


def _advice(limit: str | None, value: float) -> str:
    if limit is None:
        return "No option raises this bound: a file that meets it is no decree."
    return f"If it is a decree all the same, raise the limit: --limit {limit}={value}."


def _too_much(name: str, what: str, error: TooMuch, limits: Limits) -> LimitExceeded:
    value = 2 * getattr(limits, error.limit) or 1 if error.limit is not None else 0
    return LimitExceeded(name, f"{what} {error}.", _advice(error.limit, value))


def _check_ends(content: bytes, name: str) -> None:
    if not content:
        raise NotAPdf(name, "The file is empty.", _DOWNLOAD)
    if b"%PDF-" not in content[:_HEAD_BYTES]:
        raise NotAPdf(
            name, "The file is not a PDF.", "Give the PDF that the publisher offers, not the web page."
        )
    if not _ENDING.search(content.rstrip(b"\0\r\n\t ")[-_TAIL_BYTES:]):
        raise CutShort(name, "The PDF is cut short: its end is missing.", _DOWNLOAD)


def _opened(
    content: bytes, name: str, reader: ReaderName, limits: Limits, files: ExitStack, *, verify: bool
) -> tuple[int, Callable[[int], Page]]:
    try:
        return _document(content, reader, limits, files, verify=verify)
    except TooMuch as error:
        raise _too_much(name, "The PDF holds", error, limits) from error
    except PermissionError as error:
        raise Encrypted(
            name, "The PDF is encrypted and wants a password.", "Save a copy without one."
        ) from error
    except Exception as error:
        raise Damaged(name, "The PDF is damaged and cannot be opened.", _DOWNLOAD) from error


def _document(
    content: bytes, reader: ReaderName, limits: Limits, files: ExitStack, *, verify: bool
) -> tuple[int, Callable[[int], Page]]:
    """How many pages the file has, and what reads one until `files` are closed, twice if that is wanted."""
    from pipeline.extract.pdf.structure import Structure, without_table  # noqa: PLC0415 - as in `_library`

    def opened_by(library: ReaderName, content: bytes, structure: Structure) -> OpenedDocument:
        found = _library(library)(content, structure, limits)
        files.callback(found.close)
        return found

    document = None
    try:
        structure = Structure(content, limits)
        document = opened_by(reader, content, structure)
    except (PermissionError, TooMuch):
        raise
    except Exception:  # noqa: S110 - it is read anew
        pass
    n_missing = structure.n_missing if document else 0
    if document is None or n_missing:
        # some object is not where the file's table says: without it each library looks for all of them
        try:
            anew = without_table(content)
            whole = Structure(anew, limits)
            if document is None or (whole.n_missing < n_missing and len(whole) >= len(structure)):
                document = opened_by(reader, anew, whole)
                content, structure = anew, whole
        except Exception:
            if document is None:
                raise
    if not verify:
        return document.page_count, document.page
    from pipeline.extract.pdf import verify as second  # noqa: PLC0415

    if reader == "pdfium":
        count = second.counted_in(structure)
    else:
        count = second.counted_by(opened_by("pdfium", content, structure).page)
    return document.page_count, second.verified(document.page, count)


def _library(reader: ReaderName) -> Callable[[bytes, Structure, Limits], OpenedDocument]:
    """What opens a file for a reader; only the libraries that read are loaded."""
    if reader == "pdfium":
        from pipeline.extract.pdf.pdfium_reader import PdfiumDocument  # noqa: PLC0415

        return PdfiumDocument
    from pipeline.extract.pdf.pdfplumber_reader import PdfplumberDocument  # noqa: PLC0415

    return PdfplumberDocument


def _checked(page_count: int, read: Callable[[int], Page], name: str, limits: Limits) -> Iterator[Page]:
    """The pages, and after the last one the verdict on the file's text."""
    visible = unknown = images = unread = 0
    for page_number in range(1, page_count + 1):
        page = _page(read, page_number, name, limits)
        columns = columns_of(page.glyphs)
        is_shown = columns.is_visible & ~columns.is_space
        visible += int(is_shown.sum())
        if NO_UNICODE in "".join(columns.texts):
            unknown += "".join(columns.where(is_shown).texts).count(NO_UNICODE)
        images += len(page.image_boxes)
        unread += len(page.difference.unread) if page.difference else 0
        yield page
    if not visible and unread:
        problem = f"None of the {unread} characters that another library sees could be read."
        raise NoUnicode(name, problem, _PRINT)
    if not visible:
        if images:
            problem = "The PDF has no text layer: its pages are pictures (scanned)."
            raise NoTextLayer(name, problem, "It needs OCR first.")
        raise NoTextLayer(name, "The PDF shows no text: its pages are empty, or drawn.", _PRINT)
    if unknown > limits.max_share_without_unicode * visible:
        problem = f"{unknown} of {visible} characters have no Unicode value: a font has no Unicode map."
        raise NoUnicode(name, problem, "Export the PDF anew with embedded Unicode fonts, or run OCR on it.")


def _page(read: Callable[[int], Page], page_number: int, name: str, limits: Limits) -> Page:
    try:
        return read(page_number)
    except TooMuch as error:
        raise _too_much(name, f"Page {page_number} holds", error, limits) from error
    except MemoryError as error:
        problem = f"Page {page_number} needs more memory than one file may take."
        raise LimitExceeded(name, problem, "Give it more with --memory.") from error
    except ContentMissing as error:
        problem = f"The content of page {page_number} cannot be found where the PDF says that it is."
        raise Damaged(name, problem, _REPAIR) from error
    except Exception as error:
        raise Damaged(name, f"Page {page_number} is damaged and cannot be read.", _DOWNLOAD) from error
