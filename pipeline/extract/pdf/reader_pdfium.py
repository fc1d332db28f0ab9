"""The default reader: PDFium's public API, through pypdfium2.

PDFium parses a page in C into objects: paths, images, texts, and drawings that hold more of them. They are
walked here with their clips; `pdfium_text` reads the texts.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.extract.pdf.limits import Limits
from pipeline.extract.pdf.painted import PaintedPage, PaintedPath, check
from pipeline.extract.pdf.pdfium_text import TextObject, color_of, read_glyphs
from pipeline.extract.pdf.shapes import Paint, shapes_of, subpaths_of
from pipeline.extract.pdf.space import (
    Matrix,
    box_through,
    intersection,
    multiply,
    rounded,
)
from pipeline.extract.pdf.structure import Paper, Structure
from pipeline.stations.page import BBox, Link, Page

_URI_BYTES = 4096
_COMMANDS = {pdfium.FPDF_SEGMENT_MOVETO: "m", pdfium.FPDF_SEGMENT_LINETO: "l"}


class CannotOpen(Exception):  # noqa: N818 (what PDFium says of a file or page)
    """PDFium cannot open the file or one of its pages, or sees other pages than there are."""


class PdfiumDocument:
    """A file opened by PDFium."""

    def __init__(self, content: bytes, structure: Structure, limits: Limits) -> None:
        self._limits = limits
        self._structure = structure
        self._handle: Any = None
        pdfium.FPDF_InitLibrary()
        # PDFium reads from this buffer for as long as the file is open.
        self._content = ctypes.create_string_buffer(content, len(content))
        self._handle = pdfium.FPDF_LoadMemDocument64(self._content, len(content), None)
        if not self._handle:
            if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
                raise PermissionError
            raise CannotOpen
        self.page_count: int = pdfium.FPDF_GetPageCount(self._handle)
        if self.page_count != len(structure):
            n_pages = self.page_count
            self.close()
            raise CannotOpen(f"{len(structure)} pages, PDFium counts {n_pages}")

    def page(self, page_number: int) -> Page:
        """What is painted on a page, counted from 1."""
        self._structure.check(page_number)
        page = pdfium.FPDF_LoadPage(self._handle, page_number - 1)
        if not page:
            raise CannotOpen(f"page {page_number}")
        try:
            return (
                _PageReader(self._handle, page, self._structure.paper(page_number), self._limits)
                .read(page_number)
                .seen(self._limits)
            )
        finally:
            pdfium.FPDF_ClosePage(page)

    def close(self) -> None:
        """Let go of the file."""
        if self._handle:
            pdfium.FPDF_CloseDocument(self._handle)
            self._handle = None


class _PageReader:
    """One page, as long as it is open."""

    def __init__(self, document: Any, page: Any, paper: Paper, limits: Limits) -> None:  # noqa: ANN401 (handles)
        self._document, self._page = document, page
        self._limits = limits
        self._paper = paper
        self._edges = BBox(0.0, 0.0, paper.width, paper.height)
        self._n_objects = 0
        self._paths: list[PaintedPath] = []
        self._images: list[BBox] = []
        self._known_clips: dict[tuple[object, ...], BBox] = {}
        self._texts: dict[int, TextObject] = {}

    def read(self, page_number: int) -> PaintedPage:
        """All that is painted on the page."""
        count = pdfium.FPDFPage_CountObjects(self._page)
        things = (pdfium.FPDFPage_GetObject(self._page, number) for number in range(count))
        self._walk(count, things, self._paper.matrix, self._edges, 0)
        return PaintedPage(
            page_number=page_number,
            width=self._paper.width,
            height=self._paper.height,
            is_cropped=self._paper.is_cropped,
            glyphs=read_glyphs(self._page, self._texts, self._paper.matrix, self._limits),
            paths=self._paths,
            images=self._images,
            links=list(self._links()),
        )

    # What is painted, object by object.

    def _walk(self, count: int, things: Iterator[Any], matrix: Matrix, around: BBox, depth: int) -> None:
        """Read the paths and images among page objects, note the texts, and go into drawings.

        Args:
            count: how many objects.
            things: they.
            matrix: from their space to the page.
            around: the clip of the drawing that holds them.
            depth: how many drawings hold them.
        """
        if depth > self._limits.max_form_depth:
            return  # a drawing that paints itself: `Structure` has counted all others
        self._n_objects += count
        check(self._n_objects, "painted objects", "max_objects_per_page", self._limits)
        for thing in things:
            kind = pdfium.FPDFPageObj_GetType(thing)
            clip = self._clip(thing, matrix, around)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self._texts[ctypes.addressof(thing.contents)] = TextObject(thing, matrix, clip)
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._paths.append(PaintedPath(_shapes(thing, multiply(_matrix(thing), matrix)), clip))
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                own = multiply(_matrix(thing), matrix)
                self._images.append(rounded(box_through(own, 0, 0, 1, 1)))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM:
                count = pdfium.FPDFFormObj_CountObjects(thing)
                inner = (pdfium.FPDFFormObj_GetObject(thing, number) for number in range(count))
                self._walk(count, inner, multiply(_matrix(thing), matrix), clip, depth + 1)

    def _clip(self, thing: Any, matrix: Matrix, around: BBox) -> BBox:  # noqa: ANN401
        """The box of an object's clip paths; the objects under one clip share its segments."""
        clip = pdfium.FPDFPageObj_GetClipPath(thing)
        count = pdfium.FPDFClipPath_CountPaths(clip) if clip else 0
        if count <= 0:
            return around
        firsts = [pdfium.FPDFClipPath_GetPathSegment(clip, number, 0) for number in range(count)]
        key = (matrix, around, *[ctypes.addressof(first.contents) if first else 0 for first in firsts])
        if key not in self._known_clips:
            box = around
            for number in range(count):
                n_points = pdfium.FPDFClipPath_CountPathSegments(clip, number)
                segments = [
                    pdfium.FPDFClipPath_GetPathSegment(clip, number, each) for each in range(n_points)
                ]
                xs, ys = zip(*map(_point, segments), strict=True) if segments else ((0.0,), (0.0,))
                own = box_through(matrix, min(xs), min(ys), max(xs), max(ys))
                box = intersection(box, rounded(own))
            self._known_clips[key] = box
        return self._known_clips[key]

    # Its links.

    def _links(self) -> Iterator[Link]:
        """The page's web links; their boxes as the annotations give them."""
        place, link, box = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
        uri = ctypes.create_string_buffer(_URI_BYTES)
        while pdfium.FPDFLink_Enumerate(self._page, place, link):
            action = pdfium.FPDFLink_GetAction(link)
            length = pdfium.FPDFAction_GetURIPath(self._document, action, uri, _URI_BYTES) if action else 0
            if length > 1 and pdfium.FPDFLink_GetAnnotRect(link, box):
                corners = box_through(self._paper.matrix, box.left, box.bottom, box.right, box.top)
                yield Link(rounded(corners), uri.value.decode("utf-8", "replace"))


