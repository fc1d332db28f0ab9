"""Words broken without a hyphen, because they were too long for their column: `Республикас|ының`.

An engine does so only where the next letter would not have fit: the room that is left on the line is smaller
than that letter. Then what is left of the word, and the rest of it, tell: an ending alone is no word, nor is
a piece without a vowel, and the whole may stand unbroken elsewhere in the document. Where nothing speaks,
lines are parted by a space.
"""

from __future__ import annotations

from typing import Final

import regex as re

from pipeline.registry.language_words import language_words, word_shapes
from pipeline.repair.characters import mend_characters
from pipeline.repair.lexicon import has_vowel, is_fragment, is_word, may_follow, stem_length
from pipeline.repair.vocabulary import HYPHENS, Vocabulary, first_advance
from pipeline.stations.page import Line

# the letters at a text's end: `Республикас` of `Қазақстан Республикас`
_LEFT = re.compile(r"[\p{L}\p{M}]+$")
# the letters at a line's start: `ының` of `ының Заңы`, with a hyphen or a dot after them
_RIGHT = re.compile(r"(?P<letters>[\p{L}\p{M}]+)(?P<after>[-\u2010\u2011.\d]?)")
_KERNING_EM: Final = 0.1
"""How much smaller than its advance the room for a letter may be; where the room is hardly smaller, the words
themselves must tell."""
_SHORT_PIECE: Final = 4
"""A piece of at most so many letters that can be no word tells alone; a longer one may be a word that nobody
listed."""
_SHORT_REST: Final = 2
"""Where the engine is known to break words, at most so many letters that are no word are the beginning of
one."""


def is_broken_word(text: str, line: Line, following: Line, text_width: float, vocabulary: Vocabulary) -> bool:
    """Whether the word at the end of `text`, which ends with `line`, goes on in the following line.

    `text_width` is the width of the text's widest line, in points.
    """
    left, right = _LEFT.search(text, text.rfind(" ") + 1), _RIGHT.match(following.text)
    if not left or not right or not _is_one_case(left[0], right["letters"]):
        return False
    if vocabulary.breaks_at_hyphens and text[: left.start()][-1:] in HYPHENS:
        return False  # such an engine would have broken the word behind its hyphen
    if right["after"] == "." and right["letters"] + "." in language_words().abbreviations:
        return False
    before = mend_characters(left[0].lower())[0]
    after = mend_characters(right["letters"].lower())[0]
    is_plain_text = left[0][-1].islower() and right["letters"].islower() and not right["after"]
    if (
        vocabulary.is_broken
        and is_plain_text
        and _is_certain(text[: left.start()], before, after, vocabulary)
    ):
        return True
    if (left[0] + right["letters"]).isupper() and not _is_known(before, after, vocabulary):
        return False  # `РБ|ЖБ`: abbreviations beneath one another, which need no vowel
    return _had_no_room(line, following, text_width, before, after, vocabulary)


def _had_no_room(
    line: Line, following: Line, text_width: float, left: str, right: str, vocabulary: Vocabulary
) -> bool:
    """The next letter would not have fit on the line, and the two pieces may be one word."""
    advance = first_advance(following)
    if advance is None or vocabulary.has_room(line, advance, text_width):
        return False
    # a space painted after it speaks for a word, but some engines paint one at each line's end
    is_alone = " " not in line.text and not line.glyphs[-1].text.isspace()
    if not _is_one_word(left, right, vocabulary, is_alone=is_alone):
        return False
    needed = advance - _KERNING_EM * line.size
    is_rest = is_fragment(right) and may_follow(left, right)
    # the second piece can be no word: then the two are one whatever the room is
    is_plain = is_rest or (vocabulary.words[left + right] > 0 and not is_word(right))
    return is_plain or not vocabulary.has_room(line, needed, text_width)


def _is_certain(text: str, left: str, right: str, vocabulary: Vocabulary) -> bool:
    """The two pieces are one word, whatever room the engine left.

    A piece without a vowel is no word, but for the sign of a unit after a number; and two pieces that are
    none make one that is known.
    """
    if is_word(right) or vocabulary.words[right]:
        return False
    if not has_vowel(right):
        return may_follow(left, right)
    if is_word(left):
        return False
    if not has_vowel(left):
        return left not in language_words().multipliers and not text.rstrip()[-1:].isdigit()
    is_known = vocabulary.words[left + right] > 0 or stem_length(left + right) > len(left)
    return is_known and not vocabulary.words[left]


def _is_one_case(left: str, right: str) -> bool:
    return (left + right).isupper() or (right.islower() and not (left.isupper() and len(left) > 1))


def may_be_broken(text: str, line: Line, following: Line, text_width: float, vocabulary: Vocabulary) -> bool:
    """Whether a word of one letter, `о` or `и`, may be the end of the word before it, and nothing tells.

    The engine breaks words, left no room for that letter, and the two would be a word that is known.
    """
    left, right = _LEFT.search(text, text.rfind(" ") + 1), _RIGHT.match(following.text)
    if not left or not right or not vocabulary.is_broken or len(right["letters"]) > 1 or right["after"]:
        return False
    before, after = left[0].lower(), right["letters"]
    advance = first_advance(following)
    is_known = stem_length(before + after) > 0 and not vocabulary.words[before]
    return is_known and advance is not None and not vocabulary.has_room(line, advance, text_width)


def _is_one_word(left: str, right: str, vocabulary: Vocabulary, *, is_alone: bool) -> bool:
    if len(right) == 1 and vocabulary.words[left + right] and not vocabulary.words[left]:
        return True
    is_left_word = is_word(left) or vocabulary.words[left] > 0
    if (len(right) > 1 and vocabulary.words[right]) or (is_left_word and is_word(right)):
        return False
    is_known = _is_known(left, right, vocabulary)
    if is_fragment(right) and may_follow(left, right) and (is_known or len(right) <= _SHORT_PIECE):
        return True
    # of a few letters that are no word nothing stands alone at a line's end
    is_broken = vocabulary.is_broken and word_shapes().knows_most_words
    is_rest = is_broken and len(left) <= _SHORT_REST
    is_alone = is_alone and (is_broken or is_fragment(right))
    return is_known or ((is_alone or is_rest) and not is_left_word and not is_word(right))


def _is_known(left: str, right: str, vocabulary: Vocabulary) -> bool:
    """The language or the document has the joined word.

    Where the first piece is a word by itself, its stem is in the whole too and proves nothing: then the stem
    must reach over the break.
    """
    is_left_word = is_word(left) or vocabulary.words[left] > 0
    whole, least = left + right, len(left) if is_left_word or not may_follow(left, right) else 0
    return vocabulary.words[whole] > 0 or max(stem_length(whole), vocabulary.shared_stem(whole)) > least
