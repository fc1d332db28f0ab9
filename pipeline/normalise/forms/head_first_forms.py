"""Forms of completion where results stand first: `информация о ходе исполнения Плана в МНЭ`.

Behind a result stand, in any order, whose it is (in the genitive), what it is about (after a preposition) and
to whom it goes (after `в`, or in the dative). A comma or a conjunction begins another result only where a
known one follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from pipeline.normalise.bodies.find_bodies import BodySpot, spots
from pipeline.normalise.bodies.name_tokens import DATIVE, tokenize
from pipeline.normalise.forms.completion import (
    DETAIL,
    LONGEST_TEXT,
    NOT_UNDERSTOOD,
    OTHER,
    RECIPIENT_TEXTS,
    RECIPIENTS,
    TYPES,
    CompletionForm,
    FormResults,
    shortened,
)
from pipeline.normalise.text.account import Fate, claimed, settled
from pipeline.normalise.text.enclosed import find_enclosed
from pipeline.normalise.text.letters import folded
from pipeline.normalise.text.phrases import Phrases
from pipeline.normalise.text.tokens import tokens_of
from pipeline.registry.act_words import act_words
from pipeline.registry.cell_words import agency_grammar, form_words
from pipeline.registry.language_words import stem
from pipeline.registry.loading import by_language

_TOPIC, _ACTION, _CONJUNCTION = "forms.postpositions", "forms.actions", "forms.conjunctions"
# what stands at a place of the cell
_RESULT, _BODY, _TO, _ABOUT, _GOES_TO, _DONE, _AND, _MARK, _WORD = range(9)
_PIECE = re.compile(r"[^\W_]+(?:-[^\W_]+)*|[,;:/\n–—-]")
_MARKS = frozenset(",;:/\n–—-")
_PARTING = frozenset(",;/\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A result, a body, a known word or phrase, a mark or another word, `[start, end)` of the text."""

    kind: int
    start: int
    end: int
    text: str
    value: str = ""
    spot: BodySpot | None = None
    in_brackets: bool = False


def read_head_first(text: str, as_of: date) -> CompletionForm:
    """The results and recipients of a cell of completion forms."""
    reading = _Reading(text=text)
    pieces = list(_pieces(text, as_of)) if len(text) <= LONGEST_TEXT else []
    for piece in pieces:
        if piece.in_brackets:
            reading.take_bracketed(piece)
    plain = [piece for piece in pieces if not piece.in_brackets]
    for place, piece in enumerate(plain):
        reading.take(piece, plain[place + 1 :])
    reading.end_part()
    account, rest = settled(text, reading.claims, into=NOT_UNDERSTOOD)
    inside = [range(span.start, span.end) for span in find_enclosed(text) if span.is_bracket]
    reading.tell_rest(rest, lambda place: any(place in each for each in inside))
    if tokens_of(text) and (not reading.types or reading.has_other):
        reading.types.append(OTHER)
        if not reading.findings:
            reading.not_understood(text)
    return reading.completed(account)


@by_language()
def _phrases() -> Phrases[tuple[int, str]]:
    words = form_words()
    results = [(phrase, (_RESULT, code)) for code, phrases in words.results.items() for phrase in phrases]
    lists = ((_DONE, words.actions), (_GOES_TO, words.destinations), (_ABOUT, words.postpositions))
    known = [(phrase, (kind, "")) for kind, phrases in lists for phrase in phrases]
    known += [(word, (_TO, "")) for word in words.receiver_prepositions]
    known += [(word, (_AND, "")) for word in act_words().joining_words]
    return Phrases((list(map(_key, phrase.split())), meaning) for phrase, meaning in (*results, *known))


def _key(word: str) -> str:
    return stem(folded(word))


