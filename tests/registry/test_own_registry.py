"""A user's own registry: bodies, names and head words over those of the package, checked, told, noticed."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from pipeline.check import check_dataset
from pipeline.cli.screen import run_text
from pipeline.publish.dataset import read_dataset
from pipeline.registry.agencies import agencies_by_id
from pipeline.registry.head_words import head_role
from pipeline.registry.loading import read_own_registry, reading_version, registry_tag, use_registry
from pipeline.run.build_dataset import run
from pipeline.run.settings import RunSettings
from pipeline.version import VERSION
from tests.command_line import call
from tests.editions.test_reading import table
from tests.places import ROOT

RAW = ROOT / "data" / "raw"
HEAD = "agency_id,agency_type,name_kk,name_ru,name_en,abbreviations,name_certainty,dates_certainty\n"
COMMITTEE = "village-committee,committee,Ауыл комитеті,,Village Committee,АК|АҚК,general_knowledge,none\n"
# a plan whose heads the registry has not, and the words that make them known
UNKNOWN_HEADS = table(("№", "Міндет", "Кім", "Қашан"), ("1", "Жұмыс", "ҰЭМ", "2013 жылғы мамыр"))
HEADS = "measure: {patterns: [^міндет]}\nexecutors: {patterns: [^кім]}\ndeadline: {patterns: [^қашан]}\n"


@pytest.fixture
def own(tmp_path):
    (tmp_path / "registry").mkdir()
    yield tmp_path / "registry"
    use_registry()


def put(own, **files):
    for name, text in files.items():
        (own / name.replace("_", ".", 1)).write_text(text, encoding="utf-8")
    return use_registry(read_own_registry(own))


def test_a_body_is_added_and_one_is_changed(own):
    before = agencies_by_id()["ministry-of-finance"]
    changes = put(own, agencies_csv=f"{HEAD}{COMMITTEE}ministry-of-finance,,,,Treasury,+ҚМ-сі,,\n")
    added, changed = agencies_by_id()["village-committee"], agencies_by_id()["ministry-of-finance"]
    assert (added.name_kk, added.abbreviations) == ("Ауыл комитеті", ("АК", "АҚК"))
    assert changed == replace(
        before, name_en="Treasury", abbreviations=(*before.abbreviations, "ҚМ-сі"), note=changed.note
    )
    assert changes == (
        "agencies.csv: village-committee: added",
        "agencies.csv: ministry-of-finance: changed name_en, abbreviations",
    )
    assert reading_version() == f"{VERSION}+registry.{registry_tag()}"
    assert use_registry() == ()
    assert agencies_by_id()["ministry-of-finance"] == before
    assert reading_version() == VERSION


def test_a_head_word_is_added_or_replaced(own):
    assert head_role("Міндет") is None
    assert head_role("Мерзімі").role == "deadline"
    changes = put(own, columns_yml="measure: {patterns: [^міндет]}\ndeadline: {patterns!: [^қашан]}\n")
    assert head_role("Міндет").role == "measure"
    assert head_role("Іс-шара").role == "measure"
    assert head_role("Қашан").role == "deadline"
    assert head_role("Мерзімі") is None
    assert changes == (
        "kk/columns.yml: measure.patterns: added ^міндет",
        "kk/columns.yml: deadline.patterns: ^қашан in place of what was there",
    )


def test_words_of_costs_are_added(own):
    from pipeline.normalise.costs.cost_cell import parse_cost  # noqa: PLC0415

    assert "local_budget" not in parse_cost("ауыл қазынасы", unit=None).funding_sources
    put(own, costs_yml="sources:\n  local_budget: [ауыл қазына]\n")
    assert "local_budget" in parse_cost("ауыл қазынасы", unit=None).funding_sources


WRONG = {
    "agences.csv": ("agency_id\n", "is no file of the registry. There are: agencies.csv,"),
    "findings.yml": ("{}", "is no file of the registry."),
    "columns.yml": ("measures: {patterns: [а]}", "measures is not known. There are: number, funding, cost,"),
    "columns.yml ": ("measure: {pattern: [а]}", "measure.pattern is not known. There are: patterns, second."),
    "columns.yml  ": ("measure: {patterns: а}", "measure.patterns is a text, and must be a list."),
    "columns.yml   ": ("measure: {patterns: ['Іс шара']}", "which no head meets: write it in lower case"),
    "columns.yml    ": ("measure: {patterns: ['(']}", "The registry cannot be used with kk/columns.yml:"),
    "columns.yml     ": ("measure: [", "it is no YAML"),
    "columns.yml       ": ("cost: {}\ncost: {}", "the field cost is named twice, line 2"),
    "columns.yml      ": ("- a", "it is a list, and must be a mapping."),
    "agencies.csv": ("agency_id,name\nx,y\n", "row 2 has unknown columns (name)."),
    "agencies.csv ": ("name_kk\nx\n", "row 2 has no agency_id."),
    "agencies.csv  ": ("agency_id,name_kk\nx\n", "row 2 has fewer cells than the head."),
    "agencies.csv   ": (f"{HEAD}x,fish,Ү,,,,inferred,none\n", "'fish' is not in the code list agency_type"),
    "agencies.csv    ": (
        "agency_id,successor_ids\nministry-of-finance,nobody\n",
        "nobody is not in agencies",
    ),
    "agencies.csv     ": ("agency_id,valid_from\nministry-of-finance,May\n", "The registry cannot be used"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_would_be_passed_over_is_an_error(own, tmp_path, name, capsys):
    text, told = WRONG[name]
    (own / name.strip()).write_text(text, encoding="utf-8")
    assert call("run", RAW, "--registry", own, "--out", tmp_path / "out", "--jobs", 0) == 1
    error = capsys.readouterr().err
    assert told in error
    assert "Traceback" not in error
    assert name.strip() in error
    assert not (tmp_path / "out").exists()
    assert registry_tag() is None, "the registry alone is in use again"


def test_readings_with_and_without_it(own, tmp_path):
    """A run notices a changed registry and tells what it changed; nothing of one is left in what others read.

    The first reading with it is of a process that was made ready with the package's registry, the next of
    this one, and that of `decree run` next to a folder `registry` of a fresh one.
    """
    out = tmp_path / "out"

    def go(registry=None, jobs=0):
        return run([RAW], out, settings=RunSettings(jobs=jobs, registry=registry))

    go()
    assert go().skipped
    text = "agency_id,name_en,abbreviations,valid_to\nministry-of-finance,Treasury,Қаржымин,2013-05-01\n"
    (own / "agencies.csv").write_text(text, encoding="utf-8")
    told = run_text(go(own, jobs=1))
    assert "Your registry changed what is read:\n  agencies.csv: ministry-of-finance: changed" in told
    assert "unchanged" not in told
    changed = read_dataset(out)
    (document,) = changed.documents
    assert document.pipeline_version.startswith(f"{VERSION}+registry.")
    assert "Treasury" in {row.name_en for row in changed.agencies}
    assert go(own).skipped
    command = [sys.executable, "-m", "pipeline", "run", str(RAW), "--out", "fresh", "--jobs", "0"]
    (own / "README.md").write_text("Ours.", encoding="utf-8")
    done = subprocess.run(command, check=True, cwd=tmp_path, capture_output=True, text=True)
    assert "agencies.csv: ministry-of-finance: changed" in done.stdout
    assert changed == read_dataset(tmp_path / "fresh")
    # also what is not published with a body: words of heads
    (own / "columns.yml").write_text("measure: {patterns: [^міндет]}", encoding="utf-8")
    assert not go(own).skipped
    assert go(own).skipped
    assert read_dataset(out).responsibilities == changed.responsibilities
    assert check_dataset(out) == []
    assert not go().skipped, "the registry alone is another one again"
    plain = read_dataset(out)
    assert plain == read_dataset(ROOT / "data" / "processed")
    assert plain.responsibilities != changed.responsibilities


def test_a_file_that_was_refused_is_read_once_its_heads_are_known(own, tmp_path):
    """A refusal is remembered for the registry that it was made with."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.pdf").write_bytes(UNKNOWN_HEADS)

    def failure(registry):
        settings = RunSettings(jobs=0, registry=registry)
        (file,) = run([tmp_path / "in", RAW], tmp_path / "out", settings=settings).files[:1]
        return file.failure, file.skipped

    assert "Heads found: page 1: «№», «Міндет», «Кім», «Қашан»." in failure(None)[0]
    assert failure(None)[1], "remembered"
    (own / "columns.yml").write_text(HEADS, encoding="utf-8")
    message, is_skipped = failure(own)
    assert "It has a plan of measures, but the line that names the act" in message
    assert not is_skipped


