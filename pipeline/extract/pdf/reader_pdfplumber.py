"""The reference reader: pdfplumber opens the file, and pdfminer's own parser walks its content.

It is slow (some 40 ms a page), forgives nearly everything that engines and mail programs do to a PDF, and is
what the fast reader is measured against. pdfplumber's `chars` alone would not do: see `pdfminer_page`.
"""

from __future__ import annotations

from io import BytesIO

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect

from pipeline.extract.pdf.limits import Limits
from pipeline.extract.pdf.mined import MinedPages
from pipeline.extract.pdf.page_tree import open_document
from pipeline.extract.pdf.pdfminer_page import Interpreter
from pipeline.stations.page import Page


class PdfplumberDocument:
    """A file opened by pdfplumber."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        try:
            self._pdf = pdfplumber.open(BytesIO(content))
        except Exception as error:
            # pdfplumber wraps pdfminer's errors, some with the error as an argument, some as the cause.
            if any(isinstance(reason, PDFPasswordIncorrect) for reason in (error.__cause__, *error.args)):
                raise PermissionError from error
            raise
        self._pages = MinedPages(open_document(content), Interpreter, limits)

    @property
    def page_count(self) -> int:
        """Pages in the file."""
        return len(self._pages)

    def page(self, page_number: int) -> Page:
        """What is painted on a page, counted from 1."""
        return self._pages.page(page_number)

    def close(self) -> None:
        """Let go of the file; pdfplumber's own `close` would first parse every page anew."""
        self._pdf.stream.close()
