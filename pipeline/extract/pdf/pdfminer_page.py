"""What pdfminer, which lies under pdfplumber, leaves out of a page, and the cheapest count of its characters.

pdfminer knows fonts and operators, but not what a reader of the page sees: it ignores clip paths, text render
modes and opacity. Adilet's pages paint whole rows under a clip that hides them, so all of this matters.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import dict_value, num_value
from pdfminer.psparser import literal_name
from pdfminer.utils import apply_matrix_pt, mult_matrix

from pipeline.extract.pdf.painted import readable
from pipeline.extract.pdf.space import Matrix, box_through, intersection
from pipeline.stations.page import BBox


class ClipState(PDFGraphicState):
    """pdfminer's graphics state with the clip path's box, the opacity and the text render mode."""

    def __init__(self) -> None:
        super().__init__()
        self.linewidth = 1.0
        self.clip: BBox | None = None
        self.fill_alpha = 1.0
        self.render = 0

    def copy(self) -> ClipState:
        """A state of its own, for `q`."""
        other = ClipState.__new__(ClipState)
        other.__dict__.update(self.__dict__)
        return other


class ClipInterpreter(PDFPageInterpreter):
    """Runs a content stream with a `ClipState`; its method names are pdfminer's for the operators."""

    graphicstate: ClipState

    def __init__(self, manager: PDFResourceManager, device: Any, around: ClipState | None = None) -> None:  # noqa: ANN401 (any device of pdfminer's)
        super().__init__(manager, device)
        self._around = around
        self._is_clipping = False

    def dup(self) -> ClipInterpreter:
        """An interpreter for a drawing inside this one, which goes on from this one's state."""
        return ClipInterpreter(self.rsrcmgr, self.device, self.graphicstate)

    def init_state(self, ctm: Matrix) -> None:
        """Start from the state of the drawing around this one, if there is one."""
        super().init_state(ctm)
        self.graphicstate = self._around.copy() if self._around else ClipState()

    def do_gs(self, name: object) -> None:
        """Take the opacity from a named graphics state."""
        given = dict_value(dict_value(self.resources.get("ExtGState") or {}).get(literal_name(name)) or {})
        self.graphicstate.fill_alpha = float(num_value(given.get("ca", self.graphicstate.fill_alpha)))

    def do_Tr(self, render: Any) -> None:  # noqa: ANN401, N802 (pdfminer's name and type)
        """Set the text render mode."""
        super().do_Tr(render)
        self.graphicstate.render = self.textstate.render

    def do_W(self) -> None:  # noqa: N802 (the operator's name)
        """Clip to the path that is painted next."""
        self._is_clipping = True

    do_W_a = do_W  # noqa: N815 (the operator's name)

    def do_n(self) -> None:
        """End a path that is not painted, and clip to it if that was asked for."""
        path: list[tuple[Any, ...]] = list(self.curpath)
        points = [part[-2:] for part in path if part[1:]]
        if self._is_clipping and points:
            xs, ys = zip(*points, strict=True)
            box = box_through(self.ctm, min(xs), min(ys), max(xs), max(ys))
            clip = self.graphicstate.clip
            self.graphicstate.clip = intersection(clip, box) if clip else box
        self._is_clipping = False
        super().do_n()


class Character(NamedTuple):
    """A character, where its pen stood on the page, and the name of its font."""

    text: str
    x: float
    y: float
    font: str


class CountingDevice(PDFTextDevice):
    """Takes note of characters and their pens, and of nothing else."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.characters: list[Character] = []
        self._known: dict[PDFFont, dict[int, tuple[str, float]]] = {}

    def render_string(self, textstate: PDFTextState, seq: Iterable[Any], *_: object) -> None:
        """Note a string; vertical fonts are left out."""
        font, size = textstate.font, textstate.fontsize
        if font is None or font.is_vertical() or self.ctm is None:
            return
        matrix = mult_matrix(textstate.matrix, self.ctm)
        known = self._known.setdefault(font, {})
        name = str(font.fontname).rpartition("+")[2]
        stretch = textstate.scaling * 0.01
        word_space = 0.0 if font.is_multibyte() else textstate.wordspace
        x, y = textstate.linematrix
        for part in seq:
            if isinstance(part, int | float):
                x -= part * 0.001 * size * stretch
            elif isinstance(part, bytes):
                for code in font.decode(part):
                    text, width = known.get(code) or known.setdefault(code, _known(font, code))
                    self.characters.append(
                        Character(text, *apply_matrix_pt(matrix, (x, y + textstate.rise)), name)
                    )
                    x += (width * size + textstate.charspace + (word_space if code == 32 else 0)) * stretch
        textstate.linematrix = (x, y)


def _known(font: PDFFont, code: int) -> tuple[str, float]:
    """What a code says, nothing where its font does not know, and its advance in ems."""
    try:
        text = readable(font.to_unichr(code))
    except PDFUnicodeNotDefined:
        text = ""
    return text, font.char_width(code)


class CountingInterpreter(PDFPageInterpreter):
    """Runs a content stream for its characters."""

    def do__w(self, aw: Any, ac: Any, s: Any) -> None:  # noqa: ANN401 (pdfminer's types)
        """Set both spacings, go to the next line and paint a string; pdfminer stays on the line."""
        self.do_Tw(aw)
        self.do_Tc(ac)
        self.do_T_a()
        self.do_TJ([s])


def characters_of(leaf: PDFPage, manager: PDFResourceManager, matrix: Matrix) -> list[Character]:
    """All characters of a page, seen or not.

    Args:
        leaf: the page.
        manager: the fonts of the file.
        matrix: from the file's space to the page.
    """
    device = CountingDevice(manager)
    CountingInterpreter(manager, device).render_contents(leaf.resources, leaf.contents, ctm=matrix)
    return device.characters
