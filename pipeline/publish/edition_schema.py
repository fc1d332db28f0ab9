"""The JSON Schema (draft 2020-12) of an edition's JSON, derived from the declarations of the tables."""

from __future__ import annotations

from functools import cache
from typing import Any

from pipeline.publish.documents import PLAN_LEVELS
from pipeline.publish.json_text import json_text
from pipeline.records import TABLES, MeasureRecord, PublishedColumn, columns_of
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
    definitions = {
        table.name: {"description": table.meaning} | _row_schema(table.record_type, table.name)
        for table in TABLES
    }
    stages, sections = (_part_of_measure(columns) for columns, _ in PLAN_LEVELS)
    definitions["measure"] = _with_child(definitions["measures"], "responsibilities", "responsibilities")
    definitions["section"] = _with_child(sections, "measures", "measure")
    definitions["stage"] = _with_child(stages, "sections", "section")
    plan = _with_child(_object({"title_text": {"type": ["string", "null"]}}), "stages", "stage")
    properties: _Schema = {"$schema": {"type": "string"}, "edition_id": {"type": "string"}}
    properties |= {table.name: _array_of({"$ref": f"#/$defs/{table.name}"}) for table in TABLES}
    properties["documents"] |= {"minItems": 1, "maxItems": 1}
    properties["plan"] = plan | {"description": "The plan as it is printed: measures in sections in stages"}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An edition of an act with a plan of measures",
        **_object(properties),
        "$defs": definitions,
    }
    return json_text(schema, levels=4) + "\n"


def _row_schema(record_type: type, name: str) -> _Schema:
    columns = columns_of(record_type)
    return _object({column.name: _column_schema(column, f"{name}.{column.name}") for column in columns})


def _column_schema(column: PublishedColumn, name: str) -> _Schema:
    translated = meaning_of(name)
    described: _Schema = {
        "description": column.meaning,
        "x-description": {"kk": translated.kk, "ru": translated.ru},
    }
    if column.unit is not None:
        described["x-unit"] = column.unit
    if column.example is not None:
        described["examples"] = [column.example]
    return described | _value_schema(column, name)


def _value_schema(column: PublishedColumn, name: str) -> _Schema:
    value = _row_schema(column.struct, name) if column.struct else dict(_JSON_TYPES[column.kind])
    if column.pattern is not None:
        value["pattern"] = column.pattern
    if column.codes is not None:
        value["enum"] = list(column.codes.codes)
    if column.is_list:
        return _array_of(value)
    if column.is_nullable:
        value["type"] = [value["type"], "null"]
        if "enum" in value:
            value["enum"].append(None)
    return value


def _part_of_measure(names: tuple[str, ...]) -> _Schema:
    columns = {column.name: column for column in columns_of(MeasureRecord)}
    return _object({name: _column_schema(columns[name], f"measures.{name}") for name in names})


def _with_child(schema: _Schema, name: str, kind: str) -> _Schema:
    properties = schema["properties"] | {name: _array_of({"$ref": f"#/$defs/{kind}"})}
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
