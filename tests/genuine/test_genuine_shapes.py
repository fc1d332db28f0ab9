"""Acts in the shapes of genuine ones, each by two engines: the act's own line, heads, numbers, levels, costs.

What is expected was typed from the acts' words. A measure's cells are those of its printed row: `ROWS` says
in which row of the table each key stands, and which role each of its cells has.
"""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.records import Dataset
from tests.genuine.acts import ACTS
from tests.genuine.pages import ENGINES, Cell
from tests.places import TESTS
from tests.read_files import read_file

FIXTURES = TESTS / "fixtures" / "genuine"
FIVE = "number measure completion_form executors deadline"

ROWS = {
    "jobs": (f"{FIVE} cost", {"I.1": 3, "I.2": 4, "II.3": 6, "II.4": 7}),
    "bees": ("number measure executors deadline", {"1": 1, "2": 2, "3": 3}),
    "forests": (f"{FIVE} cost funding other", {"1": 2, "2": 3, "3": 4}),
    "roads": (f"{FIVE} part part part part funding", {"1.1": 3, "1.2": 4, "2.3": 7}),
    "libraries": (
        "number measure other other other other executors deadline completion_form",
        {"1.1.1": 5, "1.1.2": 6, "2.1.1": 9},
    ),
    "water": (f"{FIVE} cost funding", {"I.1": 2, "I.2": 3, "II.3": 5, "II.4": 6}),
    "canteens": (f"{FIVE} part part part funding", {"1.1": 5, "2.3": 8}),
    "greenery": ("number measure executors deadline part part part part", {"1": 3, "2": 4}),
    "fish": (f"{FIVE} cost", {"1": 1, "2": 2}),
    "tourism": (f"{FIVE} cost funding", {"2": 4}),
    "archives": ("number measure deadline executors cost", {"1.1": 1, "1.2": 2, "2.1": 3}),
    "health": (f"{FIVE} cost", {"1.1.1": 3, "1.1.2": 4, "1.2.1": 6, "2.1.1": 9}),
    "homes": (f"{FIVE} cost funding", {"1.1": 2, "1.2": 3, "2.3": 5}),
    "aid": (f"{FIVE} cost", {"1": 1, "2": 2, "3": 3}),
    "vets": ("number measure executors deadline other", {"1.1": 2, "1.2": 3, "2.1": 4}),
    "processing": (f"{FIVE} cost funding other", {"1.1": 3, "1.2": 4, "2.1": 6}),
    "terms": ("number other measure completion_form executors other other cost", {"1": 2}),
    "science": (f"{FIVE} part part part", {"1.1": 3, "1.1.1": 4, "1.1.2": 5, "1.2": 6, "2.1": 8}),
}
KEYS = {name: list(rows) for name, (_, rows) in ROWS.items()} | {
    "canteens": ["1.1", "1.2", "2.3"],
    "tourism": ["1", "2"],
    "terms": ["1", "2"],
}


def dataset(name: str, engine: str) -> Dataset:
    return read_file(FIXTURES / f"{name}-{engine}.pdf")


@pytest.fixture(params=ENGINES)
def engine(request):
    return request.param


def codes(name, engine):
    return {finding.code for finding in dataset(name, engine).findings}


def measures(name, engine):
    return {measure.measure_key: measure for measure in dataset(name, engine).measures}


def amounts(row):
    return [(each.year, each.source, str(each.amount)) for each in row.cost_amounts]


def plain(text):
    return " ".join((text.text if isinstance(text, Cell) else text).split()) or None


@pytest.mark.parametrize("name", ROWS)
def test_every_row_is_found_and_every_cell_exact(name, engine):
    roles, rows = ROWS[name]
    read = measures(name, engine)
    assert list(read) == KEYS[name]
    for key, number in rows.items():
        row = ACTS[name].table[number]
        for role, cell in zip(roles.split(), row, strict=True):
            if role not in ("number", "part", "other"):
                assert getattr(read[key], f"{role}_text") == plain(cell), (key, role)
        others = [plain(cell) for role, cell in zip(roles.split(), row, strict=True) if role == "other"]
        assert [other.text for other in read[key].other_columns] == [text for text in others if text]


