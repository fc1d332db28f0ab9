"""Puts glyphs into the boxes of a grid, and gives the table's part on one page.

A long word may overflow its narrow column into the next: it belongs to the box of the line that it goes on
with, else to the box in which most of it stands. Boxes at a table's open side that hold nothing are the white
beside a narrower table, not cells.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import inf

from pipeline.extract.boxes import Grid
from pipeline.extract.columns import Columns, columns_of
from pipeline.extract.lines import group_lines
from pipeline.extract.overhang import TableSettings, without_overflow, without_overhang
from pipeline.page import Cell, ClearPage, Glyph, Line, Table

_DEFAULT = TableSettings()
FinishLine = Callable[[Line], Line]
_Place = tuple[int, int]
"""A box: the number of its grid, and its own in that grid."""


def fill_grids(
    grids: Sequence[Grid],
    page: ClearPage,
    apart: frozenset[int] = frozenset(),
    settings: TableSettings = _DEFAULT,
    *,
    finish: FinishLine | None = None,
) -> tuple[list[Table], list[Glyph]]:
    """The tables that the grids become with their glyphs, and the glyphs outside every grid.

    Args:
        grids: the page's grids.
        page: the page.
        apart: glyphs, by `id`, that stand in a box but are not its text.
        settings: thresholds.
        finish: what becomes of each line in a table.
    """
    if not grids:
        return [], list(page.glyphs)
    members: list[list[list[Glyph]]] = [[[] for _ in grid.boxes] for grid in grids]
    outside: list[Glyph] = []
    places = _places(grids, columns_of(page.glyphs))
    if apart:
        places = [
            None if id(glyph) in apart else place for glyph, place in zip(page.glyphs, places, strict=True)
        ]
    begin = 0
    for at, (before, here) in enumerate(pairwise(places), start=1):
        # neighbours mostly stand in one box
        if here is before or here == before or _goes_on(page.glyphs[at - 1], page.glyphs[at], settings):
            continue
        _put_word(page.glyphs[begin:at], places[begin:at], members, outside, settings)
        begin = at
    _put_word(page.glyphs[begin:], places[begin:], members, outside, settings)
    outside = without_overhang(grids, outside, members, page, apart, settings)
    outside = without_overflow(grids, outside, members, settings)
    tables = []
    for grid, some in zip(grids, members, strict=True):
        cells = []
        # a table without outer frame has boxes with text open at its sides
        frameless = (
            any(box.is_open_left for box, inside in zip(grid.boxes, some, strict=True) if inside),
            any(box.is_open_right for box, inside in zip(grid.boxes, some, strict=True) if inside),
        )
        for box, inside in zip(grid.boxes, some, strict=True):
            made = group_lines(inside, page.page_number) if inside else ()
            lines = tuple(map(finish, made) if finish else made)
            if not lines and (
                (box.is_open_left and not frameless[0]) or (box.is_open_right and not frameless[1])
            ):
                continue
            cells.append(
                Cell(
                    bbox=box.bbox,
                    row0=box.row0,
                    row1=box.row1,
                    is_open_top=box.is_open_top,
                    is_open_bottom=box.is_open_bottom,
                    lines=lines,
                )
            )
        tables.append(
            Table(
                page_number=page.page_number,
                bbox=grid.bbox,
                row_edges=grid.ys,
                cells=tuple(sorted(cells, key=_order)),
            )
        )
    return tables, outside


def _goes_on(previous: Glyph, glyph: Glyph, settings: TableSettings) -> bool:
    """Does the glyph go on with the word that the one painted before it is of?"""
    gap = glyph.x0 - previous.x1
    return (
        abs(glyph.baseline - previous.baseline) < 0.1
        and -settings.kerning_em <= gap / glyph.size <= settings.overhang_gap_em
        and not glyph.text.isspace()
        and not previous.text.isspace()
        # a capital after a small letter begins the next cell's words
        and not (glyph.text.isupper() and previous.text.islower())
    )


def _put_word(
    word: Sequence[Glyph],
    places: Sequence[_Place | None],
    members: list[list[list[Glyph]]],
    outside: list[Glyph],
    settings: TableSettings,
) -> None:
    """Puts each word of a run into the box in which most of it stands; most runs stand in one."""
    if not word:
        return
    if len(set(places)) == 1:
        if places[0] is None:
            outside.extend(word)
        else:
            members[places[0][0]][places[0][1]].extend(word)
        return
    begin = 0
    for index in range(1, len(word) + 1):
        if index < len(word) and _goes_on(word[index - 1], word[index], settings):
            continue
        known = [place for place in places[begin:index] if place is not None]
        best = max(known, key=known.count) if known else None
        if begin and len(set(known)) > 1 and _ends_line(word, places, begin, settings):
            best = places[begin]
        for glyph, place in zip(word[begin:index], places[begin:index], strict=True):
            # a glyph of another table, or of none, stays where it stands
            own = best if place is not None and best is not None and place[0] == best[0] else place
            if own is None:
                outside.append(glyph)
            else:
                members[own[0]][own[1]].append(glyph)
        begin = index


def _ends_line(
    word: Sequence[Glyph], places: Sequence[_Place | None], begin: int, settings: TableSettings
) -> bool:
    """Does the word that begins here go on with its box's line, so that it runs out of the box?"""
    before = begin - 1
    while before > 0 and word[before].text.isspace():
        before -= 1
    first, last = word[begin], word[before]
    is_in_line = places[before] == places[begin] and abs(first.baseline - last.baseline) < 0.1
    return is_in_line and 0 <= first.x0 - last.x1 <= settings.word_gap_em * first.size


def _order(cell: Cell) -> tuple[int, float]:
    return cell.row0, cell.bbox.x0


def _places(grids: Sequence[Grid], columns: Columns) -> list[_Place | None]:
    """The box in which each glyph's middle stands; None for those outside."""
    places: list[_Place | None] = []
    # where the last glyph stood no grid has an edge: the next ones mostly stand there too
    x0 = top = x1 = bottom = 0.0
    here: _Place | None = None
    for left, right, upper, lower in zip(columns.x0, columns.x1, columns.top, columns.bottom, strict=True):
        x, y = (left + right) / 2, (upper + lower) / 2
        if not (x0 <= x < x1 and top <= y < bottom):
            here, (x0, top, x1, bottom) = _place(grids, x, y)
        places.append(here)
    return places


def _place(grids: Sequence[Grid], x: float, y: float) -> tuple[_Place | None, tuple[float, ...]]:
    """The box in which the point stands, if any, and an area around it in which no grid has an edge."""
    place: _Place | None = None
    x0, top, x1, bottom = -inf, -inf, inf, inf
    for index, grid in enumerate(grids):
        xs, ys = grid.xs, grid.ys
        column, row = bisect_right(xs, x), bisect_right(ys, y)
        if column:
            x0 = max(x0, xs[column - 1])
        if column < len(xs):
            x1 = min(x1, xs[column])
        if row:
            top = max(top, ys[row - 1])
        if row < len(ys):
            bottom = min(bottom, ys[row])
        if (
            place is None
            and 0 < column < len(xs)
            and 0 < row < len(ys)
            and grid.owner[row - 1][column - 1] >= 0
        ):
            place = index, grid.owner[row - 1][column - 1]
    return place, (x0, top, x1, bottom)
