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


@dataclass(eq=False, slots=True)
class Draft:
    """A measure while the plan is read: its number, where it stands, and the rows that it is printed in."""

    item: str
    sub: str | None
    key: str
    parent: Draft | None
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
    """A row of totals, where it stands, and how many measures are above it."""

    row: PlanRow
    lines: tuple[Line, ...]
    section: Section | None
    levels: tuple[Section, ...]
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

    Attributes:
        outline: what was met so far.
        brackets_are_items: whether `1)` is an item, since nothing in the plan is numbered `1` or `1.`.
    """

    def __init__(self) -> None:
        self.outline = Outline()
        self.brackets_are_items = False
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
            self._stage = heading.stage
            self._item = None
            # sections are numbered on through the stages; a level of headings ends with its stage
            self._open = {level: section for level, section in self._open.items() if not level}
            self._section = self._open.get("")
            self.outline.stages.append(heading.stage)
        if heading.section:
            self._section, self._item = heading.section, None
            self._enter(heading.section)
            self.outline.sections.append(heading.section)
        for note in heading.notes:
            self.note(note)

    def _enter(self, section: Section) -> None:
        """A level begins anew: it ends those below it."""
        level = section.level or ""
        self._ranks.setdefault(level, len(self._ranks))
        above = {name: open_ for name, open_ in self._open.items() if self._ranks[name] < self._ranks[level]}
        self._open = {**above, level: section}

    @property
    def levels(self) -> tuple[Section, ...]:
        """The headings over this place that say what level they are, from the uppermost on."""
        return tuple(section for section in self._open.values() if section.level)

    def _prefixes(self) -> list[tuple[str, ...]]:
        """The numbers of the headings over this place, each with those above it: `("1",)`, `("1", "2")`."""
        found: list[tuple[str, ...]] = [()]
        for section in self._open.values():
            own = number_parts(section.number)
            if own:
                found.append(own if own[: len(found[-1])] == found[-1] else (*found[-1], *own))
        return found

    def total(self, row: PlanRow, lines: Sequence[Line]) -> None:
        """A row of totals stands here."""
        self.outline.totals.append(
            Total(
                row=row,
                lines=tuple(lines),
                section=self._section,
                levels=self.levels,
                n_drafts_above=len(self.outline.drafts),
            )
        )

    def note(self, note: Printed) -> None:
        """A note stands here."""
        owner: Owner = "plan"
        key = None
        if self._item is not None and self.outline.drafts:
            owner, key = "measure", self.outline.drafts[-1].key
        elif self._section is not None:
            owner, key = "section", self._section.number
        elif self._stage is not None:
            owner, key = "stage", str(self._stage.number)
        self.outline.notes.append(PlacedNote(printed=note, owner_type=owner, owner_key=key))

    def measure(self, row: PlanRow, number: ItemNumber, *, in_text: bool) -> Draft:
        """The draft, or the two drafts, of a numbered row; gives the last."""
        parts, bracket = number.parts, number.bracket
        if bracket and not parts and (self._item is None or self.brackets_are_items):
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
        above = tuple(self._item.key.split(".")) if self._item is not None else ()
        if self._item is not None and len(above) > 1 and _begins_with(parts, above):
            return (self._item.item,), ".".join(parts[len(above) :]), printed
        for prefix in reversed(self._prefixes()):
            if prefix and _begins_with(parts, prefix):
                return parts[len(prefix) :], None, printed
        if self._item is not None and self._item.item == parts[0]:
            return (self._item.item,), ".".join(parts[1:]), None
        return parts, None, printed

    def _draft(self, row: PlanRow, item: str, sub: str | None, *, in_text: bool, key: str | None) -> Draft:
        is_key_printed = key is not None
        if key is None:
            key = ".".join(part for part in (*self._prefix_of_keys(), item, sub) if part)
        if key in self._keys:
            stage = f"{self._stage.number}/" if self._stage else ""
            count = self._stems[key] + (self._stems[f"{stage}{key}"] if stage else 0)
            message = f"The number {key} stands twice in the plan."
            key = f"{stage}{key}" if stage and f"{stage}{key}" not in self._keys else f"{key}~{count + 1}"
            self.remark("duplicate_number", f"{message} This one has the key {key}.", row.parts[0], key)
        self._keys.add(key)
        self._stems[key.split("~")[0]] += 1
        draft = Draft(
            item=item,
            sub=sub,
            key=key,
            parent=self._item if sub else None,
            stage=self._stage,
            section=self._section,
            levels=self.levels,
            rows=[row],
            is_key_printed=is_key_printed,
            number_is_in_text=in_text,
        )
        self.outline.drafts.append(draft)
        return draft

    def _prefix_of_keys(self) -> tuple[str, ...]:
        """The numbers of the headings over this place as keys have them: of a section alone as printed."""
        if len(self._open) == 1 and self._section is not None:
            return (self._section.number or "",)
        return self._prefixes()[-1]

    def remark(self, code: str, message: str, part: TextPart | RowPart, key: str | None = None) -> None:
        """Something here needs a person's look."""
        place = Place(page_number=part.page_number, bbox=part.bbox)
        self.outline.remarks.append(PlacedRemark.of(code, message, place, measure_key=key))


def _begins_with(parts: tuple[str, ...], prefix: tuple[str, ...]) -> bool:
    return len(parts) > len(prefix) and parts[: len(prefix)] == prefix
