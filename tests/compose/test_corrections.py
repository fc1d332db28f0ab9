"""Corrections: their files, and what they do to an edition."""

from __future__ import annotations

import pytest

from pipeline.corrections.corrections_folder import load_corrections, look_into
from pipeline.corrections.entries import CORRECTABLE_COLUMNS, parse_corrections
from tests.places import DECREE
from tests.read_files import read_corrected, read_file

EDITION = "kz-government-2013-78@2014-12-30"


@pytest.fixture
def as_read():
    return read_file(DECREE)


@pytest.fixture
def corrected(tmp_path):
    def build(entries: str):
        (tmp_path / f"{EDITION}.yml").write_text(
            f"edition_id: {EDITION}\ncorrections:\n{entries}", encoding="utf-8"
        )
        return read_corrected(DECREE, tmp_path)

    return build


def measure(dataset, key):
    return next(row for row in dataset.measures if row.measure_key == key)


def found(dataset, code):
    return [row for row in dataset.findings if row.code == code]


def test_without_a_file_nothing_changes(as_read, tmp_path):
    assert read_corrected(DECREE, tmp_path) == as_read
    assert read_corrected(DECREE, tmp_path / "not there") == as_read


def test_a_corrected_value_is_parsed_anew_and_marked(corrected, as_read):
    dataset = corrected(
        "- {key: 1.1, column: deadline_text, printed: ақпан, corrected: наурыз, reason: a slip of the pen}\n"
    )
    row = measure(dataset, "1.1")
    assert (row.deadline_text, row.deadline_edtf) == ("2013 жылғы наурыз", "2013-03")
    assert str(row.deadline_end) == "2013-03-31"
    assert row.corrected_columns == ("deadline_text",)
    assert row.deadline_lines == measure(as_read, "1.1").deadline_lines, "lines stay as printed"
    repair = next(each for each in dataset.repairs if each.rule == "correction")
    assert (repair.key, repair.column) == ("1.1", "deadline_text")
    assert (repair.before, repair.after) == ("2013 жылғы ақпан", "2013 жылғы наурыз")
    (finding,) = found(dataset, "correction_applied")
    assert "a slip of the pen" in finding.message
    assert (finding.measure_key, finding.column, finding.page) == ("1.1", "deadline_text", 2)
    others = [row for row in dataset.measures if row.measure_key != "1.1"]
    assert others == [row for row in as_read.measures if row.measure_key != "1.1"]


def test_bodies_are_parsed_anew(corrected):
    dataset = corrected("- {key: 1.1, column: executors_text, printed: 'ІІМ, ', corrected: '', reason: r}\n")
    bodies = [row.mention_text for row in dataset.responsibilities if row.measure_key == "1.1"]
    assert "МАМ" in bodies
    assert "ІІМ" not in bodies


def test_a_key_with_a_last_nought_is_that_key(corrected, as_read):
    """YAML would make the number 4.1 of 4.10."""
    text = measure(as_read, "4.10").deadline_text
    dataset = corrected(
        f"- {{key: 4.10, column: deadline_text, printed: '{text}', corrected: 2016 жыл, reason: r}}\n"
    )
    assert measure(dataset, "4.10").deadline_edtf == "2016"
    assert measure(dataset, "4.1").corrected_columns == ()


@pytest.mark.parametrize("key", ["4.2", "4.2.2"])
def test_a_merged_cell_is_one_place(corrected, as_read, key):
    text = measure(as_read, "4.2").deadline_text
    dataset = corrected(
        f"- {{key: {key}, column: deadline_text, printed: '{text}', corrected: 2017 жыл, reason: r}}\n"
    )
    rows = [row for row in dataset.measures if row.measure_key.startswith("4.2")]
    assert len(rows) == 4
    assert {row.deadline_edtf for row in rows} == {"2017"}
    assert all(row.corrected_columns == ("deadline_text",) for row in rows)
    assert sum(each.rule == "correction" for each in dataset.repairs) == 1
    assert len(found(dataset, "correction_applied")) == 1


