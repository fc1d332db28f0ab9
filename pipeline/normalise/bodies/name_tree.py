"""Finds the names of bodies word by word in a tree of all names.

A name is printed in full or in letters, with or without the country before it, with an ending on its last
word, in any quotes. The tree is built once from the registry; a text is read in one pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.normalise.bodies.name_tokens import (
    COMMA,
    GENITIVE,
    LETTERS_MARK,
    MIN_STEM,
    NEWLINE,
    NOMINATIVE,
    QUOTE,
    WORD,
    NameToken,
    is_letters,
    name_words,
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

    def after_country(self, more: Iterable[tuple[str, str]] = ()) -> None:
        """Lets each name follow the country's, and more names that stand only there; no node is shared."""
        whole = NameTree(children=dict(self.children))
        for name, value in more:
            whole.add(name, value)
        for form in agency_grammar().country.forms:
            *first, last = name_words(form)
            node = self
            for key in map(_key, first):
                shared = node.children.get(key, NameTree())
                node.children[key] = node = NameTree(children=dict(shared.children), values=shared.values)
            node.children[_key(last)] = whole


class NameMatch(NamedTuple):
    """A name found: what it stands for, the place of its last token, and its case."""

    values: tuple[str, ...]
    last: int
    case: str


def longest_match(tree: NameTree, tokens: Sequence[NameToken], first: int) -> NameMatch | None:
    """The longest name of the tree that begins at a token, or None; quotes and newlines do not count."""
    nodes = [tree]
    best: tuple[NameTree, int, str] | None = None
    place = first
    is_head_first = agency_grammar().is_head_first
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
                    best = child, place, tokens[first].readings[-1][1] if is_head_first else case
                if child.children and (is_head_first or case in (NOMINATIVE, GENITIVE)):
                    following.append(child)
        nodes = following
        place += 1
    return None if best is None else NameMatch(values=tuple(best[0].values), last=best[1], case=best[2])


@by_language()
def agency_tree() -> NameTree:
    """The tree of all names and letters of all bodies, each with and without the country before it."""
    tree = NameTree()
    only_with_country: list[tuple[str, str]] = []
    for agency in agencies():
        for name in _printed_names(agency):
            bare = without_country(name)
            if bare != name and is_letters(bare):
                # ҚР ЗИ: the letters alone would be too little
                only_with_country.append((bare, agency.agency_id))
                if agency_grammar().is_head_first:
                    tree.add(name, agency.agency_id)
            else:
                tree.add(bare, agency.agency_id)
    for name, ids in agency_grammar().compounds.items():
        tree.add(name, TOGETHER.join(ids))
    if not agency_grammar().is_head_first:
        tree.after_country(only_with_country)
    return tree


def _printed_names(agency: Agency) -> Iterator[str]:
    grammar = agency_grammar()
    for name in agency.names:
        for variant in _with_synonyms(name, grammar.synonyms.items()):
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


def without_country(name: str) -> str:
    """`Үкіметі` for `Қазақстан Республикасының Үкіметі`, `Правительство` for `Правительство РК`."""
    if agency_grammar().is_head_first:
        words = name.split()
        last = _words_before_country(words)
        return " ".join(words[:last]) if last else name
    for form in agency_grammar().country.forms:
        bare = name.lstrip("«").removeprefix(form)
        if bare != name.lstrip("«"):
            first, _, rest = bare.partition(" ")
            if rest and (not first or first in agency_grammar().cases):
                return rest
    return name


def last_with_country(tokens: Sequence[NameToken], last: int) -> int:
    """The place of the last token of a name with the country's after it, where the language puts it there."""
    if not agency_grammar().is_head_first:
        return last
    match = longest_match(_country_tree(), tokens, last + 1)
    return match.last if match else last


def without_country_tokens(tokens: Sequence[NameToken]) -> list[NameToken]:
    """The tokens without those of the country's name."""
    kept: list[NameToken] = []
    place = 0
    while place < len(tokens):
        match = longest_match(_country_tree(), tokens, place)
        if match is None:
            kept.append(tokens[place])
        place = (match.last if match else place) + 1
    return kept


@by_language()
def _country_tree() -> NameTree:
    return NameTree.of({"country": agency_grammar().country.forms})


def _words_before_country(words: Sequence[str]) -> int:
    """How many of the words stand before a country's name that closes them; all where none does."""
    for form in agency_grammar().country.forms:
        keys = [_key(word) for word in form.split()]
        if [_key(word) for word in words[-len(keys) :]] == keys:
            return len(words) - len(keys)
    return len(words)


def _key(word: str) -> str:
    return LETTERS_MARK + word if is_letters(word) else stem(word)


def _inner_key(word: str) -> str:
    key = _key(word)
    bare, ending = key[:-3], key[-3:]
    is_genitive = agency_grammar().cases.get(ending) == GENITIVE and len(bare) >= MIN_STEM
    return bare if is_genitive and not is_letters(word) else key
