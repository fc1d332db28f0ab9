"""Words that a typist broke with a space or a line's end, where there was room for them: `Желтоқ сан`.

Nothing on the page tells such a space from any other. The words must: two neighbours of which one is no word
are one where the language's stems, the bodies' names or the document's own words have the whole. Where
nothing has it, but the second piece is a mere ending, the place is reported and the words stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

import regex as re

from pipeline.registry.agencies import agencies
from pipeline.registry.language_words import word_shapes
from pipeline.registry.loading import by_language
from pipeline.repair.characters import mend_characters
from pipeline.repair.lexicon import (
    has_vowel,
    is_ending,
    is_fragment,
    is_inflection,
    is_word,
    may_follow,
    stem_length,
)
from pipeline.repair.vocabulary import Vocabulary
from pipeline.stations.page import Change

_REACH, _REACH_AFTER_WORD = 2, 3
"""So many letters of a known stem beyond the break tell: after a piece that is no word, after one that is."""
_SHORT_REST: Final = 4
"""A longer piece is no mere ending, but may be a word that nobody listed."""
_SHORTEST_NAME_WORD: Final = 5
# two words of letters with one space between them; no hyphen next to them
_PAIR = re.compile(
    r"(?<![\p{L}\p{M}\d-])(?P<left>[\p{L}\p{M}]{2,})\ (?P<right>[\p{Ll}\p{M}]{2,})(?![\p{L}\p{M}\d-])",
)

# the word after a pair
_AFTER = re.compile(r"\ (?P<letters>[\p{Ll}\p{M}]+)(?![\p{L}\p{M}\d-])")


@by_language()
def _name_words() -> frozenset[str]:
    """The longer words in the names of bodies."""
    words = (word for agency in agencies() for word in re.findall(r"\p{L}+", agency.name_kk.lower()))
    return frozenset(word for word in words if len(word) >= _SHORTEST_NAME_WORD)


@by_language(maxsize=4096)
def _known_length(whole: str) -> int:
    """The letters of the longest stem or name's word that makes the whole with endings; 0 for none."""
    names = _name_words()
    named = next(
        (
            length
            for length in range(len(whole), _SHORTEST_NAME_WORD - 1, -1)
            if whole[:length] in names and is_inflection(whole[length:])
        ),
        0,
    )
    return max(named, stem_length(whole))


def close_broken(text: str, vocabulary: Vocabulary) -> tuple[str, tuple[Change, ...], tuple[str, ...]]:
    """The text with such words whole, what was closed, and the pairs that may be one word.

    Args:
        text: words parted by single spaces.
        vocabulary: the document's own words.
    """
    changes: list[Change] = []
    doubts: list[str] = []
    parts: list[str] = []
    done = 0
    pairs = list(_pairs(text))
    closable = {pair.start: pair for pair in pairs if _is_one(pair.left, pair.right, vocabulary)}
    for pair in pairs:
        printed = text[pair.start : pair.end]
        if pair.start in closable and not _is_claimed(pair, text, closable):
            changes.append(Change(rule="broken_word", before=printed, after=printed.replace(" ", "")))
            parts.append(text[done : pair.space])
            done = pair.space + 1
        elif pair.start in closable or _may_be_one(pair.left, pair.right, vocabulary):
            doubts.append(printed)
    if not changes:
        return text, (), tuple(doubts)
    return "".join(parts) + text[done:], tuple(changes), tuple(doubts)


class _Pair(NamedTuple):
    """Two neighbouring words in lower case, and where they begin, part and end."""

    left: str
    right: str
    start: int
    space: int
    end: int


def _pairs(text: str) -> Iterator[_Pair]:
    """The neighbouring words of which one may be no word."""
    for match in _PAIR.finditer(text, overlapped=True):
        if match["left"][1:].islower():
            (left, is_left_word), (right, is_right_word) = _read(match["left"]), _read(match["right"])
            if not (is_left_word and is_right_word):
                yield _Pair(left, right, match.start(), match.end("left"), match.end())


def _is_claimed(pair: _Pair, text: str, closable: Mapping[int, _Pair]) -> bool:
    """One of the two pieces may belong to its other neighbour: `басқару са ясаты`."""
    if pair.space + 1 in closable or any(other.end == pair.space for other in closable.values()):
        return True
    after = _AFTER.match(text, pair.end)
    return after is not None and not _read(after["letters"])[1]


@by_language(maxsize=4096)
def _read(letters: str) -> tuple[str, bool]:
    """Letters in lower case and of one script, and whether they are a word."""
    plain = mend_characters(letters.lower())[0]
    return plain, is_word(plain)


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
    return len(right) <= _SHORT_REST and is_fragment(right) and is_ending(right) and may_follow(left, right)
