"""Russian deadlines as plans of measures print them; each expectation was typed by reading the words."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.normalise.deadlines.deadline_cell import parse_deadline
from pipeline.normalise.text.account import unaccounted
from pipeline.registry.calendar import load_calendar
from pipeline.registry.loading import reading_in

LINES = (Path(__file__).parent / "deadlines_russian.txt").read_text(encoding="utf-8").splitlines()
CASES = [
    [field.strip() for field in f"{line}|||||".split("|")[:6]]
    for line in LINES
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(
    ("printed", "edtf", "rrule", "event", "offset", "told"), CASES, ids=[case[0][:60] for case in CASES]
)
def test_russian_deadlines(printed: str, edtf: str, rrule: str, event: str, offset: str, told: str) -> None:
    with reading_in("ru"):
        read = parse_deadline(printed)
    found = [read.edtf or "", read.rrule or "", read.event_text or "", read.offset or ""]
    codes = [remark.code for remark in read.findings if remark.code != "unusual_wording"]
    if "!" in (edtf, rrule):
        assert found == [""] * 4
        assert codes
    else:
        assert found == [edtf, rrule, event, offset]
        assert codes == told.split()
    assert not unaccounted(printed, read.account)


@pytest.mark.parametrize(
    ("printed", "start", "end", "precision"),
    [
        ("до декабря 2017 года", None, "2017-12-31", "month"),
        ("до 1 сентября 2015 года", None, "2015-09-01", "day"),
        ("до 2014 года", None, "2013-12-31", "year"),
        ("начиная с 2014 года", "2014-01-01", None, "year"),
        ("1-е полугодие 2015 года", "2015-01-01", "2015-06-30", "half_year"),
        ("III квартал 2013 года", "2013-07-01", "2013-09-30", "quarter"),
        ("с января по июнь 2014 года", "2014-01-01", "2014-06-30", "interval"),
        ("декабрь 2013 года, 2014 года", "2013-12-01", "2014-12-31", "month"),
    ],
)
def test_first_and_last_day(printed: str, start: str | None, end: str | None, precision: str) -> None:
    with reading_in("ru"):
        read = parse_deadline(printed)
    assert [day and day.isoformat() for day in (read.start, read.end)] == [start, end]
    assert read.precision == precision


def test_every_form_of_every_month() -> None:
    with reading_in("ru"):
        forms = {form: word.value for form, word in load_calendar().words.items() if word.kind == "month"}
        read = {form: parse_deadline(f"{form} 2016 года") for form in forms}
    months = {form: each.start.month for form, each in read.items() if each.start}
    assert months == forms
    assert {form for form, month in forms.items() if month == 5} >= {"май", "мая", "маю", "маем", "мае"}


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("ориентировочно март 2014 года", "«ориентировочно»"),
        ("до принятия Закона", "«Закона»"),
        ("согласно графику", "«графику»"),
    ],
)
def test_a_word_that_is_not_understood_is_quoted(printed: str, words: str) -> None:
    with reading_in("ru"):
        (remark,) = parse_deadline(printed).findings
    assert words in remark.message
