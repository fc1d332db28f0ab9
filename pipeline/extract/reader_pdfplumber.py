"""The reference reader: pdfplumber opens the file, pdfminer's interpreter paints its pages.

It is slow (some 40 ms a page) and knows every number as the file states it. The fast reader is measured
against it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import dict_value, list_value, num_value, resolve1

from pipeline.extract.limits import Limits
from pipeline.extract.pdfminer_page import Canvas, Interpreter
from pipeline.extract.space import Matrix, box_through, rounded, visible_page
from pipeline.page import BBox, Link, Page

logging.getLogger("pdfminer").setLevel(logging.ERROR)


class PdfplumberDocument:
    """A file opened by pdfplumber."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._pdf = pdfplumber.open(BytesIO(content))
        self._limits = limits
        self._leaves = list(PDFPage.create_pages(self._pdf.doc))

    @property
    def page_count(self) -> int:
        """Pages in the file."""
        return len(self._leaves)

    def page(self, page_number: int) -> Page:
        """What is painted on a page, counted from 1."""
        leaf = self._leaves[page_number - 1]
        unit = float(num_value(leaf.attrs.get("UserUnit", 1)))
        matrix, width, height = visible_page(leaf.mediabox, leaf.cropbox, leaf.rotate, unit)
        canvas = Canvas(BBox(0.0, 0.0, width, height), self._limits)
        interpreter = Interpreter(self._pdf.rsrcmgr, PDFDevice(self._pdf.rsrcmgr), canvas)
        interpreter.render_contents(leaf.resources, leaf.contents, ctm=matrix)
        return Page(
            page_number=page_number,
            width=width,
            height=height,
            glyphs=tuple(canvas.glyphs),
            shapes=tuple(canvas.shapes),
            links=tuple(_links(leaf, matrix)),
            image_boxes=tuple(canvas.image_boxes),
        )

    def close(self) -> None:
        """Let go of the file."""
        self._pdf.close()


def is_password_error(error: BaseException) -> bool:
    """Whether pdfplumber's error, or one that led to it, says that the file wants a password."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, PDFPasswordIncorrect) or any(isinstance(a, PDFPasswordIncorrect) for a in seen.args):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def _links(leaf: PDFPage, matrix: Matrix) -> Iterator[Link]:
    """The page's web links; their boxes as the annotations give them."""
    for reference in list_value(leaf.annots) if leaf.annots is not None else []:
        note: dict[str, Any] = dict_value(reference)
        action = dict_value(note.get("A")) if resolve1(note.get("A")) is not None else {}
        uri = resolve1(action.get("URI"))
        rect = resolve1(note.get("Rect"))
        if not isinstance(uri, bytes | str) or not isinstance(rect, list):
            continue
        corners = [float(num_value(corner)) for corner in rect]
        if len(corners) == 4:  # noqa: PLR2004 (a box)
            target = uri.decode("utf-8", "replace") if isinstance(uri, bytes) else uri
            yield Link(rounded(box_through(matrix, *corners)), target)
