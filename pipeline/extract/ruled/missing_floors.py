"""The rule under the row `1 2 3 4 5 6`, where a head is repeated above a merged cell that goes on.

Engines leave out the rule between a repeated head and a cell that began on the page before: the cell would
swallow the column's number. The row that counts the columns is always closed below.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from pipeline.extract.ruled.rules import Rule
from pipeline.stations.glyph_columns import GlyphColumns

_MIN_COUNT, _MAX_COUNT = 4, 9
"""Fewer numbers are no row that counts the columns; more than nine have two digits, and no plan has them."""
_APART_EM = 2.0
_NEAR_EM = 2.5
"""The rule is at most so far below the numbers' baseline, in ems."""


def with_floors(horizontal: list[Rule], columns: GlyphColumns) -> list[Rule]:
    """The horizontal rules of a page; those under rows that count the columns are as long as their table."""
    result = horizontal
    for baseline, size, x0, x1 in _count_rows(columns):
        below = [rule.at for rule in result if baseline < rule.at <= baseline + _NEAR_EM * size]
        above = [rule for rule in result if rule.at < baseline and rule.start < x0 and rule.end > x1]
        if not below or not above:
            continue
        floor, roof = min(below), above[-1]
        along = [rule for rule in result if rule.at == floor]
        if any(rule.start >= roof.start - 1 and rule.end <= roof.end + 1 for rule in along):
            others = [rule for rule in result if rule.at != floor]
            result = sorted(
                [*others, Rule(floor, roof.start, roof.end)], key=lambda rule: (rule.at, rule.start)
            )
    return result


def _count_rows(columns: GlyphColumns) -> list[tuple[float, float, float, float]]:
    """Each such row's baseline and size, and where its first and its last number stand."""
    last = str(_MIN_COUNT)  # the shortest such row ends with it, and few lines hold it
    if last not in columns.texts:
        return []
    rows = []
    for baseline in dict.fromkeys(columns.baseline[[text == last for text in columns.texts]].tolist()):
        line = np.flatnonzero((columns.baseline == baseline) & ~columns.is_space)
        if _MIN_COUNT <= len(line) <= _MAX_COUNT:
            row = columns.take(line[np.argsort(columns.x0[line], kind="stable")])
            if _counts_columns(row):
                rows.append((baseline, row[0].size, row[0].x0, row[-1].x1))
    return rows


def counts(texts: Sequence[str]) -> bool:
    """Are the texts `1`, `2`, `3` and so on?"""
    return list(texts) == [str(number) for number in range(1, len(texts) + 1)]


def _counts_columns(line: GlyphColumns) -> bool:
    """`1 2 3 4`, each number in a column of its own."""
    return counts(line.texts) and all(
        right.x0 - left.x1 > _APART_EM * left.size for left, right in pairwise(line)
    )
