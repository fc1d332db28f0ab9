"""How rows are ordered and named.

Numbers in keys are text (`6-1`, `4.10`), and sorted as text 4.10 comes before 4.2: here digits count as
numbers, and what is inside an item (`6.1`) comes before the item after it (`6-1`).
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from functools import lru_cache
from math import inf
from typing import Any

from pipeline.records.tables import TABLES, Dataset, PublishedTable

_DIGITS = re.compile(r"([0-9]+)")
_MOST_DIGITS = 1000
_FIRST = "\x00"  # sorts before every other sign

# of three values each: 0 for null, 1 for a number, 2 for text; the number; the text
SortKey = tuple[int | float | str, ...]


@lru_cache(maxsize=2**14)
def natural_order(value: Hashable) -> SortKey:
    """A sort key by which null comes first, numbers by size, and text with its digits as numbers."""
    if value is None:
        return (0, 0, "")
    if isinstance(value, int | float):
        return (1, value, "")
    key: SortKey = ()
    for index, part in enumerate(_DIGITS.split(str(value))):
        if index % 2:
            # Python makes no number of thousands of digits
            key += (1, int(part), "") if len(part) <= _MOST_DIGITS else (1, inf, part)
        elif part:
            key += (2, 0, part.replace(".", _FIRST))
    return key


def measure_sort_key(key: object) -> SortKey:
    """The order of measure keys: `4.9`, `4.10`; `6`, `6.1`, `6-1`, `7`; a number printed again after it.

    Null (None, `pd.NA`, NaN) comes first. A key that the pipeline made longer, since its number stands twice
    in the plan (`2/1.1`, `1.1~2`), follows the first one; the plan's own order is the column `position`.

    Example:
        >>> sorted(["4.10", "4.9", "4.6-1", "4.6.1"], key=measure_sort_key)
        ['4.6.1', '4.6-1', '4.9', '4.10']
        >>> ds.measures.sort_values("measure_key", key=lambda keys: keys.map(pipeline.measure_sort_key))
    """
    if not isinstance(key, str):
        return natural_order(None)
    number, *again = re.split("(?=~)", key, maxsplit=1)
    stage, *number_in_stage = re.split("(?<=/)", number, maxsplit=1)
    if number_in_stage:
        number, again = number_in_stage[0], [f"/{stage}", *again]
    return natural_order(_FIRST.join([number, *again]))


def sorted_rows(table: PublishedTable, rows: tuple[Any, ...]) -> tuple[Any, ...]:
    """The rows in the table's published order; equal rows keep the order in which they came."""
    return tuple(sorted(rows, key=lambda row: [natural_order(getattr(row, name)) for name in table.order]))


def in_order(dataset: Dataset) -> Dataset:
    """The dataset with the rows of every table in their published order."""
    return Dataset(**{table.name: sorted_rows(table, getattr(dataset, table.name)) for table in TABLES})


def row_name(table: PublishedTable, row: object, number: int) -> str:
    """How a message names a row: its key, parts joined by a space; without a key its number, from 1."""
    return " ".join(str(getattr(row, name)) for name in table.key) or f"row {number}"


def row_key(table: PublishedTable, row: object) -> str:
    """How `mentions.key` and `repairs.key` name a row: its key after the edition, parts joined by a space.

    Of a table that has one row an edition nothing is left after the edition: there it is the edition's id.
    """
    parts = [str(getattr(row, name)) for name in table.key]
    return " ".join(parts[1:] or parts)
