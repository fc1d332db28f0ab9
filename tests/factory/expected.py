"""What a careful reader types back from an edition, derived from its description alone."""
# coordinates and their kin come in a fixed order

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from tests.factory.description import FIELDS, UP, Edition, Row, Section, Stage
from tests.factory.grid import printed_number
from tests.factory.styles import Style

TEXT_COLUMNS = {name: f"{name}_text" for name in FIELDS}
_VALUES_OF = {
    "completion_form": ("completion_form_types", "recipient_agency_ids"),
    "executors": ("bodies",),
    "deadline": ("deadline_edtf", "deadline_rrule", "deadline_event_text", "deadline_offset",
                 "deadline_derived_end", "deadline_derived_from"),
    "cost": ("cost_type", "funding_sources", "cost_amounts"),
}  # fmt: skip
"""The values that each field's cell holds; a merged cell gives them to every row that it spans."""


def expected(edition: Edition, style: Style) -> dict[str, Any]:
    """The expectation for one edition in one style, as JSON-ready data."""
    day = (edition.edition_date or edition.date).isoformat()
    number = edition.number.replace("/", "-")
    document_id = f"kz-{edition.body_code}-{edition.date.year}-{number}"
    mark = "" if edition.language == "kk" else f".{edition.language}"
    ground = edition.ground or edition.basis[: edition.basis.rindex("сәйкес") + len("сәйкес")]
    return {
        "edition": edition.name,
        "engine": style.engine,
        "style": style.name,
        "synthetic": edition.is_synthetic,
        "ruled": style.is_ruled,
        "doubtful": style.is_doubtful,
        "document": {
            "edition_id": f"{document_id}@{day}{mark}",
            "document_id": document_id,
            "title_text": edition.title,
            "act_type": edition.act_type,
            "issuing_body_text": edition.body,
            "number": edition.number,
            "date": edition.date.isoformat(),
            "edition_date": day,
            "act_line_text": edition.act_line,
            "preamble_text": edition.basis,
            "basis_text": ground,
            "signatory_position": edition.signatory_position,
            "signatory_name": edition.signatory_name,
            "plan_title_text": edition.plan.title,
        },
        "cost_unit": edition.cost_unit,
        "paragraphs": [{"paragraph_number": p.number, "text": p.text} for p in edition.paragraphs],
        "notes": notes(edition),
        "measures": measures(edition),
        **(_typed(edition) if edition.language != "kk" else {}),
    }


def _typed(edition: Edition) -> dict[str, Any]:
    """What stands next to the measures where a plan's values are typed."""
    sections = [section for stage in edition.plan.stages for section in stage.sections]
    totals = [
        {"section_number": s.number, "label_text": t.label, "cost_text": t.cost, "cost_amounts": [t.amount]}
        for s in sections
        for t in s.totals
    ]
    return {
        "language": edition.language,
        "amendments": list(edition.amendments),
        "reporting_duties": list(edition.reporting_duties),
        "abbreviations": list(edition.abbreviations),
        "totals": totals,
    }


def notes(edition: Edition) -> list[dict[str, Any]]:
    """The notes of amendment in the order in which they are printed, with what they are about."""
    found: list[dict[str, Any]] = []

    def add(target_type: str, target_key: str | None, text: str | None) -> None:
        if text:
            found.append({"target_type": target_type, "target_key": target_key, "text": text})

    for paragraph in edition.paragraphs:
        add("paragraph", paragraph.number, paragraph.note)
    add("plan", None, edition.plan.note)
    for stage in edition.plan.stages:
        for section in stage.sections:
            add("section", section.number, section.note)
            for row in section.rows:
                add("measure", _key(section, row.item, row.sub), row.removed_note)
                add("measure", _key(section, row.item, row.sub), row.note)
    return found


def measures(edition: Edition) -> list[dict[str, Any]]:
    """The measures in order, each value given to every row that its cell spans."""
    result: list[dict[str, Any]] = []
    for stage in edition.plan.stages:
        for section in stage.sections:
            for at, row in enumerate(section.rows):
                values, inherited = _values(edition, section, at)
                read = _read(section, at)
                if row.lead_in:
                    lead = {**values, "measure": row.lead_in}
                    result.append(_measure(edition, stage, section, row, None, lead, inherited) | read)
                result.append(_measure(edition, stage, section, row, row.sub, values, inherited) | read)
    for position, measure in enumerate(result, start=1):
        measure["position"] = position
    return result


def _key(section: Section, item: str, sub: str | None) -> str:
    return ".".join(part for part in (section.number, item, sub) if part)


def _values(edition: Edition, section: Section, at: int) -> tuple[dict[str, str], list[str]]:
    """The row's values by field, and the columns whose cell spans more rows than this one."""
    row, values, inherited = section.rows[at], {}, []
    printed = {column.field for column in edition.plan.columns}
    for name in FIELDS:
        if name not in printed or row.removed_note is not None:
            values[name] = ""
            continue
        own = getattr(row, name).replace("\n", " ")
        below = section.rows[at + 1] if at + 1 < len(section.rows) else None
        is_shared = below is not None and below.removed_note is None and getattr(below, name) == UP
        if own == UP or is_shared or (row.lead_in and name != "measure"):
            inherited.append(TEXT_COLUMNS[name])
        up = at
        while own == UP:
            up -= 1
            own = getattr(section.rows[up], name).replace("\n", " ")
        values[name] = own
    return values, inherited


def _read(section: Section, at: int) -> dict[str, Any]:
    """The row's typed values, those of a merged cell from where it begins; nothing where none are typed."""
    if section.rows[at].values is None:
        return {}
    found: dict[str, Any] = {}
    for field, columns in _VALUES_OF.items():
        begin = at
        while getattr(section.rows[begin], field) == UP:
            begin -= 1
        found |= {name: getattr(section.rows[begin].values, name) for name in columns}
    names = ("year", "source", "amount")
    found["cost_amounts"] = [dict(zip(names, each, strict=True)) for each in found["cost_amounts"]]
    found["responsibilities"] = [asdict(body) for body in found.pop("bodies")]
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}


def _measure(
    edition: Edition,
    stage: Stage,
    section: Section,
    row: Row,
    sub: str | None,
    values: dict[str, str],
    inherited: list[str],
) -> dict[str, Any]:
    others = [c for c in edition.plan.columns if c.field in {"extra", "funding"}]
    extra = tuple(zip(others, row.extra or ("",) * len(others), strict=True))
    return {
        "measure_key": _key(section, row.item, sub),
        "parent_key": _key(section, row.item, None) if sub else None,
        "stage_number": stage.number,
        "stage_title_text": stage.title or None,
        "stage_start": stage.start.isoformat() if stage.start else None,
        "stage_end": stage.end.isoformat() if stage.end else None,
        "section_number": section.number,
        "section_title_text": section.title,
        "item_number": row.item,
        "subitem_number": sub,
        "printed_number": printed_number(edition.plan, section, row),
        "status": "removed" if row.removed_note is not None else "in_force",
        **{TEXT_COLUMNS[name]: values[name] or None for name in FIELDS},
        "inherited_columns": inherited,
        "other_columns": [{"head": c.head, "text": text} for c, text in extra if c.field == "extra"],
        **{f"{c.field}_text": text or None for c, text in extra if c.field == "funding"},
    }
