"""The words of time, every case form of them, from `registry/calendar.yml`.

A plan prints one month in a dozen forms (`қыркүйек`, `қыркүйекке`, `қыркүйегіне`): the registry holds the
stem and its sound class, and the forms are built here once, so that a reader looks words up and never guesses
at suffixes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.registry.loading import read_yaml

UNITS = ("day", "week", "month", "quarter", "half_year", "year")
_CASES = ("genitive", "dative", "accusative", "locative", "ablative", "instrumental")
# after the third person possessive: the same for every sound class but for hard and soft
_POSSESSIVE = {
    "hard": {
        "nominative": "",
        "genitive": "ның",
        "dative": "на",
        "accusative": "н",
        "locative": "нда",
        "ablative": "нан",
    },
    "soft": {
        "nominative": "",
        "genitive": "нің",
        "dative": "не",
        "accusative": "н",
        "locative": "нде",
        "ablative": "нен",
    },
}
_ATTRIBUTIVE = {"hard": "ғы", "soft": "гі"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexeme:
    """What a printed word of time means.

    Attributes:
        kind: `month`, `unit`, `number`, `ordinal`, or the name of a list under `words` in the registry.
        value: the month, the number, or the unit's place in `UNITS`; 0 where the kind says all.
        case: the grammatical case, `nominative` where a word has none; `adjective` for `айлық`.
    """

    kind: str
    value: int = 0
    case: str = "nominative"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The vocabulary of time.

    Attributes:
        words: each printed form, in lower case, and what it means.
        conditions: phrases that stand for an event, as tuples of lower case words.
        case_forms: (stem, case) to the form with the plain ending, for rendering.
        months, units: the plain words, by month from 1 and by unit.
        render: words that values are rendered with.
        ongoing: phrases for what never ends, as tuples of lower case words.
        thereafter: phrases after which a rhythm begins, as tuples of lower case words.
        weekdays: the plain words, by weekday from 1 for Monday.
        suffixes: what may follow a number and a hyphen, and its case.
        numbers: number words by value.
    """

    words: Mapping[str, Lexeme]
    conditions: frozenset[tuple[str, ...]]
    case_forms: Mapping[tuple[str, str], str]
    months: Mapping[int, str]
    units: Mapping[str, str]
    render: Mapping[str, str]
    suffixes: Mapping[str, str]
    ongoing: frozenset[tuple[str, ...]]
    thereafter: frozenset[tuple[str, ...]]
    weekdays: Mapping[int, str]


@cache
def load_calendar() -> Calendar:
    """The vocabulary of time, built once."""
    data = read_yaml("calendar.yml")
    words: dict[str, Lexeme] = {}
    forms: dict[tuple[str, str], str] = {}

    def add(noun: Mapping[str, Any], kind: str, value: int, adjective: bool = False) -> None:
        for form, case in _declined(noun, data["sounds"]):
            words.setdefault(form, Lexeme(kind=kind, value=value, case="adjective" if adjective else case))
            forms.setdefault((noun["stem"], case), form)

    for month, noun in data["months"].items():
        add(noun, "month", month)
    for number, word in data["numbers"].items():
        words[word] = Lexeme(kind="number", value=number)
    for number, word in data["ordinals"].items():
        words[word] = Lexeme(kind="number", value=number, case="ordinal")
    for kind, listed in data["words"].items():
        for word in listed:
            words[word] = Lexeme(kind=kind)
    for place, unit in enumerate(UNITS):
        for noun in data["units"][unit]:
            add(noun, "unit", place)
        for noun in data["unit_adjectives"].get(unit, ()):
            add(noun, "unit", place, adjective=True)
    for noun in data["half"]:
        add(noun, "half", 0)
    for noun in data["end"]:
        add(noun, "end", 0)
    for weekday, noun in data["weekdays"].items():
        add(noun, "weekday", weekday)
    for noun in data["ten_days"]:
        add(noun, "ten_days", 0)
    return Calendar(
        words=words,
        conditions=frozenset(tuple(phrase.split()) for phrase in data["conditions"]),
        case_forms=forms,
        months={month: noun["stem"] for month, noun in data["months"].items()},
        units={unit: nouns[0]["stem"] for unit, nouns in data["units"].items()},
        render=data["render"],
        suffixes={suffix: case for case, listed in data["number_suffixes"].items() for suffix in listed},
        ongoing=frozenset(tuple(phrase.split()) for phrase in data["ongoing"]),
        thereafter=frozenset(tuple(phrase.split()) for phrase in data["thereafter"]),
        weekdays={weekday: noun["stem"] for weekday, noun in data["weekdays"].items()},
    )


def _declined(noun: Mapping[str, Any], sounds: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Every form of a noun with its case: plain, possessive, plural, attributive, and short."""
    stem, sound = noun["stem"], noun["sound"]
    yield from _one_number(stem, noun.get("possessive", stem), sound, sounds)
    plural = stem + sounds[sound][-1]
    yield from _one_number(plural, plural, f"{sound.split('_')[0]}_sonorant", sounds)
    for form in noun.get("attributive", ()):
        yield form, "attributive"
    for form in noun.get("short", ()):
        yield form, "nominative"


def _one_number(
    stem: str, possessive: str, sound: str, sounds: Mapping[str, list[str]]
) -> Iterator[tuple[str, str]]:
    harmony, last = sound.split("_")
    yield stem, "nominative"
    for case, ending in zip(_CASES, sounds[sound], strict=False):
        yield stem + ending, case
    yield stem + sounds[sound][_CASES.index("locative")] + _ATTRIBUTIVE[harmony], "attributive"
    owned = possessive + ("с" if last == "vowel" else "") + ("ы" if harmony == "hard" else "і")
    for case, ending in _POSSESSIVE[harmony].items():
        yield owned + ending, case
    yield owned + _POSSESSIVE[harmony]["locative"] + _ATTRIBUTIVE[harmony], "attributive"
