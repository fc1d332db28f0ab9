"""Comparisons and histories as tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.analysis.frames import made_frame
from pipeline.editions.changes import EditionChange, EditionDiff
from pipeline.editions.compare import compare_editions
from pipeline.editions.history import history
from pipeline.records import MEASURE_TEXTS, Dataset
from pipeline.records.editions_in import editions_by_act, find_edition

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]

_CHANGES = {
    "part": "string", "kind": "string", "old_key": "string", "new_key": "string", "column": "string",
    "old": "string", "new": "string", "days_moved": "integer", "bodies_left": "strings",
    "bodies_joined": "strings", "acts": "strings",
}  # fmt: skip
_HISTORY = {
    "measure_key": "string", "edition_id": "string", "from_date": "date", "to_date": "date", "kind": "string",
    "changed_columns": "strings", "acts": "strings", "status": "string",
    **dict.fromkeys(MEASURE_TEXTS, "string"),
}  # fmt: skip


@dataclass(frozen=True)
class LoadedDiff:
    """What changed between two editions, as records and as a table."""

    records: EditionDiff

    def __bool__(self) -> bool:
        return bool(self.records)

    def __len__(self) -> int:
        return len(self.records.changes)

    def __repr__(self) -> str:
        from pipeline.editions.comparison_texts import as_table  # noqa: PLC0415

        return as_table(self.records)

    def _repr_html_(self) -> str:
        from pipeline.editions.comparison_texts import as_fragment  # noqa: PLC0415

        return as_fragment(self.records)

    @cached_property
    def changes(self) -> pd.DataFrame:
        """One row a change and column; a change of the number alone has one row without a column.

        `days_moved` says by how many days the last day of a deadline moved (later is positive), in the row of
        `deadline_text`; `bodies_left` and `bodies_joined` list bodies in the row of `executors_text`.
        """
        return made_frame([row for change in self.records.changes for row in _rows(change)], _CHANGES)


def loaded_diff(dataset: Dataset, old: str, new: str) -> LoadedDiff:
    """The comparison of two editions of a dataset."""
    return LoadedDiff(compare_editions(find_edition(dataset, old), find_edition(dataset, new)))


def history_frame(dataset: Dataset, measure_key: str, document_id: str | None) -> pd.DataFrame:
    """Every wording of a measure, oldest first."""
    # of one act in two languages the first
    by_act: dict[str, list[Dataset]] = {}
    for editions in editions_by_act(dataset):
        by_act.setdefault(editions[0].documents[0].document_id, editions)
    acts = [
        editions
        for act, editions in by_act.items()
        if document_id in (None, act)
        and any(row.measure_key == measure_key for edition in editions for row in edition.measures)
    ]
    if not acts:
        raise KeyError(f"no edition has a measure {measure_key}")
    if len(acts) > 1:
        names = ", ".join(editions[0].documents[0].document_id for editions in acts)
        raise ValueError(f"several acts have a measure {measure_key}: name one of {names} as document_id")
    rows = [
        {
            "measure_key": wording.measure_key,
            "edition_id": wording.measure.edition_id if wording.measure else None,
            "from_date": wording.from_date,
            "to_date": wording.to_date,
            "kind": wording.kind,
            "changed_columns": list(wording.changed_columns),
            "acts": [str(act) for act in wording.acts],
            "status": wording.measure.status if wording.measure else None,
            **{name: getattr(wording.measure, name, None) for name in MEASURE_TEXTS},
        }
        for wording in history(acts[0], measure_key)
    ]
    return made_frame(rows, _HISTORY)


def _rows(change: EditionChange) -> list[dict[str, object]]:
    common: dict[str, object] = {
        "part": change.part,
        "kind": change.kind,
        "old_key": change.old_key,
        "new_key": change.new_key,
        "acts": list(dict.fromkeys(str(act) for act in change.acts)),
    }
    rows: list[dict[str, object]] = []
    for column in change.columns:
        row: dict[str, object] = {**common, "column": column.column, "old": column.old, "new": column.new}
        if column.column == "deadline_text" and change.deadline:
            row["days_moved"] = change.deadline.days
        if column.column == "executors_text":
            row["bodies_left"] = _bodies(change, "left")
            row["bodies_joined"] = _bodies(change, "joined")
        rows.append(row)
    return rows or [common]


def _bodies(change: EditionChange, kind: str) -> list[str]:
    return [each.agency_id or each.mention_text for each in change.bodies if each.kind == kind]
