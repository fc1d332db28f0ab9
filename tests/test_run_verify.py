"""A run tells of characters that only the independent reading has, wherever the file is read."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from pipeline.publish.dataset import read_dataset
from pipeline.run import run
from pipeline.runs.settings import RunSettings

EDITION = Path(__file__).parent / "fixtures" / "editions" / "water-painter-double.pdf"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition whose first page has a brace before its last words: the reader loses them."""
    pdf = pikepdf.open(EDITION)
    content = pdf.pages[0].Contents.read_bytes()
    at = content.rindex(b"BT")
    pdf.pages[0].Contents = pdf.make_stream(content[:at] + b"{ " + content[at:])
    file = BytesIO()
    pdf.save(file)
    folder = tmp_path_factory.mktemp("in")
    (folder / "torn.pdf").write_bytes(file.getvalue())
    return folder


@pytest.mark.parametrize("jobs", [0, 1])
@pytest.mark.parametrize("verify", [True, False])
def test_the_second_reading(folder: Path, tmp_path: Path, jobs: int, verify: bool) -> None:
    run([folder], tmp_path / "out", settings=RunSettings(jobs=jobs, verify=verify))
    findings = read_dataset(tmp_path / "out").findings
    found = [row for row in findings if row.code == "characters_differ"]
    assert [(row.severity, row.page) for row in found] == ([("error", 1)] if verify else [])
