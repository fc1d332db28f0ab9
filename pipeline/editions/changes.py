"""What a comparison of two editions finds: one `EditionChange` for each thing that is not as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.records.tables import natural_order

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

    `column` is the published column, or `other_columns: <head>` for one without a place in the contract;
    `words` the same word by word: of the words removed and added together the old ones come first.
    """

    column: str
    old: str | None
    new: str | None
    words: tuple[WordChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyChange:
    """A body that left a measure, joined it, or answers for it in another role, by its id if it has one."""

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
    """One thing that is not as it was; `old_…` stands for the old edition, `new_…` for the new one.

    A key is None where the thing is not there; a renumbered measure may have changed columns too. Sections
    are those of a measure, stages those of a measure or section, by their numbers. Of a measure whose words
    changed: its bodies, deadline and amounts that are not as they were, kinds of cost and sources of funds
    before and after if they differ.
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

    `key` is the measure's key, the paragraph's number, or "" for the act's own words.
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