def _pieces(text: str, as_of: date) -> Iterator[_Piece]:
    """The pieces of a cell in printed order."""
    inside = [(span.start, span.end) for span in find_enclosed(text) if span.is_bracket]
    bodies = {spot.start: spot for spot in spots(text, tokenize(text), as_of)}
    words = list(_PIECE.finditer(text))
    keys = [_key(word[0]) for word in words]
    place = 0
    while place < len(words):
        first = last = words[place]
        spot = bodies.get(first.start())
        found = _phrases().at(keys, place) if spot is None else None
        kind, value = found.value if found else (_WORD, "")
        end = first.end()
        if spot is not None:
            kind, end = _BODY, spot.end
        elif found is not None:
            end = words[found.end - 1].end()
        elif first[0] in _MARKS:
            kind = _MARK
        while place < len(words) and words[place].start() < end:
            last = words[place]
            place += 1
        start, end = first.start(), max(end, last.end())
        is_inside = any(a <= start < b for a, b in inside)
        yield _Piece(
            kind=kind,
            start=start,
            end=end,
            text=text[start:end],
            value=value,
            spot=spot,
            in_brackets=is_inside,
        )


@dataclass(slots=True, kw_only=True)
class _Reading(FormResults):
    """What was read so far.

    Attributes:
        waiting: words before a result that may describe it.
        has_result: whether the part of the cell has a result; `is_about` that words on its topic follow it.
        has_other: whether words stand where a result would.
        receives: whether a body that stands here receives; `goes_to` is the preposition that says so.
        receiver: the first of the words that name a receiver which is no body.
    """

    waiting: list[_Piece] = field(default_factory=list)
    has_result: bool = False
    is_about: bool = False
    goes_to: _Piece | None = None
    receives: bool = False
    receiver: tuple[int, int] | None = None
    has_other: bool = False

    def take_bracketed(self, piece: _Piece) -> None:
        """In brackets stand receivers and words of how often; anything else is reported."""
        if piece.spot is not None:
            before = self.text[: piece.start].rpartition("(")[2].strip().lower()
            if before in form_words().receiver_prepositions or piece.spot.case == DATIVE:
                self.receive(piece, piece.spot)
        elif piece.kind in (_DONE, _TO, _AND):
            self.claim(piece, _ACTION, Fate.FILLER)

    def take(self, piece: _Piece, ahead: list[_Piece]) -> None:
        """Takes a piece outside of brackets."""
        if piece.kind == _MARK:
            self._mark(piece, ahead)
        elif piece.kind == _AND:
            self._and(piece, ahead)
        elif piece.kind == _RESULT and not self._is_owned(piece):
            self._result(piece)
        elif piece.kind == _BODY and piece.spot is not None:
            self._body(piece, piece.spot)
        elif piece.kind == _DONE:
            self.claim(piece, _ACTION, Fate.FILLER)
        elif piece.kind in (_TO, _GOES_TO, _ABOUT):
            self._preposition(piece, ahead)
        else:
            self._word(piece)

    def end_part(self) -> None:
        """Ends a part of the cell; words that wait for a result are not understood."""
        self._end_receiver()
        if any(not piece.text.isdecimal() for piece in self.waiting):
            self.has_other = True
        self.waiting.clear()
        self.has_result = self.is_about = self.receives = False
        self.goes_to = None

    def _is_owned(self, piece: _Piece) -> bool:
        """Whether a result behind another one is only of it or of its topic: `отчет о проекте закона`."""
        if not self.has_result:
            return False
        first = piece.text.split()[0]
        return self.is_about or self.goes_to is not None or not _is_plain(first)

    def _result(self, piece: _Piece) -> None:
        if self.has_result:
            self.end_part()
        strange = [each for each in self.waiting if not _describes(each)]
        for each in (*self.waiting, piece):
            if each not in strange:
                self.claim(each, TYPES)
        if any(not each.text.isdecimal() for each in strange):
            self.has_other = True
        self.waiting.clear()
        self.has_result = True
        self.types.append(piece.value)
        if piece.value == OTHER:
            self.find("form_without_code", f"{piece.text} is a known form without a code of its own")

    def _body(self, piece: _Piece, spot: BodySpot) -> None:
        if self.receiver is not None:
            self.receiver = self.receiver[0], piece.end
        elif self.has_result and (self.receives or spot.case == DATIVE):
            if self.goes_to is not None:
                self.claim(self.goes_to, RECIPIENTS)
            self.receive(piece, spot)
            self.receives, self.goes_to = True, None
        elif self.has_result:
            self.claim(
                piece, _TOPIC if self.is_about else TYPES, Fate.FILLER if self.is_about else Fate.VALUE
            )
        else:
            self.waiting.append(piece)

    def _preposition(self, piece: _Piece, ahead: list[_Piece]) -> None:
        self._end_receiver()
        self.receives = False
        following = ahead[0] if ahead else None
        if not self.has_result:
            self.waiting.append(piece)
        elif piece.kind == _ABOUT or following is None:
            self.is_about = True
            self.claim(piece, _TOPIC, Fate.FILLER)
        elif piece.kind == _GOES_TO or following.kind == _BODY:
            self.receives, self.goes_to = True, piece
            self.claim(piece, _ACTION, Fate.FILLER)
        elif following.kind == _GOES_TO:
            self.claim(piece, _ACTION, Fate.FILLER)
        elif _names_receiver(following) or _names_body(following):
            if not _names_receiver(following):
                message = (
                    f"{following.text} seems to be the recipient, and no body of the registry is named so"
                )
                self.find("unknown_agency", message)
            self.receiver = piece.start, piece.end
        else:
            self.is_about = True
            self.claim(piece, _TOPIC, Fate.FILLER)

    def _word(self, piece: _Piece) -> None:
        if self.receiver is not None:
            self.receiver = self.receiver[0], piece.end
        elif self.is_about:
            self.claim(piece, _TOPIC, Fate.FILLER)
        elif self.has_result:
            if piece.kind == _RESULT or piece.text.endswith(form_words().owner_endings) or _is_country(piece):
                self.claim(piece, TYPES)
            elif not piece.text.isdecimal():
                self.has_other = True
        else:
            self.waiting.append(piece)

    def _end_receiver(self) -> None:
        if self.receiver is not None:
            start, end = self.receiver
            self.recipient_texts.append(self.text[start:end])
            self.claims.append(claimed(start, end, RECIPIENT_TEXTS))
            self.receiver = None

    def _mark(self, piece: _Piece, ahead: list[_Piece]) -> None:
        if piece.text not in _PARTING:
            if not self.has_result:  # who stands before a dash or a colon sends
                for each in self.waiting:
                    if each.kind in (_BODY, _AND):
                        self.claim(each, "forms.senders", Fate.FILLER)
                self.waiting = [each for each in self.waiting if each.kind not in (_BODY, _AND)]
            return
        following = ahead[0] if ahead else None
        goes_on = following is not None and following.text.lower().endswith(form_words().going_on)
        if self.receives and following is not None and following.kind == _BODY:
            return
        if self.has_result and [each.kind for each in ahead[:2]] == [_TO, _BODY]:
            return
        if piece.text == "," and ((self.is_about and goes_on) or (not self.has_result and self.waiting)):
            return
        self.end_part()

    def _and(self, piece: _Piece, ahead: list[_Piece]) -> None:
        self.claim(piece, _CONJUNCTION, Fate.FILLER)
        result = next((each for each in ahead if not _describes(each)), None)
        if self.receiver is not None or not self.has_result:
            return
        if result is not None and result.kind == _RESULT and not self.is_about:
            self.end_part()
        elif result is not None and result.kind == _RESULT:
            if _is_plain(result.text.split()[0]):
                self.end_part()
            else:
                self.find(DETAIL, f"A result or what another one is about: «{shortened(result.text)}»")


def _is_plain(word: str) -> bool:
    """Whether a word is printed as the registry has it, in the nominative."""
    return word.lower() in _plain_words()


@by_language()
def _plain_words() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrases in form_words().results.values() for phrase in phrases)


def _describes(piece: _Piece) -> bool:
    return (
        piece.kind == _WORD and piece.text.islower() and piece.text.endswith(form_words().describing_endings)
    )


def _names_receiver(piece: _Piece) -> bool:
    """Whether a word is a meeting or a post in the accusative: something goes there, not only is there."""
    return piece.text.lower() in _receivers()


@by_language()
def _receivers() -> frozenset[str]:
    endings = form_words().accusatives
    return frozenset(word[:-1] + endings.get(word[-1], word[-1]) for word in form_words().receivers)


def _names_body(piece: _Piece) -> bool:
    keys = {_key(word) for word in agency_grammar().body_nouns}
    return piece.kind == _WORD and (
        _key(piece.text) in keys or (piece.text.isupper() and len(piece.text) > 1)
    )


def _is_country(piece: _Piece) -> bool:
    words = (word for form in agency_grammar().country.forms for word in form.split())
    return _key(piece.text) in map(_key, words)
