"""The words of time, every case form of them, from `registry/calendar.yml`.

A plan prints one month in a dozen forms (`қыркүйек`, `қыркүйекке`, `қыркүйегіне`): the registry holds the
stem and its sound class, and the forms are built here once, so that a reader looks words up and never guesses
at suffixes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from pipeline.registry.loading import by_language, read_words


class Unit(IntEnum):
    """A unit of time; the file has its words by the name in small letters."""

    DAY, WEEK, MONTH, QUARTER, HALF_YEAR, YEAR = range(6)


_CASES = ("genitive", "dative", "accusative", "locative", "ablative", "instrumental")
# after the third person possessive, in the order of the cases: the same for all sounds but hard and soft
_POSSESSIVE = {"hard": ("ның", "на", "н", "нда", "нан"), "soft": ("нің", "не", "н", "нде", "нен")}
_ATTRIBUTIVE = {"hard": "ғы", "soft": "гі"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexeme:
    """What a printed word of time means.

    Attributes:
        kind: `month`, `unit`, `number`, `half`, `end`, `weekday`, `ten_days`, or the name of a list under
            `words` in the registry.
        value: the month, the number, or the `Unit`; 0 where the kind says all.
        case: the grammatical case, `nominative` where a word has none; `adjective` for `айлық`, `ordinal`
            for `бірінші`.
    """

    kind: str
    value: int = 0
    case: str = "nominative"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The vocabulary of time.

    Attributes:
        words: each printed form, in lower case, and what it means.
        suffixes: what may follow a number and a hyphen, and its case.
        phrases: by what they stand for: `ongoing` (it never ends), `thereafter` (a rhythm begins),
            `conditions` (in place of an event).
        case_forms: (stem, case) to the form with the plain ending.
        months, weekdays, units: the plain words, by number from 1 and by unit.
    """

    words: Mapping[str, Lexeme]
    suffixes: Mapping[str, str]
    phrases: Mapping[str, tuple[str, ...]]
    case_forms: Mapping[tuple[str, str], str]
    months: Mapping[int, str]
    weekdays: Mapping[int, str]
    units: Mapping[str, str]


@by_language()
def load_calendar() -> Calendar:
    """The vocabulary of time, built once."""
    data = read_words("calendar.yml")
    words: dict[str, Lexeme] = {}
    forms: dict[tuple[str, str], str] = {}
    for kind, value, is_adjective, noun in _nouns(data):
        for form, case in _declined(noun, data["sounds"]):
            lexeme = Lexeme(kind=kind, value=value, case="adjective" if is_adjective else case)
            words.setdefault(form, lexeme)
            forms.setdefault((noun["stem"], case), form)
    for name, case in (("numbers", "nominative"), ("ordinals", "ordinal")):
        for number, word in data[name].items():
            words.setdefault(word, Lexeme(kind="number", value=number, case=case))
    own = {word: Lexeme(kind=kind) for kind, listed in data["words"].items() for word in listed}
    return Calendar(
        words=words | own,
        suffixes={suffix: case for case, listed in data["number_suffixes"].items() for suffix in listed},
        phrases={name: tuple(data[name]) for name in ("ongoing", "thereafter", "conditions")},
        case_forms=forms,
        months={month: noun["stem"] for month, noun in data["months"].items()},
        weekdays={weekday: noun["stem"] for weekday, noun in data["weekdays"].items()},
        units={unit: nouns[0]["stem"] for unit, nouns in data["units"].items()},
    )


def _nouns(data: Mapping[str, Any]) -> Iterator[tuple[str, int, bool, Mapping[str, Any]]]:
    """Each noun that is declined: its kind, its value, and whether it says "of one month"."""
    for kind, name in (("month", "months"), ("weekday", "weekdays")):
        yield from ((kind, value, False, noun) for value, noun in data[name].items())
    for unit in Unit:
        yield from (("unit", unit, False, noun) for noun in data["units"][unit.name.lower()])
        yield from (("unit", unit, True, noun) for noun in data["unit_adjectives"].get(unit.name.lower(), ()))
    for kind in ("half", "end", "ten_days"):
        yield from ((kind, 0, False, noun) for noun in data[kind])


def _declined(noun: Mapping[str, Any], sounds: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Every form of a noun with its case: plain, possessive, plural, attributive, and short."""
    stem, sound = noun["stem"], noun["sound"]
    yield from _one_number(stem, noun.get("possessive", stem), sound, sounds)
    plural = stem + sounds[sound][-1]
    yield from _one_number(plural, plural, f"{sound.split('_')[0]}_sonorant", sounds)
    yield from ((form, "attributive") for form in noun.get("attributive", ()))
    yield from ((form, "nominative") for form in noun.get("short", ()))


def _one_number(
    stem: str, possessive: str, sound: str, sounds: Mapping[str, list[str]]
) -> Iterator[tuple[str, str]]:
    harmony, last = sound.split("_")
    yield stem, "nominative"
    for case, ending in zip(_CASES, sounds[sound], strict=False):
        yield stem + ending, case
    yield stem + sounds[sound][_CASES.index("locative")] + _ATTRIBUTIVE[harmony], "attributive"
    owned = possessive + ("с" if last == "vowel" else "") + ("ы" if harmony == "hard" else "і")
    yield owned, "nominative"
    for case, ending in zip(_CASES, _POSSESSIVE[harmony], strict=False):
        yield owned + ending, case
    yield owned + _POSSESSIVE[harmony][_CASES.index("locative")] + _ATTRIBUTIVE[harmony], "attributive"
