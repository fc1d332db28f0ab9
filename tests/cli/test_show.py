"""`decree show`: a measure with everything known of it, and what is found on a page of any PDF."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from PIL import Image

from pipeline.drawing.decisions import measure_decisions
from pipeline.drawing.marks import Mark, cut_out, marked, measure_picture
from pipeline.drawing.page_images import MOST_PIXELS, NotDrawable, PageRenderer
from pipeline.drawing.page_stages import STAGES, NoSuchPage, page_stage, stage_picture
from pipeline.extract.pdf.reader import read_pages
from pipeline.publish.dataset import write_dataset
from pipeline.publish.review.measure_sheet import measure_sheet
from pipeline.records import Dataset, MeasureRecord, columns_of
from pipeline.registry.loading import LANGUAGES
from pipeline.stations.page import BBox
from tests.command_line import call
from tests.extract.made_pages import lay_out
from tests.places import DECREE, TESTS
from tests.publish.review_editions import decree
from tests.read_files import pages_of

FIXTURES = TESTS / "fixtures"
ADILET = FIXTURES / "adilet" / "zakon-tables.pdf"
UNRULED = FIXTURES / "editions" / "youth-chromium-no-rules.pdf"
EDITION = "kz-government-2013-78@2014-12-30"


@pytest.fixture(scope="module")
def dataset_dir(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data") / "processed"
    write_dataset(decree(), folder)
    return folder


@pytest.fixture(autouse=True)
def pages_read_once(monkeypatch):
    """What is called in this process reads no file twice."""
    monkeypatch.setattr("pipeline.drawing.page_stages.read_pages", pages_of)
    known = {path.name: path for path in (DECREE, UNRULED)}
    monkeypatch.setattr("pipeline.drawing.decisions.read_content", lambda _, name: pages_of(known[name]))


@pytest.fixture
def in_this_process(monkeypatch):
    """No process of its own for what is read; that it has one otherwise is seen where it fails."""
    monkeypatch.setattr(
        "pipeline.run.read_file.guarded", lambda _, work, *args, **named: work(*args, **named)
    )


@pytest.fixture
def show(capsys):
    """`decree show`: its exit status, and what it writes on both streams."""

    def called(*arguments):
        return (call("show", *arguments), *capsys.readouterr())

    return called


def test_a_measure_is_shown_whole():
    sheet = measure_sheet(decree(), "4.6")
    row = next(row for row in decree().measures if row.measure_key == "4.6")
    flat = " ".join(sheet.split())
    for column in columns_of(MeasureRecord):
        if column.name not in {"edition_id", "measure_key", "cells"}:
            assert f"\n{column.name}" in sheet, column.name
    assert row.measure_text in flat
    assert row.deadline_edtf in flat
    assert f"Measure 4.6 of {EDITION}" in flat
    assert "source_defect" in flat
    assert "Ministry of National Economy" in flat
    assert "“ж ы л ғ ы” -> “жылғы”" in flat
    assert "page 9: x 63.1-161.7, y 234.91-487.94 pt" in flat
    assert max(map(len, sheet.splitlines())) <= 100


def test_every_measure_can_be_shown():
    place = re.compile(r"^  \w+ +page \d+: x [0-9.]+-[0-9.]+, y [0-9.]+-[0-9.]+ pt$", re.MULTILINE)
    for row in decree().measures:
        sheet = measure_sheet(decree(), row.measure_key)
        assert len(place.findall(sheet)) == len(row.cells), row.measure_key
        own = [each for each in decree().responsibilities if each.measure_key == row.measure_key]
        assert sheet.count("\nBodies: none") == (not own), row.measure_key


def test_an_unknown_measure_is_no_measure():
    with pytest.raises(KeyError):
        measure_sheet(decree(), "9.9")


def test_the_picture_holds_the_row_on_every_page():
    edition = decree()
    row = next(row for row in edition.measures if len(row.pages) == 2)
    findings = tuple(each for each in edition.findings if each.measure_key == row.measure_key)
    content = DECREE.read_bytes()
    whole = Image.open(io.BytesIO(measure_picture(content, name="x", measure=row, findings=findings)))
    first = replace(row, cells=tuple(cell for cell in row.cells if cell.page == row.pages[0]))
    part = Image.open(io.BytesIO(measure_picture(content, name="x", measure=first)))
    assert whole.format == "PNG"
    assert whole.height > part.height + 20
    assert whole.width >= 1000
    with pytest.raises(NotDrawable, match="no cell"):
        measure_picture(content, name="x", measure=replace(row, cells=()))


@pytest.mark.usefixtures("in_this_process")
def test_the_command_prints_and_draws_a_measure(show, dataset_dir, tmp_path):
    picture = tmp_path / "new" / "measure.png"
    status, out, error = show("4.6", "--data", dataset_dir, "--raw", DECREE.parent, "--png", picture)
    assert (status, error) == (0, "")
    assert "deadline_edtf            2015-03" in out.replace(
        "deadline_edtf           ", "deadline_edtf            "
    )
    assert str(picture) in out
    assert Image.open(picture).size[0] > 500


def test_what_is_not_there_is_wrong_usage(show, dataset_dir, tmp_path):
    status, _, error = show("9.9", "--data", dataset_dir)
    assert status == 2
    assert "4.5.1" in error, "says which there are"
    assert show("4.6", "--data", dataset_dir, "--edition", "kz-x@2000-01-01")[0] == 2
    assert show(tmp_path / "no.pdf", "--page", 1)[0] == 2
    for arguments in (["4.6", "--data", tmp_path / "none"], [ADILET, "--page", 99]):
        status, _, error = show(*arguments)
        assert status == 1
        assert "Traceback" not in error
        assert "please report" not in error


def test_the_latest_edition_with_the_measure_is_shown(show, tmp_path):
    newer = "kz-government-2013-78@2015-06-01"
    old = decree()
    later = Dataset(
        documents=tuple(
            replace(row, edition_id=newer, edition_date=row.edition_date.replace(2015, 6, 1))
            for row in old.documents
        ),
        measures=tuple(replace(row, edition_id=newer) for row in old.measures if row.measure_key == "4.6"),
    )
    both = replace(
        old, documents=(*old.documents, *later.documents), measures=(*old.measures, *later.measures)
    )
    write_dataset(both, tmp_path / "processed")
    assert newer in show("4.6", "--data", tmp_path / "processed")[1]
    assert EDITION in show("4.7", "--data", tmp_path / "processed")[1]
    assert EDITION in show("4.6", "--data", tmp_path / "processed", "--edition", EDITION)[1]


def page_layout(path, page_number):
    return lay_out(pages_of(path))[page_number - 1]


def test_a_page_without_a_plan_shows_its_cells():
    layout, shown = page_layout(ADILET, 1), page_stage(ADILET, 1, "lines")
    assert shown.n_pages > 1
    assert f"Table 1: x {layout.tables[0].bbox.x0:.1f}-" in shown.text
    cells = [line for line in shown.text.splitlines() if line.startswith("  1.")]
    assert len(cells) == len(layout.tables[0].cells) > 4
    image = Image.open(io.BytesIO(stage_picture(ADILET, shown)))
    assert image.size == (935, 1210)
    with pytest.raises(NoSuchPage, match=f"it has {shown.n_pages}"):
        page_stage(ADILET, shown.n_pages + 1, "lines")


def test_every_line_of_a_page_is_listed():
    layout, shown = page_layout(DECREE, 2), page_stage(DECREE, 2, "lines")
    lines = len(layout.lines) + sum(len(cell.lines) for table in layout.tables for cell in table.cells)
    assert lines > 50
    told = [line for line in shown.text.splitlines() if line.startswith("      ") or " pt  " in line]
    assert len(told) == lines + len(layout.furniture)
    assert "      Қазақстан\n" in shown.text, "words, not glyphs"


STAGE_TEXTS = {
    "shapes": ["1300 glyphs, 0 at an angle, 46 shapes", "fill, 0.5 pt, #cfcfcf", "Vertical rules: "],
    "grid": ["Grids: 1", "4 rows, 6 columns, 24 boxes", "  1.1  x 42.0-63.1 y 36.0-234.9  row 1, open"],
    "lines": ["  1.1  x 42.0-63.1 y 36.0-234.9  row 1, open at the top\n      4)"],
    "rows": ["Rows: 4", "Row 2: x 42.0-527.9 y 234.9-487.9\n  number: 6.", ", open at the bottom"],
    "plan": ["Measures: 4", "\n4.6  (", "  deadline, shared with other rows: 2014 жылғы қараша"],
}  # fmt: skip


@pytest.mark.parametrize("stage", STAGES)
def test_each_station_of_the_road_is_shown(stage):
    shown = page_stage(DECREE, 9, stage)
    assert [text for text in STAGE_TEXTS[stage] if text not in shown.text] == []
    assert len(shown.marks) > 10
    assert all(0 <= mark.bbox.x0 <= mark.bbox.x1 <= shown.page.width for mark in shown.marks)


def test_why_a_line_is_furniture_is_shown():
    path = FIXTURES / "editions" / "archives-weasyprint-closed-cuts.pdf"
    shown = page_stage(path, 2, "lines").text
    assert "\nPage number: 1\n" in shown
    assert "  (counts the pages (+3)" in shown


@pytest.mark.usefixtures("in_this_process")
def test_the_command_shows_a_page(show, tmp_path):
    picture = tmp_path / "page.png"
    status, out, error = show(ADILET, "--page", 2, "--png", picture)
    assert (status, error) == (0, "")
    assert out.startswith("zakon-tables.pdf, page 2 of")
    assert Image.open(picture).format == "PNG"
    assert ": Grids: " in show(ADILET, "--page", 2, "--stage", "grid")[1]
    assert show(ADILET, "--page", 2, "--stage", "plan")[0] == 1, "it has no plan"


def test_why_a_row_goes_on_over_a_page_break_is_shown():
    shown = page_stage(DECREE, 10, "rows", why=True).text
    assert "above, page 10 x 42.0-527.9 y 36.0-274.4: one row: goes on; one number (+1)" in shown


@pytest.mark.parametrize("name", ["turned", "cropped", "plain", "user-unit", "upside-down", "offset-media"])
def test_pictures_have_the_size_of_the_readers_page(name):
    """Boxes are in the reader's points: the picture must lie under them."""
    path = FIXTURES / "readers" / f"{name}.pdf"
    pages = list(read_pages(path))
    with PageRenderer(path.read_bytes(), name=path.name) as renderer:
        assert renderer.page_count == len(pages)
        for page in pages:
            image, scale = renderer.image(page.page_number, dpi=144)
            assert image.width / scale == pytest.approx(page.width, abs=0.6)
            assert image.height / scale == pytest.approx(page.height, abs=0.6)


