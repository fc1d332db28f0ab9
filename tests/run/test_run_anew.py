"""A run that reads everything anew says whether the dataset came out as it was, byte for byte."""

from __future__ import annotations

import pytest

from pipeline.cli.screen import run_text
from pipeline.run.build_dataset import run
from pipeline.run.settings import RunSettings
from tests.run.fakes import edition, put

SAME = "It was made anew, and is the same as before, byte for byte."


def told(folder, out, *, force: bool) -> bool:
    return SAME in run_text(run([folder], out, settings=RunSettings(jobs=0, force=force)))


@pytest.mark.usefixtures("made_up")
def test_the_same_bytes_are_told_and_other_bytes_are_not(folder, tmp_path):
    """Also where the package file says the same: a table may have been edited since."""
    put(folder, a=edition("kz-a@2014-01-01"))
    out = tmp_path / "out"
    assert not told(folder, out, force=False)
    assert told(folder, out, force=True)
    assert not told(folder, out, force=False), "nothing was made: the file is unchanged"
    for name in ("measures.parquet", "json/kz-a@2014-01-01.json", "schema/edition.schema.json"):
        before = (out / name).read_bytes()
        with (out / name).open("ab") as file:
            file.write(b" ")
        assert not told(folder, out, force=True)
        assert (out / name).read_bytes() == before
        (out / name).unlink()
        assert not told(folder, out, force=True)
