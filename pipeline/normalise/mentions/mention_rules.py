"""What running text names: acts, bodies, amounts, days and places, each rule with values and exact offsets.

The rules overlap on purpose (`Қазақстан Республикасы Үкіметінің 2013 жылғы 31 қаңтардағы № 78 қаулысы`
holds a body, a day and a place): the order of `RULES` says which reading wins, the act before what it is
made of. They ask for no tokens of spaCy, which takes longer to import than all else together: a run does
without it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.normalise.acts.act_references import find_act_references, find_named_acts
from pipeline.normalise.bodies.find_bodies import find_agencies
from pipeline.normalise.costs.money import readings_of
from pipeline.normalise.mentions.mention_dates import find_date_spans
from pipeline.registry.cell_words import place_names
from pipeline.registry.language_words import language_words, stem
from pipeline.registry.loading import by_language
from pipeline.registry.word_orders import word_order


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A named thing at `[start, end)` of a text in code points; the fields are columns of `mentions`.

    `label` is AGENCY, DATE, LEGAL_ACT, PLACE or AMOUNT. `value` is the agency id; the day in EDTF; an act's
    day and number as `2012-11-28/438`, or its day alone; a place's ISO 3166 code; an amount in tenge as
    `12500000 KZT`; null where the words do not say one.
    """

    start: int
    end: int
    label: str
    text: str
    value: str | None


Rule = Callable[[str, dt.date], Iterator[Mention]]


def legal_acts(text: str, as_of: dt.date) -> Iterator[Mention]:  # noqa: ARG001 - rules share one form
    """Acts cited by their day, with the title before them, and acts named by title or name alone."""
    dated: list[Mention] = []
    for reference in find_act_references(text):
        title = reference.start if reference.title_start is None else reference.title_start
        day = reference.date.isoformat() if reference.date else None
        value = f"{day}/{reference.number}" if day and reference.number else day
        dated.append(_mention(text, min(title, reference.start), reference.end, "LEGAL_ACT", value))
    yield from dated
    for start, end in find_named_acts(text):
        # a title's act that has a day is one act
        if all(end <= act.start or act.end <= start for act in dated):
            yield _mention(text, start, end, "LEGAL_ACT", None)


def agencies(text: str, as_of: dt.date) -> Iterator[Mention]:
    """Bodies as of a day; bodies named together share their place."""
    for body in find_agencies(text, as_of):
        yield _mention(text, body.start, body.end, "AGENCY", body.agency_id)


@by_language()
def _amount_pattern() -> re.Pattern[str]:
    """An amount of money: 12 500 мың теңге, 2,5 млн. теңге."""
    words = language_words()
    multipliers = "|".join(words.multipliers)
    return re.compile(
        rf"""
        (?<![\w.,])
        (?P<number>\d{{1,3}}(?:[ ]\d{{3}}){{1,5}}(?:[.,]\d{{1,6}})?|\d{{1,15}}(?:[.,]\d{{1,6}}){{0,4}})
        (?:\s?(?P<multiplier>{multipliers})\w{{0,4}}\.?)? \s? {words.currency}\w{{0,8}}
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def amounts(text: str, as_of: dt.date) -> Iterator[Mention]:  # noqa: ARG001
    """Amounts of money in tenge."""
    if language_words().currency not in text.lower():
        return
    for match in _amount_pattern().finditer(text):
        multiplier = language_words().multipliers.get((match["multiplier"] or "").lower(), 1)
        readings = readings_of(match["number"])
        value = f"{(readings[0] * multiplier).normalize():f} KZT" if len(readings) == 1 else None
        yield _mention(text, match.start(), match.end(), "AMOUNT", value)


def dates(text: str, as_of: dt.date) -> Iterator[Mention]:  # noqa: ARG001
    """Days, months, years and their ranges."""
    for span in find_date_spans(text):
        yield _mention(text, span.start, span.end, "DATE", span.edtf)


_LOOK_BACK = 60  # characters before a place in which its owner stands
# a place in these cases is no part of a name
_CASES_OF_PLACE = ("locative", "ablative", "dative", "attributive", "instrumental")


def places(text: str, as_of: dt.date) -> Iterator[Mention]:  # noqa: ARG001
    """The country, its regions and cities, and places with the word for their kind; not in a body's name."""
    names = place_names()
    lying = tuple(ending for case in _CASES_OF_PLACE for ending in language_words().case_endings[case])
    countries = dict.fromkeys(names.country.names, names.country.code)
    tables = {"country": countries, "region": names.regions, "city": names.cities}
    for match in word_order("place").finditer(text):
        if word_order("place_owner_before").search(text, max(0, match.start() - _LOOK_BACK), match.start()):
            continue  # Закон Республики Казахстан
        if not match[0].endswith(lying) and word_order("place_owner").match(text, match.end()):
            continue  # Қазақстан Республикасы Заңының жобасы, Алматы облысы мәслихатының хатшысы
        value = next((code for kind, table in tables.items() if (code := _code(table, match[kind]))), None)
        if value is None and not match["other"]:
            continue  # another word with the letters of a name
        yield _mention(text, match.start(), match.end(), "PLACE", value)


def _code(table: Mapping[str, str], printed: str | None) -> str | None:
    """The code of a printed name of a place."""
    if printed is None:
        return None
    key = list(map(stem, printed.split()))
    return next((code for name, code in table.items() if list(map(stem, name.split())) == key), None)


# the earlier rule wins where two read the same words
RULES: dict[str, Rule] = {rule.__name__: rule for rule in (legal_acts, agencies, amounts, dates, places)}


def with_mentions(before: tuple[Mention, ...], rule: Rule, text: str, as_of: dt.date) -> tuple[Mention, ...]:
    """What earlier rules found, and what this rule finds where they found nothing."""
    found = list(rule(text, as_of))
    if not found:
        return before
    taken = deque(sorted((mention.start, mention.end) for mention in before))
    added = []
    for mention in found:
        while taken and taken[0][1] <= mention.start:
            taken.popleft()
        if not taken or taken[0][0] >= mention.end:
            added.append(mention)
    return (*before, *added)


# no text of a plan comes near this
_LONGEST = 100_000


def find_mentions(text: str, *, as_of: dt.date) -> list[Mention]:
    """The bodies, days, acts, places and amounts that a text as published names on a day, in order.

    They do not overlap, but for bodies named together (`облыстардың, Астана және Алматы қалаларының
    әкімдері`), which share their place.
    """
    found: tuple[Mention, ...] = ()
    for rule in RULES.values() if len(text) <= _LONGEST else ():
        found = with_mentions(found, rule, text, as_of)
    return sorted(found, key=lambda mention: (mention.start, mention.end))


def _mention(text: str, start: int, end: int, label: str, value: str | None) -> Mention:
    return Mention(start=start, end=end, label=label, text=text[start:end], value=value)
