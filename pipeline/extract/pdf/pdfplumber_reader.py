"""The reference reader: pdfplumber's own characters, lines, rectangles and curves.

It shares no code with PDFium and takes some five times as long. pdfminer, which lies under pdfplumber, knows
fonts and operators, but not what a reader of the page sees: it ignores clip paths, opacity and text render
modes. Adilet's pages paint whole rows under a clip that hides them: all three are noted while it paints.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from math import hypot
from typing import Any

import numpy as np
import pdfplumber
import regex as re
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTLine, LTRect
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import dict_value, num_value
from pdfminer.psparser import literal_name
from pdfplumber.page import Page as PlumberPage
from pdfplumber.page import PDFPageAggregatorWithMarkedContent

from pipeline.extract.pdf.limits import NO_UNICODE, Limits
from pipeline.extract.pdf.painted import (
    INVISIBLE_MODES,
    SUBSET_TAG,
    PaintedGlyphs,
    PaintedPage,
    PaintedPath,
    check,
    readable,
)
from pipeline.extract.pdf.shapes import Paint, Point, shapes_of, subpaths_of
from pipeline.extract.pdf.space import (
    Matrix,
    Paper,
    angle_of,
    box_through,
    intersection,
    multiply,
    rounded,
)
from pipeline.extract.pdf.structure import Structure
from pipeline.stations.glyph_columns import Face
from pipeline.stations.page import BBox, Link, Page

_KINDS: dict[type, str] = {LTLine: "line", LTRect: "rect", LTCurve: "curve"}
_NOWHERE: Point = (0.0, 0.0)
# what pdfminer gives for a code without Unicode: (cid:12)
_UNKNOWN = re.compile(r"\(cid:\d+\)")


class PdfplumberDocument:
    """A file opened by pdfplumber."""

    def __init__(self, content: bytes, structure: Structure, limits: Limits) -> None:
        self._pdf = pdfplumber.open(BytesIO(content))
        self._structure = structure
        self._limits = limits
        self.page_count = len(structure)

    def page(self, page_number: int) -> Page:
        """What is painted on a page, counted from 1."""
        self._structure.check(page_number)
        page = PlumberPage(self._pdf, self._structure.leaves[page_number - 1], page_number=page_number)
        device = _Device(self._pdf.rsrcmgr, self._limits)
        _ClipInterpreter(self._pdf.rsrcmgr, device).process_page(page.page_obj)
        page._layout = device.get_result()
        return _painted(page, self._structure.paper(page_number)).seen(self._limits)

    def close(self) -> None:
        """Let go of the file; pdfplumber's own `close` would first parse every page anew."""
        self._pdf.stream.close()


class _ClipState(PDFGraphicState):
    """pdfminer's graphics state with the clip path's box, the opacity and the text render mode."""

    def __init__(self) -> None:
        super().__init__()
        self.linewidth = 1.0
        self.clip: BBox | None = None
        self.fill_alpha = 1.0
        self.render = 0

    def copy(self) -> _ClipState:
        """A state of its own, for `q`."""
        other = _ClipState.__new__(_ClipState)
        other.__dict__.update(self.__dict__)
        return other


class _ClipInterpreter(PDFPageInterpreter):
    """Runs a content stream with a `_ClipState`; its method names are pdfminer's for the operators."""

    graphicstate: _ClipState

    def __init__(self, manager: PDFResourceManager, device: Any, around: _ClipState | None = None) -> None:  # noqa: ANN401 (any device of pdfminer's)
        super().__init__(manager, device)
        self._around = around
        self._is_clipping = False

    def dup(self) -> _ClipInterpreter:
        """An interpreter for a drawing inside this one, which goes on from this one's state."""
        return _ClipInterpreter(self.rsrcmgr, self.device, self.graphicstate)

    def init_state(self, ctm: Matrix) -> None:
        """Start from the state of the drawing around this one, if there is one."""
        super().init_state(ctm)
        self.graphicstate = self._around.copy() if self._around else _ClipState()

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


class _Device(PDFPageAggregatorWithMarkedContent):
    """pdfplumber's device; a path's parts keep the clip and the number of the path."""

    def __init__(self, manager: Any, limits: Limits) -> None:  # noqa: ANN401 (pdfminer's)
        super().__init__(manager)
        self._limits = limits
        self._n_paths = 0
        self._n_characters = 0
        self._depth = 0

    def paint_path(self, gstate: Any, *args: Any, **kwargs: Any) -> None:  # type: ignore[override] # noqa: ANN401
        """Keep a path, or one of its parts."""
        if not self._depth:
            self._n_paths += 1
            check(self._n_paths, "painted objects", "max_objects_per_page", self._limits)
        self._depth += 1
        before = len(self.cur_item._objs)
        super().paint_path(gstate, *args, **kwargs)
        for part in self.cur_item._objs[before:]:
            part.clip, part.path_number = gstate.clip, self._n_paths  # type: ignore[attr-defined]
        self._depth -= 1

    def render_char(self, matrix: Matrix, font: PDFFont, size: float, *args: Any) -> float:  # noqa: ANN401 (pdfminer's)
        """Keep a character."""
        self._n_characters += 1
        check(self._n_characters, "characters", "max_glyphs_per_page", self._limits)
        advance = super().render_char(matrix, font, size, *args)
        character: Any = self.cur_item._objs[-1]
        a, b, c, d, _, _ = matrix
        # `size` of pdfplumber is the height of the upright box, also of a turned or slanted character
        character.own_size = abs(size * (a * d - b * c)) / (hypot(a, b) or 1.0)
        character.rise = args[1]
        return advance


