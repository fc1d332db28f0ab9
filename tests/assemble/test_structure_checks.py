"""What the meaning of rows tells of a table that was read wrong."""

from __future__ import annotations

import pytest

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


def test_rows_outside_the_plan_are_an_error():
    """A second page of the same rows without its rules and without its numbers."""
    loose = [("", "Құмкент көшесі", "есеп", "ҰЭМ", "2024 жыл", "жоқ")] * 3
    assert "rows_beside_plan" in codes(read_plan(ROWS, loose, is_ruled=(True, False)))
    assert "rows_beside_plan" not in codes(read_plan(ROWS, ROWS))
