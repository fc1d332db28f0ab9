"""`decree diff` and `decree align` as they are typed: their forms, their exit status, what goes wrong."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from pipeline.analysis.loaded_dataset import load
from pipeline.check import check_dataset
from pipeline.editions import align, compare_editions, reconcile
from pipeline.editions.comparison_texts import as_html, as_markdown
from pipeline.publish.dataset import write_dataset
from pipeline.records import Dataset
from pipeline.run.assembling import merge
from tests.command_line import call
from tests.editions import two_languages as two
from tests.editions.reading import FIXTURES, SYNTHETIC
from tests.places import DECREE, ROOT
from tests.read_files import read_file
from tests.small_dataset import document, measure

OLD, NEW = "kz-government-2013-78@2014-12-30", "kz-government-2013-78@2015-06-18"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("both") / "out"
    write_dataset(reconcile(merge([read_file(DECREE), read_file(SYNTHETIC)])), out)
    return out


@pytest.fixture(scope="module")
def languages(tmp_path_factory):
    """A dataset of two languages, as a run that knew nothing of alignment would have written it."""
    out = tmp_path_factory.mktemp("languages") / "out"
    change = two.measure("1.1", deadline_edtf="2013-03")
    write_dataset(two.both(change, two.without("4.9"), two.renamed({"4.16": "4.30"})), out)
    return out


@pytest.fixture
def decree(capsys):
    """A command: its exit status, and what it writes on both streams."""

    def called(*arguments):
        return (call(*arguments), *capsys.readouterr())

    return called


# -- diff


def test_files_as_a_table(decree):
    status, out, error = decree("diff", DECREE, SYNTHETIC)
    assert (status, error) == (1, "")
    lines = out.splitlines()
    assert lines[0] == f"{OLD} → {NEW}"
    assert "measure 4.13 struck out  (2015-06-18 № 457)" in lines
    assert "    deadline  [-2019 жылғы шілде-] {+тоқсан сайын+}" in lines
    assert lines[-1] == "6 differences: 4 measures, 2 notes"


@pytest.fixture
def read_once(monkeypatch):
    """Files that other tests have read are not read again."""
    monkeypatch.setattr("pipeline.run.build_dataset.read_edition", lambda path, registry: read_file(path))  # noqa: ARG005


@pytest.mark.usefixtures("read_once")
def test_the_same_edition_in_two_layouts(decree):
    plain, moved = (FIXTURES / f"rescue-{name}.pdf" for name in ("chromium-plain", "libreoffice-plain"))
    status, out, _ = decree("diff", plain, moved)
    assert (status, out.splitlines()[-1]) == (0, "No difference.")


@pytest.mark.parametrize(("old", "new"), [(OLD, NEW), ("2014-12-30", "2015-06-18"), (DECREE, "2015-06-18")])
@pytest.mark.usefixtures("read_once")
def test_editions_of_a_dataset(decree, folder, old, new):
    assert check_dataset(folder) == []
    status, out, _ = decree("diff", old, new, "--data", folder, "--format", "json")
    told = json.loads(out)
    assert (status, told["old_edition_id"], told["new_edition_id"]) == (1, OLD, NEW)
    assert [change["new_key"] for change in told["changes"] if change["part"] == "measure"] == [
        "4.6-1", "4.13", "4.14", "5.3",
    ]  # fmt: skip
    assert told["changes"][0]["costs"][1]["new"] == "18250.500"
    assert told["changes"][2]["deadline"]["old_end"] == "2019-07-31"


class Page(HTMLParser):
    """What a browser would see of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.links, self.texts, self.open = [], [], [], []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("src", "href")]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


def test_markdown_and_one_page_that_needs_nothing_else(decree, folder):
    text = decree("diff", OLD, NEW, "--data", folder, "--format", "md")[1]
    assert "## Measures" in text
    assert "  - deadline: <del>2019 жылғы шілде</del> <ins>тоқсан сайын</ins>" in text
    page = Page(decree("diff", OLD, NEW, "--data", folder, "--format", "html")[1])
    assert page.links == []
    assert "script" not in page.tags
    assert {"del", "ins"} <= set(page.tags)
    assert "тоқсан сайын" in page.texts


def test_what_is_printed_never_becomes_markup():
    nasty = "<script>alert('1')</script> & *жұлдыз* [сілтеме](x)"
    old = Dataset(documents=(document(),), measures=(measure(),))
    found = compare_editions(old, replace(old, measures=(measure(measure_text=nasty),)))
    page = Page(as_html(found))
    assert "script" not in page.tags
    assert "script" in "".join(page.texts).casefold()
    markdown = as_markdown(found)
    assert "<script" not in markdown
    assert "\\*" in markdown
    assert "\\[" in markdown


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("nothing.pdf", DECREE), "cannot be opened"),
        (("2011-01-01", DECREE), "is no edition of the dataset; there are kz-government-2013-78@2014-12-30"),
        ((FIXTURES.parent / "adilet" / "zakon-tables.pdf", DECREE), "plan"),
        (("2014-12-30", DECREE, "--data", ROOT / "none"), "no dataset"),
        ((), "Missing argument 'OLD'"),
        (("one.pdf",), "Missing argument 'NEW'"),
        (("a", "b", "--format", "pdf"), "'pdf' is not one of"),
    ],
)
def test_trouble_is_two(decree, folder, args, told):
    status, out, error = decree("diff", "--data", folder, *args)
    assert (status, out) == (2, "")
    assert told in error
    assert "Traceback" not in error


