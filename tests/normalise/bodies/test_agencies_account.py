"""Every word and number of a cell went into a mention or a remark's column, is filler, or is told."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.normalise.bodies.body_cell import Bodies, Responsibility, parse_bodies
from pipeline.normalise.bodies.name_tokens import tokenize
from pipeline.normalise.text.account import Fate, unaccounted
from pipeline.normalise.text.tokens import tokens_of
from pipeline.records.codes import BODY_KIND, BODY_LEVEL
from pipeline.registry.cell_words import agency_grammar
from pipeline.registry.language_words import stem
from pipeline.registry.loading import reading_in
from tests.normalise.bodies.bodies_cells import MORE, NATIONAL_FIRST, OBLAST_FIRST, UNSEEN_2001, UNSEEN_2019

DAY = date(2017, 6, 1)
PRINTED = [
    cell for cells in (OBLAST_FIRST, NATIONAL_FIRST, MORE, UNSEEN_2001, UNSEEN_2019) for cell, _ in cells
]
PIECES = [
    *("ҰЭМ", "ҚМ", "Қаржымині", "облыстық", "білім", "басқармасы", "басқармалары", "әкімдері", "Алматы"),
    *("облысы", "қаласының", "мен", "және", ",", ";", "(", ")", "«", "»", '"', "-", ".", ":", "\n", "/"),
    *("келісім бойынша", "жинақтау", "бірлесіп", "барлық", "Құрмашев", "Қ.", "1)", "2.", "15", "№ 3", "%"),
    *("АҚ", "комитеті", "төрағасы", "Foo", "№", "²", "10 000,5", "орынбасары", "атындағы"),
]
RUSSIAN = [
    *(
        "МНЭ",
        "МФ",
        "Минфин",
        "Министерство финансов",
        "Министерства",
        "юстиции",
        "акимы",
        "акиматы",
        "областей",
    ),
    *("городов", "города", "г.", "Алматы", "Астаны", "Алматинской", "области", "районов", "областные", "МИО"),
    *("по согласованию", "созыв", "свод", "совместно с", "все", "управления", "образования", "Комитет", "и"),
    *(",", ";", "(", ")", "«", "»", "-", ".", ":", "\n", "/", "Иванов", "И.", "1)", "2.", "15", "№ 3", "%"),
    *("АО", "Казахтелеком", "заместитель", "РК", "Республики Казахстан", "маслихаты", "столицы", "Foo"),
]


def _parts(body: Responsibility) -> tuple[str | None, str | None]:
    return body.place_text, body.subject_text


def told(text: str, found: Bodies) -> None:
    """What the account says is so: seen from the result alone, without the parser's own places."""
    assert unaccounted(text, found.account) == []
    for body in found:
        assert body.body_kind in (None, *BODY_KIND.codes)
        assert body.level in (None, *BODY_LEVEL.codes)
        assert all(part is None or part in text or part in body.mention_text for part in _parts(body))
    mentions = " ".join(body.mention_text for body in found)
    messages = " ".join(remark.message for body in found for remark in body.findings)
    grammar = agency_grammar()
    listed = " ".join((*grammar.fillers, *grammar.conjunctions, *grammar.consent, *grammar.coordinator))
    beside = " ".join(stem(word) for word in listed.split())
    for token in tokens_of(text):
        is_told = token.text in mentions or token.text in messages
        is_position = token.is_number and token.text in {str(n) for n in range(1, len(text))}
        # such a word may have a case ending
        words = {key for each in tokenize(token.text) for key, _ in each.readings}
        assert is_told or is_position or any(word in beside for word in words), token.text


@pytest.mark.parametrize("printed", PRINTED)
def test_the_account_of_a_cell(printed: str) -> None:
    told(printed, parse_bodies(printed, as_of=DAY))


@example("ҰЭМ ( төрағасы )")
@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
@settings(max_examples=800, deadline=None)
def test_the_account_of_any_mixture(text: str) -> None:
    told(text, parse_bodies(text, as_of=DAY))


@given(st.lists(st.sampled_from(RUSSIAN), max_size=14).map(" ".join))
@settings(max_examples=800, deadline=None)
def test_the_account_of_any_mixture_in_russian(text: str) -> None:
    with reading_in("ru"):
        told(text, parse_bodies(text, as_of=DAY))


@given(st.sampled_from(PRINTED), st.data())
@settings(max_examples=600, deadline=None)
def test_the_account_of_a_changed_cell(printed: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(printed)))
    until = data.draw(st.integers(at, min(len(printed), at + 6)))
    text = printed[:at] + data.draw(st.sampled_from([*PIECES, "", " ", " 7 "])) + printed[until:]
    told(text, parse_bodies(text, as_of=DAY))


@given(st.text(max_size=60))
@settings(max_examples=400, deadline=None)
def test_the_account_of_any_string(text: str) -> None:
    assert unaccounted(text, parse_bodies(text, as_of=DAY).account) == []


@pytest.mark.parametrize(
    ("printed", "number", "fate"),
    [
        ("1) ҰЭМ; 2) ІІМ", "2", Fate.VALUE),
        ("ҰЭМ, 15", "15", Fate.VALUE),
        ("ҰЭМ (15 адам)", "15", Fate.REPORTED),
        ("ҰЭМ, (№ 3)", "3", Fate.VALUE),
    ],
)
def test_a_number_is_a_value_or_told(printed: str, number: str, fate: Fate) -> None:
    at = printed.index(number)
    fates = {
        claim.fate for claim in parse_bodies(printed, as_of=DAY).account if claim.start <= at < claim.end
    }
    assert fates == {fate}


HOSTILE = [
    *(
        "облыстық білім, ",
        "Қ.",
        "Құрмашев Қ.Қ. ",
        "басқармасының ",
        "мен білім ",
        "білім мен ",
        "1) ",
        "комитеті, ",
    ),
    *(
        "облыстардың қалалары ",
        "Алматы облысы мен ",
        "(облыстық ",
        "«облыстық ",
        "a, b және ",
        "Аа Аа ",
        "қаласы ",
    ),
    *("Қазақстан Республикасы басқармасы ", "еңбек және ", "басқармалары және ", "ҰЭМ білім ", "Абай "),
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_cells_are_fast(unit: str) -> None:
    text = (unit * 10_000)[:10_000]
    spent = []
    for number in range(3):
        start = time.process_time()
        parse_bodies(text + " " * number, as_of=DAY)
        spent.append(time.process_time() - start)
    # about 40 ms on a free core; machines that run the tests are often shared
    assert min(spent) < 0.2
