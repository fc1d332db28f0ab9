"""Printed deadlines of every kind and what they say: the value a lawyer would give, column by column.

The cases are in `deadlines_kazakh.txt` and `deadlines_russian.txt`, one in a line; each expectation was typed
by reading the words before the parser saw them.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import isodate
import pytest
from dateutil.rrule import rrulestr
from edtf import parse_edtf

from pipeline.normalise.deadlines.deadline_cell import Deadline, parse_deadline
from pipeline.normalise.text.account import unaccounted
from pipeline.registry.calendar import load_calendar
from pipeline.registry.loading import reading_in
from tests.normalise.deadlines.said import said
from tests.normalise.tables import cases_of

LAW = (
    "«Қазақстан Республикасының кейбір заңнамалық актілеріне жергілікті өзін-өзі басқаруды дамыту мәселелері "
    "бойынша өзгерістер мен толықтырулар енгізу туралы» Қазақстан Республикасының Заңы қабылданғаннан кейін"
)
_COLUMNS = 7


def cases(language: str) -> list[list[str]]:
    file = Path(__file__).parent / f"deadlines_{language}.txt"
    return [(case + [""] * _COLUMNS)[:_COLUMNS] for case in cases_of(file.read_text(encoding="utf-8"))]


KAZAKH, RUSSIAN = cases("kazakh"), cases("russian")


def values(read: Deadline) -> list[str]:
    return [read.edtf or "", read.rrule or "", read.event_text or "", read.offset or ""]


def check(read: Deadline, expected: list[str]) -> None:
    """The values are the expected ones, in the forms of the standards; `told` are codes of findings."""
    *wanted, told, days = expected
    codes = [remark.code for remark in read.findings]
    if wanted[0] == "!":
        assert read == Deadline(findings=read.findings)
        assert (told or "deadline_not_understood") in codes
        return
    assert values(read) == wanted
    assert codes == told.split()
    if days:
        bounds, _, precision = days.partition(" ")
        assert f"{read.start or ''}..{read.end or ''}" == bounds
        assert precision in ("", read.precision)
    check_forms(read)
    assert read.end is None or "deadline_runs_on" not in codes


def check_forms(read: Deadline) -> None:
    """Each value has the form of its standard, as a library reads it; what goes with it is there too."""
    if read.edtf:
        _parse_edtf(
            re.sub(r"([^,{}]+)(?:,\1)+", r"\1,\1", re.sub(r"\d{4}(-\d\d)?(-\d\d)?", _alike, read.edtf))
        )
        assert read.precision
        assert read.start or read.end or "deadline_runs_on" in {remark.code for remark in read.findings}
    else:
        assert (read.start, read.end, read.precision) == (None, None, None)
    if read.start and read.end:
        assert read.start <= read.end
    if read.rrule:
        assert rrulestr(read.rrule, dtstart=datetime.datetime(2015, 1, 1))[0]
    if read.offset:
        isodate.parse_duration(read.offset)


# the library is slow: of points, and of sets, that are alike it reads one
_parse_edtf = cache(parse_edtf)


def _alike(point: re.Match[str]) -> str:
    month, day = point[1] or "", point[2] or ""
    month = "-03" if "-01" <= month <= "-12" else month
    return f"2016{month}{'-04' if '-01' <= day <= '-31' else day}"


@pytest.mark.parametrize("case", KAZAKH, ids=[case[0] for case in KAZAKH])
def test_kazakh_deadlines(case: list[str]) -> None:
    read = parse_deadline(case[0])
    check(read, case[1:])
    if case[1] != "!":
        assert parse_deadline(said(read)) == read


@pytest.mark.parametrize("case", RUSSIAN, ids=[case[0] for case in RUSSIAN])
def test_russian_deadlines(case: list[str]) -> None:
    with reading_in("ru"):
        read = parse_deadline(case[0])
    assert not unaccounted(case[0], read.account)
    known = tuple(remark for remark in read.findings if remark.code != "unusual_wording")
    check(replace(read, findings=known), case[1:])


@pytest.mark.parametrize(
    ("span", "offset"), [("бір ай мерзімде", "P1M"), ("үш ай ішінде", "P3M"), ("10 күн ішінде", "P10D")]
)
def test_an_event_that_quotes_a_long_title(span: str, offset: str) -> None:
    read = parse_deadline(f"{LAW} {span}")
    assert read == Deadline(event_text=LAW, offset=offset)
    assert parse_deadline(said(read)) == read


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_form_of_every_month(language: str) -> None:
    with reading_in(language):
        forms = {form: word for form, word in load_calendar().words.items() if word.kind == "month"}
        for form, word in forms.items():
            read = parse_deadline(f"2016 жылғы {form}" if language == "kk" else f"{form} 2016 года")
            known = read.start or read.end
            assert known and (known.year, known.month) == (2016, word.value), form
            if language == "kk":
                assert read.findings == ()
                assert (read.start is None) == (word.case == "dative")
                assert (read.end is None) == (word.case == "ablative")
    assert language == "kk" or {"май", "мая", "маю", "маем", "мае"} <= forms.keys()


@pytest.mark.parametrize(
    ("language", "printed", "word"),
    [
        ("kk", "2014 жылғы сауір", "сауір"),
        ("kk", "2014 жылғы наурыз 7", "7"),
        ("kk", "шамамен 2014 жыл", "шамамен"),
        ("ru", "ориентировочно март 2014 года", "ориентировочно"),
        ("ru", "до принятия Закона", "Закона"),
        ("ru", "согласно графику", "графику"),
    ],
)
def test_a_word_that_is_not_understood_withholds_all_and_is_quoted(
    language: str, printed: str, word: str
) -> None:
    with reading_in(language):
        read = parse_deadline(printed)
    assert values(read) == [""] * 4 and read.start is read.end is None
    (remark,) = read.findings
    assert f"«{word}»" in remark.message and printed in remark.message
    assert {claim.fate for claim in read.account} == {"reported"}
