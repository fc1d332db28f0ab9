"""Each clue about furniture, with a case for it and a case against it: it alone turns the verdict."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from pipeline.extract.frame import furniture
from pipeline.extract.frame.furniture import PAGE_NUMBER, RUNNING_HEAD, Candidate
from pipeline.extract.frame.outer_lines import OuterLine
from pipeline.extract.lines.baselines import PlacedLine
from pipeline.stations.evidence import Decision
from tests.repair.laying import lay_line

PAGE = 3


def candidate(
    text: str,
    *,
    is_same: bool = False,
    is_counting: bool = False,
    room_em: float = 9.0,
    is_far: bool = False,
    is_in_box: bool = False,
    is_in_first_column: bool = False,
    nearest_text: float = 60.0,
) -> Candidate:
    """A line at the foot of page 3, 40 to 50 points from the edge."""
    own = OuterLine(
        placed=PlacedLine(lay_line(text), 0, np.arange(len(text))),
        text=text,
        page_number=PAGE,
        is_top=False,
        distance=40,
        inner=50,
        is_far=is_far,
        room_em=room_em,
        is_in_box=is_in_box,
        is_in_first_column=is_in_first_column,
    )
    return Candidate(own=own, is_same=is_same, is_counting=is_counting, nearest_text=nearest_text)


NUMBERS = [
    (furniture.counts_the_pages, candidate("7", is_counting=True), candidate("7"), True),
    (furniture.says_its_pages_number, candidate("3"), candidate("7"), True),
    (
        furniture.is_of_other_words,
        candidate("3-тармақбойыншажобаныңмәтіні", is_counting=True),
        candidate("3-бет", is_counting=True),
        False,
    ),
    (furniture.no_page_confirms_its_words, candidate("3-бет"), candidate("-3-"), False),
    (
        furniture.no_page_confirms_it_next_to_text,
        candidate("3", room_em=1.9),
        candidate("3", room_em=2.1),
        False,
    ),
    (
        furniture.stands_far_in,
        candidate("7/9", is_counting=True, is_far=True),
        candidate("3/9", is_counting=True, is_far=True),
        False,
    ),
    (
        furniture.stands_in_the_first_column,
        candidate("3", is_in_box=True, is_in_first_column=True),
        candidate("3", is_in_box=True),
        False,
    ),
    (furniture.is_an_items_number, candidate("3.", is_in_box=True), candidate("3", is_in_box=True), False),
    (
        furniture.is_a_cells_line,
        candidate("3/2", is_in_box=True, room_em=1.3),
        candidate("3/4", is_in_box=True, room_em=1.3),
        False,
    ),
]
HEADS = [
    (furniture.is_the_same_on_pages, candidate("№78", is_same=True), candidate("№78"), True),
    (
        furniture.text_stands_as_far_out,
        candidate("Қаулысына", is_same=True, nearest_text=45),
        candidate("Қаулысына", is_same=True, nearest_text=50),
        False,
    ),
    (
        furniture.stands_far_in,
        candidate("Орындаушылар", is_same=True, is_far=True),
        candidate("Орындаушылар", is_same=True),
        False,
    ),
    (
        furniture.is_a_cells_line,
        candidate("жобасы", is_same=True, is_in_box=True, room_em=1.5),
        candidate("жобасы", is_same=True, is_in_box=True, room_em=1.7),
        False,
    ),
]


@pytest.mark.parametrize(
    ("decision", "clue", "case", "other", "is_furniture"),
    [
        pytest.param(decision, *row, id=f"{decision.name}-{row[0].__name__}")
        for decision, rows in ((PAGE_NUMBER, NUMBERS), (RUNNING_HEAD, HEADS))
        for row in rows
    ],
)
def test_a_clue_turns_the_verdict(
    decision: Decision[Candidate],
    clue: Callable[[Candidate], bool],
    case: Candidate,
    other: Candidate,
    is_furniture: bool,
) -> None:
    assert clue.__name__ in [name for name, _ in decision.verdict(case).spoke]
    assert decision.verdict(case).is_for is is_furniture
    assert decision.verdict(other).is_for is not is_furniture


def test_every_clue_has_its_cases() -> None:
    for decision, rows in ((PAGE_NUMBER, NUMBERS), (RUNNING_HEAD, HEADS)):
        assert [row[0] for row in rows] == [clue.sees for clue in decision.clues]
