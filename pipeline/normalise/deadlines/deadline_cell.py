"""Reads the printed deadline of a measure: `2013 жылғы 1-тоқсан`, `жыл сайын наурыз`.

The trouble: a deadline is a day, a quarter, a range, a recurrence, or hangs on an event that has no date yet;
a plan prints each in a dozen ways, and a wrong reading would look as good as a right one. So every word must
be accounted for: where one is not understood a remark names it and no value is given, and nothing is filled
in that is not printed.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.normalise.deadlines.awaited_events import take_event
from pipeline.normalise.deadlines.intervals import NamedTimes
from pipeline.normalise.deadlines.named_times import read_dates
from pipeline.normalise.deadlines.points import Stretch
from pipeline.normalise.deadlines.rhythms import Period, Recurrence, Span, take_recurrences, take_spans
from pipeline.normalise.deadlines.rrule import rule_for
from pipeline.normalise.deadlines.time_words import TimeToken, kinds_of, time_tokens, wording_of
from pipeline.normalise.text.account import Claim, Fate, as_printed, claimed, settled
from pipeline.normalise.text.letters import cleaned
from pipeline.normalise.text.printed_dates import find_dates
from pipeline.normalise.text.wording import unusual
from pipeline.registry.finding_kinds import Remark
from pipeline.registry.loading import by_language

# the longest deadlines, which quote the title of a law, have some 500 characters
_LONGEST_TEXT = 1500
# and some sixty words and signs outside of the title
_MOST_TOKENS = 300
# what a message quotes of a text that is no deadline; of a deadline it quotes all, numbers above all
_QUOTED_OF_LONGER = 120
# a rhythm that has no room for a second time is none
_FEWEST_TIMES = 2
_FEWEST_DAYS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 28, "YEARLY": 365}
_PUNCTUATION = frozenset("-.,(")
_MONTHLY = Recurrence(frequency="MONTHLY", interval=1)
_MISSING = Remark(code="deadline_missing", message="No deadline is printed.")
_ONGOING = Remark(
    code="deadline_ongoing", message="The measure goes on without end: no day and no rhythm is set."
)
_RUNS_ON = Remark(
    code="deadline_runs_on",
    message="The rhythm goes on after the times that are named; no last day is printed.",
)
_WORKING_DAYS = Remark(
    code="deadline_working_days",
    message="The span counts working days; ISO 8601 has only calendar days for it.",
)
# where the words that were taken out went
_COLUMNS = {
    "span": "deadline_offset", "rhythm": "deadline_rrule", "thereafter": "deadline_rrule",
    "event": "deadline_event_text", "ongoing": _ONGOING.code,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """What a printed deadline says. The fields are the contract's columns without `deadline_`.

    Attributes:
        edtf: ISO 8601-2: a point, an interval, an open interval (`../2017-12` for "until"), or a set in
            braces for a list (`{2016-03,2016-09}`). A quarter within an interval or a set is written by its
            months.
        start, end: first and last day, both inclusive; null where that end is open or only a recurrence or an
            event is given. A recurrence within a range keeps the range here, and its rule has no UNTIL; one
            that goes on after the named times (`2014 жылғы наурыз, одан әрі жыл сайын`) has no end.
            `2014 жылға дейін` is over when 2014 begins, as a lawyer reads it, and ends on the last day of
            2013; `2014 жылғы наурызға дейін` ends on the last day of March, as the Government's plans mean
            it; `2014 жылдан 2016 жылға дейін` is a range and includes 2016.
        precision: day, month, quarter, half_year, year or interval: of an open interval and of a list, that
            of the named times, `interval` where they differ.
        rrule: RFC 5545.
        event_text: the event in the printed words up to and with the word that ties the deadline to it
            (`кейін`, `бастап`), without the span; or the condition (`келісу бойынша`).
        offset: ISO 8601 duration from the event; from the first day where the deadline begins with
            one (`1 шілдеден бастап бір ай ішінде`); else from the act itself, presumably.
        findings: what was not understood: then all values are null, since a word that was not understood
            may change any of them. `тұрақты` ("constantly") has neither date nor rhythm, and the remark
            `deadline_ongoing` says so.
        account: where each word went; offsets in code points into the text as given.
    """

    edtf: str | None = None
    start: datetime.date | None = None
    end: datetime.date | None = None
    precision: str | None = None
    rrule: str | None = None
    event_text: str | None = None
    offset: str | None = None
    findings: tuple[Remark, ...] = ()
    account: tuple[Claim, ...] = field(default=(), compare=False)


def parse_deadline(text: str | None) -> Deadline:
    """Reads a deadline, printed on one line or several.

    Total: any text gives a value, a remark, or both, and never an exception.
    """
    read = read_words_of_time(text)
    return read if read.findings else replace(read, findings=_unusual(cleaned(text).text))


@by_language(maxsize=1024)
def _unusual(line: str) -> tuple[Remark, ...]:
    return unusual("deadlines", wording_of(time_tokens(line)), line)


def read_words_of_time(text: str | None) -> Deadline:
    """Reads words of running text as a deadline is read; only cells are worded as reviewed cells are."""
    line = cleaned(text)
    if len(line.text) > _LONGEST_TEXT:
        return _withheld(text or "", _not_understood(line.text))
    read = _read(line.text)
    return read if line.origins is None else replace(read, account=as_printed(read.account, line))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What was found in a deadline: its tokens, what was taken out as one each, and the named times."""

    line: str
    tokens: list[TimeToken]
    dates: NamedTimes

    def has(self, kind: str) -> bool:
        return any(token.kind == kind for token in self.tokens)

    @property
    def event_text(self) -> str | None:
        found = next((token for token in self.tokens if token.kind == "event"), None)
        return self.line[found.start : found.end].strip(" ,;.-–—") if found else None

    @property
    def spans(self) -> list[Span]:
        return [token.meaning for token in self.tokens if isinstance(token.meaning, Span)]

    @property
    def period(self) -> Period | None:
        return next((token.meaning for token in self.tokens if isinstance(token.meaning, Period)), None)

    @property
    def recurrences(self) -> list[Recurrence]:
        """Each once; what the words for a period say where no others do."""
        said = [token.meaning for token in self.tokens if isinstance(token.meaning, Recurrence)]
        if not said and self.period and self.period.recurrence:
            said = [self.period.recurrence]
        return list(dict.fromkeys(said))

    @property
    def dated(self) -> list[Stretch]:
        return [stretch for stretch in self.dates.stretches if stretch.is_dated]

    @property
    def undated(self) -> list[Stretch]:
        return [stretch for stretch in self.dates.stretches if not stretch.is_dated]


