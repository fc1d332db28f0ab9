"""How the cells of a row stand next to one another where no rules part the rows: top, middle, bottom.

Each way says where the rows of a block of lines part, given their numbers, and where each cell's lines must
then stand next to its row's number. The way that fewest cells contradict, over all blocks, is the table's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.unruled.line_pieces import Alignment, Piece
from pipeline.stations.evidence import VETO, Clue, Decision, Verdict

WAYS: tuple[Alignment, ...] = ("top", "middle", "bottom")
MARGIN = 2
"""So many cells and small letters must speak against another way: exam seeds 0 to 299."""
Block = tuple[Sequence[Piece], Sequence[Piece]]
"""The pieces of a block of lines and its numbers, both from top to bottom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """How many cells contradict the best way, and whether each that gives other rows is contradicted more."""

    n_misplaced: int
    is_told: bool


def cells_contradict_all_others(case: Ways) -> bool:
    """Cells and small letters speak against each way that gives other rows."""
    return case.is_told


def a_cell_contradicts_it(case: Ways) -> bool:
    """A cell does not stand as the best way says."""
    return case.n_misplaced > 0


CLEAR_ALIGNMENT: Decision[Ways] = Decision(
    "clear_alignment",
    (
        Clue(cells_contradict_all_others, 1, "exam seeds 0 to 299"),
        Clue(a_cell_contradicts_it, VETO, "exam seeds 0 to 299"),
    ),
)
"""Whether the page says how cells stand in their rows; else rows that only numbers part are doubtful."""


def alignment_of(blocks: Sequence[Block], reach: float, measure: int) -> tuple[Alignment, Verdict]:
    """The way that fewest cells contradict, and whether it is clear.

    Of equals it is the one in which fewest measures begin with a small letter.

    Args:
        blocks: the blocks of a table.
        reach: baselines that differ by at most so many points are one.
        measure: the measures' column.
    """
    rows: dict[Alignment, list[list[list[Piece]] | None]] = {}
    costs: dict[Alignment, tuple[int, int]] = {}
    for way in WAYS:
        bounds = [row_bounds(way, numbers, pieces, reach) for pieces, numbers in blocks]
        rows[way] = [
            None if at is None else parted(pieces, at) for at, (pieces, _) in zip(bounds, blocks, strict=True)
        ]
        pairs = zip(rows[way], blocks, strict=True)
        misplaced = sum(_misplaced(way, some, block, reach) for some, block in pairs)
        costs[way] = misplaced, sum(_n_small(some, measure) for some in rows[way] if some)
    best = min(WAYS, key=lambda way: costs[way])
    rivals = [way for way in WAYS if sum(costs[way]) < sum(costs[best]) + MARGIN]
    is_told = all(rows[way] == rows[best] for way in rivals)
    return best, CLEAR_ALIGNMENT.verdict(Ways(n_misplaced=costs[best][0], is_told=is_told))


def parted(pieces: Sequence[Piece], bounds: Sequence[float]) -> list[list[Piece]]:
    """The pieces between the heights at which rows part."""
    rows: list[list[Piece]] = [[] for _ in range(len(bounds) + 1)]
    for piece in pieces:
        rows[sum(piece.baseline >= bound for bound in bounds)].append(piece)
    return rows


def row_bounds(
    way: Alignment, numbers: Sequence[Piece], pieces: Sequence[Piece], reach: float
) -> list[float] | None:
    """The heights in points at which the rows of a block part; None where the numbers contradict the way."""
    if len(numbers) == 1:
        return []
    if way == "top":
        return [number.baseline - reach for number in numbers[1:]]
    if way == "bottom":
        return [number.baseline + reach for number in numbers[:-1]]
    # a number in the middle of its row tells the row's last line from its first one
    bounds: list[float] = []
    rest = sorted({piece.baseline for piece in pieces})
    for number in numbers:
        bottom = 2 * number.baseline - rest[0] if rest else 0.0
        above = [at for at in rest if at <= bottom + reach]
        if not above or abs(above[-1] - bottom) > reach:
            return None
        rest = rest[len(above) :]
        bounds += [(above[-1] + rest[0]) / 2] if rest else []
    return None if rest else bounds


def _misplaced(way: Alignment, rows: list[list[Piece]] | None, block: Block, reach: float) -> int:
    """How many cells of a block do not stand next to their row's number as the way says."""
    pieces, numbers = block
    if rows is None:
        return len(pieces)
    misplaced = 0
    for row, number in zip(rows, numbers, strict=True):
        cells: dict[int, list[float]] = defaultdict(list)
        for piece in row:
            cells[piece.first].append(piece.baseline)
        misplaced += sum(abs(place_of(way, own) - number.baseline) > reach for own in cells.values())
    return misplaced


def _n_small(rows: Sequence[Sequence[Piece]], measure: int) -> int:
    """How many rows have a measure that begins with a small letter."""
    firsts = (next((piece.text for piece in row if piece.first == measure), "") for row in rows)
    return sum(first[:1].islower() for first in firsts)


def place_of(way: Alignment, baselines: Sequence[float]) -> float:
    """The height that a cell of these lines has in common with its row's other cells."""
    first, last = baselines[0], baselines[-1]
    return first if way == "top" else last if way == "bottom" else (first + last) / 2
