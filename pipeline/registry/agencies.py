"""The bodies of the registry, and who held a body's tasks after it.

Bodies are founded, merged, split, renamed and dissolved; their letters are used again. So each life is a row
of its own, and a name is read as of a day. Many days of founding are known only to the month or the year.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, get_type_hints

from pipeline.registry.loading import language_in_use, read_csv
from pipeline.registry.overlay import LIST_MARK

# the first day on which a body is no more, None while it lives; and who took over
End = tuple[date | None, Sequence[str]]
NAME_COLUMNS = {
    "kk": ("name_kk", "other_names_kk", "abbreviations"),
    "ru": ("name_ru", "other_names_ru", "abbreviations_ru"),
}
"""The columns of names by their language: the official name, other names, letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """One life of a body: a row of `registry/agencies.csv`, with `-2013` and the like in a re-used name's id.

    The `ambiguous_abbreviations` are never settled by the day alone. Where only a month or a year is known
    (`2020-09`, as the `_edtf` says), `valid_from` is its first day, and `valid_to` the first day after it, as
    the body may have lived until then; on `valid_to` it is no more.
    """

    agency_id: str
    agency_type: str
    name_kk: str
    name_ru: str | None
    name_en: str | None
    abbreviations: tuple[str, ...]
    other_names_kk: tuple[str, ...]
    ambiguous_abbreviations: tuple[str, ...]
    abbreviations_ru: tuple[str, ...]
    other_names_ru: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    valid_from_edtf: str | None
    valid_to_edtf: str | None
    successor_ids: tuple[str, ...]
    name_certainty: str
    dates_certainty: str
    note: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """Its names and letters in the language that is read now, the official name first."""
        official, *others = NAME_COLUMNS[language_in_use()]
        own = getattr(self, official)
        return (*((own,) if own else ()), *(name for column in others for name in getattr(self, column)))

    def lives_on(self, day: date) -> bool:
        """Whether the body existed on that day, as far as its dates are known."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day < self.valid_to
        )


@cache
def agency_columns() -> tuple[str, ...]:
    """The columns of `registry/agencies.csv`, in their order."""
    return tuple(read_csv("agencies.csv")[0])


@cache
def agencies() -> tuple[Agency, ...]:
    """All bodies, sorted by id."""
    return tuple(_agency(row) for row in read_csv("agencies.csv"))


@cache
def agencies_by_id() -> dict[str, Agency]:
    """All bodies by their id."""
    return {agency.agency_id: agency for agency in agencies()}


def first_day(edtf: str) -> date:
    """The first day of a year, a month or a day: `2013`, `2020-09`, `2013-01-16`; else a ValueError."""
    year, month, day = (*map(int, edtf.split("-")), 1, 1)[:3]
    return date(year, month, day)


def day_after(edtf: str) -> date:
    """The first day after a year or a month; of a day known exactly, that day itself (half-open ends)."""
    start = first_day(edtf)
    # so much behind the first day of a period the next one has begun, and not the one after it
    longest = {0: timedelta(days=366), 1: timedelta(days=31), 2: timedelta()}[edtf.count("-")]
    return first_day(f"{start + longest:%Y-%m-%d}"[: len(edtf)])


def _agency(row: dict[str, str]) -> Agency:
    kinds = get_type_hints(Agency)
    cells: dict[str, Any] = {name: _cell(text, kinds[name]) for name, text in row.items()}
    start, end = cells["valid_from"], cells["valid_to"]
    days = {"valid_from": start and first_day(start), "valid_to": end and day_after(end)}
    return Agency(**(cells | days), valid_from_edtf=start, valid_to_edtf=end)


def _cell(text: str, kind: object) -> object:
    if kind == tuple[str, ...]:
        return tuple(filter(None, text.split(LIST_MARK)))
    return text if kind is str else text or None


def holder_on(agency_id: str, day: date, end_of: Callable[[str], End]) -> str | None:
    """The body that holds a body's tasks on a day: itself while it lives, else its one successor's.

    None where its tasks went to several bodies, or nobody is known to hold them.
    """
    seen: set[str] = set()
    while agency_id not in seen:
        seen.add(agency_id)
        end, successors = end_of(agency_id)
        if end is None or day < end:
            return agency_id
        if len(successors) != 1:
            return None
        (agency_id,) = successors
    return None
