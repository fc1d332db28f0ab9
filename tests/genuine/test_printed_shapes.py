"""Acts in shapes that lost words: justified heads without rules, column rules alone, two signatures.

What is expected was typed from the pages' words.
"""

from __future__ import annotations

from pipeline.records import Dataset
from tests.places import TESTS
from tests.read_files import read_file

FIXTURES = TESTS / "fixtures" / "shapes"


def dataset(name: str) -> Dataset:
    return read_file(FIXTURES / f"{name}.pdf")


def amounts(name: str) -> list[tuple[str, list[str]]]:
    return [
        (measure.measure_key, [str(each.amount) for each in measure.cost_amounts])
        for measure in dataset(name).measures
    ]


def test_a_wide_space_in_a_justified_head_parts_no_column() -> None:
    """`қаржы,      мың` over `тенге` is thousand tenge: the word for the thousands is in the head."""
    assert "Қажетті қаржы, мың тенге" in dataset("libraries").documents[0].plan_heads
    assert amounts("libraries") == [
        ("I.1", ["2400.000"]),
        ("I.2", ["640.800"]),
        ("II.3", ["120.000"]),
        ("II.4", []),
    ]


def test_a_head_does_not_take_the_first_lines_of_the_row_beneath() -> None:
    read = dataset("heating")
    assert read.documents[0].plan_heads == (
        "№ р/с", "Іс-шаралар", "Жауапты орындаушы", "Орындау мерзімі", "Құны, тыс. тенге",
        "Қаржыландыру көзі",
    )  # fmt: skip
    assert [(row.deadline_text, row.cost_text, row.funding_text) for row in read.measures] == [
        ("2002 жылғы маусым-қыркүйек", "45 300,2", "кәсіпорын қаражаты"),
        ("2002 жылғы тамыз", "6200", "қалалық бюджет"),
        ("2002 жылғы 15 қыркүйекке дейін", "1 700", "тұрғындар қаражаты"),
    ]
    assert amounts("heating") == [("1", ["45300.200"]), ("2", ["6200.000"]), ("3", ["1700.000"])]


def test_another_signature_is_in_no_other_text() -> None:
    read = dataset("session")
    document = read.documents[0]
    assert document.signatory_position == "Қалалық мәслихат сессиясының төрағасы"
    assert document.signatory_name == "Н. Бекназаров"
    assert document.approval_text == (
        "Шымкент қалалық мәслихатының 2004 жылғы 22 желтоқсандағы N 12/118-3с шешімімен бекітілген"
    )
    assert document.plan_title_text == "Ауыз сумен қамту жөніндегі іс-шаралар жоспары"
    others = [row.text for row in read.paragraphs if row.part == "act" and row.paragraph_number is None]
    assert " ".join(others) == "Қалалық мәслихат хатшысы А. Дусалиев"
    assert document.glyphs_total == document.glyphs_placed


def test_a_mark_that_wraps_to_a_line_of_its_own_is_in_no_value() -> None:
    """`реконструкциялау¹` fills its column, and the mark stands beneath it."""
    read = dataset("priorities")
    measures = {measure.measure_key: measure for measure in read.measures}
    assert measures["1.1.1"].measure_text == "Су құбырларын реконструкциялау"
    assert [(note.mark, note.text, note.measure_keys) for note in read.footnotes] == [
        ("*", "– келісу бойынша", ("1.1.2",)),
        ("1", "– «Ауыз су» бағдарламасы шеңберінде", ("1.1.1",)),
    ]
    assert measures["1.2.3"].measure_text == "А1 және М36 жолдарын жөндеу"


def test_the_plans_stamp_is_the_last_also_behind_an_annex_with_a_note() -> None:
    read = dataset("annexes")
    document = read.documents[0]
    assert document.approval_text == (
        "Солтүстік Қазақстан облысы әкімдігінің 2005 жылғы 23 тамыздағы N 181 қаулысына 2-қосымша"
    )
    assert document.plan_title_text == "Жолаушыларды тасымалдауды жақсарту жөніндегі шаралар жоспары"
    assert [measure.measure_key for measure in read.measures] == ["1", "2", "3", "4"]
    annex = [row.text for row in read.paragraphs if row.part == "annex"]
    assert "2. В1 және С1 санатты көліктер: 1У1 (2У2, 3У3)." in annex
    assert any("2006 жылғы 2 ақпандағы N 19 қаулысымен" in text for text in annex)


def test_sections_numbered_in_words() -> None:
    """`Екінші бөлім. Еңбек` is section 2."""
    read = dataset("ordinals")
    assert [measure.measure_key for measure in read.measures] == [
        "1.1", "1.1.1", "1.1.2", "1.2", "1.2-1", "2.3", "2.4",
    ]  # fmt: skip
    sections = {(measure.section_number, measure.section_title_text) for measure in read.measures}
    assert sections == {("1", "Құқық"), ("2", "Еңбек")}


def test_abbreviations_beneath_one_another_are_no_word() -> None:
    """`РБ`, `ЖБ`, `ЖБ` next to three sums: each sum has its own source."""
    first = dataset("sources").measures[0]
    assert first.funding_text == "РБ ЖБ ЖБ"
    assert [(each.year, each.source, str(each.amount)) for each in first.cost_amounts] == [
        (2000, "republican_budget", "5600.000"),
        (2001, "local_budget", "5900.000"),
        (2002, "local_budget", "6100.000"),
    ]


def test_a_note_that_repeals_a_part_of_the_act() -> None:
    """Its day, `2006.03.10`, could be of March or of October: it is told, and the part is repealed anyhow."""
    read = dataset("partly")
    document = read.documents[0]
    assert (document.status, document.repealing_date, document.repealing_number) == (
        "partly_repealed", None, "163",
    )  # fmt: skip
    assert "ambiguous_date" in {finding.code for finding in read.findings}


def test_a_total_over_the_whole_width_is_no_heading() -> None:
    read = dataset("sources")
    assert [row.label_text for row in read.totals] == ["Жиынтығы: 22 150,5 мың теңге"]
    assert read.documents[0].plan_headings == ("I. АУРУЛАРДЫҢ АЛДЫН АЛУ", "II. БАҚЫЛАУ")
    assert "total_not_checked" in {finding.code for finding in read.findings}
