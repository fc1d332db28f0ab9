"""The review page as a file: whole, light, closed to the outside, and deaf to markup in texts."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from dataclasses import replace

import pytest
from PIL import Image

from pipeline.editions import align
from pipeline.publish.review.review_content import KnownEntry, PagePicture, twin_of, with_findings_of_both
from pipeline.publish.review.review_page import review_page
from pipeline.records import FurnitureRecord
from pipeline.records.editions_in import editions_of
from pipeline.registry.finding_kinds import LANGUAGES, OF_TWO_LANGUAGES, finding_words, review_words
from pipeline.registry.loading import read_csv, read_yaml
from tests.editions import two_languages
from tests.publish.review_editions import HOSTILE, decree, decree_pictures, hostile


@pytest.fixture(scope="module")
def page():
    return review_page(decree(), decree_pictures())


def data_of(page: str) -> dict:
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    return json.loads(block[1])


def test_the_decree_is_light_enough_to_mail(page):
    assert len(page.encode()) < 2_500_000


def test_two_writings_are_the_same(page):
    assert page == review_page(decree(), decree_pictures())


def test_everything_that_a_person_should_see_is_in_it(page):
    data = data_of(page)
    edition = decree()
    assert [each["key"] for each in data["measures"]] == [row.measure_key for row in edition.measures]
    assert [each["values"]["measure_text"] for each in data["measures"]] == [
        row.measure_text for row in edition.measures
    ]
    assert len(data["findings"]) == len(edition.findings) > 0
    assert [len(each["cells"]) for each in data["measures"]] == [len(row.cells) for row in edition.measures]
    tables = ("measures", "paragraphs", "amendments")
    mended = sum(len(each["repairs"]) for name in tables for each in data[name])
    assert mended + sum(map(len, data["titles"])) == len(edition.repairs) > 0
    assert len(data["pages"]) == edition.documents[0].page_count == page.count('data-type="image/webp"')


def test_an_edition_with_running_heads_has_a_page():
    """What an edition says of its furniture is a list of records."""
    (document,) = decree().documents
    kinds = (FurnitureRecord(kind="page_number", n_glyphs=12),)
    edition = replace(decree(), documents=(replace(document, furniture_kinds=kinds),))
    data = data_of(review_page(edition, []))
    assert data["document"]["furniture_kinds"] == [{"kind": "page_number", "n_glyphs": 12}]
    assert data["document"]["date"] == document.date.isoformat()


def test_no_address_stands_in_it(page):
    without_namespace = page.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|//[a-z0-9.-]+\.[a-z]{2,}/", without_namespace)
    assert not re.search(r"\bsrc=\"(?!data:)|\bhref=\"(?!data:|#)", page)
    assert not re.search(r"\son[a-z]+=|\sstyle=|javascript:", page)


def test_the_policy_allows_this_script_and_style_only(page):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["img-src"] == "data:"
    for name, tag in (("script-src", "script"), ("style-src", "style")):
        text = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert rules[name] == f"'sha256-{digest}'"


def test_hostile_texts_stay_texts():
    page = review_page(hostile(), ())
    clean = review_page(decree(), ())
    for tag in ("<script", "</script", "<img", "<svg"):
        assert page.count(tag) == clean.count(tag)
    data = data_of(page)
    assert data["measures"][0]["values"]["measure_text"].endswith(HOSTILE)
    assert data["document"]["title_text"].endswith(HOSTILE)
    assert data["findings"][0]["message"].endswith(HOSTILE)


def test_a_hostile_picture_type_stays_text():
    picture = PagePicture(page_number=1, width_pt=10, height_pt=10, media_type='x" onload="', content=b"")
    assert 'onload="' not in review_page(decree(), (picture,))


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="no language"):
        review_page(decree(), (), language="de")


@pytest.fixture(scope="module")
def of_two():
    """The pages' data of both editions of the decree, which differ in one month and one note."""
    month = two_languages.measure("1.1", deadline_edtf="2013-03")
    lacking = two_languages.notes(lambda rows: rows[:-1])
    editions = dict(editions_of(align(two_languages.both(month, lacking, two_languages.without("4.9")))))
    result = {}
    for edition_id, edition in editions.items():
        twin = twin_of(editions, edition_id)
        beside = replace(twin, pictures=decree_pictures())
        both = with_findings_of_both(edition, twin)
        result[edition_id] = review_page(both, decree_pictures(), language="ru", beside=beside)
    return result


