"""The boxes of all grids of a page, numbered one after the other, and in which of them a point stands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

import numpy as np

from pipeline.extract.ruled.boxes import Box, Grid
from pipeline.stations.glyph_columns import Floats, Ints

OUTSIDE: Final = -1


class Boxes:
    """The boxes of the grids of a page.

    Attributes:
        grids: the grids.
        first: of each grid the number of its first box.
    """

    __slots__ = ("_grid_of", "first", "grids")

    def __init__(self, grids: Sequence[Grid]) -> None:
        counts = [len(grid.boxes) for grid in grids]
        self.grids = grids
        self.first: list[int] = list(accumulate([0, *counts[:-1]])) if counts else []
        self._grid_of = [index for index, count in enumerate(counts) for _ in range(count)]

    def at(self, x: Floats, y: Floats) -> Ints:
        """The number of the box in which each point stands, of the first grid that has one, or `OUTSIDE`."""
        found = np.full(len(x), OUTSIDE, dtype=np.int64)
        for grid, first in zip(reversed(self.grids), reversed(self.first), strict=True):
            column = np.searchsorted(grid.xs, x, side="right")
            row = np.searchsorted(grid.ys, y, side="right")
            # a row and a column all around the grid hold no box
            owner = np.full((len(grid.ys) + 1, len(grid.xs) + 1), OUTSIDE, dtype=np.int64)
            owner[1:-1, 1:-1] = grid.owner
            own = owner[row, column]
            is_inside = own >= 0
            found[is_inside] = own[is_inside] + first
        return found

    def grid_of(self, number: int) -> int:
        """The number of the grid of a box."""
        return self._grid_of[number]

    def box(self, number: int) -> Box:
        """The box of this number."""
        grid = self._grid_of[number]
        return self.grids[grid].boxes[number - self.first[grid]]
