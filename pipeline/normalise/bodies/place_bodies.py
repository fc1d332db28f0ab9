"""Reads akims and maslikhats named by their places: `облыстардың, Астана және Алматы қалаларының әкімдері`.

One head word closes a list of places and levels that holds commas, conjunctions and brackets; every place
is a body of its own. `Алматы` may be the city or the region: the word after the list says which.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from pipeline.normalise.bodies.body_tokens import (
    CLOSE,
    COMMA,
    NEWLINE,
    NOMINATIVE,
    OPEN,
    SLASH,
    STOP,
    WORD,
    Token,
)
from pipeline.normalise.bodies.name_tree import Match, NameTree, longest_match
from pipeline.registry.agencies import agencies_by_id
from pipeline.registry.cell_words import agency_grammar, body_words

AKIM, MASLIKHAT = "akim", "maslikhat"
_JOINTS = frozenset({COMMA, NEWLINE, OPEN, CLOSE, SLASH, STOP})


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """A list of places closed by its head word.

    Attributes:
        agency_ids: the body of each place, in printed order; None for a place whose body is not registered.
        last: place of the last token; of a list that no head word closes, that of the last token read.
        case: the case of the head word; None where no head word closes the list, which then names no body.
    """

    agency_ids: tuple[str | None, ...]
    last: int
    case: str | None


@dataclass(slots=True)
class _List:
    """Places read so far: levels and places as (kind, key), and names that may be a city's or a region's.

    Attributes:
        placed: the places, in printed order.
        pending: names that wait for the word that says what they are.
        settled: the name that such a word was last said of: `Алматы облысы мен қаласының` names both.
        is_within: whether a named place holds the levels that follow: `Алматы облысының аудандары`.
    """

    placed: list[tuple[str, str]]
    pending: list[tuple[str, ...]]
    settled: tuple[str, ...] = ()
    is_within: bool = False

    def settle(self, kind: str) -> None:
        """Reads the waiting names as cities or as regions, as the word after them says."""
        for values in self.pending or [self.settled]:
            wanted = [value for value in values if value.startswith(kind)]
            self.placed.append(_pair(wanted[0]) if wanted else ("unknown", ""))
            self.settled = values
        self.pending.clear()

    def settle_by_name(self) -> None:
        """Reads the waiting names without such a word: a name of both is the city's."""
        for values in self.pending:
            self.placed.append(_pair(min(values)))
        self.pending.clear()

    def add_level(self, key: str, *, follows: bool, is_adjective: bool = False) -> None:
        """Adds a level; one that follows a place with nothing between is the level inside that place.

        An adjective says what the place is: `Алматы облыстық әкімдігі` is the oblast's.
        """
        office = {"regions": "region", "cities": "city"}.get(key) if is_adjective else None
        if follows and self.pending and office is not None:
            self.settle(office)
            return
        if follows and self.pending:
            self.pending.pop()
            self.is_within = True
        elif follows and self.placed:
            kind, _ = self.placed.pop()
            self.is_within = kind != "level"
        self.settle_by_name()
        self.placed.append(("within", key) if self.is_within else ("level", key))


def places_at(tokens: list[Token], first: int, as_of: date) -> Places | None:
    """The list of places that begins at a token; None where none begins there."""
    tree, conjunctions = _place_tree(), agency_grammar().conjunctions
    begins = longest_match(tree, tokens, first)
    if begins is None:
        return None
    found = _List(placed=[], pending=[])
    ids: list[str | None] = []
    place, last, case, follows = first, first, None, False
    while place < len(tokens):
        token = tokens[place]
        match: Match | None = begins
        if place > first:
            match = longest_match(tree, tokens, place) if token.kind == WORD else None
        if token.kind in _JOINTS or token.fold in conjunctions:
            follows = follows and token.kind == STOP
        elif match is None:
            break
        elif match.values[0].startswith("head:"):
            found.settle_by_name()
            if not found.placed:
                break
            ids += _bodies(match.values[0].removeprefix("head:"), found.placed)
            place = last = match.last
            case = match.case
            if not _another_head_follows(tokens, place):
                break
        elif case is not None:
            break
        else:
            is_adjective = token.fold in body_words().level_adjectives
            _take(match.values, found, as_of, follows=follows, is_adjective=is_adjective)
            follows = True
            place = match.last
        place += 1
    if case is None:
        return Places(agency_ids=(), last=max(place - 1, first), case=None)
    return Places(agency_ids=tuple(dict.fromkeys(ids)), last=last, case=case)


