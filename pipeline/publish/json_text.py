"""JSON as this project writes it: compact, text readable, the same value always the same text."""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from pipeline.records import columns_of


def plain_values(row: Any) -> dict[str, Any]:  # noqa: ANN401 - any record
    """A record as a JSON object whose values `compact_json` can write."""
    record_type: type = type(row)
    return {name: getattr(row, name) for name in _names_of(record_type)}


@cache
def _names_of(record_type: type) -> tuple[str, ...]:
    return tuple(column.name for column in columns_of(record_type))


def _written(value: object) -> object:
    if is_dataclass(value):
        return plain_values(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot be written as JSON")


# Python's own indenting encoder is twenty times slower than its compact one
_COMPACT = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_written)
_SPACED = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def compact_json(value: object) -> str:
    """A record, or a value that holds records, on one line: days as ISO 8601, amounts as numbers.

    Raises:
        ValueError: a number is not finite.
    """
    return _COMPACT.encode(value)


def json_text(value: Any, *, levels: int, margin: str = "") -> str:  # noqa: ANN401 - any JSON value
    """The value as JSON for people, its outer `levels` set out one entry a line."""
    if levels == 0 or not value or not isinstance(value, dict | list):
        return _SPACED.encode(value)
    inner = margin + " "
    if isinstance(value, list):
        entries = [inner + json_text(each, levels=levels - 1, margin=inner) for each in value]
        return "[\n" + ",\n".join(entries) + f"\n{margin}]"
    entries = [
        f"{inner}{_SPACED.encode(key)}: {json_text(each, levels=levels - 1, margin=inner)}"
        for key, each in value.items()
    ]
    return "{\n" + ",\n".join(entries) + f"\n{margin}}}"