# a plan prints the same deadline in row after row
@by_language(maxsize=1024)
def _read(line: str) -> Deadline:
    """The value from its parts. What does not fit is reported, and then no value is given at all."""
    tokens = time_tokens(line)
    if set(kinds_of(tokens)) <= _PUNCTUATION:
        return _withheld(line, _MISSING)
    if len(tokens) > _MOST_TOKENS:
        return _withheld(line, _not_understood(line))
    tokens = take_recurrences(take_spans(take_event(tokens)))
    parts = _Parts(line=line, tokens=tokens, dates=read_dates(tokens))
    dated, spans, event_text = parts.dated, parts.spans, parts.event_text
    rule, troubles = _rule(parts)
    troubles += _troubles(parts, rule)
    findings = [_ONGOING] if parts.has("ongoing") else []
    findings += [_WORKING_DAYS] if any(span.working for span in spans) else []
    if troubles:
        return _withheld(line, *troubles, *findings)
    is_frame = not parts.has("thereafter") and _holds_rhythm(dated, parts.recurrences)
    runs_on = bool(rule and dated and not is_frame)
    findings += [_RUNS_ON] if runs_on else []
    account, rest = settled(line, _claims(parts), into="deadline_not_understood")
    if rest:
        return _withheld(line, _withholding(line, rest), *findings)
    if not (dated or rule or event_text or spans or findings):
        return _withheld(line, _not_understood(line))
    edtf, start, end, precision = _bounds(dated)
    return Deadline(
        edtf=edtf,
        start=start,
        end=None if runs_on else end,
        precision=precision,
        rrule=rule,
        event_text=event_text,
        offset=spans[0].offset if spans else None,
        findings=tuple(findings),
        account=account,
    )


def _troubles(parts: _Parts, rule: str | None) -> list[Remark]:
    """Why no value can be given though the rule was read."""
    line, dated, spans = parts.line, parts.dated, parts.spans
    troubles = _ambiguous(parts)
    if parts.dates.leftover:
        troubles.append(_withholding(line, [token.text for token in parts.dates.leftover]))
    possible = [stretch for stretch in dated if not stretch.trouble()]
    lacks_beginning = not parts.event_text and (rule or any(not each.bound for each in dated))
    for is_so, what in (
        (len(spans) > 1, "several spans of time in"),
        # `6 ай ішінде, 2014 жыл`: nothing says from when the months count
        (spans and lacks_beginning, "no beginning is printed for the span in"),
        # `2015 жылғы 1 ақпан, 2016 жылдан бастап жыл сайын`
        (rule and len({each.bound for each in dated}) > 1, "no one column says when the rhythm begins in"),
        (parts.has("thereafter") and not (dated and rule), "no time before, or no rhythm after, in"),
        # `1 наурызға дейін, 1 наурыздан бастап`
        (len({each.member for each in possible}) < len({(each.member, each.bound) for each in possible}),
         "one time is named as two things in"),
    ):  # fmt: skip
        if is_so:
            troubles.append(_not_understood(line, what))
    impossible = next((found for stretch in dated if (found := stretch.trouble())), None)
    if impossible:
        troubles.append(Remark(code=impossible, message=f"No such time can be: «{line}»."))
    return troubles


