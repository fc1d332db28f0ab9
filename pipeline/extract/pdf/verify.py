"""A second, independent reading of a page's characters, and where it differs from the first.

Both readers find a page's glyphs by this project's and pdfminer's code; what that code loses, its own count
does not miss. PDFium shares no code with them: it says which characters stand on the page and where. The two
readings are compared as a bag of characters, and each character by its place.

Tolerance. Left out of both: spaces and control characters (PDFium adds and drops them). One and the same: all
hyphens, soft ones too; a ligature and its letters, a letter and its base with its marks (NFKD); one letter
and several paintings of it in one place. A character may stand half of its size beside its place: PDFium
rounds widths to thousandths of an em and drifts along a line. No difference: what a font gives no Unicode
value for, which has its own finding, and text with an `ActualText`, which PDFium gives in the place of what
is painted.
"""

from __future__ import annotations

import ctypes
import unicodedata
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium

from pipeline.extract.pdf.limits import NO_UNICODE
from pipeline.stations.glyph_columns import Bools, Floats, Ints, columns_of
from pipeline.stations.page import BBox, Difference, Page

if TYPE_CHECKING:
    from pipeline.extract.pdf.reader import OpenedDocument

_NEAR_EM = 0.5
_NEAR_PT = 1.0
_SAME_PLACE_PT = 1.5
"""As far apart as two paintings of one letter of 12 pt may stand, see `visible`."""
_HYPHEN = ord("-")
# hyphen-minus, hyphen, non-breaking and soft hyphen; and what PDFium gives for one at a line's end
_HYPHENS = frozenset("-\u2010\u2011\u00ad\ufffe\x02")
# controls, formats, surrogates
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
_DEVICE = 100_000
_SIDE_PT = 1000


class _Characters(NamedTuple):
    """Characters and their places on the page.

    Attributes:
        codes: each one's code point.
        boxes: its box: `x0`, `top`, `x1`, `bottom`, in points.
        reach: how far from it another reading may see it, in points.
        source: the number of what it came from.
    """

    codes: Ints
    boxes: Floats
    reach: Floats
    source: Ints

    def text(self, chosen: Bools) -> str:
        """The chosen characters."""
        return "".join(map(chr, self.codes[chosen].tolist()))


class VerifiedDocument:
    """A file read by another reader, whose pages say where PDFium's reading of their characters differs."""

    def __init__(self, document: OpenedDocument, content: bytes) -> None:
        self._read = document
        pdfium.FPDF_InitLibrary()
        # PDFium reads from this buffer for as long as the file is open.
        self._content = ctypes.create_string_buffer(content, len(content))
        self._seen = pdfium.FPDF_LoadMemDocument64(self._content, len(content), None)

    @property
    def page_count(self) -> int:
        """Pages in the file."""
        return self._read.page_count

    def page(self, page_number: int) -> Page:
        """What is painted on a page, counted from 1."""
        page = self._read.page(page_number)
        return replace(page, difference=self._difference(page))

    def close(self) -> None:
        """Let go of the file."""
        self._read.close()
        if self._seen:
            pdfium.FPDF_CloseDocument(self._seen)
            self._seen = None

    def _difference(self, page: Page) -> Difference | None:
        """Where PDFium's reading differs; None where the two agree, or PDFium cannot open the page."""
        handle = pdfium.FPDF_LoadPage(self._seen, page.page_number - 1) if self._seen else None
        if not handle:
            return None
        text = pdfium.FPDFText_LoadPage(handle)
        try:
            return _compared(page, handle, text)
        finally:
            pdfium.FPDFText_ClosePage(text)
            pdfium.FPDF_ClosePage(handle)


