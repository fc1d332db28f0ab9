"""The act's own line: what identifies the act, its ids, whether it is in force, where it was registered.

One paragraph says it all, each statement after a full stop, and any of them may be missing: `… 2004 жылғы 12
наурыздағы N 45 қаулысы. … Әділет департаментінде 2004 жылғы 2 сәуірде N 1702 тіркелді. Күші жойылды - … 2009
жылғы 6 мамырдағы N 77 қаулысымен`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import regex as re

from pipeline.normalise.acts.act_references import ActReference, parse_act_reference
from pipeline.normalise.notes.amending_acts import number_after
from pipeline.normalise.text.printed_dates import find_dates
from pipeline.registry.finding_kinds import Remark
from pipeline.registry.outline_words import outline_words
from pipeline.registry.word_orders import parts_of, word_order

_LANGUAGES = {"kk": "kaz", "ru": "rus"}  # ISO 639-1 to the three letters of the URI
_UNNAMED_LANGUAGE = "kk"
_BRACKETS = re.compile(r"\([^()]*\)")
_SIGN = re.compile(r"(?:№|\bN[o°º]?\.?)\s*(?=[\p{L}\d])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """Where and when an act was registered; null is what the words do not say."""

    text: str
    body_text: str | None
    date: dt.date | None
    number: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActLine:
    """What an act's line says.

    Attributes:
        reference: the act itself.
        status: in_force, repealed, partly_repealed; unknown where words on its force were not understood.
        repeal_text: the words that say that it was repealed, as printed; null if there are none.
        registration: null if no words speak of one.
        findings: what was not understood.
    """

    reference: ActReference
    status: str
    repeal_text: str | None
    registration: Registration | None
    findings: tuple[Remark, ...]


def parse_act_line(text: str) -> ActLine:
    """Reads an act's line, its letters mended. Total: what it does not say is null and a finding."""
    parts = parts_of(text)
    end = parts.end if parts else len(text)
    # the number of a session in brackets stands between the act's number and its kind
    core = _BRACKETS.sub(lambda found: " " * len(found[0]), text[:end])
    reference = parse_act_reference(core)
    findings = list(reference.findings)
    if parts is None or not parts.is_whole:
        findings.append(_not_understood(text[parts.end :] if parts else text))
    elif reference.start > 0:
        findings.append(_not_understood(core[: reference.start]))
    if len(list(find_dates(core))) > 1:
        # a joint order names an act of each of its bodies: it has no number of its own
        message = "The act's line names more days than one."
        findings.append(Remark(code="act_reference_incomplete", message=message))
        reference = parse_act_reference("")
    # the first statement of each kind
    said = dict(reversed(parts.statements)) if parts else {}
    registration = _registration(said["registration"], findings) if "registration" in said else None
    unknown = [f"The act's force: {said['lapse']}."] if "lapse" in said else []
    if parts is not None and not parts.is_whole:
        unknown.append("Words after the act's kind were not understood.")
    findings += [Remark(code="act_status_unknown", message=message) for message in unknown]
    repeal = said.get("repeal")
    return ActLine(
        reference=reference,
        status=status_of(repeal) if repeal else "unknown" if unknown else "in_force",
        repeal_text=repeal,
        registration=registration,
        findings=tuple(findings),
    )


def disagreements(own: ActReference, stamp: ActReference) -> Iterable[str]:
    """In what an act's line and the stamp over its annex differ; what one lacks is no difference."""
    for name, one, other in (
        ("day", own.date, stamp.date),
        ("number", own.number, stamp.number),
        ("kind", own.act_type, stamp.act_type),
    ):
        if one is not None and other is not None and one != other:
            yield f"the {name} is {one} in the act's line, {other} in the stamp over the annex"


def status_of(repeal: str) -> str:
    """Whether words of repeal speak of the whole act or of a part: a code of `act_status`."""
    lowered = repeal.lower()
    return "partly_repealed" if any(word in lowered for word in outline_words().part) else "repealed"


def _registration(words: str, findings: list[Remark]) -> Registration:
    date = next(find_dates(words), None)
    signs = [match.start() for match in _SIGN.finditer(words)]
    signed = next((found[0] for at in signs if (found := number_after(words, at))), None)
    worded = word_order("number_in_words").search(words)
    number = signed or (worded["number"] if worded else None)
    first = min([date.start if date else len(words), *signs, *([worded.start()] if worded else [])])
    body = words[:first].strip(" ,") or None
    if None in (body, date and date.value, number):
        message = f"The body, day or number of the act's registration was not understood: {words}"
        findings.append(Remark(code="registration_not_understood", message=message))
    return Registration(text=words, body_text=body, date=date.value if date else None, number=number)


def _not_understood(words: str) -> Remark:
    short = " ".join(words.split()).strip(" .")[:160]
    return Remark(code="act_line_not_understood", message=f"Words of the act's line: {short}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """How an edition is called; the fields are columns of the table `documents`.

    `kz-government-2013-78`, `kz-government-2013-78@2014-12-30`,
    `/akn/kz/act/resolution/government/2013-01-31/78`, `…/kaz@2014-12-30`. The id of an edition in another
    language than Kazakh ends in that language: `kz-government-2013-78@2014-12-30.ru`.
    """

    document_id: str
    edition_id: str
    work_uri: str
    expression_uri: str


def work_id(reference: ActReference) -> str | None:
    """The id of the work, null where the reference lacks its body, day or number."""
    if reference.body_code is None or reference.date is None or not reference.number:
        return None
    return f"kz-{reference.body_code}-{reference.date.year}-{_slug(reference.number)}"


def identify(
    reference: ActReference, *, edition_date: dt.date | None = None, language: str = "kk"
) -> Identity | None:
    """The ids and URIs of an edition, null where the act's own head lacks what they are made of.

    The edition's date is the day of the latest amending act that it names; the act's own if there is none.
    """
    document_id, act_type = work_id(reference), reference.act_type
    if document_id is None or act_type is None:
        return None
    day = edition_date or reference.date
    suffix = "" if language == _UNNAMED_LANGUAGE else f".{language}"
    path = f"{act_type}/{reference.body_code}/{reference.date}/{_slug(reference.number or '')}"
    work_uri = f"/akn/kz/act/{path}"
    return Identity(
        document_id=document_id,
        edition_id=f"{document_id}@{day}{suffix}",
        work_uri=work_uri,
        expression_uri=f"{work_uri}/{_LANGUAGES[language]}@{day}",
    )


def _slug(number: str) -> str:
    """Ids end up in file names and URIs, and numbers hold letters and slashes: `12/3`, `ҚР ДСМ-78/2020`."""
    return re.sub(r"[^\w]+", "-", number.lower()).strip("-")
