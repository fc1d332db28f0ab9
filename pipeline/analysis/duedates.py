"""When a measure is to be done, as years and as a stretch of days.

A deadline may be a month, an interval of years, a rhythm (`жыл сайын`) or an event. For a chart each has to
become a stretch; how it did is told beside it, and what has no day at all stays without one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pipeline.records import MeasureRecord

_SPANS = frozenset({"interval"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The days in which a measure is to be done, both inclusive.

    Attributes:
        start: first day, None where the measure has none.
        end: last day, None where the measure has none.
        basis: deadline (printed), derived (from the day of its event), stage (a rhythm or a deadline without
            years of its own, for as long as its stage lasts) or none.
        years: the calendar years in which it has to be worked on: all of an interval or a rhythm, else the
            year in which it falls due.
    """

    start: dt.date | None
    end: dt.date | None
    basis: str
    years: tuple[int, ...]


def stretch_of(measure: MeasureRecord) -> Stretch:
    """When a measure is to be done."""
    start, end, recurs = measure.deadline_start, measure.deadline_end, measure.deadline_rrule is not None
    if recurs and (start is None or end is None):
        start, end = start or measure.stage_start, end or measure.stage_end
        return Stretch(start=start, end=end, basis=_basis(start, end, "stage"), years=_years(start, end))
    if end is None and start is None:
        end = measure.deadline_derived_end
        return Stretch(start=end, end=end, basis="derived" if end else "none", years=_years(end, end))
    spans = recurs or measure.deadline_precision in _SPANS
    first = (start or end) if spans else (end or start)
    return Stretch(start=start or end, end=end or start, basis="deadline", years=_years(first, end or start))


def leaves(measures: tuple[MeasureRecord, ...]) -> list[MeasureRecord]:
    """The measures in force that have no sub-items: a lead-in (`Мыналарды:`) is no work of its own."""
    parents = {(each.edition_id, each.parent_key) for each in measures if each.parent_key}
    return [
        each
        for each in measures
        if each.status == "in_force" and (each.edition_id, each.measure_key) not in parents
    ]


def _basis(start: dt.date | None, end: dt.date | None, basis: str) -> str:
    return basis if start or end else "none"


def _years(start: dt.date | None, end: dt.date | None) -> tuple[int, ...]:
    if start is None and end is None:
        return ()
    first, last = start or end, end or start
    assert first is not None and last is not None  # noqa: S101 - told to the type checker
    return tuple(range(first.year, last.year + 1))
