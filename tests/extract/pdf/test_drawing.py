"""Painted paths as rectangles: what engines add to a frame between two rectangles."""

from __future__ import annotations

import pytest

from pipeline.extract.pdf.shapes import Paint, Point, Step, shapes_of, subpaths_of


def box(*corners: Point) -> list[Step]:
    """A closed path through these corners."""
    first, *others = corners
    return [("m", first), *(("l", corner) for corner in others), ("h", first)]


OUTER = box((10, 10), (90, 10), (90, 50), (10, 50))
INNER = box((11, 11), (89, 11), (89, 49), (11, 49))
SIDES = {(10, 10, 90, 11), (10, 49, 90, 50), (10, 10, 11, 50), (89, 10, 90, 50)}


@pytest.mark.parametrize(
    "path",
    [
        pytest.param([*OUTER, *INNER], id="outer first"),
        pytest.param([*INNER, *OUTER], id="inner first"),
        pytest.param([*INNER, *OUTER, ("m", (10, 10))], id="cairo ends with a lone point"),
    ],
)
def test_a_frame_filled_between_two_rectangles_is_its_four_sides(path: list[Step]) -> None:
    shapes = shapes_of(subpaths_of(path), Paint(fill=0, stroke=None))
    assert {tuple(shape[1:5]) for shape in shapes} == SIDES
    assert {shape.thickness for shape in shapes} == {1}


def test_a_rectangle_within_a_much_larger_one_is_no_frame() -> None:
    path = [*box((0, 0), (200, 0), (200, 200), (0, 200)), *box((90, 90), (110, 90), (110, 110), (90, 110))]
    shapes = shapes_of(subpaths_of(path), Paint(fill=0, stroke=None))
    assert {tuple(shape[1:5]) for shape in shapes} == {(0, 0, 200, 200), (90, 90, 110, 110)}
