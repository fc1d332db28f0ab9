"""How languages are told from one another, from `registry/languages.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.registry.loading import read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language: its code, its English name, letters that only it has, its commonest words."""

    code: str
    name: str
    letters: frozenset[str]
    words: frozenset[str]

    def has(self, word: str) -> bool:
        """Whether a word, in lower case, is surely of this language."""
        return word in self.words or not self.letters.isdisjoint(word)


@cache
def languages() -> tuple[Language, ...]:
    """The languages that are told from one another; the first is the one that plans are read in."""
    return tuple(
        Language(
            code=code,
            name=raw["name"],
            letters=frozenset(raw["letters"]),
            words=frozenset(raw["words"].split()),
        )
        for code, raw in read_yaml("languages.yml").items()
    )
