"""The text of a corrections file as entries.

An entry that cannot be understood is a remark and not an exception: the edition is still read, and says what
was not applied.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.corrections.entries import (
    CORRECTABLE_COLUMNS,
    MEASURE_COLUMNS,
    Acceptance,
    AnyCorrection,
    BodyCorrection,
    Correction,
    EditionCorrections,
    KeyCorrection,
    MergeCorrection,
    RowCorrection,
)
from pipeline.registry.finding_kinds import Remark
from pipeline.registry.yaml_texts import YamlTextError, load_texts

_PAGE = re.compile("[1-9][0-9]{0,5}")
_KEY = re.compile(r"[^\s.]+(\.[^\s.]+)*")
_CODE = re.compile("[a-z][a-z0-9_]*")
_LISTS = ("corrections", "accepted")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """One kind of entry.

    Attributes:
        needed: the fields that it must have; those named in `optional` it may have.
        make: the entry of its fields and the file's name.
        problem: what is wrong with the fields, or None.
    """

    needed: tuple[str, ...]
    optional: tuple[str, ...]
    make: Callable[[dict[str, str], str], Any]
    problem: Callable[[dict[str, str]], str | None]


class Unreadable(ValueError):  # noqa: N818 - what is the matter, in its name
    """The text is no corrections file at all; the message says why."""


def normal_form(text: str) -> str:
    """Text as the dataset holds it: NFC, one line, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def load_yaml(content: bytes) -> dict[str, Any]:
    """The content of a corrections file, every scalar as text; an empty file gives an empty dictionary.

    Raises:
        Unreadable: it is no such file.
    """
    try:
        loaded = load_texts(content)
    except YamlTextError as error:
        raise Unreadable(str(error)) from error
    if loaded == "":
        return {}
    if not isinstance(loaded, dict) or not any(name in loaded for name in _LISTS):
        raise Unreadable("it has no list `corrections` and no list `accepted`")
    for name in _LISTS:
        if name in loaded and not isinstance(loaded[name], list) and loaded[name] not in (None, ""):
            raise Unreadable(f"its `{name}` is no list")
    return loaded


def parse_corrections(content: bytes | str, *, file_name: str, edition_id: str) -> EditionCorrections:
    """The entries of a file for an edition; what is wrong with any is a remark."""
    try:
        loaded = load_yaml(content.encode() if isinstance(content, str) else content)
        if loaded and loaded.get("edition_id") != edition_id:
            raise Unreadable(f"its edition_id is not {edition_id}")
    except Unreadable as error:
        message = f"Nothing of {file_name} was applied: {error}."
        return EditionCorrections(file_names=(file_name,), remarks=(_invalid(message),))
    entries: list[Any] = []
    remarks: list[Remark] = []
    for name in _LISTS:
        for number, fields in enumerate(loaded.get(name) or (), start=1):
            kind, problem = _kind_of(fields, name)
            if kind is None or problem is not None:
                where = "Entry" if name == "corrections" else "Acceptance"
                remarks.append(_invalid(f"{where} {number} of {file_name} was not applied: {problem}."))
            else:
                entries.append(kind.make(fields, file_name))
    return gathered((file_name,), entries, remarks)


def gathered(
    file_names: Sequence[str], entries: Sequence[AnyCorrection | Acceptance], remarks: Sequence[Remark]
) -> EditionCorrections:
    """Entries dealt out by their kind."""
    return EditionCorrections(
        file_names=tuple(file_names),
        corrections=tuple(each for each in entries if isinstance(each, Correction)),
        bodies=tuple(each for each in entries if isinstance(each, BodyCorrection)),
        keys=tuple(each for each in entries if isinstance(each, KeyCorrection)),
        rows=tuple(each for each in entries if isinstance(each, RowCorrection)),
        merges=tuple(each for each in entries if isinstance(each, MergeCorrection)),
        accepted=tuple(each for each in entries if isinstance(each, Acceptance)),
        remarks=tuple(remarks),
    )


def _invalid(message: str) -> Remark:
    return Remark(code="correction_invalid", message=message)


def _kind_of(fields: Any, list_name: str) -> tuple[_Kind | None, str | None]:  # noqa: ANN401 - a person's
    """An entry's kind, and what is wrong with the entry, or None."""
    if not isinstance(fields, dict) or not all(isinstance(value, str) for value in fields.values()):
        return None, "it is no list of names and texts"
    name = "accepted" if list_name == "accepted" else fields.get("kind", "words")
    if name not in _KINDS or (name == "accepted") != (list_name == "accepted"):
        return None, f"there is no kind of correction {name}"
    kind = _KINDS[name]
    return kind, _problem(kind, fields)


def _problem(kind: _Kind, fields: dict[str, str]) -> str | None:
    unknown = sorted(map(str, fields.keys() - {"kind", *kind.needed, *kind.optional}))
    if unknown:
        return f"it has unknown fields ({', '.join(unknown)})"
    missing = [name for name in kind.needed if name not in fields]
    if missing:
        return f"it lacks {', '.join(missing)}"
    if not fields["reason"].strip():
        return "it gives no reason"
    if "page" in fields and not _PAGE.fullmatch(fields["page"]):
        return f"{fields['page']} is no page number"
    return kind.problem(fields)


