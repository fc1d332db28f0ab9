"""Where in the plan the reader is: the stage, section and item that a row or a note belongs to.

Sections are numbered on through the stages, items anew in each section; `2.3` may be item 3 of section 2, or
sub-item 3 of item 2. A number that carries its place is its key: `1.1.1` is no item of a section `1.1` anew.
Priorities, directions, goals and tasks are levels: the first that a plan names is the uppermost. Keys must
differ: a number that stands twice gets a longer key and a remark.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.assemble.rows.headings import Heading, number_parts
from pipeline.assemble.rows.row_parts import PlanRow, RowPart, TextPart
from pipeline.stations.item_numbers import ItemNumber
from pipeline.stations.page import Line
from pipeline.stations.plan import BesideText, Owner, PlacedNote, PlacedRemark, Section, Stage
from pipeline.stations.printed import Place, Printed


@dataclass(eq=False, slots=True, kw_only=True)
class Draft:
    """A measure while the plan is read: its number, where it stands, and the rows that it is printed in.

    A row of totals is one without a number.
    """

    item: str = ""
    sub: str | None = None
    key: str = ""
    parent: Draft | None = None
    stage: Stage | None
    section: Section | None
    levels: tuple[Section, ...]
    rows: list[PlanRow]
    is_removed: bool = False
    is_key_printed: bool = False
    number_is_in_text: bool = False
    shares_row: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A row of totals, the lines of its words, and how many measures are above it."""

    draft: Draft
    lines: tuple[Line, ...]
    n_drafts_above: int


@dataclass(slots=True)
class Outline:
    """What the walk through the plan found."""

    drafts: list[Draft] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    notes: list[PlacedNote] = field(default_factory=list)
    remarks: list[PlacedRemark] = field(default_factory=list)
    legend: list[Printed] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    unplaced: list[Line] = field(default_factory=list)
    beside: list[BesideText] = field(default_factory=list)


