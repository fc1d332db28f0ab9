"""What a cell of completion forms is read as, in whichever order its words stand."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.normalise.text.account import Claim
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


def shortened(words: str) -> str:
    """Words as a message quotes them."""
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"
