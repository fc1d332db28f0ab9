"""The files of a corrections folder: whose they are, merged where several speak of one edition.

A browser names a second download `<edition> (1).yml`, a person may name a file as he likes: a file belongs to
the edition that it names inside. Every file of the folder is used or said to be unusable. Acceptances are
written to a file of their own, so that nothing that a person wrote by hand is touched.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from pipeline.corrections.entries import (
    Acceptance,
    AnyCorrection,
    EditionCorrections,
    Unreadable,
    load_yaml,
    parse_corrections,
)
from pipeline.records.act_tables import EDITION_ID_PATTERN
from pipeline.whole_files import write_whole

_SUFFIXES = (".yml", ".yaml")
# kz-government-2013-78@2014-12-30 (1)
_EDITION = re.compile(EDITION_ID_PATTERN)
_STEM = re.compile(EDITION_ID_PATTERN.removesuffix("$").removeprefix("^") + "(?![a-z])")
# double-quoted YAML is JSON, but for characters that YAML wants escaped
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")

# the fields of an acceptance in the order in which they are written
_WRITTEN = ("code", "key", "column", "page", "printed", "reason", "by", "date")

Corrections: TypeAlias = Mapping[str, EditionCorrections]
"""What persons said of editions, by the id of the edition as it was read."""


@dataclass(frozen=True, kw_only=True)
class CorrectionFolder:
    """What a folder of corrections holds, if it `is_there` at all: what its files say, by edition.

    A file that cannot be understood is a remark on the edition that its name begins with; those for no
    edition are `unusable`: name and reason.
    """

    editions: Corrections = field(default_factory=dict)
    unusable: tuple[tuple[str, str], ...] = ()
    is_there: bool = True

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """The editions that have corrections, with the SHA-256 of what is to be corrected."""
        digests = {edition_id: digest_of(several) for edition_id, several in self.editions.items()}
        return {edition_id: digest for edition_id, digest in digests.items() if digest is not None}

    def as_read(self, edition_id: str, digest: str | None) -> str:
        """The id of an edition before the corrections with this digest, which may have changed it."""
        return next((each for each, known in self.digests.items() if known == digest), edition_id)


def look_into(folder: Path | None) -> CorrectionFolder:
    """What the folder holds; nothing where there is none."""
    if folder is None or not folder.is_dir():
        return CorrectionFolder(is_there=False)
    parts: dict[str, list[EditionCorrections]] = {}
    unusable: list[tuple[str, str]] = []
    for path in sorted(folder.iterdir()):
        name = publishable(path.name)
        if name.startswith(".") or path.stem.casefold() == "readme":
            continue
        try:
            edition_id, content = _content_of(path, name)
        except Unreadable as problem:
            unusable.append((name, str(problem)))
            continue
        part = parse_corrections(content, file_name=name, edition_id=edition_id)
        parts.setdefault(edition_id, []).append(part)
    return CorrectionFolder(
        editions={edition_id: merged(several) for edition_id, several in parts.items()},
        unusable=tuple(unusable),
    )


def _content_of(path: Path, name: str) -> tuple[str, bytes]:
    """The edition that a file is for, and its content.

    Raises:
        Unreadable: it is for none.
    """
    if path.is_dir() or path.suffix.casefold() not in _SUFFIXES:
        raise Unreadable("it is no .yml file")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"it cannot be read: {error.strerror}") from error
    # `<edition> (1).yml`; a file that names one edition outside and another inside is broken, and says so
    by_name = _STEM.match(name.rpartition(".")[0])
    if by_name is not None:
        return by_name[0], content
    inside = load_yaml(content).get("edition_id")
    if isinstance(inside, str) and _EDITION.fullmatch(inside):
        return inside, content
    raise Unreadable("it does not say of which edition it is (edition_id)")


def read_correction_files(folder: Path) -> Corrections:
    """What the files of a folder say, by edition; nothing where there is no folder."""
    return look_into(folder).editions


def correction_file(folder: Path, edition_id: str) -> Path:
    """The file to write an edition's corrections to, whether it is there or not.

    Raises:
        ValueError: that is no edition's id, and could name a file outside the folder.
    """
    if not _EDITION.fullmatch(edition_id):
        raise ValueError(f"{edition_id!r} is no edition's id")
    return folder / f"{edition_id}.yml"


def load_corrections(folder: Path, edition_id: str) -> EditionCorrections:
    """What the files of a folder say of an edition; nothing where there are none.

    Raises:
        ValueError: that is no edition's id.
    """
    correction_file(folder, edition_id)
    return read_correction_files(folder).get(edition_id, EditionCorrections())


def merged(parts: Sequence[EditionCorrections]) -> EditionCorrections:
    """What several files say of an edition: equal entries once, contradictory ones not at all."""
    by_address: dict[object, list[AnyCorrection]] = {}
    for entry in [each for part in parts for each in part.corrections]:
        by_address.setdefault(entry.address, []).append(entry)
    remarks = [remark for part in parts for remark in part.remarks]
    agreed: list[AnyCorrection] = []
    for first, *others in by_address.values():
        other = next((each for each in others if each.outcome != first.outcome), None)
        if other is None:
            agreed.append(first)
        else:
            remarks.append(first.contradicts(other))
    accepted: dict[object, Acceptance] = {}
    for each in [each for part in parts for each in part.accepted]:
        accepted.setdefault(each.address, each)
    return EditionCorrections(
        file_names=tuple(name for part in parts for name in part.file_names),
        correcting_files=tuple(
            name for part in parts if part.corrections or part.remarks for name in part.file_names
        ),
        corrections=tuple(agreed),
        accepted=tuple(accepted.values()),
        remarks=tuple(remarks),
    )


def digest_of(corrections: EditionCorrections) -> str | None:
    """The SHA-256 of what is to be corrected and of what could not be used; None where there is neither.

    Acceptances are not in it: they change no value, so that no file need be read anew for them.
    """
    content = corrections.corrections, corrections.remarks
    return (
        hashlib.sha256(repr(content).encode("utf-8", "backslashreplace")).hexdigest()
        if any(content)
        else None
    )


def publishable(name: str) -> str:
    r"""A file's name as Unicode text in normal form C; bytes that are no UTF-8 are shown as `\xNN`."""
    text = name.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="backslashreplace")
    return unicodedata.normalize("NFC", text)


