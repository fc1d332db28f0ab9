"""Finds bodies in running text and says which body a name means on a day.

The same letters were another body in another year, and some letters are two bodies at once: the day of the
text settles what it can, and the rest is a remark with its candidates, never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from pipeline.normalise.bodies.listed_bodies import first_list_words, lists_at
from pipeline.normalise.bodies.name_tokens import QUOTE, WORD, NameToken, tokenize
from pipeline.normalise.bodies.name_tree import (
    TOGETHER,
    NameTree,
    agency_tree,
    country_tree,
    longest_match,
    match_name,
)
from pipeline.registry.agencies import Agency, agencies_by_id
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


class FoundAgency(NamedTuple):
    """A body found in running text, at `text[start:end]` in code points; no id where the day settles none.

    `case` is that of the words: `dative` for a body that something is sent to.
    """

    start: int
    end: int
    text: str
    agency_id: str | None
    case: str


# a measure's text is asked for what it names, and for words of other columns
@by_language(maxsize=1024)
def find_agencies(text: str, as_of: date) -> tuple[FoundAgency, ...]:
    """All bodies named in a running text as of a day, in order; bodies named together share their place."""
    return tuple(
        FoundAgency(spot.start, spot.end, spot.text, reading.agency_id, spot.case)
        for spot in spots(text, tokenize(text), as_of)
        for reading in spot.readings
    )


@by_language()
def _first_words() -> frozenset[str]:
    """The keys of all words that a name or a list can begin with: most words of a text begin none."""
    return first_list_words() | agency_tree().children.keys() | country_tree().children.keys()


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
        # the last token, the case and the readings of what is found
        best: tuple[int, str, tuple[NameReading, ...]] | None = None
        # no list that begins inside an unclosed one is closed either: so a long text is read once
        for listed in lists_at(tokens, place, as_of) if place >= no_list_before else ():
            if listed is not None and listed.case is not None:
                best = listed.last, listed.case, tuple(read_name(each, as_of) for each in listed.bearer_ids)
                no_list_before = 0
                break
            no_list_before = max(no_list_before, listed.last + 1 if listed else 0)
        name = match_name(agency_tree(), tokens, place)
        if name is not None and (best is None or best[0] <= name.last):
            best = name.last, name.case, _read_values(name.values, as_of)
        own = longest_match(legend.tree, tokens, place) if legend else None
        if legend and own is not None and (best is None or best[0] <= own.last):
            best = own.last, own.case, tuple(legend.readings[label] for label in own.values)
        if best is not None:
            found.append(_spot(text, tokens, place, *best))
        place = (found[-1].last if best else place) + 1
    return found


def _read_values(values: tuple[str, ...], as_of: date) -> tuple[NameReading, ...]:
    if TOGETHER in values[0]:
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
    marked = [label for agency in bearers for label in set(agency.ambiguous_abbreviations)]
    is_shared = len(set(marked)) < len(marked)
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
    text: str, tokens: list[NameToken], first: int, last: int, case: str, readings: tuple[NameReading, ...]
) -> BodySpot:
    """A spot with the quotes right before or behind its name whose pair is inside."""
    inner = text[tokens[first].start : tokens[last].end]
    before, after = tokens[first - 1] if first else None, tokens[last + 1] if last + 1 < len(tokens) else None
    if before and before.kind == QUOTE:
        quote = before.base
        if quote in _OPENING or quote == '"' or (quote == "'" and inner.count(quote) % 2 == 1):
            first -= 1
            inner = quote + inner
    opened, closed = (sum(map(inner.count, marks)) for marks in (_OPENING, _CLOSING))
    if after and after.kind == QUOTE and (opened > closed or inner.count('"') % 2 == 1):
        last += 1
    start, end = tokens[first].start, tokens[last].end
    return BodySpot(first, last, start, end, text[start:end], case, readings)
