"""Every word and number of a cell went into a mention or a remark's column, is filler, or is told.

Whatever stands there is read, and in no time.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.normalise.bodies.body_cell import Bodies, Responsibility, parse_bodies
from pipeline.normalise.bodies.find_bodies import find_agencies
from pipeline.normalise.bodies.name_tokens import tokenize
from pipeline.normalise.text.account import Fate, unaccounted
from pipeline.normalise.text.tokens import tokens_of
from pipeline.records.codes import BODY_KIND, BODY_LEVEL
from pipeline.registry.agencies import agencies_by_id
from pipeline.registry.cell_words import agency_grammar
from pipeline.registry.language_words import stem
from pipeline.registry.loading import read_yaml, reading_in
from tests.normalise.bodies.bodies_cells import MORE, NATIONAL_FIRST, OBLAST_FIRST, UNSEEN_2001, UNSEEN_2019

DAY = date(2017, 6, 1)
PRINTED = [
    cell for cells in (OBLAST_FIRST, NATIONAL_FIRST, MORE, UNSEEN_2001, UNSEEN_2019) for cell, _ in cells
]
MARKS = [",", ";", "(", ")", "«", "»", '"', "-", ".", ":", "\n", "/", "1)", "2.", "15", "№ 3", "%", "Foo"]
KAZAKH = """
№ ² мен және облыстық білім басқармасы басқармалары министрлігі Алматы Астана облысы облыстардың қалаларының
қаласының әкімдері комитеті төрағасы орынбасары атындағы барлық ҰЭМ ҚМ Қаржымині АҚ жинақтау бірлесіп
Құрмашев Қ. -ге
"""
RUSSIAN = """
МНЭ МФ Минфин МИО АО РК Министерства юстиции акимы акиматы маслихаты Казахтелеком областей городов города г.
столицы Алматы Астаны Алматинской области районов областные созыв свод все управления образования Комитет
заместитель и Иванов И.
"""
PIECES = [*MARKS, *KAZAKH.split(), "келісім бойынша", "10 000,5"]
RUSSIAN_PIECES = [
    *(*MARKS, *RUSSIAN.split()),
    *("по согласованию", "совместно с", "Министерство финансов", "Республики Казахстан"),
]
BODIES: list[tuple[str, tuple[str | None, ...]]] = [
    ("ҰЭМ", ("ministry-of-national-economy",)),
    ("Қаржымині", ("ministry-of-finance",)),
    ("СІМ", ("ministry-of-foreign-affairs",)),
    ("СИМ", ("ministry-of-trade-and-integration",)),
    ("ҚР Ішкі істер министрлігі", ("ministry-of-internal-affairs",)),
    ("Цифрлық даму, инновациялар және аэроғарыш өнеркәсібі министрлігі",
     ("ministry-of-digital-development-innovations-and-aerospace-industry",)),
    ("облыстардың, Астана, Алматы және Шымкент қалаларының әкімдері",
     ("akims-of-regions", "akim-of-astana", "akim-of-almaty", "akim-of-shymkent")),
    ("аудандардың әкімдері", ("akims-of-districts",)),
    ("«Самұрық-Қазына» ҰӘҚ» АҚ", ("samruk-kazyna-sovereign-wealth-fund-jsc",)),
    ('"Атамекен" ҰКП', ("atameken-national-chamber-of-entrepreneurs",)),
    ("мүдделі мемлекеттік органдар", ("interested-state-bodies",)),
    ("АБВ қоры", (None,)),
    ("ҚМ", (None,)),
]  # fmt: skip
SEPARATORS = [", ", ",", " , ", "; ", " және ", " мен ", "\n", ",\n", ";\n", ", және "]
# printed, by consent, coordinator
REMARKS = [
    ("", False, False),
    (" (келісім бойынша)", True, False),
    ("(келісім бойынша)", True, False),
    (" – келісім бойынша", True, False),
    (" (жинақтау)", False, True),
    (" (жауапты орындаушы)", False, True),
    (" - үйлестіруші", False, True),
    (" (келісім бойынша, жинақтау)", True, True),
]
ITEM = st.tuples(st.sampled_from(BODIES), st.sampled_from(REMARKS), st.sampled_from(SEPARATORS))


def _parts(body: Responsibility) -> tuple[str | None, str | None]:
    return body.place_text, body.subject_text


def accounted(text: str) -> Bodies:
    """The bodies of a text, each with what a row needs, and an account of all words."""
    found = parse_bodies(text, as_of=DAY)
    assert unaccounted(text, found.account) == []
    assert found or not any(map(str.isalpha, text))
    for body in found:
        assert body.agency_id in agencies_by_id() or (body.agency_id is None and body.findings)
        assert body.mention_text
        assert body.body_kind in (None, *BODY_KIND.codes)
        assert body.level in (None, *BODY_LEVEL.codes)
        assert all(part is None or part in text or part in body.mention_text for part in _parts(body))
        assert all(remark.code in read_yaml("findings.yml") for remark in body.findings)
    return found


def told(text: str) -> None:
    """What the account says is so: seen from the result alone, without the parser's own places."""
    found = accounted(text)
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
    told(printed)


