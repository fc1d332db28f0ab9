"""What a person can say of an edition: corrections of five kinds, and findings that are right as printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.records.plan_tables import MEASURE_TEXTS
from pipeline.registry.finding_kinds import Remark

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedEntry:
    """What a person wrote: why, in one sentence, and the file that it stands in, for messages.

    `ABOUT` are the fields by which two entries are about one thing, `SAYS` is what they say of it.
    """

    ABOUT: ClassVar[tuple[str, ...]]
    SAYS: ClassVar[str]

    reason: str
    file_name: str = field(default="", compare=False)

    @property
    def address(self) -> tuple[object, ...]:
        """What it is about: two corrections of one address must say the same."""
        return type(self).__name__, *(getattr(self, name) for name in self.ABOUT)

    @property
    def outcome(self) -> str:
        """What it says of it."""
        return str(getattr(self, self.SAYS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(ReviewedEntry):
    """One correction of printed words, as a person wrote it.

    Attributes:
        column: one of `CORRECTABLE_COLUMNS`.
        printed: words as read, in the contract's normal form; "" where nothing was read.
        corrected: what stands there instead; "" for nothing.
        key: the measure's key or the paragraph's number; None for any.
        page: a page that the text stands on, from 1; None for any.
    """

    ABOUT = ("column", "key", "page", "printed")
    SAYS = "corrected"

    column: str
    printed: str
    corrected: str
    key: str | None = None
    page: int | None = None

    @property
    def where(self) -> str:
        """`measure_text of 4.6, page 9`: the address for a message."""
        of = f" of {self.key}" if self.key else ""
        return f"{self.column}{of}, page {self.page}" if self.page else f"{self.column}{of}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyCorrection(ReviewedEntry):
    """The body of the registry (`agency_id`) that a mention among the executors stands for.

    `printed` are the words of the mention as read, whole; `key` is the measure's as read, None for all.
    """

    ABOUT = ("key", "printed")
    SAYS = "agency_id"

    printed: str
    agency_id: str
    key: str | None = None

    @property
    def where(self) -> str:
        """The address for a message."""
        return f"the body “{self.printed}”{f' of {self.key}' if self.key else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCorrection(ReviewedEntry):
    """The right key of a measure (`corrected`); its sub-items follow it.

    `key` is the key as read, `printed` words of the measure as read, whole or in part; "" where it has none.
    """

    ABOUT = ("key",)
    SAYS = "corrected"

    key: str
    printed: str
    corrected: str

    @property
    def where(self) -> str:
        """The address for a message."""
        return f"the key {self.key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCorrection(ReviewedEntry):
    """A row of the page that was not read: a whole measure in a person's words.

    Attributes:
        key: its key.
        after: the key, as read, of the measure that it follows; "" where it is the first.
        page: the page that it stands on, from 1.
        texts: column and words, of `MEASURE_COLUMNS`.
    """

    ABOUT = ("key",)
    SAYS = "row"

    key: str
    after: str = ""
    page: int
    texts: tuple[tuple[str, str], ...]

    @property
    def where(self) -> str:
        """The address for a message."""
        return f"the missed row {self.key}, page {self.page}"

    @property
    def row(self) -> str:
        """The row in words."""
        texts = "; ".join(f"{column}: {words}" for column, words in self.texts)
        return f"after {self.after or 'nothing'}, page {self.page}; {texts}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeCorrection(ReviewedEntry):
    """Two rows that are one on the page: by their keys as read, the row that goes, and the one that stays.

    `printed` are words of the going row's measure as read, whole or in part; "" where it has none.
    """

    ABOUT = ("key",)
    SAYS = "into"

    key: str
    into: str
    printed: str

    @property
    def where(self) -> str:
        """The address for a message."""
        return f"the row {self.key} that belongs to {self.into}"


AnyCorrection = Correction | BodyCorrection | KeyCorrection | RowCorrection | MergeCorrection


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance(ReviewedEntry):
    """A finding that a person has seen and found right as printed.

    Attributes:
        code: the finding's code.
        printed: its printed words, whole; "" where it has none.
        by: who says so.
        date: on which day, ISO 8601.
        key: the finding's measure; None for any.
        column: its column; None for any.
        page: its page; None for any.
    """

    ABOUT = ("code", "printed", "key", "column", "page")
    SAYS = "reason"

    code: str
    printed: str
    by: str
    date: str
    key: str | None = None
    column: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionCorrections:
    """What persons said of one edition, and what is wrong with how they said it.

    Attributes:
        file_names: the files that it stands in.
        correcting_files: of these, those with more than acceptances.
        corrections: of printed words; `bodies`, `keys`, `rows` and `merges` are the other kinds.
        accepted: findings that are right as printed.
        remarks: what could not be used.
    """

    file_names: tuple[str, ...] = ()
    correcting_files: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    bodies: tuple[BodyCorrection, ...] = ()
    keys: tuple[KeyCorrection, ...] = ()
    rows: tuple[RowCorrection, ...] = ()
    merges: tuple[MergeCorrection, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def all_corrections(self) -> tuple[AnyCorrection, ...]:
        """The corrections of every kind."""
        return (*self.corrections, *self.bodies, *self.keys, *self.rows, *self.merges)
