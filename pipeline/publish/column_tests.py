"""What every value of a column must be, and whether all of them are.

Sound data are the rule, and are told by few questions to whole columns: a set of types, a set of different
values, the texts of all rows as one text. Which value is wrong is asked elsewhere, and only where one is.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import chain
from types import NoneType
from typing import Any

from pipeline.records import Column, Kind, columns_of, values_of

PYTHON_TYPES: dict[Kind, type] = {
    "string": str, "integer": int, "number": float, "boolean": bool, "date": date, "decimal": Decimal,
}  # fmt: skip
_INT32_END = 2**31
_DECIMAL_STEP = Decimal("0.001")
_DECIMAL_END = Decimal(10) ** 15

Test = Callable[[Any], bool]


def is_sound(column: Column, values: Sequence[Any]) -> bool:
    """Whether all values of a column, one a row, are as it is declared."""
    if not column.is_list:
        return _are_sound(column, values, is_nullable=column.is_nullable)
    if not set(map(type, values)) <= {tuple}:
        return False
    elements = list(chain.from_iterable(values))
    if column.struct is None:
        return _are_sound(column, elements, is_nullable=False)
    if not set(map(type, elements)) <= {column.struct}:
        return False
    parts = zip(columns_of(column.struct), values_of(column.struct, elements), strict=True)
    return all(_are_sound(part, each, is_nullable=part.is_nullable) for part, each in parts)


def _are_sound(column: Column, values: Sequence[Any], *, is_nullable: bool) -> bool:
    expected = PYTHON_TYPES[column.kind]
    if not set(map(type, values)) <= ({expected, NoneType} if is_nullable else {expected}):
        return False
    # a signalling NaN, which is no amount, cannot be put in a set
    present = list(values) if column.kind == "decimal" else set(values)
    if None in present:
        present = [value for value in present if value is not None]
    if column.kind == "string":
        # a line feed joins with nothing: the whole is in normal form C if and only if each part is
        return _is_publishable_text("\n".join(present)) and _all_pass(present, _declared_tests(column))
    return _all_pass(present, tests_of(column))


def _all_pass(values: Iterable[Any], tests: Iterable[tuple[Test, str]]) -> bool:
    return all(all(map(test, values)) for test, _ in tests)


@cache
def tests_of(column: Column) -> tuple[tuple[Test, str], ...]:
    """The tests that each value that is not null must pass, and what is wrong with one that does not."""
    of_kind = _TESTS_OF_KINDS.get(column.kind)
    return (*_declared_tests(column), *([of_kind] if of_kind else ()))


@cache
def _declared_tests(column: Column) -> tuple[tuple[Test, str], ...]:
    tests: list[tuple[Test, str]] = []
    codes, pattern = column.about.codes, column.about.pattern
    if codes is not None:
        tests.append((frozenset(codes.codes).__contains__, f"is not in the code list {codes.name}"))
    if pattern is not None:
        search = re.compile(pattern).search
        tests.append((lambda text: search(text) is not None, f"does not match {pattern}"))
    return tuple(tests)


def _is_publishable_text(text: str) -> bool:
    # a lone surrogate cannot be written as UTF-8, NUL ends a string in many readers
    return (text.isascii() and "\0" not in text) or _is_nfc_without_surrogates(text)


def _is_nfc_without_surrogates(text: str) -> bool:
    if "\0" in text or not unicodedata.is_normalized("NFC", text):
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_publishable_amount(amount: Decimal) -> bool:
    return amount.is_finite() and abs(amount) < _DECIMAL_END and amount % _DECIMAL_STEP == 0


_TESTS_OF_KINDS: dict[Kind, tuple[Test, str]] = {
    "string": (_is_publishable_text, "is not Unicode text in normal form C"),
    "integer": (lambda number: -_INT32_END <= number < _INT32_END, "does not fit 32 bits"),
    "number": (math.isfinite, "is not finite"),
    "decimal": (_is_publishable_amount, "does not fit decimal(18,3)"),
}
