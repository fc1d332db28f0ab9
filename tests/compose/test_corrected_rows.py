"""Corrections of the plan's own rows and bodies: a key, a row missed, two rows that are one, a mention."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from pipeline.check import check_dataset
from pipeline.publish.dataset import write_dataset
from pipeline.run.assembling import merge
from tests.places import DECREE
from tests.read_files import read_corrected, read_file

EDITION = "kz-government-2013-78@2014-12-30"


@pytest.fixture
def as_read():
    return read_file(DECREE)


@pytest.fixture
def corrected(tmp_path):
    """The decree with these corrections; what is written of it is sound."""

    def build(*entries: str):
        text = "".join(f"- {{{entry}, reason: r}}\n" for entry in entries)
        head = f"edition_id: {EDITION}\ncorrections:\n"
        (tmp_path / f"{EDITION}.yml").write_text(head + text, encoding="utf-8")
        found = read_corrected(DECREE, tmp_path)
        write_dataset(merge([found]), tmp_path / "out")
        assert check_dataset(tmp_path / "out") == []
        return found

    return build


def measure(dataset, key):
    return next(row for row in dataset.measures if row.measure_key == key)


def keys(dataset):
    return [row.measure_key for row in sorted(dataset.measures, key=lambda row: row.position)]


def bodies(dataset, key):
    return [
        (row.mention_text, row.agency_id, row.is_corrected)
        for row in dataset.responsibilities
        if row.measure_key == key
    ]


def told(dataset, code):
    return [row.message for row in dataset.findings if row.code == code]


def test_a_body_of_one_measure(corrected, as_read):
    dataset = corrected("kind: body, key: 1.1, printed: ІІМ, agency_id: ministry-of-finance")
    changed = [
        ("ІІМ", "ministry-of-finance", True) if row[0] == "ІІМ" else row for row in bodies(as_read, "1.1")
    ]
    assert ("ІІМ", "ministry-of-finance", True) in changed
    assert bodies(dataset, "1.1") == changed
    others = [row for row in dataset.responsibilities if row.measure_key != "1.1"]
    assert others == [row for row in as_read.responsibilities if row.measure_key != "1.1"]
    assert told(dataset, "correction_applied") == ["“ІІМ” was taken for ministry-of-finance: r."]


def test_a_body_wherever_its_words_stand(corrected, as_read):
    """The one entry that names the measure goes before the one for all."""
    count = sum(row.mention_text == "ІІМ" for row in as_read.responsibilities)
    assert count > 2
    dataset = corrected(
        "kind: body, printed: ІІМ, agency_id: ministry-of-finance",
        "kind: body, key: 1.1, printed: ІІМ, agency_id: ministry-of-justice",
    )
    found = [row for row in dataset.responsibilities if row.mention_text == "ІІМ"]
    assert len(found) == count
    assert all(row.is_corrected for row in found)
    assert {row.agency_id for row in found if row.measure_key != "1.1"} == {"ministry-of-finance"}
    assert {row.agency_id for row in found if row.measure_key == "1.1"} == {"ministry-of-justice"}


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("kind: body, key: 1.1, printed: ҚММ, agency_id: ministry-of-finance", "no such mention"),
        ("kind: body, key: 1.1, printed: ІІМ, agency_id: no-such-body", "has no body no-such-body"),
        ("kind: key, key: 9.9, printed: '', corrected: '9.8'", "there is no measure 9.9"),
        ("kind: key, key: 1.1, printed: жоқ сөз, corrected: '1.9'", "were not read there"),
        ("kind: key, key: 1.1, printed: '', corrected: '1.9'", "were not read there"),
        ("kind: key, key: 1.1, printed: жұмыс, corrected: '1.2'", "there is a measure 1.2 already"),
        ("kind: row, key: '1.2', after: '1.1', page: 2, measure_text: а", "there is a measure 1.2 already"),
        ("kind: row, key: '1.9', after: '9.9', page: 2, measure_text: а", "there is no measure 9.9"),
        ("kind: row, key: '1.9', after: '1.1', page: 99, measure_text: а", "the file has 13 pages"),
        ("kind: merge, key: 9.9, into: '1.1', printed: ''", "there is no measure 9.9"),
        ("kind: merge, key: '1.1', into: 9.9, printed: жұмыс", "there is no measure 9.9"),
        ("kind: merge, key: '1.1', into: '1.2', printed: жоқ", "were not read there"),
        ("kind: merge, key: 4.2, into: '4.1', printed: ''", "has sub-items"),
    ],
)
def test_what_does_not_match_is_an_error_and_changes_nothing(corrected, as_read, entry, problem):
    dataset = corrected(entry)
    assert dataset.measures == as_read.measures
    assert dataset.responsibilities == as_read.responsibilities
    (finding,) = [row for row in dataset.findings if row.code == "correction_unmatched"]
    assert finding.severity == "error"
    assert problem in finding.message


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("kind: words", "lacks column, printed, corrected"),
        ("kind: colour", "no kind of correction colour"),
        ("kind: accepted, code: x, printed: '', by: x, date: 2026-01-01", "no kind of correction accepted"),
        ("kind: body, printed: '', agency_id: x", "names no words"),
        ("kind: body, printed: x, agency_id: ''", "names no body"),
        ("kind: key, key: 1.1, printed: '', corrected: '1.1'", "changes nothing"),
        ("kind: key, key: 1.1, printed: '', corrected: '1. 2'", "no key"),
        ("kind: row, key: '', page: 1, measure_text: а", "no key"),
        ("kind: row, key: '1.9', page: 1, measure_text: ''", "says nothing"),
        ("kind: row, key: '1.9', page: 0, measure_text: а", "no page number"),
        ("kind: row, key: '1.9', measure_text: а", "lacks page"),
        ("kind: merge, key: '1.1', into: '1.1', printed: ''", "to itself"),
    ],
)
def test_what_cannot_be_understood(corrected, as_read, entry, problem):
    dataset = corrected(entry)
    assert dataset.measures == as_read.measures
    (message,) = told(dataset, "correction_invalid")
    assert problem in message


def test_a_key_and_its_sub_items(corrected, as_read):
    assert [key for key in keys(as_read) if key.startswith("4.2")] == ["4.2", "4.2.1", "4.2.2", "4.2.3"]
    text = measure(as_read, "4.2").measure_text[:20].strip()
    dataset = corrected(f"kind: key, key: 4.2, printed: '{text}', corrected: '4.77'")
    assert keys(dataset) == [
        key.replace("4.2", "4.77", 1) if key.startswith("4.2") else key for key in keys(as_read)
    ]
    item, child = measure(dataset, "4.77"), measure(dataset, "4.77.2")
    assert (item.item_number, item.parent_key, item.corrected_columns) == ("77", None, ("measure_key",))
    assert (child.item_number, child.subitem_number, child.parent_key) == ("77", "2", "4.77")
    assert bodies(dataset, "4.77.2") == bodies(as_read, "4.2.2")
    repairs = {(row.key, row.before, row.after) for row in dataset.repairs if row.column == "measure_key"}
    assert ("4.77", "4.2", "4.77") in repairs
    assert not [row for row in dataset.findings if row.measure_key == "4.2"]


def test_two_keys_that_change_places(corrected, as_read):
    first, second = measure(as_read, "1.1").measure_text, measure(as_read, "1.2").measure_text
    dataset = corrected(
        f"kind: key, key: 1.1, printed: '{first}', corrected: '1.2'",
        f"kind: key, key: 1.2, printed: '{second}', corrected: '1.1'",
    )
    assert (measure(dataset, "1.2").measure_text, measure(dataset, "1.1").measure_text) == (first, second)


def test_an_item_that_is_a_sub_item(corrected, as_read):
    text = measure(as_read, "1.2").measure_text
    dataset = corrected(f"kind: key, key: 1.2, printed: '{text}', corrected: '1.1.1'")
    row = measure(dataset, "1.1.1")
    assert (row.parent_key, row.item_number, row.subitem_number) == ("1.1", "1", "1")


def test_a_row_that_was_missed(corrected, as_read):
    dataset = corrected(
        "kind: row, key: 1.1-1, after: '1.1', page: 2, measure_text: Есеп беру, executors_text: 'ІІМ, ҚММ', "
        "deadline_text: 2014 жылғы наурыз"
    )
    assert keys(dataset)[:3] == ["1.1", "1.1-1", "1.2"]
    row, neighbour = measure(dataset, "1.1-1"), measure(dataset, "1.1")
    assert (row.measure_text, row.deadline_edtf, row.cost_text) == ("Есеп беру", "2014-03", None)
    assert (row.section_number, row.stage_number) == (neighbour.section_number, neighbour.stage_number)
    assert (row.item_number, row.pages, row.cells) == ("1-1", (2,), ())
    assert row.corrected_columns == ("deadline_text", "executors_text", "measure_text")
    assert [mention for mention, _, _ in bodies(dataset, "1.1-1")] == ["ІІМ", "ҚММ"]
    assert [row.printed_text for row in dataset.findings if row.code == "unknown_agency"] == ["ҚММ"]
    assert [row.position for row in dataset.measures] == list(range(1, len(as_read.measures) + 2))


def test_a_missed_row_of_the_next_section_stands_in_it(corrected, as_read):
    last = [key for key in keys(as_read) if key.startswith("1.")][-1]
    dataset = corrected(f"kind: row, key: 2.0, after: '{last}', page: 4, measure_text: Есеп")
    assert measure(dataset, "2.0").section_title_text == measure(as_read, "2.1").section_title_text
    first = corrected("kind: row, key: '1.0', page: 2, measure_text: Есеп")
    assert keys(first)[0] == "1.0"


def test_two_rows_that_are_one(corrected, as_read):
    going, staying = measure(as_read, "1.3"), measure(as_read, "1.1")
    dataset = corrected(f"kind: merge, key: 1.3, into: '1.1', printed: '{going.measure_text[:30].strip()}'")
    assert keys(dataset) == [key for key in keys(as_read) if key != "1.3"]
    row = measure(dataset, "1.1")
    assert row.measure_text == f"{staying.measure_text} {going.measure_text}"
    assert row.measure_lines == (*staying.measure_lines, *going.measure_lines)
    assert "measure_text" in row.corrected_columns
    boxes = {(cell.page, cell.top) for cell in row.cells if cell.column == "measure_text"}
    assert [page for page, _ in sorted(boxes)] == [2, 3, 4], "1.3 runs over a page break"
    assert ("1.1", staying.measure_text) in {
        (row.key, row.before) for row in dataset.repairs if row.rule == "correction_merge"
    }


def test_words_keys_rows_and_merges_together(corrected, as_read):
    """Keys in every entry are keys as read."""
    first, second, third = (measure(as_read, key).measure_text for key in ("1.1", "1.2", "1.3"))
    dataset = corrected(
        "key: 1.1, column: deadline_text, printed: ақпан, corrected: наурыз",
        f"kind: key, key: 1.1, printed: '{first}', corrected: '1.10'",
        f"kind: merge, key: 1.3, into: '1.2', printed: '{third}'",
        "kind: row, key: '1.11', after: '1.1', page: 2, measure_text: Есеп",
        "kind: body, key: 1.1, printed: ІІМ, agency_id: ministry-of-finance",
    )
    assert keys(dataset)[:3] == ["1.10", "1.11", "1.2"]
    assert measure(dataset, "1.10").deadline_edtf == "2013-03"
    assert measure(dataset, "1.10").corrected_columns == ("deadline_text", "measure_key")
    assert ("ІІМ", "ministry-of-finance", True) in bodies(dataset, "1.10")
    assert measure(dataset, "1.2").measure_text == f"{second} {third}"
    assert len(told(dataset, "correction_applied")) == 5


def test_a_finding_that_a_correction_settles_stays_as_corrected(corrected, as_read):
    (before,) = [row for row in as_read.findings if row.measure_key == "4.4"]
    dataset = corrected("key: 4.4, column: deadline_text, printed: 2014-2016, corrected: 2015-2016")
    (after,) = [row for row in dataset.findings if row.code == before.code and row.measure_key == "4.4"]
    assert (before.status, after) == ("open", replace(before, status="corrected"))
    assert sum(row.status == "corrected" for row in dataset.findings) == 1


def test_rows_are_known_by_their_words_as_read(corrected, as_read):
    """A correction of the very words by which a row is known does not hide it."""
    first, third = (measure(as_read, key).measure_text for key in ("1.1", "1.3"))
    dataset = corrected(
        f"key: 1.1, column: measure_text, printed: '{first}', corrected: Бір",
        f"key: 1.3, column: measure_text, printed: '{third}', corrected: Үш",
        f"kind: key, key: 1.1, printed: '{first}', corrected: '1.10'",
        f"kind: merge, key: 1.3, into: '1.1', printed: '{third}'",
    )
    assert measure(dataset, "1.10").measure_text == "Бір Үш"
    assert not told(dataset, "correction_unmatched")


@pytest.mark.parametrize("order", [1, -1])
def test_three_rows_that_are_one_in_either_order(corrected, as_read, order):
    texts = {key: measure(as_read, key).measure_text for key in ("4.7", "4.8", "4.9")}
    merges = [
        f"kind: merge, key: 4.9, into: '4.8', printed: '{texts['4.9']}'",
        f"kind: merge, key: 4.8, into: '4.7', printed: '{texts['4.8']}'",
    ]
    dataset = corrected(*merges[::order])
    assert measure(dataset, "4.7").measure_text == " ".join(texts.values())
    assert not {"4.8", "4.9"} & set(keys(dataset))


def test_rows_that_would_join_each_other(corrected, as_read):
    texts = {key: measure(as_read, key).measure_text for key in ("4.7", "4.8")}
    dataset = corrected(
        f"kind: merge, key: 4.8, into: '4.7', printed: '{texts['4.8']}'",
        f"kind: merge, key: 4.7, into: '4.8', printed: '{texts['4.7']}'",
    )
    assert len(told(dataset, "correction_unmatched")) == 1
    assert measure(dataset, "4.7").measure_text == " ".join(texts.values())


@pytest.mark.parametrize("seed", range(6))
def test_any_corrections_leave_a_sound_dataset(corrected, as_read, seed):
    """Each is applied or told; `corrected` holds the dataset against its declarations."""
    chance = random.Random(seed)  # noqa: S311 - no secrets
    texts = {row.measure_key: row.measure_text or "" for row in as_read.measures}
    entries = set()
    for _ in range(6):
        key, other = chance.choice(list(texts)), chance.choice(list(texts))
        new = chance.choice([other, f"{key}-1", f"{key}.1", f"{other}.7", "9.9"])
        entries.add(
            chance.choice([
                f"kind: key, key: '{key}', printed: '{texts[key]}', corrected: '{new}'",
                f"kind: row, key: '{new}', after: '{other}', page: 2, measure_text: а, executors_text: ҚММ",
                f"kind: merge, key: '{key}', into: '{other}', printed: '{texts[key]}'",
                f"kind: body, key: '{key}', printed: ІІМ, agency_id: ministry-of-finance",
                f"key: '{key}', column: measure_text, printed: '{texts[key]}', corrected: '{texts[other]}'",
            ])
        )  # fmt: skip
    dataset = corrected(*sorted(entries))
    codes = ("correction_applied", "correction_unmatched", "correction_conflict", "correction_invalid")
    assert any(row.code in codes for row in dataset.findings)
