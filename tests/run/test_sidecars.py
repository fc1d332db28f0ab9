"""`NAME.source.yml`: read, checked, published; a wrong one is told and fails its file only."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil

import pytest
import yaml

from pipeline.check import check_dataset
from pipeline.publish.dataset import read_dataset
from pipeline.run.build_dataset import run
from pipeline.run.raw_files import LocalFile, said_of
from pipeline.run.settings import RunSettings
from pipeline.run.sidecars import SidecarError
from tests.command_line import call
from tests.places import ROOT
from tests.run.fakes import edition

RAW = ROOT / "data" / "raw"
HERE = RunSettings(jobs=0)
SAID = """
source_title: Жоспар
source_url: https://adilet.zan.kz/kaz/docs/P1300000078
publisher: Әділет
retrieved_on: 2026-11-28
rights: Official text.
note: >-
  Of two
  lines.
"""


@pytest.fixture
def places(folder, tmp_path, made_up):  # noqa: ARG001
    (folder / "a.pdf").write_bytes(edition("kz-a@2014-01-01"))
    (folder / "b.PDF").write_bytes(edition("kz-b@2014-01-01"))
    return folder, tmp_path / "out"


def told(out, number=0):
    row = read_dataset(out).documents[number]
    return (row.source_title, row.source_url, row.publisher, row.retrieved_on, row.rights, row.note)


def test_what_it_says_is_published(places):
    folder, out = places
    (folder / "a.source.yml").write_text(SAID, encoding="utf-8")
    (folder / "b.source.yml").write_text("publisher:\nnote: ''\n", encoding="utf-8")
    assert not run([folder], out, settings=HERE).has_failed
    url = "https://adilet.zan.kz/kaz/docs/P1300000078"
    assert told(out) == ("Жоспар", url, "Әділет", dt.date(2026, 11, 28), "Official text.", "Of two lines.")
    assert told(out, 1) == (None,) * 6
    assert check_dataset(out) == []


def test_nothing_is_no_text_and_a_sha256_may_be_in_capitals(places):
    folder, out = places
    sha256 = hashlib.sha256((folder / "a.pdf").read_bytes()).hexdigest().upper()
    text = f"sha256: {sha256}\npublisher: null\nrights: ~\nnote: 'null'\n"
    (folder / "a.source.yml").write_text(text, encoding="utf-8")
    assert not run([folder], out, settings=HERE).has_failed
    assert told(out) == (None, None, None, None, None, "null")


def test_a_changed_one_counts_as_something_new(places):
    folder, out = places
    assert told_after(folder, out, None) == (None, ["new", "new"])
    assert told_after(folder, out, "publisher: Adilet") == ("Adilet", ["new", "unchanged"])
    assert told_after(folder, out, "publisher: Adilet") == ("Adilet", ["unchanged", "unchanged"])
    assert told_after(folder, out, "publisher: Gazette") == ("Gazette", ["new", "unchanged"])
    assert told_after(folder, out, None) == (None, ["new", "unchanged"])


def told_after(folder, out, sidecar):
    place = folder / "a.source.yml"
    place.unlink(missing_ok=True)
    if sidecar is not None:
        place.write_text(sidecar, encoding="utf-8")
    report = run([folder], out, settings=HERE)
    return told(out)[2], ["unchanged" if file.skipped else "new" for file in report.files]


def test_an_edition_keeps_what_was_said_of_it_while_its_file_is_not_named(places):
    folder, out = places
    (folder / "a.source.yml").write_text("publisher: Adilet", encoding="utf-8")
    run([folder / "a.pdf"], out, settings=HERE)
    run([folder / "b.PDF"], out, settings=HERE)
    assert told(out)[2] == "Adilet"


WRONG = {
    "publisher: [a]": "its field publisher is no text. Write it in quotes.",
    "published: Adilet": "it has a field 'published' that is not known. Write it as `decree source` does",
    "- Adilet": "it is no list of fields.",
    "publisher: 'a": "it is no YAML",
    "retrieved_on: 28.11.2026": "its field retrieved_on is '28.11.2026'. Write the day as 2026-11-28",
    "retrieved_on: 2026-02-30": "its field retrieved_on is '2026-02-30'.",
    "source_url: adilet.zan.kz": "its field source_url is 'adilet.zan.kz'. Write the whole address",
    "file: b.PDF": "its field file is 'b.PDF', and it lies next to 'a.pdf'.",
    f"sha256: {'0' * 64}": "its field sha256 is not that of a.pdf, which is",
    "note: \0": "it is no YAML",
    "publisher: A\nnote: b\npublisher: C": "the field publisher is named twice, line 3.",
    "retrieved_on: 2999-01-01": "its field retrieved_on, 2999-01-01, is still to come.",
    f"note: {'a' * 70_000}": "it has more than 65536 bytes.",
}


@pytest.mark.parametrize("text", WRONG, ids=lambda text: text[:20])
def test_a_wrong_one_is_told(places, text):
    folder, _ = places
    (folder / "a.source.yml").write_text(text, encoding="utf-8")
    sha256 = hashlib.sha256((folder / "a.pdf").read_bytes()).hexdigest()
    with pytest.raises(SidecarError) as caught:
        said_of(LocalFile(folder / "a.pdf"), sha256=sha256)
    assert str(caught.value).startswith(f"a.source.yml: {WRONG[text]}")


def test_a_wrong_one_fails_its_file_and_no_other(places, capsys):
    folder, out = places
    (folder / "a.source.yml").write_text("- Adilet", encoding="utf-8")
    assert call("run", folder, "--out", out, "--jobs", 0) == 1
    assert f"{folder}/a.pdf: a.source.yml: it is no list of fields." in capsys.readouterr().err
    dataset = read_dataset(out)
    assert [row.edition_id for row in dataset.documents] == ["kz-b@2014-01-01"]
    assert [row.code for row in dataset.findings if row.source_file == "a.pdf"] == ["source_not_read"]
    (folder / "a.source.yml").write_text("publisher: Adilet", encoding="utf-8")
    assert not run([folder], out, settings=HERE).has_failed
    assert len(read_dataset(out).documents) == 2


def test_one_in_a_store(places):
    folder, out = places
    (folder / "a.source.yml").write_text("publisher: Adilet", encoding="utf-8")
    run([f"file://{folder}/a.pdf"], out, settings=HERE)
    assert told(out)[2] == "Adilet"


def test_a_draft_is_a_sidecar_that_holds(tmp_path, capsys):
    file = tmp_path / "decree.pdf"
    shutil.copyfile(RAW / "P1300000078.kaz.pdf", file)
    (tmp_path / "other.pdf").write_bytes(b"no PDF")
    assert call("source", file, tmp_path / "other.pdf") == 0
    shown = capsys.readouterr().out
    assert "other.source.yml: fill in what is known" in shown
    assert "no plan of measures was read" in shown
    draft = yaml.safe_load((tmp_path / "decree.source.yml").read_text(encoding="utf-8"))
    assert draft["file"] == "decree.pdf"
    assert draft["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    run([file], tmp_path / "out", settings=HERE)
    (document,) = read_dataset(tmp_path / "out").documents
    assert document.source_title == draft["source_title"] == document.title_text


def test_a_draft_never_replaces_what_a_person_wrote(tmp_path, capsys):
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    (tmp_path / "a.source.yml").write_text("publisher: Adilet", encoding="utf-8")
    assert call("source", tmp_path / "a.pdf") == 1
    assert "a.source.yml is there already" in capsys.readouterr().err
    assert (tmp_path / "a.source.yml").read_text(encoding="utf-8") == "publisher: Adilet"


def test_one_of_no_file_is_told_of(places):
    """A slip in its name would leave what it says unread."""
    folder, out = places
    for name in ("a", "b", "aa"):
        (folder / f"{name}.source.yml").write_text("publisher: Adilet", encoding="utf-8")
    assert run([folder], out, settings=HERE).ignored == ("aa.source.yml",)
