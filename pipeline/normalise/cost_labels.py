"""Puts the amounts of a cost under their labels: `2015 жыл – 12 500`, `РБ - 1 200, ЖБ - 300`.

The trouble: a year looks like an amount; labels stand before their amount (`РБ – 1 200`) or behind it (`1 200
(РБ)`); `оның ішінде` ("of these") puts parts under a label that went before; one unit at the end goes for a
whole list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.normalise.cost_amounts import Piece, is_year
from pipeline.normalise.cost_units import unit_at
from pipeline.reference.costs import CostWords, Phrase, load_cost_words, phrase_at

_DASHES = frozenset("-–—−‐‑‒―")
_SILENT = _DASHES | frozenset(',;:.()[]«»"/…')
_SEPARATORS = frozenset(",;")
# `4`, `4.5`, and `001` of a budget programme
_NUMBER_OF_ITEM = re.compile(r"\d{1,2}(\.\d{1,2})?|0\d\d")
# how far a word for budget may stand behind the adjective of a list
_REACH = 4
# `4, 5 және 6-1-тармақтарына` has ten pieces
_LONGEST_LIST = 16


@dataclass(slots=True, kw_only=True)
class Labelled:
    """A printed number under its labels.

    Attributes:
        number: as printed.
        year, source: its labels, None where it has none or several.
        unit: the unit printed beside it.
        joined: whether it goes on from the amount before: `12 млн. 500 мың теңге`.
    """

    number: str
    year: int | None
    source: str | None
    unit: str | None = None
    joined: bool = False


@dataclass(slots=True, kw_only=True)
class Reading:
    """What was read: amounts, sources and units in printed order, and the words that nothing was made of."""

    amounts: list[Labelled] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    years: list[str] = field(default_factory=list)
    leftover: list[str] = field(default_factory=list)
    foreign: bool = False


class _Labeller:
    """Walks the pieces once; `year` and `source` are the labels that go for what follows."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self.words = [piece.word for piece in pieces]
        self.known: CostWords = load_cost_words()
        self.reading = Reading()
        self.year: int | None = None
        self.source: str | None = None
        self.outer = ""
        self.before = ""
        self.in_bracket = False

    def read(self) -> Reading:
        at = 0
        while at < len(self.pieces):
            at = self._number(at) if self.pieces[at].kind == "number" else self._other(at)
        return self.reading

    def _other(self, at: int) -> int:
        piece = self.pieces[at]
        if piece.kind == "word":
            return self._word(at)
        if piece.kind == "date" or piece.text not in _SILENT:
            self.reading.leftover.append(piece.text)
        elif piece.text in _SEPARATORS and not self.in_bracket:
            self.before = "separator" if self.before != "label" else self.before
        elif piece.text in "([":
            self.in_bracket = self.before in ("amount", "unit")
        elif piece.text in ")]":
            self.before = "separator" if self.in_bracket else self.before
            self.in_bracket = False
        return at + 1

    def _word(self, at: int) -> int:
        if phrase := phrase_at(self.words, at, self.known.included):
            self._include()
            return at + len(phrase.stems)
        if (read := unit_at(self.pieces, at)) is not None:
            unit, after = read
            self.reading.units.append(unit)
            if self.before == "amount":
                self.reading.amounts[-1].unit = unit
                self.before = "unit"
            return after
        if phrase_at(self.words, at, self.known.foreign_currency):
            self.reading.foreign = True
            self.reading.leftover.append(self.pieces[at].text)
            return at + 1
        if phrase := self._source_at(at):
            after = at + len(phrase.stems)
            self.reading.sources.append(phrase.code)
            self._label("source", phrase.code, after)
            return after
        if phrase := phrase_at(self.words, at, self.known.types):
            return at + len(phrase.stems)
        if not phrase_at(self.words, at, self.known.fillers):
            self.reading.leftover.append(self.pieces[at].text)
        return at + 1

    def _source_at(self, at: int) -> Phrase | None:
        found = phrase_at(self.words, at, self.known.sources)
        if found is None and (adjective := phrase_at(self.words, at, self.known.adjectives)):
            near = range(at + 1, min(at + 1 + _REACH, len(self.words)))
            found = (
                adjective if any(phrase_at(self.words, place, self.known.budget) for place in near) else None
            )
        return found

    def _number(self, at: int) -> int:
        if (after := self._item_after(at)) is not None:
            return after
        piece = self.pieces[at]
        if self._sign(at + 1) == ")" and not any(p.text == "(" for p in self.pieces[max(at - 2, 0) : at]):
            return at + 2
        if self._sign(at + 1) == "%":
            self.reading.leftover.append(f"{piece.text} %")
            return at + 2
        if is_year(piece) and (after := self._year_after(at)) is not None:
            return after
        if self.before == "amount":
            # two numbers side by side: which is which cannot be known
            self.reading.leftover.append(piece.text)
        self.reading.amounts.append(
            Labelled(number=piece.text, year=self.year, source=self.source, joined=self.before == "unit")
        )
        self.before = "amount"
        return at + 1

    def _item_after(self, at: int) -> int | None:
        """The place after the numbers of items (`4, 5-тармақтарына`) or of a programme, None otherwise."""
        here = at
        while here < len(self.pieces) and here - at < _LONGEST_LIST:
            piece = self.pieces[here]
            if piece.kind == "word" and phrase_at(self.words, here, self.known.numbered):
                return here
            joint = (
                piece.text in _DASHES or piece.text in ",." or phrase_at(self.words, here, self.known.joints)
            )
            if not joint and not (piece.kind == "number" and _NUMBER_OF_ITEM.fullmatch(piece.text)):
                return None
            here += 1
        return None

    def _year_after(self, at: int) -> int | None:
        """The place after a year that is a label, or after several years; None if the number is an amount."""
        years, here = [int(self.pieces[at].text)], at + 1
        while self._joint(here) and here + 1 < len(self.pieces) and is_year(self.pieces[here + 1]):
            years.append(int(self.pieces[here + 1].text))
            here += 2
        named = here < len(self.words) and phrase_at(self.words, here, self.known.year)
        if len(years) > 1:
            if not named and not self._sign(here):
                return None
            self.reading.years.append(f"{years[0]}…{years[-1]}")
            return here + bool(named)
        ahead = self._sign(here) in _DASHES or self._sign(here) == ":"
        labels = ahead and here + 1 < len(self.pieces) and self.pieces[here + 1].kind == "number"
        enclosed = self._sign(at - 1) == "(" and self._sign(here) == ")"
        if not (named or labels or enclosed):
            return None
        after = here + bool(named)
        self._label("year", years[0], after + (self._sign(after) == "."))
        return after

    def _joint(self, at: int) -> bool:
        sign = self._sign(at)
        return (
            sign in _DASHES
            or sign == ","
            or (at < len(self.words) and bool(phrase_at(self.words, at, self.known.joints)))
        )

    def _sign(self, at: int) -> str:
        return self.pieces[at].text if 0 <= at < len(self.pieces) and self.pieces[at].kind == "sign" else ""

    def _label(self, kind: str, value: int | str, after: int) -> None:
        """A label goes for the amount behind which it stands, else for what follows."""
        amounts = self.reading.amounts
        behind = self.in_bracket or (self.before in ("amount", "unit", "behind") and not self._leads(after))
        if behind and amounts:
            last = amounts[-1]
            doubled = self.before == "behind" and getattr(last, kind) is not None
            setattr(last, kind, None if doubled else value)
            if not self.in_bracket or self.before in ("amount", "unit"):
                self.before = "behind"
            return
        other = "source" if kind == "year" else "year"
        if self.before == "label" and getattr(self, kind) is not None:
            setattr(self, kind, None)
        else:
            if self.before == "label" and not self.outer:
                self.outer = other
            setattr(self, kind, value)
        if self.outer in ("", kind) and self.before != "label":
            setattr(self, other, None)
        self.before = "label"

    def _leads(self, at: int) -> bool:
        """Whether an amount follows before anything separates it from the label."""
        for here in range(at, min(at + 2 * _REACH, len(self.pieces))):
            piece = self.pieces[here]
            if piece.kind == "number":
                return True
            if piece.kind == "word":
                if not phrase_at(self.words, here, self.known.fillers):
                    return False
            elif piece.text not in _DASHES and piece.text not in ":.(":
                return False
        return False

    def _include(self) -> None:
        """What follows is part of the last amount."""
        if self.reading.amounts:
            last = self.reading.amounts[-1]
            self.year, self.source = last.year, last.source
            self.outer = "year" if last.year is not None else "source" if last.source is not None else ""
        self.before = "included"


def read_labels(pieces: Sequence[Piece]) -> Reading:
    """The amounts under their labels, and what else the words name."""
    return _Labeller(pieces).read()
