"""Renders a recurrence rule in Kazakh words that are read back as the same rule.

The trouble: RFC 5545 has no quarters; a plan prints `тоқсан сайын`, not "every three months".
"""

from __future__ import annotations

import datetime
from itertools import product

from pipeline.normalise.deadlines.month_parts import RUNS, WEEKDAYS
from pipeline.normalise.deadlines.points import MONTHS_IN_YEAR
from pipeline.registry.calendar import load_calendar

_LEAP_YEAR = 2000
_EVERY_MONTHS = {3: "quarter", 6: "half_year"}
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}


def rule_in_kazakh(rule: str) -> str:
    """The words of a rule that `rule_for` made; reading them gives the rule again."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    words = load_calendar()
    interval = int(parts.get("INTERVAL", 1))
    unit = _UNITS[parts["FREQ"]]
    if unit == "month" and interval in _EVERY_MONTHS:
        unit, interval = _EVERY_MONTHS[interval], 1
    count = "" if interval == 1 else f"{interval} "
    phrase = f"{count}{words.units[unit]} {words.render['each']}"
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
        named = [_dated(int(day)) for day in parts["BYYEARDAY"].split(",")]
    if days == [-1]:
        month = words.case_forms[words.units["month"], "genitive"]
        named = [f"{month} {words.render['end']} {words.render['until']}"]
    elif days:
        named = [f"{', '.join(map(str, days))}-{words.render['day_of_month']}"]
    return f"{phrase} {', '.join(named)}".rstrip()


def _part_of_month(phrase: str, frequency: str, months: list[int], days: list[int], weekdays: str) -> str:
    """`апта сайын дүйсенбі`, `ай сайын айдың 1-онкүндігі`, `жыл сайын наурыздың соңғы күні`."""
    words = load_calendar()
    named = []
    for sign in weekdays.split(",") if weekdays else []:
        nth, day = sign[:-2], words.weekdays[WEEKDAYS.index(sign[-2:])]
        named.append(f"{words.render['last']} {day}" if nth == "-1" else f"{nth}-{day}" if nth else day)
    if frequency == "WEEKLY":
        return f"{phrase} {', '.join(named)}"
    if not named:
        named = [f"{words.render['last']} {words.render['last_day']}"]
        for kind, runs in RUNS.items():
            found = [place for place, run in enumerate(runs, start=1) if run == (days[0], days[-1])]
            named = [f"{found[0]}-{words.render[kind]}"] if found else named
    if months and frequency == "MONTHLY":
        width = MONTHS_IN_YEAR // len(months)
        unit = words.units[_EVERY_MONTHS.get(width, "year")]
        month = f"{months[0]}-{words.case_forms[words.units['month'], 'genitive']}"
        return f"{unit} {words.render['each']}, {words.case_forms[unit, 'genitive']} {month} {named[0]}"
    month = words.months[months[0]] if months else words.units["month"]
    return f"{phrase} {words.case_forms[month, 'genitive']} {named[0]}"


def _dated(day_of_year: int) -> str:
    start = datetime.date(_LEAP_YEAR, 1, 1) if day_of_year > 0 else datetime.date(_LEAP_YEAR + 1, 1, 2)
    date = start + datetime.timedelta(days=day_of_year - 1)
    return f"{date.day} {load_calendar().months[date.month]}"
