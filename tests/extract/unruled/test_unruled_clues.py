"""Each clue of a table without rules: a case that it decides, and one in which it is silent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.assemble.rows.headings import plan_words
from pipeline.extract.ruled.missing_rules import WALLED, Band
from pipeline.extract.unruled.cell_alignment import CLEAR_ALIGNMENT, Ways
from pipeline.extract.unruled.full_width_rows import WIDE_ROW, WideText
from pipeline.extract.unruled.gutters import GUTTER, Gap, Stripes
from pipeline.extract.unruled.ink_runs import Span
from pipeline.extract.unruled.line_pieces import Piece, Style
from pipeline.extract.unruled.merged_cells import SHARED_CELL, Border
from pipeline.extract.unruled.row_starts import (
    MORE_OF_ROW,
    ONE_NUMBER,
    PLACED_ROW,
    Numbered,
    Rest,
    Row,
    TwoNumbers,
)
from pipeline.stations.evidence import Decision
from pipeline.stations.page import BBox, Line

EDGES = (40.0, 80.0, 260.0, 380.0, 500.0)
STRIPES = Stripes(
    gutters=tuple(Span(x - 10, x) for x in EDGES[1:]),
    roles=("number", "measure", "completion_form", "executors", "deadline"),
    x0=40.0,
    x1=600.0,
    edges=EDGES[1:],
)
STYLE = Style(
    stripes=STRIPES,
    words=plan_words(),
    step=10.0,
    alignment="top",
    doubt="",
    edges=dict(enumerate(EDGES)),
    is_left=True,
)
FORM = 2


def piece(column: int, text: str, baseline: float = 100.0, *, x: tuple[float, float] | None = None) -> Piece:
    x0, x1 = x or (EDGES[column], EDGES[column] + 20)
    line = Line(1, BBox(x0, baseline - 8, x1, baseline), baseline, 8.0, ())
    last = max(column, STRIPES.column_at(x1))
    return Piece(column, last, x0, x1, text, line)


def wide(*pieces: Piece, is_block: bool = False) -> WideText:
    return WideText(pieces=pieces, style=STYLE, has_number=False, is_block=is_block)


# a text that the clue decides, and a like one of which it says nothing: one cell over all columns, or not
WIDE = {
    "begins_with_removal": (wide(piece(1, "алыптасталды-2014")), wide(piece(1, "жобаәзірлеу"))),
    "begins_at_no_edge": (
        wide(piece(1, "Сөз", x=(130, 200)), is_block=True),
        wide(piece(1, "Сөз", x=(80, 150)), is_block=True),
    ),
    "opens_as_a_heading": (
        wide(piece(2, "2.Құжаттарды", x=(262, 330)), piece(3, "цифрландыру", x=(340, 378))),
        wide(piece(2, "Құжаттарды", x=(262, 330)), piece(3, "цифрландыру", x=(340, 378))),
    ),
    "runs_over_gutters": (wide(piece(1, "Сөз", x=(80, 470))), wide(piece(1, "Сөз", x=(80, 200)))),
}


@pytest.mark.parametrize(("seen", "unseen"), WIDE.values(), ids=WIDE)
def test_wide_row(seen: WideText, unseen: WideText, request: pytest.FixtureRequest) -> None:
    clue = request.node.callspec.id
    verdict = WIDE_ROW.verdict(seen)
    assert verdict.is_for
    assert clue in dict(verdict.spoke)
    assert not WIDE_ROW.verdict(unseen).is_for


def test_a_text_that_stands_next_to_another_is_no_cell_over_all_columns() -> None:
    text = piece(0, "Сөз", x=(40, 300))
    assert WIDE_ROW.verdict(wide(text)).is_for
    assert not WIDE_ROW.verdict(wide(text, piece(3, "сөз"))).is_for, "stands_next_to_another"


def border(above: list[Piece], below: list[Piece], **others: bool | frozenset[int]) -> Border:
    """A border in the column of the form of completion; measures stand in both rows, with white between."""
    upper = Row([piece(0, "1."), piece(1, "Сөз"), *above], number=piece(0, "1."))
    lower = Row([piece(0, "2.", 140), piece(1, "Сөз", 140), *below], number=piece(0, "2.", 140))
    plain = Border(
        above=upper,
        below=lower,
        whole=upper.pieces,
        column=FORM,
        is_filled=bool(above),
        is_empty=not below,
        next_columns=frozenset(),
        is_page_break=False,
        is_tight=False,
        style=STYLE,
    )
    return replace(plain, **others)


def with_measure(some: Border, text: str, baseline: float) -> Border:
    """The same border with another measure below it."""
    rest = [each for each in some.below.pieces if each.first != STYLE.measure]
    return replace(some, below=Row([*rest, piece(1, text, baseline)], number=some.below.number))


TEXT = [piece(FORM, "есеп")]
EMPTY = border(TEXT, [])
RUNNING = border([piece(FORM, "есеп", 130)], [piece(FORM, "беру", 140)])
BROKEN = border(TEXT, [piece(FORM, "беру", 140)], is_page_break=True)
LED_IN = replace(
    BROKEN,
    whole=[piece(1, "Мыналар:"), *TEXT],
    below=Row(BROKEN.below.pieces, number=piece(0, "1)", 140)),
)
# for each clue a border that it decides, whether the cell is shared there, and a border of which it is silent
SHARED = {
    "is_empty_beneath_text": (EMPTY, True, replace(EMPTY, below=Row(EMPTY.below.pieces))),
    "leads_in_to_items": (with_measure(EMPTY, "Мыналар:", 140), False, EMPTY),
    "stands_beneath_an_amount": (border([piece(FORM, "1200")], []), False, EMPTY),
    "runs_past_white": (RUNNING, True, with_measure(RUNNING, "Сөз", 110)),
    "continues_above_sub_items": (LED_IN, True, replace(LED_IN, next_columns=frozenset({FORM}))),
}


WHITE, SPACE = Span(70, 80), Span(70, 76)
LEFT = Gap(white=WHITE, in_rows=WHITE)
# for each clue a gap of a head that it decides, whether columns part there, and a gap of which it is silent
GAPS = {
    "rule_stands_in_it": (Gap(white=WHITE, at_rule=Span(74, 75)), True, Gap(white=WHITE)),
    "lines_begin_behind_it": (Gap(white=WHITE, at_edge=WHITE), True, Gap(white=WHITE)),
    "rows_leave_it_white": (LEFT, True, Gap(white=WHITE)),
    "near_heads_part": (Gap(white=SPACE, parts_heads=True), True, Gap(white=SPACE)),
    "many_rows_run_over_it": (replace(LEFT, crossing=0.35), False, replace(LEFT, crossing=0.3)),
    "head_goes_on_behind_it": (
        replace(LEFT, at_edge=WHITE, head_goes_on=True),
        False,
        replace(LEFT, at_edge=WHITE),
    ),
}


@pytest.mark.parametrize(
    ("crossing", "is_doubtful"), [(0.15, False), (0.2, True), (0.3, True), (0.35, False)]
)
def test_some_rows_run_over_it_is_a_doubt(crossing: float, is_doubtful: bool) -> None:
    assert GUTTER.verdict(replace(LEFT, crossing=crossing)).is_doubtful is is_doubtful


ABOVE = Row([piece(0, "1."), piece(1, "Сөз")], number=piece(0, "1."))
REST = Rest(pieces=[piece(1, "сөз", 120)], above=ABOVE, style=STYLE, is_above_number=False, is_last=False)
MIDDLE = replace(STYLE, alignment="middle")
RESTS = {
    "nothing_goes_on": (replace(REST, above=Row([piece(0, "Сөз")], wide_from=0)), False, REST),
    "is_one_paragraph": (REST, True, replace(REST, pieces=[*REST.pieces, piece(FORM, "есеп", 120)])),
    "stands_above_a_number": (
        replace(REST, pieces=[*REST.pieces, piece(FORM, "есеп", 120)], is_above_number=True),
        True,
        replace(REST, pieces=[*REST.pieces, piece(FORM, "есеп", 120)]),
    ),
    "may_begin_a_row": (replace(REST, style=MIDDLE, is_last=True), False, replace(REST, is_last=True)),
}


def numbers(upper: str, lower: str, step: float = 10.0, measure: str = "Сөз") -> TwoNumbers:
    first, second = piece(0, upper), piece(0, lower, 100 + step)
    return TwoNumbers(upper=first, lower=second, group=[first, piece(1, measure), second], style=STYLE)


TWO = {
    "ends_with_a_hyphen": (numbers("6-", "1."), True, numbers("6.", "1.")),
    "first_sub_item_right_below": (numbers("5.", "1)"), True, numbers("5.", "1)", 20)),
    "lead_in_stands_next_to_it": (numbers("5.", "1)", measure="Мыналар:"), False, numbers("5.", "1)")),
}


ALONE = Numbered(row=ABOVE, is_alone=True, are_told=True, style=STYLE)
AMONG = replace(ALONE, is_alone=False)
LOW = Row([piece(0, "1."), piece(1, "Сөз", 104)], number=piece(0, "1."))
PLACED = {
    "white_parts_it": (ALONE, True, replace(AMONG, are_told=False)),
    "numbers_tell_its_place": (AMONG, True, replace(AMONG, are_told=False)),
    "alignment_is_not_clear": (replace(AMONG, style=replace(STYLE, doubt="a cell")), False, AMONG),
    "measure_stands_elsewhere": (replace(ALONE, row=LOW), False, ALONE),
}


TOLD = Ways(n_misplaced=0, is_told=True)
CLEAR = {
    "cells_contradict_all_others": (TOLD, True, replace(TOLD, is_told=False)),
    "a_cell_contradicts_it": (replace(TOLD, n_misplaced=1), False, TOLD),
}


BAND = Band(top=100, bottom=120, glyphs=(), is_partial=False, columns=frozenset({1, 2}))
OUTSIDE = replace(BAND, is_outside=True)
BANDS = {
    "text_stands_in_two_columns": (BAND, True, replace(BAND, columns=frozenset({1}))),
    "text_stands_in_three_columns": (replace(OUTSIDE, columns=frozenset({0, 1, 2})), True, OUTSIDE),
    "stands_outside_the_rules": (OUTSIDE, False, BAND),
    "rule_leaves_out_a_column": (
        replace(BAND, columns=frozenset({1}), is_partial=True),
        True,
        replace(BAND, columns=frozenset(), is_partial=True),
    ),
    "text_runs_over_a_wall": (replace(BAND, crossed=frozenset({200.0})), False, BAND),
}


CASES = {
    SHARED_CELL: SHARED,
    GUTTER: GAPS,
    MORE_OF_ROW: RESTS,
    ONE_NUMBER: TWO,
    PLACED_ROW: PLACED,
    CLEAR_ALIGNMENT: CLEAR,
    WALLED: BANDS,
}


@pytest.mark.parametrize(
    ("decision", "clue"),
    [pytest.param(own, clue, id=f"{own.name}-{clue}") for own, cases in CASES.items() for clue in cases],
)
def test_a_clue_decides(decision: Decision, clue: str) -> None:
    seen, is_for, unseen = CASES[decision][clue]
    verdict = decision.verdict(seen)
    assert verdict.is_for is is_for
    assert clue in dict(verdict.spoke)
    assert decision.verdict(unseen).is_for is not is_for


@pytest.mark.parametrize("rest", RESTS.values(), ids=RESTS)
def test_what_stands_above_a_number_is_a_doubt(rest: tuple[Rest, bool, Rest]) -> None:
    assert MORE_OF_ROW.verdict(rest[0]).is_doubtful is rest[0].is_above_number


def test_every_clue_has_a_case() -> None:
    assert {clue.name for clue in WIDE_ROW.clues} == {*WIDE, "stands_next_to_another"}
    for decision, cases in CASES.items():
        assert {clue.name for clue in decision.clues} - {"some_rows_run_over_it"} == set(cases)
