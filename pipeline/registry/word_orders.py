"""The orders in which words stand, as patterns of each pack: `patterns.yml`.

`2013 жылғы 31 қаңтардағы № 78 қаулысы` and `Постановление … от 31 января 2013 года № 78` say the same in
another order: the order is data as the words are, and those who read know the names of groups alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields

import regex as re

from pipeline.registry.act_words import act_words, kinds_of_act
from pipeline.registry.calendar import load_calendar
from pipeline.registry.cell_words import place_names
from pipeline.registry.language_words import language_words, letters, stem
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
    known = _words_of_acts()
    for field, listed in asdict(outline_words()).items():
        words = (each if isinstance(each, str) else each[0] for each in listed)
        known[field] = "|".join(word.replace(" ", r"\s*") for word in words)
    for part, source in data.pop("parts").items():
        known[part] = _filled(source, known)
    return {name: re.compile(_filled(source, known), _FLAGS) for name, source in data.items()}


def _words_of_acts() -> dict[str, str]:
    """The words of `acts.yml`, of the calendar and of the language that patterns name, as alternatives."""
    words, language = act_words(), language_words()
    known: dict[str, str] = {"act_kinds": kinds_of_act()}
    for field in fields(words):
        value = getattr(words, field.name)
        listed = [value] if isinstance(value, str) else value
        if all(isinstance(each, str) for each in listed):
            known[field.name] = _alternatives(listed)
    rows = (re.escape(word).replace(r"\ ", r"[^\W\d_]*\s") for word in words.row_number_words)
    ordinals = (form for form, word in load_calendar().words.items() if word.case == "ordinal")
    places = place_names()
    return known | {
        "country_names": _any_case(places.country),
        "region_names": _any_case(places.regions),
        "city_names": _any_case(places.cities),
        "region_nouns": _any_case(places.region_words),
        "city_nouns": _any_case(places.city_words),
        "place_nouns": _any_case(places.other_words),
        "abroad_names": _any_case(places.abroad),
        "abroad_in_full": _any_case(places.abroad_in_full),
        "code_names": _any_case(words.code_names),
        "row_number_words": "|".join(rows),
        "ordinal_numbers": _alternatives(ordinals),
        "target_stems": _alternatives(re.escape(each) for word in words.targets for each in word.stems),
        "body_stems": _alternatives(each for body in words.issuing_bodies for each in body.stems),
        "numeral_letters": "".join(letters().numerals),
        "possessives": "|".join(language.possessive_endings),
        "plurals": "|".join(language.plural_endings),
    }


def _any_case(names: Iterable[str]) -> str:
    """Names as alternatives, in any case in a language that compares words by their stems."""

    def declined(word: str) -> str:
        if language_words().stemmer is None or word.isupper():
            return re.escape(word)
        return re.escape(stem(word)) + r"[^\W\d_]{0,8}"

    return _alternatives(" ".join(map(declined, name.split())) for name in names)


def _alternatives(words: Iterable[str]) -> str:
    """Words for a pattern in which spaces are none, the longest first."""
    return "|".join(re.sub(r"\\? ", r"\\s", word) for word in sorted(words, key=len, reverse=True))


def _filled(source: str, known: Mapping[str, str]) -> str:
    def words(match: re.Match[str]) -> str:
        if match[1] not in known:
            raise RegistryError(f"patterns.yml: no words or part is named {match[1]}.")
        return known[match[1]]

    return str(_NAME.sub(words, source))
