"""What is to be done when, and by whom: the plan as a calendar and as counts of measures a body.

A deadline may be a month, an interval of years, a rhythm (`жыл сайын`) or an event. For a chart each has to
become a span of days; how it did is said next to it, and what has no day at all stays without one.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.analysis.frames import made_frame
from pipeline.records import AgencyRecord, Dataset, MeasureRecord, ResponsibilityRecord
from pipeline.records.codes import AGENCY_TYPE
from pipeline.records.tables import natural_order
from pipeline.registry.agencies import End, day_after, holder_on
from pipeline.registry.meanings import code_meaning

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]

_UNDATED, _UNKNOWN = "undated", "unknown"
_LABELS = ("id", "kk", "ru", "en")
_TIMELINE = {
    "edition_id": "string", "measure_key": "string", "stage_number": "integer", "section_number": "string",
    "section_title_text": "string", "measure_text": "string", "start": "date", "end": "date",
    "basis": "string", "deadline_precision": "string", "deadline_rrule": "string",
    "deadline_text": "string", "agency_ids": "strings",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDays:
    """The first and last day on which a measure is to be done, both inclusive, None where it has none.

    `basis` is deadline (printed), derived (from the day of its event), stage (a rhythm or a deadline without
    years of its own, for as long as its stage lasts) or none; `is_spread` says that the work goes on all the
    time, as of an interval or a rhythm.
    """

    start: dt.date | None
    end: dt.date | None
    basis: str
    is_spread: bool

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years in which it has to be worked on: all, else the year in which it falls due."""
        start, end = self.start or self.end, self.end or self.start
        if start is None or end is None:
            return ()
        return tuple(range(start.year if self.is_spread else end.year, end.year + 1))


def working_days(measure: MeasureRecord) -> WorkingDays:
    """When a measure is to be done."""
    start, end, basis = measure.deadline_start, measure.deadline_end, "deadline"
    is_rhythm = measure.deadline_rrule is not None
    if is_rhythm and (start is None or end is None):
        start, end, basis = start or measure.stage_start, end or measure.stage_end, "stage"
    elif start is None and end is None:
        end, basis = measure.deadline_derived_end, "derived"
    if start is None and end is None:
        basis = "none"
    elif basis != "stage":
        start, end = start or end, end or start
    is_spread = is_rhythm or measure.deadline_precision == "interval"
    return WorkingDays(start=start, end=end, basis=basis, is_spread=is_spread)


def leaves(measures: Sequence[MeasureRecord]) -> list[MeasureRecord]:
    """The measures in force that have no sub-items: a lead-in (`Мыналарды:`) is no work of its own."""
    parents = {(each.edition_id, each.parent_key) for each in measures if each.parent_key}
    return [
        each
        for each in measures
        if each.status == "in_force" and (each.edition_id, each.measure_key) not in parents
    ]


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
    pairs = [(measure, working_days(measure)) for measure in leaves(dataset.measures)]
    pairs.sort(key=lambda pair: (pair[1].end or dt.date.max, pair[1].start or dt.date.max))
    rows = [
        {
            **{name: getattr(measure, name) for name in _TIMELINE if hasattr(measure, name)},
            "start": days.start,
            "end": days.end,
            "basis": days.basis,
            "agency_ids": bodies.get((measure.edition_id, measure.measure_key), []),
            "days_left": None if on is None or days.end is None else (days.end - on).days,
        }
        for measure, days in pairs
    ]
    return made_frame(rows, _TIMELINE if on is None else {**_TIMELINE, "days_left": "integer"})


def successor(agencies: Sequence[AgencyRecord], agency_id: str, day: dt.date) -> str | None:
    """The body that holds a body's tasks on a day, None where several do or nobody is known to.

    Raises:
        KeyError: there is no such body.
    """
    by_id = {agency.agency_id: agency for agency in agencies}
    if agency_id not in by_id:
        raise KeyError(f"there is no body {agency_id} in the dataset")

    def end_of(each: str) -> End:
        agency = by_id[each]
        end = None if agency.valid_to is None else day_after(agency.valid_to)
        return end, agency.successor_ids

    return holder_on(agency_id, day, end_of)


