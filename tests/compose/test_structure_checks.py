"""What the meaning of rows tells of a table that was read wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.compose.checks.page_checks import page_remarks
from tests.assemble.drawn import codes, read_plan

ROWS = [(str(n), f"Құмкент {n}", "есеп", "ҰЭМ", "2024 жыл", "") for n in range(1, 7)]


def row(number: str, measure: str) -> tuple[str, ...]:
    return (number, measure, "есеп", "ҰЭМ", "2024 жыл", "")


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        pytest.param(row("7", ""), "measure_missing", id="no-measure"),
        pytest.param(row("7", "құмкентті жөндеу"), "measure_begins_small", id="small-letter"),
    ],
)
def test_a_doubtful_measure_is_reported(extra, code):
    reading = read_plan([*ROWS, extra])
    assert code in codes(reading)
    assert code not in codes(read_plan([*ROWS, row("7", "Құмкентті жөндеу")]))


def test_small_letters_are_no_doubt_where_the_plan_uses_them():
    rows = [(n, measure.lower(), *rest) for n, measure, *rest in ROWS]
    assert "measure_begins_small" not in codes(read_plan(rows))


def test_a_heading_without_a_number_among_numbered_ones_is_reported():
    numbered = ["1. Дайындық", row("1", "Бірінші"), "2. Іске асыру", row("1", "Екінші")]
    assert "section_without_number" not in codes(read_plan(numbered))
    assert "section_without_number" in codes(read_plan([*numbered[:2], "Іске асыру", row("1", "Екінші")]))
    plain = ["Дайындық", row("1", "Бірінші"), "Іске асыру", row("2", "Екінші")]
    assert "section_without_number" not in codes(read_plan(plain))


def test_a_year_apart_from_the_costs_by_years_is_an_error():
    heads = ("Р/с №", "Іс-шаралар", "Орындалу мерзімі", "2021", "Шығыстар / 2022", "Шығыстар / 2023")
    reading = read_plan(ROWS)
    plan = replace(reading.plan, heads=heads)
    assert "year_column_apart" in [each.remark.code for each in page_remarks(plan, reading.layouts)]
    whole = replace(plan, heads=tuple(head for head in heads if head != "2021"))
    assert "year_column_apart" not in [each.remark.code for each in page_remarks(whole, reading.layouts)]


def test_rows_outside_the_plan_are_an_error():
    """A second page of the same rows without its rules and without its numbers."""
    loose = [("", "Құмкент көшесі", "есеп", "ҰЭМ", "2024 жыл", "жоқ")] * 3
    assert "rows_beside_plan" in codes(read_plan(ROWS, loose, is_ruled=(True, False)))
    assert "rows_beside_plan" not in codes(read_plan(ROWS, ROWS))
