"""A reviewed correction is never told as a change of the act: differences are those of the printed words."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from pipeline.editions import compare_editions, history, reconcile
from pipeline.editions.comparison_texts import as_html, as_json, as_markdown, as_table
from pipeline.run.assembling import merge
from tests.editions.reading import SYNTHETIC
from tests.places import DECREE
from tests.read_files import read_corrected, read_file

OLD, NEW = "kz-government-2013-78@2014-12-30", "kz-government-2013-78@2015-06-18"
DEADLINE = "{key: 1.1, column: deadline_text, printed: ақпан, corrected: наурыз, reason: r}"
MERGED = "{key: 4.2, column: deadline_text, printed: '%s', corrected: 2017 жыл, reason: r}"
BODY = "{kind: body, key: 1.1, printed: ІІМ, agency_id: ministry-of-finance, reason: r}"
MISSED = "{kind: row, key: 1.9, after: '1.1', page: 2, measure_text: Есеп беру, reason: r}"


@pytest.fixture(scope="module")
def plain():
    return compare_editions(read_file(DECREE), read_file(SYNTHETIC))


@cache
def corrected(path, *entries: str):
    """One of the editions with corrections."""
    edition = read_file(path).documents[0].edition_id
    text = "".join(f"- {entry}\n" for entry in entries)
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"{edition}.yml"
        file.write_text(f"edition_id: {edition}\ncorrections:\n{text}", encoding="utf-8")
        found = read_corrected(path, file.parent)
    assert not [row for row in found.findings if row.code == "correction_unmatched"]
    return found


def merged_deadline():
    return next(row.deadline_text for row in read_file(DECREE).measures if row.measure_key == "4.2")


def test_a_correction_in_either_edition_is_no_change(plain):
    for pair in (
        (corrected(DECREE, DEADLINE), read_file(SYNTHETIC)),
        (read_file(DECREE), corrected(SYNTHETIC, DEADLINE)),
    ):
        diff = compare_editions(*pair)
        assert diff.changes == plain.changes
        (told,) = diff.corrections
        assert told.edition_id in (OLD, NEW)
        assert (told.key, told.column) == ("1.1", "deadline_text")
        assert (told.printed, told.corrected) == ("2013 жылғы ақпан", "2013 жылғы наурыз")
    assert plain.corrections == ()


@pytest.mark.parametrize(("older", "newer"), [([DEADLINE], [DEADLINE]), ([BODY], []), ([MISSED], [MISSED])])
def test_the_same_correction_in_both_or_one_of_no_words_is_no_change(older, newer, plain):
    diff = compare_editions(corrected(DECREE, *older), corrected(SYNTHETIC, *newer))
    assert (diff.changes, diff.corrections) == (plain.changes, ())


def test_no_act_gains_a_measure_by_a_correction():
    """Act 457 was told to have amended 1.1 and the other rows of a merged cell."""
    older = corrected(DECREE, DEADLINE, MERGED % merged_deadline())
    right = reconcile(merge([read_file(DECREE), read_file(SYNTHETIC)]))
    found = reconcile(merge([older, read_file(SYNTHETIC)]))
    assert [row.amended_measures for row in found.amendments] == [
        row.amended_measures for row in right.amendments
    ]
    assert not [row for row in found.findings if row.code in ("change_without_note", "note_without_change")]
    assert [each.from_date for each in history([older, read_file(SYNTHETIC)], "1.1")] == [date(2014, 12, 30)]


def test_a_misreading_that_a_correction_mends_is_no_change_either(plain):
    """As read the editions differ, as published they do not."""
    rows = read_file(SYNTHETIC).measures
    assert rows[0].measure_key == "1.1"
    mended = (replace(rows[0], deadline_text="2013 жылғы наурыз"), *rows[1:])
    well_read = replace(read_file(SYNTHETIC), measures=mended)
    assert compare_editions(read_file(DECREE), well_read).of("measure")[0].key == "1.1"
    diff = compare_editions(corrected(DECREE, DEADLINE), well_read)
    assert diff.changes == plain.changes
    assert [each.key for each in diff.corrections] == ["1.1"]


def test_a_change_of_corrected_words_is_told_as_printed_without_moves(plain):
    text = "{key: 5.3, column: cost_text, printed: жергілікті, corrected: '', reason: r}"
    diff = compare_editions(corrected(DECREE, text), read_file(SYNTHETIC))
    (change,) = [each for each in diff.of("measure") if each.key == "5.3"]
    (before,) = [each for each in plain.of("measure") if each.key == "5.3"]
    assert change.columns == before.columns
    assert change.deadline == before.deadline
    assert (change.funding_sources, change.cost_types, change.costs) == (None, None, ())
    assert [each.key for each in diff.corrections] == ["5.3"]


def test_headings_paragraphs_and_titles(plain):
    entries = (
        "{column: section_title_text, key: 1.1, printed: жетілдіру, corrected: дамыту, reason: r}",
        "{column: title_text, printed: бекіту, corrected: қабылдау, reason: r}",
        "{column: text, key: '1', printed: бекітілсін, corrected: қабылдансын, reason: r}",
    )
    diff = compare_editions(corrected(DECREE, *entries), read_file(SYNTHETIC))
    assert diff.changes == plain.changes
    assert [(each.key, each.column) for each in diff.corrections] == [
        ("", "title_text"), ("1", "text"), ("1", "section_title_text"),
    ]  # fmt: skip


def test_a_corrected_note_is_the_same_note(plain):
    note = "{page: 5, column: note_text, printed: 27.10.2014 № 1139, corrected: 27.10.2014 № 7, reason: r}"
    diff = compare_editions(corrected(DECREE, note), read_file(SYNTHETIC))
    assert {(each.kind, each.new_key) for each in diff.of("note")} == {
        (each.kind, each.new_key) for each in plain.of("note")
    }


KEY = "{kind: key, key: %s, printed: %s, corrected: %s, reason: r}"


@pytest.mark.parametrize("path", [DECREE, SYNTHETIC], ids=["older", "newer"])
@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (MISSED, [("1.9", "measure_text", "", "Есеп беру")]),
        (
            KEY % ("4.2", "«Қазақстан", "'4.20'"),
            [(f"4.20{sub}", "measure_key", f"4.2{sub}", f"4.20{sub}") for sub in ("", ".1", ".2", ".3")],
        ),
    ],
    ids=["row", "key"],
)
def test_a_row_put_in_or_renamed_in_one_edition_is_no_change_of_the_act(plain, path, entry, told):
    pair = [corrected(each, entry) if each == path else read_file(each) for each in (DECREE, SYNTHETIC)]
    diff = compare_editions(*pair)
    assert diff.changes == plain.changes
    assert [(each.key, each.column, each.printed, each.corrected) for each in diff.corrections] == told
    acts = reconcile(merge(pair)).amendments
    assert [row.amended_measures for row in acts if row.amended_measures] == [
        ("4.6-1", "4.13", "4.14", "5.3"), ("4.13",),
    ]  # fmt: skip


def test_a_changed_measure_whose_key_is_corrected_is_changed_and_not_renumbered(plain):
    diff = compare_editions(corrected(DECREE, KEY % ("4.14", "Облыс-аудан", "4.24")), read_file(SYNTHETIC))
    (change,) = [each for each in diff.changes if each not in plain.changes]
    assert (change.kind, change.old_key, change.new_key) == ("changed", "4.24", "4.14")
    assert [column.column for column in change.columns] == ["deadline_text"]


JOIN = "{kind: merge, key: '4.8', into: '4.7', printed: '', reason: r}"


@pytest.mark.parametrize("path", [DECREE, SYNTHETIC], ids=["older", "newer"])
def test_rows_joined_in_one_edition_are_no_change_of_the_act(plain, path):
    read = {row.measure_key: row for row in read_file(path).measures}
    entry = JOIN.replace("''", f"'{read['4.8'].measure_text[:20]}'")
    pair = [corrected(each, entry) if each == path else read_file(each) for each in (DECREE, SYNTHETIC)]
    diff = compare_editions(*pair)
    assert diff.changes == plain.changes
    (told,) = diff.corrections
    assert (told.key, told.column, told.printed) == ("4.7", "measure_text", read["4.7"].measure_text)
    assert told.corrected.endswith(read["4.8"].measure_text)
    acts = reconcile(merge(pair)).amendments
    assert not [row for row in acts if {"4.7", "4.8"} & set(row.amended_measures)]


def test_a_row_that_is_no_part_of_the_joined_one_has_come():
    """What 4.6-1 of the newer edition says is not what was joined."""
    text = next(row.measure_text for row in read_file(DECREE).measures if row.measure_key == "4.8")
    older = corrected(DECREE, JOIN.replace("''", f"'{text[:20]}'"))
    kinds = {each.key: each.kind for each in compare_editions(older, read_file(SYNTHETIC)).of("measure")}
    assert kinds["4.6-1"] == "added"


def test_corrections_stand_apart_in_every_form():
    diff = compare_editions(corrected(DECREE, DEADLINE), read_file(DECREE))
    for form in (as_table, as_markdown, as_html):
        text = form(diff)
        assert "Corrections, which are no changes of the act" in text
        assert "1.1 deadline of" in text
        assert "No difference in what is printed." in text
    found = json.loads(as_json(diff))
    assert (found["changes"], [each["key"] for each in found["corrections"]]) == ([], ["1.1"])
