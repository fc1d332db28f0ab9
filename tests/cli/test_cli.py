from __future__ import annotations

import contextlib
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.cli import main
from pipeline.cli.screen import aligned, run_text
from pipeline.publish.dataset import write_dataset
from pipeline.run.report import FileReport, RunReport
from tests.command_line import call
from tests.places import ROOT
from tests.small_dataset import small_dataset


def decree(*arguments, **options):
    """The command line in a process of its own."""
    settings = {"cwd": ROOT, "capture_output": True, "text": True, "encoding": "utf-8", "timeout": 60}
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, arguments)], check=False, **(settings | options)
    )


@pytest.fixture
def road(monkeypatch):
    """A road in place of the real one: it notes how it was called and gives the report that a test sets."""
    module = ModuleType("pipeline.run.build_dataset")
    module.calls = []
    module.report = RunReport(files=(), out_dir=Path("out"))
    module.error = None

    def run(paths, out_dir, *, on_progress, force, settings):
        module.calls.append((list(paths), out_dir, on_progress, force))
        module.settings = settings
        if module.error is not None:
            raise module.error
        if on_progress is not None:
            on_progress(1, 1, Path("[a].pdf"))
        return module.report

    module.run = run
    monkeypatch.setitem(sys.modules, "pipeline.run.build_dataset", module)
    return module


GOOD_FILE = FileReport(
    path=Path("in/a.pdf"), edition_id="kz-a@2013-01-01", measures=43, amendments=5, warnings=3, infos=12
)
BAD_FILE = FileReport(path=Path("in/scan.pdf"), edition_id=None, errors=1, failure="no text layer: needs OCR")
OLD_FILE = FileReport(path=Path("in/b.pdf"), edition_id="kz-b@2014-01-01", measures=7, skipped=True)


def test_a_good_run(road, tmp_path, capsys):
    (tmp_path / "a.pdf").touch()
    road.report = RunReport(files=(GOOD_FILE, OLD_FILE), out_dir=tmp_path / "out", warnings=3)
    assert call("run", tmp_path / "a.pdf", "--out", tmp_path / "out", "--force") == 0
    assert road.calls == [([tmp_path / "a.pdf"], tmp_path / "out", None, True)]
    shown = capsys.readouterr()
    assert shown.out.splitlines() == [
        "file   edition          measures  amendments  errors  warnings  infos",
        "a.pdf  kz-a@2013-01-01        43           5       0         3     12",
        "b.pdf  kz-b@2014-01-01         7           0       0         0      0  unchanged",
        "",
        f"The dataset is in {tmp_path / 'out'}: a Parquet file a table, one JSON an edition in json/.",
        "To look at: 0 errors and 3 warnings.",
        f"  decree findings --data {tmp_path / 'out'}   "
        "lists them by cause, with their places and what to do",
        f"  decree review --data {tmp_path / 'out'}     shows them on the pages",
    ]
    assert shown.err == ""


def test_a_run_with_a_file_that_failed(road, tmp_path, capsys):
    road.report = RunReport(files=(GOOD_FILE, BAD_FILE), out_dir=tmp_path / "out")
    assert call("run", tmp_path) == 1
    shown = capsys.readouterr()
    assert "scan.pdf  -                       0           0       1         0      0  failed" in shown.out
    assert "The dataset is in" in shown.out
    assert shown.err == "in/scan.pdf: no text layer: needs OCR\n"
    road.report = RunReport(files=(BAD_FILE,), out_dir=tmp_path / "out")
    assert call("run", tmp_path) == 1
    assert "The dataset is in" not in capsys.readouterr().out


def test_default_folders(road, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data" / "raw").mkdir(parents=True)
    road.report = RunReport(files=(GOOD_FILE,), out_dir=Path("data/processed"))
    assert call("run") == 0
    assert road.calls == [([Path("data/raw")], Path("data/processed"), None, False)]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["run", "no-such.pdf"], "'no-such.pdf' does not exist"),
        (["run"], "There is no data/raw here"),
        (["run", "."], "There is no PDF file in ."),
        (["run", ".", "--out", "file"], "is a file"),
        (["run", ".", "--colour"], "No such option"),
        (["check", "no-such-folder"], "'no-such-folder' does not exist"),
        (["check"], "data/processed' does not exist"),
        (["paint"], "No such command 'paint'"),
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("road")
def test_wrong_usage(tmp_path, monkeypatch, capsys, arguments, told):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    assert call(*arguments) == 2
    shown = capsys.readouterr()
    assert told in shown.err
    assert shown.out == ""


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(28, "No space left on device", "out/x"), "decree: out/x: No space left on device\n"),
        (RuntimeError("odd\nthing"), "decree: unexpected RuntimeError: odd thing (please report it"),
    ],
    ids=["disk full", "fault"],
)
def test_an_error_is_one_line(road, tmp_path, capsys, error, told):
    road.error = error
    assert call("run", tmp_path) == 1
    shown = capsys.readouterr().err
    assert shown.startswith(told)
    assert shown.count("\n") == 1


