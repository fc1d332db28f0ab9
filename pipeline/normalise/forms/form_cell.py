"""Reads in what form a measure is completed: `Қазақстан Республикасы Заңының жобасына ӨДМ-ге ұсыныстар`.

A cell names results, whose they are, what they are about and to whom they go, in one run of words. What is
named in the plain case is a result; what stands in the genitive or dative, or before `туралы`, is its owner,
its receiver or its topic.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile

from pipeline.normalise.bodies.find_bodies import BodySpot
from pipeline.normalise.bodies.name_tokens import ACCUSATIVE, DATIVE, GENITIVE, NOMINATIVE, is_letters
from pipeline.normalise.forms.completion import (
    DETAIL,
    LONGEST_TEXT,
    NOT_UNDERSTOOD,
    OTHER,
    RECIPIENT_TEXTS,
    TYPES,
    CompletionForm,
    FormResults,
    shortened,
)
from pipeline.normalise.forms.form_units import (
    ACTION,
    BODY,
    CONJUNCTION,
    DASH_MARK,
    DESTINATION,
    POSTPOSITION,
    RESULT,
    SEPARATOR,
    WORDS,
    FormUnit,
    form_units,
    wording_of,
)
from pipeline.normalise.forms.head_first_forms import read_head_first
from pipeline.normalise.text.account import Fate, claimed, settled
from pipeline.normalise.text.wording import unusual
from pipeline.registry.cell_words import agency_grammar, form_words
from pipeline.registry.language_words import is_genitive
from pipeline.registry.loading import by_language

__all__ = ["CompletionForm", "parse_completion_form"]

# `сот`, `қор` begin other words
_SHORTEST_NOUN = 5


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
@by_language(maxsize=1024)
def _read(text: str, as_of: date) -> CompletionForm:
    if agency_grammar().is_head_first:
        return read_head_first(text, as_of)
    reading = _FormReading(text)
    if len(text) > LONGEST_TEXT:
        reading.types.append(OTHER)
        reading.not_understood(text)
        account, _ = settled(text, (), into=NOT_UNDERSTOOD)
    else:
        units = list(form_units(text, as_of))
        _take_all(units, reading)
        account, rest = settled(text, reading.claims, into=NOT_UNDERSTOOD)
        inside = [range(unit.start, unit.end) for unit in units if unit.in_brackets]
        reading.tell_rest(rest, lambda place: any(place in each for each in inside))
        if not reading.findings:
            reading.findings += unusual("forms", wording_of(units), text)
    return reading.completed(account)


def _take_all(units: list[FormUnit], reading: _FormReading) -> None:
    for unit in units:
        if unit.in_brackets:
            reading.take_bracketed(unit)
    plain = [unit for unit in units if not unit.in_brackets]
    for place, unit in enumerate(plain):
        ahead = plain[place + 1 :]
        if unit.is_receiver and unit.case == DATIVE:
            ahead = _from_head(ahead)
        reading.take(unit, ahead[0] if ahead else FormUnit(SEPARATOR))
    reading.end_part(joined=False)
    if not reading.types and any(unit.kind in (RESULT, BODY, WORDS) for unit in units):
        reading.types.append(OTHER)
        reading.report(units)


def _from_head(units: list[FormUnit]) -> list[FormUnit]:
    """The units without words and owners that only describe the next one: `алқа отырысына тоқсандық ақпарат`.

    A noun of action takes the dative itself: `алқа отырысына қатысу есебі`.
    """
    for place, unit in enumerate(units):
        describes = unit.kind == WORDS and unit.case != DATIVE and not _is_action(unit)
        if not describes and not (unit.kind == BODY and unit.case == GENITIVE):
            return units[place:]
    return []


@dataclass(slots=True)
class _FormReading(FormResults):
    """What was read so far.

    Attributes:
        waiting: bodies that may share the case of the next one.
        pending: what may describe a result that is still to come.
        phrase: the place in `pending` from which words may name a receiver.
        has_result: whether the part of the cell since the last comma has a result.
    """

    waiting: list[tuple[FormUnit, BodySpot]] = field(default_factory=list)
    pending: list[FormUnit] = field(default_factory=list)
    phrase: int = 0
    has_result: bool = False

    def take(self, unit: FormUnit, following: FormUnit) -> None:
        """Takes a unit outside of brackets."""
        if unit.kind == RESULT:
            self._result(unit, following)
        elif unit.kind == BODY and unit.spot is not None:
            self._body(unit, unit.spot, following)
        elif unit.kind == WORDS:
            self._word(unit, following)
        elif unit.kind == SEPARATOR:
            self.end_part(joined=False)
        elif unit.kind == CONJUNCTION:
            self.claim(unit, "forms.conjunctions", Fate.FILLER)
            self.end_part(joined=True)
        elif unit.kind == DASH_MARK:
            # `ҰЭМ – Үкіметке ақпарат`: who stands before a dash or a colon sends
            self.waiting.clear()
            self.phrase = len(self.pending)
        else:
            self.claim(unit, f"forms.{unit.kind}", Fate.FILLER)
            if unit.kind == POSTPOSITION:
                self.phrase = len(self.pending)

    def take_bracketed(self, unit: FormUnit) -> None:
        """In brackets stand receivers and words of how often; anything else is reported."""
        if unit.spot is not None and unit.case == DATIVE:
            self.receive(unit, unit.spot)
        elif unit.kind in (ACTION, POSTPOSITION, DESTINATION, CONJUNCTION):
            self.claim(unit, f"forms.{unit.kind}", Fate.FILLER)

    def end_part(self, *, joined: bool) -> None:
        """Ends a part of the cell; words left before a conjunction may describe what follows."""
        if joined and not self.has_result:
            return
        starts = {unit.start for unit, _ in self.waiting}
        left = [unit for unit in self.pending if unit.start not in starts]
        if any(unit.kind in (WORDS, RESULT) and not unit.text.isdecimal() for unit in left):
            self.report(left)
            if not self.has_result:
                self.types.append(OTHER)
        self.pending = [unit for unit, _ in self.waiting]
        self.phrase = len(self.pending)
        self.has_result = False

    def report(self, units: list[FormUnit]) -> None:
        """Reports units whose words were not understood."""
        for unit in units:
            self.claims.append(claimed(unit.start, unit.end, NOT_UNDERSTOOD, Fate.REPORTED))
        self.not_understood(" ".join(unit.text for unit in units))

    def _keep(self, unit: FormUnit) -> None:
        """A unit waits for its result; behind a dative another phrase begins."""
        self.pending.append(unit)
        if unit.case == DATIVE:
            self.phrase = len(self.pending)

    def _drop(self) -> None:
        self.pending.clear()
        self.waiting.clear()
        self.phrase = 0

    def _receive_words(self, unit: FormUnit) -> None:
        """Keeps the words of a receiver that the registry does not know."""
        words = [*self.pending[self.phrase :], unit]
        del self.pending[self.phrase :]
        self.waiting.clear()
        start, end = words[0].start, unit.end
        self.recipient_texts.append(self.text[start:end])
        self.claims.append(claimed(start, end, RECIPIENT_TEXTS))

    def _result(self, unit: FormUnit, following: FormUnit) -> None:
        if unit.case == DATIVE and unit.is_receiver and following.kind == RESULT:
            self._receive_words(unit)
            return
        is_signed = unit.case == DATIVE and following.text.lower() in form_words().signing
        is_plain = unit.case in (NOMINATIVE, ACCUSATIVE) or is_signed
        # a result that describes the next one: `ақпарат есебі`, but not `сұхбат жариялау`
        describes = following.kind == RESULT and following.value != OTHER and not _is_action(following)
        if not is_plain or describes or following.kind == POSTPOSITION:
            self._keep(unit)
            return
        self.has_result = True
        if following.kind == WORDS and _is_possessed(following.text) and following.case != DATIVE:
            # `ақпарат жүйесі`: the result only describes a thing of another kind
            self.types.append(OTHER)
            self.report([*self.pending, unit, following])
        else:
            # `мәслихат шешімі`, `комиссия отырысының хаттамасы`: the words before are the owner's
            has_owner = _is_possessed(unit.text) or is_genitive(unit.text.partition(" ")[0])
            strange = [] if has_owner else list(takewhile(_is_strange, reversed(self.pending)))
            for each in strange:
                self.claim(each, DETAIL, Fate.REPORTED)
                self.find(DETAIL, f"In no column: «{shortened(each.text)}»")
            for each in (*self.pending, unit):
                if each not in strange:
                    self.claim(each, TYPES)
            self.types.append(unit.value)
            if unit.value == OTHER:
                self.find("form_without_code", f"{unit.text} is a known form without a code of its own")
        self._drop()

    def _body(self, unit: FormUnit, spot: BodySpot, following: FormUnit) -> None:
        goes_on = unit.case in (GENITIVE, NOMINATIVE) and following.kind == DESTINATION
        if unit.case == DATIVE or goes_on:
            for each in self.waiting:
                self.receive(*each)
            starts = {waiting.start for waiting, _ in self.waiting}
            self.pending = [each for each in self.pending if each.start not in starts]
            self.waiting.clear()
            self.phrase = len(self.pending)
            self.receive(unit, spot)
            return
        if unit.case == NOMINATIVE:
            self.waiting.append((unit, spot))
        else:
            self.waiting.clear()
        self._keep(unit)

    def _word(self, unit: FormUnit, following: FormUnit) -> None:
        is_before_result = following.kind == RESULT
        names_body = is_letters(unit.text.partition("-")[0].partition(" ")[0]) or _is_body_noun(unit.text)
        if unit.case != DATIVE or not (names_body or is_before_result):
            self._keep(unit)
        elif unit.is_receiver and is_before_result:
            self._receive_words(unit)
        else:
            message = f"{unit.text} seems to be the recipient, and no body of the registry is named so"
            self.find("unknown_agency", message)
            if names_body or unit.text[0].isupper():
                self._receive_words(unit)
            else:
                self._keep(unit)


def _is_strange(unit: FormUnit) -> bool:
    """Whether a word before a result is no adjective, no name, and does not hang on it by its case."""
    is_plain = unit.kind == WORDS and unit.case == NOMINATIVE and unit.text.isalpha() and unit.text.islower()
    return is_plain and not unit.text.endswith(form_words().describing_endings)


def _is_action(unit: FormUnit) -> bool:
    return unit.text.endswith(form_words().verbal_ending)


def _is_possessed(word: str) -> bool:
    """Whether a word has the possessive that makes it one with the word before: `жүйесі`, `жүйесін`."""
    return word.lower().removesuffix("н").endswith(agency_grammar().possessives)


def _is_body_noun(word: str) -> bool:
    """Whether a word in the dative is the head of a body's name: `комитетіне`, `комиссияға`."""
    return word.lower().startswith(_body_stems())


@by_language()
def _body_stems() -> tuple[str, ...]:
    endings = agency_grammar().possessives
    nouns = agency_grammar().body_nouns
    stems = {noun.removesuffix(ending) for noun in nouns for ending in endings if noun.endswith(ending)}
    return tuple(sorted(stem for stem in stems if len(stem) >= _SHORTEST_NOUN))
