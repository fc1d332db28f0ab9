"""In which language a file is."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.compose.file_languages import language_of
from pipeline.extract.pdf.reader import read_pages
from tests.extract.made_pages import page, words

FIXTURES = Path(__file__).parent.parent / "fixtures"


def spoken(*lines: str):
    return language_of([page(1, *(words(line, 40, 100 + 20 * at) for at, line in enumerate(lines)))])


KAZAKH = "Мәдениет туралы жоспарды бекіту және іске асыру бойынша шаралар үшін жауапты министрлігі болып"
RUSSIAN = (
    "О плане мероприятий по развитию культуры и о мерах для его исполнения не позднее 2014 года при этом"
)


def test_the_words_of_a_file_tell_its_language():
    for line, language in ((KAZAKH, "kk"), (RUSSIAN, "ru")):
        found = spoken(line, line)
        assert (found.language, found.doubt) == (language, None)


def test_a_few_words_of_another_language_are_no_doubt():
    assert spoken(RUSSIAN, RUSSIAN, RUSSIAN, "«Әділет» және жыл").doubt is None
    assert spoken(KAZAKH, KAZAKH, KAZAKH, "Сноска. По закону").doubt is None


def test_as_many_words_of_two_languages_are_a_doubt_that_is_told():
    doubt = spoken(KAZAKH, RUSSIAN).doubt
    assert doubt is not None
    assert doubt.code == "language_doubtful"
    assert "Kazakh" in doubt.message
    assert "Russian" in doubt.message


def test_letters_set_apart_tell_by_themselves():
    assert spoken(*[" ".join("қазақстанреспубликасыныңүкіметінің")] * 6).language == "kk"
    assert spoken(*[" ".join("постановлениеправительствареспублики")] * 6).language == "ru"


def test_a_few_heads_and_cells_tell_by_what_they_have():
    for line, language in (
        ("Форма завершения Отчёт за год", "ru"),
        ("Іс-шара Мерзімі Жауаптылар", "kk"),
    ):
        found = spoken(line)
        assert (found.language, found.doubt) == (language, None)


def test_a_file_of_no_words_is_read_as_the_first_language():
    found = spoken("12 345")
    assert (found.language, found.doubt) == ("kk", None)


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("adilet/zakon-tables.pdf", "ru"),
        ("adilet/v1500011304-tables.pdf", "ru"),
        ("shapes/session.pdf", "kk"),
    ],
)
def test_genuine_pages(name, language):
    path = FIXTURES / name
    found = language_of(read_pages(path))
    assert (found.language, found.doubt) == (language, None)