_COLUMNS: dict[str, Callable[[MeasureRecord], tuple[Hashable, ...]]] = {
    "year": lambda measure: working_days(measure).years or (_UNDATED,),
    "stage": lambda measure: (measure.stage_number or _UNKNOWN,),
    "section": lambda measure: (measure.section_number or _UNKNOWN,),
    "edition": lambda measure: (measure.edition_id,),
}


def workload(dataset: Dataset, *, by: str, over: str, labels: str) -> pd.DataFrame:
    """Counts of measures: a row a body (or kind of body), a column a year (or stage, section, edition).

    A committee or an office that no registry has counts for the body that it is a part of.

    Raises:
        ValueError: by, over or labels is none of the words known.
    """
    import pandas as pd  # noqa: PLC0415

    groups = _groups(dataset)
    for what, word, known in (("by", by, groups), ("over", over, _COLUMNS), ("labels", labels, _LABELS)):
        if word not in known:
            raise ValueError(f"{what}={word!r} is none of {', '.join(known)}")
    measures = {(each.edition_id, each.measure_key): each for each in leaves(dataset.measures)}
    seen = {
        (groups[by](row) or _UNKNOWN, row.edition_id, row.measure_key)
        for row in dataset.responsibilities
        if (row.edition_id, row.measure_key) in measures
    }
    counts: Counter[tuple[str, Hashable]] = Counter()
    for group, edition_id, key in seen:
        counts.update((group, column) for column in _COLUMNS[over](measures[edition_id, key]))
    rows = sorted({group for group, _ in counts})
    # numbers of sections are text and sort as keys do; what has none of them comes last
    columns = sorted(
        {column for _, column in counts}, key=lambda each: (each in (_UNDATED, _UNKNOWN), natural_order(each))
    )
    frame = pd.DataFrame(
        [[counts[group, column] for column in columns] for group in rows],
        index=pd.Index(_named(dataset, rows, by, labels), name=by),
        columns=pd.Index(columns, name=over),
        dtype="int64",
    )
    # the busiest first; names settle ties, so that the same data give the same table
    return frame.loc[frame.sum(axis="columns").sort_values(ascending=False, kind="stable").index]


def _groups(dataset: Dataset) -> dict[str, Callable[[ResponsibilityRecord], str | None]]:
    """What a responsibility counts for, by the word for it."""
    types = {agency.agency_id: agency.agency_type for agency in dataset.agencies}
    days = {document.edition_id: document.edition_date for document in dataset.documents}

    def counted(row: ResponsibilityRecord) -> str | None:
        return row.agency_id or row.parent_agency_id

    def current(row: ResponsibilityRecord) -> str | None:
        agency_id = row.current_agency_id
        if agency_id is None and row.agency_id is None and row.parent_agency_id is not None:
            agency_id = successor(dataset.agencies, row.parent_agency_id, days[row.edition_id])
        return agency_id or counted(row)

    return {
        "agency": counted,
        "current_agency": current,
        "agency_type": lambda row: types.get(counted(row) or ""),
    }


def _named(dataset: Dataset, ids: list[str], by: str, labels: str) -> list[str]:
    if labels == "id":
        return ids
    if by == AGENCY_TYPE.name:
        return [each if each == _UNKNOWN else getattr(code_meaning(by, each), labels) for each in ids]
    known = {agency.agency_id: getattr(agency, f"name_{labels}") for agency in dataset.agencies}
    names = [known.get(each) or each for each in ids]
    # two lives of a body can bear one name: they stay two rows
    shared = Counter(names)
    return [f"{name} [{each}]" if shared[name] > 1 else name for name, each in zip(names, ids, strict=True)]
