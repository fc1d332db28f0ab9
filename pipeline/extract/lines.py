"""Groups glyphs into printed lines by their baselines.

Cells are centred vertically, so that the baselines of one row differ between its cells: lines are formed
inside one box at a time, never across columns. Stream order says nothing: links and bold runs are painted
after the rest of their line. Raised and lowered marks belong to the line that they touch.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import nan
from operator import itemgetter
from typing import Any, Final

from pipeline.page import BBox, Glyph, Line

# a glyph is a tuple, and its items are quicker to get by number: a page asks a hundred thousand times
_X0: Final = 1
_BASELINE: Final = 5
_SIZE: Final = 6
_BY_X = itemgetter(_X0)
_BY_BASELINE = itemgetter(_BASELINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSettings:
    """Thresholds for what stands on one line.

    Attributes:
        same_baseline_em: glyphs of one size whose baselines differ by at most this, in ems, share a line.
        mark_size: a glyph smaller than this share of the line's size may be a raised or lowered mark.
        mark_reach_em: how far a mark's baseline may stand from the line's, in the line's ems.
    """

    same_baseline_em: float = 0.25
    mark_size: float = 0.85
    mark_reach_em: float = 0.62


_DEFAULT = LineSettings()


def group_lines(glyphs: Iterable[Glyph], page_number: int, settings: LineSettings = _DEFAULT) -> list[Line]:
    """The lines that these glyphs stand on, from top to bottom; lines of spaces alone are left out."""
    rows: list[list[Glyph]] = []
    row: list[Glyph] = []
    first_baseline = first_size = nan
    for glyph in sorted(glyphs, key=_BY_BASELINE):
        baseline = glyph[_BASELINE]
        if baseline == first_baseline:
            row.append(glyph)
            continue
        size = glyph[_SIZE]
        reach = settings.same_baseline_em * (size if size < first_size else first_size)
        if baseline - first_baseline <= reach:
            row.append(glyph)
        else:
            row, first_baseline, first_size = [glyph], baseline, size
            rows.append(row)
    lines = [
        make_line(row, page_number) for row in rows if not "".join([glyph[0] for glyph in row]).isspace()
    ]
    if len({line.size for line in lines}) < 2:
        return lines
    return _with_marks(lines, settings)


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


def _with_marks(lines: list[Line], settings: LineSettings) -> list[Line]:
    """Puts lines that hold only small raised or lowered marks into the line that they belong to."""
    result: list[Line] = []
    pending: list[Line] = []
    for line in lines:
        if result and _is_mark_of(line, result[-1], settings):
            result[-1] = make_line((*result[-1].glyphs, *line.glyphs), line.page_number)
            continue
        raised = [mark for mark in pending if _is_mark_of(mark, line, settings)]
        result.extend(mark for mark in pending if mark not in raised)
        pending = []
        if raised:
            line = make_line((*line.glyphs, *(g for mark in raised for g in mark.glyphs)), line.page_number)  # noqa: PLW2901
        if len(line.glyphs) <= 3:
            pending.append(line)
        else:
            result.append(line)
    return [*result, *pending]


def _is_mark_of(mark: Line, line: Line, settings: LineSettings) -> bool:
    is_small = mark.size <= settings.mark_size * line.size
    is_near = abs(mark.baseline - line.baseline) <= settings.mark_reach_em * line.size
    return is_small and is_near
