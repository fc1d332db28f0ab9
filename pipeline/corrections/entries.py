"""What a person can say of an edition: corrections of five kinds, and findings that are right as printed.

An entry that cannot be understood is a remark and not an exception: the edition is still read, and says what
was not applied.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, ClassVar, TypeVar

from pipeline.records.plan_tables import MEASURE_TEXTS
from pipeline.registry.finding_kinds import Remark
from pipeline.registry.yaml_texts import YamlTextError, load_texts

MEASURE_COLUMNS = (*MEASURE_TEXTS, "funding_text")
CORRECTABLE_COLUMNS = (
    *MEASURE_COLUMNS, "section_title_text", "stage_title_text", "cost_head", "text", "note_text",
    "title_text", "plan_title_text",
)  # fmt: skip
"""The columns that a correction may name: `text` is a paragraph's, `cost_head` the cost column's head."""

CORRECTION_RULE = "correction"
"""The rule by which the table `repairs` marks a correction: before and after are the whole text."""
MERGE_RULE = "correction_merge"
"""The rule of a text that a correction joined from two rows: before is what the row that stays had."""

_PAGE = re.compile("[1-9][0-9]{0,5}")
_KEY = re.compile(r"[^\s.]+(\.[^\s.]+)*")
_CODE = re.compile("[a-z][a-z0-9_]*")


class Unreadable(ValueError):  # noqa: N818 - what is the matter, in its name
    """The text is no corrections file at all; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedEntry:
    """What a person wrote: why, in one sentence, and the file that it stands in, for messages.

    `KIND` names it in files, `WHERE` is its address for a message. `ABOUT` are the fields by which two
    entries are about one thing, `SAYS` is what they say of it. Fields without a default must be written.
    """

    KIND: ClassVar[str]
    WHERE: ClassVar[str]
    ABOUT: ClassVar[tuple[str, ...]]
    SAYS: ClassVar[str]

    reason: str
    file_name: str = field(default="", compare=False)
    key: str | None = None

    @property
    def address(self) -> tuple[object, ...]:
        """What it is about: two corrections of one address must say the same."""
        return self.KIND, *(getattr(self, name) for name in self.ABOUT)

    @property
    def outcome(self) -> str:
        """What it says of it."""
        return str(getattr(self, self.SAYS))

    @property
    def where(self) -> str:
        """`measure_text of 4.6, page 9`: the address for a message."""
        page = getattr(self, "page", None)
        of_key = f" of {self.key}" if self.key else ""
        return self.WHERE.format(self, of_key=of_key, on_page=f", page {page}" if page else "")

    def applied(self, what: str) -> Remark:
        """The remark that it was applied, and why."""
        return Remark(code="correction_applied", message=f"{what}: {self.reason.rstrip('.')}.")

    def unmatched(self, problem: str) -> Remark:
        """The remark that it was not applied, since it does not fit what was read."""
        message = f"The correction of {self.where} was not applied: {problem}."
        return Remark(code="correction_unmatched", message=message)

    def contradicts(self, other: ReviewedEntry) -> Remark:
        """The remark that two corrections contradict each other, and that neither was applied."""
        files = " and ".join(dict.fromkeys((self.file_name, other.file_name)))
        who = f"Two entries of {files}" if self.file_name == other.file_name else files
        where = " and ".join(dict.fromkeys((self.where, other.where)))
        message = (
            f"{who} correct {where} in different ways: “{self.outcome}” and “{other.outcome}”. "
            "Neither was applied."
        )
        return Remark(code="correction_conflict", message=message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(ReviewedEntry):
    """One correction of printed words in one of `CORRECTABLE_COLUMNS`.

    `printed` are words as read, in the contract's normal form, "" where nothing was read; `corrected` is what
    stands there instead, "" for nothing. `key` is the measure's or the paragraph's number, `page` a page that
    the text stands on, from 1; None for any.
    """

    KIND = "words"
    WHERE = "{0.column}{of_key}{on_page}"
    ABOUT = ("column", "key", "page", "printed")
    SAYS = "corrected"

    column: str
    printed: str
    corrected: str
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyCorrection(ReviewedEntry):
    """The body of the registry (`agency_id`) that a mention among the executors stands for.

    `printed` are the words of the mention as read, whole; `key` is the measure's as read, None for all.
    """

    KIND = "body"
    WHERE = "the body “{0.printed}”{of_key}"
    ABOUT = ("key", "printed")
    SAYS = "agency_id"

    printed: str
    agency_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCorrection(ReviewedEntry):
    """The right key of a measure (`corrected`); its sub-items follow it.

    `key` is the key as read, `printed` words of the measure as read, whole or in part; "" where it has none.
    """

    KIND = "key"
    WHERE = "the key {0.key}"
    ABOUT = ("key",)
    SAYS = "corrected"

    key: str
    printed: str
    corrected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCorrection(ReviewedEntry):
    """A row of the page that was not read: a whole measure in a person's words.

    It stands on a page, from 1, and follows the measure with the key `after`, as read; "" where it is the
    first.
    """

    KIND = "row"
    WHERE = "the missed row {0.key}{on_page}"
    ABOUT = ("key",)
    SAYS = "row"

    key: str
    page: int
    after: str = ""
    measure_text: str
    completion_form_text: str | None = None
    executors_text: str | None = None
    deadline_text: str | None = None
    cost_text: str | None = None
    funding_text: str | None = None

    @property
    def texts(self) -> dict[str, str]:
        """The words of each of `MEASURE_COLUMNS` that has some."""
        return {column: words for column in MEASURE_COLUMNS if (words := getattr(self, column))}

    @property
    def row(self) -> str:
        """The row in words."""
        texts = "; ".join(f"{column}: {words}" for column, words in self.texts.items())
        return f"after {self.after or 'nothing'}, page {self.page}; {texts}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeCorrection(ReviewedEntry):
    """Two rows that are one on the page: by their keys as read, the row that goes, and the one that stays.

    `printed` are words of the going row's measure as read, whole or in part; "" where it has none.
    """

    KIND = "merge"
    WHERE = "the row {0.key} that belongs to {0.into}"
    ABOUT = ("key",)
    SAYS = "into"

    key: str
    into: str
    printed: str


AnyCorrection = Correction | BodyCorrection | KeyCorrection | RowCorrection | MergeCorrection


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance(ReviewedEntry):
    """A finding that a person has seen and found right as printed.

    Its code, its printed words whole ("" where it has none), who says so, and on which day (ISO 8601); the
    finding's measure, column and page, None for any.
    """

    KIND = "accepted"
    ABOUT = ("code", "printed", "key", "column", "page")

    code: str
    printed: str
    by: str
    date: str
    column: str | None = None
    page: int | None = None


_KINDS: Mapping[str, type[AnyCorrection | Acceptance]] = {
    each.KIND: each
    for each in (Correction, BodyCorrection, KeyCorrection, RowCorrection, MergeCorrection, Acceptance)
}
_Kind = TypeVar("_Kind", bound=AnyCorrection)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionCorrections:
    """What persons said of one edition; `remarks` are what could not be used.

    It stands in the files `file_names`, of which the `correcting_files` have more than acceptances.
    """

    file_names: tuple[str, ...] = ()
    correcting_files: tuple[str, ...] = ()
    corrections: tuple[AnyCorrection, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def of(self, kind: type[_Kind]) -> list[_Kind]:
        """The corrections of one kind."""
        return [each for each in self.corrections if isinstance(each, kind)]


# What can be wrong with entries of these kinds, the first first. In messages {0} is the entry.
_PROBLEMS: tuple[tuple[str, Callable[[Any], bool], str], ...] = (
    (
        "words",
        lambda it: it.column not in CORRECTABLE_COLUMNS,
        "{0.column} is no column that can be corrected",
    ),
    ("words", lambda it: it.printed == it.corrected, "it changes nothing"),
    ("body", lambda it: not it.printed, "it names no words of a body"),
    ("body", lambda it: not it.agency_id, "it names no body"),
    ("key", lambda it: not _KEY.fullmatch(it.corrected), "“{0.corrected}” is no key of a measure"),
    ("key", lambda it: it.corrected == it.key, "it changes nothing"),
    ("row", lambda it: not _KEY.fullmatch(it.key), "“{0.key}” is no key of a measure"),
    ("row", lambda it: not it.measure_text, "it says nothing of what is to be done"),
    ("merge", lambda it: it.key == it.into, "it joins a row to itself"),
    ("key merge", lambda it: not it.key, "it names no key of a measure"),
    ("accepted", lambda it: not _CODE.fullmatch(it.code), "“{0.code}” is no code of a finding"),
    ("accepted", lambda it: not it.by, "it does not say who accepts"),
    ("accepted", lambda it: not _is_day(it.date), "“{0.date}” is no day (2026-11-28)"),
)
# the lists of a file, and what one of their entries is called
_LISTS = {"corrections": "Entry", "accepted": "Acceptance"}


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
        if loaded.get(name, "") != "" and not isinstance(loaded[name], list):
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
        remark = Remark(code="correction_invalid", message=message)
        return EditionCorrections(file_names=(file_name,), remarks=(remark,))
    entries: list[AnyCorrection | Acceptance] = []
    remarks: list[Remark] = []
    for list_name, what in _LISTS.items():
        for number, written in enumerate(loaded.get(list_name) or (), start=1):
            try:
                entries.append(_entry_of(written, list_name, file_name))
            except Unreadable as problem:
                message = f"{what} {number} of {file_name} was not applied: {problem}."
                remarks.append(Remark(code="correction_invalid", message=message))
    return EditionCorrections(
        file_names=(file_name,),
        corrections=tuple(each for each in entries if not isinstance(each, Acceptance)),
        accepted=tuple(each for each in entries if isinstance(each, Acceptance)),
        remarks=tuple(remarks),
    )


def _entry_of(written: Any, list_name: str, file_name: str) -> AnyCorrection | Acceptance:  # noqa: ANN401
    """The entry that a person wrote into a list; raises `Unreadable` where it is none."""
    if not isinstance(written, dict) or not all(isinstance(value, str) for value in written.values()):
        raise Unreadable("it is no list of names and texts")
    name = "accepted" if list_name == "accepted" else written.get("kind", "words")
    if name not in _KINDS or (name == "accepted") != (list_name == "accepted"):
        raise Unreadable(f"there is no kind of correction {name}")
    defaults = {each.name: each.default for each in fields(_KINDS[name]) if each.name != "file_name"}
    given = {field_name: text for field_name, text in written.items() if field_name != "kind"}
    unknown = sorted(map(str, given.keys() - defaults.keys()))
    if unknown:
        raise Unreadable(f"it has unknown fields ({', '.join(unknown)})")
    missing = [each for each, default in defaults.items() if default is MISSING and each not in given]
    if missing:
        raise Unreadable(f"it lacks {', '.join(sorted(missing, key='reason'.__eq__))}")
    if not given["reason"].strip():
        raise Unreadable("it gives no reason")
    if not _PAGE.fullmatch(given.get("page", "1")):
        raise Unreadable(f"{given['page']} is no page number")
    values: dict[str, Any] = {
        each: normal_form(text) or (None if defaults[each] is None else "") for each, text in given.items()
    }
    if "page" in given:
        values["page"] = int(given["page"])
    entry = _KINDS[name](**values, file_name=file_name)
    for kinds, is_wrong, problem in _PROBLEMS:
        if name in kinds.split() and is_wrong(entry):
            raise Unreadable(problem.format(entry))
    return entry


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
