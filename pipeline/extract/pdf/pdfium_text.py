"""The glyphs of a page by PDFium's text page: which characters are painted, and where.

The text page serves for copying text, and so differs from what is painted. What it adds by itself (spaces and
line ends) is dropped. The space that it drops next to one of its own, and the texts of spaces only, which it
leaves out, are added again. The hyphen that it reports at a line's end is read anew, alone, and an
`ActualText` is removed before. What is painted twice in one place it gives once, which is how it is seen.

Of a character its text, its pen and whether it has a Unicode value are asked; all else is its text's, or its
font's. Advances are whole thousandths of an em.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat
from typing import NamedTuple

import numpy as np
import regex as re

from pipeline.extract.pdf import ctypes_calls as pdfium
from pipeline.extract.pdf.ctypes_calls import written
from pipeline.extract.pdf.limits import NO_UNICODE, Limits
from pipeline.extract.pdf.page_objects import Thing, colors_of, matrices_of
from pipeline.extract.pdf.painted import INVISIBLE_MODES, SUBSET_TAG, PaintedGlyphs, check, readable
from pipeline.extract.pdf.space import Matrix, box_through
from pipeline.stations.glyph_columns import Bools, Face, Floats, Ints

_HYPHENS_AT_END = frozenset("\x02\ufffe")
_SPACES = frozenset(" \r\n")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NAME_BYTES = 256
_EM = 1000
# As much of a space's advance lies behind it where it was painted; rounding takes little of it.
_PAINTED_SHARE = 0.5
# PDFium adds a space or a line end here and there: so many characters of its text page to one of the page.
_MOST_ADDED = 4


class _Advances(dict[str, float]):
    """How far each character of a font moves the pen, in ems; 0 where the font knows it by no code."""

    def __init__(self, font: int) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, sign: str) -> float:
        width = ctypes.c_float()
        if len(sign) == 1:
            pdfium.FPDFFont_GetGlyphWidth(self._font, ord(sign), _EM, ctypes.byref(width))
        self[sign] = width.value / _EM
        return self[sign]


class _Typeface(NamedTuple):
    """A font of a page: its name, how far it reaches below the baseline in ems, and its advances."""

    name: str
    descent: float
    advances: _Advances


@dataclass(frozen=True, slots=True, kw_only=True)
class _Texts:
    """The texts of a page, each with what its characters share: an entry or a row for each text.

    In points on the page: the size; `along` and `up`, one em along the baseline and across it; `start`, where
    the pen stood before the first character. `is_shown` says whether it is painted at all.
    """

    things: Sequence[Thing]
    typefaces: Sequence[_Typeface]
    faces: Sequence[Face]
    size: Floats
    along: Floats
    up: Floats
    start: Floats
    is_shown: Bools


class _Characters(NamedTuple):
    """Characters of the text page: the number there, the number of the text, what each is, and its pen."""

    at: Ints
    text: Ints
    signs: list[str]
    pens: Floats

    def take(self, rows: Ints) -> _Characters:
        """Some of them, in this order."""
        return _Characters(
            self.at[rows], self.text[rows], [self.signs[row] for row in rows.tolist()], self.pens[rows]
        )


def read_glyphs(page: int, things: Sequence[Thing], matrix: Matrix, limits: Limits) -> PaintedGlyphs:
    """All glyphs of a page in the order in which they were painted.

    `things` are its texts, as they were painted; the matrix leads from the file's space to the page.

    Raises:
        TooMuch: there are too many characters.
    """
    for thing in things:
        _drop_actual_text(thing.address)
    texts = _texts(things)
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        count = pdfium.FPDFText_CountChars(text_page)
        check(count // _MOST_ADDED, "characters", "max_glyphs_per_page", limits)
        glyphs = _whole_glyphs(_restored(page, text_page, _painted(text_page, count, texts, matrix), things))
        advances = np.array(
            [
                texts.typefaces[number].advances[sign]
                for number, sign in zip(glyphs.text.tolist(), glyphs.signs, strict=True)
            ]
        )
        for row in np.flatnonzero(advances == 0).tolist():
            advances[row] = _boxed_advance(
                text_page, int(glyphs.at[row]), texts.along[glyphs.text[row]], matrix
            )
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    unseen = sorted({*range(len(things))}.difference(glyphs.text.tolist()))
    blank = [number for number in unseen if _is_blank(things[number].address)]
    number = np.array([*glyphs.text.tolist(), *blank], dtype=np.int64)
    order = np.argsort(number, kind="stable")
    signs = [*glyphs.signs, *[" "] * len(blank)]
    pens = np.vstack([glyphs.pens, texts.start[blank]])
    advances = np.append(advances, [texts.typefaces[each].advances[" "] for each in blank])
    return _placed([signs[row] for row in order.tolist()], pens[order], advances[order], texts, number[order])


def _painted(text_page: int, count: int, texts: _Texts, matrix: Matrix) -> _Characters:
    """The painted characters of a text page."""
    number_of = {thing.address: number for number, thing in enumerate(texts.things)}
    every = _signs(text_page, count)
    addresses = map(pdfium.FPDFText_GetTextObject, repeat(text_page), range(count))
    text = np.array(list(map(number_of.get, addresses, repeat(-1))), dtype=np.int64)
    at = np.flatnonzero(text >= 0)
    places = at.tolist()
    pens = written(pdfium.FPDFText_GetCharOrigin, 2, np.float64, repeat(text_page), places)
    is_unknown = map(pdfium.FPDFText_HasUnicodeMapError, repeat(text_page), places)
    signs = [
        NO_UNICODE if unknown else readable(every[place])
        for place, unknown in zip(places, is_unknown, strict=True)
    ]
    to_page = np.array(matrix).reshape(3, 2)
    found = _Characters(at, text[at], signs, pens @ to_page[:2] + to_page[2])
    dropped = [
        row
        for row, place in enumerate(places)
        if every[place] in _SPACES
        and pdfium.FPDFText_IsGenerated(text_page, place) == 1
        and not _stands_for_a_space(found, row, texts)
    ]
    return found.take(np.delete(np.arange(len(places)), dropped)) if dropped else found


def _stands_for_a_space(found: _Characters, row: int, texts: _Texts) -> bool:
    """Whether a space that PDFium added within a text stands for a painted one, which it drops then."""
    if row + 1 >= len(found.text) or found.text[row] != found.text[row + 1]:
        return False
    number = found.text[row]
    advance = texts.typefaces[number].advances[" "] * np.hypot(*texts.along[number])
    return bool(
        advance > 0 and np.hypot(*(found.pens[row + 1] - found.pens[row])) >= _PAINTED_SHARE * advance
    )


def _restored(page: int, text_page: int, found: _Characters, things: Sequence[Thing]) -> _Characters:
    """The characters with the signs that PDFium gives as its own mark of a hyphen at a line's end read anew.

    What else is such a mark is no character.
    """
    marks = _HYPHENS_AT_END | {NO_UNICODE}
    if marks.isdisjoint(found.signs):
        return found
    signs = list(found.signs)
    for thing in things:
        pdfium.FPDFPageObj_SetIsActive(thing.address, 0)
    for row, sign in enumerate(signs):
        if sign in marks and pdfium.FPDFText_IsHyphen(text_page, int(found.at[row])) == 1:
            # alone, it stands at the end of no line
            address = things[found.text[row]].address
            pdfium.FPDFPageObj_SetIsActive(address, 1)
            alone = pdfium.FPDFText_LoadPage(page)
            signs[row] = _signs(alone, pdfium.FPDFText_CountChars(alone)).rstrip()[-1:] or "-"
            pdfium.FPDFText_ClosePage(alone)
            pdfium.FPDFPageObj_SetIsActive(address, 0)
        elif sign in _HYPHENS_AT_END:
            signs[row] = ""
    return found._replace(signs=signs)


def _whole_glyphs(found: _Characters) -> _Characters:
    """The glyphs: PDFium gives one of several characters (a ligature) as so many characters in one place."""
    is_first = np.ones(len(found.at) + 1, dtype=np.bool_)
    is_first[1:-1] = (found.pens[1:] != found.pens[:-1]).any(axis=1) | (np.diff(found.text) != 0)
    starts = np.flatnonzero(is_first)
    if is_first.all() and "" not in found.signs:
        return found
    signs = ["".join(found.signs[start:end]) or NO_UNICODE for start, end in pairwise(starts.tolist())]
    return found.take(starts[:-1])._replace(signs=signs)


def _is_blank(address: int) -> bool:
    """Whether a text has no ink."""
    bounds = written(pdfium.FPDFPageObj_GetBounds, 4, np.float32, [address])
    left, bottom, right, top = bounds[0]
    return bool(left >= right or bottom >= top)


def _boxed_advance(text_page: int, at: int, along: Floats, matrix: Matrix) -> float:
    """The advance of a character by the box around it, in ems."""
    box = written(pdfium.FPDFText_GetLooseCharBox, 4, np.float32, [text_page], [at], is_struct=True)
    left, top, right, bottom = box[0].tolist()
    corners = box_through(matrix, left, bottom, right, top)
    x, y = map(abs, along.tolist())
    length, em = (corners.width, x) if x >= y else (corners.height, y)
    return length / em if em else 0.0


def _placed(signs: list[str], pens: Floats, advances: Floats, texts: _Texts, number: Ints) -> PaintedGlyphs:
    """The glyphs on the page: the font's height, set down by its descent, and as wide as they advance."""
    faces = {face: at for at, face in enumerate(dict.fromkeys(texts.faces))}
    clips = {clip: at for at, clip in enumerate(dict.fromkeys(thing.clip for thing in texts.things))}
    descent = np.array([typeface.descent for typeface in texts.typefaces])[number]
    face = np.array([faces[each] for each in texts.faces], dtype=np.int64)[number]
    clip = np.array([clips[thing.clip] for thing in texts.things], dtype=np.int64)[number]
    is_on_side = np.array([angle in {90, 270} for _, angle, _ in texts.faces], dtype=np.bool_)[number]
    along, up = texts.along[number] * advances[:, None], texts.up[number]
    low = pens + up * descent[:, None]
    corners = np.stack((low, low + along, low + up, low + up + along))
    return PaintedGlyphs(
        texts=signs,
        boxes=np.hstack((corners.min(axis=0), corners.max(axis=0))),
        # the baseline of text that runs up or down the page is an upright line
        baseline=np.where(is_on_side, pens[:, 0], pens[:, 1]),
        size=texts.size[number],
        faces=list(faces),
        face=face,
        is_shown=texts.is_shown[number],
        clips=list(clips),
        clip=clip,
    )


