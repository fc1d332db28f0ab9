"""What the registry says of a body besides its id: its kind, its level, the ministry of a committee."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pipeline.normalise.bodies.kinds import describe
from pipeline.normalise.bodies.name_tokens import tokenize
from pipeline.normalise.bodies.name_tree import agency_tree, longest_match
from pipeline.normalise.bodies.nouns import AKIM, COMMITTEE, GROUP, MASLIKHAT, POST, body_noun
from pipeline.registry.agencies import Agency, agencies_by_id
from pipeline.registry.cell_words import agency_grammar

_KIND_OF_TYPE = {
    "ministry": "ministry",
    "agency": "agency",
    "committee": "committee",
    "local_executive": AKIM,
    "local_representative": MASLIKHAT,
    "commission": "institution",
    "party": "organization",
    "ngo": "organization",
    "company": "company",
    "institute": "institution",
}
_NATIONAL = ("ministry", "agency", "committee")
_LOCAL = ("local_executive", "local_representative", "group")


class Known(NamedTuple):
    """What the registry says of a body.

    Attributes:
        kind: a code of `body_kind`.
        level: a code of `body_level`, None where the body has none.
        parent_id: the ministry or agency of a committee.
        place_names: the names under which its place is printed.
    """

    kind: str
    level: str | None
    parent_id: str | None
    place_names: tuple[str, ...]


@cache
def known(agency_id: str) -> Known:
    """What the registry says of a body.

    Raises:
        KeyError: there is no such body.
    """
    agency = agencies_by_id()[agency_id]
    (said, *_) = describe(tokenize(agency.name_kk))
    kind = _KIND_OF_TYPE.get(agency.agency_type)
    if kind is None and agency.agency_type == "group":
        kind = said.kind if said.kind in (AKIM, MASLIKHAT) else GROUP
    if kind is None:
        # a body of the state by its constitution: `банк` does not make a company of the National Bank
        kind = said.kind if said.kind in (COMMITTEE, POST) else "institution"
    is_local = agency.agency_type in _LOCAL and kind in (AKIM, MASLIKHAT)
    return Known(
        kind=kind,
        level=said.level if is_local else "republic" if kind in _NATIONAL else None,
        parent_id=_parent(agency) if kind == COMMITTEE else None,
        place_names=_place_names(agency_id),
    )


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
    if office not in (AKIM, MASLIKHAT):
        return ()
    return grammar.regions.get(key.removesuffix("-region"), ()) or grammar.cities.get(key, ())


@cache
def akim_of(level: str | None, place: str | None) -> str | None:
    """The akim of a registered oblast or city, None of any other place."""
    grammar = agency_grammar()
    tables = {"oblast": (grammar.regions, "-region"), "city": (grammar.cities, "")}
    table, ending = tables.get(level or "", ({}, ""))
    return next((f"{AKIM}-of-{key}{ending}" for key, names in table.items() if place in names), None)


@cache
def akimat_of(level: str | None, place: str | None) -> str | None:
    """The akimat of a place of a level; of a place that is not registered, the akimats of its level."""
    levels = {"oblast": "regions", "district": "districts", "city": "cities", "rural": "rural_districts"}
    return akim_of(level, place) or agency_grammar().akims.get(levels.get(level or "", ""))
