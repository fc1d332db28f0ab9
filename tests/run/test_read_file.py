"""Whatever a command does with a PDF, it does in a process of its own, within bounds."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time

import pytest

from pipeline.extract.pdf import limits
from pipeline.extract.pdf.limits import paced, rewind_timer
from pipeline.extract.pdf.reader import NotReadable, read_content
from pipeline.records import Dataset
from pipeline.run import settings as settings_module
from pipeline.run.executors import Guard, GuardedProcesses
from pipeline.run.read_file import ReadingFailed, ReadTask, guarded
from pipeline.run.settings import RunSettings
from tests.places import ROOT, TESTS
from tests.run.fakes import edition, read_made_up

MIB = 1024**2
PDF = TESTS / "fixtures" / "editions" / "youth-painter-tight.pdf"


@pytest.fixture(scope="module")
def little():
    processes = GuardedProcesses(1, Guard(seconds=2, memory_bytes=600 * MIB))
    yield processes
    processes.close()


@pytest.fixture
def _strict(monkeypatch, little):
    """A process that has little time and memory."""
    monkeypatch.setattr("pipeline.run.read_file._door", lambda: little)


def task(content: bytes) -> ReadTask:
    return ReadTask(name="a.pdf", sha256=hashlib.sha256(content).hexdigest(), content=content)


@pytest.mark.usefixtures("_strict")
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"sleep", "a.pdf: It was not read within "),
        (b"greedy", "a.pdf: Reading it needs more memory than one file may take."),
        (b"crash", "a.pdf: The PDF library failed on it (SIGSEGV)"),
        (b"killed", "a.pdf: Its reading was killed"),
        (b"odd", "a.pdf: Unexpected RuntimeError: odd file a.pdf"),
    ],
    ids=["sleep", "greedy", "crash", "killed", "odd"],
)
def test_what_goes_wrong_in_a_reading_is_told(content, told):
    with pytest.raises(ReadingFailed) as caught:
        guarded("a.pdf", read_made_up, task(content))
    assert str(caught.value).startswith(told)
    (read,) = guarded("a.pdf", read_made_up, task(edition("kz-a@2014-01-01")))
    assert isinstance(read, Dataset), "the next one is read"


@pytest.mark.usefixtures("_strict")
def test_our_own_errors_come_through():
    with pytest.raises(NotReadable, match=r"a\.pdf: The file is not a PDF\."):
        guarded("a.pdf", first_page, b"no PDF")


def first_page(content: bytes) -> int:
    return next(read_content(content, name="a.pdf")).page_number


def test_no_reading_gets_more_than_its_share_of_the_machine(monkeypatch):
    monkeypatch.setattr(settings_module, "machine_bytes", lambda: 3000 * MIB)
    monkeypatch.setattr(settings_module, "_cores", lambda: 8)
    few, many = RunSettings(), RunSettings(jobs=6, timeout_s=7)
    assert (few.jobs_for(20), few.jobs_for(1), RunSettings(memory_mib=4000).jobs_for(20)) == (2, 1, 1)
    assert few.guard_for(2) == Guard(seconds=120, memory_bytes=1024 * MIB)
    assert many.jobs_for(20) == 6
    assert many.guard_for(6) == Guard(seconds=7, memory_bytes=500 * MIB)
    assert RunSettings(memory_mib=4000).guard_for(1).memory_bytes == 3000 * MIB
    assert RunSettings(memory_mib=4000).guard_for(0).memory_bytes == 4000 * MIB, "of another machine"


def test_the_memory_of_a_container_counts(monkeypatch, tmp_path):
    (tmp_path / "max").write_text("max\n", encoding="ascii")
    (tmp_path / "some").write_text("12345678\n", encoding="ascii")
    monkeypatch.setattr(settings_module, "_BOUNDS_OF_CONTAINERS", (tmp_path / "max", tmp_path / "none"))
    assert settings_module.machine_bytes() > 12345678
    monkeypatch.setattr(settings_module, "_BOUNDS_OF_CONTAINERS", (tmp_path / "some",))
    assert settings_module.machine_bytes() == 12345678


COMMANDS = (
    ("run", PDF, "--out", "data"),
    ("diff", PDF, PDF),
    ("show", PDF, "--png", "page.png"),
    ("show", "1.1", "--data", "data", "--raw", PDF, "--png", "measure.png"),
    ("review", "--data", "data", "--raw", PDF, "--out", "review"),
    ("check", "data", "--source", PDF),
    ("source", "copy.pdf"),
)
WITHOUT_LIBRARIES = """
import json, sys
from pipeline.cli import main
for arguments in json.loads(sys.argv[1]):
    try:
        main(arguments)
    except SystemExit as ended:
        loaded = {"pypdfium2", "pypdfium2.raw", "pypdfium2_raw", "pdfminer", "pdfplumber"} & set(sys.modules)
        print(arguments[0], ended.code, *sorted(loaded), file=sys.stderr)
"""


def test_no_command_opens_a_pdf_in_its_own_process(tmp_path):
    (tmp_path / "copy.pdf").write_bytes(PDF.read_bytes())
    commands = json.dumps([list(map(str, each)) for each in COMMANDS])
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_LIBRARIES, commands],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr.splitlines() == [f"{name} 0" for name, *_ in COMMANDS]


SHORT_S = 0.3
"""The time of a page here, in the place of `PAGE_SECONDS`: what goes beyond it burns the processor."""


def busy(pages: int, share_each: float) -> int:
    """Works for a share of a page's time on each of some pages, then for more on what is made of them."""
    limits.PAGE_SECONDS, long = SHORT_S, limits.PAGE_SECONDS
    try:
        rewind_timer()
        for _ in paced(range(pages)):
            _work(SHORT_S * share_each)
        _work(SHORT_S * 1.5)
    finally:
        limits.PAGE_SECONDS = long
    return pages


def _work(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_a_page_has_its_time_and_the_rest_has_the_tasks():
    assert guarded("a.pdf", busy, 3, 0.5) == 3
    with pytest.raises(
        ReadingFailed, match=r"a\.pdf: One page of it, or the list .* takes more than 4 seconds"
    ):
        guarded("a.pdf", busy, 1, 1.5)
