"""How rows are ordered and named.

Numbers in keys are text (`6-1`, `4.10`), and sorted as text 4.10 comes before 4.2: here digits count as
numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.records.columns import values_by
from pipeline.records.tables import TABLES, Dataset, Table

_DIGITS = re.compile(r"([0-9]+)")

SortPart = tuple[int, int | float, str]


def natural_order(value: object) -> tuple[SortPart, ...]:
    """A sort key by which null comes first, numbers by size, and text with its digits as numbers."""
    if value is None:
        return ((0, 0, ""),)
    if isinstance(value, int | float):
        return ((1, value, ""),)
    parts = _DIGITS.split(str(value))
    return tuple((1, int(part), "") if part.isdigit() else (2, 0, part) for part in parts if part)


def sorted_rows(table: Table, rows: tuple[Any, ...]) -> tuple[Any, ...]:
    """The rows in the table's published order; equal rows keep the order in which they came."""
    ranks = [_ranks(values) for values in values_by(table.order, rows)]
    places = list(range(len(rows)))
    in_order = sorted(places, key=list(zip(*ranks, strict=True)).__getitem__)
    return rows if in_order == places else tuple(map(rows.__getitem__, in_order))


def _ranks(values: Sequence[object]) -> Iterator[int]:
    """The place of each value among the different ones: many rows share few editions, keys and columns."""
    # 1 == 1.0 == True is harmless here: they sort alike
    orders = {value: natural_order(value) for value in set(values)}
    places = {order: place for place, order in enumerate(sorted(set(orders.values())))}
    ranks = {value: places[order] for value, order in orders.items()}
    return map(ranks.__getitem__, values)


def row_name(table: Table, row: object, number: int) -> str:
    """How a message names a row: its key, parts joined by a space; without a key its number, from 1."""
    if not table.key:
        return f"row {number}"
    return " ".join(str(getattr(row, name)) for name in table.key)


def row_names(table: Table, rows: Sequence[Any]) -> list[str]:
    """The name of each row, as `row_name` gives it."""
    if not table.key:
        return [f"row {number}" for number in range(1, len(rows) + 1)]
    return list(map(" ".join, zip(*(map(str, values) for values in values_by(table.key, rows)), strict=True)))


def in_order(dataset: Dataset) -> Dataset:
    """The dataset with the rows of every table in their published order."""
    return Dataset(**{table.name: sorted_rows(table, getattr(dataset, table.name)) for table in TABLES})
