"""The words of costs from `registry/costs.yml`, each phrase as the beginnings of its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pipeline.reference.loading import read_yaml

_SHORT = 3
_KEY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words that say something one after another.

    Attributes:
        code: what they say.
        stems: the beginning of each word, in lower case.
    """

    code: str
    stems: tuple[str, ...]


class Phrases:
    """Phrases by the first letters of their first word, so that no word is held against all of them."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.listed = tuple(phrases)
        self._by_start: dict[str, list[Phrase]] = {}
        for phrase in self.listed:
            self._by_start.setdefault(phrase.stems[0].rstrip("*")[:_KEY], []).append(phrase)

    def beginning(self, word: str) -> Sequence[Phrase]:
        """The phrases that may begin with a word."""
        return self._by_start.get(word[:_KEY], ()) or self._by_start.get(word.partition("-")[0], ())


@dataclass(frozen=True, slots=True, kw_only=True)
class CostWords:
    """The vocabulary of costs.

    Attributes:
        units: thousands of tenge in one of each unit.
        multipliers, currency, foreign_currency: words of units.
        sources, adjectives: phrases of the sources of funds, and adjectives that a word for budget follows
            later.
        types: phrases of the types of cost, in order of precedence.
        budget, fillers, joints, included, year, numbered: words of these kinds;
            `numbered` are items and programmes, whose numbers are no amounts.
    """

    units: Mapping[str, Decimal]
    multipliers: Phrases
    currency: Phrases
    foreign_currency: Phrases
    sources: Phrases
    adjectives: Phrases
    types: Phrases
    budget: Phrases
    fillers: Phrases
    joints: Phrases
    included: Phrases
    year: Phrases
    numbered: Phrases


@cache
def load_cost_words() -> CostWords:
    """The vocabulary of costs, built once."""
    data = read_yaml("costs.yml")

    def coded(table: Mapping[str, Iterable[str]]) -> Phrases:
        return Phrases(
            Phrase(code=code, stems=tuple(phrase.split()))
            for code, phrases in table.items()
            for phrase in phrases
        )

    def plain(name: str) -> Phrases:
        return coded({name: data[name]})

    return CostWords(
        units={code: Decimal(value) for code, value in data["units"].items()},
        multipliers=coded(data["multipliers"]),
        currency=plain("currency"),
        foreign_currency=plain("foreign_currency"),
        sources=coded(data["sources"]),
        adjectives=coded(data["adjectives"]),
        types=coded(data["types"]),
        budget=plain("budget"),
        fillers=plain("fillers"),
        joints=plain("joints"),
        included=plain("included"),
        year=plain("year"),
        numbered=coded({"item": data["item"], "programme": data["programme"]}),
    )


def begins(word: str, stem: str) -> bool:
    """Whether a lower case word is a form of a stem; short stems are whole words, unless a `*` ends them."""
    if stem.endswith("*"):
        return word.startswith(stem[:-1])
    if len(stem) <= _SHORT:
        return word == stem or word.startswith(f"{stem}-")
    return word.startswith(stem)


def phrases_at(words: Sequence[str], at: int, phrases: Phrases) -> Iterator[Phrase]:
    """The phrases that begin at a place in a list of lower case words."""
    if at >= len(words):
        return
    for phrase in phrases.beginning(words[at]):
        stems = phrase.stems
        if len(words) - at >= len(stems) and all(begins(words[at + n], stem) for n, stem in enumerate(stems)):
            yield phrase


def phrase_at(words: Sequence[str], at: int, phrases: Phrases) -> Phrase | None:
    """The longest phrase that begins at a place in a list of lower case words."""
    return max(phrases_at(words, at, phrases), key=lambda phrase: len(phrase.stems), default=None)
