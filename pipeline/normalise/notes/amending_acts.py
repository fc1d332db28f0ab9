"""The second half of a note of amendment: the amending acts with their days, numbers and kinds.

One note lists several acts and prints what they share once: `ҚР Үкіметінің 27.10.2014 № 1139; 30.12.2014 №
1401 (ресми жарияланған күнінен бастап қолданысқа енгізіледі) қаулыларымен`. The body is that of the act
before, the kind stands after the last, and brackets belong to the act that they follow.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache

from pipeline.normalise.notes.actions import find_actions
from pipeline.normalise.notes.taking_effect import plain_effect, speaks_of_effect
from pipeline.normalise.text.enclosed import Enclosed
from pipeline.normalise.text.printed_dates import find_dates
from pipeline.registry.act_words import act_words
from pipeline.registry.calendar import load_calendar
from pipeline.registry.finding_kinds import Remark
from pipeline.registry.kazakh import kazakh_words


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedAct:
    """An act as a note cites it.

    Attributes:
        start: code point offset of its date.
        end: offset after its number, its brackets not included.
        date: null where the words do not tell it, with a remark.
        number: as printed, without the number sign.
        act_type: the published code of the kind of act, null if no kind follows.
        type_start, type_end: offsets of the word for the kind, or `end`.
        effect: the words in the brackets that follow it, without them.
        effect_start, effect_end: offsets of these words.
        remarks: what was not understood.
    """

    start: int
    end: int
    date: dt.date | None
    number: str | None
    act_type: str | None = None
    type_start: int = 0
    type_end: int = 0
    effect: str | None = None
    effect_start: int = 0
    effect_end: int = 0
    remarks: tuple[Remark, ...] = ()


@cache
def _number_pattern() -> re.Pattern[str]:
    """№ 1139 | N 829 | № 150аз | № 5-НҚ | № 269-V | № ҚР ДСМ-20 | № 12/3 | № 5С-23-2; not № 1139 - ҚР ….

    A number that goes on in a way not known here is none; the word for the kind may hang on it by mistake.
    """
    kinds = "|".join(stem for act in act_words().act_types for stem in act.stems)
    return re.compile(
        rf"""
        \s{{0,2}},?\s{{0,2}} (?:№|N[o°º]?\.?) \s{{0,2}}
        (?P<number>
            (?:ҚР\s?-?\s?)? (?:[^\W\d_]{{1,8}}\s?[-/]\s?)?
            \d{{1,6}} (?:[^\W\d_]{{1,3}}(?!\w))?
            (?:(?:[-/]\s?|\s[-/](?=\S))(?!ҚР\s\w{{4}}|(?:{kinds}))\w{{1,8}}(?!\w)){{0,4}} (?:\sҚРЗ)?
        ) (?! [./-]?\d | \s?/ | [-/](?!(?:{kinds}))\w )
        """,
        re.VERBOSE,
    )


_WORD = re.compile(r"\w{2,}")


@cache
def _joining() -> frozenset[str]:
    return frozenset(word for word, meaning in load_calendar().words.items() if meaning.kind == "and")


@cache
def _type_pattern() -> re.Pattern[str]:
    """The word for the kind of act in the instrumental, or before "according to": қаулысымен."""
    stems = "|".join(stem for act in act_words().act_types for stem in act.stems)
    plural = "|".join(kazakh_words().plural_endings)
    grounds = "|".join(act_words().ground_words)
    return re.compile(
        rf"\b(?P<stem>{stems})(?P<plural>(?:{plural})\w*)?\w*(?:(?<=[мбп]ен)\b|\s(?:{grounds})\b)",
        re.IGNORECASE,
    )


def act_type_of(stem: str) -> str | None:
    """The published code of the kind of act that a word begins with, null if it is no such word."""
    lowered = stem.lower()
    for act in act_words().act_types:
        if lowered.startswith(act.stems):
            return act.act_type
    return None


def number_after(text: str, offset: int) -> tuple[str, int] | None:
    """The act's number that stands at an offset, without its sign, and the offset after it."""
    match = _number_pattern().match(text, offset)
    return (re.sub(r"\s?([-/])\s?", r"\1", match["number"]), match.end()) if match else None


