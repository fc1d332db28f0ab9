"""Days, months and years named in running text, with their value in EDTF.

A year may hang on the words after it (`2015 жылға дейінгі` is before 2015) or be one of two ends (`2013 -
2020 жылдарға`); ordinals and counts of days with them (`екінші кезең`, `он күн`) are words of time but no
date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.normalise.deadlines.deadline_cell import read_words_of_time
from pipeline.normalise.deadlines.time_words import TimeToken, time_runs
from pipeline.registry.calendar import Unit
from pipeline.registry.loading import by_language

_JOINTS = frozenset({"", "-", "–", "—"})
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_LAST_DAY = 31
_PARTS_OF_YEARS = (Unit.QUARTER, Unit.HALF_YEAR)
# words of time that may close a date
_CLOSING = frozenset({"date", "month", "unit", "half", "until", "from", "end"})
_SHORT = frozenset({"ж", "жж"})  # short forms of "year" that end in a dot
_LONGEST = 12  # words of one date
# into a word that is not read: `қаңтар-нурызда`
_GOES_ON = re.compile(r"[-–—]\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSpan:
    """A date in a text: where it stands, and its value in EDTF, null where the words do not say it."""

    start: int
    end: int
    edtf: str | None


# a measure's text is asked for what it names, and for words of other columns
@by_language(maxsize=1024)
def find_date_spans(text: str) -> tuple[DateSpan, ...]:
    """The dates of a text, in order; a day without a year is `XXXX-01-15`."""
    if not any(map(str.isdigit, text)):
        return ()  # no date is printed without a digit, and most texts have none
    # bare numbers are no date
    runs = [run for run in time_runs(text, joints=_JOINTS) if not all(map(_number, run))]
    return tuple(span for run in runs for words in _pieces(run) for span in _date_in(text, words))


def _pieces(run: list[TimeToken]) -> Iterator[list[TimeToken]]:
    """A run divided where a conjunction joins two dates."""
    piece: list[TimeToken] = []
    for place, word in enumerate(run):
        beside = [*run[max(place - 1, 0) : place], *run[place + 1 : place + 2]]
        between_years = piece and all(_number(each) >= _FIRST_YEAR for each in beside)
        if word.kind == "and" and not between_years:
            yield piece
            piece = []
        else:
            piece.append(word)
    yield piece


def _date_in(text: str, words: list[TimeToken]) -> Iterator[DateSpan]:
    first = next((place for place in range(len(words)) if _begins(words, place)), None)
    if first is None:
        return
    closing = (place for place in range(len(words) - 1, first, -1) if words[place].kind in _CLOSING)
    date = words[first : next(closing, first) + 1][:_LONGEST]
    if not _years(date) and date[0].kind != "date":
        months = (place for place, word in enumerate(date) if word.kind == "month")
        date = date[: next(months, 0) + 1]
    has_dot = date[-1].text.lower() in _SHORT and text.startswith(".", date[-1].end)
    end = date[-1].end + has_dot
    goes_on = _GOES_ON.match(text, end)
    yield DateSpan(start=date[0].start, end=end, edtf=None if goes_on else _value(text, date))


def _number(word: TimeToken) -> int:
    """A number in figures, 0 where a word is none."""
    return word.value if word.kind == "roman" or word.text.isdigit() else 0


def _begins(words: list[TimeToken], place: int) -> bool:
    """Whether a date begins at a word: a year, a full date in figures, a day or its month."""
    word, number = words[place], _number(words[place])
    following = next((word for word in words[place + 1 :] if word.kind != "and"), None)
    if not number:
        return word.kind in ("date", "month")
    if following is None:
        return False
    if _FIRST_YEAR <= number <= _LAST_YEAR:
        return _number(following) > number or _is_year_word(following) or following.kind == "month"
    is_part = following.kind == "half" or (following.kind == "unit" and following.value in _PARTS_OF_YEARS)
    if is_part and any(_number(each) >= _FIRST_YEAR for each in words[place + 1 :]):
        return True  # I квартал 2014 года
    return number <= _LAST_DAY and following.kind == "month"


def _is_year_word(word: TimeToken) -> bool:
    return word.kind == "unit" and word.value == Unit.YEAR


def _years(date: list[TimeToken]) -> list[int]:
    return [_number(word) for word in date if _number(word) >= _FIRST_YEAR]


def _value(text: str, date: list[TimeToken]) -> str | None:
    years, last = _years(date), date[-1]
    if years and date[1:] == [last] and last.case == "attributive" and _is_year_word(last):
        return str(years[0])  # 2013 жылғы
    if not years and last.kind == "month":
        # a day or a month of any year
        day = _number(date[0])
        return f"XXXX-{last.value:02}-{day:02}" if day else f"XXXX-{last.value:02}"
    deadline = read_words_of_time(text[date[0].start : last.end])
    return deadline.edtf if not deadline.findings else None
