"""The Kazakh decree held against its Russian editions as they are read from PDF files."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.analysis.loaded_dataset import load
from pipeline.check import check_dataset
from pipeline.editions import align
from pipeline.publish.dataset import read_dataset
from pipeline.registry.finding_kinds import OF_TWO_LANGUAGES
from pipeline.run.assembling import merge
from pipeline.run.build_dataset import run
from pipeline.run.settings import RunSettings
from tests.editions.two_languages import KK, RU
from tests.factory.russian.planted import PLANTED
from tests.places import DECREE, TESTS
from tests.read_files import read_file

FIXTURES = sorted((TESTS / "fixtures" / "russian").glob("decree-*.pdf"))
TRUE = [path for path in FIXTURES if "planted" not in path.stem]
(PLANTED_FILE,) = (path for path in FIXTURES if "planted" in path.stem)
COLUMNS = {"item": "item_number"}


def both(path: Path):
    return align(merge([read_file(DECREE), read_file(path)]))


def of_both(dataset):
    return [each for each in dataset.findings if each.code in OF_TWO_LANGUAGES]


@pytest.mark.parametrize("path", TRUE, ids=[path.stem for path in TRUE])
def test_a_true_translation_has_no_difference(path):
    aligned = both(path)
    assert [each.message for each in of_both(aligned)] == []
    assert {each.joined_by for each in aligned.alignments} == {"key"}
    assert len(aligned.alignments) == 1 + 43


def test_twenty_planted_differences_are_found_and_nothing_else():
    wanted = sorted(
        (each.where, COLUMNS.get(each.part, f"{each.part}_text")) for each in PLANTED if each.part != "note"
    )
    notes = [each for each in PLANTED if each.part == "note"]
    found = of_both(both(PLANTED_FILE))
    assert sorted((each.measure_key, each.column) for each in found if each.measure_key) == wanted
    rest = [each for each in found if not each.measure_key]
    assert [each.column for each in rest] == ["note_text"] * len(notes)
    for each in notes:
        assert any(each.after in finding.message for finding in rest), each


def test_a_run_aligns_and_forgets_what_is_gone(tmp_path, monkeypatch):
    files = {path.name: path for path in (DECREE, PLANTED_FILE)}
    monkeypatch.setattr("pipeline.run.build_dataset.read_task", lambda task: (read_file(files[task.name]),))
    out = tmp_path / "out"
    run([DECREE, PLANTED_FILE], out, settings=RunSettings(jobs=0))
    assert check_dataset(out) == []
    ds = load(out)
    assert [each.edition_id for each in ds.records.documents] == [KK, RU]
    assert list(ds.documents.language) == ["kk", "ru"]
    assert len(of_both(ds.records)) == len(PLANTED)
    assert ds.aligned[ds.aligned.measure_key == "5.6"].other_measure_key.tolist() == ["5.7"]
    run([DECREE], out, settings=RunSettings(jobs=0, prune=True))
    alone = read_dataset(out)
    assert [each.edition_id for each in alone.documents] == [KK]
    assert (alone.alignments, of_both(alone)) == ((), [])
