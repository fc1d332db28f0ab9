"""Duties to report that an act's own paragraphs lay down: who, to whom, how often.

A paragraph is one long sentence with several commands (`… қамтамасыз етсін және жыл сайын 15 қаңтарға …
ақпарат берсін`): the bearer stands at its head, far from the words of time, and may itself hold a dative
(`Президентіне бағынатын … органдардың … басшылары`) that is no recipient. Printed words are given in their
printed case.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from functools import cache

from pipeline.normalise.bodies.find_bodies import find_agencies
from pipeline.normalise.duties.duty_times import Recurrence, find_dates_alone, find_recurrences
from pipeline.normalise.text.account import Claim, Fate
from pipeline.normalise.text.letters import cleaned, in_cyrillic
from pipeline.registry.act_words import act_words, duty_words
from pipeline.registry.finding_kinds import Remark

_MOST_WORDS_OF_RECIPIENT = 12
_MOST_DUTIES = 20  # of one paragraph; more is no paragraph of an act
# the words for bodies are found in any year; which body is meant does not matter here
_ANY_DAY = dt.date(2014, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One recurring duty; the fields are columns of the table `reporting_duties`.

    Attributes:
        duty_bearer_text: the printed words for who must report, null with a finding.
        recipient_text: the printed words for who receives, in their printed case, null with a finding.
        rrule: RFC 5545, null with a finding.
        text: the whole sentence, or the list item, that lays the duty down.
        findings: what was not understood.
        account: where the words of the whole paragraph went, in offsets of the text as given.
    """

    duty_bearer_text: str | None
    recipient_text: str | None
    rrule: str | None
    text: str
    findings: tuple[Remark, ...] = ()
    account: tuple[Claim, ...] = field(default=(), compare=False)


@cache
def _imperative() -> re.Pattern[str]:
    """Етсін, берсін."""
    return re.compile(rf"\b\w{{2,}}(?:{'|'.join(duty_words().imperative_endings)})\b", re.IGNORECASE)


@cache
def _head_noun(case: str) -> re.Pattern[str]:
    words = duty_words()
    endings = words.nominative_endings if case == "nominative" else words.dative_endings
    nouns, listed = ("|".join(sorted(forms, key=len, reverse=True)) for forms in (words.head_nouns, endings))
    return re.compile(rf"(?<!\w)(?:[^\W\d_]{{1,20}}-)?(?:{nouns})(?:{listed})(?![\w-])", re.IGNORECASE)


@cache
def _introduction() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(duty_words().introductions)})\b,?\s*", re.IGNORECASE)


# the end of a sentence or of a list item; not the dots of initials
_CLAUSE_END = re.compile(r"(?<=[\w)»])(?:;|(?<=\w\w)\.)\s+(?=[\dA-ZА-ЯЁӘҒҚҢӨҰҮҺІ«])|;\s+")


@cache
def _item() -> re.Pattern[str]:
    """The number of a list item, or the word that joins it to the one before."""
    joining = "|".join(act_words().joining_words)
    return re.compile(rf"\s*(?:\d{{1,3}}(?:-\d{{1,2}})?[.)]\s+|(?:{joining})\s+)?")


# a place in a paragraph's clean text, the end exclusive
_Span = tuple[int, int]


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
    for end in [*(match.end() for match in _CLAUSE_END.finditer(text)), len(text)]:
        in_list = 0 <= lead_end < start
        begin = start if in_list or lead_end < 0 else text.find(":", start, end) + 1 or end
        lead = (0, lead_end) if lead_end >= 0 else None
        clause = _stripped(text, begin, end)
        duties += _clause_duties(text, clause, lead, claims)
        start = end
        if len(duties) > _MOST_DUTIES:
            duties = [*duties[:_MOST_DUTIES], _too_many(text[clause[0] : clause[1]])]
            break
    # what is no duty stands in the paragraph's own row
    claims.append(_claim((0, len(text)), "paragraph_text"))
    account = []
    for claim in claims:
        first, last = given.printed(claim.start, claim.end)
        account.append(replace(claim, start=first, end=last))
    return [replace(duty, account=tuple(account)) for duty in duties]


def _stripped(text: str, start: int, end: int) -> _Span:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _claim(span: _Span, into: str, fate: Fate = Fate.VALUE) -> Claim:
    return Claim(start=span[0], end=max(span), fate=fate, into=into)


def _too_many(clause: str) -> Duty:
    remark = Remark(
        code="duty_incomplete", message=f"More than {_MOST_DUTIES} duties: the rest were not read."
    )
    return Duty(duty_bearer_text=None, recipient_text=None, rrule=None, text=clause, findings=(remark,))


