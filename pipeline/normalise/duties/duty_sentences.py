"""Duties to report that an act's own paragraphs lay down: who, to whom, how often.

A paragraph is one long sentence with several commands (`… қамтамасыз етсін және жыл сайын 15 қаңтарға …
ақпарат берсін`): the bearer stands at its head, far from the words of time, and may itself hold a dative
(`Президентіне бағынатын … органдардың … басшылары`) that is no recipient. Printed words are given in their
printed case.

The words of time stand in the middle of a sentence whose other words are no time; days that differ (`15
қаңтарға және 1 шілдеге`) are two rules, since one of RFC 5545 would pair each day with each month.

In Kazakh the command closes its clause, and cases say who does what. In a language with prepositions
(`recipient_prepositions`) the bearer opens the clause, before its first command, and the receiver follows a
preposition or stands in the dative.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pipeline.normalise.bodies.find_bodies import find_agencies
from pipeline.normalise.deadlines.deadline_cell import Deadline, read_words_of_time
from pipeline.normalise.deadlines.time_words import TimeToken, time_runs
from pipeline.normalise.text.account import Claim, Fate, as_printed, claimed
from pipeline.normalise.text.letters import DASHES, cleaned, in_cyrillic
from pipeline.registry.act_words import act_words, duty_words
from pipeline.registry.calendar import load_calendar
from pipeline.registry.finding_kinds import Remark
from pipeline.registry.loading import by_language

# a place in a paragraph's clean text, the end exclusive
Span = tuple[int, int]

_MOST_WORDS_OF_RECIPIENT = 12
_LEAST_WORDS_OF_OBJECT = 3
# the words for bodies are found in any year; which body is meant does not matter here
_ANY_DAY = dt.date(2014, 1, 1)
_BRACKET = re.compile(r"\s?\([^()]*\)")
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
        clause = _trimmed(text, begin, end, " \t\r\n")
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
        parties = _find_parties(text, clause, lead, commands, (when.start, when.end))
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


class _Parties(NamedTuple):
    """The stretch of a duty, its bearer and its recipient."""

    stretch: Span
    bearer: Span | None
    recipient: Span | None


def _find_parties(
    text: str, clause: Span, lead: Span | None, commands: Sequence[Span], when: Span
) -> _Parties | None:
    """Who must report to whom at some times, null where nobody is told to.

    `lead` are the words before a list, whose subject its items share; `commands` the verbs of the clause.
    """
    find = _parties_behind if duty_words().recipient_prepositions else _parties_before
    return find(text, clause, lead, commands, when)


def _trimmed(text: str, start: int, end: int, signs: str = " ,") -> Span:
    """A stretch of a text without the signs at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip(signs)), start + len(words.rstrip(signs))


def _parties_before(
    text: str, clause: Span, lead: Span | None, commands: Sequence[Span], when: Span
) -> _Parties | None:
    """The parties before the command that closes its clause."""
    first = clause[0]
    until = next((command[0] for command in commands if command[0] >= when[1]), None)
    if until is None:
        return None
    since = max((command[1] for command in commands if command[1] <= when[0]), default=first)
    # before the words of time, after them, or the subject of an earlier command
    places = [(since, when[0]), (when[1], until), (first, since), *([lead] if lead else [])]
    bearer = next((found for place in places if (found := _subject(text, *place))), None)
    after = bearer[1] if bearer and bearer[0] >= first else first
    places = [(max(when[1], after), until), (max(since, after), when[0])]
    recipient = next((found for place in places if (found := _recipient(text, *place))), None)
    return _Parties((since, until), bearer, recipient)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


@by_language()
def _head_noun(case: str) -> re.Pattern[str]:
    words = duty_words()
    endings = words.nominative_endings if case == "nominative" else words.dative_endings
    nouns = rf"(?:{_any_of(words.head_nouns)})(?:{_any_of(endings)})"
    return re.compile(rf"(?<!\w)(?:[^\W\d_]{{1,20}}-)?{nouns}(?![\w-])", re.IGNORECASE)


@by_language()
def _introduction() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(duty_words().introductions)})\b,?\s*", re.IGNORECASE)


@by_language()
def _item() -> re.Pattern[str]:
    """The number of a list item, or the word that joins it to the one before."""
    joining = "|".join(act_words().joining_words)
    return re.compile(rf"\s*(?:\d{{1,3}}(?:-\d{{1,2}})?[.)]\s+|(?:{joining})\s+)?")


@by_language()
def _going_on() -> re.Pattern[str]:
    """What stands between two bodies that are listed together."""
    return re.compile(rf"\s*(?:\([^()]*\)\s*)?(?:,|(?:{'|'.join(act_words().joining_words)})\s)")


