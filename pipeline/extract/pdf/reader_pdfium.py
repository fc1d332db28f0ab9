"""The fast reader: PDFium opens the file and vouches for it; the glyphs come from where they are exact.

PDFium cannot give the glyphs themselves, measured on the decree, on the genuine Adilet files and on all four
engines' editions (`docs/readers.md`):

- It keeps advance widths as whole thousandths, so that pens drift within a line (by up to 0.5 pt on Adilet's
  pages); it reads some simple fonts' widths from the font program instead of from the file.
- Its text page leaves out trailing spaces and glyphs painted twice, adds spaces of its own, and puts
  `ActualText` in the place of what is painted.
- A call for each property of each glyph costs as much as the road below in all.

So PDFium does what it does exactly: it decides whether the file is a PDF, is whole and opens without a
password, how many pages it has and that each can be opened. What is painted on them is read from their
content streams (`plain_page`), with the fonts' widths as the file states them.
"""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium

from pipeline.extract.pdf.limits import Limits, TooMuch
from pipeline.extract.pdf.mined import MinedPages
from pipeline.extract.pdf.page_tree import open_document
from pipeline.extract.pdf.plain_page import PlainInterpreter
from pipeline.stations.page import Page


class PageMismatch(Exception):  # noqa: N818 (two readings that differ, whoever is wrong)
    """PDFium and the content's reader see different pages: the file's structure is broken."""


class PdfiumDocument:
    """A file opened by PDFium."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        pdfium.FPDF_InitLibrary()
        # PDFium reads from this buffer for as long as the file is open.
        self._content = ctypes.create_string_buffer(content, len(content))
        self._handle = pdfium.FPDF_LoadMemDocument64(self._content, len(content), None)
        if not self._handle:
            if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
                raise PermissionError
            raise PageMismatch("PDFium cannot open it")
        self.page_count: int = pdfium.FPDF_GetPageCount(self._handle)
        if self.page_count > limits.max_pages:
            self.close()
            raise TooMuch(f"more than {limits.max_pages} pages", limit="max_pages")
        try:
            self._pages = MinedPages(open_document(content), PlainInterpreter, limits)
            if len(self._pages) != self.page_count:
                raise PageMismatch(f"{len(self._pages)} pages, PDFium counts {self.page_count}")
        except Exception:
            self.close()
            raise

    def page(self, page_number: int) -> Page:
        """What is painted on a page, counted from 1."""
        size = pdfium.FS_SIZEF()
        if not pdfium.FPDF_GetPageSizeByIndexF(self._handle, page_number - 1, size):
            raise PageMismatch(f"PDFium cannot open page {page_number}")
        return self._pages.page(page_number)

    def close(self) -> None:
        """Let go of the file."""
        if self._handle:
            pdfium.FPDF_CloseDocument(self._handle)
            self._handle = None
