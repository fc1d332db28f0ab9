"""Each clue of a table without rules: a case that it decides, and one in which it is silent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.assemble.rows.headings import plan_words
from pipeline.extract.unruled.full_width_rows import WIDE_ROW, WideText
from pipeline.extract.unruled.gutters import Stripes
from pipeline.extract.unruled.ink_runs import Span
from pipeline.extract.unruled.line_pieces import Piece
from pipeline.extract.unruled.merged_cells import SHARED_CELL, Border
from pipeline.extract.unruled.row_starts import Row
from pipeline.extract.unruled.text_style import Style
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
    is_clear=True,
    edges=dict(enumerate(EDGES)),
    is_left=True,
)
FORM = 2


def piece(column: int, text: str, baseline: float = 100.0, *, x: tuple[float, float] | None = None) -> Piece:
    x0, x1 = x or (EDGES[column], EDGES[column] + 20)
    line = Line(1, BBox(x0, baseline - 8, x1, baseline), baseline, 8.0, ())
    last = max(column, STRIPES.column_at(x1))
    return Piece(column, last, x0, x1, baseline, 8.0, baseline - 4, text, line)


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
    "stands_in_the_middle": (
        wide(piece(2, "Сөз", x=(290, 350))),
        wide(piece(2, "Сөз", x=(260, 350))),
    ),
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


@pytest.mark.parametrize(("seen", "is_shared", "unseen"), SHARED.values(), ids=SHARED)
def test_shared_cell(seen: Border, is_shared: bool, unseen: Border, request: pytest.FixtureRequest) -> None:
    clue = request.node.callspec.id
    verdict = SHARED_CELL.verdict(seen)
    assert verdict.is_for is is_shared
    assert clue in dict(verdict.spoke)
    assert SHARED_CELL.verdict(unseen).is_for is not is_shared


def test_every_clue_has_a_case() -> None:
    assert {clue.name for clue in WIDE_ROW.clues} == {*WIDE, "stands_next_to_another"}
    assert {clue.name for clue in SHARED_CELL.clues} == set(SHARED)
