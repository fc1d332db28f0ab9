"""What an amending act did to a plan: all of it is found, nothing is invented, and the right act is named."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.editions import compare_editions, history, reconcile
from pipeline.editions.reconcile import UNDONE, UNTOLD
from pipeline.run.assembling import merge
from tests.editions.reading import mirrored, painted, told_of
from tests.editions.variations import ACT, BASE, BEFORE_SECTION_3_WENT, VARIATIONS, told

BY_NAME = {variation.name: variation for variation in VARIATIONS}
each_variation = pytest.mark.parametrize("variation", VARIATIONS, ids=BY_NAME)


def later(name: str):
    """A later edition, which is laid out in another way than the first one: that hides and adds nothing."""
    return painted(BY_NAME[name].edition, "adilet")


def diff_of(name: str):
    return compare_editions(painted(BASE), later(name))


def reconciled(name: str):
    return reconcile(merge([painted(BASE), later(name)]))


def only(changes):
    (change,) = changes
    return change


@each_variation
def test_every_change_is_found_and_none_invented(variation):
    diff = diff_of(variation.name)
    assert told_of(diff) == variation.changes
    turned = compare_editions(later(variation.name), painted(BASE))
    assert turned == mirrored(diff), "seen from the later edition everything is the other way round"


@each_variation
def test_each_change_is_tied_to_the_act(variation):
    for change in diff_of(variation.name).changes:
        if change.key in variation.untold:
            assert change.acts == ()
        elif (change.part, change.kind) != ("note", "removed"):
            assert {(act.date, act.number) for act in change.acts} == {ACT}


@each_variation
def test_findings_tell_of_what_does_not_fit(variation):
    dataset = reconciled(variation.name)
    own = [finding for finding in dataset.findings if finding.code in (UNTOLD, UNDONE)]
    assert {finding.severity for finding in own} <= {"warning"}
    assert {finding.edition_id for finding in own} <= {f"kz-government-2016-9145@{ACT[0]}"}
    untold = [finding.message for finding in own if finding.code == UNTOLD]
    undone = [finding.message for finding in own if finding.code == UNDONE]
    assert len(untold) == len(variation.untold)
    assert all(any(f" {key} " in message for message in untold) for key in variation.untold)
    assert len(undone) == len(variation.undone)
    assert all(any(name in message for message in undone) for name in variation.undone)
    assert reconcile(dataset) == dataset


def test_a_finding_stands_where_the_change_is():
    name = "a measure changed while only a paragraph has a note"
    finding = only(finding for finding in reconciled(name).findings if finding.code == UNTOLD)
    assert (finding.measure_key, finding.column) == ("5.1", "deadline_text")
    measure = only(m for m in later(name).measures if m.measure_key == "5.1")
    cells = [cell for cell in measure.cells if cell.column == "deadline_text"]
    assert (finding.page, finding.x0, finding.bottom) == (cells[0].page, cells[0].x0, cells[0].bottom)


def test_acts_know_the_measures_that_they_touched():
    dataset = reconciled("an item put in before others, which are renumbered")
    touched = {
        (a.target_type, a.target_key, a.amending_number): a.amended_measures
        for a in dataset.amendments
        if a.edition_id.endswith("2019-02-14")
    }
    assert touched["plan", None, "77"] == ("5.1", "5.2", "5.3")
    assert touched["plan", None, "457"] == ()
    assert touched["measure", "2.3", "457"] == ("2.3",)


def test_history_follows_a_measure_through_its_numbers():
    editions = [painted(BASE), later("an item renumbered and reworded")]
    first, second = history(editions, "5.3")
    assert (first.measure_key, first.kind, first.to_date) == ("5.2", "first", date(2019, 2, 13))
    assert (second.measure_key, second.kind, second.to_date) == ("5.3", "renumbered", None)
    assert second.changed_columns == ("deadline_text",)
    assert [str(act) for act in second.acts] == ["2019-02-14 № 77"]


def test_history_of_what_came_and_what_went():
    added = [painted(BASE), later("an item put in under a number of its own")]
    assert [(each.kind, each.from_date) for each in history(added, "4.2-2")] == [("added", ACT[0])]
    gone = [painted(BASE), later("an item gone, those after it renumbered")]
    # in the later edition 1.1 is the old 1.2: what stood under 1.1 before is asked of the older edition alone
    assert [each.kind for each in history(gone, "1.1")] == ["first", "renumbered"]
    struck = [painted(BASE), later("an item struck out, with a note of its own only")]
    assert [each.kind for each in history(struck, "2.4")] == ["first", "struck_out"]
    with pytest.raises(KeyError, match=r"9\.9"):
        history(struck, "9.9")


def test_a_section_that_went_is_told_with_all_that_it_held():
    """Only its heading stays, with a note of 25.12.2017 № 903."""
    diff = compare_editions(painted(BEFORE_SECTION_3_WENT), painted(BASE))
    assert told_of(diff) == {
        told("section removed 3 section_title_text"), told("measure removed 3.1"),
        told("measure removed 3.2"), told("note added plan"), told("note added section_3"),
    }  # fmt: skip
    assert {str(act) for change in diff.changes for act in change.acts} == {"2017-12-25 № 903"}
    dataset = reconcile(merge([painted(BEFORE_SECTION_3_WENT), painted(BASE)]))
    assert not [finding for finding in dataset.findings if finding.code in (UNTOLD, UNDONE)]
    touched = {a.target_type: a.amended_measures for a in dataset.amendments if a.amending_number == "903"}
    assert touched == {"plan": ("3.1", "3.2"), "section": ("3.1", "3.2")}
