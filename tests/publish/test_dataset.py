from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pyarrow.parquet as pq
import pytest

from pipeline.publish.dataset import DatasetError, read_dataset, write_dataset
from pipeline.publish.validation import InvalidDatasetError
from pipeline.records import TABLES, in_order
from tests.small_dataset import EDITION, small_dataset


def files_of(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_written_is_read_back(tmp_path):
    dataset = small_dataset("kz-a@2013-01-01", "kz-a@2014-01-01")
    write_dataset(dataset, tmp_path / "out")
    assert read_dataset(tmp_path / "out") == in_order(dataset)


def test_an_empty_dataset_is_a_dataset(tmp_path):
    empty = replace(small_dataset(), **{table.name: () for table in TABLES})
    write_dataset(empty, tmp_path / "out")
    assert read_dataset(tmp_path / "out") == empty


def test_two_writings_give_the_same_bytes_whatever_the_order_of_rows(tmp_path):
    dataset = small_dataset()
    shuffled = replace(dataset, **{table.name: getattr(dataset, table.name)[::-1] for table in TABLES})
    write_dataset(dataset, tmp_path / "a")
    write_dataset(shuffled, tmp_path / "b")
    assert files_of(tmp_path / "a") == files_of(tmp_path / "b")


def test_rows_are_ordered_as_numbers_are(tmp_path):
    write_dataset(small_dataset(measure_count=14), tmp_path / "out")
    dataset = read_dataset(tmp_path / "out")
    assert [row.paragraph_number for row in dataset.paragraphs] == ["1", "2", "10"]
    assert [row.position for row in dataset.measures] == list(range(1, 15))
    keys = [row.measure_key for row in dataset.responsibilities if row.position == 1]
    assert keys.index("2.9") < keys.index("2.10")


def test_the_files_are_those_of_the_contract(tmp_path):
    write_dataset(small_dataset(), tmp_path / "out")
    assert set(files_of(tmp_path / "out")) == {
        *(f"{table.name}.parquet" for table in TABLES),
        f"json/{EDITION}.json",
        "schema/edition.schema.json",
        "datapackage.json",
        "README.md",
    }


def test_arrow_types_are_those_of_the_contract(tmp_path):
    write_dataset(small_dataset(), tmp_path / "out")
    schema = pq.read_schema(tmp_path / "out" / "measures.parquet")
    types = {field.name: str(field.type) for field in schema}
    assert types["position"] == "int32"
    assert types["stage_start"] == "date32[day]"
    assert types["pages"] == "list<element: int32 not null>"
    assert "amount: decimal128(18, 3)" in types["cost_amounts"]
    assert not schema.field("measure_key").nullable
    assert schema.field("measure_text").nullable
    assert schema.field("status").metadata[b"codes"] == b'["in_force", "removed"]'
    assert schema.field("cells").metadata[b"description_kk"].decode()


def test_pandas_reads_the_tables(tmp_path):
    write_dataset(small_dataset(), tmp_path / "out")
    frame = pd.read_parquet(tmp_path / "out" / "measures.parquet", dtype_backend="pyarrow")
    assert frame.loc[0, "cost_amounts"][0]["amount"] == Decimal("12500.500")
    assert frame.loc[0, "stage_start"] == datetime.date(2013, 1, 1)


def test_a_new_dataset_replaces_all_of_the_old(tmp_path):
    write_dataset(small_dataset("kz-a@2013-01-01"), tmp_path / "out")
    write_dataset(small_dataset("kz-b@2014-01-01"), tmp_path / "out")
    assert [path.name for path in (tmp_path / "out" / "json").iterdir()] == ["kz-b@2014-01-01.json"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_files_that_are_not_the_datasets_are_kept(tmp_path):
    out = tmp_path / "out"
    (out / ".keep").parent.mkdir()
    (out / ".keep").touch()
    write_dataset(small_dataset(), out)
    (out / "notes.txt").write_text("mine")
    (out / "review").mkdir()
    (out / "review" / "page.html").write_text("mine too")
    write_dataset(small_dataset(), out)
    assert (out / ".keep").exists()
    assert (out / "notes.txt").read_text() == "mine"
    assert (out / "review" / "page.html").read_text() == "mine too"


def test_a_folder_of_other_things_is_not_touched(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(DatasetError, match="holds other files"):
        write_dataset(small_dataset(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_folder_of_hidden_folders_is_somebodys(tmp_path):
    """All of a home folder is hidden: it was copied next to the dataset, and replaced."""
    (tmp_path / ".cache").mkdir()
    with pytest.raises(DatasetError, match="holds other files"):
        write_dataset(small_dataset(), tmp_path)


def test_a_link_to_a_folder_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_dataset(small_dataset(), tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "datapackage.json").exists()


def test_wrong_records_leave_the_old_dataset(tmp_path):
    write_dataset(small_dataset(), tmp_path / "out")
    before = files_of(tmp_path / "out")
    wrong = small_dataset()
    wrong = replace(wrong, documents=(replace(wrong.documents[0], language="en"),))
    with pytest.raises(InvalidDatasetError, match=r"documents\.language.*code list"):
        write_dataset(wrong, tmp_path / "out")
    assert files_of(tmp_path / "out") == before


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda out: (out / "measures.parquet").unlink(), "measures.parquet is missing"),
        (lambda out: (out / "measures.parquet").write_bytes(b"PAR1 no"), "measures.parquet cannot be read"),
        (lambda out: (out / "measures.parquet").write_bytes(b""), "measures.parquet cannot be read"),
        (
            lambda out: pq.write_table(
                pq.read_table(out / "measures.parquet").drop_columns(["status"]), out / "measures.parquet"
            ),
            r"measures\.status: the column is missing",
        ),
    ],
    ids=["missing", "damaged", "empty", "column"],
)
def test_a_damaged_dataset_says_where(tmp_path, damage, told):
    write_dataset(small_dataset(), tmp_path / "out")
    damage(tmp_path / "out")
    with pytest.raises(DatasetError, match=told):
        read_dataset(tmp_path / "out")


def test_no_folder_no_dataset(tmp_path):
    with pytest.raises(DatasetError, match="there is no dataset"):
        read_dataset(tmp_path / "nothing")
    with pytest.raises(DatasetError, match="there is no dataset"):
        read_dataset(tmp_path / "nothing" / "deeper")
