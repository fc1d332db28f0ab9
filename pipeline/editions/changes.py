"""What a comparison of two editions finds: one `EditionChange` for each thing that is not as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.records.row_order import natural_order

Part = Literal["document", "paragraph", "stage", "section", "measure", "note"]
ChangeKind = Literal["added", "removed", "struck_out", "restored", "renumbered", "moved", "changed"]
WordKind = Literal["same", "removed", "added"]
BodyChangeKind = Literal["left", "joined", "role_changed"]

_PARTS: tuple[Part, ...] = ("document", "paragraph", "stage", "section", "measure", "note")
_BODY_KINDS: tuple[BodyChangeKind, ...] = ("left", "joined", "role_changed")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordChange:
    """A run of words that stayed, went or came."""

    kind: WordKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnChange:
    """One column's words before and after; None where there were none.

    Attributes:
        column: the published column, or `other_columns: <head>` for a column without a place in the contract.
        old: the words in the old edition.
        new: the words in the new edition.
        words: the same word by word; of the words removed and added together the old ones come first.
    """

    column: str
    old: str | None
    new: str | None
    words: tuple[WordChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyChange:
    """A body that left a measure, joined it, or answers for it in another role.

    Attributes:
        kind: left, joined or role_changed.
        agency_id: the body, None where it was not recognised.
        mention_text: the words that name it.
    """

    kind: BodyChangeKind
    agency_id: str | None
    mention_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineMove:
    """A deadline that moved: last days and rhythms (RFC 5545) before and after, None where it had none.

    `days` says by how many days the last day moved, later is positive; None where either is not known.
    """

    old_end: dt.date | None
    new_end: dt.date | None
    days: int | None
    old_rrule: str | None
    new_rrule: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CostMove:
    """An amount in thousand KZT that changed, came (`old` is None) or went, by year and source if printed."""

    year: int | None
    source: str | None
    old: Decimal | None
    new: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainingAct:
    """An amending act that a note of the later edition names, and at what level the note stands."""

    date: dt.date
    number: str
    level: str

    def __str__(self) -> str:
        return f"{self.date} № {self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionChange:
    """One thing that is not as it was.

    Attributes:
        part: what kind of thing: measure, paragraph, section, stage, the document's own words, a note.
        kind: what became of it; a renumbered measure may have changed columns too.
        old_key: its key in the old edition, None if it was added.
        new_key: its key in the new edition, None if it was removed.
        old_section: of a measure, its section's number in the old edition.
        new_section: of a measure, its section's number in the new edition.
        old_stage: of a measure or section, its stage's number in the old edition.
        new_stage: of a measure or section, its stage's number in the new edition.
        columns: the columns whose words changed.
        bodies: of a measure, bodies that joined, left or changed their role.
        deadline: of a measure, where its deadline moved to.
        cost_types: of a measure, the kinds of cost before and after, if they differ.
        funding_sources: of a measure, the named sources of funds before and after, if they differ.
        costs: of a measure, the amounts that changed.
        acts: the acts that explain the change.
    """

    part: Part
    kind: ChangeKind
    old_key: str | None
    new_key: str | None
    old_section: str | None = None
    new_section: str | None = None
    old_stage: int | None = None
    new_stage: int | None = None
    columns: tuple[ColumnChange, ...] = ()
    bodies: tuple[BodyChange, ...] = ()
    deadline: DeadlineMove | None = None
    cost_types: tuple[str | None, str | None] | None = None
    funding_sources: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    costs: tuple[CostMove, ...] = ()
    acts: tuple[ExplainingAct, ...] = ()

    @property
    def key(self) -> str:
        """The key by which the thing is known now, or was known last."""
        return self.new_key or self.old_key or ""

    @property
    def column_names(self) -> frozenset[str]:
        """The columns whose words changed."""
        return frozenset(column.column for column in self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedText:
    """A text that a reviewed correction changed: no change of the act, but of what is published of it.

    Attributes:
        edition_id: the edition that was corrected.
        key: the measure's key, the paragraph's number, or "" for the act's own words.
        column: the text's column.
        printed: the words as read.
        corrected: the words as published.
    """

    edition_id: str
    key: str
    column: str
    printed: str
    corrected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionDiff:
    """All that changed between two editions, in the order of the plan; false if nothing did.

    Changes are those of the printed words; what corrections changed stands in `corrections`.
    """

    old_edition_id: str
    new_edition_id: str
    changes: tuple[EditionChange, ...]
    corrections: tuple[CorrectedText, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes)

    def of(self, part: Part) -> tuple[EditionChange, ...]:
        """The changes of one kind of thing: `diff.of("measure")`."""
        return tuple(change for change in self.changes if change.part == part)


def bodies_in_order(changes: Iterable[BodyChange]) -> tuple[BodyChange, ...]:
    """Who left, who joined, whose role changed."""
    return tuple(
        sorted(
            changes, key=lambda each: (_BODY_KINDS.index(each.kind), each.agency_id or "", each.mention_text)
        )
    )


def in_plan_order(changes: Iterable[EditionChange]) -> tuple[EditionChange, ...]:
    """Part by part, by the numbers that things have now, or had last."""

    def place(change: EditionChange) -> tuple[object, ...]:
        acts = [(act.date, act.number) for act in change.acts] if change.part == "note" else []
        keys = (natural_order(change.key), natural_order(change.old_key))
        return _PARTS.index(change.part), *keys, change.kind, sorted(change.column_names), acts

    return tuple(sorted(changes, key=place))
