"""Decisions by evidence: where two readings are possible, clues vote, and the sum of their weights decides.

A clue is a function of one declared input, named after what it sees. A `Decision` is the table of its clues,
each with its weight and where that was measured. Its `Verdict` holds the sum and the clues that spoke; a sum
near zero is a doubt, which the caller reports with these clues.

A rule that moves or removes printed words, but does not weigh two readings, is registered with `rule`: it
says what comes of its input without it. `python -m tests.ablation` switches each clue and each rule off in
turn (`switched_off`), without any change to them, and names the tests that notice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from math import inf
from typing import Generic, ParamSpec, TypeVar

Case = TypeVar("Case")
P = ParamSpec("P")
R = TypeVar("R")

CERTAIN, VETO = inf, -inf
"""Weights of a clue that decides alone: for, and against; a veto prevails."""

_off: ContextVar[frozenset[str]] = ContextVar("_off", default=frozenset())
_observer: ContextVar[Callable[[str], None] | None] = ContextVar("_observer", default=None)
_registered: dict[str, Registered] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """A clue or a rule by its full name, `decision.clue` or `module.rule`; a rule has no weight."""

    name: str
    weight: float | None
    measured: str


@dataclass(frozen=True, slots=True)
class Clue(Generic[Case]):
    """A clue of a decision: it speaks where `sees` is true, and its weight is its vote.

    `weight` is positive for the reading, negative against it, `CERTAIN` or `VETO`; `measured` says where the
    weight comes from, or what it must outweigh.
    """

    sees: Callable[[Case], bool]
    weight: float
    measured: str

    @property
    def name(self) -> str:
        """The name of what it sees."""
        return self.sees.__name__


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the clues of one case say.

    `spoke` are the clues that spoke, by name, with their votes. `is_doubtful` says that none of them decides
    alone and that their sum is within the decision's margin: another weak clue would have turned it.
    """

    decision: str
    is_for: bool
    is_doubtful: bool
    spoke: tuple[tuple[str, float], ...]

    @property
    def reasons(self) -> str:
        """The clues that spoke, in words: `open box (+3), begins small (-1)`."""
        return ", ".join(f"{name.replace('_', ' ')} ({_vote(weight)})" for name, weight in self.spoke)


@dataclass(frozen=True, slots=True)
class Decision(Generic[Case]):
    """A choice between two readings as a table of clues; the reading is taken where their sum is above zero.

    `bias` is the sum before any clue speaks. Where some clue spoke for the reading, a sum between `-margin`
    and `margin` is doubtful.
    """

    name: str
    clues: tuple[Clue[Case], ...]
    bias: float = -0.5
    margin: float = 0.0

    def __post_init__(self) -> None:
        """Registers the clues."""
        for clue in self.clues:
            _register(f"{self.name}.{clue.name}", clue.weight, clue.measured)

    def verdict(self, case: Case) -> Verdict:
        """What the clues say of a case."""
        off = _off.get()
        spoke = tuple(
            (clue.name, clue.weight)
            for clue in self.clues
            if f"{self.name}.{clue.name}" not in off and clue.sees(case)
        )
        verdict = self._of(spoke)
        observer = _observer.get()
        if observer is not None:
            for at, (name, _) in enumerate(spoke):
                without = self._of((*spoke[:at], *spoke[at + 1 :]))
                if (without.is_for, without.is_doubtful) != (verdict.is_for, verdict.is_doubtful):
                    observer(f"{self.name}.{name}")
        return verdict

    def _of(self, spoke: tuple[tuple[str, float], ...]) -> Verdict:
        votes = [weight for _, weight in spoke]
        is_certain = CERTAIN in votes or VETO in votes
        total = self.bias + sum(weight for weight in votes if weight not in (CERTAIN, VETO))
        is_for = VETO not in votes and (CERTAIN in votes or total > 0)
        is_doubtful = not is_certain and abs(total) <= self.margin and any(weight > 0 for weight in votes)
        return Verdict(decision=self.name, is_for=is_for, is_doubtful=is_doubtful, spoke=spoke)


def rule(without: Callable[..., R]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Registers a rule of layout; `without` gives what comes of its arguments where it is switched off."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        name = f"{function.__module__.rpartition('.')[2]}.{function.__name__.lstrip('_')}"
        _register(name, None, "")

        @wraps(function)
        def ruled(*args: P.args, **kwargs: P.kwargs) -> R:
            if name in _off.get():
                return without(*args, **kwargs)
            result = function(*args, **kwargs)
            observer = _observer.get()
            if observer is not None and result != without(*args, **kwargs):
                observer(name)
            return result

        return ruled

    return decorate


def registered() -> tuple[Registered, ...]:
    """Every clue and rule of the modules imported so far, by name."""
    return tuple(_registered[name] for name in sorted(_registered))


@contextmanager
def switched_off(*names: str) -> Iterator[None]:
    """Switches clues and rules off, by their full names."""
    token = _off.set(_off.get() | set(names))
    try:
        yield
    finally:
        _off.reset(token)


@contextmanager
def observed(observer: Callable[[str], None]) -> Iterator[None]:
    """Tells `observer` the name of each clue and rule without which a result would have been another."""
    token = _observer.set(observer)
    try:
        yield
    finally:
        _observer.reset(token)


def _register(name: str, weight: float | None, measured: str) -> None:
    if name in _registered:
        raise ValueError(f"two clues or rules are named {name}")
    _registered[name] = Registered(name=name, weight=weight, measured=measured)


def _vote(weight: float) -> str:
    return {CERTAIN: "certain", VETO: "veto"}.get(weight, f"{weight:+g}")
