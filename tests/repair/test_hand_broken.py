"""Words that were broken by hand: joined where the words prove it, told where they do not, else left."""

from __future__ import annotations

from collections import Counter

import pytest
import regex as re

from pipeline.repair.broken_words import close_broken
from pipeline.repair.texts import WrapJoiner
from pipeline.repair.vocabulary import Vocabulary
from tests.repair.laying import lay_lines


def closed(text: str, beside: str = "") -> tuple[str, tuple[str, ...]]:
    """The text, in a document that says something else besides, and the pairs that it tells of."""
    words = Counter(re.findall(r"\w+", f"{text} {beside}".lower()))
    result, _, doubts = close_broken(text, Vocabulary(words=words))
    return result, tuple(doubts)


@pytest.mark.parametrize(
    ("printed", "beside", "meant"),
    [
        pytest.param("2015 жылғы желтоқ сан", "", "2015 жылғы желтоқсан", id="a stem over the break"),
        pytest.param("Денсау лық сақтау", "", "Денсаулық сақтау", id="an ending alone"),
        pytest.param("орындауға жауап ты", "", "орындауға жауапты", id="a word and its ending"),
        pytest.param("жер гілікті бюджет", "", "жергілікті бюджет", id="a word, and what is none"),
        pytest.param("мәрмә рды өңдеу", "мәрмәрды", "мәрмәрды өңдеу", id="the document has the whole"),
    ],
)
def test_a_broken_word_is_joined_where_something_proves_it(printed: str, beside: str, meant: str) -> None:
    assert closed(printed, beside) == (meant, ())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("жас ақындар айтысы", id="a stem of both, two words"),
        pytest.param("қол жетерлік орта", id="a word before a word"),
        pytest.param("ауыл шаруашылығы мен су қоры", id="words"),
        pytest.param("Қарақия ауданы", id="a name that nobody listed"),
        pytest.param("Облыстық мәслихат шешім етті:", id="a verb that looks like an ending"),
        pytest.param("қала бағы", id="a short word whose last letter is softened"),
        pytest.param("жауап алды, мал асты", id="other short verbs and nouns with endings"),
        pytest.param("3- тоқсан", id="after a hyphen"),
        pytest.param("ҚМ лық", id="after an abbreviation"),
        pytest.param("бағдарламасы мен жоспары", id="a joining word"),
        pytest.param("халықты суды үнемдеуге үйрету", id="a noun of two letters that looks like endings"),
    ],
)
def test_two_words_stay_two(text: str) -> None:
    assert closed(text) == (text, ())


def test_a_glued_slip_elsewhere_proves_nothing() -> None:
    assert closed("Қарақия ауданы", "қарақияауданы") == ("Қарақия ауданы", ())


def test_a_piece_that_two_neighbours_may_claim_is_told() -> None:
    text, doubts = closed("басқару са ясаты")
    assert text == "басқару са ясаты"
    assert doubts == ("басқару са", "са ясаты")


def test_an_ending_after_an_unknown_word_is_told() -> None:
    assert closed("мармар дың өңдеуі") == ("мармар дың өңдеуі", ("мармар дың",))


def test_lines_broken_with_room_to_spare_are_joined_too() -> None:
    lines = lay_lines(["облыстың мармардың органдары", "2015 жылғы мармар", "дың"])
    printed = WrapJoiner(Vocabulary.of(lines))(lines)
    assert printed.text == "облыстың мармардың органдары 2015 жылғы мармардың"
    assert [(change.rule, change.before, change.after) for change in printed.changes] == [
        ("broken_word", "мармар дың", "мармардың")
    ]
