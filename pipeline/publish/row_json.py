"""Records as JSON objects, a text a row, column by column.

Python's encoder walks a row value by value and asks of each what it is. Here the declaration has said it
already: a column's values become texts in one go, and a row is its texts put into the pattern of its type.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import chain, islice
from json.encoder import encode_basestring
from math import isfinite
from typing import Any

from pipeline.records import Column, Kind, columns_of, values_of

_NULL = "null"


def rows_json(record_type: type, rows: Sequence[Any]) -> list[str]:
    """Each row as compact JSON; text stays readable (no escapes but those that JSON demands)."""
    columns = zip(columns_of(record_type), values_of(record_type, rows), strict=True)
    texts = [column_json(column, values) for column, values in columns]
    pattern = _pattern(record_type)
    return [pattern % row for row in zip(*texts, strict=True)]


def column_json(column: Column, values: Sequence[Any]) -> Sequence[str]:
    """Each value of a column as JSON."""
    if not column.is_list:
        return _plain_json(column, values)
    elements = iter(_plain_json(column, list(chain.from_iterable(values))) if any(values) else ())
    return [f"[{','.join(islice(elements, length))}]" for length in map(len, values)]


def _plain_json(column: Column, values: Sequence[Any]) -> Sequence[str]:
    if column.struct is not None:
        return rows_json(column.struct, values)
    if column.kind == "number" and not all(map(isfinite, filter(None, values))):
        raise ValueError(f"{column.name}: JSON has no number that is not finite")
    text_of = _TEXTS[column.kind]
    different = set(values)
    # 0.0 and -0.0 are one to a set, but not to a reader
    is_safe = column.kind != "number" or 0.0 not in different
    if is_safe and len(different) * 2 < len(values):
        texts = {value: _NULL if value is None else text_of(value) for value in different}
        return list(map(texts.__getitem__, values))
    if None in different:
        return [_NULL if value is None else text_of(value) for value in values]
    return list(map(text_of, values))


@cache
def _pattern(record_type: type) -> str:
    """`{"column":%s,"other":%s}`."""
    entries = ",".join(f"{encode_basestring(column.name)}:%s" for column in columns_of(record_type))
    return f"{{{entries}}}"


def _amount(value: Decimal) -> str:
    return repr(int(value) if value == value.to_integral_value() else float(value))


def _day(value: date) -> str:
    return f'"{value.isoformat()}"'


_TEXTS: dict[Kind, Callable[[Any], str]] = {
    "string": encode_basestring,
    "integer": repr,
    "number": repr,
    "boolean": {False: "false", True: "true"}.__getitem__,
    "date": _day,
    "decimal": _amount,
}
