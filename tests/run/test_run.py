"""Which editions a dataset holds, from which files, and what a run reads again."""

from __future__ import annotations

import json
import os
import random
from dataclasses import replace

import pytest

from pipeline.check import check_dataset
from pipeline.cli.screen import run_text
from pipeline.publish.dataset import DatasetError, read_dataset
from pipeline.run.build_dataset import run
from pipeline.run.settings import RunSettings
from pipeline.run.stored_dataset import Stored
from tests.run.fakes import bytes_of, edition, put, read_made_up, two_editions

A, B, C = (f"kz-{name}@2014-01-01" for name in "abc")
HERE = RunSettings(jobs=0)
PRUNE = RunSettings(jobs=0, prune=True)


@pytest.fixture(autouse=True)
def made_up(monkeypatch):
    """Files are read by `read_made_up`; gives the names of those that were."""
    names = []

    def read(task):
        names.append(task.name)
        return read_made_up(task)

    monkeypatch.setattr("pipeline.run.build_dataset.read_task", read)
    return names


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def build(folder, out, settings=HERE, **options):
    report = run([folder], out, settings=settings, **options)
    assert check_dataset(out) == []
    return report


def editions(out):
    return {d.edition_id: d.source_file for d in read_dataset(out).documents}


def told(out):
    """The findings of runs."""
    codes = ("same_edition_twice", "same_edition_differs", "source_unreadable", "source_not_read")
    return [(f.code, f.source_file, f.edition_id) for f in read_dataset(out).findings if f.code in codes]


def test_several_files_make_one_dataset(folder, out):
    put(folder, a=edition(A), b=edition(B))
    report = build(folder, out)
    assert editions(out) == {A: "a.pdf", B: "b.pdf"}
    assert [(f.name, f.edition_id, f.measures, f.skipped) for f in report.files] == [
        ("a.pdf", A, 3, False),
        ("b.pdf", B, 3, False),
    ]


def test_only_what_is_new_is_read(folder, out, made_up):
    put(folder, a=edition(A), b=edition(B), n=b"none")
    first = build(folder, out)
    assert made_up == ["a.pdf", "b.pdf", "n.pdf"]
    made_up.clear()
    before, inode = bytes_of(out), out.stat().st_ino
    second = build(folder, out)
    assert made_up == []
    assert (bytes_of(out), out.stat().st_ino) == (before, inode), "nothing new, nothing written"
    assert [f.name for f in second.skipped] == ["a.pdf", "b.pdf", "n.pdf"]
    assert [replace(file, skipped=True, traceback="") for file in first.files] == list(second.files)
    put(folder, b=edition(B, text="Жаңа."))
    build(folder, out)
    assert made_up == ["b.pdf"]
    assert {p.text for p in read_dataset(out).paragraphs if p.edition_id == B} == {"Жаңа."}
    made_up.clear()
    assert build(folder, out, force=True).skipped == ()
    assert made_up == ["a.pdf", "b.pdf", "n.pdf"]


def test_another_version_reads_all(folder, out, made_up, monkeypatch):
    put(folder, a=edition(A), a2=edition(A, text="x"), n=b"none")
    build(folder, out)
    made_up.clear()
    monkeypatch.setattr("pipeline.run.stored_dataset.reading_version", lambda: "99.0")
    build(folder, out)
    assert sorted(made_up) == ["a.pdf", "a2.pdf", "n.pdf"]


def test_another_registry_of_bodies_reads_all(folder, out, made_up, monkeypatch):
    put(folder, a=edition(A), n=b"none")
    build(folder, out)
    made_up.clear()
    monkeypatch.setattr("pipeline.run.stored_dataset.registry_rows", tuple)
    build(folder, out)
    assert made_up == ["a.pdf", "n.pdf"]


