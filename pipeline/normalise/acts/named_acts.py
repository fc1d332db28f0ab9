"""Acts that a text names without their day: by title, several titles in a list, and codes by their name.

The trouble: a list prints the kind once, after the last title (`«Білім туралы» және «Ғылым туралы» заңдары`),
and a code needs no title (`Салық кодексінің`).
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.normalise.text.enclosed import Enclosed, blanked, find_enclosed
from pipeline.registry.act_words import act_words, kinds_of_act
from pipeline.registry.kazakh import kazakh_words


@cache
def _kind_pattern() -> re.Pattern[str]:
    """The kind of act after a title, with the country or a word of rank between."""
    words = act_words()
    country, ranks = "|".join(words.country), "|".join(words.act_ranks)
    plural = "|".join(kazakh_words().plural_endings)
    return re.compile(
        rf"""
        \s{{0,3}} (?P<country>(?:{country})[^\W\d_]*\s(?:[^\W\d_]+\s){{0,3}}?)? (?:(?:{ranks})\s)?
        (?:{kinds_of_act()}) (?P<plural>(?:{plural})[^\W\d_]*)? [^\W\d_]{{0,8}} (?![\w-])
        """,
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _code_pattern() -> re.Pattern[str]:
    """Салық кодексінің | Қазақстан Республикасының Конституциясына."""
    words = act_words()
    country = "|".join(words.country)
    names = "|".join(map(re.escape, sorted(words.code_names, key=len, reverse=True)))
    return re.compile(
        rf"""
        (?<![\w-]) (?:(?:{country})[^\W\d_]*(?:\s(?:{words.republic})[^\W\d_]*)?\s)?
        (?: (?:{names})\s{words.code_word}[^\W\d_]{{0,8}} | {words.constitution}[^\W\d_]{{0,8}} )
        (?![\w-])
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def find_named_acts(text: str) -> list[tuple[int, int]]:
    """Where a text names acts without a day, in order; each title of a list is one."""
    quotes = [span for span in find_enclosed(text) if not span.is_bracket]
    plain = blanked(text, quotes)
    joints = {"", *act_words().joining_words}
    found: list[tuple[int, int]] = []
    listed: list[Enclosed] = []
    for quote in quotes:
        if listed and plain[listed[-1].end : quote.start].strip(" ,;") not in joints:
            listed = []
        kind = _kind_pattern().match(plain, quote.end)
        if kind is None:
            listed.append(quote)
            continue
        if kind["plural"]:
            found += [(title.start, title.end) for title in listed]
        found.append((quote.start, kind.end()))
        listed = []
    found += [match.span() for match in _code_pattern().finditer(plain)]
    return sorted(found)
