"""Reads in what form a measure is completed: `Қазақстан Республикасы Заңының жобасына ӨДМ-ге ұсыныстар`.

A cell names results, whose they are, what they are about and to whom they go, in one run of words. What is
named in the plain case is a result; what stands in the genitive or dative, or before `туралы`, is its owner,
its receiver or its topic.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache

from pipeline.normalise.bodies.body_tokens import GENITIVE, NOMINATIVE, is_letters
from pipeline.normalise.bodies.find_bodies import Spot
from pipeline.normalise.forms.form_units import (
    ACTION,
    BODY,
    COMMA_MARK,
    CONJUNCTION,
    DASH_MARK,
    DESTINATION,
    POSTPOSITION,
    RESULT,
    WORDS,
    FormUnit,
    form_units,
)
from pipeline.normalise.text.account import Claim, Fate, settled
from pipeline.normalise.text.tokens import tokens_of
from pipeline.registry.agencies import agency_grammar
from pipeline.registry.finding_kinds import Remark
from pipeline.registry.form_words import form_words

__all__ = ["CompletionForm", "parse_completion_form"]

OTHER = "other"
DATIVE, ACCUSATIVE = "dative", "accusative"
_RESULT_CASES = (NOMINATIVE, ACCUSATIVE)
_TYPES, _RECIPIENTS, _RECIPIENT_TEXTS = "completion_form_types", "recipient_agency_ids", "recipient_texts"
_NOT_UNDERSTOOD, _UNKNOWN, _DETAIL = "form_not_understood", "unknown_agency", "form_detail"
# the longest printed forms have some six hundred characters
_LONGEST_TEXT = 2000
_LONGEST_QUOTE = 120
# `сот`, `қор` begin other words
_SHORTEST_NOUN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionForm:
    """The results that complete a measure.

    Attributes:
        types: codes of the contract, in printed order, each once.
        recipient_agency_ids: the bodies that the results go to, in printed order, each once.
        recipient_texts: receivers that the registry does not know, as printed: `МВК отырысына`.
        findings: what was not understood, or not surely.
        account: what became of every word; words that describe a result are in its type.
    """

    types: tuple[str, ...]
    recipient_agency_ids: tuple[str, ...]
    recipient_texts: tuple[str, ...] = ()
    findings: tuple[Remark, ...] = ()
    account: tuple[Claim, ...] = ()


@dataclass(slots=True)
class _Reading:
    """What was read so far.

    Attributes:
        waiting: bodies that may share the case of the next one.
        pending: what may describe a result that is still to come.
        phrase: the place in `pending` from which words may name a receiver.
    """

    text: str
    types: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    recipient_texts: list[str] = field(default_factory=list)
    findings: list[Remark] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    waiting: list[tuple[FormUnit, Spot]] = field(default_factory=list)
    pending: list[FormUnit] = field(default_factory=list)
    phrase: int = 0
    has_result: bool = False

    def claim(self, unit: FormUnit, fate: Fate, into: str) -> None:
        """Says what became of a unit; a number is claimed by no words around it."""
        if not unit.text.isdecimal() or fate is Fate.REPORTED:
            self.claims.append(Claim(start=unit.start, end=unit.end, fate=fate, into=into))

    def describe(self) -> None:
        """What was pending describes the result that follows."""
        for unit in self.pending:
            self.claim(unit, Fate.VALUE, _TYPES)
        self.drop()

    def drop(self) -> None:
        """Nothing is pending any more."""
        self.pending.clear()
        self.waiting.clear()
        self.phrase = 0

    def keep(self, unit: FormUnit) -> None:
        """A unit waits for its result; behind a dative another phrase begins."""
        self.pending.append(unit)
        if unit.case == DATIVE:
            self.phrase = len(self.pending)

    def receive(self, unit: FormUnit, spot: Spot) -> None:
        """Adds the bodies of a spot to the recipients."""
        self.claim(unit, Fate.VALUE, _RECIPIENTS)
        for reading in spot.readings:
            if reading.agency_id is not None and reading.agency_id not in form_words().channels:
                self.recipients.append(reading.agency_id)
            if reading.remark is not None:
                self.findings.append(reading.remark)

    def receive_words(self, unit: FormUnit) -> None:
        """Keeps the words of a receiver that the registry does not know."""
        words = [*self.pending[self.phrase :], unit]
        del self.pending[self.phrase :]
        self.waiting.clear()
        start, end = words[0].start, unit.end
        self.recipient_texts.append(self.text[start:end])
        self.claims.append(Claim(start=start, end=end, fate=Fate.VALUE, into=_RECIPIENT_TEXTS))


def parse_completion_form(text: str, *, as_of: date) -> CompletionForm:
    """The results and recipients of a cell of completion forms.

    Args:
        text: the cell's words.
        as_of: the day as of which names of bodies are read.

    Returns:
        A value for any string; what was not understood is `other` with a remark.
    """
    return _read(text, as_of)


# a plan prints the same form in row after row
@lru_cache(maxsize=1024)
def _read(text: str, as_of: date) -> CompletionForm:
    if len(text) > _LONGEST_TEXT:
        account, _ = settled(text, (), into=_NOT_UNDERSTOOD)
        remark = Remark(code=_NOT_UNDERSTOOD, message=f"Not understood: {_short(text)}")
        return CompletionForm(types=(OTHER,), recipient_agency_ids=(), findings=(remark,), account=account)
    units = form_units(text, as_of)
    reading = _Reading(text)
    plain = [unit for unit in units if not unit.in_brackets]
    for unit in units:
        if unit.in_brackets:
            _take_bracketed(unit, reading)
    for place, unit in enumerate(plain):
        ahead = plain[place + 1 : place + 2]
        if unit.is_receiver and unit.case == DATIVE:
            ahead = _from_head(plain[place + 1 :])
        _take(unit, ahead[0] if ahead else FormUnit(COMMA_MARK, ""), reading)
    _end_part(reading, joined=False)
    if not reading.types and any(unit.kind in (RESULT, BODY, WORDS) for unit in units):
        reading.types.append(OTHER)
        _report(reading, [unit for unit in units if unit.text])
    account, rest = settled(text, reading.claims, into=_NOT_UNDERSTOOD)
    inside = [(unit.start, unit.end) for unit in units if unit.in_brackets]
    for words in rest:
        place = text.find(words)
        is_detail = all(token.is_number for token in tokens_of(words)) or any(
            start <= place < end for start, end in inside
        )
        message = f"In no column: «{_short(words)}»" if is_detail else f"Not understood: {_short(words)}"
        reading.findings.append(Remark(code=_DETAIL if is_detail else _NOT_UNDERSTOOD, message=message))
    return CompletionForm(
        types=tuple(dict.fromkeys(reading.types)),
        recipient_agency_ids=tuple(dict.fromkeys(reading.recipients)),
        recipient_texts=tuple(dict.fromkeys(reading.recipient_texts)),
        findings=tuple(dict.fromkeys(reading.findings)),
        account=account,
    )


def _from_head(units: list[FormUnit]) -> list[FormUnit]:
    """The units without words and owners that only describe the next one: `алқа отырысына тоқсандық ақпарат`.

    A noun of action takes the dative itself: `алқа отырысына қатысу есебі`.
    """
    for place, unit in enumerate(units):
        describes = unit.kind == WORDS and unit.case != DATIVE
        is_action = unit.text.endswith(form_words().verbal_ending)
        if not (describes and not is_action) and not (unit.kind == BODY and unit.case == GENITIVE):
            return units[place:]
    return []


def _take(unit: FormUnit, following: FormUnit, reading: _Reading) -> None:
    if unit.kind == RESULT:
        _take_result(unit, following, reading)
    elif unit.kind == BODY and unit.spot is not None:
        _take_body(unit, unit.spot, following, reading)
    elif unit.kind == WORDS:
        _take_word(unit, following, reading)
    elif unit.kind == COMMA_MARK:
        _end_part(reading, joined=False)
    elif unit.kind == CONJUNCTION:
        reading.claim(unit, Fate.FILLER, "forms.conjunctions")
        _end_part(reading, joined=True)
    elif unit.kind == DASH_MARK:
        # `ҰЭМ – Үкіметке ақпарат`: who stands before a dash or a colon sends
        reading.waiting.clear()
        reading.phrase = len(reading.pending)
    else:
        reading.claim(unit, Fate.FILLER, f"forms.{unit.kind}")
        if unit.kind == POSTPOSITION:
            reading.phrase = len(reading.pending)


def _take_bracketed(unit: FormUnit, reading: _Reading) -> None:
    """In brackets stand receivers and words of how often; anything else is reported."""
    if unit.kind == BODY and unit.case == DATIVE and unit.spot is not None:
        reading.receive(unit, unit.spot)
    elif unit.kind in (ACTION, POSTPOSITION, DESTINATION, CONJUNCTION):
        reading.claim(unit, Fate.FILLER, f"forms.{unit.kind}")


def _take_result(unit: FormUnit, following: FormUnit, reading: _Reading) -> None:
    if unit.case == DATIVE and unit.is_receiver and following.kind == RESULT:
        reading.receive_words(unit)
        return
    is_signed = unit.case == DATIVE and following.text.lower() in form_words().signing
    if (unit.case not in _RESULT_CASES and not is_signed) or following.kind == POSTPOSITION:
        reading.keep(unit)
        return
    if (
        following.kind == RESULT
        and following.value != OTHER
        and not following.text.endswith(form_words().verbal_ending)
    ):
        # a result that describes the next one: `ақпарат есебі`, but not `сұхбат жариялау`
        reading.keep(unit)
        return
    reading.has_result = True
    if following.kind == WORDS and _is_possessed(following.text) and following.case != DATIVE:
        # `ақпарат жүйесі`: the result only describes a thing of another kind
        reading.types.append(OTHER)
        _report(reading, [*reading.pending, unit, following])
        reading.drop()
        return
    reading.describe()
    reading.claim(unit, Fate.VALUE, _TYPES)
    reading.types.append(unit.value)
    if unit.value == OTHER:
        message = f"{unit.text} is a known form without a code of its own"
        reading.findings.append(Remark(code="form_without_code", message=message))


def _take_body(unit: FormUnit, spot: Spot, following: FormUnit, reading: _Reading) -> None:
    if unit.case == DATIVE or (unit.case in (GENITIVE, NOMINATIVE) and following.kind == DESTINATION):
        taken = [waiting for waiting, _ in reading.waiting]
        for waiting in reading.waiting:
            reading.receive(*waiting)
        reading.pending = [each for each in reading.pending if each not in taken]
        reading.waiting.clear()
        reading.phrase = len(reading.pending)
        reading.receive(unit, spot)
        return
    if unit.case == NOMINATIVE:
        reading.waiting.append((unit, spot))
    else:
        reading.waiting.clear()
    reading.keep(unit)


def _take_word(unit: FormUnit, following: FormUnit, reading: _Reading) -> None:
    names_body = is_letters(unit.text.partition("-")[0].partition(" ")[0]) or _is_body_noun(unit.text)
    goes_to = unit.case == DATIVE and (names_body or following.kind == RESULT)
    if unit.case == DATIVE and unit.is_receiver and following.kind == RESULT:
        reading.receive_words(unit)
        return
    if goes_to:
        message = f"{unit.text} seems to be the recipient, and no body of the registry is named so"
        reading.findings.append(Remark(code=_UNKNOWN, message=message))
        if names_body or unit.text[0].isupper():
            reading.receive_words(unit)
            return
    reading.keep(unit)


def _end_part(reading: _Reading, *, joined: bool) -> None:
    """Ends a part of the cell at a comma, or at a conjunction, where words left may describe what follows."""
    if joined and not reading.has_result:
        return
    waiting = [unit for unit, _ in reading.waiting]
    left = [unit for unit in reading.pending if unit not in waiting]
    words = [unit for unit in left if unit.kind in (WORDS, RESULT) and not unit.text.isdecimal()]
    if words:
        _report(reading, left)
        if not joined and not reading.has_result:
            reading.types.append(OTHER)
    reading.pending = waiting
    reading.phrase = len(waiting)
    reading.has_result = False


def _report(reading: _Reading, units: list[FormUnit]) -> None:
    words = " ".join(unit.text for unit in units)
    for unit in units:
        reading.claim(unit, Fate.REPORTED, _NOT_UNDERSTOOD)
    message = f"Not understood: {_short(words)}"
    reading.findings.append(Remark(code=_NOT_UNDERSTOOD, message=message))


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"


def _is_possessed(word: str) -> bool:
    """Whether a word has the possessive that makes it one with the word before: `жүйесі`, `жүйесін`."""
    plain = word.lower().removesuffix("н")
    return plain.endswith(agency_grammar().possessives)


def _is_body_noun(word: str) -> bool:
    """Whether a word in the dative is the head of a body's name: `комитетіне`, `комиссияға`."""
    return word.lower().startswith(_body_stems())


@cache
def _body_stems() -> tuple[str, ...]:
    endings = agency_grammar().possessives
    nouns = agency_grammar().body_nouns
    stems = {noun.removesuffix(ending) for noun in nouns for ending in endings if noun.endswith(ending)}
    return tuple(sorted(stem for stem in stems if len(stem) >= _SHORTEST_NOUN))
