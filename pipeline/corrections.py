"""Reviewed corrections are data: one YAML file an edition, read here and applied where words become records.

A source prints slips, and a reading may fail where nobody foresaw it. Mending either in code would hide it;
here each correction says what was read, what it should be and why, and it holds only while the reading stays
the same.

Every scalar is read as text: `key: 4.10` is measure 4.10 and not the number 4.1.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.findings import Remark
from pipeline.records.act import EDITION_ID_PATTERN

MEASURE_COLUMNS = (
    "measure_text",
    "completion_form_text",
    "executors_text",
    "deadline_text",
    "cost_text",
    "funding_text",
)
CORRECTABLE_COLUMNS = (
    *MEASURE_COLUMNS,
    "section_title_text",
    "stage_title_text",
    "cost_head",
    "text",
    "note_text",
    "title_text",
    "plan_title_text",
)
"""The columns that a correction may name: `text` is a paragraph's, `cost_head` the cost column's head."""

CORRECTIONS_READ = "corrections_read"
"""The code of the finding by which a run knows which corrections an edition was read with."""

_FIELDS = frozenset({"key", "page", "column", "printed", "corrected", "reason"})
# It was read with kz-government-2013-78@2014-12-30.yml (sha256 34ea…).
_READ_WITH = re.compile(r"It was read with (?P<edition_id>\S+)\.yml \(sha256 (?P<sha256>[0-9a-f]{64})\)\.")
_NEEDED = ("column", "printed", "corrected", "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One correction, as a person wrote it.

    Attributes:
        column: one of `CORRECTABLE_COLUMNS`.
        printed: words as read, in the contract's normal form; "" where nothing was read.
        corrected: what stands there instead; "" for nothing.
        reason: why, in one sentence.
        key: the measure's key or the paragraph's number; None for any.
        page: a page that the text stands on, from 1; None for any.
    """

    column: str
    printed: str
    corrected: str
    reason: str
    key: str | None = None
    page: int | None = None

    @property
    def where(self) -> str:
        """`measure_text of 4.6, page 9`: the address for a message."""
        of = f" of {self.key}" if self.key else ""
        return f"{self.column}{of}, page {self.page}" if self.page else f"{self.column}{of}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionCorrections:
    """The corrections of one edition, and what is wrong with their file."""

    file_name: str
    corrections: tuple[Correction, ...] = ()
    remarks: tuple[Remark, ...] = ()


def correction_file(folder: Path, edition_id: str) -> Path:
    """The file of an edition's corrections, whether it is there or not.

    Raises:
        ValueError: that is no edition's id, and could name a file outside the folder.
    """
    if not re.fullmatch(EDITION_ID_PATTERN, edition_id):
        raise ValueError(f"{edition_id!r} is no edition's id")
    return folder / f"{edition_id}.yml"


def read_correction_files(folder: Path) -> dict[str, bytes]:
    """The content of every edition's file of corrections, by the edition's id; none where there is no folder.

    A run reads them once and hands them to whichever process reads a PDF: only there is its edition known.
    """
    if not folder.is_dir():
        return {}
    return {
        path.stem: path.read_bytes()
        for path in sorted(folder.glob("*.yml"))
        if re.fullmatch(EDITION_ID_PATTERN, path.stem)
    }


def corrections_of(files: Mapping[str, bytes], edition_id: str) -> EditionCorrections:
    """The corrections of an edition among the files that `read_correction_files` gave."""
    path = Path(f"{edition_id}.yml")
    try:
        text = files.get(edition_id, b"").decode("utf-8-sig")
    except UnicodeDecodeError:
        return _unreadable(path, "it cannot be read as UTF-8 text")
    return parse_corrections(text, path=path, edition_id=edition_id)


def remark_of_reading(files: Mapping[str, bytes], edition_id: str) -> Remark | None:
    """The remark that an edition was read with its file of corrections; None where it has no file."""
    if edition_id not in files:
        return None
    digest = hashlib.sha256(files[edition_id]).hexdigest()
    return Remark(code=CORRECTIONS_READ, message=f"It was read with {edition_id}.yml (sha256 {digest}).")


