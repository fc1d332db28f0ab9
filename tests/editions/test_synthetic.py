"""The decree against the made-up edition of 2015: what differs was written down by reading both files' pages.

An item 6-1 is put in after 6, item 13 is struck out with a note of its own, item 14 has another deadline,
item 5.3 another deadline and other money; the plan's note names one act more.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pipeline.editions import compare_editions, history, reconcile
from pipeline.editions.reconcile import UNDONE, UNTOLD
from pipeline.records.editions_in import find_edition
from pipeline.run.assembling import merge
from tests.editions.reading import SYNTHETIC, told_of
from tests.editions.variations import told
from tests.places import DECREE
from tests.read_files import read_file


@pytest.fixture(scope="module")
def diff():
    return compare_editions(read_file(DECREE), read_file(SYNTHETIC))


@pytest.fixture(scope="module")
def both():
    return reconcile(merge([read_file(SYNTHETIC), read_file(DECREE)]))


def change_of(diff, key):
    (change,) = [change for change in diff.of("measure") if change.key == key]
    return change


def test_every_change_and_none_more(diff):
    assert told_of(diff) == {
        told("measure added 4.6-1"), told("measure struck_out 4.13"),
        told("measure changed 4.14 deadline_text"), told("measure changed 5.3 deadline_text cost_text"),
        told("note added measure_4.13"), told("note added plan"),
    }  # fmt: skip


def test_each_is_tied_to_the_act(diff):
    for change in diff.changes:
        assert [(act.date, act.number) for act in change.acts] == [(date(2015, 6, 18), "457")]
    levels = {change.key: change.acts[0].level for change in diff.of("measure")}
    assert levels == {"4.6-1": "plan", "4.13": "measure", "4.14": "plan", "5.3": "plan"}


def test_the_words_that_changed(diff):
    change = change_of(diff, "5.3")
    assert [(word.kind, word.text) for word in change.columns[1].words] == [
        ("removed", "жергілікті "), ("added", "республикалық "), ("same", "бюджет "),
        ("removed", "қаражатының "), ("added", "қаражаты "), ("same", "шегінде"),
    ]  # fmt: skip
    assert change.funding_sources == (("local_budget",), ("republican_budget",))
    assert (change.deadline.old_rrule, change.deadline.new_end) == ("FREQ=YEARLY", date(2017, 12, 31))


def test_a_deadline_that_became_a_rhythm(diff):
    move = change_of(diff, "4.14").deadline
    assert (move.old_end, move.new_end, move.days) == (date(2019, 7, 31), None, None)
    assert move.new_rrule == "FREQ=MONTHLY;INTERVAL=3"


def test_what_was_put_in_and_struck_out(diff):
    added = change_of(diff, "4.6-1")
    assert [(cost.year, cost.old, cost.new) for cost in added.costs] == [
        (2015, None, Decimal(12500)), (2016, None, Decimal("18250.5")),
    ]  # fmt: skip
    assert {body.kind for body in added.bodies} == {"joined"}
    assert {body.kind for body in change_of(diff, "4.13").bodies} == {"left"}


def test_the_dataset_of_both(both):
    assert not [finding for finding in both.findings if finding.code in (UNTOLD, UNDONE)]
    touched = {
        (a.target_type, a.target_key): a.amended_measures
        for a in both.amendments
        if a.amending_number == "457"
    }
    assert touched == {
        ("plan", None): ("4.6-1", "4.13", "4.14", "5.3"),
        ("measure", "4.13"): ("4.13",),
    }


def test_one_edition_alone_is_left_as_it_is(both):
    dataset = merge([read_file(DECREE)])
    assert reconcile(dataset) == dataset
    # what an edition that went had told goes with it
    alone = find_edition(both, "2015-06-18")
    assert reconcile(alone).amendments == read_file(SYNTHETIC).amendments


def test_history():
    rows = history([read_file(DECREE), read_file(SYNTHETIC)], "4.13")
    assert [(row.kind, row.from_date, row.to_date) for row in rows] == [
        ("first", date(2014, 12, 30), date(2015, 6, 17)),
        ("struck_out", date(2015, 6, 18), None),
    ]
    assert rows[1].measure.status == "removed"
    assert [row.kind for row in history([read_file(DECREE), read_file(SYNTHETIC)], "4.10")] == ["first"]
