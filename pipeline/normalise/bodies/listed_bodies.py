"""Reads bodies that share one head word: lists of places, and names that lack the noun that closes them.

`облыстардың, Астана және Алматы қалаларының әкімдері`: one head word closes a list of places and levels that
holds commas, conjunctions and brackets; every place is a body of its own, and `Алматы` may be the city or the
region: the word after the list says which. `Қаржы, Ішкі істер және Әділет министрліктері`: the names
themselves hold commas and conjunctions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.normalise.bodies.name_tokens import (
    CLOSE,
    COMMA,
    NEWLINE,
    NOMINATIVE,
    OPEN,
    QUOTE,
    SLASH,
    STOP,
    WORD,
    NameToken,
)
from pipeline.normalise.bodies.name_tree import NameMatch, NameTree, longest_match, without_country
from pipeline.registry.agencies import agencies, agencies_by_id
from pipeline.registry.cell_words import agency_grammar
from pipeline.registry.loading import by_language

AKIM, MASLIKHAT = "akim", "maslikhat"
HEAD = "head"
PLACE_JOINTS = frozenset({COMMA, NEWLINE, OPEN, CLOSE, SLASH, STOP})
NAME_JOINTS = frozenset({COMMA, NEWLINE, QUOTE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Bodies under one head word.

    Attributes:
        bearer_ids: for each of them the bodies that ever bore its name; none where no registered body has it.
        last: place of the last token; of a list that no head word closes, that of the last token read.
        case: the case of the head word; None where no head word closes the list, which then names no body.
    """

    bearer_ids: tuple[tuple[str, ...], ...] = ()
    last: int
    case: str | None = None


def first_list_words() -> frozenset[str]:
    """The keys of the words that a list can begin with."""
    return frozenset({*place_tree().children, *stem_tree().children})


def steps(
    tree: NameTree, tokens: Sequence[NameToken], first: int, joints: frozenset[str]
) -> Iterator[tuple[int, NameMatch | None]]:
    """The places of a list's names and joints, a joint without a match, up to what is neither."""
    place = first
    while place < len(tokens):
        token = tokens[place]
        match = None
        if token.kind not in joints and not token.is_conjunction:
            match = longest_match(tree, tokens, place) if token.kind == WORD else None
            if match is None:
                return
        yield place, match
        place = (match.last if match else place) + 1


def names_at(tokens: Sequence[NameToken], first: int) -> Listed | None:
    """The names before a shared head that begin at a token; None where none begins there."""
    stems: list[tuple[str, ...]] = []
    last = None
    for place, match in steps(stem_tree(), tokens, first, NAME_JOINTS):
        last = match.last if match else place
        if match is None:
            continue
        kind, ending = pair(match.values[0])
        if kind != HEAD:
            stems.append(match.values)
            continue
        pairs = [[pair(value) for value in values] for values in stems]
        bearers = [tuple(bearer for own, bearer in each if own == ending) for each in pairs]
        if not bearers or not all(bearers):
            break
        return Listed(bearer_ids=tuple(bearers), last=match.last, case=match.case)
    return None if last is None else Listed(last=last)


def places_at(tokens: Sequence[NameToken], first: int, as_of: date) -> Listed | None:
    """The list of places that begins at a token; None where none begins there."""
    found = _ListedPlaces(as_of=as_of)
    seen = case = None
    last = first
    ids: dict[tuple[str, ...], None] = {}
    follows = False
    for place, match in steps(place_tree(), tokens, first, PLACE_JOINTS):
        seen = match.last if match else place
        if match is None:
            follows = follows and tokens[place].kind == STOP
            continue
        kind, office = pair(match.values[0])
        if kind == HEAD:
            ids |= dict.fromkeys(found.bodies(office))
            last, case = match.last, match.case if ids else None
            if not ids or not _another_head_follows(tokens, last):
                break
        elif case is not None:
            break
        else:
            found.take(match.values, follows=follows, is_adjective=tokens[place].is_level)
            follows = True
    if case is None:
        return None if seen is None else Listed(last=seen)
    return Listed(bearer_ids=tuple(ids), last=last, case=case)


