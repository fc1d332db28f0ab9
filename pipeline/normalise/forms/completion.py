"""What a cell of completion forms is read as, and how it is gathered, in whichever order its words stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.normalise.bodies.find_bodies import BodySpot
from pipeline.normalise.bodies.known_bodies import is_one_of_many
from pipeline.normalise.text.account import Claim, Fate, claimed
from pipeline.normalise.text.tokens import tokens_of
from pipeline.registry.cell_words import form_words
from pipeline.registry.finding_kinds import Remark

OTHER = "other"
TYPES, RECIPIENTS, RECIPIENT_TEXTS = "completion_form_types", "recipient_agency_ids", "recipient_texts"
NOT_UNDERSTOOD, DETAIL = "form_not_understood", "form_detail"
LONGEST_TEXT = 2000
"""The longest printed forms have some six hundred characters."""
_LONGEST_QUOTE = 120


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


class _Stretch(Protocol):
    """A piece of a cell: its words, `[start, end)` of the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...


@dataclass(slots=True)
class FormResults:
    """The results and receivers of a cell while it is read, and what became of its words."""

    text: str
    types: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    recipient_texts: list[str] = field(default_factory=list)
    findings: list[Remark] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def find(self, code: str, message: str) -> None:
        """Adds a finding."""
        self.findings.append(Remark(code=code, message=message))

    def not_understood(self, words: str) -> None:
        """Adds a finding about words that nothing was made of."""
        self.find(NOT_UNDERSTOOD, f"Not understood: {shortened(words)}")

    def claim(self, piece: _Stretch, into: str, fate: Fate = Fate.VALUE) -> None:
        """Says what became of a piece; a number is claimed by no words around it."""
        if not piece.text.isdecimal():
            self.claims.append(claimed(piece.start, piece.end, into, fate))

    def receive(self, piece: _Stretch, spot: BodySpot) -> None:
        """Adds the bodies of a spot to the recipients."""
        self.claim(piece, RECIPIENTS)
        for reading in spot.readings:
            known = reading.agency_id
            if known is not None and is_one_of_many(spot.text, known):
                # `облыс әкіміне`: the words do not say which of them
                self.recipient_texts.append(spot.text)
            elif known is not None and known not in form_words().channels:
                self.recipients.append(known)
            if reading.remark is not None:
                self.findings.append(reading.remark)

    def tell_rest(self, rest: Iterable[str], is_inside: Callable[[int], bool]) -> None:
        """Reports words that nothing was made of; `is_inside` says whether a place is in brackets."""
        for words in rest:
            if is_inside(self.text.find(words)) or all(token.is_number for token in tokens_of(words)):
                self.find(DETAIL, f"In no column: «{shortened(words)}»")
            else:
                self.not_understood(words)

    def completed(self, account: tuple[Claim, ...]) -> CompletionForm:
        """What the cell is read as, with the account of its words."""
        return CompletionForm(
            types=tuple(dict.fromkeys(self.types)),
            recipient_agency_ids=tuple(dict.fromkeys(self.recipients)),
            recipient_texts=tuple(dict.fromkeys(self.recipient_texts)),
            findings=tuple(dict.fromkeys(self.findings)),
            account=account,
        )


def shortened(words: str) -> str:
    """Words as a message quotes them."""
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"
