"""The decree itself, from its golden expectation: its words in layouts that are not its own."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from tests.factory.description import FIELDS, UP, Column, Edition, Paragraph, Plan, Row, Section, Stage
from tests.places import TESTS

GOLDEN = TESTS / "golden" / "decree.json"
_SHARED_NUMBER_CELLS = {"4.5"}
"""Items printed in one number cell with their first sub-item (`5. 1)`)."""
_COLUMNS = ("number", *FIELDS)


def _rows(measures: list[dict[str, Any]]) -> tuple[Row, ...]:
    rows: list[Row] = []
    lead_in: str | None = None
    for at, measure in enumerate(measures):
        if measure["measure_key"] in _SHARED_NUMBER_CELLS:
            lead_in = measure["measure_text"]
            continue
        above = measures[at - 1] if at else None
        starts = above is None or lead_in is not None or measure["parent_key"] is None
        values = {}
        for name in FIELDS:
            is_one = f"{name}_text" in measure["inherited_columns"] and not starts
            values[name] = UP if is_one else measure[f"{name}_text"] or ""
        rows.append(
            Row(item=measure["item_number"], sub=measure["subitem_number"], lead_in=lead_in, **values)
        )
        lead_in = None
    return tuple(rows)


def _load() -> Edition | None:
    if not GOLDEN.exists():
        return None
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    act = golden["document"]
    notes = {(note["stands_at"], note["stands_at_key"]): note["text"] for note in golden["notes"]}
    stages = []
    for stage in golden["stages"]:
        sections = tuple(
            Section(
                number=section["section_number"],
                title=section["section_title_text"],
                rows=_rows(
                    [m for m in golden["measures"] if m["section_number"] == section["section_number"]]
                ),
                note=notes.get(("section", section["section_number"])),
            )
            for section in golden["sections"]
            if section["stage_number"] == stage["stage_number"]
        )
        stages.append(
            Stage(
                number=stage["stage_number"],
                label=stage["heading_text"].partition(") - ")[0] + ")",
                title=stage["stage_title_text"],
                start=date.fromisoformat(stage["stage_start"]),
                end=date.fromisoformat(stage["stage_end"]),
                sections=sections,
            )
        )
    heads = act["column_head_texts"]
    return Edition(
        name="decree",
        title=act["title_text"],
        act_type=act["act_type"],
        body=act["issuing_body_text"],
        body_code="government",
        number=act["number"],
        date=date.fromisoformat(act["date"]),
        edition_date=date.fromisoformat(act["edition_date"]),
        act_line=act["act_line_text"],
        basis=act["preamble_text"],
        paragraphs=tuple(
            Paragraph(
                number=p["paragraph_number"],
                text=p["text"],
                note=notes.get(("paragraph", p["paragraph_number"])),
            )
            for p in golden["paragraphs"]
        ),
        signatory_position=act["signatory_position"],
        signatory_name=act["signatory_name"],
        approval=(act["approval_stamp_text"],),
        plan=Plan(
            title=act["plan_title_text"],
            note=notes.get(("plan", None)),
            columns=tuple(Column(field=f, head=h) for f, h in zip(_COLUMNS, heads, strict=True)),
            stages=tuple(stages),
        ),
        is_synthetic=False,
    )


EDITION = _load()
