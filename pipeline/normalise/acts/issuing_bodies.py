"""Who issued an act: its id for ids and URIs, and its name in the nominative.

Heads print the body in the genitive and the country without it (`Қазақстан Республикасы Үкіметінің …
қаулысы`), where the body calls itself `Қазақстан Республикасының Үкіметі`; ministers issue what ids give to
their ministry.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from pipeline.normalise.bodies.find_bodies import find_agencies
from pipeline.registry.act_words import IssuingBody, act_words
from pipeline.registry.agencies import agencies_by_id
from pipeline.registry.kazakh import kazakh_words


@cache
def country_pattern() -> re.Pattern[str]:
    """The country's name or its short form, in any case; `Шығыс Қазақстан облысы` names a region."""
    words = act_words()
    places = "|".join(words.place_kinds)
    return re.compile(rf"\b(?:{'|'.join(words.country)})\w*(?!\w)(?!\s+(?:{places}))", re.IGNORECASE)


def body_code(body_text: str, as_of: dt.date | None) -> str | None:
    """The issuing body in ids: an agency's id where the registry has one, else its kind.

    Args:
        body_text: the words for the body.
        as_of: the act's day, by which a ministry's name is read.
    """
    lowered = body_text.lower()
    kinds = [body for body in act_words().issuing_bodies if any(stem in lowered for stem in body.stems)]
    if kinds and kinds[0].local:
        return _local_code(lowered, kinds[0])
    known = [body for body in find_agencies(body_text, as_of) if body.agency_id] if as_of else []
    if known:
        # `… министрлігі Автомобиль жолдары комитетінің`: the act is not the ministry's
        rest = lowered[known[-1].end :]
        below = next((body for body in kinds if any(stem in rest for stem in body.stems)), None)
        return below.code if below else known[-1].agency_id
    if kinds:
        return kinds[0].code
    # a law names the republic and nothing else: it is the parliament's
    words = country_pattern().sub("", lowered, count=1).split()
    return act_words().law_giver if len(words) <= 1 and words != lowered.split() else None


def _local_code(lowered: str, body: IssuingBody) -> str:
    """A local body's id with its place, since every district has one: `koktal-district-maslikhat`."""
    words = act_words()
    parts: list[str] = []
    for word in re.findall(r"[^\W\d_]+", lowered):
        if any(word.startswith(stem) for stem in body.stems):
            break
        kind = next((code for stem, code in words.local_places.items() if word.startswith(stem)), None)
        parts.append(kind or word.translate(str.maketrans(dict(words.transliteration))))
    return "-".join([*parts, body.code])


def body_name(body_text: str, code: str | None) -> str:
    """The issuing body in the nominative: `Үкіметінің` becomes `Үкіметі`.

    Args:
        body_text: the words for the body in their printed case.
        code: its id; where the registry's name ends in the same word, that name is given in full.
    """
    words = body_text.split()
    for ending in kazakh_words().case_endings["genitive"]:
        if words and words[-1].endswith(ending):
            words[-1] = words[-1].removesuffix(ending)
            break
    agency = agencies_by_id().get(code) if code else None
    if agency is not None and words and agency.name_kk.split()[-1] == words[-1]:
        return agency.name_kk
    return " ".join(words)
