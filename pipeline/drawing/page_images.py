"""Renders the pages of a PDF, as a reader sees them (after their rotation and crop box).

A page may be metres wide; pictures are bounded in pixels, whatever is asked for. A page may count in units
other than the point (`UserUnit`), of which PDFium knows nothing: there the size comes from our own reader, so
that the dataset's boxes lie on the cells of the picture.

For a review the pictures of all pages are small enough to mail, sharp enough to read the smallest print. Text
pages are few colours on white: a small palette and lossless WebP keep every letter's edge and a page in forty
kilobytes. Scans and photographs are what lossless is bad at; such a page is encoded the lossy way.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from functools import cached_property
from types import TracebackType
from typing import Final

from PIL import Image

from pipeline.extract.pdf.reader import NotReadable, read_content
from pipeline.publish.review.review_content import PagePicture

POINTS_PER_INCH = 72
MOST_PIXELS = 12_000_000
MOST_SIDE = 12_000
_MEDIA_TYPE: Final = "image/webp"
_DPIS: Final = (144, 108, 84)
"""Resolutions to try, the best first."""
_MAX_BYTES: Final = 12_000_000
"""All pages together should stay under this (a third more in the page, and mail takes twenty megabytes); if
even the last resolution does not, it is taken all the same."""
_PALETTE: Final = 24
"""Colours of a lossless picture."""
_LOSSLESS_BYTES, _LOSSY_QUALITY = 150_000, 45
"""A lossless picture larger than this is tried the lossy way, with this quality of WebP, 0 to 100."""


class NotDrawable(Exception):  # noqa: N818 (the name says what the file is)
    """A file or a page that cannot be drawn; the message says which and why."""


class PageRenderer:
    """An open PDF whose pages can be drawn; use it in a `with` block.

    Raises:
        NotDrawable: PDFium cannot open the content.
    """

    def __init__(self, content: bytes, *, name: str) -> None:
        import pypdfium2  # noqa: PLC0415 - only in the process that opens the file, not in the command's

        self._name = name
        self._content = content
        self._errors = (pypdfium2.PdfiumError, ValueError, MemoryError)
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

    def image(self, page_number: int, *, dpi: float) -> tuple[Image.Image, float]:
        """A page, counted from 1, and the pixels that a point of the dataset's boxes takes.

        Raises:
            NotDrawable: there is no such page, or PDFium fails on it.
        """
        if not 1 <= page_number <= self.page_count:
            raise NotDrawable(f"{self._name} has no page {page_number}: it has {self.page_count}.")
        try:
            page = self._document[page_number - 1]
            try:
                width, height = page.get_size()
                scale = _bounded(dpi / POINTS_PER_INCH, width, height)
                image: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
            finally:
                page.close()
        except self._errors as error:
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


def page_pictures(content: bytes, *, name: str) -> tuple[PagePicture, ...]:
    """The pictures of all pages of a PDF, at the best resolution that keeps them small.

    Raises:
        NotDrawable: the file or one of its pages cannot be drawn.
    """
    with PageRenderer(content, name=name) as renderer:
        for dpi in _DPIS[:-1]:
            pictures = _within(_drawn(renderer, dpi), _MAX_BYTES)
            if pictures is not None:
                return pictures
        return tuple(_drawn(renderer, _DPIS[-1]))


def _within(drawn: Iterator[PagePicture], max_bytes: int) -> tuple[PagePicture, ...] | None:
    """The pictures, or None as soon as they are together too large."""
    pictures = []
    total = 0
    for picture in drawn:
        pictures.append(picture)
        total += len(picture.content)
        if total > max_bytes:
            return None
    return tuple(pictures)


def _drawn(renderer: PageRenderer, dpi: int) -> Iterator[PagePicture]:
    for page_number in range(1, renderer.page_count + 1):
        image, scale = renderer.image(page_number, dpi=dpi)
        yield PagePicture(
            page_number=page_number,
            width_pt=round(image.width / scale, 2),
            height_pt=round(image.height / scale, 2),
            media_type=_MEDIA_TYPE,
            content=_encoded(image),
        )


def _encoded(image: Image.Image) -> bytes:
    """The picture as WebP: lossless with a palette, lossy where that is much smaller."""
    few = image.quantize(_PALETTE, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    content = _webp(few.convert("RGB"), lossless=True, quality=40)
    if len(content) > _LOSSLESS_BYTES:
        content = min(content, _webp(image, lossless=False, quality=_LOSSY_QUALITY), key=len)
    return content


def _webp(image: Image.Image, *, lossless: bool, quality: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", lossless=lossless, quality=quality, method=4)
    return buffer.getvalue()
