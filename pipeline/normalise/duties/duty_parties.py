"""Who bears a duty and who receives the report, from the words around the times of its sentence.

In Kazakh the command closes its clause, and cases say who does what. In a language with prepositions
(`recipient_prepositions`) the bearer opens the clause, before its first command, and the receiver follows a
preposition or stands in the dative.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.normalise.bodies.find_bodies import find_agencies
from pipeline.registry.act_words import act_words, duty_words
from pipeline.registry.loading import by_language

# a place in a paragraph's clean text, the end exclusive
Span = tuple[int, int]

_MOST_WORDS_OF_RECIPIENT = 12
_LEAST_WORDS_OF_OBJECT = 3
# the words for bodies are found in any year; which body is meant does not matter here
_ANY_DAY = dt.date(2014, 1, 1)
_BRACKET = re.compile(r"\s?\([^()]*\)")


class Parties(NamedTuple):
    """The stretch of a duty, its bearer and its recipient."""

    stretch: Span
    bearer: Span | None
    recipient: Span | None


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
    find = _parties_behind if duty_words().recipient_prepositions else _parties_before
    return find(text, clause, lead, commands, when)


def trimmed(text: str, start: int, end: int, signs: str = " ,") -> Span:
    """A stretch of a text without the signs at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip(signs)), start + len(words.rstrip(signs))


def _parties_before(
    text: str, clause: Span, lead: Span | None, commands: Sequence[Span], when: Span
) -> Parties | None:
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
    return Parties((since, until), bearer, recipient)


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
    return trimmed(text, begin, bracket.end() if bracket else last)


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
            return trimmed(text, start + at, start + at + len(words))
    return None


def _parties_behind(
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
    recipient = next((found for place in places if (found := _recipient(text, *place))), None)
    if recipient is None and text[slice(*own)].lower().startswith(duty_words().addressing_verbs):
        bodies = [body for body in find_agencies(text[own[1] : until], _ANY_DAY) if body.start <= 1]
        recipient = (own[1] + bodies[0].start, own[1] + max(body.end for body in bodies)) if bodies else None
    return Parties((begin, until), bearer, recipient)


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
    return trimmed(text, begin, begin + len(words))
