"""From a plan and a style to the tables as laid out: rows of cells with their spans, before any engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tests.factory.description import UP, Column, Edition, Plan, Row, Section, Stage
from tests.factory.styles import DEFAULT_WIDTHS, Style

Kind = Literal["head", "numbers", "stage", "section", "note", "body"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """One cell: its paragraphs, the columns and rows that it spans, its column's field (none: full width)."""

    texts: tuple[str, ...]
    field: str = ""
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """A row's own cells: what a cell above covers is left out."""

    kind: Kind
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: its columns, their share of the width (adding up to 1) and its rows."""

    columns: tuple[Column, ...]
    shares: tuple[float, ...]
    rows: tuple[GridRow, ...]
    starts_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A stage's or section's heading, or a note, that stands between tables."""

    kind: Kind
    text: str


def printed_number(plan: Plan, section: Section, row: Row) -> str:
    """The number as printed: `5.`, `1)`, `5. 1)` where an item shares the cell with its first sub-item."""
    item = plan.number_form.format(s=section.number, i=row.item)
    sub = plan.sub_form.format(s=section.number, i=row.item, n=row.sub) if row.sub else ""
    if row.sub and row.lead_in:
        return f"{item} {sub}"
    return sub or item


def section_heading(plan: Plan, section: Section) -> str:
    """`4. Title` as printed."""
    return plan.section_form.format(s=section.number, t=section.title)


def plan_blocks(edition: Edition, style: Style) -> tuple[Table | Heading, ...]:
    """The plan as tables and the headings between them, as the style divides it."""
    plan = edition.plan
    blocks: list[Table | Heading] = []
    rows: list[GridRow] = []
    widths = dict(style.widths)

    def close(*, starts_page: bool = False) -> None:
        if any(row.kind == "body" for row in rows) or (rows and style.headings == "row"):
            heads = _head_rows(plan, style)
            turn = (
                sum(isinstance(block, Table) for block in blocks) if style.tables.startswith("chunk") else 0
            )
            shares = _shares(plan, widths, turn)
            blocks.append(
                Table(columns=plan.columns, shares=shares, rows=(*heads, *rows), starts_page=starts_page)
            )
        else:
            blocks.extend(Heading(kind=row.kind, text=text) for row in rows for text in row.cells[0].texts)
        rows.clear()

    def heading(kind: Kind, *texts: str) -> None:
        if style.headings == "paragraph" and (style.tables == "section" or kind == "stage"):
            if rows:
                close()
            blocks.extend(Heading(kind="note" if n else kind, text=text) for n, text in enumerate(texts))
        else:
            rows.append(GridRow(kind=kind, cells=(GridCell(texts=texts, columns=len(plan.columns)),)))

    for stage in plan.stages:
        if stage.number is not None:
            if rows and style.tables in {"stage", "section"}:
                close()
            heading("stage", stage.heading)
            if style.head_repeat == "stage" and style.headings == "row" and stage is not plan.stages[0]:
                rows.extend(_head_rows(plan, style))
        for section in stage.sections:
            if rows and style.tables == "section" and rows[-1].kind == "body":
                close()
            if section.title is not None:
                _section_heading(plan, section, style, heading)
            rows.extend(body_rows(plan, section))
    size = int(style.tables.partition(":")[2] or 0)
    if size:
        pending, taken = list(rows), 0
        rows.clear()
        while pending:
            chunk = _chunk(pending, size)
            del pending[: len(chunk)]
            rows.extend(chunk)
            close(starts_page=taken > 0)
            taken += 1
    if rows:
        close()
    return tuple(blocks)


def _section_heading(plan: Plan, section: Section, style: Style, heading) -> None:
    text = section_heading(plan, section)
    if section.note and style.note_place == "cell":
        heading("section", text, section.note)
        return
    heading("section", text)
    if section.note:
        heading("note", section.note)


def _chunk(rows: list[GridRow], size: int) -> list[GridRow]:
    """The first rows, about `size`, not cutting a merged cell nor leaving a heading alone at the end."""
    covered = 0
    for n, row in enumerate(rows):
        covered = max(covered, *(n + cell.rows for cell in row.cells))
        if n + 1 >= size and covered <= n + 1 and row.kind == "body":
            return rows[: n + 1]
    return list(rows)


def _shares(plan: Plan, widths: dict[str, float], turn: int) -> tuple[float, ...]:
    weights = [widths.get(column.field, DEFAULT_WIDTHS[column.field]) for column in plan.columns]
    weights = [w * (1 + 0.22 * ((turn + n) % 3)) for n, w in enumerate(weights)] if turn else weights
    return tuple(w / sum(weights) for w in weights)


def _head_rows(plan: Plan, style: Style) -> list[GridRow]:
    heads = [
        GridRow(kind="head", cells=tuple(GridCell(texts=(c.head,), field=c.field) for c in plan.columns))
    ]
    if plan.has_number_row if style.has_number_row is None else style.has_number_row:
        cells = tuple(GridCell(texts=(str(n),), field=c.field) for n, c in enumerate(plan.columns, start=1))
        heads.append(GridRow(kind="numbers", cells=cells))
    return heads


def body_rows(plan: Plan, section: Section) -> list[GridRow]:
    """The printed rows of one section."""
    fields = [column.field for column in plan.columns]
    result: list[GridRow] = []
    for at, row in enumerate(section.rows):
        number = printed_number(plan, section, row)
        if row.removed_note is not None:
            result.append(_removed(fields, number, row))
        else:
            cells = []
            for field in fields:
                text = _cell_text(plan, field, row, number)
                if text == UP:
                    continue
                span = 1
                for below in section.rows[at + 1 :]:
                    if below.removed_note is not None or _cell_text(plan, field, below, "") != UP:
                        break
                    span += 1
                cells.append(GridCell(texts=(text,), field=field, rows=span))
            result.append(GridRow(kind="body", cells=tuple(cells)))
        if row.note:
            result.append(GridRow(kind="note", cells=(GridCell(texts=(row.note,), columns=len(fields)),)))
    for total in section.totals:
        at = fields.index("cost")
        cells = [GridCell(texts=(total.label,), field="measure", columns=at)]
        cells += [GridCell(texts=(total.cost * (f == "cost"),), field=f) for f in fields[at:]]
        result.append(GridRow(kind="body", cells=tuple(cells)))
    return result


def _removed(fields: list[str], number: str, row: Row) -> GridRow:
    note = row.removed_note or ""
    if "number" in fields:
        return GridRow(
            kind="body",
            cells=(
                GridCell(texts=(number,), field="number"),
                GridCell(texts=(note,), field="measure", columns=len(fields) - 1),
            ),
        )
    cell = GridCell(texts=(f"{number} {note}",), field="measure", columns=len(fields))
    return GridRow(kind="body", cells=(cell,))


def _cell_text(plan: Plan, field: str, row: Row, number: str) -> str:
    if field == "number":
        return number
    if field in {"extra", "funding"}:
        return row.extra[0] if row.extra else ""
    text = row.text(field)
    if field == "measure" and not plan.has_number_column:
        if row.lead_in:  # `5. Мыналарды: 1) ...`
            item, _, sub = number.rpartition(" ")
            return f"{item} {row.lead_in} {sub} {row.measure}"
        return f"{number} {text}"
    return text


def stage_of(plan: Plan, section: Section) -> Stage:
    """The stage that holds a section."""
    return next(stage for stage in plan.stages if section in stage.sections)
