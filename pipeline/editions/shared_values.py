"""What two editions of one day in different languages say, value by value: of a measure, the act, its notes.

Texts cannot be compared over languages, values can: days, bodies, codes, amounts, numbers. A value that one
edition withheld, with a finding at the same words, is not compared: nothing is known of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from math import inf
from typing import Any, NamedTuple

from pipeline.editions.matching import take_pairs
from pipeline.records import (
    AmendmentRecord,
    CostAmountRecord,
    Dataset,
    FindingRecord,
    MeasureRecord,
    ResponsibilityRecord,
)
from pipeline.records.codes import LANGUAGE
from pipeline.registry.finding_kinds import withholding_codes
from pipeline.registry.meanings import code_meaning

Values = Counter[Any]
Rooms = tuple[float, float]

_DEADLINE, _FORM, _COST, _FUNDING, _BODIES = (
    "deadline_text", "completion_form_text", "cost_text", "funding_text", "executors_text",
)  # fmt: skip
_OF_DEADLINE = tuple(f"deadline_{part}" for part in ("edtf", "start", "end", "precision", "rrule", "offset"))
_WITHOUT_CODE, _UNKNOWN = "other", "unknown"
_OF_MARKS = "agency_note_not_understood"
# what a measure stands under is the same for all measures of a stage or section
LEVELS = {"stage_title_text": ("stage_number", "stage_start", "stage_end")} | {
    f"{level}_title_text": (f"{level}_number",)
    for level in ("section", "priority", "direction", "goal", "task")
}
_OF_ACT = (
    "act_type", "status", "repealing_date", "repealing_number", "registration_date", "registration_number",
)  # fmt: skip
_UNREAD_NOTES = frozenset({"amendment_incomplete", "note_not_understood"})
_MEASURE = "measure"
_TARGET, _BY_ACT = ("target_type", "target_key"), ("amending_act_type", "amending_date", "amending_number")
_OF_NOTE = (*_TARGET, "action", *_BY_ACT, "effective_rule", "effective_date")
# by what a note of one edition is a note of the other: by all, else by what is less and less sure
_SAME_NOTES: tuple[tuple[str, ...], ...] = (
    _OF_NOTE, (*_TARGET, "action", *_BY_ACT), (*_TARGET, *_BY_ACT), ("action", *_BY_ACT),
    (*_TARGET, "action"), _BY_ACT,
)  # fmt: skip


class Both(NamedTuple):
    """A column's values in both editions, and how many more each may hold than were understood."""

    name: str
    one: Values
    other: Values
    rooms: Rooms = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What the two editions say in one printed column of a measure, or of a row of another table.

    `differs` are the columns of values that the two do not share, with what only the one and what only the
    other says; `texts` and `pages` what is printed, and where, if it is no column of the measure.
    """

    column: str
    differs: Mapping[str, tuple[str, str]]
    not_compared: tuple[str, ...]
    texts: tuple[str | None, str | None] | None
    pages: tuple[int | None, int | None]


@dataclass(frozen=True)
class Side:
    """One edition as it is compared: its bodies by measure, and which words were not wholly understood."""

    edition: Dataset

    @property
    def name(self) -> str:
        """`The Kazakh edition`."""
        return f"The {code_meaning(LANGUAGE.name, self.edition.documents[0].language).en} edition"

    @cached_property
    def measures(self) -> list[MeasureRecord]:
        """The measures in the order of the plan."""
        return sorted(self.edition.measures, key=lambda row: row.position)

    @cached_property
    def bodies(self) -> Mapping[str, Sequence[ResponsibilityRecord]]:
        """The bodies of each measure that has any."""
        bodies: dict[str, list[ResponsibilityRecord]] = {}
        for row in self.edition.responsibilities:
            bodies.setdefault(row.measure_key, []).append(row)
        return bodies

    @cached_property
    def withheld(self) -> list[FindingRecord]:
        """The findings next to which values are missing."""
        return [finding for finding in self.edition.findings if finding.code in withholding_codes()]

    @cached_property
    def printed(self) -> frozenset[str]:
        """The columns in which anything is printed."""
        columns = (_DEADLINE, _FORM, _COST, _FUNDING, _BODIES)
        return frozenset(column for column in columns for row in self.measures if getattr(row, column))

    @cached_property
    def _doubtful(self) -> Mapping[tuple[str, str | None], set[str]]:
        """Codes of findings by the columns and words that were not wholly understood.

        A merged cell is printed once, and so is its finding: so words are doubtful wherever they stand.
        """
        measures = {measure.measure_key: measure for measure in self.measures}
        found = defaultdict(set)
        for each in self.withheld:
            words = getattr(measures.get(each.measure_key or ""), each.column or "", None)
            if each.column and words:
                found[each.column, words].add(each.code)
        return found

    def doubts(self, measure: MeasureRecord, column: str) -> set[str]:
        """The codes of findings that the measure's words in a column may say more than its values do."""
        return self._doubtful.get((column, getattr(measure, column)), set())


