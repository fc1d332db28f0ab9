"""The plan's entries from its outline: each measure's cells as printed, over all rows and pages.

The notes that stand inside a measure's cell are taken out of its words; a text shared by an item and its
first sub-item is divided after its colon; a number at the head of the text is taken off.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain

from pipeline.assemble.outline.outline_cursor import Draft, Outline, Total
from pipeline.assemble.rows.headings import removal_pattern, split_notes
from pipeline.assemble.rows.plan_columns import Column, Columns
from pipeline.assemble.rows.row_parts import PlanCell, each_once, lines_of
from pipeline.stations.item_numbers import split_leading_number
from pipeline.stations.page import Line
from pipeline.stations.plan import (
    COLUMN_ROLES,
    CellText,
    CostPart,
    Entry,
    OtherCell,
    PlacedNote,
    PlacedRemark,
    Plan,
    TotalRow,
)
from pipeline.stations.printed import JoinLines, Place, Printed

_DASHES = "-–— "


def build_plan(outline: Outline, columns: Columns, join: JoinLines) -> Plan:
    """The plan in printed words, of its outline and the columns of its first head."""
    builder = _Builder(join)
    entries = [builder.entry(draft) for draft in outline.drafts]
    present = {"cost" if column.label is not None else column.role for column in columns}
    return Plan(
        entries=tuple(entries),
        stages=tuple(outline.stages),
        sections=tuple(outline.sections),
        notes=tuple(sorted([*outline.notes, *builder.notes], key=_spot)),
        heads=tuple(column.head for column in columns),
        cost_head=_cost_head(columns),
        missing_roles=tuple(role for role in ("number", *COLUMN_ROLES[:-1]) if role not in present),
        legend=tuple(outline.legend),
        totals=tuple(builder.total(total) for total in outline.totals),
        remarks=(*outline.remarks, *_order_remarks(entries), *_doubts(outline.drafts)),
        unplaced=tuple(outline.unplaced),
    )


def _spot(note: PlacedNote) -> tuple[int, float]:
    first = next(iter(note.printed.places), None)
    return (first.page_number, first.bbox.top) if first else (0, 0.0)


def _doubts(drafts: Sequence[Draft]) -> list[PlacedRemark]:
    """A remark for each measure of a row whose edges or shared cells no rule, white or number decides."""
    found = []
    for draft in drafts:
        part = next((part for row in draft.rows for part in row.parts if part.doubt), None)
        if part is not None:
            place = Place(page_number=part.page_number, bbox=part.bbox)
            what = "Nothing printed decides where this row begins or ends, or which cells it shares"
            message = f"{what}: {part.doubt}."
            found.append(PlacedRemark.of("doubtful_row", message, place, measure_key=draft.key))
    return found


def _order_remarks(entries: Sequence[Entry]) -> list[PlacedRemark]:
    """A remark for each number that does not follow the one before it in its section or item."""
    remarks = []
    last: dict[str, int] = {}
    running = 0  # the last item's number: it may run on through the sections
    for entry in entries:
        parent = entry.key.rpartition(".")[0] if entry.section or entry.subitem_number else ""
        number = entry.subitem_number or entry.item_number
        own, inserted, _ = number.partition("-")
        if not own.isdecimal() or int(own) == 0:
            continue
        value, step = int(own), 0 if inserted else 1
        expected = {last.get(parent, 0) + step}
        if not entry.subitem_number:
            expected.add(running + step)
            running = value
        if value not in expected and (parent in last or entry.section):
            message = f"Number {number} stands where {last.get(parent, 0) + step} was expected."
            place = entry.number.boxes[0] if entry.number and entry.number.boxes else None
            remarks.append(PlacedRemark.of("number_out_of_order", message, place, measure_key=entry.key))
        last[parent] = value
    return remarks


class _Builder:
    def __init__(self, join: JoinLines) -> None:
        self._join = join
        self.notes: list[PlacedNote] = []

    def entry(self, draft: Draft) -> Entry:
        """One measure with its cells."""
        measure = self._removed(draft) if draft.is_removed else self._measure(draft)
        # reading the measure may have shown that all it says is the note that removes it
        cells = {} if draft.is_removed else {role: self._cell(draft, role) for role in COLUMN_ROLES[1:]}
        cost, parts = (None, ()) if draft.is_removed else self._costs(draft, cells.get("cost"))
        return Entry(
            key=draft.key,
            parent_key=draft.parent.key if draft.parent else None,
            stage=draft.stage,
            section=draft.section,
            item_number=draft.item,
            subitem_number=draft.sub,
            is_removed=draft.is_removed,
            pages=tuple(sorted({page for row in draft.rows for page in row.pages})),
            number=self._cell(draft, "number"),
            measure=measure,
            completion_form=cells.get("completion_form"),
            executors=cells.get("executors"),
            deadline=cells.get("deadline"),
            cost=cost,
            funding=cells.get("funding"),
            cost_parts=parts,
            others=() if draft.is_removed else self._others(draft),
            levels=draft.levels,
        )

    def total(self, total: Total) -> TotalRow:
        """A row of totals with its costs."""
        own = {line.number for line in total.lines}
        texts: list[CellText | None] = []
        for role in ("cost", "funding"):
            found = _cells_of(total.draft, role)
            found = [each for each in found if own.isdisjoint(line.number for line in each.lines)]
            texts.append(self._cell_text(found) if found else None)
        cost, parts = self._costs(total.draft, texts[0])
        return TotalRow(
            label=self._join(total.lines),
            section=total.draft.section,
            levels=total.draft.levels,
            cost=cost,
            cost_parts=parts,
            funding=texts[1],
            n_entries_above=total.n_drafts_above,
        )

    def _cell(self, draft: Draft, role: str) -> CellText | None:
        cells = _cells_of(draft, role)
        if not cells:
            return None
        cell = self._cell_text(cells)
        # an item and its first sub-item are two rows of one printed row: its cells belong to both
        is_of_both = draft.shares_row and role != "number" and bool(cell.printed.text)
        return replace(cell, is_shared=True) if is_of_both else cell

    def _cell_text(self, cells: Sequence[PlanCell], printed: Printed | None = None) -> CellText:
        text = printed if printed is not None else self._join(lines_of(cells))
        return CellText(
            printed=text,
            boxes=tuple(box for cell in cells for box in cell.boxes),
            is_shared=bool(text.text) and any(cell.n_rows > 1 for cell in cells),
        )

    def _measure(self, draft: Draft) -> CellText | None:
        cells = _cells_of(draft, "measure")
        if not cells:
            return None
        lines = lines_of(cells)
        own, notes = split_notes(lines, self._join)
        for note in notes:
            self._note(note, draft)
        lines = lines[: len(own.lines)]
        if removal_pattern().match(own.text):
            draft.is_removed = True
            return self._removed(draft)
        if draft.shares_row:
            lead_in, rest = _split_at_colon(lines)
            own = self._join(lead_in if draft.sub is None else rest)
        if draft.number_is_in_text or (draft.shares_row and draft.sub):
            own = replace(own, text=split_leading_number(own.text)[1])
        return self._cell_text(cells, own)

    def _removed(self, draft: Draft) -> CellText | None:
        """A removed item: what is printed is the note that removes it, kept as a note."""
        some = [each for row in draft.rows for each in row.cells]
        cells = each_once(
            each.cell for each in some if not all(column.role == "number" for column in each.columns)
        )
        printed = self._join(lines_of(cells))
        if draft.number_is_in_text:
            printed = replace(printed, text=split_leading_number(printed.text)[1])
        if not any(note.owner_key == draft.key and note.printed.text == printed.text for note in self.notes):
            self._note(printed, draft)
        return self._cell_text(cells, Printed(text=""))

    def _note(self, note: Printed, draft: Draft) -> None:
        self.notes.append(PlacedNote(printed=note, owner_type="measure", owner_key=draft.key))

    def _costs(self, draft: Draft, alone: CellText | None) -> tuple[CellText | None, tuple[CostPart, ...]]:
        """The cost's cell and its parts, where it is printed in several columns under one head.

        Its text is then what the parts print, each after its own head: `2021: 100,5; 2022: 200`.
        """
        found = self._by_column(draft, _pays)
        if not any(column.label is not None for columns, _ in found for column in columns):
            return alone, ()
        cells = [("", alone)] if alone is not None else []
        for columns, own in found:
            if any(column.label is not None for column in columns):
                label = columns[0].label if len(columns) == 1 else None
                cells.append((label or "", self._cell_text(own)))
        worded = [(label, cell) for label, cell in cells if cell.printed.text.strip(_DASHES)]
        texts = [f"{label}: {cell.printed.text}" if label else cell.printed.text for label, cell in worded]
        any_text = next((cell.printed.text for _, cell in cells if cell.printed.text), "")
        cost = CellText(
            printed=Printed.of([cell.printed for _, cell in cells], "; ".join(texts) if worded else any_text),
            boxes=tuple(box for _, cell in cells for box in cell.boxes),
            is_shared=any(cell.is_shared for _, cell in cells),
        )
        return cost, tuple(CostPart(label=label, text=cell.printed.text) for label, cell in worded)

    def _by_column(
        self, draft: Draft, is_wanted: Callable[[Column], bool]
    ) -> list[tuple[tuple[Column, ...], list[PlanCell]]]:
        """The cells that stand in wanted columns alone, with these columns, from left to right."""
        found: dict[tuple[str, ...], tuple[tuple[Column, ...], list[PlanCell]]] = {}
        for some in (some for row in draft.rows for some in row.cells):
            if some.columns and all(map(is_wanted, some.columns)):
                names = tuple(column.head for column in some.columns)
                found.setdefault(names, (some.columns, []))[1].append(some.cell)
        return [(columns, each_once(cells)) for columns, cells in found.values()]

    def _others(self, draft: Draft) -> tuple[OtherCell, ...]:
        # columns of one head are one
        found = {
            " | ".join(column.head for column in columns): cells
            for columns, cells in self._by_column(draft, _is_other)
        }
        return tuple(OtherCell(head=head, cell=self._cell_text(cells)) for head, cells in found.items())


def _cells_of(draft: Draft, role: str) -> list[PlanCell]:
    return each_once(cell for row in draft.rows for cell in row.of(role))


def _pays(column: Column) -> bool:
    """Whether this is a column of costs under a common head, or of the sources next to them."""
    return column.label is not None or column.role == "funding"


def _is_other(column: Column) -> bool:
    return column.role is None and column.label is None


def _cost_head(columns: Columns) -> str:
    """The head of the column of costs, or over these, where several stand under one."""
    own = (column.head for column in columns if column.role == "cost" and column.head)
    common = (
        column.head.removesuffix(column.label).removesuffix(" / ")
        for column in columns
        if column.label is not None
    )
    return next(chain(own, common), "")


def _split_at_colon(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines up to and including the first colon, and the rest; the line that holds it is divided."""
    for index, line in enumerate(lines):
        before, colon, after = line.text.partition(":")
        if colon:
            rest = [line._replace(text=after.strip(), changes=())] if after.strip() else []
            return [*lines[:index], line._replace(text=before + colon)], [*rest, *lines[index + 1 :]]
    return list(lines), []
