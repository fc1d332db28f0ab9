from __future__ import annotations

from importlib.metadata import entry_points

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.mentions.spacy_kazakh import Kazakh

TOKENS = {
    "Kazakh letters end a word": ("Халық, ұлттық.", ["Халық", ",", "ұлттық", "."]),
    "hyphenated word": ("өзін-өзі басқаруды", ["өзін-өзі", "басқаруды"]),
    "hyphenated title": ("Премьер-Министрінің", ["Премьер-Министрінің"]),
    "ending of an abbreviation": ("ҰЭМ-ге талдамалық жазба", ["ҰЭМ", "-ге", "талдамалық", "жазба"]),
    "ending of an abbreviation in brackets": ("(ӨДМ-нің)", ["(", "ӨДМ", "-нің", ")"]),
    "ending of letters that spaCy lacks": ("АҒҚ-ға", ["АҒҚ", "-ға"]),
    "ending of a quoted name": ("«Нұр Отан»-ның", ["«", "Нұр", "Отан", "»", "-ның"]),
    "number sign": ("№ 78 қаулысы", ["№", "78", "қаулысы"]),
    "number sign without space": ("№78", ["№", "78"]),
    "number of a list": ("1) халық;", ["1", ")", "халық", ";"]),
    "year": ("2013 жылғы 31 қаңтардағы", ["2013", "жылғы", "31", "қаңтардағы"]),
    "years": ("2014-2016 жж.", ["2014", "-", "2016", "жж."]),
    "years with a long dash": ("2013 — 2020 жылдар", ["2013", "—", "2020", "жылдар"]),
    "year stuck to its short form": ("2016ж.", ["2016", "ж."]),
    "paragraph number": ("4-тармағына сәйкес", ["4-тармағына", "сәйкес"]),
    "and so on": ("кеңестер, т.б.", ["кеңестер", ",", "т.б."]),
    "short forms of amounts": (
        "12,5 млн. теңге (мың. теңге)",
        ["12,5", "млн.", "теңге", "(", "мың.", "теңге", ")"],
    ),
    "initials": ("Б.Ә. Сағынтаевқа жүктелсін.", ["Б.Ә.", "Сағынтаевқа", "жүктелсін", "."]),
    "brackets without spaces": ("әкімдер(келісім бойынша)", ["әкімдер", "(", "келісім", "бойынша", ")"]),
}


@pytest.fixture(scope="module")
def nlp():
    return Kazakh()


@pytest.mark.parametrize(("text", "expected"), TOKENS.values(), ids=TOKENS.keys())
def test_tokens(nlp, text, expected):
    assert [token.text for token in nlp(text)] == expected


@pytest.mark.parametrize(
    ("word", "like_num"),
    [
        ("10", True), ("1", True), ("12,5", True), ("10.000", True), ("1/2", True), ("-3", True),
        ("5-ші", True), ("бес", True), ("Он", True), ("мың", True), ("тоқсан", True), ("миллион", True),
        ("үшінші", True),
        ("халық", False), ("1-тоқсан", False), ("өзін-өзі", False), (",", False), ("", False),
    ],
)  # fmt: skip
def test_like_num(nlp, word, like_num):
    assert nlp.vocab[word].like_num is like_num


def test_stop_words(nlp):
    assert nlp.vocab["және"].is_stop
    assert nlp.vocab["бойынша"].is_stop
    assert not nlp.vocab["мәслихат"].is_stop


def test_short_forms_have_their_full_word_as_norm(nlp):
    assert [token.norm_ for token in nlp("2016 ж. 5 млн. теңге")] == ["2016", "жыл", "5", "миллион", "теңге"]


def test_spacy_knows_the_language():
    assert [entry.value for entry in entry_points(group="spacy_languages", name="kk")] == [
        "pipeline.normalise.mentions.spacy_kazakh:Kazakh"
    ]
    assert isinstance(spacy.blank("kk"), Kazakh)


@given(st.text())
def test_tokens_make_up_the_text(text):
    assert NLP(text).text == text


NLP = Kazakh()