Pair = tuple[MeasureRecord, MeasureRecord]
Sides = tuple[Side, Side]


def measure_comparisons(pair: Pair, sides: Sides) -> Iterator[Comparison]:
    """All that two measures say, column by column; what both say alike is among it."""
    numbers = [each.subitem_number or each.item_number for each in pair]
    yield _compared("item_number", _single({"measure_key": numbers}), texts=(numbers[0], numbers[1]))
    for column, names in LEVELS.items():
        yield _compared(column, _single(_scalars(names, pair)))
    if pair[0].status != pair[1].status:
        yield _compared("measure_text", _single(_scalars(("status",), pair)))
        return
    # the words of the event are of their language; whether one is awaited is not
    deadline = _scalars(_OF_DEADLINE, pair)
    deadline["deadline_event_text"] = ["an event" if each.deadline_event_text else None for each in pair]
    yield _compared(_DEADLINE, _single(deadline, _openness(pair, sides, _DEADLINE)))
    yield _compared(_FORM, _forms(pair, sides))
    yield _compared(_COST, _costs(pair, sides))
    yield from (_compared(_BODIES, [each]) for each in _bodies(pair, sides))


def _forms(pair: Pair, sides: Sides) -> list[Both]:
    are_open = _openness(pair, sides, _FORM)
    types = _lists("completion_form_types", pair, _rooms(are_open))
    for of_side, is_open in zip((types.one, types.other), are_open, strict=True):
        if is_open:
            del of_side[_WITHOUT_CODE]
    unknown = [len(each.recipient_texts) for each in pair]
    return [types, _lists("recipient_agency_ids", pair, _rooms(are_open, unknown))]


def _costs(pair: Pair, sides: Sides) -> list[Both]:
    # the sources may have a column of their own in one edition only
    by_funding = [bool(side.doubts(each, _FUNDING)) for each, side in zip(pair, sides, strict=True)]
    are_open = [a or b for a, b in zip(_openness(pair, sides, _COST), by_funding, strict=True)]
    rooms = _rooms(are_open)
    amounts = [Counter(map(amount_label, each.cost_amounts)) for each in pair]
    return [
        *_single(_scalars(("cost_type",), pair), are_open),
        *(_lists(name, pair, rooms) for name in ("funding_sources", "cost_years", "cost_items")),
        Both("cost_amounts", amounts[0], amounts[1], rooms),
    ]


def amount_label(row: CostAmountRecord) -> str:
    """An amount with its labels; of a programme its code, which is the same in every language."""
    programme = row.programme if (row.programme or "").isdecimal() else None
    years = (row.year, row.first_year, row.last_year)
    labels = [*years, row.source, programme, row.per, "total" if row.is_total else None]
    return " ".join([f"{row.amount.normalize():f}", row.currency, *(str(each) for each in labels if each)])


def _bodies(pair: Pair, sides: Sides) -> Iterator[Both]:
    """Which bodies answer for it, and the marks of those that both editions name."""
    rows = [side.bodies.get(each.measure_key, ()) for each, side in zip(pair, sides, strict=True)]
    one, other = (Counter(row.agency_id for row in of_side if row.agency_id) for of_side in rows)
    unknown = [sum(row.agency_id is None for row in of_side) for of_side in rows]
    rooms = _rooms(_openness(pair, sides, _BODIES, but=_OF_MARKS), unknown)
    yield Both("responsibilities.agency_id", one, other, rooms)
    both, rooms = one & other, _rooms(_openness(pair, sides, _BODIES))
    for mark in ("is_by_consent", "is_coordinator"):
        marked = [
            Counter(row.agency_id for row in of_side if getattr(row, mark) and row.agency_id in both)
            for of_side in rows
        ]
        yield Both(f"responsibilities.{mark}", marked[0], marked[1], rooms)


def act_comparisons(sides: Sides) -> Iterator[Comparison]:
    """The act's own columns, its paragraphs, duties to report and the plan's rows of totals."""
    one, other = (side.edition.documents[0] for side in sides)
    values = {
        f"documents.{name}": [None if value == _UNKNOWN else value for value in found]
        for name, found in _scalars(_OF_ACT, (one, other)).items()
    }
    codes = [[each.code for each in side.withheld if each.measure_key is None] for side in sides]
    are_open = [any(code.startswith(("act_", "registration_")) for code in each) for each in codes]
    texts = (one.act_line_text, other.act_line_text)
    yield _compared("act_line_text", _single(values, are_open), texts=texts)
    duties = _rooms((False, False), [each.count("duty_incomplete") for each in codes])
    for column, name, rows, rooms in (
        ("text", "paragraphs.paragraph_number", _paragraphs, (0, 0)),
        ("text", "reporting_duties.rrule", _duties, duties),
        ("cost_text", "totals.cost_amounts", _totals, (0, 0)),
    ):
        counters = [Counter(rows(side.edition)) for side in sides]
        yield _compared(column, [Both(name, counters[0], counters[1], rooms)], texts=(None, None))