@pytest.mark.parametrize("name", ROWS)
def test_title_paragraphs_and_act_line_are_parted(name, engine):
    act, read = ACTS[name], dataset(name, engine)
    document = read.documents[0]
    # `fish` prints its line above its title
    title, line = (act.act_line, act.title) if name == "fish" else (act.title, act.act_line)
    assert document.title_text == title
    assert document.act_line_text == line
    assert document.plan_title_text == act.plan_title
    assert document.signatory_name == act.signature[1]
    # a note whose act has a date of two readings amends nothing, and is kept as text
    own = [each for each in read.paragraphs if each.part == "act" and each.paragraph_number]
    assert [f"{each.paragraph_number}. {each.text}" for each in own] == list(act.paragraphs)
    assert document.glyphs_total == document.glyphs_placed


IDENTITIES = {
    "jobs": ("decision", "34-193", date(2003, 5, 30), "kz-almaty-region-maslikhat-2003-34-193@2003-05-30"),
    "bees": ("resolution", "825", date(2001, 6, 18), "kz-government-2001-825@2001-06-18"),
    "forests": (
        "resolution",
        "45",
        date(2004, 3, 12),
        "kz-shyghys-qazaqstan-region-akimat-2004-45@2009-05-06",
    ),
    "roads": ("resolution", "317", date(2021, 5, 14), "kz-government-2021-317@2021-05-14"),
    "libraries": ("order", "34", date(2016, 2, 5), "kz-ministry-of-culture-and-sports-2016-34@2016-02-05"),
    "water": ("decision", "С-12-5", date(2002, 6, 14), "kz-aqmola-region-maslikhat-2002-с-12-5@2002-06-14"),
    "canteens": (
        "order",
        "335",
        date(2014, 8, 18),
        "kz-ministry-of-education-and-science-2014-335@2014-08-18",
    ),
    "greenery": ("resolution", "52-6", date(2018, 9, 3), "kz-shymkent-city-akimat-2018-52-6@2018-09-03"),
    "fish": ("resolution", "641", date(2009, 5, 5), "kz-government-2009-641@2009-05-05"),
    "tourism": ("resolution", "410", date(2005, 4, 29), "kz-government-2005-410@2005-04-29"),
    "archives": ("order", "221-ө", date(2005, 8, 3), "kz-prime-minister-2005-221-ө@2005-08-03"),
    "homes": ("resolution", "420", date(2008, 5, 5), "kz-government-2008-420@2008-05-05"),
    "aid": ("resolution", "420", date(2008, 5, 5), "kz-government-2008-420@2011-03-15"),
    "vets": ("decision", "56", date(1999, 3, 4), "kz-batys-qazaqstan-region-akim-1999-56@1999-03-04"),
    "processing": ("decision", "12", date(2001, 2, 5), "kz-almaty-region-akim-2001-12@2001-02-05"),
    "science": ("resolution", "655", date(2003, 7, 3), "kz-government-2003-655@2003-07-03"),
    "health": ("order", "498", date(2013, 9, 3), "kz-ministry-of-healthcare-2001-2013-498@2013-09-03"),
}


@pytest.mark.parametrize("name", IDENTITIES)
def test_what_identifies_the_act(name, engine):
    document = dataset(name, engine).documents[0]
    read = (document.act_type, document.number, document.date, document.edition_id)
    assert read == IDENTITIES[name]


def test_registration_and_repeal_are_columns(engine):
    document = dataset("forests", engine).documents[0]
    assert document.status == "repealed"
    assert document.repealing_act_text == (
        "Күші жойылды - Шығыс Қазақстан облысы әкімдігінің 2009 жылғы 6 мамырдағы N 77 қаулысымен"
    )
    assert (document.repealing_date, document.repealing_number) == (date(2009, 5, 6), "77")
    assert document.registration_body_text == "Шығыс Қазақстан облысының Әділет департаментінде"
    assert (document.registration_date, document.registration_number) == (date(2004, 4, 2), "1702")
    amendment = dataset("forests", engine).amendments[0]
    assert (amendment.target_type, amendment.action) == ("act", "repealed")


def test_an_act_that_prints_no_repeal_is_in_force(engine):
    document = dataset("jobs", engine).documents[0]
    assert (document.status, document.repealing_act_text) == ("in_force", None)
    assert (document.registration_date, document.registration_number) == (date(2003, 6, 16), "1164")


def test_a_note_may_repeal_the_act(engine):
    document = dataset("aid", engine).documents[0]
    assert (document.status, document.repealing_number) == ("repealed", "254")
    assert document.repealing_date == date(2011, 3, 15)


def test_a_line_and_a_stamp_that_differ_are_told(engine):
    assert "act_differs" in codes("vets", engine)
    assert dataset("vets", engine).documents[0].date == date(1999, 3, 4)


