"""Holds records against their declarations: types, nulls, codes, patterns, keys, references.

Arrow would take a wrong code or a dangling reference without a word, and a reader of the dataset would find
it much later. Columns are tested whole (a set of types, a set of codes), so that sound data cost next to
nothing; only a column that fails is walked value by value to say where.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

from pipeline.records import TABLES, Column, Dataset, Kind, Reference, Table, columns_of, row_name

_PYTHON_TYPES: dict[Kind, type] = {
    "string": str, "integer": int, "number": float, "boolean": bool, "date": date, "decimal": Decimal,
}  # fmt: skip
_INT32_END = 2**31
_DECIMAL_STEP = Decimal("0.001")
_DECIMAL_END = Decimal(10) ** 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with a dataset.

    Attributes:
        table: the table, or the file where no table is concerned.
        row: the row's key, or its number where it has none; None where the whole table is concerned.
        column: the column; None where the whole row is concerned.
        message: what is wrong.
    """

    table: str
    row: str | None
    column: str | None
    message: str

    def __str__(self) -> str:
        place = self.table if self.column is None else f"{self.table}.{self.column}"
        return f"{place}: {self.message}" if self.row is None else f"{place}, {self.row}: {self.message}"


class InvalidDatasetError(ValueError):
    """The records do not hold what is declared of them; nothing was written.

    Attributes:
        problems: everything that is wrong.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(f"{problems[0]}{more}")


def dataset_problems(dataset: Dataset) -> list[Problem]:
    """Everything in which the dataset departs from the declarations of its tables; empty if it is sound."""
    problems = [
        problem for table in TABLES for problem in table_problems(table, getattr(dataset, table.name))
    ]
    if problems:
        return problems  # keys and references of ill-typed rows would only repeat the same trouble
    for table in TABLES:
        rows = getattr(dataset, table.name)
        problems.extend(_key_problems(table, rows))
        for reference in table.references:
            problems.extend(_reference_problems(table, rows, reference, getattr(dataset, reference.table)))
    return problems


def table_problems(table: Table, rows: Sequence[Any]) -> Iterator[Problem]:
    """What is wrong with the values of a table's rows, each for itself."""
    for number, row in enumerate(rows, start=1):
        if type(row) is not table.record_type:
            yield Problem(
                table=table.name,
                row=f"row {number}",
                column=None,
                message=f"is no {table.record_type.__name__}",
            )
            return
    for column in columns_of(table.record_type):
        values = list(map(attrgetter(column.name), rows))
        for index, message in _value_problems(column, values):
            row = row_name(table, rows[index], index + 1)
            yield Problem(table=table.name, row=row, column=column.name, message=message)


def _value_problems(column: Column, values: list[Any]) -> Iterator[tuple[int, str]]:
    """The places (from 0) of the wrong values of one column, and what is wrong."""
    if not column.is_list:
        yield from _scalar_problems(column, list(enumerate(values)), is_nullable=column.is_nullable)
        return
    elements: list[tuple[int, Any]] = []
    for index, value in enumerate(values):
        if type(value) is tuple:
            elements.extend((index, element) for element in value)
        else:
            yield index, f"must be a tuple, is {value!r}"
    if column.struct is None:
        yield from _scalar_problems(column, elements, is_nullable=False)
        return
    wrong = [(index, element) for index, element in elements if type(element) is not column.struct]
    yield from ((index, f"must hold {column.struct.__name__}, holds {element!r}") for index, element in wrong)
    if not wrong:
        for part in columns_of(column.struct):
            placed = [(index, getattr(element, part.name)) for index, element in elements]
            for index, message in _scalar_problems(part, placed, is_nullable=part.is_nullable):
                yield index, f"{part.name}: {message}"


def _scalar_problems(
    column: Column, placed: Sequence[tuple[int, Any]], *, is_nullable: bool
) -> Iterator[tuple[int, str]]:
    expected = _PYTHON_TYPES[column.kind]
    allowed = {expected, type(None)} if is_nullable else {expected}
    if not {type(value) for _, value in placed} <= allowed:
        for index, value in placed:
            if type(value) not in allowed:
                what = "must not be null" if value is None else f"must be {column.kind}, is {value!r}"
                yield index, what
        return
    present = [(index, value) for index, value in placed if value is not None]
    codes, pattern = column.about.codes, column.about.pattern
    if codes is not None:
        yield from _failing(present, codes.codes.__contains__, f"is not in the code list {codes.name}")
    if pattern is not None:
        compiled = re.compile(pattern)
        yield from _failing(
            present, lambda text: compiled.search(text) is not None, f"does not match {pattern}"
        )
    test, what = _RANGE_TESTS.get(column.kind, (None, ""))
    if test is not None:
        yield from _failing(present, test, what)


def _failing(
    placed: Iterable[tuple[int, Any]], test: Callable[[Any], bool], what: str
) -> Iterator[tuple[int, str]]:
    return ((index, f"{value!r} {what}") for index, value in placed if not test(value))


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


_RANGE_TESTS: dict[Kind, tuple[Callable[[Any], bool], str]] = {
    "string": (_is_publishable_text, "is not Unicode text in normal form C"),
    "integer": (lambda number: -_INT32_END <= number < _INT32_END, "does not fit 32 bits"),
    "number": (math.isfinite, "is not finite"),
    "decimal": (_is_publishable_amount, "does not fit decimal(18,3)"),
}


def _key_problems(table: Table, rows: Sequence[Any]) -> Iterator[Problem]:
    if not table.key:
        return
    keys = [row_name(table, row, 0) for row in rows]
    if len(set(keys)) < len(keys):
        for key, count in Counter(keys).items():
            if count > 1:
                message = f"{count} rows share the key ({', '.join(table.key)})"
                yield Problem(table=table.name, row=key, column=None, message=message)


def _reference_problems(
    table: Table, rows: Sequence[Any], reference: Reference, target_rows: Sequence[Any]
) -> Iterator[Problem]:
    known = {tuple(getattr(row, name) for name in reference.targets) for row in target_rows}
    for number, row in enumerate(rows, start=1):
        for key in _referred_keys(row, reference):
            if key not in known:
                yield Problem(
                    table=table.name,
                    row=row_name(table, row, number),
                    column=reference.columns[-1],
                    message=f"{' '.join(map(str, key))} is not in {reference.table}",
                )


def _referred_keys(row: object, reference: Reference) -> Iterator[tuple[Any, ...]]:
    values = tuple(getattr(row, name) for name in reference.columns)
    if isinstance(values[-1], tuple):
        yield from ((*values[:-1], element) for element in values[-1])
    elif None not in values:
        yield values
