"""What a seed draws: a plan, an engine, borders, a page; and the truth that follows from the plan."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_PLANS = Path(__file__).parent / "plans"
ENGINES = (
    "chromium", "weasyprint", "wkhtmltopdf", "docx", "xlsx", "reportlab", "fpdf2", "xelatex", "typst",
    "flyingsaucer",
)  # fmt: skip
FONTS = (
    "DejaVu Serif",
    "DejaVu Sans",
    "PT Serif",
    "PT Sans",
    "PT Sans Narrow",
    "FreeSerif",
    "Noto Serif",
    "Noto Sans",
)
FIELDS = {
    "measure": "measure_text",
    "form": "completion_form_text",
    "executors": "executors_text",
    "deadline": "deadline_text",
    "cost": "cost_text",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """Which lines and fills a table has.

    Attributes:
        kind: ruled (each cell has its box), part (some lines or fills tell), none.
        frame, columns, rows: lines around the table, between its columns, between its rows.
        head: a line below the head (and one above it and one below the table, where there is no frame).
        sections: lines above and below the sections' headings.
        dotted: lines are dotted.
        head_fill, zebra: grey behind the head, behind every other row.
    """

    name: str
    kind: str
    frame: bool = False
    columns: bool = False
    rows: bool = False
    head: bool = False
    sections: bool = False
    dotted: bool = False
    head_fill: bool = False
    zebra: bool = False


BORDERS = (
    Border(name="grid", kind="ruled", frame=True, columns=True, rows=True, head=True, sections=True),
    Border(name="grid-fill", kind="ruled", frame=True, columns=True, rows=True, head=True, head_fill=True),
    Border(name="dotted-grid", kind="ruled", frame=True, columns=True, rows=True, head=True, dotted=True),
    Border(name="no-frame", kind="ruled", columns=True, rows=True, head=True),
    Border(name="frame-columns", kind="part", frame=True, columns=True, head=True),
    Border(name="columns", kind="part", columns=True),
    Border(name="frame-rows", kind="part", frame=True, rows=True, head=True),
    Border(name="rows", kind="part", rows=True, head=True),
    Border(name="dotted-rows", kind="part", rows=True, head=True, dotted=True),
    Border(name="zebra", kind="part", zebra=True, head_fill=True),
    Border(name="section-rules", kind="part", head=True, sections=True),
    Border(name="frame", kind="none", frame=True, head=True),
    Border(name="head-rules", kind="none", head=True),
    Border(name="head-fill", kind="none", head_fill=True),
    Border(name="none", kind="none"),
)
# half of the drawn tables have all their lines, as real ones do
_WEIGHTS = (10, 4, 2, 2, *(1.2,) * 7, *(1.8,) * 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One edition of the exam; sizes in points."""

    seed: int
    plan: str
    engine: str
    border: Border
    landscape: bool
    letter: bool
    font: str
    size: float
    align: str
    valign: str
    padding: float
    widths: tuple[float, ...]
    repeats_head: bool


def draw(seed: int, engines: Sequence[str] = ENGINES) -> Drawn:
    """The edition of a seed; the engine is drawn among those given."""
    chance = random.Random(seed)  # noqa: S311 - an exam, no secret
    name = chance.choice(sorted(plan_names()))
    plan = load_plan(name)
    natural = {"number": 0.5, "measure": 2.6, "form": 1.3, "executors": 1.6, "deadline": 1.2, "cost": 1.2}
    widths = [natural.get(role, 0.8) * chance.uniform(0.8, 1.3) for role in plan["roles"]]
    return Drawn(
        seed=seed,
        plan=name,
        engine=chance.choice(list(engines)),
        border=chance.choices(BORDERS, _WEIGHTS)[0],
        landscape=chance.random() < (0.8 if len(widths) > 6 else 0.5),
        letter=chance.random() < 0.25,
        font=chance.choice(FONTS),
        size=chance.choice((8.0, 9.0, 9.5, 10.0, 11.0)),
        align=chance.choice(("left", "left", "left", "justify", "center")),
        valign=chance.choice(("top", "top", "middle", "bottom")),
        padding=chance.choice((2.0, 3.0, 4.0)),
        widths=tuple(width / sum(widths) for width in widths),
        repeats_head=chance.random() < 0.5,
    )


@cache
def plan_names() -> tuple[str, ...]:
    """The plans of the exam."""
    return tuple(sorted(path.stem for path in _PLANS.glob("*.yml")))


@cache
def load_plan(name: str) -> dict[str, Any]:
    """A plan as its file describes it."""
    plan: dict[str, Any] = yaml.safe_load((_PLANS / f"{name}.yml").read_text(encoding="utf-8"))
    return plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A numbered row: its number as printed, its cells, and what must be read from it."""

    number: str
    cells: tuple[str, ...]
    key: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A row that is one cell over all columns."""

    text: str


@cache
def rows_of(name: str) -> tuple[Item | Heading, ...]:
    """The rows of a plan in order, each item with its key and its values."""
    plan = load_plan(name)
    rows: list[Item | Heading] = []
    section: dict[str, Any] | None = None
    stage, count, parent = None, 0, ""
    for row in plan["rows"]:
        if isinstance(row, dict) and "stage" in row:
            stage, section = row["stage"], None
            rows.append(Heading(text=row["printed"]))
            continue
        if isinstance(row, dict) and "section" in row:
            section = row
            count = count if plan.get("runs_on") else 0
            rows.append(Heading(text=row["printed"]))
            continue
        cells = row["cells"] if isinstance(row, dict) else row
        count += 1
        number = str(row["n"]) if isinstance(row, dict) else str(count)
        bare = number.rstrip(").")
        is_sub = isinstance(row, dict) and bool(row.get("sub"))
        own = f"{parent}.{bare}" if is_sub else bare
        parent = parent if is_sub else bare
        key = f"{section['section']}.{own}" if section else own
        values = {
            FIELDS[r]: text or None for r, text in zip(plan["roles"][1:], cells, strict=True) if r in FIELDS
        }
        values |= {
            "section_title_text": section["title"] if section else None,
            "stage_title_text": stage,
        }
        years = [year for head in plan["heads"] if isinstance(head, dict) for year in head["years"]]
        amounts = [text for role, text in zip(plan["roles"][1:], cells, strict=True) if role == "year"]
        if years:
            values["amounts"] = {
                y: a.replace(" ", "").replace(",", ".") for y, a in zip(years, amounts, strict=True) if a
            }
        printed = number if isinstance(row, dict) else plan["number"].format(n=count)
        rows.append(Item(number=printed, cells=tuple(cells), key=key, values=values))
    return tuple(rows)
