"""One dataset, one answer: pandas, DuckDB, polars and Excel say the same of every table."""

import datetime as dt
import math
from decimal import Decimal

import duckdb
import openpyxl
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest

from pipeline.analysis.loaded_dataset import load
from pipeline.publish.dataset import read_dataset, write_dataset
from pipeline.publish.export.export_files import export_dataset
from pipeline.publish.plain_text import cell_of
from pipeline.records import TABLES, columns_of, in_order
from tests.places import ROOT
from tests.small_dataset import small_dataset

PROCESSED = ROOT / "data" / "processed"


@pytest.fixture(scope="module", params=["decree", "small"])
def folder(request, tmp_path_factory):
    """The decree's dataset, and a made-up one with amounts, empty lists and other columns."""
    if request.param == "decree":
        return PROCESSED
    folder = tmp_path_factory.mktemp("small") / "out"
    write_dataset(small_dataset(), folder)
    return folder


@pytest.fixture(scope="module")
def book(folder, tmp_path_factory):
    file = tmp_path_factory.mktemp("export") / "plan.xlsx"
    export_dataset(read_dataset(folder), "xlsx", file)
    return openpyxl.load_workbook(file)


def plain(value):
    """A value of any reader as Python's own: lists of them, one null, days as dates."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, pl.Series):
        return [plain(each) for each in value.to_list()]
    if isinstance(value, list | tuple) or type(value).__module__ == "numpy":
        listed = value.tolist() if hasattr(value, "tolist") else value
        return [plain(each) for each in listed] if isinstance(listed, list | tuple) else plain(listed)
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    return value


def rows_of(table, folder):
    return pq.read_table(folder / f"{table.name}.parquet").to_pylist()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_duckdb(table, folder):
    path = folder / f"{table.name}.parquet"
    found = duckdb.connect().execute("SELECT * FROM read_parquet(?)", [str(path)])
    names = [column[0] for column in found.description]
    rows = [dict(zip(names, map(plain, row), strict=True)) for row in found.fetchall()]
    assert rows == plain(rows_of(table, folder))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_polars(table, folder):
    frame = pl.read_parquet(folder / f"{table.name}.parquet")
    assert plain(frame.to_dicts()) == plain(rows_of(table, folder))
    for column in columns_of(table.record_type):
        if column.kind == "date" and not column.is_list:
            assert frame.schema[column.name] == pl.Date


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_pandas(table, folder):
    wanted = plain(rows_of(table, folder))
    path = folder / f"{table.name}.parquet"
    for frame in (pd.read_parquet(path, dtype_backend="pyarrow"), load(folder).table(table.name)):
        columns = {name: [plain(value) for value in frame[name]] for name in frame.columns}
        rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        assert rows == wanted


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_excel(table, folder, book):
    sheet = book[table.name]
    columns = columns_of(table.record_type)
    records = getattr(in_order(read_dataset(folder)), table.name)
    wanted = [[cell_of(column, getattr(row, column.name)) for column in columns] for row in records]
    found = [[plain(value) for value in row] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert found == wanted
    # and next to the records what a cell says of the Parquet file's plain values
    for row, values in zip(rows_of(table, folder), found, strict=True):
        for column, value in zip(columns, values, strict=True):
            if not column.is_list and not isinstance(row[column.name], Decimal):
                assert value == row[column.name], column.name


def test_all_answer_a_question_alike(folder):
    """How many measures does each body answer for?"""
    path = folder / "responsibilities.parquet"
    asked = duckdb.connect().execute(
        "SELECT agency_id, count(DISTINCT measure_key) FROM read_parquet(?) "
        "WHERE agency_id IS NOT NULL GROUP BY agency_id",
        [str(path)],
    )
    by_duckdb = dict(asked.fetchall())
    by_polars = dict(
        pl.read_parquet(path)
        .drop_nulls("agency_id")
        .group_by("agency_id")
        .agg(pl.col("measure_key").n_unique())
        .rows()
    )
    by_pandas = load(folder).responsibilities.groupby("agency_id").measure_key.nunique().to_dict()
    assert by_duckdb == by_polars == by_pandas
    assert by_duckdb
