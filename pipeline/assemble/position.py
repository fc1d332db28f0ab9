"""Where in the plan the reader is: the stage, section and item that a row or a note belongs to.

Sections are numbered on through the stages, items anew in each section; `2.3` may be item 3 of section 2, or
sub-item 3 of item 2. Keys must differ: a number that stands twice gets a longer key and a remark.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from pipeline.assemble.headings import Heading
from pipeline.assemble.joined import JoinedRow
from pipeline.assemble.numbers import ItemNumber
from pipeline.assemble.parts import RowPart, TextPart
from pipeline.findings import Remark
from pipeline.page import Line
from pipeline.plan import BesideText, PlacedNote, PlacedRemark, Section, Stage
from pipeline.printed import Place, Printed


@dataclass(eq=False, slots=True)
class Draft:
    """A measure while the plan is read: its number, where it stands, and the rows that it is printed in."""

    item: str
    sub: str | None
    key: str
    parent: Draft | None
    stage: Stage | None
    section: Section | None
    rows: list[JoinedRow]
    is_removed: bool = False
    number_is_in_text: bool = False
    shares_row: bool = False


@dataclass(slots=True)
class Outline:
    """What the walk through the plan found."""

    drafts: list[Draft] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    notes: list[PlacedNote] = field(default_factory=list)
    remarks: list[PlacedRemark] = field(default_factory=list)
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
        self._item: Draft | None = None
        self._keys: set[str] = set()
        self._stems: Counter[str] = Counter()  # keys but for what tells equal ones apart

    @property
    def is_in_item(self) -> bool:
        """Has an item been met in this section?"""
        return self._item is not None

    def heading(self, heading: Heading, number: str | None = None) -> None:
        """A stage or a section begins; `number` is the section's, where it stands in a cell of its own."""
        if heading.stage:
            self._stage = heading.stage
            self._item = None
            self.outline.stages.append(heading.stage)
        if heading.section:
            section = heading.section
            if number:
                section = Section(number=number, title=section.heading.text, heading=section.heading)
            self._section, self._item = section, None
            self.outline.sections.append(section)
        for note in heading.notes:
            self.note(note)

    def note(self, note: Printed) -> None:
        """A note stands here."""
        if self._item is not None and self.outline.drafts:
            self.outline.notes.append(
                PlacedNote(printed=note, owner_type="measure", owner_key=self.outline.drafts[-1].key)
            )
        elif self._section is not None:
            self.outline.notes.append(
                PlacedNote(printed=note, owner_type="section", owner_key=self._section.number)
            )
        elif self._stage is not None:
            self.outline.notes.append(
                PlacedNote(printed=note, owner_type="stage", owner_key=str(self._stage.number))
            )
        else:
            self.outline.notes.append(PlacedNote(printed=note, owner_type="plan", owner_key=None))

    def measure(self, row: JoinedRow, number: ItemNumber, *, in_text: bool) -> Draft:
        """The draft, or the two drafts, of a numbered row; gives the last."""
        parts, bracket = number.parts, number.bracket
        if bracket and not parts and (self._item is None or self.brackets_are_items):
            parts, bracket = (bracket,), None
        if len(parts) > 1:
            parts, bracket = self._dotted(parts)
        if parts and (self._item is None or self._item.item != parts[-1] or bracket is None):
            self._item = self._draft(row, parts[-1], None, in_text=in_text)
            self._item.shares_row = bracket is not None
        if bracket is None or self._item is None:
            return self.outline.drafts[-1]
        draft = self._draft(row, self._item.item, bracket, in_text=in_text)
        draft.shares_row = bool(parts) and self._item.rows[0] is row
        return draft

    def _dotted(self, parts: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
        """`2.3` in section 2 is item 3; `5.1` after item 5 is its sub-item 1; else the item is."""
        section = self._section.number if self._section else None
        if parts[0] == section:
            rest = parts[1:]
            return rest[:1], rest[1] if len(rest) > 1 else None
        if self._item is not None and self._item.item == parts[0]:
            return (self._item.item,), ".".join(parts[1:])
        return (".".join(parts),), None

    def _draft(self, row: JoinedRow, item: str, sub: str | None, *, in_text: bool) -> Draft:
        section = self._section.number if self._section else None
        key = ".".join(part for part in (section, item, sub) if part)
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
            rows=[row],
            number_is_in_text=in_text,
        )
        self.outline.drafts.append(draft)
        return draft

    def remark(self, code: str, message: str, part: TextPart | RowPart, key: str | None = None) -> None:
        """Something here needs a person's look."""
        place = None
        if isinstance(part, TextPart):
            place = Place(page_number=part.page_number, bbox=part.bbox)
        elif isinstance(part, RowPart):
            box = part.cells[0].cell.bbox
            for some in part.cells[1:]:
                box = box.union(some.cell.bbox)
            place = Place(page_number=part.page_number, bbox=box)
        self.outline.remarks.append(
            PlacedRemark(remark=Remark(code=code, message=message), place=place, measure_key=key)
        )