def test_another_language_reads_all_and_the_same_one_nothing(folder, out, made_up):
    put(folder, a=edition(A), a2=edition(A, text="x"), n=b"none")
    build(folder, out)
    for settings, names in (
        (replace(HERE, language="kk"), ["a.pdf", "a2.pdf", "n.pdf"]),
        (replace(HERE, language="kk"), []),
        (HERE, ["a.pdf", "a2.pdf", "n.pdf"]),
        (HERE, []),
    ):
        made_up.clear()
        build(folder, out, settings)
        assert sorted(made_up) == names


def test_a_file_with_two_editions_gives_both_and_is_read_once(folder, out, made_up):
    put(folder, a=two_editions(A), b=edition(B))
    report = build(folder, out)
    assert editions(out) == {A: "a.pdf", f"{A}.ru": "a.pdf", B: "b.pdf"}
    assert [(f.name, f.edition_id, f.skipped) for f in report.files] == [
        ("a.pdf", A, False),
        ("a.pdf", f"{A}.ru", False),
        ("b.pdf", B, False),
    ]
    before = bytes_of(out)
    made_up.clear()
    again = build(folder, out)
    assert (made_up, bytes_of(out)) == ([], before)
    assert [(f.edition_id, f.skipped) for f in again.files] == [(A, True), (f"{A}.ru", True), (B, True)]
    build(folder, out, force=True)
    assert (sorted(made_up), bytes_of(out)) == (["a.pdf", "b.pdf"], before)


def test_the_second_edition_of_a_file_goes_with_it_or_stays_with_the_dataset(folder, out):
    put(folder, a=two_editions(A))
    build(folder, out)
    put(folder, a=edition(A, text="Жаңа."))
    build(folder, out)
    assert editions(out) == {A: "a.pdf", f"{A}.ru": "a.pdf"}, "nothing is dropped in silence"
    build(folder, out, PRUNE)
    assert editions(out) == {A: "a.pdf"}


def test_of_two_files_with_the_russian_edition_one_is_taken(folder, out, made_up):
    put(folder, a=two_editions(A), r=edition(f"{A}.ru", text="Басқа."))
    build(folder, out)
    assert set(editions(out)) == {A, f"{A}.ru"}
    assert [code for code, *_ in told(out)] == ["same_edition_differs"]
    made_up.clear()
    build(folder, out)
    assert made_up == []


def test_without_its_state_a_file_with_two_editions_is_read_again(folder, out, made_up):
    put(folder, a=two_editions(A))
    build(folder, out)
    before = bytes_of(out)
    (out / "run-state.json").unlink()
    made_up.clear()
    build(folder, out)
    assert (made_up, bytes_of(out)) == (["a.pdf"], before)


def test_a_new_date_on_a_file_means_nothing(folder, out, made_up):
    put(folder, a=edition(A))
    build(folder, out)
    made_up.clear()
    os.utime(folder / "a.pdf", (0, 0))
    build(folder, out)
    os.utime(folder / "a.pdf", (2**33, 2**33))
    build(folder, out)
    assert made_up == []
    stamp = (folder / "a.pdf").stat()
    put(folder, a=edition(B))
    os.utime(folder / "a.pdf", (stamp.st_atime, stamp.st_mtime))
    build(folder, out)
    assert made_up == ["a.pdf"], "new content under an old date is new"


