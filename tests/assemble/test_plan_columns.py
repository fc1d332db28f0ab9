"""Heads to columns, and the rows of a plan's table from its elementary rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.assemble.rows.plan_columns import column_doubts, read_heads
from pipeline.assemble.rows.row_parts import RowPart, TablePart
from pipeline.assemble.rows.table_rows import read_stream
from pipeline.stations.evidence import Verdict
from pipeline.stations.page import BBox, Cell, ClearPage, Counts, Layout, Line, Table
from pipeline.stations.printed import Place, Printed

NUMBER, MEASURE, FORM, BODIES, DEADLINE, COST = (
    "Р/с №", "Іс-шара", "Аяқталу нысаны", "Жауапты орындаушылар", "Орындалу мерзімі", "Болжамды шығыстар",
)  # fmt: skip
HEADS = (NUMBER, MEASURE, FORM, BODIES, DEADLINE)
WIDTH = 100.0


class Sheet:
    """Makes cells and tables; every cell and line has its own number."""

    def __init__(self) -> None:
        self.count = 0

    def cell(self, text: str, column: int, row: int, *, n_columns: int = 1, n_rows: int = 1) -> Cell:
        self.count += 1
        box = BBox(column * WIDTH, row * 20.0, (column + n_columns) * WIDTH, (row + n_rows) * 20.0)
        line = Line(1, box, box.bottom, 10.0, (), text, number=self.count)
        return Cell(
            bbox=box,
            row0=row,
            row1=row + n_rows,
            is_open_top=False,
            is_open_bottom=False,
            lines=(line,) if text else (),
            number=self.count,
        )

    def table(self, *rows: tuple[str, ...], page_number: int = 1) -> Table:
        cells = [self.cell(text, at, row) for row, texts in enumerate(rows) for at, text in enumerate(texts)]
        width = max(cell.bbox.x1 for cell in cells)
        edges = tuple(20.0 * edge for edge in range(len(rows) + 1))
        box = BBox(0, 0, width, edges[-1])
        return Table(page_number=page_number, bbox=box, row_edges=edges, cells=tuple(cells))


def join(lines) -> Printed:
    return Printed(text=" ".join(line.text for line in lines))


def pages(*tables: Table) -> list[Layout]:
    page = {"width": 600.0, "height": 800.0, "turn": 0, "glyphs": (), "aside": (), "shapes": ()}
    return [
        Layout(
            page=ClearPage(page_number=table.page_number, **page),
            counts=Counts(upright=0, aside=0, shapes=0),
            tables=(table,),
            lines=(),
            furniture=(),
        )
        for table in tables
    ]


def stream(*tables: Table):
    return read_stream(pages(*tables), join)


def rows(found) -> list[list[str]]:
    """What the plan's rows say, cell by cell."""
    parts = [part for part in found.parts if isinstance(part, RowPart)]
    return [[join(some.cell.lines).text for some in part.cells] for part in parts]


def roles(*bands: list[Cell]) -> list[tuple[str | None, str | None]] | None:
    texts = {cell.number: join(cell.lines).text for band in bands for cell in band}
    found = read_heads(bands, texts)
    return [(column.role, column.label) for column in found] if found else None


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        pytest.param(HEADS, ["number", "measure", "completion_form", "executors", "deadline"], id="usual"),
        pytest.param((MEASURE, DEADLINE, BODIES), ["measure", "deadline", "executors"], id="three-suffice"),
        pytest.param(
            ("#", MEASURE, DEADLINE, BODIES),
            ["number", "measure", "deadline", "executors"],
            id="a-sign-on-the-left",
        ),
        pytest.param(
            (*HEADS, "Қаржыландыру көзі"),
            ["number", "measure", "completion_form", "executors", "deadline", "cost"],
            id="sources-alone-are-costs",
        ),
        pytest.param(
            (*HEADS, COST, "Қаржыландыру көзі"),
            ["number", "measure", "completion_form", "executors", "deadline", "cost", "funding"],
            id="sources-next-to-costs",
        ),
        pytest.param(
            (*HEADS, "Орындалу мерзімі"),
            ["number", "measure", "completion_form", "executors", "deadline", None],
            id="the-first-of-two",
        ),
        pytest.param((NUMBER, MEASURE), None, id="too-few"),
        pytest.param((NUMBER, "Көрсеткіш", COST), None, id="no-measure"),
        pytest.param((NUMBER, MEASURE, COST), None, id="no-bodies-deadline-or-form"),
    ],
)
def test_one_row_of_heads(heads, expected):
    sheet = Sheet()
    found = roles([sheet.cell(head, at, 0) for at, head in enumerate(heads)])
    assert (found and [role for role, _ in found]) == expected


