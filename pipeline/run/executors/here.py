"""The function called in this very process: for a debugger or a profiler. Nothing guards the run."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.run.executors.interface import Death, Function


def called(function: Function, task: object) -> Any:  # noqa: ANN401 - the function's result
    """The function's result, or a `Death` that holds what it raised."""
    try:
        return function(task)
    except Exception as error:
        what = f"{type(error).__name__}: {error}"
        return Death(cause="raised", what=what, traceback=traceback.format_exc())


class InProcess:
    """One task after the other, without limits of time or memory."""

    def results(self, function: Function, tasks: Iterable[Any]) -> Iterator[tuple[int, Any]]:
        """As `Executor.results`, in the order of the tasks."""
        for number, task in enumerate(tasks):
            yield number, called(function, task)

    def close(self) -> None:
        """There is nothing to let go of."""
