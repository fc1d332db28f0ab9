"""Reads the bodies that answer for a measure: `ӨДМ, облыстардың әкімдері, ОСК (келісім бойынша)`.

A cell lists bodies by letters, full names, groups and places, some with a remark that they take part by
consent or that they gather the answers of the others. Nothing is dropped: words that name no known body
give an item without an id and a remark.

A minister or another head stands for the body; a deputy does not. An akimat is read as its akim: the akim
heads it, and plans use the two words for one executor.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import regex

from pipeline.findings import Remark
from pipeline.normalise.agencies_found import FoundAgency, Spot, find_agencies
from pipeline.normalise.agencies_tokens import INSTRUMENTAL
from pipeline.normalise.agencies_units import (
    BODY,
    BREAK,
    CONSENT,
    CONTENT,
    COORDINATOR,
    HEAD,
    NOTE,
    WORDS,
    Unit,
    items,
)
from pipeline.reference.agencies import agencies_by_id

__all__ = ["FoundAgency", "Responsibility", "find_agencies", "parse_bodies"]

# the contract's normal form: no blank before , . ; : ) » nor after ( «
_QUOTES = frozenset("«»“”„‟\"'‘’‹›")
_BLANKS = regex.compile(r"\s++")
_BLANK_BEFORE = regex.compile(r"\s++(?=[,.;:)»])|(?<=[(«])\s++")


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """A body that answers for a measure.

    Attributes:
        agency_id: the body; None only with a remark.
        mention_text: the printed words that name it, without the remarks beside it; a mention of several
            bodies stands with each of them.
        is_by_consent: `келісім бойынша` is printed beside it.
        is_coordinator: `жинақтау`, `жауапты`, `үйлестіруші` or the like is printed beside it.
        findings: what was not understood, or not surely.
    """

    agency_id: str | None
    mention_text: str
    is_by_consent: bool
    is_coordinator: bool
    findings: tuple[Remark, ...] = ()


def parse_bodies(text: str, *, as_of: date, legend: Mapping[str, str] | None = None) -> list[Responsibility]:
    """The bodies of a cell of executors, in printed order.

    Args:
        text: the cell's words.
        as_of: the day as of which names are read; the same letters were other bodies in other years.
        legend: what the document itself says that its letters mean; it is asked before the registry.

    Returns:
        A responsibility for each body; any string gives a list, unread words give items with remarks.
    """
    found = _bodies(text, as_of)
    return [_by_legend(body, legend, as_of) for body in found] if legend else list(found)


def _by_legend(body: Responsibility, legend: Mapping[str, str], as_of: date) -> Responsibility:
    expansion = legend.get(body.mention_text)
    if expansion is None:
        return body
    named = _bodies(expansion, as_of)
    if len(named) == 1 and named[0].agency_id:
        return replace(body, agency_id=named[0].agency_id, findings=())
    message = f"The document's legend says {expansion}, which names no body of the registry."
    return replace(body, agency_id=None, findings=(Remark(code="unknown_agency", message=message),))


# a merged cell is read for each of its rows, and a plan names the same bodies in row after row
@lru_cache(maxsize=1024)
def _bodies(text: str, as_of: date) -> tuple[Responsibility, ...]:
    found = _read(text, as_of, inside_brackets=False)
    if not found and any(map(str.isalpha, text)):
        # nothing but words that stand beside bodies: `келісім бойынша`, `барлық`
        found.append(_no_body(_tidy(text)))
    return tuple(found)


def _read(text: str, as_of: date, *, inside_brackets: bool) -> list[Responsibility]:
    found: list[Responsibility] = []
    all_by_consent = False
    for item in items(text, as_of):
        content = [unit for unit in item if unit.kind in CONTENT]
        notes = [unit for unit in item if unit.kind == NOTE]
        all_by_consent = all_by_consent or _heads_the_list(item)
        read: list[Responsibility] = []
        if content:
            read = _read_item(text, item, content)
        elif notes and inside_brackets:
            read = [_no_body(_tidy(text[note.start : note.end])) for note in notes]
        elif notes:
            # an item wholly in brackets: `ҰЭМ, (ІІМ)`
            for note in notes:
                read += _read(text[note.start + 1 : note.end - 1], as_of, inside_brackets=True)
        elif found:
            _attach(item, found)
        found += [replace(one, is_by_consent=True) for one in read] if all_by_consent else read
        if item[-1].kind == BREAK:
            all_by_consent = False
    return found


def _read_item(text: str, item: list[Unit], content: list[Unit]) -> list[Responsibility]:
    """The bodies of one item: none of its words may be left unread, or the whole item is unknown."""
    bodies = [
        (place, unit.spot) for place, unit in enumerate(item) if unit.spot is not None and unit.kind == BODY
    ]
    if not bodies or content[0].kind == HEAD or any(unit.kind == WORDS for unit in content):
        return [_unknown(text, item, content)]
    if _is_unit_of_ministry([spot for _, spot in bodies]):
        whole = bodies[-1][1]._replace(text=text[bodies[0][1].start : bodies[-1][1].end])
        return _responsibilities(whole, item, ())
    if len(content) == 1:
        return _responsibilities(bodies[0][1], item, ())
    found: list[Responsibility] = []
    for number, (place, spot) in enumerate(bodies):
        # remarks before the first body are its own; later ones belong to the body that they follow
        own = item[place if number else 0 : bodies[number + 1][0] if number + 1 < len(bodies) else len(item)]
        heads = [unit for unit in own if unit.kind == HEAD]
        mention = spot._replace(text=text[spot.start : heads[-1].end]) if heads else spot
        remarks: tuple[Remark, ...] = ()
        if number and INSTRUMENTAL not in (bodies[number - 1][1].case, spot.case):
            message = f"Nothing parts {_tidy(mention.text)} from the body before it"
            remarks = (Remark(code="agency_separator_missing", message=message),)
        found += _responsibilities(mention, own, remarks)
    return found


def _responsibilities(spot: Spot, own: list[Unit], remarks: tuple[Remark, ...]) -> list[Responsibility]:
    mention = _tidy(spot.text)
    by_consent, coordinates = _has(own, CONSENT), _has(own, COORDINATOR)
    for unit in own:
        if unit.kind == NOTE and not (unit.spot and set(unit.spot.readings) <= set(spot.readings)):
            message = f"The words in brackets beside {mention} were not understood"
            remarks += (Remark(code="agency_note_not_understood", message=message),)
    return [
        Responsibility(
            agency_id=reading.agency_id,
            mention_text=mention,
            is_by_consent=by_consent,
            is_coordinator=coordinates,
            findings=(*_about(mention, reading.remark), *remarks),
        )
        for reading in spot.readings
    ]


def _unknown(text: str, item: list[Unit], content: list[Unit]) -> Responsibility:
    first, last = item.index(content[0]), len(item) - 1 - item[::-1].index(content[-1])
    # quotes around the first and last word belong to the name
    while first and item[first - 1].mark in _QUOTES:
        first -= 1
    while last + 1 < len(item) and item[last + 1].mark in _QUOTES:
        last += 1
    mention = _words_without_remarks(text, item[first : last + 1])
    candidates = tuple(
        reading.agency_id
        for unit in content
        if unit.spot
        for reading in unit.spot.readings
        if reading.agency_id
    )
    unknown = _no_body(mention, candidates)
    return replace(unknown, is_by_consent=_has(item, CONSENT), is_coordinator=_has(item, COORDINATOR))


def _no_body(mention: str, candidates: tuple[str, ...] = ()) -> Responsibility:
    message = f"No body of the registry is named {mention}"
    remark = Remark(code="unknown_agency", message=message, candidates=candidates)
    return Responsibility(
        agency_id=None, mention_text=mention, is_by_consent=False, is_coordinator=False, findings=(remark,)
    )


def _words_without_remarks(text: str, units: list[Unit]) -> str:
    pieces: list[str] = []
    start = units[0].start
    for unit in units:
        if unit.kind in (CONSENT, COORDINATOR):
            pieces.append(text[start : unit.start])
            start = unit.end
    return _tidy(" ".join([*pieces, text[start : units[-1].end]]))


def _attach(item: list[Unit], found: list[Responsibility]) -> None:
    """Gives a remark that a comma parts from its body (`ОСК, (келісім бойынша)`) to that body's mention."""
    mention = found[-1].mention_text
    place = len(found) - 1
    while place >= 0 and found[place].mention_text == mention:
        one = found[place]
        found[place] = replace(
            one,
            is_by_consent=one.is_by_consent or _has(item, CONSENT),
            is_coordinator=one.is_coordinator or _has(item, COORDINATOR),
        )
        place -= 1


def _heads_the_list(item: list[Unit]) -> bool:
    """Whether the item begins with `келісім бойынша:`, said of all bodies that follow."""
    kinds = [unit.kind for unit in item[:2]]
    return kinds[:1] == [CONSENT] and len(item) > 1 and item[1].mark == ":"


def _is_unit_of_ministry(spots: list[Spot]) -> bool:
    """Whether two bodies side by side are one: a committee named after its ministry (`ҰЭМ СК`)."""
    ids = [reading.agency_id for spot in spots for reading in spot.readings]
    types = [agencies_by_id()[agency_id].agency_type if agency_id else "" for agency_id in ids]
    return types == ["ministry", "committee"]


def _about(mention: str, remark: Remark | None) -> tuple[Remark, ...]:
    return () if remark is None else (replace(remark, message=f"{mention}: {remark.message}"),)


def _has(units: list[Unit], kind: str) -> bool:
    return kind in [unit.kind for unit in units]


def _tidy(words: str) -> str:
    return words if words.isalnum() else _BLANK_BEFORE.sub("", _BLANKS.sub(" ", words)).strip()
