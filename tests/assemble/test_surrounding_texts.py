"""What stands around a plan is published or told: footnotes, lists, annexes, other tables.

The fixtures (`tests/fixtures/beside`) are one act each in several engines; what they say is typed here.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pipeline.extract.pdf.reader import read_pages
from pipeline.extract.pdf.visible import clear_page
from pipeline.records.tables import Dataset
from tests.extract.made_pages import lay_out
from tests.places import DECREE, ROOT
from tests.read_files import read_file

FOLDER = ROOT / "tests" / "fixtures" / "beside"
CLINICS = ["clinics-chromium", "clinics-flyingsaucer", "clinics-weasyprint"]
PONDS = ["ponds-flyingsaucer", "ponds-weasyprint"]
ROADS = ["roads-flyingsaucer", "roads-wkhtmltopdf"]

clinics = pytest.mark.parametrize("name", CLINICS)
ponds = pytest.mark.parametrize("name", PONDS)
roads = pytest.mark.parametrize("name", ROADS)


def read(name: str) -> Dataset:
    return read_file(FOLDER / f"{name}.pdf")


def cells_of(name: str) -> dict[str, tuple[str | None, ...]]:
    return {m.measure_key: (m.measure_text, m.executors_text, m.cost_text) for m in read(name).measures}


@clinics
def test_raised_marks_leave_the_values_and_digits_at_words_ends_stay(name: str) -> None:
    assert cells_of(name) == {
        "1": ("Ауылдағы емханаларды жаңғырту тізбесін бекіту", "ДСБ", "Талап етілмейді"),
        "2": ("В1 және С1 санатты 14 көлік сатып алу", "ДСБ, ҚБ", "12 500"),
        "3": ("М1, А2 және А3 жолдарының бойына 6 бекет қою", "ЖКБ", "800"),
        "4": ("Ауданы 120 м² қойма салу", "ДСБ", "4 300"),
        "5": ("Қызметкерлерді оқыту (3У3 бағдарламасы)", "ДСБ", "650"),
    }


@clinics
def test_footnotes_are_tied_to_the_cells_that_bear_their_marks(name: str) -> None:
    dataset = read(name)
    assert [(note.mark, note.text, note.page, note.measure_keys) for note in dataset.footnotes] == [
        ("1)", "қаражат өткен жылы бөлінген.", 1, ("1",)),
        ("2)", "сома жобаға қарай нақтыланады.", 1, ("3",)),
        ("*", "аудан әкімдіктерімен бірлесіп.", 1, ("1", "5")),
    ]
    marks = {m.measure_key: [(each.column, each.mark) for each in m.footnote_marks] for m in dataset.measures}
    assert marks == {
        "1": [("executors_text", "*"), ("cost_text", "1)")],
        "2": [],
        "3": [("cost_text", "2)")],
        "4": [],
        "5": [("executors_text", "*")],
    }


@clinics
def test_what_stands_below_the_plan_is_among_the_paragraphs(name: str) -> None:
    rows = [row for row in read(name).paragraphs if row.part != "act"]
    assert [(row.paragraph_key, row.cells or row.text) for row in rows] == [
        ("after_plan-1", "Аббревиатуралардың толық жазылуы:"),
        ("after_plan-2", "ДСБ – облыстың денсаулық сақтау басқармасы"),
        ("after_plan-3", "ЖКБ – облыстың жолаушылар көлігі басқармасы"),
        ("after_plan-4", "ҚБ – облыстың қаржы басқармасы"),
        ("annex-1", "Қазақстан Республикасы Үкіметінің 2019 жылғы 14 ақпандағы № 61 қаулысына 2-қосымша"),
        ("annex-2", "Күші жойылған кейбір шешімдердің тізбесі"),
        ("annex-3", "1. «Емханалардың үлгісі туралы» шешім (В1 және С1 бөліктері)."),
        ("annex-4", "2. «Көлік сатып алу туралы» шешім (А2 мен А3)."),
        ("annex-5", "3. «Мектеп дәрігері туралы» шешім."),
        ("annex-6", ("Аудан", "Емхана саны", "Орын саны")),
        ("annex-7", ("Алтынсай", "4", "120")),
        ("annex-8", ("Қарақия", "7", "215")),
    ]
    assert [row.paragraph_number for row in rows] == [None] * len(rows)
    assert {row.pages for row in rows if row.part == "annex"} == {(2,)}


@ponds
def test_an_annex_before_the_plan_is_not_in_its_stamp_nor_its_title(name: str) -> None:
    dataset = read(name)
    stamp = "Қазақстан Республикасы Үкіметінің 2018 жылғы 5 маусымдағы № 77 қаулысына"
    assert dataset.documents[0].approval_text == f"{stamp} 2-қосымша"
    assert dataset.documents[0].plan_title_text == "Су шаруашылығының іс-шаралар жоспары"
    assert [row.cells or row.text for row in dataset.paragraphs if row.part != "act"] == [
        f"{stamp} 1-қосымша",
        "Тоғандардың тізбесі",
        ("Тоған", "Көлемі, м³"),
        ("М1", "1200"),
        ("М2", "900"),
        f"{stamp} 3-қосымша",
        "Күші жойылған қаулылардың тізбесі",
        "1. «К1 каналы туралы» қаулы.",
        "2. «М2 тоғаны туралы» қаулы.",
    ]
    assert {row.part for row in dataset.paragraphs} == {"act", "annex"}


@ponds
def test_a_mark_in_a_head_is_told_and_one_in_every_row_is_tied_to_all(name: str) -> None:
    dataset = read(name)
    assert [m.cost_text for m in dataset.measures] == ["1 200"] * 3
    assert dataset.documents[0].plan_heads[5] == "Болжамды шығыстар, мың теңге"
    assert [(note.mark, note.text, note.measure_keys) for note in dataset.footnotes] == [
        ("*", "Қаражат бөлінген жағдайда.", ("1", "2", "3")),
        ("1", "Сомалар 2018 жылғы бағамен.", ()),
    ]
    assert [f.code for f in dataset.findings if f.code.startswith("footnote")] == ["footnote_mark_elsewhere"]


@roads
def test_a_list_in_small_letters_below_the_plan_is_no_footnote(name: str) -> None:
    dataset = read(name)
    assert cells_of(name) == {
        "1": ("3У3 (1У3, 2У3) учаскелерін күрделі жөндеу", "Жолаушылар басқармасы", "95 000"),
        "2": ("Т1 және Т2 тоннельдерін жарықтандыру", "Энергетика басқармасы", "Республикалық бюджет, Б1"),
        "3": ("К7 көпірін тексеру", "Әкімдік⁴", "Талап етілмейді"),
    }
    assert not dataset.footnotes
    assert [(row.part, row.text) for row in dataset.paragraphs] == [
        ("act", "Қоса беріліп отырған іс-шаралар жоспары бекітілсін."),
        ("after_plan", "1 У3 – үшінші санатты учаске;"),
        ("after_plan", "2 Т1, Т2 – тау тоннельдері;"),
        ("after_plan", "3 Б1 – бюджеттің бірінші бағыты."),
        ("after_plan", "Жол картасы: М1, М2 және М3 бағыттары (9 бет)."),
    ]


@roads
def test_a_raised_sign_without_a_footnote_is_told(name: str) -> None:
    found = [f for f in read(name).findings if f.code == "footnote_missing"]
    assert [(f.measure_key, f.column, f.message) for f in found] == [
        ("3", "executors_text", "No footnote was found for the raised sign ⁴; it stays in the text.")
    ]


@roads
def test_words_broken_by_hand_are_joined_and_told_as_repairs(name: str) -> None:
    dataset = read(name)
    assert dataset.measures[0].deadline_text == "2016 жылғы желтоқсан"
    found = {(row.before, row.after) for row in dataset.repairs if row.rule == "broken_word"}
    assert found == {("желтоқ сан", "желтоқсан"), ("Жолаушы лар", "Жолаушылар")}


def test_furniture_is_counted_by_its_kind() -> None:
    kinds = {
        name: [(kind.kind, kind.n_glyphs) for kind in read(name).documents[0].furniture_kinds]
        for name in (*CLINICS, *ROADS)
    }
    assert kinds == {
        "clinics-chromium": [("page_number", 2)],
        "clinics-flyingsaucer": [],
        "clinics-weasyprint": [("page_number", 2)],
        "roads-flyingsaucer": [("page_number", 1)],
        "roads-wkhtmltopdf": [],
    }


def test_a_page_number_that_no_other_page_confirms_is_told() -> None:
    found = [f for f in read("roads-flyingsaucer").findings if f.code == "furniture_once"]
    assert [finding.message for finding in found] == [
        "Set apart as page number, though on this page alone: 1"
    ]


def published_letters(dataset: Dataset) -> Counter[str]:
    """The letters in the published columns, each printed text once; numbers and signs aside."""
    document = dataset.documents[0]
    texts = [document.title_text, document.act_line_text, document.preamble_text, document.approval_text]
    texts += [document.plan_title_text, document.signatory_position, document.signatory_name]
    texts += document.plan_heads
    texts += [row.text for row in (*dataset.paragraphs, *dataset.footnotes)]
    texts += {row.note_text: None for row in dataset.amendments}
    shared: dict[tuple[object, ...], str | None] = {}
    for row in dataset.measures:
        for column in ("measure", "completion_form", "executors", "deadline", "cost"):
            text = getattr(row, f"{column}_text")
            boxes = tuple((c.page, c.x0, c.top) for c in row.cells if c.column == f"{column}_text")
            shared[column, boxes, text] = text
        texts += [other.text for other in row.other_columns]
    texts += [*document.plan_headings, *shared.values()]
    return Counter(letter for text in texts for letter in text or "" if letter.isalpha())


@pytest.mark.parametrize(
    "path", [*(FOLDER / f"{name}.pdf" for name in (*CLINICS, *PONDS, *ROADS)), DECREE], ids=str
)
def test_every_letter_of_the_pages_stands_in_a_published_column(path: Path) -> None:
    glyphs = [glyph for page in read_pages(path) for glyph in clear_page(page).glyphs]
    printed = Counter(letter for glyph in glyphs for letter in glyph.text if letter.isalpha())
    assert printed == published_letters(read_file(path))


def test_no_digit_of_a_genuine_adilet_page_is_furniture_or_a_mark() -> None:
    for path in sorted((ROOT / "tests" / "fixtures" / "adilet").glob("*.pdf")):
        for layout in lay_out(read_pages(path)):
            assert not (layout.furniture or layout.marks or layout.footnotes), (path.name, layout.page)
