"""The account of a cell's words: each went into a value, is declared filler, or is reported in a finding.

A parser that drops a word in silence gives a value that looks as good as a right one. So every parser keeps
claims on the stretches of its text, and whatever no claim covers is reported: there is no third way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from operator import attrgetter

from pipeline.normalise.text.letters import CleanText
from pipeline.normalise.text.tokens import Token, tokens_of


class Fate(StrEnum):
    """Where a stretch of printed text went."""

    VALUE = "value"
    FILLER = "filler"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What became of the stretch `[start, end)` of a text, in code points of the text as it was given.

    `into` is the column that the value went to, the registry's place that declares the filler, or the code
    of the finding.
    """

    start: int
    end: int
    fate: Fate
    into: str


def claimed(start: int, end: int, into: str, fate: Fate = Fate.VALUE) -> Claim:
    """A claim: without a fate the words went into a value."""
    return Claim(start=start, end=end, fate=fate, into=into)


def moved(claims: Iterable[Claim], by: int) -> list[Claim]:
    """The claims on a part of a text, with offsets into the whole."""
    return [replace(claim, start=claim.start + by, end=claim.end + by) for claim in claims]


def as_printed(claims: Iterable[Claim], given: CleanText, by: int = 0) -> tuple[Claim, ...]:
    """The claims on a clean text (from `by` on), with offsets into the text as it was printed."""
    places = ((claim, given.printed(claim.start + by, claim.end + by)) for claim in claims)
    return tuple(replace(claim, start=start, end=end) for claim, (start, end) in places)


def unaccounted(text: str, claims: Iterable[Claim]) -> list[Token]:
    """The tokens that no claim covers, in order; filler does not account for a number."""
    words, numbers = bytearray(len(text)), bytearray(len(text))
    for claim in claims:
        width = max(0, min(claim.end, len(text)) - claim.start)
        for covered in (words,) if claim.fate is Fate.FILLER else (words, numbers):
            covered[claim.start : claim.start + width] = b"\1" * width
    return [
        token
        for token in tokens_of(text)
        if (numbers if token.is_number else words).find(0, token.start, token.end) >= 0
    ]


def stretches(text: str, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The tokens as stretches of text to quote: tokens with nothing but marks and spaces between are one."""
    found: list[tuple[int, int]] = []
    places = {token.start: at for at, token in enumerate(tokens_of(text))} if tokens else {}
    last = -2
    for token in tokens:
        at = places[token.start]
        start = found.pop()[0] if at == last + 1 else token.start
        found.append((start, token.end))
        last = at
    return found


def settled(text: str, claims: Iterable[Claim], *, into: str) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
    """The whole account of a text, and the stretches that nothing was made of: report each of them.

    Returns:
        The claims, which may overlap, in the order of the text, with one more for each stretch of the rest
        into a finding of this code; and these stretches as printed.
    """
    known = list(claims)
    rest = stretches(text, unaccounted(text, known))
    known += [claimed(start, end, into, Fate.REPORTED) for start, end in rest]
    whole = sorted(set(known), key=attrgetter("start", "end", "fate", "into"))
    return tuple(whole), tuple(text[start:end] for start, end in rest)
