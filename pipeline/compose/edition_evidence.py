"""Findings, repairs and places: the proof that stands beside every value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from pipeline.records.evidence_tables import FindingRecord, RepairRecord
from pipeline.registry.finding_kinds import Remark, severity_of
from pipeline.stations.page import BBox, Change
from pipeline.stations.plan import CellText
from pipeline.stations.printed import Place, Printed

WORD_RULES = frozenset({"look_alike", "legacy_letter", "broken_word"})
"""Letters that stand for others: of these every text is told, whatever else is told of it."""


@dataclass(slots=True)
class Evidence:
    """Collects the findings and repairs of one edition.

    Attributes:
        source_file: the file's name without its folder.
        edition_id: the edition.
        unturned: gives a box of a turned page its place in the file: (page number, box) -> box.
    """

    source_file: str
    edition_id: str
    unturned: Callable[[int, BBox], BBox]
    findings: list[FindingRecord] = field(default_factory=list)
    repairs: list[RepairRecord] = field(default_factory=list)
    _repaired: set[object] = field(default_factory=set)

    def find(
        self,
        remarks: Iterable[Remark],
        *,
        place: Place | None = None,
        measure_key: str | None = None,
        column: str | None = None,
        printed: str | None = None,
    ) -> None:
        """Adds remarks as findings at one place, about these printed words."""
        box = self.unturned(place.page_number, place.bbox) if place else None
        for remark in remarks:
            message = remark.message
            if remark.candidates:
                message = f"{message} Candidates: {', '.join(remark.candidates)}."
            self.findings.append(
                FindingRecord(
                    source_file=self.source_file,
                    edition_id=self.edition_id,
                    severity=severity_of(remark.code),
                    code=remark.code,
                    message=message,
                    page=place.page_number if place else None,
                    x0=points(box.x0) if box else None,
                    top=points(box.top) if box else None,
                    x1=points(box.x1) if box else None,
                    bottom=points(box.bottom) if box else None,
                    measure_key=measure_key,
                    column=column,
                    printed_text=printed or None,
                )
            )

    def repair(
        self, printed: Printed | None, table: str, key: str, column: str, rules: frozenset[str] | None = None
    ) -> None:
        """Adds what was changed in a text, by all rules or by some, once however many rows it stands in.

        What may have been broken in it is told.
        """
        if printed is None or not (printed.changes or printed.doubts):
            return
        # what no line was read of is told at each of its rows
        text = (printed.line_numbers, printed.text) if printed.line_numbers else (table, key, column)
        if text in self._repaired:
            return
        doubts = [
            Remark(code="word_may_be_broken", message=f"These may be one word, broken by hand: {words}")
            for words in printed.doubts
        ]
        measure_key = key if table == "measures" else None
        self.find(doubts, place=first_place(printed), measure_key=measure_key, column=column)
        self._repaired.add(text)
        self.repairs.extend(
            RepairRecord(
                edition_id=self.edition_id,
                table=table,
                key=key,
                column=column,
                rule=change.rule,
                before=change.before,
                after=change.after,
            )
            for change in printed.changes
            if rules is None or change.rule in rules
        )

    def change(self, change: Change, key: str, column: str) -> None:
        """Adds a change of a measure's column that no printed text holds."""
        self.repairs.append(
            RepairRecord(
                edition_id=self.edition_id,
                table="measures",
                key=key,
                column=column,
                rule=change.rule,
                before=change.before,
                after=change.after,
            )
        )


def points(value: float) -> float:
    """A length in points as it is published: to a hundredth."""
    return round(float(value), 2)


def first_place(cell: CellText | Printed | None) -> Place | None:
    """Where to look: the first box of a cell or of a text that holds words.

    A cell that a page cuts may have all its words on the second page.
    """
    if cell is None:
        return None
    if isinstance(cell, Printed):
        return cell.places[0] if cell.places else None
    pages = {place.page_number for place in cell.printed.places}
    worded = [box for box in cell.boxes if box.page_number in pages]
    return next(iter(worded or cell.boxes), None)
