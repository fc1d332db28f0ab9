"""The numbers and words of a printed cost: `1 234 567,89 мың теңге`.

The trouble: thousands are set off by spaces, points, commas or nothing, and decimals by a comma or a point,
so that `12.500` is two amounts in one; and a date is no amount at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import regex

from pipeline.normalise.text.letters import folded

_GROUP = 3
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_YEAR_DIGITS = 4

# a date is no amount; the first of years in a list (`2013,2014`); `12 500,5`, `1.234.567,89`, `1,234,567.89`,
# `12500`; words with hyphens (`іс-шара`); other signs
_PIECE = regex.compile(
    r"""
    (?P<date> (?<!\d) \d{1,2} \. \d{1,2} \. \d{4} (?!\d) )
  | (?P<number>
        (?:19|20)\d\d (?=[.,/] (?:19|20)\d\d (?!\d))
      | \d{1,3} (?P<gap>[ .,]) \d{3} (?!\d) (?: (?P=gap) \d{3} (?!\d) )*+ (?: [.,] \d++ )?+
      | \d++ (?: [.,] \d++ )?+
    )
  | (?P<word> [^\W\d_]++ (?: - [^\W\d_]++ )*+ )
  | (?P<sign> \S )
    """,
    regex.VERBOSE,
)
# a line that ends in the middle of a number has other words before it (`2016 жыл - 1 250 | 400; 2017 …`);
# a line that is a number is an amount of its own
_WRAPPED = regex.compile(
    r"(?<= [^\d\s.,] [^\S\n]*+ \d{1,3} (?:[ ]\d{3})*+ ) \n (?= \d{3} (?!\d) )", regex.VERBOSE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A number, a word or a sign of the text.

    Attributes:
        kind: number, word, sign or date.
        text: as printed.
        word: of a word, its letters in lower case; of a sign that may name a currency, the sign.
        start, end: offsets into the clean text.
        starts_line: whether it is the first of a printed line.
    """

    kind: str
    text: str
    start: int
    end: int
    word: str = ""
    starts_line: bool = False


def pieces_of(text: str) -> list[Piece]:
    """The pieces of a clean text, in order; they overlap nowhere."""
    found = []
    for match in _PIECE.finditer(text):
        kind, printed = match.lastgroup or "sign", match.group()
        word = folded(printed) if kind == "word" else printed if kind == "sign" else ""
        starts_line = match.start() == 0 or text[match.start() - 1] == "\n"
        found.append(
            Piece(
                kind=kind,
                text=printed,
                start=match.start(),
                end=match.end(),
                word=word,
                starts_line=starts_line,
            )
        )
    return found


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
        return (Decimal(plain.replace(",", ".")),)
    if points > 1 or commas > 1:
        groups = plain.replace(",", ".").split(".")
        whole = "".join(groups)
        return (Decimal(whole),) if all(len(group) == _GROUP for group in groups[1:]) else ()
    whole, _, fraction = plain.partition("." if points else ",")
    if points and " " not in number and len(fraction) == _GROUP and whole.strip("0") and len(whole) <= _GROUP:
        return Decimal(whole + fraction), Decimal(f"{whole}.{fraction}")
    return (Decimal(plain.replace(",", ".")),)


def is_year(piece: Piece) -> bool:
    """Whether a number may be a year."""
    return (
        piece.kind == "number"
        and len(piece.text) == _YEAR_DIGITS
        and piece.text.isdecimal()
        and _FIRST_YEAR <= int(piece.text) <= _LAST_YEAR
    )
