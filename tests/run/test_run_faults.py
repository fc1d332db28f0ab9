"""Whatever happens to a run: the folder holds the old dataset or the new one, the user reads a sentence."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from itertools import takewhile
from pathlib import Path

import pytest

from pipeline.check import check_dataset
from pipeline.publish.dataset import read_dataset
from pipeline.run.build_dataset import run
from pipeline.run.settings import RunSettings
from tests.places import ROOT
from tests.run.fakes import bytes_of, edition, read_made_up
from tests.run.program import PROCESSES, run_here

pytestmark = pytest.mark.usefixtures("made_up")
KILLS = int(os.environ.get("DECREE_TEST_KILLS", "20"))
HERE = RunSettings(jobs=0)
IDS = [f"kz-{number}@2014-01-01" for number in range(6)]


def put(folder: Path, text: str) -> None:
    """A file an edition, all with the same text, so that a mixture of two datasets is seen."""
    for number, edition_id in enumerate(IDS):
        (folder / f"{number}.pdf").write_bytes(edition(edition_id, text=text))


def texts(out: Path) -> set[str]:
    return {row.text for row in read_dataset(out).paragraphs}


def program(*arguments, **options):
    """A run in a process of its own."""
    command = [sys.executable, "-m", "tests.run.program", "run", *map(str, arguments)]
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **options}
    return subprocess.Popen(command, cwd=ROOT, **options)


def begun(files, out):
    """A run in a process that has the slow imports behind it, over files with made-up readings."""
    process = PROCESSES.Process(target=run_here, args=(files, out))
    process.start()
    return process


def ended(*arguments, **options):
    process = program(*arguments, **options)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def test_runs_killed_at_any_moment(folder, tmp_path):
    """Killed while it begins, reads, or writes: `check` accepts what is there, and the next run cleans up."""
    out = tmp_path / "data" / "out"
    put(folder, "old")
    run([folder], out, settings=HERE)
    (folder / "slow.pdf").write_bytes(b"slow 0.05")
    start = time.monotonic()
    begun([folder], tmp_path / "data" / "trial").join(60)
    whole = time.monotonic() - start
    chance = random.Random(5)  # noqa: S311 - moments to kill at
    seen, unfinished = set(), 0
    for number in range(KILLS):
        put(folder, f"new {number}")
        process = begun([folder], out)
        # mostly late, where it writes
        time.sleep(whole * chance.triangular(0, 1.3, 0.9))
        unfinished += process.is_alive()
        process.kill()
        process.join()
        assert check_dataset(out) == []
        (text,) = texts(out)
        seen.add(text)
    assert unfinished, "no run was ever killed: the test tests nothing"
    assert len(seen) > 1 or KILLS < 10, "no run ever came to its end: the test tests nothing"
    put(folder, "last")
    run([folder], out, settings=HERE)
    assert texts(out) == {"last"}
    assert sorted(path.name for path in out.parent.iterdir()) == ["out", "trial"]


def test_two_runs_at_once_into_one_folder(folder, tmp_path):
    """Neither loses what the other one brought: both found the folder empty when they began to read."""
    put(folder, "text")
    out = tmp_path / "out"
    files = sorted(folder.iterdir())
    (folder / "slow.pdf").write_bytes(b"slow 0.5")
    both = [begun([*half, folder / "slow.pdf"], out) for half in (files[:3], files[3:])]
    for process in both:
        process.join(60)
    assert [process.exitcode for process in both] == [0, 0]
    assert [document.edition_id for document in read_dataset(out).documents] == IDS
    assert check_dataset(out) == []


@pytest.mark.parametrize("room", [1_000, 20_000])
def test_a_full_disk(folder, tmp_path, room):
    put(folder, "old")
    out = tmp_path / "out"
    run([folder], out, settings=HERE)
    put(folder, "new")
    status, _, told = ended(
        folder, "--out", out, "--jobs", "0", env=os.environ | {"DECREE_TEST_ROOM": str(room)}
    )
    assert status == 1
    assert told.startswith("decree: ")
    assert "File too large" in told
    assert told.count("\n") == 1
    assert texts(out) == {"old"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


def test_a_folder_that_nobody_may_write_is_told_of_before_anything_is_read(folder, tmp_path, monkeypatch):
    put(folder, "text")
    monkeypatch.setattr("pipeline.run.dataset_places.os.access", lambda *_: False)
    monkeypatch.setattr("pipeline.run.build_dataset.read_task", None)
    with pytest.raises(PermissionError, match="Permission denied"):
        run([folder], tmp_path / "out", settings=HERE)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can run a program as somebody else")
def test_somebody_elses_folder(folder, tmp_path):
    put(folder, "text")
    shared = Path(tempfile.gettempdir())
    for parent in [tmp_path, *takewhile(lambda each: each != shared, tmp_path.parents)]:
        parent.chmod(0o755)
    (tmp_path / "theirs").mkdir(mode=0o755)
    try:
        status, _, told = ended(
            folder, "--out", tmp_path / "theirs" / "out", "--jobs", "0", user=65534, group=65534
        )
    except PermissionError:
        pytest.skip("this Python is for root only")
    if "No module named" in told or "Permission denied" in told.partition("decree:")[0]:
        pytest.skip("this Python is for root only")
    assert (status, told) == (1, f"decree: {tmp_path / 'theirs'}: Permission denied\n")


@pytest.mark.parametrize("what", ["vanishes", "changes"])
def test_an_input_that_changes_in_the_middle_of_a_run(folder, tmp_path, monkeypatch, what):
    put(folder, "old")
    last = folder / "5.pdf"

    def meanwhile(task):
        if what == "vanishes":
            last.unlink(missing_ok=True)
        else:
            last.write_bytes(edition(IDS[5], text="new"))
        return read_made_up(task)

    monkeypatch.setattr("pipeline.run.build_dataset.read_task", meanwhile)
    out = tmp_path / "out"
    report = run([folder], out, settings=HERE)
    assert check_dataset(out) == []
    if what == "vanishes":
        assert (
            report.files[5].failure == "The file cannot be opened: No such file or directory. Check its path."
        )
        assert len(read_dataset(out).documents) == len(IDS) - 1
    else:
        assert texts(out) == {"old", "new"}
        document = read_dataset(out).documents[5]
        assert len(run([folder], out, settings=HERE).skipped) == len(IDS)
        assert document.source_sha256 == read_dataset(out).documents[5].source_sha256


@pytest.mark.parametrize(
    "settings",
    [
        {"LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Almaty", "PYTHONHASHSEED": "7"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"},
    ],
    ids=["another place", "ASCII"],
)
def test_the_same_bytes_anywhere(folder, tmp_path, settings):
    put(folder, "İIıi Қазақша")
    (folder / "жоспар.pdf").write_bytes(edition("kz-9@2014-01-01"))
    status, _, told = ended(folder, "--out", tmp_path / "there", "--jobs", "0", env=os.environ | settings)
    assert (status, told) == (0, "")
    run([folder], tmp_path / "here", settings=HERE)
    assert bytes_of(tmp_path / "there") == bytes_of(tmp_path / "here")


def test_nobody_reads_what_it_says(folder, tmp_path):
    """The pipe to its output is closed: the dataset is written all the same."""
    put(folder, "text")
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        process = program(folder, "--out", tmp_path / "out", "--jobs", "0", stdout=pipe)
    _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (141, "")
    assert texts(tmp_path / "out") == {"text"}


def test_ctrl_c_while_it_reads(folder, tmp_path):
    put(folder, "text")
    (folder / "z.pdf").write_bytes(b"slow 30")
    process = program(folder, "--out", tmp_path / "out", start_new_session=True)
    time.sleep(2)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=10)
    assert (process.returncode, told) == (130, "decree: interrupted\n")
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_a_traceback_is_for_those_who_ask(folder, tmp_path):
    (folder / "x.pdf").write_bytes(b"odd")
    status, _, told = ended(folder, "--out", tmp_path / "out", "--jobs", "0")
    assert status == 1
    assert "Unexpected RuntimeError: odd file x.pdf (please report it with the output of --debug)." in told
    assert "Traceback" not in told
    _, _, told = ended(folder, "--out", tmp_path / "out", "--debug", "--jobs", "1")
    assert "Traceback" in told
    assert "fakes.py" in told
