"""How the cells of a row stand beside one another where no rules part the rows: top, middle, bottom.

Each way says where the rows of a block of lines part, given their numbers, and where each cell's lines must
then stand beside its row's number. The way that fewest cells contradict, over all blocks, is the table's.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from pipeline.extract.unruled.gutters import Piece

Alignment = Literal["top", "middle", "bottom"]
WAYS: tuple[Alignment, ...] = ("top", "middle", "bottom")


Blocks = Sequence[tuple[Sequence[Piece], Sequence[Piece]]]


def alignment_of(blocks: Blocks, reach: float, measure: int) -> tuple[Alignment, bool]:
    """The way that fewest cells contradict, and whether it is clear.

    Of equals the one in which fewest measures begin with a small letter; where these are equal too, and the
    rows are not the same, it is not clear.

    Args:
        blocks: the pieces of each block and its numbers, both from top to bottom.
        reach: baselines that differ by at most so many points are one.
        measure: the measures' column.
    """
    costs = {way: sum(_misplaced(way, *block, reach) for block in blocks) for way in WAYS}
    ways = [way for way in WAYS if costs[way] == min(costs.values())]
    rows = {way: [_rows(way, *block, reach) for block in blocks] for way in ways}
    small = {way: sum(_n_small(some, measure) for some in rows[way]) for way in ways}
    best = min(ways, key=lambda way: small[way])
    rivals = [way for way in ways if way != best and small[way] == small[best]]
    return best, all(rows[way] == rows[best] for way in rivals)


def _rows(
    way: Alignment, pieces: Sequence[Piece], numbers: Sequence[Piece], reach: float
) -> list[list[Piece]]:
    """The pieces of each row of a block."""
    bounds = row_bounds(way, numbers, pieces, reach) or []
    rows: list[list[Piece]] = [[] for _ in range(len(bounds) + 1)]
    for piece in pieces:
        rows[sum(piece.baseline >= bound for bound in bounds)].append(piece)
    return rows


def _n_small(rows: Sequence[Sequence[Piece]], measure: int) -> int:
    """How many rows have a measure that begins with a small letter."""
    firsts = (next((piece for piece in row if piece.first == measure), None) for row in rows)
    return sum(first is not None and first.text[:1].islower() for first in firsts)


def row_bounds(
    way: Alignment, numbers: Sequence[Piece], pieces: Sequence[Piece], reach: float
) -> list[float] | None:
    """The heights in points at which the rows of a block part; None where the numbers contradict the way."""
    if way == "top":
        return [number.baseline - reach for number in numbers[1:]]
    if way == "bottom":
        return [number.baseline + reach for number in numbers[:-1]]
    return _middle_bounds(numbers, sorted({piece.baseline for piece in pieces}), reach)


def _middle_bounds(numbers: Sequence[Piece], baselines: Sequence[float], reach: float) -> list[float] | None:
    """A number in the middle of its row tells the row's last line from its first one.

    With it the first line of the next row is known: a chain that must end with the block's last line.
    """
    bounds: list[float] = []
    top = baselines[0]
    for number, following in pairwise([*numbers, None]):
        if number is None:
            break
        bottom = 2 * number.baseline - top
        above = [at for at in baselines if at <= bottom + reach]
        below = baselines[len(above) :]
        if not above or abs(above[-1] - bottom) > reach or bool(below) != (following is not None):
            return None
        if below:
            bounds.append((above[-1] + below[0]) / 2)
            top = below[0]
    return bounds


def _misplaced(way: Alignment, pieces: Sequence[Piece], numbers: Sequence[Piece], reach: float) -> int:
    """How many cells of a block do not stand beside their row's number as the way says."""
    if row_bounds(way, numbers, pieces, reach) is None:
        return len(pieces)
    misplaced = 0
    for row, number in zip(_rows(way, pieces, numbers, reach), numbers, strict=True):
        cells: dict[int, list[float]] = {}
        for piece in row:
            cells.setdefault(piece.first, []).append(piece.baseline)
        misplaced += sum(abs(place_of(way, own) - number.baseline) > reach for own in cells.values())
    return misplaced


def place_of(way: Alignment, baselines: Sequence[float]) -> float:
    """The height that a cell of these lines has in common with its row's other cells."""
    first, last = baselines[0], baselines[-1]
    return first if way == "top" else last if way == "bottom" else (first + last) / 2