@dataclass(slots=True, kw_only=True)
class _ListedPlaces:
    """Places read so far: levels and places as (kind, key), and names that may be a city's or a region's.

    Attributes:
        placed: the places, in printed order.
        pending: names that wait for the word that says what they are.
        settled: the name that such a word was last said of: `Алматы облысы мен қаласының` names both.
        is_within: whether a named place holds the levels that follow: `Алматы облысының аудандары`.
    """

    as_of: date
    placed: list[tuple[str, str]] = field(default_factory=list)
    pending: list[tuple[str, ...]] = field(default_factory=list)
    settled: tuple[str, ...] = ()
    is_within: bool = False

    def take(self, values: tuple[str, ...], *, follows: bool, is_adjective: bool) -> None:
        """Takes one word or phrase of a list; `follows` says that nothing parts it from the one before."""
        kinds = dict(map(pair, values))
        waits = bool(self.pending) or (bool(self.settled) and not follows)
        if "cityword" in kinds and waits:
            self._settle("city")
        elif "regionword" in kinds and waits:
            self._settle("region")
        elif "level" in kinds:
            self._add_level(kinds["level"], follows=follows, is_adjective=is_adjective)
        elif "cityword" in kinds and self.placed and self.placed[-1][0] != "city":
            # `облыстардың қалалары`
            self._add_level("cities", follows=follows)
        elif "named" in kinds:
            self._settle_by_name()
            self.placed += members_on(kinds["named"], self.as_of)
        elif "city" in kinds or "region" in kinds:
            self.pending.append(values)

    def bodies(self, office: str) -> list[tuple[str, ...]]:
        """The akims or maslikhats of all places so far; none of a place whose body is not registered."""
        self._settle_by_name()
        return bodies_of_places(self.placed, office)

    def _settle(self, kind: str) -> None:
        """Reads the waiting names as cities or as regions, as the word after them says."""
        for values in self.pending or [self.settled]:
            wanted = [value for value in values if value.startswith(kind)]
            self.placed.append(pair(wanted[0]) if wanted else ("unknown", ""))
            self.settled = values
        self.pending.clear()

    def _settle_by_name(self) -> None:
        """Reads the waiting names without such a word: a name of both is the city's."""
        self.placed += [pair(min(values)) for values in self.pending]
        self.pending.clear()

    def _add_level(self, key: str, *, follows: bool, is_adjective: bool = False) -> None:
        """Adds a level; one that follows a place with nothing between is the level inside that place.

        An adjective says what the place is: `Алматы облыстық әкімдігі` is the oblast's.
        """
        office = {"regions": "region", "cities": "city"}.get(key) if is_adjective else None
        if follows and self.pending and office is not None:
            self._settle(office)
            return
        if follows and self.pending:
            self.pending.pop()
            self.is_within = True
        elif follows and self.placed:
            kind, _ = self.placed.pop()
            self.is_within = kind != "level"
        self._settle_by_name()
        self.placed.append(("within" if self.is_within else "level", key))


def members_on(level: str, day: date) -> list[tuple[str, str]]:
    """The cities of a level whose members are known by name, those of a day, each as (kind, key)."""
    members = agency_grammar().named_levels[level].places
    return [("city", key) for key in members if agencies_by_id()[f"{AKIM}-of-{key}"].lives_on(day)]


def bodies_of_places(placed: Sequence[tuple[str, str]], office: str) -> list[tuple[str, ...]]:
    """The akims or maslikhats of places, each as (kind, key); none where no body is registered."""
    grammar = agency_grammar()
    levels = grammar.akims if office == AKIM else grammar.maslikhats
    wanted = [
        {
            "level": levels.get(key),
            "city": f"{office}-of-{key}",
            "region": f"{office}-of-{key}-region",
        }.get(kind)
        for kind, key in placed
    ]
    return [(each,) if each and each in agencies_by_id() else () for each in wanted]


def _another_head_follows(tokens: Sequence[NameToken], place: int) -> bool:
    """Whether `мен мәслихаттары` stands after `әкімдері`: one list of places with two heads.

    `әкімдері, мәслихаттар` is none: the second head has no possessive.
    """
    if place + 2 >= len(tokens) or tokens[place + 2].kind != WORD:
        return False
    joint, head = tokens[place + 1], tokens[place + 2]
    is_joined = joint.kind in (COMMA, SLASH) or joint.is_conjunction
    is_bare = head.readings[-1][1] == NOMINATIVE and not head.fold.endswith(agency_grammar().possessives)
    match = longest_match(place_tree(), tokens, place + 2)
    return is_joined and not is_bare and match is not None and pair(match.values[0])[0] == HEAD


def pair(value: str) -> tuple[str, str]:
    """Kind and key of a value of a tree."""
    kind, _, key = value.partition(":")
    return kind, key


@by_language()
def place_tree() -> NameTree:
    """Places, levels, and the words for their bodies, each as `kind:key`."""
    grammar = agency_grammar()
    return NameTree.of({
        f"{HEAD}:{AKIM}": grammar.akim_words,
        f"{HEAD}:{MASLIKHAT}": grammar.maslikhat_words,
        **{f"level:{key}": names for key, names in grammar.levels.items()},
        **{f"city:{key}": names for key, names in grammar.cities.items()},
        **{f"region:{key}": names for key, names in grammar.regions.items()},
        **{f"named:{key}": level.forms for key, level in grammar.named_levels.items()},
        "cityword:": grammar.city_words,
        "regionword:": grammar.region_words,
        "filler:": grammar.quantifiers | grammar.head_fillers,
    })  # fmt: skip


@by_language()
def stem_tree() -> NameTree:
    """Names without the noun that says what they are, as `noun:agency_id`, and that noun in the plural."""
    tree = NameTree()
    for ending, plurals in agency_grammar().shared_heads.items():
        for plural in plurals:
            tree.add(plural, f"{HEAD}:{ending}")
        for agency in agencies():
            for name in agency.names:
                bare = name.removesuffix(" " + ending).removeprefix(ending + " ")
                if bare != name:
                    tree.add(without_country(bare), f"{ending}:{agency.agency_id}")
    if not agency_grammar().is_head_first:
        tree.after_country()
    return tree
