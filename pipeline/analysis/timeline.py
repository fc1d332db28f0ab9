"""The plan as a calendar: which measure is to be done when, and by whom."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pipeline.analysis.duedates import leaves, stretch_of
from pipeline.analysis.frames import made_frame
from pipeline.records import Dataset

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]

_TYPES = {
    "edition_id": "string", "measure_key": "string", "stage_number": "integer", "section_number": "string",
    "section_title_text": "string", "measure_text": "string", "start": "date", "end": "date",
    "basis": "string", "deadline_precision": "string", "deadline_rrule": "string",
    "deadline_text": "string", "agency_ids": "strings",
}  # fmt: skip


def agency_ids(dataset: Dataset) -> dict[tuple[str, str], list[str]]:
    """The bodies that answer for each measure (edition and key), in the printed order, each once."""
    bodies: dict[tuple[str, str], list[str]] = {}
    for row in dataset.responsibilities:
        known = bodies.setdefault((row.edition_id, row.measure_key), [])
        if row.agency_id and row.agency_id not in known:
            known.append(row.agency_id)
    return bodies


def timeline(dataset: Dataset, *, on: dt.date | None) -> pd.DataFrame:
    """A row a measure in force without sub-items, first due first; those without any day at the end."""
    bodies = agency_ids(dataset)
    pairs = [(measure, stretch_of(measure)) for measure in leaves(dataset.measures)]
    pairs.sort(key=lambda pair: (pair[1].end or dt.date.max, pair[1].start or dt.date.max))
    rows = [
        {
            **{name: getattr(measure, name) for name in _TYPES if hasattr(measure, name)},
            "start": stretch.start,
            "end": stretch.end,
            "basis": stretch.basis,
            "agency_ids": bodies.get((measure.edition_id, measure.measure_key), []),
            "days_left": None if on is None or stretch.end is None else (stretch.end - on).days,
        }
        for measure, stretch in pairs
    ]
    return made_frame(rows, _TYPES if on is None else {**_TYPES, "days_left": "integer"})
