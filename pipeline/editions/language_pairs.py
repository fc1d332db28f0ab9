"""Which measure of an edition is which of the edition in another language, without a word in common.

Keys are the same in both languages where both were printed and read right. Where they are not (a number was
misprinted, a row is missing and those after it have other numbers), the order of the plan and the values of
the rows tell. What neither tells stays alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from pipeline.editions.shared_values import Pair, Sides, comparisons
from pipeline.records import MeasureRecord

# What the same key counts for against what each column with the same, or with other values does (1 and -1): a
# row with one wrong value keeps its key, and a run of rows whose values all fit one number further does not.
_KEY = 2
# by how much pairing rows of different keys must fit better than all else, where others stand beside them
_LEAST_LEAD = 2
# rows between two that are sure; beyond it only keys count (an edition that is another plan altogether)
_MOST_CELLS = 10_000
_DIGITS = re.compile(r"\d+")

JoinedBy = Literal["none", "values", "key"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedMeasure:
    """A measure of one edition and the same of the other; one of them is None where there is none."""

    one: MeasureRecord | None = None
    other: MeasureRecord | None = None
    joined_by: JoinedBy = "none"

    @property
    def pair(self) -> Pair | None:
        """Both, if both are there."""
        return (self.one, self.other) if self.one is not None and self.other is not None else None


def joined_measures(sides: Sides) -> list[JoinedMeasure]:
    """All measures of both editions in the order of the plan, those that only one has in their places."""
    pairs = _sure_pairs(sides)
    while found := [pair for rows in _gaps(pairs, sides) for pair in _between(rows, sides)]:
        pairs = sorted([*pairs, *found])
    pairs += _same_keys(pairs, sides)
    return list(_in_order(dict(pairs), sides))


def _gaps(pairs: Sequence[tuple[int, int]], sides: Sides) -> Iterator[tuple[range, range]]:
    """The rows of both editions that stand between the same two pairs."""
    start = (0, 0)
    for end in (*pairs, (len(sides[0].measures), len(sides[1].measures))):
        rows = (range(start[0], end[0]), range(start[1], end[1]))
        if rows[0] and rows[1]:
            yield rows
        start = (end[0] + 1, end[1] + 1)


def _sure_pairs(sides: Sides) -> list[tuple[int, int]]:
    """The longest run, in the order of both plans, of rows with the same key in which nothing differs."""
    places = {row.measure_key: index for index, row in enumerate(sides[1].measures)}
    sure = [
        (index, places[row.measure_key])
        for index, row in enumerate(sides[0].measures)
        if row.measure_key in places and _likeness((index, places[row.measure_key]), sides)[1] == 0
    ]
    tails: list[int] = []  # the last place of the best run of each length
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    ends: list[tuple[int, int]] = []
    for pair in sure:
        length = bisect_left(tails, pair[1])
        tails[length : length + 1] = [pair[1]]
        ends[length : length + 1] = [pair]
        before[pair] = ends[length - 1] if length else None
    run = [ends[-1]] if ends else []
    while run and (previous := before[run[-1]]) is not None:
        run.append(previous)
    return run[::-1]


def _likeness(places: tuple[int, int], sides: Sides) -> tuple[int, int]:
    """In how many columns two rows say the same, and in how many they differ."""
    pair = (sides[0].measures[places[0]], sides[1].measures[places[1]])
    found = comparisons(pair, sides)
    differ = {each.column for each in found if each.differs}
    unknown = {each.column for each in found if each.not_compared}
    printed = {each.column for each in found if any(getattr(row, each.column) for row in pair)}
    return len(printed - differ - unknown), len(differ)


def _digits(row: MeasureRecord) -> Counter[str]:
    return Counter(_DIGITS.findall(row.measure_text or ""))


def _between(rows: tuple[range, range], sides: Sides) -> Iterator[tuple[int, int]]:
    """The pairs among rows that stand between the same two sure ones, in the order of both plans.

    A pair is sure if every way to pair the rows without it fits less well.
    """
    left, right = rows
    if len(left) * len(right) > _MOST_CELLS:
        return
    scores = [[_score((i, j), sides) for j in right] for i in left]
    before = _best_sums(scores)
    after = [row[::-1] for row in _best_sums([row[::-1] for row in scores[::-1]])[::-1]]
    for i, j in product(range(len(left)), range(len(right))):
        own = before[i][j] + scores[i][j] + after[i + 1][j + 1]
        if own < before[-1][-1]:
            continue
        others = [
            before[i][k] + max(0 if k == j else scores[i][k], 0) + after[i + 1][k + 1]
            for k in range(len(right))
        ]
        others += [before[i][-1], after[i + 1][0]]
        pair = (left[i], right[j])
        least = 0 if len(scores) == len(scores[0]) == 1 else 1 if _has_key(pair, sides) else _LEAST_LEAD
        if own - max(others) >= least:
            yield pair


def _best_sums(scores: Sequence[Sequence[int]]) -> list[list[int]]:
    """The best sum of scores for the first so many rows of each side, paired in order or left alone."""
    sums = [[0] * (len(scores[0]) + 1)]
    for row in scores:
        line = [0]
        for j, score in enumerate(row):
            line.append(max(line[j], sums[-1][j + 1], sums[-1][j] + score))
        sums.append(line)
    return sums


def _score(places: tuple[int, int], sides: Sides) -> int:
    n_same, n_differ = _likeness(places, sides)
    digits = [_digits(side.measures[place]) for side, place in zip(sides, places, strict=True)]
    same_digits = bool(digits[0]) and digits[0] == digits[1]
    return n_same + same_digits - n_differ + _KEY * _has_key(places, sides)


def _has_key(places: tuple[int, int], sides: Sides) -> bool:
    return sides[0].measures[places[0]].measure_key == sides[1].measures[places[1]].measure_key


def _same_keys(pairs: Sequence[tuple[int, int]], sides: Sides) -> Iterator[tuple[int, int]]:
    """The rows with the same key that are in no pair: they stand elsewhere, or say something else."""
    done = ({pair[side] for pair in pairs} for side in (0, 1))
    left, right = (
        {row.measure_key: index for index, row in enumerate(side.measures) if index not in known}
        for side, known in zip(sides, done, strict=True)
    )
    yield from ((index, right[key]) for key, index in left.items() if key in right)


def _in_order(pairs: dict[int, int], sides: Sides) -> Iterator[JoinedMeasure]:
    left, right = (side.measures for side in sides)
    alone = [index for index in range(len(right)) if index not in pairs.values()]
    for index, one in enumerate(left):
        place = pairs.get(index)
        while place is not None and alone and alone[0] < place:
            yield JoinedMeasure(other=right[alone.pop(0)])
        other = None if place is None else right[place]
        by: JoinedBy = (
            "none" if other is None else "key" if other.measure_key == one.measure_key else "values"
        )
        yield JoinedMeasure(one=one, other=other, joined_by=by)
    yield from (JoinedMeasure(other=right[index]) for index in alone)
