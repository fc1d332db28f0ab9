"""Holds records against their declarations: types, nulls, codes, patterns, keys, references.

Arrow would take a wrong code or a dangling reference without a word, and a reader of the dataset would find
it much later. It is done on the records and not on Arrow arrays, so that a worker that reads one file needs
no Arrow, and a value of a wrong type is named and not an exception.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

from pipeline.records import (
    TABLES,
    Dataset,
    Kind,
    PublishedColumn,
    PublishedTable,
    Reference,
    columns_of,
    row_name,
)

_PYTHON_TYPES: dict[Kind, type] = {
    "string": str, "integer": int, "number": float, "boolean": bool, "date": date, "decimal": Decimal,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with a table, or a file, of a dataset; a row is named by its key, else its number."""

    table: str
    row: str | None = None
    column: str | None = None
    message: str

    def __str__(self) -> str:
        place = self.table if self.column is None else f"{self.table}.{self.column}"
        return f"{place}: {self.message}" if self.row is None else f"{place}, {self.row}: {self.message}"


class InvalidDatasetError(ValueError):
    """The records do not hold what is declared of them; `problems` is everything that is wrong."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(f"{problems[0]}{more}")


def dataset_problems(dataset: Dataset, *, unread: Collection[str] = ()) -> list[Problem]:
    """Everything in which the dataset departs from the declarations of its tables; empty if it is sound.

    Of what refers to a table that could not be read (`unread`) nothing can be said.
    """
    problems = [
        problem for table in TABLES for problem in table_problems(table, getattr(dataset, table.name))
    ]
    # keys and references of ill-typed rows would only repeat the same trouble
    wrong = {*unread, *(problem.table for problem in problems)}
    for table in TABLES:
        if table.name in wrong:
            continue
        rows = getattr(dataset, table.name)
        problems.extend(_key_problems(table, rows))
        for reference in table.references:
            if reference.table not in wrong:
                problems.extend(
                    _reference_problems(table, rows, reference, getattr(dataset, reference.table))
                )
    return problems


def table_problems(table: PublishedTable, rows: Sequence[Any]) -> Iterator[Problem]:
    """What is wrong with the values of a table's rows, each for itself."""
    for number, row in enumerate(rows, start=1):
        if type(row) is not table.record_type:
            message = f"is no {table.record_type.__name__}"
            yield Problem(table=table.name, row=f"row {number}", message=message)
            return
    for column in columns_of(table.record_type):
        for index, message in _column_problems(column, list(map(attrgetter(column.name), rows))):
            row = row_name(table, rows[index], index + 1)
            yield Problem(table=table.name, row=row, column=column.name, message=message)


def _column_problems(column: PublishedColumn, values: Sequence[Any]) -> Iterator[tuple[int, str]]:
    """The places (from 0) of the wrong values of one column, and what is wrong."""
    if not column.is_list:
        yield from _scalar_problems(column, list(enumerate(values)))
        return
    elements: list[tuple[int, Any]] = []
    for index, value in enumerate(values):
        if type(value) is tuple:
            elements.extend((index, element) for element in value)
        else:
            yield index, f"must be a tuple, is {value!r}"
    if column.struct is None:
        yield from _scalar_problems(column, elements)
        return
    wrong = [(index, element) for index, element in elements if type(element) is not column.struct]
    yield from ((index, f"must hold {column.struct.__name__}, holds {element!r}") for index, element in wrong)
    if not wrong:
        for part in columns_of(column.struct):
            placed = [(index, getattr(element, part.name)) for index, element in elements]
            for index, message in _scalar_problems(part, placed):
                yield index, f"{part.name}: {message}"


def _scalar_problems(column: PublishedColumn, placed: Sequence[tuple[int, Any]]) -> Iterator[tuple[int, str]]:
    own_type = _PYTHON_TYPES[column.kind]
    is_nullable = column.is_nullable and not column.is_list
    tests = list(_tests_of(column))
    sound = set()  # many rows share few values: each is looked at once
    for index, value in placed:
        if value is None and is_nullable:
            continue
        if type(value) is not own_type:
            yield index, "must not be null" if value is None else f"must be {column.kind}, is {value!r}"
            continue
        name = str(value) if own_type is Decimal else value  # a signalling NaN cannot be put in a set
        if name in sound:
            continue
        faults = [what for is_right, what in tests if not is_right(value)]
        yield from ((index, f"{value!r} {what}") for what in faults)
        if not faults:
            sound.add(name)


# whether a value that is not null passes, and what is wrong with one that does not
_Test = tuple[Callable[[Any], bool], str]


def _tests_of(column: PublishedColumn) -> Iterator[_Test]:
    codes, pattern = column.codes, column.pattern
    if codes is not None:
        yield (lambda code: code in codes.codes), f"is not in the code list {codes.name}"
    if pattern is not None:
        yield (lambda text: re.search(pattern, text) is not None), f"does not match {pattern}"
    if column.kind in _TESTS_OF_KINDS:
        yield _TESTS_OF_KINDS[column.kind]


# a lone surrogate cannot be written as UTF-8, NUL ends a string in many readers
_UNPUBLISHABLE = re.compile("[\0\ud800-\udfff]")


def _is_publishable_text(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text) and _UNPUBLISHABLE.search(text) is None


_TESTS_OF_KINDS: dict[Kind, _Test] = {
    "string": (_is_publishable_text, "is not Unicode text in normal form C"),
    "integer": (lambda number: -(2**31) <= number < 2**31, "does not fit 32 bits"),
    "number": (math.isfinite, "is not finite"),
    "decimal": (
        lambda amount: amount.is_finite() and abs(amount) < 10**15 and amount * 1000 % 1 == 0,
        "does not fit decimal(18,3)",
    ),
}


def _key_problems(table: PublishedTable, rows: Sequence[Any]) -> Iterator[Problem]:
    if not table.key:
        return
    for key, count in Counter(row_name(table, row, 0) for row in rows).items():
        if count > 1:
            message = f"{count} rows share the key ({', '.join(table.key)})"
            yield Problem(table=table.name, row=key, message=message)


def _reference_problems(
    table: PublishedTable, rows: Sequence[Any], reference: Reference, target_rows: Sequence[Any]
) -> Iterator[Problem]:
    known = {tuple(getattr(row, name) for name in reference.targets) for row in target_rows}
    for number, row in enumerate(rows, start=1):
        *first, last = (getattr(row, name) for name in reference.columns)
        for element in sorted(set(last)) if isinstance(last, tuple) else (last,):
            key = (*first, element)
            # a row of which a column is null refers to nothing
            if key not in known and None not in key:
                name = row_name(table, row, number)
                message = f"{' '.join(map(str, key))} is not in {reference.table}"
                yield Problem(table=table.name, row=name, column=reference.columns[-1], message=message)
