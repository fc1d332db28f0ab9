"""Duties to report that an act's own paragraphs lay down: who, to whom, how often.

A paragraph is one long sentence with several commands (`… қамтамасыз етсін және жыл сайын 15 қаңтарға …
ақпарат берсін`): the bearer stands at its head, far from the words of time, and may itself hold a dative
(`Президентіне бағынатын … органдардың … басшылары`) that is no recipient. Printed words are given in their
printed case.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from pipeline.findings import Remark
from pipeline.normalise.agencies_found import find_agencies
from pipeline.normalise.duty_times import find_recurrences
from pipeline.normalise.text.letters import in_cyrillic
from pipeline.reference.acts import act_words
from pipeline.reference.duties import duty_words

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
    """

    duty_bearer_text: str | None
    recipient_text: str | None
    rrule: str | None
    text: str
    findings: tuple[Remark, ...] = ()


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


def parse_duties(paragraph_text: str) -> list[Duty]:
    """The recurring duties of a paragraph, in printed order; none where nothing recurs.

    Args:
        paragraph_text: a numbered paragraph of the act, with or without its number.
    """
    text = " ".join(in_cyrillic(paragraph_text).split())
    lead, colon, _ = text.partition(":")
    duties: list[Duty] = []
    start = 0
    for end in [*(match.end() for match in _CLAUSE_END.finditer(text)), len(text)]:
        clause = text[start:end].strip()
        in_list = bool(colon) and start > len(lead)
        if in_list or not colon:
            duties += _clause_duties(clause, lead if in_list else "")
        else:
            item = clause.partition(":")[2].strip()
            duties += _clause_duties(item, lead) if item else []
        start = end
        if len(duties) > _MOST_DUTIES:
            return [*duties[:_MOST_DUTIES], _too_many(clause)]
    return duties


def _too_many(clause: str) -> Duty:
    remark = Remark(
        code="duty_incomplete", message=f"More than {_MOST_DUTIES} duties: the rest were not read."
    )
    return Duty(duty_bearer_text=None, recipient_text=None, rrule=None, text=clause, findings=(remark,))


def _clause_duties(clause: str, lead: str) -> list[Duty]:
    duties: list[Duty] = []
    commands = list(_imperative().finditer(clause))
    if not commands:
        return []
    for when in find_recurrences(clause):
        until = next((command.start() for command in commands if command.start() >= when.end), None)
        if until is None:
            continue
        since = max((command.end() for command in commands if command.end() <= when.start), default=0)
        bearer_end, bearer = _bearer(clause, since, when.start, when.end, until) or _lead_bearer(lead)
        recipient = _recipient(clause, max(when.end, bearer_end), until) or _recipient(
            clause, max(since, bearer_end), when.start
        )
        missing = [
            name
            for name, value in (("bearer", bearer), ("recipient", recipient), ("recurrence", when.rules))
            if not value
        ]
        message = f"The {', '.join(missing)} of a recurring duty was not understood."
        findings = (Remark(code="duty_incomplete", message=message),) if missing else ()
        duties += [
            Duty(
                duty_bearer_text=bearer, recipient_text=recipient, rrule=rule, text=clause, findings=findings
            )
            for rule in when.rules or (None,)
        ]
    return duties


def _bearer(clause: str, since: int, when_start: int, when_end: int, until: int) -> tuple[int, str] | None:
    """The subject of the command: before the words of time, after them, or that of an earlier command."""
    for start, end in ((since, when_start), (when_end, until), (0, since)):
        found = _subject(clause, start, end)
        if found is not None:
            # one before the words of time or after a command ends before any recipient
            return (found[0] if start else min(found[0], end)), found[1]
    return None


def _lead_bearer(lead: str) -> tuple[int, str | None]:
    found = _subject(lead, 0, len(lead))
    return 0, found[1] if found else None


def _subject(clause: str, start: int, end: int) -> tuple[int, str] | None:
    """The words up to the first body in the nominative, and up to those that are listed with it."""
    begin = start + (_item().match(clause[start:end]) or re.match("", "")).end()  # type: ignore[union-attr]
    introductions = list(_introduction().finditer(clause, begin, end))
    begin = introductions[-1].end() if introductions else begin
    nouns = {noun.end() for noun in _head_noun("nominative").finditer(clause, begin, end)}
    bodies = find_agencies(clause[begin:end], _ANY_DAY)
    nouns.update(begin + body.end for body in bodies if body.case == "nominative")
    last = None
    joining = "|".join(act_words().joining_words)
    going_on = re.compile(rf"\s*(?:\([^()]*\)\s*)?(?:,|(?:{joining})\s)")
    for last in sorted(nouns):
        if going_on.match(clause, last, end) is None:
            break
    if last is None:
        return None
    bracket = re.compile(r"\s?\([^()]*\)").match(clause, last, end)
    stop = bracket.end() if bracket else last
    return stop, clause[begin:stop].strip(" ,")


def _recipient(clause: str, start: int, end: int) -> str | None:
    """The bodies in the dative between two places, as printed."""
    part = clause[start:end]
    spans = [(body.start, body.end) for body in find_agencies(part, _ANY_DAY) if body.case == "dative"]
    if spans:
        first, last = spans[0]
        for begin, stop in spans[1:]:
            if part[last:begin].strip(" ,") in {"", *act_words().joining_words}:
                last = max(last, stop)
        return part[first:last]
    noun = _head_noun("dative").search(part)
    words = part[: noun.end()].strip(" ,") if noun else ""
    return words if words and len(words.split()) <= _MOST_WORDS_OF_RECIPIENT else None