@example("ҰЭМ ( төрағасы )")
@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
@settings(max_examples=250, deadline=None)
def test_the_account_of_any_mixture(text: str) -> None:
    told(text)


@given(st.lists(st.sampled_from(RUSSIAN_PIECES), max_size=14).map(" ".join))
@settings(max_examples=250, deadline=None)
def test_the_account_of_any_mixture_in_russian(text: str) -> None:
    with reading_in("ru"):
        told(text)


@given(st.sampled_from(PRINTED), st.data())
@settings(max_examples=150, deadline=None)
def test_the_account_of_a_changed_cell(printed: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(printed)))
    until = data.draw(st.integers(at, min(len(printed), at + 6)))
    told(printed[:at] + data.draw(st.sampled_from([*PIECES, "", " ", " 7 "])) + printed[until:])


@given(st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_the_account_of_any_string(text: str) -> None:
    accounted(text)
    for body in find_agencies(text, DAY):
        assert text[body.start : body.end] == body.text


@given(st.lists(ITEM, min_size=1, max_size=8))
@settings(max_examples=250, deadline=None)
def test_each_body_of_a_mixture_keeps_its_id_and_its_own_remarks(
    parts: list[tuple[tuple[str, tuple[str | None, ...]], tuple[str, bool, bool], str]],
) -> None:
    text, expected = "", []
    for place, ((name, ids), (remark, by_consent, coordinates), separator) in enumerate(parts):
        text += (separator if place else "") + name + remark
        expected += [(agency_id, name, by_consent, coordinates) for agency_id in ids]
    found = parse_bodies(text, as_of=date(2024, 6, 1))
    shown = [(one.agency_id, one.mention_text, one.is_by_consent, one.is_coordinator) for one in found]
    assert shown == expected
    assert all(one.findings for one in found if one.agency_id is None)


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
    account = parse_bodies(printed, as_of=DAY).account
    assert {claim.fate for claim in account if claim.start <= at < claim.end} == {fate}


HOSTILE = [
    *("ҰЭМ, ", "облыстардың, ", "Астана және ", "(", "((", "( ", "«", "» ", "Қазақстан Республикасы "),
    *("-", ",", ", ; ", "мен ", "келісім бойынша ", "ә", "а-", "A", "облыс маңызы ", "ұлттық ", "сөз "),
    *("Алматы ", "(а", '"а', "облыстық білім, ", "Қ.", "Құрмашев Қ.Қ. ", "басқармасының ", "мен білім "),
    *("білім мен ", "1) ", "комитеті, ", "облыстардың қалалары ", "Алматы облысы мен ", "(облыстық "),
    *("«облыстық ", "a, b және ", "Аа Аа ", "қаласы ", "Қазақстан Республикасы басқармасы "),
    *("еңбек және ", "басқармалары және ", "ҰЭМ білім ", "Абай ", "акимы, ", "областные, "),
    *("районные, города ", "министерства финансов, "),
]
LONG = [
    *("Қазақстан Республикасы ", "Қаржы, ", "Қаржы және Астана, ", "ҰЭМ ", "сөз "),
    *("облыстық маңызы бар ", "акимы, "),
]


def quickest(run: Callable[[str], object], text: str) -> float:
    """Seconds of the processor of the quickest run; machines that run the tests are often shared."""
    spent = []
    for number in range(4):
        start = time.process_time()
        run(text + " " * number)  # what was read is remembered
        spent.append(time.process_time() - start)
        if spent[-1] < 0.1:
            break
    return min(spent)


def language_of(unit: str) -> str:
    return "ru" if unit in HOSTILE[-4:] else "kk"


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_cells_are_fast(unit: str) -> None:
    """About 25 ms on a free core; longer cells are not read."""
    with reading_in(language_of(unit)):
        parse_bodies("ҰЭМ", as_of=DAY)
        assert quickest(lambda cell: parse_bodies(cell, as_of=DAY), (unit * 4_000)[:3_990]) < 0.2


@pytest.mark.parametrize("unit", LONG)
def test_long_texts_take_linear_time(unit: str) -> None:
    with reading_in(language_of(unit)):
        find_agencies("ҰЭМ", DAY)
        text = (unit * 20_000)[:20_000]
        took = quickest(lambda words: find_agencies(words, DAY), text[:5_000])
        assert took < 0.1
        assert quickest(lambda words: find_agencies(words, DAY), text) < 8 * max(took, 0.005)
