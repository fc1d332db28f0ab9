"""The same run on a Dask cluster, of which a worker is killed."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest

from pipeline.run.build_dataset import run
from pipeline.run.executors import Cluster, Death, Guard, NoCluster
from pipeline.run.settings import RunSettings
from tests.run.fakes import bytes_of, edition

distributed = pytest.importorskip("distributed")

A = "kz-a@2014-01-01"


@pytest.fixture(scope="module")
def cluster():
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, memory_limit=0, silence_logs=50
    ) as started:
        yield started


@pytest.mark.usefixtures("made_up")
def test_a_run_on_a_cluster_writes_the_same_bytes(cluster, folder, tmp_path):
    for number in range(12):
        (folder / f"{number}.pdf").write_bytes(edition(f"kz-{number % 5}@2014-01-01", text=str(number % 2)))
    (folder / "n.pdf").write_bytes(b"none")
    hostile = {
        "crash": "The PDF library failed on it",
        "sleep": "not read within 2 s",
        "odd": "Unexpected RuntimeError",
    }
    for name in hostile:
        (folder / f"x-{name}.pdf").write_bytes(name.encode())
    there = RunSettings(scheduler=cluster.scheduler_address, timeout_s=2)
    report = run([folder], tmp_path / "there", settings=there)
    run([folder], tmp_path / "here", settings=RunSettings(jobs=2, timeout_s=2))
    assert bytes_of(tmp_path / "there") == bytes_of(tmp_path / "here")
    told = {file.name: file.failure or "" for file in report.files}
    assert all(message in told[f"x-{name}.pdf"] for name, message in hostile.items())


def kill_the_dask_worker_once(task: tuple[str, int]) -> int:
    """Kills the worker that the first process to come here was started by."""
    folder, number = task
    try:
        (Path(folder) / "killed").mkdir()
    except FileExistsError:
        return number
    os.kill(os.getppid(), signal.SIGKILL)
    threading.Event().wait(60)
    return -1


def test_a_worker_that_is_killed_loses_no_task(cluster, tmp_path):
    executor = Cluster(cluster.scheduler_address, Guard(seconds=60))
    tasks = [(str(tmp_path), number) for number in range(20)]
    results = dict(executor.results(kill_the_dask_worker_once, tasks))
    executor.close()
    assert (tmp_path / "killed").is_dir()
    assert results == {number: number for number in range(20)}


def test_a_function_that_raises_is_a_death(cluster):
    executor = Cluster(cluster.scheduler_address, Guard(seconds=60))
    ((number, death),) = executor.results(int, ["no number"])
    executor.close()
    assert number == 0
    assert isinstance(death, Death)
    assert death.what.startswith("ValueError")


def test_no_scheduler_there(monkeypatch):
    monkeypatch.setattr("pipeline.run.executors._CONNECT_SECONDS", 0.2)
    with pytest.raises(NoCluster, match="No Dask scheduler answers at tcp:"):
        Cluster("tcp://127.0.0.1:9", Guard())
