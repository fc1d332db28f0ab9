"""What runs over made-up files need."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.run.fakes import read_made_up


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read by `read_made_up`, which needs nothing of what real readings need."""
    monkeypatch.setattr("pipeline.run.build_dataset.read_task", read_made_up)
    monkeypatch.setattr("pipeline.run.read_file._MODULES", ("tests.run.fakes",))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for the files of a run."""
    (tmp_path / "in").mkdir()
    return tmp_path / "in"
