"""From painted paths to the lines and rectangles of a grid.

Engines draw the same border in many ways: a stroked line, a stroked rectangle, a rectangle filled half a
point thick (Adilet's), four thin trapezoids with mitred corners (browsers), a frame filled between two
rectangles. What the grid wants from all of them is the same: straight pieces with a thickness.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from pipeline.extract.pdf.space import FARTHEST_PT, is_sane, on_grid
from pipeline.stations.page import BBox, Shape

Point = tuple[float, float]
Step = tuple[str, Point]
"""An operator of a path, and the point to which it leads, in points from the page's top left."""

STRAIGHT_PT = 0.05
NEAR_PT = 1e-3
MITRED_PT = 12.0
CORNERS = 4
FRAME = 2


@dataclass(slots=True)
class Subpath:
    """One pen stroke of a path, in points from the page's top left.

    `breaks` holds the indices of points that a curve leads to: the pieces before them are not straight.
    """

    points: list[Point]
    is_closed: bool
    breaks: frozenset[int] = frozenset()


class Paint(NamedTuple):
    """How a path is painted: colours as 0xRRGGBB, None where it is not stroked or not filled."""

    fill: int | None
    stroke: int | None
    thickness: float = 0.0


def subpaths_of(steps: Iterable[Step]) -> list[Subpath]:
    """A path's pen strokes: `m` begins one, `l` and curves go on to a point, `h` closes it."""
    found: list[Subpath] = []
    for operator, point in steps:
        if operator == "h":
            if found:
                found[-1].is_closed = True
            continue
        if operator == "m" or not found:
            found.append(Subpath([point], is_closed=False))
            continue
        if found[-1].is_closed:
            found.append(Subpath([found[-1].points[0]], is_closed=False))
        if operator != "l":
            found[-1].breaks |= {len(found[-1].points)}
        found[-1].points.append(point)
    return found


def clipped(shapes: Sequence[Shape], clip: BBox) -> list[Shape]:
    """The shapes' visible parts, in points; what a clip path only touches, or cuts off in its box, stays."""
    left, high, right, low = clip
    result = []
    for shape in shapes:
        if left <= shape.x0 and high <= shape.top and shape.x1 <= right and shape.bottom <= low:
            result.append(shape)
            continue
        x0, top = max(shape.x0, left), max(shape.top, high)
        x1, bottom = min(shape.x1, right), min(shape.bottom, low)
        # half of the pen lies on either side of a line, and engines clip each side of it by itself
        reach = shape.thickness / 2 if shape.kind == "stroke" else 0.0
        if x0 <= x1 + reach and top <= bottom + reach:
            x0, x1, top, bottom = min(x0, x1), max(x0, x1), min(top, bottom), max(top, bottom)
            result.append(shape._replace(x0=x0, top=top, x1=x1, bottom=bottom))
    return result


def shapes_of(subpaths: Sequence[Subpath], paint: Paint) -> list[Shape]:
    """The straight, axis-parallel pieces and the rectangles of one painted path."""
    shapes: list[Shape] = []
    if paint.fill is not None:
        # a lone point fills nothing: cairo ends each path with one
        filled = [subpath for subpath in subpaths if len(subpath.points) > 1]
        boxes = [box for subpath in filled if (box := _rectangle(subpath)) is not None]
        if len(boxes) == FRAME == len(filled) and (sides := _frame(boxes[0], boxes[1])):
            boxes = sides
        shapes.extend(_fill(box, paint.fill) for box in boxes)
    if paint.stroke is not None:
        thickness = on_grid(paint.thickness)
        for subpath in subpaths:
            shapes.extend(_segments(subpath, thickness, paint.stroke))
    return shapes


def _fill(box: BBox, color: int) -> Shape:
    left, high, right, low = box
    x0, top, x1, bottom = on_grid(left), on_grid(high), on_grid(right), on_grid(low)
    width, height = x1 - x0, bottom - top
    thickness = on_grid(width if width < height else height)
    return Shape("fill", x0, top, x1, bottom, thickness, color)


