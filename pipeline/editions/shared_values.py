"""What two editions of one day in different languages say of one measure, value by value.

Texts cannot be compared over languages, values can: days, bodies, codes, amounts, numbers. A value that one
edition withheld, with a finding at the same words, is not compared: nothing is known of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from math import inf
from typing import Any

from pipeline.records import CostAmountRecord, Dataset, FindingRecord, MeasureRecord, ResponsibilityRecord
from pipeline.records.codes import LANGUAGE
from pipeline.registry.finding_kinds import withholding_codes
from pipeline.registry.meanings import code_meaning

Values = Counter[Hashable]

_FORM, _FUNDING, _BODIES = "completion_form_text", "funding_text", "executors_text"
_DEADLINE = ("edtf", "start", "end", "precision", "rrule", "offset")
_WITHOUT_CODE = "other"
_OF_MARKS = "agency_note_not_understood"
_LEVELS = {"stage": ("number", "start", "end")} | dict.fromkeys(
    ("section", "priority", "direction", "goal", "task"), ("number",)
)
LEVELS = frozenset(f"{level}_title_text" for level in _LEVELS)
"""The columns of what a measure stands under, which is the same for all measures of a stage or section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What the two editions say in one printed column of a measure, or of a row of another table.

    Attributes:
        column: the printed column.
        differs: the columns of values that the two do not share.
        not_compared: the columns of which an edition withheld values.
        said: of each column in `differs` what only the one and what only the other edition says.
        texts, pages: what is printed, and where, if it is no column of the measure.
    """

    column: str
    differs: tuple[str, ...] = ()
    not_compared: tuple[str, ...] = ()
    said: tuple[tuple[str, str], ...] = ()
    texts: tuple[str | None, str | None] | None = None
    pages: tuple[int | None, int | None] = (None, None)


@dataclass(frozen=True)
class Side:
    """One edition as it is compared: its bodies by measure, and which words were not wholly understood."""

    edition: Dataset

    @cached_property
    def bodies(self) -> Mapping[str, Sequence[ResponsibilityRecord]]:
        """The bodies of each measure that has any."""
        bodies: dict[str, list[ResponsibilityRecord]] = {}
        for row in self.edition.responsibilities:
            bodies.setdefault(row.measure_key, []).append(row)
        return bodies

    @property
    def name(self) -> str:
        """`The Kazakh edition`."""
        return f"The {code_meaning(LANGUAGE.name, self.edition.documents[0].language).en} edition"

    @cached_property
    def measures(self) -> list[MeasureRecord]:
        """The measures in the order of the plan."""
        return sorted(self.edition.measures, key=lambda row: row.position)

    @cached_property
    def withheld(self) -> list[FindingRecord]:
        """The findings beside which values are missing."""
        return [finding for finding in self.edition.findings if finding.code in withholding_codes()]

    @cached_property
    def _doubtful(self) -> Mapping[tuple[str, str | None], set[str]]:
        """Codes of findings by the columns and words that were not wholly understood.

        A merged cell is printed once, and so is its finding: so words are doubtful wherever they stand.
        """
        measures = {measure.measure_key: measure for measure in self.measures}
        found: dict[tuple[str, str | None], set[str]] = {}
        for each in self.withheld:
            words = getattr(measures.get(each.measure_key or ""), each.column or "", None)
            if each.column and words:
                found.setdefault((each.column, words), set()).add(each.code)
        return found

    @cached_property
    def printed(self) -> frozenset[str]:
        """The columns in which anything is printed."""
        columns = ("deadline_text", _FORM, "cost_text", _FUNDING, _BODIES)
        return frozenset(column for column in columns for row in self.measures if getattr(row, column))

    def doubts(self, measure: MeasureRecord, column: str) -> set[str]:
        """The codes of findings that the measure's words in a column may say more than its values do."""
        return self._doubtful.get((column, getattr(measure, column)), set())


Pair = tuple[MeasureRecord, MeasureRecord]
Sides = tuple[Side, Side]


def comparisons(pair: Pair, sides: Sides) -> list[Comparison]:
    """All that two measures say, column by column; what both say alike is among it."""
    if pair[0].status != pair[1].status:
        said = (pair[0].status, pair[1].status)
        return [Comparison(column="measure_text", differs=("status",), said=(said,))]
    return [*(compare(pair, sides) for compare in _COLUMNS.values()), *_bodies(pair, sides)]


def numbers(pair: Pair) -> list[Comparison]:
    """The measure's own printed number, and the numbers and years of what it stands under."""
    one, other = (each.subitem_number or each.item_number for each in pair)
    own = replace(scalars("item_number", [("measure_key", one, other)]), texts=(one, other))
    names = {level: [f"{level}_{part}" for part in parts] for level, parts in _LEVELS.items()}
    levels = (
        scalars(
            f"{level}_title_text",
            [(name, getattr(pair[0], name), getattr(pair[1], name)) for name in several],
        )
        for level, several in names.items()
    )
    return [own, *levels]


def scalars(
    column: str, values: Iterable[tuple[str, Any, Any]], are_open: tuple[bool, bool] = (False, False)
) -> Comparison:
    """Values by their columns; `are_open` says of each edition whether its nulls are values withheld."""
    values = list(values)
    others = [each for each in values if each[1] != each[2]]
    withheld = [
        name
        for name, one, other in others
        if (one is None and are_open[0]) or (other is None and are_open[1])
    ]
    if any(are_open) and all(one is None and other is None for _, one, other in values):
        withheld = [values[0][0]]
    differs = [each for each in others if each[0] not in withheld]
    return Comparison(
        column=column,
        differs=tuple(name for name, _, _ in differs),
        not_compared=tuple(withheld),
        said=tuple((_told(one), _told(other)) for _, one, other in differs),
    )


