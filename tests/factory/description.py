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
class Body:
    """A body as its words name it, with its id in the registry."""

    mention_text: str
    agency_id: str | None
    is_by_consent: bool = False
    is_coordinator: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """What a careful reader makes of a row's cells, in the dataset's codes; None: nothing is there to read.

    `cost_amounts` are (year, source, amount in thousands); `bodies` come in printed order.
    """

    completion_form_types: tuple[str, ...] = ()
    recipient_agency_ids: tuple[str, ...] = ()
    deadline_edtf: str | None = None
    deadline_rrule: str | None = None
    deadline_event_text: str | None = None
    deadline_offset: str | None = None
    deadline_derived_end: str | None = None
    deadline_derived_from: str | None = None
    cost_type: str | None = None
    funding_sources: tuple[str, ...] = ()
    cost_amounts: tuple[tuple[int | None, str | None, str], ...] = ()
    bodies: tuple[Body, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One printed row of the plan's table: an item, a sub-item, or an item and its first sub-item.

    `lead_in` is set where the item and its first sub-item share one number cell (`5. 1)`): the cell's text is
    the lead-in and then `measure`. `removed_note` strikes the item out: all that the row holds next to its
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
    values: Values | None = None

    def text(self, name: str) -> str:
        """The text of the cell of one of `FIELDS`, as printed in this row."""
        own = {
            "measure": self.measure, "completion_form": self.completion_form, "executors": self.executors,
            "deadline": self.deadline, "cost": self.cost,
        }[name]  # fmt: skip
        return f"{self.lead_in} {own}" if name == "measure" and self.lead_in else own


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A row of totals: its words over the columns before the cost, the sum, the sum in thousands."""

    label: str
    cost: str
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of the plan; `number` and `title` are None where the plan has no sections."""

    number: str | None = None
    title: str | None = None
    rows: tuple[Row, ...] = ()
    note: str | None = None
    totals: tuple[Total, ...] = ()


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
    """A column of the table: `number`, one of `FIELDS`, `extra` (in the order of `Row.extra`), or `funding`,
    whose text stands in `Row.extra` too.
    """

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
    """An act as amended up to a day, with its plan. `body_code` is the id's part: `government`.

    `ground` is the part of `basis` that names the acts it rests on; in Kazakh it ends with `сәйкес`. Rows of
    `amendments`, `reporting_duties` and `abbreviations` are typed where a plan's values are.
    """

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
    language: str = "kk"
    ground: str = ""
    amendments: tuple[dict[str, str | None], ...] = field(default=(), hash=False)
    reporting_duties: tuple[dict[str, str], ...] = field(default=(), hash=False)
    abbreviations: tuple[dict[str, str | None], ...] = field(default=(), hash=False)

    @property
    def signature_lines(self) -> tuple[str, str]:
        """The position on its two lines: in Kazakh the office stands below the place, in Russian above it."""
        words = self.signatory_position
        first, _, second = words.rpartition(" ") if self.language == "kk" else words.partition(" ")
        return first, second