def add_acceptances(folder: Path, edition_id: str, acceptances: Sequence[Acceptance]) -> Path:
    """Adds acceptances to an edition's; one that is there already is replaced. Gives the file.

    Raises:
        ValueError: that is no edition's id, or the file there holds what cannot be read.
        OSError: the file could not be written; it is as it was.
    """
    path = correction_file(folder, edition_id).with_name(f"{edition_id}.accepted.yml")
    known: list[Acceptance] = []
    if path.exists():
        read = parse_corrections(path.read_bytes(), file_name=path.name, edition_id=edition_id)
        if read.remarks or read.corrections:
            problem = read.remarks[0].message if read.remarks else "it holds corrections too"
            raise ValueError(f"{path} was not changed: {problem}")
        known = [*read.accepted]
    lines = [f"edition_id: {_quoted(edition_id)}", "accepted:"]
    for each in {each.address: each for each in (*known, *acceptances)}.values():
        values = {name: getattr(each, name) for name in _WRITTEN}
        written = [f"{name}: {_quoted(str(value))}" for name, value in values.items() if value is not None]
        lines += [f"{'    ' if number else '  - '}{field}" for number, field in enumerate(written)]
    write_whole(path, "\n".join([*lines, ""]).encode())
    return path


def _quoted(text: str) -> str:
    return _ESCAPED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text, ensure_ascii=False))
