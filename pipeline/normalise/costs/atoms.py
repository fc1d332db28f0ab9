"""The words of a cost by what they do: amounts, their labels, units, brackets and separators.

The trouble: a number is an amount, a year, the code of a budget programme, the number of an item, or a list's
mark, and only its neighbours tell which: `012 «…» бағдарламасы (2013 ж. – 1 200,0)`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pipeline.normalise.costs.money import Piece, Unit, phrases, unit_at
from pipeline.normalise.text.letters import DASHES
from pipeline.normalise.text.numerals import number_in_words
from pipeline.registry.cell_words import cost_words
from pipeline.registry.kazakh import kazakh_words


class Kind(StrEnum):
    """What some pieces do."""

    NUMBER = "number"
    WORDED_NUMBER = "worded_number"
    UNIT = "unit"
    YEAR = "year"
    SOURCE = "source"
    RECURRING = "per"
    PROGRAMME = "programme"
    TOTAL = "total"
    PARTS = "parts"
    OPEN = "open"
    CLOSE = "close"
    SEPARATOR = "separator"
    LINK = "link"
    TYPE = "type"
    DENIAL = "denial"
    ITEM = "item"
    MARK = "mark"
    FILLER = "filler"
    WORDED_FILLER = "worded_filler"
    UNKNOWN = "unknown"


NOT_REQUIRED = "not_required"
SHARE = "share"
"""The code of a number that is a percentage, which no column holds."""

_KIND_OF_LIST = {
    "included": Kind.PARTS,
    "recurring": Kind.RECURRING,
    "sources": Kind.SOURCE,
    "denials": Kind.DENIAL,
    "types": Kind.TYPE,
    "totals": Kind.TOTAL,
    "fillers": Kind.FILLER,
    "fillers_of_words": Kind.WORDED_FILLER,
}
_SEPARATORS = ",;/+"
_SILENT = '.«»"…“”„'
_SHARES = ("%", "‰")
_OPENING_QUOTES, _CLOSING_QUOTES = '«“„"', '»”“"'
_OPENERS, _CLOSERS = "([", ")]"
# `4`, `4.5`, `6-1` in two pieces
_NUMBER_OF_ITEM = re.compile(r"\d{1,3}(\.\d{1,2})?")
_NUMBERS_OF_ITEMS = re.compile(r"\d+(?:[.-]\d+)*")
_PROGRAMME_CODE = re.compile(r"\d{3}")
# an amount does not begin with a nought
_CODE = re.compile(r"0\d+")
_LIST_MARK = re.compile(r"\d{1,2}")
# how far a word for budget may stand behind the adjective of a list
_REACH = 4
# `4, 5 және 6-1-тармақтарына` has ten pieces
_LONGEST_LIST = 16
_LONGEST_NAME = 30
_LONGEST_NUMBER_IN_WORDS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """Some pieces that do one thing, `[start, end)` of the clean text.

    Attributes:
        code: of a source, a type and a recurrence its code; of a programme its code and name.
        years: of a year label, the years; a span has all of them.
        unit: of a unit.
        value: of a number in words.
        numbers: of items, their numbers.
    """

    kind: Kind
    start: int
    end: int
    text: str
    code: str = ""
    years: tuple[int, ...] = ()
    unit: Unit | None = None
    value: int = 0
    numbers: tuple[str, ...] = ()


def atoms_of(text: str, pieces: Sequence[Piece]) -> list[Atom]:
    """What the pieces of a clean text do, in order; every word is in an atom, silent signs are in none."""
    reader = _Reader(text, pieces)
    at = 0
    while at < len(pieces):
        at = reader.read(at)
    return reader.atoms


class _Reader:
    """Walks the pieces once; each method gives the place after what it read."""

    def __init__(self, text: str, pieces: Sequence[Piece]) -> None:
        self.text = text
        self.pieces = pieces
        self.words = [piece.word for piece in pieces]
        self.atoms: list[Atom] = []
        self.depth = 0
        self.marks = 0

    def read(self, at: int) -> int:
        piece = self.pieces[at]
        if piece.kind == "number":
            return self._number(at)
        if piece.kind == "date":
            return self._add(Kind.UNKNOWN, at, at + 1)
        if (unit := unit_at(self.pieces, at)) is not None:
            return self._add(Kind.UNIT, at, unit[1], unit=unit[0])
        return self._word(at) if piece.kind == "word" else self._sign(at, piece.text)

    def _add(self, kind: Kind, at: int, after: int, **fields: Any) -> int:  # noqa: ANN401 - fields of an atom
        start, end = self.pieces[at].start, self.pieces[after - 1].end
        self.atoms.append(Atom(kind=kind, start=start, end=end, text=self.text[start:end], **fields))
        return after

    def _sign(self, at: int, sign: str) -> int:
        if sign in _OPENING_QUOTES and (after := self._named_programme(at)) is not None:
            return self._add(Kind.PROGRAMME, at, after, code=self._span(at, after))
        if sign in _OPENERS:
            return self._number_in_words(at) or self._bracket(at, 1)
        if sign in _CLOSERS:
            return self._bracket(at, -1) if self.depth else at + 1
        if sign in _SEPARATORS:
            return self._add(Kind.SEPARATOR, at, at + 1)
        if sign in DASHES and self._is_minus(at):
            return self._add(Kind.UNKNOWN, at, at + 2)
        if sign in DASHES or sign == ":":
            return self._add(Kind.LINK, at, at + 1)
        return at + 1 if sign in _SILENT else self._add(Kind.UNKNOWN, at, at + 1)

    def _bracket(self, at: int, step: int) -> int:
        self.depth += step
        return self._add(Kind.OPEN if step > 0 else Kind.CLOSE, at, at + 1)

    def _word(self, at: int) -> int:
        if (after := self._coded_programme(at)) is not None:
            return after
        matches = (phrases(name).at(self.words, at) for name in _KIND_OF_LIST)
        found = max(filter(None, matches), key=lambda match: match.end, default=None)
        if found is None or found.value[0] != "sources":
            adjective = self._adjective(at)
            if adjective is not None:
                return self._add(Kind.SOURCE, at, at + 1, code=adjective)
        negative = cost_words().denying_endings + cost_words().privative_endings
        if found is None:
            denies = self.words[at].endswith(negative)
            return self._add(Kind.UNKNOWN, at, at + 1, code=Kind.DENIAL if denies else "")
        kind, code = _KIND_OF_LIST[found.value[0]], found.value[1]
        last = self.words[found.end - 1]
        if last.endswith(cost_words().privative_endings) and kind in (
            Kind.FILLER,
            Kind.WORDED_FILLER,
            Kind.TYPE,
        ):
            return self._add(Kind.TYPE, at, found.end, code=NOT_REQUIRED)
        if last.endswith(negative) and kind != Kind.TYPE:
            kind = Kind.DENIAL
        return self._add(kind, at, found.end, code=code)

    def _adjective(self, at: int) -> str | None:
        """The source that an adjective names for which the word for budget follows later in the list."""
        adjective = phrases("adjectives").at(self.words, at)
        for here in range(at + 1, min(at + 1 + _REACH, len(self.words))) if adjective else ():
            if phrases("budget").at(self.words, here):
                return adjective.value[1] if adjective else None
            if self.pieces[here].text != "," and not phrases("joints", "adjectives").at(self.words, here):
                break
        return None

    def _number(self, at: int) -> int:
        piece = self.pieces[at]
        if (after := self._list_to(at, self._item_word, _NUMBER_OF_ITEM, ",.")) is not None:
            numbers = _NUMBERS_OF_ITEMS.findall(self._span(at, after))
            return self._add(Kind.ITEM, at, after, numbers=tuple(numbers))
        if (after := self._list_to(at, self._programme_word, _PROGRAMME_CODE, ",/")) is not None:
            return self._add(Kind.PROGRAMME, at, after, code=self._programme_name(at, after))
        if self._is_list_mark(at):
            self.marks += 1
            return self._add(Kind.MARK, at, at + 2)
        if self._text(at + 1) in _SHARES:
            return self._add(Kind.NUMBER, at, at + 2, code=SHARE)
        if piece.is_year and (after := self._years(at)) is not None:
            return after
        return self._add(Kind.UNKNOWN if _CODE.fullmatch(piece.text) else Kind.NUMBER, at, at + 1)

    def _is_list_mark(self, at: int) -> bool:
        """Whether a number is a list's mark `2)`: marks count from one, where no bracket is open."""
        starts = (
            not self.atoms
            or self.pieces[at].starts_line
            or self.atoms[-1].kind in (Kind.SEPARATOR, Kind.LINK)
        )
        text = self.pieces[at].text
        is_mark = self._text(at + 1) == ")" and not self.depth and _LIST_MARK.fullmatch(text)
        return bool(starts and is_mark) and int(text) == self.marks + 1

    def _list_to(
        self, at: int, word_at: Callable[[int], int | None], number: re.Pattern[str], marks: str
    ) -> int | None:
        """The place after a list of numbers and the word that says what they are, None of any other list."""
        for here in range(at, min(at + _LONGEST_LIST, len(self.pieces))):
            after = word_at(here)
            if after is not None:
                return after
            piece = self.pieces[here]
            is_amount = piece.text == "," and self._is_labelled()  # `РБ – 5, 4-тармақ`
            if is_amount or not (self._joins(here, marks) or number.fullmatch(piece.text)):
                return None
        return None

    def _item_word(self, at: int) -> int | None:
        found = phrases("item").at(self.words, at + (self._text(at) == ")"))
        return found.end if found else None

    def _programme_word(self, at: int) -> int | None:
        found = phrases("programme").at(self.words, at)
        return found.end if found else self._named_programme(at)

    def _quoted(self, at: int) -> int | None:
        """The place after a name in quotes, None where none begins or it does not end."""
        if self._text(at) not in _OPENING_QUOTES or not self._text(at):
            return None
        ends = range(at + 1, min(at + _LONGEST_NAME, len(self.pieces)))
        return next((here + 1 for here in ends if self._text(here) in _CLOSING_QUOTES), None)

    def _named_programme(self, at: int) -> int | None:
        """The place after a name in quotes and the word for programme, None otherwise."""
        after = self._quoted(at)
        found = phrases("programme").at(self.words, after) if after is not None else None
        return found.end if found else None

    def _coded_programme(self, at: int) -> int | None:
        """Adds a programme whose code follows its word: `бюджеттік бағдарлама 012`, `бағдарлама (012)`."""
        found = phrases("programme").at(self.words, at)
        if found is None:
            return None
        here = found.end
        while here < len(self.pieces) and (self._text(here) in DASHES or self._text(here) in "(№:"):
            here += 1
        code = self._text(here)
        is_plain = here == found.end and unit_at(self.pieces, here + 1) is None
        if not _PROGRAMME_CODE.fullmatch(code) or not (code.startswith("0") or is_plain):
            return None
        opened = any(piece.text == "(" for piece in self.pieces[at:here])
        if opened and self._text(here + 1) != ")":
            return None
        after = here + 1 + opened
        # further codes of a list begin with a nought: `бағдарламалар: 012, 015`
        while not opened and self._joins(after, ",/") and re.fullmatch(r"0\d\d", self._text(after + 1)):
            after += 2
        code = self._span(here, after - opened)
        name = self._quoted(after)
        if name is not None:
            code = f"{code} {self._span(after, name)}"
        return self._add(Kind.PROGRAMME, at, name or after, code=code)

    def _programme_name(self, at: int, after: int) -> str:
        """The codes and the name of a programme as printed, without its word: `012 «Білім беру»`."""
        last = after - 1
        while last > at and self.pieces[last].kind == "word" and self._text(last - 1) not in _OPENING_QUOTES:
            last -= 1
        while last > at and self._text(last) in DASHES:
            last -= 1
        return self._span(at, last + 1)

    def _years(self, at: int) -> int | None:
        """Adds a year that is a label, or several; None if the number is an amount."""
        years, here, is_span = [int(self.pieces[at].text)], at + 1, False
        while self._joins(here, ",/") and here + 1 < len(self.pieces) and self.pieces[here + 1].is_year:
            is_span = is_span or self._text(here) in DASHES
            years.append(int(self.pieces[here + 1].text))
            here += 2
        if phrases("year").at(self.words, here):
            here += 1
            here += self._text(here) == "."
            if self._text(here) in DASHES and phrases("year").at(self.words, here + 1):
                here += 2
        elif len(years) > 1 or not self._is_year_without_a_word(at):
            return None
        if is_span and len(years) == 2 and years[0] < years[1]:
            years = list(range(years[0], years[1] + 1))
        return self._add(Kind.YEAR, at, here, years=tuple(years))

    def _is_year_without_a_word(self, at: int) -> bool:
        """Whether a number is a year though no word says so: `2015: 500`, `12 500 (2015)`, `2015 – 1 200`."""
        if self._text(at - 1) == "(" and self._text(at + 1) == ")":
            return True
        following = self.pieces[at + 2 : at + 3]
        if not following or following[0].kind != "number":
            return False
        # `2000 – 3000` may be a range
        is_range = following[0].has_four_digits
        return self._text(at + 1) == ":" or (self._text(at + 1) in DASHES and not is_range)

    def _number_in_words(self, at: int) -> int | None:
        """Adds a number in words that stands in brackets behind one in digits."""
        if not self.atoms or self.atoms[-1].kind not in (Kind.NUMBER, Kind.UNIT):
            return None
        after = last = at + 1
        while self._is_word(after) and after - at < _LONGEST_NUMBER_IN_WORDS:
            after += 1
        while last < after and self.words[last] in kazakh_words().numerals:
            last += 1
        value = number_in_words(self.words[at + 1 : last])
        unit = unit_at(self.pieces, last) if last < after else None
        is_closed = self._text(after) in (")", "]") and (unit[1] if unit else last) == after
        if value is None or not is_closed or unit_at(self.pieces, at + 1) is not None:
            return None
        self._add(Kind.WORDED_NUMBER, at + 1, last, value=value)
        if unit:
            self._add(Kind.UNIT, last, after, unit=unit[0])
        return after + 1

    def _is_word(self, at: int) -> bool:
        return at < len(self.words) and self.words[at].isalpha()

    def _is_minus(self, at: int) -> bool:
        """Whether a dash makes a number negative: it touches the number, and no label stands before."""
        if at + 1 >= len(self.pieces) or self.pieces[at + 1].kind != "number":
            return False
        is_first = not self.atoms or self.atoms[-1].kind in (Kind.SEPARATOR, Kind.OPEN)
        return is_first and self.pieces[at].end == self.pieces[at + 1].start

    def _is_labelled(self) -> bool:
        """Whether a label or a dash stands before: a number here is an amount."""
        labels = (Kind.LINK, Kind.SOURCE, Kind.YEAR, Kind.PROGRAMME, Kind.TOTAL, Kind.RECURRING)
        return bool(self.atoms) and self.atoms[-1].kind in labels

    def _joins(self, at: int, marks: str) -> bool:
        """Whether a dash, one of these marks or the word for "and" stands at a place."""
        sign = self._text(at)
        is_joint = sign in DASHES or sign in marks or phrases("joints").at(self.words, at) is not None
        return bool(sign) and is_joint

    def _text(self, at: int) -> str:
        return self.pieces[at].text if 0 <= at < len(self.pieces) else ""

    def _span(self, at: int, after: int) -> str:
        return self.text[self.pieces[at].start : self.pieces[after - 1].end]