def test_the_same_bytes_twice(folder, out, made_up):
    put(folder, b=edition(A), a=edition(A))
    report = build(folder, out)
    assert made_up == ["a.pdf"], "the same bytes are read once"
    assert editions(out) == {A: "a.pdf"}
    assert told(out) == [("same_edition_twice", "b.pdf", A)]
    (finding,) = [f for f in read_dataset(out).findings if f.code == "same_edition_twice"]
    assert finding.message == "b.pdf and a.pdf hold the same bytes."
    assert [f.second_to for f in report.files] == [None, "a.pdf"]
    inode = out.stat().st_ino
    build(folder, out)
    assert out.stat().st_ino == inode


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"a": edition(A), "b": edition(A, text="Басқа.")}, ("a.pdf", "same_edition_differs")),
        ({"a": edition(A, errors=1), "b": edition(A, text="Басқа.")}, ("b.pdf", "same_edition_differs")),
        ({"a": edition(A, errors=2), "b": edition(A, errors=1)}, ("b.pdf", "same_edition_twice")),
    ],
    ids=["first by name", "fewer errors first", "same words"],
)
def test_the_same_edition_twice(folder, out, made_up, files, expected):
    kept, code = expected
    said_by = {f"{name}.pdf": content.decode().rsplit(" ", 1)[-1] for name, content in files.items()}
    put(folder, **files)
    build(folder, out)
    assert editions(out) == {A: kept}
    ((found, loser, found_in),) = told(out)
    assert (found, found_in) == (code, A)
    (finding,) = [f for f in read_dataset(out).findings if f.code == code]
    assert finding.message.startswith(f"{loser} and {kept} hold the same edition, read from {kept}; ")
    if code == "same_edition_differs":
        said = [f"“{text}” in {name}" for name, text in ((loser, said_by[loser]), (kept, said_by[kept]))]
        for number in ("1", "2", "10"):
            assert f"paragraph {number} text: {', '.join(said)}" in finding.message
    made_up.clear()
    inode = out.stat().st_ino
    report = build(folder, out)
    assert made_up == [], "the second is remembered too"
    assert len(report.skipped) == 2
    assert out.stat().st_ino == inode


def test_a_second_is_read_again_when_the_first_goes(folder, out, made_up):
    put(folder, a=edition(A), b=edition(A, text="Басқа."))
    build(folder, out)
    put(folder, a=edition(B))
    made_up.clear()
    build(folder, out)
    assert sorted(made_up) == ["a.pdf", "b.pdf"]
    assert editions(out) == {A: "b.pdf", B: "a.pdf"}


def test_prune_lets_go_of_them(folder, out):
    put(folder, a=edition(A), b=edition(B), n=b"none")
    build(folder, out)
    (folder / "a.pdf").unlink()
    (folder / "n.pdf").unlink()
    report = build(folder, out, PRUNE)
    assert (editions(out), told(out)) == ({B: "b.pdf"}, [])
    assert (report.kept, report.dropped) == ((), (A,))


@pytest.mark.parametrize("settings", [HERE, PRUNE], ids=["keep", "prune"])
def test_a_file_that_fails_now_keeps_its_edition(folder, out, settings):
    put(folder, a=edition(A), b=edition(B))
    build(folder, out)
    put(folder, a=b"none")
    report = build(folder, out, settings)
    assert editions(out) == {A: "a.pdf", B: "b.pdf"}
    assert told(out) == [("source_unreadable", "a.pdf", A)]
    assert report.files[0].failure == "There is no table in it."
    assert report.kept == (A,)
    again = build(folder, out, settings)
    assert again.files[0].failure == "There is no table in it."
    assert again.files[0].skipped
    put(folder, a=edition(A))
    build(folder, out, settings)
    assert told(out) == []


@pytest.mark.parametrize("name", ["a", "b"])
def test_an_edition_stays_when_its_file_is_gone_or_holds_another_now(folder, out, name):
    """Adilet's address of an act always gives its newest edition: the older one is history, and kept."""
    put(folder, a=edition(A))
    build(folder, out)
    (folder / "a.pdf").unlink()
    put(folder, **{name: edition(B)})
    report = build(folder, out)
    assert editions(out) == {A: "a.pdf", B: f"{name}.pdf"}
    assert report.kept == (A,)


def test_a_renamed_file_is_not_read_again(folder, out, made_up):
    put(folder, a=edition(A))
    build(folder, out)
    made_up.clear()
    (folder / "a.pdf").rename(folder / "z.pdf")
    build(folder, out)
    assert made_up == []
    assert editions(out) == {A: "z.pdf"}
    assert {f.source_file for f in read_dataset(out).findings} == {"z.pdf"}


def test_no_edition_at_all_writes_nothing(folder, out):
    put(folder, n=b"none")
    report = run([folder], out, settings=HERE)
    assert report.has_failed
    assert not out.exists()


