"""The words for parts of an act in a note: their numbers as printed, and their case.

Numbers come before the word in every form: `4-тармақ`, `1, 3 және 5-тармақтар`, `2-1-тармақ` (one, put in
later) beside `2-4-тармақтар` (three), `3) тармақшасы`, `бірінші кезең`, `II бөлім`, `реттік нөмірі 13-жол`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex as re

from pipeline.normalise.text.numerals import numeral_letters, roman_value
from pipeline.registry.act_words import TargetWord, act_words
from pipeline.registry.calendar import load_calendar
from pipeline.registry.kazakh import kazakh_words

_LONGEST_RANGE = 99
# parts that one note speaks of; with more it is no note
MOST_NAMED = 500
_MOST_NUMBERS = 12  # in one list; keeps the pattern linear


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One word for a part of an act.

    Attributes:
        word: which word of the registry it is.
        numbers: its numbers as printed, without `)`; empty if it has none, None if they were not understood.
        case: the name of its case ending, or "other".
        start: code point offset of its first character.
        end: offset after its last character.
        is_named: whether a title in quotes names it in place of a number (`«…» деген бөлім`).
    """

    word: TargetWord
    numbers: tuple[str, ...] | None
    case: str
    start: int
    end: int
    is_named: bool = False


# 4 | 2-1 | 3) | 4.13
_NUMBER = r"\d{1,4}+(?:[-.]\d{1,4}+){0,3}+\)?+"


@cache
def _number_list() -> str:
    """1, 3 және 5 | 1) - 3)."""
    joints = "|".join((",", "-", "–", "—", *act_words().joining_words))
    return rf"{_NUMBER}(?:\s?(?:{joints})\s{{0,2}}{_NUMBER}){{0,{_MOST_NUMBERS}}}+"


@cache
def _unit_pattern() -> re.Pattern[str]:
    words = act_words()
    stems = sorted({stem for target in words.targets for stem in target.stems}, key=len, reverse=True)
    stem = "|".join(re.escape(stem) for stem in stems)
    row = "|".join(re.escape(word).replace(r"\ ", r"[^\W\d_]*\s") for word in words.row_number_words)
    ordinal = "|".join(_ordinals())
    return re.compile(
        rf"""
        (?<![\w-])
        (?P<row>(?:{row})[^\W\d_]*\s{{0,2}}(?:№\s?)?)?
        (?:(?P<numbers>{_number_list()})(?:\s?[-–—]\s?|\s|(?=\))|(?<=\)))|(?P<ordinal>{ordinal})\s|(?P<roman>(?-i:[{numeral_letters()}]{{1,6}}))[\s-])?
        (?P<stem>{stem})(?P<ending>[^\W\d_]*)
        | (?<![\w-]) (?P<bare_row>(?:{row})[^\W\d_]*\s{{0,2}}(?:№\s?)?) (?P<bare_numbers>{_number_list()})
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
    """The words for parts of an act that stand in a text; no more of them than a note can speak of."""
    units: list[Unit] = []
    named = 0
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
        if word.numbered and numbers == ():
            continue
        named += 1 + len(numbers or ())
        if named > MOST_NAMED:
            break
        units.append(Unit(word=word, numbers=numbers, case=case, start=match.start(), end=match.end()))
    return units


def _case(ending: str) -> str:
    for case, endings in kazakh_words().case_endings.items():
        if ending.endswith(endings):
            return case
    return "other"


def _is_plural(ending: str) -> bool:
    return ending.startswith(kazakh_words().plural_endings)


def _numbers(printed: str, *, plural: bool) -> tuple[str, ...] | None:
    """`1, 3 және 5` -> 1, 3, 5, and a range written out; None for a range that is none.

    A hyphen within a number is of one put in later (`2-1`), but where the word is plural and the number alone
    it is a range (`2-4-тармақтар`, `10-1-10-4-жолдар`).
    """
    found = list(re.finditer(_NUMBER, printed))
    if len(found) == 1 and plural and "-" in found[0][0]:
        parts = found[0][0].rstrip(")").split("-")
        half = len(parts) // 2
        if len(parts) % 2:
            return None
        return _range("-".join(parts[:half]), "-".join(parts[half:]))
    if plural and any(_may_be_range(number[0], found) for number in found):
        return None
    numbers: list[str] = []
    end = 0
    for number in found:
        joint = printed[end : number.start()].strip()
        end = number.end()
        plain = number[0].rstrip(")")
        if joint in {"-", "–", "—"} and numbers:
            spread = _range(numbers.pop(), plain)
            if spread is None:
                return None
            numbers += spread
        else:
            numbers.append(plain)
    return tuple(dict.fromkeys(numbers))


def _may_be_range(number: str, listed: list[re.Match[str]]) -> bool:
    """`12-14` of `12-14, 17-жолдар`: rows 12 to 14 or the fourteenth put in after row 12, no word says which.

    `2-3, 2-4-тармақтар` are put in, as both say after which.
    """
    parts = re.fullmatch(r"(\d+)-(\d+)\)?", number)
    alike = [other for other in listed if parts and other[0].startswith(f"{parts[1]}-")]
    return parts is not None and int(parts[1]) < int(parts[2]) and len(alike) == 1


def _range(first: str, last: str) -> tuple[str, ...] | None:
    """`5`, `8` -> 5 to 8; `10-1`, `10-4` -> 10-1 to 10-4; None where the two make no range."""
    whole, sign, low = re.fullmatch(r"(?:(.*)([-.]))?(\d+)", first).groups(default="")  # type: ignore[union-attr]
    other, _, high = re.fullmatch(r"(?:(.*)([-.]))?(\d+)", last).groups(default="")  # type: ignore[union-attr]
    if whole != other or not int(low) < int(high) <= int(low) + _LONGEST_RANGE:
        return None
    return tuple(f"{whole}{sign}{number}" for number in range(int(low), int(high) + 1))
