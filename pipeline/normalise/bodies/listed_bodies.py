"""Reads bodies that share one head word: lists of places, and names without the noun of their kind.

`облыстардың, Астана және Алматы қалаларының әкімдері`: one head word closes a list of places and levels that
holds commas, conjunctions and brackets; every place is a body of its own, and `Алматы` may be the city or the
region: the word after the list says which. `Қаржы, Ішкі істер және Әділет министрліктері`: the names
themselves hold commas and conjunctions.

In Russian the head begins the list: `акимы областей, городов Астаны и Алматы`, `акимы Алматинской и
Костанайской областей`. Names of cities follow their word, adjectives of regions stand before theirs, and a
place right after a level holds it: `акимы районов Алматинской области` are no akims of regions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from pipeline.normalise.bodies.name_tokens import NOMINATIVE, STOP, WORD, NameToken, is_letters
from pipeline.normalise.bodies.name_tree import (
    NameMatch,
    NameTree,
    country_tree,
    longest_match,
    match_name,
    without_country,
)
from pipeline.registry.agencies import agencies, agencies_by_id
from pipeline.registry.cell_words import agency_grammar
from pipeline.registry.loading import by_language

# What a word of a list may be. A list of places is read as a line of these letters, with others for a word
# that is a level and a city's too (`қалалар`), for an adjective of a level, and for a region's letters.
_KINDS = _HEAD, _MEMBERS, _CITY, _REGION, _CITY_WORD, _REGION_WORD, _LEVEL, _FILLER = "HMCRcrlf"
_CITIES, _ADJECTIVE, _LETTERS = "LaA"
_WITHIN = "within"
# the level that the word for a city or a region is alone
_LEVELS = {_CITY: "cities", _REGION: "regions"}
_JOINTS = frozenset(",\n()/.")
_PLACES_BEFORE = re.compile(
    r"""
      (?P<names> [CRA] (?: [,.f]* [CRA] )* )    # Астана, Алматы
        (?: [,.f]* [cr]                         # қалаларының
          | [.f]* [Lla] )?                      # облыстық; any other level is one inside the last of them
    | [crLla] | M
    """,
    re.VERBOSE,
)
_PLACES_AFTER = re.compile(
    r"""
      R (?: [,.f]* R )* [,.f]* r              # Алматинской и Костанайской областей
    | r [.f]* (?: r [.f]* )* [CRAM]           # области Алматинская
    | (?: [cL] [.f]* )* [CAM]                 # г.г. Астаны
    | (?: r [.f]* )* r | (?: [cL] [.f]* )* [cL] | [la]
    """,
    re.VERBOSE,
)
# областные акиматы; акимы и маслихаты областей
_HEADS_FIRST = re.compile(r"[a,.f]* a [a,.f]* H | H (?: [.f]* , [,.f]* H )*", re.VERBOSE)

Place = tuple[str, str]
"""What it is, and its key."""


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


class _Step(NamedTuple):
    """A word, phrase or joint of a list of places: its letter, its keys by what it may be, its last token."""

    letter: str
    keys: dict[str, str]
    last: int
    case: str


def lists_at(tokens: Sequence[NameToken], first: int, as_of: date) -> Iterator[Listed | None]:
    """The list of places and the list of names that begin at a token; None where none begins there."""
    steps = list(_list_of_places(tokens, first))
    if agency_grammar().is_head_first:
        yield _places_after(tokens, steps, as_of)
        yield _names_after(tokens, first)
    else:
        yield _places_before(tokens, steps, as_of)
        yield _names_before(tokens, first)


@by_language()
def first_list_words() -> frozenset[str]:
    """The keys of the words that a list can begin with."""
    return frozenset({*_place_tree().children, *_stem_tree().children})


def _names(tokens: Sequence[NameToken], first: int) -> Iterator[tuple[int, NameMatch | None]]:
    """The places of a list's names and joints, a joint without a match, up to what is neither."""
    place = first
    while place < len(tokens):
        token = tokens[place]
        match = match_name(_stem_tree(), tokens, place) if token.kind == WORD else None
        if token.is_conjunction:
            match = None
        elif match is None and token.kind not in (",", "\n", '"'):
            return
        yield place, match
        place = (match.last if match else place) + 1


def _names_before(tokens: Sequence[NameToken], first: int) -> Listed | None:
    """The names before a shared noun in the plural: all of them must be registered."""
    stems: list[NameMatch] = []
    last = None
    for place, match in _names(tokens, first):
        last = match.last if match else place
        noun = _keys(match).get(_HEAD)
        if match is not None and noun is None:
            stems.append(match)
        elif match is not None:
            bearers = tuple(_bearers(stem, noun) for stem in stems)
            if bearers and all(bearers):
                return Listed(bearer_ids=bearers, last=match.last, case=match.case)
            break
    return None if last is None else Listed(last=last)


