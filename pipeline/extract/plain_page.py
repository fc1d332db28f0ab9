"""The fast road through a page's content: the same interpreter, without the byte-by-byte parser before it.

Half of pdfminer's time goes into finding the operators. Where the stream is plain (`operators`), they are
found at once and the interpreter's own methods are called in the same order with the same operands, so that
the result is the same by construction. A stream that is not plain goes the slow way, whole.
"""

from __future__ import annotations

from collections.abc import Sequence

from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, stream_value

from pipeline.extract.canvas import Canvas
from pipeline.extract.glyphs import TextStyle
from pipeline.extract.operators import METHODS, NotPlain, Operation, operations
from pipeline.extract.pdfminer_page import Interpreter
from pipeline.extract.space import multiply
from pipeline.extract.streams import unpack

# What may stand between two strings of one style: moves of the pen, and marks that paint nothing.
_SAME_STYLE = frozenset(
    {"do_Td", "do_TD", "do_Tm", "do_T_a", "do_Tj", "do_TJ", "do_BT", "do_ET", "do_BDC", "do_BMC", "do_EMC"}
)


class PlainInterpreter(Interpreter):
    """An `Interpreter` that reads plain content streams by one expression."""

    def __init__(self, rsrcmgr: PDFResourceManager, device: PDFDevice, canvas: Canvas) -> None:
        super().__init__(rsrcmgr, device, canvas)
        self._same_style: TextStyle | None = None
        self._methods = {method: getattr(self, method) for method in METHODS} | {
            "do_TJ": self._run,
            "do_Tj": self._string,
            "do_Td": self._move,
            "do_m": self._begin,
            "do_l": self._line,
        }

    def execute(self, streams: Sequence[object]) -> None:
        """Run the content streams one after the other, as one."""
        plain = self._operations(streams)
        if plain is None:
            super().execute(streams)
            return
        methods, keeping = self._methods, _SAME_STYLE
        for method, operands, is_colour in plain:
            if method not in keeping:
                self._same_style = None
            if is_colour:
                # The interpreter takes as many from its stack as the colour space has parts.
                self.argstack.extend(operands)
                methods[method]()
            else:
                methods[method](*operands)
        self._same_style = None

    def _operations(self, streams: Sequence[object]) -> list[Operation] | None:
        self.stream_ids.clear()
        found: list[PDFStream] = []
        for reference in streams:
            stream = stream_value(reference)
            # pdfminer's guard against a drawing that paints itself.
            if stream.objid is not None and stream.objid not in self.parent_stream_ids:
                found.append(stream)
                self.stream_ids.add(stream.objid)
        for stream in found:
            unpack(stream, self.canvas.limits.max_content_bytes)
        try:
            return operations(b"\n".join(stream.get_data() for stream in found))
        except NotPlain:
            return None

    # The commonest operators, whose operands are known to be numbers here; as in pdfminer otherwise.

    def _run(self, parts: list[object]) -> None:
        """`TJ`. The style is kept only while a plain stream runs, where every change of it is seen."""
        text = self.textstate
        if text.font is not None:
            style = self._same_style
            if style is None:
                style = self._same_style = self._style()
            self._show(style, multiply(text.matrix, self.ctm), parts)

    def _string(self, string: object) -> None:
        """`Tj`."""
        self._run([string])

    def _move(self, tx: float, ty: float) -> None:
        """`Td`."""
        text = self.textstate
        a, b, c, d, e, f = text.matrix
        text.matrix = (a, b, c, d, tx * a + ty * c + e, tx * b + ty * d + f)
        text.linematrix = (0, 0)

    def _begin(self, x: float, y: float) -> None:
        """`m`."""
        self.curpath.append(("m", x, y))

    def _line(self, x: float, y: float) -> None:
        """`l`."""
        self.curpath.append(("l", x, y))
