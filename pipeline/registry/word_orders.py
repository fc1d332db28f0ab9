"""The orders in which words stand, as patterns of each pack: `patterns.yml`.

`2013 жылғы 31 қаңтардағы № 78 қаулысы` and `Постановление … от 31 января 2013 года № 78` say the same in
another order: the order is data as the words are, and those who read know the names of groups alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

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
# no body, day, number and kind of an act are longer, and no line with all its statements
_LONGEST_CORE, _LONGEST_LINE = 500, 2000


@by_language()
def word_order(name: str) -> re.Pattern[str]:
    """A pattern of the pack, with its words put in."""
    return _patterns()[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActLineParts:
    """What an act's line says after the words that identify the act; `end` is where these end.

    `statements` are (kind, words): `repeal`, `lapse`, `registration`, or `session` for words in brackets;
    `is_whole` says that all that follows is understood as statements.
    """

    end: int
    statements: tuple[tuple[str, str], ...]
    is_whole: bool


def find_core(text: str) -> int | None:
    """Where the words that identify an act end, if they stand in this text from its beginning on."""
    match = word_order("act_line").match(text[:_LONGEST_CORE])
    return match.end() if match else None


def parts_of(text: str) -> ActLineParts | None:
    """The parts of an act's line, or None where nothing in it identifies an act.

    `Алматы облыстық Мәслихатының 2003 жылғы 30 мамырдағы N 34-193 шешімі. Алматы облысының Әділет
    басқармасында 2003 жылғы 16 маусымда N 1164 тіркелді`; `… қаулысы. Күші жойылды - Қазақстан Республикасы
    Үкіметінің 2016 жылғы 29 желтоқсандағы № 905 қаулысымен`; in the 1990s with the kind first: `Қазақстан
    Республикасы Үкіметінің Қаулысы 1998 жылғы 18 наурыз N 225`.
    """
    end = find_core(text)
    if end is None:
        return None
    statements: list[tuple[str, str]] = []
    at = end
    while match := word_order("act_statement").match(text, at, _LONGEST_LINE):
        kind = match.lastgroup or ""
        statements.append((kind, match[kind].strip()))
        at = match.end()
    return ActLineParts(end=end, statements=tuple(statements), is_whole=not text[at:].strip(" .,;\n"))


@by_language()
def _patterns() -> Mapping[str, re.Pattern[str]]:
    data = dict(read_words("patterns.yml"))
    known = _known_words()
    for part, source in data.pop("parts").items():
        known[part] = _filled(source, known)
    return {name: re.compile(_filled(source, known), _FLAGS) for name, source in data.items()}


def _known_words() -> dict[str, str]:
    """The words of acts, outlines, places, the calendar and the language, as alternatives by their names."""
    acts, outline, language, places = act_words(), outline_words(), language_words(), place_names()
    known: dict[str, str] = {}
    for field in fields(acts):
        value = getattr(acts, field.name)
        listed = [value] if isinstance(value, str) else value
        if all(isinstance(each, str) for each in listed):
            known[field.name] = _alternatives(listed)
    rows = (re.escape(word).replace(r"\ ", r"[^\W\d_]*\s") for word in acts.row_number_words)
    ordinals = (form for form, word in load_calendar().words.items() if word.case == "ordinal")
    known |= {
        "act_kinds": kinds_of_act(),
        "country_names": _any_case(places.country.names),
        "region_names": _any_case(places.regions),
        "city_names": _any_case(places.cities),
        "region_nouns": _any_case(places.region_words),
        "city_nouns": _any_case(places.city_words),
        "place_nouns": _any_case(places.other_words),
        "abroad_names": _any_case(places.abroad),
        "abroad_in_full": _any_case(places.abroad_in_full),
        "code_names": _any_case(acts.code_names),
        "row_number_words": "|".join(rows),
        "ordinal_numbers": _alternatives(ordinals),
        "target_stems": _alternatives(re.escape(each) for word in acts.targets for each in word.stems),
        "body_stems": _alternatives(each for body in acts.issuing_bodies for each in body.stems),
        "numeral_letters": "".join(letters().numerals),
        "possessives": "|".join(language.possessive_endings),
        "plurals": "|".join(language.plural_endings),
    }
    words_of_outline = {field.name: getattr(outline, field.name) for field in fields(outline)}
    return known | {
        name: "|".join(word.replace(" ", r"\s*") for word in words)
        for name, words in words_of_outline.items()
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
