"""Forms of completion where results stand first: `информация о ходе исполнения Плана в МНЭ`.

Behind a result stand, in any order, whose it is (in the genitive), what it is about (after a preposition) and
to whom it goes (after `в`, or in the dative). A comma or a conjunction begins another result only where a
known one follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.normalise.bodies.name_tokens import DATIVE
from pipeline.normalise.forms.completion import DETAIL, OTHER, RECIPIENTS, TYPES, FormResults, shortened
from pipeline.normalise.forms.form_units import FormUnit, Kind, stem_of
from pipeline.normalise.text.account import Fate
from pipeline.normalise.text.tokens import tokens_of
from pipeline.registry.cell_words import agency_grammar, form_words
from pipeline.registry.loading import by_language

_TOPIC, _ACTION, _CONJUNCTION = "forms.postpositions", "forms.actions", "forms.conjunctions"


@dataclass(slots=True)
class HeadFirstReading(FormResults):
    """What was read so far.

    Attributes:
        waiting: words before a result that may describe it.
        has_result: whether the part of the cell has a result; `is_about` that words on its topic follow it.
        has_other: whether words stand where a result would.
        receives: whether a body that stands here receives; `goes_to` is the preposition that says so.
        receiver: where the words stand that name a receiver which is no body.
    """

    waiting: list[FormUnit] = field(default_factory=list)
    has_result: bool = False
    is_about: bool = False
    goes_to: FormUnit | None = None
    receives: bool = False
    receiver: tuple[int, int] | None = None
    has_other: bool = False

    def take_bracketed(self, unit: FormUnit) -> None:
        """In brackets stand receivers and words of how often; anything else is reported."""
        if unit.kind == Kind.BODY:
            before = self.text[: unit.start].rpartition("(")[2].strip().lower()
            if before in form_words().receiver_prepositions or unit.case == DATIVE:
                self.receive(unit)
        elif unit.kind in (Kind.ACTION, Kind.PREPOSITION, Kind.CONJUNCTION):
            self.claim(unit, _ACTION, Fate.FILLER)

    def take(self, unit: FormUnit, ahead: Sequence[FormUnit]) -> None:
        """Takes a unit outside of brackets."""
        if unit.kind == Kind.DASH:
            self._dash()
        elif unit.kind == Kind.SEPARATOR:
            self._separator(unit, ahead)
        elif unit.kind == Kind.CONJUNCTION:
            self._and(unit, ahead)
        elif unit.kind == Kind.RESULT and not self._is_owned(unit):
            self._result(unit)
        elif unit.kind == Kind.BODY:
            self._body(unit)
        elif unit.kind == Kind.ACTION:
            self.claim(unit, _ACTION, Fate.FILLER)
        elif unit.kind in (Kind.PREPOSITION, Kind.DESTINATION, Kind.POSTPOSITION):
            self._preposition(unit, ahead)
        else:
            self._word(unit)

    def end(self, _: Sequence[FormUnit]) -> None:
        """Ends the cell; where words stand in place of a result, it has another one."""
        self._end_part()
        if tokens_of(self.text) and (not self.types or self.has_other):
            self.types.append(OTHER)

    def _end_part(self) -> None:
        """Ends a part of the cell; words that wait for a result are not understood."""
        self._end_receiver()
        self.has_other = self.has_other or any(not unit.text.isdecimal() for unit in self.waiting)
        self.waiting.clear()
        self.has_result = self.is_about = self.receives = False
        self.goes_to = None

    def _is_owned(self, unit: FormUnit) -> bool:
        """Whether a result behind another one is only of it or of its topic: `отчет о проекте закона`."""
        return self.has_result and (self.is_about or self.goes_to is not None or not _is_plain(unit))

    def _result(self, unit: FormUnit) -> None:
        if self.has_result:
            self._end_part()
        strange = [each for each in self.waiting if not _describes(each)]
        self.has_other = self.has_other or any(not each.text.isdecimal() for each in strange)
        self.take_result([each for each in self.waiting if _describes(each)], unit)
        self.waiting.clear()
        self.has_result = True

    def _body(self, unit: FormUnit) -> None:
        if self.receiver is not None:
            self.receiver = self.receiver[0], unit.end
        elif not self.has_result:
            self.waiting.append(unit)
        elif self.receives or unit.case == DATIVE:
            if self.goes_to is not None:
                self.claim(self.goes_to, RECIPIENTS)
            self.receive(unit)
            self.receives, self.goes_to = True, None
        elif self.is_about:
            self.claim(unit, _TOPIC, Fate.FILLER)
        else:
            self.claim(unit, TYPES)

    def _preposition(self, unit: FormUnit, ahead: Sequence[FormUnit]) -> None:
        self._end_receiver()
        self.receives = False
        following = ahead[0] if ahead else FormUnit(Kind.SEPARATOR)
        is_to, is_receiver = unit.kind == Kind.PREPOSITION, following.text.lower() in _receivers()
        if not self.has_result:
            self.waiting.append(unit)
        elif ahead and (unit.kind == Kind.DESTINATION or (is_to and following.kind == Kind.BODY)):
            self.receives, self.goes_to = True, unit
            self.claim(unit, _ACTION, Fate.FILLER)
        elif is_to and following.kind == Kind.DESTINATION:
            self.claim(unit, _ACTION, Fate.FILLER)
        elif is_to and (is_receiver or _names_body(following)):
            if not is_receiver:
                self.miss_receiver(following)
            self.receiver = unit.start, unit.end
        else:
            self.is_about = True
            self.claim(unit, _TOPIC, Fate.FILLER)

    def _word(self, unit: FormUnit) -> None:
        if self.receiver is not None:
            self.receiver = self.receiver[0], unit.end
        elif self.is_about:
            self.claim(unit, _TOPIC, Fate.FILLER)
        elif not self.has_result:
            self.waiting.append(unit)
        elif unit.kind == Kind.RESULT or unit.text.endswith(form_words().owner_endings) or _is_country(unit):
            self.claim(unit, TYPES)
        elif not unit.text.isdecimal():
            self.has_other = True

    def _end_receiver(self) -> None:
        if self.receiver is not None:
            self.receive_words(*self.receiver)
            self.receiver = None

    def _dash(self) -> None:
        """Who stands before a dash or a colon sends."""
        if not self.has_result:
            senders = [each for each in self.waiting if each.kind in (Kind.BODY, Kind.CONJUNCTION)]
            for each in senders:
                self.claim(each, "forms.senders", Fate.FILLER)
            self.waiting = [each for each in self.waiting if each not in senders]

    def _separator(self, unit: FormUnit, ahead: Sequence[FormUnit]) -> None:
        following = ahead[0] if ahead else FormUnit(Kind.SEPARATOR)
        goes_on = following.text.lower().endswith(form_words().going_on)
        receives_more = self.receives and following.kind == Kind.BODY
        receives_too = self.has_result and [each.kind for each in ahead[:2]] == [Kind.PREPOSITION, Kind.BODY]
        is_within = (self.is_about and goes_on) or (not self.has_result and self.waiting)
        if not (receives_more or receives_too or (unit.text == "," and is_within)):
            self._end_part()

    def _and(self, unit: FormUnit, ahead: Sequence[FormUnit]) -> None:
        self.claim(unit, _CONJUNCTION, Fate.FILLER)
        following = next((each for each in ahead if not _describes(each)), FormUnit(Kind.SEPARATOR))
        if self.receiver is not None or not self.has_result or following.kind != Kind.RESULT:
            return
        if not self.is_about or _is_plain(following):
            self._end_part()
        else:
            words = shortened(following.text)
            self.find(DETAIL, f"A result or what another one is about: «{words}»")


def _is_plain(result: FormUnit) -> bool:
    """Whether its first word is printed as the registry has it, in the nominative."""
    return result.text.split()[0].lower() in _plain_words()


@by_language()
def _plain_words() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrases in form_words().results.values() for phrase in phrases)


def _describes(unit: FormUnit) -> bool:
    is_lower_word = unit.kind == Kind.WORDS and unit.text.islower()
    return is_lower_word and unit.text.endswith(form_words().describing_endings)


@by_language()
def _receivers() -> frozenset[str]:
    """Meetings and posts in the accusative, in which something goes there and not only is there."""
    endings = form_words().accusatives
    return frozenset(word[:-1] + endings.get(word[-1], word[-1]) for word in form_words().receivers)


def _names_body(unit: FormUnit) -> bool:
    is_noun = stem_of(unit.text) in map(stem_of, agency_grammar().body_nouns)
    return unit.kind == Kind.WORDS and (is_noun or (unit.text.isupper() and len(unit.text) > 1))


def _is_country(unit: FormUnit) -> bool:
    words = (word for form in agency_grammar().country.forms for word in form.split())
    return stem_of(unit.text) in map(stem_of, words)
