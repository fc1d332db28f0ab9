"""How a published column is declared: once, on the field of its record.

A column described in four places (Arrow, JSON Schema, dictionary, checks) is soon described in four ways.
Here a record's field is the only declaration: its annotation gives the type and whether it may be null,
`declared(...)` gives its meaning, unit, code list and pattern; everything else is derived from `columns_of`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, dataclass_transform, get_args, get_origin, get_type_hints

from pipeline.records.codes import CodeList

T = TypeVar("T")
Kind = Literal["string", "integer", "number", "boolean", "date", "decimal", "struct"]

_KINDS: dict[type, Kind] = {
    str: "string", int: "integer", float: "number", bool: "boolean", date: "date", Decimal: "decimal",
}  # fmt: skip


def declared(
    meaning: str,
    *,
    unit: str | None = None,
    codes: CodeList | None = None,
    pattern: str | None = None,
    example: str | None = None,
    default: Any = MISSING,  # noqa: ANN401 - as the field's annotation says
) -> Any:  # noqa: ANN401 - the field itself
    """A field of a record with what `PublishedColumn` says of its column.

    Example:
        number: str = declared("The act's number", example="78")
    """
    about = {"meaning": meaning, "unit": unit, "codes": codes, "pattern": pattern, "example": example}
    return field(default=default, metadata=about)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(declared,))
def record(cls: type[T]) -> type[T]:
    """Makes a class of declared fields the type of a published row."""
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedColumn:
    """One column as the rest of the project sees it.

    Attributes:
        kind: the type of the value, or of each element of a list (a tuple in Python).
        is_nullable: whether the value may be null; lists are never null, they are empty.
        struct: the record type of a struct's fields, None for plain values.
        meaning: one plain English sentence; Kazakh and Russian are in `registry/column_meanings.csv`.
        codes: the list that the values (or the list's elements) are drawn from.
        pattern: an ECMA 262 and Python regex that the whole value (or each element) matches.
    """

    name: str
    kind: Kind
    is_list: bool
    is_nullable: bool
    struct: type | None
    meaning: str
    unit: str | None
    codes: CodeList | None
    pattern: str | None
    example: str | None


@cache
def columns_of(record_type: type) -> tuple[PublishedColumn, ...]:
    """The columns of a record type, in their published order.

    Raises:
        TypeError: a field is not `declared(...)`, or has a type that no column can have.
    """
    hints = get_type_hints(record_type)
    return tuple(_column(each.name, hints[each.name], each.metadata) for each in fields(record_type))


def _column(name: str, hint: Any, about: Mapping[str, Any]) -> PublishedColumn:  # noqa: ANN401 - an annotation
    if "meaning" not in about:
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
    kind: Kind = _KINDS.get(hint, "struct")
    return PublishedColumn(
        name=name, kind=kind, is_list=is_list, is_nullable=is_nullable, struct=struct, **about
    )
