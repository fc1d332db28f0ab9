"""What an edition says, as data: the act, its paragraphs, its plan. Nothing of how it looks.

Texts are typed in the contract's normal form: one line, single spaces. Layout engines wrap them as they
like; what a careful reader types back is the text that stands here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

UP: Final = "↑"
"""In place of a cell's text: the cell is one with the cell above it (a vertically merged cell)."""

FIELDS: Final = ("measure", "completion_form", "executors", "deadline", "cost")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One printed row of the plan's table: an item, a sub-item, or an item and its first sub-item.

    `lead_in` is set where the item and its first sub-item share one number cell (`5. 1)`): the cell's text is
    the lead-in and then `measure`. `removed_note` strikes the item out: all that the row holds beside its
    number is the note, in one cell over the other columns. A `\n` in a text is a forced line break inside the
    cell (sub-items as paragraphs); read back it is a space.
    """

    item: str
    sub: str | None = None
    measure: str = ""
    completion_form: str = ""
    executors: str = ""
    deadline: str = ""
    cost: str = ""
    extra: tuple[str, ...] = ()
    lead_in: str | None = None
    removed_note: str | None = None
    note: str | None = None

    def text(self, name: str) -> str:
        """The text of the cell of one of `FIELDS`, as printed in this row."""
        own = {
            "measure": self.measure, "completion_form": self.completion_form, "executors": self.executors,
            "deadline": self.deadline, "cost": self.cost,
        }[name]  # fmt: skip
        return f"{self.lead_in} {own}" if name == "measure" and self.lead_in else own


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of the plan; `number` and `title` are None where the plan has no sections."""

    number: str | None = None
    title: str | None = None
    rows: tuple[Row, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage of the plan; `number` is None where the plan has no stages. `label` stands before the dash."""

    number: int | None = None
    label: str = ""
    title: str = ""
    start: date | None = None
    end: date | None = None
    sections: tuple[Section, ...] = ()

    @property
    def heading(self) -> str:
        """The heading as printed."""
        return f"{self.label} - {self.title}" if self.title else self.label


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the table: `number`, one of `FIELDS`, or `extra` (in the order of `Row.extra`)."""

    field: str
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The plan of measures.

    `number_form` is how an item's number is printed: `{i}.`, `{i}`, `{i})` or `{s}.{i}.`. Where no column is
    the number's, numbers stand at the head of the measure's text.
    """

    title: str
    columns: tuple[Column, ...]
    stages: tuple[Stage, ...]
    note: str | None = None
    number_form: str = "{i}."
    sub_form: str = "{n})"
    section_form: str = "{s}. {t}"
    has_number_row: bool = True

    @property
    def has_number_column(self) -> bool:
        """Whether numbers stand in a cell of their own."""
        return any(column.field == "number" for column in self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A numbered paragraph of the act itself, with the note of amendment that follows it."""

    number: str
    text: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherTable:
    """A table of the file that is not the plan."""

    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """An act as amended up to a day, with its plan. `body_code` is the id's part: `government`."""

    name: str
    title: str
    act_type: str
    body: str
    body_code: str
    number: str
    date: date
    act_line: str
    basis: str
    paragraphs: tuple[Paragraph, ...]
    signatory_position: str
    signatory_name: str
    approval: tuple[str, ...]
    plan: Plan
    edition_date: date | None = None
    cost_unit: str = "thousand_tenge"
    tables_before: tuple[OtherTable, ...] = ()
    tables_after: tuple[OtherTable, ...] = ()
    is_synthetic: bool = True
    footnotes: tuple[tuple[str, str], ...] = field(default=())
    """(words that carry the mark, the footnote's text); shown only in styles that print footnotes."""
