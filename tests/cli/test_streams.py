"""Whoever reads, or does not read, what a command writes: it does its work, and never ends in a traceback."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pipeline.cli.screen import printable
from pipeline.publish.dataset import read_dataset
from tests.command_line import call
from tests.places import ROOT
from tests.run.fakes import edition

PROGRAM = f"{sys.executable} -m tests.run.program"


def bash(command):
    return subprocess.run(
        ["/bin/bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize(
    ("redirected", "status"),
    [
        (">&-", 1),
        ("2>&-", 1),
        ("<&- >&- 2>&-", 1),
        (">&- 2>/dev/full", 1),
        ("2>&1 | head -0; exit ${PIPESTATUS[0]}", 141),
        ("| head -0; exit ${PIPESTATUS[0]}", 141),
    ],
)
def test_closed_streams_end_no_run(tmp_path, redirected, status):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.pdf").write_bytes(edition("kz-a@2014-01-01"))
    (tmp_path / "in" / "b.pdf").write_bytes(b"none")
    jobs = int(redirected.startswith("<&-"))  # a process of its own inherits them; one is enough to see that
    command = f"{PROGRAM} run {tmp_path / 'in'} --out {tmp_path / 'out'} --jobs {jobs} {redirected}"
    done = bash(command)
    assert done.returncode == status
    assert "Traceback" not in done.stderr
    assert "Error" not in done.stderr
    assert len(read_dataset(tmp_path / "out").documents) == 1


@pytest.mark.parametrize("called", ["--help >&-", "--version >&- 2>&-", "run --help 2>&-"])
def test_closed_streams_end_no_help(called):
    done = bash(f"{PROGRAM} {called}")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_full_disk_behind_standard_output_is_told(tmp_path):
    (tmp_path / "a.pdf").write_bytes(edition("kz-a@2014-01-01"))
    command = f"{PROGRAM} run {tmp_path / 'a.pdf'} --out {tmp_path / 'out'} --jobs 0 >/dev/full"
    done = bash(command)
    assert (done.returncode, done.stderr) == (1, "decree: No space left on device\n")


HOSTILE = "a\x1b[2J\x9b1m\u202e\u2066\r\nb"


def test_text_cannot_steer_a_terminal():
    assert printable(HOSTILE) == r"a\x1b[2J\x9b1m\u202e\u2066\r\nb"
    assert printable(HOSTILE, keep="\n").endswith("\\r\nb")


@pytest.mark.parametrize("command", ["run", "diff", "show", "check --source", "source"])
def test_a_files_name_cannot_steer_a_terminal(tmp_path, command, capsys):
    file = tmp_path / f"{HOSTILE}.pdf"
    file.write_bytes(b"%PDF- no more")
    others = {"diff": [str(file)], "run": ["--out", str(tmp_path / "out"), "--jobs", "0"]}
    arguments = [*command.split(), str(file), *others.get(command, [])]
    if command == "check --source":
        arguments = ["check", str(ROOT / "data" / "processed"), "--source", str(file)]
    call(*arguments)
    shown = "".join(capsys.readouterr())
    assert r"\x9b1m\u202e\u2066" in shown
    assert not set("\x1b\x9b\u202e\u2066\r") & set(shown)