@pytest.mark.parametrize("name", ["not-a-pdf", "empty", "locked"])
def test_what_cannot_be_drawn_is_told(name):
    content = (FIXTURES / "readers" / f"{name}.pdf").read_bytes()
    with pytest.raises(NotDrawable, match=name), PageRenderer(content, name=name):
        pass


def test_pictures_are_bounded(tmp_path):
    import pypdfium2  # noqa: PLC0415

    document = pypdfium2.PdfDocument.new()
    document.new_page(14400, 14400)
    document.save(tmp_path / "huge.pdf")
    with PageRenderer((tmp_path / "huge.pdf").read_bytes(), name="huge") as renderer:
        image, scale = renderer.image(1, dpi=300)
        assert image.width * image.height <= MOST_PIXELS * 1.01
        assert scale < 1
        with pytest.raises(NotDrawable, match="no page 2"):
            renderer.image(2, dpi=72)


def test_marks_may_lie_outside_the_page():
    image = Image.new("RGB", (100, 100), "white")
    drawn = marked(image, 1.0, [Mark(bbox=BBox(-50, 20, 40, 500), color=(0, 0, 200), tint=0.5, label="1.1")])
    assert drawn.getpixel((20, 50)) != (255, 255, 255)
    assert drawn.getpixel((80, 50)) == (255, 255, 255)
    for box in (BBox(-50, -50, -10, -10), BBox(500, 500, 600, 600), BBox(10, 10, 10, 10)):
        assert min(cut_out(image, 1.0, box, margin_pt=0).size) >= 1


