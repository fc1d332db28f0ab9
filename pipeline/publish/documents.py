"""One edition as one JSON document, for readers who think in acts and not in tables.

It holds every table's rows of the edition as an array of the table's name, and the plan once more as it is
printed: measures inside sections inside stages, each with the bodies that answer for it. Rows stand one a
line, so that two editions of the file can be compared with any diff.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from typing import Any

from pipeline.records import TABLES, AgencyRecord, Dataset, MeasureRecord, columns_of

STAGE_COLUMNS = ("stage_number", "stage_title_text", "stage_start", "stage_end")
SECTION_COLUMNS = ("section_number", "section_title_text")


def editions_of(dataset: Dataset) -> Iterator[tuple[str, Dataset]]:
    """Each edition's id and what the dataset says of it, with the whole registry of bodies."""
    # rows are dealt out once: picking each edition's rows from all would be quadratic in the editions
    dealt: dict[str, dict[str, list[Any]]] = {}
    for table in TABLES:
        if table.name == "agencies":
            continue
        for row in getattr(dataset, table.name):
            if row.edition_id is not None:
                dealt.setdefault(row.edition_id, {}).setdefault(table.name, []).append(row)
    for document in dataset.documents:
        parts = {name: tuple(rows) for name, rows in dealt[document.edition_id].items()}
        yield document.edition_id, Dataset(agencies=dataset.agencies, **parts)


def edition_json(edition: Dataset) -> str:
    """The JSON text of a dataset that holds one edition, rows in their published order."""
    encoded = {
        table.name: [to_json(row) for row in getattr(edition, table.name)]
        for table in TABLES
        if table.name != "agencies"
    }
    encoded["agencies"] = list(_registry_json(edition.agencies))
    document = edition.documents[0]
    parts = ['"$schema":"../schema/edition.schema.json"', f'"edition_id":{to_json(document.edition_id)}']
    parts += [f'"{table.name}":{_array(encoded[table.name])}' for table in TABLES]
    plan = _plan_json(edition, encoded["measures"], encoded["responsibilities"])
    parts.append(f'"plan":{{"title_text":{to_json(document.plan_title_text)},"stages":{plan}}}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


@lru_cache(maxsize=1)
def _registry_json(agencies: tuple[AgencyRecord, ...]) -> tuple[str, ...]:
    """The registry's rows, which every edition of a dataset shares."""
    return tuple(map(to_json, agencies))


def _plan_json(edition: Dataset, measures: Sequence[str], responsibilities: Sequence[str]) -> str:
    bodies: dict[str, list[str]] = {}
    for responsibility, text in zip(edition.responsibilities, responsibilities, strict=True):
        bodies.setdefault(responsibility.measure_key, []).append(text)
    rows = list(zip(edition.measures, measures, strict=True))
    stages = []
    for _, stage_rows in groupby(rows, key=lambda row: row[0].stage_number):
        in_stage = list(stage_rows)
        sections = []
        for _, section_rows in groupby(in_stage, key=lambda row: row[0].section_number):
            in_section = list(section_rows)
            texts = [
                f'{text[:-1]},"responsibilities":{_array(bodies.get(measure.measure_key, []))}}}'
                for measure, text in in_section
            ]
            sections.append(_parent_json(in_section[0][0], SECTION_COLUMNS, "measures", texts))
        stages.append(_parent_json(in_stage[0][0], STAGE_COLUMNS, "sections", sections))
    return _array(stages)


def _parent_json(
    measure: MeasureRecord, columns: Iterable[str], child_name: str, children: Sequence[str]
) -> str:
    head = to_json({name: getattr(measure, name) for name in columns})
    return f'{head[:-1]},"{child_name}":{_array(children)}}}'


def _array(texts: Sequence[str]) -> str:
    return "[\n" + ",\n".join(texts) + "\n]" if texts else "[]"


def _encode(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {column.name: getattr(value, column.name) for column in columns_of(type(value))}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"no JSON for {type(value)}")


def to_json(value: Any) -> str:  # noqa: ANN401 - whatever a record holds
    """Compact JSON of a record or of a value that a record can hold; text stays readable (no escapes)."""
    return _ENCODER.encode(value)


# one encoder for all rows: making one costs as much as encoding a small row
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_encode)
