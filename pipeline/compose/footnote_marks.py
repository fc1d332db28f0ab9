"""Footnotes, and the cells of measures that their marks stand in.

A mark is tied by its place: it stands in the box of one cell. A mark anywhere else, in a heading or a title,
is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex as re

from pipeline.compose.edition_evidence import Evidence
from pipeline.records.act_tables import FootnoteRecord
from pipeline.records.plan_tables import FootnoteMarkRecord
from pipeline.stations.page import FootnoteMark, Layout
from pipeline.stations.plan import COLUMN_ROLES, CellText, Entry, PlacedRemark, Plan
from pipeline.stations.printed import JoinLines, Place, Printed

# raised digits after a word, but for the powers of units of length; an asterisk
_RAISED = re.compile(r"(?<=[\p{L})»])(?<![мm])[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\*+")
_REACH_PT = 2.0
"""A raised mark may stand a little out of its cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFootnote:
    """A footnote: its mark, its text without it, and the page where it begins."""

    mark: str
    printed: Printed
    page_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedCell:
    """A mark in a measure's cell: the measure's key, the cell's column, the mark."""

    measure_key: str
    column: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnotes:
    """The footnotes of a file, the cells that bear marks, and the marks that no cell bears."""

    notes: tuple[ReadFootnote, ...]
    cells: tuple[MarkedCell, ...]
    remarks: tuple[PlacedRemark, ...]

    def marks_of(self, measure_key: str) -> tuple[FootnoteMarkRecord, ...]:
        """The marks in the cells of a measure."""
        return tuple(
            FootnoteMarkRecord(column=cell.column, mark=cell.mark)
            for cell in self.cells
            if cell.measure_key == measure_key
        )


def read_footnotes(layouts: Sequence[Layout], plan: Plan, join: JoinLines) -> Footnotes:
    """The footnotes of these pages, tied to the plan's cells."""
    notes = tuple(
        ReadFootnote(
            mark=note.mark.mark,
            printed=join(note.lines),
            page_number=note.mark.line.page_number,
        )
        for layout in layouts
        for note in layout.footnotes
    )
    cells: list[MarkedCell] = []
    remarks: list[PlacedRemark] = []
    for layout in layouts:
        for mark in layout.marks:
            found = list(_bearers(mark, plan, 0)) or list(_bearers(mark, plan, _REACH_PT))
            cells.extend(found)
            if not found:
                message = f"The mark {mark.mark} of a footnote stands in no cell of a measure."
                place = Place(page_number=mark.line.page_number, bbox=mark.line.bbox)
                remarks.append(PlacedRemark.of("footnote_mark_elsewhere", message, place))
    remarks.extend(_unexplained(plan))
    return Footnotes(notes=notes, cells=tuple(dict.fromkeys(cells)), remarks=tuple(remarks))


def footnote_rows(footnotes: Footnotes, edition_id: str, evidence: Evidence) -> list[FootnoteRecord]:
    """The rows of `footnotes`."""
    rows = []
    for position, note in enumerate(footnotes.notes, start=1):
        evidence.repair(note.printed, "footnotes", str(position), "text")
        keys = [cell.measure_key for cell in footnotes.cells if _is_same(cell.mark, note.mark)]
        rows.append(
            FootnoteRecord(
                edition_id=edition_id,
                position=position,
                mark=note.mark,
                text=note.printed.text,
                lines=note.printed.lines,
                page=note.page_number,
                measure_keys=tuple(dict.fromkeys(keys)),
            )
        )
    return rows


def _unexplained(plan: Plan) -> Iterator[PlacedRemark]:
    """A remark for each cell whose text keeps a raised sign, since no footnote opens with it."""
    told: set[frozenset[int]] = set()
    for entry in plan.entries:
        for column, cell in _cells(entry):
            found = _RAISED.search(cell.printed.text) if cell else None
            if cell is None or found is None or cell.printed.line_numbers in told:
                continue
            told.add(cell.printed.line_numbers)
            message = f"No footnote was found for the raised sign {found[0]}; it stays in the text."
            remark = PlacedRemark.of(
                "footnote_missing", message, next(iter(cell.boxes), None), measure_key=entry.key
            )
            yield replace(remark, column=column)


def _is_same(mark: str, other: str) -> bool:
    return mark.strip(")") == other.strip(")")


def _bearers(mark: FootnoteMark, plan: Plan, reach: float) -> Iterator[MarkedCell]:
    """The cells in whose boxes, or at most `reach` points out of them, a mark stands."""
    for entry in plan.entries:
        for column, cell in _cells(entry):
            if cell is not None and any(_holds(place, mark, reach) for place in cell.boxes):
                yield MarkedCell(measure_key=entry.key, column=column, mark=mark.mark)


def _cells(entry: Entry) -> Iterator[tuple[str, CellText | None]]:
    yield "item_number", entry.number
    for role in COLUMN_ROLES:
        yield f"{role}_text", getattr(entry, role)
    for other in entry.others:
        yield other.head, other.cell


def _holds(place: Place, mark: FootnoteMark, reach: float) -> bool:
    box, own = place.bbox, mark.line.bbox
    x, y = (own.x0 + own.x1) / 2, (own.top + own.bottom) / 2
    return (
        place.page_number == mark.line.page_number
        and box.x0 - reach <= x <= box.x1 + reach
        and box.top - reach <= y <= box.bottom + reach
    )
