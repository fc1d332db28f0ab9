"""How rows are ordered and named.

Numbers in keys are text (`6-1`, `4.10`), and sorted as text 4.10 comes before 4.2: here digits count as
numbers.
"""

from __future__ import annotations

import re
from operator import attrgetter
from typing import Any

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
    get = attrgetter(*table.order)
    is_single = len(table.order) == 1
    known: dict[object, tuple[SortPart, ...]] = {}

    def order(row: object) -> list[tuple[SortPart, ...]]:
        values = (get(row),) if is_single else get(row)
        keys = []
        for value in values:
            # 1 == 1.0 == True is harmless here: they sort alike
            if value not in known:
                known[value] = natural_order(value)
            keys.append(known[value])
        return keys

    return tuple(sorted(rows, key=order))


def row_name(table: Table, row: object, number: int) -> str:
    """How a message names a row: its key, parts joined by a space; without a key its number, from 1."""
    if not table.key:
        return f"row {number}"
    return " ".join(str(getattr(row, name)) for name in table.key)


def in_order(dataset: Dataset) -> Dataset:
    """The dataset with the rows of every table in their published order."""
    return Dataset(**{table.name: sorted_rows(table, getattr(dataset, table.name)) for table in TABLES})
