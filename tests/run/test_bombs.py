"""A small file that asks for much is refused in seconds, with a sentence that is true."""

from __future__ import annotations

import hashlib
from collections import deque

from pipeline.extract.pdf import limits
from pipeline.extract.pdf.reader import NotReadable, read_content
from pipeline.run.executors import Death, Guard, GuardedProcesses
from pipeline.run.read_file import Failure, Reading, ReadTask, failure_after, failure_of, read_task
from tests.run.bombs import bombs

# what may be said of such a file; that it was not read within two minutes is no limit of its own
TRUE = (
    "holds", "damaged", "cannot be found", "more memory than", "takes more than 4 seconds",
    "no Unicode value", "could be read", "no plan of measures",
)  # fmt: skip


def read_quickly(task: ReadTask) -> Reading:
    """As `read_task`; what takes all of a page's time burns a tenth of it, and imports little."""
    limits.PAGE_SECONDS = 0.4
    try:
        deque(read_content(task.content, name=task.name), maxlen=0)
    except NotReadable as problem:
        return failure_of(problem)
    return read_task(task)


def test_a_bomb_ends_in_seconds_with_a_true_sentence():
    files = bombs()
    tasks = [
        ReadTask(name="a.pdf", sha256=hashlib.sha256(each).hexdigest(), content=each)
        for each in files.values()
    ]
    processes = GuardedProcesses(2, Guard(seconds=100))
    results = dict(processes.results(read_quickly, tasks))
    processes.close()
    told = {}
    for number, name in enumerate(files):
        outcome = results[number]
        failure = failure_after(outcome, timeout_s=100) if isinstance(outcome, Death) else outcome
        assert isinstance(failure, Failure), name
        told[name] = failure.message
    wrong = {name: text for name, text in told.items() if not any(each in text for each in TRUE)}
    assert wrong == {}
    assert "no plan of measures" in told["sound"], "the frame that all of them share is read"
