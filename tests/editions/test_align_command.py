"""`decree align` as it is typed."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from pipeline.cli.compare_commands import align as align_command
from pipeline.editions import align
from pipeline.publish.dataset import write_dataset
from tests.editions import two_languages as two
from tests.places import ROOT


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A dataset of two languages, as a run that knew nothing of alignment would have written it."""
    out = tmp_path_factory.mktemp("languages") / "out"
    change = two.measure("1.1", deadline_edtf="2013-03")
    write_dataset(two.both(change, two.without("4.9"), two.renamed({"4.16": "4.30"})), out)
    return out


def run(*args):
    return CliRunner().invoke(align_command, [str(arg) for arg in args], standalone_mode=False)


def test_a_line_says_how_measures_were_joined_and_causes_follow(folder):
    result = run("--data", folder)
    assert result.return_value == 1
    first, *others = result.output.splitlines()
    assert first == (
        f"{two.KK} and {two.RU}: 41 measures joined by key, 1 by values, 1 in one only; in 0 rows something "
        "was withheld."
    )
    told = "\n".join(others)
    assert "(language_editions_differ)" in told
    assert "deadline_edtf 2013-02 | 2013-03" in " ".join(told.split())
    assert "4.9 p. " in told


def test_two_editions_are_named_as_elsewhere(folder):
    named = run("2014-12-30.ru", "2014-12-30", "--data", folder, "--format", "json")
    assert named.return_value == 1
    content = json.loads(named.output)
    assert len(content["alignments"]) == 1 + 43
    assert {each["code"] for each in content["findings"]} == {
        "language_editions_differ", "measure_in_one_language",
    }  # fmt: skip


def test_one_edition_is_held_against_its_own_day(folder):
    assert run("2014-12-30.ru", "--data", folder).output == run("--data", folder).output
    with pytest.raises(Exception, match="is no edition of the dataset"):
        CliRunner().invoke(
            align_command,
            ["1999-01-01", "--data", str(folder)],
            standalone_mode=False,
            catch_exceptions=False,
        )


def test_nothing_that_differs_is_status_0(tmp_path):
    write_dataset(align(two.both()), tmp_path / "out")
    result = run("--data", tmp_path / "out")
    assert (result.return_value, len(result.output.splitlines())) == (0, 1)


def test_a_dataset_of_one_language_is_told_so():
    with pytest.raises(Exception, match="no act of one day in two languages"):
        CliRunner().invoke(
            align_command,
            ["--data", str(ROOT / "data" / "processed")],
            standalone_mode=False,
            catch_exceptions=False,
        )
