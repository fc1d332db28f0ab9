"""Kazakh words in general, from `registry/words.yml`, typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.registry.loading import read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class WordShapes:
    """What tells a Kazakh word from a piece of one.

    Attributes:
        vowels: all vowels, in lower case.
        back_vowels: vowels of words with back harmony.
        front_vowels: vowels of words with front harmony.
        own_letters: letters that Russian has not.
        never_first: letters that no word begins with.
        never_before_consonant: consonants that, at a word's start, only a vowel follows.
        either_harmony: endings that follow back and front vowels alike.
        endings: the variants of what may follow a stem, by slot, in the order of the slots.
        hyphenated: words written with a hyphen: the part before it, and the beginnings of the part after it.
        particles: what a hyphen joins to any word.
        short_words: whole words that look like endings.
        short_nouns: nouns of two letters that with endings look like endings.
        stems: stems of frequent words.
    """

    vowels: frozenset[str]
    back_vowels: frozenset[str]
    front_vowels: frozenset[str]
    own_letters: frozenset[str]
    never_first: frozenset[str]
    never_before_consonant: frozenset[str]
    either_harmony: tuple[str, ...]
    endings: Mapping[str, tuple[str, ...]]
    hyphenated: Mapping[str, tuple[str, ...]]
    particles: frozenset[str]
    short_words: frozenset[str]
    short_nouns: frozenset[str]
    stems: frozenset[str]


@cache
def word_shapes() -> WordShapes:
    """The words of `registry/words.yml`."""
    data = read_yaml("words.yml")
    hyphenated: dict[str, tuple[str, ...]] = {}
    for word in data["hyphenated"].split():
        before, _, after = word.partition("-")
        hyphenated[before] = (*hyphenated.get(before, ()), after)
    back, front = data["back_vowels"], data["front_vowels"]
    return WordShapes(
        vowels=frozenset(back + front + data["neutral_vowels"]),
        back_vowels=frozenset(back),
        front_vowels=frozenset(front),
        own_letters=frozenset(data["own_letters"]),
        never_first=frozenset(data["never_first"]),
        never_before_consonant=frozenset(data["never_before_consonant"]),
        either_harmony=tuple(data["either_harmony"]),
        endings={slot: tuple(variants) for slot, variants in data["endings"].items()},
        hyphenated=hyphenated,
        particles=frozenset(data["particles"]),
        short_words=frozenset(data["short_words"].split()),
        short_nouns=frozenset(data["short_nouns"].split()),
        stems=frozenset(data["stems"].split()),
    )
