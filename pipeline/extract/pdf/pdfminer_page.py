"""The content of one page, painted by pdfminer, with what pdfminer itself leaves out.

pdfminer knows fonts and operators, but not what a reader sees: it ignores clip paths, text render modes and
opacity, starts every nested drawing from a fresh state, and forgets the spacing after a string's last
character. Adilet's pages paint whole rows beyond their edge, so all of this matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager, PDFStackT
from pdfminer.pdftypes import PDFStream, dict_value, num_value, resolve1, stream_value
from pdfminer.psparser import literal_name

from pipeline.extract.pdf.canvas import Canvas, PaintState
from pipeline.extract.pdf.color import rgb_of
from pipeline.extract.pdf.glyphs import INVISIBLE_MODES, TextStyle
from pipeline.extract.pdf.limits import TooMuch
from pipeline.extract.pdf.shapes import Paint, filled_rectangle, shapes_of, subpaths_of
from pipeline.extract.pdf.space import IDENTITY, Matrix, box_through, intersection, multiply, rounded
from pipeline.extract.pdf.streams import content_of
from pipeline.extract.pdf.walks import STAYS, Step
from pipeline.stations.page import BBox, Shape


class Interpreter(PDFPageInterpreter):
    """Runs a content stream and fills a `Canvas`; its method names are pdfminer's for the operators."""

    graphicstate: PaintState

    def __init__(self, rsrcmgr: PDFResourceManager, device: PDFDevice, canvas: Canvas) -> None:
        super().__init__(rsrcmgr, device)
        self.canvas = canvas
        self.parent: Interpreter | None = None
        self.depth = 0
        self.is_clipping = False
        self.form_box: BBox | None = None

    def dup(self) -> Interpreter:
        """An interpreter for a drawing inside this one, which goes on from this one's state."""
        inner = type(self)(self.rsrcmgr, self.device, self.canvas)
        inner.parent = self
        inner.depth = self.depth + 1
        if inner.depth > self.canvas.limits.max_form_depth:
            raise TooMuch(
                f"drawings nested deeper than {self.canvas.limits.max_form_depth}", limit="max_form_depth"
            )
        return inner

    def init_state(self, ctm: Matrix) -> None:
        """Start from the state of the drawing around this one, if there is one."""
        super().init_state(ctm)
        if self.parent is None:
            self.graphicstate = PaintState()
            self.graphicstate.clip = self.canvas.page
        else:
            self.graphicstate = self.parent.graphicstate.copy()
            self.textstate = self.parent.textstate.copy()
            self._clip_to(self.parent.form_box)

    def execute(self, streams: Sequence[object]) -> None:
        """Run the content streams one after the other, as one."""
        self.contents_of(map(stream_value, streams))
        super().execute(streams)

    def contents_of(self, streams: Iterable[PDFStream]) -> list[bytes]:
        """What stands in the streams, within bounds.

        Raises:
            TooMuch: one of them, or all, hold more than a page may.
            DamagedStream: one of them does not unpack to its end.
        """
        most = self.canvas.limits.max_content_bytes
        contents: list[bytes] = []
        left = most
        for stream in streams:
            contents.append(content_of(stream, most))
            left -= len(contents[-1])
            if left < 0:
                raise TooMuch(f"more than {most} bytes of content", limit="max_content_bytes")
        return contents

    def _clip_to(self, box: BBox | None) -> None:
        if box is not None and self.graphicstate.clip is not None:
            self.graphicstate.clip = intersection(self.graphicstate.clip, box)

    # Graphics state, nested drawings and images.

    def do_gs(self, name: object) -> None:
        """Take opacity, line width and font from a named graphics state."""
        states = dict_value(self.resources.get("ExtGState"))
        given = dict_value(states.get(literal_name(name)))
        state = self.graphicstate
        state.fill_alpha = float(num_value(given.get("ca", state.fill_alpha)))
        state.stroke_alpha = float(num_value(given.get("CA", state.stroke_alpha)))
        state.linewidth = float(num_value(given.get("LW", state.linewidth)))

    def do_Do(self, xobjid_arg: PDFStackT) -> None:  # noqa: N802 (the operator's name)
        """Paint a named drawing or image."""
        self.canvas.count()
        drawing = resolve1(self.xobjmap.get(literal_name(xobjid_arg)))
        self.form_box = None
        if isinstance(drawing, PDFStream) and literal_name(resolve1(drawing.get("Subtype"))) == "Image":
            self._image()
            return
        if isinstance(drawing, PDFStream) and "BBox" in drawing:
            matrix = _matrix(drawing.get("Matrix"))
            corners = [float(num_value(corner)) for corner in resolve1(drawing["BBox"])]
            self.form_box = box_through(multiply(matrix, self.ctm), *corners)
        super().do_Do(xobjid_arg)

    def do_EI(self, obj: object) -> None:  # noqa: N802 (the operator's name)
        """Paint an image that stands in the stream itself."""
        self.canvas.count()
        if isinstance(obj, PDFStream):
            self._image()

    def _image(self) -> None:
        self.canvas.image_boxes.append(rounded(box_through(self.ctm, 0, 0, 1, 1)))

    # Paths.

    def do_W(self) -> None:  # noqa: N802 (the operator's name)
        """Clip to the path that is painted next."""
        self.is_clipping = True

    do_W_a = do_W  # noqa: N815 (the operator's name)

    def do_n(self) -> None:
        """End a path that is not painted."""
        if self.curpath or self.is_clipping:
            self._paint(stroke=False, fill=False)

    def do_S(self) -> None:  # noqa: N802 (the operator's name)
        """Stroke the path."""
        self._paint(stroke=True, fill=False)

    def do_f(self) -> None:
        """Fill the path."""
        state = self.graphicstate
        if len(self.curpath) == 1 and not self.is_clipping:
            color = rgb_of(state.ncs.name, state.ncolor)
            shape = filled_rectangle(self.curpath, self.ctm, color)
            if shape is not None:
                self.curpath = []
                self._add([shape])
                return
        self._paint(stroke=False, fill=True)

    do_F = do_f_a = do_f  # noqa: N815 (the operators' names)

    def do_B(self) -> None:  # noqa: N802 (the operator's name)
        """Fill and stroke the path."""
        self._paint(stroke=True, fill=True)

    do_B_a = do_B  # noqa: N815 (the operator's name)

    def _paint(self, *, stroke: bool, fill: bool) -> None:
        subpaths = subpaths_of(self.curpath, self.ctm)
        self.curpath = []
        state = self.graphicstate
        if stroke or fill:
            a, b, c, d, _, _ = self.ctm
            paint = Paint(
                rgb_of(state.ncs.name, state.ncolor) if fill else None,
                rgb_of(state.scs.name, state.scolor) if stroke else None,
                state.linewidth * abs(a * d - b * c) ** 0.5,
            )
            self._add(shapes_of(subpaths, paint))
        if self.is_clipping:
            self.is_clipping = False
            points = [point for subpath in subpaths for point in subpath.points]
            xs, ys = [x for x, _ in points] or [0.0], [y for _, y in points] or [0.0]
            self._clip_to(BBox(min(xs), min(ys), max(xs), max(ys)))

    def _add(self, shapes: list[Shape]) -> None:
        self.canvas.add_shapes(shapes, self.graphicstate.clip)

    # Text.

    def do_TJ(self, seq: object) -> None:  # noqa: N802 (the operator's name)
        """Paint a run of characters."""
        text = self.textstate
        if text.font is not None:
            parts = seq if isinstance(seq, list) else [seq]
            self._show(self._style(), [(STAYS, (0.0, 0.0), parts)])

    def do__w(self, aw: PDFStackT, ac: PDFStackT, s: PDFStackT) -> None:
        """Set both spacings, go to the next line and paint a string; pdfminer stays on the line."""
        self.do_Tw(aw)
        self.do_Tc(ac)
        self.do_T_a()
        self.do_TJ([s])

    def _show(self, style: TextStyle, steps: Sequence[Step]) -> None:
        canvas, text = self.canvas, self.textstate
        # where the pen stands in its line: pdfminer only puts it to the line's start
        text.matrix, pen = style.paint(text.matrix, self.ctm, text.linematrix, steps, canvas.text)
        text.linematrix = cast(Any, pen)
        canvas.count(0)

    def _style(self) -> TextStyle:
        text, state, canvas = self.textstate, self.graphicstate, self.canvas
        spacing = (text.scaling, text.rise, text.charspace, text.wordspace, text.render)
        key = (text.font, text.fontsize, spacing, state.ncs.name, state.ncolor, state.fill_alpha, state.clip)
        style = canvas.styles.get(key)
        if style is None:
            assert text.font is not None  # noqa: S101 (nothing is shown without one)
            face = canvas.face(text.font)
            style = canvas.styles[key] = TextStyle(
                face=face,
                font_size=text.fontsize,
                stretch=text.scaling * 0.01,
                rise=text.rise,
                char_space=text.charspace,
                word_space=0.0 if face.is_multibyte else text.wordspace,
                color=rgb_of(state.ncs.name, state.ncolor),
                clip=state.clip or canvas.page,
                is_shown=text.render not in INVISIBLE_MODES and state.fill_alpha > 0,
            )
            style.enter(canvas.text)
        return style


def _matrix(given: object) -> Matrix:
    """A drawing's own matrix; none is the identity."""
    parts = resolve1(given)
    if not isinstance(parts, list):
        return IDENTITY
    a, b, c, d, e, f = (float(num_value(part)) for part in parts)
    return (a, b, c, d, e, f)
