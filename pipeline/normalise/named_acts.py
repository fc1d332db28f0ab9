"""Finds acts that a text cites by name: `Салық кодексінің`, `«Тілдер туралы», «Білім туралы» заңдары`.

A code is known by its name, and a law by its title in quotes; several titles share one word for their kind.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.normalise.issuing_bodies import country_pattern
from pipeline.normalise.text.enclosed import blanked, find_enclosed
from pipeline.reference.acts import act_words
from pipeline.reference.kazakh import kazakh_words
from pipeline.reference.named_acts import named_acts

_LAW = "law"


def find_named_acts(text: str) -> list[tuple[int, int]]:
    """The codes and the titles that a text cites without a day, from and to in code points, in order."""
    quotes = [span for span in find_enclosed(text) if not span.is_bracket]
    plain = blanked(text, quotes) if quotes else text
    found = [(match.start(), match.end()) for match in _code_pattern().finditer(plain)]
    for place, quote in enumerate(quotes):
        kind = _kind_pattern().match(plain, quote.end)
        if kind is None:
            continue
        found.append((quote.start, kind.end()))
        # the titles before it that share its kind
        first = place
        while first and _only_joins(plain[quotes[first - 1].end : quotes[first].start]):
            first -= 1
            found.append((quotes[first].start, quotes[first].end))
    return sorted(found)


def _only_joins(words: str) -> bool:
    bare = words.strip()
    return bare in (",", *act_words().joining_words) or bare.strip(", ") in act_words().joining_words


@cache
def _endings() -> str:
    return "|".join(kazakh_words().possessive_endings)


@cache
def _kind_pattern() -> re.Pattern[str]:
    """The word for a law after its title, with the country before it or without."""
    stems = "|".join(stem for act in act_words().act_types if act.act_type == _LAW for stem in act.stems)
    country = country_pattern().pattern
    return re.compile(
        rf"""
        \s* (?:{country} (?:\s+[^\W\d_]+)? \s+)?
        (?:{stems})(?:{_endings()})[^\W\d_]*
        """,
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _code_pattern() -> re.Pattern[str]:
    """Қазақстан Республикасының Салық кодексінің; Конституцияның."""
    acts = named_acts()
    codes = "|".join(
        re.escape(name).replace(r"\ ", r"\s") for name in sorted(acts.codes, key=len, reverse=True)
    )
    names = "|".join(map(re.escape, acts.names))
    country = country_pattern().pattern
    return re.compile(
        rf"""
        (?:(?i:{country}) (?:\s+[^\W\d_]+)? \s+)?
        (?<!\w) (?: (?:{codes})\s(?i:{acts.code_word})[^\W\d_]* | (?:{names})[^\W\d_]* )
        """,
        re.VERBOSE,
    )
