"""Rows of glyphs where baselines stand near to one another: small shifts, and raised and lowered marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import nan

from pipeline.stations.glyph_columns import GlyphColumns, Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSettings:
    """Thresholds for what stands on one line.

    Attributes:
        same_baseline_em: glyphs of one size whose baselines differ by at most this, in ems, share a line.
        mark_size: a glyph smaller than this share of the line's size may be a raised or lowered mark.
        mark_reach_em: how far a mark's baseline may stand from the line's, in the line's ems.
        fewest_glyphs: a row of fewer glyphs may be marks of the next line.
    """

    same_baseline_em: float = 0.25
    mark_size: float = 0.85
    mark_reach_em: float = 0.62
    fewest_glyphs: int = 4

    @property
    def farthest_em(self) -> float:
        """Baselines further apart than this, in ems, are of different lines whatever stands on them."""
        return max(self.same_baseline_em, self.mark_reach_em)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Glyphs on one line, by number, from left to right.

    `size` is the largest of those that are no spaces and `baseline` the first such one's, in points; of
    spaces alone that of all.
    """

    glyphs: Sequence[int]
    is_blank: bool
    baseline: float
    size: float


def rows_of(columns: GlyphColumns, glyphs: Ints, settings: LineSettings) -> list[Row]:
    """The rows of these glyphs of a page from top to bottom, those of spaces alone among them.

    Args:
        columns: the page's glyphs.
        glyphs: the numbers of some of them, in the order in which they were painted.
        settings: thresholds.
    """
    baselines, sizes = columns.baseline[glyphs].tolist(), columns.size[glyphs].tolist()
    found: list[list[int]] = []
    row: list[int] = []
    first_baseline = first_size = nan
    numbers = glyphs.tolist()
    for at in sorted(range(len(numbers)), key=baselines.__getitem__):
        baseline, size = baselines[at], sizes[at]
        reach = settings.same_baseline_em * (size if size < first_size else first_size)
        if baseline == first_baseline or baseline - first_baseline <= reach:
            row.append(numbers[at])
        else:
            row, first_baseline, first_size = [numbers[at]], baseline, size
            found.append(row)
    rows = [_row(row, columns) for row in found]
    if len({row.size for row in rows if not row.is_blank}) < 2:
        return rows
    blank = [row for row in rows if row.is_blank]
    return [*_with_marks([row for row in rows if not row.is_blank], columns, settings), *blank]


def _row(glyphs: Iterable[int], columns: GlyphColumns) -> Row:
    ordered = sorted(glyphs, key=columns.x0.__getitem__)
    ink = [at for at in ordered if not columns.is_space[at]]
    sizes = [columns.size[at] for at in ink or ordered]
    size = max(sizes)
    baseline = columns.baseline[(ink or ordered)[sizes.index(size)]]
    return Row(glyphs=ordered, is_blank=not ink, baseline=float(baseline), size=float(size))


def _with_marks(rows: Sequence[Row], columns: GlyphColumns, settings: LineSettings) -> list[Row]:
    """Puts rows that hold only small raised or lowered marks into the line that they belong to."""
    result: list[Row] = []
    pending: list[Row] = []
    for row in rows:
        if result and _is_mark_of(row, result[-1], settings):
            result[-1] = _row((*result[-1].glyphs, *row.glyphs), columns)
            continue
        raised = [mark for mark in pending if _is_mark_of(mark, row, settings)]
        result.extend(mark for mark in pending if mark not in raised)
        pending = []
        glyphs = [*row.glyphs, *(at for mark in raised for at in mark.glyphs)]
        whole = _row(glyphs, columns) if raised else row
        (pending if len(glyphs) < settings.fewest_glyphs else result).append(whole)
    return [*result, *pending]


def _is_mark_of(mark: Row, row: Row, settings: LineSettings) -> bool:
    is_small = mark.size <= settings.mark_size * row.size
    is_near = abs(mark.baseline - row.baseline) <= settings.mark_reach_em * row.size
    return is_small and is_near
