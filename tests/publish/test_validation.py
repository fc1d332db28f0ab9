from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.publish.validation import dataset_problems, table_problems
from pipeline.records import TABLES, CellRecord, CostAmountRecord
from tests.small_dataset import EDITION, document, measure, small_dataset


def problems_of(**tables):
    return [str(problem) for problem in dataset_problems(replace(small_dataset(), **tables))]


def with_measure(**changes):
    """The problems of the small dataset whose first measure is changed."""
    dataset = small_dataset()
    rows = tuple(replace(row, **changes) if row.measure_key == "1.1" else row for row in dataset.measures)
    return problems_of(measures=rows)


def test_a_sound_dataset_has_no_problem():
    assert problems_of() == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"status": "gone"}, "'gone' is not in the code list status"),
        ({"status": None}, "must not be null"),
        ({"status": 1}, "must be string, is 1"),
        ({"position": True}, "must be integer, is True"),
        ({"position": 1.0}, "must be integer, is 1.0"),
        ({"position": 2**31}, "does not fit 32 bits"),
        ({"stage_start": "2013-01-01"}, "must be date"),
        ({"stage_start": datetime.datetime(2013, 1, 1)}, "must be date"),
        ({"pages": [1]}, "must be a tuple, is [1]"),
        ({"pages": None}, "must be a tuple, is None"),
        ({"pages": (1, None)}, "must not be null"),
        ({"funding_sources": ("gold",)}, "'gold' is not in the code list funding_source"),
        ({"cells": ("cell",)}, "must hold CellRecord, holds 'cell'"),
        ({"measure_text": "и\u0306"}, "is not Unicode text in normal form C"),
        ({"measure_text": "a\0"}, "is not Unicode text in normal form C"),
        ({"measure_text": "\ud800"}, "is not Unicode text in normal form C"),
        ({"recipient_agency_ids": ("nobody",)}, "nobody is not in agencies"),
        ({"parent_key": "9.9"}, f"{EDITION} 9.9 is not in measures"),
    ],
    ids=lambda value: str(value)[:40].encode("unicode_escape").decode() if isinstance(value, dict) else "",
)
def test_a_wrong_value_is_named_with_its_row_and_column(changes, told):
    (column,) = changes
    (problem,) = with_measure(**changes)
    assert problem.startswith(f"measures.{column}, {EDITION} 1.1: ")
    assert told in problem


@pytest.mark.parametrize(
    "amount", [Decimal("0.0001"), Decimal(10) ** 15, Decimal("NaN"), Decimal("Infinity")], ids=str
)
def test_an_amount_that_does_not_fit(amount):
    amounts = (CostAmountRecord(year=None, source=None, amount=amount),)
    (problem,) = with_measure(cost_amounts=amounts)
    assert "amount: " in problem
    assert "does not fit decimal(18,3)" in problem


def test_a_place_that_is_no_number():
    cells = (CellRecord(column="measure_text", page=1, x0=float("nan"), top=0.0, x1=1.0, bottom=1.0),)
    (problem,) = with_measure(cells=cells)
    assert "x0: nan is not finite" in problem


def test_rows_with_one_key():
    (problem,) = problems_of(documents=(document(), document(source_file="b.pdf")))
    assert problem == f"documents, {EDITION}: 2 rows share the key (edition_id)"


def test_a_row_of_an_edition_that_is_not_there():
    stray = measure(edition_id="kz-x@2000-01-01", measure_key="7.7")
    (problem,) = problems_of(measures=(*small_dataset().measures, stray))
    assert problem == "measures.edition_id, kz-x@2000-01-01 7.7: kz-x@2000-01-01 is not in documents"


def test_a_row_of_another_table():
    assert problems_of(documents=(measure(),)) == ["documents, row 1: is no DocumentRecord"]


def test_ids_that_could_leave_the_folder_are_refused():
    problems = problems_of(documents=(document(edition_id="kz-a/../../b@2014-12-30"),))
    assert "does not match" in problems[0]


@pytest.mark.parametrize("text", ["e\u0301", "\0", "\ud800", "a\ud800\udc00", "\u0958"], ids=ascii)
def test_one_wrong_text_among_sound_ones(text):
    rows = [document(number=number) for number in ("1", text, "ә")]
    assert [str(problem) for problem in table_problems(TABLES[0], rows)] == [
        f"documents.number, {EDITION}: {text!r} is not Unicode text in normal form C"
    ]


def test_texts_are_not_held_against_their_neighbours():
    # an accent that begins a text does not join with the letter that ends another
    assert not list(table_problems(TABLES[0], [document(number="e"), document(number="\u0301x")]))


def test_an_amount_that_cannot_be_compared():
    amounts = (CostAmountRecord(year=None, source=None, amount=Decimal("sNaN")),)
    (problem,) = with_measure(cost_amounts=amounts)
    assert "does not fit decimal(18,3)" in problem


def test_every_row_that_refers_to_nothing_is_named():
    rows = small_dataset().responsibilities
    strays = tuple(replace(row, agency_id="nobody") for row in rows[:2])
    assert problems_of(responsibilities=(*strays, *rows[2:])) == [
        f"responsibilities.agency_id, {EDITION} {row.measure_key} {row.position}: nobody is not in agencies"
        for row in strays
    ]


def test_a_registry_that_changed_is_looked_at_again():
    agencies = small_dataset().agencies
    assert problems_of(agencies=agencies) == problems_of(agencies=agencies) == []
    for wrong in ({"name_kk": None}, {"abbreviations": ["a"]}, {"successor_ids": ("nobody",)}):
        (problem,) = problems_of(agencies=(*agencies[:-1], replace(agencies[-1], **wrong)))
        assert problem.startswith(f"agencies.{next(iter(wrong))}, {agencies[-1].agency_id}: ")
    assert problems_of(agencies=agencies) == []