def test_failures_without_a_verdict_are_tried_again(folder, out, made_up):
    put(folder, a=edition(A), x=b"odd")
    report = build(folder, out)
    assert told(out) == [("source_not_read", "x.pdf", None)]
    assert report.files[1].failure.startswith("Unexpected RuntimeError: odd file x.pdf (please report it")
    assert "Traceback" in report.files[1].traceback
    made_up.clear()
    build(folder, out)
    assert made_up == ["x.pdf"]


def test_a_dataset_that_cannot_be_read_is_not_thrown_away(folder, out):
    put(folder, a=edition(A))
    build(folder, out)
    (out / "documents.parquet").write_bytes(b"no parquet")
    before = bytes_of(out)
    (folder / "a.pdf").rename(folder / "b.pdf")
    put(folder, b=edition(B))
    with pytest.raises(DatasetError, match="--prune"):
        run([folder], out, settings=HERE)
    assert bytes_of(out) == before
    build(folder, out, PRUNE)
    assert editions(out) == {B: "b.pdf"}


def test_a_dataset_made_of_these_very_files_is_built_anew(folder, out):
    put(folder, a=edition(A))
    build(folder, out)
    (out / "documents.parquet").write_bytes(b"no parquet")
    build(folder, out)
    assert editions(out) == {A: "a.pdf"}


def test_a_folder_of_something_else_is_refused_before_anything_is_read(folder, out, made_up):
    out.mkdir()
    (out / "thesis.doc").touch()
    put(folder, a=edition(A))
    with pytest.raises(DatasetError, match="holds other files"):
        run([folder], out, settings=HERE)
    assert made_up == []


@pytest.mark.parametrize("seed", range(5))
def test_many_runs_come_to_what_one_run_would_have_made(tmp_path, seed):
    """Files come, change, fail, hold what another held; pruned, the dataset equals a fresh one."""
    chance = random.Random(seed)  # noqa: S311 - no secrets
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    contents = [edition(e, text=t, errors=n) for e in (A, B, C) for t in ("x", "y") for n in (0, 1)]
    contents += [b"none", b"none of it"]
    for _ in range(6):
        for name in chance.sample("pqrstu", 3):
            put(folder, **{name: chance.choice(contents)})
        chosen = sorted(
            chance.sample(sorted(folder.iterdir()), chance.randint(1, len(list(folder.iterdir()))))
        )
        run(chosen, out, settings=chance.choice([HERE, PRUNE]))
    put(folder, z=edition(A, errors=2))  # so that there is an edition
    build(folder, out, PRUNE)
    if any(f.code.startswith("source_") and f.edition_id for f in read_dataset(out).findings):
        pytest.skip("an edition is kept whose file fails now: a fresh run cannot have it")
    build(folder, tmp_path / "fresh")
    assert bytes_of(out) == bytes_of(tmp_path / "fresh")


def test_nothing_is_known_of_no_dataset():
    assert Stored().found == {}


def state_file(out):
    return out / "run-state.json"


def damaged(text: str) -> str:
    """The same state with another message in it."""
    content = json.loads(text)
    content["files"][0]["message"] = "Other words."
    return json.dumps(content)


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: None,
        lambda text: text[: len(text) // 2],
        lambda text: text.replace('"format": 1', '"format": 2'),
        lambda _: "[]",
        damaged,
    ],
    ids=["absent", "cut short", "another format", "no object", "another content"],
)
def test_without_its_state_a_run_reads_again(folder, out, made_up, damage):
    put(folder, a=edition(A), b=edition(A, text="Басқа."), n=b"none")
    build(folder, out)
    right = bytes_of(out)
    text = damage(state_file(out).read_text(encoding="utf-8"))
    if text is None:
        state_file(out).unlink()
    else:
        state_file(out).write_text(text, encoding="utf-8")
    made_up.clear()
    build(folder, out)
    assert made_up == ["a.pdf", "b.pdf", "n.pdf"]
    assert bytes_of(out) == right
    made_up.clear()
    build(folder, out)
    assert made_up == []


