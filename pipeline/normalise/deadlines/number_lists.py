"""Reads a list or a range of numbers up to the word that says what they are: `1, 3-тоқсан`.

The trouble: the hyphen of `1-тоқсан` is no range, the one of `1-3 тоқсан` is; and years and days stand side
by side, so a number of four digits never goes with a smaller one.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.normalise.deadlines.time_tokens import Token

NUMERALS = ("number", "roman")
JOINTS = ("comma", "and", "dash")
_FIRST_YEAR = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What was read.

    Attributes:
        entries: each number, and `dash` or `comma` for how it hangs on the one before (empty for the first).
        suffix: the ending after the last number (`15-не`), if there is one.
        after: the place after the numbers.
        head: the place of the word that says what they are, beyond the hyphen of `1-тоқсан`.
        are_years: whether they have four digits.
    """

    entries: list[tuple[Token, str]]
    suffix: Token | None
    after: int
    head: int
    are_years: bool


def read_numbers(tokens: list[Token], at: int) -> Numbers:
    """The numbers that begin at a place."""

    def kind(place: int) -> str:
        return tokens[place].kind if place < len(tokens) else ""

    def like_first(place: int) -> bool:
        return kind(place) in NUMERALS and (tokens[place].value >= _FIRST_YEAR) == years

    years = tokens[at].value >= _FIRST_YEAR
    entries: list[tuple[Token, str]] = []
    here, link = at, ""
    while True:
        entries.append((tokens[here], link))
        here += 1
        suffix = tokens[here] if kind(here) == "suffix" else None
        here += suffix is not None
        if kind(here) not in JOINTS or not like_first(here + 1):
            break
        link = "dash" if kind(here) == "dash" else "comma"
        here += 1
    head = here + 1 if kind(here) == "dash" else here
    return Numbers(entries=entries, suffix=suffix, after=here, head=head, are_years=years)
