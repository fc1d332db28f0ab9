"""The plan's entries from its outline: each measure's cells as printed, over all rows and pages.

The notes that stand inside a measure's cell are taken out of its words; a text shared by an item and its
first sub-item is parted after its colon; a number at the head of the text is taken off.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.assemble.outline.outline_cursor import Draft, Outline, Total
from pipeline.assemble.page_breaks.joined_rows import CellGroup, JoinedRow, JoinedStream, row_groups
from pipeline.assemble.rows.headings import removal_pattern, split_notes
from pipeline.assemble.rows.plan_columns import Column, Columns
from pipeline.registry.finding_kinds import Remark
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


def build_plan(outline: Outline, stream: JoinedStream, columns: Columns | None, join: JoinLines) -> Plan:
    """The plan in printed words.

    Args:
        outline: what `read_outline` found.
        stream: the joined rows that it was found in.
        columns: the columns of the plan's first head.
        join: joins lines to text.
    """
    builder = _Builder(stream, outline.drafts, join)
    entries = [builder.entry(draft) for draft in outline.drafts]
    heads = columns.columns if columns else ()
    present = {column.role for column in heads} | {"cost" for column in heads if column.label is not None}
    order = {key: index for index, key in enumerate(draft.key for draft in outline.drafts)}
    notes = sorted(
        [*outline.notes, *builder.notes],
        key=lambda note: (
            (note.printed.places[0].page_number, note.printed.places[0].bbox.top)
            if note.printed.places
            else (0, order.get(note.owner_key or "", 0))
        ),
    )
    return Plan(
        entries=tuple(entries),
        stages=tuple(outline.stages),
        sections=tuple(outline.sections),
        notes=tuple(notes),
        heads=tuple(column.head for column in heads),
        cost_head=next((column.head for column in heads if column.role == "cost"), "") or _common_head(heads),
        missing_roles=tuple(role for role in ("number", *COLUMN_ROLES[:-1]) if role not in present),
        legend=tuple(outline.legend),
        totals=tuple(builder.total(total) for total in outline.totals),
        remarks=(*outline.remarks, *_order_remarks(entries), *_doubts(outline.drafts)),
        unplaced=tuple(outline.unplaced),
    )


def _doubts(drafts: Sequence[Draft]) -> list[PlacedRemark]:
    """A remark for each measure of a row whose edges or shared cells no rule, white or number decides."""
    remark = Remark(
        code="doubtful_row",
        message="Nothing printed decides where this row begins or ends, or which cells it shares.",
    )
    return [
        PlacedRemark(
            remark=remark, place=Place(page_number=part.page_number, bbox=part.bbox), measure_key=draft.key
        )
        for draft in drafts
        for part in [next((part for row in draft.rows for part in row.parts if part.is_doubtful), None)]
        if part is not None
    ]


def _order_remarks(entries: Sequence[Entry]) -> list[PlacedRemark]:
    """A remark for each number that does not follow the one before it in its section or item."""
    remarks = []
    last: dict[str, int] = {}
    running = 0  # the last item's number: it may run on through the sections
    for entry in entries:
        parent = entry.key.rpartition(".")[0] if entry.section or entry.subitem_number else ""
        number = entry.subitem_number or entry.item_number
        own = number.partition("-")[0]
        value, is_inserted = (int(own), "-" in number) if own.isdecimal() else (0, True)
        expected = last.get(parent, 0) + (0 if is_inserted else 1)
        runs_on = not entry.subitem_number and value == running + (0 if is_inserted else 1)
        if value and value != expected and not runs_on and not (parent not in last and not entry.section):
            message = f"Number {number} stands where {expected} was expected."
            place = entry.number.boxes[0] if entry.number and entry.number.boxes else None
            remarks.append(
                PlacedRemark(
                    remark=Remark(code="number_out_of_order", message=message),
                    place=place,
                    measure_key=entry.key,
                )
            )
        if value:
            last[parent] = value
            running = running if entry.subitem_number else value
    return remarks


class _Builder:
    def __init__(self, stream: JoinedStream, drafts: Sequence[Draft], join: JoinLines) -> None:
        self._group_of = stream.group_of
        self._join = join
        self._from_below: dict[tuple[int, str], CellGroup] = {}
        self.notes: list[PlacedNote] = []
        subitems: dict[int, list[Draft]] = {}
        for draft in drafts:
            if draft.parent:
                subitems.setdefault(id(draft.parent), []).append(draft)
        for item in drafts:
            if id(item) in subitems and not _has_text_beside(item):
                self._share_from_below(item, subitems[id(item)])

    def entry(self, draft: Draft) -> Entry:
        """One measure with its cells."""
        pages = tuple(sorted({page for row in draft.rows for page in row.pages}))
        if draft.is_removed:
            return self._entry(draft, pages, {}, self._removed(draft))
        measure = self._measure(draft)
        # reading the measure may have shown that all it says is the note that strikes it out
        cells = {} if draft.is_removed else {role: self._cell(draft, role) for role in COLUMN_ROLES[1:]}
        return self._entry(draft, pages, cells, measure)

    def _entry(
        self,
        draft: Draft,
        pages: tuple[int, ...],
        cells: dict[str, CellText | None],
        measure: CellText | None,
    ) -> Entry:
        cost: CellText | None = cells.get("cost")
        parts: tuple[CostPart, ...] = ()
        if not draft.is_removed:
            cost, parts = self._costs(draft, cost)
        return Entry(
            key=draft.key,
            parent_key=draft.parent.key if draft.parent else None,
            stage=draft.stage,
            section=draft.section,
            item_number=draft.item,
            subitem_number=draft.sub,
            is_removed=draft.is_removed,
            pages=pages,
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
        own = {id(line) for line in total.lines}
        draft = _row_alone(total.row)

        def cell(role: str) -> CellText | None:
            found = [
                group
                for group in row_groups(total.row, role, self._group_of)
                if not any(id(line) in own for line in group.lines)
            ]
            return self._cell_text(self._join(_lines(found)), found) if found else None

        cost, parts = self._costs(draft, cell("cost"))
        return TotalRow(
            label=self._join(total.lines),
            section=total.section,
            levels=total.levels,
            cost=cost,
            cost_parts=parts,
            funding=cell("funding"),
            n_entries_above=total.n_drafts_above,
        )

    def _groups(self, draft: Draft, role: str) -> list[CellGroup]:
        groups = {id(g): g for row in draft.rows for g in row_groups(row, role, self._group_of)}
        below = self._from_below.get((id(draft), role))
        return [below] if below else list(groups.values())

    def _share_from_below(self, item: Draft, subitems: Sequence[Draft]) -> None:
        """Where nothing is printed beside a lead-in, a cell of all its sub-items overleaf is its own too."""
        for role in COLUMN_ROLES[1:]:
            groups = [self._groups(draft, role) for draft in subitems]
            first = groups[0][0] if groups[0] else None
            is_one = first is not None and all(len(some) == 1 and some[0] is first for some in groups)
            if (
                first
                and is_one
                and not item.rows[-1].parts[-1].shuts(role)
                and first.lines
                and first.pages[0] > item.rows[-1].pages[-1]
            ):
                self._from_below[id(item), role] = first
                first.n_rows += 1

    def _cell(self, draft: Draft, role: str) -> CellText | None:
        groups = self._groups(draft, role)
        if not groups:
            return None
        cell = self._cell_text(self._join(_lines(groups)), groups)
        # an item and its first sub-item are two rows of one printed row: its cells belong to both
        is_of_both = draft.shares_row and role != "number" and bool(cell.printed.text)
        return replace(cell, is_shared=True) if is_of_both else cell

    def _cell_text(self, printed: Printed, groups: Sequence[CellGroup]) -> CellText:
        boxes = [
            Place(page_number=page, bbox=cell.bbox)
            for group in groups
            for page, cell in zip(group.pages, group.cells, strict=True)
        ]
        return CellText(
            printed=printed,
            boxes=tuple(boxes),
            is_shared=bool(printed.text) and any(group.n_rows > 1 for group in groups),
        )

    def _measure(self, draft: Draft) -> CellText | None:
        groups = self._groups(draft, "measure")
        if not groups:
            return None
        lines = _lines(groups)
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
        return self._cell_text(own, groups)

    def _removed(self, draft: Draft) -> CellText | None:
        """A struck-out item: what is printed is the note that strikes it out, kept as a note."""
        groups = {
            id(group): group
            for row in draft.rows
            for part in row.parts
            for some in part.cells
            for group in [self._group_of[id(some.cell)]]
            if not all(column.role == "number" for column in some.columns)
        }
        printed = self._join(_lines(list(groups.values())))
        if draft.number_is_in_text:
            printed = replace(printed, text=split_leading_number(printed.text)[1])
        if not any(note.owner_key == draft.key and note.printed.text == printed.text for note in self.notes):
            self._note(printed, draft)
        return self._cell_text(Printed(text=""), list(groups.values()))

    def _note(self, note: Printed, draft: Draft) -> None:
        self.notes.append(PlacedNote(printed=note, owner_type="measure", owner_key=draft.key))

    def _costs(self, draft: Draft, alone: CellText | None) -> tuple[CellText | None, tuple[CostPart, ...]]:
        """The cost's cell and its parts, where it is printed in several columns under one head.

        Its text is then what the parts print, each after its own head: `2021: 100,5; 2022: 200`.
        """
        found = [
            (columns, groups)
            for columns, groups in self._by_column(draft, _pays)
            if any(column.label is not None for column in columns)
        ]
        if not found:
            return alone, ()
        cells = [
            (
                columns[0].label or "" if len(columns) == 1 else "",
                self._cell_text(self._join(_lines(groups)), groups),
            )
            for columns, groups in found
        ]
        if alone is not None:
            cells.insert(0, ("", alone))
        worded = [(label, cell) for label, cell in cells if cell.printed.text.strip(_DASHES)]
        texts = [f"{label}: {cell.printed.text}" if label else cell.printed.text for label, cell in worded]
        printed = Printed(
            text="; ".join(texts),
            lines=tuple(line for _, cell in cells for line in cell.printed.lines),
            changes=tuple(change for _, cell in cells for change in cell.printed.changes),
            places=tuple(place for _, cell in cells for place in cell.printed.places),
            parts=tuple(cell.printed for _, cell in cells),
        )
        if not worded:
            printed = replace(
                printed, text=next((cell.printed.text for _, cell in cells if cell.printed.text), "")
            )
        cost = CellText(
            printed=printed,
            boxes=tuple(box for _, cell in cells for box in cell.boxes),
            is_shared=any(cell.is_shared for _, cell in cells),
        )
        return cost, tuple(CostPart(label=label, text=cell.printed.text) for label, cell in worded)

    def _by_column(
        self, draft: Draft, is_wanted: Callable[[Column], bool]
    ) -> list[tuple[tuple[Column, ...], list[CellGroup]]]:
        """The cells that stand in wanted columns alone, with these columns, from left to right."""
        found: dict[tuple[str, ...], tuple[tuple[Column, ...], list[CellGroup]]] = {}
        for row in draft.rows:
            for part in row.parts:
                for some in part.cells:
                    if some.columns and all(map(is_wanted, some.columns)):
                        names = tuple(column.head for column in some.columns)
                        groups = found.setdefault(names, (some.columns, []))[1]
                        group = self._group_of[id(some.cell)]
                        if not any(group is known for known in groups):
                            groups.append(group)
        return list(found.values())

    def _others(self, draft: Draft) -> tuple[OtherCell, ...]:
        found = {
            " | ".join(column.head for column in columns): groups
            for columns, groups in self._by_column(draft, _is_other)
        }
        return tuple(
            OtherCell(head=head, cell=self._cell_text(self._join(_lines(groups)), groups))
            for head, groups in found.items()
        )


def _pays(column: Column) -> bool:
    """Is this a column of costs under a common head, or of the sources beside them?"""
    return column.label is not None or column.role == "funding"


def _is_other(column: Column) -> bool:
    return column.role is None and column.label is None


def _common_head(columns: Sequence[Column]) -> str:
    """The head over the columns of costs, where several stand under it."""
    part = next((column for column in columns if column.label is not None), None)
    return part.head.removesuffix(part.label or "").removesuffix(" / ") if part else ""


def _row_alone(row: JoinedRow) -> Draft:
    """A row that is no measure, as one whose columns are looked up."""
    return Draft(item="", sub=None, key="", parent=None, stage=None, section=None, levels=(), rows=[row])


def _has_text_beside(draft: Draft) -> bool:
    parts = [part for row in draft.rows for part in row.parts]
    return any(part.lines(role) for part in parts for role in COLUMN_ROLES[1:])


def _lines(groups: Sequence[CellGroup]) -> list[Line]:
    return [line for group in groups for line in group.lines]


def _split_at_colon(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines up to and including the first colon, and the rest; the line that holds it is cut in two."""
    for index, line in enumerate(lines):
        before, colon, after = line.text.partition(":")
        if colon:
            rest = [line._replace(text=after.strip(), changes=())] if after.strip() else []
            return [*lines[:index], line._replace(text=before + colon)], [*rest, *lines[index + 1 :]]
    return list(lines), []
