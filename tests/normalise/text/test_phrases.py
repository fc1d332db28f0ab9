"""Phrases among words: the longest wins, and a beginning of a word is less than the word."""

import pytest

from pipeline.normalise.text.phrases import PhraseFound, Phrases

TABLE = Phrases([
    ("одан кейін", 1), ("одан әрі", 2), ("одан әрі қарай", 3), ("редакция* жаз*", 4), ("редакция*", 5),
    ("а", 6),
])  # fmt: skip


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("одан әрі қарай", [(0, 3, 3)]),
        ("одан әрі жыл", [(0, 2, 2)]),
        ("одан", []),
        ("жаңа редакцияда жазылсын", [(1, 3, 4)]),
        ("редакцияда а жазылсын", [(0, 1, 5), (1, 2, 6)]),
        ("аа а", [(1, 2, 6)]),
        ("", []),
    ],
)
def test_the_longest_phrase_wins(words, expected):
    found = list(TABLE.find(words.split()))
    assert found == [PhraseFound(start=start, end=end, value=value) for start, end, value in expected]


def test_a_word_may_go_on_in_two_ways():
    table = Phrases([("бір*", 1), ("бірін* кезең", 2)])
    assert table.at(["бірінші", "кезең"], 0) == PhraseFound(start=0, end=2, value=2)
    assert table.at(["бірінші", "бөлім"], 0) == PhraseFound(start=0, end=1, value=1)