def _clause_duties(text: str, clause: _Span, lead: _Span | None, claims: list[Claim]) -> list[Duty]:
    """The duties of a clause; adds to the claims where its words went."""
    first, last = clause
    words = text[first:last]
    duties: list[Duty] = []
    commands = [(first + command.start(), first + command.end()) for command in _imperative().finditer(words)]
    if not commands:
        return []
    for found in find_recurrences(words):
        when = replace(found, start=found.start + first, end=found.end + first)
        until = next((command[0] for command in commands if command[0] >= when.end), None)
        if until is None:
            continue
        since = max((command[1] for command in commands if command[1] <= when.start), default=first)
        bearer = _bearer(text, clause, (since, until), when) or (_subject(text, *lead) if lead else None)
        after = bearer[1] if bearer and bearer[0] >= first else first
        recipient = _recipient(text, max(when.end, after), until) or _recipient(
            text, max(since, after), when.start
        )
        if any(since <= first + alone < until for alone, _ in find_dates_alone(words)):
            when = replace(when, unread=True)
        findings = _missing(bearer, recipient, when, text, until)
        claims += [
            _claim(span, into)
            for span, into in ((bearer, "duty_bearer_text"), (recipient, "recipient_text"))
            if span
        ]
        fate = Fate.REPORTED if when.unread or not when.rules else Fate.VALUE
        claims += [_claim((when.start, when.end), "rrule" if fate is Fate.VALUE else "duty_incomplete", fate)]
        claims.append(_claim(clause, "text"))
        duties += [
            Duty(
                duty_bearer_text=text[slice(*bearer)] if bearer else None,
                recipient_text=text[slice(*recipient)] if recipient else None,
                rrule=rule,
                text=words,
                findings=findings,
            )
            for rule in when.rules or (None,)
        ]
    return duties


def _missing(
    bearer: _Span | None, recipient: _Span | None, when: Recurrence, text: str, until: int
) -> tuple[Remark, ...]:
    missing = [
        name
        for name, value in (("bearer", bearer), ("recipient", recipient), ("recurrence", when.rules))
        if not value
    ]
    times = text[when.start : when.end]
    messages = []
    if missing:
        messages.append(f"The {', '.join(missing)} of a recurring duty was not understood: «{times}».")
    if when.unread:
        messages.append(
            f"The rule of a recurring duty does not say all of «{text[when.start : until].strip()}»."
        )
    return tuple(Remark(code="duty_incomplete", message=message) for message in messages)


def _bearer(text: str, clause: _Span, command: _Span, when: Recurrence) -> _Span | None:
    """The subject of the command: before the words of time, after them, or that of an earlier command.

    Args:
        text: the paragraph.
        clause: the sentence or list item.
        command: from the end of the command before to the beginning of this one.
        when: the words of time.
    """
    since, until = command
    for start, end in ((since, when.start), (when.end, until), (clause[0], since)):
        found = _subject(text, start, end)
        if found is not None:
            return found
    return None


def _subject(text: str, start: int, end: int) -> _Span | None:
    """The words up to the first body in the nominative, and up to those that are listed with it."""
    number = _item().match(text[start:end])
    begin = start + (number.end() if number else 0)
    introductions = list(_introduction().finditer(text, begin, end))
    begin = introductions[-1].end() if introductions else begin
    nouns = {noun.end() for noun in _head_noun("nominative").finditer(text, begin, end)}
    bodies = find_agencies(text[begin:end], _ANY_DAY)
    nouns.update(begin + body.end for body in bodies if body.case == "nominative")
    last = None
    joining = "|".join(act_words().joining_words)
    going_on = re.compile(rf"\s*(?:\([^()]*\)\s*)?(?:,|(?:{joining})\s)")
    for last in sorted(nouns):
        if going_on.match(text, last, end) is None:
            break
    if last is None:
        return None
    bracket = re.compile(r"\s?\([^()]*\)").match(text, last, end)
    stop = bracket.end() if bracket else last
    words = text[begin:stop]
    return begin + len(words) - len(words.lstrip(" ,")), stop - len(words) + len(words.rstrip(" ,"))


def _recipient(text: str, start: int, end: int) -> _Span | None:
    """The bodies in the dative between two places, as printed."""
    part = text[start:end]
    spans = [(body.start, body.end) for body in find_agencies(part, _ANY_DAY) if body.case == "dative"]
    if spans:
        first, last = spans[0]
        for begin, stop in spans[1:]:
            if part[last:begin].strip(" ,") in {"", *act_words().joining_words}:
                last = max(last, stop)
        return start + first, start + last
    noun = _head_noun("dative").search(part)
    words = part[: noun.end()] if noun else ""
    if not words.strip(" ,") or len(words.split()) > _MOST_WORDS_OF_RECIPIENT:
        return None
    return start + len(words) - len(words.lstrip(" ,")), start + len(words.rstrip(" ,"))
