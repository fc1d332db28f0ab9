"""Labels that resolve to no body, as rows for a reviewer; and what counts for whom in a workload."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from pipeline.analysis.schedule import workload
from pipeline.analysis.suggestions import suggestions
from pipeline.publish.dataset import write_dataset
from pipeline.records import Dataset, FindingRecord, ResponsibilityRecord
from pipeline.registry.agencies import agency_columns
from tests.command_line import call
from tests.small_dataset import EDITION, small_dataset


def _with(*bodies: ResponsibilityRecord, findings: tuple[FindingRecord, ...] = ()) -> Dataset:
    dataset = small_dataset(measure_count=3)
    return replace(dataset, responsibilities=bodies, findings=(*dataset.findings, *findings))


def _body(key: str, label: str, **changes) -> ResponsibilityRecord:
    plain = ResponsibilityRecord(
        edition_id=EDITION, measure_key=key, position=1, mention_text=label, agency_id=None,
        is_by_consent=False, is_coordinator=False, is_inherited=False,
    )  # fmt: skip
    return replace(plain, **changes)


@pytest.fixture
def keys() -> list[str]:
    return [each.measure_key for each in small_dataset(measure_count=3).measures]


def test_one_row_a_label(keys):
    found = suggestions(
        _with(
            _body(keys[0], "АБВ"),
            _body(keys[0], "Облыстық мұнай басқармасы", position=2, body_kind="local_office", level="oblast"),
            _body(keys[1], "облыстық мұнай басқармасы", body_kind="local_office"),
            _body(keys[1], "облыстық мұнай басқармасы", position=2, body_kind="local_office"),
            _body(keys[2], "Құрмашев Қ.Қ.", body_kind="person"),
            _body(keys[2], "ҰЭМ", position=2, agency_id="ministry-of-national-economy"),
        )
    )
    assert [(each.label, len(each.bodies)) for each in found] == [
        ("Облыстық мұнай басқармасы", 2),
        ("АБВ", 1),
    ]
    row = found[0].row
    assert row["name_kk"] == "Облыстық мұнай басқармасы"
    assert row["agency_id"] == row["name_ru"] == row["valid_from"] == ""
    assert row["measures"] == f"{EDITION} {keys[0]}; {EDITION} {keys[1]}"
    assert (row["body_kind"], row["level"], row["count"]) == ("local_office", "oblast", "2")
    assert found[1].row["abbreviations"] == "АБВ"


def test_a_label_that_waits_for_a_day_is_no_suggestion(keys):
    finding = FindingRecord(
        source_file="a.pdf", edition_id=EDITION, severity="warning", code="ambiguous_agency",
        message="ҚМ: The name stands for several bodies", measure_key=keys[0],
    )  # fmt: skip
    assert suggestions(_with(_body(keys[0], "ҚМ"), findings=(finding,))) == []
    assert len(suggestions(_with(_body(keys[1], "ҚМ"), findings=(finding,)))) == 1


def test_the_command_writes_rows_of_the_registry(tmp_path, capsys):
    write_dataset(small_dataset(), tmp_path / "data")
    assert call("registry", "suggest", tmp_path / "data", "--out", tmp_path / "new.csv") == 0
    rows = list(csv.reader(io.StringIO((tmp_path / "new.csv").read_text(encoding="utf-8"))))
    assert tuple(rows[0][: len(agency_columns())]) == agency_columns()
    assert "without a body" in capsys.readouterr().err


def test_a_committee_counts_for_its_ministry():
    dataset = small_dataset(measure_count=3)
    ministry = dataset.agencies[0]
    body = _body("1.1.1", "ҰЭМ Мұнай комитеті", body_kind="committee", parent_agency_id=ministry.agency_id)
    table = workload(_with(body), by="agency", over="edition", labels="id")
    assert table.loc[ministry.agency_id].sum() == 1
    assert "unknown" not in table.index
    table = workload(_with(body), by="agency_type", over="edition", labels="id")
    assert table.index.tolist() == [ministry.agency_type]
    table = workload(_with(replace(body, parent_agency_id=None)), by="agency", over="edition", labels="id")
    assert table.index.tolist() == ["unknown"]


def test_a_part_counts_for_who_holds_its_tasks_now():
    dataset = _with(_body("1.1.1", "АБ комитеті", parent_agency_id="old-ministry"))
    now = replace(dataset.agencies[0], agency_id="new-ministry", valid_from="2014-08-06", valid_to=None)
    old = replace(now, agency_id="old-ministry", valid_to="2014-08-06", successor_ids=("new-ministry",))
    dataset = replace(dataset, agencies=(now, old))
    table = workload(dataset, by="current_agency", over="edition", labels="id")
    assert table.index.tolist() == ["new-ministry"]


def test_a_russian_label_goes_into_the_russian_columns(keys):
    dataset = small_dataset(EDITION, f"{EDITION}.ru", measure_count=3)
    documents = (dataset.documents[0], replace(dataset.documents[1], language="ru"))
    bodies = (
        _body(keys[0], "АБВ"),
        _body(keys[0], "АБВ", edition_id=f"{EDITION}.ru"),
        _body(keys[1], "Управление нефти", edition_id=f"{EDITION}.ru"),
    )
    found = suggestions(replace(dataset, documents=documents, responsibilities=bodies))
    rows = [each.row for each in found]
    names = ("name_kk", "name_ru", "abbreviations", "abbreviations_ru")
    assert [[row[name] for name in names] for row in rows] == [
        ["", "", "АБВ", ""],
        ["", "", "", "АБВ"],
        ["", "Управление нефти", "", ""],
    ]
