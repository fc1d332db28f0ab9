"""The words of a cost by what they do: amounts, their labels, units, brackets and separators.

The trouble: a number is an amount, a year, the code of a budget programme, the number of an item, or a list's
mark, and only its neighbours tell which: `012 «…» бағдарламасы (2013 ж. – 1 200,0)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.normalise.costs.money import CostPiece, MoneyUnit, number_in_words, phrases, unit_at
from pipeline.normalise.text.letters import DASHES
from pipeline.normalise.text.wording import WordPiece
from pipeline.registry.cell_words import cost_words
from pipeline.registry.language_words import language_words


class AtomKind(StrEnum):
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
    "included": AtomKind.PARTS,
    "recurring": AtomKind.RECURRING,
    "sources": AtomKind.SOURCE,
    "denials": AtomKind.DENIAL,
    "types": AtomKind.TYPE,
    "totals": AtomKind.TOTAL,
    "fillers": AtomKind.FILLER,
    "fillers_of_words": AtomKind.WORDED_FILLER,
}
_KIND_OF_SIGN = {
    **dict.fromkeys(",;/+", AtomKind.SEPARATOR),
    **dict.fromkeys([*DASHES, ":"], AtomKind.LINK),
}
_SILENT = '.«»"…“”„'
_OPENERS, _CLOSERS = "([", ")]"
# an amount does not begin with a nought: 012, 012 500; but 0,5
_CODE = re.compile(r"0[\d ].*|0[.,]\d{3}[.,].*")
_NUMBERS_OF_ITEMS = re.compile(r"\d+(?:[.-]\d+)*")
# how far a word for budget may stand behind the adjective of a list
_REACH = 4
_LONGEST_NUMBER_IN_WORDS = 14

# Each piece is one letter of a line that the patterns below read: `4, 5 және 6-тармақ` is `l,ljl-T`.
_SHAPES = (
    ("z", re.compile(r"0\d\d")),  # 012
    ("c", re.compile(r"\d{3}")),
    ("l", re.compile(r"\d{1,2}")),
    ("i", re.compile(r"\d{1,3}\.\d{1,2}")),  # 4.5
)
_WORDS = (("programme", "P"), ("item", "T"), ("joints", "j"), ("year", "Y"))
_MARKS = {
    **dict.fromkeys(DASHES, "-"), **dict.fromkeys("«„", "<"), **dict.fromkeys("»”", ">"),
    **dict.fromkeys("“\"", '"'), **dict.fromkeys("%‰", "%"), **{mark: mark for mark in "()[],/.:№"},
}  # fmt: skip
_NAME = r"""[<"] [^>"]{0,28} [>"]"""
# 4-тармақ | 4, 5 және 6-1-тармақтарына | 3) тармақша
_ITEMS = re.compile(r"[zcil,.j-]{1,16} \)? T", re.VERBOSE)
# пункт 3 | подпункты 4, 5 и 6) пункта 1; no dash, behind which an amount stands
_ITEMS_BEHIND = re.compile(r"(?: T [.№]{0,3} [li] (?:[,j] [li])* \)? )+", re.VERBOSE)
# 012, 015-бағдарламалар | 012 «Ауызсу» бағдарламасы
_PROGRAMMES = re.compile(rf"(?P<said> [zc,/j-]{{1,16}} (?:{_NAME})? ) P+", re.VERBOSE)
# «Ауызсу» бағдарламасы
_NAMED_PROGRAMME = re.compile(rf"{_NAME} P+", re.VERBOSE)
# бағдарлама (012) | бюджеттік бағдарламалар: 012, 015 «Ауызсу»
_CODED_PROGRAMME = re.compile(
    rf"""
    P+ (?: [-№:]* \( [-№:(]* (?P<inner>[zc]) \) | (?P<marks>[-№:]*) (?P<codes>[zc] (?: [,/j-] z)*) )
    (?P<name>{_NAME})?
    """,
    re.VERBOSE,
)
# 2013 ж. | 2013, 2014 және 2015 жылдар | 2013-2015
_YEARS = re.compile(r"(?P<years> y (?: [,/j-] y)* ) (?P<word> Y \.? )?", re.VERBOSE)
# behind these a number is an amount, and behind those a list's first one
_TELLING = (AtomKind.LINK, AtomKind.YEAR, AtomKind.RECURRING, AtomKind.UNIT)
_LABELLING = (
    AtomKind.LINK, AtomKind.SOURCE, AtomKind.YEAR, AtomKind.PROGRAMME, AtomKind.TOTAL, AtomKind.RECURRING,
)  # fmt: skip
# 2) at the beginning of an item
_LIST_MARK = re.compile(r"l\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """Some pieces that do one thing, `[start, end)` of the clean text.

    Attributes:
        values: of a source, a type, a recurrence its code; of a programme its code and name as printed; of
            years and items their numbers, of a span of years all of them; of a number in words its value.
        unit: of a unit.
    """

    kind: AtomKind
    start: int
    end: int
    text: str
    values: tuple[str, ...] = ()
    unit: MoneyUnit | None = None

    @property
    def code(self) -> str:
        """The first of its values, "" where it has none."""
        return self.values[0] if self.values else ""

    @property
    def denies(self) -> bool:
        """Whether it says that something is not so: `көзделмеген`, `талап етілмейді`."""
        is_denial = AtomKind.DENIAL in (self.kind, self.code)
        return is_denial or (self.kind, self.code) == (AtomKind.TYPE, NOT_REQUIRED)

    @property
    def unread(self) -> Atom:
        """The same place as a word that was not understood."""
        return Atom(kind=AtomKind.UNKNOWN, start=self.start, end=self.end, text=self.text)


def atoms_of(text: str, pieces: Sequence[CostPiece]) -> list[Atom]:
    """What the pieces of a clean text do, in order; every word is in an atom, silent signs are in none."""
    reader = _AtomReader(text, pieces)
    at = 0
    while at < len(pieces):
        at = reader.read(at)
    return reader.atoms


def wording_of(atoms: Iterable[Atom]) -> Iterator[WordPiece]:
    """The kinds of atoms as they are compared with those of reviewed costs."""
    from_whom = tuple(language_words().case_endings.get("ablative", ()))
    for atom in atoms:
        kind = str(atom.kind.value)
        if atom.kind == AtomKind.NUMBER:
            is_year = re.fullmatch(r"(?:19|20)\d\d", atom.text)
            kind = atom.code or ("year_like" if is_year else kind)
        elif atom.kind == AtomKind.UNIT and atom.unit is not None:
            kind += f":{bool(atom.unit.multiplier):d}{bool(atom.unit.currency):d}"
        elif atom.kind in (AtomKind.TYPE, AtomKind.RECURRING):
            kind += f":{atom.code}"
        elif atom.kind == AtomKind.SEPARATOR:
            kind = "," if atom.text == ";" else atom.text
        elif atom.kind == AtomKind.SOURCE and atom.text.endswith(from_whom):
            kind += ":from"
        yield WordPiece(kind, atom.start, atom.end)


class _AtomReader:
    """Walks the pieces once; each method gives the place after what it read."""

    def __init__(self, text: str, pieces: Sequence[CostPiece]) -> None:
        self.text = text
        self.pieces = pieces
        self.words = [piece.word for piece in pieces]
        self.line = "".join(map(self._letter, range(len(pieces))))
        self.atoms: list[Atom] = []
        self.depth = 0
        self.marks = 0

    @property
    def before(self) -> AtomKind | None:
        """The kind of the last atom."""
        return self.atoms[-1].kind if self.atoms else None

    def read(self, at: int) -> int:
        piece = self.pieces[at]
        if piece.kind == "number":
            return self._number(at)
        if piece.kind == "date":
            return self._add(AtomKind.UNKNOWN, at, at + 1)
        if (unit := unit_at(self.pieces, at)) is not None:
            return self._add(AtomKind.UNIT, at, unit[1], unit=unit[0])
        return self._word(at) if piece.kind == "word" else self._sign(at, piece.text)

    def _letter(self, at: int) -> str:
        piece = self.pieces[at]
        if piece.is_year:
            return "y"
        if piece.kind == "number":
            return next((letter for letter, shape in _SHAPES if shape.fullmatch(piece.text)), "n")
        if piece.kind == "word":
            found = (letter for name, letter in _WORDS if phrases(name).at(self.words, at))
            return next(found, "w")
        return _MARKS.get(piece.text, "s")

    def _add(self, kind: AtomKind, at: int, after: int, *values: str, unit: MoneyUnit | None = None) -> int:
        start, end = self.pieces[at].start, self.pieces[after - 1].end
        text = self.text[start:end]
        self.atoms.append(Atom(kind=kind, start=start, end=end, text=text, values=values, unit=unit))
        return after

    def _sign(self, at: int, sign: str) -> int:
        if found := _NAMED_PROGRAMME.match(self.line, at):
            return self._add(AtomKind.PROGRAMME, at, found.end(), self._span(at, found.end()))
        if sign in _OPENERS:
            return self._number_in_words(at) or self._bracket(at, 1)
        if sign in _CLOSERS:
            return self._bracket(at, -1) if self.depth else at + 1
        if sign in _SILENT:
            return at + 1
        if sign in DASHES and self._is_minus(at):
            return self._add(AtomKind.UNKNOWN, at, at + 2)
        return self._add(_KIND_OF_SIGN.get(sign, AtomKind.UNKNOWN), at, at + 1)

    def _bracket(self, at: int, step: int) -> int:
        self.depth += step
        return self._add(AtomKind.OPEN if step > 0 else AtomKind.CLOSE, at, at + 1)

    def _word(self, at: int) -> int:
        if (after := self._coded_programme(at)) is not None:
            return after
        if cost_words().items_follow and (items := _ITEMS_BEHIND.match(self.line, at)):
            return self._items(at, items)
        matches = (phrases(name).at(self.words, at) for name in _KIND_OF_LIST)
        found = max(filter(None, matches), key=lambda match: match.end, default=None)
        if found is None or found.value[0] != "sources":
            adjective = self._adjective(at)
            if adjective is not None:
                return self._add(AtomKind.SOURCE, at, at + 1, adjective)
        negative = cost_words().denying_endings + cost_words().privative_endings
        if found is None:
            denies = self.words[at].endswith(negative) or phrases("denying_words").at(self.words, at)
            return self._add(AtomKind.UNKNOWN, at, at + 1, *([AtomKind.DENIAL.value] if denies else []))
        kind, code = _KIND_OF_LIST[found.value[0]], found.value[1]
        last = self.words[found.end - 1]
        excluded = phrases("exclusions").at(self.words, found.end) if kind == AtomKind.SOURCE else None
        if excluded and last.endswith(tuple(language_words().case_endings["ablative"])):
            return self._add(AtomKind.DENIAL, at, excluded.end)  # `РБ-дан басқа`
        may_lack = (AtomKind.FILLER, AtomKind.WORDED_FILLER, AtomKind.TYPE)
        if last.endswith(cost_words().privative_endings) and kind in may_lack:
            return self._add(AtomKind.TYPE, at, found.end, NOT_REQUIRED)
        if last.endswith(negative) and kind != AtomKind.TYPE:
            kind = AtomKind.DENIAL
        return self._add(kind, at, found.end, code)

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
        is_before = not cost_words().items_follow
        if is_before and (found := _ITEMS.match(self.line, at)) and not self._lists_amounts(found):
            return self._items(at, found)
        if (found := _PROGRAMMES.match(self.line, at)) and not self._lists_amounts(found):
            said = at + len(found["said"].rstrip("j-"))
            return self._add(AtomKind.PROGRAMME, at, found.end(), self._span(at, said))
        if _LIST_MARK.match(self.line, at) and self._begins_item(at):
            self.marks += 1
            return self._add(AtomKind.MARK, at, at + 2)
        if self.line[at + 1 : at + 2] == "%":
            return self._add(AtomKind.NUMBER, at, at + 2, SHARE)
        if (found := _YEARS.match(self.line, at)) and self._are_labels(at, found):
            return self._years(at, found)
        is_number = not _CODE.fullmatch(self.pieces[at].text) and not self._may_be_year(at)
        return self._add(AtomKind.NUMBER if is_number else AtomKind.UNKNOWN, at, at + 1)

    def _items(self, at: int, found: re.Match[str]) -> int:
        numbers = _NUMBERS_OF_ITEMS.findall(self._span(at, found.end()))
        return self._add(AtomKind.ITEM, at, found.end(), *numbers)

    def _may_be_year(self, at: int) -> bool:
        """Whether a number may be a year without its word: `РБ 2013`; not `РБ – 2013`, `2013 теңге`."""
        is_said = unit_at(self.pieces, at + 1) or self.before in _TELLING
        return self.pieces[at].is_year and not is_said

    def _lists_amounts(self, found: re.Match[str]) -> bool:
        """Whether a list's first number is an amount, as a label stands before: `РБ – 5, 4-тармақ`."""
        return "," in found[0] and self.before in _LABELLING

    def _begins_item(self, at: int) -> bool:
        """Whether the next item of a list begins: outside of brackets, at a line's start or behind a mark."""
        begins = self.before in (None, AtomKind.SEPARATOR, AtomKind.LINK) or self.pieces[at].starts_line
        return not self.depth and begins and int(self.pieces[at].text) == self.marks + 1

    def _coded_programme(self, at: int) -> int | None:
        """Adds a programme whose code follows its word; a code without a nought must be next to it."""
        found = _CODED_PROGRAMME.match(self.line, at)
        if found is None:
            return None
        group = "inner" if found["inner"] else "codes"
        start, end = found.span(group)
        is_plain = found["marks"] == "" and unit_at(self.pieces, start + 1) is None
        if found[group][0] != "z" and not is_plain:
            return None
        code = self._span(start, end)
        if found["name"]:
            code = f"{code} {self._span(*found.span('name'))}"
        return self._add(AtomKind.PROGRAMME, at, found.end(), code)

    def _years(self, at: int, found: re.Match[str]) -> int:
        """Adds years that are a label; a dash between two makes a span of them."""
        years = [piece.text for piece in self.pieces[at : found.end("years")] if piece.kind == "number"]
        if "-" in found["years"] and len(years) == 2 and years[0] < years[1]:
            years = [str(year) for year in range(int(years[0]), int(years[1]) + 1)]
        after = found.end()
        if self.line[after - 2 : after + 1] == "Y.Y" and self.words[after] == self.words[after - 2]:
            after += 1 + (self._text(after + 1) == ".")  # `г.г.`
        return self._add(AtomKind.YEAR, at, after, *years)

    def _are_labels(self, at: int, found: re.Match[str]) -> bool:
        """Whether years are no amounts: by their word, or `2015: 500`, `12 500 (2015)`, `2015 – 1 200`.

        `2000 – 3000` may be a range.
        """
        in_brackets = self.line[max(at - 1, 0) : at + 2] == "(y)"
        if found["word"] or in_brackets or len(found["years"]) > 1:
            return in_brackets or bool(found["word"])
        mark, following = self.line[at + 1 : at + 2], self.pieces[at + 2 : at + 3]
        is_range = mark == "-" and any(piece.has_four_digits for piece in following)
        return mark in (":", "-") and not is_range and any(piece.kind == "number" for piece in following)

    def _number_in_words(self, at: int) -> int | None:
        """Adds a number in words that stands in brackets behind one in digits."""
        if self.before not in (AtomKind.NUMBER, AtomKind.UNIT):
            return None
        after = last = at + 1
        while self._text(after).isalpha() and after - at < _LONGEST_NUMBER_IN_WORDS:
            after += 1
        while last < after and self.words[last] in language_words().numerals:
            last += 1
        value = number_in_words(self.words[at + 1 : last])
        unit = unit_at(self.pieces, last) if last < after else None
        is_closed = self._text(after) in (")", "]") and (unit[1] if unit else last) == after
        if value is None or not is_closed or unit_at(self.pieces, at + 1) is not None:
            return None
        self._add(AtomKind.WORDED_NUMBER, at + 1, last, str(value))
        if unit:
            self._add(AtomKind.UNIT, last, after, unit=unit[0])
        return after + 1

    def _is_minus(self, at: int) -> bool:
        """Whether a dash makes a number negative: it touches the number, and no label stands before."""
        touching = [piece for piece in self.pieces[at + 1 : at + 2] if piece.start == self.pieces[at].end]
        is_first = self.before in (None, AtomKind.SEPARATOR, AtomKind.OPEN)
        return is_first and any(piece.kind == "number" for piece in touching)

    def _text(self, at: int) -> str:
        return self.pieces[at].text if at < len(self.pieces) else ""

    def _span(self, at: int, after: int) -> str:
        return self.text[self.pieces[at].start : self.pieces[after - 1].end]