def _ambiguous(parts: _Parts) -> list[Remark]:
    """Dates whose day and month nobody can tell apart: `2015.06.09`."""
    places = {token.start for token in parts.tokens if token.kind == "date"}
    remarks = (date.remark for date in find_dates(parts.line) if date.start in places)
    return [remark for remark in remarks if remark and remark.candidates]


def _rule(parts: _Parts) -> tuple[str | None, list[Remark]]:
    """The rule of a recurrence, or why there is none though words ask for one."""
    recurrences, period, dates = parts.recurrences, parts.period, parts.dates
    if not recurrences:
        asked = parts.undated or dates.ends or period is not None
        return None, [_not_understood(parts.line, "no year is printed in")] if asked else []
    rule = rule_for(recurrences[0], parts.undated, dates.ends, period) if len(recurrences) == 1 else None
    if dates.of_each_month and period is None and recurrences[0] != _MONTHLY:
        rule = None  # `тоқсан сайын, айдың 10-күні`: of which month of the quarter no word says
    return rule, [] if rule else [_not_understood(parts.line, "no one rule says all of")]


def _holds_rhythm(dated: list[Stretch], recurrences: list[Recurrence]) -> bool:
    """Whether the named times are those in which it recurs: not where the rhythm has no room in them.

    `2014-2016 жылдар, жыл сайын` is within the years; `2014 жылғы наурыз, жыл сайын` goes on after March.
    """
    if not recurrences or not dated or any(stretch.bound for stretch in dated):
        return True
    spreads = [stretch.days for stretch in dated]
    if all(stretch.first.precision == stretch.last.precision == "year" for stretch in dated):
        spreads = [(min(first for first, _ in spreads), max(last for _, last in spreads))]
    days = _FEWEST_DAYS[recurrences[0].frequency] * recurrences[0].interval
    return min((last - first).days for first, last in spreads) + 1 >= _FEWEST_TIMES * days


def _claims(parts: _Parts) -> list[Claim]:
    """Where the words of a deadline that was understood went."""
    dates = "deadline_edtf" if parts.dated else "deadline_rrule"
    claims = [claimed(token.start, token.end, _COLUMNS.get(token.kind, dates)) for token in parts.tokens]
    return [replace(each, fate=Fate.REPORTED) if each.into == _ONGOING.code else each for each in claims]


def _bounds(
    dated: list[Stretch],
) -> tuple[str | None, datetime.date | None, datetime.date | None, str | None]:
    """EDTF, first day, last day and precision of the named times together."""
    if not dated:
        return None, None, None, None
    ordered = sorted(
        {stretch.member: stretch for stretch in reversed(dated)}.values(), key=lambda stretch: stretch.days
    )
    first_day, last_day = ordered[0].days[0], max(stretch.days[1] for stretch in ordered)
    bounds = {stretch.bound for stretch in ordered}
    start = None if "until" in bounds else first_day
    end = None if "from" in bounds else last_day
    precisions = {stretch.precision for stretch in ordered}
    precision = precisions.pop() if len(precisions) == 1 else "interval"
    if len(ordered) == 1:
        return ordered[0].edtf, start, end, precision
    members = [stretch.member for stretch in ordered]
    if precision == "interval" and any(".." in member for member in members):
        start = first_day  # one of several unlike times names its beginning
    if start is end is None:
        start, end = first_day, last_day  # some name their beginning, others their end
    return f"{{{','.join(members)}}}", start, end, precision


def _withheld(text: str, *findings: Remark) -> Deadline:
    """No value at all: the findings report the words, the first one all of them."""
    account, _ = settled(text, [], into=findings[0].code)
    return Deadline(findings=tuple(dict.fromkeys(findings)), account=account)


def _withholding(line: str, words: Sequence[str]) -> Remark:
    quoted = "» «".join(words)
    return _not_understood(line, f"«{quoted}» not understood, so nothing is given for")


def _not_understood(words: str, what: str = "not understood:") -> Remark:
    quoted = words if len(words) <= _LONGEST_TEXT else f"{words[:_QUOTED_OF_LONGER]}…"
    return Remark(code="deadline_not_understood", message=f"Deadline: {what} «{quoted}».")