@pytest.mark.usefixtures("read_once")
def test_editions_of_two_acts_are_trouble(decree):
    status, _, error = decree("diff", DECREE, FIXTURES / "rescue-chromium-plain.pdf")
    assert status == 2
    assert "not editions of one act" in error


# -- diff and history from Python


def test_from_python(folder):
    ds = load(folder)
    found = ds.diff("2014-12-30", "2015-06-18")
    assert found
    assert len(found) == 6
    rows = found.changes.query("part == 'measure' and kind == 'changed'")
    assert list(zip(rows.new_key, rows.column, strict=True)) == [
        ("4.14", "deadline_text"), ("5.3", "deadline_text"), ("5.3", "cost_text"),
    ]  # fmt: skip
    assert found.changes.acts.tolist() == [["2015-06-18 № 457"]] * len(found.changes)
    assert "<del>" in found._repr_html_()
    assert "4.13 struck out" in repr(found)
    assert not ds.diff(OLD, OLD)
    rows = ds.history("4.14")
    assert rows.kind.tolist() == ["first", "changed"]
    assert rows.deadline_text.tolist() == ["2019 жылғы шілде", "тоқсан сайын"]
    assert rows.changed_columns.iloc[1] == ["deadline_text"]
    assert rows.acts.iloc[1] == ["2015-06-18 № 457"]
    with pytest.raises(KeyError, match="no edition has a measure"):
        ds.history("9.9")


def test_days_in_force_of_two_editions(folder):
    ds = load(folder)
    assert ds.editions.in_force_to.astype(str).tolist()[0] == "2015-06-17"
    assert ds.editions.previous_edition_id.tolist()[1] == OLD
    assert ds.as_of("2015-06-17").measures.edition_id.unique().tolist() == [OLD]
    assert ds.as_of("2015-06-18").measures.edition_id.unique().tolist() == [NEW]
    assert set(ds.workload(over="edition").columns) == {OLD, NEW}
    assert ds.latest().measures.edition_id.unique().tolist() == [NEW]


def test_history_of_an_act_among_several(tmp_path):
    act, other = "kz-government-2013-79", "kz-government-2013-79@2014-12-30"
    documents = (document(), replace(document(), edition_id=other, document_id=act))
    measures = (measure(recipient_agency_ids=()), measure(edition_id=other, recipient_agency_ids=()))
    write_dataset(Dataset(documents=documents, measures=measures), tmp_path / "out")
    ds = load(tmp_path / "out")
    with pytest.raises(ValueError, match="name one of"):
        ds.history("1.1")
    assert ds.history("1.1", document_id=act).edition_id.tolist() == [other]


# -- align


def test_a_line_says_how_measures_were_joined_and_causes_follow(decree, languages):
    status, out, _ = decree("align", "--data", languages)
    first, *others = out.splitlines()
    assert status == 1
    assert first == (
        f"{two.KK} and {two.RU}: 41 measures joined by key, 1 by values, 1 in one only; in 0 rows something "
        "was withheld."
    )
    told = "\n".join(others)
    assert "(language_editions_differ)" in told
    assert "deadline_edtf 2013-02 | 2013-03" in " ".join(told.split())
    assert "4.9 p. " in told
    assert decree("align", "2014-12-30.ru", "--data", languages)[1] == out, "one edition against its own day"


def test_two_editions_are_named_as_elsewhere(decree, languages):
    status, out, _ = decree("align", "2014-12-30.ru", "2014-12-30", "--data", languages, "--format", "json")
    content = json.loads(out)
    assert (status, len(content["alignments"])) == (1, 1 + 43)
    assert {each["code"] for each in content["findings"]} == {
        "language_editions_differ", "measure_in_one_language",
    }  # fmt: skip


def test_nothing_that_differs_is_status_0(decree, tmp_path):
    write_dataset(align(two.both()), tmp_path / "out")
    status, out, _ = decree("align", "--data", tmp_path / "out")
    assert (status, len(out.splitlines())) == (0, 1)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["1999-01-01"], "is no edition of the dataset"),
        ([], "no act of one day in two languages"),
        (["a", "b", "c"], "Name an edition, two editions or files"),
    ],
)
def test_what_cannot_be_aligned_is_two(decree, args, told):
    status, _, error = decree("align", *args, "--data", ROOT / "data" / "processed")
    assert status == 2
    assert told in error
