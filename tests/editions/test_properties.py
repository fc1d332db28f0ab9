"""What holds for any two editions: nothing differs from itself, and a comparison can be turned round."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.editions import compare_editions, reconcile
from pipeline.editions.compare import NotComparableError
from pipeline.records import Dataset
from tests.editions.reading import mirrored
from tests.small_dataset import document, measure

WORDS = [
    "есеп", "жоба", "әзірлеу", "бекіту", "іс-шаралар", "ҰЭМ,", "2015", "жылғы", "ұсыныстар", "(келісім",
    "бойынша)", "Мыналар:",
]  # fmt: skip
texts = st.one_of(st.none(), st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join))
days = st.one_of(st.none(), st.dates(date(2013, 1, 1), date(2020, 12, 31)))
item_numbers = st.sampled_from(["1", "2", "3", "4", "5", "6", "6-1", "7", "10"])


@st.composite
def rows(draw):
    """The measures of an edition: items and sub-items in two sections, in any wording."""
    keys = draw(
        st.lists(
            st.tuples(st.sampled_from(["1", "2"]), item_numbers, st.sampled_from([None, None, "1", "2"])),
            max_size=9,
            unique=True,
        )
    )
    held = {(section, item) for section, item, sub in keys if sub is None}
    result = []
    for section, item, sub in keys:
        if sub is not None and (section, item) not in held:
            continue
        key = f"{section}.{item}" + (f".{sub}" if sub else "")
        result.append(
            measure(
                measure_key=key,
                parent_key=f"{section}.{item}" if sub else None,
                position=len(result) + 1,
                section_number=section,
                section_title_text=draw(st.sampled_from(["Бөлім", "Басқа бөлім"])) if not result else "Бөлім",
                stage_number=draw(st.sampled_from([1, 2])) if section == "2" else 1,
                item_number=item,
                subitem_number=sub,
                status=draw(st.sampled_from(["in_force", "in_force", "removed"])),
                measure_text=draw(texts),
                executors_text=draw(texts),
                deadline_text=draw(texts),
                deadline_end=draw(days),
            )
        )
    return tuple(result)


@st.composite
def editions(draw, day=date(2014, 12, 30)):
    edition_id = f"kz-government-2013-78@{day}"
    measures = tuple(replace(row, edition_id=edition_id) for row in draw(rows()))
    return Dataset(documents=(document(edition_id=edition_id, edition_date=day),), measures=measures)


@settings(max_examples=120, deadline=None)
@given(editions(), editions(date(2015, 6, 18)))
def test_any_two_editions(old, new):
    assert compare_editions(old, old).changes == (), "nothing differs from itself"
    diff = compare_editions(old, new)
    assert compare_editions(new, old) == mirrored(diff), "turned round it is the comparison the other way"
    assert mirrored(mirrored(diff)) == diff
    every_measure_is_accounted_for_once(old, new, diff.of("measure"))
    both = Dataset(documents=old.documents + new.documents, measures=old.measures + new.measures)
    once = reconcile(both)
    assert reconcile(once) == once
    told = [change for change in diff.changes if change.part != "note"]
    assert len(once.findings) == len(told), "no note explains any change, so each is told of"


def every_measure_is_accounted_for_once(old, new, changes):
    """What is in no change is there in both editions, with the same words under the same number."""
    gone = [change.old_key for change in changes if change.old_key]
    come = [change.new_key for change in changes if change.new_key]
    assert len(gone) == len(set(gone))
    assert len(come) == len(set(come))
    before = {row.measure_key: row for row in old.measures if row.measure_key not in gone}
    after = {row.measure_key: row for row in new.measures if row.measure_key not in come}
    assert before.keys() == after.keys()
    for key, row in before.items():
        assert (row.measure_text or "").split() == (after[key].measure_text or "").split()
        assert row.status == after[key].status


def test_editions_of_two_acts_are_not_compared():
    one = Dataset(documents=(document(),))
    other = Dataset(documents=(document(document_id="kz-government-2013-79"),))
    with pytest.raises(NotComparableError, match="not editions of one act"):
        compare_editions(one, other)


def test_ten_editions_are_reconciled_at_once_and_acts_stay_with_their_editions():
    parts = []
    for number in range(10):
        day = date(2014, 1, 1) + timedelta(days=number)
        edition_id = f"kz-government-2013-78@{day}"
        row = measure(edition_id=edition_id, deadline_text=f"{2015 + number} жылғы қыркүйек")
        parts.append((document(edition_id=edition_id, edition_date=day), row))
    dataset = reconcile(
        Dataset(documents=tuple(p[0] for p in reversed(parts)), measures=tuple(p[1] for p in parts))
    )
    assert [finding.edition_id for finding in dataset.findings] == [part[0].edition_id for part in parts[1:]]
