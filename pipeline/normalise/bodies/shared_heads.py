"""Reads bodies that share one head word in the plural: `Қаржы, Ішкі істер және Әділет министрліктері`.

Each name lacks its head; the names themselves hold commas and conjunctions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipeline.normalise.bodies.body_tokens import COMMA, NEWLINE, QUOTE, WORD, Token
from pipeline.normalise.bodies.name_tree import Match, NameTree, longest_match
from pipeline.registry.agencies import agencies
from pipeline.registry.cell_words import agency_grammar

_JOINTS = frozenset({COMMA, NEWLINE, QUOTE})
_HEAD = "head:"


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedHead:
    """Names before one head word.

    Attributes:
        bearer_ids: for each name the bodies that ever bore it.
        last: place of the last token read.
        case: the case of the head word; None where none closes the list, which then names no body.
    """

    bearer_ids: tuple[tuple[str, ...], ...]
    last: int
    case: str | None


def shared_head_at(tokens: list[Token], first: int) -> SharedHead | None:
    """The names before a shared head that begin at a token; None where none begins there."""
    tree = _stem_tree()
    begins = longest_match(tree, tokens, first)
    if begins is None:
        return None
    stems: list[tuple[str, ...]] = []
    place = first
    while place < len(tokens):
        token = tokens[place]
        match: Match | None = begins
        if place > first:
            match = longest_match(tree, tokens, place) if token.kind == WORD else None
        if match is not None and match.values[0].startswith(_HEAD):
            ending = match.values[0].removeprefix(_HEAD)
            bearers = tuple(_bearers(values, ending) for values in stems)
            if not all(bearers) or not bearers:
                break
            return SharedHead(bearer_ids=bearers, last=match.last, case=match.case)
        if match is not None:
            stems.append(match.values)
            place = match.last
        elif token.kind not in _JOINTS and token.fold not in agency_grammar().conjunctions:
            break
        place += 1
    return SharedHead(bearer_ids=(), last=max(place - 1, first), case=None)


def _bearers(values: tuple[str, ...], ending: str) -> tuple[str, ...]:
    return tuple(value.removeprefix(f"{ending}:") for value in values if value.startswith(f"{ending}:"))


def shared_head_words() -> Iterable[str]:
    """The keys of the words that names before a shared head can begin with."""
    return _stem_tree().children


@cache
def _stem_tree() -> NameTree:
    tree = NameTree()
    for ending, plurals in agency_grammar().shared_heads.items():
        for plural in plurals:
            tree.add(plural, f"{_HEAD}{ending}")
        for agency in agencies():
            for name in (agency.name_kk, *agency.other_names_kk):
                stem = name.removesuffix(" " + ending)
                if stem != name:
                    for form in agency_grammar().country.forms:
                        stem = stem.removeprefix(form + " ")
                    tree.add(stem, f"{ending}:{agency.agency_id}")
    whole = NameTree(children=dict(tree.children))
    for form in agency_grammar().country.forms:
        tree.join(form, whole)
    return tree
