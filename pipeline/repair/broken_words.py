"""Words that are broken: by an engine's hyphen, without one where a column is too narrow, or by a typist.

A hyphen at a line's end is the word's own (`іс-|шаралар`), or the engine's (`қаржылан-|дыру`). Soft hyphens
are painted like any other, so that geometry says nothing. What speaks, in this order: the character (an
engine's own is often U+2010, which nobody types), the same word elsewhere in the document, the words that
the language writes with a hyphen, where a syllable may end, and what is a word by itself. Where nothing
speaks the hyphen stays, unless the document shows at many lines' ends that its engine hyphenates.

Without a hyphen an engine breaks a word (`Республикас|ының`) only where the next letter would not have fit:
the room that is left on the line is smaller than that letter. Then what is left of the word, and the rest of
it, tell: an ending alone is no word, nor is a piece without a vowel, and the whole may stand unbroken
elsewhere in the document. Where nothing speaks, lines are parted by a space.

Nothing on the page tells the space or the line's end that a typist put into a word (`Желтоқ сан`) from any
other. The words must: two neighbours of which one is no word are one where the language's stems, the bodies'
names or the document's own words have the whole. Where nothing has it, but the second piece is a mere ending,
the place is reported and the words stay as they are.
"""

from __future__ import annotations

from typing import Final

import regex as re

from pipeline.registry.agencies import agencies
from pipeline.registry.language_words import language_words, word_shapes
from pipeline.registry.loading import by_language
from pipeline.repair.characters import mend_characters
from pipeline.repair.lexicon import (
    has_vowel,
    is_ending,
    is_fragment,
    is_inflection,
    is_piece,
    is_syllable_end,
    is_word,
    may_follow,
    shares_stem,
    stem_length,
)
from pipeline.repair.vocabulary import HYPHENS, Vocabulary, first_advance
from pipeline.stations.glyph_columns import texts_of
from pipeline.stations.page import Change, Line
from pipeline.stations.printed import SOFT_HYPHEN

_NEVER_BREAKS = "\u2011"
# `материалдық` of `(материалдық-`, and `техникалық` of `техникалық базаны`
_BEFORE_HYPHEN = re.compile(r"[\p{L}\p{M}\d]+(?=[-\u2010\u2011\u00ad]$)")
_AFTER_HYPHEN = re.compile(r"[\p{L}\p{M}\d]+")
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
_REACH, _REACH_AFTER_WORD = 2, 3
"""So many letters of a known stem beyond a typed break tell: after a piece that is no word, after one that
is."""
_SHORTEST_NAME_WORD: Final = 5
# two words of letters with one space between them; no hyphen next to them
_PAIR = re.compile(
    r"(?<![\p{L}\p{M}\d-])(?P<left>[\p{L}\p{M}]{2,})\ (?P<right>[\p{Ll}\p{M}]{2,})(?![\p{L}\p{M}\d-])",
)
# the word after a pair
_AFTER = re.compile(r"\ (?P<letters>[\p{Ll}\p{M}]+)(?![\p{L}\p{M}\d-])")


@by_language(maxsize=4096)
def _plain(letters: str) -> str:
    return mend_characters(letters.lower())[0]


def is_hyphenation(text: str, line: Line, following: str, vocabulary: Vocabulary) -> bool:
    """Whether the hyphen at the end of `text`, which ends with `line`, is none of the word's."""
    # some engines leave the soft hyphen's character in the hyphen that they paint for it, or next to it
    if SOFT_HYPHEN in "".join(texts_of(line.glyphs)[-2:]):
        return True
    left, right = _BEFORE_HYPHEN.search(text.rsplit(" ", 1)[-1]), _AFTER_HYPHEN.match(following)
    if text[-1] == _NEVER_BREAKS or not left or not right or not _may_be_hyphenated(left[0], right[0]):
        return False
    return _is_engines(_plain(left[0]), _plain(right[0]), text[-1], vocabulary)


def _may_be_hyphenated(left: str, right: str) -> bool:
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
    # no word on one side, or a known stem that begins before the hyphen and ends after it
    if is_piece(left, right) or max(stem_length(whole), vocabulary.shared_stem(whole)) > len(left):
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
    before, after = _plain(left[0]), _plain(right["letters"])
    is_lower = left[0][-1].islower()
    if is_lower and vocabulary.is_broken and _is_certain(text[: left.start()], before, after, vocabulary):
        return True
    if right["letters"].isupper() and not _is_known(before, after, vocabulary):
        return False  # `РБ|ЖБ`: abbreviations beneath one another, which need no vowel
    return _had_no_room(line, following, text_width, before, after, vocabulary)


def _is_one_case(left: str, right: str) -> bool:
    return (left + right).isupper() or (right.islower() and not (left.isupper() and len(left) > 1))


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
    return _is_known(left, right, vocabulary)


def _had_no_room(
    line: Line, following: Line, text_width: float, left: str, right: str, vocabulary: Vocabulary
) -> bool:
    """The next letter would not have fit on the line, and the two pieces may be one word."""
    advance = first_advance(following)
    if vocabulary.has_room(line, advance, text_width):
        return False
    # a space painted after it speaks for a word, but some engines paint one at each line's end
    is_alone = " " not in line.text and not line.glyphs[-1].text.isspace()
    if not _is_one_word(left, right, vocabulary, is_alone=is_alone):
        return False
    # where the second piece can be no word, the two are one whatever the room is
    is_plain = is_fragment(right) or (vocabulary.words[left + right] > 0 and not is_word(right))
    return is_plain or not vocabulary.has_room(line, advance - _KERNING_EM * line.size, text_width)


