"""Groups glyphs into printed lines by their baselines.

Cells are centred vertically, so that the baselines of one row differ between its cells: lines are formed
inside one box at a time, never across columns. Stream order says nothing: links and bold runs are painted
after the rest of their line. Raised and lowered marks belong to the line that they touch.

Nearly all lines have one baseline, well away from the next one: those of all boxes are told at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Any, Final

import numpy as np

from pipeline.extract.lines.shifted_baselines import LineSettings, Row, rows_of
from pipeline.stations.glyph_columns import GlyphColumns, Ints, columns_of
from pipeline.stations.glyph_runs import GlyphRun
from pipeline.stations.page import BBox, Glyph, Line

# a glyph is a tuple, and its items are quicker to get by number
_X0: Final = 1
_BY_X = itemgetter(_X0)
_DEFAULT = LineSettings()


def group_lines(glyphs: Iterable[Glyph], page_number: int, settings: LineSettings = _DEFAULT) -> list[Line]:
    """The lines that these glyphs stand on, from top to bottom; lines of spaces alone are left out."""
    columns = columns_of(tuple(glyphs))
    nowhere = np.zeros(len(columns), dtype=np.int64)
    return lines_by_place(columns, nowhere, page_number, settings)[0]


def lines_by_place(
    columns: GlyphColumns, places: Ints, page_number: int, settings: LineSettings = _DEFAULT
) -> tuple[list[Line], list[int]]:
    """The lines in each place, such as a box, from top to bottom, place after place; and their places.

    Args:
        columns: the glyphs.
        places: the number of each one's place.
        page_number: of the page.
        settings: thresholds.
    """
    if not len(columns):
        return [], []
    order = np.lexsort((columns.x0, columns.baseline, places))
    starts = _starts(order, columns, places, settings)
    ordered = columns.take(order)
    n_ink = np.add.reduceat(~ordered.is_space, starts, dtype=np.int64)
    kept = np.flatnonzero(n_ink)
    if not len(kept):
        return [], []
    stops = np.append(starts[1:], len(order))[kept]
    starts = starts[kept]
    lines = _made(ordered, starts, stops, n_ink[kept], page_number)
    return lines, places[order[starts]].tolist()


def _made(ordered: GlyphColumns, starts: Ints, stops: Ints, n_ink: Ints, page_number: int) -> list[Line]:
    """The lines of glyphs that stand in order.

    Args:
        ordered: the glyphs.
        starts: the number of each line's first glyph.
        stops: that of the one after its last.
        n_ink: how many of them are no spaces, at least one.
        page_number: of the page.
    """
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
        Line(
            page_number=page_number,
            bbox=BBox(left, high, right, low),
            baseline=base,
            size=largest,
            glyphs=GlyphRun(ordered, start, stop),
        )
        for start, stop, left, high, right, low, base, largest in zip(*measures, strict=True)
    ]


def make_line(glyphs: Iterable[Glyph], page_number: int) -> Line:
    """One line of the given glyphs, sorted from left to right."""
    ordered = sorted(glyphs, key=_BY_X)
    ink: Any = zip(*([glyph for glyph in ordered if not glyph[0].isspace()] or ordered), strict=True)
    _, x0, top, x1, bottom, baseline, sizes, *_ = ink
    size = max(sizes)
    return Line(
        page_number=page_number,
        bbox=BBox(x0[0], min(top), max(x1), max(bottom)),
        baseline=baseline[sizes.index(size)],
        size=size,
        glyphs=tuple(ordered),
    )


def _starts(order: Ints, columns: GlyphColumns, places: Ints, settings: LineSettings) -> Ints:
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
    reach = np.repeat(largest, stops_of_place - first_of_place)[1:] * settings.farthest_em
    is_near = (apart != 0) & ~is_new_place & (apart <= reach)
    if not is_near.any():
        return starts
    parts: list[Sequence[int]] = []
    doubtful = np.unique(np.searchsorted(first_of_place, np.flatnonzero(is_near), side="right") - 1)
    before = 0
    for at in doubtful.tolist():
        start, stop = int(first_of_place[at]), int(stops_of_place[at])
        parts.append(starts[(starts >= before) & (starts < start)].tolist())
        rows = rows_of(columns, np.sort(order[start:stop]), settings)
        order[start:stop] = [glyph for row in rows for glyph in row.glyphs]
        parts.append(_starts_of(rows, start))
        before = stop
    parts.append(starts[starts >= before].tolist())
    return np.array([start for part in parts for start in part], dtype=np.int64)


def _starts_of(rows: Sequence[Row], start: int) -> list[int]:
    starts = [start]
    for row, _ in pairwise(rows):
        starts.append(starts[-1] + len(row.glyphs))
    return starts
