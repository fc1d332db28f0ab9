"""Finds bodies in running text and says which body a name means on a day.

The same letters were another body in another year, and some letters are two bodies at once: the day of the
text settles what it can, and the rest is a remark with its candidates, never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.normalise.bodies.body_tokens import QUOTE, WORD, Token, tokenize
from pipeline.normalise.bodies.name_tree import TOGETHER, Match, NameTree, agency_tree, longest_match
from pipeline.normalise.bodies.place_bodies import place_words, places_at
from pipeline.normalise.bodies.shared_heads import shared_head_at, shared_head_words
from pipeline.registry.agencies import Agency, agencies_by_id
from pipeline.registry.finding_kinds import Remark

_CLOSING, _OPENING = "»”’›", "«“„‘‹"
# a plan read as of an earlier act may name a body founded by a later one, but not one of another decade
EARLIEST_USE = timedelta(days=731)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a name means on a day: a body, or None with a remark that says why.

    Attributes:
        agency_id: the body.
        remark: why it is None, or not sure.
        expansion: the name in full, where the document's own legend gives it.
    """

    agency_id: str | None
    remark: Remark | None
    expansion: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """What a document itself says that its letters mean.

    Attributes:
        tree: its labels.
        readings: what each label means on the day.
    """

    tree: NameTree
    readings: Mapping[str, Reading]


class Spot(NamedTuple):
    """A place in a list of tokens that names one body or several (a named tuple, for speed).

    Attributes:
        first: place of its first token.
        last: place of its last token.
        start, end: its characters in the text, in code points, quotes around it included.
        text: its words as printed.
        case: the case of its last word, `nominative` to `instrumental`.
        readings: a reading for each body that it names.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    case: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAgency:
    """A body found in running text.

    Attributes:
        start: first character, in code points.
        end: the place after the last character; `text[start:end]` are the printed words.
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


def find_agencies(text: str, as_of: date) -> list[FoundAgency]:
    """All bodies named in a running text, in order; bodies named together share their place.

    Args:
        text: any text.
        as_of: the day as of which names are read.
    """
    return list(_found(text, as_of))


# a measure's text is asked for what it names, and for words of other columns
@lru_cache(maxsize=1024)
def _found(text: str, as_of: date) -> tuple[FoundAgency, ...]:
    return tuple(
        FoundAgency(
            start=spot.start,
            end=spot.end,
            text=spot.text,
            agency_id=reading.agency_id,
            candidates=reading.remark.candidates if reading.agency_id is None and reading.remark else (),
            case=spot.case,
        )
        for spot in spots(text, tokenize(text), as_of)
        for reading in spot.readings
    )


@cache
def _first_words() -> frozenset[str]:
    """The keys of all words that a name or a list can begin with: most words of a text begin none."""
    return frozenset({*agency_tree().children, *place_words(), *shared_head_words()})


def spots(text: str, tokens: list[Token], as_of: date, legend: Legend | None = None) -> list[Spot]:
    """The places that name bodies, from the left, the longest first, none over another.

    A label of the document's legend comes before the registry's name of the same words.
    """
    tree, first_words = agency_tree(), _first_words()
    if legend is not None:
        first_words |= legend.tree.children.keys()
    found: list[Spot] = []
    place = no_list_before = 0
    while place < len(tokens):
        token = tokens[place]
        if token.kind != WORD or first_words.isdisjoint([key for key, _ in token.readings]):
            place += 1
            continue
        name = longest_match(tree, tokens, place)
        own = _own_label(legend, tokens, place)
        spot = None
        if place >= no_list_before:
            spot, no_list_before = _listed(text, tokens, place, as_of)
        if name is not None and (spot is None or spot.last <= name.last):
            spot = _spot(text, tokens, (place, name.last), name.case, _read_values(name.values, as_of))
        if legend is not None and own is not None and (spot is None or spot.last <= own.last):
            readings = tuple(legend.readings[label] for label in own.values)
            spot = _spot(text, tokens, (place, own.last), own.case, readings)
        if spot is None:
            place += 1
        else:
            found.append(spot)
            place = spot.last + 1
    return found


def _own_label(legend: Legend | None, tokens: list[Token], place: int) -> Match | None:
    return None if legend is None else longest_match(legend.tree, tokens, place)


