"""Editions of other layouts, engines and words, each against what its description says (`tests/factory`)."""

import pytest

from pipeline.check import check_dataset
from pipeline.publish.dataset import write_dataset
from pipeline.run.assembling import merge
from tests.places import TESTS
from tests.read_files import read_file
from tests.scoring import expectation, score

EDITIONS = sorted((TESTS / "fixtures" / "editions").glob("*.pdf"))
AREAS = ("structure", "inheritance", "texts", "paragraphs", "document", "notes", "glyphs")
UNRULED = 0.98  # of an edition without rules: merged cells cannot be seen in it


@pytest.mark.parametrize("path", EDITIONS, ids=[path.stem for path in EDITIONS])
def test_read_file(path):
    expected = expectation(path)
    result = score(read_file(path), expected)
    least = 1.0 if expected["ruled"] and not expected.get("doubtful") else UNRULED
    short = {area: result.of(area) for area in AREAS if result.of(area) < least}
    assert not short, "\n".join(map(str, result.differences[:20]))


@pytest.mark.parametrize("path", EDITIONS, ids=[path.stem for path in EDITIONS])
def test_what_is_written_is_accepted(path, tmp_path):
    """A body without id in a merged cell has its finding at each of its rows."""
    write_dataset(merge([read_file(path)]), tmp_path / "out")
    assert check_dataset(tmp_path / "out") == []


def test_there_are_editions_of_every_engine():
    engines = {expectation(path)["engine"] for path in EDITIONS}
    made_with = {"weasyprint", "chromium", "libreoffice", "wkhtmltopdf", "firefox", "typst", "painter"}
    assert engines >= made_with
