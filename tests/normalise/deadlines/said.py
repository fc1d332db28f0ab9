"""A deadline's value in Kazakh words, which are read back as the same value.

The trouble: within an interval EDTF has no quarters, so `../2016-09` with the precision of a quarter is the
third quarter again, and only with the precision of a month is it September; and RFC 5545 has no quarters,
where a plan prints `тоқсан сайын`, not "every three months".
"""

from __future__ import annotations

import datetime
import re
from itertools import product

from pipeline.normalise.deadlines.deadline_cell import Deadline
from pipeline.normalise.deadlines.points import RUNS, WEEKDAYS, WIDTHS
from pipeline.normalise.deadlines.rhythms import MONTHS_IN_YEAR
from pipeline.registry.calendar import load_calendar

_LEAP_YEAR = 2000
_QUARTER_CODE, _HALF_CODE, _LAST_HALF_CODE = 32, 39, 41
_OFFSET = re.compile(r"P(?P<count>\d+)(?P<letter>[DWMY])")
_OFFSET_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_EVERY_MONTHS = {3: "quarter", 6: "half_year"}
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}


WORDS = {
    "until": "дейін", "from": "бастап", "within": "ішінде", "each": "сайын", "end": "соңына",
    "day_of_month": "күні", "ongoing": "тұрақты", "thereafter": "одан кейін", "last": "соңғы",
    "ten_days": "онкүндігі", "half": "жартысы", "last_day": "күні", "working": "жұмыс", "of_year": "жылғы",
}  # fmt: skip


def said(read: Deadline) -> str:
    """The value in words; what was not understood is lost."""
    codes = {remark.code for remark in read.findings}
    parts = [WORDS["ongoing"]] if "deadline_ongoing" in codes else []
    working = "deadline_working_days" in codes
    span = span_in_kazakh(read.offset, working=working) if read.offset else ""
    parts.append(" ".join(part for part in (read.event_text, span) if part))
    if read.edtf:
        parts.append(dates_in_kazakh(read.edtf, read.precision, until=read.start is None))
    if read.rrule:
        then = f"{WORDS['thereafter']} " if "deadline_runs_on" in codes else ""
        parts.append(then + rule_in_kazakh(read.rrule))
    return ", ".join(part for part in parts if part)


def dates_in_kazakh(edtf: str, precision: str | None, *, until: bool) -> str:
    """The words of an EDTF value that this package made.

    Args:
        edtf: a point, an interval with both or one end, or a set in braces.
        precision: as in the contract.
        until: whether a set names ends only (its first day is not known).
    """
    if edtf.startswith("{"):
        listed = ", ".join(_member(member, precision) for member in edtf[1:-1].split(","))
        return _with_case(listed, "dative", "until") if until else listed
    first, separator, last = edtf.partition("/")
    if first == ".." and "-" not in last:
        # `2014 жылға дейін` would end before 2014
        return f"{last} {_of_unit('year')} {WORDS['end']} {WORDS['until']}"
    if first == "..":
        return _with_case(_point(last, precision), "dative", "until")
    if last == "..":
        return _with_case(_point(first, precision), "ablative", "from")
    return f"{_point(first)} – {_point(last)}" if separator else _point(edtf)


def span_in_kazakh(offset: str, *, working: bool) -> str:
    """The words of a duration: `P1M` is `1 ай ішінде`."""
    match = _OFFSET.fullmatch(offset)
    if match is None:
        raise ValueError(f"not a duration that a deadline has: {offset}")
    unit = load_calendar().units[_OFFSET_UNITS[match["letter"]]]
    return f"{match['count']} {WORDS['working'] + ' ' if working else ''}{unit} {WORDS['within']}"


