"""What every value of a column must be, and whether all of them are.

Sound data are the rule, and are told by few questions to whole columns: a set of types, a set of different
values, the texts of all rows as one text. Which value is wrong is asked elsewhere, and only where one is.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import chain
from types import NoneType
from typing import Any

from pipeline.records import Column, Kind, columns_of, values_of

_PYTHON_TYPES: dict[Kind, type] = {
    "string": str, "integer": int, "number": float, "boolean": bool, "date": date, "decimal": Decimal,
}  # fmt: skip
_INT32_END = 2**31
_DECIMAL_STEP = Decimal("0.001")
_DECIMAL_END = Decimal(10) ** 15

# whether a value that is not null passes, and what is wrong with one that does not
Test = tuple[Callable[[Any], bool], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnTest:
    """What the values of a column must be.

    Attributes:
        column: the column.
        types: the types that a value, or an element of a list, may have.
        declared: the tests that the column's declaration asks for.
        of_kind: the test that all columns of its kind have, None where there is none.
        parts: the tests of a struct's fields.
    """

    column: Column
    types: frozenset[type]
    declared: tuple[Test, ...]
    of_kind: Test | None
    parts: tuple[ColumnTest, ...]

    def tests(self) -> tuple[Test, ...]:
        """All that a value, or an element of a list, must pass."""
        return self.declared if self.of_kind is None else (*self.declared, self.of_kind)

    def is_passed(self, values: Sequence[Any]) -> bool:
        """Whether all values, one a row, are as declared."""
        if not self.column.is_list:
            return self._is_passed(values)
        if not set(map(type, values)) <= {tuple}:
            return False
        elements = list(chain.from_iterable(values))
        if not elements:
            return True
        if self.column.struct is None:
            return self._is_passed(elements)
        if not set(map(type, elements)) <= self.types:
            return False
        parts = zip(self.parts, values_of(self.column.struct, elements), strict=True)
        return all(part.is_passed(each) for part, each in parts)

    def _is_passed(self, values: Sequence[Any]) -> bool:
        if not set(map(type, values)) <= self.types:
            return False
        # a signalling NaN, which is no amount, cannot be put in a set
        different = set(values) if self.column.kind != "decimal" else values
        present = [value for value in different if value is not None] if None in different else different
        if self.column.kind == "string":
            # a line feed joins with nothing: the whole is in normal form C if and only if each part is
            return _is_publishable_text("\n".join(present)) and _all_pass(present, self.declared)
        return _all_pass(present, self.tests())


def _all_pass(values: Iterable[Any], tests: Iterable[Test]) -> bool:
    return all(all(map(test, values)) for test, _ in tests)


@cache
def tests_of(record_type: type) -> tuple[ColumnTest, ...]:
    """The test of each column of a record type, in their published order."""
    return tuple(map(_test_of, columns_of(record_type)))


def _test_of(column: Column) -> ColumnTest:
    codes, pattern = column.about.codes, column.about.pattern
    declared: list[Test] = []
    if codes is not None:
        declared.append((frozenset(codes.codes).__contains__, f"is not in the code list {codes.name}"))
    if pattern is not None:
        search = re.compile(pattern).search
        declared.append((lambda text: search(text) is not None, f"does not match {pattern}"))
    own_type = column.struct or _PYTHON_TYPES[column.kind]
    is_nullable = column.is_nullable and not column.is_list
    return ColumnTest(
        column=column,
        types=frozenset({own_type, NoneType} if is_nullable else {own_type}),
        declared=tuple(declared),
        of_kind=_TESTS_OF_KINDS.get(column.kind),
        parts=tests_of(column.struct) if column.struct else (),
    )


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


_TESTS_OF_KINDS: dict[Kind, Test] = {
    "string": (_is_publishable_text, "is not Unicode text in normal form C"),
    "integer": (lambda number: -_INT32_END <= number < _INT32_END, "does not fit 32 bits"),
    "number": (math.isfinite, "is not finite"),
    "decimal": (_is_publishable_amount, "does not fit decimal(18,3)"),
}
