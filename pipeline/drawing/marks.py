"""Draws boxes on a page's picture, cuts places out of it, and so shows where a measure stands.

The picture of a measure is its row on each page that it stands on, every cell outlined.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from PIL import Image, ImageDraw

from pipeline.drawing.page_images import NotDrawable, PageRenderer
from pipeline.records.evidence_tables import FindingRecord
from pipeline.records.plan_tables import MeasureRecord
from pipeline.stations.page import BBox

_DPI = 144
_MARGIN_PT = 14.0
_CELL = (10, 90, 136)
_FOUND = {"error": (192, 16, 28), "warning": (179, 107, 0), "info": (81, 113, 143)}
_WHITE = (255, 255, 255)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A box to draw, in points, its colour of 0 to 255 each, and the thickness of its outline.

    `tint` is how much of the colour fills it, 0 to 1; `label` some ASCII signs at its upper right corner.
    """

    bbox: BBox
    color: tuple[int, int, int]
    width_px: int = 2
    tint: float = 0.0
    label: str = ""


def marked(image: Image.Image, scale: float, marks: Sequence[Mark]) -> Image.Image:
    """The picture with the marks drawn on it; `scale` is pixels a point."""
    glass = Image.new("RGBA", image.size, (*_WHITE, 0))
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
    return Image.alpha_composite(image.convert("RGBA"), glass).convert("RGB")


def _pixels(box: BBox, scale: float) -> tuple[int, int, int, int]:
    x0, top, x1, bottom = (round(value * scale) for value in box)
    return min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom)


def cut_out(image: Image.Image, scale: float, box: BBox, *, margin_pt: float) -> Image.Image:
    """The part of a page inside a box and its margin, as far as the page goes."""
    left, upper = max(0, (box.x0 - margin_pt) * scale), max(0, (box.top - margin_pt) * scale)
    right = min(image.width, max((box.x1 + margin_pt) * scale, left + 1))
    lower = min(image.height, max((box.bottom + margin_pt) * scale, upper + 1))
    return image.crop((int(min(left, right - 1)), int(min(upper, lower - 1)), int(right), int(lower)))


def stacked(images: Sequence[Image.Image], *, gap_px: int = 16) -> Image.Image:
    """The pictures one below the other."""
    width = max(image.width for image in images)
    height = sum(image.height for image in images) + gap_px * (len(images) - 1)
    result = Image.new("RGB", (width, height), (120, 120, 120))
    top = 0
    for image in images:
        result.paste(image, (0, top))
        top += image.height + gap_px
    return result


def png(image: Image.Image) -> bytes:
    """The picture as a PNG file."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def measure_picture(
    content: bytes, *, name: str, measure: MeasureRecord, findings: tuple[FindingRecord, ...] = ()
) -> bytes:
    """A PNG of the measure's cells, page under page; findings are outlined in their own colour.

    Raises:
        NotDrawable: the file cannot be drawn, or the measure has no cell on any page.
    """
    by_page: dict[int, list[Mark]] = {}
    for cell in measure.cells:
        box = BBox(cell.x0, cell.top, cell.x1, cell.bottom)
        by_page.setdefault(cell.page, []).append(Mark(bbox=box, color=_CELL, tint=0.05))
    if not by_page:
        raise NotDrawable(f"Measure {measure.measure_key} has no cell on any page of {name}.")
    images = []
    with PageRenderer(content, name=name) as renderer:
        for page_number, marks in sorted(by_page.items()):
            image, scale = renderer.image(page_number, dpi=_DPI)
            row = reduce(BBox.union, (mark.bbox for mark in marks))
            marks += [mark for finding in findings if finding.page == page_number for mark in _marks(finding)]
            images.append(cut_out(marked(image, scale, marks), scale, row, margin_pt=_MARGIN_PT))
    return png(stacked(images))


def _marks(finding: FindingRecord) -> list[Mark]:
    if finding.x0 is None or finding.top is None or finding.x1 is None or finding.bottom is None:
        return []
    box = BBox(finding.x0, finding.top, finding.x1, finding.bottom)
    return [Mark(bbox=box, color=_FOUND[finding.severity], width_px=4)]
