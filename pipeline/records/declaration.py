"""How a published column is declared: once, on the field of its record.

A column described in four places (Arrow, JSON Schema, dictionary, checks) is soon described in four ways.
Here a record's field is the only declaration: its annotation gives the type and whether it may be null,
`about(...)` gives its meaning, unit, code list and pattern; everything else is derived from `columns_of`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from pipeline.records.codes import CodeList

Kind = Literal["string", "integer", "number", "boolean", "date", "decimal", "struct"]

_KINDS: dict[type, Kind] = {
    str: "string", int: "integer", float: "number", bool: "boolean", date: "date", Decimal: "decimal",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a field's metadata says of its column.

    Attributes:
        meaning: one plain English sentence; Kazakh and Russian are in `registry/column_meanings.csv`.
        unit: the unit of the numbers, None where there is none.
        codes: the list that the values (or the list's elements) are drawn from.
        pattern: an ECMA 262 and Python regex that the whole value (or each element) matches.
        example: one value as it is printed in the dataset.
    """

    meaning: str
    unit: str | None = None
    codes: CodeList | None = None
    pattern: str | None = None
    example: str | None = None


def about(
    meaning: str,
    *,
    unit: str | None = None,
    codes: CodeList | None = None,
    pattern: str | None = None,
    example: str | None = None,
) -> dict[str, About]:
    """The metadata of a record's field: `name: str = field(metadata=about("…"))`."""
    return {"column": About(meaning=meaning, unit=unit, codes=codes, pattern=pattern, example=example)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column as the rest of the project sees it.

    Attributes:
        name: the field's name.
        kind: the type of the value, or of each element of a list.
        is_list: whether the value is a list (a tuple in Python).
        is_nullable: whether the value may be null; lists are never null, they are empty.
        struct: the record type of a struct's fields, None for plain values.
        about: meaning, unit, codes.
    """

    name: str
    kind: Kind
    is_list: bool
    is_nullable: bool
    struct: type | None
    about: About


@cache
def columns_of(record_type: type) -> tuple[Column, ...]:
    """The columns of a record type, in their published order.

    Raises:
        TypeError: a field has no `about(...)` or a type that no column can have.
    """
    hints = get_type_hints(record_type)
    return tuple(
        _column(each.name, hints[each.name], each.metadata.get("column")) for each in fields(record_type)
    )


def values_of(record_type: type, rows: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The values of each column of the rows, columns in their published order."""
    return values_by(tuple(column.name for column in columns_of(record_type)), rows)


def values_by(names: Sequence[str], rows: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The values of these columns of the rows."""
    if len(names) > 1 and rows:
        return list(zip(*map(attrgetter(*names), rows), strict=True))
    return [tuple(map(attrgetter(name), rows)) for name in names]


def _column(name: str, hint: Any, told: About | None) -> Column:  # noqa: ANN401 - an annotation may be anything
    if told is None:
        raise TypeError(f"column {name} is not described")
    is_nullable = isinstance(hint, UnionType) and NoneType in get_args(hint)
    if is_nullable:
        hint = next(each for each in get_args(hint) if each is not NoneType)
    is_list = get_origin(hint) is tuple
    if is_list:
        hint = get_args(hint)[0]
    struct: type | None = hint if isinstance(hint, type) and is_dataclass(hint) else None
    if struct is None and hint not in _KINDS:
        raise TypeError(f"column {name} has a type that cannot be published: {hint}")
    kind: Kind = "struct" if struct is not None else _KINDS[hint]
    return Column(name=name, kind=kind, is_list=is_list, is_nullable=is_nullable, struct=struct, about=told)