class Position:
    """The place in the plan; what is met there goes into `outline`.

    `brackets_are_items` says that `1)` is an item, since nothing in the plan is numbered `1` or `1.`.
    """

    def __init__(self, *, brackets_are_items: bool) -> None:
        self.outline = Outline()
        self._brackets_are_items = brackets_are_items
        self._stage: Stage | None = None
        self._section: Section | None = None
        self._ranks: dict[str, int] = {}  # of the levels, from the uppermost on, as the plan names them first
        self._open: dict[str, Section] = {}
        self._item: Draft | None = None
        self._keys: set[str] = set()
        self._stems: Counter[str] = Counter()  # keys but for what tells equal ones apart

    @property
    def is_in_item(self) -> bool:
        """Whether an item was met in this section."""
        return self._item is not None

    def heading(self, heading: Heading) -> None:
        """A stage or a section begins."""
        if heading.stage:
            self._stage, self._item = heading.stage, None
            # sections are numbered on through the stages; a level of headings ends with its stage
            self._open = {level: section for level, section in self._open.items() if not level}
            self._section = self._open.get("")
            self.outline.stages.append(heading.stage)
        if heading.section:
            self._section, self._item = heading.section, None
            level = heading.section.level or ""
            rank = self._ranks.setdefault(level, len(self._ranks))
            # a level begins anew: it ends those below it
            above = {name: each for name, each in self._open.items() if self._ranks[name] < rank}
            self._open = {**above, level: heading.section}
            self.outline.sections.append(heading.section)
        for note in heading.notes:
            self.note(note)

    def _prefixes(self) -> list[tuple[str, ...]]:
        """The numbers of the headings over this place, each with those above it: `("1",)`, `("1", "2")`."""
        found: list[tuple[str, ...]] = [()]
        for section in self._open.values():
            own = number_parts(section.number)
            if own:
                found.append(own if own[: len(found[-1])] == found[-1] else (*found[-1], *own))
        return found

    def _new(self, row: PlanRow) -> Draft:
        levels = tuple(section for section in self._open.values() if section.level)
        return Draft(stage=self._stage, section=self._section, levels=levels, rows=[row])

    def total(self, row: PlanRow, lines: Sequence[Line]) -> None:
        """A row of totals stands here."""
        n_above = len(self.outline.drafts)
        self.outline.totals.append(Total(draft=self._new(row), lines=tuple(lines), n_drafts_above=n_above))

    def note(self, note: Printed) -> None:
        """A note stands here."""
        owner: Owner = "plan"
        key = None
        if self._item is not None:
            owner, key = "measure", self.outline.drafts[-1].key
        elif self._section is not None:
            owner, key = "section", self._section.number
        elif self._stage is not None:
            owner, key = "stage", str(self._stage.number)
        self.outline.notes.append(PlacedNote(printed=note, owner_type=owner, owner_key=key))

    def measure(self, row: PlanRow, number: ItemNumber, *, in_text: bool) -> Draft:
        """The draft, or the two drafts, of a numbered row; gives the last."""
        parts, bracket = number.parts, number.bracket
        if bracket and not parts and (self._item is None or self._brackets_are_items):
            parts, bracket = (bracket,), None
        sub, key = None, None
        if len(parts) > 1:
            parts, sub, key = self._dotted(parts)
        if sub is not None and self._item is not None:
            return self._draft(row, self._item.item, sub, in_text=in_text, key=key)
        item = ".".join(parts)
        is_new = self._item is None or self._item.item != item or bracket is None
        if parts and is_new:
            self._item = self._draft(row, item, None, in_text=in_text, key=key)
            self._item.shares_row = bracket is not None
        if bracket is None or self._item is None:
            return self.outline.drafts[-1]
        is_printed = key is not None or self._item.is_key_printed
        key = f"{self._item.key}.{bracket}" if is_printed else None
        draft = self._draft(row, self._item.item, bracket, in_text=in_text, key=key)
        draft.shares_row = bool(parts) and self._item.rows[0] is row
        return draft

    def _dotted(self, parts: tuple[str, ...]) -> tuple[tuple[str, ...], str | None, str | None]:
        """The item's own number, the sub-item's and the key of a number that carries its place.

        `2.3` in section 2 is item 3; `5.1` after item 5 is its sub-item 1; else the key is what is printed.
        """
        printed = ".".join(parts)
        item = self._item
        above = tuple(item.key.split(".")) if item is not None else ()
        if item is not None and len(above) > 1 and _begins_with(parts, above):
            return (item.item,), ".".join(parts[len(above) :]), printed
        for prefix in reversed(self._prefixes()):
            if prefix and _begins_with(parts, prefix):
                return parts[len(prefix) :], None, printed
        if item is not None and item.item == parts[0]:
            return (item.item,), ".".join(parts[1:]), None
        return parts, None, printed

    def _draft(self, row: PlanRow, item: str, sub: str | None, *, in_text: bool, key: str | None) -> Draft:
        draft = self._new(row)
        draft.item, draft.sub, draft.parent = item, sub, self._item if sub else None
        draft.is_key_printed, draft.number_is_in_text = key is not None, in_text
        if key is None:
            alone = self._section if len(self._open) == 1 else None  # its number is a part of keys as printed
            prefix = (alone.number,) if alone else self._prefixes()[-1]
            key = ".".join(part for part in (*prefix, item, sub) if part)
        if key in self._keys:
            stage = f"{self._stage.number}/" if self._stage else ""
            n_same = self._stems[key] + (self._stems[f"{stage}{key}"] if stage else 0)
            message = f"The number {key} stands twice in the plan."
            key = f"{stage}{key}" if stage and f"{stage}{key}" not in self._keys else f"{key}~{n_same + 1}"
            self.remark("duplicate_number", f"{message} This one has the key {key}.", row.parts[0], key)
        self._keys.add(key)
        self._stems[key.split("~")[0]] += 1
        draft.key = key
        self.outline.drafts.append(draft)
        return draft

    def remark(self, code: str, message: str, part: TextPart | RowPart, key: str | None = None) -> None:
        """Something here needs a person's look."""
        place = Place(page_number=part.page_number, bbox=part.bbox)
        self.outline.remarks.append(PlacedRemark.of(code, message, place, measure_key=key))


def _begins_with(parts: tuple[str, ...], prefix: tuple[str, ...]) -> bool:
    return len(parts) > len(prefix) and parts[: len(prefix)] == prefix
