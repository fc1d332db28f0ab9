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
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One recurring duty; the fields are columns of the table `reporting_duties`.

    Attributes:
        text: the whole sentence, or the list item, that lays the duty down.
        duty_bearer_text: the printed words for who must report, null with a finding.
        recipient_text: the printed words for who receives, in their printed case, null with a finding.
        rrule: RFC 5545, null with a finding.
        findings: what was not understood.
        account: where the words of the whole paragraph went, in offsets of the text as given.
    """

    text: str
    duty_bearer_text: str | None = None
    recipient_text: str | None = None
    rrule: str | None = None
    findings: tuple[Remark, ...] = ()
    account: tuple[Claim, ...] = field(default=(), compare=False)


@by_language()
def _imperative() -> re.Pattern[str]:
    """Етсін, берсін."""
    return re.compile(rf"\b\w{{2,}}(?:{'|'.join(duty_words().imperative_endings)})\b", re.IGNORECASE)


# the end of a sentence or of a list item; not the dots of initials
_CLAUSE_END = re.compile(r"(?<=[\w)»])(?:;|(?<=\w\w)\.)\s+(?=[\dA-ZА-ЯЁӘҒҚҢӨҰҮҺІ«])|;\s+")


def parse_duties(paragraph_text: str) -> list[Duty]:
    """The recurring duties of a paragraph, in printed order; none where nothing recurs.

    Args:
        paragraph_text: a numbered paragraph of the act, with or without its number.
    """
    given = cleaned(paragraph_text)
    text = in_cyrillic(given.text)
    lead_end = text.find(":")
    duties: list[Duty] = []
    claims: list[Claim] = []
    start = 0
    lead = (0, lead_end) if lead_end >= 0 else None
    for end in [*(match.end() for match in _CLAUSE_END.finditer(text)), len(text)]:
        in_list = 0 <= lead_end < start
        begin = start if in_list or lead_end < 0 else text.find(":", start, end) + 1 or end
        clause = trimmed(text, begin, end, " \t\r\n")
        duties += _clause_duties(text, clause, lead, claims)
        start = end
        if len(duties) > _MOST_DUTIES:
            duties = [*duties[:_MOST_DUTIES], _too_many(text[clause[0] : clause[1]])]
            break
    # what is no duty stands in the paragraph's own row
    claims.append(claimed(0, len(text), "paragraph_text"))
    account = as_printed(claims, given)
    return [replace(duty, account=account) for duty in duties]


def _too_many(clause: str) -> Duty:
    remark = Remark(
        code="duty_incomplete", message=f"More than {_MOST_DUTIES} duties: the rest were not read."
    )
    return Duty(text=clause, findings=(remark,))


def _clause_duties(text: str, clause: Span, lead: Span | None, claims: list[Claim]) -> list[Duty]:
    """The duties of a clause; adds to the claims where its words went."""
    first, last = clause
    words = text[first:last]
    duties: list[Duty] = []
    commands = [command.span() for command in _imperative().finditer(text, first, last)]
    if not commands:
        return []
    recurrences, alone = find_times(words)
    for found in recurrences:
        when = replace(found, start=found.start + first, end=found.end + first)
        parties = find_parties(text, clause, lead, commands, (when.start, when.end))
        if parties is None:
            continue
        (since, until), bearer, recipient = parties
        if any(since <= first + start < until for start in alone):
            when = replace(when, unread=True)
        is_read = bool(when.rules) and not when.unread
        spans = {"duty_bearer_text": bearer, "recipient_text": recipient}
        claims += [claimed(span[0], max(span), into) for into, span in spans.items() if span]
        into, fate = ("rrule", Fate.VALUE) if is_read else ("duty_incomplete", Fate.REPORTED)
        claims += [claimed(when.start, when.end, into, fate), claimed(first, max(clause), "text")]
        duty = Duty(
            text=words,
            duty_bearer_text=text[slice(*bearer)] if bearer else None,
            recipient_text=text[slice(*recipient)] if recipient else None,
            findings=tuple(_lacks(bearer, recipient, when, text, until)),
        )
        duties += [replace(duty, rrule=rule) for rule in when.rules or (None,)]
    return duties


def _lacks(
    bearer: Span | None, recipient: Span | None, when: Recurrence, text: str, until: int
) -> Iterator[Remark]:
    """What a duty lacks, and what its rule does not say."""
    found = {"bearer": bearer, "recipient": recipient, "recurrence": when.rules}
    missing = ", ".join(name for name, value in found.items() if not value)
    if missing:
        times = text[when.start : when.end]
        message = f"The {missing} of a recurring duty was not understood: «{times}»."
        yield Remark(code="duty_incomplete", message=message)
    if when.unread:
        times = text[when.start : until].strip()
        message = f"The rule of a recurring duty does not say all of «{times}»."
        yield Remark(code="duty_incomplete", message=message)


# what makes words of time a recurrence
_RECURRING = frozenset({"each", "every", "times", "results", "outcome", "adverb"})
# a preposition at the end is of the word behind it
_NEVER_LAST = frozenset({"and", "inside", "since", "before", "up_to", "tie"})
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
    last = next(place for place in range(len(run) - 1, -1, -1) if named[place] not in _NEVER_LAST)
    start, end = run[first].start, run[last].end
    words = text[start:end]
    read = read_words_of_time(words) if len(words) <= _LONGEST else Deadline()
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
