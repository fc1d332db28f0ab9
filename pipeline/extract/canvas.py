"""What a page's content fills while it is painted, and the state that it is painted in.

pdfminer's graphics state knows neither clip paths nor opacity; without them, what Adilet paints beyond a
page's content box and what editors hide would count as seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFGraphicState

from pipeline.extract.faces import Face
from pipeline.extract.limits import Limits, TooMuch
from pipeline.page import BBox, Glyph, Shape


class PaintState(PDFGraphicState):
    """pdfminer's graphics state with the clip path's box and the opacity."""

    def __init__(self) -> None:
        super().__init__()
        self.linewidth = 1.0
        self.clip: BBox | None = None
        self.fill_alpha = 1.0
        self.stroke_alpha = 1.0

    def copy(self) -> PaintState:
        """A state of its own, for `q`."""
        other = PaintState()
        other.__dict__.update(self.__dict__)
        return other


@dataclass(slots=True)
class Canvas:
    """What was painted on the page so far."""

    page: BBox
    limits: Limits
    faces: dict[PDFFont, Face]
    glyphs: list[Glyph] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    image_boxes: list[BBox] = field(default_factory=list)
    painted: int = 0

    def count(self, things: int = 1) -> None:
        """Count painted things against the limits."""
        self.painted += things
        if self.painted > self.limits.max_objects_per_page:
            raise TooMuch(f"more than {self.limits.max_objects_per_page} painted objects")
        if len(self.glyphs) > self.limits.max_glyphs_per_page:
            raise TooMuch(f"more than {self.limits.max_glyphs_per_page} characters")
        if len(self.shapes) > self.limits.max_shapes_per_page:
            raise TooMuch(f"more than {self.limits.max_shapes_per_page} lines and rectangles")
