"""`decree review` from the command line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.publish.dataset import write_dataset
from pipeline.run.raw_files import SourceMissing, find_original
from tests.command_line import call
from tests.places import DECREE
from tests.publish.review_editions import decree

EDITION = "kz-government-2013-78@2014-12-30"


@pytest.fixture(scope="module")
def dataset_dir(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data") / "processed"
    write_dataset(decree(), folder)
    return folder


def test_writes_a_file_an_edition(dataset_dir, tmp_path, capsys):
    folders = ("--data", dataset_dir, "--raw", DECREE.parent, "--out", tmp_path / "new")
    assert call("review", *folders, "--lang", "kk") == 0
    out, error = capsys.readouterr()
    assert error == ""
    (file,) = (tmp_path / "new").iterdir()
    assert file.name == f"{EDITION}.html"
    assert str(file) in out
    assert '<html lang="kk">' in file.read_text(encoding="utf-8")[:100]


def test_an_unknown_edition_is_wrong_usage(dataset_dir, tmp_path, capsys):
    assert call("review", "kz-x-2000-1@2000-01-01", "--data", dataset_dir, "--out", tmp_path) == 2
    assert EDITION in capsys.readouterr().err, "says which there are"
    assert call("review", "--data", tmp_path / "nothing") == 1
    assert "there is no dataset" in capsys.readouterr().err


def test_a_missing_source_is_told_and_nothing_is_written(dataset_dir, tmp_path, capsys):
    assert call("review", "--data", dataset_dir, "--raw", tmp_path, "--out", tmp_path / "out") == 1
    error = capsys.readouterr().err
    assert "--raw" in error
    assert "Traceback" not in error
    assert not (tmp_path / "out").exists()


def test_the_source_is_known_by_its_content_and_not_by_its_path(tmp_path):
    document = decree().documents[0]
    (tmp_path / "renamed.pdf").write_bytes(DECREE.read_bytes())
    assert find_original(document, [tmp_path]) == DECREE.read_bytes()
    outside = replace(document, source_file=f"../{tmp_path.name}/renamed.pdf", source_sha256="0" * 64)
    with pytest.raises(SourceMissing, match="is not in"):
        find_original(outside, [tmp_path])
    (tmp_path / document.source_file).write_bytes(b"%PDF-")
    with pytest.raises(SourceMissing, match="is not the file that was read"):
        find_original(replace(document, source_sha256="0" * 64), [tmp_path])