def _names_after(tokens: Sequence[NameToken], first: int) -> Listed | None:
    """Two or more names after their noun in the plural."""
    found: list[tuple[str, ...]] = []
    noun, last, case = None, first, ""
    for place, match in _names(tokens, first):
        if match is not None and place == first:
            noun, case = _keys(match).get(_HEAD), match.case
        elif match is not None:
            bearers = _bearers(match, noun)
            if not bearers:
                break
            found.append(bearers)
            last = match.last
    return Listed(bearer_ids=tuple(found), last=last, case=case) if len(found) > 1 else None


def _pair(value: str) -> tuple[str, str]:
    kind, _, key = value.partition(":")
    return kind, key


def _keys(match: NameMatch | None) -> dict[str, str]:
    return dict(map(_pair, match.values)) if match else {}


def _bearers(match: NameMatch, noun: str | None) -> tuple[str, ...]:
    """The bodies whose name is these words with a noun."""
    return tuple(bearer for own, bearer in map(_pair, match.values) if own == noun)


def _list_of_places(tokens: Sequence[NameToken], first: int) -> list[_Step]:
    """The steps of what may be one list of places: to its head word, or from it to the next one."""
    is_head_first = agency_grammar().is_head_first
    steps: list[_Step] = []
    has_head = has_place = False
    while (step := _step(tokens, steps[-1].last + 1 if steps else first)) is not None:
        is_head = step.letter == _HEAD
        if is_head_first and (has_place if is_head else not has_head and step.letter not in "a,.f"):
            break
        steps.append(step)
        if is_head and not is_head_first:
            break
        has_head = has_head or is_head
        has_place = has_head and (has_place or step.letter not in "H,.f")
    return steps


def _step(tokens: Sequence[NameToken], place: int) -> _Step | None:
    token = tokens[place] if place < len(tokens) else None
    if token is None:
        return None
    if token.is_conjunction or token.kind in _JOINTS:
        # the stop of a shortened word parts nothing: `г. Астаны`
        return _Step("." if token.kind == STOP else ",", {}, place, NOMINATIVE)
    match = longest_match(_place_tree(), tokens, place) if token.kind == WORD else None
    if match is None:
        return None
    keys = _keys(match)
    letter = next(each for each in _KINDS if each in keys)
    if _LEVEL in keys:
        letter = _ADJECTIVE if token.is_level else _CITIES if letter == _CITY_WORD else letter
    elif letter == _REGION and is_letters(token.base):
        letter = _LETTERS
    return _Step(letter, keys, match.last, match.case)


def _places_before(tokens: Sequence[NameToken], steps: Sequence[_Step], as_of: date) -> Listed | None:
    """The places before their head word; a second head may follow: `әкімдері мен мәслихаттары`."""
    line = "".join(step.letter for step in steps)
    placed: list[Place] = []
    settled: dict[str, str] = {}
    is_within = False
    for found in _PLACES_BEFORE.finditer(line):
        keys = steps[found.end() - 1].keys
        word, level = _word(keys), keys.get(_LEVEL)
        if found["names"]:
            first, last = found.span("names")
            names = [step.keys for step in steps[first:last] if step.letter not in ",.f"]
            if line[found.end() - 1] == _ADJECTIVE:
                word = next((kind for kind, key in _LEVELS.items() if key == level), None)
            if level and not word:
                names.pop()  # `Алматы облысының аудандары`
                is_within = True
            placed += [_place(each, word) for each in names]
            placed += [(_WITHIN, level)] if level and not word else []
            settled = names[-1] if word else {}
        elif _MEMBERS in keys:
            placed += _members_on(keys[_MEMBERS], as_of)
        elif word and settled and not level and line[found.start() - 1] == ",":
            placed.append(_place(settled, word))  # `Алматы облысы мен қаласының` names both
        elif level or (word == _CITY and placed and placed[-1][0] != _CITY):
            # what stands right before a level holds it
            if placed and not line[: found.start()].rstrip(".f").endswith(","):
                is_within = placed.pop()[0] != _LEVEL
            placed.append((_WITHIN if is_within else _LEVEL, level or _LEVELS[_CITY]))
    if not placed or not line.endswith(_HEAD):
        return Listed(last=steps[-1].last) if steps else None
    heads = [steps[-1], *_second_head(tokens, steps[-1].last)]
    return _listed(placed, heads, heads[-1].last, heads[-1].case)


def _second_head(tokens: Sequence[NameToken], last: int) -> list[_Step]:
    """`мен мәслихаттары` after `әкімдері`; `әкімдері, мәслихаттар` is none: it has no possessive."""
    for joint, token in zip(tokens[last + 1 : last + 2], tokens[last + 2 : last + 3], strict=False):
        is_joined = joint.kind in (",", "/") or joint.is_conjunction
        is_bare = token.readings[-1][1] == NOMINATIVE and not token.fold.endswith(
            agency_grammar().possessives
        )
        head = _step(tokens, last + 2)
        if is_joined and not is_bare and head and head.letter == _HEAD:
            return [head]
    return []


