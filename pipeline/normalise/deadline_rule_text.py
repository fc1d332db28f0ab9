"""Renders a recurrence rule in Kazakh words that are read back as the same rule.

The trouble: RFC 5545 has no quarters; a plan prints `тоқсан сайын`, not "every three months".
"""

from __future__ import annotations

import datetime
from itertools import product

from pipeline.reference.calendar import load_calendar

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


def _dated(day_of_year: int) -> str:
    start = datetime.date(_LEAP_YEAR, 1, 1) if day_of_year > 0 else datetime.date(_LEAP_YEAR + 1, 1, 2)
    date = start + datetime.timedelta(days=day_of_year - 1)
    return f"{date.day} {load_calendar().months[date.month]}"
