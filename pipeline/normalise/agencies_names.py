"""Finds the names of bodies word by word in a tree of all names.

A name is printed in full or in letters, with or without the country before it, with an ending on its last
word, in any quotes. The tree is built once from the registry; a text is read in one pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from pipeline.normalise.agencies_tokens import (
    COMMA,
    GENITIVE,
    LETTERS_MARK,
    MIN_STEM,
    NEWLINE,
    NOMINATIVE,
    QUOTE,
    WORD,
    Token,
    is_letters,
    tokenize,
)
from pipeline.reference.agencies import Agency, agencies, agency_grammar


@dataclass(slots=True)
class NameTree:
    """A tree of names, word by word; what a name stands for is at its last word."""

    children: dict[str, NameTree] = field(default_factory=dict)
    values: list[str] = field(default_factory=list)

    def add(self, name: str, value: str) -> None:
        """Adds one name; the genitive of its inner words does not count."""
        node = self
        tokens = [token for token in tokenize(name) if token.kind in (WORD, COMMA)]
        for place, token in enumerate(tokens):
            key = LETTERS_MARK + token.base if is_letters(token.base) else token.fold
            if place < len(tokens) - 1 and token.kind == WORD and not is_letters(token.base):
                key = _without_genitive(key)
            node = node.children.setdefault(key, NameTree())
        if value not in node.values:
            node.values.append(value)


class Match(NamedTuple):
    """A name found: what it stands for, the place of its last token, and its case."""

    values: tuple[str, ...]
    last: int
    case: str


def longest_match(tree: NameTree, tokens: list[Token], first: int) -> Match | None:
    """The longest name of the tree that begins at a token, or None. Quotes and newlines inside it are skipped."""
    nodes = [tree]
    best: tuple[NameTree, int, str] | None = None
    place = first
    while nodes and place < len(tokens):
        token = tokens[place]
        if token.kind in (QUOTE, NEWLINE) and place > first:
            place += 1
            continue
        if token.kind not in (WORD, COMMA):
            break
        following: list[NameTree] = []
        for key, case in token.readings:
            for node in nodes:
                child = node.children.get(key)
                if child is None:
                    continue
                if child.values and (best is None or best[1] < place):
                    best = child, place, case
                if child.children and case in (NOMINATIVE, GENITIVE):
                    following.append(child)
        nodes = following
        place += 1
    return None if best is None else Match(values=tuple(best[0].values), last=best[1], case=best[2])


@cache
def agency_tree() -> NameTree:
    """The tree of all names and letters of all bodies."""
    tree = NameTree()
    for agency in agencies():
        for name in _printed_names(agency):
            for variant in _with_country(name):
                tree.add(variant, agency.agency_id)
    return tree


def _printed_names(agency: Agency) -> Iterator[str]:
    grammar = agency_grammar()
    for name in (agency.name_kk, *agency.other_names_kk, *agency.abbreviations):
        for variant in _with_synonyms(name, grammar.synonyms.items()):
            yield variant
            yield variant.replace(",", "")
            for ending, offices in grammar.offices.items():
                if variant.endswith(ending):
                    yield from (variant.removesuffix(ending) + office for office in offices)


def _with_synonyms(name: str, synonyms: Iterable[tuple[str, str]]) -> list[str]:
    variants = [name]
    words = set(name.replace("»", " ").replace("«", " ").split())
    for full, letters in synonyms:
        if full in name.lower():
            at = name.lower().index(full)
            variants += [variant[:at] + letters + variant[at + len(full) :] for variant in variants[:1]]
        if letters in words:
            variants += [variant.replace(letters, full) for variant in variants if letters in variant.split()]
    return list(dict.fromkeys(variants))


def _with_country(name: str) -> Iterator[str]:
    """`ҚР ІІМ` for `ІІМ`, and `Үкіметі` for `Қазақстан Республикасының Үкіметі`; but no `ЗИ` for `ҚР ЗИ`."""
    forms = agency_grammar().country_forms
    for form in (form + ending for ending in ("ның", "") for form in forms):
        if name.startswith(form + " "):
            rest = name.removeprefix(form + " ")
            if " " in rest or not is_letters(rest):
                yield rest
            yield from (f"{prefix} {rest}" for prefix in forms)
            return
    yield name
    yield from (f"{prefix} {name}" for prefix in forms)


def _without_genitive(word: str) -> str:
    ending = word[-3:]
    if agency_grammar().cases.get(ending) == GENITIVE and len(word) - len(ending) >= MIN_STEM:
        return word[: -len(ending)]
    return word
