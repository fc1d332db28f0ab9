"""One edition as one JSON document, with its schema, for readers who think in acts and not in tables.

It holds every table's rows of the edition as an array of the table's name, and the plan once more as it is
printed: measures inside sections inside stages, each with the bodies that answer for it. Rows stand one a
line, so that two editions of the file can be compared with any diff.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any

from pipeline.publish.json_text import compact_json, json_text
from pipeline.records import TABLES, Dataset, MeasureRecord, PublishedColumn, columns_of
from pipeline.records.editions_in import editions_of
from pipeline.registry.meanings import meaning_of

# the columns of a stage and of a section, each with the name of what it holds
PLAN_LEVELS = (
    (("stage_number", "stage_title_text", "stage_start", "stage_end"), "sections"),
    (("section_number", "section_title_text"), "measures"),
)

_Level = tuple[tuple[str, ...], str]
_Schema = dict[str, Any]  # a JSON Schema is a JSON object by its nature

_JSON_TYPES: dict[str, _Schema] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "decimal": {"type": "number"},
}


def documents_of(dataset: Dataset) -> Iterator[tuple[str, Iterator[str]]]:
    """The id and the JSON of each edition of a dataset whose rows are in their published order.

    The JSON comes in pieces: that of a plan of 2,000 pages has 100 MiB.
    """
    registry = list(map(compact_json, dataset.agencies))
    for edition_id, edition in editions_of(dataset):
        yield edition_id, _document(edition, registry)


def _document(edition: Dataset, registry: Sequence[str]) -> Iterator[str]:
    (document,) = edition.documents
    rows = {"agencies": registry}
    yield f'{{\n"$schema":"../schema/edition.schema.json",\n"edition_id":{compact_json(document.edition_id)}'
    for table in TABLES:
        if table.name not in rows:
            rows[table.name] = list(map(compact_json, getattr(edition, table.name)))
        yield f',\n"{table.name}":'
        yield from _array([row] for row in rows[table.name])
    bodies: dict[str, list[str]] = {}
    for responsibility, row in zip(edition.responsibilities, rows["responsibilities"], strict=True):
        bodies.setdefault(responsibility.measure_key, []).append(row)
    measures = list(zip(edition.measures, rows["measures"], strict=True))
    plan = compact_json({"title_text": document.plan_title_text})
    yield ',\n"plan":'
    yield from _with_child(plan, "stages", _nested(measures, PLAN_LEVELS, bodies))
    yield "\n}\n"


def _nested(
    measures: Sequence[tuple[MeasureRecord, str]], levels: Sequence[_Level], bodies: Mapping[str, list[str]]
) -> Iterator[str]:
    """Measures and their JSON as an array of the outermost level's parts; `bodies` are by measure."""
    if not levels:
        return _array(
            _with_child(
                text, "responsibilities", _array([row] for row in bodies.get(measure.measure_key, ()))
            )
            for measure, text in measures
        )
    (columns, child), *inner = levels
    return _array(
        _with_child(
            compact_json({name: getattr(held[0][0], name) for name in columns}),
            child,
            _nested(held, inner, bodies),
        )
        for _, several in groupby(measures, key=lambda row: getattr(row[0], columns[0]))
        for held in [list(several)]
    )


def _with_child(json_object: str, name: str, value: Iterable[str]) -> Iterator[str]:
    yield f'{json_object[:-1]},"{name}":'
    yield from value
    yield "}"


def _array(entries: Iterable[Iterable[str]]) -> Iterator[str]:
    opening = "[\n"
    for entry in entries:
        yield opening
        yield from entry
        opening = ",\n"
    yield "[]" if opening == "[\n" else "\n]"


@cache
def edition_schema_json() -> str:
    """The JSON Schema (draft 2020-12) of an edition's document, from the declarations of the tables."""
    definitions = {
        table.name: {"description": table.meaning} | _row_schema(table.record_type, table.name)
        for table in TABLES
    }
    stages, sections = (_part_of_measure(columns) for columns, _ in PLAN_LEVELS)
    definitions["measure"] = _schema_with_child(
        definitions["measures"], "responsibilities", "responsibilities"
    )
    definitions["section"] = _schema_with_child(sections, "measures", "measure")
    definitions["stage"] = _schema_with_child(stages, "sections", "section")
    plan = _schema_with_child(_object({"title_text": {"type": ["string", "null"]}}), "stages", "stage")
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


def _schema_with_child(schema: _Schema, name: str, kind: str) -> _Schema:
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
