"""Genuine Adilet downloads: their tables as grids of the right shape with the right words, though no plan.

The grids in `tests/golden/adilet` were typed from pictures of the pages. A row is a list of its columns: `←`
says that the cell at the left goes on, `↑` that the one above does, null that no box stands there, and `___`
is a line to write on, however long. `(-)` is a hyphen between syllables that the source has typed, here at a
line's end: it may stay or go.
"""

from __future__ import annotations

import json
from functools import cache

import pytest
import regex as re

from pipeline.extract.pdf.reader import read_pages
from pipeline.extract.pdf.visible import clear_page
from pipeline.repair.spacing import space_line
from pipeline.repair.texts import WrapJoiner
from pipeline.repair.vocabulary import Vocabulary
from pipeline.stations.page import Layout, Line, Table
from tests.extract.made_pages import lay_out
from tests.places import TESTS

FILES = TESTS / "fixtures" / "adilet"
GOLDEN = sorted((TESTS / "golden" / "adilet").glob("*.json"))
# the engine parts neighbouring cells by up to this much, in points
SAME_EDGE_PT = 3.0
A_BLANK = re.compile(r"_[_ ]*_|_")

Grid = list[list[str | None]]


@cache
def read(name: str) -> tuple[tuple[Layout, ...], WrapJoiner]:
    """A file's pages in parts, and what joins their lines."""
    layouts = lay_out(read_pages(FILES / name))
    lines = [line for layout in layouts for line in layout.lines]
    lines += [line for layout in layouts for table in layout.tables for c in table.cells for line in c.lines]
    return layouts, WrapJoiner(Vocabulary.of(map(space_line, lines)))


def grid_of(table: Table, join: WrapJoiner) -> Grid:
    """A table in the form of the golden files."""
    edges: list[float] = []
    for x in sorted({x for cell in table.cells for x in (cell.bbox.x0, cell.bbox.x1)}):
        if not edges or x - edges[-1] > SAME_EDGE_PT:
            edges.append(x)
    grid: Grid = [[None] * (len(edges) - 1) for _ in range(len(table.row_edges) - 1)]
    for cell in table.cells:
        column0, column1 = (
            min(range(len(edges)), key=lambda i, x=x: abs(edges[i] - x)) for x in (cell.bbox.x0, cell.bbox.x1)
        )
        for row in range(cell.row0, cell.row1):
            for column in range(column0, column1):
                assert grid[row][column] is None, "two cells in one place"
                grid[row][column] = "←" if column > column0 else "↑"
        grid[cell.row0][column0] = words_of(cell.lines, join)
    return grid


def words_of(lines: tuple[Line, ...], join: WrapJoiner) -> str:
    """A cell's words."""
    text = join([space_line(line) for line in lines]).text if lines else ""
    return A_BLANK.sub("___", text)


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_tables_of_a_page(golden):
    expected = json.loads(golden.read_text(encoding="utf-8"))
    layouts, join = read(expected["file"])
    layout = layouts[expected["page"] - 1]
    grids = [grid_of(table, join) for table in layout.tables]
    shapes = [(len(grid), len(grid[0])) for grid in grids]
    assert shapes == [(len(grid), len(grid[0])) for grid in expected["tables"]]
    for grid, wanted in zip(grids, expected["tables"], strict=True):
        for row, cells in zip(grid, wanted, strict=True):
            assert [
                text if is_meant(text, cell) else cell for text, cell in zip(row, cells, strict=True)
            ] == row


def is_meant(text: str | None, cell: str | None) -> bool:
    """Is it the golden cell's text?"""
    return text == cell or (cell is not None and text in (cell.replace("(-)", ""), cell.replace("(-)", "-")))


def test_goldens_are_grids():
    """Each row has all columns, and each page is looked at once."""
    pages = [json.loads(path.read_text(encoding="utf-8")) for path in GOLDEN]
    assert len({(page["file"], page["page"]) for page in pages}) == len(GOLDEN) >= 7
    for grid in (grid for page in pages for grid in page["tables"]):
        assert {len(row) for row in grid} == {len(grid[0])}


@pytest.mark.parametrize("name", [path.name for path in sorted(FILES.glob("*.pdf"))])
def test_no_character_is_lost(name):
    """Every visible character stands in a cell, on a line outside the tables, or in the furniture."""
    for layout, page in zip(read(name)[0], read_pages(FILES / name), strict=True):
        lines = [*layout.lines, *(each.line for each in layout.furniture)]
        lines += [line for table in layout.tables for cell in table.cells for line in cell.lines]
        placed = sorted(glyph for line in lines for glyph in line.glyphs if not glyph.text.isspace())
        assert placed == sorted(glyph for glyph in clear_page(page).glyphs if not glyph.text.isspace())
