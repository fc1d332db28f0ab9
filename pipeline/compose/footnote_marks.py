"""Footnotes, and the cells of measures that their marks stand in.

A mark is tied by its place: it stands in the box of one cell. A mark anywhere else, in a heading or a title,
is reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import regex as re

from pipeline.compose.edition_evidence import Evidence
from pipeline.records.act_tables import FootnoteRecord
from pipeline.records.plan_tables import FootnoteMarkRecord
from pipeline.stations.page import Footnote, FootnoteMark, Layout
from pipeline.stations.plan import CellText, Entry, PlacedRemark, Plan
from pipeline.stations.printed import JoinLines, Place, Printed

# raised digits after a word, but for the powers of units of length; an asterisk
_RAISED = re.compile(r"(?<=[\p{L})»])(?<![мm])[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\*+")
_REACH_PT = 2.0
"""A raised mark may stand a little out of its cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedCell:
    """A mark in a measure's cell."""

    measure_key: str
    column: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnotes:
    """The footnotes of a file with their texts, the cells that bear marks, and what marks leave in doubt."""

    notes: tuple[tuple[Footnote, Printed], ...]
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
    notes = tuple((note, join(note.lines)) for layout in layouts for note in layout.footnotes)
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


def footnote_rows(footnotes: Footnotes, evidence: Evidence) -> list[FootnoteRecord]:
    """The rows of `footnotes`."""
    rows = []
    for position, (note, printed) in enumerate(footnotes.notes, start=1):
        evidence.repair(printed, "footnotes", str(position), "text")
        mark = note.mark.mark
        keys = [each.measure_key for each in footnotes.cells if each.mark.strip(")") == mark.strip(")")]
        rows.append(
            evidence.record(
                FootnoteRecord,
                position=position,
                mark=mark,
                text=printed.text,
                lines=printed.lines,
                page=note.mark.line.page_number,
                measure_keys=tuple(dict.fromkeys(keys)),
            )
        )
    return rows


def _unexplained(plan: Plan) -> Iterator[PlacedRemark]:
    """A remark for each cell whose text keeps a raised sign, since no footnote opens with it."""
    reported: set[frozenset[int]] = set()
    for entry in plan.entries:
        for column, cell in _cells(entry):
            found = _RAISED.search(cell.printed.text)
            if found is None or cell.printed.line_numbers in reported:
                continue
            reported.add(cell.printed.line_numbers)
            message = f"No footnote was found for the raised sign {found[0]}; it stays in the text."
            remark = PlacedRemark.of(
                "footnote_missing", message, next(iter(cell.boxes), None), measure_key=entry.key
            )
            yield replace(remark, column=column)


def _bearers(mark: FootnoteMark, plan: Plan, reach: float) -> Iterator[MarkedCell]:
    """The cells in whose boxes, or at most `reach` points out of them, a mark stands."""
    for entry in plan.entries:
        for column, cell in _cells(entry):
            boxes = [box.bbox for box in cell.boxes if box.page_number == mark.line.page_number]
            if any(box.holds_middle_of(mark.line.bbox, reach) for box in boxes):
                yield MarkedCell(measure_key=entry.key, column=column, mark=mark.mark)


def _cells(entry: Entry) -> Iterable[tuple[str, CellText]]:
    return *entry.cells.items(), *((other.head, other.cell) for other in entry.others)
