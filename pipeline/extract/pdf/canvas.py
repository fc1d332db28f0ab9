"""What a page's content fills while it is painted, and the state that it is painted in.

pdfminer's graphics state knows neither clip paths nor opacity; without them, what Adilet paints beyond a
page's content box and what editors hide would count as seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFGraphicState

from pipeline.extract.pdf.beyond_edge import CutShapes, cut_at_right
from pipeline.extract.pdf.clipping import clipped
from pipeline.extract.pdf.faces import Face
from pipeline.extract.pdf.glyphs import TextStyle
from pipeline.extract.pdf.limits import Limits, TooMuch
from pipeline.extract.pdf.operators import Memory
from pipeline.extract.pdf.strings import PaintedText
from pipeline.stations.page import BBox, Shape


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
        other = PaintState.__new__(PaintState)
        other.__dict__.update(self.__dict__)
        return other


@dataclass(slots=True)
class Canvas:
    """What was painted on the page so far."""

    page: BBox
    limits: Limits
    faces: dict[PDFFont, Face]
    memory: Memory
    text: PaintedText = field(default_factory=PaintedText)
    shapes: list[Shape] = field(default_factory=list)
    cuts: list[CutShapes] = field(default_factory=list)
    image_boxes: list[BBox] = field(default_factory=list)
    styles: dict[tuple[object, ...], TextStyle] = field(default_factory=dict)
    painted: int = 0
    _calm: int = field(init=False)

    def __post_init__(self) -> None:
        # Up to here no limit but that of shapes can be met.
        self._calm = min(self.limits.max_objects_per_page, self.limits.max_glyphs_per_page)

    def face(self, font: PDFFont) -> Face:
        """What is known of a font."""
        known = self.faces.get(font)
        if known is None:
            known = self.faces[font] = Face(font)
        return known

    def count(self, things: int = 1) -> None:
        """Count painted things that are no glyphs, and look at the limits.

        Raises:
            TooMuch: one of them is met.
        """
        self.painted += things
        n_glyphs = len(self.text)
        if self.painted + n_glyphs > self._calm:
            if self.painted + n_glyphs > self.limits.max_objects_per_page:
                raise TooMuch(
                    f"more than {self.limits.max_objects_per_page} painted objects",
                    limit="max_objects_per_page",
                )
            if n_glyphs > self.limits.max_glyphs_per_page:
                raise TooMuch(
                    f"more than {self.limits.max_glyphs_per_page} characters", limit="max_glyphs_per_page"
                )

    def add_shapes(self, shapes: list[Shape], clip: BBox | None = None) -> None:
        """Add what one path painted, as far as the clip lets it through.

        Raises:
            TooMuch: there are too many by now.
        """
        self.count()
        if clip is not None and clip != self.page:
            shown = clipped(shapes, clip)
            cut = cut_at_right(shapes, shown, clip, self.page, len(self.shapes))
            if cut:
                self.cuts.append(cut)
            shapes = shown
        self.shapes += shapes
        if len(self.shapes) > self.limits.max_shapes_per_page:
            raise TooMuch(
                f"more than {self.limits.max_shapes_per_page} lines and rectangles",
                limit="max_shapes_per_page",
            )
