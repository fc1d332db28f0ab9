"""Rows between horizontal rules, in a table whose columns no rule parts.

A rule that leaves out a column stands next to a merged cell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.ruled.rules import Rule
from pipeline.extract.unruled.full_width_rows import wide_from
from pipeline.extract.unruled.gutters import Stripes
from pipeline.extract.unruled.line_pieces import Piece
from pipeline.extract.unruled.row_starts import Row, row_numbers, whole_row
from pipeline.extract.unruled.text_style import Style, blocks_of, is_number

_COVERED = 0.6
"""A rule that covers this share of a column closes it."""
_RULED_ROWS = 0.6
"""Rules part a table's rows if there is one for at least this share of the numbered rows."""
_SAME_PT = 2.6


def row_rules(
    horizontal: Sequence[Rule], pieces: Sequence[Piece], stripes: Stripes
) -> list[tuple[float, frozenset[int]]]:
    """The height of each rule among and below the pieces of one page, and the columns that it closes."""
    if not pieces:
        return []
    mids = [(gutter.x0 + gutter.x1) / 2 for gutter in stripes.gutters]
    columns = list(pairwise([stripes.x0, *mids, stripes.x1]))
    top = min(piece.middle for piece in pieces)
    grouped: list[list[Rule]] = []
    for rule in sorted(horizontal, key=lambda rule: rule.at):
        if rule.at < top or min(rule.end, stripes.x1) <= max(rule.start, stripes.x0):
            continue
        if grouped and rule.at - grouped[-1][0].at <= _SAME_PT:
            grouped[-1].append(rule)
        else:
            grouped.append([rule])
    result = []
    for some in grouped:
        closed = frozenset(
            index
            for index, (x0, x1) in enumerate(columns)
            if sum(max(0.0, min(x1, r.end) - max(x0, r.start)) for r in some) >= _COVERED * (x1 - x0)
        )
        if closed:
            result.append((some[0].at, closed))
    return result


def part_rows(
    rules: Sequence[Sequence[tuple[float, frozenset[int]]]], numbers: Sequence[Sequence[float]]
) -> bool:
    """Whether rules part all rows of a table, and not only its sections.

    Args:
        rules: the rules of each page.
        numbers: the heights of the rows' numbers on each page, from top to bottom.
    """
    pairs = [
        any(upper < height < lower for height, _ in some)
        for some, heights in zip(rules, numbers, strict=True)
        for upper, lower in pairwise(heights)
    ]
    n_numbers = sum(map(len, numbers))
    enough = n_numbers > 1 and sum(map(len, rules)) >= _RULED_ROWS * n_numbers
    return enough and all(pairs)


def find_ruled_rows(
    pieces: Sequence[Piece], style: Style, rules: Sequence[tuple[float, frozenset[int]]]
) -> list[Row]:
    """The rows between horizontal rules.

    Args:
        pieces: the pieces of one page.
        style: how they are set.
        rules: the height of each rule in points and the columns that it closes.
    """
    heights = [height for height, _ in rules]
    bands: dict[int, list[Piece]] = {}
    for piece in pieces:
        bands.setdefault(bisect_right(heights, piece.middle), []).append(piece)
    every = frozenset(range(len(style.stripes.roles)))
    rows = []
    for band, some in sorted(bands.items()):
        row = whole_row(some, style, is_block=True)
        if row.wide_from < 0:
            row.number = next(iter(row_numbers(some, style)), None)
        rows.append(row)
        if band < len(rules):
            row.open_below = every - rules[band][1]
            continue
        row.pieces = some[: _end_of_row(some, style)]
        if row.pieces != some:
            rows.append(Row(some[len(row.pieces) :], wide_from=0))
    return rows


def _end_of_row(pieces: Sequence[Piece], style: Style) -> int:
    """How many of the pieces below the last rule are the last row's: no rule parts it from what follows."""
    blocks = blocks_of(pieces, style.limit)
    number = style.stripes.index("number")
    end = len(blocks[0])
    for block in blocks[1:]:
        is_text = block[0].first == number and not is_number(block[0], style.stripes)
        if is_text or wide_from(block, style, is_block=True) == 0:
            return end
        end += len(block)
    return end