def rule_in_kazakh(rule: str) -> str:
    """The words of a rule that `rule_for` made; reading them gives the rule again."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    words = load_calendar()
    interval = int(parts.get("INTERVAL", 1))
    unit = _UNITS[parts["FREQ"]]
    if unit == "month" and interval in _EVERY_MONTHS:
        unit, interval = _EVERY_MONTHS[interval], 1
    count = "" if interval == 1 else f"{interval} "
    phrase = f"{count}{words.units[unit]} {WORDS['each']}"
    months = [int(month) for month in parts.get("BYMONTH", "").split(",") if month]
    days = [int(day) for day in parts.get("BYMONTHDAY", "").split(",") if day]
    if "BYDAY" in parts or (days and "BYSETPOS" in parts) or (days == [-1] and months):
        return _part_of_month(phrase, parts["FREQ"], months, days, parts.get("BYDAY", ""))
    if months and days:
        return f"{phrase} {', '.join(f'{day} {words.months[month]}' for month, day in product(months, days))}"
    if "BYSETPOS" in parts:
        return f"{phrase} {words.months[months[0]]} – {words.months[months[-1]]}"
    named = [words.months[month] for month in months]
    if "BYYEARDAY" in parts:
        named = [_day_of_year(int(day)) for day in parts["BYYEARDAY"].split(",")]
    if days == [-1]:
        named = [f"{_of_unit('month')} {WORDS['end']} {WORDS['until']}"]
    elif days:
        named = [f"{', '.join(map(str, days))}-{WORDS['day_of_month']}"]
    return f"{phrase} {', '.join(named)}".rstrip()


def _part_of_month(phrase: str, frequency: str, months: list[int], days: list[int], weekdays: str) -> str:
    """`апта сайын дүйсенбі`, `ай сайын айдың 1-онкүндігі`, `жыл сайын наурыздың соңғы күні`."""
    words = load_calendar()
    named = []
    for sign in weekdays.split(",") if weekdays else []:
        nth, day = sign[:-2], words.weekdays[WEEKDAYS.index(sign[-2:])]
        named.append(f"{WORDS['last']} {day}" if nth == "-1" else f"{nth}-{day}" if nth else day)
    if frequency == "WEEKLY":
        return f"{phrase} {', '.join(named)}"
    if not named:
        named = [f"{WORDS['last']} {WORDS['last_day']}"]
        for kind, runs in RUNS.items():
            found = [place for place, run in runs.items() if run == (days[0], days[-1])]
            named = [f"{found[0]}-{WORDS[kind]}"] if found else named
    if months and frequency == "MONTHLY":
        unit = _EVERY_MONTHS.get(MONTHS_IN_YEAR // len(months), "year")
        month = f"{months[0]}-{_of_unit('month')}"
        return f"{words.units[unit]} {WORDS['each']}, {_of_unit(unit)} {month} {named[0]}"
    month = words.months[months[0]] if months else words.units["month"]
    return f"{phrase} {words.case_forms[month, 'genitive']} {named[0]}"


def _of_unit(unit: str) -> str:
    words = load_calendar()
    return words.case_forms[words.units[unit], "genitive"]


def _day_of_year(number: int) -> str:
    start = datetime.date(_LEAP_YEAR, 1, 1) if number > 0 else datetime.date(_LEAP_YEAR + 1, 1, 2)
    date = start + datetime.timedelta(days=number - 1)
    return f"{date.day} {load_calendar().months[date.month]}"


def _member(member: str, precision: str | None) -> str:
    first, separator, last = member.partition("..")
    if not separator:
        return _point(first)
    return _point(last, precision) if precision in WIDTHS else f"{_point(first)} – {_point(last)}"


def _point(edtf: str, precision: str | None = None) -> str:
    """A point in words; a month stands for its quarter or half-year if the precision says so."""
    words = load_calendar()
    year, _, rest = edtf.partition("-")
    if not rest:
        return f"{year} {words.units['year']}"
    month, _, day = rest.partition("-")
    number = int(month)
    named = f"{year} {WORDS['of_year']}"
    if precision in WIDTHS:
        width = WIDTHS[precision]
        return f"{named} {(number + width - 1) // width}-{words.units[precision]}"
    if _HALF_CODE < number <= _LAST_HALF_CODE:
        return f"{named} {number - _HALF_CODE}-{words.units['half_year']}"
    if number > _QUARTER_CODE:
        return f"{named} {number - _QUARTER_CODE}-{words.units['quarter']}"
    return f"{named} {f'{int(day)} ' if day else ''}{words.months[number]}"


def _with_case(phrase: str, case: str, postposition: str) -> str:
    """The phrase with its last word in a case, and the postposition after it."""
    before, noun = phrase[: -len(_last_word(phrase))], _last_word(phrase)
    return f"{before}{load_calendar().case_forms[noun, case]} {WORDS[postposition]}"


def _last_word(phrase: str) -> str:
    """`тоқсан` of `2014 жылғы 1-тоқсан`."""
    return re.split(r"[ -]", phrase)[-1]
