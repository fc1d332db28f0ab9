"""What a comparison of two editions finds: one `Change` for each thing that is not as it was.

Every change can be turned round (`mirrored`): what was added between A and B was removed between B and A. The
acts that explain it stay the same, whichever way one looks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from pipeline.records.row_order import natural_order

Part = Literal["document", "paragraph", "stage", "section", "measure", "note"]
Kind = Literal["added", "removed", "struck_out", "restored", "renumbered", "moved", "changed"]
WordKind = Literal["same", "removed", "added"]
BodyKind = Literal["joined", "left", "role_changed"]

_OPPOSITE_KINDS: dict[Kind, Kind] = {
    "added": "removed", "removed": "added", "struck_out": "restored", "restored": "struck_out",
    "renumbered": "renumbered", "moved": "moved", "changed": "changed",
}  # fmt: skip
_OPPOSITE_WORDS: dict[WordKind, WordKind] = {"same": "same", "removed": "added", "added": "removed"}
_OPPOSITE_BODIES: dict[BodyKind, BodyKind] = {
    "joined": "left", "left": "joined", "role_changed": "role_changed",
}  # fmt: skip

_PLACES: dict[Part, int] = {"document": 0, "paragraph": 1, "stage": 2, "section": 3, "measure": 4, "note": 5}


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

    def mirrored(self) -> ColumnChange:
        """The same seen from the new edition."""
        turned = [replace(word, kind=_OPPOSITE_WORDS[word.kind]) for word in self.words]
        for index in range(len(turned) - 1):
            if (turned[index].kind, turned[index + 1].kind) == ("added", "removed"):
                turned[index], turned[index + 1] = turned[index + 1], turned[index]
        return replace(self, old=self.new, new=self.old, words=tuple(turned))


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyChange:
    """A body that joined a measure, left it, or answers for it in another role.

    Attributes:
        kind: joined, left or role_changed.
        agency_id: the body, None where it was not recognised.
        mention_text: the words that name it.
    """

    kind: BodyKind
    agency_id: str | None
    mention_text: str

    def mirrored(self) -> BodyChange:
        """The same seen from the new edition."""
        return replace(self, kind=_OPPOSITE_BODIES[self.kind])


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineMove:
    """A deadline that moved.

    Attributes:
        old_end: last day before, None where it had none.
        new_end: last day after, None where it has none.
        days: by how many days the last day moved, later is positive; None where either is not known.
        old_rrule: the rhythm before (RFC 5545).
        new_rrule: the rhythm after.
    """

    old_end: dt.date | None
    new_end: dt.date | None
    days: int | None
    old_rrule: str | None
    new_rrule: str | None

    def mirrored(self) -> DeadlineMove:
        """The same seen from the new edition."""
        return DeadlineMove(
            old_end=self.new_end,
            new_end=self.old_end,
            days=None if self.days is None else -self.days,
            old_rrule=self.new_rrule,
            new_rrule=self.old_rrule,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CostMove:
    """An amount that changed, for a year and a source of funds; amounts in thousand KZT.

    Attributes:
        year: the year it is for, None where not printed.
        source: the source of funds, None where not printed.
        old: the amount before, None where there was none.
        new: the amount after, None where there is none.
    """

    year: int | None
    source: str | None
    old: Decimal | None
    new: Decimal | None

    def mirrored(self) -> CostMove:
        """The same seen from the new edition."""
        return replace(self, old=self.new, new=self.old)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActReference:
    """An amending act that a note of the later edition names, and at what level the note stands."""

    date: dt.date
    number: str
    level: str

    def __str__(self) -> str:
        return f"{self.date} № {self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
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
    kind: Kind
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
    acts: tuple[ActReference, ...] = ()

    @property
    def key(self) -> str:
        """The key by which the thing is known now, or was known last."""
        return self.new_key or self.old_key or ""

    def mirrored(self) -> Change:
        """The same seen from the new edition."""
        return replace(
            self,
            kind=_OPPOSITE_KINDS[self.kind],
            old_key=self.new_key,
            new_key=self.old_key,
            old_section=self.new_section,
            new_section=self.old_section,
            old_stage=self.new_stage,
            new_stage=self.old_stage,
            columns=tuple(each.mirrored() for each in self.columns),
            bodies=tuple(sorted((each.mirrored() for each in self.bodies), key=body_order)),
            deadline=self.deadline.mirrored() if self.deadline else None,
            cost_types=self.cost_types[::-1] if self.cost_types else None,
            funding_sources=self.funding_sources[::-1] if self.funding_sources else None,
            costs=tuple(each.mirrored() for each in self.costs),
        )


def body_order(change: BodyChange) -> tuple[str, str, str]:
    """In what order the bodies of a change are told: who left, who joined, whose role changed."""
    place = {"left": "0", "joined": "1", "role_changed": "2"}[change.kind]
    return place, change.agency_id or "", change.mention_text


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
    changes: tuple[Change, ...]
    corrections: tuple[CorrectedText, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes)

    def of(self, part: Part) -> tuple[Change, ...]:
        """The changes of one kind of thing: `diff.of("measure")`."""
        return tuple(change for change in self.changes if change.part == part)

    def mirrored(self) -> EditionDiff:
        """The same from the new edition to the old one."""
        return EditionDiff(
            old_edition_id=self.new_edition_id,
            new_edition_id=self.old_edition_id,
            changes=in_order(change.mirrored() for change in self.changes),
            corrections=self.corrections,
        )


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Part by part, by the numbers that things have now, or had last."""

    def place(change: Change) -> tuple[object, ...]:
        columns = sorted(column.column for column in change.columns)
        acts = [(act.date, act.number) for act in change.acts] if change.part == "note" else []
        keys = (natural_order(change.key), natural_order(change.old_key))
        return _PLACES[change.part], *keys, change.kind, columns, acts

    return tuple(sorted(changes, key=place))