def test_several_corrections_of_one_text_are_held_against_it_as_read(corrected):
    dataset = corrected(
        "- {key: 1.1, column: deadline_text, printed: '2013', corrected: '2014', reason: r}\n"
        "- {key: 1.1, column: deadline_text, printed: ақпан, corrected: '2013', reason: r}\n"
    )
    assert measure(dataset, "1.1").deadline_text == "2014 жылғы 2013"
    assert len(found(dataset, "correction_applied")) == 2


def test_an_empty_cell_can_be_filled_and_a_full_one_emptied(corrected):
    dataset = corrected(
        "- {key: 1.2, column: deadline_text, printed: '', corrected: 2014 жыл, reason: r}\n"
        "- {key: 1.1, column: cost_text, printed: талап етілмейді, corrected: '', reason: r}\n"
    )
    assert measure(dataset, "1.2").deadline_edtf == "2014"
    assert measure(dataset, "1.1").cost_text is None
    assert measure(dataset, "1.1").cost_type is None


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("key: 1.1, column: deadline_text, printed: қаңтар, corrected: x", "were not read there"),
        ("key: 1.1, column: deadline_text, printed: '', corrected: x", "were not read there"),
        ("key: 9.9, column: deadline_text, printed: ақпан, corrected: x", "no such place"),
        ("key: 1.1, page: 9, column: deadline_text, printed: ақпан, corrected: x", "no such place"),
        ("key: 1.1, column: executors_text, printed: келісім, corrected: x", "stand there 5 times"),
        ("column: deadline_text, printed: ақпан, corrected: x", "times"),
        ("key: 1.1, column: deadline_text, printed: қаңтар, corrected: ақпан", "already reads so"),
    ],
)
def test_what_does_not_match_exactly_once_is_an_error(corrected, as_read, entry, told):
    dataset = corrected(f"- {{{entry}, reason: r}}\n")
    assert dataset.measures == as_read.measures
    (finding,) = found(dataset, "correction_unmatched")
    assert finding.severity == "error"
    assert told in finding.message


def test_two_corrections_of_the_same_words_are_an_error(corrected):
    entry = "- {key: 1.1, column: deadline_text, printed: ақпан, corrected: мамыр, reason: r}\n"
    dataset = corrected(entry + entry.replace("мамыр", "маусым"))
    assert measure(dataset, "1.1").deadline_edtf == "2013-02"
    assert measure(dataset, "1.1").corrected_columns == ()
    (finding,) = found(dataset, "correction_conflict")
    assert finding.severity == "error"
    assert finding.message == (
        f"Two entries of {EDITION}.yml correct deadline_text of 1.1 in different ways: “мамыр” and “маусым”. "
        "Neither was applied."
    )


def test_a_page_is_enough_where_the_words_stand_there_once(corrected):
    dataset = corrected("- {page: 4, column: deadline_text, printed: бір ай, corrected: үш ай, reason: r}\n")
    assert measure(dataset, "1.4").deadline_offset == "P3M"


def test_the_act_and_its_notes_can_be_corrected(corrected, as_read):
    old = as_read.paragraphs[4].text
    dataset = corrected(
        f"- {{key: '5', column: text, printed: '{old}', corrected: Бесінші тармақ., reason: r}}\n"
        "- {page: 5, column: note_text, printed: 27.10.2014 № 1139, corrected: 28.10.2014 № 7, reason: r}\n"
        "- {column: section_title_text, key: 1.1, printed: жетілдіру, corrected: дамыту, reason: r}\n"
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


HEAD = f"edition_id: {EDITION}\n"


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


def test_the_readme_of_the_folder_names_every_column_and_holds_a_true_example(corrected):
    readme = (DECREE.parents[1] / "corrections" / "README.md").read_text(encoding="utf-8")
    assert all(column in readme for column in CORRECTABLE_COLUMNS)
    example = readme.split("```yaml\n")[1].split("```")[0].split("corrections:\n")[1]
    dataset = corrected(example)
    assert measure(dataset, "1.1").deadline_edtf == "2013-03"


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
