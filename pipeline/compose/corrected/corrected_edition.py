"""All corrections of an edition; those of bodies are applied where the executors are parsed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.compose.corrected.corrected_rows import CorrectedRows
from pipeline.compose.corrected.corrected_texts import corrected_texts
from pipeline.corrections.entries import (
    CORRECTION_RULE,
    MEASURE_COLUMNS,
    BodyCorrection,
    Correction,
    EditionCorrections,
)
from pipeline.normalise.bodies.body_cell import Responsibility
from pipeline.records.evidence_tables import FindingRecord
from pipeline.registry.agencies import agencies_by_id
from pipeline.stations.page import Change
from pipeline.stations.plan import ActText, PlacedRemark, Plan

CORRECTIONS_READ = "corrections_read"
"""The code of the finding that says with which files of corrections an edition was read."""
_HEADINGS = ("section_title_text", "stage_title_text")


@dataclass(slots=True)
class CorrectedBodies:
    """Corrections of bodies: which body a mention among the executors stands for.

    `rows` has for the key of a correction the keys of all rows that share the cell; `applied` are the places
    in `corrections` of those that matched.
    """

    corrections: Sequence[BodyCorrection] = ()
    rows: Mapping[str, Collection[str]] = field(default_factory=dict)
    applied: set[int] = field(default_factory=set)

    def of(self, key: str, bodies: Sequence[Responsibility]) -> list[tuple[Responsibility, bool]]:
        """The bodies of a measure, and whether each is a correction's; one mention has one such body."""
        found: list[tuple[Responsibility, bool]] = []
        for body in bodies:
            number = self._correction_of(key, body.mention_text)
            if number is None:
                found.append((body, False))
                continue
            self.applied.add(number)
            if not (found and found[-1][1] and found[-1][0].mention_text == body.mention_text):
                agency_id = self.corrections[number].agency_id
                found.append((replace(body, agency_id=agency_id, findings=()), True))
        return found

    def _correction_of(self, key: str, mention: str) -> int | None:
        """The correction of a mention; one that names the measure goes before one that does not."""
        matching = [
            number
            for number, each in enumerate(self.corrections)
            if each.printed == mention
            and each.agency_id in agencies_by_id()
            and (each.key is None or key in self.rows.get(each.key, {each.key}))
        ]
        return min(matching, key=lambda number: self.corrections[number].key is None, default=None)

    def remarks(self) -> list[PlacedRemark]:
        """What became of each correction, once all measures were asked for."""
        remarks = []
        for number, each in enumerate(self.corrections):
            if number in self.applied:
                remark = each.applied(f"“{each.printed}” was taken for {each.agency_id}")
            elif each.agency_id in agencies_by_id():
                remark = each.unmatched("there is no such mention among the executors")
            else:
                remark = each.unmatched(f"the registry has no body {each.agency_id}")
            remarks.append(
                PlacedRemark(
                    remark=remark, measure_key=each.key, column="executors_text", printed=each.printed
                )
            )
        return remarks


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedWords:
    """An edition's printed words with their corrections; those of bodies are still to be applied.

    `columns` are the corrected columns of each measure that has any, by its key; `changes` those of texts
    that no `Printed` holds (headings, keys): key, column and change; `renamed` the keys as read of measures
    that have another key now; `remarks` what was applied and what was not.
    """

    act: ActText
    plan: Plan
    columns: Mapping[str, Collection[str]] = field(default_factory=dict)
    bodies: CorrectedBodies = field(default_factory=CorrectedBodies)
    changes: tuple[tuple[str, str, Change], ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[PlacedRemark, ...] = ()


def corrected_words(
    act: ActText, plan: Plan, corrections: EditionCorrections, *, page_count: int
) -> CorrectedWords:
    """The act and the plan with their corrections, and a remark on the files that these are from."""
    remarks = [PlacedRemark(remark=remark) for remark in corrections.remarks]
    if corrections.corrections or remarks:
        names = " and ".join(corrections.correcting_files)
        remarks.append(PlacedRemark.of(CORRECTIONS_READ, f"It was read with {names}."))
    if not corrections.corrections:
        return CorrectedWords(act=act, plan=plan, remarks=tuple(remarks))
    new_act, new_plan, spots, told = corrected_texts(act, plan, corrections.of(Correction))
    rows = CorrectedRows(new_plan, plan, corrections, page_count)
    rows_of_cell: dict[str, set[str]] = {}
    changes = []
    for spot in spots:
        keys = {rows.renamed.get(key, key) for key in spot.keys}
        if spot.column == "executors_text":
            rows_of_cell |= dict.fromkeys(keys, keys)
        if spot.spans and spot.column in (*MEASURE_COLUMNS, *_HEADINGS):
            for key in keys:
                rows.columns[key].add(spot.column)
        if spot.spans and spot.column in _HEADINGS:
            first = next((entry.key for entry in rows.plan.entries if entry.key in spot.keys), "")
            changes.append((first, spot.column, spot.change))
    for old, new in rows.rekeyed.items():
        changes.append((new, "measure_key", Change(rule=CORRECTION_RULE, before=old, after=new)))
    bodies = [
        replace(each, key=rows.renamed.get(each.key or "", each.key))
        for each in corrections.of(BodyCorrection)
    ]
    return CorrectedWords(
        act=new_act,
        plan=rows.plan,
        columns=rows.columns,
        bodies=CorrectedBodies(corrections=bodies, rows=rows_of_cell),
        changes=tuple(changes),
        renamed=rows.renamed,
        remarks=(*remarks, *told, *rows.remarks),
    )


def settled_findings(
    as_read: Sequence[FindingRecord], corrected: Sequence[FindingRecord], renamed: Mapping[str, str]
) -> list[FindingRecord]:
    """The findings without any correction that are not among those with the corrections, as corrected.

    `renamed` are the keys as read of measures that have another key now.
    """
    left = {_likeness(finding) for finding in corrected}
    edition_id = next((finding.edition_id for finding in corrected), None)
    now = [
        replace(
            finding,
            edition_id=edition_id,
            measure_key=renamed.get(finding.measure_key or "", finding.measure_key),
            status="corrected",
        )
        for finding in as_read
    ]
    return [finding for finding in now if _likeness(finding) not in left]


def _likeness(finding: FindingRecord) -> tuple[object, ...]:
    """What tells a finding from others, whatever its words are to a person."""
    return finding.code, finding.measure_key, finding.column, finding.page, finding.printed_text
