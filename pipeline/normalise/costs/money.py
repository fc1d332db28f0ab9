"""Printed numbers and units of money: `1 234 567,89 мың теңге`, `2,5 млн. АҚШ доллары`, `(мың. теңге)`.

The trouble: thousands are set off by spaces, points, commas or nothing, and decimals by a comma or a point,
so that `12.500` is two amounts in one; a date is no amount at all. Heads print points after words that are
not shortened, or leave out the word for the currency.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

import regex

from pipeline.normalise.text.letters import clean, folded
from pipeline.normalise.text.phrases import BEGINNING, Phrases
from pipeline.registry.cell_words import cost_words
from pipeline.registry.language_words import language_words
from pipeline.registry.loading import by_language

TENGE, PLAIN = "KZT", "tenge"
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_GROUP = 3
_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000
# a stem of the registry of so many letters is a whole word
_SHORT_STEM = 3
# no head of a column is longer; and no short form of a multiplier
_LONGEST_HEAD = 300
_LONGEST_SHORT_FORM = 4
# the factors that a head may print as a number: `(1000 теңге)`
_FACTORS = {1000: "thousand_tenge", 1_000_000: "million_tenge", 1_000_000_000: "billion_tenge"}

_PIECE = regex.compile(
    r"""
    (?P<date> (?<!\d) \d{1,2} \. \d{1,2} \. \d{4} (?!\d) )
  | (?P<number>
        (?:19|20)\d\d (?=[.,/] (?:19|20)\d\d (?!\d))                                    # 2013,2014
      | \d{1,3} (?P<gap>[ .,]) \d{3} (?!\d) (?: (?P=gap) \d{3} (?!\d) )*+ (?: [.,] \d++ )?+  # 12 500,5
      | \d++ (?: [.,] \d++ )?+
    )
  | (?P<word> [^\W\d_]++ (?: - [^\W\d_]++ )*+ )                                         # іс-шара
  | (?P<sign> \S )
    """,
    regex.VERBOSE,
)
# a line that ends in the middle of a number has other words before it (`2016 жыл - 1 250 | 400; 2017 …`);
# a line that is a number is an amount of its own
_WRAPPED = regex.compile(
    r"(?<= [^\d\s.,] [^\S\n]*+ \d{1,3} (?:[ ]\d{3})*+ ) \n (?= \d{3} (?!\d) )", regex.VERBOSE
)
_NO_DIGIT = regex.compile(r"\D")


@dataclass(frozen=True, slots=True, kw_only=True)
class CostPiece:
    """A number, a word, a sign or a date of the text, `[start, end)`.

    `word` is a word's letters in lower case, or the sign, which may be a currency's; "" of anything else.
    """

    kind: str
    text: str
    start: int
    end: int
    word: str
    starts_line: bool

    @property
    def is_year(self) -> bool:
        """Whether a number may be a year."""
        return self.has_four_digits and _FIRST_YEAR <= int(self.text) <= _LAST_YEAR

    @property
    def has_four_digits(self) -> bool:
        """Whether it has the digits of a year, and nothing between them."""
        return len(self.text) == len("2013") and self.text.isdecimal()


def pieces_of(text: str) -> list[CostPiece]:
    """The pieces of a clean text, in order; they overlap nowhere."""
    return [
        CostPiece(
            kind=match.lastgroup or "",
            text=match[0],
            start=match.start(),
            end=match.end(),
            word=folded(match[0]) if match["word"] else match["sign"] or "",
            starts_line=match.start() == 0 or text[match.start() - 1] == "\n",
        )
        for match in _PIECE.finditer(text)
    ]


def unwrapped(text: str) -> str:
    """The text with a blank for a line feed inside of a number, offset for offset."""
    return _WRAPPED.sub(" ", text)


def readings_of(number: str) -> tuple[Decimal, ...]:
    """What a printed number can be: one value, two where its sign can be either, none if it is misprinted."""
    plain = number.replace(" ", "")
    points, commas = plain.count("."), plain.count(",")
    if points and commas:
        decimal = max(".,", key=plain.rindex)
        if plain.count(decimal) > 1:
            return ()
        plain = plain.replace("," if decimal == "." else ".", "")
    elif points > 1 or commas > 1:
        _, *groups = plain.replace(",", ".").split(".")
        if any(len(group) != _GROUP for group in groups):
            return ()
        plain = plain.replace(",", "").replace(".", "")
    elif points and " " not in number:
        whole, _, fraction = plain.partition(".")
        if len(fraction) == _GROUP and whole.strip("0") and len(whole) <= _GROUP:
            return Decimal(whole + fraction), Decimal(plain)
    return (Decimal(plain.replace(",", ".")),)


def number_in_words(words: Sequence[str]) -> int | None:
    """The value of lower case words that are one whole number, or None: they are not, or not in order."""
    known = language_words().numerals
    total = part = 0
    last_power, last = 0, _THOUSAND
    for word in words:
        value = known.get(word)
        if value is None or (value == 0 and len(words) > 1):
            return None
        if value >= _THOUSAND:
            if last_power and value >= last_power:
                return None
            total += (part or 1) * value
            part, last_power, last = 0, value, _THOUSAND
        elif value == _HUNDRED:
            if part >= _TEN:
                return None
            part, last = (part or 1) * _HUNDRED, _HUNDRED
        else:
            if value >= last or (last < _HUNDRED and not last >= _TEN > value):
                return None
            part, last = part + value, value
    return total + part if words else None


@by_language()
def phrases(*names: str) -> Phrases[tuple[str, str]]:
    """Lists of `costs.yml` as one table: of each phrase its list and its code, the list again without one."""
    coded: list[tuple[str, str, Sequence[str]]] = []
    for name in names:
        listed = getattr(cost_words(), name)
        by_code = listed if isinstance(listed, Mapping) else {name: listed}
        coded += [(name, code, each) for code, each in by_code.items()]
    return Phrases(
        (words, (name, code))
        for name, code, listed in coded
        for phrase in listed
        for words in product(*map(_printed, phrase.split()))
    )


def _printed(stem: str) -> Iterator[str]:
    """How the matcher has a word of the registry: `=` is a whole word, a long stem or `*` a beginning."""
    if stem.startswith("="):
        yield stem[1:]
    elif len(stem) > _SHORT_STEM or stem.endswith(BEGINNING):
        yield stem.removesuffix(BEGINNING) + BEGINNING
    else:
        yield from (stem, f"{stem}-{BEGINNING}")


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyUnit:
    """A unit of money: the code of a unit of tenge for its factor, and a currency (ISO 4217).

    Either is None where only the other is printed.
    """

    multiplier: str | None
    currency: str | None

    @property
    def factor(self) -> Decimal:
        """Thousands of the currency in one of the unit."""
        return cost_words().units[self.multiplier or PLAIN]

    @property
    def code(self) -> str:
        """Both parts as one word, `thousand_tenge`; another currency behind a blank, `thousand_tenge USD`."""
        return (self.multiplier or PLAIN) + (
            f" {self.currency}" if self.currency not in (None, TENGE) else ""
        )

    def filled(self, multiplier: str | None, currency: str | None) -> MoneyUnit:
        """The unit with these parts where it has none of its own."""
        return MoneyUnit(multiplier=self.multiplier or multiplier, currency=self.currency or currency)

    def joined(self, other: MoneyUnit) -> MoneyUnit | None:
        """A unit printed in two parts, `120 мың (жүз жиырма мың) теңге`; None where the parts do not fit."""
        if (self.multiplier and other.multiplier) or (self.currency and other.currency):
            return None
        return self.filled(other.multiplier, other.currency)


def unit_at(pieces: Sequence[CostPiece], at: int) -> tuple[MoneyUnit, int] | None:
    """The unit that stands at a place (`млн. теңге`, `мың`, `$`), and the place after it."""
    words = [piece.word for piece in pieces[at : at + 5]]
    if currency := phrases("currencies").at(words, 0):
        return MoneyUnit(multiplier=None, currency=currency.value[1]), at + currency.end
    multiplier = phrases("multipliers").at(words, 0)
    if multiplier is None:
        return None
    has_point = words[1:2] == ["."]
    currency = phrases("currencies").at(words, 1 + has_point)
    if currency is None and not has_point and phrases("shortened").at(words, 0):
        return None
    unit = MoneyUnit(multiplier=multiplier.value[1], currency=currency.value[1] if currency else None)
    return unit, at + (currency.end if currency else 1 + has_point)


def _units(pieces: Sequence[CostPiece]) -> Iterator[tuple[MoneyUnit, int, int]]:
    """The units among pieces, each with its places; none within another."""
    after = 0
    for at in range(len(pieces)):
        found = unit_at(pieces, at) if at >= after else None
        if found is not None:
            unit, after = found
            yield unit, at, after


def _declared(text: str) -> MoneyUnit | None:
    code, _, currency = text.partition(" ")
    return MoneyUnit(multiplier=code, currency=currency or TENGE) if code in cost_words().units else None


def column_unit(head: str | None) -> MoneyUnit | None:
    """The first unit that words name (`Болжанатын шығыстар (мың. теңге)`), or that of its own code."""
    text = clean(head)
    named = (unit.filled(PLAIN, TENGE) for unit, _, _ in _units(pieces_of(text[:_LONGEST_HEAD])))
    return _declared(text) or next(named, None)


def head_unit(head: str | None) -> str | None:
    """The code of the unit that a column's head names; None where it names none, or in words not understood.

    A unit that is misread makes every amount of a plan wrong by its factor: `(1000 теңге)` is no tenge, `мың
    сом` no thousand tenge. So the words around a unit count too.
    """
    text = clean(head)[:_LONGEST_HEAD]
    if _declared(text):
        return text
    pieces = [piece for piece in pieces_of(text) if piece.text != "."]
    found: set[str | None] = set()
    for unit, at, after in _units(pieces):
        before = pieces[at - 1] if at else None
        if unit.currency is None and after < len(pieces) and pieces[after].word.isalpha():
            found.add(None)  # `мың сом`
        elif before is not None:
            between = text[before.end : pieces[at].start]
            found.add(_beside(unit.code, before, is_shortened="." in between))
        else:
            found.add(unit.code)
    return found.pop() if len(found) == 1 else None


def _beside(code: str, before: CostPiece, *, is_shortened: bool) -> str | None:
    """A unit with the piece before it: `1000` multiplies `теңге`, a word that may be a short form too.

    A year may stand before a unit, as in `2021 мың теңге` of a head over two lines.
    """
    if before.kind == "number" and not before.is_year:
        factor = int(_NO_DIGIT.sub("", before.text))
        return code if factor == 1 else _FACTORS.get(factor) if code == PLAIN else None
    may_multiply = before.kind == "word" and code == PLAIN
    return None if may_multiply and (is_shortened or len(before.text) <= _LONGEST_SHORT_FORM) else code