def _texts(things: Sequence[Thing]) -> _Texts:
    """What the characters of each text share."""
    addresses = [thing.address for thing in things]
    a, b, c, d, e, f = matrices_of(things)
    em = written(pdfium.FPDFTextObj_GetFontSize, 1, np.float32, addresses)[:, 0].astype(np.float64)
    fonts = list(map(pdfium.FPDFTextObj_GetFont, addresses))
    known = {font: _typeface(font) for font in set(fonts)}
    typefaces = [known[font] for font in fonts]
    direction = np.where(em < 0, -1.0, 1.0)
    angles = np.rint(np.degrees(np.arctan2(b * direction, a * direction))).astype(np.int64) % 360
    colors, alphas = colors_of(pdfium.FPDFPageObj_GetFillColor, addresses)
    modes = map(pdfium.FPDFTextObj_GetTextRenderMode, addresses)
    names = [typeface.name for typeface in typefaces]
    length = np.hypot(a, b)
    return _Texts(
        things=things,
        typefaces=typefaces,
        faces=list(zip(names, angles.tolist(), colors.tolist(), strict=True)),
        # the height across the baseline, which a slant (synthetic italics) does not change
        size=np.abs(em * (a * d - b * c)) / np.where(length == 0, 1.0, length),
        along=np.column_stack((a, b)) * em[:, None],
        up=np.column_stack((c, d)) * em[:, None],
        start=np.column_stack((e, f)),
        is_shown=(alphas > 0) & ~np.isin(list(modes), list(INVISIBLE_MODES)),
    )


