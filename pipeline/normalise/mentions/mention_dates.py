"""Days, months and years named in running text, with their value in EDTF.

A year may hang on the words after it (`2015 жылға дейінгі` is before 2015) or be one of two ends (`2013 -
2020 жылдарға`); ordinals and counts of days beside them (`екінші кезең`, `он күн`) are words of time but no
date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.normalise.deadlines.deadline_cell import parse_deadline
from pipeline.normalise.duties.time_runs import TimeWord, time_runs
from pipeline.registry.calendar import UNITS

_JOINTS = frozenset({"", "-", "–", "—"})
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_LAST_DAY = 31
_YEAR = UNITS.index("year")
# words of time that may close a date
_CLOSING = frozenset({"month", "unit", "half", "until", "from", "end"})
_SHORT = frozenset({"ж", "жж"})  # short forms of "year" that end in a dot
_LONGEST = 12  # words of one date


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSpan:
    """A date in a text: where it stands, and its value in EDTF, null where the words do not tell it."""

    start: int
    end: int
    edtf: str | None


# a measure's text is asked for what it names, and for words of other columns
@lru_cache(maxsize=1024)
def find_date_spans(text: str) -> tuple[DateSpan, ...]:
    """The dates of a text, in order; a day without a year is `XXXX-01-15`."""
    return tuple(_date_spans(text))


def _date_spans(text: str) -> Iterator[DateSpan]:
    for run in time_runs(text, joints=_JOINTS):
        if all(word.lexeme is None and word.number is not None for word in run):
            continue  # bare numbers
        for words in _pieces(run):
            first = next((place for place in range(len(words)) if _begins(words, place)), None)
            if first is None:
                continue
            last = len(words) - 1
            while last > first and not _closes(words[last]):
                last -= 1
            date = words[first : last + 1][:_LONGEST]
            if not _years(date) and (date[0].number or date[0].lexeme):
                months = (place for place, word in enumerate(date) if _kind(word) == "month")
                date = date[: next(months, 0) + 1]
            end = date[-1].end + text.startswith(".", date[-1].end) * (date[-1].text.lower() in _SHORT)
            yield DateSpan(start=date[0].start, end=end, edtf=_value(text, date))


def _pieces(run: list[TimeWord]) -> Iterator[list[TimeWord]]:
    """A run cut where a conjunction joins two dates."""
    piece: list[TimeWord] = []
    for place, word in enumerate(run):
        between_years = piece and all(
            (each.number or 0) >= _FIRST_YEAR for each in (piece[-1], *run[place + 1 : place + 2])
        )
        if _kind(word) == "and" and not between_years:
            yield piece
            piece = []
        else:
            piece.append(word)
    yield piece


def _kind(word: TimeWord) -> str:
    return word.lexeme.kind if word.lexeme else ""


def _begins(words: list[TimeWord], place: int) -> bool:
    """Whether a date begins at a word: a year, a full date in figures, a day or its month."""
    word = words[place]
    following = next((word for word in words[place + 1 :] if _kind(word) != "and"), None)
    if word.number is None:
        return word.lexeme is None or word.lexeme.kind == "month"
    if _FIRST_YEAR <= word.number <= _LAST_YEAR and not word.lexeme:
        is_range = following is not None and following.number is not None and following.number > word.number
        return following is not None and (is_range or _is_year_word(following) or _kind(following) == "month")
    return 0 < word.number <= _LAST_DAY and following is not None and _kind(following) == "month"


def _is_year_word(word: TimeWord) -> bool:
    return (
        word.number is None
        and _kind(word) == "unit"
        and word.lexeme is not None
        and word.lexeme.value == _YEAR
    )


_YEAR_AND_ITS_WORD = 2  # 2013 жылғы


def _closes(word: TimeWord) -> bool:
    return _kind(word) in _CLOSING or (word.lexeme is None and word.number is None)


def _years(date: list[TimeWord]) -> list[int]:
    return [word.number for word in date if word.number and word.number >= _FIRST_YEAR]


def _value(text: str, date: list[TimeWord]) -> str | None:
    years = _years(date)
    if len(date) == _YEAR_AND_ITS_WORD and years and _is_year_word(date[1]) and date[1].lexeme:
        if date[1].lexeme.case == "attributive":
            return str(years[0])
    elif not years and _kind(date[-1]) == "month" and date[-1].lexeme:
        # a day or a month of any year
        month = f"XXXX-{date[-1].lexeme.value:02}"
        return f"{month}-{date[0].number:02}" if date[0].number else month
    deadline = parse_deadline(text[date[0].start : date[-1].end])
    return deadline.edtf if not deadline.findings else None
