"""Makes responsibilities of what was found: registered bodies, persons, and bodies no one registered.

A body that is in no registry is still known for what it is: `ҰЭМ … комитеті` is a committee of that
ministry. It has no id, its words say the rest, and a finding reports it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import regex

from pipeline.normalise.bodies.described_names import Described, Span, describe_name
from pipeline.normalise.bodies.find_bodies import BodySpot, NameReading, read_name
from pipeline.normalise.bodies.known_bodies import akim_of, akimat_of, is_one_of_many, known
from pipeline.normalise.bodies.name_tokens import Tokens, tokenize
from pipeline.normalise.text.letters import folded
from pipeline.registry.cell_words import body_words
from pipeline.registry.finding_kinds import Remark
from pipeline.registry.language_words import stem
from pipeline.registry.loading import by_language

# the contract's normal form: no blank before , . ; : ) » nor after ( «
_BLANKS = regex.compile(r"\s++")
_PARTS = ("committee", "department", "local_office", "post")
_BLANK_BEFORE = regex.compile(r"\s++(?=[,.;:)»])|(?<=[(«])\s++")


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """A body that answers for a measure.

    `mention_text` are the printed words that name it, without the remarks next to it; a mention of several
    bodies stands with each of them. Where it has no `agency_id`, the findings say why, and the words what it
    is: a code of `body_kind`, the registered body that it is a part of, the place without the word for its
    level, a code of `body_level`, and what it is about (`білім` of a department of education).
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


def tidy(words: str) -> str:
    """Words in the contract's normal form."""
    return _BLANK_BEFORE.sub("", _BLANKS.sub(" ", words)).strip()


def read_spot(spot: BodySpot) -> list[Responsibility]:
    """The bodies of one place that names bodies."""
    mention = tidy(spot.text)
    return [_read(mention, reading) for reading in spot.readings]


def person(mention: str) -> Responsibility:
    """A person among the executors."""
    message = f"A person is named among the executors: {mention}"
    return _unknown(mention, message, code="executor_is_person", body_kind="person")


def nameless(mention: str, candidates: tuple[str, ...] = ()) -> Responsibility:
    """Words that name no body; `candidates` are named inside them."""
    return _unknown(mention, f"No body of the registry is named {mention}", candidates=candidates)


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
    if below.agency_id is None or known(below.agency_id).kind != "committee":
        return None
    if known(below.agency_id).parent_id in above.candidates:
        return read_spot(unit)
    if above.agency_id is None or known(above.agency_id).kind not in ("ministry", "agency"):
        return None
    # by the registry the committee is another ministry's: which of the two is meant is not said
    mention = tidy(unit.text)
    message = f"{mention}: the registry has {below.agency_id}, but not under {above.agency_id}"
    candidates = (below.agency_id, above.agency_id)
    return [_unknown(mention, message, candidates=candidates, body_kind="committee")]


def unregistered(
    text: str, mention: str, words: Tokens, inside: Iterable[BodySpot], parent: BodySpot | None,
    as_of: date,
) -> Iterator[Responsibility]:  # fmt: skip
    """The bodies of a name that the registry has not, by their own words.

    `words` are its tokens, `inside` the registered bodies that it names, `parent` the one that it belongs to.
    One of a list of places may be registered all the same: `Семей, Алматы қалаларының әкімдері`.
    """
    readings = [reading for spot in inside for reading in spot.readings]
    candidates = tuple(reading.agency_id for reading in readings if reading.agency_id)
    above = parent.readings[0] if parent and len(parent.readings) == 1 else None
    for said in describe_name(words, parent_tokens=parent.last - parent.first + 1 if parent else 0):
        registered = akim_of(said.level, _slice(text, said.place)) if said.kind == "akim" else None
        if registered is not None and not candidates:
            yield _read(mention, read_name((registered,), as_of))
        else:
            yield _described(text, mention, said, above, candidates)


def _described(
    text: str, mention: str, said: Described, above: NameReading | None, candidates: tuple[str, ...]
) -> Responsibility:
    # a remark inside a name is no part of its mention, and words around it are none of its subject
    place, subject = (
        part if part and part in mention else None
        for part in (_slice(text, said.place), _slice(text, said.subject))
    )
    kind, level = said.kind, said.level
    if kind is None and candidates and all(known(each).kind == "group" for each in candidates):
        kind = "group"  # some of a class: `облыстағы жоғары оқу орындары`
    parent = (
        above.agency_id if above and kind in ("committee", "department", "local_office", "post") else None
    )
    doubts = _about(mention, above.remark) if above and parent else ()
    is_akimats = folded(subject or "").startswith(body_words().akimat_subjects)
    if parent is None and kind in ("department", "local_office") and not candidates and is_akimats:
        parent = akimat_of(level, place)
    if level is None and parent is not None and kind in ("committee", "department"):
        level = known(parent).level
    one = nameless(mention, candidates)
    if parent is not None and kind != "post":
        message = f"{mention} is no body of the registry, but a part of {parent}"
        one = _unknown(mention, message, code="agency_part_of_known")
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
    if reading.agency_id is None:
        return _unread(mention, reading)
    about = known(reading.agency_id)
    if is_one_of_many(mention, reading.agency_id):
        message = f"{mention} is one of {reading.agency_id}, and the words do not say which"
        candidates = (reading.agency_id,)
        return _unknown(mention, message, candidates=candidates, body_kind=about.kind, level=about.level)
    described = describe_name(tokenize(mention)) if about.kind in ("ministry", "agency", "committee") else []
    return Responsibility(
        agency_id=reading.agency_id,
        mention_text=mention,
        findings=_about(mention, reading.remark),
        body_kind=about.kind,
        parent_agency_id=about.parent_id,
        place_text=_printed_place(mention, about.place_names),
        level=about.level,
        subject_text=_slice(mention, described[0].subject) if len(described) == 1 else None,
    )


def _unread(mention: str, reading: NameReading) -> Responsibility:
    """A name whose body is not known or not sure: its kind by its words, or by all that it may be."""
    described = describe_name(tokenize(reading.expansion or mention))
    # of several places in one list it is not said which of them has no body
    said = described[0] if len(described) == 1 else Described()
    kinds = {each.kind for each in described if each.kind}
    kinds = kinds or {known(each).kind for each in reading.candidates}
    return Responsibility(
        agency_id=None,
        mention_text=mention,
        findings=_about(mention, reading.remark),
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


def _slice(text: str, span: Span | None) -> str | None:
    return None if span is None else tidy(text[slice(*span)])
