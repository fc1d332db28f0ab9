"""Printed costs and what they say, in thousands of tenge."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.normalise.costs.cost_cell import parse_cost
from pipeline.normalise.costs.money import column_unit
from pipeline.normalise.text.account import Fate, unaccounted
from pipeline.normalise.text.tokens import tokens_of
from pipeline.registry.cell_words import cost_words

UNIT = "мың теңге"
RB, LB = "republican_budget", "local_budget"

WORDED = [
    # the decree's own
    ("талап етілмейді", "not_required", ()),
    ("осы жоспардың 4-тармағына сәйкес бюджет қаражаты шегінде", "see_item", ()),
    ("ҮЕҰ қаражаттары есебінен", "own_funds", ("ngo_funds",)),
    ("жергілікті бюджет қаражатының шегінде", "within_budget", (LB,)),
    ("мемлекеттік ақпараттық тапсырыс шеңберінде", "state_order", ("state_information_order",)),
    (
        "мемлекеттік ақпараттық саясатты жүргізуге арналған мемлекеттік тапсырыс есебінен",
        "state_order",
        ("state_information_order",),
    ),
    ("республикалық бюджет қаражаты шегінде", "within_budget", (RB,)),
    # not required
    ("Талап етілмейді.", "not_required", ()),
    ("ТАЛАП ЕТІЛМЕЙДІ", "not_required", ()),
    ("талап eтiлмeйдi", "not_required", ()),  # Latin look-alikes
    ("қаржыландыру талап етілмейді", "not_required", ()),
    ("қаржылық шығындар талап етілмейді", "not_required", ()),
    ("қажет етпейді", "not_required", ()),
    ("қажет емес", "not_required", ()),
    ("қаржыландыруды қажет етпейді", "not_required", ()),
    # within a budget
    ("көзделген қаражат шегінде", "within_budget", ()),
    ("бөлінген қаражат шегінде", "within_budget", ()),
    ("көзделген бюджет қаражаты шегінде", "within_budget", ()),
    ("республикалық бюджетте көзделген қаражат шегінде", "within_budget", (RB,)),
    ("2013 жылға арналған республикалық бюджетте көзделген қаражат шегінде", "within_budget", (RB,)),
    ("республикалық бюджет қаражаты есебінен", "within_budget", (RB,)),
    ("Жергілікті бюджет", "within_budget", (LB,)),
    ("РБ", "within_budget", (RB,)),
    ("ЖБ, РБ", "within_budget", (LB, RB)),
    ("облыстық бюджет қаражаты шегінде", "within_budget", (LB,)),
    ("республикалық және жергілікті бюджеттер қаражаты шегінде", "within_budget", (RB, LB)),
    ("республикалық және жергілікті бюджеттердің қаражаты есебінен", "within_budget", (RB, LB)),
    (
        "жергілікті бюджет қаражаты есебінен және бюджеттен тыс қаражат",
        "within_budget",
        (LB, "extrabudgetary"),
    ),
    ("001 бюджеттік бағдарлама шеңберінде", "within_budget", ()),
    # outside of budgets
    ("бюджеттен тыс қаражат", "own_funds", ("extrabudgetary",)),
    ("бюджеттен тыс қаражат шегінде", "own_funds", ("extrabudgetary",)),
    ("инвестициялар", "own_funds", ("extrabudgetary",)),
    ("грант", "own_funds", ("extrabudgetary",)),
    ("гранттар есебінен", "own_funds", ("extrabudgetary",)),
    ("демеушілер қаражаты есебінен", "own_funds", ("extrabudgetary",)),
    ("өз қаражаты есебінен", "own_funds", ("extrabudgetary",)),
    ("үкіметтік емес ұйымдардың қаражаты есебінен", "own_funds", ("ngo_funds",)),
    # orders, items, the rest
    ("мемлекеттік әлеуметтік тапсырыс шеңберінде", "state_order", ()),
    ("осы жоспардың 4, 5 және 6-1-тармақтарына сәйкес", "see_item", ()),
    ("осы жоспардың 1.4-тармағында көзделген қаражат шегінде", "see_item", ()),
    ("Ұлттық қор қаражаты есебінен", "unspecified", ("other",)),
    ("анықталады", "unspecified", ()),
]

AMOUNTS: list[tuple[str, list[tuple[int | None, str | None, str]]]] = [
    ("12 500", [(None, None, "12500")]),
    ("12500", [(None, None, "12500")]),
    ("12\u00a0500", [(None, None, "12500")]),
    ("18 250,5", [(None, None, "18250.5")]),
    ("18 250.5", [(None, None, "18250.5")]),
    ("12.500,0", [(None, None, "12500")]),
    ("12,500.0", [(None, None, "12500")]),
    ("1.234.567", [(None, None, "1234567")]),
    ("0", [(None, None, "0")]),
    ("0,125", [(None, None, "0.125")]),
    ("1 234 567,89 мың теңге", [(None, None, "1234567.89")]),
    ("2,5 млн. теңге", [(None, None, "2500")]),
    ("1,2 млрд теңге", [(None, None, "1200000")]),
    ("500 теңге", [(None, None, "0.5")]),
    ("500 000 тг.", [(None, None, "500")]),
    ("12 млн. 500 мың теңге", [(None, None, "12500")]),
    ("2015 жыл – 12 500; 2016 жыл – 18 250,5", [(2015, None, "12500"), (2016, None, "18250.5")]),
    ("2015 жылы - 12500 мың теңге, 2016 жылы - 3 млн. теңге", [(2015, None, "12500"), (2016, None, "3000")]),
    (
        "2015 жылға 10,0 млн. теңге, 2016 жылға 20,0 млн. теңге",
        [(2015, None, "10000"), (2016, None, "20000")],
    ),
    ("2015 ж. 12 500 2016 ж. 13 000", [(2015, None, "12500"), (2016, None, "13000")]),
    ("2015 – 12 500, 2016 – 13 000", [(2015, None, "12500"), (2016, None, "13000")]),
    ("2015: 12 500; 2016: 13 000", [(2015, None, "12500"), (2016, None, "13000")]),
    ("12 500 (2015 жыл), 13 000 (2016 жыл)", [(2015, None, "12500"), (2016, None, "13000")]),
    ("РБ - 1 200, ЖБ - 300", [(None, RB, "1200"), (None, LB, "300")]),
    ("РБ – 1 200 ЖБ – 300", [(None, RB, "1200"), (None, LB, "300")]),
    ("РБ – 1 200, ЖБ – 300 млн. теңге", [(None, RB, "1200000"), (None, LB, "300000")]),
    ("1) РБ – 100; 2) ЖБ – 50", [(None, RB, "100"), (None, LB, "50")]),
    ("1 200 (РБ), 300 (ЖБ)", [(None, RB, "1200"), (None, LB, "300")]),
    ("1 200 (РБ, ЖБ)", [(None, None, "1200")]),
    ("республикалық бюджеттен 12 500 мың теңге", [(None, RB, "12500")]),
    ("12 500 мың теңге (республикалық бюджет)", [(None, RB, "12500")]),
    ("оның ішінде: 2015 ж. – 10,0; 2016 ж. – 20,0", [(2015, None, "10"), (2016, None, "20")]),
    ("2015ж.-100; 2016ж.-200", [(2015, None, "100"), (2016, None, "200")]),
    (
        "2015 жыл - 12500 мың.теңге; 2016 жыл - 13000 мың.теңге",
        [(2015, None, "12500"), (2016, None, "13000")],
    ),
    ("Барлығы: 1500, РБ: 1200, ЖБ: 300", [(None, None, "1500"), (None, RB, "1200"), (None, LB, "300")]),
    (
        "2015 жылы РБ – 100, ЖБ – 50; 2016 жылы РБ – 200",
        [(2015, RB, "100"), (2015, LB, "50"), (2016, RB, "200")],
    ),
    (
        "республикалық бюджет – 1 200,5; жергілікті бюджет – 300; бюджеттен тыс қаражат – 10",
        [(None, RB, "1200.5"), (None, LB, "300"), (None, "extrabudgetary", "10")],
    ),
    ("республикалық бюджет: 2015 жыл – 100", [(2015, RB, "100")]),
    (
        "барлығы 30 000, оның ішінде: 2015 жыл – 10 000; 2016 жыл – 20 000",
        [(None, None, "30000"), (2015, None, "10000"), (2016, None, "20000")],
    ),
    (
        "жалпы сомасы 5 000,0 мың теңге, оның ішінде РБ – 3 000,0; ЖБ – 2 000,0",
        [(None, None, "5000"), (None, RB, "3000"), (None, LB, "2000")],
    ),
    (
        "РБ: 2015 ж. – 10, 2016 ж. – 20; ЖБ: 2015 ж. – 5",
        [(2015, RB, "10"), (2016, RB, "20"), (2015, LB, "5")],
    ),
    (
        "2015 ж.: РБ – 10, ЖБ – 20; 2016 ж.: РБ – 5",
        [(2015, RB, "10"), (2015, LB, "20"), (2016, RB, "5")],
    ),
    ("2015 ж. – 100 (РБ), 2016 ж. – 50 (ЖБ)", [(2015, RB, "100"), (2016, LB, "50")]),
    (
        "2015 жыл – 1500, оның ішінде РБ – 1000, ЖБ – 500; 2016 жыл – 2000, оның ішінде: РБ - 1500, ЖБ - 500",
        [
            (2015, None, "1500"),
            (2015, RB, "1000"),
            (2015, LB, "500"),
            (2016, None, "2000"),
            (2016, RB, "1500"),
            (2016, LB, "500"),
        ],
    ),
]

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
    ("мүдделі тұлғалар көмегі", "unspecified", "cost_not_understood"),
]


@pytest.mark.parametrize(("printed", "cost_type", "sources"), WORDED, ids=[case[0] for case in WORDED])
def test_words(printed: str, cost_type: str, sources: tuple[str, ...]) -> None:
    read = parse_cost(printed, unit=UNIT)
    assert (read.cost_type, read.funding_sources) == (cost_type, sources)
    assert (read.amounts, read.findings) == ((), ())


@pytest.mark.parametrize(("printed", "amounts"), AMOUNTS, ids=[case[0] for case in AMOUNTS])
def test_amounts(printed: str, amounts: list[tuple[int | None, str | None, str]]) -> None:
    read = parse_cost(printed, unit=UNIT)
    assert read.cost_type == "amount"
    assert [(found.year, found.source, found.amount) for found in read.amounts] == [
        (year, source, Decimal(amount)) for year, source, amount in amounts
    ]
    assert read.findings == ()
    assert all(-amount.amount.as_tuple().exponent == 3 for amount in read.amounts)


@pytest.mark.parametrize(
    ("printed", "cost_type", "code"), REMARKED, ids=[case[0] or "empty" for case in REMARKED]
)
def test_remarks(printed: str, cost_type: str | None, code: str) -> None:
    read = parse_cost(printed, unit=UNIT)
    assert read.cost_type == cost_type
    assert code in {remark.code for remark in read.findings}


def test_an_ambiguous_amount_names_both_readings_and_gives_none() -> None:
    read = parse_cost("12.500", unit=UNIT)
    assert read.amounts == ()
    assert read.findings[0].candidates == ("12500", "12.500")


@pytest.mark.parametrize(
    ("printed", "beside", "amounts", "sources", "cost_type"),
    [
        pytest.param("1 200", "РБ", [(RB, "1200")], (RB,), "amount", id="one-source"),
        pytest.param(
            "2014 ж. – 100; 2015 ж. – 200", "ЖБ", [(LB, "100"), (LB, "200")], (LB,), "amount", id="for-all"
        ),
        pytest.param(
            "1 200\n300", "РБ\nЖБ", [(RB, "1200"), (LB, "300")], (RB, LB), "amount", id="parallel-lines"
        ),
        pytest.param(
            "8 500 мың\nтеңге\n1 200 мың теңге",
            "республикалық\nбюджет\nоблыстық\nбюджет",
            [(RB, "8500"), (LB, "1200")],
            (RB, LB),
            "amount",
            id="wrapped-lines",
        ),
        pytest.param("1 500", "РБ, ЖБ", [(None, "1500")], (RB, LB), "amount", id="shared"),
        pytest.param("", "РБ", [], (RB,), "within_budget", id="no-cost-printed"),
        pytest.param("талап етілмейді", "-", [], (), "not_required", id="none"),
        pytest.param("РБ – 100, ЖБ – 50", "РБ\nЖБ", [(RB, "100"), (LB, "50")], (RB, LB), "amount", id="own"),
    ],
)
def test_sources_in_a_column_of_their_own(printed, beside, amounts, sources, cost_type):
    read = parse_cost(printed, unit=UNIT, sources_text=beside)
    assert [(found.source, found.amount) for found in read.amounts] == [
        (source, Decimal(amount)) for source, amount in amounts
    ]
    assert (read.funding_sources, read.cost_type, read.findings) == (sources, cost_type, ())


@pytest.mark.parametrize(
    ("printed", "beside", "n_amounts"),
    [
        pytest.param("РБ – 100", "ЖБ", 1, id="another-source"),
        pytest.param("талап етілмейді", "РБ", 0, id="nothing-from-a-budget"),
        pytest.param("100", "Даму қоры", 1, id="unknown"),
        pytest.param("1 200\n300", "РБ\nДаму қоры", 0, id="unknown-in-a-line"),
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


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("Болжанатын шығыстар (мың. теңге)", "thousand_tenge"),
        ("Болжамды шығыстар (млн. теңге)", "million_tenge"),
        ("Болжамды шығыстар, млрд. теңге", "billion_tenge"),
        ("Шығыстар (мың тг.)", "thousand_tenge"),
        ("Сомасы, теңге", "tenge"),
        ("million_tenge", "million_tenge"),
        ("Қаржыландыру көздері", None),
        ("Бюджеттен тыс қаражат", None),
        ("", None),
    ],
)
def test_units_of_heads(head: str, unit: str | None) -> None:
    found = column_unit(head)
    assert (found.code if found else None) == unit


LISTS = (*cost_words().types.values(), *cost_words().sources.values())
WORDS = sorted({stem.strip("*=") for phrases in LISTS for phrase in phrases for stem in phrase.split()})
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
        at = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 3))
        text = (
            text[:at]
            + draw(st.sampled_from(["", " ", "(", ")", ",", "5", "ма", "-", "\n", "%"]))
            + text[at + cut :]
        )
    return text


PIECES = st.sampled_from(
    [
        *WORDS,
        "2015",
        "2016 жыл",
        "12 500",
        "1,5",
        "12.500",
        "мың",
        "млн.",
        "теңге",
        "–",
        ",",
        ";",
        "(",
        ")",
        "оның ішінде",
        "4-",
    ]
)


TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join), mutated())


@settings(deadline=None, max_examples=400)  # pace is tested below, in processor time
@given(TEXTS, st.sampled_from([UNIT, "млн. теңге", None]))
def test_the_account_of_any_text_is_whole(printed: str, unit: str | None) -> None:
    read = parse_cost(printed, unit=unit)
    assert read.cost_type is not None or read.findings
    assert all(amount.amount >= 0 for amount in read.amounts)
    assert not unaccounted(printed, read.account)


@settings(deadline=None, max_examples=400)
@given(TEXTS, st.sampled_from([UNIT, None]))
def test_every_number_is_in_a_value_or_in_a_finding(printed: str, unit: str | None) -> None:
    read = parse_cost(printed, unit=unit)
    for amount in read.amounts:
        assert amount.year is None or str(amount.year) in printed
    values = " ".join(
        [
            *(format(amount.amount.normalize(), "f") for amount in read.amounts),
            *(str(year) for a in read.amounts for year in (a.year, a.first_year, a.last_year) if year),
            *(a.programme for a in read.amounts if a.programme),
            *map(str, read.years),
            *read.items,
            *read.programmes,
            *(remark.message for remark in read.findings),
        ]
    )
    if "…" in values or len(printed) > 150:
        return  # a message quotes the beginning of a long stretch
    reported = [claim for claim in read.account if claim.fate is not Fate.VALUE]
    for token in tokens_of(printed):
        if token.is_number and any(c.start <= token.start and token.end <= c.end for c in reported):
            assert token.text in "".join(values.split()) or token.text in values


@settings(deadline=None, max_examples=200)
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
