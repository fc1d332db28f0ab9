"""The fast road through a page's content: the same interpreter, without the byte-by-byte parser before it.

Half of pdfminer's time goes into finding the operators. Where the stream is plain (`operators`), they are
found at once and the interpreter's own methods are called in the same order with the same operands, so that
the result is the same by construction. A stream that is not plain goes the slow way, whole.
"""

from __future__ import annotations

from collections.abc import Sequence

from pdfminer.pdftypes import PDFStream, stream_value

from pipeline.extract.operators import NotPlain, Operation, operations
from pipeline.extract.pdfminer_page import Interpreter
from pipeline.extract.streams import check_unpacked_size


class PlainInterpreter(Interpreter):
    """An `Interpreter` that reads plain content streams by one expression."""

    def execute(self, streams: Sequence[object]) -> None:
        """Run the content streams one after the other, as one."""
        plain = self._operations(streams)
        if plain is None:
            super().execute(streams)
            return
        for method, operands, is_colour in plain:
            if is_colour:
                # The interpreter takes as many from its stack as the colour space has parts.
                self.argstack.extend(operands)
                getattr(self, method)()
            else:
                getattr(self, method)(*operands)

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
            check_unpacked_size(stream, self.canvas.limits.max_content_bytes)
        try:
            return operations(b"\n".join(stream.get_data() for stream in found))
        except NotPlain:
            return None
