"""A run tells of characters that only the independent reading has, wherever the file is read."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from pipeline.check_source import check_source
from pipeline.publish.dataset import read_dataset
from pipeline.run.build_dataset import run
from pipeline.run.settings import RunSettings
from tests.command_line import call
from tests.places import TESTS

EDITION = TESTS / "fixtures" / "editions" / "water-painter-double.pdf"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition whose first page has a brace before its last words: pdfplumber loses them."""
    pdf = pikepdf.open(EDITION)
    content = pdf.pages[0].Contents.read_bytes()
    at = content.rindex(b"BT")
    pdf.pages[0].Contents = pdf.make_stream(content[:at] + b"{ " + content[at:])
    file = BytesIO()
    pdf.save(file)
    folder = tmp_path_factory.mktemp("in")
    (folder / "torn.pdf").write_bytes(file.getvalue())
    return folder


@pytest.mark.parametrize(("jobs", "verify"), [(0, True), (1, True), (0, False)])
def test_the_second_reading(folder: Path, tmp_path: Path, jobs: int, verify: bool) -> None:
    run([folder], tmp_path / "out", settings=RunSettings(jobs=jobs, verify=verify, reader="pdfplumber"))
    findings = read_dataset(tmp_path / "out").findings
    found = [row for row in findings if row.code == "characters_differ"]
    assert [(row.severity, row.page) for row in found] == ([("error", 1)] if verify else [])


def test_a_dataset_is_held_against_its_source(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The dataset tells of the lost characters; one made without the second reading does not."""
    source = str(folder / "torn.pdf")
    told, silent = tmp_path / "told", tmp_path / "silent"
    run([folder], told, settings=RunSettings(jobs=0, reader="pdfplumber"))
    run([folder], silent, settings=RunSettings(jobs=0, verify=False, reader="pdfplumber"))
    assert call("check", str(told), "--source", source) == 0
    assert call("check", str(silent)) == 0
    capsys.readouterr()
    assert call("check", str(silent), "--source", source) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert "glyphs_total" in line
    assert "and the file has" in line


def test_a_file_that_is_not_the_source_and_an_account_that_is_not_its(tmp_path: Path) -> None:
    run([EDITION], tmp_path / "out", settings=RunSettings(jobs=0))
    dataset = read_dataset(tmp_path / "out")
    assert check_source(dataset, EDITION) == []
    (other,) = check_source(dataset, EDITION.with_name("water-painter-rotated.pdf"))
    assert other.column == "source_sha256"
    (document,) = dataset.documents
    less = replace(document, glyphs_total=document.glyphs_total - 2, glyphs_placed=document.glyphs_placed - 2)
    (problem,) = check_source(replace(dataset, documents=(less,)), EDITION)
    assert (problem.column, problem.message) == (
        "glyphs_total", f"{document.glyphs_total - 2}, and the file has {document.glyphs_total}"
    )  # fmt: skip
