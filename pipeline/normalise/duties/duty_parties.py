"""Who bears a duty and who receives the report, from the words around the times of its sentence.

In Kazakh the command closes its clause, and cases say who does what. In a language with prepositions
(`recipient_prepositions`) the bearer opens the clause, before its first command, and the receiver follows a
preposition or stands in the dative.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from pipeline.normalise.bodies.find_bodies import find_agencies
from pipeline.registry.act_words import act_words, duty_words
from pipeline.registry.loading import by_language

# a place in a paragraph's clean text, the end exclusive
Span = tuple[int, int]
Parties = tuple[Span, Span | None, Span | None]
"""The stretch of a duty, its bearer and its recipient."""

_MOST_WORDS_OF_RECIPIENT = 12
# the words for bodies are found in any year; which body is meant does not matter here
_ANY_DAY = dt.date(2014, 1, 1)


def find_parties(
    text: str, clause: Span, lead: Span | None, commands: Sequence[Span], when: Span
) -> Parties | None:
    """Who must report to whom at some times, null where nobody is told to.

    Args:
        text: the paragraph.
        clause: the sentence or list item.
        lead: the words before a list, whose subject its items share.
        commands: the verbs of command of the clause.
        when: the words of time.
    """
    if duty_words().recipient_prepositions:
        return _parties_before(text, clause, lead, commands, when)
    until = next((command[0] for command in commands if command[0] >= when[1]), None)
    if until is None:
        return None
    first = clause[0]
    since = max((command[1] for command in commands if command[1] <= when[0]), default=first)
    bearer = _bearer(text, clause, (since, until), when) or (_subject(text, *lead) if lead else None)
    after = bearer[1] if bearer and bearer[0] >= first else first
    recipient = _recipient(text, max(when[1], after), until)
    recipient = recipient or _recipient(text, max(since, after), when[0])
    return (since, until), bearer, recipient


def trimmed(text: str, start: int, end: int, signs: str = " ,") -> Span:
    """A stretch of a text without the signs at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip(signs)), start + len(words.rstrip(signs))


@by_language()
def _head_noun(case: str) -> re.Pattern[str]:
    words = duty_words()
    endings = words.nominative_endings if case == "nominative" else words.dative_endings
    nouns, listed = ("|".join(sorted(forms, key=len, reverse=True)) for forms in (words.head_nouns, endings))
    return re.compile(rf"(?<!\w)(?:[^\W\d_]{{1,20}}-)?(?:{nouns})(?:{listed})(?![\w-])", re.IGNORECASE)


@by_language()
def _introduction() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(duty_words().introductions)})\b,?\s*", re.IGNORECASE)


@by_language()
def _item() -> re.Pattern[str]:
    """The number of a list item, or the word that joins it to the one before."""
    joining = "|".join(act_words().joining_words)
    return re.compile(rf"\s*(?:\d{{1,3}}(?:-\d{{1,2}})?[.)]\s+|(?:{joining})\s+)?")


def _bearer(text: str, clause: Span, command: Span, when: Span) -> Span | None:
    """The subject of the command: before the words of time, after them, or that of an earlier command.

    `command` is from the end of the command before to the beginning of this one.
    """
    since, until = command
    places = ((since, when[0]), (when[1], until), (clause[0], since))
    return next((found for place in places if (found := _subject(text, *place))), None)


def _subject(text: str, start: int, end: int) -> Span | None:
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
    return trimmed(text, begin, bracket.end() if bracket else last)


def _recipient(text: str, start: int, end: int) -> Span | None:
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
    return trimmed(text, start, start + len(words))


_LEAST_WORDS_OF_OBJECT = 3


def _parties_before(
    text: str, clause: Span, lead: Span | None, commands: Sequence[Span], when: Span
) -> Parties | None:
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
    recipient = next((found for place in places if (found := _receiver(text, *place))), None)
    if recipient is None and text[slice(*own)].lower().startswith(duty_words().addressing_verbs):
        bodies = [body for body in find_agencies(text[own[1] : until], _ANY_DAY) if body.start <= 1]
        recipient = (own[1] + bodies[0].start, own[1] + max(body.end for body in bodies)) if bodies else None
    return (begin, until), bearer, recipient


def _leading(text: str, start: int, end: int) -> Span | None:
    """The words before a command or a time, if they name a body or an official."""
    if start >= end:
        return None
    number = _item().match(text[start:end])
    begin = start + (number.end() if number else 0)
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
    return trimmed(text, begin, begin + len(words))


def _receiver(text: str, start: int, end: int) -> Span | None:
    """The bodies in the dative or after a preposition between two places, without the preposition."""
    part = text[start:end]
    into = "|".join(duty_words().recipient_prepositions)
    preposition = re.compile(rf"(?<!\w)(?:{into})\s+$", re.IGNORECASE)
    joints = {"", *act_words().joining_words, *duty_words().recipient_prepositions}
    found: Span | None = None
    for body in find_agencies(part, _ANY_DAY):
        if found is not None and set(part[found[1] : body.start].replace(",", " ").split()) <= joints:
            found = found[0], max(found[1], body.end)
        elif found is None and (body.case == "dative" or preposition.search(part[: body.start])):
            found = body.start, body.end
    if found is not None:
        return start + found[0], start + found[1]
    for match in re.finditer(rf"(?<!\w)(?:{into})\s+", part, re.IGNORECASE):
        noun = _head_noun("nominative").search(part, match.end())
        words = part[match.end() : noun.end()] if noun else ""
        if words and "," not in words and len(words.split()) <= _MOST_WORDS_OF_RECIPIENT:
            return trimmed(text, start + match.end(), start + match.end() + len(words))
    return None
