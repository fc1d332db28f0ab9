"""A file with the act in two languages, page by page, one text after the other, or next to each other.

Letters that one language has often and the other hardly ever tell where each text stands. Each is read as if
it stood alone: on pages that have nothing else, as many as the file has, so that places stay what they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

import numpy as np

from pipeline.compose.printed_document import PrintedEdition
from pipeline.extract.pdf.visible import clear_page
from pipeline.registry.language_words import languages
from pipeline.registry.loading import LANGUAGES
from pipeline.stations.glyph_columns import Bools, Floats, columns_of
from pipeline.stations.page import BBox, Page, Shape

_PURE = 0.9
"""At least this share of the telling letters of each text is its own language's: of 130 files in one language
the lowest has 0.97 but for orders that hold tables in the other language."""
_LEAST_LETTERS, _MOST_OTHER = 100, 10
_WHOLE = BBox(-inf, -inf, inf, inf)


@dataclass(frozen=True, slots=True, kw_only=True)
class OneText:
    """The text of one language: the box of each page that it stands in, by page number."""

    language: str
    boxes: Mapping[int, BBox]

    def of(self, pages: Sequence[Page]) -> list[Page]:
        """The pages with this text alone."""
        return [_within(page, self.boxes.get(page.page_number)) for page in pages]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letters:
    """The telling letters of two languages in columns; `sign` is 1 for the first, -1 for the other."""

    codes: tuple[str, str]
    page: Floats
    x: Floats
    y: Floats
    sign: Floats


def texts_in_two_languages(pages: Sequence[Page]) -> tuple[OneText, ...]:
    """The text of each of two languages; empty where the file is not so divided."""
    codes = LANGUAGES
    for at, first in enumerate(codes):
        for other in codes[at + 1 :]:
            letters = _letters(pages, first, other)
            for divide in (_by_pages, _in_order, _side_by_side):
                divided = divide(letters, pages)
                if divided is not None and _is_pure(divided, letters):
                    return divided
    return ()


def n_visible(pages: Sequence[Page]) -> int:
    """The visible characters of these pages but spaces, each once."""
    clear = map(clear_page, pages)
    return sum(int((~columns_of(page.glyphs).is_space).sum()) + len(page.aside) for page in clear)


def beside_another(reading: PrintedEdition, n_all: int) -> PrintedEdition:
    """The reading of one of two texts of a file: the other's characters and pages are none of its own."""
    own = {layout.page.page_number for layout in reading.layouts if layout.counts.upright}
    return replace(
        reading,
        account=reading.account.with_other_language(n_all),
        remarks=tuple(each for each in reading.remarks if not each.place or each.place.page_number in own),
    )


def _letters(pages: Sequence[Page], first: str, other: str) -> _Letters:
    known = {each.code: each.frequent_letters for each in languages()}
    signs = dict.fromkeys(known[first], 1.0) | dict.fromkeys(known[other], -1.0)
    rows: list[tuple[float, float, float, float]] = []
    for page in pages:
        columns = columns_of(page.glyphs)
        told = [signs.get(text.lower(), 0.0) for text in columns.texts]
        places = zip(columns.middle_x.tolist(), columns.baseline.tolist(), told, strict=True)
        rows += [(page.page_number, x, y, sign) for x, y, sign in places if sign]
    page_numbers, x, y, sign = np.array(rows, dtype=np.float64).reshape(-1, 4).T
    return _Letters(codes=(first, other), page=page_numbers, x=x, y=y, sign=sign)


def _is_pure(divided: Sequence[OneText], letters: _Letters) -> bool:
    for text in divided:
        sign = 1.0 if text.language == letters.codes[0] else -1.0
        inside = np.zeros(len(letters.sign), dtype=np.bool_)
        for number, box in text.boxes.items():
            inside |= (letters.page == number) & _is_in(box, letters.x, letters.y)
        n_own = int((letters.sign[inside] == sign).sum())
        if n_own < _LEAST_LETTERS or n_own < _PURE * int(inside.sum()):
            return False
    return True


def _by_pages(letters: _Letters, pages: Sequence[Page]) -> tuple[OneText, ...] | None:
    """Each page is in one language; a page without letters goes with the one before it."""
    boxes: dict[str, dict[int, BBox]] = {code: {} for code in letters.codes}
    language = ""
    for page in pages:
        signs = letters.sign[letters.page == page.page_number]
        n_other = min((signs > 0).sum(), (signs < 0).sum())
        if n_other > _MOST_OTHER and n_other > (1 - _PURE) * len(signs):
            return None
        language = letters.codes[int(signs.sum() < 0)] if len(signs) else language or letters.codes[0]
        boxes[language][page.page_number] = _WHOLE
    return tuple(OneText(language=code, boxes=own) for code, own in boxes.items())


