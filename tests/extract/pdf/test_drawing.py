"""Painted paths as rectangles: what engines add to a frame between two rectangles."""

from __future__ import annotations

import pytest

from pipeline.extract.pdf.shapes import Paint, shapes_of, subpaths_of
from pipeline.extract.pdf.space import IDENTITY

OUTER = [("m", 10, 10), ("l", 90, 10), ("l", 90, 50), ("l", 10, 50), ("h",)]
INNER = [("m", 11, 11), ("l", 89, 11), ("l", 89, 49), ("l", 11, 49), ("h",)]
SIDES = {(10, 10, 90, 11), (10, 49, 90, 50), (10, 10, 11, 50), (89, 10, 90, 50)}


@pytest.mark.parametrize(
    "path",
    [
        pytest.param([*OUTER, *INNER], id="outer first"),
        pytest.param([*INNER, *OUTER], id="inner first"),
        pytest.param([*INNER, *OUTER, ("m", 10, 10)], id="cairo ends with a lone point"),
        pytest.param([("re", 10, 10, 80, 40), ("re", 11, 11, 78, 38)], id="rectangles"),
    ],
)
def test_a_frame_filled_between_two_rectangles_is_its_four_sides(path: list[tuple]) -> None:
    shapes = shapes_of(subpaths_of(path, IDENTITY), Paint(fill=0, stroke=None))
    assert {tuple(shape[1:5]) for shape in shapes} == SIDES
    assert {shape.thickness for shape in shapes} == {1}


def test_a_rectangle_within_a_much_larger_one_is_no_frame() -> None:
    path = [("re", 0, 0, 200, 200), ("re", 90, 90, 20, 20)]
    shapes = shapes_of(subpaths_of(path, IDENTITY), Paint(fill=0, stroke=None))
    assert {tuple(shape[1:5]) for shape in shapes} == {(0, 0, 200, 200), (90, 90, 110, 110)}
