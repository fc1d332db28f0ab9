"""Killed, full, raced: the dataset in the folder is the old one or the new one."""

from __future__ import annotations

import errno
import os
import random
import time
from pathlib import Path

import pytest

from pipeline.check import check_dataset
from pipeline.publish import swap
from pipeline.publish.dataset import read_dataset, write_dataset
from tests.publish.writers import NO_ROOM, PROCESSES, start_writer, write_with_little_room
from tests.small_dataset import small_dataset

KILLS = int(os.environ.get("DECREE_TEST_KILLS", "25"))


def _text(out: Path) -> str:
    """The text that all paragraphs share: a mixture of two writings has two."""
    (text,) = {row.text for row in read_dataset(out).paragraphs}
    return text


def test_a_run_killed_at_any_moment_leaves_a_whole_dataset(tmp_path):
    out = tmp_path / "out"
    write_dataset(small_dataset(text="old"), out)
    chance = random.Random(78)  # noqa: S311 - moments to kill at, no secrets
    begun = time.monotonic()
    first = start_writer(out, "first")
    while _text(out) == "old":
        time.sleep(0.01)
    whole = time.monotonic() - begun  # of a start and a writing, as busy as the machine is
    first.kill()
    texts, leftovers = set(), 0
    for number in range(KILLS):
        process = start_writer(out, f"run {number}")
        time.sleep(chance.uniform(0, 2 * whole))
        process.kill()
        process.join()
        leftovers += len(list(tmp_path.iterdir())) > 1
        assert check_dataset(out) == []
        texts.add(_text(out))
    assert len(texts) > 1, "no run ever came to its end: the test tests nothing"
    assert leftovers, "no run was ever killed while it wrote: the test tests nothing"
    write_dataset(small_dataset(text="new"), out)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_two_runs_into_one_folder_and_a_reader(tmp_path):
    out = tmp_path / "out"
    write_dataset(small_dataset(text="old"), out)
    writers = [start_writer(out, "one"), start_writer(out, "two")]
    seen = set()
    end = time.monotonic() + 30
    while {text.split()[0] for text in seen} != {"old", "one", "two"} and time.monotonic() < end:
        seen.add(_text(out) if seen else "old")
    for writer in writers:
        assert writer.is_alive()
        writer.kill()
        writer.join()
    assert {text.split()[0] for text in seen} == {"old", "one", "two"}
    assert check_dataset(out) == []


@pytest.mark.parametrize("room", [10, 4_000, 12_000, 40_000])
def test_no_room_leaves_the_old_dataset(tmp_path, room):
    out = tmp_path / "out"
    write_dataset(small_dataset(text="old"), out)
    process = PROCESSES.Process(target=write_with_little_room, args=(out, room))
    process.start()
    process.join()
    assert process.exitcode == NO_ROOM
    assert _text(out) == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def _no_exchange(one: Path, other: Path) -> None:
    raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(one), None, str(other))


def test_without_exchange_the_folders_change_places_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(swap, "_exchange", _no_exchange)
    out = tmp_path / "out"
    write_dataset(small_dataset(text="old"), out)
    write_dataset(small_dataset(text="new"), out)
    assert _text(out) == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_run_killed_between_two_renames_is_mended_by_the_next_reader(tmp_path):
    out = tmp_path / "out"
    write_dataset(small_dataset(text="old"), out)
    out.rename(tmp_path / ".out.previous")
    assert _text(out) == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_run_killed_after_two_renames_leaves_nothing_behind(tmp_path):
    out = tmp_path / "out"
    write_dataset(small_dataset(text="old"), tmp_path / ".out.previous")
    write_dataset(small_dataset(text="new"), out)
    assert _text(out) == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_failed_exchange_of_another_kind_is_an_error_and_changes_nothing(tmp_path, monkeypatch):
    def busy(one: Path, other: Path) -> None:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(one), None, str(other))

    out = tmp_path / "out"
    write_dataset(small_dataset(text="old"), out)
    monkeypatch.setattr(swap, "_exchange", busy)
    with pytest.raises(OSError, match="busy"):
        write_dataset(small_dataset(text="new"), out)
    assert _text(out) == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_names_with_glob_letters_clean_up_only_their_own(tmp_path):
    out = tmp_path / "o[u]t*"
    (tmp_path / ".other.12.staging").mkdir()
    (tmp_path / ".o[u]t*.12.staging").mkdir()
    write_dataset(small_dataset(), out)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".other.12.staging", "o[u]t*"]
