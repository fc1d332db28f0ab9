"""Finds bodies in running text and says which body a name means on a day.

The same letters were another body in another year, and some letters are two bodies at once: the day of the
text settles what it can, and the rest is a remark with its candidates, never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from pipeline.normalise.bodies.listed_after_head import names_after, places_after
from pipeline.normalise.bodies.listed_bodies import Listed, first_list_words, names_at, places_at
from pipeline.normalise.bodies.name_tokens import QUOTE, WORD, NameToken, tokenize
from pipeline.normalise.bodies.name_tree import (
    TOGETHER,
    NameTree,
    agency_tree,
    last_with_country,
    longest_match,
)
from pipeline.registry.agencies import Agency, agencies_by_id
from pipeline.registry.cell_words import agency_grammar
from pipeline.registry.finding_kinds import Remark
from pipeline.registry.loading import by_language

_CLOSING, _OPENING = "»”’›", "«“„‘‹"
# a plan read as of an earlier act may name a body founded by a later one, but not one of another decade
_EARLIEST_USE = timedelta(days=731)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameReading:
    """What a name means on a day: a body, or None with a remark that says why; also a doubt on a body.

    `expansion` is the name in full, where the document's own legend gives it.
    """

    agency_id: str | None
    remark: Remark | None = None
    expansion: str | None = None

    @property
    def candidates(self) -> tuple[str, ...]:
        """The body, or those that it may be."""
        if self.agency_id is not None:
            return (self.agency_id,)
        return self.remark.candidates if self.remark else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """What a document itself says that its letters mean: a tree of labels, and their readings on the day."""

    tree: NameTree
    readings: Mapping[str, NameReading]


class BodySpot(NamedTuple):
    """A place in a text that names one body or several, quotes around it included, with a reading for each.

    `first` and `last` are places of tokens, `case` is that of the last word.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    case: str
    readings: tuple[NameReading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAgency:
    """A body found in running text, at `text[start:end]` in code points.

    Attributes:
        text: the printed words.
        agency_id: the body; None where the day does not settle which.
        candidates: the bodies that it may be, where the day does not settle it.
        case: the case of the words: `dative` for one that something is sent to.
    """

    start: int
    end: int
    text: str
    agency_id: str | None
    candidates: tuple[str, ...]
    case: str


# a measure's text is asked for what it names, and for words of other columns
@by_language(maxsize=1024)
def find_agencies(text: str, as_of: date) -> tuple[FoundAgency, ...]:
    """All bodies named in a running text, in order; bodies named together share their place.

    Args:
        text: any text.
        as_of: the day as of which names are read.
    """
    return tuple(
        FoundAgency(
            start=spot.start,
            end=spot.end,
            text=spot.text,
            agency_id=reading.agency_id,
            candidates=reading.candidates if reading.agency_id is None else (),
            case=spot.case,
        )
        for spot in spots(text, tokenize(text), as_of)
        for reading in spot.readings
    )


@by_language()
def _first_words() -> frozenset[str]:
    """The keys of all words that a name or a list can begin with: most words of a text begin none."""
    return first_list_words() | agency_tree().children.keys()


def spots(text: str, tokens: list[NameToken], as_of: date, legend: Legend | None = None) -> list[BodySpot]:
    """The places that name bodies, from the left, the longest first, none over another.

    A label of the document's legend comes before the registry's name of the same words.
    """
    first_words = _first_words() | (legend.tree.children.keys() if legend else frozenset())
    found: list[BodySpot] = []
    place = no_list_before = 0
    while place < len(tokens):
        token = tokens[place]
        if token.kind != WORD or first_words.isdisjoint([key for key, _ in token.readings]):
            place += 1
            continue
        spot = None
        if place >= no_list_before:
            spot, no_list_before = _listed(text, tokens, place, as_of)
        name = longest_match(agency_tree(), tokens, place)
        if name is not None and (spot is None or spot.last <= name.last):
            last = last_with_country(tokens, name.last)
            spot = _spot(text, tokens, (place, last), name.case, _read_values(name.values, as_of))
        own = longest_match(legend.tree, tokens, place) if legend else None
        if legend and own is not None and (spot is None or spot.last <= own.last):
            readings = tuple(legend.readings[label] for label in own.values)
            spot = _spot(text, tokens, (place, own.last), own.case, readings)
        if spot is not None:
            found.append(spot)
        place = (spot.last if spot else place) + 1
    return found


def _listed(text: str, tokens: list[NameToken], place: int, as_of: date) -> tuple[BodySpot | None, int]:
    """A list of bodies under one head word that begins here, and the place before which no other one begins.

    No list that begins inside an unclosed one is closed either: so a long text is read once.
    """
    seen = 0
    listed: Listed | None
    lists = (places_after, names_after) if agency_grammar().is_head_first else (places_at, names_at)
    for listed in (lists[0](tokens, place, as_of), lists[1](tokens, place)):
        if listed is not None and listed.case is not None:
            readings = tuple(read_name(bearer_ids, as_of) for bearer_ids in listed.bearer_ids)
            return _spot(text, tokens, (place, listed.last), listed.case, readings), 0
        seen = max(seen, listed.last + 1 if listed else 0)
    return None, seen


def _read_values(values: tuple[str, ...], as_of: date) -> tuple[NameReading, ...]:
    if len(values) == 1 and TOGETHER in values[0]:
        return tuple(read_name((agency_id,), as_of) for agency_id in values[0].split(TOGETHER))
    return (read_name(values, as_of),)


@by_language(maxsize=4096)
def read_name(bearer_ids: tuple[str, ...], as_of: date) -> NameReading:
    """Which of the bodies that ever bore a name is meant on a day; none of them is a place without a body."""
    bearers = [agencies_by_id()[agency_id] for agency_id in bearer_ids]
    if not bearers:
        return _not_known("unknown_agency", "The body of a place in this list is not in the registry", ())
    if len(bearers) == 1:
        return _only_bearer(bearers[0], as_of)
    living = tuple(agency.agency_id for agency in bearers if agency.lives_on(as_of))
    marked = [set(agency.ambiguous_abbreviations) for agency in bearers]
    is_shared = len(set().union(*marked)) < sum(map(len, marked))
    if len(living) == 1 and not is_shared:
        return NameReading(agency_id=living[0])
    candidates = living if living and not is_shared else bearer_ids
    message = f"The name stands for several bodies, and {as_of} does not say which: {', '.join(candidates)}"
    return _not_known("ambiguous_agency", message, candidates)


def _only_bearer(agency: Agency, as_of: date) -> NameReading:
    """The only bearer of a name, also outside its life: plans keep old names, and use new ones early."""
    agency_id = agency.agency_id
    if agency.lives_on(as_of):
        return NameReading(agency_id=agency_id)
    # a place had its akim before it rose in rank
    is_of_a_place = agency.agency_type in ("local_executive", "local_representative")
    if agency.valid_from and agency.valid_from - _EARLIEST_USE > as_of and not is_of_a_place:
        message = f"Only {agency_id} ever bore this name, and its life begins long after {as_of}"
        return _not_known("unknown_agency", message, (agency_id,))
    life = f"{agency.valid_from_edtf or '..'}/{agency.valid_to_edtf or '..'}"
    message = f"Only {agency_id} ever bore this name, and {as_of} is outside its life {life}"
    remark = Remark(code="agency_outside_life", message=message, candidates=(agency_id,))
    return NameReading(agency_id=agency_id, remark=remark)


def _not_known(code: str, message: str, candidates: tuple[str, ...]) -> NameReading:
    return NameReading(agency_id=None, remark=Remark(code=code, message=message, candidates=candidates))


def _spot(
    text: str, tokens: list[NameToken], places: tuple[int, int], case: str, readings: tuple[NameReading, ...]
) -> BodySpot:
    """A spot with the quotes that open right before its name or close right after it.

    They belong to it if their pair is inside.
    """
    first, last = places
    inner = text[tokens[first].start : tokens[last].end]
    before, after = tokens[first - 1] if first else None, tokens[last + 1] if last + 1 < len(tokens) else None
    if before and before.kind == QUOTE and _belongs_before(inner, before.base):
        first -= 1
        inner = before.base + inner
    if after and after.kind == QUOTE and _is_open(inner):
        last += 1
    start, end = tokens[first].start, tokens[last].end
    return BodySpot(first, last, start, end, text[start:end], case, readings)


def _belongs_before(inner: str, quote: str) -> bool:
    return quote in _OPENING or quote == '"' or (quote == "'" and inner.count(quote) % 2 == 1)


def _is_open(words: str) -> bool:
    """Whether the words hold a quote that is not closed."""
    opened = sum(words.count(mark) for mark in _OPENING)
    closed = sum(words.count(mark) for mark in _CLOSING)
    return opened > closed or words.count('"') % 2 == 1
