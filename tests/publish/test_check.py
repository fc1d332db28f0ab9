from __future__ import annotations

import datetime
import json
from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.check import check_dataset
from pipeline.publish.dataset import write_dataset
from pipeline.records import FindingRecord
from tests.small_dataset import EDITION, document, measure, small_dataset


def problems_of(tmp_path, dataset):
    write_dataset(dataset, tmp_path / "out")
    return [str(problem) for problem in check_dataset(tmp_path / "out")]


def test_a_sound_dataset(tmp_path):
    assert problems_of(tmp_path, small_dataset("kz-a@2013-01-01", "kz-a@2014-01-01")) == []


LOST = FindingRecord(
    source_file="a.pdf", edition_id=EDITION, severity="error", code="glyphs_unplaced", message="2 on page 1"
)


@pytest.mark.parametrize(
    ("more", "count"),
    [((), 1), ((LOST,), 0), ((replace(LOST, severity="info"),), 1), ((replace(LOST, edition_id=None),), 1)],
    ids=["no finding", "finding", "not an error", "of no edition"],
)
def test_glyph_accounts(tmp_path, more, count):
    dataset = small_dataset()
    dataset = replace(dataset, documents=(document(glyphs_placed=96),), findings=(*dataset.findings, *more))
    problems = problems_of(tmp_path, dataset)
    assert len(problems) == count
    assert all(problem.startswith(f"documents.glyphs_total, {EDITION}: 2 glyphs") for problem in problems)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"deadline_start": datetime.date(2016, 1, 1)}, "deadline_end"),
        ({"stage_end": datetime.date(2012, 12, 31)}, "stage_end"),
        ({"pages": (3, 4)}, "pages"),
        ({"pages": (0,)}, "pages"),
        ({"measure_text": "ХЭМ"}, None),
    ],
    ids=["deadline", "stage", "page too high", "page 0", "mention"],
)
def test_values_that_contradict_each_other(tmp_path, changes, told):
    dataset = small_dataset()
    rows = tuple(replace(row, **changes) if row.measure_key == "1.1" else row for row in dataset.measures)
    (problem,) = problems_of(tmp_path, replace(dataset, measures=rows))
    if told is None:
        assert problem == (
            f"mentions.text, {EDITION} measures 1.1 measure_text 0: 'ҰЭМ' does not stand there, but 'ХЭМ'"
        )
    else:
        assert problem.startswith(f"measures.{told}, {EDITION} 1.1: ")


def test_a_mention_of_no_text(tmp_path):
    stray = replace(small_dataset().mentions[0], key="9.9")
    (problem,) = problems_of(tmp_path, replace(small_dataset(), mentions=(stray,)))
    assert "there is no text measures 9.9 measure_text" in problem


def test_an_edition_dated_before_its_act(tmp_path):
    early = document(edition_date=datetime.date(2012, 1, 1))
    (problem,) = problems_of(tmp_path, replace(small_dataset(), documents=(early,)))
    assert problem.startswith(f"documents.edition_date, {EDITION}: 2012-01-01 is before")


def test_a_body_unknown_in_silence(tmp_path):
    problems = problems_of(tmp_path, replace(small_dataset(), findings=()))
    assert len(problems) == 3
    assert "responsibilities.agency_id" in problems[0]


@pytest.mark.parametrize(
    "changes", [{"measure_key": None}, {"printed_text": "ҰЭМ"}, {"measure_key": "2.1"}, {"column": None}]
)
def test_only_a_finding_on_those_words_in_that_measure_excuses_a_body(tmp_path, changes):
    """One finding without a measure excused the whole edition."""
    findings = tuple(
        replace(row, **changes) if row.measure_key == "1.1" else row for row in small_dataset().findings
    )
    (problem,) = problems_of(tmp_path, replace(small_dataset(), findings=findings))
    assert f"{EDITION} 1.1 3" in problem


def _change_parquet(out, name, column, value, *, kind=None):
    """Another value in the first row of a column, or another type of all."""
    table = pq.read_table(out / f"{name}.parquet")
    index, field = table.schema.get_field_index(column), table.schema.field(column)
    field = field if kind is None else field.with_type(kind)
    values = table.column(column).to_pylist()
    changed = pa.array(values if kind else [value, *values[1:]], field.type)
    pq.write_table(table.set_column(index, field, changed), out / f"{name}.parquet")


def _change_json(file, change):
    content = json.loads(file.read_text(encoding="utf-8"))
    change(content)
    file.write_text(json.dumps(content), encoding="utf-8")


