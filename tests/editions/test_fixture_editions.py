"""Editions of other layouts, engines and words, each against what its description says (`tests/factory`)."""

import pytest

from pipeline.check import contradictions
from pipeline.editions import compare_editions
from pipeline.publish.validation import dataset_problems
from pipeline.run.assembling import merge
from tests.places import TESTS
from tests.read_files import read_file
from tests.scoring import expectation, score

FIXTURES = TESTS / "fixtures" / "editions"
EDITIONS = sorted(FIXTURES.glob("*.pdf"))
AREAS = ("structure", "inheritance", "texts", "paragraphs", "document", "notes", "glyphs")
UNRULED = 0.98  # of an edition without rules: merged cells cannot be seen in it
# files of one plan each, that are read without a fault
ALIKE = {
    "rescue": (
        "chromium-plain", "libreoffice-plain", "painter-both", "painter-cropped", "weasyprint-closed-cuts",
        "weasyprint-cut-thrice",
    ),
    "villages": (
        "libreoffice-justified", "chromium-stage-heads", "painter-adilet", "painter-corners",
        "weasyprint-adilet",
    ),
    "water": (
        "chromium-landscape", "libreoffice-cut", "painter-double", "painter-rotated", "weasyprint-noframe",
        "wkhtmltopdf-gaps",
    ),
    "youth": ("libreoffice-double", "painter-pieces", "weasyprint-stamped", "wkhtmltopdf-justified"),
    "archives": ("chromium-last-justified", "painter-letter", "weasyprint-gaps"),
}  # fmt: skip


@pytest.mark.parametrize("path", EDITIONS, ids=[path.stem for path in EDITIONS])
def test_read_file(path):
    expected = expectation(path)
    result = score(read_file(path), expected)
    least = 1.0 if expected["ruled"] and not expected.get("doubtful") else UNRULED
    short = {area: result.of(area) for area in AREAS if result.of(area) < least}
    assert not short, "\n".join(map(str, result.differences[:20]))
    # what is written is accepted: a body without id in a merged cell has its finding at each of its rows
    dataset = merge([read_file(path)])
    assert [*dataset_problems(dataset), *contradictions(dataset)] == []


def test_there_are_editions_of_every_engine():
    engines = {expectation(path)["engine"] for path in EDITIONS}
    made_with = {"weasyprint", "chromium", "libreoffice", "wkhtmltopdf", "firefox", "typst", "painter"}
    assert engines >= made_with


@pytest.mark.parametrize("plan", ALIKE)
def test_layout_alone_is_no_difference(plan):
    first, *others = (read_file(FIXTURES / f"{plan}-{style}.pdf") for style in ALIKE[plan])
    for style, other in zip(ALIKE[plan][1:], others, strict=True):
        diff = compare_editions(first, other)
        assert diff.changes == (), style
        assert not diff
        assert first.measures[0].cells != other.measures[0].cells, "layouts do differ in what is not compared"
        assert compare_editions(other, other).changes == ()
