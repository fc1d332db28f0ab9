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


def editions(out):
    return [(row.edition_id, row.pipeline_version) for row in read_dataset(out).documents]


def go(out, own=None):
    return run([RAW], out, settings=RunSettings(jobs=1, registry=own))


def test_a_run_notices_a_changed_registry_and_tells_what_it_changed(own, tmp_path):
    """Read in a process of its own, that was made ready with the package's registry."""
    out = tmp_path / "out"
    go(out)
    assert go(out).skipped
    (own / "agencies.csv").write_text("agency_id,name_en,abbreviations\nministry-of-finance,Treasury,+ҚЖМ\n")
    told = run_text(go(out, own))
    assert "Your registry changed what is read:\n  agencies.csv: ministry-of-finance: changed" in told
    assert "unchanged" not in told
    ((_, version),) = editions(out)
    assert version.startswith(f"{VERSION}+registry.")
    bodies = {row.agency_id: row for row in read_dataset(out).agencies}
    assert bodies["ministry-of-finance"].name_en == "Treasury"
    assert go(out, own).skipped
    # also what is not published with a body: words of heads
    (own / "columns.yml").write_text("measure: {patterns: [^міндет]}", encoding="utf-8")
    assert not go(out, own).skipped
    assert go(out, own).skipped
    assert check_dataset(out) == []
    assert not go(out).skipped, "the registry alone is another one again"
    assert editions(out) == [("kz-government-2013-78@2014-12-30", VERSION)]
    assert "Treasury" not in {row.name_en for row in read_dataset(out).agencies}


def test_readings_with_and_without_it_are_those_of_fresh_processes(own, tmp_path):
    """Nothing of one registry is left in what was made ready with another."""
    text = "agency_id,abbreviations,valid_to\nministry-of-finance,Қаржымин,2013-05-01\n"
    (own / "agencies.csv").write_text(text, encoding="utf-8")
    for name, registry in (("a", None), ("b", own), ("c", None)):
        run([RAW], tmp_path / name, settings=RunSettings(jobs=0, registry=registry))
    command = [sys.executable, "-m", "pipeline", "run", str(RAW), "--jobs", "0", "--registry", str(own)]
    subprocess.run(
        [*command, "--out", str(tmp_path / "fresh")], check=True, cwd=tmp_path, capture_output=True
    )
    tables = {name: read_dataset(tmp_path / name) for name in ("a", "b", "c", "fresh")}
    assert tables["a"] == tables["c"] == read_dataset(ROOT / "data" / "processed")
    assert tables["b"] == tables["fresh"]
    assert tables["a"].responsibilities != tables["b"].responsibilities


def test_a_file_that_was_refused_is_read_once_its_heads_are_known(own, tmp_path):
    """A refusal is remembered for the registry that it was made with."""
    (tmp_path / "in").mkdir()
    rows = [("№", "Міндет", "Кім", "Қашан"), ("1", "Жұмыс", "ҰЭМ", "2013 жылғы мамыр")]
    (tmp_path / "in" / "a.pdf").write_bytes(table(*rows))

    def failure(registry):
        settings = RunSettings(jobs=0, registry=registry)
        (file,) = run([tmp_path / "in", RAW], tmp_path / "out", settings=settings).files[:1]
        return file.failure, file.skipped

    assert "Heads found: page 1: «№», «Міндет», «Кім», «Қашан»." in failure(None)[0]
    assert failure(None)[1], "remembered"
    heads = "measure: {patterns: [^міндет]}\nexecutors: {patterns: [^кім]}\ndeadline: {patterns: [^қашан]}\n"
    (own / "columns.yml").write_text(heads, encoding="utf-8")
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


def test_the_folder_registry_beside_data_is_used(tmp_path):
    (tmp_path / "registry").mkdir()
    (tmp_path / "registry" / "README.md").write_text("Ours.", encoding="utf-8")
    (tmp_path / "registry" / "agencies.csv").write_text(f"{HEAD}{COMMITTEE}", encoding="utf-8")
    command = [sys.executable, "-m", "pipeline", "run", str(RAW), "--out", "out", "--jobs", "0"]
    done = subprocess.run(command, check=True, cwd=tmp_path, capture_output=True, text=True)
    assert "agencies.csv: village-committee: added" in done.stdout


def test_a_comparison_of_files_reads_with_it_too(tmp_path):
    """A head that only the user's registry knows: the file is a plan for `decree diff` as it is for a run."""
    (tmp_path / "registry").mkdir()
    heads = "measure: {patterns: [^міндет]}\nexecutors: {patterns: [^кім]}\ndeadline: {patterns: [^қашан]}\n"
    (tmp_path / "registry" / "columns.yml").write_text(heads, encoding="utf-8")
    rows = [("№", "Міндет", "Кім", "Қашан"), ("1", "Жұмыс", "ҰЭМ", "2013 жылғы мамыр")]
    (tmp_path / "a.pdf").write_bytes(table(*rows))
    command = [sys.executable, "-m", "pipeline", "diff", "a.pdf", "a.pdf"]
    done = subprocess.run(command, check=False, cwd=tmp_path, capture_output=True, text=True)
    assert "It has a plan of measures, but the line that names the act" in done.stderr
