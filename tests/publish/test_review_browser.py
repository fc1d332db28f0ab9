"""The review page in a real browser: clicks, keys, filters, corrections, print, accessibility, silence."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from pipeline.corrections import parse_corrections
from pipeline.publish.review.content import KnownCorrection
from pipeline.publish.review.page import review_page
from tests.publish.review_editions import EDITION, corrected, decree, decree_pictures, hostile

playwright = pytest.importorskip("playwright.sync_api", reason="the package playwright is not installed")
BROWSER = os.environ.get("DECREE_BROWSER") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="there is no Chromium on this machine")

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip
WIDE, NARROW = {"width": 1400, "height": 900}, {"width": 390, "height": 800}
SOURCE_DEFECT = "Words of other columns in the text"


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=BROWSER, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("review")
    known = KnownCorrection(
        column="deadline_text", printed="ақпан", corrected="мамыр", reason="old", key="1.1"
    )
    other = KnownCorrection(column="cost_text", printed="a", corrected="b", reason="kept", page=3)
    pages = {
        "en": review_page(decree(), decree_pictures()),
        "kk": review_page(decree(), decree_pictures(), language="kk"),
        "hostile": review_page(hostile(), decree_pictures()),
        "corrected": review_page(corrected(), decree_pictures(), corrections=(known, other)),
    }
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def open_page(browser, files):
    """Opens a page and, at the end, demands that it was silent: no error, no request."""
    contexts, noise = [], []

    def opened(name="en", fragment="", **options):
        context = browser.new_context(**{"viewport": WIDE, "reduced_motion": "reduce", **options})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: noise.append(message.text))
        page.on("pageerror", lambda error: noise.append(str(error)))
        own = (files / f"{name}.html").as_uri()
        page.on(
            "request", lambda asked: asked.url.startswith(("data:", "blob:", own)) or noise.append(asked.url)
        )
        page.goto(own + fragment)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert noise == []


def card(page, key):
    return page.locator(".measure", has=page.locator("h5", has_text=re.compile(f"^{re.escape(key)}$")))


def current(page):
    return page.locator(".measure.current h5").inner_text()


def wait_until(page, condition):
    """Playwright's own waiting evaluates text in the page, which the page's policy forbids."""
    for _ in range(100):
        if page.evaluate(f"Boolean({condition})"):
            return
        page.wait_for_timeout(30)
    raise AssertionError(f"never: {condition}")


def is_in_view(page, selector, pane):
    return page.evaluate(
        """([selector, pane]) => {
          const inner = document.querySelector(selector).getBoundingClientRect();
          const outer = document.querySelector(pane).getBoundingClientRect();
          return inner.top < outer.bottom && inner.bottom > outer.top && inner.height > 0;
        }""",
        [selector, pane],
    )


def test_a_clicked_value_shows_its_place(open_page):
    page = open_page()
    card(page, "4.4").locator('[data-column="deadline_text"]').click()
    assert page.locator("rect.here").count() == 1
    assert page.locator("#page-7 rect.here").count() == 1
    assert page.locator("rect.row").count() == 6
    assert is_in_view(page, "rect.here", "#sheets")
    assert page.locator("#go-to-page").input_value() == "7"


def test_a_cell_on_two_pages_shows_the_part_with_words(open_page):
    """The deadline of 4.3 has its box on two pages and its words on the second."""
    page = open_page()
    card(page, "4.3").locator('[data-column="deadline_text"]').click()
    assert page.locator("rect.here").count() == 2
    assert is_in_view(page, "#page-7 rect.here", "#sheets")
    wait_until(page, "document.querySelector('#go-to-page').value === '7'")


def test_a_clicked_place_shows_its_value(open_page):
    page = open_page()
    page.select_option("#go-to-page", "9")
    page.locator("#page-9 rect.cell").nth(3).click()
    page.wait_for_selector(".measure.current")
    column = page.locator(".value.here").get_attribute("data-column")
    assert page.locator("#page-9 rect.here").count() >= 1
    assert column in {"measure_text", "completion_form_text", "executors_text", "deadline_text", "cost_text"}
    assert is_in_view(page, ".value.here", "#reading")


def test_every_cell_has_its_box_and_merged_cells_one(open_page):
    page = open_page()
    cells = {
        (cell.column, cell.page, cell.x0, cell.top, cell.x1, cell.bottom)
        for row in decree().measures
        for cell in row.cells
    }
    assert page.locator("rect.cell").count() == len(cells)


def test_findings_stand_first_each_with_its_words_cut_out(open_page):
    page = open_page()
    wait_until(page, "document.querySelectorAll('.cutouts svg image').length >= 4")
    tops = [page.locator(f"#{name}").bounding_box()["y"] for name in ("findings", "act", "measures")]
    assert tops == sorted(tops)
    names = page.locator(".finding h3").all_inner_texts()
    assert len(names) == len(decree().findings)
    box = page.locator(".finding").first.locator("svg").bounding_box()
    assert 20 < box["height"] < 150, "trimmed to the words"
    last = page.locator(".finding", has_text=SOURCE_DEFECT)
    assert "Қаржымині" in last.inner_text()
    last.get_by_role("button", name="To the measure 4.6").click()
    assert current(page) == "4.6"


def test_repaired_words_are_shown_before_and_after(open_page):
    page = open_page()
    measure = card(page, "1.1")
    assert measure.locator("mark.mended").all_inner_texts() == ["Қазақстан"]
    measure.locator("summary").click()
    assert measure.locator("del").inner_text() == "Қ а з а қ с т а н"
    assert measure.locator("ins").inner_text() == "Қазақстан"


def test_keys(open_page):
    page = open_page()
    page.keyboard.press("j")
    assert current(page) == "1.1"
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert current(page) == "1.2"
    assert page.evaluate("document.activeElement.classList.contains('measure')")
    for _ in range(len(decree().findings)):
        page.keyboard.press("n")
    assert SOURCE_DEFECT in page.locator(".finding.current").inner_text()
    page.keyboard.press("n")
    page.keyboard.press("p")
    assert SOURCE_DEFECT in page.locator(".finding.current").inner_text(), "round and back"
    page.keyboard.press("?")
    assert page.locator("dialog").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()
    page.keyboard.press("/")
    page.keyboard.type("jnk?")
    assert page.locator("#search").input_value() == "jnk?"
    page.keyboard.press("Escape")
    assert page.locator("#search").input_value() == ""
    assert page.locator(".measure:not([hidden])").count() == len(decree().measures)
    page.keyboard.press("Control+j")
    assert SOURCE_DEFECT in page.locator(".finding.current").inner_text()


def test_search_finds_words_keys_and_bodies(open_page):
    page = open_page()
    shown = page.locator(".measure:not([hidden])")
    page.fill("#search", "САЙЛАУ")
    wait_until(page, "!document.querySelector('#count').textContent.startsWith('43 ')")
    texts = [row for row in decree().measures if "сайлау" in (row.measure_text or "").casefold()]
    assert 0 < len(texts) <= shown.count() < len(decree().measures)
    assert "сайлау" in page.locator("mark.hit").first.inner_text().casefold()
    page.fill("#search", "Ministry of Justice")
    wait_until(page, "document.querySelectorAll('mark.hit').length === 0")
    justice = {row.measure_key for row in decree().responsibilities if row.agency_id == "ministry-of-justice"}
    assert shown.count() == len(justice) > 0
    page.fill("#search", "no such words")
    page.locator("#none").wait_for(state="visible")
    assert shown.count() == 0
    assert page.locator("h3.stage:visible").count() == 0
    page.click("#clear")
    assert shown.count() == len(decree().measures)


def test_filters(open_page):
    page = open_page()
    shown = page.locator(".measure:not([hidden]) h5")
    page.select_option("#by-finding", "with")
    assert shown.all_inner_texts() == ["4.3", "4.4", "4.5", "4.6"]
    page.select_option("#by-finding", "code:source_defect")
    assert shown.all_inner_texts() == ["4.6"]
    page.select_option("#by-section", index=1)
    assert shown.count() == 0
    page.select_option("#by-finding", "")
    assert all(key.startswith("1.") for key in shown.all_inner_texts())
    page.click("#clear")
    body = next(row.agency_id for row in decree().responsibilities if row.agency_id)
    page.select_option("#by-body", body)
    keys = {row.measure_key for row in decree().responsibilities if row.agency_id == body}
    keys |= {row.measure_key for row in decree().measures if body in row.recipient_agency_ids}
    assert set(shown.all_inner_texts()) == keys
    page.select_option("#by-finding", "repaired")
    assert set(shown.all_inner_texts()) <= keys


def test_both_languages(open_page):
    page = open_page("kk")
    assert page.locator("html").get_attribute("lang") == "kk"
    assert page.locator("#findings-head").inner_text().startswith("Назар аударатын")
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("#findings-head").inner_text() == f"To look at ({len(decree().findings)})"
    assert card(page, "1.1").locator(".value").first.get_attribute("lang") == "kk"
    assert "Ministry of Justice" in card(page, "1.1").inner_text()


def test_a_fragment_opens_a_measure(open_page):
    assert current(open_page(fragment="#4.6")) == "4.6"


def download(page):
    with page.expect_download() as waiting:
        page.click("#download")
    assert waiting.value.suggested_filename == f"{EDITION}.yml"
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    read = parse_corrections(text, file_name="x.yml", edition_id=EDITION)
    assert read.remarks == ()
    return read.corrections


def correct(page, key, column, words, reason):
    root = card(page, key)
    name = {"deadline_text": "Deadline", "measure_text": "Measure"}[column]
    root.get_by_role("button", name=f"Correct: {name} {key}").click()
    root.locator("textarea").fill(words)
    root.locator(".editor input").fill(reason)
    root.get_by_role("button", name="Keep").click()


def test_corrections_are_downloaded_as_the_pipeline_reads_them(open_page):
    page = open_page()
    page.keyboard.press("e")
    correct(page, "4.10", "deadline_text", "2016  жыл", 'it is: "so" # 1\u0085\u2028 \\ \'')
    correct(page, "4.2.1", "deadline_text", "2017 жыл", "merged")
    assert card(page, "4.2.3").locator(".field", has_text="2017 жыл").count() == 1, "all rows of the cell"
    entries = {entry.key: entry for entry in download(page)}
    rows = {row.measure_key: row for row in decree().measures}
    assert entries.keys() == {"4.10", "4.2.1"}
    assert entries["4.10"].printed == rows["4.10"].deadline_text
    assert entries["4.10"].corrected == "2016 жыл"
    assert entries["4.10"].reason == 'it is: "so" # 1 \\ \''
    page.locator("#corrections").get_by_role("button", name="Remove").first.click()
    assert [entry.key for entry in download(page)] == ["4.2.1"]


def test_a_correction_needs_a_change_and_a_reason(open_page):
    page = open_page()
    page.click("#correct")
    correct(page, "1.1", "deadline_text", "2013 жылғы  ақпан", "r")
    assert page.locator(".editor .problem").inner_text() == "Nothing was changed."
    page.locator(".editor textarea").fill("2014 жыл")
    page.locator(".editor input").fill("  ")
    page.locator(".editor").get_by_role("button", name="Keep").click()
    assert page.locator(".editor .problem").inner_text() == "Say why."
    page.keyboard.press("Escape")
    assert page.locator(".editor").count() == 0
    assert page.locator("#corrections").is_hidden()


def test_a_new_correction_takes_the_place_of_the_old_one(open_page):
    page = open_page("corrected")
    page.keyboard.press("e")
    correct(page, "1.1", "deadline_text", "2014 жыл", "new")
    entries = [(entry.reason, entry.key, entry.page) for entry in download(page)]
    assert entries == [("kept", None, 3), ("new", "1.1", None)]


def test_corrected_values_are_marked_with_what_was_read(open_page):
    page = open_page("corrected")
    field = card(page, "1.1").locator(".field", has_text="Deadline")
    assert "corrected" in field.locator(".label").inner_text()
    assert field.locator(".value").inner_text() == "2013 жылғы мамыр"
    assert "As read: 2013 жылғы ақпан" in field.inner_text()
    page.select_option("#by-finding", "corrected")
    assert page.locator(".measure:not([hidden]) h5").all_inner_texts() == [
        "1.1",
        "4.2",
        "4.2.1",
        "4.2.2",
        "4.2.3",
    ]
    assert page.locator("#corrections").get_by_text("Deadline · 1.1").is_visible()
    page.keyboard.press("e")
    correct(page, "4.2.2", "deadline_text", "2018 жыл", "anew")
    entry = next(entry for entry in download(page) if entry.key == "4.2.2")
    assert entry.printed == "жыл сайын наурыз", "what was read, not what it was corrected to"


def test_hostile_texts_do_nothing(open_page):
    page = open_page("hostile")
    page.keyboard.press("j")
    page.fill("#search", "<img")
    page.wait_for_selector("mark.hit")
    assert page.evaluate("window.hacked") is None
    assert page.locator("#reading img").count() == 0
    assert "<img src=x" in card(page, "1.1").inner_text()


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["en", "kk"])
def test_accessible(open_page, viewport, scheme, name):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = open_page(name, viewport=viewport, color_scheme=scheme)
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.locator(".measure button.correct").first.click()
    page.locator("#act details").evaluate_all("all => all.forEach((each) => (each.open = true))")
    found = axe.Axe().run(page).response["violations"]
    assert [(each["id"], each["impact"], each["nodes"][0]["html"]) for each in found] == []


@pytest.mark.parametrize(
    "viewport", [WIDE, {"width": 900, "height": 700}, NARROW, {"width": 320, "height": 640}]
)
def test_nothing_runs_over_the_window(open_page, viewport):
    page = open_page(viewport=viewport)
    page.keyboard.press("j")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("#reading").evaluate("each => each.scrollWidth <= each.clientWidth")
    assert page.locator("rect.here").count() == 1
    assert is_in_view(page, "rect.here", "#sheets")
    assert is_in_view(page, ".measure.current", "#reading")


def test_prints_what_was_read(open_page, tmp_path):
    import pypdfium2  # noqa: PLC0415

    page = open_page(color_scheme="dark")
    page.fill("#search", "4.6")
    wait_until(page, "document.querySelectorAll('.measure:not([hidden])').length < 5")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator("#sheets").is_visible()
    page.pdf(path=tmp_path / "print.pdf", format="A4")
    document = pypdfium2.PdfDocument(tmp_path / "print.pdf")
    text = "".join(document[at].get_textpage().get_text_range() for at in range(len(document)))
    document.close()
    assert "To look at" in text
    assert "4.6" in text
    assert "2.3" not in text.split("Measures")[-1], "what is filtered out is not printed"


def test_a_person_can_choose_the_theme(open_page):
    page = open_page(color_scheme="light")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    page.click("#theme")
    assert page.evaluate(ground) == light
    page.click("#theme")
    assert page.evaluate(ground) != light
