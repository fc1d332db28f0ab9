"""The dataset as an analyst meets it: types, joins, days, bodies; from a folder, a zip and a URL."""

import builtins
import datetime as dt
import shutil
import zipfile
from dataclasses import replace

import pandas as pd
import pytest

from pipeline.analysis.lifetimes import NoEditionError
from pipeline.analysis.loaded_dataset import load
from pipeline.analysis.schedule import workload
from pipeline.editions import align, reconcile
from pipeline.publish.dataset import DatasetError, write_dataset
from pipeline.records.editions_in import NoSuchEditionError
from pipeline.run.assembling import merge
from tests.editions import two_languages
from tests.editions.decree_editions import EDITION_IDS, edition_of_2016
from tests.editions.reading import SYNTHETIC, painted
from tests.places import DECREE, ROOT
from tests.read_files import read_file
from tests.small_dataset import measure, small_dataset

PROCESSED = ROOT / "data" / "processed"
EDITION = "kz-government-2013-78@2014-12-30"


@pytest.fixture(scope="module")
def ds():
    return load(PROCESSED)


@pytest.fixture
def zipped(tmp_path):
    """The dataset's folder inside a zip, as a file manager makes it."""
    file = tmp_path / "plan.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for path in PROCESSED.glob("*.parquet"):
            archive.write(path, f"processed/{path.name}")
    return file


@pytest.fixture(scope="module")
def editions(tmp_path_factory):
    """The decree in three editions."""
    out = tmp_path_factory.mktemp("editions") / "processed"
    write_dataset(
        reconcile(merge([read_file(DECREE), read_file(SYNTHETIC), painted(edition_of_2016())])), out
    )
    return load(out)


def test_types_are_kept(ds):
    measures = ds.measures
    assert measures.deadline_end.dt.year.dropna().min() == 2013
    assert isinstance(measures.deadline_end.iloc[0], dt.date)
    assert measures.set_index("measure_key").stage_number["1.1"] == 1
    assert pd.isna(measures.set_index("measure_key").deadline_text["1.2"])
    assert measures.completion_form_types.iloc[0] == ["order"]
    forms = measures.explode("completion_form_types").completion_form_types.value_counts()
    assert forms["analytical_note"] == 12


def test_codes_with_an_order_are_ordered(ds):
    assert (ds.findings.severity >= "warning").all()
    assert len(ds.findings) == 4
    precise = ds.measures.deadline_precision.dropna()
    assert precise.min() == "day"
    assert precise.max() == "interval"


def test_joins_keep_every_row(ds):
    assert len(ds.measures) == len(ds.table("measures")) == 43
    assert len(ds.responsibilities) == len(ds.table("responsibilities"))
    first = ds.responsibilities.iloc[0]
    assert first.name_en == "Ministry of Regional Development"
    assert first.current_name_en == "Ministry of National Economy"
    assert first.deadline_end == dt.date(2013, 2, 28)
    assert ds.measures.set_index("measure_key").has_subitems.loc[["1.1", "1.2", "1.2.1"]].tolist() == [
        False, True, False,
    ]  # fmt: skip


def test_every_table_is_an_attribute(ds):
    for name in ("documents", "paragraphs", "amendments", "reporting_duties", "agencies", "mentions"):
        assert len(getattr(ds, name)) == len(ds.table(name)) > 0
    with pytest.raises(KeyError, match="there are documents"):
        ds.table("laws")


def test_editions(ds):
    edition = ds.editions.iloc[0]
    assert (edition.edition_id, edition.in_force_from) == (EDITION, dt.date(2014, 12, 30))
    assert pd.isna(edition.in_force_to)
    assert edition.latest_acts == ["№ 1401, 2014-12-30"]
    assert (edition.measures, edition.errors, edition.warnings) == (43, 0, 4)


def test_as_of(ds):
    assert ds.as_of("2020-01-01").measures.edition_id.unique().tolist() == [EDITION]
    assert len(ds.as_of(dt.date(2014, 12, 30)).agencies) == len(ds.agencies)
    with pytest.raises(NoEditionError, match="issued on 2013-01-31"):
        ds.as_of("2013-01-30")
    with pytest.raises(NoEditionError, match="earliest is kz-government-2013-78@2014-12-30"):
        ds.as_of("2014-06-01")
    with pytest.raises(NoSuchEditionError, match="is no edition of the dataset; there are"):
        ds.edition("kz-government-2013-79@2014-12-30")
    assert ds.edition("2014-12-30").measures.edition_id.unique().tolist() == [EDITION]


def test_workload_by_hand(ds):
    """Counted from the pages: the akim of Almaty has 1.1 in 2013; 4.3, 4.4 and the four of 4.5 in 2014."""
    table = ds.workload()
    assert table.loc["akim-of-almaty", 2013] == 1
    assert table.loc["akim-of-almaty", 2014] == 6
    assert table.loc["ministry-of-regional-development", 2015:].sum() == 0
    current = ds.workload(by="current_agency", labels="en")
    assert "Ministry of Regional Development" not in current.index
    before = table.loc[["ministry-of-regional-development", "ministry-of-economy-and-budget-planning"], 2013]
    assert current.loc["Ministry of National Economy", 2013] >= before.max() > 0
    assert ds.workload(by="agency_type", over="stage").columns.tolist() == [1, 2]
    for wrong in ({"by": "mood"}, {"over": "week"}, {"labels": "fr"}):
        with pytest.raises(ValueError, match="is none of"):
            ds.workload(**wrong)


