"""What speaks for one cell, row, heading over a page break, and for a section: cases for and against."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.assemble.outline.plan_outline import SECTION_ROW, NumberedText
from pipeline.assemble.page_breaks.clues import (
    ONE_CELL,
    ONE_HEADING,
    ONE_ROW,
    CellBreak,
    HeadingBreak,
    RowBreak,
)
from pipeline.assemble.page_breaks.join_rows import open_remnant, parted_box, undrawn_remnant
from pipeline.assemble.rows.plan_columns import Column
from pipeline.assemble.rows.row_parts import ColumnCell, RowPart
from pipeline.stations.evidence import Decision
from pipeline.stations.item_numbers import ItemNumber
from pipeline.stations.page import BBox, Cell, Line

SIZE = 10.0
BOX = BBox(100, 0, 200, 100)
ROLES = ("measure", "executors", "deadline")


def line(text: str, top: float = 45.0, page_number: int = 1) -> Line:
    return Line(page_number, BBox(100, top, 150, top + SIZE), top + SIZE, SIZE, (), text)


def cell(
    *lines: Line,
    box: BBox = BOX,
    row0: int = 0,
    n_rows: int = 1,
    open_top: bool = False,
    is_open: bool = False,
) -> Cell:
    return Cell(
        bbox=box, row0=row0, row1=row0 + n_rows, is_open_top=open_top, is_open_bottom=is_open, lines=lines
    )


def row(page_number: int = 1, **cells: Cell) -> RowPart:
    """A row with these cells; `measure` is there in any case."""
    own = {"measure": cell(line("Шара")), **cells}
    parts = [
        ColumnCell(key=(at,), columns=(Column(role=role, head=role, x0=0, x1=1),), cell=each)
        for at, (role, each) in enumerate(own.items())
    ]
    return RowPart(page_number=page_number, cells=tuple(parts), is_first=True, is_last=True, is_wide=False)


def cell_break(
    *,
    text: str = "ҰЭМ",
    below: str = "Қаржымині",
    number: str = "2",
    role: str | None = "executors",
    rows_above: int = 1,
    rows_below: int = 1,
    is_open: bool = False,
    is_neighbour_open: bool = False,
    goes_up: bool = False,
    never_empty: bool = False,
    lead_in: bool = False,
    top: float = 45.0,
) -> CellBreak:
    """Two cells at a page break: by default each has a whole text, in the middle of a closed box."""
    lines = (line(text),) if text else ()
    upper = cell(*lines, n_rows=rows_above, is_open=is_open)
    lower = cell(*((line(below, top, 2),) if below else ()), n_rows=rows_below, open_top=goes_up)
    return CellBreak(
        role=role,
        upper=upper,
        lower=lower,
        above=row(executors=upper, deadline=cell(is_open=is_neighbour_open)),
        below=row(2, executors=lower),
        has_text_above=bool(lines),
        text=text,
        text_below=below,
        number=number,
        is_lead_in=lead_in,
        is_never_empty=never_empty,
    )


CELLS = {
    "reaches_above": ({"goes_up": True}, {}),
    "open_box": ({"below": "", "is_open": True}, {"below": ""}),
    "many_rows_above": ({"below": "", "rows_above": 2}, {"below": ""}),
    "many_rows_below": ({"below": "", "rows_below": 2}, {"below": ""}),
    "empty_subitem": ({"below": "", "number": "2)"}, {"below": "", "number": "2"}),
    "empty_subitem of a known column": (
        {"below": "", "number": "2)"},
        {"below": "", "number": "2)", "role": None},
    ),
    "never_empty": ({"below": "", "never_empty": True}, {"below": ""}),
    "lifted_text": ({"text": "", "rows_below": 2, "top": 20}, {"text": "", "rows_below": 2}),
    "genitive_above": ({"text": "Экономика министрлігінің"}, {"text": "Экономика министрлігі"}),
    "unfinished_above": ({"text": "ҰЭМ,", "rows_above": 2}, {"text": "ҰЭМ", "rows_above": 2}),
    "unfinished_above with a bracket": (
        {"text": "ҰЭМ (жинақтау", "rows_above": 2},
        {"text": "ҰЭМ (жинақтау)", "rows_above": 2},
    ),
    "unfinished_above with a joining word": (
        {"text": "ҰЭМ және", "rows_above": 2},
        {"text": "ҰЭМ және ҚМ", "rows_above": 2},
    ),
    "small_letter_below": (
        {"below": "әкімдері", "rows_above": 2, "number": "2)"},
        {"below": "Әкімдері", "rows_above": 2, "number": "2)"},
    ),
    # these speak against one cell: the first case is without them
    "closed_box": (
        {"below": "", "rows_above": 2},
        {"below": "", "rows_above": 2, "is_neighbour_open": True},
    ),
    "lead_in_below": (
        {"below": "", "never_empty": True},
        {"below": "", "never_empty": True, "lead_in": True},
    ),
    "text_only_below": (
        {"below": "", "never_empty": True},
        {"text": "", "never_empty": True},
    ),
    "two_texts": ({"below": "", "rows_above": 2}, {"rows_above": 2}),
    "own_item_below": (
        {"below": "әкімдері", "rows_above": 2, "number": "2)"},
        {"below": "әкімдері", "rows_above": 2, "rows_below": 2, "number": "2"},
    ),
}


# for each clue a case in which two rows are one, and one in which they are two
ROW = RowBreak(
    above=row(), has_number_above=True, number_below="", measure_below="ұсыныстар", measure_after=None
)
OPEN = replace(ROW, above=row(measure=cell(line("Шара"), is_open=True)))
NEXT = replace(ROW, measure_after="дайындау")
ROWS = {
    "one_number": (ROW, replace(ROW, number_below="2")),
    "one_number in an open row": (OPEN, replace(OPEN, number_below="2")),
    "begins_anew": (NEXT, replace(NEXT, measure_below="Ұсыныстар")),
}
HEADING = HeadingBreak(text_below="Қолдану", is_heading_below=False, has_no_room=False)
FULL = replace(HEADING, has_no_room=True)
HEADINGS = {
    "heading_below": (FULL, replace(FULL, is_heading_below=True)),
    "small_letter": (replace(HEADING, text_below="қолдану"), HEADING),
    "full_line": (FULL, HEADING),
}
PLAIN = NumberedText(
    number=ItemNumber(parts=("2",), bracket=None),
    text="Су ресурстары",
    is_bare=True,
    number_below=ItemNumber(parts=("3",), bracket=None),
)
SECTION = replace(PLAIN, number_below=ItemNumber(parts=("2", "1"), bracket=None))
ROMAN = replace(PLAIN, number=ItemNumber(parts=("II",), bracket=None))
SECTIONS = {
    "has_other_cells": (SECTION, replace(SECTION, is_bare=False)),
    "number_is_a_sub_items": (SECTION, replace(SECTION, number=ItemNumber(parts=(), bracket="2"))),
    "says_that_it_is_removed": (SECTION, replace(SECTION, text="2-тармақ алып тасталды")),
    "names_its_level": (replace(PLAIN, text="1-бағыт. Су ресурстары"), PLAIN),
    "number_is_roman": (ROMAN, PLAIN),
    "number_is_roman above a colon": (replace(ROMAN, text="Су ресурстары:"), PLAIN),
    "items_begin_below": (SECTION, PLAIN),
    "leads_in": (SECTION, replace(SECTION, text="Мыналар енгізілсін:")),
}
DECISIONS = {
    ONE_CELL: {clue: tuple(cell_break(**case) for case in cases) for clue, cases in CELLS.items()},
    ONE_ROW: ROWS,
    ONE_HEADING: HEADINGS,
    SECTION_ROW: SECTIONS,
}


@pytest.mark.parametrize("is_one", [True, False])
@pytest.mark.parametrize(
    ("decision", "clue"),
    [pytest.param(own, clue, id=f"{own.name}-{clue}") for own, cases in DECISIONS.items() for clue in cases],
)
def test_a_clue_decides(decision: Decision, clue: str, is_one: bool) -> None:
    case = DECISIONS[decision][clue][0 if is_one else 1]
    assert decision.verdict(case).is_for == is_one


def test_every_clue_has_a_case() -> None:
    for decision, cases in DECISIONS.items():
        assert {clue.name for clue in decision.clues} == {name.split()[0] for name in cases}


def test_a_row_known_by_its_capital_alone_is_a_doubt():
    assert ONE_ROW.verdict(ROWS["begins_anew"][1]).is_doubtful


@pytest.mark.parametrize(
    ("case", "is_doubtful"),
    [
        pytest.param({"below": "", "never_empty": True}, True, id="only the column's habit"),
        pytest.param({"below": "", "number": "2)"}, False, id="an empty cell of a sub-item"),
        pytest.param({"text": "ҰЭМ,", "number": "2)"}, True, id="a comma and no box"),
        pytest.param({"text": "ҰЭМ,", "rows_above": 2}, False, id="a comma and a merged box"),
        pytest.param({}, False, id="two whole texts"),
        pytest.param({"below": ""}, False, id="nothing speaks for it"),
    ],
)
def test_a_narrow_sum_is_a_doubt(case, is_doubtful):
    assert ONE_CELL.verdict(cell_break(**case)).is_doubtful == is_doubtful


def part(some: Cell) -> ColumnCell:
    return ColumnCell(key=(99,), columns=(), cell=some)


@pytest.mark.parametrize(
    ("number", "box", "expected"),
    [
        pytest.param("2)", cell(is_open=True), True, id="open-below"),
        pytest.param("2)", cell(), False, id="closed"),
        pytest.param("2", cell(is_open=True), False, id="of-an-item"),
    ],
)
def test_open_remnant(number, box, expected):
    assert open_remnant(row(executors=box), part(box), number=number) == expected


def test_open_remnant_is_told_where_an_engine_leaves_boxes_with_text_open():
    box = cell(is_open=True)
    full = row(executors=box, deadline=cell(line("2013 жыл"), is_open=True))
    assert not open_remnant(full, part(box), number="2)")


@pytest.mark.parametrize(
    ("number", "measure", "n_rows", "expected"),
    [
        pytest.param("", "ұсыныстар", 2, True, id="more-of-the-row"),
        pytest.param("2", "ұсыныстар", 2, False, id="numbered"),
        pytest.param("", "Ұсыныстар", 2, False, id="capital"),
        pytest.param("", "ұсыныстар", 1, False, id="one-row"),
    ],
)
def test_parted_box(number, measure, n_rows, expected):
    box = cell(n_rows=n_rows)
    assert parted_box(row(executors=box), part(box), number=number, measure=measure) == expected


PLACEHOLDER = cell(n_rows=0, open_top=True, is_open=True)


@pytest.mark.parametrize(
    ("upper", "lower", "expected"),
    [
        pytest.param(cell(line("ҰЭМ")), PLACEHOLDER, True, id="below"),
        pytest.param(PLACEHOLDER, cell(open_top=True), True, id="above"),
        pytest.param(cell(line("ҰЭМ")), cell(open_top=True), False, id="two-boxes"),
    ],
)
def test_undrawn_remnant(upper, lower, expected):
    assert undrawn_remnant(part(upper), part(lower), row()) == expected


def test_undrawn_remnant_is_no_edge_of_the_row_that_follows():
    edge = row(measure=cell(is_open=True))
    assert not undrawn_remnant(part(cell(line("ҰЭМ"))), part(PLACEHOLDER), edge)
