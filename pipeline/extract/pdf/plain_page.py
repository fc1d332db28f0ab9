"""The fast road through a page's content: the same interpreter, without the byte-by-byte parser before it.

Half of pdfminer's time goes into finding the operators. Where the stream is plain (`operators`), they are
found at once and do what pdfminer's own methods do, by the same arithmetic, so that the result is the same to
the last digit. A stream that is not plain goes the slow way, whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import stream_value
from pdfminer.psparser import PSLiteral

from pipeline.extract.pdf.canvas import Canvas
from pipeline.extract.pdf.content_tokens import METHODS, NotPlain
from pipeline.extract.pdf.glyphs import TextStyle, moved
from pipeline.extract.pdf.operators import operations
from pipeline.extract.pdf.pdfminer_page import Interpreter
from pipeline.extract.pdf.space import multiply
from pipeline.extract.pdf.walks import GOES, STAYS, Kind, Operation, Step

_NOTHING, _SHOW, _MOVE, _PLACE, _PATH, _COLOUR, _WALK = (
    Kind.NOTHING, Kind.SHOW, Kind.MOVE, Kind.PLACE, Kind.PATH, Kind.COLOUR, Kind.WALK
)  # fmt: skip
_HERE = (0.0, 0.0)
# Strings that are painted at once; the limits are looked at in between.
_MOST_STEPS = 1000


class PlainInterpreter(Interpreter):
    """An `Interpreter` that reads plain content streams without a parser."""

    def __init__(self, rsrcmgr: PDFResourceManager, device: PDFDevice, canvas: Canvas) -> None:
        super().__init__(rsrcmgr, device, canvas)
        self._same_style: TextStyle | None = None

    def execute(self, streams: Sequence[object]) -> None:
        """Run the content streams one after the other, as one."""
        plain = self._operations(streams)
        if plain is None:
            super().execute(streams)
        else:
            self._run(plain)

    def _operations(self, streams: Sequence[object]) -> list[Operation] | None:
        self.stream_ids.clear()
        # pdfminer's guard against a drawing that paints itself.
        found = [
            stream
            for stream in map(stream_value, streams)
            if stream.objid is not None and stream.objid not in self.parent_stream_ids
        ]
        self.stream_ids.update(stream.objid for stream in found if stream.objid is not None)
        try:
            return operations(b"\n".join(self.contents_of(found)), self.canvas.memory)
        except NotPlain:
            return None

    def _run(self, plain: list[Operation]) -> None:
        methods = _METHODS
        self._same_style = None
        for method, operands, kind in plain:
            if kind is _PATH:
                self.curpath.append((method[3:], *operands))
            elif kind is _SHOW or kind is _MOVE or kind is _PLACE:
                methods[method](self, *operands)
            elif kind is _WALK:
                self._walk(operands)
            elif kind is not _NOTHING:
                self._same_style = None
                if kind is _COLOUR:
                    # The interpreter takes as many from its stack as the colour space has parts.
                    self.argstack.extend(operands)
                    methods[method](self)
                else:
                    methods[method](self, *operands)
        self._same_style = None

    def _walk(self, steps: list[Step]) -> None:
        """Many strings, and moves of the pen between them."""
        text = self.textstate
        if text.font is None:
            for how, place, _ in steps:
                if how:
                    text.matrix, text.linematrix = moved(text.matrix, how, place), (0, 0)
            return
        style = self._same_style
        if style is None:
            # Kept while a plain stream runs, where every change of it is seen.
            style = self._same_style = self._style()
        for first in range(0, len(steps), _MOST_STEPS):
            self._show(style, steps[first : first + _MOST_STEPS])

    # The commonest operators, whose operands are known to be numbers here; as in pdfminer otherwise.

    def _string(self, string: object) -> None:
        """`Tj`."""
        self._walk([(STAYS, _HERE, [string])])

    def _array(self, parts: object) -> None:
        """`TJ`."""
        self._walk([(STAYS, _HERE, parts if isinstance(parts, list) else [parts])])

    def _move(self, tx: float, ty: float) -> None:
        """`Td`."""
        text = self.textstate
        text.matrix, text.linematrix = moved(text.matrix, GOES, (tx, ty)), (0, 0)

    def _place(self, a: float, b: float, c: float, d: float, e: float, f: float) -> None:
        """`Tm`."""
        text = self.textstate
        text.matrix, text.linematrix = (a, b, c, d, e, f), (0, 0)

    def _concatenate(self, a: float, b: float, c: float, d: float, e: float, f: float) -> None:
        """`cm`."""
        self.ctm = multiply((a, b, c, d, e, f), self.ctm)

    def _font(self, name: PSLiteral, size: float) -> None:
        """`Tf`."""
        if name.__class__ is PSLiteral and size.__class__ is float and name.name in self.fontmap:
            text = self.textstate
            text.font, text.fontsize = self.fontmap[name.name], size
        else:
            self.do_Tf(name, size)

    def _char_space(self, space: float) -> None:
        """`Tc`."""
        self.textstate.charspace = space

    def _leading(self, leading: float) -> None:
        """`TL`."""
        self.textstate.leading = -leading

    def _line_width(self, width: float) -> None:
        """`w`."""
        self.graphicstate.linewidth = width * (self.ctm[0] ** 2 + self.ctm[1] ** 2) ** 0.5

    def _fill_rgb(self, red: float, green: float, blue: float) -> None:
        """`rg`."""
        state = self.graphicstate
        state.ncolor, state.ncs = (red, green, blue), self.csmap["DeviceRGB"]

    def _fill_grey(self, grey: float) -> None:
        """`g`."""
        state = self.graphicstate
        state.ncolor, state.ncs = grey, self.csmap["DeviceGray"]

    def _stroke_rgb(self, red: float, green: float, blue: float) -> None:
        """`RG`."""
        state = self.graphicstate
        state.scolor, state.scs = (red, green, blue), self.csmap["DeviceRGB"]

    def _stroke_grey(self, grey: float) -> None:
        """`G`."""
        state = self.graphicstate
        state.scolor, state.scs = grey, self.csmap["DeviceGray"]


_METHODS: dict[str, Callable[..., None]] = {
    **{method: getattr(PlainInterpreter, method) for method in METHODS},
    "do_Tj": PlainInterpreter._string,
    "do_TJ": PlainInterpreter._array,
    "do_Td": PlainInterpreter._move,
    "do_Tm": PlainInterpreter._place,
    "do_cm": PlainInterpreter._concatenate,
    "do_Tf": PlainInterpreter._font,
    "do_Tc": PlainInterpreter._char_space,
    "do_TL": PlainInterpreter._leading,
    "do_w": PlainInterpreter._line_width,
    "do_rg": PlainInterpreter._fill_rgb,
    "do_g": PlainInterpreter._fill_grey,
    "do_RG": PlainInterpreter._stroke_rgb,
    "do_G": PlainInterpreter._stroke_grey,
}
