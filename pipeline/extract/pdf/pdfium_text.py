"""The glyphs of a page by PDFium's text page: which characters are painted, and where.

The text page serves for copying text, and so differs from what is painted. What it adds by itself (spaces and
line ends) is dropped. The space that it drops next to one of its own, and the texts of spaces only, which it
leaves out, are added again. The hyphen that it reports at a line's end is read anew, alone, and an
`ActualText` is removed before. What is painted twice in one place it gives once, which is how it is seen.

Each call costs half a microsecond: of a character its object, its pen and whether it has a Unicode value are
asked; all else is its object's, or its font's. Advances are whole thousandths of an em.
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import hypot
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
import regex as re

from pipeline.extract.pdf.limits import NO_UNICODE, Limits
from pipeline.extract.pdf.painted import PaintedGlyphs, check, readable
from pipeline.extract.pdf.space import Matrix, angle_of, box_through, multiply
from pipeline.stations.glyph_columns import Face, Floats, Ints
from pipeline.stations.page import BBox

# Text render modes: 3 paints nothing, 7 only adds to the clip path.
INVISIBLE_MODES = frozenset({3, 7})
_HYPHENS_AT_END = frozenset("\x02\ufffe")
_SPACES = frozenset(" \r\n")
_SURROGATE = re.compile("[\ud800-\udfff]")
# ABCDEF+TimesNewRoman -> TimesNewRoman
SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")
_NAME_BYTES = 256
_EM = 1000
# As much of a space's advance lies behind it where it was painted; rounding takes little of it.
_PAINTED_SHARE = 0.5
# PDFium adds a space or a line end here and there: so many characters of its text page to one of the page.
_MOST_ADDED = 4


def _plain(function: Any, result: Any, *arguments: Any) -> Any:  # noqa: ANN401 (functions and types of ctypes)
    """A function of PDFium that takes and gives addresses as numbers; pointers cost more than the call."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_object_at = _plain(pdfium.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_pen_at = _plain(
    pdfium.FPDFText_GetCharOrigin,
    ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p,
)  # fmt: skip
_has_no_unicode = _plain(pdfium.FPDFText_HasUnicodeMapError, ctypes.c_int, ctypes.c_void_p, ctypes.c_int)


class TextObject(NamedTuple):
    """A text of a page: PDFium's handle, the matrix from its drawing's space to the page, and its clip."""

    handle: Any
    matrix: Matrix
    clip: BBox


class _Typeface:
    """A font of a page: its name, how far it reaches below the baseline in ems, and its advances."""

    def __init__(self, font: Any) -> None:  # noqa: ANN401 (PDFium's handle)
        name, descent = ctypes.create_string_buffer(_NAME_BYTES), ctypes.c_float()
        pdfium.FPDFFont_GetBaseFontName(font, name, _NAME_BYTES)
        pdfium.FPDFFont_GetDescent(font, _EM, descent)
        self.name = SUBSET_TAG.sub("", name.value.decode("utf-8", "replace"))
        self.descent = descent.value / _EM
        self._font = font
        self._advances: dict[str, float] = {}

    def advance(self, sign: str) -> float:
        """How far a character moves the pen, in ems; 0 where the font knows it by no code."""
        known = self._advances.get(sign)
        if known is None:
            width = ctypes.c_float()
            if len(sign) == 1:
                pdfium.FPDFFont_GetGlyphWidth(self._font, ord(sign), _EM, width)
            known = self._advances[sign] = width.value / _EM
        return known


class _Text(NamedTuple):
    """What the characters of a text object share.

    Attributes:
        typeface: its font.
        face: font, direction and colour.
        size: in points on the page.
        along, up: one em along the baseline and across it, in points on the page.
        start: where the pen stood before the first, in points on the page.
        is_shown: whether it is painted at all.
        clip: its box.
    """

    typeface: _Typeface
    face: Face
    size: float
    along: tuple[float, float]
    up: tuple[float, float]
    start: tuple[float, float]
    is_shown: bool
    clip: BBox