def test_a_state_of_another_dataset_is_not_believed(folder, out, made_up, tmp_path):
    put(folder, a=edition(A))
    build(folder, out)
    build(folder, tmp_path / "other")
    put(folder, b=edition(B))
    build(folder, tmp_path / "other")
    state_file(out).write_bytes(state_file(tmp_path / "other").read_bytes())
    made_up.clear()
    build(folder, out)
    assert made_up == ["a.pdf", "b.pdf"]


def test_messages_are_for_people_only(folder, out):
    """What is known of files was read back out of the messages of findings."""
    put(folder, a=edition(A), b=edition(A, text="Басқа."), n=b"none")
    build(folder, out)
    assert not [f for f in read_dataset(out).findings if "sha256" in f.message or "0.1" in f.message]


def test_three_files_of_one_edition(folder, out, made_up):
    """Two agree; the first by name does not: which was read from, and why, is told by run and finding."""
    put(folder, a=edition(A, text="Басқа."), b=edition(A), c=edition(A, errors=1), d=edition(B))
    report = build(folder, out)
    assert editions(out) == {A: "b.pdf", B: "d.pdf"}
    assert [file.second_to for file in report.files] == ["b.pdf", None, "b.pdf", None]
    text = run_text(report)
    assert "a.pdf and b.pdf hold the same edition, read from b.pdf; their words differ in 3 places" in text
    assert "“Басқа.” in a.pdf, “Мәтін.” in b.pdf" in text
    assert "Chosen because b.pdf agrees with other files in" in text
    assert "c.pdf and b.pdf hold the same edition, read from b.pdf; their words are the same. " in text
    made_up.clear()
    again = build(folder, out)
    assert made_up == []
    assert run_text(again).split("\n\n", 1)[1] == text.split("\n\n", 1)[1], "told each time"
    put(folder, e=edition(A, text="Басқа.", errors=1))
    build(folder, out)
    assert {"a.pdf", "c.pdf", "e.pdf"} <= set(made_up), "all readings are needed to see who agrees"


def test_a_file_written_over_by_less_does_not_replace_what_stands(folder, out, made_up):
    put(folder, a=edition(A))
    build(folder, out)
    before = read_dataset(out)
    put(folder, a=edition(A, text="Басқа.", errors=1))
    report = build(folder, out)
    assert read_dataset(out).paragraphs == before.paragraphs
    assert (report.kept, report.files[0].second_to) == ((A,), "the earlier a.pdf")
    assert "Chosen because the earlier a.pdf stands in the dataset, and a.pdf has more errors (1 to 0)." in (
        report.files[0].second_why
    )
    made_up.clear()
    assert build(folder, out).files[0].second_to == "the earlier a.pdf"
    assert made_up == [], "and is not read again"
    build(folder, out, PRUNE)
    assert read_dataset(out).paragraphs != before.paragraphs
    assert told(out) == []


def test_a_file_written_over_by_as_much_replaces_it(folder, out):
    put(folder, a=edition(A))
    build(folder, out)
    put(folder, a=edition(A, text="Басқа."))
    report = build(folder, out)
    assert {row.text for row in read_dataset(out).paragraphs} == {"Басқа."}
    assert (report.kept, told(out)) == ((), [])


def test_what_a_folder_holds_besides_is_named(folder, out):
    put(folder, a=edition(A))
    for name in ("scan.jpg", "a.source.yml", "README.md", ".hidden"):
        (folder / name).touch()
    (folder / "b.PDF").write_bytes(edition(B))
    (folder / "2015.pdf").mkdir()
    report = build(folder, out)
    assert report.ignored == ("2015.pdf/", "scan.jpg")
    assert "Not read, since they are no .pdf files: 2015.pdf/, scan.jpg" in run_text(report)
    assert editions(out) == {A: "a.pdf", B: "b.PDF"}
    assert run([folder / "a.pdf"], out, settings=HERE).ignored == ()