def test_look_alike_letters_are_repairs_and_no_findings(engine):
    read = dataset("jobs", engine)
    repaired = {(repair.table, repair.column) for repair in read.repairs if repair.rule == "look_alike"}
    assert {
        ("documents", "plan_title_text"),
        ("documents", "act_line_text"),
        ("documents", "basis_text"),
        ("paragraphs", "text"),
        ("measures", "section_title_text"),
        ("measures", "measure_text"),
    } <= repaired
    assert not any("i" in measure.measure_text for measure in read.measures)


def test_sources_of_funds_go_to_the_amounts_beside_them(engine):
    read = measures("forests", engine)
    assert amounts(read["1"]) == [
        (None, "republican_budget", "8500.000"),
        (None, "local_budget", "1200.000"),
    ]
    assert read["1"].funding_sources == ("republican_budget", "local_budget")
    assert amounts(read["2"]) == [(None, "local_budget", "4300.000")]
    assert (read["3"].cost_type, amounts(read["3"])) == ("not_required", [])


def test_costs_by_years_with_their_total(engine):
    read = measures("roads", engine)
    assert read["1.1"].cost_text == "2021: 100,5; 2022: 200; Барлығы: 300,5"
    assert amounts(read["1.1"]) == [
        (2021, "republican_budget", "100500.000"),
        (2022, "republican_budget", "200000.000"),
        (None, "republican_budget", "300500.000"),
    ]
    assert amounts(read["2.3"]) == [
        (2022, "extrabudgetary", "10000.000"),
        (2023, "extrabudgetary", "15000.000"),
        (None, "extrabudgetary", "25000.000"),
    ]


def test_a_cell_over_all_years_says_how_it_is_paid(engine):
    read = measures("canteens", engine)
    assert (read["1.2"].cost_text, read["1.2"].cost_type) == ("талап етілмейді", "not_required")
    assert amounts(read["1.1"]) == [(2014, None, "1250.000"), (2015, None, "2300.400"), (2016, None, "0.000")]
    assert read["1.1"].funding_sources == ("republican_budget", "local_budget")
    assert amounts(read["2.3"]) == [(2015, "local_budget", "150.000"), (2016, "local_budget", "160.000")]


def test_costs_by_years_and_sources_under_three_lines_of_heads(engine):
    read = measures("greenery", engine)
    assert amounts(read["1"]) == [
        (2018, "republican_budget", "500.000"),
        (2018, "local_budget", "1200.000"),
        (2019, "republican_budget", "600.000"),
        (2019, "local_budget", "1300.000"),
    ]
    assert amounts(read["2"]) == [(2019, "local_budget", "45000.000")]


def test_indicators_keep_both_lines_of_their_head(engine):
    others = measures("libraries", engine)["1.1.1"].other_columns
    assert [other.head for other in others] == [
        "Көрсеткіш",
        "Өлшем бірлігі",
        "Нысаналы мәндер / 2016 ж.",
        "Нысаналы мәндер / 2017 ж.",
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("jobs", [("Барлығы:", "14100.500")]),
        ("water", [("Жиыны:", "1355650.000")]),
        (
            "roads",
            [
                ("Бағыт бойынша жиыны", "421000.000"),
                ("Барлығы:", "446000.000"),
                ("оның ішінде РБ", "300500.000"),
            ],
        ),
    ],
)
def test_totals_stand_apart_and_agree(name, expected, engine):
    read = dataset(name, engine)
    printed = [(total.label_text, str(total.cost_amounts[-1].amount)) for total in read.totals]
    assert printed == expected
    assert not {"total_differs", "total_not_checked"} & codes(name, engine)


def test_a_heading_may_print_its_sum_and_a_total_its_parts(engine):
    read = dataset("homes", engine)
    printed = [(total.label_text, total.cost_text) for total in read.totals]
    assert printed == [
        ("1. Тұрғын үй", "700"),
        ("2. Еңбекке баулу", "50"),
        ("Барлығы:", "750"),
        ("оның ішінде:", None),
        ("республикалық бюджет", "500"),
        ("жергілікті бюджет", "250"),
    ]
    assert "total_differs" not in codes("homes", engine)


def test_a_total_that_differs_from_its_rows_is_told(engine):
    told = [
        finding.message for finding in dataset("science", engine).findings if finding.code == "total_differs"
    ]
    assert len(told) == 1
    assert "2005: 18250.000 is printed, the rows give 16250.000" in told[0]


