"""When a duty recurs: the words of time inside a paragraph's sentence, and the rule that they state.

`жыл сайын 15 қаңтарға және 15 шілдеге қарай` stands in the middle of a sentence whose other words are no
time; days that differ (`15 қаңтарға және 1 шілдеге`) are two rules, since one of RFC 5545 would pair each
day with each month.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.normalise.deadlines.deadline_cell import Deadline, parse_deadline
from pipeline.normalise.deadlines.time_words import TimeToken, time_runs
from pipeline.normalise.text.letters import DASHES
from pipeline.registry.calendar import load_calendar

# what makes words of time a recurrence
_RECURRING = frozenset({"each", "every", "times", "results", "daily"})
_JOINTS = frozenset({"", ",", "(", ":", *DASHES})
_LONGEST = 300  # characters of one recurrence

_DAY_AND_MONTH = re.compile(r"(?P<day>\d{1,2})\s+(?P<month>[^\W\d_]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """Words that say when something recurs.

    Attributes:
        start: code point offset of their first character.
        end: offset after the last.
        rules: RFC 5545 recurrence rules, one a row; empty where the words were not understood.
        unread: whether the words say more than the rules: years, an event, a rhythm that begins later.
    """

    start: int
    end: int
    rules: tuple[str, ...]
    unread: bool = False


def find_times(text: str) -> tuple[list[Recurrence], list[int]]:
    """The words of recurrence in a text, in order, and where dates without one stand.

    Days and months alone may belong to a recurrence elsewhere.
    """
    found: list[Recurrence] = []
    alone: list[int] = []
    for run in time_runs(text, joints=_JOINTS):
        named = [token.kind for token in run]
        if not _RECURRING.isdisjoint(named):
            found.append(_recurrence(text, run, named))
        elif "month" in named:
            alone.append(run[0].start)
    return found, alone


def _recurrence(text: str, run: list[TimeToken], named: list[str]) -> Recurrence:
    first = next((place for place, kind in enumerate(named) if kind not in {"and", "by"}), 0)
    last = next(place for place in range(len(run) - 1, -1, -1) if named[place] != "and")
    start, end = run[first].start, run[last].end
    words = text[start:end]
    read = parse_deadline(words) if len(words) <= _LONGEST else Deadline()
    more = read.edtf or read.event_text or read.offset or read.findings
    unread = bool(more) and read.rrule is not None
    return Recurrence(start=start, end=end, rules=_rules(words, read.rrule), unread=unread)


def _rules(words: str, rule: str | None) -> tuple[str, ...]:
    """The rule of the words, as one for each day where the days differ."""
    if rule is None:
        return ()
    months = load_calendar().words
    days = [
        (int(match["day"]), word.value)
        for match in _DAY_AND_MONTH.finditer(words)
        if (word := months.get(match["month"].lower())) and word.kind == "month"
    ]
    if len({day for day, _ in days}) > 1:
        return tuple(f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}" for day, month in days)
    return (rule,)