class _Characters(NamedTuple):
    """Characters of the text page: the number there, the number of the text, what each is, and its pen."""

    at: list[int]
    text: list[int]
    signs: list[str]
    pens: Floats

    def take(self, rows: Sequence[int]) -> _Characters:
        """Some of them, in this order."""
        at, text = [self.at[row] for row in rows], [self.text[row] for row in rows]
        return _Characters(at, text, [self.signs[row] for row in rows], self.pens[list(rows)])


def read_glyphs(
    page: Any,  # noqa: ANN401 (PDFium's handle)
    objects: Mapping[int, TextObject],
    matrix: Matrix,
    limits: Limits,
) -> PaintedGlyphs:
    """All glyphs of a page in the order in which they were painted.

    Args:
        page: PDFium's handle.
        objects: the page's texts by their addresses, as they were painted.
        matrix: from the file's space to the page.
        limits: how much to take in.

    Raises:
        TooMuch: there are too many characters.
    """
    for thing in objects.values():
        _drop_actual_text(thing.handle)
    typefaces: dict[int, _Typeface] = {}
    texts = [_text(thing, typefaces) for thing in objects.values()]
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        count = pdfium.FPDFText_CountChars(text_page)
        check(count // _MOST_ADDED, "characters", "max_glyphs_per_page", limits)
        found = _painted(text_page, count, list(objects), texts, matrix)
        _restore_hyphens(page, text_page, found, list(objects.values()))
        ends = _glyph_starts(found)
        glyphs = found.take(ends[:-1])
        signs = [_known(found.signs[start:end]) for start, end in pairwise(ends)]
        advances = [
            texts[number].typeface.advance(sign) or _boxed_advance(text_page, at, texts[number], matrix)
            for at, number, sign in zip(glyphs.at, glyphs.text, signs, strict=True)
        ]
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    seen = set(found.text)
    blank = [
        number
        for number, (thing, text) in enumerate(zip(objects.values(), texts, strict=True))
        if number not in seen and _is_blank(thing.handle)
    ]
    signs += [" "] * len(blank)
    advances += [texts[number].typeface.advance(" ") for number in blank]
    number = np.array([*glyphs.text, *blank], dtype=np.int64)
    pens = np.vstack([glyphs.pens, *[texts[each].start for each in blank]])
    order = np.argsort(number, kind="stable")
    return _placed(
        [signs[row] for row in order.tolist()], pens[order], np.array(advances)[order], texts, number[order]
    )


def _painted(
    text_page: Any,  # noqa: ANN401 (PDFium's handle)
    count: int,
    addresses: Sequence[int],
    texts: Sequence[_Text],
    matrix: Matrix,
) -> _Characters:
    """The painted characters of a text page."""
    handle = ctypes.cast(text_page, ctypes.c_void_p).value
    number_of = {address: number for number, address in enumerate(addresses)}
    signs = _signs(text_page, count)
    numbers = [number_of.get(_object_at(handle, at), -1) for at in range(count)]
    places = [at for at, number in enumerate(numbers) if number >= 0]
    pens = np.zeros((len(places), 2), dtype=np.float64)
    start, step = pens.ctypes.data, pens.itemsize
    for row, at in enumerate(places):
        x = start + 2 * step * row
        _pen_at(handle, at, x, x + step)
    to_page = np.array(matrix).reshape(3, 2)
    found = _Characters(
        places,
        [numbers[at] for at in places],
        [NO_UNICODE if _has_no_unicode(handle, at) else readable(signs[at]) for at in places],
        pens @ to_page[:2] + to_page[2],
    )
    generated = [
        row
        for row, at in enumerate(places)
        if signs[at] in _SPACES and pdfium.FPDFText_IsGenerated(text_page, at) == 1
    ]
    dropped = {row for row in generated if not _stands_for_a_space(found, row, texts)}
    return found.take([row for row in range(len(places)) if row not in dropped]) if dropped else found


def _stands_for_a_space(found: _Characters, row: int, texts: Sequence[_Text]) -> bool:
    """Whether a space that PDFium added within a text stands for a painted one, which it drops then."""
    if row + 1 >= len(found.text) or found.text[row] != found.text[row + 1]:
        return False
    text = texts[found.text[row]]
    advance = text.typeface.advance(" ") * hypot(*text.along)
    return advance > 0 and hypot(*(found.pens[row + 1] - found.pens[row])) >= _PAINTED_SHARE * advance


def _restore_hyphens(
    page: Any,  # noqa: ANN401 (PDFium's handles)
    text_page: Any,  # noqa: ANN401
    found: _Characters,
    objects: Sequence[TextObject],
) -> None:
    """Read the signs anew that PDFium gives as its own mark of a hyphen at a line's end."""
    hyphens = [
        row
        for row, at in enumerate(found.at)
        if found.signs[row] in _HYPHENS_AT_END | {NO_UNICODE} and pdfium.FPDFText_IsHyphen(text_page, at) == 1
    ]
    if not hyphens:
        return
    for thing in objects:
        pdfium.FPDFPageObj_SetIsActive(thing.handle, False)
    for row in hyphens:
        # alone, it stands at the end of no line
        thing = objects[found.text[row]]
        pdfium.FPDFPageObj_SetIsActive(thing.handle, True)
        alone = pdfium.FPDFText_LoadPage(page)
        found.signs[row] = _signs(alone, pdfium.FPDFText_CountChars(alone)).rstrip()[-1:] or "-"
        pdfium.FPDFText_ClosePage(alone)
        pdfium.FPDFPageObj_SetIsActive(thing.handle, False)


def _glyph_starts(found: _Characters) -> list[int]:
    """The number of the first character of each glyph, and how many characters there are.

    PDFium gives a glyph of several characters (a ligature) as so many characters in one place.
    """
    is_first = np.ones(len(found.at) + 1, dtype=np.bool_)
    is_first[1:-1] = (found.pens[1:] != found.pens[:-1]).any(axis=1) | (np.diff(found.text) != 0)
    starts: list[int] = np.flatnonzero(is_first).tolist()
    return starts


def _known(signs: Sequence[str]) -> str:
    """The characters of one glyph, without PDFium's own mark for one that is none."""
    if len(signs) == 1:
        return NO_UNICODE if signs[0] in _HYPHENS_AT_END else signs[0]
    return "".join([sign for sign in signs if sign not in _HYPHENS_AT_END]) or NO_UNICODE


def _is_blank(thing: Any) -> bool:  # noqa: ANN401 (PDFium's handle)
    """Whether a text has no ink."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    is_known = pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    return bool(is_known) and (left.value >= right.value or bottom.value >= top.value)


def _boxed_advance(text_page: Any, at: int, text: _Text, matrix: Matrix) -> float:  # noqa: ANN401 (PDFium's handle)
    """The advance of a character by the box around it, in ems."""
    box, (x, y) = pdfium.FS_RECTF(), text.along
    pdfium.FPDFText_GetLooseCharBox(text_page, at, box)
    corners = box_through(matrix, box.left, box.bottom, box.right, box.top)
    if not x and not y:
        return 0.0
    return corners.width / abs(x) if abs(x) >= abs(y) else corners.height / abs(y)


def _placed(
    signs: list[str], pens: Floats, advances: Floats, texts: Sequence[_Text], number: Ints
) -> PaintedGlyphs:
    """The glyphs on the page: the font's height, set down by its descent, and as wide as they advance."""
    faces = {face: at for at, face in enumerate(dict.fromkeys(text.face for text in texts))}
    clips = {clip: at for at, clip in enumerate(dict.fromkeys(text.clip for text in texts))}
    # of each text: ends of an em along and up, descent, size, whether it runs up or down the page, ...
    rows = [
        (
            *text.along, *text.up, text.typeface.descent, text.size, text.face[1] in {90, 270},
            text.is_shown, faces[text.face], clips[text.clip],
        )
        for text in texts
    ]  # fmt: skip
    table = np.array(rows, dtype=np.float64).reshape(-1, 10)[number]
    along, up, (descent, size, is_on_side, is_shown, face, clip) = table[:, :2], table[:, 2:4], table[:, 4:].T
    along = along * advances[:, None]
    low = pens + up * descent[:, None]
    corners = np.stack((low, low + along, low + up, low + up + along))
    return PaintedGlyphs(
        texts=signs,
        boxes=np.hstack((corners.min(axis=0), corners.max(axis=0))),
        # the baseline of text that runs up or down the page is an upright line
        baseline=np.where(is_on_side > 0, pens[:, 0], pens[:, 1]),
        size=size,
        faces=list(faces),
        face=face.astype(np.int64),
        is_shown=is_shown > 0,
        clips=list(clips),
        clip=clip.astype(np.int64),
    )


def _text(thing: TextObject, typefaces: dict[int, _Typeface]) -> _Text:
    """What the characters of a text object share."""
    given, size = pdfium.FS_MATRIX(), ctypes.c_float()
    pdfium.FPDFPageObj_GetMatrix(thing.handle, given)
    pdfium.FPDFTextObj_GetFontSize(thing.handle, size)
    own = (given.a, given.b, given.c, given.d, given.e, given.f)
    a, b, c, d, e, f = multiply(own, thing.matrix)
    em = size.value
    font = pdfium.FPDFTextObj_GetFont(thing.handle)
    key = ctypes.addressof(font.contents)
    if key not in typefaces:
        typefaces[key] = _Typeface(font)
    angle = angle_of((a, b, c, d, 0.0, 0.0), -1.0 if em < 0 else 1.0)
    color, alpha = color_of(thing.handle, pdfium.FPDFPageObj_GetFillColor)
    return _Text(
        typeface=typefaces[key],
        face=(typefaces[key].name, angle, color),
        # the height across the baseline, which a slant (synthetic italics) does not change
        size=abs(em * (a * d - b * c)) / (hypot(a, b) or 1.0),
        along=(a * em, b * em),
        up=(c * em, d * em),
        start=(e, f),
        is_shown=alpha > 0 and pdfium.FPDFTextObj_GetTextRenderMode(thing.handle) not in INVISIBLE_MODES,
        clip=thing.clip,
    )


def _signs(text_page: Any, count: int) -> str:  # noqa: ANN401 (PDFium's handle)
    """The characters of a text page, one for each of its numbers."""
    units = (ctypes.c_ushort * (count + 1))()
    n_written = pdfium.FPDFText_GetText(text_page, 0, count, units)
    text = bytes(units)[: 2 * count].decode("utf-16-le", "surrogatepass")
    if n_written == count + 1 and len(text) == count and not _SURROGATE.search(text):
        return text
    return "".join([chr(pdfium.FPDFText_GetUnicode(text_page, at)) for at in range(count)])


def _drop_actual_text(thing: Any) -> None:  # noqa: ANN401 (PDFium's handle)
    """Remove a text's `ActualText`, which the text page would give in the place of what is painted."""
    for number in range(pdfium.FPDFPageObj_CountMarks(thing)):
        mark = pdfium.FPDFPageObj_GetMark(thing, number)
        if pdfium.FPDFPageObjMark_CountParams(mark) > 0:
            pdfium.FPDFPageObjMark_RemoveParam(thing, mark, b"ActualText")


def color_of(thing: Any, ask: Any) -> tuple[int, int]:  # noqa: ANN401 (PDFium's handle and function)
    """A colour as 0xRRGGBB, and its opacity from 0 to 255."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    ask(thing, red, green, blue, alpha)
    return red.value << 16 | green.value << 8 | blue.value, alpha.value
