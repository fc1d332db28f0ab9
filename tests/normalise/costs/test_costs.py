"""Printed costs and what they say, in thousands of tenge."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.normalise.costs.cost_cell import parse_cost
from pipeline.normalise.text.account import Fate, unaccounted
from pipeline.normalise.text.tokens import tokens_of
from pipeline.registry.cell_words import cost_words

UNIT = "мың теңге"
RB, LB = "republican_budget", "local_budget"

REMARKED = [
    ("1 200, 300", "amount", "cost_not_understood"),
    ("500-600", "amount", "cost_not_understood"),
    ("шамамен 500", "amount", "cost_not_understood"),
    ("~500", "amount", "cost_not_understood"),
    ("", None, "cost_missing"),
    ("  ", None, "cost_missing"),
    ("-", "unspecified", "cost_missing"),
    ("—", "unspecified", "cost_missing"),
    ("12.500", "amount", "cost_amount_ambiguous"),
    ("не требуется", "unspecified", "cost_not_understood"),
    ("50 %", "unspecified", "cost_not_understood"),
    ("2016 жылы 500, 2017 жылы талап етілмейді", "amount", "cost_not_understood"),
    ("1 20 300", "amount", "cost_not_understood"),
    ("01.01.2015", "unspecified", "cost_not_understood"),
    ("9" * 40, "amount", "cost_not_understood"),
    ("1,23456", "amount", "cost_not_understood"),
    ("1,234,5", "amount", "cost_not_understood"),
    ("5 мың, АҚШ доллары", "amount", "cost_unit_unknown"),
    ("012 бағдарламасы, 015 бағдарламасы – 500", "amount", "cost_not_understood"),
    ("мүдделі тұлғалар көмегі", "unspecified", "cost_not_understood"),
]


@pytest.mark.parametrize(("printed", "cost_type", "code"), REMARKED)
def test_remarks(printed: str, cost_type: str | None, code: str) -> None:
    read = parse_cost(printed, unit=UNIT)
    assert read.cost_type == cost_type
    assert code in {remark.code for remark in read.findings}


def test_labels_of_a_total_are_those_of_its_parts_without_a_comma_too() -> None:
    amounts = parse_cost("2013 ж. 300 оның ішінде РБ – 100, ЖБ – 200", unit=UNIT).amounts
    assert [(each.year, each.source, each.is_total) for each in amounts] == [
        (2013, None, True), (2013, RB, False), (2013, LB, False),
    ]  # fmt: skip


def test_an_ambiguous_amount_names_both_readings_and_gives_none() -> None:
    read = parse_cost("12.500", unit=UNIT)
    assert read.amounts == ()
    assert read.findings[0].candidates == ("12500", "12.500")


def test_words_in_brackets_say_which_of_two_amounts_is_meant() -> None:
    (amount,) = parse_cost("12.500 (он екі мың бес жүз) теңге", unit=UNIT).amounts
    assert amount.amount == Decimal("12.5")


@pytest.mark.parametrize(
    ("printed", "beside", "amounts", "sources", "cost_type"),
    [
        ("1 200", "РБ", [(RB, "1200")], (RB,), "amount"),
        ("2014 ж. – 100; 2015 ж. – 200", "ЖБ", [(LB, "100"), (LB, "200")], (LB,), "amount"),
        ("1 200\n300", "РБ\nЖБ", [(RB, "1200"), (LB, "300")], (RB, LB), "amount"),
        ("8 500 мың\nтеңге\n1 200 мың теңге", "республикалық\nбюджет\nоблыстық\nбюджет",
         [(RB, "8500"), (LB, "1200")], (RB, LB), "amount"),
        ("1 500", "РБ, ЖБ", [(None, "1500")], (RB, LB), "amount"),
        ("", "РБ", [], (RB,), "within_budget"),
        ("талап етілмейді", "-", [], (), "not_required"),
        ("РБ – 100, ЖБ – 50", "РБ\nЖБ", [(RB, "100"), (LB, "50")], (RB, LB), "amount"),
    ],
)  # fmt: skip
def test_sources_in_a_column_of_their_own(printed, beside, amounts, sources, cost_type):
    read = parse_cost(printed, unit=UNIT, sources_text=beside)
    assert [(found.source, found.amount) for found in read.amounts] == [
        (source, Decimal(amount)) for source, amount in amounts
    ]
    assert (read.funding_sources, read.cost_type, read.findings) == (sources, cost_type, ())


@pytest.mark.parametrize(
    ("printed", "beside", "n_amounts"),
    [
        ("РБ – 100", "ЖБ", 1),  # another source
        ("талап етілмейді", "РБ", 0),
        ("100", "Даму қоры", 1),
        ("1 200\n300", "РБ\nДаму қоры", 0),
    ],
)
def test_what_does_not_fit_the_sources_beside_is_told(printed, beside, n_amounts):
    read = parse_cost(printed, unit=UNIT, sources_text=beside)
    assert "cost_not_understood" in {remark.code for remark in read.findings}
    assert len(read.amounts) == n_amounts


@pytest.mark.parametrize(
    ("unit", "amount"),
    [
        ("теңге", "0.5"),
        ("мың теңге", "500"),
        ("млн. теңге", "500000"),
        ("Болжамды шығыстар (млн. теңге)", "500000"),
        ("billion_tenge", "500000000"),
    ],
)
def test_the_head_gives_the_unit_and_the_text_goes_before_it(unit: str, amount: str) -> None:
    assert [found.amount for found in parse_cost("500", unit=unit).amounts] == [Decimal(amount)]
    assert [found.amount for found in parse_cost("500 мың теңге", unit=unit).amounts] == [Decimal(500)]


@pytest.mark.parametrize("unit", [None, "", "дана"])
def test_no_amount_without_a_unit(unit: str | None) -> None:
    read = parse_cost("500", unit=unit)
    assert read.amounts == ()
    assert [remark.code for remark in read.findings] == ["cost_unit_unknown"]


LISTS = (*cost_words().types.values(), *cost_words().sources.values())
WORDS = {stem.strip("*=") for phrases in LISTS for phrase in phrases for stem in phrase.split()}
GOOD = [
    "барлығы 30 000, оның ішінде: 2015 жыл – 10 000 (РБ); 2016 жыл – 20 000",
    "012 «Ауызсу» бағдарламасы – 1 200,5 мың теңге, ЖБ (2013 ж. – 5; 2014 ж. – 6)",
    "осы жоспардың 4-тармағына сәйкес бюджет қаражаты шегінде",
    "жыл сайын 120 000 (жүз жиырма мың) теңге, РБ-да көзделмеген",
    "2 млрд. 300 млн. теңге",
]


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A good text with letters taken out, put in or doubled."""
    text = draw(st.sampled_from(GOOD))
    for _ in range(draw(st.integers(1, 4))):
        at, cut = draw(st.integers(0, len(text))), draw(st.integers(0, 3))
        put = draw(st.sampled_from(["", " ", "(", ")", ",", "5", "ма", "-", "\n", "%"]))
        text = text[:at] + put + text[at + cut :]
    return text


