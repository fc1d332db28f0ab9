"""Reads bodies listed after one head word, as a language does whose names begin with it.

`акимы областей, городов Астаны и Алматы`, `акимы Алматинской и Костанайской областей`: names of cities
follow their word, adjectives of regions stand before theirs, and a place right after a level holds it: `акимы
районов Алматинской области` are no akims of regions. `Министерства финансов, юстиции` are two bodies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.normalise.bodies.listed_bodies import (
    HEAD,
    NAME_JOINTS,
    PLACE_JOINTS,
    Listed,
    bodies_of_places,
    members_on,
    pair,
    place_tree,
    stem_tree,
    steps,
)
from pipeline.normalise.bodies.name_tokens import STOP, NameToken, is_letters
from pipeline.normalise.bodies.name_tree import last_with_country

_CITY, _REGION, _LEVEL = "city", "region", "level"


def places_after(tokens: Sequence[NameToken], first: int, as_of: date) -> Listed | None:
    """The bodies of places whose head word, or an adjective of level before it, stands here; None if none."""
    found = _Places(as_of=as_of)
    offices: list[str] = []
    head = last = None
    is_joined = True
    for place, match in steps(place_tree(), tokens, first, PLACE_JOINTS):
        if match is None:
            # the stop of a shortened word parts nothing: `г. Астаны`
            is_joined = is_joined or tokens[place].kind != STOP
            continue
        kinds = dict(map(pair, match.values))
        if HEAD in kinds:
            if head is not None and (found.placed or not is_joined):
                break
            offices.append(kinds[HEAD])
            head = place if head is None else head
            last = match.last
        elif head is None and (_LEVEL not in kinds or not tokens[place].is_level):
            return None
        elif found.take(kinds, is_joined=is_joined, is_letters=is_letters(tokens[place].base)):
            last = match.last if head is not None else last
        is_joined = is_joined and "filler" in kinds
    ids = [each for office in offices for each in found.bodies(office)]
    if head is None or last is None or not ids:
        return None
    case = tokens[head].readings[-1][1]
    return Listed(bearer_ids=tuple(dict.fromkeys(ids)), last=last_with_country(tokens, last), case=case)


def names_after(tokens: Sequence[NameToken], first: int) -> Listed | None:
    """The bodies of two or more names after their noun in the plural; None if no such list begins here."""
    found: list[tuple[str, ...]] = []
    noun, last, case = "", first, ""
    for place, match in steps(stem_tree(), tokens, first, NAME_JOINTS):
        if match is None:
            continue
        pairs = [pair(value) for value in match.values]
        if place == first:
            nouns = [key for kind, key in pairs if kind == HEAD]
            if not nouns:
                return None
            noun, case = nouns[0], match.case
            continue
        bearers = tuple(bearer for own, bearer in pairs if own == noun)
        if not bearers:
            break
        found.append(bearers)
        last = last_with_country(tokens, match.last)
    return Listed(bearer_ids=tuple(found), last=last, case=case) if len(found) > 1 else None


@dataclass(slots=True, kw_only=True)
class _Places:
    """Places read so far, as (kind, key).

    Attributes:
        pending: adjectives of regions that wait for the word `области`.
        word: the kind of a word for a place whose name may follow: `города`, `области`.
        is_holder: whether what is read now only holds the levels before it: `районов города Алматы`.
    """

    as_of: date
    placed: list[tuple[str, str]] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    word: str = ""
    is_holder: bool = False

    def take(self, kinds: dict[str, str], *, is_joined: bool, is_letters: bool) -> bool:
        """Takes one word or phrase; says whether the list is whole with it, or only when more follows."""
        if is_joined:
            self._end_word(is_joined=True)
            self.is_holder = False
        if "named" in kinds:
            self._add(members_on(kinds["named"], self.as_of), is_joined=is_joined)
        elif _REGION in kinds and not is_letters and self.word != _REGION:
            self._end_word(is_joined=is_joined)
            self.pending.append(kinds[_REGION])
            return False
        elif _REGION in kinds or _CITY in kinds:
            kind = _CITY if _CITY in kinds and self.word != _REGION else _REGION
            self._add([(kind, kinds[kind])] if kind in kinds else [], is_joined=is_joined)
        elif "regionword" in kinds and self.pending:
            self._add([(_REGION, key) for key in self.pending], is_joined=True)
            self.pending.clear()
        elif "cityword" in kinds or "regionword" in kinds:
            word = _CITY if "cityword" in kinds else _REGION
            if word != self.word:  # `г.г. Астаны и Алматы` says it twice
                self._end_word(is_joined=is_joined)
            self.word = word
        elif _LEVEL in kinds:
            self._end_word(is_joined=is_joined)
            self._add([(_LEVEL, kinds[_LEVEL])], is_joined=is_joined)
        return True

    def bodies(self, office: str) -> list[tuple[str, ...]]:
        """The akims or maslikhats of all places so far; none of a place whose body is not registered."""
        self._end_word(is_joined=True)
        return bodies_of_places(self.placed, office)

    def _add(self, places: list[tuple[str, str]], *, is_joined: bool) -> None:
        """Adds places, unless they only hold the levels before them."""
        if not self.word and not is_joined:
            self._hold()
        self.word = ""
        if not self.is_holder:
            self.placed += places

    def _end_word(self, *, is_joined: bool) -> None:
        """Reads a word for places that no name follows as the level of all of them."""
        if self.word:
            levels = {_CITY: "cities", _REGION: "regions"}
            self._add([(_LEVEL, levels[self.word])], is_joined=True)
        if not is_joined:
            self._hold()

    def _hold(self) -> None:
        """What comes right after levels holds them: they are no longer those of the whole country."""
        at = len(self.placed)
        while at and self.placed[at - 1][0] == _LEVEL:
            at -= 1
        if at < len(self.placed):
            self.placed[at:] = [("within", key) for _, key in self.placed[at:]]
            self.is_holder = True