def _is_one_word(left: str, right: str, vocabulary: Vocabulary, *, is_alone: bool) -> bool:
    if len(right) == 1 and vocabulary.words[left + right] and not vocabulary.words[left]:
        return True
    is_left_word = is_word(left) or vocabulary.words[left] > 0
    if (len(right) > 1 and vocabulary.words[right]) or (is_left_word and is_word(right)):
        return False
    is_ending_alone = is_fragment(right) and may_follow(left, right) and len(right) <= _SHORT_PIECE
    if is_ending_alone or _is_known(left, right, vocabulary):
        return True
    # of a few letters that are no word nothing stands alone at a line's end
    is_broken = vocabulary.is_broken and word_shapes().knows_most_words
    is_rest = is_broken and len(left) <= _SHORT_REST
    is_alone = is_alone and (is_broken or is_fragment(right))
    return (is_alone or is_rest) and not is_left_word and not is_word(right)


def _is_known(left: str, right: str, vocabulary: Vocabulary) -> bool:
    """The language or the document has the joined word.

    Where the first piece is a word by itself, its stem is in the whole too and proves nothing: then the stem
    must reach over the break.
    """
    is_left_word = is_word(left) or vocabulary.words[left] > 0
    whole, least = left + right, len(left) if is_left_word or not may_follow(left, right) else 0
    return vocabulary.words[whole] > 0 or max(stem_length(whole), vocabulary.shared_stem(whole)) > least


def may_be_broken(text: str, line: Line, following: Line, text_width: float, vocabulary: Vocabulary) -> bool:
    """Whether a word of one letter, `о` or `и`, may be the end of the word before it, and nothing tells.

    The engine breaks words, left no room for that letter, and the two would be a word that is known.
    """
    left, right = _LEFT.search(text, text.rfind(" ") + 1), _RIGHT.match(following.text)
    if not left or not right or not vocabulary.is_broken or len(right["letters"]) > 1 or right["after"]:
        return False
    before, after = left[0].lower(), right["letters"]
    is_known = stem_length(before + after) > 0 and not vocabulary.words[before]
    return is_known and not vocabulary.has_room(line, first_advance(following), text_width)


def close_broken(text: str, vocabulary: Vocabulary) -> tuple[str, list[Change], list[str]]:
    """The text with words whole that a typist broke, what was closed, and the pairs that may be one word.

    The words of the text are parted by single spaces.
    """
    changes: list[Change] = []
    doubts: list[str] = []
    pairs = []
    for match in _PAIR.finditer(text, overlapped=True):
        if match["left"][1:].islower():
            left, right = _plain(match["left"]), _plain(match["right"])
            if not (is_word(left) and is_word(right)):
                pairs.append((match, left, right))
    closable = {match.start(): match for match, left, right in pairs if _is_one(left, right, vocabulary)}
    spaces = []
    for match, left, right in pairs:
        if match.start() in closable and not _is_claimed(match, text, list(closable.values())):
            changes.append(Change(rule="broken_word", before=match[0], after=match[0].replace(" ", "")))
            spaces.append(match.end("left"))
        elif match.start() in closable or _may_be_one(left, right, vocabulary):
            doubts.append(match[0])
    for at in reversed(spaces):
        text = text[:at] + text[at + 1 :]
    return text, changes, doubts


def _is_claimed(pair: re.Match[str], text: str, others: list[re.Match[str]]) -> bool:
    """One of the two pieces may belong to its other neighbour: `басқару са ясаты`."""
    if any(other.start() == pair.start("right") or other.end() == pair.end("left") for other in others):
        return True
    after = _AFTER.match(text, pair.end())
    return after is not None and not is_word(_plain(after["letters"]))


def _is_one(left: str, right: str, vocabulary: Vocabulary) -> bool:
    """The two pieces, of which one is no word, are one."""
    whole = left + right
    known = _known_length(whole)
    if vocabulary.words[right] <= 1:
        if _is_rest(left, right) and (known > 0 or vocabulary.words[whole] > 0):
            return True
        is_lone = is_fragment(right) or not (is_word(left) or is_word(right))
        if is_lone and vocabulary.words[left] <= 1 and vocabulary.words[whole] > 0:
            return True
    if is_word(left):
        # the first piece may have its own stem in the whole: `жас ақындар`, though `жасақ` is a word
        return is_fragment(right) and known - len(left) >= _REACH_AFTER_WORD
    return known - len(left) >= _REACH


def _may_be_one(left: str, right: str, vocabulary: Vocabulary) -> bool:
    """The second piece can be no word, after one that is none, and neither is a word of the document."""
    if is_word(left) or vocabulary.words[left] > 1 or vocabulary.words[right] > 1:
        return False
    if word_shapes().own_letters.isdisjoint(left + right):
        return False
    return _is_rest(left, right) or right[0] in word_shapes().never_first or not has_vowel(right)


def _is_rest(left: str, right: str) -> bool:
    """The second piece is a short ending that may follow the first."""
    return len(right) <= _SHORT_PIECE and is_fragment(right) and is_ending(right) and may_follow(left, right)


@by_language(maxsize=4096)
def _known_length(whole: str) -> int:
    """The letters of the longest stem or name's word that makes the whole with endings; 0 for none."""
    for length in range(len(whole), _SHORTEST_NAME_WORD - 1, -1):
        if whole[:length] in _name_words() and is_inflection(whole[length:]):
            return max(length, stem_length(whole))
    return stem_length(whole)


@by_language()
def _name_words() -> frozenset[str]:
    """The longer words in the names of bodies."""
    words = (word for agency in agencies() for word in re.findall(r"\p{L}+", agency.name_kk.lower()))
    return frozenset(word for word in words if len(word) >= _SHORTEST_NAME_WORD)
