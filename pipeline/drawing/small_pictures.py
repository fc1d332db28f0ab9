"""Page pictures small enough to mail, sharp enough to read the smallest print.

Text pages are few colours on white: a small palette and lossless WebP keep every letter's edge and a page in
forty kilobytes. Scans and photographs are what lossless is bad at; such a page is encoded the lossy way.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.drawing.page_images import PageRenderer
from pipeline.publish.review.review_content import PagePicture

if TYPE_CHECKING:
    from PIL.Image import Image

MEDIA_TYPE = "image/webp"


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureSettings:
    """How pages are encoded.

    Attributes:
        dpis: resolutions to try, the best first.
        max_bytes: all pages together should stay under this (a third more in the page, and mail takes twenty
            megabytes); where even the last resolution does not, it is
            taken all the same.
        palette: colours of a lossless picture.
        lossless_bytes: a lossless picture larger than this is tried the lossy way.
        lossy_quality: WebP quality of the lossy way, 0 to 100.
    """

    dpis: tuple[int, ...] = (144, 108, 84)
    max_bytes: int = 12_000_000
    palette: int = 24
    lossless_bytes: int = 150_000
    lossy_quality: int = 45


_DEFAULT = PictureSettings()


def page_pictures(
    content: bytes, *, name: str, settings: PictureSettings = _DEFAULT
) -> tuple[PagePicture, ...]:
    """The pictures of all pages of a PDF, at the best resolution that keeps them small.

    Raises:
        NotDrawable: the file or one of its pages cannot be drawn.
    """
    with PageRenderer(content, name=name) as renderer:
        for dpi in settings.dpis:
            is_last = dpi == settings.dpis[-1]
            pictures = _within(_drawn(renderer, dpi, settings), settings.max_bytes, is_last=is_last)
            if pictures is not None:
                return pictures
    return ()


def _within(drawn: Iterator[PagePicture], max_bytes: int, *, is_last: bool) -> tuple[PagePicture, ...] | None:
    """The pictures, or None as soon as they are together too large."""
    pictures = []
    total = 0
    for picture in drawn:
        pictures.append(picture)
        total += len(picture.content)
        if total > max_bytes and not is_last:
            return None
    return tuple(pictures)


def _drawn(renderer: PageRenderer, dpi: int, settings: PictureSettings) -> Iterator[PagePicture]:
    for page_number in range(1, renderer.page_count + 1):
        image, scale = renderer.image(page_number, dpi=dpi)
        yield PagePicture(
            page_number=page_number,
            width_pt=round(image.width / scale, 2),
            height_pt=round(image.height / scale, 2),
            media_type=MEDIA_TYPE,
            content=encoded(image, settings),
        )


def encoded(image: Image, settings: PictureSettings = _DEFAULT) -> bytes:
    """The picture as WebP: lossless with a palette, lossy where that is much smaller."""
    from PIL import Image as Images  # noqa: PLC0415

    few = image.quantize(settings.palette, method=Images.Quantize.FASTOCTREE, dither=Images.Dither.NONE)
    content = _webp(few.convert("RGB"), lossless=True, quality=40)
    if len(content) > settings.lossless_bytes:
        lossy = _webp(image, lossless=False, quality=settings.lossy_quality)
        content = min(content, lossy, key=len)
    return content


def _webp(image: Image, *, lossless: bool, quality: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", lossless=lossless, quality=quality, method=4)
    return buffer.getvalue()