def _words_problem(fields: dict[str, str]) -> str | None:
    if fields["column"] not in CORRECTABLE_COLUMNS:
        return f"{fields['column']} is no column that can be corrected"
    if normal_form(fields["printed"]) == normal_form(fields["corrected"]):
        return "it changes nothing"
    return None


def _body_problem(fields: dict[str, str]) -> str | None:
    if not normal_form(fields["printed"]):
        return "it names no words of a body"
    return None if fields["agency_id"].strip() else "it names no body"


def _key_problem(fields: dict[str, str]) -> str | None:
    if not _KEY.fullmatch(fields["corrected"].strip()):
        return f"“{fields['corrected']}” is no key of a measure"
    return "it changes nothing" if fields["corrected"].strip() == fields["key"].strip() else None


def _row_problem(fields: dict[str, str]) -> str | None:
    if not _KEY.fullmatch(fields["key"].strip()):
        return f"“{fields['key']}” is no key of a measure"
    return None if normal_form(fields["measure_text"]) else "it says nothing of what is to be done"


def _merge_problem(fields: dict[str, str]) -> str | None:
    return "it joins a row to itself" if fields["key"].strip() == fields["into"].strip() else None


def _acceptance_problem(fields: dict[str, str]) -> str | None:
    if not _CODE.fullmatch(fields["code"]):
        return f"“{fields['code']}” is no code of a finding"
    if not fields["by"].strip():
        return "it does not say who accepts"
    try:
        dt.date.fromisoformat(fields["date"])
    except ValueError:
        return f"“{fields['date']}” is no day (2026-11-28)"
    return None


def _page(fields: dict[str, str]) -> int | None:
    return int(fields["page"]) if "page" in fields else None


def _key(fields: dict[str, str]) -> str | None:
    return fields.get("key", "").strip() or None


def _correction(fields: dict[str, str], file_name: str) -> Correction:
    return Correction(
        column=fields["column"],
        printed=normal_form(fields["printed"]),
        corrected=normal_form(fields["corrected"]),
        reason=normal_form(fields["reason"]),
        key=_key(fields),
        page=_page(fields),
        file_name=file_name,
    )


def _body(fields: dict[str, str], file_name: str) -> BodyCorrection:
    return BodyCorrection(
        printed=normal_form(fields["printed"]),
        agency_id=fields["agency_id"].strip(),
        reason=normal_form(fields["reason"]),
        key=_key(fields),
        file_name=file_name,
    )


def _key_correction(fields: dict[str, str], file_name: str) -> KeyCorrection:
    return KeyCorrection(
        key=fields["key"].strip(),
        printed=normal_form(fields["printed"]),
        corrected=fields["corrected"].strip(),
        reason=normal_form(fields["reason"]),
        file_name=file_name,
    )


def _row(fields: dict[str, str], file_name: str) -> RowCorrection:
    texts = ((column, normal_form(fields.get(column, ""))) for column in MEASURE_COLUMNS)
    return RowCorrection(
        key=fields["key"].strip(),
        after=fields.get("after", "").strip(),
        page=int(fields["page"]),
        texts=tuple((column, words) for column, words in texts if words),
        reason=normal_form(fields["reason"]),
        file_name=file_name,
    )


def _merge(fields: dict[str, str], file_name: str) -> MergeCorrection:
    return MergeCorrection(
        key=fields["key"].strip(),
        into=fields["into"].strip(),
        printed=normal_form(fields["printed"]),
        reason=normal_form(fields["reason"]),
        file_name=file_name,
    )


def _acceptance(fields: dict[str, str], file_name: str) -> Acceptance:
    return Acceptance(
        code=fields["code"],
        printed=normal_form(fields["printed"]),
        reason=normal_form(fields["reason"]),
        by=normal_form(fields["by"]),
        date=fields["date"],
        key=_key(fields),
        column=fields.get("column", "").strip() or None,
        page=_page(fields),
        file_name=file_name,
    )


_KINDS = {
    "words": _Kind(
        needed=("column", "printed", "corrected", "reason"),
        optional=("key", "page"),
        make=_correction,
        problem=_words_problem,
    ),
    "body": _Kind(
        needed=("printed", "agency_id", "reason"), optional=("key",), make=_body, problem=_body_problem
    ),
    "key": _Kind(
        needed=("key", "printed", "corrected", "reason"),
        optional=(),
        make=_key_correction,
        problem=_key_problem,
    ),
    "row": _Kind(
        needed=("key", "page", "measure_text", "reason"),
        optional=("after", *MEASURE_COLUMNS[1:]),
        make=_row,
        problem=_row_problem,
    ),
    "merge": _Kind(
        needed=("key", "into", "printed", "reason"), optional=(), make=_merge, problem=_merge_problem
    ),
    "accepted": _Kind(
        needed=("code", "printed", "reason", "by", "date"),
        optional=("key", "column", "page"),
        make=_acceptance,
        problem=_acceptance_problem,
    ),
}
