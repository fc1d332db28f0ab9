"""How cells stand in rows that nothing parts: told from all cells of a block."""

from __future__ import annotations

import pytest

from pipeline.extract.unruled.cell_alignment import alignment_of, row_bounds
from pipeline.extract.unruled.line_pieces import Piece
from pipeline.stations.page import BBox, Line

PITCH, REACH, MEASURE = 10.0, 3.0, 1


def piece(column: int, baseline: float, text: str = "Сөз") -> Piece:
    line = Line(1, BBox(0, baseline - 8, 10, baseline), baseline, 8.0, (), text)
    return Piece(column, column, 0, 10, text, line)


def block(way: str, *heights: tuple[int, int]) -> tuple[list[Piece], list[Piece]]:
    """Rows one right beneath the other: of each how many lines its measure and its executors have."""
    pieces, numbers, top = [], [], 100.0
    for at, (n_measure, n_executors) in enumerate(heights, start=1):
        height = (max(n_measure, n_executors) - 1) * PITCH
        share = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[way]
        number = piece(0, top + share * height, f"{at}.")
        numbers.append(number)
        pieces.append(number)
        for column, n in ((MEASURE, n_measure), (2, n_executors)):
            first = top + share * (height - (n - 1) * PITCH)
            pieces += [piece(column, first + PITCH * line, "сөз" if line else "Сөз") for line in range(n)]
        top += height + PITCH
    return sorted(pieces, key=lambda p: p.baseline), numbers


@pytest.mark.parametrize("way", ["top", "middle", "bottom"])
@pytest.mark.parametrize("heights", [((3, 1), (1, 4), (2, 2)), ((1, 2), (2, 1), (1, 1)), ((1, 3), (5, 2))])
def test_rows_without_white_between_them_tell_their_alignment(way, heights):
    pieces, numbers = block(way, *heights)
    best, verdict = alignment_of([(pieces, numbers)], REACH, MEASURE)
    assert best == way
    # at the top of the second one, a single cell speaks against the bottom
    assert verdict.is_for is not (way == "top" and heights == ((1, 2), (2, 1), (1, 1)))


def test_rows_of_one_line_are_the_same_whatever_the_alignment():
    pieces, numbers = block("bottom", (1, 1), (1, 1))
    best, verdict = alignment_of([(pieces, numbers)], REACH, MEASURE)
    assert (best, verdict.is_for) == ("top", True)


@pytest.mark.parametrize("n_blocks", [1, 2])
@pytest.mark.parametrize(("second", "expected"), [("сөз", "top"), ("Сөз", "bottom")])
def test_small_letters_decide_between_equals(second, expected, n_blocks):
    """The second line is the first row's last or the second row's first; one letter alone leaves a doubt."""
    pieces = [piece(0, 100, "1."), piece(1, 100, "Сөз"), piece(1, 110, second), piece(0, 120, "2.")]
    pieces.append(piece(1, 120, "сөз" if expected == "bottom" else "Сөз"))
    blocks = [(pieces, [pieces[0], pieces[3]])] * n_blocks
    best, verdict = alignment_of(blocks, REACH, MEASURE)
    assert (best, verdict.is_for) == (expected, n_blocks > 1)


def test_a_way_that_a_cell_contradicts_is_not_clear():
    pieces, numbers = block("top", (3, 1), (1, 4), (2, 2))
    moved = sorted([*pieces, piece(3, 106)], key=lambda each: each.baseline)
    best, verdict = alignment_of([(moved, numbers)], REACH, MEASURE)
    assert (best, verdict.is_for) == ("top", False)


def test_where_nothing_decides_it_is_not_clear():
    pieces = [piece(0, 100, "1."), piece(1, 100, "Сөз"), piece(1, 110, "Сөз"), piece(0, 120, "2.")]
    pieces.append(piece(1, 120, "Сөз"))
    assert not alignment_of([(pieces, [pieces[0], pieces[3]])], REACH, MEASURE)[1].is_for


@pytest.mark.parametrize("way", ["top", "middle", "bottom"])
def test_rows_part_where_the_numbers_say(way):
    pieces, numbers = block(way, (3, 1), (1, 4), (2, 2))
    bounds = row_bounds(way, numbers, pieces, REACH)
    # the rows have 3, 4 and 2 lines
    assert [sum(at > 100 + PITCH * lines - PITCH / 2 - 5 for lines in (3, 7)) for at in bounds] == [1, 2]


def test_numbers_that_are_in_no_middle_are_told():
    pieces, numbers = block("top", (3, 1), (1, 4))
    assert row_bounds("middle", numbers, pieces, REACH) is None
