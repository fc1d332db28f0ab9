"""Corrections: their files, and what they do to an edition: its words, its own rows, its bodies."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from pipeline.check import check_dataset
from pipeline.corrections.corrections_folder import load_corrections, look_into
from pipeline.corrections.entries import CORRECTABLE_COLUMNS, parse_corrections
from pipeline.publish.dataset import write_dataset
from pipeline.run.assembling import merge
from tests.places import DECREE
from tests.read_files import read_corrected, read_file

EDITION = "kz-government-2013-78@2014-12-30"
HEAD = f"edition_id: {EDITION}\n"


@pytest.fixture
def as_read():
    return read_file(DECREE)


@pytest.fixture
def corrected(tmp_path):
    """The decree with these corrections."""

    def build(*entries: str):
        text = "".join(f"- {{{entry}, reason: r}}\n" for entry in entries)
        (tmp_path / f"{EDITION}.yml").write_text(f"{HEAD}corrections:\n{text}", encoding="utf-8")
        return read_corrected(DECREE, tmp_path)

    return build


def measure(dataset, key):
    return next(row for row in dataset.measures if row.measure_key == key)


def found(dataset, code):
    return [row for row in dataset.findings if row.code == code]


def told(dataset, code):
    return [row.message for row in found(dataset, code)]


def test_without_a_file_nothing_changes(as_read, tmp_path):
    assert read_corrected(DECREE, tmp_path) == as_read
    assert read_corrected(DECREE, tmp_path / "not there") == as_read


def test_a_corrected_value_is_parsed_anew_and_marked(corrected, as_read):
    dataset = corrected("key: 1.1, column: deadline_text, printed: ақпан, corrected: наурыз")
    row = measure(dataset, "1.1")
    assert (row.deadline_text, row.deadline_edtf) == ("2013 жылғы наурыз", "2013-03")
    assert str(row.deadline_end) == "2013-03-31"
    assert row.corrected_columns == ("deadline_text",)
    assert row.deadline_lines == measure(as_read, "1.1").deadline_lines, "lines stay as printed"
    repair = next(each for each in dataset.repairs if each.rule == "correction")
    assert (repair.key, repair.column) == ("1.1", "deadline_text")
    assert (repair.before, repair.after) == ("2013 жылғы ақпан", "2013 жылғы наурыз")
    (finding,) = found(dataset, "correction_applied")
    assert finding.message == "“ақпан” was corrected to “наурыз”: r."
    assert (finding.measure_key, finding.column, finding.page) == ("1.1", "deadline_text", 2)
    others = [row for row in dataset.measures if row.measure_key != "1.1"]
    assert others == [row for row in as_read.measures if row.measure_key != "1.1"]


def test_bodies_are_parsed_anew(corrected):
    dataset = corrected("key: 1.1, column: executors_text, printed: 'ІІМ, ', corrected: ''")
    bodies = [row.mention_text for row in dataset.responsibilities if row.measure_key == "1.1"]
    assert "МАМ" in bodies
    assert "ІІМ" not in bodies


def test_a_key_with_a_last_nought_is_that_key(corrected, as_read):
    """YAML would make the number 4.1 of 4.10."""
    text = measure(as_read, "4.10").deadline_text
    dataset = corrected(
        f"key: 4.10, column: deadline_text, printed: '{text}', corrected: 2016 жыл",
    )
    assert measure(dataset, "4.10").deadline_edtf == "2016"
    assert measure(dataset, "4.1").corrected_columns == ()


@pytest.mark.parametrize("key", ["4.2", "4.2.2"])
def test_a_merged_cell_is_one_place(corrected, as_read, key):
    text = measure(as_read, "4.2").deadline_text
    dataset = corrected(
        f"key: {key}, column: deadline_text, printed: '{text}', corrected: 2017 жыл",
    )
    rows = [row for row in dataset.measures if row.measure_key.startswith("4.2")]
    assert len(rows) == 4
    assert {row.deadline_edtf for row in rows} == {"2017"}
    assert all(row.corrected_columns == ("deadline_text",) for row in rows)
    assert sum(each.rule == "correction" for each in dataset.repairs) == 1
    assert len(found(dataset, "correction_applied")) == 1


def test_several_corrections_of_one_text_are_held_against_it_as_read(corrected):
    dataset = corrected(
        "key: 1.1, column: deadline_text, printed: '2013', corrected: '2014'",
        "key: 1.1, column: deadline_text, printed: ақпан, corrected: '2013'",
    )
    assert measure(dataset, "1.1").deadline_text == "2014 жылғы 2013"
    assert len(found(dataset, "correction_applied")) == 2


def test_an_empty_cell_can_be_filled_and_a_full_one_emptied(corrected):
    dataset = corrected(
        "key: 1.2, column: deadline_text, printed: '', corrected: 2014 жыл",
        "key: 1.1, column: cost_text, printed: талап етілмейді, corrected: ''",
    )
    assert measure(dataset, "1.2").deadline_edtf == "2014"
    assert measure(dataset, "1.1").cost_text is None
    assert measure(dataset, "1.1").cost_type is None


@pytest.mark.parametrize(
    "cases",
    [
        {
            "key: 1.1, column: deadline_text, printed: қаңтар, corrected: x": "were not read there",
            "key: 1.1, column: deadline_text, printed: '', corrected: x": "were not read there",
            "key: 9.9, column: deadline_text, printed: ақпан, corrected: x": "no such place",
            "key: 1.1, page: 9, column: deadline_text, printed: ақпан, corrected: x": "no such place",
            "key: 1.1, column: executors_text, printed: келісім, corrected: x": "stand there 5 times",
            "column: deadline_text, printed: ақпан, corrected: x": "times",
            "kind: merge, key: 9.9, into: '1.1', printed: ''": "there is no measure 9.9",
            "kind: key, key: 9.9, printed: '', corrected: '9.8'": "there is no measure 9.9",
            "kind: key, key: 1.1, printed: жоқ сөз, corrected: '1.9'": "were not read there",
            "kind: row, key: '1.2', after: '1.1', page: 2, measure_text: а": "there is a measure 1.2 already",
            "kind: body, key: 1.1, printed: ҚММ, agency_id: ministry-of-finance": "no such mention",
        },
        {
            "key: 1.1, column: deadline_text, printed: қаңтар, corrected: ақпан": "already reads so",
            "kind: merge, key: '1.1', into: 9.9, printed: жұмыс": "there is no measure 9.9",
            "kind: merge, key: 4.2, into: '4.1', printed: ''": "has sub-items",
            "kind: key, key: 1.1, printed: '', corrected: '1.9'": "were not read there",
            "kind: row, key: '1.9', after: '9.9', page: 2, measure_text: а": "there is no measure 9.9",
            "kind: body, key: 1.1, printed: ІІМ, agency_id: no-such-body": "has no body no-such-body",
        },
        {
            "kind: merge, key: '1.1', into: '1.2', printed: жоқ": "were not read there",
            "kind: key, key: 1.1, printed: жұмыс, corrected: '1.2'": "there is a measure 1.2 already",
            "kind: row, key: '1.9', after: '1.1', page: 99, measure_text: а": "the file has 13 pages",
        },
    ],
)
def test_what_does_not_match_exactly_once_is_an_error_and_changes_nothing(corrected, as_read, cases):
    dataset = corrected(*cases)
    assert dataset.measures == as_read.measures
    assert dataset.responsibilities == as_read.responsibilities
    findings = found(dataset, "correction_unmatched")
    assert {finding.severity for finding in findings} == {"error"}
    for finding, problem in zip(findings, cases.values(), strict=True):
        assert problem in finding.message


def test_two_corrections_of_the_same_words_are_an_error(corrected):
    entry = "key: 1.1, column: deadline_text, printed: ақпан, corrected: мамыр"
    dataset = corrected(entry, entry.replace("мамыр", "маусым"))
    assert measure(dataset, "1.1").deadline_edtf == "2013-02"
    assert measure(dataset, "1.1").corrected_columns == ()
    (finding,) = found(dataset, "correction_conflict")
    assert finding.severity == "error"
    assert finding.message == (
        f"Two entries of {EDITION}.yml correct deadline_text of 1.1 in different ways: “мамыр” and “маусым”. "
        "Neither was applied."
    )


def test_a_page_is_enough_where_the_words_stand_there_once(corrected):
    dataset = corrected("page: 4, column: deadline_text, printed: бір ай, corrected: үш ай")
    assert measure(dataset, "1.4").deadline_offset == "P3M"


def test_the_act_and_its_notes_can_be_corrected(corrected, as_read):
    old = as_read.paragraphs[4].text
    dataset = corrected(
        f"key: '5', column: text, printed: '{old}', corrected: Бесінші тармақ.",
        "page: 5, column: note_text, printed: 27.10.2014 № 1139, corrected: 28.10.2014 № 7",
        "column: section_title_text, key: 1.1, printed: жетілдіру, corrected: дамыту",
    )
    assert not found(dataset, "correction_unmatched")
    assert dataset.paragraphs[4].text == "Бесінші тармақ."
    assert ("7", "2014-10-28") in {
        (row.amending_number, str(row.amending_date)) for row in dataset.amendments
    }
    first = measure(dataset, "1.1")
    assert first.section_title_text.endswith("базаны дамыту")
    assert first.corrected_columns == ("section_title_text",)
    assert measure(dataset, "1.2").corrected_columns == ("section_title_text",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("corrections: [", "while parsing"),
        ("- a list", "no list `corrections`"),
        (HEAD, "no list `corrections`"),
        ("edition_id: other\ncorrections: []\n", "its edition_id is not"),
        (HEAD + "corrections: [a word]\n", "no list of names"),
        (HEAD + "corrections: [{key: '1.1', colour: red}]\n", "unknown fields (colour)"),
        (HEAD + "corrections: [{key: '1.1'}]\n", "lacks column, printed, corrected"),
        (HEAD + "corrections: [{column: status, printed: a, corrected: b, reason: c}]\n", "no column"),
        (HEAD + "corrections: [{column: text, printed: a, corrected: b, reason: ' '}]\n", "no reason"),
        (HEAD + "corrections: [{column: text, printed: a b, corrected: a  b, reason: c}]\n", "changes"),
        (HEAD + "corrections: [{column: text, page: two, printed: a, corrected: b, reason: c}]\n", "no page"),
        *(
            (f"{HEAD}corrections: [{{{entry}, reason: r}}]\n", told)
            for entry, told in {
                "kind: words": "lacks column, printed, corrected",
                "kind: colour": "no kind of correction colour",
                "kind: accepted, code: x, printed: '', by: x, date: 2026-01-01": "no kind of correction acc",
                "kind: body, printed: '', agency_id: x": "names no words",
                "kind: body, printed: x, agency_id: ''": "names no body",
                "kind: key, key: 1.1, printed: '', corrected: '1.1'": "changes nothing",
                "kind: key, key: '', printed: '', corrected: '1.1'": "names no key",
                "kind: key, key: 1.1, printed: '', corrected: '1. 2'": "no key",
                "kind: row, key: '', page: 1, measure_text: а": "no key",
                "kind: row, key: '1.9', page: 1, measure_text: ''": "says nothing",
                "kind: row, key: '1.9', page: 0, measure_text: а": "no page number",
                "kind: row, key: '1.9', measure_text: а": "lacks page",
                "kind: merge, key: '1.1', into: '1.1', printed: ''": "to itself",
            }.items()
        ),
        *(
            (f"{HEAD}accepted: [{{printed: '', reason: r, {entry}}}]\n", told)
            for entry, told in {
                "code: A b, by: x, date: 2026-01-01": "no code of a finding",
                "code: a, by: '', date: 2026-01-01": "does not say who",
                "code: a, by: x, date: today": "no day",
            }.items()
        ),
    ],
)
def test_what_cannot_be_understood_is_told(text, told):
    read = parse_corrections(text, file_name=f"{EDITION}.yml", edition_id=EDITION)
    assert read.corrections == ()
    (remark,) = read.remarks
    assert remark.code == "correction_invalid"
    assert told in remark.message


def test_a_broken_file_is_an_error_finding_and_the_edition_is_read(as_read, tmp_path):
    (tmp_path / f"{EDITION}.yml").write_bytes(b"\xff\xfe\xff")
    dataset = read_corrected(DECREE, tmp_path)
    assert dataset.measures == as_read.measures
    assert [row.severity for row in found(dataset, "correction_invalid")] == ["error"]


def test_words_are_brought_to_normal_form():
    text = (
        f"edition_id: {EDITION}\ncorrections:\n- column: text\n  printed: >-\n    бір\n    екі\n"
        "  corrected: '  \u0438\u0306  '\n  reason: r\n"
    )
    (correction,) = parse_corrections(text, file_name="x", edition_id=EDITION).corrections
    assert (correction.printed, correction.corrected) == ("бір екі", "\u0439")


@pytest.mark.parametrize("name", ["../kz-x-1@2014-01-01", "", "a/b", "kz-x-1@2014-01-01/../y"])
def test_only_an_edition_names_a_file(tmp_path, name):
    with pytest.raises(ValueError, match="no edition"):
        load_corrections(tmp_path, name)


def test_the_readme_of_the_folder_names_every_column_and_holds_a_true_example(tmp_path):
    readme = (DECREE.parents[1] / "corrections" / "README.md").read_text(encoding="utf-8")
    assert all(column in readme for column in CORRECTABLE_COLUMNS)
    example = readme.split("```yaml\n")[1].split("```")[0]
    (tmp_path / f"{EDITION}.yml").write_text(example, encoding="utf-8")
    assert measure(read_corrected(DECREE, tmp_path), "1.1").deadline_edtf == "2013-03"


def test_the_readmes_other_examples_can_be_read():
    readme = (DECREE.parents[1] / "corrections" / "README.md").read_text(encoding="utf-8")
    first, others, accepted = (part.split("```")[0] for part in readme.split("```yaml\n")[1:])
    read = parse_corrections(first + others + accepted, file_name="x", edition_id=EDITION)
    assert read.remarks == ()
    kinds = [each.KIND for each in (*read.corrections, *read.accepted)]
    assert kinds == ["words", "body", "key", "row", "merge", "accepted"]


def test_a_file_belongs_to_the_edition_that_it_names(tmp_path):
    """A browser names a second download so; a person as he likes."""
    for name in (f"{EDITION} (1).yml", f"{EDITION}.yml", "of Aigul.YAML"):
        (tmp_path / name).write_text(f"edition_id: {EDITION}\ncorrections: []\n", encoding="utf-8")
    (tmp_path / "README.md").write_bytes(b"b")
    (tmp_path / "notes.yml").write_bytes(b"corrections: []")
    (tmp_path / "broken.yml").write_bytes(b"\xff")
    (tmp_path / "a.txt").write_bytes(b"b")
    found = look_into(tmp_path)
    assert {key: each.file_names for key, each in found.editions.items()} == {
        EDITION: (f"{EDITION} (1).yml", f"{EDITION}.yml", "of Aigul.YAML")
    }
    assert found.unusable == (
        ("a.txt", "it is no .yml file"),
        ("broken.yml", "it is no text in UTF-8"),
        ("notes.yml", "it does not say of which edition it is (edition_id)"),
    )
    assert look_into(tmp_path / "none") == look_into(None)


ONE = "key: 1.1, column: deadline_text, printed: ақпан, corrected: {}, reason: {}"


def test_two_files_of_one_edition_are_merged(tmp_path):
    """The second download holds the entries of the first one too."""
    first = f"corrections:\n- {{{ONE.format('наурыз', 'a')}}}\n"
    second = first.replace("reason: a", "reason: b") + (
        "- {key: 1.1, column: cost_text, printed: талап етілмейді, corrected: '', reason: c}\n"
    )
    for name, text in (("", first), (" (1)", second)):
        (tmp_path / f"{EDITION}{name}.yml").write_text(HEAD + text, encoding="utf-8")
    dataset = read_corrected(DECREE, tmp_path)
    assert measure(dataset, "1.1").corrected_columns == ("cost_text", "deadline_text")
    assert {row.severity for row in dataset.findings if row.code.startswith("correction")} == {"info"}
    (read,) = found(dataset, "corrections_read")
    assert read.message == f"It was read with {EDITION} (1).yml and {EDITION}.yml."


@pytest.mark.parametrize(
    "other", [ONE.format("мамыр", "b"), ONE.format("x", "b").replace("ақпан", "2013 жылғы ақпан")]
)
def test_two_files_that_contradict_each_other_are_an_error_that_names_both(as_read, tmp_path, other):
    for name, entry in (("", ONE.format("наурыз", "a")), (" (1)", other)):
        text = f"{HEAD}corrections:\n- {{{entry}}}\n"
        (tmp_path / f"{EDITION}{name}.yml").write_text(text, encoding="utf-8")
    dataset = read_corrected(DECREE, tmp_path)
    assert measure(dataset, "1.1") == measure(as_read, "1.1")
    conflicts = found(dataset, "correction_conflict")
    assert conflicts
    for finding in conflicts:
        assert finding.severity == "error"
        assert f"{EDITION}.yml" in finding.message
        assert f"{EDITION} (1).yml" in finding.message


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            f"corrections: [{{{ONE.format('a', 'r')}, corrected: b}}]",
            "the field corrected is named twice, line 2",
        ),
        # two downloads pasted into one file
        ("corrections: []\ncorrections: []\n", "the field corrections is named twice, line 3"),
    ],
)
def test_a_field_that_is_named_twice_is_told(text, told):
    read = parse_corrections(HEAD + text, file_name="x.yml", edition_id=EDITION)
    assert read.corrections == ()
    assert [remark.message for remark in read.remarks] == [f"Nothing of x.yml was applied: {told}."]


@pytest.mark.parametrize("nothing", ["", "null", "~", "''"])
def test_nothing_instead_of_words(nothing):
    text = f"corrections: [{{{ONE.format(nothing, 'r')}}}]"
    (entry,) = parse_corrections(HEAD + text, file_name="x.yml", edition_id=EDITION).corrections
    assert entry.corrected == ""


def keys(dataset):
    return [row.measure_key for row in sorted(dataset.measures, key=lambda row: row.position)]


def bodies(dataset, key):
    return [
        (row.mention_text, row.agency_id, row.is_corrected)
        for row in dataset.responsibilities
        if row.measure_key == key
    ]


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


@pytest.mark.parametrize("seed", range(4))
def test_any_corrections_leave_a_sound_dataset(corrected, as_read, tmp_path, seed):
    """Each is applied or told, and what is written is accepted."""
    chance = random.Random(seed)  # noqa: S311 - no secrets
    texts = {row.measure_key: row.measure_text or "" for row in as_read.measures}
    entries = set()
    for _ in range(4):
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
    write_dataset(merge([dataset]), tmp_path / "out")
    assert check_dataset(tmp_path / "out") == []
    codes = ("correction_applied", "correction_unmatched", "correction_conflict", "correction_invalid")
    assert any(row.code in codes for row in dataset.findings)