def _told(value: object) -> str:
    return "nothing" if value is None else str(value)


def listed(column: str, name: str, values: tuple[Values, Values], rooms: tuple[float, float]) -> Comparison:
    """Two lists of values, whatever their order; `rooms` says how many more each edition may hold."""
    only = (values[0] - values[1], values[1] - values[0])
    if only[0].total() > rooms[1] or only[1].total() > rooms[0]:
        one, other = (", ".join(sorted(map(_told, each.elements()))) or "nothing" for each in only)
        return Comparison(column=column, differs=(name,), said=((one, other),))
    return Comparison(column=column, not_compared=(name,) if any(rooms) else ())


def _joined(column: str, parts: Iterable[Comparison]) -> Comparison:
    """What is said of one printed column."""
    parts = list(parts)
    return Comparison(
        column=column,
        differs=tuple(chain.from_iterable(part.differs for part in parts)),
        not_compared=tuple(chain.from_iterable(part.not_compared for part in parts)),
        said=tuple(chain.from_iterable(part.said for part in parts)),
    )


def _openness(pair: Pair, sides: Sides, column: str, *, but: str = "") -> tuple[bool, bool]:
    """Whether each edition may say more than its values do: it did not understand, or lacks the column."""
    is_printed = any(column in side.printed for side in sides)
    one, other = (
        bool(side.doubts(each, column) - {but}) or (is_printed and column not in side.printed)
        for each, side in zip(pair, sides, strict=True)
    )
    return one, other


def _rooms(are_open: Iterable[bool]) -> tuple[float, float]:
    one, other = (inf if each else 0 for each in are_open)
    return one, other


def _counters(pair: Pair, name: str) -> tuple[Values, Values]:
    return Counter(getattr(pair[0], name)), Counter(getattr(pair[1], name))


def _deadline(pair: Pair, sides: Sides) -> Comparison:
    column = "deadline_text"
    names = [f"deadline_{part}" for part in _DEADLINE]
    values: list[tuple[str, Any, Any]] = [
        (name, getattr(pair[0], name), getattr(pair[1], name)) for name in names
    ]
    # the words of the event are of their language; whether one is awaited is not
    events = ["an event" if each.deadline_event_text else None for each in pair]
    values.append(("deadline_event_text", events[0], events[1]))
    return scalars(column, values, _openness(pair, sides, column))


def _form(pair: Pair, sides: Sides) -> Comparison:
    are_open = _openness(pair, sides, _FORM)
    types = _counters(pair, "completion_form_types")
    for of_side, is_open in zip(types, are_open, strict=True):
        if is_open:
            del of_side[_WITHOUT_CODE]
    rooms = _rooms(are_open)
    unknown = (rooms[0] + len(pair[0].recipient_texts), rooms[1] + len(pair[1].recipient_texts))
    recipients = _counters(pair, "recipient_agency_ids")
    return _joined(
        _FORM,
        (
            listed(_FORM, "completion_form_types", types, rooms),
            listed(_FORM, "recipient_agency_ids", recipients, unknown),
        ),
    )


def _cost(pair: Pair, sides: Sides) -> Comparison:
    column = "cost_text"
    by_column = _openness(pair, sides, column)
    # the sources may have a column of their own in one edition only
    by_funding = [bool(side.doubts(each, _FUNDING)) for each, side in zip(pair, sides, strict=True)]
    are_open = (by_column[0] or by_funding[0], by_column[1] or by_funding[1])
    lists = {name: _counters(pair, name) for name in ("funding_sources", "cost_years", "cost_items")}
    amounts: list[Values] = [Counter(map(amount_label, each.cost_amounts)) for each in pair]
    lists["cost_amounts"] = (amounts[0], amounts[1])
    found = (listed(column, name, values, _rooms(are_open)) for name, values in lists.items())
    return _joined(
        column, (scalars(column, [("cost_type", pair[0].cost_type, pair[1].cost_type)], are_open), *found)
    )


def amount_label(row: CostAmountRecord) -> str:
    """An amount with its labels; of a programme its code, which is the same in every language."""
    programme = row.programme if (row.programme or "").isdecimal() else None
    years = (row.year, row.first_year, row.last_year)
    labels = [*years, row.source, programme, row.per, "total" if row.is_total else None]
    return " ".join([f"{row.amount.normalize():f}", row.currency, *(str(each) for each in labels if each)])


_COLUMNS: dict[str, Callable[[Pair, Sides], Comparison]] = {
    "deadline_text": _deadline,
    _FORM: _form,
    "cost_text": _cost,
}


def _bodies(pair: Pair, sides: Sides) -> list[Comparison]:
    """Which bodies answer for it, and the marks of those that both editions name."""
    column = _BODIES
    rooms = _rooms(_openness(pair, sides, column, but=_OF_MARKS))
    rows = [side.bodies.get(each.measure_key, ()) for each, side in zip(pair, sides, strict=True)]
    ids: list[Values] = [Counter(row.agency_id for row in of_side if row.agency_id) for of_side in rows]
    unknown = [sum(row.agency_id is None for row in of_side) for of_side in rows]
    more = (rooms[0] + unknown[0], rooms[1] + unknown[1])
    found = [listed(column, "responsibilities.agency_id", (ids[0], ids[1]), more)]
    rooms = _rooms(_openness(pair, sides, column))
    both = ids[0] & ids[1]
    for mark in ("is_by_consent", "is_coordinator"):
        marked: list[Values] = [
            Counter(row.agency_id for row in of_side if getattr(row, mark) and row.agency_id in both)
            for of_side in rows
        ]
        found.append(listed(column, f"responsibilities.{mark}", (marked[0], marked[1]), rooms))
    return found
