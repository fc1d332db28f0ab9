"""Printed numbers of items and sub-items (`1`, `1.`, `1)`, `1.1.`, `6-1.`, `5. 1)`, `а)`), and of columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex as re

_ONE = r"\d{1,3}(?:\s?[-–]\s?\d{1,2})?"  # 6-1
# `5. 1)`, `5.1)`, `5 1)`: a point or a space parts the two, so that `10)` is one number
_PAIR = re.compile(rf"(?P<item>{_ONE})(?:\s?\.\s?|\s)(?P<sub>{_ONE})\s?\)\.?")
# `1`, `1.`, `1.1.`, `1.1.1`
_DOTTED = re.compile(rf"(?P<parts>{_ONE}(?:\.{_ONE}){{0,3}})\s?\.?")
# `1)`, `а)`
_BRACKET = re.compile(rf"\(?(?P<sub>{_ONE}|\p{{Ll}})\s?\)\.?")
# the number at the head of a text: `1) халықтың …`, `5. 1) Мыналарды`, `2.3. …`
_LEADING = re.compile(
    rf"(?P<number>{_ONE}\s?\.\s?{_ONE}\s?\)|{_ONE}(?:\.{_ONE}){{0,3}}\s?[.)]|\p{{Ll}}\s?\))\s+(?=\S)"
)
_LEAST_COLUMNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemNumber:
    """A number as printed: `parts` of a dotted number, and the bracketed number, each possibly missing."""

    parts: tuple[str, ...]
    bracket: str | None


def parse_number(text: str) -> ItemNumber | None:
    """The number that a cell's text is, or None where it is something else."""
    text = text.strip()
    match = _PAIR.fullmatch(text)
    if match:
        return ItemNumber(parts=(_clean(match["item"]),), bracket=_clean(match["sub"]))
    match = _DOTTED.fullmatch(text)
    if match:
        return ItemNumber(parts=tuple(_clean(part) for part in match["parts"].split(".")), bracket=None)
    match = _BRACKET.fullmatch(text)
    if match:
        return ItemNumber(parts=(), bracket=_clean(match["sub"]))
    return None


def split_leading_number(text: str) -> tuple[str, str]:
    """The number at a text's head and the rest: `1) халықтың …` is `1)`, `халықтың …`."""
    match = _LEADING.match(text)
    return (match["number"], text[match.end() :]) if match else ("", text)


def is_number_row(texts: Sequence[str]) -> bool:
    """Whether these texts, from left to right, are the row that numbers the columns: `1 2 3 4 5 6`."""
    numbers = [text.strip(" .()") for text in texts if text]
    return len(numbers) >= _LEAST_COLUMNS and numbers == [str(n) for n in range(1, len(numbers) + 1)]


def _clean(number: str) -> str:
    return number.replace(" ", "").replace("–", "-")
