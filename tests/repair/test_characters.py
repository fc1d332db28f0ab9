"""Letters that look right and are not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.repair.characters import mend_characters

_MIXED = "абвгіәөүқңһСИМКРОІҮABCEHKMOPTXYiəӛaceopxy 0123456789-—«»(),.\u00ad\u00a0\u2009\ufb01u\u0308и\u0306"


@pytest.mark.parametrize(
    ("printed", "expected", "rules"),
    [
        pytest.param("бекiту", "бекіту", ["look_alike"], id="latin-i"),
        pytest.param("əкімі", "әкімі", ["look_alike"], id="latin-schwa"),
        pytest.param("Yкіметі", "Үкіметі", ["look_alike"], id="latin-Y"),
        pytest.param("Hұр Oтан", "Нұр Отан", ["look_alike", "look_alike"], id="capitals"),
        pytest.param("ӛткізу", "өткізу", ["legacy_letter"], id="legacy-letter"),
        pytest.param("ӛңiрлiк", "өңірлік", ["look_alike"], id="legacy-and-latin"),
        pytest.param("СИМ СІМ КМ ҚМ", "СИМ СІМ КМ ҚМ", [], id="other-bodies"),
        pytest.param("PISA, Smart City", "PISA, Smart City", [], id="latin-words"),
        pytest.param("IС-ШАРАЛАР", "ІС-ШАРАЛАР", ["look_alike"], id="no-numeral"),
        pytest.param("IV тоқсан", "IV тоқсан", [], id="roman-numeral"),
        pytest.param("ІV тоқсан, ХIХ ғасыр", "ІV тоқсан, ХIХ ғасыр", [], id="mixed-roman-numeral"),
        pytest.param("IT-компания", "IT-компания", [], id="parts-are-words"),
        pytest.param("web-сaйт", "web-сайт", ["look_alike"], id="only-the-mixed-part"),
        pytest.param("Wi-Fi желісі", "Wi-Fi желісі", [], id="latin-with-a-hyphen"),
        pytest.param("ДSҚ", "ДSҚ", [], id="a-letter-without-a-twin"),
        pytest.param("3G желісі", "3G желісі", [], id="digit-and-latin"),
        pytest.param("17-қ бұйрығы, 5а", "17-қ бұйрығы, 5а", [], id="digit-and-cyrillic"),
        pytest.param("и\u0306од", "йод", [], id="composed"),
        pytest.param("о\u0308ткізу", "өткізу", ["legacy_letter"], id="composed-to-a-legacy-letter"),
        pytest.param("о\ufb01с \ufb02ag", "оfiс flag", [], id="ligatures"),
        pytest.param("м² № 5 … ½", "м² № 5 … ½", [], id="compatibility-characters-stay"),
        pytest.param("қаржы\u00adландыру", "қаржыландыру", [], id="soft-hyphen"),
        pytest.param("2013\u00a0жылғы 5\u2009000", "2013 жылғы 5 000", [], id="odd-spaces"),
        pytest.param("", "", [], id="nothing"),
    ],
)
def test_mended(printed, expected, rules):
    text, changes = mend_characters(printed)
    assert text == expected
    assert [change.rule for change in changes] == rules


def test_a_change_names_the_word():
    _, (change,) = mend_characters("жоспарын бекiту туралы")
    assert (change.before, change.after) == ("бекiту", "бекіту")


@given(st.text(_MIXED, max_size=40))
@settings(max_examples=100, deadline=None)
def test_mending_twice_changes_nothing(text):
    once, _ = mend_characters(text)
    assert mend_characters(once) == (once, [])
    assert unicodedata.is_normalized("NFC", once)


@given(st.text("абвгдежзийклмнопрстуфхцчшщыэюяәғқңөұүһіАБВІ 0123456789-–«»(),.;:№", max_size=60))
@settings(deadline=None)
def test_clean_text_stays(text):
    assert mend_characters(text) == (text, [])


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        pytest.param("кешені\u037e", "кешені;", id="greek-question-mark"),
        pytest.param("5 \u212a", "5 K", id="kelvin-sign"),
        pytest.param("бұйры\0қ", "бұйры\ufffdқ", id="nul"),
        pytest.param("бұйры\ud800қ", "бұйры\ufffdқ", id="lone-surrogate"),
    ],
)
def test_text_is_brought_to_a_form_that_files_can_hold(read, expected):
    assert mend_characters(read)[0] == expected
