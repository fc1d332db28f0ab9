"""All commands find the same files and know editions by the same names."""

from __future__ import annotations

import shutil

import pytest

from pipeline.publish.dataset import write_dataset
from pipeline.records.editions_in import NoSuchEditionError, edition_named
from tests.command_line import call
from tests.places import DECREE
from tests.publish.review_editions import decree

IDS = [
    "kz-government-2013-78@2014-12-30",
    "kz-government-2013-78@2016-02-01",
    "kz-government-2013-178@2014-03-03",
    "kz-president-2014-9@2014-05-05",
    "kz-government-2013-78@2014-12-30.ru",
    "kz-government-2015-11@2015-01-01.ru",
]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        (IDS[0], 0),
        ("2014-12-30", 0),
        ("@2016-02-01", 1),
        ("78@2016-02-01", 1),
        ("178", 2),
        ("president", 3),
        ("KZ-President", 3),
        ("resid", 3),
        ("2014-9", 3),
        ("2014-12-30.ru", 4),
        ("2015-01-01", 5),
        ("2015-11", 5),
    ],
)
def test_an_edition_is_known_by_what_only_it_has(name, number):
    assert edition_named(IDS, name) == IDS[number]


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("78", [*IDS[:2], IDS[4]]),
        ("2013-78", [*IDS[:2], IDS[4]]),
        ("government", [*IDS[:3], *IDS[4:]]),
        ("2014", [IDS[0], *IDS[2:5]]),
        ("ru", IDS[4:]),
    ],
)
def test_a_part_of_several_is_refused_with_the_candidates(name, candidates):
    with pytest.raises(NoSuchEditionError) as caught:
        edition_named(IDS, name)
    assert f"stands for several editions; there are {', '.join(candidates)}." in str(caught.value)


@pytest.mark.parametrize("name", ["2020-01-01", "", "@", " "])
def test_a_name_of_none_is_refused_with_all(name):
    with pytest.raises(NoSuchEditionError) as caught:
        edition_named(IDS, name)
    assert ", ".join(IDS) in str(caught.value)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data") / "processed"
    write_dataset(decree(), folder)
    return folder


@pytest.fixture(params=["X.PDF", "folder named like a file", "second --raw", "the file itself"])
def raw(request, tmp_path):
    """What `decree run` may be given, as the arguments of run and those of the others."""
    folder = tmp_path / ("acts.pdf" if request.param.startswith("folder") else "acts")
    folder.mkdir()
    (tmp_path / "empty").mkdir()
    name = "X.PDF" if request.param == "X.PDF" else "x.pdf"
    shutil.copyfile(DECREE, folder / name)
    places = {"second --raw": [tmp_path / "empty", folder], "the file itself": [folder / name]}
    return places.get(request.param, [folder])


def test_the_commands_find_the_same_files(raw, data, tmp_path, capsys):
    assert call("run", *raw, "--out", tmp_path / "new", "--jobs", "0") == 0
    options = [part for place in raw for part in ("--raw", place)]
    assert call("review", "2014-12-30", "--data", data, *options, "--out", tmp_path / "review") == 0
    assert [file.suffix for file in (tmp_path / "review").iterdir()] == [".html"]
    picture = tmp_path / "m.png"
    shown = ["--data", data, "--edition", "2013-78", *options, "--png", picture]
    assert call("show", "4.6", *shown) == 0
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert call("show", raw[-1], "--page", "2") == 0
    assert call("diff", raw[-1], "2014-12-30", "--data", data) == 0
    assert "No difference." in capsys.readouterr().out


def test_a_folder_of_several_files_is_no_one_file(tmp_path, capsys):
    for name in ("a.pdf", "b.PDF"):
        shutil.copyfile(DECREE, tmp_path / name)
    assert call("show", tmp_path, "--page", "1") == 2
    error = " ".join(capsys.readouterr().err.split())
    assert "is a folder; name one of its PDF files" in error
    assert "a.pdf" in error and "b.PDF" in error


@pytest.mark.parametrize("command", [["review"], ["show", "4.6", "--edition"], ["diff", "2014-12-30"]])
def test_a_wrong_name_is_wrong_usage_and_the_candidates_are_listed(command, data, capsys):
    assert call(*command, "1999", "--data", data) == 2
    assert "kz-government-2013-78@2014-12-30" in capsys.readouterr().err
