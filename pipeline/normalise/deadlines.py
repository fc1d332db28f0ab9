"""Reads the printed deadline of a measure: `2013 жылғы 1-тоқсан`, `жыл сайын наурыз`.

The trouble: a deadline is a day, a quarter, a range, a recurrence, or hangs on an event that has no date yet;
a plan prints each in a dozen ways, and a wrong reading would look as good as a right one. So every word must
be accounted for: what is not understood is named in a remark, and nothing is filled in that is not printed.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.findings import Remark
from pipeline.normalise.deadline_dates import read_dates
from pipeline.normalise.deadline_events import Event, take_event
from pipeline.normalise.deadline_phrases import Recurrence, Span, take_recurrences, take_spans
from pipeline.normalise.deadline_points import Stretch
from pipeline.normalise.deadline_rule_text import rule_in_kazakh
from pipeline.normalise.deadline_rules import rule_for
from pipeline.normalise.deadline_stretches import Dates
from pipeline.normalise.deadline_text import dates_in_kazakh, span_in_kazakh
from pipeline.normalise.deadline_tokens import Token, tokenise
from pipeline.normalise.text.letters import clean
from pipeline.reference.calendar import load_calendar

# the longest deadlines, which quote the title of a law, have some 500 characters
_LONGEST_TEXT = 1500
# and some sixty words and signs outside of the title
_MOST_TOKENS = 300
_QUOTED_IN_MESSAGE = 120
_PUNCTUATION = ("dash", "stop", "comma", "bracket")

_MISSING = Remark(code="deadline_missing", message="No deadline is printed.")
_ONGOING = Remark(
    code="deadline_ongoing", message="The measure goes on without end: no day and no rhythm is set."
)
_WORKING_DAYS = Remark(
    code="deadline_working_days",
    message="The span counts working days; ISO 8601 has only calendar days for it.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """What a printed deadline says. The fields are the contract's columns without `deadline_`.

    Attributes:
        edtf: ISO 8601-2: a point, an interval, an open interval (`../2017-12` for "until"), or a set in
            braces for a list (`{2016-03,2016-09}`). A quarter within an interval or a set is written by its
            months.
        start, end: first and last day, both inclusive; null where that end is open or only a recurrence or an
            event is given. A recurrence within a range keeps the range here, and its rule has no UNTIL.
        precision: day, month, quarter, half_year, year or interval: of an open interval and of a list, that
            of the named times, `interval` where they differ.
        rrule: RFC 5545.
        event_text: the event in the printed words up to and with the word that ties the deadline to it
            (`кейін`, `бастап`), without the span; or the condition (`келісу бойынша`).
        offset: ISO 8601 duration from the event; from the act itself, presumably, where no event is printed.
        findings: what was not understood, or not in full. `тұрақты` ("constantly") has neither date nor
            rhythm: all values are null and the remark `deadline_ongoing` says so.
    """

    edtf: str | None = None
    start: datetime.date | None = None
    end: datetime.date | None = None
    precision: str | None = None
    rrule: str | None = None
    event_text: str | None = None
    offset: str | None = None
    findings: tuple[Remark, ...] = ()

    def to_kazakh(self) -> str:
        """The value in Kazakh words, which `parse_deadline` reads as it; what was not understood is lost."""
        parts = [load_calendar().render["ongoing"]] if _ONGOING in self.findings else []
        span = span_in_kazakh(self.offset, working=_WORKING_DAYS in self.findings) if self.offset else ""
        parts.append(" ".join(part for part in (self.event_text, span) if part))
        if self.edtf:
            parts.append(dates_in_kazakh(self.edtf, self.precision, until=self.start is None))
        if self.rrule:
            parts.append(rule_in_kazakh(self.rrule))
        return ", ".join(part for part in parts if part)


def parse_deadline(text: str | None) -> Deadline:
    """Reads a deadline. Total: any text gives a value, a remark, or both, and never an exception.

    Args:
        text: the words as printed, on one line or several.
    """
    line = clean(text)
    if len(line) > _LONGEST_TEXT:
        return Deadline(findings=(_not_understood(line),))
    return _read(line)


# a plan prints the same deadline in row after row
@lru_cache(maxsize=1024)
def _read(line: str) -> Deadline:
    tokens = tokenise(line)
    if all(token.kind in _PUNCTUATION for token in tokens):
        return Deadline(findings=(_MISSING,))
    if len(tokens) > _MOST_TOKENS:
        return Deadline(findings=(_not_understood(line),))
    event = take_event(tokens, line)
    spans, rest = take_spans(event.rest)
    recurrences, rest = take_recurrences(rest)
    return _assembled(event, spans, recurrences, read_dates(rest), line)


def _assembled(
    event: Event, spans: list[Span], recurrences: list[Recurrence], dates: Dates, line: str
) -> Deadline:
    """The value from its parts, with a remark on whatever does not fit."""
    findings: list[Remark] = [_ONGOING] if event.ongoing else []
    leftover = list(dates.leftover)
    dated = [stretch for stretch in dates.stretches if stretch.first.year and stretch.last.year]
    undated = [stretch for stretch in dates.stretches if not (stretch.first.year and stretch.last.year)]
    if leftover and dates.bare_years and any(token.kind == "unknown" for token in leftover):
        # a lone number among unknown words need not be a year
        dated = []
    rule = None
    if recurrences:
        rule, whole = rule_for(recurrences[0], undated, dates.ends, following=event.following)
        if not whole or any(other != recurrences[0] for other in recurrences):
            findings.append(_not_understood(line, "no one rule says all of"))
    elif undated or dates.ends or event.following:
        findings.append(_not_understood(line, "no year is printed in"))
    if leftover:
        findings.append(_not_understood(_words(leftover)))
    if len(spans) > 1:
        findings.append(_not_understood(line, "several spans of time in"))
    span = spans[0] if spans else None
    if span is not None and span.working:
        findings.append(_WORKING_DAYS)
    trouble = next((found for stretch in dated if (found := stretch.trouble())), None)
    if trouble:
        findings.append(Remark(code=trouble, message=f"No such time can be: «{_short(line)}»."))
        dated = []
    return _dated(
        dated,
        rrule=rule,
        event_text=event.text,
        offset=span.offset if span else None,
        findings=findings,
        line=line,
    )


def _dated(
    dated: list[Stretch],
    *,
    rrule: str | None,
    event_text: str | None,
    offset: str | None,
    findings: list[Remark],
    line: str,
) -> Deadline:
    edtf, start, end, precision = _bounds(dated)
    if not (edtf or rrule or event_text or offset or findings):
        findings.append(_not_understood(line))
    return Deadline(
        edtf=edtf,
        start=start,
        end=end,
        precision=precision,
        rrule=rrule,
        event_text=event_text,
        offset=offset,
        findings=tuple(dict.fromkeys(findings)),
    )


def _bounds(
    dated: list[Stretch],
) -> tuple[str | None, datetime.date | None, datetime.date | None, str | None]:
    """EDTF, first day, last day and precision of the named times together."""
    if not dated:
        return None, None, None, None
    ordered = sorted(_each_once(dated), key=lambda stretch: (stretch.first.first_day, stretch.last.last_day))
    first_day, last_day = ordered[0].first.first_day, max(stretch.last.last_day for stretch in ordered)
    bounds = {stretch.bound for stretch in ordered}
    start = None if "until" in bounds else first_day
    end = None if "from" in bounds else last_day
    precisions = {stretch.precision for stretch in ordered}
    precision = precisions.pop() if len(precisions) == 1 else "interval"
    if len(ordered) == 1:
        return ordered[0].edtf, start, end, precision
    members = list(dict.fromkeys(stretch.member for stretch in ordered))
    if precision == "interval" and any(".." in member for member in members):
        start = first_day  # one of several unlike times names its beginning
    if start is end is None:
        start, end = first_day, last_day  # some name their beginning, others their end
    return f"{{{','.join(members)}}}", start, end, precision


def _each_once(dated: list[Stretch]) -> list[Stretch]:
    """The times, each once: of a time named plainly and as a beginning or an end, what says more."""
    by_member: dict[str, Stretch] = {}
    for stretch in dated:
        known = by_member.setdefault(stretch.member, stretch)
        if known.bound != stretch.bound:
            bound = "" if known.bound and stretch.bound else known.bound or stretch.bound
            by_member[stretch.member] = replace(known, bound=bound)
    return list(by_member.values())


def _words(tokens: list[Token]) -> str:
    return " ".join(token.text for token in tokens)


def _short(words: str) -> str:
    return words if len(words) <= _QUOTED_IN_MESSAGE else f"{words[:_QUOTED_IN_MESSAGE]}…"


def _not_understood(words: str, what: str = "not understood:") -> Remark:
    return Remark(code="deadline_not_understood", message=f"Deadline: {what} «{_short(words)}».")
