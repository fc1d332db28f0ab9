"""Python values to Arrow arrays by their buffers.

`pyarrow.array` does this too, but on its first call it imports pandas, only to ask whether the list is not
perhaps a pandas object: half a second that a run on one decree should not pay. Arrow's memory layout is a
published standard (https://arrow.apache.org/docs/format/Columnar.html) and short.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any

from pipeline.records import Column, columns_of, values_of

if TYPE_CHECKING:
    import pyarrow as pa

_EPOCH = date(1970, 1, 1).toordinal()
_DECIMAL_SCALE = 1000  # decimal(18,3)
_DECIMAL_BYTES = 16
_DIGITS = bytes.maketrans(b"\0\1", b"01")


def array_of(column: Column, kind: pa.DataType, values: Sequence[Any]) -> pa.Array:
    """The values of a column, sound by `dataset_problems`, as an Arrow array of the type `kind`."""
    if not column.is_list:
        return _plain_array(column, kind, values)
    import pyarrow as pa  # noqa: PLC0415 - slow, and `--help` needs none of it

    offsets = _offsets(map(len, values))
    child = _plain_array(column, kind.value_type, list(chain.from_iterable(values)))
    return pa.Array.from_buffers(kind, len(values), [None, pa.py_buffer(offsets)], 0, children=[child])


def _plain_array(column: Column, kind: pa.DataType, values: Sequence[Any]) -> pa.Array:
    import pyarrow as pa  # noqa: PLC0415

    if column.struct is not None:
        parts = zip(columns_of(column.struct), kind, values_of(column.struct, values), strict=True)
        children = [array_of(part, field.type, each) for part, field, each in parts]
        return pa.Array.from_buffers(kind, len(values), [None], 0, children=children)
    nulls = values.count(None)
    validity = pa.py_buffer(_bits([value is not None for value in values])) if nulls else None
    buffers = [pa.py_buffer(content) for content in _contents(column, values)]
    return pa.Array.from_buffers(kind, len(values), [validity, *buffers], nulls)


def _contents(column: Column, values: Sequence[Any]) -> list[bytes | array[Any]]:
    """The buffers after the validity bitmap; what stands where a value is null does not matter."""
    match column.kind:
        case "string":
            texts = _encoded(values)
            return [_offsets(map(len, texts)), b"".join(texts)]
        case "integer":
            return [array("i", [value or 0 for value in values])]
        case "number":
            return [array("d", [value or 0.0 for value in values])]
        case "boolean":
            return [_bits([bool(value) for value in values])]
        case "date":
            return [array("i", [0 if value is None else value.toordinal() - _EPOCH for value in values])]
        case _:
            amounts = (0 if value is None else int(value * _DECIMAL_SCALE) for value in values)
            return [b"".join(amount.to_bytes(_DECIMAL_BYTES, "little", signed=True) for amount in amounts)]


def _encoded(values: Sequence[str | None]) -> list[bytes]:
    different = set(values)
    if len(different) * 2 < len(values):
        contents = {value: value.encode() if value else b"" for value in different}
        return list(map(contents.__getitem__, values))
    return [value.encode() if value else b"" for value in values]


def _offsets(lengths: Iterable[int]) -> array[int]:
    return array("i", accumulate(lengths, initial=0))


def _bits(flags: Sequence[bool]) -> bytes:
    """One bit a flag, the first flag in the lowest bit of the first byte."""
    digits = bytes(flags[::-1]).translate(_DIGITS)
    return int(digits or b"0", 2).to_bytes((len(digits) + 7) // 8, "little")
