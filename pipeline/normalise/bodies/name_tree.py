"""Finds the names of bodies word by word in a tree of all names.

A name is printed in full or in letters, with or without the country next to it, with an ending on its last
word, in any quotes. The tree is built once from the registry; a text is read in one pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.normalise.bodies.name_tokens import (
    GENITIVE,
    LETTERS_MARK,
    MIN_STEM,
    NOMINATIVE,
    WORD,
    NameToken,
    Tokens,
    is_letters,
    name_words,
    tokenize,
)
from pipeline.registry.agencies import Agency, agencies
from pipeline.registry.cell_words import agency_grammar
from pipeline.registry.language_words import stem
from pipeline.registry.loading import by_language

# what stands between the bodies of a name that names several at once
TOGETHER = "+"


@dataclass(slots=True)
class NameTree:
    """A tree of names, word by word; what a name stands for is at its last word."""

    children: dict[str, NameTree] = field(default_factory=dict)
    values: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, table: Mapping[str, Iterable[str]]) -> NameTree:
        """The tree of the names that a table has of each value."""
        tree = cls()
        for value, names in table.items():
            for name in names:
                tree.add(name, value)
        return tree

    def add(self, name: str, value: str) -> None:
        """Adds one name; the genitive of its inner words does not count."""
        node = self
        *inner, last = name_words(name)
        for key in (*map(_inner_key, inner), _key(last)):
            node = node.children.setdefault(key, NameTree())
        if value not in node.values:
            node.values.append(value)


class NameMatch(NamedTuple):
    """A name found: what it stands for, the place of its last token, and its case."""

    values: tuple[str, ...]
    last: int
    case: str


def longest_match(tree: NameTree, tokens: Tokens, first: int) -> NameMatch | None:
    """The longest name of the tree that begins at a token, or None; quotes and newlines do not count."""
    nodes = [tree]
    best: tuple[NameTree, int, str] | None = None
    is_head_first = agency_grammar().is_head_first
    for place in range(first, len(tokens)):
        token = tokens[place]
        if token.kind in ('"', "\n") and place > first:
            continue
        if not nodes or token.kind not in (WORD, ","):
            break
        following: list[NameTree] = []
        for key, case in token.readings:
            for node in nodes:
                child = node.children.get(key)
                if child is None:
                    continue
                if child.values and (best is None or best[1] < place):
                    best = child, place, tokens[first].readings[-1][1] if is_head_first else case
                if child.children and (is_head_first or case in (NOMINATIVE, GENITIVE)):
                    following.append(child)
        nodes = following
    return None if best is None else NameMatch(values=tuple(best[0].values), last=best[1], case=best[2])


def match_name(tree: NameTree, tokens: Tokens, first: int) -> NameMatch | None:
    """The longest name that begins at a token, with the country's name before it, or behind it in Russian."""
    name = longest_match(tree, tokens, first)
    if agency_grammar().is_head_first:
        country = longest_match(country_tree(), tokens, name.last + 1) if name else None
        return name._replace(last=country.last) if name and country else name
    country = longest_match(country_tree(), tokens, first)
    if country is None or country.case not in (NOMINATIVE, GENITIVE):
        return name
    begin = country.last + 1
    while begin < len(tokens) and tokens[begin].kind in ('"', "\n"):
        begin += 1
    behind = longest_match(tree, tokens, begin)
    return behind if behind and (name is None or name.last < behind.last) else name


@by_language()
def agency_tree() -> NameTree:
    """The tree of all names and letters of all bodies, without the country next to them."""
    grammar = agency_grammar()
    tree = NameTree()
    for agency in agencies():
        for name in _printed_names(agency):
            bare = without_country(name)
            if bare == name or not is_letters(bare):
                tree.add(bare, agency.agency_id)
                continue
            # ҚР ЗИ: the letters alone would be too little
            for form in grammar.country.forms:
                tree.add(f"{bare} {form}" if grammar.is_head_first else f"{form} {bare}", agency.agency_id)
    for name, ids in grammar.compounds.items():
        tree.add(name, TOGETHER.join(ids))
    return tree


def _printed_names(agency: Agency) -> Iterator[str]:
    grammar = agency_grammar()
    for name in agency.names:
        for variant in _with_synonyms(name):
            yield variant
            if grammar.is_head_first:
                # `Агентство по статистике` of `Агентство Республики Казахстан по статистике`
                yield variant.replace(f" {grammar.country.short} ", " ")
            if grammar.is_head_first and agency.agency_type == "committee":
                # `Комитет по статистике` of `Комитет по статистике МНЭ РК`
                words = without_country(variant).split()
                if is_letters(words[-1]) and len(words) > 1:
                    yield " ".join(words[:-1])
            if "," in variant:
                yield variant.replace(",", "")
            for noun, offices in grammar.offices.items():
                before, is_closed, after = variant.partition(noun)
                if is_closed and not (before if grammar.is_head_first else after):
                    yield from (before + office + after for office in offices)


def _with_synonyms(name: str) -> list[str]:
    variants = [name]
    words = set(name.replace("»", " ").replace("«", " ").split())
    for full, letters in agency_grammar().synonyms.items():
        at = name.lower().find(full)
        if at >= 0:
            variants.append(name[:at] + letters + name[at + len(full) :])
        if letters in words:
            variants += [variant.replace(letters, full) for variant in variants if letters in variant.split()]
    return list(dict.fromkeys(variants))


def without_country(name: str) -> str:
    """`Үкіметі` for `Қазақстан Республикасының Үкіметі`, `Правительство` for `Правительство РК`."""
    tokens = tokenize(name)
    for country in _countries(tokens):
        if agency_grammar().is_head_first:
            if country.start and country.stop == len(tokens):
                return name[: tokens[country.start - 1].end]
        elif country.start == (tokens[0].kind == '"') and country.stop < len(tokens):
            return name[tokens[country.stop].start :]
    return name


def without_country_tokens(tokens: Tokens) -> list[NameToken]:
    """The tokens without those of the country's name."""
    inside = {place for country in _countries(tokens) for place in country}
    return [token for place, token in enumerate(tokens) if place not in inside]


def _countries(tokens: Tokens) -> Iterator[range]:
    """The places of the country's names."""
    place = 0
    while place < len(tokens):
        match = longest_match(country_tree(), tokens, place)
        end = (match.last if match else place) + 1
        if match is not None:
            yield range(place, end)
        place = end


@by_language()
def country_tree() -> NameTree:
    """The forms of the country's name."""
    return NameTree.of({"country": agency_grammar().country.forms})


def _key(word: str) -> str:
    return LETTERS_MARK + word if is_letters(word) else stem(word)


def _inner_key(word: str) -> str:
    key = _key(word)
    bare, ending = key[:-3], key[-3:]
    is_genitive = agency_grammar().cases.get(ending) == GENITIVE and len(bare) >= MIN_STEM
    return bare if is_genitive and not is_letters(word) else key
