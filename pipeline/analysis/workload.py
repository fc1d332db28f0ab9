"""How much each body has to do, and when.

A committee or an office that no registry has counts for the body that it is a part of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from pipeline.analysis.duedates import leaves, stretch_of
from pipeline.analysis.successors import successor
from pipeline.records import Dataset, MeasureRecord, ResponsibilityRecord
from pipeline.records.row_order import natural_order

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]

UNDATED, UNKNOWN = "undated", "unknown"
_LABELS = ("id", "kk", "ru", "en")
_OVER: dict[str, Callable[[MeasureRecord], tuple[Hashable, ...]]] = {
    "year": lambda measure: stretch_of(measure).years or (UNDATED,),
    "stage": lambda measure: (measure.stage_number or UNKNOWN,),
    "section": lambda measure: (measure.section_number or UNKNOWN,),
    "edition": lambda measure: (measure.edition_id,),
}


def workload(dataset: Dataset, *, by: str, over: str, labels: str) -> pd.DataFrame:
    """Counts of measures: a row a body (or kind of body), a column a year (or stage, section, edition).

    Raises:
        ValueError: by, over or labels is none of the words known.
    """
    import pandas as pd  # noqa: PLC0415

    types = {agency.agency_id: agency.agency_type for agency in dataset.agencies}
    days = {document.edition_id: document.edition_date for document in dataset.documents}

    def counted(row: ResponsibilityRecord) -> str | None:
        return row.agency_id or row.parent_agency_id

    def current(row: ResponsibilityRecord) -> str | None:
        agency_id = row.current_agency_id
        if agency_id is None and row.agency_id is None and row.parent_agency_id is not None:
            agency_id = successor(dataset.agencies, row.parent_agency_id, days[row.edition_id])
        return agency_id or counted(row)

    groups: dict[str, Callable[[ResponsibilityRecord], str | None]] = {
        "agency": counted,
        "current_agency": current,
        "agency_type": lambda row: types.get(counted(row) or ""),
    }
    for what, word, known in (("by", by, groups), ("over", over, _OVER), ("labels", labels, _LABELS)):
        if word not in known:
            raise ValueError(f"{what}={word!r} is none of {', '.join(known)}")
    measures = {(each.edition_id, each.measure_key): each for each in leaves(dataset.measures)}
    seen = {
        (groups[by](row) or UNKNOWN, row.edition_id, row.measure_key)
        for row in dataset.responsibilities
        if (row.edition_id, row.measure_key) in measures
    }
    counts: Counter[tuple[str, Hashable]] = Counter()
    for group, edition_id, key in seen:
        counts.update((group, column) for column in _OVER[over](measures[edition_id, key]))
    rows = sorted({group for group, _ in counts})
    # numbers of sections are text and sort as keys do; what has none of them comes last
    columns = sorted(
        {column for _, column in counts}, key=lambda each: (each in (UNDATED, UNKNOWN), natural_order(each))
    )
    frame = pd.DataFrame(
        [[counts[group, column] for column in columns] for group in rows],
        index=pd.Index(_named(dataset, rows, labels if by != "agency_type" else "id"), name=by),
        columns=pd.Index(columns, name=over),
        dtype="int64",
    )
    # the busiest first; names settle ties, so that the same data give the same table
    return frame.loc[frame.sum(axis="columns").sort_values(ascending=False, kind="stable").index]


def _named(dataset: Dataset, ids: list[str], labels: str) -> list[str]:
    if labels == "id":
        return ids
    names = {a.agency_id: getattr(a, f"name_{labels}") or a.agency_id for a in dataset.agencies}
    # two lives of a body can bear one name: they stay two rows
    shared = Counter(names.get(each, each) for each in ids)
    return [
        f"{names.get(each, each)} [{each}]" if shared[names.get(each, each)] > 1 else names.get(each, each)
        for each in ids
    ]
