"""The committed dataset as strangers' tools meet it: Frictionless finds it valid, its keys lead somewhere."""

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
from frictionless import Package

from pipeline.publish.dataset import write_dataset
from tests.small_dataset import small_dataset

PROCESSED = Path(__file__).parents[1] / "data" / "processed"
# what a row is named by after its edition
KEYS = {
    "documents": ["edition_id"],
    "paragraphs": ["paragraph_number"],
    "measures": ["measure_key"],
    "amendments": ["position"],
}


def faults(folder):
    report = Package(str(folder / "datapackage.json")).validate()
    return report.flatten(["type", "title", "fieldName", "message"])


def test_frictionless_finds_the_committed_dataset_valid():
    assert faults(PROCESSED) == []


def test_an_empty_text_is_a_text(tmp_path):
    """A correction of what was not read has nothing before it."""
    dataset = small_dataset()
    repair = replace(dataset.repairs[0], rule="correction", before="")
    write_dataset(replace(dataset, repairs=(repair,)), tmp_path / "out")
    assert faults(tmp_path / "out") == []


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
