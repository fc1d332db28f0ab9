"""Whether some letters are a word, the end of one, or neither.

Words are stems with endings in fixed slots, so that a few hundred stems and the list of endings tell most
words of a plan from pieces of words: `ның` is an ending and `қабылданғанн` nothing at all. Where these
general facts say nothing, nobody decides by them. Where vowels go by harmony, a pack names the two kinds.
"""

from __future__ import annotations

import regex as re

from pipeline.registry.language_words import language_words, word_shapes
from pipeline.registry.loading import by_language

_LONGEST_TAIL = 5
_LONGEST_SHORT_STEM = 3
_SHORTEST_NOUN = 3


@by_language()
def _endings() -> re.Pattern[str]:
    """Endings in their slots: `лар|ының`, `лан|дыр|у|ға`."""
    return re.compile(f"(?:{'|'.join(word_shapes().endings['derivation'])})*{_inflections().pattern}")


@by_language()
def _inflections() -> re.Pattern[str]:
    """The endings that make no new word: `лар|ының`. A short stem takes no others."""
    slots = [variants for slot, variants in word_shapes().endings.items() if slot != "derivation"]
    return re.compile("".join(f"(?:{'|'.join(variants)})?" for variants in slots))


@by_language()
def _tails() -> frozenset[str]:
    """What is left of an ending whose first letters stand on the line before: `ың` of `ның`."""
    variants = (variant for slot in word_shapes().endings.values() for variant in slot)
    return frozenset(variant[start:] for variant in variants for start in range(1, len(variant)))


@by_language()
def _short_words() -> frozenset[str]:
    return word_shapes().short_words | language_words().stop_words | frozenset(language_words().numerals)


def has_vowel(letters: str) -> bool:
    """Whether there is a vowel among them."""
    return not word_shapes().vowels.isdisjoint(letters)


def begins_with_vowel(letters: str) -> bool:
    """Whether the first letter is a vowel."""
    return letters[:1] in word_shapes().vowels


@by_language(maxsize=4096)
def is_ending(letters: str) -> bool:
    """Endings alone, whole or without their first letters: `ның`, `ың`, `дардың`."""
    if _endings().fullmatch(letters):
        return True
    return any(
        letters[:length] in _tails() and _endings().fullmatch(letters[length:]) is not None
        for length in range(1, min(len(letters), _LONGEST_TAIL) + 1)
    )


def is_inflection(letters: str) -> bool:
    """Endings that make no new word, or nothing at all: `ларының`, ``."""
    return _inflections().fullmatch(letters) is not None


@by_language(maxsize=4096)
def is_word(word: str) -> bool:
    """A stem that is known in general with endings that it may take, or a short word."""
    return word in _short_words() or stem_length(word) > 0 or _is_short_with_endings(word)


def _is_short_with_endings(word: str) -> bool:
    """`саны`, `бағы`, `суды`: a short word with endings; of those of two letters only nouns."""
    if word[:2] in word_shapes().short_nouns and _inflections().fullmatch(word[2:]):
        return True
    return any(
        _is_or_softened(word[:length], word[length:], _short_words())
        and _inflections().fullmatch(word[length:])
        for length in range(min(len(word), _LONGEST_TAIL), _SHORTEST_NOUN - 1, -1)
    )


def _is_or_softened(stem: str, rest: str, known: frozenset[str]) -> bool:
    """The stem is known, as it is or before a vowel: `бағ|ы` of `бақ`."""
    last = word_shapes().softened.get(stem[-1])
    return stem in known or (last is not None and begins_with_vowel(rest) and stem[:-1] + last in known)


@by_language(maxsize=4096)
def stem_length(word: str) -> int:
    """The letters of the longest known stem that makes the word with endings; 0 where there is none."""
    stems = word_shapes().stems
    for length in range(len(word), 1, -1):
        stem, rest = word[:length], word[length:]
        endings = _endings() if length > _LONGEST_SHORT_STEM else _inflections()
        if _is_or_softened(stem, rest, stems) and endings.fullmatch(rest):
            return length
    return 0


@by_language(maxsize=4096)
def is_fragment(letters: str) -> bool:
    """Can these letters not begin a word, or not be one? `р`, `ның`, `ңғы`; a known word never is."""
    shapes = word_shapes()
    if is_word(letters):
        return False
    if not has_vowel(letters) or letters[0] in shapes.never_first:
        return True
    if letters[0] in shapes.never_before_consonant and letters[1:2] not in shapes.vowels:
        return True
    return is_ending(letters)


def is_syllable_end(left: str, right: str) -> bool:
    """May an engine hyphenate here? Each side has a vowel, and a consonant before a vowel goes with it."""
    if not (has_vowel(left) and has_vowel(right)):
        return False
    return begins_with_vowel(left[-1]) or not begins_with_vowel(right)


def is_piece(left: str, right: str) -> bool:
    """Whether one side of a hyphen is no word at all, where a hyphenated word has one on each."""
    return (is_fragment(right) and may_follow(left, right)) or (is_fragment(left) and not is_ending(left))


def may_follow(left: str, right: str) -> bool:
    """May an ending of these vowels follow such a word? `республика|сының`, not `бюджеттен|тыс`."""
    shapes = word_shapes()
    before = next((letter for letter in reversed(left) if letter in shapes.vowels), "")
    after = next((letter for letter in right if letter in shapes.vowels), "")
    is_back, is_front = before in shapes.back_vowels, before in shapes.front_vowels
    if not (is_back or is_front) or right.startswith(shapes.either_harmony):
        return True
    return after not in (shapes.front_vowels if is_back else shapes.back_vowels)


def shares_stem(one: str, other: str, *, shortest: int = 4) -> int:
    """The letters of the stem that both words have, where both go on with endings or not at all; else 0."""
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    for stem in range(length, shortest - 1, -1):
        if _endings().fullmatch(one[stem:]) and _endings().fullmatch(other[stem:]):
            return stem
    return 0
