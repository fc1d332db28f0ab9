"""A language as readers and repairs of its words need it, and how languages are distinguished.

Endings, numerals and short forms (`language.yml`), letters that stand for other letters (`letters.yml`), what
distinguishes a word from a piece (`words.yml`), letters and words of other languages (`languages.yml`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import snowballstemmer

from pipeline.registry.loading import ByWord, by_language, read_words, read_yaml, typed, words_of


class Alphabet(frozenset[str]):
    """A set of letters, declared as a text of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageWords:
    """All of `language.yml`; `abbreviations` are by short form with its dot, `numerals` by word.

    `stemmer` is the name of Snowball's algorithm for a language that compares words by their stems.
    """

    stemmer: str | None
    case_endings: Mapping[str, tuple[str, ...]]
    possessive_endings: tuple[str, ...]
    plural_endings: tuple[str, ...]
    numerals: Mapping[str, int]
    stop_words: frozenset[str]
    abbreviations: Mapping[str, str]
    multipliers: Mapping[str, int]
    currency: str


language_words = words_of(LanguageWords, "language.yml")


@by_language(maxsize=20_000)
def stem(word: str) -> str:
    """A word as it is compared with others of its language: its stem in small letters, or the whole word.

    A stem is stemmed again until it stays: `органам` is `орган`, which like `органы` is `орга`.
    """
    stemmer = _stemmer()
    if stemmer is None:
        return word.lower()
    before, found = "", word.lower().replace("ё", "е")
    while found != before:
        before, found = found, str(stemmer.stemWord(found))
    return found


@by_language()
def _stemmer() -> Any:  # noqa: ANN401 - snowballstemmer declares no types
    algorithm = language_words().stemmer
    return None if algorithm is None else snowballstemmer.stemmer(algorithm)


def is_genitive(word: str) -> bool:
    """Whether a word ends as a genitive does: what somebody has must still be named."""
    return word.lower().endswith(language_words().case_endings["genitive"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """Which printed letter stands for which: `letters.yml` says where."""

    look_alikes: Mapping[str, str]
    legacy: Mapping[str, str]
    numerals: Mapping[str, str]


@by_language()
def letters() -> Letters:
    """The table of `registry/letters.yml`."""
    data = read_words("letters.yml")
    look_alikes, legacy = (
        dict(zip(data[name]["printed"], data[name]["meant"], strict=True))
        for name in ("look_alikes", "legacy")
    )
    numerals = ByWord({letter: letter + twins for letter, twins in data["numerals"].items()})
    return Letters(look_alikes=look_alikes, legacy=legacy, numerals=numerals)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordShapes:
    """What distinguishes a word from a piece of one: `words.yml`, where each list says what it means.

    `hyphenated` are words with a hyphen: the part before it, and the beginnings of the part after it.
    """

    vowels: Alphabet
    back_vowels: Alphabet
    front_vowels: Alphabet
    own_letters: Alphabet
    never_first: Alphabet
    never_before_consonant: Alphabet
    softened: Mapping[str, str]
    knows_most_words: bool
    either_harmony: tuple[str, ...]
    endings: Mapping[str, tuple[str, ...]]
    hyphenated: Mapping[str, tuple[str, ...]]
    particles: frozenset[str]
    short_words: frozenset[str]
    short_nouns: frozenset[str]
    stems: frozenset[str]


@by_language()
def word_shapes() -> WordShapes:
    """The words of `registry/words.yml`."""
    data = read_words("words.yml")
    hyphenated: dict[str, list[str]] = {}
    for before, _, after in (word.partition("-") for word in data["hyphenated"].split()):
        hyphenated.setdefault(before, []).append(after)
    vowels = data["back_vowels"] + data["front_vowels"] + data["neutral_vowels"]
    return typed(WordShapes, data | {"hyphenated": hyphenated, "vowels": vowels})


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language: its code, its English name, letters that only it has or has often, its commonest words."""

    code: str
    name: str
    letters: Alphabet
    frequent_letters: Alphabet
    words: frozenset[str]

    def has(self, word: str) -> bool:
        """Whether a word, in lower case, is surely of this language."""
        return word in self.words or not self.letters.isdisjoint(word)


@cache
def languages() -> tuple[Language, ...]:
    """The languages that are distinguished, those with a pack first."""
    return tuple(typed(Language, raw | {"code": code}) for code, raw in read_yaml("languages.yml").items())
