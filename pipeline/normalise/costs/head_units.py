"""The unit of money in a column's head, or nothing where any word of it was not understood.

A unit that is misread makes every amount of a plan wrong by its factor: `(1000 теңге)` is no tenge, `мың АҚШ
доллары` no thousand tenge. So the words around a unit count too.
"""

from __future__ import annotations

import regex as re

from pipeline.normalise.costs.money_units import parse_cost_unit

_PLAIN = "tenge"
_FACTORS = {1: "tenge", 1000: "thousand_tenge", 1_000_000: "million_tenge", 1_000_000_000: "billion_tenge"}
# `1000 теңге`, `1 000 000 теңге`; words, and what stands between them
_PIECE = re.compile(r"(?P<number>\d+(?:[ .]\d{3})*)|(?P<word>[\p{L}]+)|(?P<sign>[^\s.])")
_LONGEST_HEAD = 300
_LONGEST_SHORT_FORM = 4


def head_unit(head: str | None) -> str | None:
    """The code of the unit that a head names; None where it names none, or in words not understood.

    Args:
        head: the head's words: `Болжанатын шығыстар (мың теңге)`.
    """
    text = (head or "")[:_LONGEST_HEAD]
    if parse_cost_unit(text) == text:
        return text or None
    pieces = list(_PIECE.finditer(text))
    found: list[str | None] = []
    at = 0
    while at < len(pieces):
        unit, after = _unit_at(pieces, at)
        if unit is not None:
            before = pieces[at - 1] if at else None
            if before and unit == _PLAIN and _may_shorten(before, text[before.end() : pieces[at].start()]):
                found.append(_shortened(text[before.start() : pieces[at].end()]))
            else:
                found.append(_multiplied(unit, before["number"]) if before and before["number"] else unit)
        elif after > at + 1:
            found.append(None)
        at = max(after, at + 1)
    return found[0] if found and len(set(found)) == 1 else None


def _unit_at(pieces: list[re.Match[str]], at: int) -> tuple[str | None, int]:
    """The unit that these words are, and the piece after it; None with a later piece: not understood."""
    if not pieces[at]["word"]:
        return None, at
    own = parse_cost_unit(pieces[at][0])
    following = [piece["word"] for piece in pieces[at + 1 : at + 3]]
    if own is None:
        return None, at
    if own == _PLAIN or not following or following[0] is None:
        return own, at + 1
    for n in (2, 1):
        words = [word for word in following[:n] if word]
        if len(words) == n and parse_cost_unit(" ".join(words)) is not None:
            return parse_cost_unit(" ".join([pieces[at][0], *words])), at + 1 + n
    return None, at + 2


def _may_shorten(before: re.Match[str], between: str) -> bool:
    """May the word before `теңге` be a short form that multiplies it: `тыс. тенге`?"""
    return bool(before["word"]) and (len(before["word"]) <= _LONGEST_SHORT_FORM or "." in between)


def _shortened(words: str) -> str | None:
    """The unit of a short form and `теңге`; None where the short form is not known."""
    unit = parse_cost_unit(words)
    return None if unit == _PLAIN else unit


def _multiplied(unit: str, number: str) -> str | None:
    """`1000` before `теңге`: a factor; before another unit, or another number: not understood.

    A year may stand before a unit, as in `2021 мың теңге` of a head over two lines.
    """
    value = int(re.sub(r"\D", "", number))
    if 1990 <= value <= 2100 and len(number) == 4:
        return unit
    return _FACTORS.get(value) if unit == _PLAIN else unit if value == 1 else None
