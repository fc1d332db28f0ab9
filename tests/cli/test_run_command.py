"""The options of `decree run` reach the road."""

from __future__ import annotations

from functools import partial

import pytest

from pipeline.extract.pdf.limits import Limits
from pipeline.run.report import FileReport, RunReport
from pipeline.run.settings import RunSettings
from tests.command_line import call

decree_run = partial(call, "run")


@pytest.fixture
def called(monkeypatch):
    calls = []

    def run(paths, out_dir, **options):
        calls.append((list(paths), out_dir, options["force"], options["settings"]))
        file = FileReport(path="s3://a/\x1b.pdf", edition_id=None, failure="It is not a file.")
        return RunReport(files=(file,), out_dir=out_dir, kept=("kz-a@2014-01-01",))

    monkeypatch.setattr("pipeline.run.build_dataset.run", run)
    return calls


def test_every_option(called, capsys, tmp_path):
    options = "--prune --jobs 3 --timeout 7.5 --memory 1024 --limit max_pages=9 --reader pdfplumber --debug"
    given = ["--corrections", str(tmp_path), "--no-verify"]
    assert (
        decree_run("s3://a/b", "--out", "s3://c", "--scheduler", "tcp://x:1", *given, *options.split()) == 1
    )
    settings = RunSettings(
        prune=True, jobs=3, timeout_s=7.5, memory_mib=1024, limits=Limits(max_pages=9), reader="pdfplumber",
        verify=False, scheduler="tcp://x:1", corrections=tmp_path, is_loud=True,
    )  # fmt: skip
    assert called == [(["s3://a/b"], "s3://c", False, settings)]
    shown = capsys.readouterr()
    assert "1 edition of earlier runs kept" in shown.out
    assert shown.err == "s3://a/\\x1b.pdf: It is not a file.\n"


@pytest.mark.parametrize(
    "wrong", [["--limit", "pages=1"], ["--timeout", "0"], ["--jobs", "-1"]], ids=" ".join
)
def test_wrong_values_are_wrong_usage(called, wrong):
    assert decree_run("s3://a/b", *wrong) == 2
    assert called == []
