"""The act and its plan in printed words: what the assemble stage gives and the normalise stage reads.

`PlanWords` is what the words of a language say of a plan's layout, which knows none of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from typing import Literal

import regex as re

from pipeline.registry.finding_kinds import Remark
from pipeline.registry.head_words import HeadRole
from pipeline.stations.page import Line
from pipeline.stations.printed import Place, Printed

Owner = Literal["act", "paragraph", "plan", "stage", "section", "measure"]
"""What a note of amendment can stand at."""

COLUMN_ROLES = ("measure", "completion_form", "executors", "deadline", "cost", "funding")
"""The plan's columns but for the number, in the contract's order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellText:
    """What one cell of the plan says, over all rows and pages that it spans.

    `boxes` are the cell's boxes, one a page that it is on; `is_shared` is True where it spans several rows.
    """

    printed: Printed
    boxes: tuple[Place, ...]
    is_shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherCell:
    """A cell of a column that the contract does not know, with the column's head."""

    head: str
    cell: CellText


@dataclass(frozen=True, slots=True, kw_only=True)
class CostPart:
    """One of several columns under the head of the costs: `label` is its own head, `2021` or `Барлығы`.

    `label` is "" for a cell that fills several of them.
    """

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage's heading: its number, years and title as printed."""

    number: int
    title: str
    first_year: int | None
    last_year: int | None
    heading: Printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section's heading; `number` as printed without `.` and `)`, or None where none is printed.

    `level` is priority, direction, goal or task where the heading says so.
    """

    number: str | None
    title: str
    heading: Printed
    level: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedNote:
    """A note of amendment and what it stands at: the plan, a stage, a section, a measure or a paragraph."""

    printed: Printed
    owner_type: Owner
    owner_key: str | None


TextPlace = Literal["act", "before_plan", "after_plan", "annex"]
"""Where a text next to the plan stands: in the act, above the plan's last row, below it, in an annex."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideText:
    """A text next to the plan: a paragraph, or a row of another table with the texts of its cells.

    `source` are the lines that it was joined from.
    """

    part: TextPlace
    printed: Printed
    source: tuple[Line, ...]
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRemark:
    """A remark with the place that it speaks of, and the measure and column where they are known.

    `printed` are the words that it is about; None where those at the place are.
    """

    remark: Remark
    place: Place | None = None
    measure_key: str | None = None
    column: str | None = None
    printed: str | None = None

    @classmethod
    def of(
        cls, code: str, message: str, place: Place | None = None, *, measure_key: str | None = None
    ) -> PlacedRemark:
        """A remark with this code and message at a place."""
        return cls(remark=Remark(code=code, message=message), place=place, measure_key=measure_key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One measure of the plan: an item or a sub-item, with its cells as printed."""

    key: str
    parent_key: str | None
    stage: Stage | None
    section: Section | None
    item_number: str
    subitem_number: str | None
    is_removed: bool
    pages: tuple[int, ...]
    number: CellText | None
    measure: CellText | None
    completion_form: CellText | None
    executors: CellText | None
    deadline: CellText | None
    cost: CellText | None
    funding: CellText | None = None
    cost_parts: tuple[CostPart, ...] = ()
    others: tuple[OtherCell, ...] = ()
    levels: tuple[Section, ...] = ()

    @property
    def cells(self) -> dict[str, CellText]:
        """The cells that are there, by column: `item_number`, `measure_text` and so on."""
        named = {"item_number": self.number} | {f"{role}_text": getattr(self, role) for role in COLUMN_ROLES}
        return {column: cell for column, cell in named.items() if cell is not None}

    @property
    def boxes(self) -> list[Place]:
        """The boxes of these cells."""
        return [box for cell in self.cells.values() for box in cell.boxes]


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalRow:
    """A row of totals: its words, its costs, and how many entries of the plan stand above it."""

    label: Printed
    section: Section | None
    levels: tuple[Section, ...]
    cost: CellText | None
    cost_parts: tuple[CostPart, ...]
    funding: CellText | None
    n_entries_above: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The plan's measures in order, with its headings, notes and the lines that were left over.

    `legend` are the entries of the legend of abbreviations next to it, as printed.
    """

    entries: tuple[Entry, ...]
    stages: tuple[Stage, ...]
    sections: tuple[Section, ...]
    notes: tuple[PlacedNote, ...]
    heads: tuple[str, ...]
    cost_head: str
    missing_roles: tuple[str, ...]
    remarks: tuple[PlacedRemark, ...]
    legend: tuple[Printed, ...] = ()
    totals: tuple[TotalRow, ...] = ()
    unplaced: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A numbered paragraph of the act itself, without its number and its notes."""

    number: str
    printed: Printed
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActText:
    """The act around its plan, in printed words; what is not printed is None.

    `trailing` are the lines between the plan's title and its table: headings may stand there. `between` are
    those between the act and the plan's own stamp: other annexes. `signed_besides` are the lines of each
    signature after the first.
    """

    title: Printed | None
    act_line: Printed | None
    preamble: Printed | None
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[PlacedNote, ...]
    signatory_position: str | None
    signatory_name: str | None
    approval: Printed | None
    plan_title: Printed | None
    trailing: tuple[Line, ...]
    signature: Printed | None = None
    between: tuple[Line, ...] = ()
    signed_besides: tuple[tuple[Line, ...], ...] = ()


LEAST_HEADS = 3
ANCHORS = frozenset({"executors", "deadline", "completion_form"})
"""The columns of which a plan has at least one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWords:
    """The words of one language by which a plan is known, for texts without their spaces.

    `head_role` gives the role of the column whose head a text is; `heading` matches how a heading opens
    (`3.Ақпараттық`, `II.Жемшөп`, `Екіншікезең`, `2-кезең`), `removal` the words that remove an item.
    """

    head_role: Callable[[str], HeadRole | None]
    heading: re.Pattern[str]
    removal: re.Pattern[str]

    def roles_of(self, heads: Sequence[str]) -> tuple[str | None, ...]:
        """The role of each column, from left to right, by the texts of their heads."""
        return one_of_each([self.head_role(text) for text in heads])


def is_plan_head(roles: Set[str | None]) -> bool:
    """Whether columns of these roles are those of a plan of measures; None is none of them."""
    return len(roles - {None}) >= LEAST_HEADS and "measure" in roles and bool(roles & ANCHORS)


def one_of_each(
    roles: Sequence[HeadRole | None], is_part: Sequence[bool] | None = None
) -> tuple[str | None, ...]:
    """The role of each column: of several heads with one role the surest has it, the others have none.

    A column that is a part of another's head (`is_part`) has none either.
    """
    own = [None if is_part and is_part[at] else role for at, role in enumerate(roles)]
    has_costs = any(role is not None and role.role == "cost" for role in roles)
    surest: dict[str, int] = {}
    for role in own:
        if role is not None:
            surest[role.role] = min(role.rank, surest.get(role.role, role.rank))
    result: list[str | None] = []
    for role in own:
        if role is not None and role.role == "funding" and not has_costs:
            result.append("cost")  # the only column that says how a measure is paid for
        elif role is not None and surest.get(role.role) == role.rank:
            del surest[role.role]
            result.append(role.role)
        else:
            result.append(None)
    return tuple(result)
