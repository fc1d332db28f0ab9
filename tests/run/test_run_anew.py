"""A run that reads everything anew says whether the dataset came out as it was, byte for byte."""

from __future__ import annotations

import pytest

from pipeline.cli.screen import run_text
from pipeline.run.build_dataset import run
from pipeline.run.settings import RunSettings
from tests.run.fakes import edition, read_made_up

SAME = "It was made anew, and is the same as before, byte for byte."


@pytest.fixture
def folders(tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.run.build_dataset.read_task", read_made_up)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.pdf").write_bytes(edition("kz-a@2014-01-01"))
    return tmp_path / "in", tmp_path / "out"


def told(places, out, *, force: bool) -> bool:
    return SAME in run_text(run([places], out, settings=RunSettings(jobs=0, force=force)))


def test_the_same_bytes_are_told_and_other_bytes_are_not(folders):
    """Also where the package file says the same: a table may have been edited since."""
    places, out = folders
    assert not told(places, out, force=False)
    assert told(places, out, force=True)
    assert not told(places, out, force=False), "nothing was made: the file is unchanged"
    for name in ("measures.parquet", "json/kz-a@2014-01-01.json", "schema/edition.schema.json"):
        before = (out / name).read_bytes()
        with (out / name).open("ab") as file:
            file.write(b" ")
        assert not told(places, out, force=True)
        assert (out / name).read_bytes() == before
        (out / name).unlink()
        assert not told(places, out, force=True)