def _compared(page: Page, handle: Any, text: Any) -> Difference | None:  # noqa: ANN401 (handles of PDFium)
    read, is_shown = _read(page)
    seen = _seen(page, handle, text)
    unconfirmed, unread = _without_partner(read, seen)
    unconfirmed &= is_shown
    if not unconfirmed.any() and not unread.any():
        return None
    is_unknown = read.codes == ord(NO_UNICODE)
    excused = np.vstack([_replaced(page, handle), read.boxes[is_unknown]])
    unconfirmed &= ~is_unknown & ~_are_inside(read, excused)
    unread &= ~_are_inside(seen, excused)
    if not unconfirmed.any() and not unread.any():
        return None
    boxes = np.vstack([read.boxes[unconfirmed], seen.boxes[unread]])
    fonts = {page.glyphs[number].font for number in read.source[unconfirmed].tolist()}
    fonts |= {_font_name(text, number) for number in seen.source[unread].tolist()}
    return Difference(
        unread=seen.text(unread),
        unconfirmed=read.text(unconfirmed),
        fonts=tuple(sorted(fonts - {""})),
        bbox=BBox(*boxes[:, :2].min(axis=0).tolist(), *boxes[:, 2:].max(axis=0).tolist()),
    )


def _read(page: Page) -> tuple[_Characters, Bools]:
    """The characters of the page as it was read, and which of them are visible."""
    columns = columns_of(page.glyphs)
    found = [(code, number) for number, text in enumerate(columns.texts) for code in _codes(text)]
    codes, source = _columns(found)
    boxes = np.column_stack([columns.x0, columns.top, columns.x1, columns.bottom])[source]
    reach = np.maximum(columns.size[source] * _NEAR_EM, _NEAR_PT)
    return _Characters(codes, boxes, reach, source), columns.is_visible[source]


