"""What of a painted shape a clip path lets through.

Some engines paint each page's part of the whole document under a clip: rules of the pages before and after
stand in the margins, where no reader sees them.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.stations.page import BBox, Shape


def clipped(shapes: Sequence[Shape], clip: BBox) -> list[Shape]:
    """The shapes' visible parts; what the clip's box only touches stays.

    Args:
        shapes: as painted, in points.
        clip: the box of the clip path, in points; what a path of another form cuts off within it stays.
    """
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
