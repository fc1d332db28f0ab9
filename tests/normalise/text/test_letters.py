"""Clean text, its places in the printed one, and words in Cyrillic."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.text.letters import clean, cleaned, folded, in_cyrillic, name_in_cyrillic

_ODD = "аиоһ\u0306\u0308 \n\t\u00a0\u2009\u00ad\u200b\u200d\u2060\ufeffAi12,.-«»"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param("  1\u00a0200,5\n мың  теңге ", "1 200,5 мың теңге", id="spaces"),
        pytest.param("қара\u00adжат\u200bы", "қаражаты", id="invisible"),
        pytest.param("и\u0306од", "йод", id="composed"),
        pytest.param("\u00ad \u200b", "", id="nothing-visible"),
        pytest.param(None, "", id="none"),
    ],
)
def test_clean(printed, expected):
    assert clean(printed) == expected


def test_a_stretch_of_the_clean_text_is_found_in_the_printed_one():
    printed = " РБ \n и\u0306 \u2013 1\u00ad0"
    text = cleaned(printed)
    assert text.text == "РБ й \u2013 10"
    for part, there in (("РБ", "РБ"), ("й", "и\u0306"), ("10", "1\u00ad0"), ("РБ й", "РБ \n и\u0306")):
        start = text.text.index(part)
        first, last = text.printed(start, start + len(part))
        assert printed[first:last] == there


@given(st.text(_ODD, max_size=40))
def test_every_place_of_the_clean_text_leads_back(printed):
    text = cleaned(printed)
    assert text.text == clean(text.text)
    assert unicodedata.is_normalized("NFC", text.text)
    for at, letter in enumerate(text.text):
        first, last = text.printed(at, at + 1)
        assert 0 <= first < last <= len(printed)
        assert letter.strip() in clean(printed[first:last])


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Yкiметiнiң", "Үкіметінің"),
        ("ӛңiр", "өңір"),
        ("ДSҚ-ға Smart", "ДSҚ-ға Smart"),
        ("№ 421-V", "№ 421-V"),
        ("CIM", "CIM"),
    ],
)
def test_in_cyrillic(printed, expected):
    assert in_cyrillic(printed) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("CIM", "СІМ"), ("Бiлiм", "Білім"), ("ДSҚiм", "ДSҚiм"), ("P", "P"), ("PISA", "PISA")],
)
def test_names_in_cyrillic(printed, expected):
    assert name_in_cyrillic(printed) == expected


def test_folded_is_in_small_cyrillic_letters():
    assert folded("Yкiметi") == "үкіметі"
    assert folded("USD") == "usd"
