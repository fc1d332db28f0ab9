"""`decree diff` as it is typed: its four forms, its exit status, its words for what goes wrong."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from click.testing import CliRunner

from pipeline.analysis.loaded_dataset import load
from pipeline.check import check_dataset
from pipeline.cli.compare_commands import diff
from pipeline.editions import compare_editions, reconcile
from pipeline.editions.comparison_texts import as_html, as_markdown
from pipeline.publish.dataset import write_dataset
from pipeline.run.assembling import merge
from tests.editions.reading import FIXTURES, SYNTHETIC
from tests.places import DECREE
from tests.read_files import read_file
from tests.small_dataset import document, measure

OLD, NEW = "kz-government-2013-78@2014-12-30", "kz-government-2013-78@2015-06-18"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("both") / "out"
    write_dataset(reconcile(merge([read_file(DECREE), read_file(SYNTHETIC)])), out)
    return out


def run(*args, **options):
    runner = CliRunner()
    return runner.invoke(diff, [str(arg) for arg in args], standalone_mode=False, **options)


def test_a_reconciled_dataset_is_sound(folder):
    assert check_dataset(folder) == []


def test_files_as_a_table():
    result = run(DECREE, SYNTHETIC)
    assert result.return_value == 1
    lines = result.output.splitlines()
    assert lines[0] == f"{OLD} → {NEW}"
    assert "measure 4.13 struck out  (2015-06-18 № 457)" in lines
    assert "    deadline  [-2019 жылғы шілде-] {+тоқсан сайын+}" in lines
    assert lines[-1] == "6 differences: 4 measures, 2 notes"


def test_the_same_edition_in_two_layouts():
    plain, moved = (FIXTURES / f"rescue-{name}.pdf" for name in ("chromium-plain", "libreoffice-plain"))
    result = run(plain, moved)
    assert result.return_value == 0
    assert result.output.splitlines()[-1] == "No difference."


@pytest.mark.parametrize(("old", "new"), [(OLD, NEW), ("2014-12-30", "2015-06-18"), (DECREE, "2015-06-18")])
def test_editions_of_a_dataset(folder, old, new):
    result = run(old, new, "--data", folder, "--format", "json")
    assert result.return_value == 1
    told = json.loads(result.output)
    assert (told["old_edition_id"], told["new_edition_id"]) == (OLD, NEW)
    assert [change["new_key"] for change in told["changes"] if change["part"] == "measure"] == [
        "4.6-1", "4.13", "4.14", "5.3",
    ]  # fmt: skip
    assert told["changes"][0]["costs"][1]["new"] == "18250.500"
    assert told["changes"][2]["deadline"]["old_end"] == "2019-07-31"


def test_markdown(folder):
    result = run(OLD, NEW, "--data", folder, "--format", "md")
    assert "## Measures" in result.output
    assert "  - deadline: <del>2019 жылғы шілде</del> <ins>тоқсан сайын</ins>" in result.output


class Page(HTMLParser):
    """What a browser would see of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.links, self.texts, self.open = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("src", "href")]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


def read_page(text):
    page = Page()
    page.feed(text)
    assert page.open == []
    return page


def test_html_is_one_page_that_needs_nothing_else(folder):
    result = run(OLD, NEW, "--data", folder, "--format", "html")
    page = read_page(result.output)
    assert page.links == []
    assert "script" not in page.tags
    assert {"del", "ins"} <= set(page.tags)
    assert "тоқсан сайын" in page.texts


def test_what_is_printed_never_becomes_markup():
    from pipeline.records import Dataset  # noqa: PLC0415

    nasty = "<script>alert('1')</script> & *жұлдыз* [сілтеме](x)"
    old = Dataset(documents=(document(),), measures=(measure(),))
    new = Dataset(documents=(document(),), measures=(measure(measure_text=nasty),))
    found = compare_editions(old, new)
    page = read_page(as_html(found))
    assert "script" not in page.tags
    assert "script" in "".join(page.texts).casefold()
    markdown = as_markdown(found)
    assert "<script" not in markdown
    assert "\\*" in markdown
    assert "\\[" in markdown


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((DECREE, "nothing.pdf"), "cannot be opened"),
        ((DECREE, "2011-01-01"), "is no edition of the dataset; there are kz-government-2013-78@2014-12-30"),
        ((DECREE, FIXTURES / "rescue-chromium-plain.pdf"), "not editions of one act"),
        ((DECREE, FIXTURES.parent / "adilet" / "zakon-tables.pdf"), "plan"),
    ],
)
def test_trouble_is_two(folder, args, words):
    result = CliRunner().invoke(diff, [str(arg) for arg in (*args, "--data", folder)])
    assert result.exit_code == 2
    assert words in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("args", [(), ("one.pdf",), ("a", "b", "--format", "pdf")])
def test_wrong_usage_is_two(args):
    assert CliRunner().invoke(diff, args).exit_code == 2


def test_no_dataset_is_two(tmp_path):
    result = CliRunner().invoke(diff, ["2014-12-30", "2015-06-18", "--data", str(tmp_path / "none")])
    assert result.exit_code == 2
    assert "no dataset" in result.output


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


def test_history_from_python(folder):
    rows = load(folder).history("4.14")
    assert rows.kind.tolist() == ["first", "changed"]
    assert rows.deadline_text.tolist() == ["2019 жылғы шілде", "тоқсан сайын"]
    assert rows.changed_columns.iloc[1] == ["deadline_text"]
    assert rows.acts.iloc[1] == ["2015-06-18 № 457"]
    with pytest.raises(KeyError, match="no edition has a measure"):
        load(folder).history("9.9")


def test_days_in_force_of_two_editions(folder):
    ds = load(folder)
    assert ds.editions.in_force_to.astype(str).tolist()[0] == "2015-06-17"
    assert ds.editions.previous_edition_id.tolist()[1] == OLD
    assert ds.as_of("2015-06-17").measures.edition_id.unique().tolist() == [OLD]
    assert ds.as_of("2015-06-18").measures.edition_id.unique().tolist() == [NEW]
    assert set(ds.workload(over="edition").columns) == {OLD, NEW}
    assert ds.latest().measures.edition_id.unique().tolist() == [NEW]


def test_history_of_an_act_among_several(tmp_path):
    from pipeline.records import Dataset  # noqa: PLC0415

    other = "kz-government-2013-79@2014-12-30"
    documents = (document(), replace(document(), edition_id=other, document_id="kz-government-2013-79"))
    measures = (measure(), measure(edition_id=other))
    dataset = Dataset(
        documents=documents, measures=tuple(replace(m, recipient_agency_ids=()) for m in measures)
    )
    write_dataset(dataset, tmp_path / "out")
    ds = load(tmp_path / "out")
    with pytest.raises(ValueError, match="name one of"):
        ds.history("1.1")
    assert ds.history("1.1", document_id="kz-government-2013-79").edition_id.tolist() == [other]
