"""Finds the names of bodies word by word in a tree of all names.

A name is printed in full or in letters, with or without the country before it, with an ending on its last
word, in any quotes. The tree is built once from the registry; a text is read in one pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from pipeline.normalise.bodies.body_tokens import (
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
    name_words,
)
from pipeline.registry.agencies import Agency, agencies
from pipeline.registry.cell_words import agency_grammar

# what stands between the bodies of a name that names several at once
TOGETHER = "+"


@dataclass(slots=True)
class NameTree:
    """A tree of names, word by word; what a name stands for is at its last word."""

    children: dict[str, NameTree] = field(default_factory=dict)
    values: list[str] = field(default_factory=list)

    def add(self, name: str, value: str) -> None:
        """Adds one name; the genitive of its inner words does not count."""
        node = self
        words = name_words(name)
        for place, word in enumerate(words, start=1):
            if is_letters(word):
                key = LETTERS_MARK + word
            else:
                key = word.lower() if place == len(words) else _without_genitive(word.lower())
            following = node.children.get(key)
            if following is None:
                following = node.children[key] = NameTree()
            node = following
        if value not in node.values:
            node.values.append(value)

    def join(self, name: str, tree: NameTree) -> None:
        """Lets all names of another tree follow a name; nodes that the two trees share stay as they are."""
        *first, last = name_words(name)
        node = self
        for word in first:
            shared = node.children.get(word.lower(), NameTree())
            own = NameTree(children=dict(shared.children), values=shared.values)
            node.children[word.lower()] = own
            node = own
        node.children[LETTERS_MARK + last if is_letters(last) else last.lower()] = tree


class Match(NamedTuple):
    """A name found: what it stands for, the place of its last token, and its case."""

    values: tuple[str, ...]
    last: int
    case: str


def longest_match(tree: NameTree, tokens: list[Token], first: int) -> Match | None:
    """The longest name of the tree that begins at a token, or None; quotes and newlines do not count."""
    children = tree.children
    for key, _ in tokens[first].readings:
        if key in children:
            break
    else:  # as with most words
        return None
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
    """The tree of all names and letters of all bodies, each with and without the country before it."""
    tree = NameTree()
    only_with_country: list[tuple[str, str]] = []
    for agency in agencies():
        for name in _printed_names(agency):
            bare = _without_country(name)
            if bare != name and is_letters(bare):
                # ҚР ЗИ: the letters alone would be too little
                only_with_country.append((bare, agency.agency_id))
            else:
                tree.add(bare, agency.agency_id)
    for name, ids in agency_grammar().compounds.items():
        tree.add(name, TOGETHER.join(ids))
    after_country = NameTree(children=dict(tree.children))
    for bare, agency_id in only_with_country:
        after_country.add(bare, agency_id)
    for form in agency_grammar().country.forms:
        tree.join(form, after_country)
    return tree


def _printed_names(agency: Agency) -> Iterator[str]:
    grammar = agency_grammar()
    for name in (agency.name_kk, *agency.other_names_kk, *agency.abbreviations):
        for variant in _with_synonyms(name, grammar.synonyms.items()):
            yield variant
            if "," in variant:
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


def _without_country(name: str) -> str:
    """`Үкіметі` for `Қазақстан Республикасының Үкіметі`."""
    for form in agency_grammar().country.forms:
        bare = name.lstrip("«").removeprefix(form)
        if bare != name.lstrip("«"):
            first, _, rest = bare.partition(" ")
            if rest and (not first or first in agency_grammar().cases):
                return rest
    return name


def _without_genitive(word: str) -> str:
    ending = word[-3:]
    if agency_grammar().cases.get(ending) == GENITIVE and len(word) - len(ending) >= MIN_STEM:
        return word[: -len(ending)]
    return word
