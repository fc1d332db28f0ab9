"""Numbers as printed, and the items that they make."""

from __future__ import annotations

import pytest

from pipeline.stations.item_numbers import parse_number
from tests.assemble.drawn import read_plan, texts


@pytest.mark.parametrize(
    ("printed", "parts", "bracket"),
    [
        ("1", ("1",), None),
        ("12.", ("12",), None),
        ("10)", (), "10"),
        ("127)", (), "127"),
        ("6-1)", (), "6-1"),
        ("5. 1)", ("5",), "1"),
        ("5.1)", ("5",), "1"),
        ("5 1)", ("5",), "1"),
        ("10. 12)", ("10",), "12"),
        ("2.3.", ("2", "3"), None),
        ("а)", (), "а"),
    ],
)
def test_number(printed, parts, bracket):
    number = parse_number(printed)
    assert number is not None
    assert (number.parts, number.bracket) == (parts, bracket)


def test_a_plan_of_bracketed_numbers_has_an_item_for_each():
    rows = [(f"{n})", f"Құмкент {n}", "есеп", "ҰЭМ", "2024 жыл", "") for n in range(1, 13)]
    assert list(texts(read_plan(rows))) == [str(n) for n in range(1, 13)]
