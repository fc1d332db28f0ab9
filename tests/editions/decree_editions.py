"""The decree in one, two and three editions: itself, the made-up one of 2015, and one painted here of 2016.

What the edition of 2016 changes: an item 9-1 with a sub-item is put in after item 9 of section 4, item 10 has
another deadline, and the plan's note names the acts of 18.06.2015 № 457 and 10.02.2016 № 51 (neither of
which there is).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.factory.decree_plan import EDITION as DECREE
from tests.factory.description import Edition, Row, Section
from tests.factory.engines import lay_out
from tests.factory.styles import STYLES
from tests.places import ROOT

FILES = (
    ROOT / "data" / "raw" / "P1300000078.kaz.pdf",
    ROOT / "tests" / "fixtures" / "editions-synthetic" / "synthetic-2015.kaz.pdf",
)
EDITION_IDS = tuple(f"kz-government-2013-78@{day}" for day in ("2014-12-30", "2015-06-18", "2016-02-10"))
_LEAD = {"completion_form": "", "executors": "", "deadline": "", "cost": ""}
_NEW = (
    Row(item="9-1", measure="Мыналарды:", **_LEAD),
    Row(
        item="9-1",
        sub="1",
        measure="ауылдардағы халық жиналыстарының есебін жүргізуді;",
        completion_form="Үкіметке есеп",
        executors="ҰЭМ, облыстардың әкімдері",
        deadline="2017 жылғы 1 шілде",
        cost="талап етілмейді",
    ),
)


def _changed(section: Section) -> Section:
    if section.number != "4":
        return section
    rows: list[Row] = []
    for row in section.rows:
        rows.append(replace(row, deadline="2017 жылғы қыркүйек") if row.item == "10" else row)
        if row.item == "9":
            rows.extend(_NEW)
    return replace(section, rows=tuple(rows))


def edition_of_2016() -> Edition:
    stages = tuple(
        replace(stage, sections=tuple(map(_changed, stage.sections))) for stage in DECREE.plan.stages
    )
    note = DECREE.plan.note.replace(" қаулыларымен", "; 18.06.2015 № 457; 10.02.2016 № 51 қаулыларымен")
    plan = replace(DECREE.plan, stages=stages, note=note)
    return replace(DECREE, plan=plan, edition_date=date(2016, 2, 10))


def lay_files(folder: Path, count: int) -> Path:
    """Puts the files of the first `count` editions into a folder, and gives the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in FILES[:count]:
        (folder / path.name).write_bytes(path.read_bytes())
    if count > len(FILES):
        (style,) = (each for each in STYLES if (each.engine, each.name) == ("painter", "both"))
        (folder / "painted-2016.kaz.pdf").write_bytes(lay_out(edition_of_2016(), style))
    return folder
