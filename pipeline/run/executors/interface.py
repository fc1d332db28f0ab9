"""What every executor offers: a function over many tasks, each answered, in whatever order they end."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, Protocol

Cause = Literal["crashed", "raised", "lost"]
Function = Callable[[Any], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Death:
    """A task that gave no result.

    Attributes:
        cause: `crashed` (its process ended: a fault in a library, no memory, no time), `raised` (the function
            raised), `lost` (the machines that tried it went away, time and again).
        what: the error's text where it raised; the name of the signal where its process ended: SIGALRM after
            the task's time, SIGPROF after a page's; else empty.
        traceback: the error's traceback where it raised, else empty; for `--debug` only.
    """

    cause: Cause
    what: str = ""
    traceback: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Bounds of each task: seconds by the clock on the wall, bytes of its process's address space."""

    seconds: float = 120.0
    memory_bytes: int = 1024**3


class Executor(Protocol):
    """Runs a function over tasks."""

    def results(self, function: Function, tasks: Iterable[Any]) -> Iterator[tuple[int, Any]]:
        """Each task's number (from 0, in the order of `tasks`) and its result or `Death`, as they end.

        Args:
            function: a function of a module, so that another process can import it. Its arguments and
                results must be picklable.
            tasks: its arguments, taken only as fast as they can be worked on.
        """
        ...

    def close(self) -> None:
        """Ends processes and connections."""
        ...


def called(function: Function, task: object) -> Any:  # noqa: ANN401 - the function's result
    """The function's result, or a `Death` that holds what it raised."""
    try:
        return function(task)
    except Exception as error:
        what = f"{type(error).__name__}: {error}"
        return Death(cause="raised", what=what, traceback=traceback.format_exc())


class InProcess:
    """One task after the other in this very process, for a debugger or a profiler: nothing guards the run."""

    def results(self, function: Function, tasks: Iterable[Any]) -> Iterator[tuple[int, Any]]:
        """As `Executor.results`, in the order of the tasks."""
        for number, task in enumerate(tasks):
            yield number, called(function, task)

    def close(self) -> None:
        """Nothing is open."""