def find_cited_acts(text: str, outside: str, brackets: list[Enclosed], *, most: int) -> list[CitedAct] | None:
    """The acts that a note cites, in order.

    Args:
        text: the note.
        outside: the note with brackets and quotes blanked, offset for offset.
        brackets: the note's round brackets.
        most: how many acts a note can cite.

    Returns:
        The acts, or null if there are more than a note can cite.
    """
    acts: list[CitedAct] = []
    for date in find_dates(outside):
        if date.starts_something:
            continue
        if len(acts) == most:
            return None
        numbered = number_after(outside, date.end)
        if numbered is None and acts and speaks_of_effect(outside[acts[-1].end : date.start]):
            continue  # … қолданысқа енгізіледі, бірақ 01.01.2016 ерте емес
        remarks = (date.remark,) if date.remark else ()
        if numbered is None:
            message = f"No number follows the act's date: {text[date.start : date.end].strip()}."
            remarks = (*remarks, Remark(code="amendment_incomplete", message=message))
        number, end = numbered or (None, date.end)
        acts.append(CitedAct(start=date.start, end=end, date=date.value, number=number, remarks=remarks))
    return _with_effects(_with_types(acts, outside), text, outside, brackets)


def _with_types(acts: list[CitedAct], outside: str) -> list[CitedAct]:
    """Gives each act the kind that follows it, or follows the acts that it is listed with."""
    kinds = list(_type_pattern().finditer(outside))
    starts = [kind.start() for kind in kinds]
    typed = []
    for place, act in enumerate(acts):
        nearest = bisect_left(starts, act.end)
        kind = kinds[nearest] if nearest < len(kinds) else None
        following = acts[place + 1].start if place + 1 < len(acts) else len(outside)
        if kind and kind.start() > following and not kind["plural"]:
            # "Жарлығымен" speaks of one act: it is shared only by acts of the same body
            names_body = any(
                word.lower() not in _joining() for word in _WORD.findall(outside, act.end, following)
            )
            kind = None if names_body else kind
        if kind is None:
            message = "No kind of act (decree, resolution, order …) follows the amending act."
            remark = Remark(code="amendment_incomplete", message=message)
            typed.append(replace(act, type_start=act.end, type_end=act.end, remarks=(*act.remarks, remark)))
        else:
            act_type = act_type_of(kind["stem"])
            typed.append(replace(act, type_start=kind.start(), type_end=kind.end(), act_type=act_type))
    return typed


def _with_effects(acts: list[CitedAct], text: str, outside: str, brackets: list[Enclosed]) -> list[CitedAct]:
    """Gives each act the words on when it took effect: in brackets after it, or after its kind."""
    effects = []
    starts = [bracket.start for bracket in brackets]
    for place, act in enumerate(acts):
        until = acts[place + 1].start if place + 1 < len(acts) else len(text)
        effect, start, end, remarks = None, 0, 0, act.remarks
        for bracket in brackets[bisect_left(starts, act.end) : bisect_left(starts, until)]:
            words = text[bracket.start + 1 : bracket.end - 1].strip()
            if effect is None and speaks_of_effect(words):
                effect, start, end = words, bracket.start + 1, bracket.end - 1
            elif words:
                message = f"The words in brackets after the amending act were not understood: {words}."
                remarks = (*remarks, Remark(code="amendment_incomplete", message=message))
        if effect is None and act.type_end <= until:
            plain = plain_effect(outside[act.type_end : until])
            if plain is not None and not find_actions(outside[act.type_end : until]):
                start, end = act.type_end + plain[0], act.type_end + plain[1]
                effect = text[start:end]
        effects.append(replace(act, effect=effect, effect_start=start, effect_end=end, remarks=remarks))
    return effects
