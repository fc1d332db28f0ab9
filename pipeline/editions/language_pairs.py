"""Which measure of an edition is which of the edition in another language, without a word in common.

Keys are the same in both languages where both were printed and read right. Where they are not (a number was
misprinted, a row is missing and those after it have other numbers), the order of the plan and the values of
the rows tell. What neither tells stays alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from pipeline.editions.shared_values import Side, Sides, amount_label
from pipeline.records import MeasureRecord

# What the same key counts for against what each column with the same, or with other values does (1 and -1): a
# row with one wrong value keeps its key, and a run of rows whose values all fit one number further does not.
_KEY = 2
# by how much pairing rows of different keys must fit better than all else, where others stand next to them
_LEAST_LEAD = 2
# how far from its place by count a row is looked for between two that are sure; and how many pairs of rows
# stand there at most: beyond that only keys count (an edition that is another plan altogether)
_MOST_ASIDE, _MOST_CELLS = 30, 1_000_000
_DIGITS = re.compile(r"\d+")

Places = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedMeasure:
    """A measure of one edition and the same of the other; one of them is None where there is none."""

    one: MeasureRecord | None = None
    other: MeasureRecord | None = None
    joined_by: Literal["none", "values", "key"] = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A measure as pairing sees it: what each column says without words, and whether it may say more."""

    key: str
    digits: tuple[str, ...]
    values: tuple[tuple[Hashable, bool], ...]


def joined_measures(sides: Sides) -> list[JoinedMeasure]:
    """All measures of both editions in the order of the plan, those that only one has in their places."""
    both = ([_row(each, sides[0]) for each in sides[0].measures],
            [_row(each, sides[1]) for each in sides[1].measures])  # fmt: skip
    pairs = _sure_pairs(*both)
    while found := [pair for rows in _gaps(pairs, both) for pair in _between(rows, both)]:
        pairs = sorted([*pairs, *found])
    joined = dict(pairs)
    # the rows with the same key that are in no pair: they stand elsewhere, or say something else
    taken = set(joined.values())
    rest = {row.key: place for place, row in enumerate(both[1]) if place not in taken}
    for index, row in enumerate(both[0]):
        if index not in joined and row.key in rest:
            joined[index] = rest[row.key]
    return list(_in_order(joined, sides))


def _row(measure: MeasureRecord, side: Side) -> _Row:
    bodies = side.bodies.get(measure.measure_key, ())
    said: dict[str, Hashable] = {
        "deadline_text": (measure.deadline_edtf, measure.deadline_end, measure.deadline_rrule),
        "completion_form_text": frozenset((*measure.completion_form_types, *measure.recipient_agency_ids)),
        "cost_text": (
            measure.cost_type,
            frozenset((*measure.funding_sources, *map(amount_label, measure.cost_amounts))),
        ),
        "executors_text": frozenset((row.agency_id, row.is_by_consent, row.is_coordinator) for row in bodies),
    }
    unknown = {"executors_text"} if any(row.agency_id is None for row in bodies) else set()
    values = (
        (
            value if getattr(measure, column) else None,
            bool(side.doubts(measure, column)) or column not in side.printed or column in unknown,
        )
        for column, value in said.items()
    )
    digits = sorted(_DIGITS.findall(measure.measure_text or ""))
    return _Row(key=measure.measure_key, digits=tuple(digits), values=tuple(values))


def _likeness(one: _Row, other: _Row) -> tuple[int, int]:
    """In how many columns two rows say the same, and in how many they differ."""
    n_same = n_differ = 0
    for (value, is_open), (value_there, is_open_there) in zip(one.values, other.values, strict=True):
        if not (is_open or is_open_there):
            n_same += value == value_there and value is not None
            n_differ += value != value_there
    return n_same, n_differ


def _sure_pairs(left: Sequence[_Row], right: Sequence[_Row]) -> list[Places]:
    """The longest run, in the order of both plans, of rows with the same key in which nothing differs."""
    places = {row.key: place for place, row in enumerate(right)}
    runs: list[list[Places]] = []  # the best run of each length: the one that ends first
    for index, row in enumerate(left):
        place = places.get(row.key)
        if place is not None and _likeness(row, right[place])[1] == 0:
            length = bisect_left(runs, place, key=lambda run: run[-1][1])
            runs[length : length + 1] = [[*(runs[length - 1] if length else ()), (index, place)]]
    return runs[-1] if runs else []


def _gaps(
    pairs: Sequence[Places], both: tuple[Sequence[_Row], Sequence[_Row]]
) -> Iterator[tuple[range, range]]:
    """The rows of both editions that stand between the same two pairs."""
    start = (0, 0)
    for end in (*pairs, (len(both[0]), len(both[1]))):
        rows = (range(start[0], end[0]), range(start[1], end[1]))
        if rows[0] and rows[1]:
            yield rows
        start = (end[0] + 1, end[1] + 1)


def _between(rows: tuple[range, range], both: tuple[Sequence[_Row], Sequence[_Row]]) -> Iterator[Places]:
    """The pairs among rows that stand between the same two sure ones, in the order of both plans.

    A pair is sure if every way to pair the rows without it fits less well.
    """
    left, right = (side[each.start : each.stop] for side, each in zip(both, rows, strict=True))
    if len(left) * len(right) > _MOST_CELLS:
        return
    slope, is_alone = len(right) / len(left), len(left) == len(right) == 1
    scores = [
        [_score(one, other) if abs(at * slope - by) <= _MOST_ASIDE else -1 for by, other in enumerate(right)]
        for at, one in enumerate(left)
    ]
    before = _best_sums(scores)
    after = [row[::-1] for row in _best_sums([row[::-1] for row in scores[::-1]])[::-1]]
    for i, j in product(range(len(left)), range(len(right))):
        own = before[i][j] + scores[i][j] + after[i + 1][j + 1]
        if own < before[-1][-1] or (scores[i][j] <= 0 and not is_alone):
            continue
        others = [
            before[i][k] + max(0 if k == j else scores[i][k], 0) + after[i + 1][k + 1]
            for k in range(len(right))
        ]
        others += [before[i][-1], after[i + 1][0]]
        least = 0 if is_alone else 1 if left[i].key == right[j].key else _LEAST_LEAD
        if own - max(others) >= least:
            yield rows[0][i], rows[1][j]


def _best_sums(scores: Sequence[Sequence[int]]) -> list[list[int]]:
    """The best sum of scores for the first so many rows of each side, paired in order or left alone."""
    sums = [[0] * (len(scores[0]) + 1)]
    for row in scores:
        line = [0]
        for j, score in enumerate(row):
            line.append(max(line[j], sums[-1][j + 1], sums[-1][j] + score))
        sums.append(line)
    return sums


def _score(one: _Row, other: _Row) -> int:
    n_same, n_differ = _likeness(one, other)
    same_digits = bool(one.digits) and one.digits == other.digits
    return n_same + same_digits - n_differ + _KEY * (one.key == other.key)


def _in_order(joined: dict[int, int], sides: Sides) -> Iterator[JoinedMeasure]:
    right, taken = sides[1].measures, set(joined.values())
    alone = deque(place for place in range(len(right)) if place not in taken)
    for index, one in enumerate(sides[0].measures):
        if index not in joined:
            yield JoinedMeasure(one=one)
            continue
        while alone and alone[0] < joined[index]:
            yield JoinedMeasure(other=right[alone.popleft()])
        other = right[joined[index]]
        by_key = other.measure_key == one.measure_key
        yield JoinedMeasure(one=one, other=other, joined_by="key" if by_key else "values")
    yield from (JoinedMeasure(other=right[place]) for place in alone)
