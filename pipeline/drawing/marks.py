"""Draws boxes on a page's picture, and cuts places out of it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.stations.page import BBox

if TYPE_CHECKING:
    from PIL.Image import Image

_WHITE = (255, 255, 255)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A box to draw.

    Attributes:
        bbox: in points from the page's top left.
        color: red, green, blue, 0 to 255.
        width_px: thickness of the outline.
        tint: how much of the colour fills the box, 0 to 1.
        label: a few ASCII characters at the box's upper right corner; "" for none.
    """

    bbox: BBox
    color: tuple[int, int, int]
    width_px: int = 2
    tint: float = 0.0
    label: str = ""


def marked(image: Image, scale: float, marks: Sequence[Mark]) -> Image:
    """The picture with the marks drawn on it; `scale` is pixels a point."""
    from PIL import Image as Images  # noqa: PLC0415 - a command's help needs no pictures
    from PIL import ImageDraw  # noqa: PLC0415

    glass = Images.new("RGBA", image.size, (*_WHITE, 0))
    pen = ImageDraw.Draw(glass)
    for mark in marks:
        fill = (*mark.color, round(255 * mark.tint)) if mark.tint else None
        pen.rectangle(_pixels(mark.bbox, scale), outline=(*mark.color, 230), width=mark.width_px, fill=fill)
    for mark in marks:
        if mark.label:
            _, top, right, _ = _pixels(mark.bbox, scale)
            # words begin at the left: at the right a label hides the least
            at = (right - pen.textlength(mark.label) - 4, top + 2)
            pen.rectangle(pen.textbbox(at, mark.label), fill=(*_WHITE, 220))
            pen.text(at, mark.label, fill=(*mark.color, 255))
    return Images.alpha_composite(image.convert("RGBA"), glass).convert("RGB")


def _pixels(box: BBox, scale: float) -> tuple[int, int, int, int]:
    x0, top, x1, bottom = (round(value * scale) for value in box)
    return min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom)


def cut_out(image: Image, scale: float, box: BBox, *, margin_pt: float) -> Image:
    """The part of a page inside a box and its margin, as far as the page goes."""
    left, upper = max(0, (box.x0 - margin_pt) * scale), max(0, (box.top - margin_pt) * scale)
    right = min(image.width, max((box.x1 + margin_pt) * scale, left + 1))
    lower = min(image.height, max((box.bottom + margin_pt) * scale, upper + 1))
    return image.crop((int(min(left, right - 1)), int(min(upper, lower - 1)), int(right), int(lower)))


def stacked(images: Sequence[Image], *, gap_px: int = 16) -> Image:
    """The pictures one below the other."""
    from PIL import Image as Images  # noqa: PLC0415

    width = max(image.width for image in images)
    height = sum(image.height for image in images) + gap_px * (len(images) - 1)
    result = Images.new("RGB", (width, height), (120, 120, 120))
    top = 0
    for image in images:
        result.paste(image, (0, top))
        top += image.height + gap_px
    return result


def png(image: Image) -> bytes:
    """The picture as a PNG file."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