def _columns(found: list[tuple[int, int]]) -> tuple[Ints, Ints]:
    pairs = np.array(found, dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def _seen(page: Page, handle: Any, text: Any) -> _Characters:  # noqa: ANN401
    """The characters that PDFium sees; their boxes are the points where the pen stood."""
    found: list[tuple[int, int]] = []
    pens: list[tuple[float, float]] = []
    x, y = ctypes.c_double(), ctypes.c_double()
    to_x, to_y = ctypes.byref(x), ctypes.byref(y)
    for number in range(pdfium.FPDFText_CountChars(text)):
        signs = _codes(chr(pdfium.FPDFText_GetUnicode(text, number)))
        if signs and pdfium.FPDFText_GetCharOrigin(text, number, to_x, to_y):
            for code in signs:
                found.append((code, number))
                pens.append((x.value, y.value))
    codes, source = _columns(found)
    places = _on_paper(page, handle, pens)
    return _Characters(codes, np.hstack([places, places]), np.full(len(codes), _NEAR_PT), source)


def _on_paper(page: Page, handle: Any, points: list[tuple[float, float]]) -> Floats:  # noqa: ANN401
    """Points of the file's space as points from the top left corner of the page as it is seen."""
    x, y = ctypes.c_int(), ctypes.c_int()
    corners = []
    for corner in ((0, 0), (_SIDE_PT, 0), (0, _SIDE_PT)):
        pdfium.FPDF_PageToDevice(handle, 0, 0, _DEVICE, _DEVICE, 0, *corner, x, y)
        corners.append((x.value * page.width / _DEVICE, y.value * page.height / _DEVICE))
    origin, right, up = np.array(corners)
    given = np.array(points, dtype=float).reshape(-1, 2)
    return np.asarray(given @ np.array([right - origin, up - origin]) / _SIDE_PT + origin)


@lru_cache(maxsize=4096)
def _codes(text: str) -> tuple[int, ...]:
    """The code points of those characters of a text that count, in their plainest form."""
    return tuple(
        [
            _HYPHEN if sign in _HYPHENS else ord(sign)
            for sign in unicodedata.normalize("NFKD", text)
            if sign in _HYPHENS or not (sign.isspace() or unicodedata.category(sign) in _UNSEEN)
        ]
    )


def _without_partner(read: _Characters, seen: _Characters) -> tuple[Bools, Bools]:
    """Which characters of each reading have none of their kind near them in the other, or one too few."""
    alone = np.zeros(len(read.codes), dtype=bool), np.zeros(len(seen.codes), dtype=bool)
    mine, theirs = np.argsort(read.codes, kind="stable"), np.argsort(seen.codes, kind="stable")
    kinds = np.union1d(read.codes, seen.codes)
    if np.array_equal(read.codes[mine], seen.codes[theirs]):
        # both readings go along the content, and mostly meet the characters in the same order
        gaps = _gaps(read.boxes[mine], seen.boxes[theirs])
        kinds = np.unique(read.codes[mine][gaps > read.reach[mine]])
    for kind in kinds.tolist():
        some, others = _of_kind(read, mine, kind), _of_kind(seen, theirs, kind)
        near = _gaps(read.boxes[some][:, None], seen.boxes[others][None]) <= read.reach[some][:, None]
        alone[0][some] = _left_over(near, read.boxes[some])
        alone[1][others] = _left_over(near.T, seen.boxes[others])
    return alone


def _of_kind(characters: _Characters, order: Ints, kind: int) -> Ints:
    """The numbers of the characters of one kind."""
    codes = characters.codes[order]
    return order[np.searchsorted(codes, kind) : np.searchsorted(codes, kind, side="right")]


def _gaps(boxes: Floats, others: Floats) -> Floats:
    """How far boxes are apart, across or along, in points; not above 0 where they touch."""
    apart = np.maximum(boxes[..., :2] - others[..., 2:], others[..., :2] - boxes[..., 2:])
    return np.asarray(apart.max(axis=-1))


def _left_over(near: Bools, boxes: Floats) -> Bools:
    """Which of some characters get no partner of their own; one painted several times in one place is one.

    Args:
        near: of each character the possible partners.
        boxes: the characters' boxes.
    """
    if near.shape[0] <= near.shape[1]:
        return np.asarray(~near.any(axis=1))
    is_free = np.ones(near.shape[1], dtype=bool)
    is_left = np.zeros(near.shape[0], dtype=bool)
    for at, partners in enumerate(near):
        free = np.flatnonzero(partners & is_free)
        if len(free):
            is_free[free[0]] = False
        else:
            before = boxes[:at][~is_left[:at]]
            is_left[at] = not (np.abs(before[:, :2] - boxes[at, :2]).max(axis=1) <= _SAME_PLACE_PT).any()
    return is_left


def _are_inside(characters: _Characters, areas: Floats) -> Bools:
    """Which of the characters touch one of the areas, or nearly."""
    gaps = _gaps(characters.boxes[:, None], areas[None])
    return np.asarray((gaps <= characters.reach[:, None]).any(axis=1))


def _replaced(page: Page, handle: Any) -> Floats:  # noqa: ANN401
    """The boxes of what has an `ActualText`; of a drawing that holds such text, all of it."""
    corners: list[tuple[float, float]] = []
    edges = [ctypes.c_float() for _ in range(4)]
    for number in range(pdfium.FPDFPage_CountObjects(handle)):
        thing = pdfium.FPDFPage_GetObject(handle, number)
        if _has_actual_text(thing) and pdfium.FPDFPageObj_GetBounds(thing, *edges):
            left, bottom, right, top = [edge.value for edge in edges]
            corners += [(left, bottom), (right, top)]
    points = _on_paper(page, handle, corners).reshape(-1, 2, 2)
    return np.hstack([points.min(axis=1), points.max(axis=1)])


def _has_actual_text(thing: Any) -> bool:  # noqa: ANN401
    if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_FORM:
        inner = range(pdfium.FPDFFormObj_CountObjects(thing))
        return any(_has_actual_text(pdfium.FPDFFormObj_GetObject(thing, number)) for number in inner)
    marks = range(pdfium.FPDFPageObj_CountMarks(thing))
    return any(
        pdfium.FPDFPageObjMark_GetParamValueType(pdfium.FPDFPageObj_GetMark(thing, number), b"ActualText")
        == pdfium.FPDF_OBJECT_STRING
        for number in marks
    )


def _font_name(text: Any, number: int) -> str:  # noqa: ANN401
    """The name of a character's font without its subset's tag, as PDFium knows it; empty for none."""
    flags = ctypes.c_int()
    room = pdfium.FPDFText_GetFontInfo(text, number, None, 0, flags)
    name = ctypes.create_string_buffer(max(room, 1))
    pdfium.FPDFText_GetFontInfo(text, number, name, room, flags)
    return name.value.decode("utf-8", "replace").rpartition("+")[2]
