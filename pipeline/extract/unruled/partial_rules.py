"""Rules one way only: between the rows of a table whose columns no rule parts, or between its columns.

A horizontal rule that leaves out a column stands beside a merged cell. Rules of a ruled table elsewhere on
the page are none of these.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.ruled.rules import PageRules, Rule
from pipeline.extract.unruled.gutters import Stripes
from pipeline.extract.unruled.line_pieces import Piece
from pipeline.extract.unruled.unruled_heads import is_head
from pipeline.stations.glyph_runs import texts_of
from pipeline.stations.page import Cell, Layout, Table

_COVERED = 0.6
"""A rule that covers this share of a column closes it."""
_RULED_ROWS = 0.6
"""Rules part a table's rows if there is one for at least this share of the numbered rows."""
_SAME_PT = 2.6
_COLUMNS = 3
"""A row of the plan has so many cells at least."""
_COUNTED = 2
"""So many numbers in sequence, each on a line of its own, are those of rows."""
_NUMBER = re.compile(r"(\d{1,3})\s?[.)]?")
_HEAD_ROWS = 12
"""A ruled table's head is among so many of its first rows."""


def is_undivided(table: Table) -> bool:
    """Is this a grid that lacks the rules between its rows, or those between its columns?

    Vertical rules alone make one row of cells; below a ruled head a cell then holds the numbers of several
    rows. Horizontal rules in a frame make cells as wide as the table.
    """
    if len(table.row_edges) == 2 and len(table.cells) >= _COLUMNS:
        return True
    if any(_counts_rows(cell) for cell in table.cells):
        return True
    return max(Counter(cell.row0 for cell in table.cells).values(), default=0) < _COLUMNS


def _counts_rows(cell: Cell) -> bool:
    """Does a cell hold the numbers of rows, one beneath the other?"""
    found = [_NUMBER.fullmatch("".join(texts_of(line.glyphs)).strip()) for line in cell.lines]
    numbers = [int(match[1]) for match in found if match]
    return len(numbers) >= _COUNTED and all(b - a == 1 for a, b in pairwise(numbers))


def holds_plan(table: Table) -> bool:
    """Does a ruled table hold a plan's head with rows beneath it?"""
    last = max((cell.row1 for cell in table.cells if cell.lines), default=0)
    for row in range(min(_HEAD_ROWS, last) if not is_undivided(table) else 0):
        cells = [cell for cell in table.cells if cell.row0 == row and cell.lines]
        if len(cells) >= 3 and max(cell.row1 for cell in cells) < last:
            texts = ["".join(text for line in cell.lines for text in texts_of(line.glyphs)) for cell in cells]
            if is_head(["".join(text.split()) for text in texts]):
                return True
    return False


def free_rules(layout: Layout, rules: PageRules) -> tuple[list[Rule], list[Rule]]:
    """Those of the page's rules, horizontal and vertical, that are none of a ruled table's."""
    ruled = [table.bbox for table in layout.tables if not is_undivided(table)]
    return (
        [rule for rule in rules.horizontal if not any(b.top - 2 <= rule.at <= b.bottom + 2 for b in ruled)],
        [r for r in rules.vertical if not any(b.top - 2 <= r.start and r.end <= b.bottom + 2 for b in ruled)],
    )


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
    """Do rules part the rows of a table, and not only its sections?

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