def test_timeline(ds):
    rows = ds.timeline(on="2016-01-01").set_index("measure_key")
    assert "4.5" not in rows.index
    assert rows.loc["4.7", ["start", "end", "days_left"]].tolist() == [dt.date(2015, 9, 1)] * 2 + [-122]
    assert rows.loc["1.4", "basis"] == "derived"
    assert rows.loc["5.1", ["start", "end", "basis"]].tolist() == [
        dt.date(2015, 1, 1), dt.date(2020, 12, 31), "stage",
    ]  # fmt: skip
    assert "akims-of-regions" in rows.loc["4.7", "agency_ids"]
    assert rows.end.dropna().is_monotonic_increasing


def test_no_question_counts_over_editions(editions):
    """What is asked of all editions is what the latest alone answers; over editions each has its column."""
    ids = list(editions.editions.edition_id)
    assert ids == list(EDITION_IDS)
    alone = editions.edition(ids[-1])
    for over in ("year", "stage", "section"):
        pd.testing.assert_frame_equal(editions.workload(over=over), alone.workload(over=over))
    pd.testing.assert_frame_equal(editions.timeline(on="2016-01-01"), alone.timeline(on="2016-01-01"))
    by_edition = editions.workload(over="edition")
    assert by_edition.columns.tolist() == ids
    for edition_id in ids:
        own = editions.edition(edition_id).workload(over="edition")[edition_id]
        assert by_edition[edition_id][own.index].tolist() == own.tolist()
        assert by_edition[edition_id].sum() == own.sum()
    # the decree's own count stays, whatever else the dataset holds
    assert editions.edition("2014-12-30").workload().loc["akim-of-almaty", 2014] == 6
    assert editions.editions.measures.tolist() == [43, 44, 45]


def test_sections_sort_as_keys_do():
    names = ("10", "9", "2", "6-1", "6", None)
    small = small_dataset()
    body = small.responsibilities[0]
    plan = replace(
        small,
        measures=tuple(
            measure(measure_key=f"{name}.1", section_number=name, position=at, inherited_columns=())
            for at, name in enumerate(names, start=1)
        ),
        responsibilities=tuple(replace(body, measure_key=f"{name}.1") for name in names),
    )
    found = workload(plan, by="agency", over="section", labels="id")
    assert found.columns.tolist() == ["2", "6", "6-1", "9", "10", "unknown"]


def test_flat_measures(editions):
    flat = editions.measures_flat
    assert len(flat) == len(editions.measures)
    assert flat.columns.tolist() == [
        "edition_id", "measure_key", "stage_number", "section_number", "status", "has_subitems",
        "measure_text", "completion_form_text", "executors_text", "agency_ids", "deadline_text",
        "deadline_start", "deadline_end", "deadline_precision", "cost_text", "cost_type",
    ]  # fmt: skip
    row = flat[flat.edition_id == EDITION].set_index("measure_key").loc["2.1"]
    assert row.executors_text == "ОСК (келісім бойынша), облыстардың әкімдері"
    assert row.agency_ids == "central-election-commission; akims-of-regions"
    assert row.deadline_end == dt.date(2013, 3, 31)
    lead_in = flat[flat.edition_id == EDITION].set_index("measure_key").loc["1.2"]
    assert lead_in.has_subitems
    assert pd.isna(lead_in.agency_ids)
    assert not [name for name in flat if isinstance(flat[name].dropna().iloc[0], list | dict)]


def test_successor(ds):
    body = "ministry-of-regional-development"
    assert ds.successor(body, on="2013-06-01") == body
    assert ds.successor(body, on="2014-12-30") == "ministry-of-national-economy"
    with pytest.raises(KeyError, match="ministry-of-magic"):
        ds.successor("ministry-of-magic", on="2014-01-01")


def test_from_zip_and_url(ds, zipped):
    pytest.importorskip("fsspec")
    for url in (zipped, f"file://{PROCESSED}", f"file://{zipped}", f"zip://processed::file://{zipped}"):
        pd.testing.assert_frame_equal(load(url).measures, ds.measures)


def test_a_url_without_fsspec_says_what_to_do(monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **named):
        if name.startswith("fsspec"):
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ImportError, match="pip install fsspec"):
        load("https://example.org/plan.zip")


def test_what_is_no_dataset(tmp_path, zipped):
    with pytest.raises(DatasetError, match="no dataset"):
        load(tmp_path / "nothing")
    (tmp_path / "text.txt").write_text("no zip")
    with pytest.raises(DatasetError, match="neither"):
        load(tmp_path / "text.txt")
    with zipfile.ZipFile(tmp_path / "empty.zip", "w") as archive:
        archive.writestr("readme.txt", "")
    with pytest.raises(DatasetError, match="no dataset in"):
        load(tmp_path / "empty.zip")
    with zipfile.ZipFile(zipped, "a") as archive:
        archive.writestr("copy/documents.parquet", b"")
    with pytest.raises(DatasetError, match="more than one"):
        load(zipped)


