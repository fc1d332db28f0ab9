"""The account of a cell's words: each went into a value, is declared filler, or is reported in a finding.

A parser that drops a word in silence gives a value that looks as good as a right one. So every parser keeps
claims on the stretches of its text, and whatever no claim covers is reported: there is no third way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import regex

from pipeline.normalise.text.letters import INVISIBLE

# a number with its inner separators is one token, so that a claim on `1 500,0` is a claim on all of it
_TOKEN = regex.compile(
    rf"\p{{N}}+ | [\p{{L}}\p{{M}}]+ (?: [{INVISIBLE}]+ [\p{{L}}\p{{M}}]+ )*+ | [\p{{S}}\p{{Co}}%‰§*&@\#--−]",
    regex.VERBOSE | regex.V1,
)


class Fate(StrEnum):
    """Where a stretch of printed text went."""

    VALUE = "value"
    FILLER = "filler"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What became of a stretch of a text.

    Attributes:
        start, end: offsets in code points into the text as the parser was given it; end is exclusive.
        fate: where it went.
        into: the column that the value went to, the registry's place that declares the filler, or the code
            of the finding.
    """

    start: int
    end: int
    fate: Fate
    into: str


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number's run of digits, or a sign that carries meaning: `[start, end)` in code points."""

    start: int
    end: int
    text: str

    @property
    def is_number(self) -> bool:
        """Whether it is a run of digits."""
        return self.text[0].isnumeric()


def tokens_of(text: str) -> list[Token]:
    """The tokens that an account must cover; punctuation, brackets, dashes and spaces are none."""
    return [Token(found.start(), found.end(), found[0]) for found in _TOKEN.finditer(text)]


def unaccounted(text: str, claims: Iterable[Claim]) -> list[Token]:
    """The tokens that no claim covers, in order; filler does not account for a number."""
    covered = bytearray(len(text))
    numbers = bytearray(len(text))
    for claim in claims:
        width = max(0, min(claim.end, len(text)) - claim.start)
        covered[claim.start : claim.start + width] = b"\1" * width
        if claim.fate is not Fate.FILLER:
            numbers[claim.start : claim.start + width] = b"\1" * width
    return [
        Token(found.start(), found.end(), found[0])
        for found in _TOKEN.finditer(text)
        if (numbers if found[0][0].isnumeric() else covered).find(0, found.start(), found.end()) >= 0
    ]


def stretches(text: str, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The tokens as stretches of text to quote: tokens with nothing but signs and spaces between are one."""
    if not tokens:
        return []
    found: list[tuple[int, int]] = []
    places = {token.start: at for at, token in enumerate(tokens_of(text))}
    last = -2
    for token in tokens:
        at = places[token.start]
        if at == last + 1:
            found[-1] = (found[-1][0], token.end)
        else:
            found.append((token.start, token.end))
        last = at
    return found


def settled(text: str, claims: Iterable[Claim], *, into: str) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
    """The whole account of a text, and the stretches that nothing was made of: report each of them.

    Args:
        text: the text as the parser was given it.
        claims: what the parser knows; it may overlap.
        into: the code of the finding that reports the rest.

    Returns:
        The claims in the order of the text, with one more for each stretch of the rest; and these stretches
        as printed.
    """
    known = list(claims)
    rest = stretches(text, unaccounted(text, known))
    known += [Claim(start=start, end=end, fate=Fate.REPORTED, into=into) for start, end in rest]
    return tuple(sorted(set(known), key=_place)), tuple(text[start:end] for start, end in rest)


def _place(claim: Claim) -> tuple[int, int, str, str]:
    return claim.start, claim.end, claim.fate, claim.into