def decided(path, key):
    return measure_decisions(path.read_bytes(), name=path.name, key=key, language="kk")


def test_what_was_decided_of_a_measures_rows_is_shown():
    """Item 1.2's form of completion stands in one cell over its five sub-items, on pages 2 and 3."""
    shown = decided(DECREE, "1.2.4")
    assert "one cell, completion form: goes on; open box (+2), many rows above (+2)" in shown
    assert "one cell, executors: ends; closed box (veto), two texts (-3)" in shown
    assert "  completion form, page 2, 3: one cell with 1.2, 1.2.1, 1.2.2, 1.2.3, 1.2.5" in shown
    assert "Doubtful edges: none" in shown
    assert "below, page 3: one cell, executors: ends" in decided(DECREE, "1.2.3"), "it is its page's last"
    assert decided(UNRULED, "9.9") == "No row was read as 9.9: its number comes from a correction."


def test_what_was_decided_without_rules_is_shown():
    gutter = ": two columns; lines begin behind it (+7), rows leave it white (+2)"
    assert decided(UNRULED, "1.1").count(gutter) == 5
    assert "Decided between heads: 5" in page_stage(UNRULED, 1, "rows", why=True).text


@pytest.mark.usefixtures("in_this_process")
def test_the_command_says_why(dataset_dir, show):
    status, told, complaint = show("4.5.4", "--data", dataset_dir, "--raw", DECREE.parent, "--why")
    assert (status, complaint) == (0, "")
    assert "above, page 9: one row: goes on; one number (+1)" in told


@pytest.mark.usefixtures("in_this_process")
def test_the_language_that_is_named_is_read(show):
    path = TESTS / "fixtures" / "russian" / "trade-ru-chromium-plain.pdf"
    for option in ([], ["--language", "ru"]):
        assert "Разработать проект Закона" in show(path, "--page", 1, "--stage", "plan", *option)[1]
    assert "other heads" in show(path, "--page", 1, "--stage", "plan", "--language", "kk")[2]


def test_every_pack_may_be_named(show):
    told = show("4.6", "--language", "xx")[2]
    assert all(code in told for code in LANGUAGES)
