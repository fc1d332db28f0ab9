"""Words of a text about bodies, with their places.

Bodies are printed with endings (`ҰЭМ-ге`, `Қаржыминіне`), with Latin letters that look Cyrillic, with any
kind of quotes. A token keeps its exact place in the text and the word as it is compared.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from pipeline.normalise.text.letters import INVISIBLE, name_in_cyrillic
from pipeline.registry.cell_words import agency_grammar

WORD, COMMA, SEMICOLON, NEWLINE, OPEN, CLOSE, QUOTE, DASH, SLASH, COLON, STOP, OTHER = range(12)
_KINDS = {
    mark: kind
    for kind, marks in (
        (COMMA, ",،‚"),
        (SEMICOLON, ";"),
        (NEWLINE, "\n\r"),
        (OPEN, "(["),
        (CLOSE, ")]"),
        (QUOTE, "«»“”„‟\"'‘’‹›"),
        (DASH, "-–—‑‐−"),
        (SLASH, "/"),
        (COLON, ":"),
        (STOP, "."),
    )
    for mark in marks
}

# letters with marks that stand apart, and with soft hyphens and zero-width characters between them
_LETTER = rf"[\w\u0300-\u036f{INVISIBLE}--_]"
# ҰЭМ-ге, өзін-өзі, Премьер-Министр: one word; a hyphen stays inside only between letters
_TOKEN = regex.compile(
    rf"""
    (?P<word> {_LETTER}++ (?: [-‐‑] {_LETTER}++ )*+ )
    | (?P<mark> [^\s] | \n ) (?P=mark)*+  # a run of one mark counts once
    """,
    regex.VERBOSE | regex.V1,
)
_TOKEN_OF_NAME = regex.compile(r"\w++ (?: -\w++ )*+ | ,", regex.VERBOSE)
_INVISIBLE = regex.compile(f"[{INVISIBLE}]")
_HYPHENS = str.maketrans("‐‑", "--")
MIN_STEM = 2
LETTERS_MARK = "="
_ENDING_LENGTHS = (3, 2, 1)


class Token(NamedTuple):
    """A word or a mark (a named tuple, as a long text has thousands).

    Attributes:
        start: its first character's place, in code points.
        end: the place after its last character.
        kind: WORD or a kind of mark.
        base: of a word, its letters without an abbreviation's ending, look-alikes replaced.
        fold: the same in lower case.
        readings: of a word, what it may be without its case ending, each as (key, case); keys are lower case,
            those of abbreviations are as printed after a `=`.
    """

    start: int
    end: int
    kind: int
    base: str
    fold: str
    readings: tuple[tuple[str, str], ...]


NOMINATIVE, GENITIVE, INSTRUMENTAL = "nominative", "genitive", "instrumental"


def tokenize(text: str) -> list[Token]:
    """The words and marks of a text, in order; blanks are left out, newlines are not."""
    tokens: list[Token] = []
    start = 0
    for piece in text.split(" "):
        for first, last, kind, base, fold, readings in _read_piece(piece):
            tokens.append(Token(start + first, start + last, kind, base, fold, readings))
        start += len(piece) + 1
    return tokens


# the words of plans recur, with their commas and brackets
@lru_cache(maxsize=10_000)
def _read_piece(piece: str) -> tuple[tuple[int, int, int, str, str, tuple[tuple[str, str], ...]], ...]:
    """The tokens of what stands between two blanks: no token holds one."""
    tokens = []
    for match in _TOKEN.finditer(piece):
        start, end = match.span()
        if match.lastgroup == "word":
            tokens.append((start, end, WORD, *_read_word(piece[start:end])))
        else:
            tokens.append((start, end, *_read_mark(piece[start])))
    return tuple(tokens)


def name_words(name: str) -> list[str]:
    """The words and commas of a registered name, which is clean."""
    return _TOKEN_OF_NAME.findall(name)


def is_letters(base: str) -> bool:
    """Whether a word is an abbreviation by its capitals: `ҰЭМ`, `МәдМ`, not `ҚазАгро`."""
    return len(base) > 1 and base[-1].isupper() and sum(map(str.isupper, base)) > 1


@lru_cache(maxsize=1_000)
def _read_mark(mark: str) -> tuple[int, str, str, tuple[tuple[str, str], ...]]:
    return _KINDS.get(mark, OTHER), mark, mark, ((mark, NOMINATIVE),)


@lru_cache(maxsize=20_000)
def _read_word(printed: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """A word's letters, the same in lower case, and its readings."""
    word = printed
    if not word.isascii():
        word = unicodedata.normalize("NFC", _INVISIBLE.sub("", word)).translate(_HYPHENS)
    word = name_in_cyrillic(word)
    base, hyphen, ending = word.rpartition("-")
    if hyphen and len(base) >= MIN_STEM and (match := _ending_pattern().fullmatch(ending.lower())):
        case = agency_grammar().cases.get(match["case"] or "", NOMINATIVE)
        keys = [LETTERS_MARK + base, base.lower()] if is_letters(base) else [base.lower()]
        return base, base.lower(), tuple((key, case) for key in keys)
    return word, word.lower(), tuple(_readings(word))


def _readings(word: str) -> Iterator[tuple[str, str]]:
    folded, endings = word.lower(), agency_grammar().cases
    if is_letters(word):
        yield LETTERS_MARK + word, NOMINATIVE
    yield folded, NOMINATIVE
    for length in _ENDING_LENGTHS:
        case = endings.get(folded[-length:])
        if case is not None and len(folded) - length >= MIN_STEM:
            yield folded[:-length], case
            # an abbreviation without the hyphen: ҰЭМге
            if word[-length:].islower() and is_letters(word[:-length]):
                yield LETTERS_MARK + word[:-length], case


@cache
def _ending_pattern() -> regex.Pattern[str]:
    # the ending of an abbreviation after its hyphen: ге, нің, лар, лардың, сы, сына
    grammar = agency_grammar()
    plural, possessive = "|".join(grammar.plurals), "|".join(grammar.possessives)
    case = "|".join(sorted(grammar.cases, key=len, reverse=True))
    return regex.compile(rf"(?=.)(?:{plural})?+ (?:{possessive})?? (?P<case>{case})?", regex.VERBOSE)
