"""The words of a cost by what they do: amounts, their labels, units, brackets and separators.

The trouble: a number is an amount, a year, the code of a budget programme, the number of an item, or a list's
mark, and only its neighbours tell which: `012 «…» бағдарламасы (2013 ж. – 1 200,0)`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.normalise.costs.amounts import Piece, is_year
from pipeline.normalise.costs.money_units import Unit, unit_at
from pipeline.normalise.text.letters import DASHES
from pipeline.normalise.text.numerals import number_in_words
from pipeline.registry.cost_words import Phrases, load_cost_words, phrase_at
from pipeline.registry.kazakh import kazakh_words

NUMBER, WORDED_NUMBER, UNIT, YEAR, SOURCE, RECURRING, PROGRAMME, TOTAL, PARTS = (
    "number", "worded_number", "unit", "year", "source", "per", "programme", "total", "parts",
)  # fmt: skip
OPEN, CLOSE, SEPARATOR, LINK = "open", "close", "separator", "link"
TYPE, DENIAL, ITEM, MARK, FILLER, WORDED_FILLER, UNKNOWN = (
    "type", "denial", "item", "mark", "filler", "worded_filler", "unknown",
)  # fmt: skip
NOT_REQUIRED = "not_required"
SHARE = "share"
"""The code of a number that is a percentage, which no column holds."""

_SEPARATORS = frozenset(",;/+")
_SILENT = frozenset('.«»"…“”„')
_SHARES = ("%", "‰")
_OPENING_QUOTES, _CLOSING_QUOTES = frozenset('«“„"'), frozenset('»”“"')
_OPENERS, _CLOSERS = "([", ")]"
# `4`, `4.5`, `6-1` in two pieces
_NUMBER_OF_ITEM = re.compile(r"\d{1,3}(\.\d{1,2})?")
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
    """Some pieces that do one thing.

    Attributes:
        kind: one of the constants above.
        start, end: offsets into the clean text.
        text: the words, as printed.
        code: of a source, a type and a recurrence its code; of a programme its code and name.
        years: of a year label, the years; a span has all of them.
        unit: of a unit.
        value: of a number in words.
        numbers: of items, their numbers.
    """

    kind: str
    start: int
    end: int
    text: str
    code: str = ""
    years: tuple[int, ...] = ()
    unit: Unit | None = None
    value: int = 0
    numbers: tuple[str, ...] = ()


class _Reader:
    """Walks the pieces once."""

    def __init__(self, text: str, pieces: Sequence[Piece]) -> None:
        self.text = text
        self.pieces = pieces
        self.words = [piece.word for piece in pieces]
        self.known = load_cost_words()
        self.atoms: list[Atom] = []
        self.depth = 0
        self.marks = 0

    def read(self) -> list[Atom]:
        at = 0
        while at < len(self.pieces):
            at = max(self._read(at), at + 1)
        return self.atoms

    def _add(self, kind: str, at: int, after: int, **fields: object) -> int:
        start, end = self.pieces[at].start, self.pieces[after - 1].end
        self.atoms.append(replace(Atom(kind=kind, start=start, end=end, text=self.text[start:end]), **fields))  # type: ignore[arg-type]
        return after

    def _read(self, at: int) -> int:
        piece = self.pieces[at]
        if piece.kind == "number":
            return self._number(at)
        if piece.kind == "date":
            return self._add(UNKNOWN, at, at + 1)
        if (read := unit_at(self.pieces, at)) is not None:
            return self._add(UNIT, at, read[1], unit=read[0])
        if piece.kind == "word":
            return self._word(at)
        return self._sign(at, piece.text)

    def _sign(self, at: int, sign: str) -> int:
        if sign in _OPENING_QUOTES and (after := self._named_programme(at)) is not None:
            return self._add(PROGRAMME, at, after, code=self._span(at, after))
        if sign in _OPENERS:
            if (after := self._number_in_words(at)) is not None:
                return after
            self.depth += 1
            return self._add(OPEN, at, at + 1)
        if sign in _CLOSERS:
            if not self.depth:
                return at + 1
            self.depth -= 1
            return self._add(CLOSE, at, at + 1)
        if sign in _SEPARATORS:
            return self._add(SEPARATOR, at, at + 1)
        if sign in DASHES and self._is_minus(at):
            return self._add(UNKNOWN, at, at + 2)
        if sign in DASHES or sign == ":":
            return self._add(LINK, at, at + 1)
        return at + 1 if sign in _SILENT else self._add(UNKNOWN, at, at + 1)

    def _word(self, at: int) -> int:
        known = self.known
        listed: tuple[tuple[str, Phrases], ...] = (
            (PARTS, known.included), (RECURRING, known.recurring), (SOURCE, known.sources),
            (DENIAL, known.denials), (TYPE, known.types), (TOTAL, known.totals), (FILLER, known.fillers),
            (WORDED_FILLER, known.fillers_of_words), (PROGRAMME, known.programme),
        )  # fmt: skip
        found = [
            (kind, phrase)
            for kind, table in listed
            if (phrase := phrase_at(self.words, at, table)) is not None
        ]
        if any(kind == PROGRAMME for kind, _ in found) and (after := self._coded_after(at)) is not None:
            return after
        found = [(kind, phrase) for kind, phrase in found if kind != PROGRAMME]
        if not any(kind == SOURCE for kind, _ in found) and (adjective := self._adjective(at)) is not None:
            return self._add(SOURCE, at, at + 1, code=adjective)
        if not found:
            denies = self.words[at].endswith(known.denying_endings + known.privative_endings)
            return self._add(UNKNOWN, at, at + 1, code=DENIAL if denies else "")
        kind, phrase = max(found, key=lambda pair: len(pair[1].stems))
        after = at + len(phrase.stems)
        last = self.words[after - 1]
        if last.endswith(known.privative_endings) and kind in (FILLER, WORDED_FILLER, TYPE):
            return self._add(TYPE, at, after, code=NOT_REQUIRED)
        denied = last.endswith(known.denying_endings + known.privative_endings) and kind != TYPE
        return self._add(DENIAL if denied else kind, at, after, code=phrase.code)

    def _adjective(self, at: int) -> str | None:
        """The source that an adjective names for which the word for budget follows later in the list."""
        adjective = phrase_at(self.words, at, self.known.adjectives)
        if adjective is None:
            return None
        for here in range(at + 1, min(at + 1 + _REACH, len(self.words))):
            if phrase_at(self.words, here, self.known.budget):
                return adjective.code
            if self.pieces[here].text != "," and not any(
                phrase_at(self.words, here, table) for table in (self.known.joints, self.known.adjectives)
            ):
                return None
        return None

    def _number(self, at: int) -> int:
        if (after := self._item_after(at)) is not None:
            return after
        if (after := self._programme_after(at)) is not None:
            return self._add(PROGRAMME, at, after, code=self._programme_name(at, after))
        if (after := self._mark_after(at)) is not None:
            return after
        if self._text(at + 1) in _SHARES:
            return self._add(NUMBER, at, at + 2, code=SHARE)
        if is_year(self.pieces[at]) and (after := self._years_after(at)) is not None:
            return after
        if _CODE.fullmatch(self.pieces[at].text):
            return self._add(UNKNOWN, at, at + 1)
        return self._add(NUMBER, at, at + 1)

    def _mark_after(self, at: int) -> int | None:
        """The place after a list's mark `2)`, where marks count from one and no bracket is open."""
        starts = not self.atoms or self.pieces[at].starts_line or self.atoms[-1].kind in (SEPARATOR, LINK)
        is_mark = self._text(at + 1) == ")" and not self.depth and _LIST_MARK.fullmatch(self.pieces[at].text)
        if not (starts and is_mark and int(self.pieces[at].text) == self.marks + 1):
            return None
        self.marks += 1
        return self._add(MARK, at, at + 2)

    def _item_after(self, at: int) -> int | None:
        """The place after the numbers of items and their word (`4, 5-тармақтарына`), None otherwise."""
        here = at
        while here < len(self.pieces) and here - at < _LONGEST_LIST:
            piece = self.pieces[here]
            if piece.kind == "word" and (phrase := phrase_at(self.words, here, self.known.item)):
                after = here + len(phrase.stems)
                listed = self.text[self.pieces[at].start : self.pieces[here].start]
                numbers = tuple(re.findall(r"\d+(?:[.-]\d+)*", listed))
                return self._add(ITEM, at, after, numbers=numbers)
            if piece.text == "," and self._is_labelled():
                return None  # `РБ – 5, 4-тармақ`: the five is an amount
            if not (
                piece.text in DASHES
                or piece.text in ",."
                or (piece.text == ")" and phrase_at(self.words, here + 1, self.known.item))
                or phrase_at(self.words, here, self.known.joints)
                or (piece.kind == "number" and _NUMBER_OF_ITEM.fullmatch(piece.text))
            ):
                return None
            here += 1
        return None

    def _programme_after(self, at: int) -> int | None:
        """The place after the codes of budget programmes, their names and their word, None otherwise."""
        here = at
        while here < len(self.pieces) and here - at < _LONGEST_LIST:
            piece = self.pieces[here]
            if (after := self._named_programme(here)) is not None:
                return after
            if piece.kind == "word" and (phrase := phrase_at(self.words, here, self.known.programme)):
                return here + len(phrase.stems)
            if piece.text == "," and self._is_labelled():
                return None
            if not (
                piece.text in DASHES
                or piece.text in ",/"
                or phrase_at(self.words, here, self.known.joints)
                or (piece.kind == "number" and _PROGRAMME_CODE.fullmatch(piece.text))
            ):
                return None
            here += 1
        return None

    def _quoted(self, at: int) -> int | None:
        """The place after a name in quotes, None where none begins or it does not end."""
        if self._text(at) not in _OPENING_QUOTES:
            return None
        ends = range(at + 1, min(at + _LONGEST_NAME, len(self.pieces)))
        return next((here + 1 for here in ends if self._text(here) in _CLOSING_QUOTES), None)

    def _named_programme(self, at: int) -> int | None:
        """The place after a name in quotes and the word for programme, None otherwise."""
        after = self._quoted(at)
        phrase = phrase_at(self.words, after, self.known.programme) if after is not None else None
        return after + len(phrase.stems) if after is not None and phrase is not None else None

    def _coded_after(self, at: int) -> int | None:
        """Adds a programme whose code follows its word: `бюджеттік бағдарлама 012`, `бағдарлама (012)`."""
        phrase = phrase_at(self.words, at, self.known.programme)
        here = at + (len(phrase.stems) if phrase else 1)
        while here < len(self.pieces) and (self._text(here) in DASHES or self._text(here) in "(№:"):
            here += 1
        if here >= len(self.pieces) or not _PROGRAMME_CODE.fullmatch(self.pieces[here].text):
            return None
        code = self.pieces[here].text
        plain = here == at + (len(phrase.stems) if phrase else 1) and unit_at(self.pieces, here + 1) is None
        if not (code.startswith("0") or plain):
            return None
        opened = any(self._text(place) == "(" for place in range(at, here))
        if opened and self._text(here + 1) != ")":
            return None
        after = here + 1 + opened
        # further codes of a list begin with a nought: `бағдарламалар: 012, 015`
        while not opened and self._joint(after) and re.fullmatch(r"0\d\d", self._text(after + 1)):
            after += 2
        code = self._span(here, after - opened)
        name = self._quoted(after)
        if name is None:
            return self._add(PROGRAMME, at, after, code=code)
        return self._add(PROGRAMME, at, name, code=f"{code} {self._span(after, name)}")

    def _programme_name(self, at: int, after: int) -> str:
        """The codes and the name of a programme as printed, without its word: `012 «Білім беру»`."""
        last = after - 1
        while last > at and self.pieces[last].kind == "word" and self._text(last - 1) not in '«“„"':
            last -= 1
        while last > at and self._text(last) in DASHES:
            last -= 1
        return self._span(at, last + 1)

    def _years_after(self, at: int) -> int | None:
        """The place after a year that is a label, or after several; None if the number is an amount."""
        years, here, is_span = [int(self.pieces[at].text)], at + 1, False
        while self._joint(here) and here + 1 < len(self.pieces) and is_year(self.pieces[here + 1]):
            is_span = is_span or self._text(here) in DASHES
            years.append(int(self.pieces[here + 1].text))
            here += 2
        named = phrase_at(self.words, here, self.known.year)
        if named is not None:
            here += 1
            here += self._text(here) == "."
            if self._text(here) in DASHES and phrase_at(self.words, here + 1, self.known.year):
                here += 2
        elif len(years) > 1 or not self._labels_without_a_word(at):
            return None
        if is_span and len(years) == 2 and years[0] < years[1]:
            years = list(range(years[0], years[1] + 1))
        return self._add(YEAR, at, here, years=tuple(years))

    def _labels_without_a_word(self, at: int) -> bool:
        """Whether a number is a year though no word says so: `2015: 500`, `12 500 (2015)`, `2015 – 1 200`."""
        if self._text(at - 1) == "(" and self._text(at + 1) == ")":
            return True
        if at + 2 >= len(self.pieces) or self.pieces[at + 2].kind != "number":
            return False
        follower = self.pieces[at + 2]
        if self._text(at + 1) == ":":
            return True
        # `2000 – 3000` may be a range
        return self._text(at + 1) in DASHES and not is_year_shaped(follower)

    def _number_in_words(self, at: int) -> int | None:
        """Adds a number in words that stands in brackets behind one in digits."""
        if not self.atoms or self.atoms[-1].kind not in (NUMBER, UNIT):
            return None
        after = at + 1
        while (
            after < len(self.pieces) and after - at < _LONGEST_NUMBER_IN_WORDS and self.words[after].isalpha()
        ):
            after += 1
        if self._text(after) not in _CLOSERS or not self._text(after):
            return None
        known = kazakh_words().numerals
        last = at + 1
        while last < after and self.words[last] in known:
            last += 1
        value = number_in_words(self.words[at + 1 : last])
        read = unit_at(self.pieces, last) if last < after else None
        if value is None or unit_at(self.pieces, at + 1) is not None or (read[1] if read else last) != after:
            return None
        self._add(WORDED_NUMBER, at + 1, last, value=value)
        if read:
            self._add(UNIT, last, after, unit=read[0])
        return after + 1

    def _is_minus(self, at: int) -> bool:
        """Whether a dash makes a number negative: it touches the number, and no label stands before."""
        if at + 1 >= len(self.pieces) or self.pieces[at + 1].kind != "number":
            return False
        is_first = not self.atoms or self.atoms[-1].kind in (SEPARATOR, OPEN)
        return is_first and self.pieces[at].end == self.pieces[at + 1].start

    def _is_labelled(self) -> bool:
        """Whether a label or a dash stands before: a number here is an amount."""
        return bool(self.atoms) and self.atoms[-1].kind in (LINK, SOURCE, YEAR, PROGRAMME, TOTAL, RECURRING)

    def _joint(self, at: int) -> bool:
        sign = self._text(at)
        return bool(sign) and (
            sign in DASHES or sign in ",/" or bool(phrase_at(self.words, at, self.known.joints))
        )

    def _text(self, at: int) -> str:
        return self.pieces[at].text if 0 <= at < len(self.pieces) else ""

    def _span(self, at: int, after: int) -> str:
        return self.text[self.pieces[at].start : self.pieces[after - 1].end]


def is_year_shaped(piece: Piece) -> bool:
    """Whether a number has the digits of a year, and nothing between them."""
    return len(piece.text) == 4 and piece.text.isdecimal()


def atoms_of(text: str, pieces: Sequence[Piece]) -> list[Atom]:
    """What the pieces of a clean text do, in order; every word is in an atom, silent signs are in none."""
    return _Reader(text, pieces).read()
