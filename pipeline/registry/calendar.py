"""The words of time, every case form of them, from `calendar.yml` of a pack.

A plan prints one month in a dozen forms (`қыркүйек`, `қыркүйекке`, `қыркүйегіне`; `январь`, `января`): the
registry holds the stem and its declension, and the forms are built here once, so that a reader looks words up
and never guesses at suffixes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from pipeline.registry.loading import ByWord, by_language, read_words, typed


class Unit(IntEnum):
    """A unit of time; the file has its words by the name in small letters."""

    DAY, WEEK, MONTH, QUARTER, HALF_YEAR, YEAR = range(6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexeme:
    """What a printed word of time means.

    Attributes:
        kind: `month`, `unit`, `number`, `half`, `end`, `weekday`, `ten_days`, `adverb`, or the name of a list
            under `words` in the registry.
        value: the month, the number, or the `Unit`; 0 where the kind says all.
        case: also `adjective` for `айлық`, `ordinal` for `бірінші`, and `either` for a short form where the
            case of the whole word would matter (`г.`).
    """

    kind: str
    value: int = 0
    case: str = "nominative"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDates:
    """Regular expressions for days in running text, with the groups `year`, `day` and `month`.

    `after_figures` may follow a day in figures; `from_before` and `from_behind` say that something begins.
    """

    in_words: str
    after_figures: str
    from_before: str
    from_behind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The vocabulary of time: all of `calendar.yml`.

    Attributes:
        words: each printed form, in lower case, and what it means; also of several words.
        suffixes: what may follow a number and a hyphen, and its case.
        compounds: the number that a word begins with (`трехмесячный`).
        phrases: by what they stand for: `ongoing` (it never ends), `thereafter` (a rhythm begins),
            `conditions` (in place of an event).
        case_forms: (plain word, case) to the form with the plain ending.
        months, weekdays, units: the plain words, by number from 1 and by unit.
        shapes, order: for words in another order than they are read in; `deadlines/word_order.py` says how.
    """

    words: Mapping[str, Lexeme]
    suffixes: Mapping[str, str]
    compounds: Mapping[str, int]
    phrases: Mapping[str, tuple[str, ...]]
    case_forms: Mapping[tuple[str, str], str]
    months: Mapping[int, str]
    weekdays: Mapping[int, str]
    units: Mapping[str, str]
    dates: PrintedDates
    shapes: Mapping[str, str]
    order: tuple[tuple[str, str], ...]


@by_language()
def load_calendar() -> Calendar:
    """The vocabulary of time, built once."""
    data = read_words("calendar.yml")
    words: dict[str, Lexeme] = {}
    forms: dict[tuple[str, str], str] = {}
    for kind, value, own_case, noun in _nouns(data):
        plain = _plain(noun, data)
        for form, case in _declined(noun, data["declensions"]):
            words.setdefault(form, Lexeme(kind=kind, value=value, case=own_case or case))
            forms.setdefault((plain, case), form)
    own = {word: Lexeme(kind=kind) for kind, listed in data["words"].items() for word in listed}
    for unit, listed in data["adverbs"].items():
        own |= {word: Lexeme(kind="adverb", value=Unit[unit.upper()]) for word in listed}
    return Calendar(
        words=words | own,
        suffixes=ByWord(data["number_suffixes"]),
        compounds=data.get("compounds", {}),
        phrases={name: tuple(data[name]) for name in ("ongoing", "thereafter", "conditions")},
        case_forms=forms,
        months={month: _plain(noun, data) for month, noun in data["months"].items()},
        weekdays={weekday: _plain(noun, data) for weekday, noun in data["weekdays"].items()},
        units={unit: _plain(nouns[0], data) for unit, nouns in data["units"].items()},
        dates=typed(PrintedDates, data["dates"]),
        shapes=data.get("shapes", {}),
        order=tuple(map(tuple, data.get("order", ()))),
    )


def _nouns(data: Mapping[str, Any]) -> Iterator[tuple[str, int, str, Any]]:
    """Each word that has forms: its kind, its value, and the case of all of them where they have one."""
    for kind, name in (("month", "months"), ("weekday", "weekdays")):
        yield from ((kind, value, "", noun) for value, noun in data[name].items())
    for unit in Unit:
        yield from (("unit", unit, "", noun) for noun in data["units"][unit.name.lower()])
        adjectives = data["unit_adjectives"].get(unit.name.lower(), ())
        yield from (("unit", unit, "adjective", noun) for noun in adjectives)
    for kind in ("half", "end", "ten_days"):
        yield from ((kind, 0, "", noun) for noun in data[kind])
    for name, case in (("numbers", "nominative"), ("ordinals", "ordinal")):
        yield from (("number", value, case, word) for value, word in data[name].items())


def _plain(noun: Any, data: Mapping[str, Any]) -> str:  # noqa: ANN401 - as in the file
    """The nominative."""
    return next(form for form, case in _declined(noun, data["declensions"]) if case == "nominative")


def _declined(noun: Any, declensions: Mapping[str, Any]) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - as in the file
    """Every form of a word with its case; a word given as a text of forms has these."""
    if isinstance(noun, str):
        yield from ((form, "nominative") for form in noun.split())
        return
    endings = declensions[noun["declension"]]
    yield from ((noun["stem"] + ending, case) for case, listed in endings.items() for ending in listed)
    for name in ("attributive", "genitive", "short", "either"):  # forms that no declension gives
        case = "nominative" if name == "short" else name
        yield from ((form, case) for form in noun.get(name, ()))
