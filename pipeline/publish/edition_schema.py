"""The JSON Schema (draft 2020-12) of an edition's JSON, derived from the declarations of the tables."""

from __future__ import annotations

from functools import cache
from typing import Any

from pipeline.publish.documents import SECTION_COLUMNS, STAGE_COLUMNS
from pipeline.publish.json_text import json_text
from pipeline.records import TABLES, Column, Table, columns_of
from pipeline.records.tables import MEASURES
from pipeline.registry.meanings import meaning_of

_Schema = dict[str, Any]  # a JSON Schema is a JSON object by its nature

_JSON_TYPES: dict[str, _Schema] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "decimal": {"type": "number"},
}


@cache
def edition_schema_json() -> str:
    """The text of `schema/edition.schema.json`."""
    definitions = {table.name: _row_schema(table.record_type, table.name, table.meaning) for table in TABLES}
    definitions["measure"] = _with_child(
        definitions["measures"], "responsibilities", {"$ref": "#/$defs/responsibilities"}
    )
    definitions["section"] = _with_child(
        _part_of_measure(SECTION_COLUMNS), "measures", {"$ref": "#/$defs/measure"}
    )
    definitions["stage"] = _with_child(
        _part_of_measure(STAGE_COLUMNS), "sections", {"$ref": "#/$defs/section"}
    )
    plan = _object(
        {"title_text": {"type": ["string", "null"]}, "stages": _array_of({"$ref": "#/$defs/stage"})}
    )
    properties: _Schema = {"$schema": {"type": "string"}, "edition_id": {"type": "string"}}
    properties |= {table.name: _table_array(table) for table in TABLES}
    properties["plan"] = plan | {"description": "The plan as it is printed: measures in sections in stages"}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An edition of an act with a plan of measures",
        **_object(properties),
        "$defs": definitions,
    }
    return json_text(schema, levels=4) + "\n"


def _table_array(table: Table) -> _Schema:
    schema = _array_of({"$ref": f"#/$defs/{table.name}"})
    if table.name == "documents":
        schema |= {"minItems": 1, "maxItems": 1}
    return schema


def _row_schema(record_type: type, name: str, meaning: str | None = None) -> _Schema:
    columns = columns_of(record_type)
    schema = _object({column.name: _column_schema(column, f"{name}.{column.name}") for column in columns})
    return schema if meaning is None else {"description": meaning} | schema


def _column_schema(column: Column, name: str) -> _Schema:
    translated = meaning_of(name)
    told: _Schema = {
        "description": column.about.meaning,
        "x-description": {"kk": translated.kk, "ru": translated.ru},
    }
    if column.about.unit is not None:
        told["x-unit"] = column.about.unit
    if column.about.example is not None:
        told["examples"] = [column.about.example]
    return told | _value_schema(column, name)


def _value_schema(column: Column, name: str) -> _Schema:
    if column.struct is not None:
        value = _row_schema(column.struct, name)
    else:
        value = dict(_JSON_TYPES[column.kind])
        if column.about.pattern is not None:
            value["pattern"] = column.about.pattern
        if column.about.codes is not None:
            value["enum"] = list(column.about.codes.codes)
    if column.is_list:
        return _array_of(value)
    if column.is_nullable:
        value["type"] = [value["type"], "null"]
        if "enum" in value:
            value["enum"].append(None)
    return value


def _part_of_measure(names: tuple[str, ...]) -> _Schema:
    by_name = {column.name: column for column in columns_of(MEASURES.record_type)}
    return _object({name: _column_schema(by_name[name], f"measures.{name}") for name in names})


def _with_child(schema: _Schema, name: str, child: _Schema) -> _Schema:
    properties = schema["properties"] | {name: _array_of(child)}
    return schema | {"properties": properties, "required": list(properties)}


def _object(properties: _Schema) -> _Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _array_of(items: _Schema) -> _Schema:
    return {"type": "array", "items": items}
