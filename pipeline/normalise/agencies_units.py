"""Cuts a cell of executors into its items: bodies, unread words, and the remarks printed beside them.

Items are parted by commas, semicolons, slashes, new lines and conjunctions in every mixture, but all of
these also stand inside names, quotes and brackets, where they part nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from pipeline.normalise.agencies_found import Legend, Spot, spots
from pipeline.normalise.agencies_names import NameTree, longest_match
from pipeline.normalise.agencies_tokens import (
    CLOSE,
    COLON,
    COMMA,
    NEWLINE,
    OPEN,
    SEMICOLON,
    SLASH,
    WORD,
    Token,
    tokenize,
)
from pipeline.reference.agencies import agency_grammar

BODY, WORDS, HEAD, FILLER = "body", "word", "head", "filler"
CONSENT, COORDINATOR, NOTE = "consent", "coordinator", "note"
MARK, JOINT, BREAK, CONJUNCTION = "mark", "joint", "break", "conjunction"
CONTENT = frozenset({BODY, WORDS, HEAD})
_OPENING, _CLOSING, _STRAIGHT = ("«", "“", "„"), ("»", "”"), '"'
_BESIDE = frozenset({CONSENT, COORDINATOR, NOTE, MARK, FILLER, HEAD})
_SEPARATORS = {COMMA: JOINT, SLASH: JOINT, SEMICOLON: BREAK, NEWLINE: BREAK}


class Unit(NamedTuple):
    """A piece of a cell: a body, a word, a remark beside a body, or what parts them.

    Attributes:
        kind: one of the constants above.
        start: its first character, in code points.
        end: the place after its last character.
        spot: the body or bodies, of a unit that names some.
        mark: the mark itself, of a quote or a colon; of an unread word, the word in lower case.
    """

    kind: str
    start: int
    end: int
    spot: Spot | None = None
    mark: str = ""


def items(text: str, as_of: date, legend: Legend | None = None) -> list[list[Unit]]:
    """The items of a cell in printed order, each a list of units; a BREAK stays at the end of its item."""
    units = list(_units(text, as_of, legend))
    quoted, parting = _inside_quotes(units), _parting(units)
    parts: list[list[Unit]] = [[]]
    for place, unit in enumerate(units):
        if quoted[place] or unit.kind not in (JOINT, BREAK, CONJUNCTION):
            parts[-1].append(unit)
        elif unit.kind == CONJUNCTION and not parting[place]:
            parts[-1].append(unit._replace(kind=WORDS))
        else:
            if unit.kind == BREAK:
                parts[-1].append(unit)
            parts.append([])
    return [part for part in parts if part]


def _units(text: str, as_of: date, legend: Legend | None) -> Iterator[Unit]:
    tokens = tokenize(text)
    spot_at = {spot.first: spot for spot in spots(text, tokens, as_of, legend)}
    closing = _closing_brackets(tokens)
    place = 0
    while place < len(tokens):
        token = tokens[place]
        spot = spot_at.get(place)
        if spot is not None:
            yield Unit(BODY, spot.start, spot.end, spot)
            place = spot.last + 1
        elif place in closing:
            yield from _bracket(tokens, spot_at, place, closing[place])
            place = closing[place] + 1
        elif token.kind != WORD:
            kind = _SEPARATORS.get(token.kind, MARK)
            yield Unit(kind, token.start, token.end, None, ":" if token.kind == COLON else token.base)
            place += 1
        else:
            match = longest_match(_beside_tree(), tokens, place)
            last = match.last if match else place
            kind = match.values[0] if match else WORDS
            if match is None and token.fold in agency_grammar().conjunctions:
                kind = CONJUNCTION
            elif match is None and token.base.isdigit():
                kind = MARK
            yield Unit(kind, token.start, tokens[last].end, None, token.fold if kind == WORDS else "")
            place = last + 1


def _bracket(tokens: list[Token], spot_at: dict[int, Spot], first: int, last: int) -> Iterator[Unit]:
    """A bracket outside a name: consent, a coordinator, the same body in other words, or a note."""
    start, end = tokens[first].start, tokens[last].end
    kinds: list[str] = []
    place = first + 1
    while place < last:
        match = longest_match(_beside_tree(), tokens, place)
        if match is not None and match.last < last:
            kinds.append(match.values[0])
            place = match.last
        elif tokens[place].kind == WORD and tokens[place].fold not in agency_grammar().conjunctions:
            spot = spot_at.get(place) or spot_at.get(place - 1)
            yield Unit(NOTE, start, end, spot)
            return
        place += 1
    for kind in dict.fromkeys(kinds):
        yield Unit(kind if kind in (CONSENT, COORDINATOR) else MARK, start, end)


def _parting(units: list[Unit]) -> list[bool]:
    """Of each conjunction, whether it parts bodies; inside an unread name it parts nothing."""
    parting = [False] * len(units)
    nouns = frozenset(agency_grammar().body_nouns)
    before = BREAK
    for place, unit in enumerate(units):
        if unit.kind == CONJUNCTION:
            parting[place] = before not in (WORDS, CONJUNCTION)
        if unit.kind in (CONSENT, COORDINATOR) or unit.mark in nouns:
            # what has a remark, or ends in the head of a name, is whole
            before = BODY
        elif unit.kind not in _BESIDE:
            before = unit.kind
    after = BODY
    for place in range(len(units) - 1, -1, -1):
        unit = units[place]
        if unit.kind == CONJUNCTION:
            parting[place] = parting[place] or after == BODY
        if unit.kind not in (MARK, FILLER):
            after = unit.kind
    return parting


def _closing_brackets(tokens: list[Token]) -> dict[int, int]:
    """The place of the closing bracket for each outer opening one that has one."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for place, token in enumerate(tokens):
        if token.kind == OPEN:
            opened.append(place)
        elif token.kind == CLOSE and opened:
            pairs[opened.pop()] = place
    return pairs


def _inside_quotes(units: list[Unit]) -> list[bool]:
    """Of each unit, whether it stands between a pair of quotes.

    Kazakh names nest quotes and close the outer one alone, `«Даму» қоры» АҚ`: a closing quote left over
    reaches back to the last pair, unless a known body stands between.
    """
    inside = [0] * (len(units) + 1)
    opened: list[int] = []
    last_pair: int | None = None
    straight: int | None = None
    for place, unit in enumerate(units):
        if unit.kind in (BODY, CONSENT, COORDINATOR, BREAK):
            last_pair = None
        elif unit.mark in _OPENING:
            opened.append(place)
        elif unit.mark in _CLOSING and (opened or last_pair is not None):
            last_pair = opened.pop() if opened else last_pair
            inside[last_pair or 0] += 1
            inside[place] -= 1
        elif unit.mark == _STRAIGHT:
            if straight is None:
                straight = place
            else:
                inside[straight] += 1
                inside[place] -= 1
                straight = None
    return [depth > 0 for depth in accumulate(inside[:-1])]


@cache
def _beside_tree() -> NameTree:
    grammar = agency_grammar()
    tree = NameTree()
    for kind, phrases in (
        (CONSENT, grammar.consent),
        (COORDINATOR, grammar.coordinator),
        (HEAD, grammar.heads),
        (FILLER, grammar.fillers),
    ):
        for phrase in phrases:
            tree.add(phrase, kind)
    return tree
