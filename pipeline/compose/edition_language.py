"""In which language a file is, by its words: decided before its lines are spaced, since that takes words.

First its commonest words tell, as they stand between spaces or gaps; letters that one language has often and
the others hardly ever are the second evidence, and the only one where letters are set apart. Where the two
disagree, or the words are of several languages, a finding says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import regex as re

from pipeline.registry.finding_kinds import Remark
from pipeline.registry.language_words import Language, languages
from pipeline.registry.loading import LANGUAGES
from pipeline.stations.glyph_columns import columns_of
from pipeline.stations.page import Page

# letters of letter-spaced words stand alone: a word of one letter may be one of these
_WORD = re.compile(r"\p{L}{2,}")
_GAP_EM = 0.25
_LEAST_WORDS, _LEAST_LETTERS = 5, 20
_CLEAR_WORDS, _CLEAR_LETTERS = 0.8, 0.9
"""An edition has names and notes in another language. Where one of the two shares is as large, it is in no
doubt: of 130 files with one language the lowest have 0.79 of their words and 0.99 of their letters, or 0.87
and 0.68."""


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
