"""In which language a file is, and where each text stands in a file with the act in two.

It is decided before lines are spaced, since that takes words. First the commonest words tell, as they stand
between spaces or gaps; letters that one language has often and the others hardly ever are the second
evidence, and the only one where letters are set apart. Where the two disagree, or the words are of several
languages, a finding says so.

Texts in two languages stand page by page, one after the other, or next to each other. Each is read as if it
stood alone: on pages that have nothing else, as many as the file has, so that places stay what they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from math import inf

import numpy as np
import regex as re

from pipeline.compose.printed_document import PrintedEdition
from pipeline.extract.pdf.visible import clear_page
from pipeline.registry.finding_kinds import Remark
from pipeline.registry.language_words import Language, languages
from pipeline.registry.loading import LANGUAGES
from pipeline.stations.glyph_columns import Bools, Floats, columns_of
from pipeline.stations.page import BBox, Page, Shape

# letters of letter-spaced words stand alone: a word of one letter may be one of these
_WORD = re.compile(r"\p{L}{2,}")
_GAP_EM = 0.25
_LEAST_WORDS, _LEAST_LETTERS = 5, 20
_CLEAR_WORDS, _CLEAR_LETTERS = 0.8, 0.9
"""An edition has names and notes in another language. Where one of the two shares is as large, it is in no
doubt: of 130 files with one language the lowest have 0.79 of their words and 0.99 of their letters, or 0.87
and 0.68."""
_PURE = 0.9
"""At least this share of the telling letters of each text is its own language's: of 130 files in one language
the lowest has 0.97 but for orders that hold tables in the other language."""
_LEAST_OF_TEXT, _MOST_OTHER = 100, 10
_WHOLE = BBox(-inf, -inf, inf, inf)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """The language that a file is read in, and why that is doubtful, if it is."""

    language: str
    doubt: Remark | None = None


def language_of(pages: Iterable[Page]) -> Spoken:
    """The language of these pages, of those that plans can be read in."""
    known = [each for each in languages() if each.code in LANGUAGES]
    words, letters = Counter[str](), Counter[str]()
    for page in pages:
        text = _printed(page)
        for word, number in Counter(_WORD.findall(text)).items():
            words.update({each.code: number for each in known if word in each.words})
        letters.update({each.code: sum(map(text.count, each.frequent_letters)) for each in known})
    by_words, by_letters = _leading(words, _LEAST_WORDS), _leading(letters, _LEAST_LETTERS)
    # a page of a few heads and cells has little of both, and hardly any word of another language
    language = by_words or by_letters or _leading(words + letters, 1) or known[0].code
    is_clear = _share(words, language) >= _CLEAR_WORDS or _share(letters, language) >= _CLEAR_LETTERS
    is_sure = is_clear and by_letters in (None, language)
    return Spoken(language=language, doubt=None if is_sure else _doubt(language, words, known))


def _share(counts: Counter[str], language: str) -> float:
    return counts[language] / counts.total() if counts.total() else 1.0


def _printed(page: Page) -> str:
    """The page's letters in lower case in the order in which they were painted, words apart."""
    columns = columns_of(page.glyphs)
    if not len(columns):
        return ""
    apart = np.ones(len(columns), dtype=bool)
    apart[1:] = (columns.x0[1:] - columns.x1[:-1] > _GAP_EM * columns.size[1:]) | (
        np.abs(np.diff(columns.baseline)) > _GAP_EM * columns.size[1:]
    )
    pairs = zip(columns.texts, apart.tolist(), strict=True)
    return "".join([f" {text}" if is_apart else text for text, is_apart in pairs]).lower()


def _leading(counts: Mapping[str, int], least: int) -> str | None:
    """The language that most is counted of; None where hardly anything is."""
    best = max(counts, key=counts.__getitem__, default=None)
    return best if best is not None and counts[best] >= least else None


def _doubt(language: str, words: Counter[str], known: Iterable[Language]) -> Remark:
    names = {each.code: each.name for each in known}
    total = words.total() or 1
    shares = ", ".join(
        f"{number / total:.0%} {names[code]}" for code, number in words.most_common() if number
    )
    message = (
        f"The file was read as {names[language]}; of its words that tell a language are {shares or 'none'}."
    )
    return Remark(code="language_doubtful", message=message)


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
    for codes in combinations(LANGUAGES, 2):
        letters = _letters(pages, codes)
        for divide in (_by_pages, _in_order, _side_by_side):
            divided = divide(letters, pages)
            if divided and _is_pure(divided, letters):
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


