"""Records to Arrow and back, without pandas: a list column or a null integer must come back as it went in.

`pyarrow.array` imports pandas on its first call, only to ask whether the list is not perhaps a pandas object:
half a second that a run on one decree should not pay. So arrays are made of their buffers; Arrow's memory
layout is a published standard (https://arrow.apache.org/docs/format/Columnar.html) and short.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from itertools import accumulate, chain
from operator import attrgetter
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.records import Kind, PublishedColumn, PublishedTable, columns_of
from pipeline.registry.meanings import meaning_of

_EPOCH = date(1970, 1, 1).toordinal()


def _array_type(column: PublishedColumn) -> pa.DataType:
    plain = {
        "string": pa.string(), "integer": pa.int32(), "number": pa.float64(), "boolean": pa.bool_(),
        "date": pa.date32(), "decimal": pa.decimal128(18, 3),
    }  # fmt: skip
    kind = pa.struct(_fields(column.struct)) if column.struct else plain[column.kind]
    return pa.list_(pa.field("element", kind, nullable=False)) if column.is_list else kind


def _fields(record_type: type) -> list[pa.Field]:
    columns = columns_of(record_type)
    return [pa.field(each.name, _array_type(each), nullable=each.is_nullable) for each in columns]


@cache
def schema_of(table: PublishedTable) -> pa.Schema:
    """The Arrow schema of a table; each field's metadata gives its meaning, unit and codes."""
    fields = []
    for column, field in zip(columns_of(table.record_type), _fields(table.record_type), strict=True):
        about = _described(column.meaning, f"{table.name}.{column.name}")
        if column.unit is not None:
            about["unit"] = column.unit
        if column.codes is not None:
            about["codes"] = json.dumps(column.codes.codes)
        fields.append(field.with_metadata(about))
    about = {"name": table.name, **_described(table.meaning, table.name), "key": json.dumps(table.key)}
    return pa.schema(fields, metadata=about)


def _described(meaning: str, name: str) -> dict[str, str]:
    translated = meaning_of(name)
    return {"description": meaning, "description_kk": translated.kk, "description_ru": translated.ru}


def table_to_arrow(table: PublishedTable, rows: Sequence[Any]) -> pa.Table:
    """The rows, sound by `dataset_problems`, as an Arrow table of the declared schema."""
    return pa.Table.from_arrays(_arrays(table.record_type, rows), schema=schema_of(table))


def _arrays(record_type: type, rows: Sequence[Any]) -> list[pa.Array]:
    columns = columns_of(record_type)
    return [_array(column, list(map(attrgetter(column.name), rows))) for column in columns]


def _array(column: PublishedColumn, values: Sequence[Any]) -> pa.Array:
    kind = _array_type(column)
    if not column.is_list:
        return _plain_array(column, kind, values)
    child = _plain_array(column, kind.value_type, list(chain.from_iterable(values)))
    buffers = [None, pa.py_buffer(_offsets(values))]
    return pa.Array.from_buffers(kind, len(values), buffers, children=[child])


def _plain_array(column: PublishedColumn, kind: pa.DataType, values: Sequence[Any]) -> pa.Array:
    if column.struct is not None:
        children = _arrays(column.struct, values)
        return pa.Array.from_buffers(kind, len(values), [None], children=children)
    contents: list[Any] = [None, *_BUFFERS[column.kind](values)]
    if None in values:
        contents[0] = _bits(value is not None for value in values)
    buffers = [None if content is None else pa.py_buffer(content) for content in contents]
    return pa.Array.from_buffers(kind, len(values), buffers)


def _offsets(values: Iterable[Any]) -> Any:  # noqa: ANN401 - a numpy array
    return np.fromiter(accumulate(map(len, values), initial=0), np.int32)


def _bits(flags: Iterable[object]) -> Any:  # noqa: ANN401
    return np.packbits(np.fromiter(map(bool, flags), bool), bitorder="little")


def _texts(values: Iterable[str | None]) -> list[Any]:
    encoded = [(value or "").encode() for value in values]
    return [_offsets(encoded), b"".join(encoded)]


# by the kind of a column the buffers after the validity bitmap; what stands at a null does not matter
_BUFFERS: dict[Kind, Callable[[Sequence[Any]], list[Any]]] = {
    "string": _texts,
    "integer": lambda values: [np.fromiter((value or 0 for value in values), np.int32)],
    "number": lambda values: [np.fromiter((value or 0.0 for value in values), np.float64)],
    "boolean": lambda values: [_bits(values)],
    "date": lambda values: [
        np.fromiter((value.toordinal() - _EPOCH if value else 0 for value in values), np.int32)
    ],
    "decimal": lambda values: [
        b"".join(int((value or 0) * 1000).to_bytes(16, "little", signed=True) for value in values)
    ],
}


def rows_from_arrow(table: PublishedTable, arrow: pa.Table) -> tuple[Any, ...]:
    """The records of an Arrow table that has the declared columns."""
    columns = columns_of(table.record_type)
    values = [_python_values(column, arrow.column(column.name).to_pylist()) for column in columns]
    names = [column.name for column in columns]
    return tuple(table.record_type(**dict(zip(names, row, strict=True))) for row in zip(*values, strict=True))


def _python_values(column: PublishedColumn, values: list[Any]) -> list[Any]:
    if column.struct is not None:
        return [tuple(column.struct(**each) for each in value) for value in values]
    if column.is_list:
        return [None if value is None else tuple(value) for value in values]
    return values
