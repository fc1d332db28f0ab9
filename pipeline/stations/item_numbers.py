"""Printed numbers: of items (`1`, `1.`, `1)`, `1.1.`, `6-1.`, `5. 1)`, `а)`), of columns, and Roman ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import regex as re

from pipeline.registry.language_words import letters
from pipeline.registry.loading import by_language

_ONE = r"\d{1,3}(?:\s?[-–]\s?\d{1,2})?"  # 6-1
_NUMBER = re.compile(
    # `5. 1)`, `5.1)`, `5 1)`: a point or a space parts the two, so that `10)` is one number
    rf"(?P<item>{_ONE})(?:\s?\.\s?|\s)(?P<sub>{_ONE})\s?\)\.?"
    # `1`, `1.`, `1.1.`, `1.1.1`
    rf"|(?P<item>{_ONE}(?:\.{_ONE}){{0,3}})\s?\.?"
    # `1)`, `а)`
    rf"|\(?(?P<sub>{_ONE}|\p{{Ll}})\s?\)\.?"
)
# the number at the head of a text: `1) халықтың …`, `5. 1) Мыналарды`, `2.3. …`
_LEADING = re.compile(
    rf"(?P<number>{_ONE}\s?\.\s?{_ONE}\s?\)|{_ONE}(?:\.{_ONE}){{0,3}}\s?[.)]|\p{{Ll}}\s?\))(?P<space>\s*)(?=\S)"
)
_LEAST_COLUMNS = 3
# sections, chapters, quarters and centuries go no further, and `Л` or `С` alone is a letter
_TENS = ("", "X", "XX", "XXX")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemNumber:
    """A number as printed: `parts` of a dotted number, and the bracketed number, each possibly missing."""

    parts: tuple[str, ...]
    bracket: str | None


def parse_number(text: str) -> ItemNumber | None:
    """The number that a cell's text is, or None where it is something else."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    item, sub = match["item"], match["sub"]
    parts = tuple(map(_clean, item.split("."))) if item else ()
    return ItemNumber(parts=parts, bracket=_clean(sub) if sub else None)


def split_leading_number(text: str, *, is_spaced: bool = True) -> tuple[str, str]:
    """The number at a text's head and the rest: `1) халықтың …` is `1)`, `халықтың …`.

    In a text that is read with its spaces (`is_spaced`) one stands between the two.
    """
    match = _LEADING.match(text)
    if match is None or (is_spaced and not match["space"]):
        return "", text
    return match["number"], text[match.end() :]


def brackets_are_items(numbers: Iterable[ItemNumber | None]) -> bool:
    """Whether `1)` is an item in a plan of these numbers: none of them is `1` or `1.`."""
    return not any(number.parts for number in numbers if number)


def is_subitem_number(text: str) -> bool:
    """Whether this is a sub-item's number: `1)`."""
    number = parse_number(text)
    return number is not None and number.bracket is not None and not number.parts


def is_number_row(texts: Sequence[str]) -> bool:
    """Whether these texts, from left to right, are the row that numbers the columns: `1 2 3 4 5 6`."""
    numbers = [text.strip(" .()") for text in texts if text]
    return len(numbers) >= _LEAST_COLUMNS and numbers == [str(n) for n in range(1, len(numbers) + 1)]


@by_language(maxsize=1024)
def roman_value(word: str) -> int | None:
    """The number that a word is as a Roman numeral, 1 to 39, or None: `IV`, `ІҮ`, `хіі` and not `IIII`.

    A letter alone may be a numeral and a word too (`У`, `Х`): only the place tells, so ask where a numeral
    can stand. Small letters count where a small letter of the table looks like the numeral.
    """
    known = letters().numerals
    if not all(letter in known for letter in word):
        return None
    return _romans().get("".join(known[letter] for letter in word))


def roman_digits(text: str) -> str | None:
    """`II` for `II.`, `ІІ`: a numeral in capitals with Latin letters, or None where the text is none."""
    digits = text.strip().rstrip(".)")
    if not digits.isupper() or not roman_value(digits):
        return None
    return "".join(letters().numerals[letter] for letter in digits)


@cache
def _romans() -> dict[str, int]:
    numerals = (tens + ones for tens in _TENS for ones in _ONES)
    return {numeral: value for value, numeral in enumerate(numerals) if numeral}


def _clean(number: str) -> str:
    return number.replace(" ", "").replace("–", "-")
