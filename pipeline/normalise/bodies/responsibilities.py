"""Makes responsibilities of what was found: registered bodies, persons, and bodies no one registered.

A body that is in no registry is still known for what it is: `ҰЭМ … комитеті` is a committee of that
ministry. It has no id, its words say the rest, and a finding reports it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import regex

from pipeline.normalise.bodies.described_names import describe_name
from pipeline.normalise.bodies.find_bodies import BodySpot, NameReading, read_name
from pipeline.normalise.bodies.kinds import Described
from pipeline.normalise.bodies.known_bodies import akim_of, akimat_of, is_one_of_many, known
from pipeline.normalise.bodies.name_tokens import NameToken, tokenize
from pipeline.normalise.bodies.nouns import (
    AGENCY,
    AKIM,
    COMMITTEE,
    DEPARTMENT,
    GROUP,
    LOCAL_OFFICE,
    MINISTRY,
    PERSON,
    POST,
)
from pipeline.normalise.text.letters import folded
from pipeline.registry.cell_words import body_words
from pipeline.registry.finding_kinds import Remark
from pipeline.registry.language_words import stem
from pipeline.registry.loading import by_language

# the contract's normal form: no blank before , . ; : ) » nor after ( «
_BLANKS = regex.compile(r"\s++")
_BLANK_BEFORE = regex.compile(r"\s++(?=[,.;:)»])|(?<=[(«])\s++")
_WITH_SUBJECT = (MINISTRY, AGENCY, COMMITTEE)
_PARTS = (COMMITTEE, DEPARTMENT, LOCAL_OFFICE, POST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """A body that answers for a measure.

    Attributes:
        agency_id: the body; None only with a remark.
        mention_text: the printed words that name it, without the remarks next to it; a mention of several
            bodies stands with each of them.
        is_by_consent: `келісім бойынша` is printed next to it.
        is_coordinator: `жинақтау`, `жауапты`, `үйлестіруші` or the like is printed next to it.
        findings: what was not understood, or not surely.
        body_kind: what it is, a code of `body_kind`; None where neither the registry nor the words say.
        parent_agency_id: the registered body that it is a part of.
        place_text: the place that its words name, without the word for its level.
        level: the level of that place, or of the body; a code of `body_level`.
        subject_text: the words for what it is about: `білім` of a department of education.
    """

    agency_id: str | None
    mention_text: str
    is_by_consent: bool = False
    is_coordinator: bool = False
    findings: tuple[Remark, ...] = ()
    body_kind: str | None = None
    parent_agency_id: str | None = None
    place_text: str | None = None
    level: str | None = None
    subject_text: str | None = None


def read_spot(spot: BodySpot) -> list[Responsibility]:
    """The bodies of one place that names bodies."""
    mention = tidy(spot.text)
    return [_read(mention, reading) for reading in spot.readings]


def person(mention: str) -> Responsibility:
    """A person among the executors."""
    message = f"A person is named among the executors: {mention}"
    return _unknown(mention, message, code="executor_is_person", body_kind=PERSON)


def nameless(mention: str) -> Responsibility:
    """Words that name no body."""
    return _unknown(mention, f"No body of the registry is named {mention}")


def _unknown(
    mention: str,
    message: str,
    *,
    code: str = "unknown_agency",
    candidates: tuple[str, ...] = (),
    **said: Any,  # noqa: ANN401 - what the words say of it: fields of a responsibility
) -> Responsibility:
    remark = Remark(code=code, message=message, candidates=candidates)
    return Responsibility(agency_id=None, mention_text=mention, findings=(remark,), **said)


def unit_of_ministry(ministry: BodySpot, unit: BodySpot) -> list[Responsibility] | None:
    """A committee named after its ministry (`ҰЭМ СК`), with the words of both; None for any other pair."""
    (above,), (below,) = ministry.readings, unit.readings
    if below.agency_id is None or known(below.agency_id).kind != COMMITTEE:
        return None
    if known(below.agency_id).parent_id in above.candidates:
        return read_spot(unit)
    if above.agency_id is None or known(above.agency_id).kind not in (MINISTRY, AGENCY):
        return None
    # by the registry the committee is another ministry's: which of the two is meant is not said
    mention = tidy(unit.text)
    message = f"{mention}: the registry has {below.agency_id}, but not under {above.agency_id}"
    candidates = (below.agency_id, above.agency_id)
    return [_unknown(mention, message, candidates=candidates, body_kind=COMMITTEE)]


def unregistered(
    text: str,
    mention: str,
    words: list[NameToken],
    parent: BodySpot | None,
    candidates: tuple[str, ...],
    as_of: date,
) -> list[Responsibility]:
    """The bodies of a name that the registry has not, by their own words.

    One of a list of places may be registered all the same: `Семей, Алматы қалаларының әкімдері`.

    Args:
        text: the cell.
        mention: the name as printed.
        words: the name's tokens.
        parent: the registered body that begins the name, if one does.
        candidates: all bodies that are named inside the name.
        as_of: the day as of which names are read.
    """
    above = parent.readings[0] if parent and len(parent.readings) == 1 else None
    found: list[Responsibility] = []
    for said in describe_name(words, parent_tokens=parent.last - parent.first + 1 if parent else 0):
        registered = akim_of(said.level, _slice(text, said.place)) if said.kind == AKIM else None
        if registered is not None and not candidates:
            found.append(_read(mention, read_name((registered,), as_of)))
        else:
            found.append(_described(text, mention, said, above, candidates))
    return found


def _described(
    text: str, mention: str, said: Described, above: NameReading | None, candidates: tuple[str, ...]
) -> Responsibility:
    # a remark inside a name is no part of its mention, and words around it are none of its subject
    place, subject = (
        part if part and part in mention else None
        for part in (_slice(text, said.place), _slice(text, said.subject))
    )
    kind, level = said.kind, said.level
    if kind is None and candidates and all(known(each).kind == GROUP for each in candidates):
        # some of a class: `облыстағы жоғары оқу орындары`
        kind = GROUP
    parent = above.agency_id if above and kind in _PARTS else None
    doubts = _about(mention, above.remark) if above and parent else ()
    if parent is None and kind in (DEPARTMENT, LOCAL_OFFICE) and not candidates and _is_akimats(subject):
        parent = akimat_of(level, place)
    if level is None and parent is not None and kind in (COMMITTEE, DEPARTMENT):
        level = known(parent).level
    one = nameless(mention)
    if parent is not None and kind != POST:
        message = f"{mention} is no body of the registry, but a part of {parent}"
        one = _unknown(mention, message, code="agency_part_of_known")
    elif candidates:
        one = _unknown(mention, one.findings[0].message, candidates=candidates)
    return replace(
        one,
        findings=(*one.findings, *doubts),
        body_kind=kind,
        parent_agency_id=parent,
        place_text=place,
        level=level,
        subject_text=subject,
    )


# a plan names the same bodies in row after row
@by_language(maxsize=4096)
def _read(mention: str, reading: NameReading) -> Responsibility:
    findings = _about(mention, reading.remark)
    if reading.agency_id is None:
        return _unread(mention, reading, findings)
    about = known(reading.agency_id)
    if is_one_of_many(mention, reading.agency_id):
        message = f"{mention} is one of {reading.agency_id}, and the words do not say which"
        candidates = (reading.agency_id,)
        return _unknown(mention, message, candidates=candidates, body_kind=about.kind, level=about.level)
    subject = None
    if about.kind in _WITH_SUBJECT:
        described = describe_name(tokenize(mention))
        subject = _slice(mention, described[0].subject) if len(described) == 1 else None
    return Responsibility(
        agency_id=reading.agency_id,
        mention_text=mention,
        findings=findings,
        body_kind=about.kind,
        parent_agency_id=about.parent_id,
        place_text=_printed_place(mention, about.place_names),
        level=about.level,
        subject_text=subject,
    )


def _unread(mention: str, reading: NameReading, findings: tuple[Remark, ...]) -> Responsibility:
    """A name whose body is not known or not sure: its kind by its words, or by all that it may be."""
    described = describe_name(tokenize(reading.expansion or mention))
    # of several places in one list it is not said which of them has no body
    said = described[0] if len(described) == 1 else Described()
    kinds = {each.kind for each in described if each.kind}
    kinds = kinds or {known(each).kind for each in reading.candidates}
    return Responsibility(
        agency_id=None,
        mention_text=mention,
        findings=findings,
        body_kind=kinds.pop() if len(kinds) == 1 else None,
        place_text=_slice(mention, said.place) if reading.expansion is None else None,
        level=said.level,
    )


def _about(mention: str, remark: Remark | None) -> tuple[Remark, ...]:
    return () if remark is None else (replace(remark, message=f"{mention}: {remark.message}"),)


def _printed_place(mention: str, names: tuple[str, ...]) -> str | None:
    for name in names:
        at = mention.lower().find(name.lower())
        if at >= 0:
            return mention[at : at + len(name)]
    stems = {stem(name) for name in names}
    declined = (token for token in tokenize(mention) if stem(token.fold) in stems)
    return next((mention[token.start : token.end] for token in declined), None)


def _is_akimats(subject: str | None) -> bool:
    return subject is not None and folded(subject).startswith(body_words().akimat_subjects)


def _slice(text: str, span: tuple[int, int] | None) -> str | None:
    return None if span is None else tidy(text[span[0] : span[1]])


def tidy(words: str) -> str:
    """Words in the contract's normal form."""
    return _BLANK_BEFORE.sub("", _BLANKS.sub(" ", words)).strip()