def _listed(text: str, tokens: list[Token], place: int, as_of: date) -> tuple[Spot | None, int]:
    """A list of bodies under one head word that begins here, and the place before which no other one begins.

    No list that begins inside an unclosed one is closed either: so a long text is read once.
    """
    seen = 0
    listed = places_at(tokens, place, as_of)
    if listed is not None:
        if listed.case is not None:
            readings = tuple(_known(agency_id, as_of) for agency_id in listed.agency_ids)
            return _spot(text, tokens, (place, listed.last), listed.case, readings), 0
        seen = listed.last + 1
    shared = shared_head_at(tokens, place)
    if shared is not None:
        if shared.case is not None:
            readings = tuple(read_name(bearer_ids, as_of) for bearer_ids in shared.bearer_ids)
            return _spot(text, tokens, (place, shared.last), shared.case, readings), 0
        seen = max(seen, shared.last + 1)
    return None, seen


def _read_values(values: tuple[str, ...], as_of: date) -> tuple[Reading, ...]:
    if len(values) == 1 and TOGETHER in values[0]:
        return tuple(read_name((agency_id,), as_of) for agency_id in values[0].split(TOGETHER))
    return (read_name(values, as_of),)


@lru_cache(maxsize=4096)
def read_name(bearer_ids: tuple[str, ...], as_of: date) -> Reading:
    """Which of the bodies that ever bore a name is meant on a day."""
    bearers = [agencies_by_id()[agency_id] for agency_id in bearer_ids]
    living = [agency for agency in bearers if agency.lives_on(as_of)]
    shared = len(bearers) > 1 and any(
        set(agency.ambiguous_abbreviations) & set(other.ambiguous_abbreviations)
        for agency in bearers
        for other in bearers
        if agency is not other
    )
    if len(bearers) == 1 and not _begins_long_after(bearers[0], as_of):
        return _known(bearers[0].agency_id, as_of)
    if len(living) == 1 and not shared:
        return Reading(agency_id=living[0].agency_id, remark=None)
    if len(bearers) == 1:
        message = f"Only {bearer_ids[0]} ever bore this name, and its life begins long after {as_of}"
        return Reading(
            agency_id=None, remark=Remark(code="unknown_agency", message=message, candidates=bearer_ids)
        )
    candidates = tuple(agency.agency_id for agency in (living if len(living) > 1 and not shared else bearers))
    message = f"The name stands for several bodies, and {as_of} does not say which: {', '.join(candidates)}"
    return Reading(
        agency_id=None, remark=Remark(code="ambiguous_agency", message=message, candidates=candidates)
    )


def _begins_long_after(agency: Agency, day: date) -> bool:
    # a place had its akim before it rose in rank
    is_of_a_place = agency.agency_type in ("local_executive", "local_representative")
    return agency.valid_from is not None and agency.valid_from - EARLIEST_USE > day and not is_of_a_place


def _known(agency_id: str | None, as_of: date) -> Reading:
    """The only bearer of a name, also outside its life: plans keep old names, and use new ones early."""
    if agency_id is None:
        return Reading(
            agency_id=None,
            remark=Remark(
                code="unknown_agency", message="The body of a place in this list is not in the registry"
            ),
        )
    agency = agencies_by_id()[agency_id]
    if agency.lives_on(as_of):
        return Reading(agency_id=agency_id, remark=None)
    life = f"{agency.valid_from_edtf or '..'}/{agency.valid_to_edtf or '..'}"
    return Reading(
        agency_id=agency_id,
        remark=Remark(
            code="agency_outside_life",
            message=f"Only {agency_id} ever bore this name, and {as_of} is outside its life {life}",
            candidates=(agency_id,),
        ),
    )


def _spot(
    text: str, tokens: list[Token], places: tuple[int, int], case: str, readings: tuple[Reading, ...]
) -> Spot:
    first, last = places
    first_quote, last_quote = first, last
    before, after = tokens[max(first - 1, 0)], tokens[min(last + 1, len(tokens) - 1)]
    if QUOTE not in (before.kind, after.kind):
        start, end = tokens[first].start, tokens[last].end
        return Spot(first, last, start, end, text[start:end], case, readings)
    inner = text[tokens[first].start : tokens[last].end]
    # a quote that opens right before the name, or closes right after it, belongs to it if its pair is inside
    if first and before.kind == QUOTE and _belongs_before(inner, before.base):
        first_quote = first - 1
        inner = before.base + inner
    if last + 1 < len(tokens) and after.kind == QUOTE and _is_open(inner):
        last_quote = last + 1
    start, end = tokens[first_quote].start, tokens[last_quote].end
    return Spot(first_quote, last_quote, start, end, text[start:end], case, readings)


def _belongs_before(inner: str, quote: str) -> bool:
    return quote in _OPENING or (quote in "\"'" and inner.count(quote) % 2 == 1) or quote == '"'


def _is_open(words: str) -> bool:
    """Whether the words hold a quote that is not closed."""
    opened = sum(words.count(mark) for mark in _OPENING)
    closed = sum(words.count(mark) for mark in _CLOSING)
    return opened > closed or words.count('"') % 2 == 1
