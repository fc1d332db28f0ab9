"""The orders in which words stand, as patterns of each pack: `patterns.yml`.

`2013 жылғы 31 қаңтардағы № 78 қаулысы` and `Постановление … от 31 января 2013 года № 78` say the same in
another order: the order is data as the words are, and those who read know the names of groups alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

import regex as re

from pipeline.registry.act_words import kinds_of_act
from pipeline.registry.loading import by_language, read_words
from pipeline.registry.outline_words import outline_words
from pipeline.registry.overlay import RegistryError

_NAME = re.compile(r"\{([a-z_]+)\}")
_FLAGS = re.VERBOSE | re.IGNORECASE | re.DOTALL


@by_language()
def word_order(name: str) -> re.Pattern[str]:
    """A pattern of the pack, with its words put in."""
    return _patterns()[name]


@by_language()
def _patterns() -> Mapping[str, re.Pattern[str]]:
    data = dict(read_words("patterns.yml"))
    known = {"act_kinds": kinds_of_act()}
    for field, listed in asdict(outline_words()).items():
        words = (each if isinstance(each, str) else each[0] for each in listed)
        known[field] = "|".join(word.replace(" ", r"\s*") for word in words)
    for part, source in data.pop("parts").items():
        known[part] = _filled(source, known)
    return {name: re.compile(_filled(source, known), _FLAGS) for name, source in data.items()}


def _filled(source: str, known: Mapping[str, str]) -> str:
    def words(match: re.Match[str]) -> str:
        if match[1] not in known:
            raise RegistryError(f"patterns.yml: no words or part is named {match[1]}.")
        return known[match[1]]

    return str(_NAME.sub(words, source))
