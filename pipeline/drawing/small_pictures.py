"""Page pictures small enough to mail, sharp enough to read the smallest print.

Text pages are few colours on white: a small palette and lossless WebP keep every letter's edge and a page in
forty kilobytes. Scans and photographs are what lossless is bad at; such a page is encoded the lossy way.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from pipeline.drawing.page_images import PageRenderer
from pipeline.publish.review.review_content import PagePicture

if TYPE_CHECKING:
    from PIL.Image import Image

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


def _encoded(image: Image) -> bytes:
    """The picture as WebP: lossless with a palette, lossy where that is much smaller."""
    from PIL import Image as Images  # noqa: PLC0415

    few = image.quantize(_PALETTE, method=Images.Quantize.FASTOCTREE, dither=Images.Dither.NONE)
    content = _webp(few.convert("RGB"), lossless=True, quality=40)
    if len(content) > _LOSSLESS_BYTES:
        content = min(content, _webp(image, lossless=False, quality=_LOSSY_QUALITY), key=len)
    return content


def _webp(image: Image, *, lossless: bool, quality: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", lossless=lossless, quality=quality, method=4)
    return buffer.getvalue()
