"""Texts compared by their words; pairs found by likeness."""

from __future__ import annotations

import time

import pytest

from pipeline.editions.matching import Thing, match
from pipeline.editions.word_differences import is_same, similarity, word_changes


def marked(old, new):
    signs = {"same": "{}", "removed": "-{}-", "added": "+{}+"}
    return [signs[word.kind].format(word.text) for word in word_changes(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("2019 жылғы шілде", "2019 жылғы қыркүйек", ["2019 жылғы ", "-шілде-", "+қыркүйек+"]),
        ("ҰЭМ, ІІМ", "ҰЭМ, Қаржымині, ІІМ", ["ҰЭМ, ", "+Қаржымині, +", "ІІМ"]),
        ("іс-шаралар жоспары", "іс-шара жоспары", ["-іс-шаралар -", "+іс-шара +", "жоспары"]),
        (None, "жыл сайын", ["+жыл сайын+"]),
        ("жыл сайын", None, ["-жыл сайын-"]),
        ("6-1 тармақ", "6-2 тармақ", ["-6-1 -", "+6-2 +", "тармақ"]),
        ("", None, []),
    ],
)
def test_words_that_changed(old, new, expected):
    assert marked(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a b " * 5000 + "c", "a b " * 5000 + "d", ["a b " * 5000, "-c-", "+d+"]),
        ("c " + "a b " * 5000, "d " + "b a " * 5000, None),
        ("a " * 9000, "a " * 9001, ["a " * 9000, "+a +"]),
    ],
    ids=["ends", "all", "one more"],
)
def test_long_texts_are_compared_in_a_moment(old, new, expected):
    """Ten thousand words of two took difflib a minute; each text is whole in the changes all the same."""
    started = time.process_time()
    changes = word_changes(old, new)
    assert time.process_time() - started < 3
    assert "".join(each.text for each in changes if each.kind != "added") == old
    assert "".join(each.text for each in changes if each.kind != "removed") == new
    assert expected is None or marked(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("іс- шаралар", "іс-шаралар", True),
        ("тұжырым\u00adдама", "тұжырымдама", True),
        ("й", "й", True),
        (None, "", True),
        ("талап етілмейді", "талап етілмеді", False),
        ("2013 — 2020", "2013 - 2020", False),
    ],
)
def test_layout_is_no_difference(old, new, same):
    assert is_same(old, new) is same
    assert is_same(new, old) is same


def test_likeness_is_the_same_both_ways():
    one, other = "заңының жобасын әзірлеу", "заңының жобасын енгізу және әзірлеу"
    assert similarity(one, other) == similarity(other, one)
    assert similarity(one, one) == 1
    assert similarity(one, "мүлде бөлек сөздер") < 0.1
    assert similarity("", "") == 1
    assert similarity("", one) == 0


def things(**texts):
    return [
        Thing(
            key=key[1:].replace("_", "-"),
            home=key[1:].replace("_", "-"),
            text=text,
            is_blank=not text,
            index=index,
        )
        for index, (key, text) in enumerate(texts.items())
    ]


LONG = "жергілікті өзін-өзі басқару туралы заңның жобасын әзірлеу"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param({"n1": LONG}, {"n1": "бүтіндей басқа мәтін"}, {"1": "1"}, id="rewritten in place"),
        pytest.param({"n1": LONG}, {"n2": f"{LONG} және енгізу"}, {"1": "2"}, id="alike elsewhere"),
        pytest.param({"n1": LONG}, {"n2": "бүтіндей басқа мәтін"}, {}, id="gone, and another came"),
        pytest.param({"n1": LONG}, {"n1": "", "n2": "жаңа мәтін"}, {"1": "1"}, id="struck out"),
        pytest.param(
            {"n1": LONG, "n2": f"{LONG} және енгізу"},
            {"n1": f"{LONG} және бекіту", "n2": f"{LONG} және енгізу"},
            {"1": "1", "2": "2"},
            id="neighbours alike",
        ),
        pytest.param(
            {"n1": "Мыналар:", "n2": "Мыналар:"},
            {"n2": "Мыналар:", "n3": "Мыналар:"},
            {"2": "2", "1": "3"},
            id="the number settles texts that are the same",
        ),
    ],
)  # fmt: skip
def test_pairs(old, new, expected):
    assert {a.key: b.key for a, b in match(things(**old), things(**new))} == expected
    assert {b.key: a.key for a, b in match(things(**new), things(**old))} == expected
