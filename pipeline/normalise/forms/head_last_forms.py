"""Forms of completion where results stand last: `Қазақстан Республикасы Заңының жобасына ӨДМ-ге ұсыныстар`.

What is named in the plain case is a result; what stands before it in the genitive or dative, or before
`туралы`, is its owner, its receiver or its topic.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from pipeline.normalise.bodies.name_tokens import ACCUSATIVE, DATIVE, GENITIVE, NOMINATIVE, is_letters
from pipeline.normalise.forms.completion import DETAIL, NOT_UNDERSTOOD, OTHER, FormResults
from pipeline.normalise.forms.form_units import FormUnit, Kind
from pipeline.normalise.text.account import Fate, claimed
from pipeline.registry.cell_words import agency_grammar, form_words
from pipeline.registry.language_words import is_genitive
from pipeline.registry.loading import by_language

# `сот`, `қор` begin other words
_SHORTEST_NOUN = 5


@dataclass(slots=True)
class HeadLastReading(FormResults):
    """What was read so far.

    Attributes:
        waiting: bodies that may share the case of the next one.
        pending: what may describe a result that is still to come.
        phrase: the place in `pending` from which words may name a receiver.
        has_result: whether the part of the cell since the last comma has a result.
    """

    waiting: list[FormUnit] = field(default_factory=list)
    pending: list[FormUnit] = field(default_factory=list)
    phrase: int = 0
    has_result: bool = False

    def take_bracketed(self, unit: FormUnit) -> None:
        """In brackets stand receivers and words of how often; anything else is reported."""
        if unit.kind == Kind.BODY and unit.case == DATIVE:
            self.receive(unit)
        elif unit.kind in (Kind.ACTION, Kind.POSTPOSITION, Kind.DESTINATION, Kind.CONJUNCTION):
            self.claim(unit, f"forms.{unit.kind}", Fate.FILLER)

    def take(self, unit: FormUnit, ahead: Sequence[FormUnit]) -> None:
        """Takes a unit outside of brackets."""
        if unit.is_receiver and unit.case == DATIVE:
            ahead = _from_head(ahead)
        following = ahead[0] if ahead else FormUnit(Kind.SEPARATOR)
        if unit.kind == Kind.RESULT:
            self._result(unit, following)
        elif unit.kind == Kind.BODY:
            self._body(unit, following)
        elif unit.kind == Kind.WORDS:
            self._word(unit, following)
        elif unit.kind == Kind.SEPARATOR:
            self._end_part()
        elif unit.kind == Kind.CONJUNCTION:
            self.claim(unit, "forms.conjunctions", Fate.FILLER)
            if self.has_result:  # else words left before it may describe what follows
                self._end_part()
        elif unit.kind == Kind.DASH:
            # `ҰЭМ – Үкіметке ақпарат`: who stands before a dash or a colon sends
            self.waiting.clear()
            self.phrase = len(self.pending)
        else:
            self.claim(unit, f"forms.{unit.kind}", Fate.FILLER)
            if unit.kind == Kind.POSTPOSITION:
                self.phrase = len(self.pending)

    def end(self, units: Sequence[FormUnit]) -> None:
        """Ends the cell; one without a known result has another one."""
        self._end_part()
        if not self.types and any(unit.kind in (Kind.RESULT, Kind.BODY, Kind.WORDS) for unit in units):
            self.types.append(OTHER)
            self._report(units)

    def _end_part(self) -> None:
        left = [unit for unit in self.pending if unit not in self.waiting]
        if any(unit.kind in (Kind.WORDS, Kind.RESULT) and not unit.text.isdecimal() for unit in left):
            self._report(left)
            if not self.has_result:
                self.types.append(OTHER)
        self.pending = list(self.waiting)
        self.phrase = len(self.pending)
        self.has_result = False

    def _report(self, units: Sequence[FormUnit]) -> None:
        """Reports units whose words were not understood."""
        for unit in units:
            self.claims.append(claimed(unit.start, unit.end, NOT_UNDERSTOOD, Fate.REPORTED))
        self.not_understood(" ".join(unit.text for unit in units))

    def _keep(self, unit: FormUnit) -> None:
        """A unit waits for its result; behind a dative another phrase begins."""
        self.pending.append(unit)
        if unit.case == DATIVE:
            self.phrase = len(self.pending)

    def _receive_words(self, unit: FormUnit) -> None:
        """Keeps the words of a receiver that the registry does not know."""
        first = [*self.pending[self.phrase :], unit][0]
        del self.pending[self.phrase :]
        self.waiting.clear()
        self.receive_words(first.start, unit.end)

    def _result(self, unit: FormUnit, following: FormUnit) -> None:
        if unit.case == DATIVE and unit.is_receiver and following.kind == Kind.RESULT:
            self._receive_words(unit)
            return
        is_signed = unit.case == DATIVE and following.text.lower() in form_words().signing
        is_plain = unit.case in (NOMINATIVE, ACCUSATIVE) or is_signed
        # a result that describes the next one: `ақпарат есебі`, but not `сұхбат жариялау`
        describes = following.kind == Kind.RESULT and following.value != OTHER and not _is_action(following)
        if not is_plain or describes or following.kind == Kind.POSTPOSITION:
            self._keep(unit)
            return
        self.has_result = True
        if following.kind == Kind.WORDS and _is_possessed(following.text) and following.case != DATIVE:
            # `ақпарат жүйесі`: the result only describes a thing of another kind
            self.types.append(OTHER)
            self._report([*self.pending, unit, following])
        else:
            # `мәслихат шешімі`, `комиссия отырысының хаттамасы`: the words before are the owner's
            has_owner = _is_possessed(unit.text) or is_genitive(unit.text.partition(" ")[0])
            strange = [] if has_owner else list(takewhile(_is_strange, reversed(self.pending)))
            for each in strange:
                self.claim(each, DETAIL, Fate.REPORTED)
                self.in_no_column(each.text)
            self.take_result([each for each in self.pending if each not in strange], unit)
        self.pending.clear()
        self.waiting.clear()
        self.phrase = 0

    def _body(self, unit: FormUnit, following: FormUnit) -> None:
        goes_on = unit.case in (GENITIVE, NOMINATIVE) and following.kind == Kind.DESTINATION
        if unit.case == DATIVE or goes_on:
            for each in (*self.waiting, unit):
                self.receive(each)
            self.pending = [each for each in self.pending if each not in self.waiting]
            self.waiting.clear()
            self.phrase = len(self.pending)
            return
        if unit.case == NOMINATIVE:
            self.waiting.append(unit)
        else:
            self.waiting.clear()
        self._keep(unit)

    def _word(self, unit: FormUnit, following: FormUnit) -> None:
        is_before_result = following.kind == Kind.RESULT
        names_body = is_letters(unit.text.partition("-")[0].partition(" ")[0]) or _is_body_noun(unit.text)
        if unit.case != DATIVE or not (names_body or is_before_result):
            self._keep(unit)
        elif unit.is_receiver and is_before_result:
            self._receive_words(unit)
        else:
            self.miss_receiver(unit)
            if names_body or unit.text[0].isupper():
                self._receive_words(unit)
            else:
                self._keep(unit)


def _from_head(units: Sequence[FormUnit]) -> Sequence[FormUnit]:
    """The units without words and owners that only describe the next one: `алқа отырысына тоқсандық ақпарат`.

    A noun of action takes the dative itself: `алқа отырысына қатысу есебі`.
    """
    for place, unit in enumerate(units):
        describes = unit.kind == Kind.WORDS and unit.case != DATIVE and not _is_action(unit)
        if not describes and not (unit.kind == Kind.BODY and unit.case == GENITIVE):
            return units[place:]
    return ()


def _is_strange(unit: FormUnit) -> bool:
    """Whether a word before a result is no adjective, no name, and does not hang on it by its case."""
    is_plain = (
        unit.kind == Kind.WORDS and unit.case == NOMINATIVE and unit.text.isalpha() and unit.text.islower()
    )
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
