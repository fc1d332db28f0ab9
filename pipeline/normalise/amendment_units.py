"""The words for parts of an act in a note: their numbers as printed, and their case.

Numbers come before the word in every form: `4-тармақ`, `1, 3 және 5-тармақтар`, `2-1-тармақ` (one, put in
later) beside `2-4-тармақтар` (three), `3) тармақшасы`, `бірінші кезең`, `II бөлім`, `реттік нөмірі 13-жол`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.normalise.text.roman import numeral_letters, roman_value
from pipeline.reference.acts import TargetWord, act_words
from pipeline.reference.calendar import load_calendar
from pipeline.reference.kazakh import kazakh_words

_LONGEST_RANGE = 99
_MOST_NUMBERS = 12  # in one list; keeps the pattern linear


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One word for a part of an act.

    Attributes:
        word: which word of the registry it is.
        numbers: its numbers as printed, without `)`; empty if it has none.
        case: the name of its case ending, or "other".
        start: code point offset of its first character.
        end: offset after its last character.
    """

    word: TargetWord
    numbers: tuple[str, ...]
    case: str
    start: int
    end: int


# 4 | 2-1 | 3) | 4.13
_NUMBER = r"\d{1,4}(?:[-.]\d{1,4}){0,3}\)?"


@cache
def _number_list() -> str:
    """1, 3 және 5 | 1) - 3)."""
    joints = "|".join((",", "-", "–", *act_words().joining_words))
    return rf"{_NUMBER}(?:\s?(?:{joints})\s{{0,2}}{_NUMBER}){{0,{_MOST_NUMBERS}}}"


@cache
def _unit_pattern() -> re.Pattern[str]:
    words = act_words()
    stems = sorted({stem for target in words.targets for stem in target.stems}, key=len, reverse=True)
    stem = "|".join(re.escape(stem) for stem in stems)
    row = "|".join(re.escape(word).replace(r"\ ", r"\w*\s") for word in words.row_number_words)
    ordinal = "|".join(_ordinals())
    return re.compile(
        rf"""
        (?<![\w-])
        (?P<row>(?:{row})\w*\s{{0,2}}(?:№\s?)?)?
        (?:(?P<numbers>{_number_list()})(?:\s?[-–]\s?|\s|(?=\))|(?<=\)))|(?P<ordinal>{ordinal})\s|(?P<roman>(?-i:[{numeral_letters()}]{{1,6}}))[\s-])?
        (?P<stem>{stem})(?P<ending>[^\W\d_]*)
        | (?<![\w-]) (?P<bare_row>(?:{row})\w*\s{{0,2}}(?:№\s?)?) (?P<bare_numbers>{_number_list()})
        """,
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _words_by_stem() -> dict[str, TargetWord]:
    return {stem: target for target in act_words().targets for stem in target.stems}


@cache
def _ordinals() -> dict[str, int]:
    words = load_calendar().words.items()
    return {form: word.value for form, word in words if word.kind == "number" and word.case == "ordinal"}


def find_units(text: str) -> list[Unit]:
    """The words for parts of an act that stand in a text."""
    units = []
    by_stem = _words_by_stem()
    measure = next(word for word in act_words().targets if word.kind == "measure")
    for match in _unit_pattern().finditer(text):
        if match["bare_row"]:
            word, case, numbers = measure, "other", _numbers(match["bare_numbers"], plural=True)
        else:
            word = by_stem[match["stem"].lower()]
            numbers = _numbers(match["numbers"] or "", plural=_is_plural(match["ending"].lower()))
            case = _case(match["ending"].lower())
        if match["ordinal"]:
            numbers = (str(_ordinals()[match["ordinal"].lower()]),)
        elif match["roman"]:
            value = roman_value(match["roman"])
            numbers = (str(value),) if value else ()
        if word.numbered and not numbers:
            continue
        units.append(Unit(word=word, numbers=numbers, case=case, start=match.start(), end=match.end()))
    return units


def _case(ending: str) -> str:
    for case, endings in kazakh_words().case_endings.items():
        if ending.endswith(endings):
            return case
    return "other"


def _is_plural(ending: str) -> bool:
    return ending.startswith(kazakh_words().plural_endings)


def _numbers(printed: str, *, plural: bool) -> tuple[str, ...]:
    """`1, 3 және 5` -> 1, 3, 5; a range is written out where it cannot be an inserted number (`2-1`)."""
    found = re.findall(_NUMBER, printed)
    if len(found) == 1 and plural and "-" in found[0]:
        found = found[0].split("-")
        separator = "-"
    else:
        separator = re.sub(_NUMBER, "", printed).strip()
    numbers = [number.rstrip(")") for number in found]
    if separator in {"-", "–"} and all(number.isdecimal() for number in numbers):
        first, last = int(numbers[0]), int(numbers[-1])
        numbers = [str(number) for number in range(first, min(last, first + _LONGEST_RANGE) + 1)]
    return tuple(dict.fromkeys(numbers))