def test_what_is_broken(tmp_path):
    folder = tmp_path / "out"
    write_dataset(small_dataset(), folder)
    shutil.copytree(folder, tmp_path / "lacking")
    (tmp_path / "lacking" / "measures.parquet").unlink()
    with pytest.raises(DatasetError, match=r"measures\.parquet is missing"):
        load(tmp_path / "lacking")
    (folder / "measures.parquet").write_bytes(b"PAR1 is all that it says")
    with pytest.raises(DatasetError, match="cannot be read"):
        load(folder)


def test_a_column_more_is_no_harm_and_one_less_is_told(tmp_path):
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    folder = tmp_path / "out"
    write_dataset(small_dataset(), folder)
    file = folder / "documents.parquet"
    table = pq.read_table(file)
    pq.write_table(table.append_column("mood", pa.array(["good"])), file)
    assert "mood" not in load(folder).documents.columns
    pq.write_table(table.drop_columns(["number"]), file)
    with pytest.raises(DatasetError, match=r"documents\.number: the column is missing"):
        load(folder)


@pytest.fixture(scope="module")
def in_two_languages(tmp_path_factory):
    """The decree in Kazakh and in Russian, which has another month at 1.1 and no 4.9."""
    folder = tmp_path_factory.mktemp("languages")
    month = two_languages.measure("1.1", deadline_edtf="2013-03")
    write_dataset(align(two_languages.both(month, two_languages.without("4.9"))), folder)
    return load(folder)


def test_measures_in_one_language(in_two_languages):
    russian = in_two_languages.measures(lang="ru")
    assert set(russian.language) == {"ru"}
    assert (len(in_two_languages.measures), len(russian)) == (43 + 42, 42)
    assert in_two_languages.measures(lang="kk").measure_key.is_unique
    with pytest.raises(ValueError, match="no edition in the language 'ru'; it has kk"):
        load(PROCESSED).measures(lang="ru")
    assert type(in_two_languages.measures.head()) is pd.DataFrame


def test_flat_measures_have_the_text_of_both_languages(in_two_languages):
    flat = in_two_languages.measures_flat.set_index(["edition_id", "measure_key"])
    kazakh = (
        "Қазақстан Республикасында жергілікті өзін-өзі басқаруды дамыту тұжырымдамасын іске асыру жөніндегі"
    )
    for edition_id in (two_languages.KK, two_languages.RU):
        row = flat.loc[(edition_id, "1.1")]
        assert row.measure_text_kk.startswith(kazakh)
        assert row.measure_text_ru == "Перевод"
    assert pd.isna(flat.loc[(two_languages.KK, "4.9")].measure_text_ru)
    assert "measure_text_kk" not in load(PROCESSED).measures_flat


def test_aligned_has_both_texts_and_what_differs(in_two_languages):
    aligned = in_two_languages.aligned.set_index("measure_key")
    assert len(aligned) == 43
    assert aligned.loc["1.1"].differs == ["deadline_edtf"]
    assert aligned.loc["1.1"].deadline_text == "2013 жылғы ақпан"
    assert aligned.loc["1.1"].other_deadline_text == "Перевод 2013"
    assert aligned.loc["4.9"].joined_by == "none"
    assert len(in_two_languages.edition("2014-12-30.ru").aligned) == 43
    assert load(PROCESSED).aligned.empty


def test_nothing_counts_twice_where_an_act_is_held_in_two_languages(ds, in_two_languages):
    assert in_two_languages.workload().equals(ds.workload())
    assert list(in_two_languages.timeline().measure_key) == list(ds.timeline().measure_key)
    assert set(in_two_languages.in_language("ru").timeline().edition_id) == {two_languages.RU}
    both = in_two_languages.workload(over="edition")
    assert list(both.columns) == [two_languages.KK, two_languages.RU]
    assert set(in_two_languages.editions.previous_edition_id.isna()) == {True}
    assert set(in_two_languages.latest().documents.language) == {"kk", "ru"}


def test_history_is_of_one_language(in_two_languages):
    assert list(in_two_languages.history("1.1").edition_id) == [two_languages.KK]
    assert list(in_two_languages.history("1.1", lang="ru").edition_id) == [two_languages.RU]


def test_labels_in_russian(ds):
    assert "Министерство юстиции РК" in ds.workload(labels="ru").index
    types = ds.workload(by="agency_type", labels="ru")
    assert list(types.index[:2]) == ["Местный исполнительный орган", "Министерство"]
    assert types.to_numpy().tolist() == ds.workload(by="agency_type").to_numpy().tolist()
    named = ds.responsibilities.set_index("current_agency_id").current_name_ru
    assert named["ministry-of-justice"].iloc[0] == "Министерство юстиции РК"
