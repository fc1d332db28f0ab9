"""Comparisons and histories as tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.analysis.frames import made_frame
from pipeline.editions.changes import EditionChange, EditionDiff
from pipeline.editions.history import history
from pipeline.records import MEASURE_TEXTS, Dataset
from pipeline.records.editions_in import editions_by_act

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]

_CHANGES = {
    "part": "string", "kind": "string", "old_key": "string", "new_key": "string", "column": "string",
    "old": "string", "new": "string", "days_moved": "integer", "bodies_left": "strings",
    "bodies_joined": "strings", "acts": "strings",
}  # fmt: skip
_OF_WORDINGS = ("measure_key", "from_date", "to_date", "kind", "changed_columns")
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


def history_frame(dataset: Dataset, measure_key: str, document_id: str | None) -> pd.DataFrame:
    """Every wording of a measure, oldest first."""
    # of one act in two languages the first
    acts: dict[str, list[Dataset]] = {}
    for editions in editions_by_act(dataset):
        act = editions[0].documents[0].document_id
        if document_id in (None, act):
            acts.setdefault(act, editions)
    known = {
        act: editions
        for act, editions in acts.items()
        if any(row.measure_key == measure_key for edition in editions for row in edition.measures)
    }
    if not known:
        raise KeyError(f"no edition has a measure {measure_key}")
    if len(known) > 1:
        names = ", ".join(known)
        raise ValueError(f"several acts have a measure {measure_key}: name one of {names} as document_id")
    (editions,) = known.values()
    rows = [
        {
            **{name: getattr(wording, name) for name in _OF_WORDINGS},
            "edition_id": wording.measure.edition_id if wording.measure else None,
            "acts": [str(act) for act in wording.acts],
            **{name: getattr(wording.measure, name, None) for name in ("status", *MEASURE_TEXTS)},
        }
        for wording in history(editions, measure_key)
    ]
    return made_frame(rows, _HISTORY)


def _rows(change: EditionChange) -> list[dict[str, object]]:
    common: dict[str, object] = {
        **{name: getattr(change, name) for name in ("part", "kind", "old_key", "new_key")},
        "acts": list(dict.fromkeys(str(act) for act in change.acts)),
    }
    rows: list[dict[str, object]] = []
    for column in change.columns:
        row = common | {"column": column.column, "old": column.old, "new": column.new}
        if column.column == "deadline_text" and change.deadline:
            row["days_moved"] = change.deadline.days
        if column.column == "executors_text":
            for kind in ("left", "joined"):
                bodies = (each for each in change.bodies if each.kind == kind)
                row[f"bodies_{kind}"] = [each.agency_id or each.mention_text for each in bodies]
        rows.append(row)
    return rows or [common]
