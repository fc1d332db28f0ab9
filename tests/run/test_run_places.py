"""Files and datasets by URL."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from pipeline.check import check_dataset
from pipeline.run.build_dataset import run
from pipeline.run.raw_files import NoStore, find_sources
from pipeline.run.settings import RunSettings
from tests.command_line import call
from tests.run.fakes import bytes_of, edition, put

fsspec = pytest.importorskip("fsspec")

A, B, C = (f"kz-{name}@2014-01-01" for name in "abc")
pytestmark = pytest.mark.usefixtures("made_up")
HERE = RunSettings(jobs=0)


@pytest.fixture
def memory():
    store = fsspec.filesystem("memory")
    store.store.clear()
    store.pseudo_dirs[:] = [""]
    yield store
    store.store.clear()


def fresh(tmp_path, **contents: bytes):
    """The dataset that local files give."""
    (tmp_path / "files").mkdir()
    put(tmp_path / "files", **contents)
    run([tmp_path / "files"], tmp_path / "fresh", settings=HERE)
    return bytes_of(tmp_path / "fresh")


@pytest.mark.parametrize("named", ["memory://in", "memory://in/*.pdf"])
def test_a_folder_in_a_store(memory, tmp_path, named):
    memory.pipe(
        {"/in/a.pdf": edition(A), "/in/b.PDF": edition(B), "/in/x.txt": b"-", "/in/sub/c.pdf": b"none"}
    )
    report = run([named], tmp_path / "out", settings=HERE)
    expected = ["a.pdf", "b.PDF"] if named.endswith("in") else ["a.pdf"]
    assert [file.name for file in report.files] == expected
    assert report.files[0].path == "memory:///in/a.pdf"
    again = run([named], tmp_path / "out", settings=HERE)
    assert len(again.skipped) == len(expected)


def test_a_zip_and_a_file_url(tmp_path):
    with zipfile.ZipFile(tmp_path / "decrees.zip", "w") as archive:
        archive.writestr("2013/a.pdf", edition(A))
        archive.writestr("2013/b.pdf", edition(B))
    (tmp_path / "c.pdf").write_bytes(edition(C))
    places = [f"zip://2013/*.pdf::{tmp_path / 'decrees.zip'}", (tmp_path / "c.pdf").as_uri()]
    report = run(places, (tmp_path / "out").as_uri(), settings=HERE)
    assert [file.edition_id for file in report.files] == [A, B, C]
    assert bytes_of(tmp_path / "out") == fresh(tmp_path, a=edition(A), b=edition(B), c=edition(C))


def test_a_dataset_in_a_store(memory, tmp_path):
    for name, content in (("a", edition(A)), ("b", edition(B))):
        (tmp_path / f"{name}.pdf").write_bytes(content)
        report = run([tmp_path / f"{name}.pdf"], "memory://data/set", settings=HERE)
    assert report.kept == (A,)
    assert len(run([tmp_path / "a.pdf"], "memory://data/set", settings=HERE).skipped) == 1
    stored = {name.removeprefix("/data/set/"): memory.cat(name) for name in memory.find("/data/set")}
    assert stored == fresh(tmp_path, a=edition(A), b=edition(B))
    run([tmp_path / "b.pdf"], "memory://data/set", settings=RunSettings(jobs=0, prune=True))
    copy = tmp_path / "copy"
    memory.get("/data/set/", f"{copy}/", recursive=True)
    assert check_dataset(copy) == [], "the file of an edition that is let go goes too"


def test_a_store_that_breaks_is_the_files_failure(memory, tmp_path, monkeypatch):
    memory.pipe({"/in/a.pdf": edition(A), "/in/b.pdf": edition(B)})
    opened = memory.open

    def breaking(path, *arguments, **options):
        if path.endswith("b.pdf"):
            raise TimeoutError("the store is asleep")
        return opened(path, *arguments, **options)

    monkeypatch.setattr(memory, "open", breaking)
    report = run(["memory://in"], tmp_path / "out", settings=HERE)
    assert report.files[0].edition_id == A
    assert report.files[1].failure == "The file cannot be opened: the store is asleep. Check its URL."


@pytest.mark.parametrize("url", ["nosuch://x/a.pdf", "zip://*.pdf::no-such.zip"])
def test_urls_that_lead_nowhere(url):
    with pytest.raises(NoStore, match=r"no-?such"):
        find_sources([url])


def test_without_fsspec_urls_say_what_to_install(monkeypatch):
    def missing(name):
        raise ImportError(f"No module named {name!r}")

    monkeypatch.setattr("pipeline.run.raw_files.import_module", missing)
    with pytest.raises(NoStore, match=r"pip install 'decree-pipeline\[corpus\]'"):
        find_sources(["s3://bucket/decrees"])


def test_a_file_named_twice_is_one(tmp_path):
    (tmp_path / "a.pdf").write_bytes(io.BytesIO(edition(A)).getvalue())
    assert len(find_sources([tmp_path, tmp_path / "a.pdf", Path(tmp_path) / "a.pdf"])) == 1


@pytest.mark.parametrize(
    ("out", "told"),
    [
        (".", "it is the folder that you are in"),
        ("", "it is the folder that you are in"),
        ("sub/..", "it is the folder that you are in"),
        ("/", "it is a mount point: name a folder in it, /dataset."),
        ("/proc", "it is a mount point"),
        ("loop", "leads nowhere"),
        ("loop/x", "leads nowhere"),
        ("..", "it holds the folder that you are in"),
        ("sub", "it is your home folder"),
        ("a.pdf", "is a file"),
        ("a.pdf/x", "a.pdf is a file: no folder can be made in it."),
        ("x" * 300, "File name too long"),
        ("x\udcffy", None),
        ("new/and/deep", None),
    ],
)
def test_any_place_gives_a_dataset_or_a_sentence(tmp_path, monkeypatch, capsys, out, told):
    """None of them after the files were read."""
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "a.pdf").write_bytes(edition(A))
    (inside / "loop").symlink_to("loop")
    (inside / "sub").mkdir()
    monkeypatch.chdir(inside)
    monkeypatch.setenv("HOME", str(inside / "sub"))
    if told is not None:
        monkeypatch.setattr("pipeline.run.build_dataset.read_task", None)
    status = call("run", "a.pdf", "--out", out, "--jobs", 0)
    shown = "".join(capsys.readouterr())
    assert "report it" not in shown
    if told is None:
        assert status == 0
        assert check_dataset(inside / out) == []
    else:
        assert status in (1, 2)
        assert told in shown