@pytest.mark.parametrize("edition_id", [two_languages.KK, two_languages.RU])
def test_a_difference_has_the_places_of_both_editions(of_two, edition_id):
    data = data_of(of_two[edition_id])
    (month,) = [each for each in data["findings"] if each["beside"] and each["key"]]
    assert (month["key"], month["column"]) == ("1.1", "deadline_text")
    box = [month["page"], *month["box"]]
    assert month["beside"] == [box], "the twin stands at the same place of the same pages"
    assert data["beside"]["document"]["edition_id"] in {two_languages.KK, two_languages.RU} - {edition_id}
    wanted = {place[0] for each in data["findings"] for place in each["beside"]}
    assert {each[0] for each in data["beside"]["pages"]} == wanted
    assert month["page"] == 2
    assert 'id="beside-2"' in of_two[edition_id]
    assert of_two[edition_id].count("image/webp") == len(data["pages"]) + len(wanted)


def test_what_both_editions_do_not_share_is_on_both_pages(of_two):
    codes = [
        sorted(code for each in data_of(page)["findings"] if (code := each["code"]) in OF_TWO_LANGUAGES)
        for page in of_two.values()
    ]
    assert codes[0] == codes[1]
    own = [
        {each["is_own"] for each in data_of(page)["findings"] if each["beside"]} for page in of_two.values()
    ]
    assert own == [{True}, {False}], "a finding is accepted on the page of the edition that it stands with"
    assert len(codes[0]) == 3


def test_an_edition_alone_has_nothing_beside(page):
    data = data_of(page)
    assert data["beside"] is None
    assert {len(each["beside"]) for each in data["findings"]} == {0}


def test_known_corrections_go_in():
    fields = {"key": "4.10", "column": "cost_text", "printed": "a", "corrected": "b", "reason": "c"}
    entry = KnownEntry(kind="words", fields=fields)
    data = data_of(review_page(decree(), (), corrections=(entry,), language="kk"))
    assert data["corrections"] == [{"kind": "words", **fields}]
    assert data["language"] == "kk"


def test_the_languages_have_the_same_words():
    assert all(review_words(name).keys() == review_words("en").keys() for name in LANGUAGES)
    assert all(isinstance(text, str) and text for name in LANGUAGES for text in review_words(name).values())
    for name, text in review_words("en").items():
        slots = re.findall(r"\{\w+\}", text)
        for each in LANGUAGES:
            assert sorted(re.findall(r"\{\w+\}", review_words(each)[name])) == sorted(slots)


def test_the_script_asks_for_no_word_that_is_not_there(page):
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)[1]
    asked = set(re.findall(r'\b(?:word|filled)\("(\w+)"', script))
    asked |= set(re.findall(r'data-word="(\w+)"', page))
    assert len(asked) > 40
    assert asked <= review_words("en").keys()


def test_titles_are_those_of_declared_findings():
    assert {row["code"] for row in read_csv("finding_titles.csv")} <= read_yaml("findings.yml").keys()
    words = [finding_words("source_defect", language) for language in LANGUAGES]
    assert len({each.title for each in words}) == len({each.action for each in words}) == len(LANGUAGES)
    assert len({each.meaning for each in words} | {each.title for each in words}) == 2 * len(LANGUAGES)
    assert finding_words("a_new_code", "kk").title == "a_new_code"


def test_what_each_finding_means_is_told_in_the_language_of_the_page():
    for name in ("finding_meanings.csv", "finding_titles.csv"):
        rows = {row["code"]: row for row in read_csv(name)}
        assert rows.keys() == read_yaml("findings.yml").keys(), f"{name}: a code more or less"
        for row in rows.values():
            told = [text for column, text in row.items() if column not in ("code", "en")]
            assert all(re.search("[а-яәғқңөұүһі]", text) for text in told), row


def test_pictures_are_sharp_and_their_points_are_the_pages():
    first = decree_pictures()[0]
    assert (first.width_pt, first.height_pt) == (612, 792)
    image = Image.open(io.BytesIO(first.content))
    assert image.format == "WEBP"
    assert image.width >= 1200
    darkest, lightest = image.convert("L").getextrema()
    assert darkest < 60
    assert lightest > 240
