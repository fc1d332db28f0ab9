"""The objects of a page as PDFium parses them in C: texts, paths and images, with their clips."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, repeat
from typing import Any, NamedTuple

import numpy as np

from pipeline.extract.pdf import ctypes_calls as pdfium
from pipeline.extract.pdf.ctypes_calls import written
from pipeline.extract.pdf.limits import Limits
from pipeline.extract.pdf.painted import PaintedPath, check
from pipeline.extract.pdf.shapes import Paint, Step, shapes_of, subpaths_of
from pipeline.extract.pdf.space import Matrix, box_through, intersection, multiply, rounded
from pipeline.stations.glyph_columns import Floats, Ints
from pipeline.stations.page import BBox

_COMMANDS = {pdfium.FPDF_SEGMENT_MOVETO: "m", pdfium.FPDF_SEGMENT_LINETO: "l"}


class Thing(NamedTuple):
    """An object of a page: its address, the matrix from its drawing's space to the page, and its clip."""

    address: int
    matrix: Matrix
    clip: BBox


class PageObjects:
    """The objects of a page, also those in drawings, in the order in which they were painted.

    Raises:
        TooMuch: there are more than a page may hold.
    """

    def __init__(self, page: Thing, limits: Limits) -> None:
        self._limits = limits
        self._count = 0
        self._clips: dict[tuple[object, ...], BBox] = {}
        self._of_kind: dict[int, list[Thing]] = defaultdict(list)
        self._walk(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, 0)

    @property
    def texts(self) -> list[Thing]:
        """Its texts."""
        return self._of_kind[pdfium.FPDF_PAGEOBJ_TEXT]

    def images(self) -> list[BBox]:
        """The boxes of its images."""
        matrices = matrices_of(self._of_kind[pdfium.FPDF_PAGEOBJ_IMAGE])
        return [rounded(box_through(_matrix(column), 0, 0, 1, 1)) for column in matrices.T]

    def paths(self) -> list[PaintedPath]:
        """The lines and rectangles that its paths are."""
        things = self._of_kind[pdfium.FPDF_PAGEOBJ_PATH]
        paths = [thing.address for thing in things]
        modes = written(pdfium.FPDFPath_GetDrawMode, 2, np.int32, paths)
        fill, _ = colors_of(pdfium.FPDFPageObj_GetFillColor, paths)
        stroke, _ = colors_of(pdfium.FPDFPageObj_GetStrokeColor, paths)
        widths = written(pdfium.FPDFPageObj_GetStrokeWidth, 1, np.float32, paths)[:, 0]
        matrices = matrices_of(things)
        a, b, c, d, _, _ = matrices
        thickness = widths * np.abs(a * d - b * c) ** 0.5
        paints = zip(*(each.tolist() for each in (*modes.T, fill, stroke, thickness)), strict=True)
        found = []
        for thing, steps, (is_filled, is_stroked, *colors, pen) in zip(
            things, _steps(paths, matrices), paints, strict=True
        ):
            paint = Paint(colors[0] if is_filled else None, colors[1] if is_stroked else None, pen)
            found.append(PaintedPath(shapes_of(subpaths_of(steps), paint), thing.clip))
        return found

    def _walk(
        self, holder: Thing, count_in: Callable[[int], int], object_in: Callable[[int, int], int], depth: int
    ) -> None:
        """Note the objects of a page or a drawing, and go into the drawings among them."""
        if depth > self._limits.max_form_depth:
            return  # a drawing that paints itself: `Structure` has counted all others
        count = count_in(holder.address)
        self._count += count
        check(self._count, "painted objects", "max_objects_per_page", self._limits)
        for address in map(object_in, repeat(holder.address), range(count)):
            kind = pdfium.FPDFPageObj_GetType(address)
            thing = Thing(address, holder.matrix, self._clip(address, holder))
            if kind == pdfium.FPDF_PAGEOBJ_FORM:
                inner = thing._replace(matrix=_matrix(matrices_of([thing])[:, 0]))
                self._walk(inner, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, depth + 1)
            else:
                self._of_kind[kind].append(thing)

    def _clip(self, address: int, holder: Thing) -> BBox:
        """The box of an object's clip paths; the objects under one clip share its segments."""
        clip = pdfium.FPDFPageObj_GetClipPath(address)
        count = pdfium.FPDFClipPath_CountPaths(clip) if clip else 0
        if count <= 0:
            return holder.clip
        firsts = map(pdfium.FPDFClipPath_GetPathSegment, repeat(clip), range(count), repeat(0))
        key = (holder.matrix, holder.clip, *firsts)
        if key not in self._clips:
            box = holder.clip
            for number in range(count):
                n_points = pdfium.FPDFClipPath_CountPathSegments(clip, number)
                points = _points(
                    [pdfium.FPDFClipPath_GetPathSegment(clip, number, at) for at in range(n_points)] or [0]
                )
                ends = (*points.min(axis=0).tolist(), *points.max(axis=0).tolist())
                box = intersection(box, rounded(box_through(holder.matrix, *ends)))
            self._clips[key] = box
        return self._clips[key]


def matrices_of(things: Sequence[Thing]) -> Floats:
    """Of each object the matrix from its own space to the page: six rows, a column for each."""
    addresses = [thing.address for thing in things]
    own: Any = written(pdfium.FPDFPageObj_GetMatrix, 6, np.float32, addresses, is_struct=True)
    around: Any = np.array([thing.matrix for thing in things], dtype=np.float64).reshape(-1, 6)
    matrices: Any = multiply(own.T.astype(np.float64), around.T)
    return np.array(matrices)


def colors_of(ask: Callable[..., int], addresses: Sequence[int]) -> tuple[Ints, Ints]:
    """Of each object a colour as 0xRRGGBB, and its opacity from 0 to 255."""
    red, green, blue, alpha = written(ask, 4, np.uint32, addresses).T.astype(np.int64)
    return red << 16 | green << 8 | blue, alpha


def _matrix(column: Floats) -> Matrix:
    a, b, c, d, e, f = column.tolist()
    return a, b, c, d, e, f


def _points(segments: Sequence[int]) -> Floats:
    """The ends of segments, in their own space."""
    points: Floats = written(pdfium.FPDFPathSegment_GetPoint, 2, np.float32, segments).astype(np.float64)
    return points


def _steps(paths: Sequence[int], matrices: Floats) -> Iterator[list[Step]]:
    """The steps of each path, on the page."""
    counts = list(map(pdfium.FPDFPath_CountSegments, paths))
    segments = [
        pdfium.FPDFPath_GetPathSegment(path, at)
        for path, count in zip(paths, counts, strict=True)
        for at in range(count)
    ]
    x, y = _points(segments).T
    a, b, c, d, e, f = np.repeat(matrices, counts, axis=1)
    points = zip((a * x + c * y + e).tolist(), (b * x + d * y + f).tolist(), strict=True)
    kinds = map(pdfium.FPDFPathSegment_GetType, segments)
    every = zip(kinds, points, map(pdfium.FPDFPathSegment_GetClose, segments), strict=True)
    for count in counts:
        steps = []
        for kind, point, is_closed in islice(every, count):
            steps.append((_COMMANDS.get(kind, "c"), point))
            if is_closed:
                steps.append(("h", point))
        yield steps
