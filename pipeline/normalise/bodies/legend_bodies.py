"""Reads bodies by a document's own legend: `ҚДМ – Қоғамдық даму министрлігі`.

A legend says what the document itself means by its letters, so it is asked before the registry. Where the
registry reads the same letters as another body on that day, a finding says so.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from pipeline.normalise.bodies.body_tokens import WORD, name_words, tokenize
from pipeline.normalise.bodies.find_bodies import Legend, Reading, spots
from pipeline.normalise.bodies.name_tree import NameTree
from pipeline.registry.finding_kinds import Remark

# a legend's labels with their expansions, sorted: hashable, as readings are kept
Labels = tuple[tuple[str, str], ...]


@lru_cache(maxsize=64)
def legend_of(labels: Labels, as_of: date) -> Legend | None:
    """The legend as `spots` reads it; None where it has no labels."""
    tree = NameTree()
    readings: dict[str, Reading] = {}
    for label, expansion in labels:
        if name_words(label):
            tree.add(label, label)
            readings[label] = _reading(label, expansion, as_of)
    return Legend(tree=tree, readings=readings) if readings else None


def _reading(label: str, expansion: str, as_of: date) -> Reading:
    meant, registered = _whole(expansion, as_of), _whole(label, as_of)
    agency_id = meant.agency_id if meant else None
    known = _candidates(registered)
    if agency_id is None:
        message = f"The document's legend says {expansion}, which names no body of the registry"
        remark = Remark(code="unknown_agency", message=message, candidates=known)
    elif known and agency_id not in known:
        message = f"The document's legend says {expansion}, but by the registry the letters are {known[0]}"
        remark = Remark(code="agency_legend_contradiction", message=message, candidates=(agency_id, *known))
    else:
        return Reading(agency_id=agency_id, remark=meant.remark if meant else None, expansion=expansion)
    return Reading(agency_id=agency_id, remark=remark, expansion=expansion)


def _whole(words: str, as_of: date) -> Reading | None:
    """What words name that are the name of one body and nothing more."""
    tokens = tokenize(words)
    found = spots(words, tokens, as_of)
    if len(found) != 1 or len(found[0].readings) != 1:
        return None
    (spot,) = found
    outside = [*tokens[: spot.first], *tokens[spot.last + 1 :]]
    return None if any(token.kind == WORD for token in outside) else spot.readings[0]


def _candidates(reading: Reading | None) -> tuple[str, ...]:
    if reading is None:
        return ()
    if reading.agency_id is not None:
        return (reading.agency_id,)
    return reading.remark.candidates if reading.remark else ()
