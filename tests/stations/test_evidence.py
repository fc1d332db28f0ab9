"""Clues that vote, and what switching one off changes."""

import pytest

from pipeline.stations.evidence import CERTAIN, VETO, Clue, Decision, observed, registered, rule, switched_off


def is_small(number: int) -> bool:
    return number < 10


def is_even(number: int) -> bool:
    return number % 2 == 0


def is_zero(number: int) -> bool:
    return number == 0


def is_negative(number: int) -> bool:
    return number < 0


LIKED = Decision(
    name="liked",
    clues=(
        Clue(is_small, 2, "below 10"),
        Clue(is_even, -1, "odd ones are liked"),
        Clue(is_zero, CERTAIN, "zero is liked"),
        Clue(is_negative, VETO, "none below zero is"),
    ),
    bias=-0.5,
    margin=1,
)


@rule(without=lambda words: words)
def shouted(words: str) -> str:
    return words.upper()


@pytest.mark.parametrize(
    ("number", "is_for", "is_doubtful", "reasons"),
    [
        pytest.param(3, True, False, "is small (+2)", id="clearly"),
        pytest.param(4, True, True, "is small (+2), is even (-1)", id="narrowly"),
        pytest.param(12, False, False, "is even (-1)", id="nothing-for-it"),
        pytest.param(0, True, False, "is small (+2), is even (-1), is zero (certain)", id="certain"),
        pytest.param(-3, False, False, "is small (+2), is negative (veto)", id="veto"),
    ],
)
def test_the_sum_decides(number, is_for, is_doubtful, reasons):
    verdict = LIKED.verdict(number)
    assert (verdict.is_for, verdict.is_doubtful, verdict.reasons) == (is_for, is_doubtful, reasons)


def test_a_clue_that_is_switched_off_does_not_speak():
    with switched_off("liked.is_small"):
        assert not LIKED.verdict(3).is_for
    assert LIKED.verdict(3).is_for


def test_a_rule_that_is_switched_off_gives_what_comes_without_it():
    with switched_off("test_evidence.shouted"):
        assert shouted("word") == "word"
    assert shouted("word") == "WORD"


def test_an_observer_is_told_what_a_result_hangs_on():
    heard = []
    with observed(heard.append):
        LIKED.verdict(3)
        LIKED.verdict(0)
        LIKED.verdict(-3)
        shouted("word")
        shouted("WORD")
    assert heard == ["liked.is_small", "liked.is_zero", "liked.is_negative", "test_evidence.shouted"]


def test_clues_and_rules_are_registered_once():
    names = {each.name: each.weight for each in registered()}
    assert names["liked.is_even"] == -1
    assert names["test_evidence.shouted"] is None
    with pytest.raises(ValueError, match="liked"):
        Decision(name="liked", clues=LIKED.clues)
