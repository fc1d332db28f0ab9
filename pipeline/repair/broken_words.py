"""Words broken without a hyphen, because they were too long for their column: `Республикас|ының`.

An engine does so only where the next letter would not have fit: the room that is left on the line is smaller
than that letter. Then what is left of the word, and the rest of it, tell: an ending alone is no word, nor is
a piece without a vowel, and the whole may stand unbroken elsewhere in the document. Where nothing speaks,
lines are parted by a space.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex as re

from pipeline.registry.kazakh import kazakh_words
from pipeline.repair.advances import first_advance
from pipeline.repair.characters import mend_characters
from pipeline.repair.lexicon import has_vowel, is_fragment, is_word, may_follow, stem_length
from pipeline.repair.vocabulary import HYPHENS, Vocabulary
from pipeline.stations.page import Line

# the letters at a text's end: `Республикас` of `Қазақстан Республикас`
_LEFT = re.compile(r"[\p{L}\p{M}]+$")
# an initial: `К. Масимов`, `М.П`
_INITIAL = re.compile(r"\p{Lu}\.\s*\p{Lu}")
# the letters at a line's start: `ының` of `ының Заңы`, with a hyphen or a dot after them
_RIGHT = re.compile(r"(?P<letters>[\p{L}\p{M}]+)(?P<after>[-\u2010\u2011.\d]?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenSettings:
    """What a broken word looks like.

    Attributes:
        kerning_em: how much smaller than its advance the room for a letter may be; where the room is hardly
            smaller, the words themselves must tell.
        short_piece: a piece of at most so many letters that can be no word tells alone; a longer one may be a
            word that nobody listed.
        short_rest: where the engine is known to break words, at most so many letters that are no word are
            the beginning of one.
        reach: so many letters of a known stem beyond the break tell, even between two words.
    """

    kerning_em: float = 0.1
    reach: int = 3
    short_piece: int = 4
    short_rest: int = 2


_DEFAULT = BrokenSettings()


def is_broken_word(
    text: str,
    line: Line,
    following: Line,
    text_width: float,
    vocabulary: Vocabulary,
    *,
    settings: BrokenSettings = _DEFAULT,
) -> bool:
    """Does the word at the end of `text`, which ends with `line`, go on in the following line?

    `text_width` is the width of the text's widest line, in points.
    """
    left, right = _LEFT.search(text, text.rfind(" ") + 1), _RIGHT.match(following.text)
    if not left or not right or not _is_one_case(left[0], right["letters"]):
        return False
    if _INITIAL.match(following.text):
        return False
    if vocabulary.breaks_at_hyphens and text[: left.start()][-1:] in HYPHENS:
        return False  # such an engine would have broken the word behind its hyphen
    if right["after"] == "." and right["letters"] + "." in kazakh_words().abbreviations:
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
    if (left[0] + right["letters"]).isupper() and not _is_known(
        before, after, vocabulary, is_left_word=is_word(before) or vocabulary.words[before] > 0
    ):
        return False  # `РБ|ЖБ`: abbreviations beneath one another, which need no vowel
    advance = first_advance(following)
    if advance is None or vocabulary.has_room(line, advance, text_width):
        return False
    # a space painted after it speaks for a word, but some engines paint one at each line's end
    is_alone = " " not in line.text and not line.glyphs[-1].text.isspace()
    if not _is_one_word(before, after, vocabulary, settings, is_alone=is_alone):
        return False
    needed = advance - settings.kerning_em * line.size
    return _is_plain(before, after, vocabulary) or not vocabulary.has_room(line, needed, text_width)


def _is_certain(text: str, left: str, right: str, vocabulary: Vocabulary) -> bool:
    """Are the two pieces one word, whatever room the engine left?

    A piece without a vowel is no word, but for the sign of a unit after a number; and two pieces that are
    none make one that is known.
    """
    if is_word(right) or vocabulary.words[right]:
        return False
    if not has_vowel(right):
        return may_follow(left, right)
    if not has_vowel(left):
        return left not in kazakh_words().multipliers and not text.rstrip()[-1:].isdigit()
    is_known = vocabulary.words[left + right] > 0 or stem_length(left + right) > len(left)
    return is_known and not is_word(left) and not vocabulary.words[left]


def _is_plain(left: str, right: str, vocabulary: Vocabulary) -> bool:
    """Can the second piece not be a word, so that the two are one whatever the room is?"""
    is_rest = is_fragment(right) and may_follow(left, right)
    return is_rest or (bool(vocabulary.words[left + right]) and not is_word(right))


def _is_one_case(left: str, right: str) -> bool:
    return (left + right).isupper() or (right.islower() and not (left.isupper() and len(left) > 1))


def _is_one_word(
    left: str, right: str, vocabulary: Vocabulary, settings: BrokenSettings, *, is_alone: bool
) -> bool:
    if len(right) > 1 and vocabulary.words[right]:
        return False
    is_left_word = is_word(left) or vocabulary.words[left] > 0
    is_known = _is_known(left, right, vocabulary, is_left_word=is_left_word)
    if is_fragment(right) and may_follow(left, right) and (is_known or len(right) <= settings.short_piece):
        return True
    if vocabulary.is_broken and right in kazakh_words().case_endings["ablative"] and may_follow(left, right):
        # some of them are words too, but `қабылданған|нан` is no bread
        return True
    if is_left_word and is_word(right):
        # `қол|жеткізу` may be two words; where the engine is known to break words, a long stem tells
        return vocabulary.is_broken and stem_length(left + right) >= len(left) + settings.reach
    # of a few letters that are no word nothing stands alone at a line's end
    is_rest = vocabulary.is_broken and len(left) <= settings.short_rest
    is_alone = is_alone and (vocabulary.is_broken or is_fragment(right))
    return is_known or ((is_alone or is_rest) and not is_left_word and not is_word(right))


def _is_known(left: str, right: str, vocabulary: Vocabulary, *, is_left_word: bool) -> bool:
    """Have the language or the document the joined word?

    Where the first piece is a word by itself, its stem is in the whole too and proves nothing: then the stem
    must reach over the break.
    """
    whole, least = left + right, len(left) if is_left_word or not may_follow(left, right) else 0
    if vocabulary.words[whole] or (vocabulary.begins(whole) and not is_left_word):
        return True
    return stem_length(whole) > least or vocabulary.shared_stem(whole) > least