def test_an_edition_of_an_earlier_run_keeps_the_bodies_that_it_names(own, tmp_path):
    """Its file is not named any more, and the registry has not the body that it was read with."""
    from tests.run.fakes import edition, read_made_up  # noqa: PLC0415

    out = tmp_path / "out"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.pdf").write_bytes(edition("kz-b@2014-01-01"))
    (own / "agencies.csv").write_text(f"{HEAD}{COMMITTEE}", encoding="utf-8")

    def with_the_committee(task):
        (read,) = read_made_up(task)
        rows = tuple(replace(row, agency_id="village-committee") for row in read.responsibilities)
        return (replace(read, responsibilities=rows),)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.run.build_dataset.read_task", with_the_committee)
        run([tmp_path / "in"], out, settings=RunSettings(jobs=0, registry=own))
    assert not run([RAW], out, settings=RunSettings(jobs=0)).has_failed
    assert check_dataset(out) == []
    assert "village-committee" in {row.agency_id for row in read_dataset(out).agencies}


def test_a_comparison_of_files_reads_with_it_too(own, tmp_path, monkeypatch, capsys):
    """A head that only the user's registry knows: the file is a plan for `decree diff` as it is for a run."""
    (own / "columns.yml").write_text(HEADS, encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(UNKNOWN_HEADS)
    monkeypatch.chdir(tmp_path)
    call("diff", "a.pdf", "a.pdf")
    assert "It has a plan of measures, but the line that names the act" in capsys.readouterr().err