def _places_after(tokens: Sequence[NameToken], steps: Sequence[_Step], as_of: date) -> Listed | None:
    """The places after their head words, or after an adjective of level before it: `областные акиматы`."""
    line = "".join(step.letter for step in steps)
    heads = _HEADS_FIRST.match(line)
    if heads is None:
        return Listed(last=steps[-1].last) if steps else None
    placed: list[Place] = []
    is_holder = False
    at, end = 0, heads.end()
    while at < len(line):
        found = _PLACES_AFTER.match(line, at)
        if found is None and line[at] not in ",.f" and at >= heads.end():
            break
        if found is None:
            at += 1
            continue
        is_joined = line[:at].rstrip(".f").endswith(",")
        is_holder = is_holder and not is_joined
        levels = len(placed)
        while not is_joined and levels and placed[levels - 1][0] == _LEVEL:
            # what comes right after levels holds them: they are no longer those of the whole country
            levels -= 1
            placed[levels] = (_WITHIN, placed[levels][1])
            is_holder = True
        placed += [] if is_holder else _places_of(steps[at : found.end()], as_of)
        at = found.end()
        end = max(end, at)
    last = steps[end - 1].last
    country = longest_match(country_tree(), tokens, last + 1)
    own = [step for step in steps[: heads.end()] if step.letter == _HEAD]
    return _listed(placed, own, country.last if country else last, own[0].case) if placed else None


def _places_of(steps: Sequence[_Step], as_of: date) -> list[Place]:
    """The places of some steps that belong together."""
    keys = steps[-1].keys
    word = _word(keys)
    if _MEMBERS in keys:
        return _members_on(keys[_MEMBERS], as_of)
    if steps[0].letter == _REGION:
        return [(_REGION, step.keys[_REGION]) for step in steps if step.letter == _REGION]
    if _CITY in keys or _REGION in keys:
        return [_place(keys, _REGION if steps[0].letter == _REGION_WORD else None)]
    return [(_LEVEL, _LEVELS[word] if word else keys[_LEVEL])]


def _listed(placed: Sequence[Place], heads: Sequence[_Step], last: int, case: str) -> Listed:
    ids = [each for head in heads for each in _bodies(placed, head.keys[_HEAD])]
    return Listed(bearer_ids=tuple(dict.fromkeys(ids)), last=last, case=case)


def _word(keys: dict[str, str]) -> str | None:
    """The kind of place that a word says: `қаласы`, `облысы`."""
    return _CITY if _CITY_WORD in keys else _REGION if _REGION_WORD in keys else None


def _place(keys: dict[str, str], word: str | None) -> Place:
    """A named place as the word for it says; without one a name of both is the city's."""
    kind = word or (_CITY if _CITY in keys else _REGION)
    return kind, keys.get(kind, "")


def _members_on(level: str, day: date) -> list[Place]:
    """The cities of a level whose members are known by name, those of a day."""
    members = agency_grammar().named_levels[level].places
    return [(_CITY, key) for key in members if agencies_by_id()[f"akim-of-{key}"].lives_on(day)]


def _bodies(placed: Sequence[Place], office: str) -> Iterator[tuple[str, ...]]:
    """The akims or maslikhats of places; none where no body is registered."""
    grammar = agency_grammar()
    levels = grammar.akims if office == "akim" else grammar.maslikhats
    for kind, key in placed:
        ids = {_LEVEL: levels.get(key), _CITY: f"{office}-of-{key}", _REGION: f"{office}-of-{key}-region"}
        agency_id = ids.get(kind)
        yield (agency_id,) if agency_id in agencies_by_id() else ()


@by_language()
def _place_tree() -> NameTree:
    """Places, levels, and the words for their bodies, each as `kind:key`."""
    grammar = agency_grammar()
    return NameTree.of({
        f"{_HEAD}:akim": grammar.akim_words,
        f"{_HEAD}:maslikhat": grammar.maslikhat_words,
        **{f"{_LEVEL}:{key}": names for key, names in grammar.levels.items()},
        **{f"{_CITY}:{key}": names for key, names in grammar.cities.items()},
        **{f"{_REGION}:{key}": names for key, names in grammar.regions.items()},
        **{f"{_MEMBERS}:{key}": level.forms for key, level in grammar.named_levels.items()},
        f"{_CITY_WORD}:": grammar.city_words,
        f"{_REGION_WORD}:": grammar.region_words,
        f"{_FILLER}:": grammar.quantifiers | grammar.head_fillers,
    })  # fmt: skip


@by_language()
def _stem_tree() -> NameTree:
    """Names without the noun that says what they are, as `noun:agency_id`, and that noun in the plural."""
    tree = NameTree()
    for noun, plurals in agency_grammar().shared_heads.items():
        for plural in plurals:
            tree.add(plural, f"{_HEAD}:{noun}")
        for agency in agencies():
            for name in agency.names:
                bare = name.removesuffix(" " + noun).removeprefix(noun + " ")
                if bare != name:
                    tree.add(without_country(bare), f"{noun}:{agency.agency_id}")
    return tree
