"""A document's own legend of abbreviations: `ИДМ – Индустрия және даму министрлігі;`.

A legend may hold several entries in one paragraph, parted by semicolons or, carelessly, by commas; its head
stands before the first. It says what the document itself means by its letters, so it is asked before the
registry; where the registry reads the same letters as another body on that day, a finding says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import regex as re

from pipeline.normalise.bodies.find_bodies import Legend, NameReading, spots
from pipeline.normalise.bodies.name_tokens import WORD, name_words, tokenize
from pipeline.normalise.bodies.name_tree import NameTree
from pipeline.registry.finding_kinds import Remark
from pipeline.registry.loading import by_language
from pipeline.registry.outline_words import outline_words

# a legend's labels with their expansions, sorted: hashable, as readings are kept
Labels = tuple[tuple[str, str], ...]

_LABEL = r"(?=[^–—;:]*\p{Lu})[^–—;:\s*][^–—;:]{0,45}?"
_DASH = r"(?:\s?[–—]\s?|\s-\s)"
_ENTRY = re.compile(rf"[*\s]*(?P<label>{_LABEL}){_DASH}(?P<expansion>\S.*)", re.DOTALL)
# `…, ЭМ – Экономика министрлігі`: a semicolon, or a comma before letters that only a label can be
_NEXT = re.compile(rf";|,\s+(?=(?:[«\"]?\p{{Lu}}[\p{{Lu}}\d«»\"-]+\s?){{1,4}}{_DASH}\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviation:
    """A label and what the document says it means, both as printed; `index` is the entry's printed text's."""

    label: str
    expansion: str
    index: int


@by_language()
def _head_pattern() -> re.Pattern[str]:
    words = outline_words()
    marks, legend = "|".join(words.note), "|".join(word.replace(" ", r"\s+") for word in words.legend)
    return re.compile(
        rf"(?:(?:{marks})\s*[.:]\s*)?(?:[^:;–—]{{0,50}}?\b(?:{legend})[^:;–—]{{0,50}}(?:[:–—]|$))?\s*",
        re.IGNORECASE,
    )


def parse_legend(texts: Iterable[str]) -> tuple[list[Abbreviation], list[Remark]]:
    """The entries of a legend in printed order, from its paragraphs or lines, and what was not understood."""
    found: list[Abbreviation] = []
    remarks: list[Remark] = []
    for index, text in enumerate(texts):
        own = _head_pattern().sub("", text, count=1)
        for words in filter(None, (part.strip(" .,") for part in _NEXT.split(own))):
            entry = _ENTRY.fullmatch(words)
            if entry is None:
                message = f"In the legend of abbreviations: {words}"
                remarks.append(Remark(code="legend_not_understood", message=message))
            else:
                label, expansion = entry["label"].strip(), entry["expansion"].strip()
                found.append(Abbreviation(label=label, expansion=expansion, index=index))
    return found, remarks


@by_language(maxsize=64)
def legend_of(labels: Labels, as_of: date) -> Legend | None:
    """The legend as `spots` reads it; None where it has no labels."""
    entries = [(label, _reading(label, expansion, as_of)) for label, expansion in labels if name_words(label)]
    tree = NameTree.of({label: [label] for label, _ in entries})
    return Legend(tree=tree, readings=dict(entries)) if entries else None


def _reading(label: str, expansion: str, as_of: date) -> NameReading:
    meant, registered = _whole(expansion, as_of), _whole(label, as_of)
    known = registered.candidates if registered else ()
    agency_id = meant.agency_id if meant else None
    remark = meant.remark if meant else None
    if agency_id is None:
        message = f"The document's legend says {expansion}, which names no body of the registry"
        remark = Remark(code="unknown_agency", message=message, candidates=known)
    elif known and agency_id not in known:
        message = f"The document's legend says {expansion}, but by the registry the letters are {known[0]}"
        remark = Remark(code="agency_legend_contradiction", message=message, candidates=(agency_id, *known))
    return NameReading(agency_id=agency_id, remark=remark, expansion=expansion)


def _whole(words: str, as_of: date) -> NameReading | None:
    """What words name that are the name of one body and nothing more."""
    tokens = tokenize(words)
    found = spots(words, tokens, as_of)
    readings = [reading for spot in found for reading in spot.readings]
    if len(readings) != 1:
        return None
    outside = [*tokens[: found[0].first], *tokens[found[0].last + 1 :]]
    return None if any(token.kind == WORD for token in outside) else readings[0]
