"""The words of costs from `registry/costs.yml`, each phrase as the beginnings of its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pipeline.registry.loading import read_yaml

_SHORT = 3
_KEY = 2
_MARKS = "*="


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words that say something one after another.

    Attributes:
        code: what they say.
        stems: the beginning of each word, in lower case, with the marks of the registry.
    """

    code: str
    stems: tuple[str, ...]


class Phrases:
    """Phrases by the first letters of their first word, so that no word is held against all of them."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.listed = tuple(phrases)
        self._by_start: dict[str, list[Phrase]] = {}
        for phrase in self.listed:
            self._by_start.setdefault(phrase.stems[0].strip(_MARKS)[:_KEY], []).append(phrase)

    def beginning(self, word: str) -> Sequence[Phrase]:
        """The phrases that may begin with a word."""
        return self._by_start.get(word[:_KEY], ()) or self._by_start.get(word.partition("-")[0], ())


@dataclass(frozen=True, slots=True, kw_only=True)
class CostWords:
    """The vocabulary of costs; the file's comments say what each list is.

    Attributes:
        units: thousands of tenge in one of each unit.
        denying_endings, privative_endings: endings of words that deny, and of "without".
    """

    units: Mapping[str, Decimal]
    multipliers: Phrases
    shortened: Phrases
    currencies: Phrases
    sources: Phrases
    adjectives: Phrases
    types: Phrases
    budget: Phrases
    denials: Phrases
    denying_endings: tuple[str, ...]
    privative_endings: tuple[str, ...]
    nothing: Phrases
    totals: Phrases
    recurring: Phrases
    fillers: Phrases
    fillers_of_words: Phrases
    joints: Phrases
    included: Phrases
    year: Phrases
    item: Phrases
    programme: Phrases


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
        shortened=plain("shortened"),
        currencies=coded(data["currencies"]),
        sources=coded(data["sources"]),
        adjectives=coded(data["adjectives"]),
        types=coded(data["types"]),
        budget=plain("budget"),
        denials=plain("denials"),
        denying_endings=tuple(data["denying_endings"]),
        privative_endings=tuple(data["privative_endings"]),
        nothing=plain("nothing"),
        totals=plain("totals"),
        recurring=coded(data["recurring"]),
        fillers=plain("fillers"),
        fillers_of_words=plain("fillers_of_words"),
        joints=plain("joints"),
        included=plain("included"),
        year=plain("year"),
        item=plain("item"),
        programme=plain("programme"),
    )


def begins(word: str, stem: str) -> bool:
    """Whether a lower case word is a form of a stem; short stems are whole words, unless a `*` ends them."""
    if stem.startswith("="):
        return word == stem[1:]
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