def _matrix(thing: Any) -> Matrix:  # noqa: ANN401
    given = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, given)
    return (given.a, given.b, given.c, given.d, given.e, given.f)


def _point(segment: Any) -> tuple[float, float]:  # noqa: ANN401
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value


def _shapes(thing: Any, matrix: Matrix) -> list[Any]:  # noqa: ANN401
    """The lines and rectangles of a path."""
    path: list[tuple[Any, ...]] = []
    for number in range(pdfium.FPDFPath_CountSegments(thing)):
        segment = pdfium.FPDFPath_GetPathSegment(thing, number)
        command = _COMMANDS.get(pdfium.FPDFPathSegment_GetType(segment), "c")
        path.append((command, *_point(segment)))
        if pdfium.FPDFPathSegment_GetClose(segment):
            path.append(("h",))
    fill, stroke, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
    pdfium.FPDFPageObj_GetStrokeWidth(thing, width)
    a, b, c, d, _, _ = matrix
    paint = Paint(
        color_of(thing, pdfium.FPDFPageObj_GetFillColor)[0] if fill.value else None,
        color_of(thing, pdfium.FPDFPageObj_GetStrokeColor)[0] if stroke.value else None,
        width.value * abs(a * d - b * c) ** 0.5,
    )
    return shapes_of(subpaths_of(path, matrix), paint)
