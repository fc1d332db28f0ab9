"""The collector of garbage runs as before once a file is read."""

from __future__ import annotations

import gc

import pytest

from pipeline.extract.pdf.limits import Limits
from pipeline.run.rare_collections import rare_collections
from pipeline.run.read_file import ReadTask, read_task


def test_it_runs_rarely_and_then_as_before() -> None:
    before = gc.get_threshold()
    with rare_collections():
        assert gc.get_threshold()[0] > before[0]
        assert gc.isenabled()
    assert gc.get_threshold() == before


def test_it_runs_as_before_after_a_fault() -> None:
    before = gc.get_threshold()
    with pytest.raises(RuntimeError), rare_collections():
        raise RuntimeError
    assert gc.get_threshold() == before


def test_it_runs_as_before_after_a_file_that_cannot_be_read() -> None:
    before = gc.get_threshold()
    read_task(ReadTask(name="no.pdf", sha256="0" * 64, content=b"no", reader="pdfium", limits=Limits()))
    assert gc.get_threshold() == before
