"""Applies reviewed corrections to an edition's printed words, before any word is parsed.

A correction that lands on the wrong cell would be worse than none: it must match what was read, in exactly
one place. A merged cell, whose words are given to every row that it spans, is one place. All corrections are
held against the words as read, not against one another's results, so that their order does not matter; of two
that change the same words neither is applied.

Afterwards: every correction is applied, once, or is an error finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.compose.corrected.correctable_texts import Spot, SpotId, corrected_act, corrected_plan, spots_of
from pipeline.compose.corrected.corrected_bodies import CorrectedBodies
from pipeline.compose.corrected.corrected_rows import corrected_rows
from pipeline.corrections import CORRECTION_RULE, MEASURE_COLUMNS, Correction, EditionCorrections, conflict
from pipeline.records.evidence_tables import FindingRecord
from pipeline.records.plan_tables import MeasureRecord
from pipeline.registry.finding_kinds import Remark
from pipeline.stations.page import Change
from pipeline.stations.plan import ActText, PlacedRemark, Plan

CORRECTIONS_READ = "corrections_read"
"""The code of the finding that says with which files of corrections an edition was read."""

_MOST_SHOWN = 80
_HEADINGS = frozenset({"section_title_text", "stage_title_text"})
_MEASURE_TABLE_COLUMNS = frozenset({*MEASURE_COLUMNS, *_HEADINGS})


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedWords:
    """An edition's printed words with their corrections.

    Attributes:
        act: the act.
        plan: its plan.
        columns: the corrected columns of each measure that has any, by its key.
        bodies: the corrections of bodies, to be applied where the executors are parsed.
        changes: of texts that no `Printed` holds (headings, keys): key, column and change.
        renamed: the keys as read of measures that have another key now.
        remarks: what was applied and what was not.
    """

    act: ActText
    plan: Plan
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bodies: CorrectedBodies = field(default_factory=CorrectedBodies)
    changes: tuple[tuple[str, str, Change], ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[PlacedRemark, ...] = ()


def corrected_words(
    act: ActText, plan: Plan, corrections: EditionCorrections, *, page_count: int
) -> CorrectedWords:
    """The act and the plan with their corrections, and a remark on the files that these are from.

    Args:
        act: the act as read.
        plan: its plan as read.
        corrections: those of the edition.
        page_count: pages of the file.
    """
    remarks = [PlacedRemark(remark=remark) for remark in corrections.remarks]
    if corrections.all_corrections or remarks:
        names = " and ".join(corrections.correcting_files)
        read_with = Remark(code=CORRECTIONS_READ, message=f"It was read with {names}.")
        remarks.append(PlacedRemark(remark=read_with))
    if not corrections.all_corrections:
        return CorrectedWords(act=act, plan=plan, remarks=tuple(remarks))
    spots = spots_of(act, plan)
    remarks += _apply(corrections.corrections, list(spots.values()))
    changed = {spot_id: spot for spot_id, spot in spots.items() if spot.spans}
    rows = corrected_rows(corrected_plan(plan, changed), plan, corrections, page_count=page_count)
    now = rows.renamed
    columns = dict(rows.columns)
    for spot in changed.values():
        if spot.column in _MEASURE_TABLE_COLUMNS:
            for key in {now.get(key, key) for key in spot.keys}:
                columns[key] = (*columns.get(key, ()), spot.column)
    cells = [
        frozenset(now.get(key, key) for key in spot.keys)
        for spot in spots.values()
        if spot.column == "executors_text"
    ]
    of_cell = {key: cell for cell in cells for key in cell}
    bodies = [
        replace(each, key=now.get(each.key, each.key)) if each.key else each for each in corrections.bodies
    ]
    return CorrectedWords(
        act=corrected_act(act, changed),
        plan=rows.plan,
        columns=columns,
        bodies=CorrectedBodies(corrections=bodies, rows=of_cell),
        changes=(*_heading_changes(changed, rows.plan), *_key_changes(rows.rekeyed)),
        renamed=now,
        remarks=(*remarks, *rows.remarks),
    )


def _heading_changes(changed: Mapping[SpotId, Spot], plan: Plan) -> Iterable[tuple[str, str, Change]]:
    order = [entry.key for entry in plan.entries]
    for spot in changed.values():
        if spot.column in _HEADINGS:
            key = next((key for key in order if key in spot.keys), "")
            yield key, spot.column, Change(rule=CORRECTION_RULE, before=spot.text, after=spot.corrected())


def _key_changes(rekeyed: Mapping[str, str]) -> Iterable[tuple[str, str, Change]]:
    for old, new in rekeyed.items():
        yield new, "measure_key", Change(rule=CORRECTION_RULE, before=old, after=new)


def mark_corrected(
    measures: Sequence[MeasureRecord], columns: Mapping[str, tuple[str, ...]]
) -> list[MeasureRecord]:
    """The measures with their `corrected_columns`."""
    return [
        replace(measure, corrected_columns=tuple(sorted(set(columns[measure.measure_key]))))
        if measure.measure_key in columns
        else measure
        for measure in measures
    ]


def settled_findings(
    as_read: Sequence[FindingRecord], corrected: Sequence[FindingRecord], renamed: Mapping[str, str]
) -> list[FindingRecord]:
    """The findings of the edition as read that its corrections did away with, as such.

    Args:
        as_read: the findings without any correction.
        corrected: the findings with the corrections.
        renamed: the keys as read of measures that have another key now.
    """
    left = {_likeness(finding) for finding in corrected}
    edition_id = next((finding.edition_id for finding in corrected), None)
    now = [
        replace(
            finding,
            edition_id=edition_id,
            measure_key=renamed.get(finding.measure_key or "", finding.measure_key),
        )
        for finding in as_read
    ]
    return [replace(finding, status="corrected") for finding in now if _likeness(finding) not in left]


def _likeness(finding: FindingRecord) -> tuple[object, ...]:
    """What tells a finding from others, whatever its words are to a person."""
    return finding.code, finding.measure_key, finding.column, finding.page, finding.printed_text


def _apply(corrections: Sequence[Correction], spots: Sequence[Spot]) -> list[PlacedRemark]:
    """Notes each correction at the one spot that it matches, and says what became of it."""
    found = [_match(correction, spots) for correction in corrections]
    for number, match in enumerate(found):
        others = [other for other in found if other is not match and _overlap(match, other)]
        if others:
            found[number] = replace(match, rival=others[0].correction)
    for match in found:
        if match.spot is not None and match.rival is None:
            match.spot.spans.append((match.start, match.end, match.correction))
    return [match.remark() for match in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    """Where a correction belongs, or why nowhere."""

    correction: Correction
    asked: tuple[Spot, ...]
    spot: Spot | None = None
    start: int = 0
    problem: str = ""
    rival: Correction | None = None

    @property
    def end(self) -> int:
        """After the last character of the words as read."""
        return self.start + len(self.correction.printed)

    def remark(self) -> PlacedRemark:
        """What became of it."""
        correction, spot = self.correction, self.spot
        if self.rival is not None:
            remark = conflict(correction, self.rival)
        elif spot is None:
            message = f"The correction of {correction.where} was not applied: {self.problem}."
            remark = Remark(code="correction_unmatched", message=message)
        else:
            message = (
                f"“{_short(correction.printed)}” was corrected to “{_short(correction.corrected)}”: "
                f"{correction.reason.rstrip('.')}."
            )
            remark = Remark(code="correction_applied", message=message)
        is_measure = correction.column in MEASURE_COLUMNS and bool(self.asked)
        where = spot or (self.asked[0] if len(self.asked) == 1 else None)
        return PlacedRemark(
            remark=remark,
            place=where.place if where else None,
            measure_key=correction.key if is_measure else None,
            column=correction.column if is_measure else None,
            printed=correction.printed,
        )


def _match(correction: Correction, spots: Iterable[Spot]) -> _Match:
    asked = tuple(
        spot
        for spot in spots
        if spot.column == correction.column
        and (correction.key is None or correction.key in spot.keys)
        and (correction.page is None or correction.page in spot.pages)
    )
    matches = [(spot, start) for spot in asked for start in _starts(spot.text, correction.printed)]
    if len(matches) == 1:
        return _Match(correction=correction, asked=asked, spot=matches[0][0], start=matches[0][1])
    if not asked:
        problem = "there is no such place"
    elif matches:
        problem = f"these words stand there {len(matches)} times: “{_short(correction.printed)}”"
    elif len(asked) == 1 and correction.corrected and _starts(asked[0].text, correction.corrected):
        problem = "the text already reads so, and the correction can go"
    else:
        problem = f"these words were not read there: “{_short(correction.printed)}”"
    return _Match(correction=correction, asked=asked, problem=problem)


def _overlap(one: _Match, other: _Match) -> bool:
    if one.spot is None or one.spot is not other.spot:
        return False
    are_same = (one.start, one.end) == (other.start, other.end)
    return are_same or (one.start < other.end and other.start < one.end)


def _starts(text: str, words: str) -> list[int]:
    """Where the words begin in the text; no words match a text that is empty too, at its beginning."""
    if not words:
        return [] if text else [0]
    starts, start = [], text.find(words)
    while start >= 0:
        starts.append(start)
        start = text.find(words, start + 1)
    return starts


def _short(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}…"