def _painted(page: PlumberPage, paper: Paper) -> PaintedPage:
    # a length on the page is that many times as long as in the file
    unit = hypot(*paper.matrix[:2])
    # a crop box may reach beyond the paper
    left, top = max(page.mediabox[0], page.cropbox[0]), max(page.mediabox[1], page.cropbox[1])
    # pdfplumber's space is the paper as it is seen, from its top left
    to_seen: Matrix = (unit, 0.0, 0.0, unit, -left * unit, -top * unit)
    # pdfminer's is the same, from its bottom left
    x, y = page.mediabox[0] - left, page.mediabox[3] - top
    to_page: Matrix = (unit, 0.0, 0.0, -unit, x * unit, y * unit)
    parts: list[Any] = list(_parts(page.layout))
    characters = [part for part in parts if isinstance(part, LTChar)]
    curves = [part for part in parts if isinstance(part, LTCurve)]
    return PaintedPage(
        page_number=page.page_number,
        paper=paper,
        glyphs=_glyphs(page, characters, to_seen, to_page, paper.box),
        paths=list(_paths(page, curves, to_seen, to_page, paper.box)),
        images=[_box(image, to_seen) for image in page.images],
        links=[Link(_box(link, to_seen), link["uri"]) for link in page.annots if link.get("uri")],
    )


def _parts(layout: Any) -> Iterator[Any]:  # noqa: ANN401 (pdfminer's layout)
    """The parts of a layout in the order in which pdfplumber takes them."""
    for part in layout:
        if isinstance(part, LTContainer):
            yield from _parts(part)
        else:
            yield part


def _box(thing: dict[str, Any], to_seen: Matrix) -> BBox:
    return rounded(box_through(to_seen, thing["x0"], thing["top"], thing["x1"], thing["bottom"]))


def _clip(given: BBox | None, to_page: Matrix, around: BBox) -> BBox:
    return intersection(around, rounded(box_through(to_page, *given))) if given else around


def _glyphs(
    page: PlumberPage, parts: list[Any], to_seen: Matrix, to_page: Matrix, around: BBox
) -> PaintedGlyphs:
    faces: dict[Face, int] = {}
    clips: dict[BBox, int] = {}
    rows: list[tuple[Any, ...]] = []
    for char, part in zip(page.chars, parts, strict=True):
        state = part.graphicstate
        a, b, c, d, e, f = multiply((1, 0, 0, 1, 0, part.rise), multiply(part.matrix, to_page))
        angle = angle_of((a, b, c, d, e, f))
        name = SUBSET_TAG.sub("", str(char["fontname"]))
        face = (name, angle, _rgb(state.ncolor, state.ncs.name))
        rows.append((
            NO_UNICODE if _UNKNOWN.fullmatch(char["text"]) else readable(char["text"]),
            *box_through(to_seen, char["x0"], char["top"], char["x1"], char["bottom"]),
            e if angle in {90, 270} else f,
            part.own_size * to_seen[0],
            faces.setdefault(face, len(faces)),
            state.render not in INVISIBLE_MODES and state.fill_alpha > 0,
            clips.setdefault(_clip(state.clip, to_page, around), len(clips)),
        ))  # fmt: skip
    numbers = np.array([row[1:] for row in rows], dtype=np.float64).reshape(-1, 9)
    return PaintedGlyphs(
        texts=[row[0] for row in rows],
        boxes=numbers[:, :4],
        baseline=numbers[:, 4],
        size=numbers[:, 5],
        faces=list(faces),
        face=numbers[:, 6].astype(np.int64),
        is_shown=numbers[:, 7] > 0,
        clips=list(clips),
        clip=numbers[:, 8].astype(np.int64),
    )


def _paths(
    page: PlumberPage, parts: list[Any], to_seen: Matrix, to_page: Matrix, around: BBox
) -> Iterator[PaintedPath]:
    """The paths as they were painted: pdfplumber lists each part of a path by its kind."""
    drawn = {"line": iter(page.lines), "rect": iter(page.rects), "curve": iter(page.curves)}
    found = [(part, next(drawn[_KINDS[type(part)]])) for part in parts]
    for _, group in groupby(found, lambda each: each[0].path_number):
        pieces = list(group)
        part, first = pieces[0]
        steps = [
            (name, _seen(points[-1], to_seen) if points else _NOWHERE)
            for _, piece in pieces
            for name, *points in piece["path"]
        ]
        paint = Paint(
            _rgb(first["non_stroking_color"]) if first["fill"] else None,
            _rgb(first["stroking_color"]) if first["stroke"] else None,
            first["linewidth"] * to_seen[0],
        )
        yield PaintedPath(shapes_of(subpaths_of(steps), paint), _clip(part.clip, to_page, around))


def _seen(point: Point, to_seen: Matrix) -> Point:
    (x, y), (a, b, c, d, e, f) = point, to_seen
    return a * x + c * y + e, b * x + d * y + f


def _rgb(color: Any, space: str = "") -> int:  # noqa: ANN401 (pdfminer's)
    """0xRRGGBB for a colour in a named colour space; black for patterns and what cannot be told.

    Print-shop inks are turned by the plain formula: a colour here tells things apart, it is not proofed.
    """
    given = color if isinstance(color, list | tuple) else (color,)
    shares = [float(part) for part in given if isinstance(part, int | float)]
    if len(shares) == 1:
        shares = [1 - shares[0] if space in {"Separation", "DeviceN"} else shares[0]] * 3
    elif len(shares) == 4:
        *inks, key = shares
        shares = [1 - min(1, ink + key) for ink in inks]
    if len(shares) != 3 or space in {"Pattern", "Indexed", "Lab"}:
        return 0
    red, green, blue = (int(min(1.0, max(0.0, share)) * 255 + 0.5) for share in shares)
    return red << 16 | green << 8 | blue
