"""What a cell of completion forms is read as, and how it is gathered, in whichever order its words stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.normalise.bodies.known_bodies import is_one_of_many
from pipeline.normalise.forms.form_units import FormUnit
from pipeline.normalise.text.account import Claim, Fate, claimed
from pipeline.registry.cell_words import form_words
from pipeline.registry.finding_kinds import Remark

OTHER = "other"
TYPES, RECIPIENTS, RECIPIENT_TEXTS = "completion_form_types", "recipient_agency_ids", "recipient_texts"
NOT_UNDERSTOOD, DETAIL = "form_not_understood", "form_detail"
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

    def in_no_column(self, words: str) -> None:
        """Adds a finding about words that are understood and have no column."""
        self.find(DETAIL, f"In no column: «{shortened(words)}»")

    def claim(self, unit: FormUnit, into: str, fate: Fate = Fate.VALUE) -> None:
        """Says what became of a unit; a number is claimed by no words around it."""
        if not unit.text.isdecimal():
            self.claims.append(claimed(unit.start, unit.end, into, fate))

    def take_result(self, describing: Iterable[FormUnit], result: FormUnit) -> None:
        """Adds a result with the units that describe it."""
        for unit in (*describing, result):
            self.claim(unit, TYPES)
        self.types.append(result.value)
        if result.value == OTHER:
            self.find("form_without_code", f"{result.text} is a known form without a code of its own")

    def receive(self, unit: FormUnit) -> None:
        """Adds the bodies of a unit to the recipients."""
        self.claim(unit, RECIPIENTS)
        if unit.spot is None:
            return
        for reading in unit.spot.readings:
            known = reading.agency_id
            if known is not None and is_one_of_many(unit.spot.text, known):
                # `облыс әкіміне`: the words do not say which of them
                self.recipient_texts.append(unit.spot.text)
            elif known is not None and known not in form_words().channels:
                self.recipients.append(known)
            if reading.remark is not None:
                self.findings.append(reading.remark)

    def receive_words(self, start: int, end: int) -> None:
        """Adds a receiver that the registry does not know."""
        self.recipient_texts.append(self.text[start:end])
        self.claims.append(claimed(start, end, RECIPIENT_TEXTS))

    def miss_receiver(self, unit: FormUnit) -> None:
        """Adds a finding about a receiver that looks like a body."""
        message = f"{unit.text} seems to be the recipient, and no body of the registry is named so"
        self.find("unknown_agency", message)

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
