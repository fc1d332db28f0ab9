"""Applies reviewed corrections to an edition's printed words, before any word is parsed.

A correction that lands on the wrong cell would be worse than none: it must match what was read, in exactly
one place. A merged cell, whose words are given to every row that it spans, is one place. All corrections are
held against the words as read, not against one another's results, so that their order does not matter.

Afterwards: every correction is applied, once, or is an error finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.compose.spots import Spot, corrected_act, corrected_plan, spots_of
from pipeline.corrections import (
    MEASURE_COLUMNS,
    Correction,
    EditionCorrections,
    corrections_of,
    remark_of_reading,
)
from pipeline.findings import Remark
from pipeline.plan import ActText, PlacedRemark, Plan
from pipeline.records.measures import MeasureRecord

_MOST_SHOWN = 80
_MEASURE_TABLE_COLUMNS = frozenset({*MEASURE_COLUMNS, "section_title_text", "stage_title_text"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedWords:
    """An edition's printed words with their corrections.

    Attributes:
        act: the act.
        plan: its plan.
        columns: the corrected columns of each measure that has any, by its key.
        remarks: what was applied and what was not.
    """

    act: ActText
    plan: Plan
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    remarks: tuple[PlacedRemark, ...] = ()


def corrected_words(act: ActText, plan: Plan, files: Mapping[str, bytes], edition_id: str) -> CorrectedWords:
    """The act and the plan with those corrections of `files` that are the edition's, and a remark on it."""
    corrected = apply_corrections(act, plan, corrections_of(files, edition_id))
    remark = remark_of_reading(files, edition_id)
    if remark is None:
        return corrected
    return replace(corrected, remarks=(*corrected.remarks, PlacedRemark(remark=remark)))


def apply_corrections(act: ActText, plan: Plan, corrections: EditionCorrections) -> CorrectedWords:
    """The act and the plan with their corrections."""
    remarks = [PlacedRemark(remark=remark) for remark in corrections.remarks]
    if not corrections.corrections:
        return CorrectedWords(act=act, plan=plan, remarks=tuple(remarks))
    spots = spots_of(act, plan)
    remarks += [_applied(correction, spots.values()) for correction in corrections.corrections]
    changed = {spot_id: spot for spot_id, spot in spots.items() if spot.spans}
    columns: dict[str, tuple[str, ...]] = {}
    for spot in changed.values():
        if spot.column in _MEASURE_TABLE_COLUMNS:
            for key in spot.keys:
                columns[key] = (*columns.get(key, ()), spot.column)
    return CorrectedWords(
        act=corrected_act(act, changed),
        plan=corrected_plan(plan, changed),
        columns=columns,
        remarks=tuple(remarks),
    )


def mark_corrected(
    measures: Sequence[MeasureRecord], columns: Mapping[str, tuple[str, ...]]
) -> list[MeasureRecord]:
    """The measures with their `corrected_columns`."""
    return [
        replace(measure, corrected_columns=tuple(sorted(columns[measure.measure_key])))
        if measure.measure_key in columns
        else measure
        for measure in measures
    ]


def _applied(correction: Correction, spots: Iterable[Spot]) -> PlacedRemark:
    """Notes the correction at the one spot that it matches, and says what became of it."""
    asked = [
        spot
        for spot in spots
        if spot.column == correction.column
        and (correction.key is None or correction.key in spot.keys)
        and (correction.page is None or correction.page in spot.pages)
    ]
    matches = [(spot, start) for spot in asked for start in _starts(spot.text, correction.printed)]
    problem = None
    if not asked:
        problem = "there is no such place"
    elif not matches:
        is_done = len(asked) == 1 and correction.corrected and _starts(asked[0].text, correction.corrected)
        problem = (
            "the text already reads so, and the correction can go"
            if is_done
            else f"these words were not read there: “{_short(correction.printed)}”"
        )
    elif len(matches) > 1:
        problem = f"these words stand there {len(matches)} times: “{_short(correction.printed)}”"
    else:
        spot, start = matches[0]
        end = start + len(correction.printed)
        if any(start < other_end and other_start < end for other_start, other_end, _ in spot.spans):
            problem = "another correction changes the same words"
        else:
            spot.spans.append((start, end, correction))
    if problem:
        code = "correction_unmatched"
        message = f"The correction of {correction.where} was not applied: {problem}."
    else:
        code = "correction_applied"
        message = (
            f"“{_short(correction.printed)}” was corrected to “{_short(correction.corrected)}”: "
            f"{correction.reason.rstrip('.')}."
        )
    is_measure = correction.column in MEASURE_COLUMNS and bool(asked)
    return PlacedRemark(
        remark=Remark(code=code, message=message),
        place=asked[0].place if len(asked) == 1 else matches[0][0].place if matches else None,
        measure_key=correction.key if is_measure else None,
        column=correction.column if is_measure else None,
    )


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
