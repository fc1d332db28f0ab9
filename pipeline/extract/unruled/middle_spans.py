"""Merged cells whose text stands in the middle, or at the bottom, of the rows that they span.

Nothing but the place of the text tells which of the empty cells above and below belong to it: the span whose
middle (or end) is the text's.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.unruled.cell_alignment import place_of
from pipeline.extract.unruled.line_pieces import Piece
from pipeline.extract.unruled.row_starts import Row
from pipeline.extract.unruled.text_style import Style

_NEAR_STEPS = 0.75
"""A text stands in the middle of its cell if it is at most so many lines off."""


def middle_spans(rows: Sequence[Row], columns: Sequence[int], style: Style) -> list[set[int]]:
    """For each row of a page the columns in which it is one cell with the row below it."""
    opened: list[set[int]] = [set() for _ in rows]
    runs: list[list[int]] = [[]]
    for at, row in enumerate(rows):
        if row.takes_more:
            runs[-1].append(at)
        else:
            runs.append([])
    for run in runs:
        if len(run) > 1:
            around = (rows[at] if 0 <= at < len(rows) else None for at in (run[0] - 1, run[-1] + 1))
            edges = _edges([rows[at] for at in run], style, *around)
            for column in columns:
                for first, last in _spans([rows[at] for at in run], edges, column, style):
                    for at in run[first:last]:
                        opened[at].add(column)
    return opened


def _edges(rows: Sequence[Row], style: Style, above: Row | None, below: Row | None) -> list[float]:
    """The baselines' heights at which the rows begin, and at which the last one ends."""
    top, bottom = min(p.baseline for p in rows[0].pieces), max(p.baseline for p in rows[-1].pieces)
    high = (max(p.baseline for p in above.pieces) + top) / 2 if above else top - style.step / 2
    low = (min(p.baseline for p in below.pieces) + bottom) / 2 if below else bottom + style.step / 2
    bodies = [[p for p in row.pieces if p.first <= style.measure] or row.pieces for row in rows]
    edges = [high]
    for (upper, body), (lower, next_body) in pairwise(zip(rows, bodies, strict=True)):
        end = max(piece.baseline for piece in upper.pieces)
        begin = min(piece.baseline for piece in lower.pieces)
        if begin - end <= style.limit:
            # a merged cell's text runs on here: the measures' own lines tell where the rows part
            end = max(piece.baseline for piece in body)
            begin = min(piece.baseline for piece in next_body)
        edges.append((end + begin) / 2)
    return [*edges, low]


def _spans(rows: Sequence[Row], edges: Sequence[float], column: int, style: Style) -> list[tuple[int, int]]:
    """The first and last rows of each cell that spans several."""
    texts: list[tuple[int, int, list[Piece]]] = []
    for at, row in enumerate(rows):
        own = [piece for piece in row.pieces if piece.first == column]
        if not own:
            continue
        is_near = bool(texts) and own[0].baseline - texts[-1][2][-1].baseline <= style.limit
        if is_near and not (
            _has_own_place(rows[texts[-1][1]], column, style) and _has_own_place(row, column, style)
        ):
            texts[-1] = (texts[-1][0], at, [*texts[-1][2], *own])
        else:
            texts.append((at, at, own))
    result = []
    free = 0
    for index, (first, last, own) in enumerate(texts):
        limit = texts[index + 1][0] if index + 1 < len(texts) else len(rows)
        if style.alignment == "bottom":
            begin, end = free, last
        else:
            begin, end = _middle_span(own, (first, last), range(free, limit), edges, style.step)
        if end > begin and not (first == last and is_amount(rows[first], column)):
            result.append((begin, end))
        free = end + 1
    return result


def is_amount(row: Row, column: int) -> bool:
    """Is the cell a bare number? An amount is printed anew in each row that has one."""
    text = "".join(piece.text for piece in row.pieces if piece.first == column)
    return any(map(str.isdigit, text)) and not any(map(str.isalpha, text))


def _has_own_place(row: Row, column: int, style: Style) -> bool:
    """Does the row's text in this column stand beside its number as cells of one row do?"""
    own = [piece.baseline for piece in row.pieces if piece.first == column]
    return row.number is not None and (
        abs(place_of(style.alignment, own) - row.number.baseline) <= style.reach
    )


def _middle_span(
    own: Sequence[Piece], own_rows: tuple[int, int], rows: range, edges: Sequence[float], step: float
) -> tuple[int, int]:
    """The rows, the text's own among them, in whose middle it stands best; of equals the fewest."""
    first, last = own_rows
    middle = (own[0].baseline + own[-1].baseline) / 2
    best = own_rows
    error = max(abs((edges[first] + edges[last + 1]) / 2 - middle), _NEAR_STEPS * step)
    for begin in range(first, rows.start - 1, -1):
        for end in range(last, rows.stop):
            off = abs((edges[begin] + edges[end + 1]) / 2 - middle)
            if off < error - 0.1 * step and off <= _NEAR_STEPS * step:
                best, error = (begin, end), off
    return best
