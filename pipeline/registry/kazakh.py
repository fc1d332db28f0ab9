"""The Kazakh language's facts from `registry/kazakh.yml`, typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.registry.loading import read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class KazakhWords:
    """What readers of Kazakh words need to know of the language.

    Attributes:
        case_endings: the endings of each case, by the case's English name.
        possessive_endings: the endings of "its" and "their".
        plural_endings: the endings of the plural.
        numerals: number words, with their values.
        stop_words: words that carry no content.
        abbreviations: shortened words with their dot, each with the word that it stands for.
        multipliers: words and short forms that multiply an amount.
        currency: the word for the currency.
    """

    case_endings: Mapping[str, tuple[str, ...]]
    possessive_endings: tuple[str, ...]
    plural_endings: tuple[str, ...]
    numerals: Mapping[str, int]
    stop_words: frozenset[str]
    abbreviations: Mapping[str, str]
    multipliers: Mapping[str, int]
    currency: str


@cache
def kazakh_words() -> KazakhWords:
    """The words of `registry/kazakh.yml`."""
    data = read_yaml("kazakh.yml")
    return KazakhWords(
        case_endings={case: tuple(endings) for case, endings in data["case_endings"].items()},
        possessive_endings=tuple(data["possessive_endings"]),
        plural_endings=tuple(data["plural_endings"]),
        numerals=dict(data["numerals"]),
        stop_words=frozenset(data["stop_words"].split()),
        abbreviations=dict(data["abbreviations"]),
        multipliers=dict(data["multipliers"]),
        currency=data["currency"],
    )


def is_genitive(word: str) -> bool:
    """Does it end as a genitive does: what somebody has must still be named?"""
    return word.lower().endswith(kazakh_words().case_endings["genitive"])
