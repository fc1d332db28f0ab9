"""Duties to report that an act's own paragraphs lay down: who, to whom, how often.

A paragraph is one long sentence with several commands (`… қамтамасыз етсін және жыл сайын 15 қаңтарға …
ақпарат берсін`): the bearer stands at its head, far from the words of time, and may itself hold a dative
(`Президентіне бағынатын … органдардың … басшылары`) that is no recipient. Printed words are given in their
printed case.

The words of time stand in the middle of a sentence whose other words are no time; days that differ (`15
қаңтарға және 1 шілдеге`) are two rules, since one of RFC 5545 would pair each day with each month.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pipeline.normalise.deadlines.deadline_cell import Deadline, read_words_of_time
from pipeline.normalise.deadlines.time_words import TimeToken, time_runs
from pipeline.normalise.duties.duty_parties import Span, find_parties, trimmed
from pipeline.normalise.text.account import Claim, Fate, as_printed, claimed
from pipeline.normalise.text.letters import DASHES, cleaned, in_cyrillic
from pipeline.registry.act_words import duty_words
from pipeline.registry.calendar import load_calendar
from pipeline.registry.finding_kinds import Remark
from pipeline.registry.loading import by_language

_MOST_DUTIES = 20  # of one paragraph; more is no paragraph of an act
# the end of a sentence or of a list item; not the dots of initials
_CLAUSE_END = re.compile(r"(?<=[\w)»])(?:;|(?<=\w\w)\.)\s+(?=[\dA-ZА-ЯЁӘҒҚҢӨҰҮҺІ«])|;\s+")
# what makes words of time a recurrence
_RECURRING = frozenset({"each", "every", "times", "results", "outcome", "adverb"})
# a preposition at the end is of the word behind it
_NEVER_LAST = frozenset({"and", "inside", "since", "before", "up_to", "tie"})
_JOINTS = frozenset({"", ",", "(", ":", *DASHES})
_LONGEST = 300  # characters of one recurrence
_DAY_AND_MONTH = re.compile(r"(?P<day>\d{1,2})\s+(?P<month>[^\W\d_]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One recurring duty; the fields are columns of the table `reporting_duties`.

    `text` is the whole sentence or list item; what was not understood of it is null, with a finding.
    `account` says where the words of the whole paragraph went, in offsets of the text as given.
    """

    text: str
    duty_bearer_text: str | None = None
    recipient_text: str | None = None
    rrule: str | None = None
    findings: tuple[Remark, ...] = ()
    account: tuple[Claim, ...] = field(default=(), compare=False)


class _Recurrence(NamedTuple):
    """Words that say when something recurs, and their rules of RFC 5545; no rules if not understood.

    `unread` says that the words say more than the rules: years, an event, a rhythm that begins later.
    """

    start: int
    end: int
    rules: tuple[str, ...]
    unread: bool


def parse_duties(paragraph_text: str) -> list[Duty]:
    """The recurring duties of a paragraph of the act, in printed order; none where nothing recurs."""
    given = cleaned(paragraph_text)
    text = in_cyrillic(given.text)
    lead_end = text.find(":")
    lead = (0, lead_end) if lead_end >= 0 else None
    duties: list[Duty] = []
    claims: list[Claim] = []
    start = 0
    for end in [*(match.end() for match in _CLAUSE_END.finditer(text)), len(text)]:
        begin = (text.find(":", start, end) + 1 or end) if start <= lead_end else start
        clause = trimmed(text, begin, end, " \t\r\n")
        duties += _clause_duties(text, clause, lead, claims)
        start = end
        if len(duties) > _MOST_DUTIES:
            rest = _incomplete(f"More than {_MOST_DUTIES} duties: the rest were not read.")
            duties = [*duties[:_MOST_DUTIES], Duty(text=text[slice(*clause)], findings=(rest,))]
            break
    # what is no duty stands in the paragraph's own row
    claims.append(claimed(0, len(text), "paragraph_text"))
    account = as_printed(claims, given)
    return [replace(duty, account=account) for duty in duties]


@by_language()
def _imperative() -> re.Pattern[str]:
    """Етсін, берсін."""
    return re.compile(rf"\b\w{{2,}}(?:{'|'.join(duty_words().imperative_endings)})\b", re.IGNORECASE)


def _incomplete(message: str) -> Remark:
    return Remark(code="duty_incomplete", message=message)


def _clause_duties(text: str, clause: Span, lead: Span | None, claims: list[Claim]) -> list[Duty]:
    """The duties of a clause; adds to the claims where its words went."""
    commands = [command.span() for command in _imperative().finditer(text, *clause)]
    recurrences: list[_Recurrence] = []
    alone: list[int] = []
    for run in time_runs(text[slice(*clause)], joints=_JOINTS) if commands else ():
        kinds = [token.kind for token in run]
        if not _RECURRING.isdisjoint(kinds):
            recurrences.append(_recurrence(text, clause[0], run, kinds))
        elif "month" in kinds:
            # days and months alone may belong to a recurrence elsewhere
            alone.append(clause[0] + run[0].start)
    duties: list[Duty] = []
    for when in recurrences:
        parties = find_parties(text, clause, lead, commands, (when.start, when.end))
        if parties is None:
            continue
        since, until = parties.stretch
        unread = when.unread or any(since <= start < until for start in alone)
        spans = {"duty_bearer_text": parties.bearer, "recipient_text": parties.recipient}
        claims += [claimed(*span, into) for into, span in spans.items() if span]
        is_read = bool(when.rules) and not unread
        into, fate = ("rrule", Fate.VALUE) if is_read else ("duty_incomplete", Fate.REPORTED)
        claims += [claimed(when.start, when.end, into, fate), claimed(*clause, "text")]
        found = {"bearer": parties.bearer, "recipient": parties.recipient, "recurrence": when.rules}
        missing = ", ".join(name for name, value in found.items() if not value)
        findings = []
        if missing:
            times = text[when.start : when.end]
            findings.append(_incomplete(f"The {missing} of a recurring duty was not understood: «{times}»."))
        if unread:
            times = text[when.start : until].strip()
            findings.append(_incomplete(f"The rule of a recurring duty does not say all of «{times}»."))
        bearer, recipient = (text[slice(*span)] if span else None for span in spans.values())
        duty = Duty(
            text=text[slice(*clause)],
            duty_bearer_text=bearer,
            recipient_text=recipient,
            findings=tuple(findings),
        )
        duties += [replace(duty, rrule=rule) for rule in when.rules or (None,)]
    return duties


def _recurrence(text: str, offset: int, run: Sequence[TimeToken], kinds: Sequence[str]) -> _Recurrence:
    """The recurrence that a run of words of time says; the run's offsets are from the clause's."""
    first = next((place for place, kind in enumerate(kinds) if kind not in {"and", "by"}), 0)
    last = next(place for place in range(len(run) - 1, -1, -1) if kinds[place] not in _NEVER_LAST)
    start, end = offset + run[first].start, offset + run[last].end
    words = text[start:end]
    read = read_words_of_time(words) if len(words) <= _LONGEST else Deadline()
    if read.rrule is None:
        return _Recurrence(start, end, (), unread=False)
    months = load_calendar().words
    days = [
        (int(match["day"]), word.value)
        for match in _DAY_AND_MONTH.finditer(words)
        if (word := months.get(match["month"].lower())) and word.kind == "month"
    ]
    rules: tuple[str, ...] = (read.rrule,)
    if len({day for day, _ in days}) > 1:
        rules = tuple(f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}" for day, month in days)
    return _Recurrence(start, end, rules, bool(read.edtf or read.event_text or read.offset or read.findings))