def _take(values: tuple[str, ...], found: _List, as_of: date, *, follows: bool, is_adjective: bool) -> None:
    """Takes one word or phrase of a list; `follows` says that nothing parts it from the one before."""
    kinds = _kinds(values)
    if "cityword" in kinds and (found.pending or (found.settled and not follows)):
        found.settle("city")
    elif "regionword" in kinds and (found.pending or (found.settled and not follows)):
        found.settle("region")
    elif "level" in kinds:
        found.add_level(kinds["level"], follows=follows, is_adjective=is_adjective)
    elif "cityword" in kinds and found.placed and found.placed[-1][0] != "city":
        # `облыстардың қалалары`
        found.add_level("cities", follows=follows)
    elif "named" in kinds:
        found.settle_by_name()
        members = agency_grammar().named_levels[kinds["named"]].places
        found.placed += [
            ("city", key) for key in members if agencies_by_id()[f"{AKIM}-of-{key}"].lives_on(as_of)
        ]
    elif "city" in kinds or "region" in kinds:
        found.pending.append(values)


@lru_cache(maxsize=4096)
def _kinds(values: tuple[str, ...]) -> dict[str, str]:
    """The key of each kind that a name stands for; not to be changed."""
    return dict(map(_pair, values))


def _another_head_follows(tokens: list[Token], place: int) -> bool:
    """Whether `мен мәслихаттары` stands after `әкімдері`: one list of places with two heads."""
    joint, head = place + 1, place + 2
    if head >= len(tokens) or tokens[head].kind != WORD:
        return False
    if tokens[joint].kind not in (COMMA, SLASH) and tokens[joint].fold not in agency_grammar().conjunctions:
        return False
    # әкімдері мен мәслихаттары; but әкімдері, мәслихаттар
    if (
        not tokens[head].fold.endswith(agency_grammar().possessives)
        and tokens[head].readings[-1][1] == NOMINATIVE
    ):
        return False
    match = longest_match(_place_tree(), tokens, head)
    return match is not None and match.values[0].startswith("head:")


def _bodies(office: str, placed: list[tuple[str, str]]) -> list[str | None]:
    grammar = agency_grammar()
    levels = grammar.akims if office == AKIM else grammar.maslikhats
    ids: list[str | None] = []
    for kind, key in placed:
        wanted = {
            "level": levels.get(key),
            "city": f"{office}-of-{key}",
            "region": f"{office}-of-{key}-region",
        }.get(kind)
        ids.append(wanted if wanted in agencies_by_id() else None)
    return ids


def _pair(value: str) -> tuple[str, str]:
    kind, _, key = value.partition(":")
    return kind, key


def place_words() -> Iterable[str]:
    """The keys of the words that a list of places can begin with."""
    return _place_tree().children


@cache
def _place_tree() -> NameTree:
    grammar = agency_grammar()
    tree = NameTree()
    for office, words in ((AKIM, grammar.akim_words), (MASLIKHAT, grammar.maslikhat_words)):
        for word in words:
            tree.add(word, f"head:{office}")
    for kind, table in (("level", grammar.levels), ("city", grammar.cities), ("region", grammar.regions)):
        for key, names in table.items():
            for name in names:
                tree.add(name, f"{kind}:{key}")
    for key, level in grammar.named_levels.items():
        for name in level.forms:
            tree.add(name, f"named:{key}")
    for kind, plain in (
        ("cityword", grammar.city_words),
        ("regionword", grammar.region_words),
        ("filler", grammar.quantifiers | grammar.head_fillers),
    ):
        for word in sorted(plain):
            tree.add(word, f"{kind}:")
    return tree
