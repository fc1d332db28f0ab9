"""Reviewed corrections of printed words, applied before any word is parsed.

A correction that lands on the wrong cell would be worse than none: it must match what was read, in exactly
one place. A merged cell, whose words are given to every row that it spans, is one place. All corrections are
held against the words as read, not against one another's results, so that their order does not matter; of two
that change the same words neither is applied.

Afterwards: every correction is applied, once, or is an error finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from pipeline.corrections.entries import CORRECTION_RULE, MEASURE_COLUMNS, Correction
from pipeline.registry.finding_kinds import Remark
from pipeline.stations.page import Change
from pipeline.stations.plan import (
    COLUMN_ROLES,
    ActText,
    CellText,
    Entry,
    Paragraph,
    PlacedNote,
    PlacedRemark,
    Plan,
    Section,
    Stage,
)
from pipeline.stations.printed import Place, Printed

NO_CELL = CellText(printed=Printed(text=""), boxes=(), is_shared=False)
_MOST_SHOWN = 80

SpotId = tuple[str, object]
"""A column, and what tells one of its texts from the others."""
_Visit = Callable[[SpotId, Printed, Sequence[Place], str | None], Printed]
_Heading = TypeVar("_Heading", Section, Stage)
_Text = TypeVar("_Text", PlacedNote, Paragraph)


@dataclass(slots=True)
class Spot:
    """One printed text that can be corrected, and the keys of the rows that it belongs to."""

    column: str
    text: str
    pages: frozenset[int]
    place: Place | None
    keys: set[str] = field(default_factory=set)
    spans: list[tuple[int, int, Correction]] = field(default_factory=list)

    @property
    def change(self) -> Change:
        """The text as read, and with its corrections in normal form."""
        text = self.text
        for start, end, correction in sorted(self.spans, key=lambda span: span[:2], reverse=True):
            text = text[:start] + correction.corrected + text[end:]
        return Change(rule=CORRECTION_RULE, before=self.text, after=" ".join(text.split()))


def corrected_texts(
    act: ActText, plan: Plan, corrections: Sequence[Correction]
) -> tuple[ActText, Plan, list[Spot], list[PlacedRemark]]:
    """The act and the plan with their words corrected, every text, and what became of each correction."""
    spots: dict[SpotId, Spot] = {}

    def note(spot_id: SpotId, printed: Printed, places: Sequence[Place], key: str | None) -> Printed:
        pages = frozenset(place.page_number for place in places)
        spot = spots.setdefault(spot_id, Spot(spot_id[0], printed.text, pages, next(iter(places), None)))
        spot.keys |= {key} if key is not None else set()
        return printed

    def rewrite(spot_id: SpotId, printed: Printed, _places: Sequence[Place], _key: str | None) -> Printed:
        if not spots[spot_id].spans:
            return printed
        # lines and places stay as read
        change = spots[spot_id].change
        return replace(printed, text=change.after, changes=(*printed.changes, change))

    _visited(act, plan, note)
    remarks = _apply(corrections, list(spots.values()))
    return *_visited(act, plan, rewrite), list(spots.values()), remarks


def _visited(act: ActText, plan: Plan, visit: _Visit) -> tuple[ActText, Plan]:
    """The act and the plan with what `visit` makes of each text that can be corrected.

    It is given what the text is known by, its words, its places and the key of its row.
    """

    def entry(some: Entry) -> Entry:
        cells: dict[str, CellText] = {}
        for role in COLUMN_ROLES:
            cell: CellText = getattr(some, role) or NO_CELL
            # rows of a merged cell have the same boxes; an item and its first sub-item share a box but not
            # its words
            known_by = (cell.boxes, cell.printed.text) if cell.is_shared else some.key
            printed = visit((f"{role}_text", known_by), cell.printed, cell.boxes, some.key)
            if printed is not cell.printed:
                cells[role] = replace(cell, printed=printed)
        return replace(
            some,
            section=heading("section_title_text", some.section, some.key),
            stage=heading("stage_title_text", some.stage, some.key),
            # a corrected cost is read as corrected, not by the parts that it was printed in
            cost_parts=() if "cost" in cells else some.cost_parts,
            **cells,  # type: ignore[arg-type]
        )

    def heading(column: str, some: _Heading | None, key: str) -> _Heading | None:
        if some is None:
            return None
        printed = visit((column, some.heading), Printed(text=some.title), some.heading.places, key)
        return replace(some, title=printed.text)

    def text(column: str, some: _Text, key: str | None) -> _Text:
        printed = some.printed
        return replace(some, printed=visit((column, printed), printed, printed.places, key))

    def title(column: str, printed: Printed | None) -> Printed | None:
        return printed and visit((column, ""), printed, printed.places, None)

    new_plan = replace(
        plan,
        entries=tuple(map(entry, plan.entries)),
        notes=tuple(text("note_text", note, note.owner_key) for note in plan.notes),
        cost_head=visit(("cost_head", ""), Printed(text=plan.cost_head), (), None).text,
    )
    new_act = replace(
        act,
        paragraphs=tuple(text("text", each, each.number) for each in act.paragraphs),
        notes=tuple(text("note_text", note, note.owner_key) for note in act.notes),
        title=title("title_text", act.title),
        plan_title=title("plan_title_text", act.plan_title),
    )
    return new_act, new_plan


def _apply(corrections: Sequence[Correction], spots: Sequence[Spot]) -> list[PlacedRemark]:
    """Notes each correction at the one spot that it matches, and says what became of it."""
    matches = [_match(correction, spots) for correction in corrections]
    remarks = []
    for match in matches:
        rival = next((other for other in matches if other is not match and _overlap(match, other)), None)
        if rival is not None:
            remark = match.correction.contradicts(rival.correction)
        elif match.problem:
            remark = match.correction.unmatched(match.problem)
        else:
            match.asked[0].spans.append((match.start, match.end, match.correction))
            old, new = _short(match.correction.printed), _short(match.correction.corrected)
            remark = match.correction.applied(f"“{old}” was corrected to “{new}”")
        remarks.append(match.placed(remark))
    return remarks


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    """Where a correction belongs, or the problem that it belongs nowhere.

    `asked` are the spots of its address; where there is no problem the one that it belongs to.
    """

    correction: Correction
    asked: Sequence[Spot]
    start: int = 0
    problem: str = ""

    @property
    def end(self) -> int:
        """After the last character of the words as read."""
        return self.start + len(self.correction.printed)

    def placed(self, remark: Remark) -> PlacedRemark:
        """A remark on the correction."""
        is_measure = self.correction.column in MEASURE_COLUMNS and bool(self.asked)
        return PlacedRemark(
            remark=remark,
            place=self.asked[0].place if len(self.asked) == 1 else None,
            measure_key=self.correction.key if is_measure else None,
            column=self.correction.column if is_measure else None,
            printed=self.correction.printed,
        )


def _match(correction: Correction, spots: Iterable[Spot]) -> _Match:
    asked = [
        spot
        for spot in spots
        if spot.column == correction.column
        and (correction.key is None or correction.key in spot.keys)
        and (correction.page is None or correction.page in spot.pages)
    ]
    found = [(spot, start) for spot in asked for start in _starts(spot.text, correction.printed)]
    if len(found) == 1:
        ((spot, start),) = found
        return _Match(correction=correction, asked=[spot], start=start)
    if not asked:
        problem = "there is no such place"
    elif found:
        problem = f"these words stand there {len(found)} times: “{_short(correction.printed)}”"
    elif len(asked) == 1 and correction.corrected and _starts(asked[0].text, correction.corrected):
        problem = "the text already reads so, and the correction can go"
    else:
        problem = f"these words were not read there: “{_short(correction.printed)}”"
    return _Match(correction=correction, asked=asked, problem=problem)


def _overlap(one: _Match, other: _Match) -> bool:
    if one.problem or other.problem or one.asked[0] is not other.asked[0]:
        return False
    are_same = (one.start, one.end) == (other.start, other.end)
    return are_same or (one.start < other.end and other.start < one.end)


def _starts(text: str, words: str) -> list[int]:
    """Where the words begin in the text; no words match a text that is empty too, at its beginning."""
    if not words:
        return [] if text else [0]
    return [at for at in range(len(text)) if text.startswith(words, at)]


def _short(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}…"
