"""What the registry says of a body besides its id: its kind, its level, the ministry of a committee."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.normalise.bodies.described_names import describe_name
from pipeline.normalise.bodies.name_tokens import body_noun, tokenize
from pipeline.normalise.bodies.name_tree import agency_tree, match_name
from pipeline.registry.agencies import Agency, agencies_by_id
from pipeline.registry.cell_words import agency_grammar
from pipeline.registry.language_words import stem
from pipeline.registry.loading import LANGUAGES, by_language, reading_in

_KIND_OF_TYPE = {
    "ministry": "ministry", "agency": "agency", "committee": "committee", "company": "company",
    "local_executive": "akim", "local_representative": "maslikhat", "party": "organization",
    "ngo": "organization", "commission": "institution", "institute": "institution",
}  # fmt: skip
_OF_PLACES = ("akim", "maslikhat")
# the tables of grammar that hold places of a level, and how the ids of their akims end
_PLACES = {"oblast": ("regions", "-region"), "city": ("cities", "")}
_LEVELS = {"oblast": "regions", "district": "districts", "city": "cities", "rural": "rural_districts"}


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
    office, _, key = agency_id.partition("-of-")
    names: tuple[str, ...] = ()
    if office in _OF_PLACES:
        grammar = agency_grammar()
        names = grammar.regions.get(key.removesuffix("-region"), ()) or grammar.cities.get(key, ())
    return KnownBody(kind, level, parent_id, names)


def _known(agency: Agency) -> tuple[str, str | None, str | None]:
    (said, *_) = describe_name(tokenize(agency.name_kk))
    kind = _KIND_OF_TYPE.get(agency.agency_type)
    if kind is None and agency.agency_type == "group":
        kind = said.kind if said.kind in _OF_PLACES else "group"
    if kind is None:
        # a body of the state by its constitution: `банк` does not make a company of the National Bank
        kind = said.kind if said.kind in ("committee", "post") else "institution"
    national = "republic" if kind in ("ministry", "agency", "committee") else None
    level = said.level if kind in _OF_PLACES else national
    return kind, level, _parent(agency) if kind == "committee" else None


def _parent(agency: Agency) -> str | None:
    """The body whose name in the genitive begins the name of its committee, of those that lived with it."""
    tokens = tokenize(agency.name_kk)
    for place, token in enumerate(tokens):
        noun = body_noun(token)
        match = match_name(agency_tree(), tokens[: place + 1], 0) if noun and noun.is_genitive else None
        if match is not None and match.last == place:
            day = agency.valid_from
            living = [each for each in match.values if not day or agencies_by_id()[each].lives_on(day)]
            return living[0] if len(living) == 1 else None
    return None


def is_one_of_many(mention: str, agency_id: str) -> bool:
    """Whether words in the singular name one body of a level: `облыс әкімі`, `аудандық мәслихат`."""
    grammar = agency_grammar()
    if agency_id not in (*grammar.akims.values(), *grammar.maslikhats.values()):
        return False
    nouns = [noun for token in tokenize(mention) if (noun := body_noun(token))]
    return bool(nouns) and not any(noun.is_plural for noun in nouns)


def akim_of(level: str | None, place: str | None) -> str | None:
    """The akim of a registered oblast or city, None of any other place."""
    if level not in _PLACES or place is None:
        return None
    table, ending = _PLACES[level]
    names = getattr(agency_grammar(), table)
    wanted = stem(place)
    return next((f"akim-of-{key}{ending}" for key in names if wanted in map(stem, names[key])), None)


def akimat_of(level: str | None, place: str | None) -> str | None:
    """The akimat of a place of a level; of a place that is not registered, the akimats of its level."""
    return akim_of(level, place) or agency_grammar().akims.get(_LEVELS.get(level or "", ""))
