"""What holds for every deadline: no text raises or takes long, every value is read back from its words."""

from __future__ import annotations

import datetime
import re
import time
from dataclasses import replace

import pytest
from dateutil.rrule import rrulestr
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.normalise.deadlines.deadline_cell import Deadline, parse_deadline
from pipeline.normalise.text.account import Fate, unaccounted
from pipeline.normalise.text.letters import clean
from pipeline.normalise.text.tokens import tokens_of
from pipeline.registry.calendar import load_calendar
from pipeline.registry.loading import reading_in
from tests.normalise.deadlines.said import said
from tests.normalise.deadlines.test_deadlines import RUSSIAN, check_forms

CALENDAR = load_calendar()
YEARS = st.integers(1990, 2100)
MONTHS = st.sampled_from(sorted(CALENDAR.months.values()))
DAYS = st.integers(1, 28)


def in_case(stem: str, case: str) -> str:
    return CALENDAR.case_forms[stem, case]


PARTS = st.one_of(
    st.just("жыл"),
    MONTHS.map(lambda month: f"жылғы {month}"),
    st.builds(lambda day, month: f"жылғы {day} {month}", DAYS, MONTHS),
    st.integers(1, 4).map(lambda quarter: f"жылғы {quarter}-тоқсан"),
    st.integers(1, 2).map(lambda half: f"жылғы {half}-жарты жылдық"),
)
POINTS = st.builds(lambda year, part: f"{year} {part}", YEARS, PARTS)
LISTS = st.lists(POINTS, min_size=1, max_size=6).map(", ".join)
RANGES = st.builds(
    lambda first, years, one, other: f"{first} {one} – {first + years} {other}",
    st.integers(1990, 2050),
    st.integers(1, 50),
    PARTS,
    PARTS,
)
OPEN = st.one_of(
    st.builds(lambda year, month: f"{year} жылғы {in_case(month, 'dative')} дейін", YEARS, MONTHS),
    st.builds(
        lambda year, day, month: f"{year} жылғы {day} {in_case(month, 'ablative')} бастап",
        YEARS,
        DAYS,
        MONTHS,
    ),
    st.builds(lambda year, quarter: f"{year} жылғы {quarter}-тоқсанға дейін", YEARS, st.integers(1, 4)),
)
RULES = st.one_of(
    st.just(""),
    st.sampled_from(
        ["жыл сайын", "тоқсан сайын", "ай сайын", "жылына екі рет", "екі жылда бір рет", "күн сайын"]
    ),
    MONTHS.map(lambda month: f"жыл сайын {month}"),
    st.integers(1, 4).map(lambda quarter: f"жыл сайын {quarter}-тоқсан"),
    st.lists(st.builds(lambda day, month: f"{day} {month}", DAYS, MONTHS), min_size=1, max_size=4).map(
        lambda days: f"жыл сайын, {', '.join(days)}"
    ),
    DAYS.map(lambda day: f"ай сайын {day}-күніне дейін"),
)
EVENTS = st.one_of(
    st.just(""),
    st.builds(
        lambda count, unit: f"«А» Заңы қабылданғаннан кейін {count} {unit} ішінде, ",
        st.integers(1, 60),
        st.sampled_from(["күн", "ай", "апта", "жыл", "жұмыс күні"]),
    ),
)


@example("", "1990 жыл, 1990 жылғы 2-тоқсан", "ай сайын 1-күніне дейін")
@settings(deadline=None)  # pace is tested below, in processor time
@given(EVENTS, st.one_of(st.just(""), LISTS, RANGES, OPEN), RULES)
def test_a_value_is_read_back_from_its_own_words(event: str, dates: str, rule: str) -> None:
    read = parse_deadline(f"{event}{dates}, {rule}")
    assert codes(read) <= {"deadline_working_days", "deadline_missing", "deadline_runs_on"}
    again = parse_deadline(said(read))
    assert replace(again, findings=()) == replace(read, findings=())
    assert codes(again) == codes(read)
    check_forms(read)


def codes(read: Deadline) -> set[str]:
    """What is told; what is made here may be worded as nobody words it."""
    return {remark.code for remark in read.findings} - {"unusual_wording"}


MARKS = st.sampled_from(
    ["2016", "2014", "1", "15", "31", "-", "–", ",", ".", "(", ")", "«", "»", "IV", "01.09.2015", "Заң", '"']
)
with reading_in("ru"):
    FORMS = {
        "kk": st.sampled_from(sorted(CALENDAR.words)),
        "ru": st.sampled_from(sorted(load_calendar().words)),
    }
WORDS = FORMS["kk"] | MARKS
ANY_TEXT = st.text().map(lambda text: ("kk", text)) | st.sampled_from(["kk", "ru"]).flatmap(
    lambda language: st.builds(
        lambda joint, words: (language, joint.join(words)),
        st.sampled_from([" ", ""]),
        st.lists(FORMS[language] | MARKS, max_size=12),
    )
)


