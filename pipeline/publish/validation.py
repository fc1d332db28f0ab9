"""Holds records against their declarations: types, nulls, codes, patterns, keys, references.

Arrow would take a wrong code or a dangling reference without a word, and a reader of the dataset would find
it much later. Columns are tested whole (`column_tests`), so that sound data cost next to nothing; only a
column that fails is walked value by value to say where.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pipeline.publish.column_tests import ColumnTest, tests_of
from pipeline.records import (
    TABLES,
    AgencyRecord,
    Dataset,
    Reference,
    Table,
    row_name,
    row_names,
    values_by,
    values_of,
)
from pipeline.records.tables import AGENCIES


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


def dataset_problems(dataset: Dataset, *, unread: Collection[str] = ()) -> list[Problem]:
    """Everything in which the dataset departs from the declarations of its tables; empty if it is sound.

    Args:
        dataset: the dataset.
        unread: names of tables that could not be read: nothing can be said of what refers to them.
    """
    # the registry of bodies is the same for every file of a run: what was found sound is not looked at again
    tables = [table for table in TABLES if not (table is AGENCIES and _is_sound_registry(dataset.agencies))]
    problems = [
        problem for table in tables for problem in table_problems(table, getattr(dataset, table.name))
    ]
    # keys and references of ill-typed rows would only repeat the same trouble
    wrong = {*unread, *(problem.table for problem in problems)}
    for table in tables:
        if table.name not in wrong:
            problems.extend(_relation_problems(table, dataset, wrong))
    return problems


def _relation_problems(table: Table, dataset: Dataset, wrong: Collection[str] = ()) -> Iterator[Problem]:
    rows = getattr(dataset, table.name)
    yield from _key_problems(table, rows)
    for reference in table.references:
        if reference.table in wrong:
            continue
        yield from _reference_problems(table, rows, reference, getattr(dataset, reference.table))


def _is_sound_registry(agencies: tuple[AgencyRecord, ...]) -> bool:
    try:
        return _is_known_sound(agencies)
    except TypeError:  # a wrong value may be one that cannot be compared
        return False


@lru_cache(maxsize=1)
def _is_known_sound(agencies: tuple[AgencyRecord, ...]) -> bool:
    if any(table_problems(AGENCIES, agencies)):
        return False
    return not any(_relation_problems(AGENCIES, Dataset(agencies=agencies)))


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
    for test, values in zip(tests_of(table.record_type), values_of(table.record_type, rows), strict=True):
        if test.is_passed(values):
            continue
        for index, message in _value_problems(test, values):
            row = row_name(table, rows[index], index + 1)
            yield Problem(table=table.name, row=row, column=test.column.name, message=message)


def _value_problems(test: ColumnTest, values: Sequence[Any]) -> Iterator[tuple[int, str]]:
    """The places (from 0) of the wrong values of one column, and what is wrong."""
    struct = test.column.struct
    if not test.column.is_list:
        yield from _scalar_problems(test, list(enumerate(values)))
        return
    elements: list[tuple[int, Any]] = []
    for index, value in enumerate(values):
        if type(value) is tuple:
            elements.extend((index, element) for element in value)
        else:
            yield index, f"must be a tuple, is {value!r}"
    if struct is None:
        yield from _scalar_problems(test, elements)
        return
    wrong = [(index, element) for index, element in elements if type(element) is not struct]
    yield from ((index, f"must hold {struct.__name__}, holds {element!r}") for index, element in wrong)
    if not wrong:
        for part in test.parts:
            placed = [(index, getattr(element, part.column.name)) for index, element in elements]
            for index, message in _scalar_problems(part, placed):
                yield index, f"{part.column.name}: {message}"


def _scalar_problems(test: ColumnTest, placed: Sequence[tuple[int, Any]]) -> Iterator[tuple[int, str]]:
    if not {type(value) for _, value in placed} <= test.types:
        for index, value in placed:
            if type(value) not in test.types:
                kind = test.column.kind
                yield index, "must not be null" if value is None else f"must be {kind}, is {value!r}"
        return
    for is_right, what in test.tests():
        yield from (
            (index, f"{value!r} {what}")
            for index, value in placed
            if value is not None and not is_right(value)
        )


def _key_problems(table: Table, rows: Sequence[Any]) -> Iterator[Problem]:
    if not table.key:
        return
    keys = row_names(table, rows)
    if len(set(keys)) < len(keys):
        for key, count in Counter(keys).items():
            if count > 1:
                message = f"{count} rows share the key ({', '.join(table.key)})"
                yield Problem(table=table.name, row=key, column=None, message=message)


def _reference_problems(
    table: Table, rows: Sequence[Any], reference: Reference, target_rows: Sequence[Any]
) -> Iterator[Problem]:
    known = set(zip(*values_by(reference.targets, target_rows), strict=True))
    if _referred_keys(rows, reference) <= known:
        return
    for number, row in enumerate(rows, start=1):
        for key in sorted(_referred_keys([row], reference) - known):
            yield Problem(
                table=table.name,
                row=row_name(table, row, number),
                column=reference.columns[-1],
                message=f"{' '.join(map(str, key))} is not in {reference.table}",
            )


def _referred_keys(rows: Sequence[Any], reference: Reference) -> set[tuple[Any, ...]]:
    """What the rows refer to; a row of which a column is null refers to nothing."""
    keys = set(zip(*values_by(reference.columns, rows), strict=True))
    exploded = {(*key[:-1], element) for key in keys if isinstance(key[-1], tuple) for element in key[-1]}
    return exploded | {key for key in keys if not isinstance(key[-1], tuple) and None not in key}
