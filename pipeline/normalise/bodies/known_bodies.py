"""What the registry says of a body besides its id: its kind, its level, the ministry of a committee."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.normalise.bodies.kinds import describe
from pipeline.normalise.bodies.name_tokens import tokenize
from pipeline.normalise.bodies.name_tree import agency_tree, longest_match
from pipeline.normalise.bodies.nouns import (
    AGENCY,
    AKIM,
    COMMITTEE,
    COMPANY,
    GROUP,
    INSTITUTION,
    MASLIKHAT,
    MINISTRY,
    ORGANIZATION,
    POST,
    body_noun,
)
from pipeline.registry.agencies import Agency, agencies_by_id
from pipeline.registry.cell_words import agency_grammar
from pipeline.registry.language_words import stem
from pipeline.registry.loading import LANGUAGES, by_language, reading_in

_KIND_OF_TYPE = {
    "ministry": MINISTRY, "agency": AGENCY, "committee": COMMITTEE, "company": COMPANY,
    "local_executive": AKIM, "local_representative": MASLIKHAT, "party": ORGANIZATION, "ngo": ORGANIZATION,
    "commission": INSTITUTION, "institute": INSTITUTION,
}  # fmt: skip
_OF_PLACES = (AKIM, MASLIKHAT)


class KnownBody(NamedTuple):
    """What the registry says of a body: its `body_kind` and `body_level`, the ministry of a committee.

    `place_names` are the names under which its place is printed.
    """

    kind: str
    level: str | None
    parent_id: str | None
    place_names: tuple[str, ...]


@by_language()
def known(agency_id: str) -> KnownBody:
    """What the registry says of a registered body: the same in every language but the names of its place."""
    with reading_in(LANGUAGES[0]):
        kind, level, parent_id = _known(agencies_by_id()[agency_id])
    return KnownBody(kind=kind, level=level, parent_id=parent_id, place_names=_place_names(agency_id))


def _known(agency: Agency) -> tuple[str, str | None, str | None]:
    (said, *_) = describe(tokenize(agency.name_kk))
    kind = _KIND_OF_TYPE.get(agency.agency_type)
    if kind is None and agency.agency_type == "group":
        kind = said.kind if said.kind in _OF_PLACES else GROUP
    if kind is None:
        # a body of the state by its constitution: `банк` does not make a company of the National Bank
        kind = said.kind if said.kind in (COMMITTEE, POST) else INSTITUTION
    national = "republic" if kind in (MINISTRY, AGENCY, COMMITTEE) else None
    level = said.level if kind in _OF_PLACES else national
    return kind, level, _parent(agency) if kind == COMMITTEE else None


def _parent(agency: Agency) -> str | None:
    """The body whose name in the genitive begins the name of its committee, of those that lived with it."""
    tokens = tokenize(agency.name_kk)
    for place, token in enumerate(tokens):
        noun = body_noun(token)
        if noun is None or not noun.is_genitive:
            continue
        match = longest_match(agency_tree(), tokens[: place + 1], 0)
        if match is not None and match.last == place:
            day = agency.valid_from
            living = [each for each in match.values if not day or agencies_by_id()[each].lives_on(day)]
            return living[0] if len(living) == 1 else None
    return None


def _place_names(agency_id: str) -> tuple[str, ...]:
    grammar = agency_grammar()
    office, _, key = agency_id.partition("-of-")
    if office not in _OF_PLACES:
        return ()
    return grammar.regions.get(key.removesuffix("-region"), ()) or grammar.cities.get(key, ())


def is_one_of_many(mention: str, agency_id: str) -> bool:
    """Whether words in the singular name one body of a level: `облыс әкімі`, `аудандық мәслихат`."""
    grammar = agency_grammar()
    if agency_id not in (*grammar.akims.values(), *grammar.maslikhats.values()):
        return False
    nouns = [noun for token in tokenize(mention) if (noun := body_noun(token))]
    return bool(nouns) and not any(noun.is_plural for noun in nouns)


def akim_of(level: str | None, place: str | None) -> str | None:
    """The akim of a registered oblast or city, None of any other place."""
    grammar = agency_grammar()
    tables = {"oblast": (grammar.regions, "-region"), "city": (grammar.cities, "")}
    table, ending = tables.get(level or "", ({}, ""))
    wanted = stem(place or "")
    return next((f"{AKIM}-of-{key}{ending}" for key in table if wanted in map(stem, table[key])), None)


def akimat_of(level: str | None, place: str | None) -> str | None:
    """The akimat of a place of a level; of a place that is not registered, the akimats of its level."""
    levels = {"oblast": "regions", "district": "districts", "city": "cities", "rural": "rural_districts"}
    return akim_of(level, place) or agency_grammar().akims.get(levels.get(level or "", ""))
