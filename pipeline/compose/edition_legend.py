"""The edition's own legend of abbreviations, in which bodies are looked up before the registry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from pipeline.compose.edition_evidence import Evidence, points
from pipeline.normalise.bodies.body_cell import parse_bodies
from pipeline.normalise.bodies.legends import Abbreviation, parse_legend
from pipeline.records.evidence_tables import AbbreviationRecord
from pipeline.stations.plan import Plan


def read_legend(plan: Plan) -> list[Abbreviation]:
    """The entries of the legend, in printed order."""
    return parse_legend(printed.text for printed in plan.legend)[0]


def meanings_of(legend: list[Abbreviation]) -> Mapping[str, str]:
    """What each label stands for; one with two meanings stands for none."""
    found: dict[str, set[str]] = {}
    for entry in legend:
        found.setdefault(entry.label, set()).add(entry.expansion)
    return {label: next(iter(several)) for label, several in found.items() if len(several) == 1}


def abbreviation_rows(
    plan: Plan, legend: list[Abbreviation], day: dt.date, edition_id: str, evidence: Evidence
) -> list[AbbreviationRecord]:
    """The rows of `abbreviations`; what was not understood in the legend is a finding."""
    rows: list[AbbreviationRecord] = []
    for entry in legend:
        printed = plan.legend[entry.index]
        place = printed.places[0] if printed.places else None
        box = evidence.unturned(place.page_number, place.bbox) if place else None
        named = {body.agency_id for body in parse_bodies(entry.expansion, as_of=day)}
        rows.append(
            AbbreviationRecord(
                edition_id=edition_id,
                position=len(rows) + 1,
                label=entry.label,
                expansion_text=entry.expansion,
                agency_id=next(iter(named)) if len(named) == 1 else None,
                page=place.page_number if place else None,
                x0=points(box.x0) if box else None,
                top=points(box.top) if box else None,
                x1=points(box.x1) if box else None,
                bottom=points(box.bottom) if box else None,
            )
        )
        evidence.repair(printed, "abbreviations", str(len(rows)), "expansion_text")
    remarks = parse_legend(printed.text for printed in plan.legend)[1]
    first = plan.legend[0].places[0] if plan.legend and plan.legend[0].places else None
    evidence.find(remarks, place=first)
    return rows
