"""A hyphen at a line's end is the word's own (`іс-|шаралар`), or the engine's (`қаржылан-|дыру`).

Soft hyphens are painted like any other, so that geometry says nothing. What speaks, in this order: the
character (an engine's own is often U+2010, which nobody types), the same word elsewhere in the document, the
words that the language writes with a hyphen, where a syllable may end, and what is a word by itself. Where
nothing speaks the hyphen stays, unless the document shows at many lines' ends that its engine hyphenates.
"""

from __future__ import annotations

import regex as re

from pipeline.registry.language_words import word_shapes
from pipeline.repair.characters import mend_characters
from pipeline.repair.lexicon import (
    is_ending,
    is_piece,
    is_syllable_end,
    is_word,
    shares_stem,
    stem_length,
)
from pipeline.repair.vocabulary import Vocabulary
from pipeline.stations.glyph_columns import texts_of
from pipeline.stations.page import Line
from pipeline.stations.printed import SOFT_HYPHEN

_NEVER_BREAKS = "\u2011"
# `материалдық` of `(материалдық-`
_LEFT = re.compile(r"[\p{L}\p{M}\d]+(?=[-\u2010\u2011\u00ad]$)")
# `техникалық` of `техникалық базаны`
_RIGHT = re.compile(r"^[\p{L}\p{M}\d]+")


def is_hyphenation(text: str, line: Line, following: str, vocabulary: Vocabulary) -> bool:
    """Whether the hyphen at the end of `text`, which ends with `line`, is none of the word's."""
    if _is_soft(line):
        return True
    left, right = _LEFT.search(text.rsplit(" ", 1)[-1]), _RIGHT.search(following)
    if text[-1] == _NEVER_BREAKS or not left or not right or not _is_one_case(left[0], right[0]):
        return False
    before, after = mend_characters(left[0].lower())[0], mend_characters(right[0].lower())[0]
    return _is_engines(before, after, text[-1], vocabulary)


def _is_soft(line: Line) -> bool:
    """Some engines leave the soft hyphen's character in the hyphen that they paint for it, or next to it."""
    last = texts_of(line.glyphs)[-2:]
    return SOFT_HYPHEN in last or (bool(last) and SOFT_HYPHEN in last[-1])


def _is_one_case(left: str, right: str) -> bool:
    """Neither `4-|тармағына` nor `ҰЭМ-|ге` nor `Премьер-|Министр`."""
    if not (left.isalpha() and right.isalpha()):
        return False
    if left.isupper() and len(left) > 1:
        return right.isupper() and len(right) > 1
    return right.islower()


def _is_engines(left: str, right: str, hyphen: str, vocabulary: Vocabulary) -> bool:
    whole = left + right
    if _is_compound(left, right, vocabulary):
        return vocabulary.words[whole] > 1
    if vocabulary.words[whole] or hyphen in vocabulary.engine_hyphens:
        return True
    if vocabulary.engine_hyphens or not is_syllable_end(left, right):
        return False
    if is_piece(left, right) or _crosses(left, right, vocabulary):
        return True
    is_compound = is_word(left) and is_word(right) and not is_ending(left)
    if is_compound and not (vocabulary.is_hyphenated and is_word(whole)):
        return False
    return vocabulary.is_hyphenated or (is_word(whole) and is_ending(right))


def _is_compound(left: str, right: str, vocabulary: Vocabulary) -> bool:
    """The document, or the language, writes these parts with a hyphen."""
    shapes = word_shapes()
    if vocabulary.has_compound(left, right) or (right in shapes.particles and is_word(left)):
        return True
    known = shapes.hyphenated.get(left, ())
    return any(right.startswith(rest) or shares_stem(right, rest, shortest=len(rest) - 1) for rest in known)


def _crosses(left: str, right: str, vocabulary: Vocabulary) -> bool:
    """A known stem begins before the hyphen and ends after it."""
    whole = left + right
    return stem_length(whole) > len(left) or vocabulary.shared_stem(whole) > len(left)
