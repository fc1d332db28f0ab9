"""One edition laid out by several engines: nothing changed, whatever its pages look like."""

from __future__ import annotations

import pytest

from pipeline.editions import compare_editions
from tests.editions.reading import FIXTURES, painted
from tests.editions.variations import BASE
from tests.places import DECREE
from tests.read_files import read_file

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
PAIRS = [(plan, styles[0], other) for plan, styles in ALIKE.items() for other in styles[1:]]


@pytest.mark.parametrize(("plan", "one", "other"), PAIRS, ids=["-".join(pair) for pair in PAIRS])
def test_layout_alone_is_no_difference(plan, one, other):
    diff = compare_editions(
        read_file(FIXTURES / f"{plan}-{one}.pdf"), read_file(FIXTURES / f"{plan}-{other}.pdf")
    )
    assert diff.changes == ()
    assert not diff


def test_layouts_do_differ_in_what_is_not_compared():
    one, other = (
        read_file(FIXTURES / f"water-{name}.pdf") for name in ("chromium-landscape", "painter-double")
    )
    assert one.measures[0].deadline_lines != other.measures[0].deadline_lines
    assert one.measures[0].cells != other.measures[0].cells


def test_an_edition_does_not_differ_from_itself():
    for edition in (read_file(DECREE), painted(BASE)):
        assert compare_editions(edition, edition).changes == ()