def test_when_a_measure_begins_and_ends_is_no_deadline_by_halves(engine):
    measure = measures("terms", engine)["1"]
    assert measure.deadline_text is None
    assert [(other.head, other.text) for other in measure.other_columns[1:]] == [
        ("Мерзімі / басталуы", "2008 жыл"),
        ("Мерзімі / аяқталуы", "2009 жыл"),
    ]
    assert "column_missing" in codes("terms", engine)


def test_a_number_below_another_is_its_sub_item(engine):
    read = measures("science", engine)
    assert (read["1.1.1"].item_number, read["1.1.1"].subitem_number, read["1.1.1"].parent_key) == (
        "1",
        "1",
        "1.1",
    )
    assert (read["1.2"].item_number, read["1.2"].parent_key) == ("2", None)


def test_a_source_of_its_own_column_is_the_amounts(engine):
    read = measures("processing", engine)
    sources = {key: [amount.source for amount in row.cost_amounts] for key, row in read.items()}
    assert sources == {"1.1": ["extrabudgetary"], "1.2": ["extrabudgetary"], "2.1": ["local_budget"]}


def test_units_of_heads(engine):
    # `мың АҚШ доллары`
    dollars = [amount for row in measures("fish", engine).values() for amount in row.cost_amounts]
    assert [(amount.currency, str(amount.amount)) for amount in dollars] == [
        ("USD", "1200.000"),
        ("USD", "350.000"),
    ]
    # `тыс. тенге`
    assert amounts(measures("health", engine)["1.1.2"]) == [(None, None, "12000.000")]
    # `(1000 теңге)`
    assert amounts(measures("archives", engine)["1.1"]) == [(None, None, "1200.000")]


def test_levels_of_headings_have_columns(engine):
    measure = measures("libraries", engine)["1.1.1"]
    assert (measure.priority_number, measure.priority_title_text) == ("1", "Оқырманға жақын кітапхана")
    assert (measure.direction_number, measure.direction_title_text) == ("1.1", "Қорды жаңарту")
    assert (measure.task_number, measure.task_title_text) == ("1", "Жаңа кітаптар")
    measure = measures("libraries", engine)["2.1.1"]
    assert (measure.priority_number, measure.direction_title_text) == ("2", "Оқыту")
    assert measure.task_title_text is None
    goal = measures("canteens", engine)["2.3"]
    assert (goal.goal_number, goal.goal_title_text) == (None, "Оқушыларды дұрыс тамақтандыру")
    assert (goal.task_number, goal.task_title_text) == ("2", "Кадрлар")


@pytest.mark.parametrize("name", ROWS)
def test_numbers_are_in_order_and_nothing_is_lost(name, engine):
    unwanted = {"number_out_of_order", "number_not_understood", "duplicate_number", "row_without_number"}
    unwanted |= {"row_unplaced", "glyphs_unplaced", "text_beside_plan", "title_missing"}
    unwanted |= {"act_differs"} if name != "vets" else set()
    assert not unwanted & codes(name, engine)


def test_the_legend_is_a_table_and_is_asked_first(engine):
    read = dataset("roads", engine)
    assert [(each.label, each.expansion_text) for each in read.abbreviations] == [
        ("ИИДМ", "Қазақстан Республикасының Индустрия және инфрақұрылымдық даму министрлігі"),
        ("«ҚТЖ» ҰК» АҚ", "«Қазақстан темір жолы» ұлттық компаниясы» акционерлік қоғамы"),
        ("РБ", "республикалық бюджет"),
        ("ЖБ", "жергілікті бюджет"),
    ]
    assert read.abbreviations[0].agency_id == "ministry-of-industry-and-infrastructure-development"
    assert "note_not_understood" not in codes("roads", engine)


def test_a_legend_may_stand_in_the_last_row_and_a_note_below_it(engine):
    read = dataset("processing", engine)
    assert [(each.label, each.expansion_text) for each in read.abbreviations] == [
        ("АШД", "ауыл шаруашылығы департаменті"),
        ("ТЖБ", "төтенше жағдайлар басқармасы"),
    ]
    # the note's date, 2002.03.01, has two readings: it is reported and kept as text
    assert not read.amendments
    assert "ambiguous_date" in codes("processing", engine)
    assert any("2002.03.01 N 45" in each.text for each in read.paragraphs if each.part == "after_plan")


def test_a_legend_without_semicolons_ends_with_its_last_entry(engine):
    labels = [each.label for each in dataset("health", engine).abbreviations]
    assert labels == ["ДСМ", "ДСБ"]
