"""The rule under the row `1 2 3 4 5 6`, where a head is repeated above a merged cell that goes on.

Engines leave out the rule between a repeated head and a cell that began on the page before: the cell would
swallow the column's number. The row that counts the columns is always closed below.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from pipeline.extract.rules import Rule
from pipeline.page import Glyph

_MIN_COUNT, _MAX_COUNT = 4, 9
"""Fewer numbers are no row that counts the columns; more than nine have two digits, and no plan has them."""
_APART_EM = 2.0
_NEAR_EM = 2.5
"""The rule is at most so far below the numbers' baseline, in ems."""


def with_floors(horizontal: list[Rule], glyphs: Sequence[Glyph]) -> list[Rule]:
    """The horizontal rules of a page; those under rows that count the columns are as long as their table."""
    result = horizontal
    for baseline, size, x0, x1 in _count_rows(glyphs):
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


def _count_rows(glyphs: Sequence[Glyph]) -> list[tuple[float, float, float, float]]:
    """Each such row's baseline and size, and where its first and its last number stand."""
    last = str(_MIN_COUNT)  # the shortest such row ends with it, and few lines hold it
    baselines = {glyph.baseline for glyph in glyphs if glyph.text == last}
    lines: dict[float, list[Glyph]] = {baseline: [] for baseline in baselines}
    for glyph in glyphs if baselines else ():
        if glyph.baseline in baselines and not glyph.text.isspace():
            lines[glyph.baseline].append(glyph)
    rows = []
    for baseline, some in lines.items():
        if _MIN_COUNT <= len(some) <= _MAX_COUNT:
            line = sorted(some, key=attrgetter("x0"))
            if _counts_columns(line):
                rows.append((baseline, line[0].size, line[0].x0, line[-1].x1))
    return rows


def counts(texts: Sequence[str]) -> bool:
    """Are the texts `1`, `2`, `3` and so on?"""
    return list(texts) == [str(number) for number in range(1, len(texts) + 1)]


def _counts_columns(line: Sequence[Glyph]) -> bool:
    """`1 2 3 4`, each number in a column of its own."""
    return counts([glyph.text for glyph in line]) and all(
        right.x0 - left.x1 > _APART_EM * left.size for left, right in pairwise(line)
    )