def holds_still(message: str, files: Mapping[str, bytes]) -> bool:
    """Whether the file of corrections that the message of `remark_of_reading` names is as it was then.

    The file's name is asked for, not the edition's id: a correction of a note's date changes the id.
    """
    match = _READ_WITH.fullmatch(message)
    if match is None:
        return False
    content = files.get(match["edition_id"])
    return content is not None and hashlib.sha256(content).hexdigest() == match["sha256"]


def load_corrections(folder: Path, edition_id: str) -> EditionCorrections:
    """The corrections of an edition; none where there is no file.

    A file that is no such list, or an entry of it that lacks something, is a remark and not an exception: the
    edition is still read, and says that its corrections were not.
    """
    path = correction_file(folder, edition_id)
    try:
        files = {edition_id: path.read_bytes()}
    except FileNotFoundError:
        files = {}
    except OSError as error:
        return _unreadable(path, f"it cannot be read: {error.strerror}")
    return corrections_of(files, edition_id)


def parse_corrections(text: str, *, path: Path, edition_id: str) -> EditionCorrections:
    """The corrections in the text of a file; `path` is used for messages only."""
    import yaml  # noqa: PLC0415 - most editions have no corrections

    try:
        # every scalar as text: no number, date or yes/no is made of a key or of a printed word
        content = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - the base loader makes nothing but text
    except (yaml.YAMLError, RecursionError) as error:
        return _unreadable(path, " ".join(str(error).split()))
    if content in (None, ""):
        return EditionCorrections(file_name=path.name)
    if not isinstance(content, dict) or not isinstance(content.get("corrections"), list):
        return _unreadable(path, "it has no list `corrections`")
    if content.get("edition_id") != edition_id:
        return _unreadable(path, f"its edition_id is not {edition_id}")
    corrections, remarks = [], []
    for number, entry in enumerate(content["corrections"], start=1):
        problem = _problem(entry)
        if problem:
            message = f"Entry {number} of {path.name} was not applied: {problem}."
            remarks.append(Remark(code="correction_invalid", message=message))
        else:
            corrections.append(_correction(entry))
    return EditionCorrections(file_name=path.name, corrections=tuple(corrections), remarks=tuple(remarks))


def normal_form(text: str) -> str:
    """Text as the dataset holds it: NFC, one line, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _unreadable(path: Path, why: str) -> EditionCorrections:
    message = f"No correction of {path.name} was applied: {why}."
    return EditionCorrections(
        file_name=path.name, remarks=(Remark(code="correction_invalid", message=message),)
    )


def _problem(entry: Any) -> str | None:  # noqa: ANN401 - whatever a person wrote; a reason a line
    """What is wrong with an entry, or None."""
    if not isinstance(entry, dict) or not all(isinstance(value, str) for value in entry.values()):
        return "it is no list of names and texts"
    unknown = sorted(map(str, entry.keys() - _FIELDS))
    if unknown:
        return f"it has unknown fields ({', '.join(unknown)})"
    missing = [name for name in _NEEDED if name not in entry]
    if missing:
        return f"it lacks {', '.join(missing)}"
    if not entry["reason"].strip():
        return "it gives no reason"
    if entry["column"] not in CORRECTABLE_COLUMNS:
        return f"{entry['column']} is no column that can be corrected"
    if "page" in entry and not re.fullmatch("[1-9][0-9]{0,5}", entry["page"]):
        return f"{entry['page']} is no page number"
    if normal_form(entry["printed"]) == normal_form(entry["corrected"]):
        return "it changes nothing"
    return None


def _correction(entry: dict[str, str]) -> Correction:
    return Correction(
        column=entry["column"],
        printed=normal_form(entry["printed"]),
        corrected=normal_form(entry["corrected"]),
        reason=normal_form(entry["reason"]),
        key=entry.get("key", "").strip() or None,
        page=int(entry["page"]) if "page" in entry else None,
    )
