"""Reviewed corrections in runs: they are applied, kept, and taken back when their file goes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from pipeline.check import check_dataset
from pipeline.cli.screen import run_text
from pipeline.corrections import read_correction_files
from pipeline.extract.pdf.reader import read_content
from pipeline.publish.dataset import read_dataset
from pipeline.run.build_dataset import read_edition, run
from pipeline.run.settings import RunSettings
from pipeline.stations.page import Page
from tests.command_line import call
from tests.places import DECREE, TESTS
from tests.run.fakes import bytes_of

OTHER = TESTS / "fixtures" / "editions" / "youth-painter-tight.pdf"
EDITION = "kz-government-2013-78@2014-12-30"
WORDS = "жергілікті бюджет қаражатының шегінде"
COST = f"""edition_id: {EDITION}
corrections:
  - {{key: 5.2, column: cost_text, printed: {WORDS}, corrected: талап етілмейді, reason: A slip.}}
"""
UNMATCHED = (
    "  - {key: 5.3, column: cost_text, printed: жоқ сөздер, corrected: талап етілмейді, reason: A trial.}\n"
)
NOTE_DATE = f"""edition_id: {EDITION}
corrections:
  - {{column: note_text, printed: 30.12.2014, corrected: 31.12.2014, reason: A slip of the source.}}
