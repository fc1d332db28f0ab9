"""A file that crashes, hangs, or eats memory in the process that reads it is that file's failure only."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.check import check_dataset
from pipeline.extract.pdf.limits import Limits
from pipeline.run.build_dataset import run
from pipeline.run.executors import Death, Guard, GuardedProcesses
from pipeline.run.settings import RunSettings, limits_of
from tests.places import ROOT
from tests.run.fakes import bytes_of, edition, put

FIXTURES = ROOT / "tests" / "fixtures"
A, B, C = (f"kz-{name}@2014-01-01" for name in "abc")


HOSTILE = {
    "crash": "The PDF library failed on it (SIGSEGV)",
    "killed": "Its reading was killed, most likely for lack of memory.",
    "sleep": "It was not read within 2 seconds.",
    "greedy": "Reading it needs more memory than one file may take.",
    "odd": "Unexpected RuntimeError: odd file odd.pdf",
}


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize("jobs", [1, 2])
def test_neighbours_of_hostile_files_are_read(folder, tmp_path, jobs):
    put(folder, a=edition(A), m=edition(B), z=edition(C), **{name: name.encode() for name in HOSTILE})
    report = run([folder], tmp_path / "out", settings=RunSettings(jobs=jobs, timeout_s=2))
    told = {file.name.removesuffix(".pdf"): file for file in report.files}
    assert {name: told[name].edition_id for name in "amz"} == {"a": A, "m": B, "z": C}
    for name, message in HOSTILE.items():
        assert told[name].failure.startswith(message)
    assert "Traceback" in told["odd"].traceback
    assert check_dataset(tmp_path / "out") == []


@pytest.mark.usefixtures("made_up")
def test_any_number_of_jobs_writes_the_same_bytes(folder, tmp_path):
    put(folder, b=b"none", c=edition(A, errors=1))
    put(folder, **{f"e{n}": edition(f"kz-{n % 7}@2014-01-01", text=str(n % 3)) for n in range(20)})
    written = []
    for jobs in (0, 1, 3):
        out = tmp_path / str(jobs)
        run([folder], out, settings=RunSettings(jobs=jobs))
        written.append(bytes_of(out))
    assert written[0]
    assert all(each == written[0] for each in written)


def test_real_files_with_any_number_of_jobs(tmp_path):
    files = [ROOT / "data" / "raw", *sorted((FIXTURES / "editions").glob("youth-painter-*.pdf"))[:3]]
    written = []
    for jobs in (0, 2):
        out = tmp_path / str(jobs)
        run(files, out, settings=RunSettings(jobs=jobs))
        written.append(bytes_of(out))
    assert written[0] == written[1]


def test_memory_stays_flat():
    """Contents are taken up only as fast as they are read."""
    taken = []

    def tasks():
        for number in range(40):
            taken.append(number)
            yield number

    processes = GuardedProcesses(2, Guard())
    ahead = [len(taken) - 1 - done for done, _ in enumerate(processes.results(str, tasks()))]
    processes.close()
    assert len(taken) == 40
    assert max(ahead) <= 2


def test_what_is_named_but_is_no_file(folder, tmp_path):
    """A pipe, an endless device, a link to nowhere, a folder with a file's name."""
    os.mkfifo(folder / "a-pipe.pdf")
    (folder / "b-link.pdf").symlink_to("nowhere.pdf")
    (folder / "c-folder.pdf").mkdir()
    (folder / "d-zero.pdf").symlink_to("/dev/zero")
    report = run([folder], tmp_path / "out", settings=RunSettings(jobs=0))
    assert {file.name: file.failure for file in report.files} == {
        "a-pipe.pdf": "It is not a file. Check its path.",
        "b-link.pdf": "The file cannot be opened: No such file or directory. Check its path.",
        "d-zero.pdf": "It is not a file. Check its path.",
    }


@pytest.mark.usefixtures("made_up")
def test_odd_names(folder, tmp_path):
    """Names are data: neither paths, nor markup, nor orders to a terminal."""
    names = ["[bold]x.pdf", "\x1b[2J.pdf", "и\u0306.pdf", "=1+1.pdf", "n\nn.pdf"]
    for number, name in enumerate(names):
        (folder / name).write_bytes(edition(f"kz-{number}@2014-01-01"))
    (folder / os.fsdecode(b"\xff\xfe.pdf")).write_bytes(edition("kz-9@2014-01-01"))
    run([folder], tmp_path / "out", settings=RunSettings(jobs=0))
    assert check_dataset(tmp_path / "out") == []


@pytest.mark.parametrize("name", ["bomb.pdf", "many-pages.pdf", "form-in-itself.pdf"])
def test_real_hostile_files_end_in_a_sentence(tmp_path, name):
    limits = limits_of(["max_pages=5", "max_content_bytes=100000"])
    report = run([FIXTURES / "readers" / name], tmp_path / "out", settings=RunSettings(jobs=0, limits=limits))
    assert report.files[0].failure
    assert not report.files[0].traceback


def test_limits_can_be_set():
    assert limits_of(["max_pages=7", "max_share_without_unicode=0.5"]) == Limits(
        max_pages=7, max_share_without_unicode=0.5
    )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("max_pages=-1", "wants a positive number"),
        ("max_pages=many", "wants a positive number"),
        ("max_pages", "wants a positive number"),
        ("max_share_without_unicode=nan", "wants a positive number"),
        ("pages=1", "There is no limit 'pages'; there are: max_file_bytes, "),
    ],
)
def test_limits_that_cannot_be(change, told):
    with pytest.raises(ValueError, match=re.escape(told)):
        limits_of([change])


def test_a_file_too_large_is_not_taken_in(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"x" * 101)
    settings = RunSettings(jobs=0, limits=limits_of(["max_file_bytes=100"]))
    report = run([tmp_path / "a.pdf"], tmp_path / "out", settings=settings)
    assert "more than 100 bytes" in report.files[0].failure


def test_a_worker_that_dies_while_it_is_idle_is_replaced():
    processes = GuardedProcesses(1, Guard(seconds=20))
    assert list(processes.results(len, ["ab"])) == [(0, 2)]
    (worker,) = processes._idle
    worker.process.kill()
    worker.process.wait()
    assert list(processes.results(len, ["abc"])) == [(0, 3)]
    processes.close()


def test_a_result_that_cannot_be_sent_is_a_death():
    processes = GuardedProcesses(1, Guard(seconds=20))
    results = [*processes.results(open, [os.devnull]), *processes.results(len, ["c"])]
    processes.close()
    assert isinstance(results[0][1], Death)
    assert results[1] == (0, 1)


ABANDONED = """
import sys
from pipeline.run.executors import Guard
from pipeline.run.executors import GuardedProcesses
import tests.run.abandoned as work
processes = GuardedProcesses(2, Guard(seconds=60))
for _ in processes.results(work.tell_and_wait, [sys.argv[1], sys.argv[1]]): pass
"""


def test_no_process_outlives_a_program_that_is_killed(tmp_path):
    told = tmp_path / "told"
    told.mkdir()
    program = subprocess.Popen([sys.executable, "-c", ABANDONED, str(told)], cwd=ROOT)
    deadline = time.monotonic() + 30
    while len(list(told.iterdir())) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    workers = [int(path.name) for path in told.iterdir()]
    assert len(workers) == 2
    program.send_signal(signal.SIGKILL)
    program.wait()
    while any(map(_lives, workers)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(map(_lives, workers))


def _lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
