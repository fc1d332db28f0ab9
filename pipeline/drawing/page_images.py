"""Renders the pages of a PDF, as a reader sees them (after their rotation and crop box).

A page may be metres wide; pictures are bounded in pixels, whatever is asked for. A page may count in units
other than the point (`UserUnit`), of which PDFium knows nothing: there the size comes from our own reader, so
that the dataset's boxes lie on the cells of the picture.
"""

from __future__ import annotations

import math
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING

from pipeline.extract.pdf.reader import NotReadable, read_content

if TYPE_CHECKING:
    from PIL.Image import Image

POINTS_PER_INCH = 72
MOST_PIXELS = 12_000_000
MOST_SIDE = 12_000


class NotDrawable(Exception):  # noqa: N818 (the name says what the file is)
    """A file or a page that cannot be drawn; the message says which and why."""


class PageRenderer:
    """An open PDF whose pages can be drawn; use it in a `with` block.

    Raises:
        NotDrawable: PDFium cannot open the content.
    """

    def __init__(self, content: bytes, *, name: str) -> None:
        import pypdfium2  # noqa: PLC0415 - a command's help needs no PDF library

        self._name = name
        self._content = content
        try:
            self._document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise NotDrawable(f"{name}: the PDF cannot be opened for drawing ({error}).") from error

    def __enter__(self) -> PageRenderer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._document.close()

    @property
    def page_count(self) -> int:
        """Pages in the file."""
        return len(self._document)

    def image(self, page_number: int, *, dpi: float) -> tuple[Image, float]:
        """A page, counted from 1, and the pixels that a point of the dataset's boxes takes.

        Raises:
            NotDrawable: there is no such page, or PDFium fails on it.
        """
        import pypdfium2  # noqa: PLC0415

        if not 1 <= page_number <= self.page_count:
            raise NotDrawable(f"{self._name} has no page {page_number}: it has {self.page_count}.")
        try:
            page = self._document[page_number - 1]
            try:
                width, height = page.get_size()
                scale = _bounded(dpi / POINTS_PER_INCH, width, height)
                image: Image = page.render(scale=scale).to_pil().convert("RGB")
            finally:
                page.close()
        except (pypdfium2.PdfiumError, ValueError, MemoryError) as error:
            raise NotDrawable(f"{self._name}: page {page_number} cannot be drawn ({error}).") from error
        return image, image.width / self._widths.get(page_number, image.width / scale)

    @cached_property
    def _widths(self) -> dict[int, float]:
        """The pages' widths in points where they may differ from PDFium's, by page number."""
        # the name may hide in a compressed object stream
        if not any(mark in self._content for mark in (b"UserUnit", b"ObjStm")):
            return {}
        try:
            pages = read_content(self._content, name=self._name, verify=False)
            return {page.page_number: page.width for page in pages}
        except NotReadable:
            return {}


def _bounded(scale: float, width: float, height: float) -> float:
    """The scale, lowered where the picture would be too large."""
    most = min(math.sqrt(MOST_PIXELS / max(width * height, 1)), MOST_SIDE / max(width, height, 1))
    return min(scale, most)