def _typeface(font: int) -> _Typeface:
    name, descent = ctypes.create_string_buffer(_NAME_BYTES), ctypes.c_float()
    pdfium.FPDFFont_GetBaseFontName(font, name, _NAME_BYTES)
    pdfium.FPDFFont_GetDescent(font, _EM, ctypes.byref(descent))
    plain = SUBSET_TAG.sub("", name.value.decode("utf-8", "replace"))
    return _Typeface(plain, descent.value / _EM, _Advances(font))


def _signs(text_page: int, count: int) -> str:
    """The characters of a text page, one for each of its numbers."""
    units = (ctypes.c_ushort * (count + 1))()
    n_written = pdfium.FPDFText_GetText(text_page, 0, count, units)
    text = bytes(units)[: 2 * count].decode("utf-16-le", "surrogatepass")
    if n_written == count + 1 and len(text) == count and not _SURROGATE.search(text):
        return text
    return "".join([chr(pdfium.FPDFText_GetUnicode(text_page, at)) for at in range(count)])


def _drop_actual_text(text: int) -> None:
    """Remove a text's `ActualText`, which the text page would give in the place of what is painted."""
    for number in range(pdfium.FPDFPageObj_CountMarks(text)):
        pdfium.FPDFPageObjMark_RemoveParam(text, pdfium.FPDFPageObj_GetMark(text, number), b"ActualText")
