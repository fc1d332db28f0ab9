"""The exam is fair: seeds draw the same edition each time, plans have truths, ruled editions are read."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tests.exam.description import BORDERS, Item, draw, load_plan, plan_names, rows_of
from tests.exam.engines import lay_out
from tests.exam.table import boxes_of
from tests.exam.verdict import judge

GRID = next(border for border in BORDERS if border.name == "grid")


def test_a_seed_draws_the_same_edition_each_time():
    assert draw(7) == draw(7)
    drawn = [draw(seed) for seed in range(400)]
    assert {each.plan for each in drawn} == set(plan_names())
    assert {each.border for each in drawn} == set(BORDERS)


@pytest.mark.parametrize("name", plan_names())
def test_a_plan_has_a_key_for_each_item_and_a_cell_for_each_column(name):
    items = [row for row in rows_of(name) if isinstance(row, Item)]
    assert max(Counter(item.key for item in items).values()) == 1
    assert {len(item.cells) + 1 for item in items} == {len(load_plan(name)["roles"])}


@pytest.mark.parametrize("border", BORDERS, ids=lambda border: border.name)
def test_cells_tile_the_table(border):
    drawn = replace(draw(0), plan="years", border=border, widths=(1 / 9,) * 9)
    covered = Counter(
        (row, column)
        for boxes in boxes_of(drawn)
        for box in boxes
        for row in range(box.row, box.row + box.n_rows)
        for column in range(box.column, box.column + box.n_columns)
    )
    assert set(covered.values()) == {1}
    assert len(covered) == len(boxes_of(drawn)) * len(drawn.widths)


@pytest.mark.parametrize("name", sorted(set(plan_names()) - {"years"}))
def test_a_full_grid_is_read_exactly(name):
    drawn = replace(draw(1), plan=name, border=GRID, engine="typst", font="Libertinus Serif")
    roles = load_plan(name)["roles"]
    verdict = judge(lay_out(replace(drawn, widths=(1 / len(roles),) * len(roles))), drawn)
    assert verdict.errors == ()


def test_a_wrong_value_is_silent_only_where_nothing_tells():
    """The same pages judged by another plan's truth: everything is wrong, and no finding says so."""
    drawn = replace(draw(1), plan="water", border=GRID, engine="typst", font="Libertinus Serif")
    drawn = replace(drawn, widths=(1 / 6,) * 6)
    assert judge(lay_out(drawn), replace(drawn, plan="roman")).kind == "silent"
