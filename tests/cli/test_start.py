"""A file of the user's own that is called `pipeline` is told of in one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli.screen import called_as

DECREE = Path(sys.executable).parent / "decree"
OWN = "raise SystemExit('the user's own')"


@pytest.fixture(params=["pipeline.py", "pipeline/__init__.py", "pipeline/data.txt"])
def own(request, tmp_path):
    file = tmp_path / request.param
    file.parent.mkdir(exist_ok=True)
    file.write_text(OWN, encoding="utf-8")
    return file


def start(*command, cwd, **variables):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        [*map(str, command)], cwd=cwd, env={**environment, **variables}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def test_it_is_told_of(own, tmp_path):
    done = start(DECREE, "--version", cwd=tmp_path, PYTHONPATH=str(tmp_path))
    found = own.parent if own.name == "data.txt" else own  # a folder without __init__.py is found by itself
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        f"decree: Python finds {found} where it looks for `pipeline`, the package of decree: "
        "rename that, or take its folder from PYTHONPATH.\n"
    )


@pytest.mark.usefixtures("own")
def test_a_file_beside_is_in_nobodys_way(tmp_path):
    done = start(DECREE, "--version", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("decree, version")


def test_python_with_a_safe_path_finds_the_package(own, tmp_path):
    done = start(sys.executable, "-P", "-m", "pipeline", "--version", cwd=tmp_path)
    assert done.stdout.startswith("decree, version")
    if own.name != "data.txt":
        assert "the user's own" in start(sys.executable, "-m", "pipeline", cwd=tmp_path).stderr


@pytest.mark.parametrize(
    ("called", "path", "named"),
    [
        (DECREE, DECREE.parent, "decree"),
        ("bin/decree", "/usr/bin", "bin/decree"),
        (DECREE, "/usr/bin", str(DECREE)),
        ("pytest", "/usr/bin", "decree"),
    ],
)
def test_the_next_command_is_named_as_the_program_was_called(monkeypatch, called, path, named):
    """Whoever typed `.venv/bin/decree` has no `decree` to type."""
    monkeypatch.setattr(sys, "argv", [str(called)])
    monkeypatch.setenv("PATH", str(path))
    assert called_as() == named
