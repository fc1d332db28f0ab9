"""An edition without measures, or whose rows found no place for the most part, is a failure that says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.compose.printed_document import NoPlan
from pipeline.run.build_dataset import run
from pipeline.run.settings import RunSettings
from tests.editions.reading import painted
from tests.editions.variations import with_sections
from tests.factory.described import edition_of
from tests.factory.engines import lay_out
from tests.factory.styles import STYLES

VILLAGES = edition_of("villages")


def numbered(edition, number_of):
    """The edition with the numbers of its rows as `number_of` (their count from 1, the number) gives them."""
    count = 0

    def section(some):
        nonlocal count
        rows = []
        for row in some.rows:
            count += 1
            rows.append(replace(row, item=number_of(count, row.item), sub=None, lead_in=None))
        return replace(some, rows=tuple(rows))

    return with_sections(edition, section)


STARRED = numbered(VILLAGES, lambda *_: "*")
SOME_STARRED = numbered(VILLAGES, lambda count, item: item if count % 4 == 1 else "*")
FEW_STARRED = numbered(VILLAGES, lambda count, item: "*" if count == 5 else item)


def test_no_row_is_a_measure():
    with pytest.raises(NoPlan) as refused:
        painted(STARRED)
    text = str(refused.value)
    assert "none of its" in text
    assert "Аяқталу нысаны" in text, "the heads that were found"
    assert "This row belongs to no measure: " in text, "and the first row's words"


def test_most_rows_have_no_number_of_their_own():
    with pytest.raises(NoPlan, match=r"13 of 18 rows \(72%\) belong to no measure or"):
        painted(SOME_STARRED)


def test_one_row_without_a_number_is_a_warning():
    found = painted(FEW_STARRED)
    assert [row.code for row in found.findings if row.code.startswith("row_")] == ["row_without_number"]
    (finding,) = [row for row in found.findings if row.code == "row_without_number"]
    assert finding.printed_text, "the row's words"


def test_the_run_fails(tmp_path):
    style = next(style for style in STYLES if (style.engine, style.name) == ("painter", "both"))
    (tmp_path / "a.pdf").write_bytes(lay_out(STARRED, style))
    report = run([tmp_path / "a.pdf"], tmp_path / "out", settings=RunSettings(jobs=0))
    assert report.has_failed
    assert "none of its" in report.files[0].failure
    assert not (tmp_path / "out").exists()
