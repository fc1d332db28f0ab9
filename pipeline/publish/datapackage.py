"""The Frictionless Data Package: what each file of the dataset holds, and from which sources it was made.

What Frictionless cannot say or test of a Parquet table is said in properties of our own: its validator
takes no Parquet list for an `array` (so: `any`, with `arrowType` and `arrayItem`), does not hash tables
that it reads through pandas (so: `sha256` in place of `hash`), and lets no foreign key stand on a list or
on columns of which some are null (so: `references`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline.publish.arrow import schema_of
from pipeline.publish.json_text import json_text
from pipeline.records import TABLES, Dataset, PublishedColumn, PublishedTable, columns_of
from pipeline.registry.meanings import about_dataset, code_meaning, latest_version, meaning_of

_Descriptor = dict[str, Any]  # a data package descriptor is a JSON object by its nature

_FIELD_TYPES = {
    "string": "string", "integer": "integer", "number": "number", "boolean": "boolean", "date": "date",
    "decimal": "number", "struct": "object",
}  # fmt: skip
EDITION_SCHEMA = "schema/edition.schema.json"
# Frictionless reads Parquet through pandas, where a null among integers comes out as NaN. An empty text is
# none of them: what was put in where nothing was printed has one in `repairs.before`.
_MISSING_VALUES = ["nan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """The size of a file in bytes, and its hash."""

    size: int
    sha256: str


def facts_of(content: bytes) -> FileFacts:
    """What the data package says of a file with this content."""
    return FileFacts(size=len(content), sha256=hashlib.sha256(content).hexdigest())


def write_pieces(path: Path, pieces: Iterable[bytes]) -> FileFacts:
    """Writes a file piece by piece; what the data package says of it."""
    size, digest = 0, hashlib.sha256()
    with path.open("wb") as file:
        for piece in pieces:
            size += file.write(piece)
            digest.update(piece)
    return FileFacts(size=size, sha256=digest.hexdigest())


def described_files(dataset: Dataset) -> list[str]:
    """The paths of the files that the data package describes: all of the dataset's but itself."""
    editions = (f"json/{document.edition_id}.json" for document in dataset.documents)
    return [*(f"{table.name}.parquet" for table in TABLES), EDITION_SCHEMA, *editions]


def datapackage_json(dataset: Dataset, facts: Mapping[str, FileFacts]) -> str:
    """The text of `datapackage.json`, by the facts of each of `described_files` and its path."""
    versions = sorted({document.pipeline_version for document in dataset.documents})
    files = sorted({(document.source_file, document.source_sha256) for document in dataset.documents})
    sources = [{"title": name, "path": name, "sha256": sha256} for name, sha256 in files]
    editions = [document.edition_id for document in dataset.documents]
    about, version = about_dataset(), latest_version(versions)
    descriptor: _Descriptor = {
        "name": "decree-plans-of-measures",
        "title": about.title,
        "description": about.description,
        "profile": "data-package",
        "version": version,
        "homepage": about.homepage,
        "licenses": [asdict(about.licence)],
        "rights": about.rights,
        "contributors": [{"title": about.authors, "role": "author"}],
        "citation": about.citation(version),
        "software": {"name": "decree-pipeline", "license": about.code_licence.name},
        "pipeline_versions": versions,
        "sources": sources,
        "resources": [
            *(_table_resource(table, facts[f"{table.name}.parquet"]) for table in TABLES),
            _file_resource("edition-schema", EDITION_SCHEMA, facts),
            *(
                _file_resource(f"edition-{each.replace('@', '.')}", f"json/{each}.json", facts)
                for each in editions
            ),
        ],
    }
    if not sources:
        del descriptor["sources"], descriptor["version"]  # the profile wants at least one, and a text
    return json_text(descriptor, levels=4) + "\n"


def _table_resource(table: PublishedTable, facts: FileFacts) -> _Descriptor:
    return {
        "name": table.name,
        "path": f"{table.name}.parquet",
        "type": "table",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        **_described(table.meaning, table.name),
        "sha256": facts.sha256,
        "schema": _table_schema(table),
    }


def _described(meaning: str, name: str) -> _Descriptor:
    translated = meaning_of(name)
    return {"description": meaning, "descriptions": {"kk": translated.kk, "ru": translated.ru}}


def _file_resource(name: str, path: str, facts: Mapping[str, FileFacts]) -> _Descriptor:
    return {
        "name": name,
        "path": path,
        "type": "json",
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
        "bytes": facts[path].size,
        "hash": f"sha256:{facts[path].sha256}",
    }


def _table_schema(table: PublishedTable) -> _Descriptor:
    columns = columns_of(table.record_type)
    types = zip(columns, schema_of(table).types, strict=True)
    schema: _Descriptor = {
        "fields": [_field(f"{table.name}.{column.name}", column, str(kind)) for column, kind in types],
        "missingValues": _MISSING_VALUES,
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    by_name = {column.name: column for column in columns}
    keys, others = [], []
    for each in table.references:
        ours, theirs = {"fields": list(each.columns)}, list(each.targets)
        if _is_foreign_key([by_name[name] for name in each.columns]):
            keys.append({**ours, "reference": {"resource": each.table, "fields": theirs}})
        else:
            others.append({**ours, "resource": each.table, "targets": theirs})
    return schema | ({"foreignKeys": keys} if keys else {}) | ({"references": others} if others else {})


def _is_foreign_key(columns: Sequence[PublishedColumn]) -> bool:
    if any(column.is_list for column in columns):
        return False
    return len(columns) == 1 or not any(column.is_nullable for column in columns)


def _named(column: PublishedColumn, name: str, **more: str) -> _Descriptor:
    kind = "any" if column.is_list else _FIELD_TYPES[column.kind]
    field = {"name": column.name, "type": kind, **_described(column.meaning, name), **more}
    return field if column.unit is None else field | {"unit": column.unit}


def _field(name: str, column: PublishedColumn, arrow_type: str) -> _Descriptor:
    field = _named(column, name, arrowType=arrow_type)
    if column.example is not None:
        field["example"] = column.example
    constraints: _Descriptor = {}
    if column.codes is not None:
        constraints["enum"] = list(column.codes.codes)
        field["codes"] = {code: code_meaning(column.codes.name, code).en for code in column.codes.codes}
    if column.pattern is not None:
        constraints["pattern"] = column.pattern
    if column.is_list:
        field["arrayItem"] = {"type": _FIELD_TYPES[column.kind]}
        field["arrayItem"] |= {"constraints": constraints} if constraints else {}
        if column.struct is not None:
            parts = columns_of(column.struct)
            field["arrayItem"]["fields"] = [_part(f"{name}.{part.name}", part) for part in parts]
        constraints = {}
    if column.is_list or not column.is_nullable:
        constraints["required"] = True
    return field | ({"constraints": constraints} if constraints else {})


def _part(name: str, part: PublishedColumn) -> _Descriptor:
    field = _named(part, name)
    return field | ({"constraints": {"enum": list(part.codes.codes)}} if part.codes else {})
