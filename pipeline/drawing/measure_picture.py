"""The picture of a measure's place: its row on each page that it stands on, every cell outlined."""

from __future__ import annotations

from functools import reduce

from pipeline.drawing.marks import Mark, cut_out, marked, png, stacked
from pipeline.drawing.page_images import NotDrawable, PageRenderer
from pipeline.records.evidence_tables import FindingRecord
from pipeline.records.plan_tables import MeasureRecord
from pipeline.stations.page import BBox

DPI = 144
MARGIN_PT = 14.0
_CELL = (10, 90, 136)
_FOUND = {"error": (192, 16, 28), "warning": (179, 107, 0), "info": (81, 113, 143)}


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
            image, scale = renderer.image(page_number, dpi=DPI)
            row = reduce(BBox.union, (mark.bbox for mark in marks))
            marks += [mark for finding in findings if finding.page == page_number for mark in _marks(finding)]
            images.append(cut_out(marked(image, scale, marks), scale, row, margin_pt=MARGIN_PT))
    return png(stacked(images))


def _marks(finding: FindingRecord) -> list[Mark]:
    if finding.x0 is None or finding.top is None or finding.x1 is None or finding.bottom is None:
        return []
    box = BBox(finding.x0, finding.top, finding.x1, finding.bottom)
    return [Mark(bbox=box, color=_FOUND[finding.severity], width_px=4)]