@example(("kk", "2000 жылғы наурыздан, 2000 жылғы 1 желтоқсанға дейін, 2001 жылғы мамырдан"))
@example(("kk", "НАУPЫЗДАН1ЖEЛ2000НАУPЫЗДАPҒА"))
@example(("kk", "НАУPЫЗДАН!НАУ2000"))
@example(("kk", "2000I2000АЙ-АҚП"))
@example(("kk", "2016 жыл – 2018 жылғы ақпан, 2020 жыл"))
@example(("kk", "2016 жылғы наурыз – 2018 жылғы 5 ақпан, 2020 жыл"))
@example(("ru", "до марта 2014 года, с 1 июня по 2 кварталам раз в 3 года"))
@settings(deadline=None)  # pace is tested below, in processor time
@given(ANY_TEXT)
def test_any_text_gives_a_value_or_a_remark(text: tuple[str, str]) -> None:
    language, printed = text
    with reading_in(language):
        read = parse_deadline(printed)
    check_forms(read)
    assert read.edtf or read.rrule or read.event_text or read.offset or read.findings
    if language == "kk":
        parse_deadline(said(read))


@pytest.mark.parametrize("printed", [None, "", " ", "-", "—", "\u00a0", ".", "…"])
def test_nothing_printed_is_a_remark(printed: str | None) -> None:
    read = parse_deadline(printed)
    assert [remark.code for remark in read.findings] == ["deadline_missing"]
    assert said(read) == ""


FRAGMENTS = [
    "(", "«", '"', "1-", "1.", "2016 ", "2016 жылғы наурыз, ", "жыл сайын ", "кейін ", "бір ай ішінде ",
    "қорытындысы ", ", ", "10 (он) ", "есепті ай кейінгі ", "жарты ", "бастап ", "а", "I", "-", "тұрақты ",
    "01.09.2015", "әр ", "до ", "до 1 ", "март, ", "март 2014 года, ", "с 1 по ", "после Закона, ",
    "по итогам ", "раз в 2 ", "10 числа ",
]  # fmt: skip


@pytest.mark.parametrize("fragment", FRAGMENTS)
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_long_texts_are_quick(language: str, fragment: str) -> None:
    with reading_in(language):
        parse_deadline(fragment * 3)
        # as many words as a deadline may have, as many characters, and more; what was read is kept
        for length in (290, 1_500, 10_000):
            assert any(seconds_of((fragment * length)[: length - less]) < 0.05 for less in range(3))


def seconds_of(printed: str) -> float:
    """A busy machine must not fail a test: the processor's time, and one of a few times is enough."""
    started = time.process_time()
    parse_deadline(printed)
    return time.process_time() - started


@pytest.mark.parametrize("year", [2015, 2016])
def test_leap_years_shift_no_day(year: int) -> None:
    read = parse_deadline("жыл сайын 28 ақпан, 1 наурыз")
    assert read.rrule is not None
    first, last = datetime.datetime(year, 1, 1), datetime.datetime(year, 12, 31)
    days = rrulestr(read.rrule, dtstart=datetime.datetime(2015, 1, 1)).between(first, last)
    assert [day.strftime("%m-%d") for day in days] == ["02-28", "03-01"]


def numbers_of(read: Deadline) -> set[int]:
    """Every number that a value holds, by itself or as what a quarter, a half-year or a count stands for."""
    said = " ".join(filter(None, (read.edtf, read.rrule, read.event_text, read.offset)))
    return {int(digits) for digits in re.findall(r"\d+", said)}


@settings(deadline=None)
@given(
    st.one_of(
        ANY_TEXT,
        st.builds(lambda dates, rule: ("kk", f"{dates}, {rule}"), st.one_of(LISTS, RANGES, OPEN), RULES),
        st.lists(WORDS, max_size=12).map(lambda words: ("kk", "\u00ad \n".join(words))),
        st.sampled_from(RUSSIAN).map(lambda case: ("ru", case[0])),
    ),
    st.integers(0, 40),
    st.sampled_from(["", "сауір", " 7 ", "шамамен ", "%", "\u200b", "e\u0301", "1", "№", ", "]),
)
def test_every_word_is_accounted_for(text: tuple[str, str], at: int, put: str) -> None:
    language, printed = text
    mutated = printed[:at] + put + printed[at:]
    with reading_in(language):
        read = parse_deadline(mutated)
    assert unaccounted(mutated, read.account) == []
    assert {claim.fate for claim in read.account} <= {Fate.VALUE, Fate.REPORTED}
    told = " ".join(remark.message for remark in read.findings)
    if codes(read) <= {"deadline_runs_on", "deadline_ongoing", "deadline_working_days"}:
        # every year that is printed is in a value; of `2014 жылға дейін` it is the year before
        known = numbers_of(read)
        for year in re.findall(r"(?<!\d)(?:199\d|20\d\d)(?!\d)", clean(mutated)):
            assert int(year) in known or int(year) - 1 in known, mutated
    else:
        assert all(token.text in told for token in tokens_of(clean(mutated)) if token.is_number)


def test_the_account_speaks_of_the_text_as_it_was_given() -> None:
    printed = "  2016\u00ad \nжыл\u00adғы  нау\u00adрыз, жыл сайын"
    read = parse_deadline(printed)
    assert read.edtf == "2016-03"
    assert [(printed[claim.start : claim.end], claim.into) for claim in read.account] == [
        ("2016", "deadline_edtf"),
        ("жыл\u00adғы", "deadline_edtf"),
        ("нау\u00adрыз", "deadline_edtf"),
        (",", "deadline_edtf"),
        ("жыл сайын", "deadline_rrule"),
    ]