def _subject(text: str, start: int, end: int) -> Span | None:
    """The words up to the first body in the nominative, and up to those that are listed with it."""
    number = _item().match(text, start, end)
    begin = number.end() if number else start
    for introduction in _introduction().finditer(text, begin, end):
        begin = introduction.end()
    nouns = {noun.end() for noun in _head_noun("nominative").finditer(text, begin, end)}
    bodies = find_agencies(text[begin:end], _ANY_DAY)
    nouns.update(begin + body.end for body in bodies if body.case == "nominative")
    last = None
    for last in sorted(nouns):
        if _going_on().match(text, last, end) is None:
            break
    if last is None:
        return None
    bracket = _BRACKET.match(text, last, end)
    return _trimmed(text, begin, bracket.end() if bracket else last)


def _recipient(text: str, start: int, end: int) -> Span | None:
    """The bodies in the dative or after a preposition between two places, without the preposition."""
    part = text[start:end]
    into = duty_words().recipient_prepositions
    before = re.finditer(rf"(?<!\w)(?:{'|'.join(into)})\s+", part, re.IGNORECASE) if into else ()
    starts = [match.end() for match in before] if into else [0]
    joints = {*act_words().joining_words, *into}
    found: Span | None = None
    for body in find_agencies(part, _ANY_DAY):
        is_given = body.case == "dative"
        if found is None and (is_given or (into and body.start in starts)):
            found = body.start, body.end
        elif found is not None and (is_given or into):
            is_joined = joints.issuperset(part[found[1] : body.start].replace(",", " ").split())
            found = found[0], max(found[1], body.end) if is_joined else found[1]
    if found is not None:
        return start + found[0], start + found[1]
    for at in starts:
        noun = _head_noun("nominative" if into else "dative").search(part, at)
        words = part[at : noun.end()] if noun else ""
        if words and len(words.split()) <= _MOST_WORDS_OF_RECIPIENT and not (into and "," in words):
            return _trimmed(text, start + at, start + at + len(words))
    return None


def _parties_behind(
    text: str, clause: Span, lead: Span | None, commands: Sequence[Span], when: Span
) -> _Parties | None:
    """The parties of a clause whose bearer stands before its first command."""
    before = next((command for command in reversed(commands) if command[1] <= when[0]), None)
    after = next((command for command in commands if command[0] >= when[1]), None)
    between = text[before[1] : when[0]] if before else ""
    # `представлять ежегодно …`: what a command does not stand right before is of the next one
    own = before if after is None or (before and len(between.split()) < _LEAST_WORDS_OF_OBJECT) else after
    if own is None:
        return None
    first = commands[0][0]
    bearer = _leading(text, clause[0], min(first, when[0])) or _leading(text, when[1], first)
    if bearer is None and not text[clause[0] : first].strip():  # рекомендовать акимам областей …
        ends = [each[0] for each in commands[1:]]
        bearer = _leading(text, commands[0][1], min([when[0], *ends]))
        own = after if bearer and after else own
    bearer = bearer or (_leading(text, *lead) if lead else None)
    begin, close = min(own[0], when[0]), max(own[1], when[1])
    until = next((command[0] for command in commands if command[0] >= close), clause[1])
    places = ((close, until), (min(own[1], when[1]), max(own[0], when[0])))
    recipient = next((found for place in places if (found := _recipient(text, *place))), None)
    if recipient is None and text[slice(*own)].lower().startswith(duty_words().addressing_verbs):
        bodies = [body for body in find_agencies(text[own[1] : until], _ANY_DAY) if body.start <= 1]
        recipient = (own[1] + bodies[0].start, own[1] + max(body.end for body in bodies)) if bodies else None
    return _Parties((begin, until), bearer, recipient)


def _leading(text: str, start: int, end: int) -> Span | None:
    """The words before a command or a time, if they name a body or an official."""
    number = _item().match(text, start, end)
    begin = number.end() if number else start
    nouns = [
        noun.start()
        for case in ("dative", "nominative")
        for noun in _head_noun(case).finditer(text, begin, end)
    ]
    nouns += [begin + body.start for body in find_agencies(text[begin:end], _ANY_DAY)]
    if not nouns:
        return None
    if _introduction().match(text, begin, end):
        begin = min(nouns)
    words = re.sub(rf"(?:[\s,–—-]|\s(?:{'|'.join(act_words().joining_words)}))+$", "", text[begin:end])
    return _trimmed(text, begin, begin + len(words))
