"""The boxes of ruled tables, and in which of a page's boxes a point stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from pipeline.stations.glyph_columns import Floats, Ints
from pipeline.stations.page import BBox

OUTSIDE: Final = -1
"""The number of no box."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box of the grid: elementary rows `row0` to `row1` (exclusive), columns likewise, in points."""

    bbox: BBox
    row0: int
    row1: int
    is_open_left: bool
    is_open_right: bool
    is_open_top: bool
    is_open_bottom: bool

    def is_open_at(self, *, is_top: bool) -> bool:
        """Whether no rule closes it at its top, or else at its bottom."""
        return self.is_open_top if is_top else self.is_open_bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One table's grid.

    `owner[row][column]` is the index in `boxes` of each elementary box's box, negative outside the table.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]
    owner: tuple[tuple[int, ...], ...]

    @property
    def bbox(self) -> BBox:
        """The grid's outer box in points."""
        return BBox(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def box_at(self, x: float, y: float) -> int:
        """The index of the box that holds the point, or `OUTSIDE`."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.owner[row][column]
        return OUTSIDE


class Boxes:
    """The boxes of the grids of a page, numbered one after the other.

    Attributes:
        grids: the grids.
        first: of each grid the number of its first box.
        grid_of: of each box the number of its grid.
    """

    __slots__ = ("first", "grid_of", "grids")

    def __init__(self, grids: Sequence[Grid]) -> None:
        self.grids = grids
        self.grid_of = [index for index, grid in enumerate(grids) for _ in grid.boxes]
        self.first = [self.grid_of.index(index) for index in range(len(grids))]

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
