"""`decree findings`: by cause, in four forms, and accepted."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from functools import partial

import pytest

from pipeline.corrections.corrections_folder import load_corrections
from pipeline.publish.causes import as_csv, as_markdown, as_table, causes_of
from pipeline.publish.dataset import write_dataset
from pipeline.records import FindingRecord
from tests.command_line import call
from tests.small_dataset import EDITION, small_dataset

decree_findings = partial(call, "findings")
ACCEPT = ["--accept", "--by", "A", "--reason", "r"]

OTHER = "kz-government-2013-78@2015-06-18"


def finding(**changes) -> FindingRecord:
    plain = FindingRecord(
        source_file="a.pdf", edition_id=EDITION, severity="warning", code="unknown_agency", page=3,
        message="No body of the registry is named ҚММ", measure_key="1.1", column="executors_text",
        printed_text="ҚММ",
    )  # fmt: skip
    return replace(plain, **changes)


THOUSAND = [finding(measure_key=f"{n}.{m}", page=n) for n in range(1, 11) for m in range(1, 101)]
DEADLINE = finding(code="deadline_before_stage", message="Too early.", printed_text="2014 жыл")
FAILED = finding(
    severity="error", code="source_unreadable", message="No plan.", edition_id=None, page=None,
    measure_key=None, column=None, printed_text=None, source_file="b.pdf",
)  # fmt: skip


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with a dataset of two editions, and corrections next to it."""
    dataset = small_dataset(EDITION, OTHER)
    own = (*THOUSAND, DEADLINE, finding(edition_id=OTHER), FAILED)
    write_dataset(replace(dataset, findings=own), tmp_path / "data" / "processed")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("place")
def test_a_thousand_places_are_one_line(capsys):
    assert decree_findings() == 0
    lines = capsys.readouterr().out.splitlines()
    (line,) = [line for line in lines if "ҚММ" in line]
    assert line.startswith("  1001  2014-12-30: 1.1 p. 1")
    assert lines[0] == "error: File gave no edition (source_unreadable)"
    assert lines[-1] == "Open: 1 error, 1002 warnings, 0 infos."
    assert "  To do: Add the body or the name to registry/agencies.csv" in "\n".join(lines)


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        ([], ["source_unreadable", "deadline_before_stage", "unknown_agency"]),
        (["--severity", "error"], ["source_unreadable"]),
        (
            ["--code", "unknown_agency", "--code", "source_unreadable"],
            ["source_unreadable", "unknown_agency"],
        ),
        (["--key", "1.1"], ["deadline_before_stage", "unknown_agency"]),
        (["--words", "2014  жыл"], ["deadline_before_stage"]),
        (["--status", "accepted"], []),
        (["2015-06-18"], ["unknown_agency"]),
        ([EDITION, "--status", "all"], ["deadline_before_stage", "unknown_agency"]),
    ],
)
@pytest.mark.usefixtures("place")
def test_what_is_asked_for(capsys, arguments, codes):
    assert decree_findings(*arguments, "--format", "json") == 0
    assert [each["code"] for each in json.loads(capsys.readouterr().out)] == codes


@pytest.mark.usefixtures("place")
def test_json_has_every_place(capsys):
    decree_findings(EDITION, "--code", "unknown_agency", "--format", "json")
    (cause,) = json.loads(capsys.readouterr().out)
    assert (cause["count"], cause["printed_text"], len(cause["findings"])) == (1000, "ҚММ", 1000)
    assert cause["action"].startswith("Add the body")


def test_csv_is_a_row_a_cause_and_runs_no_formula():
    causes = causes_of([finding(printed_text="=1+1"), finding(printed_text="=1+1", measure_key="1.2")])
    (row,) = csv.DictReader(io.StringIO(as_csv(causes)))
    assert (row["printed_text"], row["count"], row["measures"]) == ("'=1+1", "2", "1.1; 1.2")


def test_markdown_is_escaped():
    text = as_markdown(causes_of([finding(printed_text="a|b <script>", message="*x*")]))
    assert "| a\\|b &lt;script&gt; | \\*x\\* | 1.1 p. 3 |" in text


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_table_fits_and_cannot_steer_a_terminal(width):
    long = finding(printed_text=f"\x1b[31m{'сөз ' * 200}", message="m" * 30)
    text = as_table(causes_of([*THOUSAND, DEADLINE, FAILED, long]), width=width)
    assert max(map(len, text.splitlines())) <= width
    assert "\x1b" not in text
    assert "…" in text


def test_places_of_a_cause_are_in_the_plans_order():
    (cause,) = causes_of([finding(measure_key=key) for key in ("4.10", "4.9", "4.9")])
    assert [row.measure_key for row in cause.findings] == ["4.9", "4.9", "4.10"]


