"""The committed dataset as strangers' tools meet it: Frictionless finds it valid, its keys lead somewhere."""

import json
from dataclasses import replace

import pandas as pd
import pytest
import yaml
from frictionless import Package

from pipeline.check import check_dataset
from pipeline.publish.dataset import write_dataset
from pipeline.registry.meanings import latest_version
from pipeline.version import VERSION
from tests.places import ROOT
from tests.small_dataset import small_dataset

PROCESSED = ROOT / "data" / "processed"
# what a row is named by after its edition
KEYS = {
    "documents": ["edition_id"],
    "paragraphs": ["paragraph_number"],
    "measures": ["measure_key"],
    "amendments": ["position"],
}


def test_frictionless_finds_the_committed_dataset_valid():
    report = Package(str(PROCESSED / "datapackage.json")).validate()
    assert report.flatten(["type", "title", "fieldName", "message"]) == []


def test_every_mention_and_repair_joins_the_row_that_it_names():
    for name in ("mentions", "repairs"):
        rows = pd.read_parquet(PROCESSED / f"{name}.parquet")
        for table, group in rows.groupby("table"):
            target = pd.read_parquet(PROCESSED / f"{table}.parquet")
            keys = target[KEYS[table]].astype(str).agg(" ".join, axis=1)
            assert set(group.key) <= set(keys), (name, table)


def test_mentions_of_titles_are_named_by_the_edition():
    edition = json.loads(next((PROCESSED / "json").iterdir()).read_text(encoding="utf-8"))
    titles = [row for row in edition["mentions"] if row["table"] == "documents"]
    assert {row["key"] for row in titles} == {edition["edition_id"]}
    assert len(titles) == 4


def test_the_package_says_who_made_it_which_version_and_what_may_be_done_with_it():
    package = json.loads((PROCESSED / "datapackage.json").read_text(encoding="utf-8"))
    assert package["version"] == VERSION
    assert [each["name"] for each in package["licenses"]] == ["CC-BY-4.0"]
    assert package["software"] == {"name": "decree-pipeline", "license": "MIT"}
    assert package["homepage"].startswith("https://")
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["license"] == package["licenses"][0]["name"]
    assert cited["title"] == package["title"]
    assert [each["name"] for each in cited["authors"]] == [each["title"] for each in package["contributors"]]
    assert all(part in package["citation"] for part in (cited["title"], cited["authors"][0]["name"], VERSION))


@pytest.mark.parametrize(
    ("versions", "latest"),
    [({"0.9.1", "0.10.0"}, "0.10.0"), ({"1.0.0+registry.ab", "1.0.0"}, "1.0.0+registry.ab"), (set(), None)],
)
def test_the_version_is_the_latest_that_read(versions, latest):
    assert latest_version(versions) == latest


def test_the_readme_tells_of_every_edition_and_cannot_be_steered_by_a_file(tmp_path):
    dataset = small_dataset("kz-a@2013-01-01", "kz-a@2014-01-01")
    first, second = dataset.documents
    hostile = replace(first, publisher="<script>", note="a | `b`", source_url="https://a.kz/b_c")
    write_dataset(replace(dataset, documents=(hostile, second)), tmp_path / "out")
    text = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    for row in dataset.documents:
        assert f"- {row.edition_id}: {row.title_text} (3 measures)" in text
    assert "  - Publisher: &lt;script&gt;\n" in text
    assert "  - Note: a \\| \\`b\\`\n" in text
    assert "| `measures.parquet` | 6 |" in text


def test_a_readme_that_says_other_than_the_tables_is_found(tmp_path):
    write_dataset(small_dataset(), tmp_path / "out")
    file = tmp_path / "out" / "README.md"
    file.write_text(file.read_text(encoding="utf-8") + "More.", encoding="utf-8")
    assert [str(each) for each in check_dataset(tmp_path / "out")] == [
        "README.md: says other than the tables"
    ]
    file.unlink()
    assert [str(each) for each in check_dataset(tmp_path / "out")] == ["README.md: is missing"]


def test_a_readme_that_a_person_wrote_stays(tmp_path):
    write_dataset(small_dataset(), tmp_path / "out")
    (tmp_path / "out" / "README.md").write_text("Mine.", encoding="utf-8")
    assert write_dataset(small_dataset(), tmp_path / "out"), "and the dataset is the same"
    assert (tmp_path / "out" / "README.md").read_text(encoding="utf-8") == "Mine."
    assert check_dataset(tmp_path / "out") == []
