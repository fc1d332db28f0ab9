"""One edition as one JSON document, for readers who think in acts and not in tables.

It holds every table's rows of the edition as an array of the table's name, and the plan once more as it is
printed: measures inside sections inside stages, each with the bodies that answer for it. Rows stand one a
line, so that two editions of the file can be compared with any diff.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.publish.json_text import compact_json
from pipeline.records import TABLES, Dataset, MeasureRecord
from pipeline.records.editions_in import editions_of

# the columns of a stage and of a section, each with the name of what it holds
PLAN_LEVELS = (
    (("stage_number", "stage_title_text", "stage_start", "stage_end"), "sections"),
    (("section_number", "section_title_text"), "measures"),
)

_Level = tuple[tuple[str, ...], str]


def documents_of(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Each edition's id and its JSON.

    Args:
        dataset: any number of editions, rows in their published order.
    """
    registry = list(map(compact_json, dataset.agencies))
    for edition_id, edition in editions_of(dataset):
        yield edition_id, _document(edition, registry)


def _document(edition: Dataset, registry: Sequence[str]) -> str:
    (document,) = edition.documents
    rows = {
        table.name: registry
        if table.name == "agencies"
        else list(map(compact_json, getattr(edition, table.name)))
        for table in TABLES
    }
    bodies: dict[str, list[str]] = {}
    for responsibility, row in zip(edition.responsibilities, rows["responsibilities"], strict=True):
        bodies.setdefault(responsibility.measure_key, []).append(row)
    measures = [
        (measure, _with_child(row, "responsibilities", _array(bodies.get(measure.measure_key, ()))))
        for measure, row in zip(edition.measures, rows["measures"], strict=True)
    ]
    plan = _with_child(
        compact_json({"title_text": document.plan_title_text}), "stages", _nested(measures, PLAN_LEVELS)
    )
    values = {
        "$schema": '"../schema/edition.schema.json"',
        "edition_id": compact_json(document.edition_id),
        **{name: _array(texts) for name, texts in rows.items()},
        "plan": plan,
    }
    return "{\n" + ",\n".join(f'"{name}":{value}' for name, value in values.items()) + "\n}\n"


def _nested(measures: Sequence[tuple[MeasureRecord, str]], levels: Sequence[_Level]) -> str:
    """Measures and their JSON as an array of the outermost level's parts."""
    if not levels:
        return _array([text for _, text in measures])
    (columns, child), *inner = levels
    parts = []
    for _, several in groupby(measures, key=lambda row: getattr(row[0], columns[0])):
        held = list(several)
        head = {name: getattr(held[0][0], name) for name in columns}
        parts.append(_with_child(compact_json(head), child, _nested(held, inner)))
    return _array(parts)


def _with_child(json_object: str, name: str, value: str) -> str:
    return f'{json_object[:-1]},"{name}":{value}}}'


def _array(texts: Sequence[str]) -> str:
    return "[\n" + ",\n".join(texts) + "\n]" if texts else "[]"
