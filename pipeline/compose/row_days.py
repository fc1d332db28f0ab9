"""The days by which an edition's rows are read, and the days that follow from others.

The same letters are other bodies in other years. A row is read as of the day of the last amending act known
to have touched it, else of the stage's first day or the act's, whichever is later, but no later than the
edition's: nobody prints the name of a body that is not there yet.

Some deadlines wait for an event which the same edition dates elsewhere: `«…» Заңы қабылданғаннан кейін бір ай
мерзімде` names a law; another measure names the same law with its day. The day that follows is derived, and
published apart from what is printed.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import regex as re

from pipeline.normalise.acts.act_references import ActReference, find_act_references
from pipeline.stations.plan import Entry

_TITLE = re.compile(r"«(?P<title>.+)»")
_SPAN = re.compile(r"P(?P<count>\d{1,4})(?P<unit>[YMWD])")
_NOT_LETTERS = re.compile(r"[^\p{L}\d]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDays:
    """The act's day, the edition's, and the day of the last act that touched a measure, by its key."""

    act: dt.date
    edition: dt.date
    touched: Mapping[str, dt.date]

    def of(self, entry: Entry) -> dt.date:
        """The day as of which the entry's bodies are read."""
        known = self.touched.get(entry.key) or (entry.parent_key and self.touched.get(entry.parent_key))
        if known:
            return known
        day = self.act
        if entry.stage and entry.stage.first_year:
            day = max(day, dt.date(entry.stage.first_year, 1, 1))
        return min(day, max(self.edition, self.act))


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedAct:
    """An act that a text of the edition names with its day: its title's letters, day, and the words."""

    title_letters: str
    date: dt.date
    words: str


def dated_acts(texts: Iterable[str]) -> tuple[DatedAct, ...]:
    """The acts that these texts name by title and by day."""
    return tuple(
        DatedAct(
            title_letters=_letters(reference.title_text),
            date=reference.date,
            words=text[_start(reference) : reference.end],
        )
        for text in texts
        if "«" in text
        for reference in find_act_references(text)
        if reference.title_text and reference.date
    )


def _start(reference: ActReference) -> int:
    """Where the words that name an act begin: its title may stand before its body."""
    title = reference.title_start
    return reference.start if title is None else min(reference.start, title)


def derive_end(
    event_text: str | None, offset: str | None, acts: Sequence[DatedAct]
) -> tuple[dt.date, str] | None:
    """The last day of a deadline whose event is dated elsewhere, and the words that date it.

    `offset` is the ISO 8601 duration after the event, in years, months, weeks or days.
    """
    title = _TITLE.search(event_text or "")
    span = _SPAN.fullmatch(offset or "")
    if title is None or span is None:
        return None
    named = [act for act in acts if act.title_letters == _letters(title["title"])]
    if len({act.date for act in named}) != 1:
        return None
    return _after(named[0].date, int(span["count"]), span["unit"]), named[0].words


def _after(day: dt.date, count: int, unit: str) -> dt.date:
    if unit in "DW":
        return day + dt.timedelta(days=count * (7 if unit == "W" else 1))
    months = day.month - 1 + count * (12 if unit == "Y" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _letters(title: str) -> str:
    return _NOT_LETTERS.sub("", title.lower())
