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
_LISTS = {"corrections": "Entry", "accepted": "Acceptance"}

_Fields = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _EntryKind:
    """One kind of entry: its type, the fields that it must and may have, what can be wrong with them."""

    make: Callable[..., AnyCorrection | Acceptance]
    needed: str
    optional: str = ""
    problem: Callable[[_Fields], str | None]


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
        if not isinstance(loaded.get(name, []), list) and loaded[name] not in (None, ""):
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
    entries: list[AnyCorrection | Acceptance] = []
    remarks: list[Remark] = []
    for list_name, what in _LISTS.items():
        for number, fields in enumerate(loaded.get(list_name) or (), start=1):
            kind = _kind_of(fields, list_name)
            problem = kind if isinstance(kind, str) else _problem(kind, fields)
            if isinstance(kind, str) or problem is not None:
                message = f"{what} {number} of {file_name} was not applied: {problem}."
                remarks.append(_invalid(message))
            else:
                values = {name: _value(name, text) for name, text in fields.items() if name != "kind"}
                entries.append(kind.make(**values, file_name=file_name))
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


def _kind_of(fields: Any, list_name: str) -> _EntryKind | str:  # noqa: ANN401 - what a person wrote
    """An entry's kind, or why it has none."""
    if not isinstance(fields, dict) or not all(isinstance(value, str) for value in fields.values()):
        return "it is no list of names and texts"
    name = "accepted" if list_name == "accepted" else fields.get("kind", "words")
    if name not in _KINDS or (name == "accepted") != (list_name == "accepted"):
        return f"there is no kind of correction {name}"
    return _KINDS[name]


def _problem(kind: _EntryKind, fields: _Fields) -> str | None:
    needed = kind.needed.split()
    unknown = sorted(map(str, fields.keys() - {"kind", *needed, *kind.optional.split()}))
    if unknown:
        return f"it has unknown fields ({', '.join(unknown)})"
    missing = [name for name in needed if name not in fields]
    if missing:
        return f"it lacks {', '.join(missing)}"
    if not fields["reason"].strip():
        return "it gives no reason"
    if "page" in fields and not _PAGE.fullmatch(fields["page"]):
        return f"{fields['page']} is no page number"
    return kind.problem(fields)


def _value(name: str, text: str) -> str | int | None:
    """A field's value; an optional address that is left empty is None."""
    if name == "page":
        return int(text)
    value = normal_form(text)
    return value or None if name in ("key", "column") else value


def _row(**fields: Any) -> RowCorrection:  # noqa: ANN401 - the fields of `RowCorrection`
    texts = ((column, fields.pop(column, "")) for column in MEASURE_COLUMNS)
    return RowCorrection(texts=tuple((column, words) for column, words in texts if words), **fields)


def _words_problem(fields: _Fields) -> str | None:
    if fields["column"] not in CORRECTABLE_COLUMNS:
        return f"{fields['column']} is no column that can be corrected"
    if normal_form(fields["printed"]) == normal_form(fields["corrected"]):
        return "it changes nothing"
    return None


def _body_problem(fields: _Fields) -> str | None:
    if not fields["printed"].strip():
        return "it names no words of a body"
    return None if fields["agency_id"].strip() else "it names no body"


def _key_problem(fields: _Fields) -> str | None:
    if not _KEY.fullmatch(fields["corrected"].strip()):
        return f"“{fields['corrected']}” is no key of a measure"
    if fields["corrected"].strip() == fields["key"].strip():
        return "it changes nothing"
    return _address_problem(fields)


def _row_problem(fields: _Fields) -> str | None:
    if not _KEY.fullmatch(fields["key"].strip()):
        return f"“{fields['key']}” is no key of a measure"
    return None if fields["measure_text"].strip() else "it says nothing of what is to be done"


def _merge_problem(fields: _Fields) -> str | None:
    if fields["key"].strip() == fields["into"].strip():
        return "it joins a row to itself"
    return _address_problem(fields)


def _address_problem(fields: _Fields) -> str | None:
    return None if fields["key"].strip() else "it names no key of a measure"


def _acceptance_problem(fields: _Fields) -> str | None:
    if not _CODE.fullmatch(fields["code"]):
        return f"“{fields['code']}” is no code of a finding"
    if not fields["by"].strip():
        return "it does not say who accepts"
    try:
        dt.date.fromisoformat(fields["date"])
    except ValueError:
        return f"“{fields['date']}” is no day (2026-11-28)"
    return None


_KINDS = {
    "words": _EntryKind(
        make=Correction,
        needed="column printed corrected reason",
        optional="key page",
        problem=_words_problem,
    ),
    "body": _EntryKind(
        make=BodyCorrection, needed="printed agency_id reason", optional="key", problem=_body_problem
    ),
    "key": _EntryKind(make=KeyCorrection, needed="key printed corrected reason", problem=_key_problem),
    "row": _EntryKind(
        make=_row,
        needed="key page measure_text reason",
        optional=" ".join(("after", *MEASURE_COLUMNS[1:])),
        problem=_row_problem,
    ),
    "merge": _EntryKind(make=MergeCorrection, needed="key into printed reason", problem=_merge_problem),
    "accepted": _EntryKind(
        make=Acceptance,
        needed="code printed reason by date",
        optional="key column page",
        problem=_acceptance_problem,
    ),
}
