"""Finds bodies in running text and says which body a name means on a day.

The same letters were another body in another year, and some letters are two bodies at once: the day of the
text settles what it can, and the rest is a remark with its candidates, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from pipeline.findings import Remark
from pipeline.normalise.agencies_names import agency_tree, longest_match
from pipeline.normalise.agencies_places import places_at
from pipeline.normalise.agencies_tokens import QUOTE, WORD, Token, tokenize
from pipeline.reference.agencies import agencies_by_id

_CLOSING, _OPENING = "»”’›", "«“„‘‹"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a name means on a day: a body, or None with a remark that says why."""

    agency_id: str | None
    remark: Remark | None


class Spot(NamedTuple):
    """A place in a list of tokens that names one body or several (a named tuple, as a long text has thousands).

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
    return [
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
    ]


def spots(text: str, tokens: list[Token], as_of: date) -> list[Spot]:
    """The places that name bodies, from the left, the longest first, none over another."""
    tree = agency_tree()
    found: list[Spot] = []
    place = no_places_before = 0
    while place < len(tokens):
        if tokens[place].kind != WORD:
            place += 1
            continue
        name = longest_match(tree, tokens, place)
        listed = places_at(tokens, place, as_of) if place >= no_places_before else None
        if listed is not None and listed.case is None:
            # no list that begins inside this one is closed either
            no_places_before, listed = listed.last + 1, None
        if listed is not None and listed.case is not None and (name is None or listed.last > name.last):
            readings = tuple(_known(agency_id, as_of) for agency_id in listed.agency_ids)
            found.append(_spot(text, tokens, (place, listed.last), listed.case, readings))
        elif name is not None:
            found.append(_spot(text, tokens, (place, name.last), name.case, (read_name(name.values, as_of),)))
        else:
            place += 1
            continue
        place = found[-1].last + 1
    return found


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
    if len(bearers) == 1:
        return _known(bearers[0].agency_id, as_of)
    if len(living) == 1 and not shared:
        return Reading(agency_id=living[0].agency_id, remark=None)
    candidates = tuple(agency.agency_id for agency in (living if len(living) > 1 and not shared else bearers))
    message = f"The name stands for several bodies, and {as_of} does not say which: {', '.join(candidates)}"
    return Reading(
        agency_id=None, remark=Remark(code="ambiguous_agency", message=message, candidates=candidates)
    )


def _known(agency_id: str | None, as_of: date) -> Reading:
    """The only bearer of a name, also a little outside its life: a plan keeps old names, and uses new ones early."""
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
