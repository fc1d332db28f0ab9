"""The ids and URIs of an act and its editions, from what its head says.

Ids end up in file names and URIs, numbers hold letters and slashes (`12/3`, `ҚР ДСМ-78/2020`): whatever is
not a letter, a digit or a hyphen becomes a hyphen.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from pipeline.normalise.acts.act_references import ActReference

_LANGUAGES = {"kk": "kaz", "ru": "rus"}  # ISO 639-1 to the three letters of the URI
_UNNAMED_LANGUAGE = "kk"


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
    return re.sub(r"[^\w]+", "-", number.lower()).strip("-")
