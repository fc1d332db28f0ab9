"""Findings, repairs and places: the proof next to every value; and the records of what parsers found."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

from pipeline.records.evidence_tables import FindingRecord, RepairRecord
from pipeline.registry.finding_kinds import Remark, severity_of
from pipeline.stations.page import BBox, Change
from pipeline.stations.plan import CellText
from pipeline.stations.printed import Place, Printed

WORD_RULES = frozenset({"look_alike", "legacy_letter", "broken_word"})
"""Letters that stand for others: reported of every text, whatever else is reported of it."""
_Record = TypeVar("_Record")


@dataclass(slots=True)
class Evidence:
    """Collects the findings and repairs of one edition.

    `unturned` gives a box of a turned page its place in the file: (page number, box) -> box.
    """

    source_file: str
    edition_id: str
    unturned: Callable[[int, BBox], BBox]
    findings: list[FindingRecord] = field(default_factory=list)
    repairs: list[RepairRecord] = field(default_factory=list)
    _repaired: set[object] = field(default_factory=set)

    def box_of(self, place: Place | None) -> dict[str, Any]:
        """The columns `page`, `x0`, `top`, `x1` and `bottom` of a record: points, to a hundredth."""
        if place is None:
            return {}
        box = self.unturned(place.page_number, place.bbox)._asdict()
        return {"page": place.page_number} | {edge: round(float(value), 2) for edge, value in box.items()}

    def record(self, kind: Callable[..., _Record], source: object = None, **values: Any) -> _Record:  # noqa: ANN401
        """A record of the edition: these values, and what the source has by its columns' names."""
        columns = {each.name for each in fields(kind)}  # type: ignore[arg-type]
        own = {name: getattr(source, name) for name in columns if hasattr(source, name)}
        if "edition_id" in columns:
            own["edition_id"] = self.edition_id
        return kind(**own | values)

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
        for remark in remarks:
            candidates = f" Candidates: {', '.join(remark.candidates)}." if remark.candidates else ""
            finding = self.record(
                FindingRecord,
                source_file=self.source_file,
                severity=severity_of(remark.code),
                code=remark.code,
                message=remark.message + candidates,
                **self.box_of(place),
                measure_key=measure_key,
                column=column,
                printed_text=printed or None,
            )
            self.findings.append(finding)

    def repair(
        self,
        printed: Printed | None,
        table: str,
        key: str,
        column: str,
        rules: Collection[str] | None = None,
    ) -> None:
        """Adds what was changed in a text, by all rules or by some, once however many rows it stands in.

        What may have been broken in it is reported.
        """
        if printed is None or not (printed.changes or printed.doubts):
            return
        # what no line was read of is reported at each of its rows
        text = (printed.line_numbers, printed.text) if printed.line_numbers else (table, key, column)
        if text in self._repaired:
            return
        self._repaired.add(text)
        doubts = [
            Remark(code="word_may_be_broken", message=f"These may be one word, broken by hand: {words}")
            for words in printed.doubts
        ]
        measure_key = key if table == "measures" else None
        self.find(doubts, place=first_place(printed), measure_key=measure_key, column=column)
        for change in printed.changes:
            if rules is None or change.rule in rules:
                self.change(change, table, key, column)

    def change(self, change: Change, table: str, key: str, column: str) -> None:
        """Adds one change."""
        self.repairs.append(self.record(RepairRecord, change, table=table, key=key, column=column))


def first_place(cell: CellText | Printed | None) -> Place | None:
    """Where to look: the first box of a cell or of a text that holds words.

    A cell over a page break may have all its words on the second page.
    """
    if cell is None:
        return None
    if isinstance(cell, Printed):
        return next(iter(cell.places), None)
    pages = {place.page_number for place in cell.printed.places}
    worded = [box for box in cell.boxes if box.page_number in pages]
    return next(iter(worded or cell.boxes), None)
