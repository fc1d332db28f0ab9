"""Runs of tests in processes of their own, which begin with everything imported and nothing remembered."""

from __future__ import annotations

import contextlib
import io
import multiprocessing
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import pytest

from pipeline.stations.evidence import Registered, observed, switched_off

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What was found of one clue: the tests named for it that notice, others that do, and all it decides."""

    clue: Registered
    named: tuple[str, ...]
    others: tuple[str, ...]
    n_deciding: int


@dataclass(slots=True)
class Notes:
    """A pytest plugin: notes for each test its seconds, whether it failed, and what its results hang on."""

    collected: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    failed: set[str] = field(default_factory=set)
    tests: dict[str, set[str]] = field(default_factory=dict)
    _current: str = ""

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.collected.extend(item.nodeid for item in session.items)

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self._current = nodeid

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration
        if report.failed:
            self.failed.add(report.nodeid)

    def decided(self, name: str) -> None:
        """Notes that a result of the test that runs hangs on a clue."""
        self.tests.setdefault(name, set()).add(self._current)


def collected(tests: Sequence[str]) -> list[str]:
    """The ids of these tests; their modules are imported from now on."""
    return _pytest(["--collect-only", *tests]).collected


def note_tests(tests: Sequence[str]) -> Notes:
    """Runs the tests as they are; those that fail are noted as failed and say nothing of a clue."""
    notes = Notes()
    with observed(notes.decided):
        _pytest(tests, notes)
    return notes


def run_without(name: str, tests: Sequence[str]) -> set[str]:
    """The tests that fail where a clue or rule is switched off."""
    if not tests:
        return set()
    with switched_off(name):
        return _pytest(tests).failed


def in_child(function: Callable[..., R], *args: object) -> R:
    """What a function gives in a process forked for it."""
    context = multiprocessing.get_context("fork")
    mine, its = context.Pipe(duplex=False)
    child = context.Process(target=lambda: its.send(function(*args)))
    child.start()
    its.close()
    try:
        return mine.recv()
    except EOFError:
        raise RuntimeError(f"{function.__name__} ended without a result") from None
    finally:
        child.join()


def _pytest(args: Sequence[str], notes: Notes | None = None) -> Notes:
    found = notes or Notes()
    with contextlib.redirect_stdout(io.StringIO()):
        pytest.main(["-q", "-p", "no:cacheprovider", "--no-header", *args], plugins=[found])
    return found
