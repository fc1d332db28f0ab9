"""A file with the act in two languages: where each text stands, and what is read of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

import pytest

from pipeline.assemble.rows.headings import plan_words
from pipeline.compose.edition import SourceFile, compose_editions
from pipeline.compose.file_languages import n_visible, texts_in_two_languages
from pipeline.compose.printed_document import read_act_and_plan
from pipeline.extract.layout import lay_out
from pipeline.extract.pdf.reader import read_pages
from pipeline.registry.loading import reading_in
from pipeline.repair.texts import read_texts
from pipeline.stations.page import Page, Shape
from tests.extract.made_pages import page, words
from tests.places import TESTS

KAZAKH = "Мәдениет туралы жоспарды бекіту және іске асыру үшін"
RUSSIAN = "Мероприятия выполняются в соответствии с целями"
SHORT = "О плане"
"""A Russian line without any letter that tells its language."""
TWENTY = 20


def column(line: str, x: float = 40, top: float = 40, count: int = TWENTY):
    return [glyph for at in range(count) for glyph in words(line, x, top + 12 * at)]


def printed(pages) -> list[str]:
    return ["".join(glyph.text for glyph in each.glyphs).replace(" ", "") for each in pages]


def test_one_language_is_not_divided():
    assert texts_in_two_languages([page(1, column(KAZAKH))]) == ()
    assert texts_in_two_languages([page(1, column(RUSSIAN)), page(2, column(RUSSIAN))]) == ()


def test_a_page_each_and_blank_pages_go_with_the_one_before():
    pages = [page(1, column(KAZAKH)), page(2), page(3, column(RUSSIAN)), page(4, column(KAZAKH))]
    kazakh, russian = texts_in_two_languages(pages)
    assert (kazakh.language, sorted(kazakh.boxes)) == ("kk", [1, 2, 4])
    assert (russian.language, sorted(russian.boxes)) == ("ru", [3])
    assert [len(text) > 0 for text in printed(russian.of(pages))] == [False, False, True, False]


def test_one_below_the_other_is_parted_at_the_widest_gap():
    lines = [*column(KAZAKH), *words(SHORT, 40, 320), *column(RUSSIAN, top=332)]
    pages = [page(1, column(KAZAKH)), page(2, lines), page(3, column(RUSSIAN))]
    kazakh, russian = texts_in_two_languages(pages)
    assert (kazakh.language, russian.language) == ("kk", "ru")
    above, below = printed(kazakh.of(pages)), printed(russian.of(pages))
    assert above == [KAZAKH.replace(" ", "") * TWENTY] * 2 + [""]
    assert below == [
        "",
        SHORT.replace(" ", "") + RUSSIAN.replace(" ", "") * TWENTY,
        RUSSIAN.replace(" ", "") * TWENTY,
    ]


def test_next_to_each_other_with_rules_over_both():
    rule = Shape(kind="stroke", x0=30, top=30, x1=560, bottom=30, thickness=0.5)
    pages = [page(1, column(RUSSIAN), column(KAZAKH, x=320), shapes=(rule,))]
    russian, kazakh = texts_in_two_languages(pages)
    assert (russian.language, kazakh.language) == ("ru", "kk")
    assert printed(russian.of(pages)) == [RUSSIAN.replace(" ", "") * TWENTY]
    assert printed(kazakh.of(pages)) == [KAZAKH.replace(" ", "") * TWENTY]
    (left,), (right,) = russian.of(pages)[0].shapes, kazakh.of(pages)[0].shapes
    assert (left.x0, right.x1) == (30, 560)
    assert left.x1 == right.x0


def test_lines_in_turn_are_not_divided():
    mixed = [g for at in range(TWENTY) for g in words(KAZAKH if at % 2 else RUSSIAN, 40, 40 + 12 * at)]
    assert texts_in_two_languages([page(1, mixed)]) == ()


def joined(*names: str) -> list[Page]:
    pages = [each for name in names for each in read_pages(TESTS / "fixtures" / f"{name}.pdf")]
    return [replace(each, page_number=number) for number, each in enumerate(pages, 1)]


@pytest.mark.parametrize(
    "names",
    [
        ("editions/decree-chromium-justified", "russian/decree-ru-libreoffice-justified"),
        ("russian/decree-ru-painter-adilet", "editions/decree-chromium-justified"),
    ],
)
def test_each_text_of_a_file_is_read_as_if_it_stood_alone(names):
    pages = joined(*names)
    texts = texts_in_two_languages(pages)
    assert {text.language for text in texts} == {"kk", "ru"}
    assert sum(n_visible(text.of(pages)) for text in texts) == n_visible(pages)
    for text in texts:
        with reading_in(text.language):
            reading = read_act_and_plan(read_texts(lay_out(text.of(pages), plan_words())))
        assert len(reading.plan.entries) == 43
        assert len(reading.layouts) == len(pages)
        assert {
            cell.boxes[0].page_number for entry in reading.plan.entries if (cell := entry.measure)
        } <= set(text.boxes)


def test_a_file_with_both_texts_gives_both_editions():
    pages = joined("russian/decree-ru-libreoffice-justified", "editions/decree-chromium-justified")
    editions = compose_editions(pages, SourceFile(name="both.pdf", sha256="0" * 64))
    assert {edition.documents[0].edition_id for edition in editions} == {
        "kz-government-2013-78@2014-12-30",
        "kz-government-2013-78@2014-12-30.ru",
    }
    for edition in editions:
        (document,) = edition.documents
        assert document.glyphs_total == n_visible(pages) == document.glyphs_placed + document.glyphs_furniture
        assert {kind.kind for kind in document.furniture_kinds} == {"other_language", "page_number"}
        assert not {"page_empty", "page_lost", "language_doubtful"} & {each.code for each in edition.findings}


def test_pages_in_turn_leave_what_goes_on_over_a_page_break_one():
    texts = [joined("russian/decree-ru-painter-adilet"), joined("editions/decree-chromium-justified")]
    in_turn = [each for pair in zip_longest(*texts) for each in pair if each]
    pages = [replace(each, page_number=number) for number, each in enumerate(in_turn, 1)]
    found = compose_editions(pages, SourceFile(name="both.pdf", sha256="0" * 64))
    measures = {edition.documents[0].language: edition.measures for edition in found}
    for alone in texts:
        (whole,) = compose_editions(alone, SourceFile(name="alone.pdf", sha256="0" * 64))
        rows = measures[whole.documents[0].language]
        assert [(each.measure_key, each.measure_text, each.executors_text) for each in rows] == [
            (each.measure_key, each.measure_text, each.executors_text) for each in whole.measures
        ]


def test_a_text_that_holds_no_plan_leaves_the_file_one_edition_with_a_doubt():
    pages = joined("editions/decree-chromium-justified", "adilet/zakon-tables")
    (edition,) = compose_editions(pages, SourceFile(name="both.pdf", sha256="0" * 64))
    assert edition.documents[0].language == "kk"