def _paragraphs(edition: Dataset) -> Iterator[str]:
    return (row.paragraph_number for row in edition.paragraphs if row.paragraph_number)


def _duties(edition: Dataset) -> Iterator[str]:
    return (f"paragraph {row.paragraph_number} {row.rrule}" for row in edition.reporting_duties)


def _totals(edition: Dataset) -> Iterator[str]:
    return (amount_label(amount) for row in edition.totals for amount in row.cost_amounts)


def note_comparisons(sides: Sides, keys: Mapping[str, str]) -> dict[str | None, list[Comparison]]:
    """The notes of amendment, by the measure of the one edition that they are about; None for all others.

    `keys` are the keys of the one edition's measures with those of the other's.
    """

    def value(note: AmendmentRecord, name: str, side: int) -> Any:  # noqa: ANN401 - of any column
        own = getattr(note, name)
        is_key = name == "target_key" and note.target_type == _MEASURE
        return keys.get(own, own) if is_key and side == 0 else own

    def named(names: Sequence[str], note: AmendmentRecord, side: int) -> Hashable:
        return tuple(value(note, name, side) for name in names)

    left, right = (list(side.edition.amendments) for side in sides)
    pairs: list[tuple[AmendmentRecord | None, AmendmentRecord | None]] = [
        *take_pairs(left, right, *(partial(named, names) for names in _SAME_NOTES)),
        *((note, None) for note in left),
        *((None, note) for note in right),
    ]
    ours = {theirs: own for own, theirs in keys.items()}
    # a note that was not understood is no row, and may be any and several
    rooms = _rooms([any(each.code in _UNREAD_NOTES for each in side.withheld) for side in sides])
    found = defaultdict(list)
    for one, other in pairs:
        if one and other:
            values = {f"amendments.{name}": [value(one, name, 0), value(other, name, 1)] for name in _OF_NOTE}
            both = _single(values)
        else:
            said = [Counter([f"№ {note.amending_number}, {note.amending_date}"] if note else ())
                    for note in (one, other)]  # fmt: skip
            both = [Both("amendments.note_text", said[0], said[1], rooms)]
        texts = (one.note_text if one else None, other.note_text if other else None)
        pages = (one.page if one else None, other.page if other else None)
        if one:
            about = one.target_key if one.target_type == _MEASURE and one.target_key in keys else None
        else:
            about = ours.get(other.target_key or "") if other and other.target_type == _MEASURE else None
        found[about].append(_compared("note_text", both, texts=texts, pages=pages))
    return found


def _compared(
    column: str,
    values: Iterable[Both],
    *,
    texts: tuple[str | None, str | None] | None = None,
    pages: tuple[int | None, int | None] = (None, None),
) -> Comparison:
    differs, withheld = {}, []
    for name, one, other, rooms in values:
        only = (one - other, other - one)
        if only[0].total() > rooms[1] or only[1].total() > rooms[0]:
            said = [", ".join(sorted(map(str, each.elements()))) or "nothing" for each in only]
            differs[name] = (said[0], said[1])
        elif any(rooms):
            withheld.append(name)
    return Comparison(column=column, differs=differs, not_compared=tuple(withheld), texts=texts, pages=pages)


def _scalars(names: Iterable[str], rows: Sequence[object]) -> dict[str, list[Any]]:
    return {name: [getattr(row, name) for row in rows] for name in names}


def _single(values: Mapping[str, Sequence[Any]], are_open: Sequence[bool] = (False, False)) -> list[Both]:
    """Columns of one value each; `are_open` says of each edition whether its nulls are values withheld.

    Where neither has any value the first column stands for all.
    """
    known = {name: both for name, both in values.items() if any(value is not None for value in both)}
    found = []
    for name, both in known.items() or list(values.items())[:1]:
        one, other = (Counter(() if value is None else (value,)) for value in both)
        rooms = _rooms([is_open and value is None for value, is_open in zip(both, are_open, strict=True)])
        found.append(Both(name, one, other, rooms))
    return found


def _lists(name: str, pair: Pair, rooms: Rooms) -> Both:
    return Both(name, Counter(getattr(pair[0], name)), Counter(getattr(pair[1], name)), rooms)


def _openness(pair: Pair, sides: Sides, column: str, *, but: str = "") -> list[bool]:
    """Whether each edition may say more than its values do: it did not understand, or lacks the column."""
    is_printed = any(column in side.printed for side in sides)
    return [
        bool(side.doubts(each, column) - {but}) or (is_printed and column not in side.printed)
        for each, side in zip(pair, sides, strict=True)
    ]


def _rooms(are_open: Sequence[bool], more: Sequence[int] = (0, 0)) -> Rooms:
    one, other = (inf if is_open else n for is_open, n in zip(are_open, more, strict=True))
    return one, other