def _rectangle(subpath: Subpath) -> BBox | None:
    """The box of a subpath that is an upright rectangle, or a thin one with mitred ends."""
    if subpath.breaks:
        return None
    plain = _plain_box(subpath.points)
    if plain is not None:
        return plain
    points = _without_repeats(subpath.points)
    if len(points) != CORNERS:
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    box = BBox(min(xs), min(ys), max(xs), max(ys))
    if not is_sane(*box):
        return None
    sides = list(pairwise([*points, points[0]]))
    level = [abs(one[1] - two[1]) <= STRAIGHT_PT for one, two in sides]
    upright = [abs(one[0] - two[0]) <= STRAIGHT_PT for one, two in sides]
    for first, second in ((level, upright), (upright, level)):
        if first[0] and first[2] and second[1] and second[3]:
            return box
    # A trapezoid: two parallel sides along the border, the other two cut the corners.
    is_thin_row = (level[0] and level[2]) or (level[1] and level[3])
    is_thin_column = (upright[0] and upright[2]) or (upright[1] and upright[3])
    if (is_thin_row and box.height <= min(MITRED_PT, box.width)) or (
        is_thin_column and box.width <= min(MITRED_PT, box.height)
    ):
        return box
    return None


def _plain_box(points: Sequence[Point]) -> BBox | None:
    """The box of points that are exactly a rectangle's corners: nearly all, and to be told at once."""
    if not (len(points) == CORNERS or (len(points) == CORNERS + 1 and points[CORNERS] == points[0])):
        return None
    (xa, ya), (xb, yb), (xc, yc), (xd, yd) = points[:CORNERS]
    is_level_first = ya == yb and xb == xc and yc == yd and xd == xa
    if not is_level_first and not (xa == xb and yb == yc and xc == xd and yd == ya):
        return None
    x0, x1 = (xa, xc) if xa < xc else (xc, xa)
    top, bottom = (ya, yc) if ya < yc else (yc, ya)
    is_on_page = x0 >= -FARTHEST_PT and x1 <= FARTHEST_PT and top >= -FARTHEST_PT and bottom <= FARTHEST_PT
    if is_on_page and x1 - x0 > NEAR_PT and bottom - top > NEAR_PT:
        return BBox(x0, top, x1, bottom)
    return None


def _without_repeats(points: Sequence[Point]) -> list[Point]:
    """The points without those that stand on the one before, nor the last if it stands on the first."""
    kept: list[Point] = []
    for point in points:
        if not kept or point != kept[-1]:
            kept.append(point)
    while len(kept) > 1 and _is_near(kept[-1], kept[0]):
        kept.pop()
    # A rectangle of no width or no height keeps its two points twice: it is painted as a hairline.
    if len(kept) < CORNERS and len(points) >= CORNERS:
        return list(points[:CORNERS])
    return kept


def _is_near(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) <= NEAR_PT and abs(one[1] - other[1]) <= NEAR_PT


def _frame(one: BBox, other: BBox) -> list[BBox]:
    """The four sides of a frame filled between two rectangles, none if they do not make a thin one."""
    outer, inner = (one, other) if one.width >= other.width else (other, one)
    gaps = (inner.x0 - outer.x0, inner.top - outer.top, outer.x1 - inner.x1, outer.bottom - inner.bottom)
    if min(gaps) < 0 or max(gaps) > MITRED_PT or max(gaps) <= STRAIGHT_PT:
        return []
    sides = (
        BBox(outer.x0, outer.top, outer.x1, inner.top),
        BBox(outer.x0, inner.bottom, outer.x1, outer.bottom),
        BBox(outer.x0, outer.top, inner.x0, outer.bottom),
        BBox(inner.x1, outer.top, outer.x1, outer.bottom),
    )
    return [side for side, gap in zip(sides, (gaps[1], gaps[3], gaps[0], gaps[2]), strict=True) if gap > 0]


def _segments(subpath: Subpath, thickness: float, color: int) -> Iterable[Shape]:
    points = subpath.points
    pairs = [
        (one, two) for index, (one, two) in enumerate(pairwise(points), 1) if index not in subpath.breaks
    ]
    if subpath.is_closed and len(points) > FRAME and not _is_near(points[-1], points[0]):
        pairs.append((points[-1], points[0]))
    for (xa, ya), (xb, yb) in pairs:
        wide, high = abs(xb - xa), abs(yb - ya)
        if min(wide, high) > STRAIGHT_PT or max(wide, high) <= STRAIGHT_PT or not is_sane(xa, ya, xb, yb):
            continue
        x0, top = on_grid(min(xa, xb)), on_grid(min(ya, yb))
        x1, bottom = on_grid(max(xa, xb)), on_grid(max(ya, yb))
        if wide >= high:
            bottom = top
        else:
            x1 = x0
        yield Shape("stroke", x0, top, x1, bottom, thickness, color)
