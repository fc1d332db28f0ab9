"""From a PDF's space to the page as a reader sees it.

A PDF counts upward from a corner of its media box, may be cropped, turned by a quarter, and measured in
other units than points. Both readers take the page's matrix from here, and both round to one grid.
"""

from __future__ import annotations

from math import atan2, degrees, isfinite, isnan
from typing import NamedTuple

from pipeline.stations.page import BBox

Matrix = tuple[float, float, float, float, float, float]

US_LETTER = (0.0, 0.0, 612.0, 792.0)
DECIMALS = 2
FARTHEST_PT = 100_000.0


class Paper(NamedTuple):
    """The visible part of a page: its size in points, and whether it is less than the whole paper.

    `matrix` leads from the file's space to points from its top left corner.
    """

    matrix: Matrix
    width: float
    height: float
    is_cropped: bool

    @property
    def box(self) -> BBox:
        """All of it."""
        return BBox(0.0, 0.0, self.width, self.height)


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that applies `first`, then `then`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def box_through(matrix: Matrix, x0: float, y0: float, x1: float, y1: float) -> BBox:
    """The upright box around a box that went through `matrix`."""
    a, b, c, d, e, f = matrix
    xs = (a * x0 + c * y0, a * x1 + c * y0, a * x0 + c * y1, a * x1 + c * y1)
    ys = (b * x0 + d * y0, b * x1 + d * y0, b * x0 + d * y1, b * x1 + d * y1)
    return BBox(min(xs) + e, min(ys) + f, max(xs) + e, max(ys) + f)


def rounded(box: BBox) -> BBox:
    """A box on the grid that all readers share."""
    return BBox(*map(on_grid, box))


def on_grid(length: float) -> float:
    """A length on the grid that all readers share."""
    return round(length, DECIMALS)


def intersection(one: BBox, other: BBox) -> BBox:
    """What two boxes share; a box of no width or height when that is nothing."""
    x0, top = max(one.x0, other.x0), max(one.top, other.top)
    return BBox(x0, top, max(x0, min(one.x1, other.x1)), max(top, min(one.bottom, other.bottom)))


def is_sane(*lengths: float) -> bool:
    """Whether the lengths are numbers that can stand on a page at all (infinity and NaN are not)."""
    return min(lengths) >= -FARTHEST_PT and max(lengths) <= FARTHEST_PT and not isnan(sum(lengths))


def angle_of(matrix: Matrix) -> int:
    """Reading direction of text on a page whose y runs down: degrees clockwise, 0 to 359."""
    return round(degrees(atan2(matrix[1], matrix[0]))) % 360


def visible_page(
    media: tuple[float, float, float, float] | None,
    crop: tuple[float, float, float, float] | None,
    rotate: int,
    unit: float,
) -> Paper:
    """The visible part of a page by its boxes (without any: US Letter), turn (degrees clockwise) and unit."""
    paper = _upright(media) or US_LETTER
    seen = _upright(crop) or paper
    x0, y0 = max(paper[0], seen[0]), max(paper[1], seen[1])
    x1, y1 = min(paper[2], seen[2]), min(paper[3], seen[3])
    if x1 <= x0 or y1 <= y0:
        x0, y0, x1, y1 = paper
    unit = unit if isfinite(unit) and unit > 0 else 1.0
    turned: dict[int, Matrix] = {
        0: (unit, 0.0, 0.0, -unit, -x0 * unit, y1 * unit),
        90: (0.0, unit, unit, 0.0, -y0 * unit, -x0 * unit),
        180: (-unit, 0.0, 0.0, unit, x1 * unit, -y0 * unit),
        270: (0.0, -unit, -unit, 0.0, y1 * unit, x1 * unit),
    }
    width, height = (x1 - x0) * unit, (y1 - y0) * unit
    rotate %= 360
    if rotate in {90, 270}:
        width, height = height, width
    return Paper(turned.get(rotate, turned[0]), on_grid(width), on_grid(height), crop != media)


def _upright(box: tuple[float, float, float, float] | None) -> tuple[float, float, float, float] | None:
    """The box with its corners in order; None where it has no area."""
    if box is None or not is_sane(*box):
        return None
    x0, y0, x1, y1 = box
    x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None
