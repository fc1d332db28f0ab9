"""Roman numerals in any alphabet that they are typed with."""

import pytest

from pipeline.stations.item_numbers import roman_digits, roman_value


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("IV", 4),
        ("ІV", 4),  # Cyrillic І
        ("ІҮ", 4),  # Kazakh letters
        ("ІІІ", 3),
        ("IY", 4),
        ("УІІ", 7),
        ("хіі", 12),
        ("ХХІ", 21),
        ("IIII", None),
        ("VX", None),
        ("С", None),
        ("бір", None),
        ("", None),
    ],
)
def test_roman(printed, value):
    assert roman_value(printed) == value


@pytest.mark.parametrize(
    ("printed", "digits"),
    [("II.", "II"), ("ІІ", "II"), (" ХІ) ", "XI"), ("ҮІІ.", "VII"), ("і)", None), ("12", None), ("", None)],
)
def test_roman_digits(printed, digits):
    assert roman_digits(printed) == digits
