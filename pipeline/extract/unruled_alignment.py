"""How the cells of a row stand beside one another where no rules part the rows: top, middle, bottom.

Each way says where the rows of a block of lines part, given their numbers, and where each cell's lines must
then stand beside its row's number. The way that fewest cells contradict, over all blocks, is the table's.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from pipeline.extract.unruled_columns import Piece

Alignment = Literal["top", "middle", "bottom"]
WAYS: tuple[Alignment, ...] = ("top", "middle", "bottom")


def alignment_of(blocks: Sequence[tuple[Sequence[Piece], Sequence[Piece]]], reach: float) -> Alignment:
    """The way that fewest cells contradict; the earlier in `WAYS` of equals.

    Args:
        blocks: the pieces of each block and its numbers, both from top to bottom.
        reach: baselines that differ by at most so many points are one.
    """
    return min(WAYS, key=lambda way: sum(_misplaced(way, *block, reach) for block in blocks))


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
    bounds = row_bounds(way, numbers, pieces, reach)
    if bounds is None:
        return len(pieces)
    cells: dict[tuple[int, int], list[float]] = {}
    for piece in pieces:
        row = sum(piece.baseline >= bound for bound in bounds)
        cells.setdefault((row, piece.first), []).append(piece.baseline)
    return sum(abs(place_of(way, own) - numbers[row].baseline) > reach for (row, _), own in cells.items())


def place_of(way: Alignment, baselines: Sequence[float]) -> float:
    """The height that a cell of these lines has in common with its row's other cells."""
    first, last = baselines[0], baselines[-1]
    return first if way == "top" else last if way == "bottom" else (first + last) / 2
