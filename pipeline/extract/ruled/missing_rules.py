"""Rules that an engine leaves out: where they belong is known from the table, and the text shows it.

Browsers with collapsed borders lose the vertical rules of the rows above a page break, frame and all, while
the horizontal ones go on, with gaps next to merged cells; a page of long rows may have none. Where the
columns stand is known from the rows above, or from the page before, and the white between their texts shows
that the walls were meant.

Others leave out the rule between a repeated head and a cell that began on the page before: the cell would
swallow the column's number. The row `1 2 3 4 5 6` that counts the columns is always closed below.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import numpy as np

from pipeline.extract.ruled.rules import Rule
from pipeline.stations.evidence import VETO, Clue, Decision, rule
from pipeline.stations.glyph_columns import GlyphColumns
from pipeline.stations.item_numbers import is_number_row
from pipeline.stations.page import Glyph

Edges = tuple[float, ...]
"""A table's left side, the walls between its columns, and its right side, in points."""

_NEAR_PT: Final = 3.0
"""Rules meet where their ends are at most so far apart."""
_CLEAR_PT: Final = 0.8
"""A wall has so much white on both sides."""
_FIRST_LINE_EM, _NEXT_LINE_EM = 2.2, 1.9
"""A row's lines follow the outermost rule of its table, and one another, this closely."""
_MIN_COUNT, _MAX_COUNT = 4, 9
"""Fewer numbers are no row that counts the columns; more than nine have two digits, and no plan has them."""
_APART_EM, _BELOW_EM = 2.0, 2.5
"""So far apart its numbers stand, and at most so far below their baseline the rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """What stands between two heights of a table, in points.

    It `is_partial` where a rule above or below it leaves out a column, and `is_outside` above the first rule
    or below the last one. `columns` are those in which its text stands, `crossed` the walls that it runs
    over.
    """

    top: float
    bottom: float
    glyphs: Sequence[Glyph]
    is_partial: bool
    is_outside: bool = False
    columns: frozenset[int] = frozenset()
    crossed: frozenset[float] = frozenset()


def text_stands_in_two_columns(case: Band) -> bool:
    """A row of cells, or a paragraph that leaves a wall white by chance."""
    return len(case.columns) >= 2


def text_stands_in_three_columns(case: Band) -> bool:
    """More columns than a paragraph leaves white by chance."""
    return len(case.columns) >= 3


def stands_outside_the_rules(case: Band) -> bool:
    """No rule closes it on one side: it may be a paragraph next to the table."""
    return case.is_outside


def rule_leaves_out_a_column(case: Band) -> bool:
    """A rule above or below its text has a gap, as next to a merged cell."""
    return case.is_partial and bool(case.columns)


def text_runs_over_a_wall(case: Band) -> bool:
    """One cell over all columns, or over all behind the number's."""
    return bool(case.crossed)


WALLED: Decision[Band] = Decision(
    "walled_row",
    (
        Clue(text_stands_in_two_columns, 1, "browsers' collapsed borders: fixtures of chromium and firefox"),
        Clue(text_stands_in_three_columns, 1, "outweighs a place outside the rules"),
        Clue(stands_outside_the_rules, -1, "outweighs two columns"),
        Clue(rule_leaves_out_a_column, 2, "outweighs a place outside the rules, in one column too"),
        Clue(text_runs_over_a_wall, VETO, "headings and removed items"),
    ),
)
"""Whether the walls that an engine left out part the text between two rules."""


