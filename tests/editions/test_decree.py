"""The decree against expectations that were typed from its pages (`tests/golden`), column by column."""

import hashlib
import json
from datetime import date
from decimal import Decimal

import pytest
import yaml

from pipeline.publish.dataset import read_dataset
from pipeline.run.build_dataset import run
from pipeline.run.raw_files import find_sources
from tests.places import ROOT

RAW = ROOT / "data" / "raw"
PROCESSED = ROOT / "data" / "processed"
GOLDEN = json.loads((ROOT / "tests" / "golden" / "decree.json").read_text(encoding="utf-8"))
MEASURES = GOLDEN["measures"]
EDITION = GOLDEN["document"]["edition_id"]


@pytest.fixture(scope="module")
def dataset():
    """The committed dataset, which is what a build writes: the last test of this module."""
    return read_dataset(PROCESSED)


def plain(value):
    """A record's value as the golden file writes it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value


def test_document(dataset):
    document = dataset.documents[0]
    names = [name for name in GOLDEN["document"] if hasattr(document, name)]
    assert len(names) >= 15
    assert {name: plain(getattr(document, name)) for name in names} == {
        name: GOLDEN["document"][name] for name in names
    }
    assert document.glyphs_total == document.glyphs_placed + document.glyphs_furniture
    assert document.glyphs_furniture == 0


def test_paragraphs(dataset):
    names = ("paragraph_number", "text", "lines", "pages")
    assert [{name: plain(getattr(row, name)) for name in names} for row in dataset.paragraphs] == [
        {name: row[name] for name in names} for row in GOLDEN["paragraphs"]
    ]


@pytest.mark.parametrize("table", ["amendments", "reporting_duties"])
def test_rows_of(dataset, table):
    rows = getattr(dataset, table)
    assert len(rows) == len(GOLDEN[table])
    for row, expected in zip(rows, GOLDEN[table], strict=True):
        assert {name: plain(getattr(row, name)) for name in expected} == expected


def test_measure_keys(dataset):
    assert [m.measure_key for m in dataset.measures] == [m["measure_key"] for m in MEASURES]
    assert sum(m.subitem_number is None for m in dataset.measures) == 31
    assert sum(m.subitem_number is not None for m in dataset.measures) == 12


@pytest.mark.parametrize("expected", MEASURES, ids=[m["measure_key"] for m in MEASURES])
def test_measure(dataset, expected):
    measure = next(m for m in dataset.measures if m.measure_key == expected["measure_key"])
    found = {name: plain(getattr(measure, name)) for name in expected if hasattr(measure, name)}
    found["cost_amounts"] = [vars(amount) for amount in measure.cost_amounts]
    assert len(found) >= 38
    assert found == {name: expected[name] for name in found}


@pytest.mark.parametrize(
    "expected", GOLDEN["responsibilities"], ids=[r["measure_key"] for r in GOLDEN["responsibilities"]]
)
def test_responsibilities(dataset, expected):
    rows = [r for r in dataset.responsibilities if r.measure_key == expected["measure_key"]]
    names = ("mention_text", "agency_id", "is_by_consent", "is_coordinator", "is_inherited")
    assert [{name: getattr(row, name) for name in names} for row in rows] == [
        {name: row[name] for name in names} for row in expected["rows"]
    ]
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))


def test_cells_stand_where_their_words_do(dataset):
    for measure in dataset.measures:
        columns = {cell.column for cell in measure.cells}
        assert "item_number" in columns
        for name in ("measure", "completion_form", "executors", "deadline", "cost"):
            if getattr(measure, f"{name}_text"):
                assert f"{name}_text" in columns, (measure.measure_key, name)
        assert all(
            0 <= cell.x0 < cell.x1 <= 612 and 0 <= cell.top < cell.bottom <= 792 for cell in measure.cells
        )


def test_findings(dataset):
    found = {(f.severity, f.code, f.measure_key) for f in dataset.findings}
    assert found == {
        ("warning", "source_defect", "4.6"),
        ("warning", "deadline_before_stage", "4.3"),
        ("warning", "deadline_before_stage", "4.4"),
        ("warning", "deadline_before_stage", "4.5"),
    }
    assert all(f.page and f.bottom > f.top for f in dataset.findings)


def test_repairs_close_what_the_page_spreads(dataset):
    changes = {(r.rule, r.before, r.after) for r in dataset.repairs}
    assert ("letter_spacing", "б е к і т у ;", "бекіту;") in changes
    assert ("letter_spacing", "М ы н а л а р д ы :", "Мыналарды:") in changes
    assert not [r for r in dataset.repairs if r.before == r.after]


def test_sidecar_tells_of_the_file():
    sidecar = yaml.safe_load((RAW / "P1300000078.kaz.source.yml").read_text(encoding="utf-8"))
    content = (RAW / sidecar["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == sidecar["sha256"]
    (document,) = read_dataset(PROCESSED).documents
    assert document.source_title == sidecar["source_title"] == document.title_text
    assert document.publisher == sidecar["publisher"]
    assert "redrawn line for line" in document.note
    assert "article 8" in document.rights
    assert (document.source_url, document.retrieved_on) == (None, None)


def contents(folder):
    """The dataset's files; what a run knows of its files is not committed."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "run-state.json")
    return {path.relative_to(folder): path.read_bytes() for path in files}


def test_a_build_writes_exactly_the_committed_bytes(tmp_path):
    report = run([RAW], tmp_path / "out")
    assert [file.failure for file in report.files] == [None] * len(find_sources([RAW]))
    built, committed = contents(tmp_path / "out"), contents(PROCESSED)
    assert sorted(built) == sorted(committed)
    assert [name for name in sorted(built) if built[name] != committed[name]] == []
    assert [document.edition_id for document in read_dataset(PROCESSED).documents] == [EDITION]