PIECES = st.sampled_from([
    *sorted(WORDS), "2015", "2016 жыл", "12 500", "1,5", "12.500", "мың", "млн.", "теңге", "–", ",", ";",
    "(", ")", "оның ішінде", "4-",
])  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join), mutated())


@settings(deadline=None, max_examples=250)  # pace is tested below, in processor time
@given(TEXTS, st.sampled_from([UNIT, "млн. теңге", None]))
def test_the_account_of_any_text_is_whole(printed: str, unit: str | None) -> None:
    """Every word has its place, and every number is in a value or in a finding."""
    read = parse_cost(printed, unit=unit)
    assert read.cost_type is not None or read.findings
    assert not unaccounted(printed, read.account)
    for amount in read.amounts:
        assert amount.amount >= 0
        assert amount.year is None or str(amount.year) in printed
    values = " ".join([
        *(format(amount.amount.normalize(), "f") for amount in read.amounts),
        *(str(year) for a in read.amounts for year in (a.year, a.first_year, a.last_year) if year),
        *(a.programme for a in read.amounts if a.programme),
        *map(str, read.years), *read.items, *read.programmes, *(remark.message for remark in read.findings),
    ])  # fmt: skip
    if "…" in values or len(printed) > 150:
        return  # a message quotes the beginning of a long stretch
    reported = [claim for claim in read.account if claim.fate is not Fate.VALUE]
    for token in tokens_of(printed):
        if token.is_number and any(c.start <= token.start and token.end <= c.end for c in reported):
            assert token.text in "".join(values.split()) or token.text in values


@settings(deadline=None, max_examples=100)
@given(TEXTS, TEXTS)
def test_the_account_of_the_sources_beside_is_whole(printed: str, sources: str) -> None:
    read = parse_cost(printed, unit=UNIT, sources_text=sources)
    assert not unaccounted(printed, read.account)
    assert not sources.strip() or not unaccounted(sources, read.sources_account)


@pytest.mark.parametrize(
    "fragment",
    ["1 234 ", "1.", "РБ – 1 ", "(", "2015 жыл – ", "бюджет ", "а-", "1,", "4-тармақ ", "«", "\u00a0"],
)
def test_long_texts_are_quick(fragment: str) -> None:
    printed = (fragment * 10_000)[:10_000]
    parse_cost(printed[:100], unit=UNIT)
    for length in (1_000, 10_000):
        took = []
        # a search for garbage, or a busy machine, must not fail a test
        for _ in range(3):
            started = time.process_time()
            parse_cost(printed[:length], unit=UNIT)
            took.append(time.process_time() - started)
        assert min(took) < 0.05
