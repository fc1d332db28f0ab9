"""The default reader: PDFium's public API, through pypdfium2, whose functions `ctypes_calls` makes cheap."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import numpy as np

from pipeline.extract.pdf import ctypes_calls as pdfium
from pipeline.extract.pdf.limits import Limits
from pipeline.extract.pdf.page_objects import PageObjects, Thing
from pipeline.extract.pdf.painted import PaintedPage
from pipeline.extract.pdf.pdfium_text import read_glyphs
from pipeline.extract.pdf.space import Matrix, box_through, rounded
from pipeline.extract.pdf.structure import Structure
from pipeline.stations.page import Link, Page

_URI_BYTES = 4096


class CannotOpen(Exception):  # noqa: N818 (what PDFium says of a file or page)
    """PDFium cannot open the file or one of its pages, or sees other pages than there are."""


class PdfiumDocument:
    """A file opened by PDFium."""

    def __init__(self, content: bytes, structure: Structure, limits: Limits) -> None:
        self._limits = limits
        self._structure = structure
        pdfium.FPDF_InitLibrary()
        # PDFium reads from these bytes for as long as the file is open.
        self._content = content
        self._address = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
        if not self._address:
            if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
                raise PermissionError
            raise CannotOpen
        self.page_count: int = pdfium.FPDF_GetPageCount(self._address)
        if self.page_count != len(structure):
            self.close()
            raise CannotOpen(f"{len(structure)} pages, PDFium counts {self.page_count}")

    def page(self, page_number: int) -> Page:
        """What is painted on a page, counted from 1."""
        self._structure.check(page_number)
        page = pdfium.FPDF_LoadPage(self._address, page_number - 1)
        if not page:
            raise CannotOpen(f"page {page_number}")
        try:
            # hostile matrices: glyphs at no place on earth are left out
            with np.errstate(over="ignore", invalid="ignore"):
                return self._painted(page, page_number).seen(self._limits)
        finally:
            pdfium.FPDF_ClosePage(page)

    def close(self) -> None:
        """Let go of the file."""
        pdfium.FPDF_CloseDocument(self._address)

    def _painted(self, page: int, page_number: int) -> PaintedPage:
        paper = self._structure.paper(page_number)
        objects = PageObjects(Thing(page, paper.matrix, paper.box), self._limits)
        return PaintedPage(
            page_number=page_number,
            paper=paper,
            glyphs=read_glyphs(page, objects.texts, paper.matrix, self._limits),
            paths=objects.paths(),
            images=objects.images(),
            links=list(self._links(page, paper.matrix)),
        )

    def _links(self, page: int, matrix: Matrix) -> Iterator[Link]:
        """The page's web links; their boxes as the annotations give them."""
        place, link, box = ctypes.c_int(0), ctypes.c_void_p(), (ctypes.c_float * 4)()
        uri = ctypes.create_string_buffer(_URI_BYTES)
        while pdfium.FPDFLink_Enumerate(page, ctypes.byref(place), ctypes.byref(link)):
            action = pdfium.FPDFLink_GetAction(link)
            length = pdfium.FPDFAction_GetURIPath(self._address, action, uri, _URI_BYTES) if action else 0
            if length > 1 and pdfium.FPDFLink_GetAnnotRect(link, box):
                left, top, right, bottom = box
                corners = box_through(matrix, left, bottom, right, top)
                yield Link(rounded(corners), uri.value.decode("utf-8", "replace"))
