"""Reads the unit of money: `(мың. теңге)` in the head of a column, `2,5 млн. теңге` beside an amount.

The trouble: heads print points after words that are not shortened, or leave out the word for the currency.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.normalise.cost_amounts import Piece, pieces_of
from pipeline.normalise.text.letters import clean
from pipeline.reference.costs import load_cost_words, phrase_at

# no head of a column is longer
_LONGEST_HEAD = 1000


def parse_cost_unit(head_text: str | None) -> str | None:
    """Reads the unit out of a column's head: `Болжанатын шығыстар (мың. теңге)` is thousand_tenge.

    Args:
        head_text: the head's words, or a unit's code itself.

    Returns:
        tenge, thousand_tenge, million_tenge, billion_tenge, or None where the head names no unit.
    """
    line = clean(head_text)
    if line in load_cost_words().units:
        return line
    pieces = pieces_of(line[:_LONGEST_HEAD])
    found = (unit_at(pieces, at) for at in range(len(pieces)))
    return next((read[0] for read in found if read is not None), None)


def unit_at(pieces: Sequence[Piece], at: int) -> tuple[str, int] | None:
    """The unit that stands at a place (`млн. теңге`, `мың`, `теңге`), and the place after it."""
    known = load_cost_words()
    words = [piece.word for piece in pieces[at : at + 3]]
    if phrase_at(words, 0, known.currency):
        return "tenge", at + 1
    multiplier = phrase_at(words, 0, known.multipliers)
    if multiplier is None:
        return None
    after = 2 if len(words) > 1 and pieces[at + 1].text == "." else 1
    if after < len(words) and phrase_at(words, after, known.currency):
        after += 1
    return multiplier.code, at + after
