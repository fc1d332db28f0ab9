"""Groups glyphs into printed lines by their baselines.

Cells are centred vertically, so that the baselines of one row differ between its cells: lines are formed
inside one box at a time, never across columns. Stream order says nothing: links and bold runs are painted
after the rest of their line. Raised and lowered marks belong to the line that they touch.

Nearly all lines have one baseline, well away from the next one: those of all boxes are found at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import nan
from typing import Final, NamedTuple

import numpy as np

from pipeline.stations.glyph_columns import MARK_SIZE, GlyphColumns, GlyphRun, Ints, columns_of
from pipeline.stations.page import BBox, Glyph, Line

_SAME_BASELINE_EM: Final = 0.25
"""Glyphs of one size whose baselines differ by at most this share a line."""
_MARK_REACH_EM: Final = 0.62
"""How far a mark's baseline may stand from the line's, in the line's ems: farther is another line's."""
_FEWEST_GLYPHS: Final = 4
"""A row of fewer glyphs may be marks of the next line."""


class PlacedLine(NamedTuple):
    """A line, the number of its place, such as a box, and the numbers of its glyphs on the page."""

    line: Line
    place: int
    numbers: Ints


def group_lines(glyphs: Iterable[Glyph], page_number: int) -> list[Line]:
    """The lines that these glyphs stand on, from top to bottom; lines of spaces alone are left out."""
    columns = columns_of(tuple(glyphs))
    nowhere = np.zeros(len(columns), dtype=np.int64)
    return [placed.line for placed in lines_by_place(columns, nowhere, page_number)]


def make_line(glyphs: Iterable[Glyph], page_number: int) -> Line:
    """One line of the given glyphs, of which some are no spaces, sorted from left to right."""
    ordered = columns_of(sorted(glyphs, key=lambda glyph: glyph.x0))
    n_ink = len(ordered) - int(ordered.is_space.sum())
    (line,) = _made(ordered, np.array([0]), np.array([len(ordered)]), np.array([n_ink]), page_number)
    return line


def lines_by_place(
    columns: GlyphColumns, places: Ints, page_number: int, some: Ints | None = None
) -> list[PlacedLine]:
    """The lines in each place from top to bottom, place after place; lines of spaces alone are left out.

    `places` has the number of each glyph's place, `some` those of the glyphs that are asked for, in their
    order.
    """
    asked = np.arange(len(columns)) if some is None else some
    if not len(asked):
        return []
    order = asked[np.lexsort((columns.x0[asked], columns.baseline[asked], places[asked]))]
    starts = _starts(order, columns, places)
    ordered = columns.take(order)
    n_ink = np.add.reduceat(~ordered.is_space, starts, dtype=np.int64)
    kept = np.flatnonzero(n_ink)
    if not len(kept):
        return []
    stops = np.append(starts[1:], len(order))[kept]
    starts = starts[kept]
    lines = _made(ordered, starts, stops, n_ink[kept], page_number)
    own_places = places[order[starts]].tolist()
    return [
        PlacedLine(line, place, order[line.glyphs.start : line.glyphs.stop])
        for line, place in zip(lines, own_places, strict=True)
        if isinstance(line.glyphs, GlyphRun)
    ]


def _made(ordered: GlyphColumns, starts: Ints, stops: Ints, n_ink: Ints, page_number: int) -> list[Line]:
    """The lines of glyphs that stand in order, each from `starts` to `stops`, `n_ink` of them no spaces."""
    ink = np.flatnonzero(~ordered.is_space)
    first = np.cumsum(n_ink) - n_ink
    x0 = ordered.x0[ink[first]]
    x1 = np.maximum.reduceat(ordered.x1[ink], first)
    top = np.minimum.reduceat(ordered.top[ink], first)
    bottom = np.maximum.reduceat(ordered.bottom[ink], first)
    size = np.maximum.reduceat(ordered.size[ink], first)
    baseline = ordered.baseline[ink[first]]
    is_mixed = np.minimum.reduceat(ordered.size[ink], first) != size
    for at in np.flatnonzero(is_mixed).tolist():
        own = ink[first[at] : first[at] + n_ink[at]]
        baseline[at] = ordered.baseline[own[np.argmax(ordered.size[own])]]
    measures = [measure.tolist() for measure in (starts, stops, x0, top, x1, bottom, baseline, size)]
    return [
        Line(page_number, BBox(left, high, right, low), base, largest, GlyphRun(ordered, start, stop))
        for start, stop, left, high, right, low, base, largest in zip(*measures, strict=True)
    ]


def _starts(order: Ints, columns: GlyphColumns, places: Ints) -> Ints:
    """Where the lines begin in `order`, which is by place, baseline and left edge, and is set right here.

    In places with baselines so near to one another that they may be of one line, the rows are looked at one
    by one.
    """
    place, baseline = places[order], columns.baseline[order]
    is_new_place = place[1:] != place[:-1]
    apart = np.diff(baseline)
    starts = np.flatnonzero(np.concatenate(([True], is_new_place | (apart != 0))))
    first_of_place = np.flatnonzero(np.concatenate(([True], is_new_place)))
    stops_of_place = np.append(first_of_place[1:], len(order))
    largest = np.maximum.reduceat(columns.size[order], first_of_place)
    reach = np.repeat(largest, stops_of_place - first_of_place)[1:] * _MARK_REACH_EM
    near = np.flatnonzero((apart != 0) & ~is_new_place & (apart <= reach))
    doubtful = np.unique(np.searchsorted(first_of_place, near, side="right") - 1)
    known = set(starts.tolist())
    for start, stop in zip(first_of_place[doubtful].tolist(), stops_of_place[doubtful].tolist(), strict=True):
        rows = _rows_of(columns, np.sort(order[start:stop]))
        order[start:stop] = [glyph for row in rows for glyph in row.glyphs]
        lengths = [len(row.glyphs) for row in rows]
        known.difference_update(range(start, stop))
        known.update((start + np.cumsum([0, *lengths[:-1]])).tolist())
    return np.array(sorted(known), dtype=np.int64)


class _Row(NamedTuple):
    """Glyphs on one line, by number, from left to right.

    `size` is the largest of those that are no spaces and `baseline` the first such one's, in points; of
    spaces alone that of all.
    """

    glyphs: Sequence[int]
    is_blank: bool
    baseline: float
    size: float


def _rows_of(columns: GlyphColumns, glyphs: Ints) -> list[_Row]:
    """The rows of these glyphs, in the order of painting, from top to bottom; blank ones are last."""
    found: list[list[int]] = []
    first_baseline = first_size = nan
    for at in sorted(glyphs.tolist(), key=columns.baseline.__getitem__):
        baseline, size = columns.baseline[at], columns.size[at]
        if baseline - first_baseline <= _SAME_BASELINE_EM * min(size, first_size):
            found[-1].append(at)
        else:
            first_baseline, first_size = baseline, size
            found.append([at])
    rows = [_row(row, columns) for row in found]
    if len({row.size for row in rows if not row.is_blank}) < 2:
        return rows
    inked = [row for row in rows if not row.is_blank]
    return [*_with_marks(inked, columns), *(row for row in rows if row.is_blank)]


def _row(glyphs: Iterable[int], columns: GlyphColumns) -> _Row:
    ordered = sorted(glyphs, key=columns.x0.__getitem__)
    ink = [at for at in ordered if not columns.is_space[at]]
    sizes = [columns.size[at] for at in ink or ordered]
    size = max(sizes)
    baseline = columns.baseline[(ink or ordered)[sizes.index(size)]]
    return _Row(ordered, not ink, float(baseline), float(size))


def _with_marks(rows: Sequence[_Row], columns: GlyphColumns) -> list[_Row]:
    """Puts rows that hold only small raised or lowered marks into the line that they belong to."""
    result: list[_Row] = []
    pending: list[_Row] = []
    for row in rows:
        if result and _is_mark_of(row, result[-1]):
            result[-1] = _row((*result[-1].glyphs, *row.glyphs), columns)
            continue
        raised = [mark for mark in pending if _is_mark_of(mark, row)]
        result.extend(mark for mark in pending if mark not in raised)
        pending = []
        glyphs = [*row.glyphs, *(at for mark in raised for at in mark.glyphs)]
        whole = _row(glyphs, columns) if raised else row
        (pending if len(glyphs) < _FEWEST_GLYPHS else result).append(whole)
    return [*result, *pending]


def _is_mark_of(mark: _Row, row: _Row) -> bool:
    is_small = mark.size <= MARK_SIZE * row.size
    return is_small and abs(mark.baseline - row.baseline) <= _MARK_REACH_EM * row.size