def _letters(pages: Sequence[Page], codes: tuple[str, str]) -> _Letters:
    known = {each.code: each.frequent_letters for each in languages()}
    signs = dict.fromkeys(known[codes[0]], 1.0) | dict.fromkeys(known[codes[1]], -1.0)
    rows: list[tuple[float, float, float, float]] = []
    for page in pages:
        columns = columns_of(page.glyphs)
        told = [signs.get(text.lower(), 0.0) for text in columns.texts]
        places = zip(columns.middle_x.tolist(), columns.baseline.tolist(), told, strict=True)
        rows += [(page.page_number, x, y, sign) for x, y, sign in places if sign]
    page_numbers, x, y, sign = np.array(rows, dtype=np.float64).reshape(-1, 4).T
    return _Letters(codes=codes, page=page_numbers, x=x, y=y, sign=sign)


def _is_pure(divided: Sequence[OneText], letters: _Letters) -> bool:
    for text in divided:
        sign = 1.0 if text.language == letters.codes[0] else -1.0
        inside = np.zeros(len(letters.sign), dtype=np.bool_)
        for number, box in text.boxes.items():
            inside |= (letters.page == number) & _is_in(box, letters.x, letters.y)
        n_own = int((letters.sign[inside] == sign).sum())
        if n_own < _LEAST_OF_TEXT or n_own < _PURE * int(inside.sum()):
            return False
    return True


def _by_pages(letters: _Letters, pages: Sequence[Page]) -> tuple[OneText, ...]:
    """Each page is in one language; a page without letters goes with the one before it."""
    boxes: dict[str, dict[int, BBox]] = {code: {} for code in letters.codes}
    language = ""
    for page in pages:
        signs = letters.sign[letters.page == page.page_number]
        n_other = min((signs > 0).sum(), (signs < 0).sum())
        if n_other > _MOST_OTHER and n_other > (1 - _PURE) * len(signs):
            return ()
        language = letters.codes[int(signs.sum() < 0)] if len(signs) else language or letters.codes[0]
        boxes[language][page.page_number] = _WHOLE
    return tuple(OneText(language=code, boxes=own) for code, own in boxes.items())


def _in_order(letters: _Letters, pages: Sequence[Page]) -> tuple[OneText, ...]:
    """One text after the other, the second beginning on a page of the first."""
    order = np.lexsort((letters.y, letters.page))
    at = _change(letters.sign[order])
    if at is None:
        return ()
    last, first = order[at - 1], order[at]
    number = int(letters.page[first])
    if number != int(letters.page[last]):
        return ()
    page = next(each for each in pages if each.page_number == number)
    lines = np.unique(columns_of(page.glyphs).baseline)
    between = lines[(lines >= letters.y[last]) & (lines <= letters.y[first])].tolist()
    _, cut = max(((low - high, (low + high) / 2) for high, low in pairwise(between)), default=(0.0, inf))
    above = dict.fromkeys(range(1, number), _WHOLE) | {number: BBox(-inf, -inf, inf, cut)}
    below = {number: BBox(-inf, cut, inf, inf)} | {
        each.page_number: _WHOLE for each in pages if each.page_number > number
    }
    return _pair(letters, letters.sign[order][:at], above, below)


def _side_by_side(letters: _Letters, pages: Sequence[Page]) -> tuple[OneText, ...]:
    """One text on the left of each page, the other on the right."""
    order = np.argsort(letters.x, kind="stable")
    at = _change(letters.sign[order])
    if at is None:
        return ()
    cut = _widest_white(pages, float(letters.x[order[at - 1]]), float(letters.x[order[at]]))
    left = {page.page_number: BBox(-inf, -inf, cut, inf) for page in pages}
    right = {page.page_number: BBox(cut, -inf, inf, inf) for page in pages}
    return _pair(letters, letters.sign[order][:at], left, right)


def _widest_white(pages: Sequence[Page], left: float, right: float) -> float:
    """The middle of the widest stretch between two places in which no glyph stands, and no rule down."""
    edges = [(left, left), (right, right)]
    for page in pages:
        columns = columns_of(page.glyphs)
        ink = columns.where(~columns.is_space & (columns.x0 < right) & (columns.x1 > left))
        edges += zip(ink.x0.tolist(), ink.x1.tolist(), strict=True)
        edges += [(shape.x0, shape.x1) for shape in page.shapes if left < shape.x0 and shape.x1 < right]
    widest, end = (0.0, left), -inf
    for x0, x1 in sorted(edges):
        if end > -inf:
            widest = max(widest, (x0 - end, (x0 + end) / 2))
        end = max(end, x1)
    return widest[1]


def _change(signs: Floats) -> int | None:
    """Where the letters change from one language to the other: how many are before."""
    if len(signs) < 2 * _LEAST_OF_TEXT:
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
