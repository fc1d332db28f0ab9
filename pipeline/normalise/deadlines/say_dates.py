"""Renders the dates and the spans of a deadline in Kazakh words that are read back as the same value.

The trouble: within an interval EDTF has no quarters, so `../2016-09` with the precision of a quarter is the
third quarter again, and only with the precision of a month is it September.
"""

from __future__ import annotations

import re

from pipeline.registry.calendar import Calendar, load_calendar

_QUARTER_CODE, _HALF_CODE, _LAST_HALF_CODE = 32, 39, 41
_WIDTHS = {"quarter": 3, "half_year": 6}
_OFFSET = re.compile(r"P(?P<count>\d+)(?P<letter>[DWMY])")
_OFFSET_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}


def dates_in_kazakh(edtf: str, precision: str | None, *, until: bool) -> str:
    """The words of an EDTF value that this package made.

    Args:
        edtf: a point, an interval with both or one end, or a set in braces.
        precision: as in the contract.
        until: whether a set names ends only (its first day is not known).
    """
    words = load_calendar()
    if edtf.startswith("{"):
        listed = ", ".join(_member(words, member, precision) for member in edtf[1:-1].split(","))
        return _with_case(words, listed, "dative", "until") if until else listed
    first, separator, last = edtf.partition("/")
    if first == ".." and "-" not in last:
        # `2014 жылға дейін` would end before 2014
        end = f"{words.case_forms[words.units['year'], 'genitive']} {words.render['end']}"
        return f"{last} {end} {words.render['until']}"
    if first == "..":
        return _with_case(words, _point(words, last, precision), "dative", "until")
    if last == "..":
        return _with_case(words, _point(words, first, precision), "ablative", "from")
    if not separator:
        return _point(words, edtf, None)
    return f"{_point(words, first, None)} – {_point(words, last, None)}"


def _member(words: Calendar, member: str, precision: str | None) -> str:
    first, separator, last = member.partition("..")
    if not separator:
        return _point(words, first, None)
    if precision in _WIDTHS:
        return _point(words, last, precision)
    return f"{_point(words, first, None)} – {_point(words, last, None)}"


def _point(words: Calendar, edtf: str, precision: str | None) -> str:
    """A point in words; a month stands for its quarter or half-year if the precision says so."""
    year, _, rest = edtf.partition("-")
    if not rest:
        return f"{year} {words.units['year']}"
    month, _, day = rest.partition("-")
    number = int(month)
    named = f"{year} {words.render['of_year']}"
    if precision in _WIDTHS:
        width = _WIDTHS[precision]
        return f"{named} {(number + width - 1) // width}-{words.units[precision]}"
    if _HALF_CODE < number <= _LAST_HALF_CODE:
        return f"{named} {number - _HALF_CODE}-{words.units['half_year']}"
    if number > _QUARTER_CODE:
        return f"{named} {number - _QUARTER_CODE}-{words.units['quarter']}"
    return f"{named} {f'{int(day)} ' if day else ''}{words.months[number]}"


def _with_case(words: Calendar, phrase: str, case: str, postposition: str) -> str:
    """The phrase with its last word in a case, and the postposition after it."""
    before, separator, noun = phrase.rpartition(
        "-" if phrase[-1:].isalpha() and "-" in phrase.rpartition(" ")[2] else " "
    )
    return f"{before}{separator}{words.case_forms[noun, case]} {words.render[postposition]}"


def span_in_kazakh(offset: str, *, working: bool) -> str:
    """The words of a duration: `P1M` is `1 ай ішінде`."""
    words = load_calendar()
    match = _OFFSET.fullmatch(offset)
    if match is None:
        raise ValueError(f"not a duration that a deadline has: {offset}")
    unit = words.units[_OFFSET_UNITS[match["letter"]]]
    return (
        f"{match['count']} {words.render['working'] + ' ' if working else ''}{unit} {words.render['within']}"
    )
