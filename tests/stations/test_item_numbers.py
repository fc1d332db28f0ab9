"""Numbers at a text's head, sub-items' numbers, Roman numerals in any alphabet that they are typed with."""

import pytest

from pipeline.stations.item_numbers import is_subitem_number, roman_digits, roman_value, split_leading_number


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


@pytest.mark.parametrize(
    ("text", "number", "number_unspaced"),
    [
        ("1) халықтың", "1)", "1)"),
        ("1)халықтың", "", "1)"),
        ("2.3. Су", "2.3.", "2.3."),
        ("5. 1) Мыналарды", "5. 1)", "5. 1)"),
        ("6-1.Су", "", "6-1."),
        ("а)жобаны", "", "а)"),
        ("2014 жылғы", "", ""),
        ("1.", "", ""),
    ],
)
def test_the_number_at_a_texts_head(text, number, number_unspaced):
    assert split_leading_number(text)[0] == number
    assert split_leading_number(text, is_spaced=False) == (
        number_unspaced,
        text.removeprefix(number_unspaced).lstrip() if number_unspaced else text,
    )


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("1)", True), ("а)", True), ("(2)", True), ("1.", False), ("5. 1)", False), ("", False)],
)
def test_a_sub_items_number(text, is_one):
    assert is_subitem_number(text) is is_one