def _in_order(letters: _Letters, pages: Sequence[Page]) -> tuple[OneText, ...] | None:
    """One text after the other, the second beginning on a page of the first."""
    order = np.lexsort((letters.y, letters.page))
    at = _change(letters.sign[order])
    if at is None:
        return None
    last, first = order[at - 1], order[at]
    number = int(letters.page[first])
    if number != int(letters.page[last]):
        return None
    page = next(each for each in pages if each.page_number == number)
    lines = np.unique(columns_of(page.glyphs).baseline)
    between = lines[(lines >= letters.y[last]) & (lines <= letters.y[first])].tolist()
    _, cut = max(((low - high, (low + high) / 2) for high, low in pairwise(between)), default=(0.0, inf))
    above = dict.fromkeys(range(1, number), _WHOLE) | {number: BBox(-inf, -inf, inf, cut)}
    below = {number: BBox(-inf, cut, inf, inf)} | {
        each.page_number: _WHOLE for each in pages if each.page_number > number
    }
    return _pair(letters, letters.sign[order][:at], above, below)


def _side_by_side(letters: _Letters, pages: Sequence[Page]) -> tuple[OneText, ...] | None:
    """One text on the left of each page, the other on the right."""
    order = np.argsort(letters.x, kind="stable")
    at = _change(letters.sign[order])
    if at is None:
        return None
    cut = _widest_white(pages, float(letters.x[order[at - 1]]), float(letters.x[order[at]]))
    left = {page.page_number: BBox(-inf, -inf, cut, inf) for page in pages}
    right = {page.page_number: BBox(cut, -inf, inf, inf) for page in pages}
    return _pair(letters, letters.sign[order][:at], left, right)


def _widest_white(pages: Sequence[Page], left: float, right: float) -> float:
    """The middle of the widest stretch between two places in which no glyph stands, and no rule down."""
    edges = [(left, left), (right, right)]
    for page in pages:
        columns = columns_of(page.glyphs)
        spans = zip(
            columns.x0[~columns.is_space].tolist(), columns.x1[~columns.is_space].tolist(), strict=True
        )
        edges += [span for span in spans if span[0] < right and span[1] > left]
        edges += [(shape.x0, shape.x1) for shape in page.shapes if left < shape.x0 and shape.x1 < right]
    widest, end = (0.0, left), -inf
    for x0, x1 in sorted(edges):
        if end > -inf:
            widest = max(widest, (x0 - end, (x0 + end) / 2))
        end = max(end, x1)
    return widest[1]


def _change(signs: Floats) -> int | None:
    """Where the letters change from one language to the other: how many are before."""
    if len(signs) < 2 * _LEAST_LETTERS:
        return None
    before = np.cumsum(signs)[:-1]
    return int(np.argmax(np.abs(before) + np.abs(signs.sum() - before))) + 1


def _pair(
    letters: _Letters, first_signs: Floats, first: Mapping[int, BBox], other: Mapping[int, BBox]
) -> tuple[OneText, ...]:
    one, two = letters.codes if first_signs.sum() > 0 else letters.codes[::-1]
    return OneText(language=one, boxes=first), OneText(language=two, boxes=other)


def _is_in(box: BBox, x: Floats, y: Floats) -> Bools:
    inside: Bools = (x >= box.x0) & (x < box.x1) & (y >= box.top) & (y < box.bottom)
    return inside


def _within(page: Page, box: BBox | None) -> Page:
    """The page with what stands in the box."""
    if box == _WHOLE:
        return page
    if box is None:
        return replace(page, glyphs=(), shapes=(), links=(), image_boxes=(), overrun=None, difference=None)
    columns = columns_of(page.glyphs)
    glyphs = columns.where(_is_in(box, columns.middle_x, columns.baseline))
    return replace(page, glyphs=glyphs, shapes=tuple(_clipped(page.shapes, box)))


def _clipped(shapes: Sequence[Shape], box: BBox) -> Iterator[Shape]:
    for shape in shapes:
        x0, x1 = max(shape.x0, box.x0), min(shape.x1, box.x1)
        top, bottom = max(shape.top, box.top), min(shape.bottom, box.bottom)
        if x0 <= x1 and top <= bottom:
            yield shape._replace(x0=x0, x1=x1, top=top, bottom=bottom)
