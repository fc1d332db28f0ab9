"""A file's pages by pdfminer: the part that both readers share.

The two readers differ in who opens the file and in how a page's operators are found; what an operator does
to a page is written once.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFFont
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import dict_value, list_value, num_value, resolve1

from pipeline.extract.pdf.beyond_edge import run_over
from pipeline.extract.pdf.canvas import Canvas
from pipeline.extract.pdf.faces import Face
from pipeline.extract.pdf.fonts import Fonts
from pipeline.extract.pdf.limits import Limits
from pipeline.extract.pdf.operators import Memory
from pipeline.extract.pdf.page_tree import contents_of, page_leaves
from pipeline.extract.pdf.pdfminer_page import Interpreter
from pipeline.extract.pdf.space import Matrix, box_through, rounded, visible_page
from pipeline.extract.pdf.streams import pack_again
from pipeline.stations.page import BBox, Link, Page

# It warns of every odd number in a file; what matters of it is raised.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

_CORNERS = 4


class MinedPages:
    """The pages of a file that pdfminer has parsed."""

    def __init__(self, document: PDFDocument, interpreter: type[Interpreter], limits: Limits) -> None:
        self._interpreter = interpreter
        self._limits = limits
        self._fonts = Fonts(limits.max_content_bytes)
        self._faces: dict[PDFFont, Face] = {}
        self._memory = Memory()
        self._leaves = list(page_leaves(document, limits.max_pages))

    def __len__(self) -> int:
        return len(self._leaves)

    def page(self, page_number: int) -> Page:
        """What is painted on a page, counted from 1."""
        leaf = self._leaves[page_number - 1]
        unit = float(num_value(leaf.attrs.get("UserUnit", 1)))
        matrix, width, height = visible_page(leaf.mediabox, leaf.cropbox, leaf.rotate, unit)
        canvas = Canvas(BBox(0.0, 0.0, width, height), self._limits, self._faces, self._memory)
        interpreter = self._interpreter(self._fonts, PDFDevice(self._fonts), canvas)
        contents = contents_of(leaf)
        interpreter.render_contents(leaf.resources, contents, ctm=matrix)
        for stream in contents:
            pack_again(stream)
        glyphs, shapes, overrun = run_over(
            canvas.page,
            canvas.text,
            canvas.text.columns(),
            canvas.shapes,
            canvas.cuts,
            is_cropped=leaf.cropbox != leaf.mediabox,
        )
        return Page(
            page_number=page_number,
            width=width,
            height=height,
            glyphs=glyphs,
            shapes=tuple(shapes),
            overrun=overrun,
            links=tuple(_links(leaf, matrix)),
            image_boxes=tuple(canvas.image_boxes),
        )


def _links(leaf: PDFPage, matrix: Matrix) -> Iterator[Link]:
    """The page's web links; their boxes as the annotations give them."""
    for reference in list_value(leaf.annots) if leaf.annots is not None else []:
        note: dict[str, Any] = dict_value(reference)
        action = resolve1(note.get("A"))
        uri = resolve1(action.get("URI")) if isinstance(action, dict) else None
        corners = resolve1(note.get("Rect"))
        if isinstance(uri, bytes) and isinstance(corners, list) and len(corners) == _CORNERS:
            box = box_through(matrix, *(float(num_value(corner)) for corner in corners))
            yield Link(rounded(box), uri.decode("utf-8", "replace"))