"""


@cache
def painted_on(content: bytes) -> tuple[Page, ...]:
    return tuple(read_content(content, name="a.pdf"))


@pytest.fixture(autouse=True)
def _painted_once(monkeypatch):
    """What is painted on the pages of a file hangs on no correction: it is looked for once."""
    monkeypatch.setattr("pipeline.run.read_file.read_content", lambda content, **_: iter(painted_on(content)))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "corrections").mkdir()
    return tmp_path / "corrections"


@pytest.fixture
def build(tmp_path, folder):
    """Runs over the decree; gives whether it was read again."""

    def run_again(*paths: Path, jobs: int = 0) -> bool:
        settings = RunSettings(jobs=jobs, corrections=folder)
        report = run(paths or [DECREE], tmp_path / "out", settings=settings)
        assert [file.failure for file in report.files] == [None] * len(report.files)
        is_read = any(not file.skipped for file in report.files)
        assert not is_read or check_dataset(tmp_path / "out") == []
        return is_read

    return run_again


def cost(dataset, key):
    measure = next(row for row in dataset.measures if row.measure_key == key)
    return measure.cost_text, measure.corrected_columns


def put(folder: Path, text: str) -> None:
    (folder / f"{EDITION}.yml").write_text(text, encoding="utf-8")


def test_corrections_come_and_go(build, folder, tmp_path):
    assert build()
    original = bytes_of(tmp_path / "out")
    assert cost(read_dataset(tmp_path / "out"), "5.2") == (WORDS, ())

    put(folder, COST + UNMATCHED)
    assert build(jobs=1), "a new file of corrections is a reason to read"
    corrected = bytes_of(tmp_path / "out")
    dataset = read_dataset(tmp_path / "out")
    assert cost(dataset, "5.2") == ("талап етілмейді", ("cost_text",))
    assert cost(dataset, "5.3") == (WORDS, ())
    unmatched = [f for f in dataset.findings if f.code == "correction_unmatched"]
    assert [(f.severity, f.measure_key, f.column) for f in unmatched] == [("error", "5.3", "cost_text")]

    assert not build(), "nothing is new"
    assert bytes_of(tmp_path / "out") == corrected

    put(folder, COST)
    assert build(), "the file changed"
    assert not [f for f in read_dataset(tmp_path / "out").findings if f.code == "correction_unmatched"]

    (folder / f"{EDITION}.yml").unlink()
    assert build(), "the file is gone"
    assert bytes_of(tmp_path / "out") == original
    assert not build()


OTHER_EDITION = "kz-other@2014-12-30"


def test_other_editions_corrections_are_no_reason_to_read(build, folder, tmp_path):
    build()
    (folder / f"{OTHER_EDITION}.yml").write_text(COST.replace(EDITION, OTHER_EDITION), encoding="utf-8")
    (folder / "README.yml").write_text(COST, encoding="utf-8")
    assert not build()
    (finding,) = [f for f in read_dataset(tmp_path / "out").findings if f.code == "corrections_unused"]
    assert finding.source_file == f"{OTHER_EDITION}.yml"
    (folder / f"{OTHER_EDITION}.yml").unlink()
    assert not build()
    assert not [f for f in read_dataset(tmp_path / "out").findings if f.code == "corrections_unused"]


def test_a_second_download_is_used(build, folder, tmp_path):
    (folder / f"{EDITION} (1).yml").write_text(COST, encoding="utf-8")
    assert build()
    assert cost(read_dataset(tmp_path / "out"), "5.2") == ("талап етілмейді", ("cost_text",))


def called(capsys, *arguments: str) -> tuple[int, str]:
    return call(*arguments), capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "text", "status", "told"),
    [
        ("notes.yml", "corrections: [", 1, "notes.yml was not used: it is no YAML: while parsing"),
        ("a.txt", "", 1, "a.txt was not used: it is no .yml file."),
        (f"{EDITION}.yml", "corrections: [", 1, f"Nothing of {EDITION}.yml was applied: it is no YAML"),
        (f"{EDITION}.yml", COST + UNMATCHED, 1, "The correction of cost_text of 5.3 was not applied: these"),
        (
            f"{OTHER_EDITION}.yml", COST.replace(EDITION, OTHER_EDITION), 0,
            f"{OTHER_EDITION}.yml was not used: it is for {OTHER_EDITION}, which is not in the dataset.",
        ),
        (f"{EDITION}.yml", COST, 0, "To look at: 0 errors and 4 warnings."),
    ],
)  # fmt: skip
def test_what_was_not_used_is_named_and_fails_the_run(folder, tmp_path, capsys, name, text, status, told):
    (folder / name).write_text(text, encoding="utf-8")
    out = str(tmp_path / "out")
    arguments = ["run", str(DECREE), "--out", out, "--jobs", "0", "--corrections", str(folder)]
    for _ in range(2):  # read, and unchanged
        code, shown = called(capsys, *arguments)
        assert (code, told in shown) == (status, True)
    assert check_dataset(tmp_path / "out") == []


def statuses(out):
    return {(f.code, f.measure_key, f.status) for f in read_dataset(out).findings}


def test_acceptances_come_and_go_and_no_file_is_read_for_them(build, folder, tmp_path, capsys):
    out = tmp_path / "out"
    assert build()
    options = ["--data", str(out), "--corrections", str(folder)]
    accepting = ["--accept", "--by", "A. Omarova", "--reason", "Printed so."]
    assert called(capsys, "findings", *options, "--code", "deadline_before_stage", *accepting)[0] == 0
    settings = RunSettings(jobs=0, corrections=folder)
    report = run([DECREE], out, settings=settings)
    assert (report.files[0].skipped, report.files[0].warnings, report.accepted) == (True, 1, 3)
    assert "To look at: 0 errors and 1 warning (3 more accepted as printed)." in run_text(report)
    assert statuses(out) == {
        ("deadline_before_stage", "4.3", "accepted"),
        ("deadline_before_stage", "4.4", "accepted"),
        ("deadline_before_stage", "4.5", "accepted"),
        ("source_defect", "4.6", "open"),
    }
    inode = out.stat().st_ino
    assert not build()
    assert out.stat().st_ino == inode, "nothing new, nothing written"

    # other words stand there now: the finding is open again, and the acceptance fits nothing
    words = "{key: 4.4, column: deadline_text, printed: 2014-2016, corrected: 2014-2017, reason: A slip.}"
    put(folder, f"edition_id: {EDITION}\ncorrections:\n- {words}\n")
    assert build()
    assert {each for each in statuses(out) if each[1] == "4.4" and not each[0].startswith("correction")} == {
        ("deadline_before_stage", "4.4", "open"),
        ("deadline_before_stage", "4.4", "corrected"),
    }
    (folder / f"{EDITION}.yml").unlink()
    (folder / f"{EDITION}.accepted.yml").unlink()
    assert build()
    assert {status for _, _, status in statuses(out)} == {"open"}


def test_an_acceptance_of_nothing_is_told(build, folder, tmp_path):
    entry = "{code: source_defect, key: 4.6, printed: басқа сөздер, reason: r, by: A, date: 2026-11-28}"
    put(folder, f"edition_id: {EDITION}\naccepted:\n- {entry}\n")
    assert build()
    (finding,) = [f for f in read_dataset(tmp_path / "out").findings if f.code == "acceptance_unmatched"]
    assert (finding.severity, finding.status, finding.measure_key) == ("info", "open", "4.6")
    assert f"{EDITION}.yml accepts source_defect 4.6 (by A, 2026-11-28)" in finding.message
    assert not build()


def test_a_file_that_changes_nothing_is_still_known(build, folder):
    put(folder, "corrections: what is this")
    assert build()
    assert not build()
    put(folder, "")
    assert build()
    assert not build()


def test_a_correction_may_change_the_editions_own_id(build, folder, tmp_path):
    put(folder, NOTE_DATE)
    assert build()
    assert [d.edition_id for d in read_dataset(tmp_path / "out").documents] == [
        "kz-government-2013-78@2014-12-31"
    ]
    assert not build()
    (folder / f"{EDITION}.yml").unlink()
    assert build()
    assert [d.edition_id for d in read_dataset(tmp_path / "out").documents] == [EDITION]


def test_a_second_file_of_the_edition_follows_the_corrections(build, folder, tmp_path):
    second = tmp_path / "second.pdf"
    second.write_bytes(DECREE.read_bytes() + b"\n")
    put(folder, COST)
    assert build(DECREE, second)
    assert not build(DECREE, second)
    put(folder, COST + UNMATCHED)
    assert build(second), "the first file's records are of the old corrections"
    put(folder, COST)
    assert build(DECREE, second), "the second was last read with other corrections"
    assert not build(DECREE, second)
    assert [f.code for f in read_dataset(tmp_path / "out").findings if f.source_file == "second.pdf"] == [
        "same_edition_twice"
    ]


def test_an_edition_whose_file_is_not_named_keeps_its_corrections_and_the_run_says_so(folder, tmp_path):
    settings = RunSettings(jobs=0, corrections=folder)
    assert run([DECREE], tmp_path / "out", settings=settings).outdated == ()
    report = run([OTHER], tmp_path / "out", settings=settings)
    assert (report.kept, report.outdated) == ((EDITION,), ())
    put(folder, COST)
    report = run([OTHER], tmp_path / "out", settings=settings)
    assert (report.kept, report.outdated) == ((EDITION,), (EDITION,))
    assert f"Corrections changed after the reading of {EDITION};" in run_text(report)
    report = run([OTHER, DECREE], tmp_path / "out", settings=settings)
    assert report.outdated == ()
    assert "Corrections changed" not in run_text(report)


def test_one_edition_read_with_corrections(folder):
    put(folder, COST)
    assert cost(read_edition(DECREE), "5.2") == (WORDS, ())
    corrected = read_edition(DECREE, corrections=read_correction_files(folder))
    assert cost(corrected, "5.2") == ("талап етілмейді", ("cost_text",))


def test_the_command_takes_data_corrections_if_it_is_there(folder, tmp_path, monkeypatch):
    put(folder, COST)
    (tmp_path / "data").mkdir()
    folder.rename(tmp_path / "data" / "corrections")
    monkeypatch.chdir(tmp_path)
    assert call("run", DECREE, "--out", "out", "--jobs", 0) == 0
    assert cost(read_dataset(tmp_path / "out"), "5.2") == ("талап етілмейді", ("cost_text",))


def test_accepting_in_an_edition_with_corrections_reads_nothing_again(build, folder, tmp_path, capsys):
    """Its corrections change the very id of the edition."""
    out = tmp_path / "out"
    put(folder, NOTE_DATE)
    assert build()
    options = ["--data", str(out), "--corrections", str(folder), "--code", "source_defect"]
    accepting = ["--accept", "--by", "A", "--reason", "Printed so."]
    assert called(capsys, "findings", *options, *accepting)[0] == 0
    assert (folder / f"{EDITION}.accepted.yml").exists()
    assert not build()
    assert ("source_defect", "4.6", "accepted") in statuses(out)
    assert not [
        f for f in read_dataset(out).findings if f.code in ("corrections_unused", "acceptance_unmatched")
    ]
