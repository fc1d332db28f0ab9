"""Reads the unit of money: `(мың. теңге)` in the head of a column, `2,5 млн. АҚШ доллары` beside an amount.

The trouble: heads print points after words that are not shortened, or leave out the word for the currency.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.normalise.costs.amounts import Piece, pieces_of
from pipeline.normalise.text.letters import clean
from pipeline.registry.cost_words import load_cost_words, phrase_at

TENGE = "KZT"
_PLAIN = "tenge"
# no head of a column is longer
_LONGEST_HEAD = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of money.

    Attributes:
        multiplier: the code of a unit of tenge (`thousand_tenge`) for its factor, None where only a currency
            is printed.
        currency: an ISO 4217 code, None where only the multiplier is printed.
    """

    multiplier: str | None
    currency: str | None

    def joined(self, other: Unit) -> Unit | None:
        """A unit printed in two parts, `120 мың (жүз жиырма мың) теңге`; None where the parts do not fit."""
        if (self.multiplier and other.multiplier) or (self.currency and other.currency):
            return None
        return Unit(multiplier=self.multiplier or other.multiplier, currency=self.currency or other.currency)


def parse_cost_unit(head_text: str | None) -> str | None:
    """Reads the unit out of a column's head: `Болжанатын шығыстар (мың. теңге)` is thousand_tenge.

    Args:
        head_text: the head's words, or a unit's code itself.

    Returns:
        tenge, thousand_tenge, million_tenge, billion_tenge, trillion_tenge; these with another currency
        behind a blank (`thousand_tenge USD`: a thousand dollars); or None where the head names no unit.
    """
    line = clean(head_text)
    code, _, currency = line.partition(" ")
    if code in load_cost_words().units:
        return line
    pieces = pieces_of(line[:_LONGEST_HEAD])
    found = (unit_at(pieces, at) for at in range(len(pieces)))
    unit = next((read[0] for read in found if read is not None), None)
    if unit is None:
        return None
    currency = unit.currency or TENGE
    return (unit.multiplier or _PLAIN) + ("" if currency == TENGE else f" {currency}")


def column_unit(unit: str | None) -> Unit | None:
    """The unit of a column from its head's words or its code."""
    code, _, currency = (parse_cost_unit(unit) or "").partition(" ")
    return Unit(multiplier=code, currency=currency or TENGE) if code else None


def unit_at(pieces: Sequence[Piece], at: int) -> tuple[Unit, int] | None:
    """The unit that stands at a place (`млн. теңге`, `мың`, `$`), and the place after it."""
    known = load_cost_words()
    words = [piece.word for piece in pieces[at : at + 5]]
    if currency := phrase_at(words, 0, known.currencies):
        return Unit(multiplier=None, currency=currency.code), at + len(currency.stems)
    multiplier = phrase_at(words, 0, known.multipliers)
    if multiplier is None:
        return None
    after = 2 if len(words) > 1 and words[1] == "." else 1
    currency = phrase_at(words, after, known.currencies)
    if currency is None and phrase_at(words, 0, known.shortened) and words[1:2] != ["."]:
        return None
    if currency is None:
        return Unit(multiplier=multiplier.code, currency=None), at + after
    return Unit(multiplier=multiplier.code, currency=currency.code), at + after + len(currency.stems)
