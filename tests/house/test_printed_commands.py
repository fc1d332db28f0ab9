"""Every command and snippet of README and docs, as printed, in a fresh shell on a fresh clone.

The shell has nothing of this environment but a PATH with the system's programs and a home of its own, and pip
compiles no module in it that is never imported. What a `console` block shows below a command is what the
command prints. `make run` really sets up: it needs the package index.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.places import ROOT

DOCUMENTS = [
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "data/corrections/README.md",
    *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs").glob("*.md")),
]
# what a reader does not type: data, trees, and R, which is not Python's to install
NO_COMMANDS = {"yaml", "text", "r"}
COMMANDS = {"sh", "console", "python"}
NOT_RUN = "<!-- not run by the tests: it wants a cluster and a store -->"
SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
OFFLINE = re.compile(
    r"No matching distribution|NewConnectionError|Could not find a version|Temporary failure"
)
BLOCK = re.compile(r"^```(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block of a document: its language, its text, and whether it says that it is not run."""

    document: str
    line: int
    language: str
    text: str
    is_run: bool


def blocks(document: str) -> list[Block]:
    content = (ROOT / document).read_text(encoding="utf-8")
    return [
        Block(
            document=document,
            line=content[: found.start()].count("\n") + 1,
            language=found[1],
            text=found[2],
            is_run=not content[: found.start()].rstrip().endswith(NOT_RUN),
        )
        for found in BLOCK.finditer(content)
    ]


ALL = [block for document in DOCUMENTS for block in blocks(document)]
RUN = [block for block in ALL if block.is_run and block.language in COMMANDS]


def test_every_block_says_what_it_is():
    assert {block.language for block in ALL} <= NO_COMMANDS | COMMANDS
    assert [block.document for block in ALL if not block.is_run] == ["docs/corpus.md"]
    for document in DOCUMENTS:
        fences = re.findall(r"^ *```", (ROOT / document).read_text(encoding="utf-8"), re.MULTILINE)
        assert len(fences) == 2 * len(blocks(document)), document


def test_commands_are_reached_in_one_way():
    """Where a line of a block begins with the command, it is the one in .venv."""
    for block in (block for block in ALL if block.language in {"sh", "console"}):
        assert not re.search(r"^\s*(\$ )?(decree|python|pip|jupyter|dask)\b", block.text, re.MULTILINE), block


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home with nothing in it but what pip has fetched before, so that nothing is fetched twice."""
    home = tmp_path_factory.mktemp("home")
    fetched = Path.home() / ".cache" / "pip"
    if fetched.is_dir():
        (home / ".cache").mkdir()
        (home / ".cache" / "pip").symlink_to(fetched)
    return home


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """The project as it is committed, with what is changed and not yet committed."""
    clone = tmp_path_factory.mktemp("fresh") / "clone"
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("this is no clone: what is the project's is not known")
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, clone / name)
    # what docs/corpus.md takes for granted: a year's acts
    store = clone / "store" / "government" / "2013"
    store.mkdir(parents=True)
    shutil.copy2(ROOT / "data" / "raw" / "P1300000078.kaz.pdf", store)
    return clone


@pytest.fixture(scope="module")
def shell(clone, home):
    def run(command: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            ["/bin/bash", "-euo", "pipefail", "-c", command], cwd=clone, capture_output=True, text=True,
            env={"PATH": SYSTEM_PATH, "HOME": str(home), "PIP_COMPILE": "0"}, check=False, timeout=900,
        )  # fmt: skip
        if done.returncode and OFFLINE.search(done.stderr):
            pytest.skip("there is no package index to install from")
        assert done.returncode == 0, f"$ {command}\n{done.stdout}{done.stderr}"
        return done

    return run


def contents(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def made(clone, shell):
    """The clone after the README's first command, and what that printed."""
    before = contents(clone / "data")
    printed = shell("make run").stdout
    after = contents(clone / "data")
    assert {name: after.get(name) for name in before} == before, (
        "the committed dataset comes out byte for byte"
    )
    return printed


@pytest.mark.parametrize("block", RUN, ids=lambda block: f"{block.document}:{block.line}")
def test_as_printed(block, made, clone, shell):
    if block.language == "python":
        (clone / "snippet.py").write_text(block.text, encoding="utf-8")
        # not as a script of the folder, whose own files would be imported first; a reader types it
        shell(".venv/bin/python - < snippet.py")
    elif block.language == "sh":
        shell(block.text)
    else:
        for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block.text, re.MULTILINE):
            is_first = block is RUN[0] and command == "make run"
            assert (made if is_first else shell(command).stdout) == shown


@pytest.mark.parametrize(
    "target", ["test", "notebooks", "dictionary", "bench", "fuzz", "audit", "sbom", "lint"]
)
def test_the_other_targets_that_are_named_are_there(target, shell):
    """They take long, open a browser, or run this very suite: make says what they would do."""
    assert shell(f"make -n {target}").stdout


def test_no_target_is_named_that_is_not_there():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    for document in DOCUMENTS:
        named = re.findall(r"`make ([a-z-]+)", (ROOT / document).read_text(encoding="utf-8"))
        assert set(named) <= targets, document


def test_every_command_is_told_of_in_readme_and_takes_the_options_that_are_named():
    from pipeline.cli import cli  # noqa: PLC0415

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    with cli.make_context("decree", ["--help"], resilient_parsing=True) as context:
        commands = {name: cli.get_command(context, name) for name in cli.list_commands(context)}
    for name in commands:
        assert f"| `decree {name}" in readme, name
    for document in DOCUMENTS:
        text = (ROOT / document).read_text(encoding="utf-8")
        for name, rest in re.findall(r"`decree ([a-z]+)([^`\n]*)`", text):
            known = {option for param in commands[name].params for option in param.opts} | {"--help"}
            assert set(re.findall(r"--[a-z-]+", rest)) <= known, f"{document}: decree {name}{rest}"


def test_the_path_has_no_environment_of_ours():
    assert not set(SYSTEM_PATH.split(":")) & {str(Path(os.sys.executable).parent)}
