"""The boxes of a ruled table: what a grid is made of."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from pipeline.stations.page import BBox


@dataclass(frozen=True, slots=True)
class Box:
    """A box of the grid: elementary rows `row0` to `row1` (exclusive), columns likewise, in points."""

    bbox: BBox
    row0: int
    row1: int
    is_open_left: bool
    is_open_right: bool
    is_open_top: bool
    is_open_bottom: bool


@dataclass(frozen=True, slots=True)
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
        """The index of the box that holds the point, or -1."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.owner[row][column]
        return -1
