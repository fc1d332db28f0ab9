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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from pipeline.normalise.bodies.name_tokens import NOMINATIVE, STOP, WORD, Tokens, is_letters
from pipeline.normalise.bodies.name_tree import (
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
_CITIES, _ADJECTIVE, _LETTERS, _STEM = "LaAS"
_WITHIN = "within"
# the level that the word for a city or a region is alone
_LEVELS = {_CITY: "cities", _REGION: "regions"}
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
    (?P<joint> [H,.f]* )
    (?: R (?: [,.f]* R )* [,.f]* r            # Алматинской и Костанайской областей
      | r [.f]* (?: r [.f]* )* [CRAM]         # области Алматинская
      | (?: [cL] [.f]* )* [CAM]               # г.г. Астаны
      | (?: r [.f]* )* r | (?: [cL] [.f]* )* [cL] | [la] )
    """,
    re.VERBOSE,
)
# областные акиматы; акимы и маслихаты областей
_HEADS_FIRST = re.compile(r"[a,.f]* a [a,.f]* H | H (?: [.f]* , [,.f]* H )*", re.VERBOSE)

Place = tuple[str, str]
"""What it is, and its key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Bodies under one head word: for each of them the bodies that ever bore its name, none if unregistered.

    `last` is the place of the last token, `case` that of the head word: None where no head word closes the
    list, which then names no body; `last` is that of the last token read.
    """

    bearer_ids: tuple[tuple[str, ...], ...] = ()
    last: int
    case: str | None = None


class _Step(NamedTuple):
    """A word, phrase or joint of a list: its letter, its keys by what it may be, its last token."""

    letter: str
    keys: Mapping[str, Sequence[str]]
    last: int
    case: str

    def key(self, kind: str) -> str:
        """Its key as what it may be; "" as what it may not be."""
        return next(iter(self.keys.get(kind, ())), "")


def lists_at(tokens: Tokens, first: int, as_of: date) -> Iterator[Listed | None]:
    """The list of places and the list of names that begin at a token; None where none begins there."""
    read = _places_after if agency_grammar().is_head_first else _places_before
    yield read(tokens, _steps(tokens, first, of_places=True), as_of)
    yield _names(_steps(tokens, first, of_places=False))


@by_language()
def first_list_words() -> frozenset[str]:
    """The keys of the words that a list can begin with."""
    return frozenset({*_place_tree().children, *_stem_tree().children})


def _steps(tokens: Tokens, first: int, *, of_places: bool) -> list[_Step]:
    """The steps of what may be one list: to its head word, or from it to the next one."""
    is_head_first = agency_grammar().is_head_first
    steps: list[_Step] = []
    has_head = has_more = False
    while (step := _step(tokens, steps[-1].last + 1 if steps else first, of_places=of_places)) is not None:
        is_head = step.letter == _HEAD
        if is_head_first and (has_more if is_head else not has_head and step.letter not in "a,.f"):
            break
        steps.append(step)
        if is_head and not is_head_first:
            break
        has_head = has_head or is_head
        has_more = has_head and (has_more or step.letter not in "H,.f")
    return steps


def _step(tokens: Tokens, place: int, *, of_places: bool) -> _Step | None:
    token = tokens[place] if place < len(tokens) else None
    if token is None:
        return None
    if token.is_conjunction or token.kind in (",\n()/." if of_places else ',\n"'):
        # the stop of a shortened word parts nothing: `г. Астаны`
        return _Step("." if token.kind == STOP else ",", {}, place, NOMINATIVE)
    if token.kind != WORD:
        return None
    match = (
        longest_match(_place_tree(), tokens, place) if of_places else match_name(_stem_tree(), tokens, place)
    )
    if match is None:
        return None
    keys: dict[str, list[str]] = {}
    for kind, _, key in (value.partition(":") for value in match.values):
        keys.setdefault(kind, []).append(key)
    letter = next((each for each in _KINDS if each in keys), _STEM)
    if _LEVEL in keys:
        letter = _ADJECTIVE if token.is_level else _CITIES if letter == _CITY_WORD else letter
    elif letter == _REGION and is_letters(token.base):
        letter = _LETTERS
    return _Step(letter, keys, match.last, match.case)


def _names(steps: Sequence[_Step]) -> Listed | None:
    """Registered names before a shared noun in the plural; in Russian two or more behind it."""
    head = next((step for step in steps if step.letter == _HEAD), None)
    if head is None:
        return Listed(last=steps[-1].last) if steps else None
    stems = [step for step in steps if step.letter == _STEM]
    bearers = [tuple(stem.keys.get(head.key(_HEAD), ())) for stem in stems]
    is_list, last = bearers != [] and all(bearers), steps[-1].last
    if agency_grammar().is_head_first:
        bearers = list(takewhile(bool, bearers))
        is_list = len(bearers) > 1
        last = stems[len(bearers) - 1].last if is_list else last
    return Listed(bearer_ids=tuple(bearers), last=last, case=head.case if is_list else None)


def _places_before(tokens: Tokens, steps: Sequence[_Step], as_of: date) -> Listed | None:
    """The places before their head word; a second head may follow: `әкімдері мен мәслихаттары`."""
    line = "".join(step.letter for step in steps)
    placed: list[Place] = []
    settled: _Step | None = None
    is_within = False
    for found in _PLACES_BEFORE.finditer(line):
        step = steps[found.end() - 1]
        word, level = _word(step), step.key(_LEVEL)
        if found["names"]:
            first, last = found.span("names")
            names = [each for each in steps[first:last] if each.letter not in ",.f"]
            if line[found.end() - 1] == _ADJECTIVE:
                word = next((kind for kind, key in _LEVELS.items() if key == level), None)
            if level and not word:
                names.pop()  # `Алматы облысының аудандары`
                is_within = True
            placed += [_place(each, word) for each in names]
            placed += [(_WITHIN, level)] if level and not word else []
            settled = names[-1] if word else None
        elif step.letter == _MEMBERS:
            placed += _members_on(step, as_of)
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


def _second_head(tokens: Tokens, last: int) -> list[_Step]:
    """`мен мәслихаттары` after `әкімдері`; `әкімдері, мәслихаттар` is none: it has no possessive."""
    head = _step(tokens, last + 2, of_places=True)
    if head is None or head.letter != _HEAD:
        return []
    joint, token = tokens[last + 1], tokens[last + 2]
    is_joined = joint.kind in (",", "/") or joint.is_conjunction
    is_declined = token.readings[-1][1] != NOMINATIVE
    return [head] if is_joined and (is_declined or token.fold.endswith(agency_grammar().possessives)) else []


def _places_after(tokens: Tokens, steps: Sequence[_Step], as_of: date) -> Listed | None:
    """The places after their head words, or after an adjective of level before it: `областные акиматы`."""
    line = "".join(step.letter for step in steps)
    heads = _HEADS_FIRST.match(line)
    if heads is None:
        return Listed(last=steps[-1].last) if steps else None
    placed: list[Place] = []
    is_holder = False
    at, stop = 0, (line + _HEAD).index(_HEAD, heads.end())
    while found := _PLACES_AFTER.match(line, at, stop):
        is_joined = "," in found["joint"].rpartition(_HEAD)[2]
        levels = [] if is_joined else list(takewhile(lambda place: place[0] == _LEVEL, reversed(placed)))
        # what comes right after levels holds them: they are no longer those of the whole country
        placed[len(placed) - len(levels) :] = [(_WITHIN, key) for _, key in levels]
        is_holder = (is_holder and not is_joined) or levels != []
        placed += [] if is_holder else _places_of(steps[found.end("joint") : found.end()], as_of)
        at = found.end()
    last = steps[max(at, heads.end()) - 1].last
    if not placed:
        return Listed(last=last)
    country = longest_match(country_tree(), tokens, last + 1)
    own = [step for step in steps[: heads.end()] if step.letter == _HEAD]
    return _listed(placed, own, country.last if country else last, own[0].case)


def _places_of(steps: Sequence[_Step], as_of: date) -> list[Place]:
    """The places of some steps that belong together."""
    last = steps[-1]
    word = _word(last)
    if last.letter == _MEMBERS:
        return _members_on(last, as_of)
    if steps[0].letter == _REGION:
        return [(_REGION, step.key(_REGION)) for step in steps if step.letter == _REGION]
    if _CITY in last.keys or _REGION in last.keys:
        return [_place(last, _REGION if steps[0].letter == _REGION_WORD else None)]
    return [(_LEVEL, _LEVELS[word] if word else last.key(_LEVEL))]


def _listed(placed: Sequence[Place], heads: Sequence[_Step], last: int, case: str) -> Listed:
    ids = [each for head in heads for each in _bodies(placed, head.key(_HEAD))]
    return Listed(bearer_ids=tuple(dict.fromkeys(ids)), last=last, case=case)


def _word(step: _Step) -> str | None:
    """The kind of place that a word says: `қаласы`, `облысы`."""
    return _CITY if _CITY_WORD in step.keys else _REGION if _REGION_WORD in step.keys else None


def _place(name: _Step, word: str | None) -> Place:
    """A named place as the word for it says; without one a name of both is the city's."""
    kind = word or (_CITY if _CITY in name.keys else _REGION)
    return kind, name.key(kind)


def _members_on(level: _Step, day: date) -> list[Place]:
    """The cities of a level whose members are known by name, those of a day."""
    members = agency_grammar().named_levels[level.key(_MEMBERS)].places
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
