"""Records to Arrow and back, without pandas: a list column or a null integer must come back as it went in."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.publish.buffers import array_of
from pipeline.records import Column, Table, columns_of, values_of
from pipeline.registry.meanings import meaning_of

if TYPE_CHECKING:
    import pyarrow as pa


def value_type(column: Column) -> pa.DataType:
    """The Arrow type of a column's value, or of each element of a list."""
    import pyarrow as pa  # noqa: PLC0415 - 0.1 s that `--help` must not pay

    if column.struct is not None:
        return pa.struct([_bare_field(part) for part in columns_of(column.struct)])
    plain = {
        "string": pa.string(), "integer": pa.int32(), "number": pa.float64(), "boolean": pa.bool_(),
        "date": pa.date32(), "decimal": pa.decimal128(18, 3),
    }  # fmt: skip
    return plain[column.kind]


def _bare_field(column: Column) -> pa.Field:
    import pyarrow as pa  # noqa: PLC0415

    kind = value_type(column)
    if column.is_list:
        kind = pa.list_(pa.field("element", kind, nullable=False))
    return pa.field(column.name, kind, nullable=column.is_nullable)


@cache
def schema_of(table: Table) -> pa.Schema:
    """The Arrow schema of a table; each field's metadata tells its meaning, unit and codes."""
    import pyarrow as pa  # noqa: PLC0415

    fields = []
    for column in columns_of(table.record_type):
        translated = meaning_of(f"{table.name}.{column.name}")
        told = {
            "description": column.about.meaning,
            "description_kk": translated.kk,
            "description_ru": translated.ru,
        }
        if column.about.unit is not None:
            told["unit"] = column.about.unit
        if column.about.codes is not None:
            told["codes"] = json.dumps(column.about.codes.codes)
        fields.append(_bare_field(column).with_metadata(told))
    translated = meaning_of(table.name)
    told = {
        "name": table.name, "description": table.meaning, "description_kk": translated.kk,
        "description_ru": translated.ru, "key": json.dumps(table.key),
    }  # fmt: skip
    return pa.schema(fields, metadata=told)


def table_to_arrow(table: Table, rows: tuple[Any, ...]) -> pa.Table:
    """The rows as an Arrow table of the declared schema."""
    import pyarrow as pa  # noqa: PLC0415

    schema = schema_of(table)
    columns = zip(columns_of(table.record_type), schema, values_of(table.record_type, rows), strict=True)
    arrays = [array_of(column, field.type, values) for column, field, values in columns]
    return pa.Table.from_arrays(arrays, schema=schema)


def rows_from_arrow(table: Table, arrow: pa.Table) -> tuple[Any, ...]:
    """The records of an Arrow table that has the declared columns."""
    columns = []
    names = []
    for column in columns_of(table.record_type):
        values = arrow.column(column.name).to_pylist()
        if column.struct is not None:
            values = [tuple(column.struct(**each) for each in value) for value in values]
        elif column.is_list:
            values = [None if value is None else tuple(value) for value in values]
        names.append(column.name)
        columns.append(values)
    return tuple(
        table.record_type(**dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True)
    )
