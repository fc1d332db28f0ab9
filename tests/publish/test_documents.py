from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import is_dataclass, replace
from datetime import date
from decimal import Decimal
from math import inf

import jsonschema
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from frictionless import Package

from pipeline.publish.dataset import write_dataset
from pipeline.publish.documents import documents_of, edition_schema_json
from pipeline.publish.json_text import compact_json, json_text
from pipeline.records import TABLES, CellRecord, columns_of, in_order
from pipeline.records.editions_in import editions_of
from tests.small_dataset import EDITION, small_dataset


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Two editions, and a correction of what was not read: it has nothing before it."""
    out = tmp_path_factory.mktemp("data") / "out"
    dataset = small_dataset(EDITION, "kz-government-2013-78@2015-01-01")
    repair, *others = dataset.repairs
    repairs = (replace(repair, rule="correction", before=""), *others)
    write_dataset(replace(dataset, repairs=repairs), out)
    return out


@pytest.fixture(scope="module")
def edition(folder):
    return json.loads((folder / "json" / f"{EDITION}.json").read_text(encoding="utf-8"))


def _validator():
    schema = json.loads(edition_schema_json())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


def test_every_edition_is_valid_by_its_schema(folder):
    files = list((folder / "json").iterdir())
    assert len(files) == 2
    for file in files:
        _validator().validate(json.loads(file.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda each: each["measures"][0].update(status="gone"),
        lambda each: each["measures"][0].update(stage_start="2013-02-30"),
        lambda each: each["measures"][0].update(position=None),
        lambda each: each["measures"][0].pop("measure_text"),
        lambda each: each["measures"][0].update(more=1),
        lambda each: each["documents"].clear(),
        lambda each: each["plan"]["stages"][0]["sections"][0]["measures"][0].pop("responsibilities"),
        lambda each: each["measures"][0]["cells"][0].update(page="1"),
    ],
    ids=["code", "date", "null", "missing", "undeclared", "no document", "nested", "struct"],
)
def test_the_schema_refuses(edition, spoil):
    spoiled = json.loads(json.dumps(edition))
    spoil(spoiled)
    assert not _validator().is_valid(spoiled)


def test_every_table_is_an_array_of_its_name(edition):
    for table in TABLES:
        assert isinstance(edition[table.name], list)
        for row in edition[table.name]:
            assert list(row) == [column.name for column in columns_of(table.record_type)]
            assert row.get("edition_id", EDITION) == EDITION


def test_measures_stand_in_sections_in_stages(edition):
    stages = edition["plan"]["stages"]
    nested = {
        (stage["stage_number"], section["section_number"]): [
            row["measure_key"] for row in section["measures"]
        ]
        for stage in stages
        for section in stage["sections"]
    }
    assert nested == {(1, "1"): ["1.1", "1.1.1"], (2, "2"): ["2.1"]}
    first = stages[0]["sections"][0]["measures"][0]
    bodies = first.pop("responsibilities")
    assert first == edition["measures"][0]
    assert [row["mention_text"] for row in bodies] == ["ҰЭМ", "Қаржымині", "ҚММ"]
    assert {row["measure_key"] for row in bodies} == {"1.1"}


def test_values_are_readable(edition):
    measure = edition["measures"][0]
    assert measure["stage_start"] == "2013-01-01"
    assert [each["amount"] for each in measure["cost_amounts"]] == [12500.5, 3]
    assert measure["measure_text"] == "ҰЭМ 2015 жылғы есепті дайындасын"


def test_an_edition_reads_the_same_beside_others():
    dataset = in_order(
        small_dataset(EDITION, "kz-government-2013-78@2015-01-01", "kz-government-2013-79@2013-02-01")
    )
    together = [(edition_id, list(pieces)) for edition_id, pieces in documents_of(dataset)]
    alone = [each for _, edition in editions_of(dataset) for each in documents_of(edition)]
    assert together == [(edition_id, list(pieces)) for edition_id, pieces in alone]
    assert len({"".join(pieces) for _, pieces in together}) == 3


def test_an_edition_is_written_row_by_row():
    """The JSON of a long plan is nowhere held whole."""
    dataset = in_order(small_dataset(measure_count=50))
    ((_, pieces),) = documents_of(dataset)
    rows = [compact_json(row) for table in TABLES for row in getattr(dataset, table.name)]
    assert max(map(len, pieces)) < 2 * max(map(len, rows))


def test_what_the_package_says_of_a_file_is_of_its_content(folder):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        told = resource.get("sha256") or resource["hash"].removeprefix("sha256:")
        assert told == hashlib.sha256(content).hexdigest()
        assert resource.get("bytes", len(content)) == len(content)


def test_a_plan_without_stages_and_sections_nests_all_the_same(tmp_path):
    dataset = small_dataset()
    bare = dict.fromkeys(("stage_number", "stage_title_text", "stage_start", "stage_end"))
    bare |= {"section_number": None, "section_title_text": None}
    dataset = replace(dataset, measures=tuple(replace(row, **bare) for row in dataset.measures))
    write_dataset(dataset, tmp_path / "out")
    edition = json.loads((tmp_path / "out" / "json" / f"{EDITION}.json").read_text(encoding="utf-8"))
    _validator().validate(edition)
    (stage,) = edition["plan"]["stages"]
    (section,) = stage["sections"]
    assert len(section["measures"]) == 3


def test_frictionless_finds_the_package_valid(folder):
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.flatten(["type", "title", "message"]) == []
    assert {task.name for task in report.tasks} >= {table.name for table in TABLES}


def test_frictionless_sees_a_wrong_code_and_a_broken_reference(folder, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    for name, column in (("measures", "status"), ("responsibilities", "measure_key")):
        table = pq.read_table(copy / f"{name}.parquet")
        index = table.schema.get_field_index(column)
        wrong = pa.array(["wrong"] * table.num_rows)
        pq.write_table(table.set_column(index, table.schema.field(column), wrong), copy / f"{name}.parquet")
    package = Package(str(copy / "datapackage.json"))
    for name in set(package.resource_names) - {"documents", "measures", "responsibilities", "agencies"}:
        package.remove_resource(name)
    report = package.validate()
    assert {row[0] for row in report.flatten(["type"])} >= {"constraint-error", "foreign-key"}


def test_the_package_names_every_column_and_source(folder):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert package["sources"] == [{"title": "a.pdf", "path": "a.pdf", "sha256": "0" * 64}]
    resources = {each["name"]: each for each in package["resources"]}
    for table in TABLES:
        schema = resources[table.name]["schema"]
        assert [each["name"] for each in schema["fields"]] == [
            column.name for column in columns_of(table.record_type)
        ]
        assert tuple(schema.get("primaryKey", ())) == table.key
        for field in schema["fields"]:
            assert field["description"]
            assert field["descriptions"].keys() == {"kk", "ru"}
    fields = {each["name"]: each for each in resources["measures"]["schema"]["fields"]}
    assert fields["status"]["constraints"]["enum"] == ["in_force", "removed"]
    assert fields["funding_sources"]["arrayItem"]["constraints"]["enum"][0] == "republican_budget"
    assert fields["cost_amounts"]["unit"] == "thousand"
    assert fields["cells"]["arrayItem"]["fields"][2]["unit"] == "pt"


@pytest.mark.parametrize("levels", range(4))
def test_json_text_says_the_same_at_every_level(levels):
    value = {"a": [1, {"b": "ұ\n"}], "c": {}, "d": [], "e": None}
    assert json.loads(json_text(value, levels=levels)) == value


def _plain(value):
    """A value of a record as Python's own encoder takes it."""
    if is_dataclass(value):
        return {column.name: _plain(getattr(value, column.name)) for column in columns_of(type(value))}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_rows_are_as_pythons_own_encoder_writes_them(table):
    rows = getattr(small_dataset(measure_count=9), table.name)
    expected = [json.dumps(_plain(row), ensure_ascii=False, separators=(",", ":")) for row in rows]
    assert [compact_json(row) for row in rows] == expected


@pytest.mark.parametrize("x0", [-0.0, 0.0, 1e-7, 1e22, 0.1 + 0.2])
def test_numbers_are_as_pythons_own_encoder_writes_them(x0):
    cell = CellRecord(column='a "quoted"\t\\ \u2028 %s', page=1, x0=x0, top=0.0, x1=-0.0, bottom=2.5)
    assert compact_json(cell) == json.dumps(_plain(cell), ensure_ascii=False, separators=(",", ":"))


def test_no_json_without_a_finite_number():
    with pytest.raises(ValueError, match="not JSON compliant"):
        compact_json(CellRecord(column="a", page=1, x0=inf, top=0.0, x1=0.0, bottom=0.0))
