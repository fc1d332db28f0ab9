"""Reads in what form a measure is completed: `Қазақстан Республикасы Заңының жобасына ӨДМ-ге ұсыныстар`.

A cell names results, whose they are, what they are about and to whom they go, in one run of words. What is
named in the plain case is a result; what stands in the genitive or dative, or before `туралы`, is its owner,
its receiver or its topic.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from pipeline.findings import Remark
from pipeline.normalise.agencies_found import Spot
from pipeline.normalise.agencies_tokens import GENITIVE, NOMINATIVE, is_letters
from pipeline.normalise.forms_units import (
    BODY,
    COMMA_MARK,
    CONJUNCTION,
    DESTINATION,
    POSTPOSITION,
    RESULT,
    WORDS,
    FormUnit,
    form_units,
)
from pipeline.reference.agencies import agency_grammar
from pipeline.reference.forms import form_words

__all__ = ["CompletionForm", "parse_completion_form"]

OTHER = "other"
DATIVE, ACCUSATIVE = "dative", "accusative"
_RESULT_CASES = (NOMINATIVE, ACCUSATIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionForm:
    """The results that complete a measure.

    Attributes:
        types: codes of the contract, in printed order, each once.
        recipient_agency_ids: the bodies that the results go to, in printed order, each once.
        findings: what was not understood, or not surely.
    """

    types: tuple[str, ...]
    recipient_agency_ids: tuple[str, ...]
    findings: tuple[Remark, ...] = ()


@dataclass(slots=True)
class _Reading:
    """What was read so far; `waiting` are bodies that may share the case of the next one."""

    types: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    findings: list[Remark] = field(default_factory=list)
    waiting: list[Spot] = field(default_factory=list)
    unread: list[FormUnit] = field(default_factory=list)
    has_result: bool = False

    def receive(self, spot: Spot) -> None:
        """Adds the bodies of a spot to the recipients."""
        for reading in spot.readings:
            if reading.agency_id is not None and reading.agency_id not in form_words().channels:
                self.recipients.append(reading.agency_id)
            if reading.remark is not None:
                self.findings.append(reading.remark)


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
    units = form_units(text, as_of)
    reading = _Reading()
    for place, unit in enumerate(units):
        following = units[place + 1] if place + 1 < len(units) else FormUnit(COMMA_MARK, "")
        if unit.kind == RESULT:
            _take_result(unit, following, reading)
        elif unit.kind == BODY and unit.spot is not None:
            _take_body(unit, unit.spot, following, reading)
        elif unit.kind == WORDS:
            _take_word(unit, following, reading)
        elif unit.kind == COMMA_MARK:
            _end_part(reading, joined=False)
        elif unit.kind == CONJUNCTION:
            _end_part(reading, joined=True)
    _end_part(reading, joined=False)
    if not reading.types and any(unit.kind in (RESULT, BODY, WORDS) for unit in units):
        _not_understood(reading, " ".join(unit.text for unit in units if unit.text))
    return CompletionForm(
        types=tuple(dict.fromkeys(reading.types)),
        recipient_agency_ids=tuple(dict.fromkeys(reading.recipients)),
        findings=tuple(dict.fromkeys(reading.findings)),
    )


def _take_result(unit: FormUnit, following: FormUnit, reading: _Reading) -> None:
    if unit.case not in _RESULT_CASES or following.kind == POSTPOSITION:
        return
    if (
        following.kind == RESULT
        and following.value != OTHER
        and not following.text.endswith(form_words().verbal_ending)
    ):
        # a result that describes the next one: `ақпарат есебі`, but not `сұхбат жариялау`
        return
    reading.waiting.clear()
    reading.unread.clear()
    reading.has_result = True
    if following.kind == WORDS and _is_possessed(following.text) and following.case != DATIVE:
        # `ақпарат жүйесі`: the result only describes a thing of another kind
        _not_understood(reading, f"{unit.text} {following.text}")
        return
    reading.types.append(unit.value)
    if unit.value == OTHER:
        message = f"{unit.text} is a known form without a code of its own"
        reading.findings.append(Remark(code="form_without_code", message=message))


def _take_body(unit: FormUnit, spot: Spot, following: FormUnit, reading: _Reading) -> None:
    if unit.case == DATIVE or (unit.case in (GENITIVE, NOMINATIVE) and following.kind == DESTINATION):
        for waiting in reading.waiting:
            reading.receive(waiting)
        reading.waiting.clear()
        reading.receive(spot)
    elif unit.case == NOMINATIVE:
        reading.waiting.append(spot)
    else:
        reading.waiting.clear()


def _take_word(unit: FormUnit, following: FormUnit, reading: _Reading) -> None:
    if unit.text.isdigit():
        return
    reading.unread.append(unit)
    names_body = is_letters(unit.text.partition("-")[0]) or _is_body_noun(unit.text)
    if unit.case == DATIVE and (names_body or following.kind == RESULT):
        message = f"{unit.text} seems to be the recipient, and no body of the registry is named so"
        reading.findings.append(Remark(code="unknown_agency", message=message))


def _end_part(reading: _Reading, *, joined: bool) -> None:
    """Ends a part of the cell at a comma, or at a conjunction, where words left may describe what follows."""
    if reading.unread:
        words = " ".join(unit.text for unit in reading.unread)
        message = f"Not understood: {words}"
        reading.findings.append(Remark(code="form_not_understood", message=message))
        if not joined and not reading.has_result:
            reading.types.append(OTHER)
    reading.unread.clear()
    reading.has_result = False


def _not_understood(reading: _Reading, words: str) -> None:
    reading.types.append(OTHER)
    reading.findings.append(Remark(code="form_not_understood", message=f"Not understood: {words}"))


def _is_possessed(word: str) -> bool:
    """Whether a word has the possessive that makes it one with the word before: `жүйесі`, `жүйесін`."""
    plain = word.lower().removesuffix("н")
    return plain.endswith(agency_grammar().possessives)


def _is_body_noun(word: str) -> bool:
    """Whether a word in the dative is the head of a body's name: `комитетіне`."""
    return any(word.lower().startswith(noun) for noun in agency_grammar().body_nouns)
