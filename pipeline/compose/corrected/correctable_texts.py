"""The texts of an edition that a correction can reach, and how they are put back corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.corrections import CORRECTION_RULE, Correction
from pipeline.stations.page import Change
from pipeline.stations.plan import COLUMN_ROLES, ActText, CellText, Entry, Paragraph, PlacedNote, Plan
from pipeline.stations.printed import Place, Printed


@dataclass(slots=True)
class Spot:
    """One printed text that can be corrected, and the rows that it belongs to."""

    column: str
    text: str
    pages: frozenset[int]
    place: Place | None
    keys: set[str] = field(default_factory=set)
    spans: list[tuple[int, int, Correction]] = field(default_factory=list)

    def corrected(self) -> str:
        """The text with its corrections, in normal form."""
        text = self.text
        for start, end, correction in sorted(self.spans, key=lambda span: span[:2], reverse=True):
            text = text[:start] + correction.corrected + text[end:]
        return " ".join(text.split())

    def rewritten(self, printed: Printed) -> Printed:
        """The printed words with this spot's corrected text; lines and places stay as read."""
        change = Change(rule=CORRECTION_RULE, before=self.text, after=self.corrected())
        return replace(printed, text=change.after, changes=(*printed.changes, change))


SpotId = tuple[str, object]
NO_CELL = CellText(printed=Printed(text=""), boxes=(), is_shared=False)


def spots_of(act: ActText, plan: Plan) -> dict[SpotId, Spot]:
    """Every text that can be corrected, by what distinguishes it from the others."""
    spots: dict[SpotId, Spot] = {}
    for spot_id, text, places, key in (*_texts_of_plan(plan), *_texts_of_act(act, plan)):
        pages = frozenset(place.page_number for place in places)
        spot = spots.setdefault(spot_id, Spot(spot_id[0], text, pages, places[0] if places else None))
        spot.keys.update([key] if key is not None else [])
    return spots


_Text = tuple[SpotId, str, Sequence[Place], str | None]


def _texts_of_plan(plan: Plan) -> Iterator[_Text]:
    for entry in plan.entries:
        for role in COLUMN_ROLES:
            cell = getattr(entry, role) or NO_CELL
            yield _cell_id(entry, role), cell.printed.text, cell.boxes, entry.key
        for column, part in (("section_title_text", entry.section), ("stage_title_text", entry.stage)):
            if part:
                yield (column, part.heading), part.title, part.heading.places, entry.key


def _texts_of_act(act: ActText, plan: Plan) -> Iterator[_Text]:
    for paragraph in act.paragraphs:
        printed = paragraph.printed
        yield ("text", printed), printed.text, printed.places, paragraph.number
    for note in (*act.notes, *plan.notes):
        yield ("note_text", note.printed), note.printed.text, note.printed.places, note.owner_key
    for column, title in (("title_text", act.title), ("plan_title_text", act.plan_title)):
        if title:
            yield (column, ""), title.text, title.places, None
    yield ("cost_head", ""), plan.cost_head, (), None


def _cell_id(entry: Entry, role: str) -> SpotId:
    cell: CellText | None = getattr(entry, role)
    is_shared = cell is not None and cell.is_shared
    # rows of a merged cell have the same boxes; an item and its first sub-item share a box but not its words
    return f"{role}_text", (cell.boxes, cell.printed.text) if cell and is_shared else entry.key


def corrected_act(act: ActText, changed: Mapping[SpotId, Spot]) -> ActText:
    """The act with the corrected texts of these spots."""

    def paragraph(some: Paragraph) -> Paragraph:
        spot = changed.get(("text", some.printed))
        return replace(some, printed=spot.rewritten(some.printed)) if spot else some

    def title(column: str, printed: Printed | None) -> Printed | None:
        spot = changed.get((column, ""))
        return spot.rewritten(printed) if spot and printed else printed

    return replace(
        act,
        title=title("title_text", act.title),
        plan_title=title("plan_title_text", act.plan_title),
        paragraphs=tuple(paragraph(some) for some in act.paragraphs),
        notes=_notes(act.notes, changed),
    )


def corrected_plan(plan: Plan, changed: Mapping[SpotId, Spot]) -> Plan:
    """The plan with the corrected texts of these spots."""
    rewritten: dict[SpotId, Printed] = {}
    head = changed.get(("cost_head", ""))

    def entry(some: Entry) -> Entry:
        cells: dict[str, CellText] = {}
        for role in COLUMN_ROLES:
            spot_id = _cell_id(some, role)
            if spot_id in changed:
                cell: CellText = getattr(some, role) or NO_CELL
                # one object for all rows of a merged cell: its change is reported once
                printed = rewritten.setdefault(spot_id, changed[spot_id].rewritten(cell.printed))
                cells[role] = replace(cell, printed=printed)
        # a corrected cost is read as corrected, not by the parts that it was printed in
        parts = () if "cost" in cells else some.cost_parts
        section, stage = some.section, some.stage
        if section and ("section_title_text", section.heading) in changed:
            section = replace(section, title=changed["section_title_text", section.heading].corrected())
        if stage and ("stage_title_text", stage.heading) in changed:
            stage = replace(stage, title=changed["stage_title_text", stage.heading].corrected())
        return replace(some, section=section, stage=stage, cost_parts=parts, **cells)  # type: ignore[arg-type]

    return replace(
        plan,
        entries=tuple(entry(some) for some in plan.entries),
        notes=_notes(plan.notes, changed),
        cost_head=head.corrected() if head else plan.cost_head,
    )


def _notes(notes: tuple[PlacedNote, ...], changed: Mapping[SpotId, Spot]) -> tuple[PlacedNote, ...]:
    return tuple(
        replace(note, printed=changed["note_text", note.printed].rewritten(note.printed))
        if ("note_text", note.printed) in changed
        else note
        for note in notes
    )