JSON = f"json/{EDITION}.json"


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (
            lambda out: _change_parquet(out, "measures", "status", "gone"),
            [f"measures.status, {EDITION} 1.1: 'gone' is not in the", "measures.parquet: has another"],
        ),
        (
            lambda out: _change_parquet(out, "responsibilities", "agency_id", "nobody"),
            [f"responsibilities.agency_id, {EDITION} 1.1 1: nobody is not in agencies"],
        ),
        (
            lambda out: _change_parquet(out, "measures", "measure_text", "ҰЭМ"),
            ["measures.parquet: has another sha256", f"{JSON}.measures: says other than the tables"],
        ),
        (
            lambda out: _change_json(out / JSON, lambda content: content["plan"].update(title_text="x")),
            [f"{JSON}: has another sha256", f"{JSON}.plan: says other than the tables"],
        ),
        (lambda out: (out / JSON).unlink(), [f"{JSON}: is named in datapackage.json but not there"]),
        (lambda out: (out / JSON).write_text("{"), [f"{EDITION}.json: is not readable JSON"]),
        (lambda out: (out / "json" / "more.json").write_text("{}"), ["json/more.json: is of no edition"]),
        (lambda out: (out / "schema/edition.schema.json").write_text("{}"), ["says other than the tables"]),
        (lambda out: (out / "datapackage.json").unlink(), ["datapackage.json: is missing"]),
        (lambda out: (out / "datapackage.json").write_text("[]"), ["does not describe these tables"]),
        (lambda out: (out / "datapackage.json").write_text('{"resources": [3]}'), ["does not describe"]),
        (
            lambda out: _change_json(out / "datapackage.json", lambda content: content.update(title="x")),
            ["datapackage.json.title: does not describe these tables"],
        ),
        (
            lambda out: _change_json(
                out / "datapackage.json", lambda content: content["resources"][0].update(path="../../passwd")
            ),
            ["../../passwd: is named in datapackage.json but not there"],
        ),
    ],
    ids=[
        "code", "reference", "text", "json", "json missing", "json cut", "json more", "schema",
        "package missing", "package list", "package number", "package other", "package path",
    ],
)  # fmt: skip
def test_a_dataset_that_somebody_changed(tmp_path, damage, told):
    out = tmp_path / "out"
    write_dataset(small_dataset(), out)
    damage(out)
    problems = "\n".join(str(problem) for problem in check_dataset(out))
    for each in told:
        assert each in problems


def test_a_column_of_another_type(tmp_path):
    out = tmp_path / "out"
    write_dataset(small_dataset(), out)
    _change_parquet(out, "measures", "position", None, kind=pa.int64())
    (problem,) = check_dataset(out)
    assert str(problem) == "measures.position: has the type int64, not int32"


def test_nulls_where_none_may_be(tmp_path):
    out = tmp_path / "out"
    write_dataset(replace(small_dataset(), measures=(measure(),), responsibilities=(), mentions=()), out)
    table = pq.read_table(out / "measures.parquet")
    index = table.schema.get_field_index("pages")
    nulls = pa.nulls(1, table.schema.field("pages").type)
    pq.write_table(table.set_column(index, "pages", nulls), out / "measures.parquet")
    assert str(check_dataset(out)[0]) == f"measures.pages, {EDITION} 1.1: must be a tuple, is None"


def test_all_structural_faults_are_told_at_once(tmp_path):
    """Tables missing, damaged, of other columns; a wrong value, a broken reference, a lost file."""
    out = tmp_path / "out"
    write_dataset(small_dataset(), out)
    (out / "paragraphs.parquet").unlink()
    (out / "amendments.parquet").write_bytes(b"PAR1")
    measures = pq.read_table(out / "measures.parquet")
    pq.write_table(measures.drop_columns(["position", "status"]), out / "measures.parquet")
    _change_parquet(out, "mentions", "label", "FISH")
    _change_parquet(out, "responsibilities", "agency_id", "nobody")
    (out / "schema" / "edition.schema.json").unlink()
    told = "\n".join(str(problem) for problem in check_dataset(out))
    for part in (
        "paragraphs.parquet: is missing",
        "amendments.parquet: cannot be read",
        "measures.position: the column is missing",
        "measures.status: the column is missing",
        "is not in the code list",
        "responsibilities.agency_id",
        "nobody is not in agencies",
        "schema/edition.schema.json: is named in datapackage.json but not there",
    ):
        assert part in told, part
    assert "is not in measures" not in told, "of what could not be read nothing is said"