def test_debug_shows_the_traceback(road, tmp_path):
    road.error = RuntimeError("odd")
    with pytest.raises(RuntimeError, match="odd"):
        main(["run", str(tmp_path), "--debug"])


def test_ctrl_c_in_a_run(road, tmp_path, capsys):
    road.error = KeyboardInterrupt()
    assert call("run", tmp_path) == 130
    assert capsys.readouterr().err == "decree: interrupted\n"


def test_a_terminal_gets_a_bar(road, tmp_path, monkeypatch):
    """Standard error is a real terminal here, the road gets somebody to tell of its progress."""
    road.report = RunReport(files=(GOOD_FILE,), out_dir=tmp_path / "out")
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w", encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        assert call("run", tmp_path) == 0
    assert road.calls[0][2] is not None
    assert "[a].pdf" in everything_from(ours)


def everything_from(descriptor: int) -> str:
    """What a terminal whose other end is closed was told."""
    told = b""
    with contextlib.suppress(OSError):  # Linux's way of saying that the other end is closed
        while more := os.read(descriptor, 100_000):
            told += more
    os.close(descriptor)
    return told.decode()


def test_columns_line_up_in_kazakh_too():
    rows = [("file", "edition", "1"), ("жоспар.pdf", "kz", "22")]
    assert aligned(rows, numbers={2}) == ["file        edition   1", "жоспар.pdf  kz       22"]


def test_one_error_is_no_errors():
    files = (FileReport(path=Path("a.pdf"), edition_id="x", errors=1),)
    report = RunReport(files=files, out_dir=Path("out"), errors=1)
    assert "1 error and 0 warnings" in run_text(report)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    out = tmp_path_factory.mktemp("data") / "деректер"
    write_dataset(small_dataset(), out)
    return out


def test_a_sound_dataset(dataset, capsys):
    assert call("check", dataset) == 0
    assert tuple(capsys.readouterr()) == (f"{dataset} is sound: 1 edition, 3 measures, 4 findings\n", "")


def test_an_unsound_dataset(tmp_path, capsys):
    out = tmp_path / "out"
    write_dataset(small_dataset(), out)
    (out / "datapackage.json").unlink()
    assert call("check", out) == 1
    shown = ("datapackage.json: is missing\n", f"{out} is not sound: 1 problem\n")
    assert tuple(capsys.readouterr()) == shown


def test_no_dataset(tmp_path, capsys):
    assert call("check", tmp_path) == 1
    assert "documents.parquet is missing" in capsys.readouterr().err


@pytest.mark.parametrize("locale", ["C", "tr_TR.UTF-8", "kk_KZ.PT154"])
def test_any_locale(dataset, locale):
    ended = decree("check", dataset, env=os.environ | {"LC_ALL": locale})
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_terminal_without_kazakh_letters(dataset):
    ended = decree(
        "check", dataset, env=os.environ | {"PYTHONIOENCODING": "latin-1:strict", "PYTHONUTF8": "0"}
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "\\u0434" in ended.stdout


def test_a_reader_that_goes_away(dataset):
    """The pipe is closed before anything is written into it."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        ended = decree("check", dataset, capture_output=False, stdout=pipe, stderr=subprocess.PIPE)
    assert (ended.returncode, ended.stderr) == (141, "")


LONG_RUN = """
import sys, time, types
import pipeline.__main__
road = types.ModuleType("pipeline.run.build_dataset")
def run(*_, **__):
    print("begun", flush=True)
    time.sleep(60)
road.run = run
sys.modules["pipeline.run.build_dataset"] = road
sys.argv = ["decree", "run", "."]
pipeline.__main__.main()
"""


def test_ctrl_c_in_a_process():
    process = subprocess.Popen(
        [sys.executable, "-c", LONG_RUN], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout.readline() == b"begun\n"
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert (process.returncode, told) == (130, b"decree: interrupted\n")


def test_help_answers_at_once():
    """It imports nothing that takes time."""
    code = """
import sys, pipeline.cli as c
for arguments in ("--help", "run --help", "check --help", "--version"):
    try: c.main(arguments.split())
    except SystemExit as ended: assert not ended.code
print(*sys.modules, file=sys.stderr)
"""
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout.count("Usage: decree") == 3
    loaded = set(ended.stderr.split())
    assert "pipeline.cli" in loaded
    assert not loaded & {
        "pandas", "numpy", "pyarrow", "spacy", "pdfplumber", "pypdfium2", "rich", "yaml", "regex",
    }  # fmt: skip
