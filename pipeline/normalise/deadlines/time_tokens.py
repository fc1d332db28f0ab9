"""The printed words of a deadline as classified tokens.

The trouble: one quarter is printed as `1-тоқсан`, `I тоқсан` with Latin or Cyrillic numerals, `бірінші
тоқсан`, `1- тоқсан` after a wrapped line, or `жылғы1-тоқсан` with a lost space; and the name of a law may
hold years and months that are no deadline. So words are looked up one by one, spaces decide nothing, and a
quoted name is a single token.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import regex

from pipeline.normalise.text.enclosed import find_quotes
from pipeline.normalise.text.letters import DASHES, folded
from pipeline.normalise.text.numerals import roman_value
from pipeline.registry.calendar import load_calendar

# a deadline numbers months at most
_LAST_ROMAN = 12
_LONGEST_NUMBER = 4


@cache
def _token() -> regex.Pattern[str]:
    """One token: `01.09.2015`, `2015.09.01`, `2015-09-01`, `09.2015`, a number, a word, or any other sign."""
    return regex.compile(
        r"""
        (?<![\d.])(?P<day>\d{1,2})\s?[./]\s?(?P<month>\d{1,2})\s?[./]\s?(?P<year>\d{4})(?![\d])   # 01.09.2015
      | (?<!\d)(?P<year>\d{4})(?P<dot>[.\-])(?P<month>\d{2})(?P=dot)(?P<day>\d{2})(?!\d)          # 2015-09-01
      | (?<![\d.])(?P<month>\d{2})\.(?P<year>\d{4})(?!\d)                                       # 09.2015
      | (?<![\d.])(?P<year>\d{4})\.(?P<month>\d{2})(?![\d.])                                   # 2015.09
      | (?<![\d.])(?P<first_day>\d{1,2})\.(?P<first_month>\d{2})\.?(?=\s?[\-–—,;])         # 11.06-15.06.2026
      | (?P<number>\d++) | (?P<word>[^\W\d_]++) | (?P<sign>\S)
        """,
        regex.VERBOSE,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A classified piece of the text.

    Attributes:
        kind: a kind of `Lexeme`, or `date`, `roman`, `suffix`, `comma`, `dash`, `bracket`, `stop`, `quoted`,
            `unknown`.
        text: as printed.
        value: the number, month or unit; of a date its day (0 where there is none).
        case: grammatical case of a word, `ordinal` for a number word such as `бірінші`.
        start, end: offsets in the cleaned text.
        year, month: of a date; the year is 0 where the next date gives it (`11.06 – 15.06.2026`).
    """

    kind: str
    text: str
    start: int
    end: int
    value: int = 0
    case: str = "nominative"
    year: int = 0
    month: int = 0


def tokenise(text: str) -> list[Token]:
    """The tokens of a cleaned text, in order; what stands in quotes is one token."""
    tokens: list[Token] = []
    position = 0
    closing_of = {quote.start: quote.end for quote in find_quotes(text)}
    while position < len(text):
        if position in closing_of:
            end = closing_of[position]
            tokens.append(Token(kind="quoted", text=text[position:end], start=position, end=end))
            position = end
            continue
        match = _token().match(text, position)
        if match is None:
            position += 1
            continue
        tokens.append(_classify(match))
        position = match.end()
    return _joined(tokens)


def _classify(match: regex.Match[str]) -> Token:
    text, start, end = match.group(), match.start(), match.end()
    if match["year"]:
        day = int(match["day"] or 0)
        return Token(
            kind="date",
            text=text,
            start=start,
            end=end,
            value=day,
            year=int(match["year"]),
            month=int(match["month"]),
        )
    if match["first_day"]:
        day, month = int(match["first_day"]), int(match["first_month"])
        return Token(kind="date", text=text, start=start, end=end, value=day, month=month)
    if match["number"]:
        known = len(text) <= _LONGEST_NUMBER
        return Token(
            kind="number" if known else "unknown",
            text=text,
            start=start,
            end=end,
            value=int(text) if known else 0,
        )
    if match["word"]:
        return word_token(text, start, end)
    kind = "unknown"
    if text in DASHES:
        kind = "dash"
    elif text in ",;":
        kind = "comma"
    elif text in "()[]":
        kind = "bracket"
    elif text in ".:!?…":
        kind = "stop"
    return Token(kind=kind, text=text, start=start, end=end)


def word_token(text: str, start: int, end: int) -> Token:
    """The token of one word, by the vocabulary; look-alike letters do not matter."""
    roman = roman_value(text)
    if roman and roman <= _LAST_ROMAN:
        return Token(kind="roman", text=text, start=start, end=end, value=roman)
    lexeme = load_calendar().words.get(folded(text))
    if lexeme is None:
        return Token(kind="unknown", text=text, start=start, end=end)
    return Token(kind=lexeme.kind, text=text, start=start, end=end, value=lexeme.value, case=lexeme.case)


def _joined(tokens: list[Token]) -> list[Token]:
    """Joins `жел- тоқсан` of a wrapped line, `он екі`, and a suffix after a number and a hyphen."""
    joined: list[Token] = []
    suffixes = load_calendar().suffixes
    for token in tokens:
        before = joined[-1] if joined else None
        if before is not None and before.kind == "number" == token.kind and _adds_up(before, token):
            joined[-1] = Token(
                kind="number",
                text=f"{before.text} {token.text}",
                start=before.start,
                end=token.end,
                value=before.value + token.value,
                case=token.case,
            )
            continue
        if (
            before is not None
            and before.kind == "stop"
            and len(joined) > 1
            and _is_initial(joined[-2], token)
        ):
            joined.pop()
            joined[-1] = replace(joined[-1], end=token.end)
            continue
        if before is not None and before.kind == "dash" and len(joined) > 1:
            head = joined[-2]
            if head.kind in ("number", "roman", "date") and folded(token.text) in suffixes:
                joined[-1] = Token(
                    kind="suffix",
                    text=token.text,
                    start=before.start,
                    end=token.end,
                    case=suffixes[folded(token.text)],
                )
                continue
            if token.kind == "unknown" and head.text.isalpha():
                whole = word_token(head.text + token.text, head.start, token.end)
                if whole.kind != "unknown":
                    joined[-2:] = [whole]
                    continue
        joined.append(token)
    return joined


def _is_initial(first: Token, second: Token) -> bool:
    """Whether `ж.ж.` stands for the plural `жж.`."""
    return first.kind == second.kind == "unit" and len(first.text) == len(second.text) == 1


def _adds_up(tens: Token, ones: Token) -> bool:
    """Whether two number words are one number: `он екі`, `жиырма бесінші`."""
    words = not tens.text[0].isdigit() and not ones.text[0].isdigit()
    return words and tens.case != "ordinal" and tens.value % 10 == 0 and 0 < ones.value < 10
