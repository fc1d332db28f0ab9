"""A file with the act in two languages: where each text stands, and what is read of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import chain, zip_longest

import pytest

from pipeline.compose.edition import SourceFile, compose_editions
from pipeline.compose.file_languages import n_visible, texts_in_two_languages
from pipeline.extract.pdf.reader import read_pages
from pipeline.records import Dataset
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


KK, RU = "editions/villages-painter-adilet", "russian/trade-ru-typst-repeated"
SOURCE = SourceFile(name="both.pdf", sha256="0" * 64)


@cache
def pages_of(name: str) -> tuple[Page, ...]:
    return tuple(read_pages(TESTS / "fixtures" / f"{name}.pdf"))


@cache
def alone(name: str) -> Dataset:
    (edition,) = compose_editions(pages_of(name), SOURCE)
    return edition


def numbered(pages: Iterable[Page]) -> list[Page]:
    return [replace(each, page_number=number) for number, each in enumerate(pages, 1)]


def rows(edition: Dataset):
    return [(row.measure_key, row.measure_text, row.executors_text) for row in edition.measures]


def in_turn(one: Iterable[Page], other: Iterable[Page]) -> Iterator[Page]:
    """Page by page: what goes on over a page break stays one."""
    return (each for pair in zip_longest(one, other) for each in pair if each)


@pytest.mark.parametrize("put", [chain, in_turn])
@pytest.mark.parametrize("names", [(KK, RU), (RU, KK)])
def test_each_text_of_a_file_is_an_edition_read_as_if_it_stood_alone(names, put):
    pages = numbered(put(*map(pages_of, names)))
    texts = texts_in_two_languages(pages)
    assert sum(n_visible(text.of(pages)) for text in texts) == n_visible(pages)
    pages_with = {text.language: set(text.boxes) for text in texts}
    editions = {each.documents[0].language: each for each in compose_editions(pages, SOURCE)}
    assert editions.keys() == pages_with.keys() == {"kk", "ru"}
    for language, name in (("kk", KK), ("ru", RU)):
        edition, own = editions[language], alone(name)
        (document,) = edition.documents
        assert document.edition_id == own.documents[0].edition_id
        assert rows(edition) == rows(own)
        assert document.page_count == len(pages)
        assert {page for row in edition.measures for page in row.pages} <= pages_with[language]
        assert document.glyphs_total == n_visible(pages) == document.glyphs_placed + document.glyphs_furniture
        assert "other_language" in {kind.kind for kind in document.furniture_kinds}
        assert not {"page_empty", "page_lost", "language_doubtful"} & {each.code for each in edition.findings}


def test_a_text_that_holds_no_plan_leaves_the_file_one_edition_with_a_doubt():
    (edition,) = compose_editions(numbered([*pages_of(KK), *pages_of("adilet/zakon-tables")]), SOURCE)
    assert edition.documents[0].language == "kk"
    assert "language_doubtful" in {each.code for each in edition.findings}