def test_a_head_over_several_columns_labels_them():
    sheet = Sheet()
    tall = [sheet.cell(head, at, 0, n_rows=2) for at, head in enumerate(HEADS)]
    upper = [*tall, sheet.cell(COST, 5, 0, n_columns=2)]
    found = roles(upper, [*tall, sheet.cell("2021", 5, 1), sheet.cell("2022", 6, 1)])
    assert found is not None
    assert found[5:] == [(None, "2021"), (None, "2022")]
    assert found[1] == ("measure", None)


FIRST = ("1", "Шара", "есеп", "ҰЭМ", "2024 жыл")
SECOND = ("2", "Шара екі", "есеп", "ҚМ", "2025 жыл")


def test_the_row_that_numbers_the_columns_is_a_head():
    found = stream(Sheet().table(HEADS, ("1", "2", "3", "4", "5"), FIRST))
    assert rows(found) == [list(FIRST)]
    assert len(found.heads) == 10


def test_a_table_goes_on_the_next_page_with_and_without_its_heads():
    sheet = Sheet()
    for heads in ((), (HEADS,)):
        found = stream(sheet.table(HEADS, FIRST), sheet.table(*heads, SECOND, page_number=2))
        assert rows(found) == [list(FIRST), list(SECOND)]


@pytest.mark.parametrize(
    "upper",
    [
        pytest.param(("Р/с", "Іс-", "Аяқталу", "Жауапты", "Орындалу"), id="no-head-alone"),
        pytest.param(("Р/с", "Іс-шара", "Аяқталу", "Жауапты", "Орындалу"), id="a-head-alone"),
    ],
)
def test_a_head_over_a_page_break_is_one(upper):
    sheet = Sheet()
    lower = ("№", "шаралар", "нысаны", "орындаушылар", "мерзімі")
    found = stream(sheet.table(upper), sheet.table(lower, FIRST, page_number=2))
    assert rows(found) == [list(FIRST)]
    assert found.columns[3].head == "Жауапты орындаушылар"
    assert not [part for part in found.parts if isinstance(part, TablePart)]


def test_a_head_alone_at_the_end_of_a_page_is_repeated_on_the_next():
    sheet = Sheet()
    found = stream(sheet.table(HEADS), sheet.table(HEADS, FIRST, page_number=2))
    assert rows(found) == [list(FIRST)]
    assert [column.head for column in found.columns] == list(HEADS)


def test_rows_above_the_first_head_are_another_tables():
    found = stream(Sheet().table(("а", "ә", "б", "в", "г"), HEADS, FIRST))
    assert rows(found) == [list(FIRST)]
    other = next(part for part in found.parts if isinstance(part, TablePart))
    assert [join(cell.lines).text for cell in other.table.cells] == ["а", "ә", "б", "в", "г"]


def test_a_table_with_other_heads_is_none_of_the_plan():
    found = stream(Sheet().table(("Атауы", "Көлемі", "Бағасы"), ("қағаз", "5", "100")))
    assert rows(found) == []
    assert not found.columns


@pytest.mark.parametrize(("is_for", "taken"), [(True, "two columns"), (False, "one column")])
def test_a_gap_of_a_head_that_hardly_anything_decides_is_reported(is_for: bool, taken: str) -> None:
    box, spoke = BBox(70, 20, 80, 40), (("rows_leave_it_white", 2.0), ("some_rows_run_over_it", -1.0))
    clear, doubtful = (
        Verdict(decision="gutter", is_for=is_for, is_doubtful=each, spoke=spoke) for each in (False, True)
    )
    sheet = Sheet()
    table = replace(sheet.table(HEADS), gutters=((box, clear), (box, doubtful)))
    (found,) = column_doubts(pages(table))
    assert found.remark.code == "doubtful_column"
    assert found.place == Place(page_number=1, bbox=box)
    assert f"as that of {taken} here: rows leave it white (+2), some rows run" in found.remark.message