def test_places_are_told_with_their_edition_where_there_are_several():
    acts = [EDITION, OTHER, "kz-government-2021-5@2021-02-03"]
    names = ["2013-78@2014-12-30", "2013-78@2015-06-18", "2021-5@2021-02-03"]
    several = [finding(edition_id=each, measure_key=key) for each in acts for key in ("1.1", "1.2")]
    told = ", ".join(f"{name}: 1.1 p. 3, 1.2 p. 3" for name in names)
    assert f"| {told} |" in as_markdown(causes_of(several)).replace("\\", "")
    text = as_table(causes_of([finding(), finding(edition_id=OTHER, page=7)]), width=180)
    assert "2014-12-30: 1.1 p. 3, 2015-06-18: 1.1 p. 7" in " ".join(text.split())
    assert max(map(len, as_table(causes_of([*several, FAILED]), width=60).splitlines())) <= 60


@pytest.mark.usefixtures("place")
def test_that_nothing_was_found_is_said(capsys):
    for form in ("table", "md"):
        assert decree_findings("--key", "99", "--format", form) == 0
        assert capsys.readouterr().out.startswith("No finding is like that.\n")


def test_acceptance(place, capsys):
    accepting = ["--accept", "--by", "A. Omarova", "--reason", "Printed so."]
    assert decree_findings(EDITION, "--code", "deadline_before_stage", *accepting) == 0
    assert "Accepted 1 finding of" in capsys.readouterr().out
    (entry,) = load_corrections(place / "data" / "corrections", EDITION).accepted
    assert (entry.code, entry.key, entry.column, entry.printed, entry.by, entry.reason) == (
        "deadline_before_stage", "1.1", "executors_text", "2014 жыл", "A. Omarova", "Printed so.",
    )  # fmt: skip
    decree_findings("--format", "json")
    assert "deadline_before_stage" not in capsys.readouterr().out
    decree_findings("--status", "accepted", "--format", "json")
    assert [each["code"] for each in json.loads(capsys.readouterr().out)] == ["deadline_before_stage"]
    decree_findings()
    assert capsys.readouterr().out.endswith("Open: 1 error, 1001 warnings, 0 infos; 1 accepted.\n")


def test_the_same_words_everywhere(place, capsys):
    assert decree_findings(EDITION, "--words", "ҚММ", *ACCEPT, "--everywhere") == 0
    (entry,) = load_corrections(place / "data" / "corrections", EDITION).accepted
    assert (entry.key, entry.column, entry.page) == (None, None, None)
    capsys.readouterr()
    decree_findings("--format", "json")
    open_now = json.loads(capsys.readouterr().out)
    assert [(each["code"], each["count"]) for each in open_now] == [
        ("source_unreadable", 1), ("deadline_before_stage", 1), ("unknown_agency", 1),
    ]  # fmt: skip


def test_one_acceptance_after_another(place):
    folder = place / "data" / "corrections"
    for code in ("deadline_before_stage", "unknown_agency"):
        accepting = ["--accept", "--by", "A", "--reason", 'r "q" \x85']
        decree_findings(EDITION, "--code", code, "--key", "1.1", *accepting)
    accepted = load_corrections(folder, EDITION).accepted
    assert [entry.code for entry in accepted] == ["deadline_before_stage", "unknown_agency"]
    assert [path.name for path in folder.iterdir()] == [f"{EDITION}.accepted.yml"]


def test_a_damaged_file_of_acceptances_is_not_written_over(place, capsys):
    folder = place / "data" / "corrections"
    folder.mkdir()
    (folder / f"{EDITION}.accepted.yml").write_text("accepted: [", encoding="utf-8")
    assert decree_findings("--code", "unknown_agency", "--key", "1.1", *ACCEPT) == 1
    assert "was not changed" in capsys.readouterr().err
    assert (folder / f"{EDITION}.accepted.yml").read_text(encoding="utf-8") == "accepted: ["


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["--accept", "--code", "x"], 2, "--accept needs --reason and --by"),
        (ACCEPT, 2, "nothing is accepted unseen"),
        ([*ACCEPT, "--code", "correction_applied"], 1, "No open finding is like that"),
        ([*ACCEPT, "--code", "source_unreadable"], 1, "belongs to no edition"),
        (["1999"], 2, "is no edition of the dataset"),
        (["--code", "unknown_agencies"], 2, "is no kind of finding; there is unknown_agency"),
    ],
)
def test_what_cannot_be(place, capsys, arguments, status, told):
    assert decree_findings(*arguments) == status
    assert told in capsys.readouterr().err
    assert not (place / "data" / "corrections").exists()