def table_edges(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> Edges | None:
    """The columns of the last table on a page, or None where no vertical rules part any."""
    low = max((each.end for each in vertical), default=0.0)
    last = [each for each in vertical if each.end > low - _NEAR_PT]
    if len(last) < 2:
        return None
    left, right = _sides(horizontal, last)
    walls = {each.at for each in last if left + _NEAR_PT < each.at < right - _NEAR_PT}
    return (left, *sorted(walls), right) if walls else None


def _sides(horizontal: Iterable[Rule], last: Sequence[Rule]) -> tuple[float, float]:
    """The left and the right end of the table that these vertical rules stand in."""
    top, low = min(each.start for each in last), max(each.end for each in last)
    x0, x1 = min(each.at for each in last), max(each.at for each in last)
    reach = [r for r in horizontal if top - 1 < r.at < low + 1 and r.start < x1 and r.end > x0]
    return min([x0, *(each.start for each in reach)]), max([x1, *(each.end for each in reach)])


def _is_near(end: float, edges: Sequence[float]) -> bool:
    return any(abs(end - edge) <= _NEAR_PT for edge in edges)


@rule(without=lambda vertical, *_: list(vertical))
def with_missing_walls(
    vertical: Sequence[Rule], horizontal: Sequence[Rule], columns: GlyphColumns, edges: Edges | None
) -> list[Rule]:
    """The vertical rules of a page, and those that its last rows should have had.

    `edges` are the columns of its last table; on a page without vertical rules of the one before.
    """
    if edges is None or not horizontal:
        return list(vertical)
    low = max([each.end for each in vertical], default=-1.0)
    below: dict[float, float] = {}
    for each in sorted(horizontal):
        if each.at > low - _NEAR_PT:
            if not (_is_near(each.start, edges) and _is_near(each.end, edges)):
                return list(vertical)
            below[each.at] = below.get(each.at, 0.0) + each.end - each.start
    heights = list(below)
    if not heights or (vertical and heights[0] > low + _NEAR_PT):
        return list(vertical)
    partial = {at for at, length in below.items() if length < edges[-1] - edges[0] - _NEAR_PT}
    is_inside = ~columns.is_space & (edges[0] < columns.x0) & (columns.x0 < edges[-1])
    if vertical:
        # above their ends all walls are drawn
        is_inside &= columns.middle_y >= heights[0]
    bands = _bands(heights, partial, list(columns.where(is_inside)), None if vertical else edges[1])
    return [*vertical, *(wall for band in bands for wall in _walls_of(band, edges))]


def _bands(
    heights: Sequence[float], partial: set[float], inside: Sequence[Glyph], first_wall: float | None
) -> list[Band]:
    """What stands between the rules, and next to the outermost of them as far as lines follow closely.

    `first_wall` ends the first column of a page that has no walls: a row may stand above its first rule.
    """
    bands = []
    if first_wall is not None:
        above = _lines_next_to(heights[0], inside, is_above=True)
        top = min((glyph.top for glyph in above), default=heights[0])
        # what begins right of the first column is no paragraph before the table
        is_partial = heights[0] in partial or all(glyph.x0 > first_wall for glyph in above)
        bands.append(Band(top=top, bottom=heights[0], is_partial=is_partial, glyphs=above, is_outside=True))
    for top, bottom in pairwise(heights):
        between = [g for g in inside if top <= (g.top + g.bottom) / 2 < bottom]
        is_partial = not partial.isdisjoint((top, bottom))
        bands.append(Band(top=top, bottom=bottom, is_partial=is_partial, glyphs=between))
    under = _lines_next_to(heights[-1], inside, is_above=False)
    bottom = max((glyph.bottom for glyph in under), default=heights[-1])
    is_partial = heights[-1] in partial
    bands.append(Band(top=heights[-1], bottom=bottom, is_partial=is_partial, glyphs=under, is_outside=True))
    return [band for band in bands if band.bottom - band.top > 1]


def _lines_next_to(height: float, inside: Sequence[Glyph], *, is_above: bool) -> list[Glyph]:
    """The glyphs of the lines that follow closely above or below a rule."""
    sign = -1 if is_above else 1
    found: list[Glyph] = []
    end, room = height, _FIRST_LINE_EM
    for glyph in sorted(inside, key=lambda g: sign * g.baseline):
        if sign * ((glyph.top + glyph.bottom) / 2 - height) <= 0:
            continue
        if sign * (glyph.baseline - end) > room * glyph.size:
            break
        if sign * (glyph.baseline - end) > 1:
            end, room = glyph.baseline, _NEXT_LINE_EM
        found.append(glyph)
    return found


def _walls_of(band: Band, edges: Edges) -> list[Rule]:
    """The walls of a row; a text over all columns has none, but for the one next to its number."""
    walls = edges[1:-1]
    crossed = (x for x in walls if any(g.x0 < x + _CLEAR_PT and g.x1 > x - _CLEAR_PT for g in band.glyphs))
    columns = (
        column
        for g in band.glyphs
        for column, (x0, x1) in enumerate(pairwise(edges))
        if x0 < (g.x0 + g.x1) / 2 < x1
    )
    band = replace(band, columns=frozenset(columns), crossed=frozenset(crossed))
    if WALLED.verdict(band).is_for:
        return [Rule(x, band.top, band.bottom) for x in walls]
    has_number = {0, 1} <= band.columns and walls[0] not in band.crossed
    return [Rule(walls[0], band.top, band.bottom)] if band.crossed and has_number else []


@rule(without=lambda vertical, *_: list(vertical))
def with_missing_sides(
    vertical: Sequence[Rule], horizontal: Sequence[Rule], columns: GlyphColumns, known: Edges | None
) -> list[Rule]:
    """The vertical rules of a page, and the sides of a table without frame that goes on from the page before.

    Where all its cells on this page are merged or broken, no rule reaches as far as its outer columns do,
    which are `known` from the page before.
    """
    if known is None or not vertical:
        return list(vertical)
    top = min(each.start for each in vertical)
    first = [each for each in vertical if each.start <= top + _NEAR_PT]
    walls, low = {each.at for each in first}, max(each.end for each in first)
    inner = known[1:-1]
    if len(walls) != len(inner) or not all(_is_near(x, inner) for x in walls):
        return list(vertical)
    reach = [r for r in horizontal if top - _NEAR_PT <= r.at <= low + _NEAR_PT]
    middle = columns.middle_y
    is_level = ~columns.is_space & (top <= middle) & (middle <= low)
    sides = []
    for side, is_out in ((known[0], columns.x1 <= min(walls)), (known[-1], columns.x0 >= max(walls))):
        is_drawn = any(r.start - _NEAR_PT <= side <= r.end + _NEAR_PT for r in reach)
        if not is_drawn and (is_level & is_out & (known[0] <= columns.x0) & (columns.x1 <= known[-1])).any():
            sides.append(Rule(side, top, low))
    return [*vertical, *sides]


@rule(without=lambda horizontal, *_: list(horizontal))
def with_missing_floors(horizontal: Sequence[Rule], columns: GlyphColumns) -> list[Rule]:
    """The horizontal rules of a page; those under rows that count the columns are as long as their table."""
    result = list(horizontal)
    for row in _count_rows(columns):
        baseline, left, right = row[0].baseline, row[0].x0, row[-1].x1
        below = [each.at for each in result if baseline < each.at <= baseline + _BELOW_EM * row[0].size]
        above = [each for each in result if each.at < baseline and each.start < left and each.end > right]
        if not below or not above:
            continue
        floor, roof = min(below), above[-1]
        along = [each for each in result if each.at == floor]
        if any(each.start >= roof.start - 1 and each.end <= roof.end + 1 for each in along):
            others = [each for each in result if each.at != floor]
            result = sorted([*others, Rule(floor, roof.start, roof.end)])
    return result


def _count_rows(columns: GlyphColumns) -> list[GlyphColumns]:
    """The rows `1 2 3 4`, each number in a column of its own."""
    last = str(_MIN_COUNT)  # the shortest such row ends with it, and few lines hold it
    if last not in columns.texts:
        return []
    rows = []
    for baseline in dict.fromkeys(columns.baseline[[text == last for text in columns.texts]].tolist()):
        line = np.flatnonzero((columns.baseline == baseline) & ~columns.is_space)
        if _MIN_COUNT <= len(line) <= _MAX_COUNT:
            row = columns.take(line[np.argsort(columns.x0[line], kind="stable")])
            if is_number_row(row.texts) and (row.x0[1:] - row.x1[:-1] > _APART_EM * row.size[:-1]).all():
                rows.append(row)
    return rows
